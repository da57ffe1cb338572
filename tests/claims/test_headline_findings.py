"""Headlines against their bodies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.claims.claims import find_claims
from reportedly.claims.headline_findings import find_unsupported_headline
from reportedly.claims.quantities import find_quantities
from reportedly.core.records import Page, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.pages.read import read_document
from reportedly.places.find import find_place_names
from reportedly.places.resolve import resolve_places
from reportedly.sentences.split import split_sentences
from reportedly.speakers.actors import find_actors

if TYPE_CHECKING:
    from reportedly.packs.load import Pack

BODY = "Karvelian troops shelled Stonegate on Monday. Tolmari troops planned to leave Bellmere. Karvelian troops killed 12 soldiers."


def reasons(pack: Pack, headline: str, body: str = BODY) -> list[str]:
    text = f"{headline}\n\n{body}"
    document = read_document(Page(text=text, clean=True, language="en"), pack, Settings()).records
    cut = len(headline)
    regions = (Region(start=0, end=cut, kind=RegionKind.HEADLINE), Region(start=cut, end=len(text), kind=RegionKind.BODY))
    document = replace(document, regions=regions)
    sentences = split_sentences(document, Settings()).records
    places = resolve_places(document, sentences, find_place_names(document, sentences, pack).records, pack).records
    actors = find_actors(document, sentences, (), places, pack).records
    quantities = find_quantities(document, sentences, (), pack).records
    claims = find_claims(document, sentences, (), document.published, places, (), quantities, actors, (), pack).records
    return [finding.message for finding in find_unsupported_headline(document, claims, quantities, actors, places, ())]


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Karvelian troops annex Bellmere", "nothing in the body says so"),
        ("Tolmari troops leave Bellmere", "only speaks of what was planned"),
        ("Karvelian troops kill 500 soldiers", "does not give"),
        ("Tolmari troops shell Stonegate", "another side"),
    ],
)
def test_a_headline_that_says_more(pack: Pack, headline: str, reason: str) -> None:
    assert any(reason in message for message in reasons(pack, headline))


def test_a_headline_that_its_body_bears_out(pack: Pack) -> None:
    assert reasons(pack, "Karvelian troops shell Stonegate") == []


def test_a_bare_headline_is_left_alone(pack: Pack) -> None:
    assert reasons(pack, "Karvelian troops annex Bellmere", "The mayor spoke.") == []


def test_a_body_that_has_the_word_bears_the_headline_out(pack: Pack) -> None:
    body = BODY + " The annexation of Bellmere was the talk of the day."
    assert reasons(pack, "Karvelian troops annex Bellmere", body) == []
