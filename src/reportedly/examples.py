"""The reports that ship with a pack, written for it: what ``reportedly read --example`` reads, and the docs and tests walk through."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportedly.core.errors import PackError
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from reportedly.packs.load import Pack

ENDINGS = frozenset({".txt", ".html"})


def find_examples(pack: Pack | None = None) -> dict[str, Traversable]:
    """The pack's example reports by name; an HTML page beside a text of the same name goes by its file name. Empty when it ships none.

    >>> sorted(find_examples())[:2]
    ['denial', 'messy']
    """
    folder = (pack or load_pack(Settings().pack)).folder / "examples"
    if not folder.is_dir():
        return {}
    found: dict[str, Traversable] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: (PurePosixPath(entry.name).suffix != ".txt", entry.name)):
        file = PurePosixPath(entry.name)
        if file.suffix in ENDINGS:
            found[file.name if file.stem in found else file.stem] = entry
    return found


def find_example(name: str, pack: Pack | None = None) -> Traversable:
    """The example report of this name. Raises ``PackError`` that lists those there are."""
    examples = find_examples(pack)
    if name not in examples:
        message = f"expected the name of an example report, found {name!r}. There are: {', '.join(examples) or 'none'}"
        raise PackError(message)
    return examples[name]
