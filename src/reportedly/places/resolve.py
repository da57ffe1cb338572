"""place names ─resolve→ places, or an honest no.

The rule that must not be broken: below the line a name keeps its candidates and has no place; nothing falls back to the largest namesake.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.core.records import Candidate, Found, PlaceBasis, PlaceKind, PlaceMention, PlaceStatus
from reportedly.places.candidates import Match, find_matches
from reportedly.places.contact import line_on
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.rank import Anchor, Context, Scored, Votes, form_sureness, kilometres, score, shares, units_of

if TYPE_CHECKING:
    from reportedly.core.day_range import DayRange
    from reportedly.core.records import Document, Place, Published, Sentence
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.places.find import PlaceName
    from reportedly.places.gazetteer import Gazetteer

LINE = 0.62  # share of the best place below which a name stays open; chosen on the development part
SURE_FORM = 0.30  # sureness of the letters below which a form is nobody's name
ANCHOR_LINE = 0.75  # share from which a place speaks for its neighbours
MOST_ANCHORS = 80  # places that speak for the others
KEPT = 5  # candidates shown
SAME_KM = 12.0  # two entries of one name so near each other are one place, listed twice
ABOUT_HOME = 0.4  # share of the report's places in the pack's country from which it is about it
SHORT_REPORT = 400  # characters: a note, whose one place is the whole of its context
SURE_ALONE, SURE_SUPPORTED = 0.6, 0.42  # sureness of an uncued slip's letters, without and with a region, a neighbour or a town's size to speak for it
LARGE = 20_000  # people
MIDDLING = 100_000  # people: an uncued name of a smaller place abroad is likelier a person's
HALF, LEAST_VOTE = 0.5, 0.02  # what an uncued name adds to the focus, and the share from which a place counts for it
SAME_DEGREES = 0.15  # of latitude; more than SAME_KM
SLIPS_BUDGET = 400  # misspelt forms looked up in one report
OUTER = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.DISTRICT})
_BESIDE = re.compile(r"\s*[,(]?\s*(?:(?:in|of|у|в|во)\s+)?(?:the\s+)?\(?", re.IGNORECASE)


def resolve_places(
    document: Document,
    sentences: tuple[Sentence, ...],
    place_names: tuple[PlaceName, ...],
    pack: Pack,
    settings: Settings | None = None,
    published: Published | None = None,
) -> Found[tuple[PlaceMention, ...]]:
    """Every name with its place, its candidates, or neither, in text order. A form that is nobody's name and has no cue is left out.

    ``published`` is the day of publication as far as it is known, given or inferred; without it the document's own.
    """
    gazetteer = load_gazetteer(pack, settings.gazetteer if settings else None)
    days = (published or document.published).days
    work = Resolution(document.text, document.language or "", sentences, place_names, gazetteer, days)
    mentions = work.mentions()
    numbered = tuple(_with_id(mention, f"p{number}") for number, mention in enumerate(mentions, start=1))
    return Found(numbered)


class Resolution:
    """One report's names, resolved together."""

    def __init__(
        self,
        text: str,
        language: str,
        sentences: tuple[Sentence, ...],
        names: tuple[PlaceName, ...],
        gazetteer: Gazetteer,
        days: DayRange | None = None,
    ) -> None:
        self.text = text
        self.line = line_on(gazetteer.contact, days)
        self.language = language
        self.gazetteer = gazetteer
        self.names = names
        ends = [sentence.end for sentence in sentences]
        self.sentence = [bisect_right(ends, name.start) for name in names]
        self._matches: dict[tuple[str, bool], tuple[Match, ...]] = {}
        self._slips = 0
        self._ranks: dict[tuple[object, ...], list[tuple[Scored, float]]] = {}
        self.context = Context()  # what the names are seen in, once ``mentions`` has run
        self.matches = [self._find(name, slips=False) for name in names]

    def _find(self, name: PlaceName, *, slips: bool) -> tuple[Match, ...]:
        whole = self._look_up(name.text, slips=False) if name.text != name.head else ()
        if whole and any(self.gazetteer.place(match.row).kind in OUTER for match in whole):
            return whole
        slips = slips and not name.known
        if slips and name.wanted in OUTER and name.text != name.head:
            outer = tuple(match for match in self._look_up(name.text, slips=True) if self.gazetteer.place(match.row).kind in OUTER)
            if outer:
                return outer
        return self._look_up(name.head or name.text, slips=slips)

    def _look_up(self, form: str, *, slips: bool) -> tuple[Match, ...]:
        key = (form, slips)
        if key not in self._matches:
            if slips:
                self._slips += 1
                slips = self._slips <= SLIPS_BUDGET
            self._matches[key] = find_matches(self.gazetteer, form, self.language, slips=slips)
        return self._matches[key]

    def mentions(self) -> list[PlaceMention]:
        """Two passes: what is certain first, then the rest in its light."""
        context = Context(line=self.line)
        context = self._context(context)
        if _is_about_home(context, self.text):
            self.matches = [there or self._find(name, slips=True) for there, name in zip(self.matches, self.names, strict=True)]
        context = self._context(context)
        self._ranks = {}
        self.context = context
        found = []
        for number, name in enumerate(self.names):
            mention = self._mention(name, self.ranked(number, context), context)
            if mention is not None:
                found.append(mention)
        return found

    def _context(self, context: Context) -> Context:
        anchors = []
        seen: set[str] = set()
        outer: dict[int, set[str]] = {}
        heads: dict[str, Anchor] = {}
        home = abroad = 0.0
        votes: Votes = {}
        own_votes: dict[str, Votes] = {}
        self._ranks = {}
        for number, name in enumerate(self.names):
            ranked = self.ranked(number, context)
            if not ranked:
                continue
            best, share = ranked[0]
            weight = share * form_sureness(best.match, len(name.head))
            if best.place.country == self.gazetteer.home:
                home += weight
            elif best.place.kind is not PlaceKind.COUNTRY:
                abroad += weight
            if name.head not in own_votes:
                own = own_votes[name.head] = _votes(name, ranked)
                for unit, share in own.items():
                    votes[unit] = votes.get(unit, 0.0) + share
            if weight >= ANCHOR_LINE and best.place.kind in OUTER:
                outer.setdefault(self.sentence[number], set()).add(best.place.id)
            if weight < ANCHOR_LINE:
                continue
            anchor = Anchor(best.place, self.gazetteer.code(best.match.row), weight, name.head)
            heads.setdefault(name.text, anchor)
            if best.place.id not in seen:
                seen.add(best.place.id)
                anchors.append(anchor)
        total = home + abroad
        return Context(
            # A stable sort: of equally sure places the first named speak. The bound keeps a gazette of thousands of names linear.
            anchors=sorted(anchors, key=lambda anchor: -anchor.weight)[:MOST_ANCHORS],
            home_share=home / total if total >= 1 else None,
            votes=votes,
            own_votes=own_votes,
            outer={number: frozenset(ids) for number, ids in outer.items()},
            heads=heads,
            line=self.line,
        )

    def ranked(self, number: int, context: Context) -> list[tuple[Scored, float]]:
        """The name's places with their shares, likeliest first. Names that stand in the same light are ranked once."""
        name = self.names[number]
        beside = self._beside(number, context)
        sentence = self.sentence[number]
        key = (name.text, name.head, name.wanted, name.known, tuple(anchor.place.id for anchor in beside), context.outer.get(sentence))
        if key not in self._ranks:
            self._ranks[key] = self._rank(number, context, beside)
        return self._ranks[key]

    def _rank(self, number: int, context: Context, beside: tuple[Anchor, ...]) -> list[tuple[Scored, float]]:
        name = self.names[number]
        scored = [score(self.gazetteer, match, context, name.wanted, name.head, self.sentence[number], beside) for match in self.matches[number]]
        scored.sort(key=lambda one: (-one.logit, one.match.row))
        kept: list[Scored] = []
        for one in scored[:60]:
            if not any(one.place.kind is other.place.kind and _is_same(one.place, other.place) for other in kept[:8]):
                kept.append(one)
        return list(zip(kept, shares([one.logit for one in kept]), strict=True))

    def _beside(self, number: int, context: Context) -> tuple[Anchor, ...]:
        """Regions and countries that stand right after the name, or after another name right after it."""
        name = self.names[number]
        if number + 1 >= len(self.names):
            return ()
        after = self.names[number + 1]
        if after.start - name.end > 12 or not _BESIDE.fullmatch(self.text, name.end, after.start):
            return ()
        if "," not in self.text[name.end : after.start] and "(" not in self.text[name.end : after.start] and after.start - name.end < 2:
            return ()
        anchor = context.heads.get(after.text) or context.heads.get(after.head)
        return (anchor,) if anchor is not None and (anchor.place.kind in OUTER or _is_centre(anchor)) else ()

    def _is_chance(self, name: PlaceName, best: Scored, sure: float, context: Context) -> bool:
        """Whether an uncued form is likelier a person or a word: a slip, another romanisation or a small place abroad that nothing speaks for."""
        if best.match.basis in {PlaceBasis.TRANSLITERATED, PlaceBasis.SPELLING}:
            supported = best.region or best.near or best.place.population >= LARGE
            return sure < (SURE_SUPPORTED if supported else SURE_ALONE) or not _is_about_home(context, self.text)
        small = best.place.kind is PlaceKind.SETTLEMENT and best.place.population < MIDDLING and best.place.country != self.gazetteer.home
        return small and not best.region and not best.near and name.wanted is None

    def _mention(self, name: PlaceName, ranked: list[tuple[Scored, float]], context: Context) -> PlaceMention | None:
        sure = form_sureness(ranked[0][0].match, len(name.head)) if ranked else 0.0
        if not ranked or sure < SURE_FORM:
            return _open(name, PlaceStatus.UNKNOWN, (), f"no place known here is called {name.head!r}, or nearly so") if name.cued else None
        best, share = ranked[0]
        candidates = tuple(_candidate(name, one, one_share) for one, one_share in ranked[:KEPT])
        if best.elsewhere and not any(one.region for one, _ in ranked):
            why = f"the report puts it in {best.elsewhere}, and no {name.head!r} is known there"
            return _open(name, PlaceStatus.UNKNOWN, candidates, why)
        if share < LINE:
            why = f"{len(ranked)} places are called {name.head!r} or nearly so, and nothing in the report decides between them"
            return _open(name, PlaceStatus.AMBIGUOUS, candidates, why) if name.known or name.cued else None
        if not name.cued and self._is_chance(name, best, sure, context):
            return None
        return PlaceMention(
            id="",
            start=name.start,
            end=name.end,
            text=name.text,
            status=PlaceStatus.RESOLVED,
            place=best.place,
            basis=PlaceBasis.CONTEXT if len(ranked) > 1 and (best.region or best.near) and best.match.basis is PlaceBasis.NAME else best.match.basis,
            score=round(share * sure, 3),
            why=candidates[0].why,
            candidates=candidates,
        )


