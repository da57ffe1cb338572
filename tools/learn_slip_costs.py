"""Learns what a slip of each kind costs, from slips made over the shipped gazetteer: ``python tools/learn_slip_costs.py [--check]``.

Two models, both fitted by gradient to made slips alone (``tools/gazetteer/slips.py``), none of them to a text:

- Which name was meant: a conditional logit over the names that the look-up proposes, linear in the number of slips of each kind.
  Its weights, over that of an unlike letter, are the costs; that of an unlike letter is ``weight``, the odds a whole cost takes away.
- Whether any was meant: a logistic curve in the cost and length of a form, over slips on one side and, on the other, names of the
  gazetteer with their own rows left out and names of towns elsewhere: places that a list does not have.

Writes ``src/reportedly/places/slip_costs.toml`` and prints what share of slips held back finds its name first, before and after.
The rule that must not be broken: the same gazetteer gives the same file, whatever the file said before; its head says of which names
(``tools/gazetteer/sample.py``), and a test of the house when they are others by now.
"""

from __future__ import annotations

import dataclasses
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tools.gazetteer.logit import fit  # noqa: E402
from tools.gazetteer.sample import chance_of, drawn, head_of, listed_rows  # noqa: E402
from tools.gazetteer.slips import misspell  # noqa: E402
from tools.written import write_or_check  # noqa: E402

from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.gazetteer import Gazetteer, load_gazetteer  # noqa: E402
from reportedly.places.letters import fold, has_cyrillic, romanise, skeleton  # noqa: E402
from reportedly.places.sister import russian_forms  # noqa: E402
from reportedly.places.spelling import (  # noqa: E402
    SlipCosts,
    folded_names,
    form_skeletons,
    near_names,
    slip_kinds,
)

if TYPE_CHECKING:
    from random import Random

OUT = ROOT / "src/reportedly/places/slip_costs.toml"
KINDS = ("neighbour", "shape", "sound", "double", "vowel", "consonant", "swapped", "unlike", "first", "bones", "reading")
UNLIKE = KINDS.index("unlike")
LEARNED_ON, HELD_BACK, UNLISTED = 4000, 1000, 1000  # names
SISTERS = 1 / 3  # of the names: reports take many of them from the other language
SHORTEST = 5  # letters of a name that is misspelt
ROUNDS, STEPS, RATE = 3, 300, 0.05
LEAST = 0.3  # of a weight: no slip is free
START = SlipCosts({kind: 1.0 if kind == "unlike" else 0.5 for kind in KINDS[:-2]}, 0.5, 0.5, 4.0, 0.0, 0.0, 0.0)  # what learning begins with
Choice = tuple[list[list[float]], int]  # the kinds of each proposed name, and which of them was meant


def main(arguments: list[str]) -> int:
    """Learn, print, and write or compare."""
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    local = {fold(gazetteer.main_name(row)): gazetteer.aliases(row)[:1] for row in listed_rows(gazetteer)}
    names = drawn(local)
    slips = [(form, name) for name in names if len(name) >= SHORTEST for form in _slipped(name, local[name]) if not gazetteer.knows(form)]
    learned, held = slips[:LEARNED_ON], slips[LEARNED_ON : LEARNED_ON + HELD_BACK]
    costs = START
    print(f"before: {_told(gazetteer, held, costs)}")
    for _ in range(ROUNDS):
        choices = [choice for form, name in learned if (choice := _choice(gazetteer, form, name, costs)) is not None]
        costs = _costs(_fitted(choices, _weights(costs)), costs)
    costs = _with_sureness(gazetteer, held, names[-UNLISTED:], costs)
    print(f"after: {_told(gazetteer, held, costs)}")
    return write_or_check(OUT, _written(gazetteer, costs), "learn_slip_costs.py", check="--check" in arguments)


def _slipped(name: str, local: tuple[str, ...]) -> list[str]:
    """The slip that is made of the name; empty where what is left is too short."""
    chance = chance_of(name)
    form = misspell(_written_as(name, local, chance), chance)
    return [form] if len(form) >= SHORTEST - 1 else []


def _written_as(name: str, local: tuple[str, ...], chance: Random) -> str:
    """The name as it is misspelt: in one of three as the sister language writes it, and so romanised."""
    sisters = russian_forms(local[0]) if local and has_cyrillic(local[0]) and chance.random() < SISTERS else ()
    return fold(romanise(sisters[0], "ru")) if sisters else name


def _proposed(gazetteer: Gazetteer, form: str, without: str = "") -> dict[tuple[str, ...], None]:
    """Names, each with its other names, that the look-up proposes for the form."""
    near = (folded_names(gazetteer, named.row) for named, _ in near_names(gazetteer, form, "en"))
    return {names: None for names in near if without not in names}


def _kinds(form: str, bones: tuple[str, ...], names: tuple[str, ...], costs: SlipCosts) -> list[float]:
    """How often each kind of slip stands on the cheapest way from the form to one of the names."""
    main = skeleton(names[0])
    ways = [slip_kinds(form, name, costs) for name in names]
    ways += [[*slip_kinds(bone, main, costs), "bones", *(["reading"] if number else [])] for number, bone in enumerate(bones)]
    prices = costs.edits | {"bones": costs.bones, "reading": costs.reading}
    cheapest = min(ways, key=lambda way: math.fsum(prices[kind] for kind in way))
    return [float(cheapest.count(kind)) for kind in KINDS]


