"""claims ─write→ schema.org ClaimReview (JSON-LD), of those claims on which a person passed a verdict.

The rule that must not be broken: without a person's judgement there is no review; nothing that the machine weighed becomes a rating.
"""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any

from reportedly.core.entries import JudgementKind
from reportedly.exports.codes import load_codes
from reportedly.formats.claim_columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.core.entries import Judgement
    from reportedly.exports.given import Given
    from reportedly.ledger.stored import StoredClaim

ADDRESS = re.compile(r"https?://[^\s<>\"”]+")
NO_VERDICT = "on which no person passed a verdict"
MACHINE = "reportedly/"
"""How the name begins under which the machine judges."""

FIELDS = (
    Column("@type", "text", "ClaimReview."),
    Column("@id", "text", "Id of the judgement."),
    Column("url", "text", "Where the review stands: the first address in the judgement's reason; left out where there is none."),
    Column("claimReviewed", "text", "The report's words."),
    Column("datePublished", "day", "Day from which the verdict was public (--since); left out where none was given."),
    Column("author", "object", "Who passed it: Person with name."),
    Column("reviewBody", "text", "Why."),
    Column("reviewRating", "object", "Rating: ratingValue 1 (false) to 5 (true), bestRating, worstRating, alternateName."),
    Column("itemReviewed", "object", "Claim: identifier (REPORT/KEY), author (who said it), datePublished, appearance (the report: url, headline, publisher)."),
)  # fmt: skip


def find_reviewed(claims: Iterable[StoredClaim], given: Given) -> Iterator[tuple[StoredClaim, Judgement]]:
    """The claims with a person's verdict, each verdict by its id; none where no person passed one."""
    verdicts = verdicts_by_claim(given.judgements)
    for stored in claims:
        found = verdicts.get(stored.testimony.id, ())
        if not found:
            given.tally.left_out[NO_VERDICT] += 1
        for judgement in found:
            yield stored, judgement


def verdicts_by_claim(judgements: Iterable[Judgement]) -> Mapping[str, Sequence[Judgement]]:
    """People's verdicts by the claim they are on, in the order of their ids."""
    found: dict[str, list[Judgement]] = {}
    for judgement in sorted(judgements, key=lambda one: one.id):
        if judgement.kind is JudgementKind.VERDICT and not judgement.by.startswith(MACHINE):
            found.setdefault(judgement.subject, []).append(judgement)
    return found


def write_claimreview(reviewed: Iterable[tuple[StoredClaim, Judgement]], stream: IO[str], given: Given) -> None:
    """Write one JSON-LD document with a review a line."""
    stream.write('{"@context":"https://schema.org","@graph":[')
    for stored, judgement in reviewed:
        stream.write(",\n" if given.tally.written else "\n")
        stream.write(json.dumps(claim_review(stored, judgement, given), ensure_ascii=False, separators=(",", ":")))
        given.tally.written += 1
    stream.write("\n]}\n")


def claim_review(stored: StoredClaim, judgement: Judgement, given: Given) -> dict[str, Any]:
    """The review under the names of ``FIELDS``; what is not known is left out, as schema.org has it."""
    testimony = stored.testimony
    value, words = load_codes().ratings[judgement.object or ""]
    address = ADDRESS.search(judgement.why)
    named = next((hop.source for hop in reversed(testimony.chain) if hop.source), None) or testimony.outlet
    report = {"@type": "CreativeWork", "url": stored.url, "headline": stored.title, "publisher": _named("Organization", testimony.outlet)}
    claim = {
        "@type": "Claim",
        "identifier": testimony.id,
        "author": _named("Thing", given.names.speaker(named) if named else None),
        "datePublished": testimony.published.latest.isoformat() if testimony.published.latest else None,
        "appearance": _kept(report) if stored.url or stored.title else None,
    }
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:reportedly:judgement:{judgement.id}",
        "url": address[0].rstrip(".,;:!?)") if address else None,
        "claimReviewed": testimony.quote,
        "datePublished": judgement.since.isoformat() if judgement.since else None,
        "author": _named("Person", judgement.by),
        "reviewBody": judgement.why,
        "reviewRating": {"@type": "Rating", "ratingValue": value, "bestRating": 5, "worstRating": 1, "alternateName": words},
        "itemReviewed": _kept(claim),
    }
    return _kept(review)


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _kept(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