def _is_same(one: Place, other: Place) -> bool:
    """Whether two entries of one name are so near each other that they are one place, listed twice."""
    return abs(one.latitude - other.latitude) < SAME_DEGREES and kilometres(one, other) < SAME_KM


def _is_about_home(context: Context, text: str) -> bool:
    """Whether the report is about the pack's country, as far as its places say; a note has no other context than its one place."""
    return context.home_share >= ABOUT_HOME if context.home_share is not None else len(text) <= SHORT_REPORT


def _votes(name: PlaceName, ranked: list[tuple[Scored, float]]) -> Votes:
    """What the name adds to the focus of the report: its places' shares, by country and region. A name that may be a person's adds half."""
    votes: Votes = {}
    weight = 1.0 if name.cued or name.wanted else HALF
    for one, share in ranked:
        if share < LEAST_VOTE:
            break
        sure = share * weight * form_sureness(one.match, len(name.head))
        for unit in units_of(one.place):
            votes[unit] = votes.get(unit, 0.0) + sure
    return votes


def _is_centre(anchor: Anchor) -> bool:
    """Whether the place gives its first-level region the name."""
    return anchor.place.kind is PlaceKind.SETTLEMENT and (anchor.place.admin1 or "").startswith(anchor.place.name)


def _candidate(name: PlaceName, one: Scored, share: float) -> Candidate:
    return Candidate(place=one.place, basis=one.match.basis, score=round(share * form_sureness(one.match, len(name.head)), 3), why=_why(name, one))


