"""What a person reads of a reading, in words: shared by the terminal report and the HTML page, so that both say the same.

The rule that must not be broken: everything that comes from the report passes through ``visible`` or an escaping template.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reportedly.core.records import Act, Certainty, Interest, Mode, PlaceRole, PlaceStatus, PublishedBasis, RegionKind, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.core.day_range import DayRange
    from reportedly.core.records import Attribution, Claim, PlaceMention, Quantity, Reading, Span

ACT_WORDS = {
    Act.SAY: "",
    Act.CONFIRM: "confirmed",
    Act.CLAIM: "claimed",
    Act.DENY: "denied",
    Act.ADMIT: "admitted",
    Act.ORDER: "ordered",
    Act.ASK: "asked",
    Act.REFUSE: "refused",
    Act.PLAN: "planned",
    Act.BELIEVE: "believed",
    Act.OTHER: "in other words",
}
MODE_WORDS = {Mode.HAPPENED: "", Mode.ONGOING: "going on"}
ROLE_WORDS = {PlaceRole.AT: ""}
SURE_WORDS = {Certainty.CERTAIN: "certain", Certainty.PROBABLE: "probable", Certainty.POSSIBLE: "possible", Certainty.UNKNOWN: "not said"}
LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish"}
PRONOUN_LENGTH = 4
"""A source named in so few letters ("He", "They") is shown with whom it was found to be."""
OWN_VOICE = "the report itself"
# Bidirectional controls are taken out, not shown: they would turn round the line they stand in.
_DROPPED = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def visible(text: str) -> str:
    """The text on one line, without anything a terminal would obey or an eye could not see."""
    kept = "".join(char if unicodedata.category(char)[0] != "C" else "" if ord(char) in _DROPPED else " " for char in text)
    return " ".join(kept.split())


def plural(count: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def days_in_words(days: DayRange) -> str:
    """``1 Oct 2022``, ``30 Sep – 1 Oct 2022``, ``since …``, ``until …``, or ``day not known``."""
    earliest, latest = days.earliest, days.latest
    if earliest and latest:
        last = _day(latest)
        if earliest == latest:
            return last
        first = f"{earliest.day} {earliest:%b}" if earliest.year == latest.year else _day(earliest)
        return f"{earliest.day}–{last}" if (earliest.year, earliest.month) == (latest.year, latest.month) else f"{first} – {last}"
    if earliest:
        return f"{_day(earliest)} or later"
    return f"{_day(latest)} or before" if latest else "day not known"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def number_in_words(quantity: Quantity) -> str:
    """The bounds: ``5,000``, ``200–999``, ``over 5,000``, ``up to 200``."""
    lower, upper = quantity.lower, quantity.upper
    if lower is not None and upper is not None:
        return _number(lower) if lower == upper else f"{_number(lower)}–{_number(upper)}"
    if lower is not None:
        return f"{_number(lower)} or more"
    return f"up to {_number(upper)}" if upper is not None else "how many is not known"


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


class ReadingWords:
    """A reading with its references followed and its fields in words."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.attributions = {attribution.id: attribution for attribution in reading.attributions}
        self.places = {place.id: place for place in reading.places}
        self.actors = {actor.id: actor for actor in reading.actors}
        self.quantities = {quantity.id: quantity for quantity in reading.quantities}

    @property
    def title(self) -> str:
        """The headline, or what stands in for it."""
        return visible(self.reading.document.title or "") or "A report without a title"

    @property
    def published(self) -> tuple[str, str]:
        """The day of publication in words, and how it is known."""
        published = self.reading.document.published
        known = {
            PublishedBasis.GIVEN: "as given",
            PublishedBasis.METADATA: "from the page's metadata",
            PublishedBasis.INFERRED: "inferred",
            PublishedBasis.UNKNOWN: "not known",
        }[published.basis]
        if published.basis is PublishedBasis.UNKNOWN:
            return known, visible(published.why)
        return f"{days_in_words(published.days)} ({known})", visible(published.why)

    @property
    def language(self) -> str:
        """The language's name."""
        code = self.reading.document.language
        return LANGUAGES.get(code, code) if code else "not told"

    @property
    def size(self) -> str:
        """How long the report is, and what of it was left out as page furniture."""
        document = self.reading.document
        chrome = [document.text[region.start : region.end] for region in document.regions if region.kind is RegionKind.CHROME]
        left_out = sum(len(text.split()) for text in chrome)
        total = len(document.text.split()) - left_out
        passages = plural(len(chrome), "passage")
        return plural(total, "word") + (f"; left out as page furniture: {passages}, {plural(left_out, 'word')}" if chrome else "")

    @property
    def found(self) -> str:
        """How many claims, places, days and sources were found."""
        reading = self.reading
        counts = ((reading.claims, "claim"), (reading.attributions, "attribution"), (reading.places, "place"), (reading.days, "time expression"))
        return ", ".join(plural(len(records), noun) for records, noun in counts if records)

    @property
    def nothing_found(self) -> str:
        """What to say of a report without claims."""
        if not self.reading.document.text.strip():
            return "There is nothing to read here: the page has no text of its own."
        if self.reading.issues:
            return "No claims were read in this report; below is why."
        return "No claims about a war here: nobody is said to take, leave, hit, hold or order anything. That may be as it should be."

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """What to write instead of what, each once, in order."""
        pairs = (
            (visible(span.text), visible(finding.suggestion)) for finding in self.reading.findings if finding.suggestion is not None for span in finding.spans
        )
        return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))

    def who(self, claim: Claim) -> str:
        """Who did it, with the side; empty when nobody is named."""
        return "; ".join(self._actor(key) for key in claim.actor if key in self.actors)

    def to_whom(self, claim: Claim) -> str:
        """To whom it was done; empty when nobody is named."""
        return "; ".join(self._actor(key) for key in claim.target if key in self.actors)

    def what(self, claim: Claim) -> str:
        """The event, with its mode, and "not" when it is denied or did not happen."""
        mode = MODE_WORDS.get(claim.mode, str(claim.mode))
        return f"{'' if claim.positive else 'not '}{claim.event}{f' ({mode})' if mode else ''}"

    def many(self, claim: Claim) -> str:
        """How many of what."""
        kept = (self.quantities[key] for key in claim.quantities if key in self.quantities)
        return "; ".join(f"{number_in_words(quantity)} {'' if quantity.unit == 'other' else quantity.unit}".strip() for quantity in kept)

    def where(self, claim: Claim) -> str:
        """The places with their parts in the claim; the report's own spelling where it differs."""
        kept = ((place.role, self.places[place.ref]) for place in claim.places if place.ref in self.places)
        return "; ".join(f"{ROLE_WORDS.get(role, str(role))} {place_in_words(mention)}".strip() for role, mention in kept)

    def when(self, claim: Claim) -> str:
        """The day or days."""
        return days_in_words(claim.day.days)

    def control(self, claim: Claim) -> str:
        """Whose hands the place was in before and after; empty when the claim does not say."""
        if claim.control is None or claim.control.place not in self.places:
            return ""
        return f"{place_in_words(self.places[claim.control.place])}: {claim.control.before or '?'} → {claim.control.after or '?'}"

    def chain(self, claim: Claim) -> str:
        """On whose word, outermost first: ``state media > ministry (confirmed)``."""
        hops = (hop_in_words(self.attributions[key]) for key in claim.said_by if key in self.attributions)
        return " > ".join(hops) or OWN_VOICE

    def against_interest(self, claim: Claim) -> str:
        """Who loses by what the speaker's own side says; empty where the claim is no admission."""
        return visible(claim.interest_why) if claim.interest is Interest.AGAINST else ""

    def sure(self, claim: Claim) -> str:
        """How sure the innermost source is."""
        return SURE_WORDS[claim.certainty]

    def context(self, start: int, end: int, width: int) -> tuple[str, str, str]:
        """What stands before, at and after a span, each on one line."""
        text = self.reading.document.text
        before, after = text[max(0, start - width) : start], text[end : end + width]
        lead = "…" if start > width else ""
        trail = "…" if end + width < len(text) else ""
        return _edge(lead + visible(before), before[-1:], last=True), visible(text[start:end]), _edge(visible(after) + trail, after[:1], last=False)

    def _actor(self, key: str) -> str:
        actor = self.actors[key]
        return f"{visible(actor.text)}{f' [{actor.side}]' if actor.side else ''}"


