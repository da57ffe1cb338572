"""Who gains by a claim, held against whose word it stands on: words for, and words against, the speaker's own side.

The rule that must not be broken: interest is computed from the claim and the speaker's side alone, and is null as soon as either is unknown.
A statement against interest is believed where one in favour is not: the law of evidence takes it even from hearsay (United States,
Federal Rules of Evidence 804(b)(3)), and source criticism weighs it the same way. What an event does to its two parties is a table below;
sides of one war are opponents, so one side's gain is every other's loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.hands import CONTESTED
from reportedly.core.records import ActorKind, Interest, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Actor, Attribution, Claim, Control, Quantity
    from reportedly.packs.records import Speaker

GAINS, LOSES, NOTHING = 1, -1, 0
UNASSERTED = frozenset({Mode.ASKED, Mode.OFFERED})
"""Modes in which nobody says that it comes about."""
ARMED = frozenset({ActorKind.FORCE, ActorKind.GOVERNMENT})
UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PERSON})
ARMED_UNITS = frozenset({"soldiers", "tanks", "vehicles", "aircraft", "ships", "drones", "missiles"})
UNARMED_UNITS = frozenset({"civilians", "children"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event, once true, does to who did it and to whom it was done; ``of`` says which harm is meant, "" any."""

    event: str
    actor: int
    target: int
    of: str = ""


EFFECTS = (
    Effect("capture", GAINS, LOSES),
    Effect("hold", GAINS, NOTHING),
    Effect("advance", GAINS, LOSES),
    Effect("encircle", GAINS, LOSES),
    Effect("repel", GAINS, LOSES),
    Effect("annex", GAINS, LOSES),
    Effect("withdraw", LOSES, GAINS),
    Effect("transfer", LOSES, NOTHING),  # who lays down arms; who is given a place is read from the change of hands
    Effect("kill", GAINS, LOSES, "armed"),
    Effect("injure", GAINS, LOSES, "armed"),
    Effect("destroy", GAINS, LOSES, "armed"),
    Effect("strike", GAINS, LOSES, "armed"),
    Effect("shell", GAINS, LOSES, "armed"),
    # Harm to those who do not fight is a charge against who did it; those who suffer it lose nothing by saying so.
    Effect("kill", LOSES, NOTHING, "unarmed"),
    Effect("injure", LOSES, NOTHING, "unarmed"),
    Effect("destroy", LOSES, NOTHING, "unarmed"),
    Effect("strike", LOSES, NOTHING, "unarmed"),
    Effect("shell", LOSES, NOTHING, "unarmed"),
    Effect("damage", LOSES, NOTHING),
    Effect("deprive", LOSES, NOTHING),
)


def read_interest(claim: Claim, speaker: str | None, actors: Mapping[str, Actor], quantities: Mapping[str, Quantity]) -> tuple[Interest | None, str]:
    """Whether the claim serves the speaker's side (its code) or costs it, and why; ``None`` and why not where that is not known."""
    if not claim.said_by:
        return None, "the report's own voice"
    if speaker is None:
        return None, "the speaker is of no side that is known"
    if claim.mode in UNASSERTED:
        return None, "nothing is said to come about"
    changed = claim.control if claim.control and claim.control.after != CONTESTED else None
    gainers, losers = _by_control(changed) if changed else _by_event(claim, actors, quantities)
    if not claim.positive and changed is None:  # "no longer holds it" tells of a loss that came about
        gainers, losers = losers, gainers
    serves = speaker in gainers or bool(losers - {speaker})
    costs = speaker in losers or bool(gainers - {speaker})
    what = ("" if claim.positive else "no ") + claim.event
    if serves == costs:
        return None, f"nobody is known to gain or lose by it ({what})" if not serves else f"sides both gain and lose by it ({what})"
    effect = "; ".join(f"{' and '.join(sorted(sides))} {verb}" for sides, verb in ((gainers, "gains"), (losers, "loses")) if sides)
    return (Interest.FOR if serves else Interest.AGAINST), f"{speaker} speaks; {effect} by it ({what})"


def speaker_side(attribution: Attribution | None, actors: tuple[Actor, ...], speakers: Mapping[str, Speaker]) -> str | None:
    """The side the source is assumed to wish well: its entry in the pack, else that of the mentions in its words; ``None`` for observers."""
    if attribution is None:
        return None
    known = speakers.get(attribution.source_id or "")
    if known is not None:
        return known.interest
    sides = {actor.side for actor in actors if actor.side}
    return sides.pop() if len(sides) == 1 else None


def _by_control(control: Control) -> tuple[frozenset[str], frozenset[str]]:
    """Who gets the place and who loses it; nobody where it stays in the same hands."""
    if control.before == control.after:
        return frozenset(), frozenset()
    return _side(control.after), _side(control.before)


def _by_event(claim: Claim, actors: Mapping[str, Actor], quantities: Mapping[str, Quantity]) -> tuple[frozenset[str], frozenset[str]]:
    """Who gains and who loses by the rows of the table."""
    harm = _harm(claim, actors, quantities)
    row = next((row for row in EFFECTS if row.event == claim.event and row.of in {"", harm}), None)
    sides = {GAINS: frozenset[str](), LOSES: frozenset[str](), NOTHING: frozenset[str]()}
    if row is not None:
        doers, sufferers = (_sides(refs, actors) for refs in (claim.actor, claim.target))
        sides[row.actor] |= doers
        sides[row.target] |= sufferers - doers
    return sides[GAINS], sides[LOSES]


def _harm(claim: Claim, actors: Mapping[str, Actor], quantities: Mapping[str, Quantity]) -> str:
    """Whether those who suffer bear arms: "armed", "unarmed", or "?" where that is not said."""
    kinds = {actors[ref].kind for ref in claim.target if ref in actors}
    units = {quantities[ref].unit for ref in claim.quantities if ref in quantities}
    if kinds & {ActorKind.CIVILIANS} or units & UNARMED_UNITS:
        return "unarmed"
    if kinds & ARMED or units & ARMED_UNITS:
        return "armed"
    return "unarmed" if kinds & UNARMED else "?"


def _sides(refs: tuple[str, ...], actors: Mapping[str, Actor]) -> frozenset[str]:
    return frozenset(side for ref in refs if ref in actors for side in (actors[ref].side,) if side)


def _side(code: str | None) -> frozenset[str]:
    return frozenset({code}) if code else frozenset()
