"""Happenings against a gold set of our own: reports of an invented war, labelled before they were read by the program (``happenings.tsv``).

Every claim of the labelled event in a report is an item; a report in which none was read is an item that nothing joins. Scored by pairs of items.
"""

from __future__ import annotations

import sys
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import reportedly
from reportedly.core.records import Page
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import load_pack
from reportedly.reports.happenings import group_claims
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from reportedly.core.entries import Testimony
    from reportedly.reports.happenings import Happening

GOLD = Path("tests/data/happenings.tsv")
PACK = load_pack("tests/data/packs/two_rivers")


class Item(NamedTuple):
    """A claim, or a report in which it was not read; ``label`` is the event it should be one of, ``found`` the happening it was put in."""

    name: str
    label: str
    found: str


def rows() -> list[list[str]]:
    return [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def page(number: int, row: list[str]) -> Page:
    head = "" if row[4] == "-" else f"{row[4]}\n\n"
    return Page(id=f"r{number}", outlet=row[2], published=date.fromisoformat(row[3]), text=head + row[5], title=None if row[4] == "-" else row[4], clean=True)


@pytest.fixture(scope="module")
def told() -> tuple[list[Testimony], tuple[Happening, ...]]:
    readings = reportedly.read_many([page(number, row) for number, row in enumerate(rows())], pack=PACK)
    testimonies = [one for reading in readings for one in iter_testimonies(reading, PACK)]
    origins = Origins(PACK)
    return testimonies, group_claims(testimonies, lambda one: origins.of(one).id)


def items(testimonies: list[Testimony], happenings: tuple[Happening, ...]) -> list[Item]:
    home = {claim: one.id for one in happenings for claim in one.claims}
    made = []
    for number, row in enumerate(rows()):
        claims = [one for one in testimonies if one.report == f"r{number}" and one.event == row[1]]
        made += [Item(one.id, row[0], home.get(one.id, one.id)) for one in claims] or [Item(f"r{number}", row[0], f"r{number}")]
    return made


def test_the_gold_is_large_enough() -> None:
    assert len(rows()) >= 40
    assert len({row[0] for row in rows()}) >= 15


def test_pairwise_f1(told: tuple[list[Testimony], tuple[Happening, ...]]) -> None:
    pairs = [(one.label == other.label, one.found == other.found, one, other) for one, other in combinations(items(*told), 2)]
    right = sum(same and joined for same, joined, _, _ in pairs)
    joined_pairs, same_pairs = sum(joined for _, joined, _, _ in pairs), sum(same for same, _, _, _ in pairs)
    score = 2 * right / (joined_pairs + same_pairs)
    sys.stdout.write(f"\nhappenings: pairwise F1 {score:.2f}, precision {right / max(1, joined_pairs):.2f}, recall {right / same_pairs:.2f}\n")
    sys.stdout.writelines(f"  {one.label} {one.name} / {other.label} {other.name}\n" for same, joined, one, other in pairs if same != joined)
    assert right / max(1, joined_pairs) >= 0.9
    assert score >= 0.8
