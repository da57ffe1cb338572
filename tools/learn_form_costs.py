"""Learns what it costs that a name does not stand as the place's own, from forms made over the gazetteer: ``python tools/learn_form_costs.py [--check]``.

Reports are imagined that write settlements, each as often as any other, in their cases, as the sister language has them, in the usual
romanisations and by other names (``tools/gazetteer/forms.py``). The look-up proposes places for each form. A conditional logit over them,
linear in the kinds on the way from the form to each, gives what each kind takes away from the odds; over the odds of a whole slip
(``slip_costs.toml``) that is its cost. So a kind costs the more, the seldomer it is written and the oftener it leads to a place not meant.

A second model, as for slips, tells how sure a form stands for a listed name at all: a logistic curve in what the letters cost and in their
number, over the forms on one side and, on the other, forms of settlements whose own rows (and namesakes') are left out, and names of towns
elsewhere. One name of ten is taken to be none that is listed (``UNLISTED``): the lists have every settlement of the country, but reports
name farms, streets and people too.

Writes ``src/reportedly/places/form_costs.toml`` and prints what share of forms held back finds its place's name likeliest, before and after.
The rule that must not be broken: the same gazetteer and costs of slips give the same file, whatever the file said before; its head says of
which names (``tools/gazetteer/sample.py``), and a test of the house when they are others by now.
"""

from __future__ import annotations

import math
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tools.gazetteer.forms import Form, Names, names_of, write  # noqa: E402
from tools.gazetteer.logit import fit  # noqa: E402
from tools.gazetteer.sample import chance_of, drawn, head_of, listed_rows  # noqa: E402
from tools.written import write_or_check  # noqa: E402

from reportedly.core.records import PlaceBasis, PlaceKind  # noqa: E402
from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.candidates import IN_A_CASE, Ways, keep_romanised, real_names  # noqa: E402
from reportedly.places.form_costs import FormCosts  # noqa: E402
from reportedly.places.gazetteer import Gazetteer, NameStatus, load_gazetteer  # noqa: E402
from reportedly.places.inflection import dictionary_forms  # noqa: E402
from reportedly.places.letters import fold, has_cyrillic  # noqa: E402
from reportedly.places.spelling import slip_costs  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

OUT, SLIPS = ROOT / "src/reportedly/places/form_costs.toml", ROOT / "src/reportedly/places/slip_costs.toml"
KINDS = ("inflected", "alphabet", "derived", "derived_latin", "reading", "letters", "another")
TOWNS = 2000  # elsewhere
UNLISTED = 0.1  # of the names that a report writes
LEARNED_ON, HELD_BACK = 8000, 2000  # forms
START = FormCosts(0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 0.4, 0.0, 0.0, 0.0)  # what learning begins with
ROUNDS, STEPS, RATE = 3, 400, 0.03
LEAST = 0.05  # of a weight, natural logarithm of odds: nothing is surer than the name itself
Choice = tuple[list[list[float]], list[int], int]
"""The kinds on the way to each sort of place proposed, how many places are of that sort, and which sort was meant."""


def main(arguments: list[str]) -> int:
    """Learn, print, and write or compare."""
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    forms = _made(gazetteer)
    learned, held = forms[:LEARNED_ON], forms[LEARNED_ON:]
    costs = START
    print(f"before: {_told(gazetteer, held, costs)}")
    for _ in range(ROUNDS):
        weights = _fitted(list(_choices(gazetteer, learned, costs)), _weights(costs))
        costs = replace(costs, **{kind: round(float(weight) / slip_costs().weight, 3) for kind, weight in zip(KINDS, weights, strict=True)})
    print(f"after: {_told(gazetteer, held, costs)}")
    costs = _with_sureness(gazetteer, held, costs)
    print(f"sure: {costs.sure}, {costs.sure_cost} for each cost, {costs.sure_length} for each logarithm of the length")
    text = "".join(f"{field.name} = {getattr(costs, field.name)}\n" for field in fields(costs))
    head = "# Written by tools/learn_form_costs.py, from forms made over the shipped gazetteer; see form_costs.py for what each is.\n"
    head += head_of(gazetteer, SLIPS.read_text(encoding="utf-8"))
    return write_or_check(OUT, head + text, "learn_form_costs.py", check="--check" in arguments)


def _made(gazetteer: Gazetteer) -> list[tuple[Form, int]]:
    """Forms, each with the row it was made from."""
    rows = {}
    for row in listed_rows(gazetteer):
        place = gazetteer.place(row)
        if place.kind is PlaceKind.SETTLEMENT and gazetteer.aliases(row):
            rows[place.id] = row
    taken = drawn(rows)[: LEARNED_ON + HELD_BACK]
    return [(write(_names(gazetteer, rows[identifier]), chance_of(identifier)), rows[identifier]) for identifier in taken]


def _names(gazetteer: Gazetteer, row: int) -> Names:
    local, *aliases = gazetteer.aliases(row)
    return names_of(gazetteer.main_name(row), local, tuple(aliases))


