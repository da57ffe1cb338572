"""What the page says in the reader's language: the sentences that the engine gives with contradictions among it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

if TYPE_CHECKING:
    from reportedly.packs.load import Pack


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_why_two_claims_cannot_both_be_so_is_said_in_every_language(language: str, pack: Pack) -> None:
    said = json.loads((ROOT / "frontend" / "words" / f"{language}.json").read_text(encoding="utf-8"))
    rules = [*pack.words("en", "disputes")["lasting"], *pack.words("en", "disputes")["order"], *pack.words("en", "findings")["incompatible"]]
    assert len(rules) >= 10
    assert [rule["message"] for rule in rules if f"reason.{rule['message']}" not in said] == []
