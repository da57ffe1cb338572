"""A name's places in the light of a report, likeliest first, with their shares of the odds.

The rule that must not be broken: shares are of all that may be meant, a place that no list has among them; what is never shown counts too.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from reportedly.core.records import PlaceBasis, PlaceKind
from reportedly.places.columns import MANY, regions_beside, score_many
from reportedly.places.rank import Context, Light, kilometres, shares, unlisted, unlisted_abroad
from reportedly.places.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.namesakes import Namesake, Namesakes
    from reportedly.places.rank import Scored

MOST = 60  # namesakes, likeliest first, that may have a share
FIRST = 8  # of them, with which another may be one place
SAME_KM = 12.0  # two entries of one name so near each other are one place, listed twice
SAME_DEGREES = 0.15  # of latitude; more than SAME_KM


class Ranking(Sequence[tuple["Scored", float]]):
    """Places with their shares. What speaks for a place is put into words when it is asked for: of a hundred villages of a name five are shown."""

    def __init__(self, own: Namesakes, light: Light, kept: list[int], scored: dict[int, Scored]) -> None:
        """``kept`` are the numbers of the name's places, likeliest first; ``scored`` what is known by now, by number."""
        self.shares: list[float] = []
        self._own, self._light, self._kept, self._scored = own, light, kept, scored

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[tuple[Scored, float]]:
        for at, share in enumerate(self.shares):
            yield self.scored(at), share

    @overload
    def __getitem__(self, number: int) -> tuple[Scored, float]: ...
    @overload
    def __getitem__(self, number: slice) -> list[tuple[Scored, float]]: ...
    def __getitem__(self, number: int | slice) -> tuple[Scored, float] | list[tuple[Scored, float]]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self._kept)))]
        return self.scored(number), self.shares[number]

    def scored(self, at: int) -> Scored:
        """The place that stands there, from 0, with its log-odds and what they are the sum of."""
        number = self._kept[at]
        one = self._scored.get(number)
        if one is None:
            one = self._scored[number] = self._light.score(self._own.places[number], self._own.record(number))
        return one


@functools.lru_cache(maxsize=8192)  # names come back from report to report
def rank_alone(gazetteer: Gazetteer, own: Namesakes, news: frozenset[str], wanted: PlaceKind | None) -> Ranking:
    """The places of a name of which nothing else is known. ``news``: ids of those of them that were in it."""
    return rank_in(gazetteer, own, Light(Context(scene=Scene(None, news)), wanted))


def rank_in(gazetteer: Gazetteer, own: Namesakes, light: Light) -> Ranking:
    """A name's places in this light; entries that are one place listed twice are kept once."""
    places = own.places
    many = len(places) > MANY
    scored = {} if many else {number: light.score(one, own.record(number)) for number, one in enumerate(places)}
    logits = score_many(own, light) if many else [one.logit for one in scored.values()]
    ordered = sorted([(-logits[number], one.fineness, one.match.row, number) for number, one in enumerate(places)])
    kept = _once([number for *_, number in ordered[:MOST]], places)
    ranking = Ranking(own, light, kept, scored)
    if kept:
        in_region = regions_beside(own, light, kept) if many else any(scored[number].region for number in kept)
        nowhere = _nowhere(gazetteer, ranking.scored(0), light, in_region=in_region)
        odds = [logits[number] for number in kept]
        if nowhere is not None:
            odds.append(nowhere)  # takes its share, and is no candidate
        ranking.shares = shares(odds)[: len(kept)]
    return ranking


def _once(numbers: list[int], places: tuple[Namesake, ...]) -> list[int]:
    """The numbers of the places, likeliest first, without those that lie so near a likelier one that they are one place, listed twice."""
    kept: list[int] = []
    for number in numbers:
        place = places[number]
        latitude = place.latitude
        for other in kept[:FIRST]:
            likelier = places[other]
            if abs(likelier.latitude - latitude) < SAME_DEGREES and likelier.kind is place.kind and kilometres(likelier, place) < SAME_KM:
                break
        else:
            kept.append(number)
    return kept


def _nowhere(gazetteer: Gazetteer, best: Scored, light: Light, *, in_region: bool) -> float | None:
    """Log-odds of a place that no list has, where the best candidate is one that it may outdo: lists lack villages, not rivers.

    ``in_region``: whether any of the candidates lies in a region that stands right beside the name.
    """
    if best.place.kind is not PlaceKind.SETTLEMENT:
        return None
    abroad = None if best.region or best.near else unlisted_abroad(gazetteer, light.context, best.place, light.head)
    if best.match.basis is PlaceBasis.SPELLING or best.place.country != gazetteer.home or in_region:
        return abroad
    return unlisted(gazetteer, light.context) if abroad is None else abroad
