"""From two profiles to a judgement: what they share, how much that weighs, and what it says.

The rule that must not be broken: the judgement is the same whichever of the two comes first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.reports.profile import RUN_WORDS
from reportedly.reports.records import Relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.reports.carriers import Tally
    from reportedly.reports.profile import Hashes, Profile
    from reportedly.reports.weights import Weights

    Figures = NDArray[np.float32]

SHORT_GAP = 8
"""Runs missing in a row: one exchanged word takes three, two words close by up to eight. A longer gap is one passage left out or put in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """A profile with the weight of each of its links: ``rarity`` as it is, ``weight`` with fixed forms discounted; and their sums."""

    profile: Profile
    rarity: Figures
    weight: Figures
    all_rarity: float
    all_weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two texts share.

    ``part`` is the weight of common links over the lesser text's and ``raw`` the same with nothing discounted. ``slots`` is the share of the fewer
    names and numbers that the other has, ``None`` where there are too few to tell. ``links`` is how many are common, ``plain`` the part of the lesser
    text's links that is, each counting the same. Where the two are ``translated`` these are of senses instead of links, and of numbers alone.
    """

    links: int
    raw: float
    part: float
    slots: float | None
    plain: float = 0.0
    translated: bool = False

    @property
    def formula(self) -> float:
        """How much of what is common was taken off because many other reports have it, 0..1."""
        return max(0.0, 1 - self.part / self.raw) if self.raw else 0.0


class Scales:
    """Weighs texts by how many families carry each link and term. It holds for as long as no report comes in."""

    def __init__(self, weights: Weights, links: Tally, terms: Tally, senses: Tally, texts: int) -> None:
        """``texts`` is how many there are."""
        self._senses = senses
        self._weights = weights
        self._links = links
        self._terms = terms
        self._top = math.log(weights.prior_reports + texts)

    def weigh(self, profile: Profile) -> Weighed:
        """The profile with its weights, in nats of inverse document frequency."""
        carriers = self._links.of(profile.links)
        rarity = (self._top - np.log(carriers)).astype(np.float32)
        weight = (rarity / (1 + (carriers / self._weights.formula_families) ** 2)).astype(np.float32)
        return Weighed(profile=profile, rarity=rarity, weight=weight, all_rarity=float(np.add.reduce(rarity)), all_weight=float(np.add.reduce(weight)))

    def likeness(self, one: Profile, other: Profile) -> float:
        """How alike the two are in what they are about, 0..1: the cosine of their content words, rare ones weighing most (Salton & Buckley 1988)."""
        return self._cosine(one, other, "terms" if one.language == other.language else "senses")

    def sameness(self, one: Profile, other: Profile) -> float:
        """How surely the two tell of one event, 0..1: the same cosine of names and numbers alone, which make an event this one and no other of its kind.

        Of content words where one of the two has hardly a name or number, and over languages of senses.
        """
        if one.language != other.language or min(len(one.slots), len(other.slots)) < self._weights.few_slots:
            return self.likeness(one, other)
        return self._cosine(one, other, "slots")

    def translation(self, one: Profile, other: Profile) -> Evidence:
        """What the two share over languages: concepts, names in Latin letters and numbers, in any order."""
        common = one.senses[_shared(one.senses, other.senses)]
        weight, first, second = (float((self._top - np.log(self._senses.of(senses))).sum()) for senses in (common, one.senses, other.senses))
        part = weight / (min(first, second) + self._weights.scarce)
        numbers = _part_shared(one.numbers, other.numbers, self._weights.few_slots)
        return Evidence(links=len(common), raw=part, part=part, slots=numbers, translated=True)

    def _cosine(self, one: Profile, other: Profile, field: str) -> float:
        first: Hashes = getattr(one, field)
        second: Hashes = getattr(other, field)
        tally = self._senses if field == "senses" else self._terms
        both = math.sqrt(self._square(first, tally) * self._square(second, tally))
        return min(1.0, self._square(first[_shared(first, second)], tally) / both) if both else 0.0

    def _square(self, terms: Hashes, tally: Tally) -> float:
        rarity = self._top - np.log(tally.of(terms))
        return float((rarity * rarity).sum())


def gather(one: Weighed, other: Weighed, weights: Weights) -> Evidence:
    """What the two share, weighed."""
    if one.profile.key > other.profile.key:  # sums of rounded figures hang on which side they are taken from
        one, other = other, one
    common = _shared(one.profile.links, other.profile.links)
    least = min(one.all_rarity, other.all_rarity) + weights.scarce
    least_weight = min(one.all_weight, other.all_weight) + weights.scarce
    links = int(np.count_nonzero(common))
    return Evidence(
        links=links,
        plain=links / (min(len(one.profile.links), len(other.profile.links)) + weights.few_links),
        raw=float(np.add.reduce(one.rarity[common])) / least,
        part=float(np.add.reduce(one.weight[common])) / least_weight,
        slots=_part_shared(one.profile.slots, other.profile.slots, weights.few_slots),
    )


def is_same_story(evidence: Evidence, weights: Weights) -> bool:
    """Whether so much is shared, names and numbers too, that the two count as one carrier of what they have in common.

    What a thousand copies carry is rare no more before they are known to be one story, and each carrier's own line outweighs it. So counting
    links will do, where nearly all are shared.
    """
    is_most = evidence.raw >= weights.same_story or evidence.plain >= weights.same_links
    return is_most and (evidence.slots is None or evidence.slots >= weights.same_story)


def score_of(evidence: Evidence, weights: Weights) -> float:
    """How sure it is that one depends on the other, 0..1."""
    part = evidence.part
    if evidence.slots is not None:
        part *= min(1.0, max(0.0, (evidence.slots - weights.slots_strange) / (weights.slots_shared - weights.slots_strange)))
    return 1 / (1 + math.exp(-weights.steepness * (part - weights.even_odds)))


def changes(one: Profile, other: Profile) -> float:
    """Changes a hundred words where the texts run together, counted in the text that shows fewer; 100 where they nowhere do."""
    first = _changes(one.runs, other.runs)
    return min(first, _changes(other.runs, one.runs)) if first else first


def _changes(runs: Hashes, other: Hashes) -> float:
    """Gaps of runs that the other text lacks, inside sentences that it has otherwise. One exchanged word is one change."""
    there = _shared(runs, np.sort(other[other != 0]))
    common = int(np.count_nonzero(there))
    if not common:
        return 100.0
    if common == len(runs) - int(np.count_nonzero(runs == 0)):
        return 0.0
    stops = runs == 0
    sentence = np.cumsum(stops) - stops
    known = np.bincount(sentence, weights=there) > 0
    # 0 where the run is there, 1 where it is missing in a sentence that has another, 2 elsewhere. Gaps are stretches of 1.
    state = np.where(there, 0, np.where(known[sentence] & ~stops, 1, 2))
    turns = np.flatnonzero(state[1:] != state[:-1]) + 1
    starts, ends = np.concatenate(([0], turns)), np.concatenate((turns, [len(state)]))
    gaps = (ends - starts)[state[starts] == 1]
    count = np.where(gaps <= SHORT_GAP, np.maximum(1, gaps / RUN_WORDS), 1).sum()
    return 100 * float(count) / common


def relation_of(score: float, changed: float, sameness: float, weights: Weights) -> Relation:
    """The relation that the figures stand for."""
    if score >= weights.dependent:
        return Relation.COPY if changed <= weights.trifles else Relation.REWRITE
    return Relation.SAME_EVENT if sameness >= weights.same_event else Relation.UNRELATED


def _part_shared(one: Hashes, other: Hashes, few: int) -> float | None:
    fewer = min(len(one), len(other))
    return int(np.count_nonzero(_shared(one, other))) / fewer if fewer >= few else None


def _shared(one: Hashes, other: Hashes) -> NDArray[np.bool_]:
    """For each of ``one`` whether ``other`` has it; both sorted. Twice as fast as ``numpy.intersect1d`` on a few hundred."""
    if not len(other):
        return np.zeros(len(one), bool)
    shared: NDArray[np.bool_] = other[np.minimum(other.searchsorted(one), len(other) - 1)] == one
    return shared
