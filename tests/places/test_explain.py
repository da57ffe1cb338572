from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest
from tests.places.conftest import document_of

from reportedly.core.records import PlaceStatus
from reportedly.core.settings import Settings
from reportedly.places.explain import explain_in, explain_name
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from reportedly.packs.load import Pack
    from reportedly.places.explain import Explained

SETTINGS = Settings()


def test_the_parts_are_what_the_log_odds_are_the_sum_of(tiny: Pack) -> None:
    explained = explain_name("Oststrand", tiny, SETTINGS, near="Velmora")
    for one in explained.considered:
        assert math.fsum(worth for _, worth in one.parts) == pytest.approx(one.logit)
    assert sum(one.share for one in explained.considered) + explained.unlisted == pytest.approx(1)
    assert explained.context == ("Velmora (0.98)",)


def test_the_place_with_the_greatest_share_is_the_decision(tiny: Pack) -> None:
    explained = explain_name("Oststrand", tiny, SETTINGS, region="Greater Marl")
    assert explained.considered[0].place.id == "geonames:900000001"
    assert explained.decision.startswith("Oststrand, Greater Marl (geonames:900000001): its share is")
    assert ("beside Greater Marl", 9.0) in explained.considered[0].parts


def test_a_slip_and_an_unknown_form_are_told_apart(tiny: Pack) -> None:
    slip = explain_name("Velmorra", tiny, SETTINGS, near="Oststrand")
    assert slip.considered[0].cost > 0
    nothing = explain_name("Qwzxkjh", tiny, SETTINGS)
    assert (nothing.considered, nothing.decision.partition(":")[0]) == ((), "unknown")


def test_cases_and_romanisations_are_shown(war: Pack) -> None:
    spellings = explain_name("Стрілкового", war, SETTINGS).spellings
    assert {"стрілкового", "стрілкове", "strilkove"} <= set(spellings)
    assert len(explain_name("Tschernihiw", war, SETTINGS).spellings) > 1


def test_namesakes_of_like_size_are_left_open(war: Pack) -> None:
    explained = explain_name("Ivanivka", war, SETTINGS)
    assert explained.mention is not None
    assert explained.mention.status is PlaceStatus.AMBIGUOUS
    assert explained.decision.startswith("ambiguous: ")


def explain_text(name: str, text: str, pack: Pack) -> Explained | None:
    document = document_of(text)
    return explain_in(name, document, tuple(split_sentences(document, SETTINGS).records), pack, SETTINGS)


def test_a_name_is_explained_as_the_report_has_it(tiny: Pack) -> None:
    explained = explain_text("oststrand", "Shelling hit Velmora. Later Oststrand was hit.", tiny)
    assert explained is not None
    assert explained.mention is not None
    assert explained.mention.text == "Oststrand"
    assert explain_text("Greenford", "Shelling hit Velmora.", tiny) is None


def test_it_can_be_written_as_json(tiny: Pack) -> None:
    found = json.loads(json.dumps(explain_name("Oststrand", tiny, SETTINGS).to_dict()))
    assert {"name", "status", "place", "decision", "line", "spellings", "context", "candidates"} <= set(found)
    assert found["candidates"][0]["parts"]["people"] > 0