def _edge(words: str, char: str, *, last: bool) -> str:
    """One space where the report has white space next to the span."""
    if not char.isspace() or not words:
        return words
    return f"{words} " if last else f" {words}"


def place_in_words(mention: PlaceMention) -> str:
    """``Lyon``, ``Lyon (“Lion” in the report)``, ``Lion (not known)``, ``Lyon (which of 3?)``."""
    words = visible(mention.text)
    if mention.place is not None:
        name = visible(mention.place.name)
        return name if name == words else f"{name} (“{words}”)"
    return f"{words} (which of {len(mention.candidates)}?)" if mention.status is PlaceStatus.AMBIGUOUS else f"{words} (not known)"


def hop_in_words(attribution: Attribution) -> str:
    """One source and what it did: ``ministry (confirmed)``, ``nobody named (“it is noted”)``."""
    if attribution.source_kind is SourceKind.IMPERSONAL:
        return f"nobody named (“{visible(_joined(attribution.cue))}”)"
    act = ACT_WORDS[attribution.act]
    name = visible(_joined(attribution.source)) or "someone"
    if attribution.source_id and len(name) <= PRONOUN_LENGTH:
        name = f"{name} [{attribution.source_id}]"
    return f"{name} ({act})" if act else name


def _joined(spans: Sequence[Span]) -> str:
    return " … ".join(span.text for span in spans)
