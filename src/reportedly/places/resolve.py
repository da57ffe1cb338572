"""place names ─resolve→ places, or an honest no.

The rule that must not be broken: below the line a name keeps its candidates and has no place; nothing falls back to the largest namesake.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.core.records import Candidate, Found, PlaceBasis, PlaceKind, PlaceMention, PlaceStatus
from reportedly.places.candidates import Match, find_matches
from reportedly.places.gather import OUTER, Gathering
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.known import CASES
from reportedly.places.letters import has_cyrillic
from reportedly.places.lexicon import place_words
from reportedly.places.name_index import AFTER_COMMA
from reportedly.places.namesakes import namesakes
from reportedly.places.rank import Anchor, Context, Light, Scored, form_sureness
from reportedly.places.ranked import Ranking, rank_alone, rank_in
from reportedly.places.scene import scene_on
from reportedly.places.sense import mark_senses
from reportedly.places.spelling import slip_costs
from reportedly.places.translated import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.day_range import DayRange
    from reportedly.core.records import Document, Published, Sentence
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.places.find import PlaceName
    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.namesakes import Namesakes

LINE = 0.62  # share of the best place below which a name stays open; chosen on the development part
LINE_ALONE = 0.80  # the same for a small town that nothing in the report speaks for: ten times the people of a namesake
LONE_ABROAD = 0.6  # share of the lone names abroad that are the place they seem: .56 of 513 on the development part; it is in the score, and decides nothing
NEAR_CONTACT = 0.5  # worth of lying near the line of contact from which it speaks for a place
SURE_FORM = 0.20  # sureness of the letters below which a form is nobody's name
SETTLED = 0.02  # change of a share from which the names are looked at once more
KEPT = 5  # candidates shown
ABOUT_HOME = 0.4  # share of the report's places in the pack's country from which it is about it
SHORT_REPORT = 400  # characters: a note, whose one place is the whole of its context
REACH_BEFORE = 40  # characters looked back for the word that says what a name is of
SURE_ALONE, SURE_SUPPORTED = 0.5, 0.35  # sureness of an uncued slip's letters, without and with a region, a neighbour or a town's size to speak for it
TOWN, LARGE = 5_000, 20_000  # people
MIDDLING = 100_000  # people: an uncued name of a smaller place abroad is likelier a person's
UNITS = ("raion", "district", "county", "hromada")  # classes of districts, larger first
SLIPS_BUDGET = 400  # misspelt forms looked up in one report
_ADJECTIVE = re.compile(r"^\w+(?:ая|ое|ый|ий|ой|ые|ие|ого|ому|ом|ым|им|ую|ых|их)$")  # a form that is likelier a word than a name no list has
_OF_A_PLACE = re.compile(r"[сц]к(?!ая$)\w+$")
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:of\s+)?(?:the\s+)?$")
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
    language = document.language or ""
    if not place_names:
        return Found(mark_senses(document.text, (), pack, language, settings))
    gazetteer = load_gazetteer(pack, settings.gazetteer if settings else None)
    days = (published or document.published).days
    work = Resolution(document.text, language, sentences, place_names, gazetteer, days, place_words(pack, language).region)
    return Found(mark_senses(document.text, work.mentions(), pack, language, settings))


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
        region_words: Iterable[str] = (),
    ) -> None:
        self.text = text
        self.scene = scene_on(gazetteer.contact, gazetteer.news, days)
        self.line, self.news = (self.scene.line, self.scene.news) if self.scene is not None else (None, frozenset[str]())
        self.language = language
        self.gazetteer = gazetteer
        self.names = names
        ends = [sentence.end for sentence in sentences]
        self.sentence = [bisect_right(ends, name.start) for name in names]
        self.region_words = sorted(region_words)
        self._matches: dict[tuple[str, bool, float], tuple[Match, ...]] = {}
        self._slips = 0
        self._ranks: dict[tuple[object, ...], Ranking] = {}
        self.context = Context()  # what the names are seen in, once ``mentions`` has run
        self.matches = [self._find(name, slips=False) for name in names]

    def _find(self, name: PlaceName, *, slips: bool, nearest: float = math.inf) -> tuple[Match, ...]:
        whole = self._look_up(name.text, slips=False) if name.text != name.head and not name.head.startswith(AFTER_COMMA) else ()
        if not whole and name.wanted is PlaceKind.DISTRICT:
            # Gazetteers list a district under one of its classes, reports write any: "X district" for the X Raion.
            whole = next(filter(None, (self._look_up(f"{name.head} {unit}", slips=False) for unit in UNITS)), ())
        if name.wanted is PlaceKind.REGION and name.text == name.head and self._is_called_region(name):
            # "The region of X" is listed as "X region"; "a district of X" is a part of the town.
            whole = next(filter(None, (self._look_up(f"{name.head} {word}", slips=False) for word in self.region_words)), ())
        if whole and any(self.gazetteer.place(match.row).kind in OUTER for match in whole):
            return whole
        slips = slips and not name.known
        if slips and name.wanted in OUTER and name.text != name.head:
            outer = tuple(match for match in self._look_up(name.text, slips=True) if self.gazetteer.place(match.row).kind in OUTER)
            if outer:
                return outer
        return self._look_up(name.head or name.text, slips=slips, nearest=nearest)

    def _is_called_region(self, name: PlaceName) -> bool:
        """Whether a word for regions stands before the name."""
        before = _WORD_BEFORE.search(self.text[max(0, name.start - REACH_BEFORE) : name.start])
        return before is not None and before[1].lower() in self.region_words

    def _nearest(self, number: int, context: Context) -> float:
        """What the cheapest slip may cost for the name to be taken for any: one that has neither a cue nor a region beside it is judged by its letters."""
        name = self.names[number]
        if name.cued or self._beside(number, context):
            return math.inf
        return slip_costs().most_meant(len(name.head), SURE_SUPPORTED)

    def _look_up(self, form: str, *, slips: bool, nearest: float = math.inf) -> tuple[Match, ...]:
        key = (form, slips, nearest)
        if key not in self._matches:
            if slips:
                self._slips += 1
                slips = self._slips <= SLIPS_BUDGET
            self._matches[key] = find_matches(self.gazetteer, form, self.language, slips=slips, nearest=nearest)
        return self._matches[key]

    def mentions(self) -> list[PlaceMention]:
        """What is certain first, then the rest in its light, and again where that changed what the names were taken for."""
        if not self.names:
            return []
        numbers = range(len(self.names))
        first = [self._rank_alone(number) for number in numbers] if len(self.names) > 1 else []  # as the same names were in other reports
        context = self._gathered(first)
        if not all(self.matches) and _is_about_home(context, self.text):
            self.matches = [
                there or self._find(name, slips=True, nearest=self._nearest(number, context))
                for number, (there, name) in enumerate(zip(self.matches, self.names, strict=True))
            ]
        ranked = [self.ranked(number, context) for number in numbers]
        if any(_is_changed(before, after) for before, after in zip(first, ranked, strict=False)):
            context = self._gathered(ranked)
            self._ranks = {}
            ranked = [self.ranked(number, context) for number in numbers]
        self.context = context
        found: list[PlaceMention] = []
        for name, places in zip(self.names, ranked, strict=True):
            mention = self._mention(name, places, context, f"p{len(found) + 1}")
            if mention is not None:
                found.append(mention)
        return found

    def _gathered(self, ranked: list[Ranking]) -> Context:
        """What the names, so ranked, say of one another; nothing where there is one name, which does not speak for itself."""
        if not ranked:
            return Context(scene=self.scene)
        gathering = Gathering(self.gazetteer.home, self.scene)
        for number, places in enumerate(ranked):
            if places:
                gathering.add(self.names[number], self.sentence[number], places, self.gazetteer.code(places.scored(0).match.row))
        return gathering.context()

    def _rank_alone(self, number: int) -> Ranking:
        own = self._namesakes(number)
        return rank_alone(self.gazetteer, own, own.ids & self.news if self.news else self.news, self.names[number].wanted)

    def _namesakes(self, number: int) -> Namesakes:
        return namesakes(self.gazetteer, self.matches[number], self.line)

    def ranked(self, number: int, context: Context) -> Ranking:
        """The name's places with their shares, likeliest first. Names that stand in the same light are ranked once."""
        if len(self.names) == 1:  # a name has no other light than its own
            return self._rank_alone(number)
        name = self.names[number]
        beside = self._beside(number, context)
        sentence = self.sentence[number]
        key = (name.text, name.head, name.wanted, name.known, tuple(anchor.place.id for anchor in beside), context.outer.get(sentence))
        if key not in self._ranks:
            self._ranks[key] = self._rank(number, context, beside)
        return self._ranks[key]

    def _rank(self, number: int, context: Context, beside: tuple[Anchor, ...]) -> Ranking:
        name = self.names[number]
        return rank_in(self.gazetteer, self._namesakes(number), Light(context, name.wanted, name.head, self.sentence[number], beside))

    def _beside(self, number: int, context: Context) -> tuple[Anchor, ...]:
        """Regions and countries that stand right after the name, or after another name right after it."""
        name = self.names[number]
        if number + 1 >= len(self.names):
            return ()
        after = self.names[number + 1]
        listed = len(after.head) > len(after.text)  # "in A, in the B and C regions": the region is the first of a list of its own
        if listed or (name.wanted is PlaceKind.REGION and after.wanted is PlaceKind.REGION):
            return ()
        if after.start - name.end > 12 or not _BESIDE.fullmatch(self.text, name.end, after.start):
            return ()
        gap = self.text[name.end : after.start]
        genitive = gap == " " and (name.known or name.cued) and after.wanted in {PlaceKind.REGION, PlaceKind.DISTRICT} and self.language in CASES
        if not genitive and "," not in gap and "(" not in gap and after.start - name.end < 2:
            return ()
        anchor = context.heads.get(after.text) or context.heads.get(after.head)
        return (anchor,) if anchor is not None and (anchor.place.kind in OUTER or _is_centre(anchor)) else ()

    def _is_chance(self, name: PlaceName, best: Scored, context: Context) -> bool:
        """Whether an uncued form is likelier a person or a word: a slip, another romanisation or a small place abroad that nothing speaks for."""
        if not name.known and self.language in CASES and _ADJECTIVE.search(name.head):
            town = best.region or best.place.population >= TOWN
            if not town or _OF_A_PLACE.search(name.head):
                return True
        if name.small:
            return not (best.match.translated and best.is_supported and best.place.population >= TOWN)
        if best.match.translated and best.match.cost >= WHOLE:
            return True
        if best.match.basis in {PlaceBasis.TRANSLITERATED, PlaceBasis.SPELLING}:
            supported = best.region or best.near or best.place.population >= LARGE
            sure = form_sureness(best, len(name.head), alone=True)
            own_letters = best.match.basis is PlaceBasis.TRANSLITERATED and has_cyrillic(name.head) and best.place.country in self.gazetteer.near
            about = (own_letters and best.place.population >= TOWN) or _is_about_home(context, self.text)
            return sure < (SURE_SUPPORTED if supported else SURE_ALONE) or not about
        small = best.place.kind is PlaceKind.SETTLEMENT and best.place.population < MIDDLING and best.place.country != self.gazetteer.home
        return small and not best.region and not best.near and name.wanted is None

    def _is_lone_abroad(self, best: Scored) -> bool:
        """Whether it is a settlement abroad for which nothing in the report speaks: the lists there begin at 15,000 people, and persons are called so too."""
        place = best.place
        listed = best.match.row < self.gazetteer.own  # the pack has places abroad that its war is about
        return place.kind is PlaceKind.SETTLEMENT and not listed and self.gazetteer.home not in {None, place.country} and not (best.region or best.near)

    def _candidates(self, name: PlaceName, ranked: Ranking) -> tuple[Candidate, ...]:
        """The likeliest places as they are shown."""
        trust = LONE_ABROAD if ranked and self._is_lone_abroad(ranked.scored(0)) else 1.0
        return _candidates(ranked, name.head, trust)

    def _why_open(self, name: PlaceName, ranked: Ranking) -> tuple[PlaceStatus, str] | None:
        """Why the name is given no place, where it is given none; None where it is."""
        best, share = ranked.scored(0), ranked.shares[0]
        if best.match.basis is PlaceBasis.SPELLING and best.place.country != self.gazetteer.home and not (best.region or best.near):
            return PlaceStatus.UNKNOWN, f"{best.place.name} is spelt nearly so, but lies abroad and nothing in the report speaks for it"
        if best.elsewhere and not any(one.region for one, _ in ranked):
            return PlaceStatus.UNKNOWN, f"the report puts it in {best.elsewhere}, and no {name.head!r} is known there"
        if share >= (LINE if _is_decided(best) else LINE_ALONE):
            return None
        if math.fsum(ranked.shares) < LINE:
            lie = f"what is called {name.head!r} lies far from the other places of the report"
            return PlaceStatus.AMBIGUOUS, f"{lie}; a place that no list has is likelier"
        return PlaceStatus.AMBIGUOUS, f"{len(ranked)} places are called {name.head!r} or nearly so, and nothing in the report decides between them"

    def _mention(self, name: PlaceName, ranked: Ranking, context: Context, identifier: str) -> PlaceMention | None:
        """The name's mention under this id; None where it is taken for no place's name."""
        sure = form_sureness(ranked.scored(0), len(name.head)) if ranked else 0.0
        if not ranked or sure < SURE_FORM:
            why = f"no place known here is called {name.head!r}, or nearly so"
            return _open(identifier, name, PlaceStatus.UNKNOWN, self._candidates(name, ranked), why) if name.cued else None
        best = ranked.scored(0)
        open_as = self._why_open(name, ranked)
        if open_as is not None:
            kept = name.known or name.cued or (best.elsewhere and not name.small)
            return _open(identifier, name, open_as[0], self._candidates(name, ranked), open_as[1]) if kept else None
        if not name.cued and self._is_chance(name, best, context):
            return None
        candidates = self._candidates(name, ranked)
        return PlaceMention(
            id=identifier,
            start=name.start,
            end=name.end,
            text=name.text,
            status=PlaceStatus.RESOLVED,
            place=best.place,
            basis=PlaceBasis.CONTEXT if len(ranked) > 1 and (best.region or best.near) and best.match.basis is PlaceBasis.NAME else best.match.basis,
            score=candidates[0].score,
            why=candidates[0].why,
            candidates=candidates,
        )