def _choice(gazetteer: Gazetteer, form: str, name: str, costs: SlipCosts) -> Choice | None:
    """The names proposed for a slip; None where the meant one is not among them, or is alone."""
    bones = form_skeletons(form)
    proposed = list(_proposed(gazetteer, form))
    meant = next((number for number, names in enumerate(proposed) if names[0] == name), None)
    if meant is None or len(proposed) < 2:
        return None
    return [_kinds(form, bones, names, costs) for names in proposed], meant


def _fitted(choices: list[Choice], weights: np.ndarray) -> np.ndarray:
    """Weights under which the meant names are likeliest."""
    width = max(len(kinds) for kinds, _ in choices)
    features = np.zeros((len(choices), width, len(KINDS)))
    logs = np.full((len(choices), width), -np.inf)
    for row, (kinds, _) in enumerate(choices):
        features[row, : len(kinds)] = kinds
        logs[row, : len(kinds)] = 0.0
    return fit(features, logs, np.array([meant for _, meant in choices]), weights, steps=STEPS, rate=RATE, least=LEAST)


def _weights(costs: SlipCosts) -> np.ndarray:
    prices = costs.edits | {"bones": costs.bones, "reading": costs.reading}
    return np.array([prices[kind] * costs.weight for kind in KINDS])


def _costs(weights: np.ndarray, before: SlipCosts) -> SlipCosts:
    unit = float(weights[UNLIKE])
    priced = {kind: round(float(weight) / unit, 3) for kind, weight in zip(KINDS, weights, strict=True)}
    bones, reading = priced.pop("bones"), priced.pop("reading")
    return dataclasses.replace(before, edits=priced, bones=bones, reading=reading, weight=round(unit, 2))


def _least(gazetteer: Gazetteer, form: str, costs: SlipCosts, without: str = "") -> tuple[float, str] | None:
    """Cost and main name of the cheapest name proposed; None where none is."""
    bones = form_skeletons(form)
    prices = _weights(costs) / costs.weight
    found = [(float(np.dot(prices, _kinds(form, bones, names, costs))), names[0]) for names in _proposed(gazetteer, form, without)]
    return min(found, default=None)


def _with_sureness(gazetteer: Gazetteer, slips: list[tuple[str, str]], left_out: list[str], costs: SlipCosts) -> SlipCosts:
    """The curve that tells slips from names that no list has: half of the weight to each, by cost and logarithm of the length."""
    abroad = drawn(fold(gazetteer.main_name(row)) for row in range(gazetteer.own, len(gazetteer)))
    others = [(name, name) for name in left_out] + [
        (name, "") for name in abroad[:UNLISTED] if name.isascii() and name.isalpha() and not _is_own(gazetteer, name)
    ]
    points = []
    for form, name in slips:
        least = _least(gazetteer, form, costs)
        if least is not None:
            points.append((least[0], len(form), float(least[1] == name)))
    for form, without in others:
        least = _least(gazetteer, form, costs, without)
        if least is not None and least[0] > 0:
            points.append((least[0], len(form), 0.0))
    inputs = np.array([(1.0, cost, math.log(max(length, 3))) for cost, length, _ in points])
    meant = np.array([label for _, _, label in points])
    weight = np.where(meant > 0, 0.5 / max(meant.sum(), 1), 0.5 / max((1 - meant).sum(), 1)) * len(points)
    curve = np.zeros(3)
    for _ in range(30):  # Newton's steps
        chance = 1 / (1 + np.exp(-(inputs @ curve)))
        slope = inputs.T @ (weight * (meant - chance))
        bend = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + 1e-6 * np.eye(3)
        curve = curve + np.linalg.solve(bend, slope)
    sure, by_cost, by_length = (round(float(number), 2) for number in curve)
    return dataclasses.replace(costs, sure=sure, sure_cost=by_cost, sure_length=by_length)


def _is_own(gazetteer: Gazetteer, name: str) -> bool:
    return any(named.row < gazetteer.own for named in gazetteer.named(name)) or skeleton(name) in gazetteer.skeletons


def _told(gazetteer: Gazetteer, slips: list[tuple[str, str]], costs: SlipCosts) -> str:
    """How many of the slips find their name: proposed at all, and first."""
    proposed = sum(any(names[0] == name for names in _proposed(gazetteer, form)) for form, name in slips)
    first = sum((least := _least(gazetteer, form, costs)) is not None and least[1] == name for form, name in slips)
    return f"of {len(slips)} slips held back, {proposed / len(slips):.3f} have their name proposed, {first / len(slips):.3f} as the cheapest"


def _written(gazetteer: Gazetteer, costs: SlipCosts) -> str:
    edits = "".join(f"{kind} = {price}\n" for kind, price in costs.edits.items())
    rest = "".join(f"{field.name} = {getattr(costs, field.name)}\n" for field in dataclasses.fields(costs) if field.name != "edits")
    head = "# Written by tools/learn_slip_costs.py, from slips made over the shipped gazetteer; see spelling.py for what each is.\n"
    return f"{head}{head_of(gazetteer)}{rest}\n[edits]\n{edits}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
