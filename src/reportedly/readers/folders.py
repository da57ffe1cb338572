"""The files of a folder, in an order that is the same everywhere.

The rule that must not be broken: each folder is entered once, whatever links lead back to it; hidden files are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What lies beside saved pages and in exports, and holds no report: style, scripts, pictures, sound, film, fonts, programs.
_BESIDE = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".heic",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".m4a",
        ".ogg",
        ".oga",
        ".opus",
        ".wav",
        ".mp4",
        ".m4v",
        ".mov",
        ".webm",
        ".avi",
        ".mkv",
        ".tgs",
        ".exe",
        ".dll",
        ".so",
        ".pyc",
        ".lock",
        ".tmp",
        ".part",
        ".partial",
        ".crdownload",
        ".cdx",
        ".cdxj",
        ".idx",
    ]
)
_PAGES = (".html", ".htm", ".xhtml")
_PARTS = ("_files", ".files", "_dateien", "_fichiers")  # where browsers put the parts of a page they save


def iter_files(folder: Path) -> Iterator[Path]:
    """The files that may hold reports, sorted by name, a folder's own before those of its folders.

    Hidden files, parts of saved pages and files whose endings say that they hold no text are left out. A link is followed, but never into a
    folder that was entered before. A folder that cannot be listed is given itself, for whoever opens it to say so.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            children = sorted((child for child in here.iterdir() if not child.name.startswith((".", "__MACOSX"))), key=lambda child: child.name)
        except OSError:
            yield here  # who opens it says what is wrong with it
            continue
        names = {child.name.lower() for child in children}
        yield from (child for child in children if not child.is_dir() and may_hold_reports(child.name))
        waiting += [child for child in reversed(children) if child.is_dir() and not _holds_parts(child.name.lower(), names)]


def may_hold_reports(name: str) -> bool:
    """False for hidden files and for endings of what lies beside reports: style, scripts, pictures. Asked with a path, each part of it counts."""
    parts = name.split("/")
    return not any(part.startswith((".", "__MACOSX")) for part in parts) and "." + parts[-1].lower().removesuffix(".gz").rpartition(".")[2] not in _BESIDE


def _holds_parts(name: str, beside: set[str]) -> bool:
    """True for ``report_files`` beside ``report.html``."""
    return any(name.endswith(ending) and any(name.removesuffix(ending) + page in beside for page in _PAGES) for ending in _PARTS)
