"""SVG ─render→ PNG: a drawing as pixels, for slides and chats that take no SVG.

The rule that must not be broken: the same drawing gives the same bytes on every machine. So letters come from one font of a package (FiraGO: Latin,
Greek, Cyrillic, Arabic and more), never from those that happen to be installed, and letters that it has not are boxes everywhere.
"""

from __future__ import annotations

import re
import tempfile
from html import escape, unescape
from pathlib import Path

from reportedly.core.errors import FormatError
from reportedly.formats.output import PARTIAL, check_target

SCALE = 2
"""Pixels for a unit of the drawing: 900 units are a slide wide."""
HEAD = 26
"""Height of the line above the drawing that says what it is; on a page the SVG's title does, which no picture shows."""
FONT, FAMILY = "figo", "FiraGO"
"""The font's name in pymupdf-fonts, and its family's in itself."""
VIEW = re.compile(r'viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"')
TITLE = re.compile(r"<title>([^<]*)</title>")
OPENING = re.compile(r"<svg\b[^>]*>")


def png_of(svg: str) -> bytes:
    """The drawing on white, twice its size in pixels, with its title above it. Raises ``FormatError`` without the extra ``png``, and for no SVG."""
    try:
        import resvg_py  # noqa: PLC0415  an optional extra
        from pymupdf_fonts import fontbuffers  # noqa: PLC0415
    except ImportError as error:
        message = "expected resvg-py and pymupdf-fonts for a PNG, found them missing; install them: pip install 'reportedly[png]', or draw an SVG"
        raise FormatError(message) from error
    with tempfile.TemporaryDirectory() as folder:
        font = Path(folder) / "font.ttf"  # the renderer takes fonts as files
        font.write_bytes(fontbuffers[FONT]())
        try:
            drawn: bytes = bytes(
                resvg_py.svg_to_bytes(
                    svg_string=with_title(svg),
                    background="white",
                    zoom=SCALE,
                    skip_system_fonts=True,
                    font_files=[str(font)],
                    font_family=FAMILY,
                    sans_serif_family=FAMILY,
                )
            )
        except ValueError as error:
            message = f"expected an SVG drawing, found: {error}"
            raise FormatError(message) from error
    return drawn


def write_png(svg: str, path: Path) -> None:
    """Write the drawing as a picture: a file that is complete or not there. Raises ``FormatError`` where nothing can be written."""
    check_target(path)
    drawn = png_of(svg)
    partial = path.with_name(path.name + PARTIAL)
    try:
        partial.write_bytes(drawn)
        partial.replace(path)
    except OSError as error:
        message = f"expected to write {path}, found: {error.strerror or error}; name a file in a folder that is there"
        raise FormatError(message) from error


def with_title(svg: str) -> str:
    """The drawing with its first title as a line of text above it; as it is where it has none, or no ``viewBox``.

    >>> with_title('<svg viewBox="0 0 90 20"><title>Ash</title></svg>')
    '<svg viewBox="0 -26 90 46"><text x="4" y="-9" font-size="14">Ash</text><title>Ash</title></svg>'
    """
    view, title, opening = VIEW.search(svg), TITLE.search(svg), OPENING.search(svg)
    if view is None or title is None or opening is None or title.start() < opening.end() or "<" in svg[opening.end() : title.start()].strip():
        return svg
    left, top, width, height = (float(number) for number in view.groups())
    text = f'<text x="{left + 4:g}" y="{top - 9:g}" font-size="14">{escape(unescape(title[1]))}</text>'
    wider = f'viewBox="{left:g} {top - HEAD:g} {width:g} {height + HEAD:g}"'
    head = opening.group().replace(view.group(), wider)
    return svg[: opening.start()] + head + text + svg[opening.end() :]