_HOW = {
    PlaceBasis.NAME: "is its name",
    PlaceBasis.ALIAS: "is another name of it",
    PlaceBasis.INFLECTED: "is its name in another case",
    PlaceBasis.TRANSLITERATED: "is its name in another romanisation",
    PlaceBasis.SPELLING: "is close to its spelling",
}


def _why(name: PlaceName, one: Scored) -> str:
    place = one.place
    where = f" in {place.admin1}" if place.admin1 and place.admin1 != place.name else ""
    parts = [f"{name.head!r} {_HOW.get(one.match.basis, 'names it')}: {place.name}{where}"]
    if place.population:
        parts.append(f"{place.population:,} people")
    if one.region:
        parts.append(f"the report puts it in {one.region}")
    if one.near:
        parts.append(f"the report also names {one.near}")
    return "; ".join(parts)


def _open(name: PlaceName, status: PlaceStatus, candidates: tuple[Candidate, ...], why: str) -> PlaceMention:
    return PlaceMention(
        id="",
        start=name.start,
        end=name.end,
        text=name.text,
        status=status,
        place=None,
        basis=None,
        score=candidates[0].score if candidates else None,
        why=why,
        candidates=candidates,
    )


def _with_id(mention: PlaceMention, identifier: str) -> PlaceMention:
    return PlaceMention(
        id=identifier,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        status=mention.status,
        place=mention.place,
        basis=mention.basis,
        score=mention.score,
        why=mention.why,
        candidates=mention.candidates,
    )
