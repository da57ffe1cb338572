"""What a copy desk would query in this one report: every kind of docs/reference/format.md's findings.

The rule that must not be broken: a finding points at the words it queries and says why in plain words; it never changes a claim.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from reportedly.claims.contradictions import find_contradictions
from reportedly.claims.headline_findings import find_unsupported_headline
from reportedly.claims.place_findings import find_misspelt, find_wrong_kinds
from reportedly.claims.source_findings import (
    find_furniture,
    find_impersonal,
    find_missing_date,
    find_names_in_quotation_marks,
    find_unsupported_numbers,
)
from reportedly.core.records import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Actor, Attribution, Claim, DayMention, Document, PlaceMention, Published, Quantity, Quotation, Sentence
    from reportedly.packs.load import Pack


def find_findings(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    published: Published,
    places: tuple[PlaceMention, ...],
    days: tuple[DayMention, ...],
    quantities: tuple[Quantity, ...],
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
    pack: Pack,
    glossed: tuple[Sentence, ...] | None = None,
) -> Found[tuple[Finding, ...]]:
    """Findings in text order; those that point at nothing come first. Empty when there is nothing to query."""
    table = _table(pack, document.language or "en")
    found: list[Finding] = []
    found.extend(find_missing_date(published, days, claims))
    found.extend(find_misspelt(places, actors))
    found.extend(find_wrong_kinds(glossed or sentences, places, claims, table))
    found.extend(find_contradictions(claims, actors, places, attributions, quantities, pack))
    found.extend(find_unsupported_numbers(document, claims, quantities, attributions, table))
    found.extend(find_impersonal(document, attributions, table))
    found.extend(find_names_in_quotation_marks(document, quotations, actors, table))
    found.extend(find_furniture(document))
    found.extend(find_unsupported_headline(document, claims, quantities, actors, places, attributions))
    return Found(tuple(sorted(found, key=_order)))


@functools.cache
def _table(pack: Pack, language: str) -> Mapping[str, Any]:
    """The English table with the words of the report's own language beside its own."""
    table = pack.words("en", "findings")
    own = pack.words(language, "findings").get("words", {}) if language != "en" else {}
    words = {name: [*entries, *own.get(name, ())] for name, entries in table.get("words", {}).items()}
    return {**table, "words": words} if own else table


def _order(finding: Finding) -> tuple[int, str, str]:
    return (finding.spans[0].start if finding.spans else -1, finding.kind.value, finding.message)
