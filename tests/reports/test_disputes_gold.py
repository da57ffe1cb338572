"""Disputes against a gold set of our own: pairs of reports of an invented war, labelled before they were read by the program (``disputes.tsv``).

Read from their text to the dispute, so that a claim that was misread counts against the figures too.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

import reportedly
from reportedly.core.records import Page
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import load_pack
from reportedly.reports.disputes import find_disputes
from reportedly.reports.happenings import group_claims
from reportedly.reports.independence import Origins

GOLD = Path("tests/data/disputes.tsv")
PACK = load_pack("tests/data/packs/two_rivers")


class Pair(NamedTuple):
    kind: str
    pages: tuple[Page, Page]


def pairs() -> list[Pair]:
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Pair(
            row[0],
            (
                Page(id=f"{number}a", outlet=row[1], published=date.fromisoformat(row[2]), text=row[3], clean=True),
                Page(id=f"{number}b", outlet=row[4], published=date.fromisoformat(row[5]), text=row[6], clean=True),
            ),
        )
        for number, row in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def answers() -> list[tuple[Pair, set[str]]]:
    gold = pairs()
    readings = iter(reportedly.read_many([page for pair in gold for page in pair.pages], pack=PACK))
    origins = Origins(PACK)
    found = []
    for pair in gold:
        testimonies = [one for _ in pair.pages for one in iter_testimonies(next(readings), PACK)]
        found.append((pair, {one.kind.value for one in find_disputes(testimonies, PACK, lambda one: origins.of(one).id)}))
    return found


def test_the_gold_is_large_enough_and_half_of_it_is_no_dispute() -> None:
    kinds = [pair.kind for pair in pairs()]
    assert len(kinds) >= 40
    assert 0.4 <= kinds.count("-") / len(kinds) <= 0.6
    assert {"state", "polarity", "number", "day", "actor", "place", "order"} <= set(kinds)


def test_precision_and_recall(answers: list[tuple[Pair, set[str]]], capsys: pytest.CaptureFixture[str]) -> None:
    right = sum(pair.kind in kinds for pair, kinds in answers)
    told = sum(len(kinds) for _, kinds in answers)
    real = sum(pair.kind != "-" for pair, _ in answers)
    wrong = [(pair.kind, sorted(kinds), [page.text for page in pair.pages]) for pair, kinds in answers if kinds != {pair.kind} - {"-"}]
    with capsys.disabled():
        sys.stdout.write(f"\ndisputes: precision {right / max(1, told):.2f} ({right} of {told}), recall {right / real:.2f} ({right} of {real})\n")
        sys.stdout.writelines(f"  {kind} {kinds} {texts}\n" for kind, kinds, texts in wrong)
    assert right / max(1, told) >= 0.9
    assert right / real >= 0.85


RETRACTED = (
    "The Dale Post has retracted a report that Karvelian troops captured Harrowford on 2 May.",
    "The Dale Post withdrew its report that Karvelian troops captured Harrowford on 2 May.",
    "The Dale Post has corrected its story that Karvelian troops had captured Harrowford on 2 May.",
)


@pytest.mark.parametrize("text", RETRACTED)
def test_a_report_of_a_retraction_is_no_witness_and_no_denial(text: str) -> None:
    pages = [
        Page(id="a", outlet="Hill Gazette", published=date(2031, 5, 3), text="Karvelian troops captured Harrowford on 2 May.", clean=True),
        Page(id="b", outlet="Mill Herald", published=date(2031, 5, 3), text="Harrowford was captured by Karvelian forces on 2 May.", clean=True),
        Page(id="c", outlet="Vale Echo", published=date(2031, 5, 4), text=text, clean=True),
    ]
    testimonies = [one for reading in reportedly.read_many(pages, pack=PACK) for one in iter_testimonies(reading, PACK)]
    origins = Origins(PACK)
    (happening,) = group_claims([one for one in testimonies if one.event == "capture"], lambda one: origins.of(one).id)
    assert happening.reports == ("a", "b")
    assert find_disputes(testimonies, PACK, lambda one: origins.of(one).id) == ()
