"""Attributions: source, cue, content, act, parent. Sentences of our own, about nowhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.attribution import find_attributions
from reportedly.core.day_range import DayRange
from reportedly.core.records import Act, Attribution, Document, Published, PublishedBasis, Region, RegionKind, SourceKind, Span
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.quotations import find_quotations
from reportedly.sentences.split import split_sentences
from reportedly.speakers.actors import find_actors

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def attributions_of(text: str, kind: RegionKind = RegionKind.BODY) -> tuple[Attribution, ...]:
    pack = load_pack("tests/data/packs/two_rivers")
    regions = (Region(start=0, end=len(text), kind=kind),) if text else ()
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=UNKNOWN, regions=regions, origin=())
    sentences = split_sentences(report, Settings()).records
    quotations = find_quotations(report, sentences, pack).records
    actors = find_actors(report, sentences, quotations, (), pack).records
    return find_attributions(report, sentences, quotations, actors, pack).records


def words(spans: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


def shown(text: str, kind: RegionKind = RegionKind.BODY) -> list[tuple[str, str, str]]:
    return [(words(found.source), words(found.cue), words(found.content)) for found in attributions_of(text, kind)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the bridge was destroyed.", "The mayor", "said", "that the bridge was destroyed"),
        ("The bridge was destroyed, the mayor said.", "the mayor", "said", "The bridge was destroyed"),
        ("According to the mayor, the bridge was destroyed.", "the mayor", "According to", "the bridge was destroyed"),
        ("The bridge was destroyed, according to the mayor.", "the mayor", "according to", "The bridge was destroyed"),
        ("The general promised to hold the town.", "The general", "promised", "to hold the town"),
        ("The ministry also denied the report.", "The ministry", "also denied", "the report"),
        ("The mayor urged residents to leave the town.", "The mayor", "urged", "residents to leave the town"),
        ("The envoy called for a ceasefire.", "The envoy", "called for", "a ceasefire"),
        ("The minister accused Karvelia of shelling the market.", "The minister", "accused … of", "Karvelia … shelling the market"),
        ("The claim was denied by the ministry.", "the ministry", "was denied by", "The claim"),
        ("The envoy went on to say that talks had failed.", "The envoy", "went on to say", "that talks had failed"),
    ],
)
def test_one_attribution(text: str, source: str, cue: str, content: str) -> None:
    assert shown(text)[0] == (source, cue, content)


def test_the_source_is_the_whole_phrase() -> None:
    (found,) = attributions_of("Mira Tolsen, the mayor of Ostrel, said the bridge was destroyed.")
    assert words(found.source) == "Mira Tolsen, the mayor of Ostrel"


def test_who_is_a_source_too() -> None:
    found = shown("The driver, who said the road was mined, turned back.")
    assert ("who", "said", "the road was mined") in found


def test_two_verbs_share_a_subject() -> None:
    found = shown("The mayor came out and said the water was off.")
    assert found[-1] == ("The mayor", "said", "the water was off")


def test_a_statement_speaks_for_who_gave_it() -> None:
    found = shown("The ministry issued a statement saying the port was open.")
    assert ("The ministry", "saying", "the port was open") in found


@pytest.mark.parametrize("text", ["It is noted that the garrison left.", "It was reported that the garrison left.", "It is believed that the garrison left."])
def test_the_impersonal_passive_has_no_source(text: str) -> None:
    (found,) = attributions_of(text)
    assert found.source == ()
    assert found.source_kind is SourceKind.IMPERSONAL
    assert found.source_id is None
    assert words(found.content) == "that the garrison left"
    assert words(found.cue).startswith("It ")


def test_it_was_reported_by_someone() -> None:
    (found, *_) = attributions_of("It was reported by an officer and others that troops crossed the river.")
    assert (words(found.source), words(found.content)) == ("an officer and others", "that troops crossed the river")


def test_what_was_reported_by_nobody() -> None:
    (found,) = attributions_of("Two explosions were reported in the harbour.")
    assert (found.source, words(found.content)) == ((), "Two explosions")


def test_reportedly_is_impersonal() -> None:
    (found,) = attributions_of("The garrison reportedly left the town.")
    assert (found.source_kind, words(found.cue)) == (SourceKind.IMPERSONAL, "reportedly")


def test_footage_can_show() -> None:
    (found,) = attributions_of("Satellite images showed that the hangars were empty.")
    assert words(found.source) == "Satellite images"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor said the town was lost.", Act.SAY),
        ("The ministry confirmed that the town was lost.", Act.CONFIRM),
        ("The general claimed that the town was lost.", Act.CLAIM),
        ("The ministry denied that the town was lost.", Act.DENY),
        ("The general admitted that the town was lost.", Act.ADMIT),
        ("The general ordered his men to retreat.", Act.ORDER),
        ("The commanders asked to retreat.", Act.ASK),
        ("The garrison refused to retreat.", Act.REFUSE),
        ("The general plans to retreat.", Act.PLAN),
        ("Analysts believe the town was lost.", Act.BELIEVE),
    ],
)
def test_acts(text: str, act: Act) -> None:
    assert attributions_of(text)[0].act is act


def test_a_chain_of_three() -> None:
    text = "State radio said that the ministry had confirmed that prisoners claimed that the fort fell."
    found = attributions_of(text)
    assert [words(one.source) for one in found] == ["State radio", "the ministry", "prisoners"]
    assert [one.parent for one in found] == [None, "a1", "a2"]


def test_the_hearer_is_no_content() -> None:
    assert shown("The spokesman told the Castrin Herald that the fort fell.")[0] == ("The spokesman", "told", "that the fort fell")


def test_who_quotes_and_who_is_quoted() -> None:
    found = attributions_of("The Castrin Herald quoted an officer as saying that the fort fell.")
    assert [(words(one.source), one.parent) for one in found] == [("The Castrin Herald", None), ("an officer", "a1")]


def test_who_is_cited_is_a_hop() -> None:
    found = attributions_of("Citing an unnamed officer, the Castrin Herald reported that the fort fell.")
    cited = next(one for one in found if words(one.source) == "an unnamed officer")
    outer = next(one for one in found if one.id == cited.parent)
    assert words(outer.source) == "the Castrin Herald"


def test_a_denial_behind_a_claim_stands_apart() -> None:
    found = attributions_of("The rebels announced that they had seized the fort, which was denied by the ministry.")
    denial = next(one for one in found if one.act is Act.DENY)
    assert denial.parent is None
    assert words(next(one for one in found if one.act is Act.SAY).content) == "that they had seized the fort"


def test_asked_by_whom_at_the_end() -> None:
    found = attributions_of("The soldiers were asked to stay by their commanders.")
    assert words(found[0].source) == "their commanders"


def test_known_speakers_have_their_id() -> None:
    found = attributions_of("The Karvelian Defence Ministry said the fort fell. It added that nobody died.")
    assert [one.source_id for one in found] == ["ka-ministry", "ka-ministry"]


def test_he_is_the_speaker_before() -> None:
    found = attributions_of("Ilvar Brandt said the fort fell.\n\nHe further said that the river was crossed.")
    assert [one.source_id for one in found] == ["to-general", "to-general"]


def test_unnamed_sources() -> None:
    (found,) = attributions_of("A senior official said the fort fell.")
    assert found.source_kind is SourceKind.UNNAMED


def test_chrome_says_nothing() -> None:
    assert attributions_of("The mayor said that the bridge was destroyed.", RegionKind.CHROME) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\t ",
        "…",
        "said",
        "“”",
        ": : : –",
        "said that said that said that",
        "a " * 4000,
        "x" * 20_000,
        "He said " * 300,
        "Roses are red,\nviolets are said,\nto be blue",
        "col1\tcol2\n1\t2\n3\t4",
        "أعلن المتحدث أن الجسر دمر",
        "He\u200b said\u200b that\u200b it\u200b fell",
    ],
)
def test_odd_texts(text: str) -> None:
    for found in attributions_of(text):
        assert found.cue
        assert found.content


def test_a_long_report_stays_linear() -> None:
    paragraph = "The mayor said the bridge was destroyed. “We hold the town,” she added, denying reports of a retreat.\n\n"
    short, long = (_seconds(paragraph * times) for times in (20, 200))
    assert long < 30 * short + 1


def _seconds(text: str) -> float:
    begun = time.process_time()
    attributions_of(text)
    return time.process_time() - begun


PIECES = [
    "The mayor said",
    " that ",
    "the bridge fell",
    ", ",
    "“We left,”",
    " he added.",
    " According to the army, ",
    "\n\n",
    "it was denied by Karvelia",
    ": ",
    " – ",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_laws(text: str) -> None:
    found = attributions_of(text)
    assert [one.id for one in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    known = {one.id: one for one in found}
    for one in found:
        for span in (*one.source, *one.cue, *one.content):
            assert text[span.start : span.end] == span.text
        assert bool(one.source) != (one.source_kind is SourceKind.IMPERSONAL)
        seen = {one.id}
        parent = one.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = known[parent].parent


def test_what_is_not_confirmed_is_not_shown_as_confirmed() -> None:
    texts = ("Karvelia has not confirmed that the troops left.", "Neither side has confirmed that the town has fallen.")
    assert [attributions_of(text)[0].act for text in texts] == [Act.OTHER, Act.OTHER]
    assert attributions_of("Karvelia has confirmed that the troops left.")[0].act is Act.CONFIRM


@pytest.mark.parametrize(
    ("text", "noun", "source"),
    [
        ("Orsel repeated his claim that the bridge was lost.", "claim", "Orsel"),
        ("The envoys were unanimous in their criticism of the siege.", "criticism", "The envoys"),
        ("She defended his claim that the bridge was lost.", "claim", "his"),
        ("The revelation did not change her belief that the bridge was lost.", "belief", "her"),
        ("Critics raised questions about the siege.", "questions", "Critics"),
        ("The storm raised questions about the siege.", "questions", ""),
    ],
)
def test_who_owns_a_noun_of_saying(text: str, noun: str, source: str) -> None:
    found = next((found for found in attributions_of(text) if noun in words(found.cue)), None)
    assert (words(found.source) if found else "") == source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge was mined, as the mayor reported on Monday.", [("the mayor", "reported", "The bridge was mined")]),
        ("The bridge was mined, as the mayor reported on the storm.", [("the mayor", "reported", "The bridge was mined")]),
        ("As he spoke, the bridge fell.", []),
        ("The bridge fell as the mayor said goodbye.", []),
    ],
)
def test_an_as_clause_gives_the_clause_it_hangs_on(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [one for one in shown(text) if one[1] in {"reported", "said", "spoke"} and "goodbye" not in one[2]] == found


def test_a_clause_on_the_owner_is_the_nouns() -> None:
    (found,) = [found for found in attributions_of("They hid a confession by the sergeant that he had deserted.") if "confession" in words(found.cue)]
    assert words(found.source) == "the sergeant"
    assert words(found.content) == "that he had deserted"


def test_a_second_verb_of_saying_goes_to_who_can_speak() -> None:
    sources = {
        words(found.cue): words(found.source) for found in attributions_of("Orsel said the move was made by the envoy and called it “a great shame for all.”")
    }
    assert sources["called"] == "Orsel"
