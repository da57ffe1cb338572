"""Words and marks of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.lexer import CLASSES, lexicon, read_lexemes

if TYPE_CHECKING:
    from reportedly.packs.load import Pack


def kinds(text: str, pack: Pack, language: str = "en") -> list[str]:
    names = {letter: name for name, letter in CLASSES.items()}
    return [names[lexeme.kind] for lexeme in read_lexemes(text, 0, len(text), lexicon(pack, language))]


def test_every_class_has_a_letter_of_its_own() -> None:
    assert len(set(CLASSES.values())) == len(CLASSES)
    assert all(len(letter) == 1 for letter in CLASSES.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5000", ["figure"]),
        ("1,500", ["figure"]),
        ("2022", ["year"]),
        ("31", ["integer"]),
        ("32", ["figure"]),
        ("30th", ["ordinal"]),
        ("1990s", ["decade"]),
        ("2031-10-01", ["iso"]),
        ("01.10.2031", ["dotted"]),
        ("5:30 p.m.", ["clock", "meridiem"]),
        ("Oct. 5", ["month", "integer"]),
        ("2 1/2 years", ["figure", "unit"]),
        ("may", ["other"]),
        ("May", ["month"]),
        ("a couple of days", ["number", "unit"]),
        ("last night", ["relative_night"]),
        ("last week's", ["last", "unit", "possessive"]),
    ],
)
def test_classes(text: str, expected: list[str], pack: Pack) -> None:
    assert kinds(text, pack) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 вересня", ["integer", "month"]),
        ("1789-го", ["year"]),
        ("3-х тижнів", ["integer", "unit"]),
        ("до н. е.", ["era"]),
        ("пʼять днів", ["number", "unit"]),
    ],
)
def test_cyrillic_classes(text: str, expected: list[str], pack: Pack) -> None:
    assert kinds(text, pack, "uk") == expected


def test_a_language_without_a_list_has_no_words(pack: Pack) -> None:
    assert not lexicon(pack, "sw").words


@given(st.text(max_size=200))
def test_offsets_stay_in_order_and_never_cross(text: str) -> None:
    words = lexicon.__wrapped__(_EmptyPack(), "en")
    reached = 0
    for lexeme in read_lexemes(text, 0, len(text), words):
        assert reached <= lexeme.start < lexeme.end <= len(text)
        reached = lexeme.end


class _EmptyPack:
    """Stands for a pack without words of its own."""

    def words(self, _language: str, _table: str) -> dict[str, object]:
        return {}
