"""What a report's names say together: its sure places, the regions it is about, how much of it lies in the pack's country.

The rule that must not be broken: a name never speaks for itself; what it adds is known, so that it can be taken off again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind
from reportedly.places.rank import Anchor, Context, Votes, form_sureness, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.places.find import PlaceName
    from reportedly.places.rank import Scored
    from reportedly.places.scene import Scene

ANCHOR_LINE = 0.75  # share from which a place speaks for its neighbours
MOST_ANCHORS = 80  # places that speak for the others
HALF, LEAST_VOTE = 0.5, 0.02  # what an uncued name adds to the focus, and the share from which a place counts for it
OUTER = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.DISTRICT})


@dataclass(slots=True)
class Gathering:
    """Names as they are ranked one after another, and the context they make for the next pass."""

    home: str | None
    scene: Scene | None
    _anchors: dict[str, Anchor] = field(default_factory=dict)
    _outer: dict[int, set[str]] = field(default_factory=dict)
    _heads: dict[str, Anchor] = field(default_factory=dict)
    _senses: dict[str, str] = field(default_factory=dict)
    _votes: Votes = field(default_factory=dict)
    _own_votes: dict[str, Votes] = field(default_factory=dict)
    _at_home: float = 0.0
    _abroad: float = 0.0

    def add(self, name: PlaceName, sentence: int, ranked: Sequence[tuple[Scored, float]], code: str) -> None:
        """A name, the number of its sentence, its places with their shares (at least one), and the code of the likeliest."""
        best, share = ranked[0]
        weight = share * form_sureness(best, len(name.head))
        if best.place.country == self.home:
            self._at_home += weight
        elif best.place.kind is not PlaceKind.COUNTRY:
            self._abroad += weight
        if name.head not in self._own_votes:
            self._own_votes[name.head] = own = _votes(name, ranked)
            for unit, votes in own.items():
                self._votes[unit] = self._votes.get(unit, 0.0) + votes
        if weight < ANCHOR_LINE:
            return
        if best.place.kind in OUTER:
            self._outer.setdefault(sentence, set()).add(best.place.id)
        if best.beside and name.wanted is None:
            self._senses.setdefault(name.head, best.place.id)
        anchor = Anchor(best.place, code, weight, name.head)
        self._heads.setdefault(name.text, anchor)
        self._anchors.setdefault(best.place.id, anchor)

    def context(self) -> Context:
        """What the names so far say."""
        total = self._at_home + self._abroad
        return Context(
            # A stable sort: of equally sure places the first named speak. The bound keeps a gazette of thousands of names linear.
            anchors=sorted(self._anchors.values(), key=lambda anchor: -anchor.weight)[:MOST_ANCHORS],
            home_share=self._at_home / total if total >= 1 else None,
            votes=self._votes,
            own_votes=self._own_votes,
            senses=self._senses,
            outer={number: frozenset(ids) for number, ids in self._outer.items()},
            heads=self._heads,
            scene=self.scene,
        )


def _votes(name: PlaceName, ranked: Sequence[tuple[Scored, float]]) -> Votes:
    """What the name adds to the focus of the report: its places' shares, by country and region. A name that may be a person's adds half."""
    votes: Votes = {}
    weight = 1.0 if name.cued or name.wanted else HALF
    for one, share in ranked:
        if share < LEAST_VOTE:
            break
        sure = share * weight * form_sureness(one, len(name.head))
        for unit in units_of(one.place):
            votes[unit] = votes.get(unit, 0.0) + sure
    return votes
