"""Queries about sources: who is not named, numbers nobody answers for, names in quotation marks, no date, page furniture.

The rule that must not be broken: an adverb ("reportedly") is a hedge and no hidden source; only a phrase that hides who speaks is queried.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.claims.mentions import Mentions
from reportedly.core.day_range import DayRange
from reportedly.core.records import ActorKind, DayBasis, Finding, FindingKind, PublishedBasis, RegionKind, SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Actor, Attribution, Claim, DayMention, Document, Published, Quantity, Quotation
    from reportedly.packs.load import Table

WEIGHTY = 100
"""Counts from here on are news by themselves and need someone who answers for them; smaller ones are seldom queried."""
UNARMED = frozenset({"people", "civilians"})
BESIDE = 30
"""Characters beside a number in which its kind is told."""
HEARD = 250
"""Characters after a source's words, two sentences, in which a number in the same paragraph is taken to be still its own."""
COUNTED_UNITS = frozenset(
    {"people", "soldiers", "civilians", "children", "prisoners", "vehicles", "tanks", "aircraft", "drones", "missiles", "ships", "settlements"}
)
MOST_FURNITURE = 50
LONGEST_NAME = 5


def find_impersonal(document: Document, attributions: tuple[Attribution, ...], table: Table) -> Iterator[Finding]:
    """Passives and phrases that hide who reports: "it is noted that", "were reported"."""
    hiding = frozenset(table.get("words", {}).get("hiding", ()))
    by_id = {attribution.id: attribution for attribution in attributions}
    for attribution in attributions:
        if attribution.source_kind is not SourceKind.IMPERSONAL or not attribution.cue:
            continue
        above = by_id.get(attribution.parent or "")
        if above is not None and any(span.text.lower().startswith("according") for span in above.cue):
            continue  # "according to the mayor, no losses were reported": the mayor is named
        cue = " ".join(span.text for span in attribution.cue)
        if not hiding & set(cue.lower().split()):
            continue
        spans = tuple(sorted((*attribution.source, *attribution.cue), key=lambda span: span.start))
        spans = (_with_expletive(document.text, spans[0]), *spans[1:])
        said = document.text[spans[0].start : spans[-1].end] if spans[-1].end - spans[0].start < 80 else cue
        message = f"“{said}” does not say who reports it."
        yield Finding(kind=FindingKind.SOURCE_IMPERSONAL, spans=spans, message=message, suggestion=None, claims=())


def _with_expletive(text: str, span: Span) -> Span:
    """The span with the "it" or "there" right before it."""
    before = text[max(0, span.start - 8) : span.start]
    word = before.split()[-1] if before.split() else ""
    if word.lower() not in {"it", "there"} or not before.endswith(f"{word} "):
        return span
    start = span.start - len(word) - 1
    return Span(start=start, end=span.end, text=text[start : span.end])


def find_unsupported_numbers(
    document: Document, claims: tuple[Claim, ...], quantities: tuple[Quantity, ...], attributions: tuple[Attribution, ...], table: Table
) -> Iterator[Finding]:
    """Large counts that only the report itself, or a source that is none ("the media"), answers for; who was heard right before is taken to go on."""
    by_id = {attribution.id: attribution for attribution in attributions}
    vague = frozenset(table.get("words", {}).get("vague", ()))
    populations = tuple(table.get("words", {}).get("populations", ()))
    numbers = {quantity.id: quantity for quantity in quantities}
    answered = {_value(numbers[ref]) for claim in claims if _is_sourced(claim, by_id, vague) for ref in claim.quantities if ref in numbers}
    ends = sorted(_end(attribution) for attribution in attributions if _speaks(attribution, vague))
    seen: set[str] = set()
    for claim in claims:
        if _is_sourced(claim, by_id, vague):
            continue
        for ref in claim.quantities:
            quantity = numbers.get(ref)
            if quantity is None or ref in seen or quantity.unit not in COUNTED_UNITS or _value(quantity) in answered:
                continue
            is_settled = max(quantity.lower or 0, quantity.upper or 0) < WEIGHTY or _is_population(document.text, quantity, populations)
            if is_settled or _goes_on(document.text, ends, quantity.start):
                continue
            seen.add(ref)
            span = Span(start=quantity.start, end=quantity.end, text=quantity.text)
            message = f"Nobody by name answers for “{quantity.text}” ({quantity.unit})."
            yield Finding(kind=FindingKind.NUMBER_UNSUPPORTED, spans=(span,), message=message, suggestion=None, claims=(claim.id,))


def _end(attribution: Attribution) -> int:
    return max(span.end for span in (*attribution.source, *attribution.cue, *attribution.content))


