"""The shipped examples read as they did when somebody last looked. ``make golden`` writes them anew: read the diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.write_golden import FOLDER, golden_text

from reportedly import Settings
from reportedly.examples import find_examples
from reportedly.formats.notation import ClaimLine
from reportedly.packs.load import load_pack

NAMES = sorted(find_examples())


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reads_as_it_did(name: str) -> None:
    golden = FOLDER / f"{name}.golden"
    assert golden.is_file(), "a new example: run `make golden`, read what it wrote, and commit it"
    assert golden_text(name, load_pack(Settings().pack)) == golden.read_text(encoding="utf-8"), "run `make golden` and read the diff"


def test_no_golden_file_without_its_example() -> None:
    assert sorted(path.stem for path in Path(FOLDER).glob("*.golden")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_golden_claims_parse_back(name: str) -> None:
    lines = [line for line in (FOLDER / f"{name}.golden").read_text(encoding="utf-8").splitlines() if line.startswith("clm ")]
    assert [str(ClaimLine.from_text(line)) for line in lines] == lines
    assert bool(lines) == (name not in {"no-war", "recipe"})
