"""What the page says in the reader's language: every word of the wire format, and the sentences that the engine gives as reasons."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from reportedly.core.entries import JudgementKind
from reportedly.core.records import Act, ActorKind, Certainty, FindingKind, Mode, PlaceRole, PlaceStatus, PublishedBasis
from reportedly.formats.schema import EVENTS
from reportedly.reports.disputes import DisputeKind
from reportedly.reports.records import Relation

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ["en", "uk", "ru"]
TERMS = {
    "act": Act, "actor": ActorKind, "dispute": DisputeKind, "event": EVENTS, "finding": FindingKind, "judgement": JudgementKind, "judgement-about": JudgementKind,
    "mode": Mode, "place-status": PlaceStatus, "published": PublishedBasis, "relation": Relation, "role": PlaceRole, "sure": Certainty,
}  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desk.conftest import Running

    from reportedly.packs.load import Pack


def said_in(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((ROOT / "frontend" / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", TERMS)
def test_every_word_of_the_wire_format_is_said_in_every_language(group: str, language: str) -> None:
    said = said_in(language)
    assert [value for value in map(str, TERMS[group]) if f"{group}.{value}" not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_two_claims_cannot_both_be_so_is_said_in_every_language(language: str, pack: Pack) -> None:
    said = said_in(language)
    rules = [*pack.words("en", "disputes")["lasting"], *pack.words("en", "disputes")["order"], *pack.words("en", "findings")["incompatible"]]
    assert len(rules) >= 10
    assert [rule["message"] for rule in rules if f"reason.{rule['message']}" not in said] == []


def reasons(desk: Running) -> Iterator[str]:
    """All that the engine gave as a reason for what it found in the ledger."""
    for dispute in desk.json("/api/disputes?limit=200")["items"]:
        yield dispute["message"]
    for happening in desk.json("/api/happenings?limit=200")["items"]:
        yield from happening["why"]
    for item in desk.json("/api/reports?limit=200")["items"]:
        story = desk.json(f"/api/reports/{quote(item['id'], safe='')}")
        for copy in story["copies"]:
            yield from (copy["why"], copy["source_why"])
        yield from (finding["message"] for finding in story["reading"]["findings"])


def test_reasons_are_said_in_every_language(desk: Running) -> None:
    """The page's own tests hold what is said in which language (``frontend/tests/reasons.test.ts``); here, that it has what the engine writes."""
    parts = [re.split(r"\{\w+\}", key.removeprefix("reason.")) for key in said_in("en") if key.startswith("reason.")]
    known = re.compile("|".join(".+".join(map(re.escape, each)) for each in parts), re.DOTALL | re.IGNORECASE)
    given = {reason for reason in reasons(desk) if reason}
    assert len(given) >= 5
    unknown = {reason for reason in given if not known.fullmatch(reason) and not all(map(known.fullmatch, reason.split("; ")))}
    assert unknown == set()
