"""Write the golden readings of the shipped examples anew: ``make golden``. Read the diff before it is committed.

Each is ``--format text`` of one example: a line a claim in the notation, then findings and issues. Ids come from the example's
name and text, so that they are the same on every machine.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from reportedly import Settings
from reportedly.examples import find_examples
from reportedly.flow import read_page
from reportedly.formats.text import to_text
from reportedly.packs.load import Pack, load_pack
from reportedly.pages.sources import page_from_bytes

FOLDER = Path(__file__).resolve().parent.parent / "tests/golden"


def golden_text(name: str, pack: Pack) -> str:
    """The example of this name as the golden file should have it."""
    found = page_from_bytes(find_examples(pack)[name].read_bytes(), Settings())
    return to_text(read_page(dataclasses.replace(found.records, path=name), pack))


def main() -> None:
    """Write one file for each example, and remove those whose example is gone."""
    pack = load_pack(Settings().pack)
    wanted = {FOLDER / f"{name}.golden": golden_text(name, pack) for name in find_examples(pack)}
    for path, text in wanted.items():
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.write_text(text, encoding="utf-8")
        print(f"{'written' if changed else 'same'}  {path.relative_to(FOLDER.parent.parent)}")
    for path in sorted(set(FOLDER.glob("*.golden")) - set(wanted)):
        path.unlink()
        print(f"removed  {path.relative_to(FOLDER.parent.parent)}")


if __name__ == "__main__":
    main()
