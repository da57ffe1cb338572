"""The lexicon of cues."""

from __future__ import annotations

import pytest

from reportedly.claims.cues import Cue, can_speak, cues_of
from reportedly.core.records import Act, Token
from reportedly.packs.load import load_pack


def test_a_word_of_several_classes_has_the_frames_of_all() -> None:
    announce = cues_of(load_pack("tests/data/packs/two_rivers")).verbs["announce"]
    assert {"clause", "quote", "object", "reported"} <= announce.frames.keys()


def test_the_act_of_the_first_frame_that_fits() -> None:
    cue = Cue(frames={"object": Act.DENY, "quote": Act.SAY})
    assert cue.act("clause", "quote", "object") is Act.SAY
    assert cue.act("clause") is None


def test_every_act_has_words() -> None:
    cues = cues_of(load_pack("tests/data/packs/two_rivers"))
    acts = {act for cue in (*cues.verbs.values(), *cues.nouns.values()) for act in (*cue.frames.values(), *cue.prepositions.values())}
    assert set(Act) - {Act.OTHER} <= acts


def test_admitting_and_knowing_are_factive() -> None:
    verbs = cues_of(load_pack("tests/data/packs/two_rivers")).verbs
    assert verbs["admit"].factive
    assert verbs["know"].factive
    assert not verbs["claim"].factive


def test_words_are_lower_case_and_single() -> None:
    cues = cues_of(load_pack("tests/data/packs/two_rivers"))
    assert all(word == word.lower() and " " not in word for word in (*cues.verbs, *cues.nouns, *cues.adjectives))


@pytest.mark.parametrize(
    ("text", "pos", "speaks"),
    [
        ("Orsel", "PROPN", True),
        ("she", "PRON", True),
        ("who", "PRON", True),
        ("general", "NOUN", True),
        ("lobbyist", "NOUN", True),
        ("move", "NOUN", False),
        ("it", "PRON", False),
    ],
)
def test_who_can_speak(text: str, pos: str, *, speaks: bool) -> None:
    token = Token(index=0, start=0, end=len(text), text=text, lemma=text.lower(), pos=pos, tag="", relation="nsubj", head=0, children=())
    assert can_speak(token, cues_of(load_pack("tests/data/packs/two_rivers"))) is speaks
