"""One name's resolution, step by step: the spellings tried, every candidate with what speaks for it, the context, the decision.

The rule that must not be broken: it shows what resolving did, by the same code; nothing is worked out anew for show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.places.find import PlaceName, find_place_names
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.inflection import dictionary_forms
from reportedly.places.known import is_known
from reportedly.places.letters import fold, has_cyrillic, readings, romanised_forms, written_language
from reportedly.places.lexicon import place_words
from reportedly.places.rank import form_sureness
from reportedly.places.resolve import LINE, SURE_FORM, Resolution

if TYPE_CHECKING:
    from reportedly.core.day_range import DayRange
    from reportedly.core.records import Document, Place, PlaceMention, Sentence
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.places.rank import Scored

MOST = 12  # candidates and spellings shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A candidate: its share of the odds, how sure its letters are, its log-odds and what they are the sum of."""

    place: Place
    basis: str
    cost: float
    sureness: float
    logit: float
    share: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How a name was resolved. ``mention`` is None where it was taken for no place at all.

    ``unlisted`` is the share of a place of that name that no list has.
    """

    name: str
    spellings: tuple[str, ...]
    context: tuple[str, ...]
    home_share: float | None
    considered: tuple[Considered, ...]
    unlisted: float
    mention: PlaceMention | None

    @property
    def decision(self) -> str:
        """The outcome in one line."""
        if self.mention is None:
            return f"no place: what could be meant is likelier a word or a person's name (letters must be {SURE_FORM:.0%} sure)"
        place = self.mention.place
        if place is None:
            return f"{self.mention.status.value}: {self.mention.why}"
        where = f", {place.admin1}" if place.admin1 and place.admin1 != place.name else ""
        return f"{place.name}{where} ({place.id}): its share is {self.considered[0].share:.0%}, the line {LINE:.0%}"

    def to_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "name": self.name,
            "status": self.mention.status.value if self.mention else None,
            "place": self.mention.place.id if self.mention and self.mention.place else None,
            "decision": self.decision,
            "line": LINE,
            "spellings": list(self.spellings),
            "context": list(self.context),
            "home_share": self.home_share,
            "unlisted": round(self.unlisted, 4),
            "candidates": [_candidate(one) for one in self.considered],
        }


def _candidate(one: Considered) -> dict[str, Any]:
    place = one.place
    fields: dict[str, Any] = {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
    }
    fields |= {"lat": place.latitude, "lon": place.longitude, "precision": place.precision.value, "population": place.population}
    numbers = {"cost": one.cost, "sureness": one.sureness, "logit": one.logit, "share": one.share}
    parts = {what: round(worth, 3) for what, worth in one.parts}
    return fields | {"basis": one.basis} | {what: round(number, 4) for what, number in numbers.items()} | {"parts": parts}


def explain_name(name: str, pack: Pack, settings: Settings, *, near: str = "", region: str = "", days: DayRange | None = None) -> Explained:
    """How the name alone is resolved, with a region right beside it, a neighbour in the same sentence and a day of publication where they are given."""
    gazetteer = load_gazetteer(pack, settings.gazetteer)
    language = written_language(name) if has_cyrillic(name) else "en"
    text, names = "", []
    for part, comma in ((name, ", "), (region, ". "), (near, "")):
        if part:
            known = is_known(gazetteer, part, language)
            names.append(PlaceName(start=len(text), end=len(text) + len(part), text=part, head=part, cued=True, known=known))
            text += part + comma
    return _explained(Resolution(text, language, (), tuple(names), gazetteer, days), 0)


def explain_in(
    name: str, document: Document, sentences: tuple[Sentence, ...], pack: Pack, settings: Settings, *, days: DayRange | None = None
) -> Explained | None:
    """How the name's first mention in the report is resolved; None when the name does not stand there as a place's."""
    gazetteer = load_gazetteer(pack, settings.gazetteer)
    names = find_place_names(document, sentences, pack, settings).records
    for number, found in enumerate(names):
        if fold(name) in {fold(found.text), fold(found.head)}:
            language = document.language or ""
            days = days or document.published.days
            return _explained(Resolution(document.text, language, sentences, names, gazetteer, days, place_words(pack, language).region), number)
    return None


def _explained(work: Resolution, number: int) -> Explained:
    name = work.names[number]
    mentions = {mention.start: mention for mention in work.mentions()}
    ranked = work.ranked(number, work.context)
    context = work.context
    return Explained(
        name=name.text,
        spellings=_spellings(name.head, work.language),
        context=tuple(f"{anchor.place.name} ({anchor.weight:.2f})" for anchor in context.anchors if anchor.head != name.head),
        home_share=context.home_share,
        considered=tuple(_considered(one, share, len(name.head)) for one, share in ranked[:MOST]),
        unlisted=max(1.0 - math.fsum(share for _, share in ranked), 0.0) if ranked else 0.0,
        mention=mentions.get(name.start),
    )


def _considered(one: Scored, share: float, length: int) -> Considered:
    match = one.match
    return Considered(
        place=one.place,
        basis=match.basis.value,
        cost=match.cost,
        sureness=form_sureness(one, length),
        logit=one.logit,
        share=share,
        parts=tuple((what, worth) for what, worth in one.parts if worth),
    )


def _spellings(form: str, language: str) -> tuple[str, ...]:
    folded = fold(form)
    if has_cyrillic(form):
        forms = dictionary_forms(folded, language)
        return tuple(dict.fromkeys((*forms[:MOST], *romanised_forms(forms[:MOST], language))))
    return readings(folded)
