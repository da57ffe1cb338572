"""Headlines that say more than their body.

The rule that must not be broken: a headline is queried only against a body that itself says what happened; a bare headline is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.contradictions import Sides
from reportedly.claims.mentions import Mentions
from reportedly.core.records import Finding, FindingKind, Mode, RegionKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Actor, Attribution, Claim, Document, PlaceMention, Quantity, Region

LEAST_BODY = 2
"""With fewer claims in the body nothing can be said of what it supports."""
STEM = 5
"""Letters by which two forms of a word are known: "shelled" and "shelling"."""
ACTUAL = frozenset({Mode.HAPPENED, Mode.ONGOING})
NEAR = {
    "capture": {"capture", "withdraw", "transfer", "hold"},
    "withdraw": {"withdraw", "capture", "displace"},
    "strike": {"strike", "shell", "attack"},
    "shell": {"strike", "shell", "attack"},
    "attack": {"attack", "strike", "shell", "clash", "advance"},
    "kill": {"kill", "injure"},
    "clash": {"clash", "attack"},
    "destroy": {"destroy", "damage", "strike"},
    "damage": {"damage", "destroy", "strike"},
    "advance": {"advance", "capture", "attack"},
    "detain": {"detain", "capture"},
}


def find_unsupported_headline(
    document: Document,
    claims: tuple[Claim, ...],
    quantities: tuple[Quantity, ...],
    actors: tuple[Actor, ...],
    places: tuple[PlaceMention, ...],
    attributions: tuple[Attribution, ...],
) -> Iterator[Finding]:
    """One finding for each claim of the headline that the body does not bear out."""
    headlines = [region for region in document.regions if region.kind is RegionKind.HEADLINE]
    inside = [claim for claim in claims if any(region.start <= claim.trigger.start < region.end for region in headlines)]
    body = [claim for claim in claims if claim not in inside]
    if not inside or len(body) < LEAST_BODY:
        return
    sides = Sides(actors, places, attributions)
    numbers = Mentions(quantities)
    words = _body_words(document, headlines)
    for claim in inside:
        reason = _reason(claim, body, sides, words) or _number_reason(claim, quantities, numbers, words)
        if reason:
            span = Span(start=claim.start, end=claim.end, text=claim.quote)
            message = f"The headline says “{claim.quote}”; {reason}."
            yield Finding(kind=FindingKind.HEADLINE_UNSUPPORTED, spans=(span,), message=message, suggestion=None, claims=(claim.id,))


def _body_words(document: Document, headlines: list[Region]) -> frozenset[str]:
    """Words of the body in small letters, and their first letters: what was said there and not read as a claim was said all the same."""
    text = " ".join(document.text[region.start : region.end] for region in document.regions if region not in headlines and region.kind is not RegionKind.CHROME)
    words = {word.strip(".,;:!?()\"'“”‘’").lower() for word in text.split()}
    return frozenset(words | {word[:STEM] for word in words})


def _reason(claim: Claim, body: list[Claim], sides: Sides, words: frozenset[str]) -> str | None:
    """Why the body does not bear the claim out; ``None`` when it does."""
    alike = [other for other in body if other.event in NEAR.get(claim.event, {claim.event})]
    if not alike and _says(words, claim.trigger.text):
        return None
    if not alike:
        return "nothing in the body says so"
    if claim.mode in ACTUAL and not any(other.mode in ACTUAL for other in alike):
        return "the body only speaks of what was planned, ordered, asked or expected"
    same = [other for other in alike if other.event == claim.event]
    if claim.positive and same and all(not other.positive for other in same):
        return "the body denies it"
    actors = sides.of(claim.actor)
    if actors and same and all(sides.of(other.actor) and not actors & sides.of(other.actor) for other in same):
        return "the body names another side"
    return None


def _number_reason(claim: Claim, quantities: tuple[Quantity, ...], numbers: Mentions[Quantity], words: frozenset[str]) -> str | None:
    """A count in the headline that no count of the body overlaps."""
    mine = [quantity for quantity in numbers.within(claim.start, claim.end) if quantity.unit not in {"money", "percent"}]
    theirs = [quantity for quantity in quantities if not claim.start <= quantity.start < claim.end]
    for quantity in mine:
        if not any(_overlap(quantity, other) for other in theirs) and not any(word in words for word in quantity.text.split() if word[:1].isdigit()):
            return f"the body does not give “{quantity.text}”"
    return None


def _says(words: frozenset[str], phrase: str) -> bool:
    """True when a word of the phrase that bears its meaning stands in the body, in any form."""
    return any(word.lower() in words or (len(word) >= STEM and word[:STEM].lower() in words) for word in phrase.split() if len(word) >= STEM)


def _overlap(first: Quantity, second: Quantity) -> bool:
    lows = [bound for bound in (first.lower, second.lower) if bound is not None]
    highs = [bound for bound in (first.upper, second.upper) if bound is not None]
    return not lows or not highs or max(lows) <= min(highs)