def _is_decided(best: Scored) -> bool:
    """Whether more than its being the largest of its name speaks for the place: the report's words or its day, or that it is no small town."""
    parts = dict(best.parts)
    day = parts.get("line of contact", 0.0) + parts.get("in the news of the day", 0.0)
    return best.place.kind is not PlaceKind.SETTLEMENT or best.place.population >= LARGE or bool(best.region or best.near) or day >= NEAR_CONTACT


def _is_about_home(context: Context, text: str) -> bool:
    """Whether the report is about the pack's country, as far as its places say; a note has no other context than its one place."""
    return context.home_share >= ABOUT_HOME if context.home_share is not None else len(text) <= SHORT_REPORT


def _is_centre(anchor: Anchor) -> bool:
    """Whether the place gives its first-level region the name."""
    return anchor.place.kind is PlaceKind.SETTLEMENT and (anchor.place.admin1 or "").startswith(anchor.place.name)


def _is_changed(before: Ranking, after: Ranking) -> bool:
    """Whether a name is taken for another place than before, or no longer as surely."""
    if not (before and after):
        return bool(before) is not bool(after)
    return before.scored(0).place.id != after.scored(0).place.id or abs(before.shares[0] - after.shares[0]) > SETTLED


@functools.lru_cache(maxsize=2048)  # names of which nothing else is known are ranked once, and shown alike
def _candidates(ranked: Ranking, head: str, trust: float) -> tuple[Candidate, ...]:
    return tuple([_candidate(head, ranked.scored(at), share * trust) for at, share in enumerate(ranked.shares[:KEPT])])


