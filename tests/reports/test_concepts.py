"""Words of several languages that mean one thing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.reports.concepts import Concepts
from reportedly.reports.terms import LANGUAGES

SMALL = Concepts({"en": {"bridge": ["bridge"], "strike": ["strike", "hit"]}, "uk": {"bridge": ["міст", "мост"], "war": ["війн"]}, "ru": {"war": ["войн"]}})
PACK = load_pack("russia_ukraine_2022")


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("bridges", "bridge"),
        ("striking", "strike"),
        ("hits", "strike"),
        ("мостами", "bridge"),
        ("війною", "war"),
        ("войны", "war"),
        ("bridgehead", None),
        ("мостобудівельник", None),
        ("війнами", "war"),
        ("ок", None),
    ],
)
def test_words_with_their_endings(word: str, concept: str | None) -> None:
    assert SMALL.of(word) == concept


def test_the_longest_beginning_wins_and_the_first_claim_stands() -> None:
    concepts = Concepts({"uk": {"sea": ["мор"], "frost": ["мороз"], "again": ["мор"]}})
    assert (concepts.of("морозами"), concepts.of("морем")) == ("frost", "sea")


@given(st.text(min_size=1, max_size=20))
@settings(deadline=None)
def test_any_word_has_a_concept_or_none(word: str) -> None:
    assert SMALL.of(word.lower()) in {None, "bridge", "strike", "war"}


def test_the_tables_of_the_languages_name_the_same_concepts() -> None:
    tables = {language: PACK.words(language, "copies")["concepts"] for language in LANGUAGES}
    for language in ("uk", "ru"):
        assert set(tables[language]) <= set(tables["en"]), language
    assert all(len(words) == len(set(words)) for table in tables.values() for words in table.values())