def _is_population(text: str, quantity: Quantity, phrases: tuple[str, ...]) -> bool:
    """True for how many live in a place ("home to some 10,000 people before the war"): a census tells that, and no witness need answer for it."""
    if quantity.unit not in UNARMED:
        return False
    before = text[max(0, quantity.start - BESIDE) : quantity.start].lower().rstrip()
    after = text[quantity.end : quantity.end + BESIDE].lower()
    return before.endswith(phrases) or any(phrase in after for phrase in phrases)


def _goes_on(text: str, ends: list[int], start: int) -> bool:
    """True when a source that can be told from others has just been heard in the same paragraph: its words may go on without a cue."""
    position = bisect_right(ends, start) - 1
    return position >= 0 and start - ends[position] <= HEARD and "\n" not in text[ends[position] : start]


def _speaks(attribution: Attribution, vague: frozenset[str]) -> bool:
    """True for a source that can be told from others."""
    words = " ".join(span.text for span in attribution.source).lower().removeprefix("the ").split()
    is_vague = attribution.source_id is None and len(words) == 1 and words[-1] in vague
    return attribution.source_kind is not SourceKind.IMPERSONAL and bool(words) and not is_vague


def _value(quantity: Quantity) -> tuple[float | None, float | None]:
    return quantity.lower, quantity.upper


def _is_sourced(claim: Claim, by_id: dict[str, Attribution], vague: frozenset[str]) -> bool:
    """True when someone who can be told from others answers for the claim."""
    for ref in claim.said_by:
        attribution = by_id.get(ref)
        if attribution is not None and _speaks(attribution, vague):
            return True
    return False


def find_names_in_quotation_marks(document: Document, quotations: tuple[Quotation, ...], actors: tuple[Actor, ...], table: Table) -> Iterator[Finding]:
    """Names of persons between quotation marks, as if they were speech."""
    titles = frozenset(table.get("words", {}).get("titles", ()))
    mentions = Mentions(actors)
    for quotation in quotations:
        inner = document.text[quotation.inner_start : quotation.inner_end].strip()
        words = inner.split()
        if quotation.is_speech or not 0 < len(words) <= LONGEST_NAME or not all(word[:1].isupper() for word in words):
            continue
        before = document.text[max(0, quotation.start - 40) : quotation.start].split()
        is_person = any(actor.kind is ActorKind.PERSON for actor in mentions.touching(quotation.start, quotation.end))
        if is_person or (before and before[-1].lower().strip(",") in titles and len(words) > 1):
            span = Span(start=quotation.start, end=quotation.end, text=document.text[quotation.start : quotation.end])
            message = f"“{inner}” is a name; in quotation marks it reads as speech."
            yield Finding(kind=FindingKind.NAME_AS_QUOTATION, spans=(span,), message=message, suggestion=inner, claims=())


def find_missing_date(published: Published, days: tuple[DayMention, ...], claims: tuple[Claim, ...]) -> list[Finding]:
    """One finding when the page gives no date and something in it hangs on one."""
    if published.basis not in {PublishedBasis.UNKNOWN, PublishedBasis.INFERRED}:
        return []
    hanging = [
        day
        for day in days
        if day.basis in {DayBasis.PUBLISHED, DayBasis.UNRESOLVED, DayBasis.ANCHOR} and day.timex not in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}
    ]
    if not hanging and (not claims or any(claim.day.days != DayRange() for claim in claims)):
        return []  # the text dates what it tells by itself
    inferred = f" It was inferred as {published.days}: {published.why}" if published.basis is PublishedBasis.INFERRED else ""
    example = f" (“{hanging[0].text}”)" if hanging else ""
    hangs = f"every relative day{example} hangs on one" if hanging else "nothing else in the text dates its claims"
    message = f"The page gives no date of publication; {hangs}.{inferred}"
    spans = tuple(Span(start=day.start, end=day.end, text=day.text) for day in hanging[:MOST_FURNITURE])
    return [Finding(kind=FindingKind.DATE_MISSING, spans=spans, message=message, suggestion=None, claims=())]


def find_furniture(document: Document) -> list[Finding]:
    """One finding that points at all page furniture left in the text."""
    regions = [region for region in document.regions if region.kind is RegionKind.CHROME and document.text[region.start : region.end].strip()]
    if not regions:
        return []
    spans = tuple(Span(start=region.start, end=region.end, text=document.text[region.start : region.end]) for region in regions[:MOST_FURNITURE])
    first = " ".join(spans[0].text.split())[:60]
    message = f"{len(regions)} piece{'s' if len(regions) > 1 else ''} of page furniture in the text, such as “{first}”."
    return [Finding(kind=FindingKind.CHROME, spans=spans, message=message, suggestion=None, claims=())]
