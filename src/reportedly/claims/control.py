"""What a claim says about who holds a place, once it is true.

The rule that must not be broken: only what happened or holds, only of a place the clause names: a village "in X" says nothing of X,
and denials, what nobody could confirm, sieges and advances say nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Certainty, Control, Mode, PlaceKind

if TYPE_CHECKING:
    from reportedly.claims.modality import Modality
    from reportedly.core.records import Actor, PlaceMention

ACTUAL = frozenset({Mode.HAPPENED, Mode.ONGOING})
GAINS = frozenset({"capture", "hold"})


def read_control(
    event: str,
    modality: Modality,
    actors: tuple[Actor, ...],
    targets: tuple[Actor, ...],
    held: PlaceMention | None,
) -> Control | None:
    """The change of hands, or ``None`` when the claim says nothing of one. ``before`` and ``after`` are the pack's codes of sides."""
    is_actual = modality.positive and modality.mode in ACTUAL and modality.certainty is not Certainty.UNKNOWN
    if held is None or not is_actual or (held.place is not None and held.place.kind is PlaceKind.COUNTRY):
        return None
    actor, target = _side(actors), _side(targets)
    if actor is None and target is None:
        return None
    if event == "hold" and actor is None:
        return None
    if event in GAINS:
        return Control(place=held.id, before=target, after=actor)
    if event == "withdraw" and actor is not None:
        return Control(place=held.id, before=actor, after=None)
    return Control(place=held.id, before=target, after=actor) if event == "transfer" else None


def _side(actors: tuple[Actor, ...]) -> str | None:
    sides = {actor.side for actor in actors if actor.side}
    return sides.pop() if len(sides) == 1 else None
