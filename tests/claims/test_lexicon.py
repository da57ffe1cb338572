"""The tables of events are whole: every class, event and key that a row names is one that the engine knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reportedly.claims.assertion import MODES, SURE, modality_words
from reportedly.claims.interest import EFFECTS
from reportedly.claims.lexicon import event_lexicon
from reportedly.core.records import PlaceRole
from reportedly.formats.schema import EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

CLASS_KEYS = ("object", "subject", "reaches", "demands", "not_subject")
FROM_MENTIONS = {"pronoun", "name", "side", "state", "number"}
"""Classes that mentions and pronouns give, whether a noun of the tables has them or not."""
VERB_KEYS = {
    *("event", "words", "object", "subject", "nouns", "nouns_after", "as_nouns", "without", "not_nouns", "not_subject", "prepositions"),
    *("bare", "bare_for", "not_for", "state", "agent", "role", "reaches", "negative", "alone", "passive", "active", "sided", "final", "clauseless"),
}
NOUN_KEYS = {"event", "words", "demands", "bare", "plural", "state", "of"}
EFFECTS_OF_WORDS = {*MODES, *SURE, "refused", "failed", "tried", "prevented", "denied", "doubted", "forbidden"}


@pytest.fixture
def table(pack: Pack) -> Any:
    return pack.words("en", "events")


def test_rows_have_only_keys_that_are_read(table: Any) -> None:
    assert {key for row in table["verb"] for key in row} <= VERB_KEYS
    assert {key for row in table["noun"] for key in row} <= NOUN_KEYS


def test_rows_name_events_of_the_format(table: Any) -> None:
    assert {row["event"] for kind in ("verb", "noun", "adjective") for row in table[kind]} <= set(EVENTS)


def test_every_event_of_the_format_but_other_has_a_verb(table: Any) -> None:
    assert {*EVENTS, "other"} - {row["event"] for row in table["verb"]} <= {"other"}


def test_classes_that_rows_ask_for_exist(table: Any) -> None:
    known = {*table["classes"], *FROM_MENTIONS}
    assert {name for kind in ("verb", "noun") for row in table[kind] for key in CLASS_KEYS for name in row.get(key, ())} <= known


def test_roles_and_agents_are_known(table: Any) -> None:
    assert {row["role"] for row in table["verb"] if "role" in row} <= {str(role) for role in PlaceRole}
    assert {row["agent"] for row in table["verb"] if "agent" in row} <= {"subject", "none", "loser", "to", "of", "noun", "victim"}


def test_words_left_out_of_a_rule_are_words_of_its_row(table: Any) -> None:
    for row in table["verb"]:
        assert {*row.get("bare_for", ()), *row.get("not_for", ())} <= set(row["words"]), row["words"]


def test_words_are_lower_case_and_not_empty(table: Any) -> None:
    words = [word for kind in ("verb", "noun", "adjective") for row in table[kind] for word in row["words"]]
    assert all(word and word == word.lower() == word.strip() for word in words)


def test_frames_that_ask_for_more_come_first(pack: Pack) -> None:
    for frames in event_lexicon(pack).verbs.values():
        weights = [frame.weight for frame in frames]
        assert weights == sorted(weights, reverse=True)


def test_controlling_words_have_effects_that_are_read(pack: Pack) -> None:
    assert set(modality_words(pack).controls.values()) <= EFFECTS_OF_WORDS
    assert set(pack.words("en", "modality")["controls"]) <= EFFECTS_OF_WORDS


def test_interest_is_said_of_events_that_can_be_read(table: Any) -> None:
    assert {row.event for row in EFFECTS} <= {row["event"] for row in table["verb"]}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Karvelian troops retook Bellmere from the Tolmari army.", "capture"),
        ("Three hundred soldiers lay down their arms at Bellmere.", "transfer"),
        ("The Tolmari army overran Bellmere on Friday.", "capture"),
        ("Karvelian troops regrouped and laid into Harrow Ford.", "attack"),
        ("Bellmere was set free on Friday.", "capture"),
        ("The Tolmari garrison slipped out of Bellmere at night.", "withdraw"),
        ("Mortar rounds ripped through a granary in Bellmere.", "strike"),
        ("Bellmere is still being fought over by the army.", "clash"),
    ],
)
def test_forms_that_the_lemmatiser_does_not_know(read: Callable[..., Reading], text: str, event: str) -> None:
    assert event in {claim.event for claim in read(text).claims}


def test_one_surrender_is_told_once(read: Callable[..., Reading]) -> None:
    found = read("The Tolmari garrison surrendered and laid down its arms at Bellmere.").claims
    assert [claim.event for claim in found] == ["transfer"]
