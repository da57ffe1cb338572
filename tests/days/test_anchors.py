"""Anchor events in the text, and those of the packs that ship."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.anchors import WAR_START, find_anchors, lowered
from reportedly.packs.load import find_packs, load_pack

if TYPE_CHECKING:
    from reportedly.packs.load import Pack


def test_events_are_found_in_text_order(pack: Pack) -> None:
    text = "After the fall of the Sollen bridge came the Harbour Rally."
    assert [mention.anchor.id for mention in find_anchors(text, 0, len(text), pack, "en")] == ["bridge-falls", "harbour-rally"]


def test_a_language_without_phrases_finds_none(pack: Pack) -> None:
    assert find_anchors("harbour rally", 0, 13, pack, "ru") == []


@given(st.text())
def test_lowering_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize("name", find_packs())
def test_the_anchors_of_a_pack_are_complete(name: str) -> None:
    anchors = load_pack(name).anchors
    assert len(anchors) >= 60
    assert len({anchor.id for anchor in anchors}) == len(anchors)
    assert WAR_START in {anchor.id for anchor in anchors}
    for anchor in anchors:
        assert anchor.title
        assert anchor.source
        assert anchor.days.width is not None
        assert anchor.phrases.get("en")
        for phrases in anchor.phrases.values():
            for phrase in phrases:
                assert re.compile(phrase)
                assert not re.search("[A-ZА-ЯЇІЄҐ]", phrase.replace(r"\W", "").replace(r"\S", "").replace(r"\D", ""))
