"""Quotations and the cues beside them."""

from __future__ import annotations

import pytest

from reportedly.claims.attribution import find_attributions
from reportedly.core.day_range import DayRange
from reportedly.core.records import Attribution, Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.quotations import find_quotations
from reportedly.sentences.split import split_sentences

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def attributions_of(text: str) -> tuple[Attribution, ...]:
    pack = load_pack("tests/data/packs/two_rivers")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    report = Document(text=text, title=None, outlet=None, url=None, authors=(), language="en", published=UNKNOWN, regions=regions, origin=())
    sentences = split_sentences(report, Settings()).records
    quotations = find_quotations(report, sentences, pack).records
    return find_attributions(report, sentences, quotations, (), pack).records


def content_of(text: str, source: str) -> str:
    """Content of the first attribution of this source."""
    found = next(one for one in attributions_of(text) if " ".join(span.text for span in one.source) == source)
    return " … ".join(span.text for span in found.content)


@pytest.mark.parametrize(
    "text",
    [
        "“We have left the fort,” the general said.",
        "“We have left the fort,” said the general.",
        "The general said: “We have left the fort.”",
        "The general wrote, “We have left the fort.”",
        "“We have left the fort,” the general told reporters on Monday.",
    ],
)
def test_direct_speech(text: str) -> None:
    (found, *_) = attributions_of(text)
    assert " ".join(span.text for span in found.source).lower() == "the general"
    assert "We have left the fort" in found.content[0].text


def test_a_quotation_of_several_sentences_is_whole() -> None:
    text = "“We have left the fort. The river is behind us. Nobody died,” the general said."
    assert content_of(text, "the general") == "“We have left the fort. The river is behind us. Nobody died,”"


def test_a_quotation_cut_by_its_cue_has_two_pieces() -> None:
    text = "“We have left the fort,” the general said. “Nobody died.”"
    assert content_of(text, "the general") == "“We have left the fort,” … “Nobody died.”"


def test_a_mixed_quotation_is_inside_the_clause() -> None:
    text = "The mayor said the raid was “a crime against the whole town”."
    assert content_of(text, "The mayor").startswith("the raid was “a crime")


def test_a_colon_without_a_verb() -> None:
    text = "The mayor: “We have left the fort.”"
    assert content_of(text, "The mayor") == "“We have left the fort.”"


def test_a_quoted_name_is_no_content() -> None:
    text = "The spokesperson “Ilvar Brandt” said that the fort fell."
    (found,) = attributions_of(text)
    assert [span.text for span in found.content] == ["that the fort fell"]
    assert "Ilvar Brandt" in found.source[0].text


def test_speech_over_two_paragraphs() -> None:
    text = "“We have left the fort, the general said.\n\n“Nobody died.”"
    (found, *_) = attributions_of(text)
    assert found.content


def test_a_quotation_without_a_cue_goes_to_nobody() -> None:
    assert attributions_of("“No parking here.” The street was empty.") == ()


def test_a_subject_that_the_parser_put_inside_the_quotation_is_mended() -> None:
    text = "“Leave. Now. All of you. The river is high,” Mira Tolsen wrote."
    (found, *_) = attributions_of(text)
    assert [span.text for span in found.source] == ["Mira Tolsen"]
