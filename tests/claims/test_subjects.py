"""Who is the subject of a verb: its own, shared, or one that the parser hung on another verb; over the parse of own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.subjects import governor_of_aside, nominative_before, subject_above, subject_of
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind, Sentence
from reportedly.core.settings import Settings
from reportedly.sentences.split import split_sentences


def parsed(text: str) -> Sentence:
    unknown = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=unknown, regions=regions, origin=())
    return split_sentences(report, Settings()).records[0]


def at(sentence: Sentence, word: str) -> int:
    return next(token.index for token in sentence.tokens if token.text == word)


def word(sentence: Sentence, position: int | None) -> str | None:
    return None if position is None else sentence.tokens[position].text


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The mayor said the bridge was lost.", "said", "mayor"),
        ("The mayor came to the square and said the bridge was lost.", "said", "mayor"),
        ("The mayor left the hall, saying that the bridge was lost.", "saying", "mayor"),
        ("The general wants to say more.", "say", "general"),
        ("The mayor was quick to point out that the bridge stands.", "point", "mayor"),
        ("The envoys were eager to explain their plan.", "explain", "envoys"),
        ("The council made an attempt to blame the army.", "blame", "council"),
        ("It was the army's decision to blame the council.", "blame", "army"),
        ("The ministry issued a statement saying that the bridge was lost.", "saying", "ministry"),
        ("The officers urged residents to report the thefts.", "report", "residents"),
        ("The officers promised residents to report the thefts.", "report", "officers"),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, subject: str) -> None:
    sentence = parsed(text)
    assert word(sentence, subject_of(sentence, at(sentence, verb))) == subject


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("It means admitting that the bridge was lost.", "admitting"),
        ("Say that the bridge was lost.", "Say"),
        ("It is an attempt to blame the army.", "blame"),
    ],
)
def test_nobody_speaks(text: str, verb: str) -> None:
    sentence = parsed(text)
    assert subject_of(sentence, at(sentence, verb)) is None


def test_a_second_verb_of_a_relative_clause_is_of_whom_the_pronoun_stands_for() -> None:
    sentence = parsed("They met the captain, who left the town and blamed the council.")
    assert word(sentence, subject_of(sentence, at(sentence, "left"))) == "who"
    assert word(sentence, subject_of(sentence, at(sentence, "blamed"))) == "captain"


def test_a_verb_far_below_its_subject() -> None:
    sentence = parsed("The captain has gone so far as to say the town is lost.")
    assert word(sentence, subject_above(sentence, at(sentence, "say"))) == "captain"


def test_an_expletive_names_nobody_above() -> None:
    sentence = parsed("It is hard so far as to say nothing.")
    assert subject_above(sentence, at(sentence, "say")) is None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        # a finite verb is no partner of an infinitive, a modal, a past perfect or another number
        ("The council proposed that more guns be left in the fort and pushed to arm the fleet.", "pushed", "council"),
        ("The mayor says he would call the envoy and tells the crowd that the siege is over.", "tells", "mayor"),
        ("Orsel conceded that Brandt had touched the seal but implied that it was broken before.", "implied", "Orsel"),
        ("Residents believe that the army has joined a pact, and admit that they are afraid.", "admit", "Residents"),
        # a participle goes with a participle
        ("Orsel pushed back on Monday, saying that the plan had merit but was drowned by doubt, and arguing that she and Brandt agreed.", "arguing", "Orsel"),
    ],
)
def test_a_second_verb_agrees_with_its_partner(text: str, verb: str, subject: str) -> None:
    sentence = parsed(text)
    assert word(sentence, subject_of(sentence, at(sentence, verb))) == subject


@pytest.mark.parametrize(
    ("text", "participle", "governor"),
    [
        ("The captain stressed that the way out is to get both councils to talk, suggesting that only the sea was left.", "suggesting", "stressed"),
        ("Orsel had a strong hour that could play well at home, loudly denouncing the regime.", "denouncing", "had"),
        ("Brandt rejected the notion that a strike is coming, explaining that he was at sea.", "explaining", "rejected"),
    ],
)
def test_a_participle_behind_a_comma_goes_with_the_telling(text: str, participle: str, governor: str) -> None:
    sentence = parsed(text)
    assert word(sentence, governor_of_aside(sentence, at(sentence, participle))) == governor


@pytest.mark.parametrize(
    "text",
    [
        "Orsel cannot say that the fort holds, Brandt added, saying it should be left.",
        "The mayor left the hall, saying that the bridge was lost.",
        "The captain held a talk in which he went on about the council, mocking its fleet.",
    ],
)
def test_a_participle_that_stands_where_it_belongs(text: str) -> None:
    sentence = parsed(text)
    participle = next(token.index for token in sentence.tokens if token.text in {"saying", "mocking"})
    assert governor_of_aside(sentence, participle) is None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("A fisherman, he backed the old council in its last year.", "backed", "he"),
        ("The talk ended with Orsel asking Brandt whether the fort would hold.", "asking", "Orsel"),
        ("The report left many envoys saying that the siege was lost.", "saying", "envoys"),
        ("The fleet planted newspaper articles alleging that the plague came from Oldmark.", "alleging", "fleet"),
        ("The envoys described an organization seeking peace.", "seeking", "organization"),
    ],
)
def test_subjects_that_the_form_of_the_words_gives_away(text: str, verb: str, subject: str) -> None:
    sentence = parsed(text)
    assert word(sentence, subject_of(sentence, at(sentence, verb))) == subject


def test_a_pronoun_in_the_nominative_stands_before_its_verb() -> None:
    sentence = parsed("A fisherman, he never backed them.")
    assert word(sentence, nominative_before(sentence, at(sentence, "backed"))) == "he"
    assert nominative_before(sentence, 0) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Orsel", "said", ",", "and", "that", "he", "denied", "saying", "who", "“", "”", "the", "fort", "was", "lost"]), min_size=1, max_size=18
    )
)
def test_a_subject_is_another_word_of_the_sentence(pieces: list[str]) -> None:
    sentence = parsed(" ".join(pieces))
    for token in sentence.tokens:
        found = subject_of(sentence, token.index)
        assert found is None or 0 <= found < len(sentence.tokens)
        above = governor_of_aside(sentence, token.index)
        assert above is None or above < token.index
