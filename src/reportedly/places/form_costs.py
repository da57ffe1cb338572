"""What it costs that a name does not stand as the place's own: in a case, in the sister language's form, in another romanisation, by another name.

The rule that must not be broken: a cost is a property of how names are written, never of a text or a test set. What each costs is learned
from forms made over the shipped gazetteer (``tools/learn_form_costs.py``, ``form_costs.toml``), as the costs of slips are.
"""

from __future__ import annotations

import functools
import math
import tomllib
from dataclasses import dataclass
from importlib.resources import files

COSTS = "form_costs.toml"
Way = tuple[tuple[str, ...], float]
"""How a form led to a name: the kinds of ``FormCosts`` on the way, and by how much its letters differ (a slip cost)."""


@dataclass(frozen=True, slots=True)
class FormCosts:
    """What each way of writing a name costs, in the unit of ``spelling``: 1 is a letter for one that is nothing like it.

    ``inflected``: its ending is read as a case's. ``alphabet``: in Cyrillic, the sister language's form of the same skeleton. ``derived``: in Cyrillic, the
    form that the sister language has by rule; ``derived_latin`` the same, romanised. ``reading``: in Latin letters, read as another language writes.
    ``letters``: for each unit of slip cost between a romanisation and the way the name is written. ``another``: not the main name but another.
    ``sure``, ``sure_cost`` and ``sure_length``: ``is_meant``.
    """

    inflected: float
    alphabet: float
    derived: float
    derived_latin: float
    reading: float
    letters: float
    another: float
    sure: float
    sure_cost: float
    sure_length: float

    def of(self, way: Way) -> float:
        """The cost of the way, without that of another name."""
        kinds, letters = way
        cost = self.letters * letters
        for kind in kinds:
            cost += getattr(self, kind)
        return cost

    def is_meant(self, cost: float, length: int) -> float:
        """How likely a form of so many letters stands for the name at this cost, and not for something that no list has."""
        return 1.0 / (1.0 + math.exp(-(self.sure + self.sure_cost * cost + self.sure_length * math.log(max(length, 3)))))


@functools.cache
def form_costs() -> FormCosts:
    """The learned costs."""
    return FormCosts(**tomllib.loads((files("reportedly.places") / COSTS).read_text(encoding="utf-8")))
