"""The gate on verbs that many trades share: what a war says is read, what markets, goals and storms do is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reportedly.claims.war_signs import ENOUGH, MOST, WarSigns, sign_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

DATA = Path(__file__).parents[1] / "data"
LEAST_QUIET, LEAST_FOUND = 0.92, 0.80
"""Floors of both halves together; docs/decisions/claims.md has the figures, told apart by half."""


class Row(NamedTuple):
    """A line of the data: its events are empty where the report tells of no war."""

    domain: str
    events: frozenset[str]
    text: str


def rows(name: str) -> list[Row]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Row(cell[1], frozenset(cell[2].split("|")) if len(cell) == 4 else frozenset(), cell[-1]) for cell in cells]


def test_the_data_is_large_and_varied() -> None:
    for name in ("quiet.tsv", "war.tsv"):
        found = rows(name)
        assert len(found) > 150
        assert len({row.domain for row in found}) > 10
        assert len({row.text for row in found}) == len(found)


def test_pages_with_no_war_are_left_alone(read: Callable[..., Reading]) -> None:
    noisy = [row.text for row in rows("quiet.tsv") if read(row.text).claims]
    assert 1 - len(noisy) / len(rows("quiet.tsv")) >= LEAST_QUIET, noisy


def test_terse_reports_of_any_war_are_read(read: Callable[..., Reading]) -> None:
    found = rows("war.tsv")
    missed = [row.text for row in found if not row.events & {claim.event for claim in read(row.text).claims}]
    # Sides and places of a war that the pack does not know are no sign here, so fewer are found than with the war's own pack.
    assert 1 - len(missed) / len(found) >= LEAST_FOUND, missed


@pytest.mark.parametrize(
    "text",
    [
        "Karvelian troops held the bridge. Shops in Lissett hold their prices, and a supermarket captured the market.",
        "Tolmari artillery shelled Bellmere for hours. Floods hit the harbour of Lissett and killed a farmer.",
    ],
)
def test_a_sentence_of_peace_in_a_report_of_war_gives_no_claim(read: Callable[..., Reading], text: str) -> None:
    first_sentence = text.index(".")
    assert {claim.start < first_sentence for claim in read(text).claims} == {True}


def test_a_word_of_peace_does_not_silence_a_report_of_war(read: Callable[..., Reading]) -> None:
    text = "Karvelian forces shelled Bellmere. A missile hit the football stadium and killed two soldiers, the army said."
    assert {"shell", "strike", "kill"} <= {claim.event for claim in read(text).claims}


def test_your_troops_are_a_player_s(read: Callable[..., Reading]) -> None:
    assert read("Your troops can retreat to the forest tile at no cost.").claims == ()


def test_nothing_told_is_nothing_believed() -> None:
    assert WarSigns(report=0.0, sentences=()).silent
    assert WarSigns(report=0.0, sentences=(0.0,)).silent
    assert not WarSigns(report=ENOUGH, sentences=(-MOST, 0.0)).silent


def test_every_weight_is_of_one_kind(pack: Pack) -> None:
    table = sign_table(pack)
    assert all(weight for weight in table.words.values())
    assert not set(table.nouns) & set(table.words)
    assert all(word == word.lower() for word in (*table.words, *table.phrases))
