"""Glosses: words whole and by their beginning, words of two meanings, words that ask for another below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.glosses import Group, Meaning, Rows, glosses_of
from reportedly.claims.lexicon import event_lexicon
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack

PACK = load_pack(Settings().pack)
LANGUAGES = ("ru", "uk")


def test_a_whole_word_goes_before_a_beginning() -> None:
    rows = Rows({"take": ["брать"], "army": ["бра-"]})
    assert rows.find("брать", "берут") == (Meaning("take", ""),)
    assert rows.find("брат", "братом") == (Meaning("army", ""),)


def test_the_longest_beginning_wins() -> None:
    rows = Rows({"strike": ["удар-"], "strike hard": ["ударн-"]})
    assert rows.find("ударный", "ударный") == (Meaning("strike hard", ""),)
    assert rows.find("удару", "удару") == (Meaning("strike", ""),)


def test_a_row_that_asks_for_a_word_below_stands_beside_the_plain_one() -> None:
    rows = Rows({"capture": ["взять+контрол-"], "take": ["взять"]})
    assert rows.find("взять", "взяли") == (Meaning("capture", "контрол"), Meaning("take", ""))


def test_a_word_in_two_rows_has_both_meanings_in_the_tables_order() -> None:
    rows = Rows({"retake": ["отбить"], "repel": ["отбить"]})
    assert [meaning.english for meaning in rows.find("отбить", "отбили")] == ["retake", "repel"]


def test_what_no_row_has_means_nothing() -> None:
    assert Rows({"take": ["взять", "захва-"]}).find("облако", "облака") == ()
    assert not Rows({})
    assert Rows({}).find("слово", "слова") == ()


def test_a_group_knows_words_and_beginnings() -> None:
    group = Group(["мая", "январ-"])
    assert group.has("январь")
    assert group.has("не", "мая")
    assert not group.has("майор")


@given(st.text(max_size=20), st.text(max_size=20))
def test_looking_up_never_fails_and_never_changes(lemma: str, text: str) -> None:
    rows = Rows({"take": ["взять", "захва-"], "say": ["сказа-"]})
    assert rows.find(lemma, text) == rows.find(lemma, text)


def test_english_and_unknown_languages_have_no_glosses() -> None:
    assert glosses_of(PACK, "en") is None
    assert glosses_of(PACK, "fi") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_core_of_the_event_list_can_be_said(language: str) -> None:
    """Every territorial and fighting event has a verb of its own language."""
    glosses = glosses_of(PACK, language)
    assert glosses is not None
    verbs = PACK.words(language, "glosses")["verbs"]
    lexicon = event_lexicon(PACK)
    said = {frame.event for english in verbs for frame in lexicon.verbs.get(english, ())}
    wanted = {"capture", "withdraw", "hold", "encircle", "advance", "transfer", "attack", "shell", "strike", "clash", "repel", "destroy", "kill", "injure"}
    assert wanted | {"detain", "displace", "damage", "deploy", "mobilise", "supply", "annex", "vote", "agree", "threaten", "accuse", "protest"} <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_glosses_of_verbs_are_words_of_the_tables(language: str) -> None:
    verbs = PACK.words(language, "glosses")["verbs"]
    known = {*event_lexicon(PACK).verbs, *event_lexicon(PACK).nouns, *(row for table in PACK.words("en", "cues")["verbs"] for row in table["words"])}
    known |= {word for words in PACK.words("en", "modality")["controls"].values() for word in words}
    known |= {*event_lexicon(PACK).occur, *event_lexicon(PACK).bring, *PACK.words("en", "cues")["chains"]["words"]}
    strange = sorted(set(verbs) - known)
    assert len(strange) <= 0.1 * len(verbs), strange


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sides_are_glossed_from_the_pack(language: str) -> None:
    glosses = glosses_of(PACK, language)
    assert glosses is not None
    for side in PACK.sides:
        for name in side.names[language]:
            assert glosses.names[name.lower()] == side.names["en"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preposition_has_a_row_for_any_case(language: str) -> None:
    glosses = glosses_of(PACK, language)
    assert glosses is not None
    open_ended = [word for word, rows in glosses.prepositions.items() if not any(row.case is None and row.behind is None and row.after is None for row in rows)]
    assert open_ended == []


def test_a_pack_without_words_for_a_language_glosses_by_the_engines() -> None:
    rivers = load_pack("tests/data/packs/two_rivers")
    glosses = glosses_of(rivers, "uk")
    assert glosses is not None
    assert glosses.rows["verbs"].find("звільнити", "звільнили")[0].english == "liberate"