def _choices(gazetteer: Gazetteer, forms: list[tuple[Form, int]], costs: FormCosts) -> Iterable[Choice]:
    """Of each form whose place is proposed among other sorts of places."""
    for form, row in forms:
        found = real_names(gazetteer, form.text.title(), form.language, costs)
        sorts: dict[tuple[float, ...], int] = {}
        for other in found.matches:
            kinds = _kinds(found.ways[other], another=found.matches[other].status is NameStatus.ALIAS)
            sorts[kinds] = sorts.get(kinds, 0) + 1
        if row in found.matches and len(sorts) > 1:
            meant = _kinds(found.ways[row], another=found.matches[row].status is NameStatus.ALIAS)
            yield [list(kinds) for kinds in sorts], list(sorts.values()), list(sorts).index(meant)


def _kinds(way: tuple[tuple[str, ...], float], *, another: bool) -> tuple[float, ...]:
    kinds, letters = way
    return tuple(letters if kind == "letters" else float(another or kind in kinds) if kind == "another" else float(kinds.count(kind)) for kind in KINDS)


def _fitted(choices: list[Choice], weights: np.ndarray) -> np.ndarray:
    """Weights under which the places meant are likeliest."""
    width = max(len(kinds) for kinds, _, _ in choices)
    features = np.zeros((len(choices), width, len(KINDS)))
    logs = np.full((len(choices), width), -np.inf)
    for row, (kinds, many, _) in enumerate(choices):
        features[row, : len(kinds)] = kinds
        logs[row, : len(kinds)] = np.log(many)
    return fit(features, logs, np.array([meant for _, _, meant in choices]), weights, steps=STEPS, rate=RATE, least=LEAST)


def _weights(costs: FormCosts) -> np.ndarray:
    return np.array([getattr(costs, kind) for kind in KINDS]) * slip_costs().weight


def _with_sureness(gazetteer: Gazetteer, forms: list[tuple[Form, int]], costs: FormCosts) -> FormCosts:
    """The curve that tells forms of listed names from others, by cost and logarithm of the length."""
    points = []
    for form, row in forms:
        match = real_names(gazetteer, form.text.title(), form.language, costs).matches.get(row)
        if match is not None and match.cost > 0:
            points.append((match.cost, len(form.text), 1.0, (1 - UNLISTED) / len(forms)))
    names = drawn(gazetteer.main_name(row) for row in range(gazetteer.own, len(gazetteer)))
    others = [(form, row) for form, row in forms] + [(Form(name, "en"), -1) for name in names[:TOWNS] if name.isascii() and name.isalpha()]
    for form, row in others:
        least = _least_without(gazetteer, form, row, costs)
        if least is not None:
            points.append((least, len(form.text), 0.0, UNLISTED / len(others)))
    inputs = np.array([(1.0, cost, math.log(max(length, 3))) for cost, length, _, _ in points])
    meant, weight = (np.array([point[column] for point in points]) for column in (2, 3))
    curve = np.zeros(3)
    for _ in range(30):  # Newton's steps
        chance = 1 / (1 + np.exp(-(inputs @ curve)))
        slope = inputs.T @ (weight * (meant - chance))
        bend = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + 1e-6 * np.eye(3)
        curve = curve + np.linalg.solve(bend, slope)
    sure, by_cost, by_length = (round(float(number), 2) for number in curve)
    return replace(costs, sure=sure, sure_cost=by_cost, sure_length=by_length)


def _least_without(gazetteer: Gazetteer, form: Form, row: int, costs: FormCosts) -> float | None:
    """What the cheapest other way to a listed place costs where the row, and all of its name, were on no list; None where there is none."""
    folded = fold(form.text)
    found = Ways(costs)
    gone = {named.row for name in _all_names(gazetteer, row) for named in gazetteer.named(name)} if row >= 0 else set()
    if has_cyrillic(folded):
        for case in dictionary_forms(folded, form.language)[1:]:
            for named in gazetteer.named(case):
                if named.row not in gone:
                    found.keep(named, PlaceBasis.INFLECTED, IN_A_CASE)
    keep_romanised(gazetteer, found, folded, form.language, cyrillic=has_cyrillic(folded))
    return min((match.cost for other, match in found.matches.items() if other not in gone and match.cost > 0), default=None)


def _all_names(gazetteer: Gazetteer, row: int) -> set[str]:
    return {fold(name) for name in (gazetteer.main_name(row), *gazetteer.aliases(row))}


def _told(gazetteer: Gazetteer, forms: list[tuple[Form, int]], costs: FormCosts) -> str:
    """How many forms have their place proposed, how many as one of the likeliest, and the mean share of odds that the sort meant is given."""
    proposed = sum(row in real_names(gazetteer, form.text.title(), form.language, costs).matches for form, row in forms)
    choices = list(_choices(gazetteer, forms, costs))
    weights = _weights(costs)
    first = 0
    told = 0.0
    for kinds, many, meant in choices:
        logits = np.log(many) - np.array(kinds) @ weights
        first += int(np.argmax(logits) == meant)
        told += float(logits[meant] - np.logaddexp.reduce(logits))
    return (
        f"of {len(forms)} forms held back {proposed / len(forms):.3f} have their place proposed; of {len(choices)} with other sorts of places beside it "
        f"{first / len(choices):.3f} have its sort first, mean log-likelihood {told / len(choices):.3f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