def _candidate(head: str, one: Scored, share: float) -> Candidate:
    return Candidate(place=one.place, basis=one.match.basis, score=round(share * form_sureness(one, len(head)), 3), why=_why(head, one))


_HOW = {
    PlaceBasis.NAME: "is its name",
    PlaceBasis.ALIAS: "is another name of it",
    PlaceBasis.INFLECTED: "is its name in another case",
    PlaceBasis.TRANSLITERATED: "is its name in another romanisation",
    PlaceBasis.SPELLING: "is close to its spelling",
}

_TRANSLATED = "is its name with words translated"


def _why(head: str, one: Scored) -> str:
    place = one.place
    where = f" in {place.admin1}" if place.admin1 and place.admin1 != place.name else ""
    how = _TRANSLATED if one.match.translated else _HOW.get(one.match.basis, "names it")
    parts = [f"{head!r} {how}: {place.name}{where}"]
    if place.population:
        parts.append(f"{place.population:,} people")
    if one.region:
        parts.append(f"the report puts it in {one.region}")
    if one.near:
        parts.append(f"the report also names {one.near}")
    return "; ".join(parts)


def _open(identifier: str, name: PlaceName, status: PlaceStatus, candidates: tuple[Candidate, ...], why: str) -> PlaceMention:
    return PlaceMention(
        id=identifier,
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
