"""Colons and dashes as cues."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.attribution import find_attributions
from reportedly.core.day_range import DayRange
from reportedly.core.records import Attribution, Document, Published, PublishedBasis, Region, RegionKind, SourceKind
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def attributions_of(text: str, kind: RegionKind = RegionKind.HEADLINE) -> tuple[Attribution, ...]:
    regions = (Region(start=0, end=len(text), kind=kind),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=UNKNOWN, regions=regions, origin=())
    sentences = split_sentences(report, Settings()).records
    return find_attributions(report, sentences, (), (), load_pack("tests/data/packs/two_rivers")).records


def by_mark(text: str, kind: RegionKind = RegionKind.HEADLINE) -> list[tuple[str, str]]:
    found = [one for one in attributions_of(text, kind) if any(span.text in {":", "–", "-", "—", "|"} for span in one.cue)]
    return [(" ".join(span.text for span in one.source), " … ".join(span.text for span in one.content)) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Mayor: bridge over the Ostrel destroyed", "Mayor", "bridge over the Ostrel destroyed"),
        ("Ilvar Brandt: our army will cross the river", "Ilvar Brandt", "our army will cross the river"),
        ("Bridge over the Ostrel destroyed – General Staff", "General Staff", "Bridge over the Ostrel destroyed"),
        ("Bridge over the Ostrel destroyed - Karvelian Defence Ministry", "Karvelian Defence Ministry", "Bridge over the Ostrel destroyed"),
    ],
)
def test_a_mark_and_a_speaker(text: str, source: str, content: str) -> None:
    assert by_mark(text) == [(source, content)]


def test_a_report_that_nobody_signs() -> None:
    (found,) = attributions_of("Bridge over the Ostrel destroyed: report")
    assert [span.text for span in found.source] == ["report"]
    assert found.source_kind is SourceKind.UNNAMED


@pytest.mark.parametrize(
    "text",
    [
        "Bridge attack: dozens killed, Karvelia says",
        "Dozens killed in bridge attack, Karvelia says",
        "Dozens killed in bridge attack, says Karvelia",
        "Dozens killed in bridge attack - Karvelia",
        "Dozens killed in bridge attack - Karvelia (01.06.22 10:48) « River News | castrin.example",
    ],
)
def test_a_speaker_at_the_end(text: str) -> None:
    (found,) = attributions_of(text)
    assert [span.text for span in found.source] == ["Karvelia"]
    assert "killed in bridge attack" in found.content[0].text or "dozens killed" in found.content[0].text


@pytest.mark.parametrize("text", ["Ostrel: flag raised at the entrance", "River war: what we know", "A well-known bridge destroyed", "12:30 Bridge destroyed"])
def test_a_topic_is_no_source(text: str) -> None:
    assert by_mark(text) == []


def test_a_verb_at_the_end() -> None:
    (found,) = attributions_of("Bridge over the Ostrel destroyed, mayor says")
    assert [span.text for span in found.source] == ["mayor"]


def test_a_transcript() -> None:
    assert by_mark("BRANDT: The river is high and we wait.", RegionKind.BODY) == [("BRANDT", "The river is high and we wait")]


def test_a_colon_in_running_text_is_none() -> None:
    assert by_mark("The list is long: bread, water and salt were missing in the town.", RegionKind.BODY) == []


@pytest.mark.parametrize("text", ["!not% asked 2 that – ? Ministry and", "reports ? of their — Minister citing and : ! his officials Ministry"])
def test_a_mark_in_another_sentence_than_its_source(text: str) -> None:
    assert all(text[span.start : span.end] == span.text for found in attributions_of(text) for span in (*found.source, *found.cue, *found.content))


SALAD = [
    "Minister",
    "says",
    "said",
    "“",
    "”",
    '"',
    ":",
    "—",
    "–",
    "|",
    ",",
    ".",
    "?",
    "!",
    "(",
    ")",
    "Orsel",
    "report",
    "according",
    "to",
    "denied",
    "that",
    "who",
    "citing",
    "and",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SALAD), min_size=1, max_size=14), st.sampled_from([RegionKind.HEADLINE, RegionKind.BODY]))
def test_any_salad_of_words_and_marks_is_read(pieces: list[str], kind: RegionKind) -> None:
    text = " ".join(pieces)
    for found in attributions_of(text, kind):
        assert found.cue
        assert found.content
        assert all(text[span.start : span.end] == span.text for span in (*found.source, *found.cue, *found.content))


@pytest.mark.parametrize(
    "text",
    ["Harrow: The Karvelian army says that it has left the town. It gave no reason.", "BELLMERE: Two people died, the mayor said. Rain fell."],
)
def test_a_dateline_is_no_speaker(text: str) -> None:
    assert by_mark(text, RegionKind.BODY) == []


def test_a_name_that_says_i_is_a_speaker() -> None:
    assert by_mark("Orsel: I saw the bridge fall. We ran.", RegionKind.BODY) == [("Orsel", "I saw the bridge fall. We ran")]


@pytest.mark.parametrize(
    "text",
    ["Karvelian Defence Ministry: shells hit the bridge. Two men were killed.", "Shells hit the bridge. Two men were killed – Karvelian Defence Ministry"],
)
def test_who_opens_or_signs_a_post_of_several_sentences(text: str) -> None:
    assert [source for source, _ in by_mark(text, RegionKind.BODY)] == ["Karvelian Defence Ministry"]


@pytest.mark.parametrize("text", ["The bridge was hit. The minister – Ilvar Brandt", "Shells hit the bridge. Two men were killed – at night"])
def test_a_dash_that_signs_nothing(text: str) -> None:
    assert by_mark(text, RegionKind.BODY) == []
