"""The judgement on two reports from their weighed texts: what both ways of comparing, in memory and by partitions, call.

The rule that must not be broken: it hangs on the two texts and the scales alone, so whoever asks, and wherever, is told the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reports.evidence import Evidence, Scales, Weighed, changes, gather, relation_of, score_of
from reportedly.reports.reasons import reason, source_of
from reportedly.reports.records import DEPENDENT, Dependence, Relation

if TYPE_CHECKING:
    from datetime import date

    from reportedly.reports.profile import Hashes, Profile
    from reportedly.reports.weights import Limits, Weights


def sample_of(profile: Profile, limits: Limits) -> Hashes:
    """The links by which the text is looked up, the smallest by hash."""
    return profile.links[: max(limits.sampled_links, len(profile.links) // limits.sampled_part)]


def compare(one: Weighed, other: Weighed, scales: Scales, weights: Weights) -> tuple[Evidence, float]:
    """What the two share and the score it gives; over languages, what a translation keeps where that says more."""
    evidence = gather(one, other, weights)
    score = score_of(evidence, weights)
    if one.profile.language != other.profile.language:
        kept = scales.translation(one.profile, other.profile)
        if score_of(kept, weights) > score:
            return kept, score_of(kept, weights)
    return evidence, score


def judge(one: tuple[str, date | None], other: tuple[str, date | None], texts: tuple[Weighed, Weighed], scales: Scales, weights: Weights) -> Dependence:
    """The judgement on two reports, each an id and a day of publication, whose ``texts`` these are."""
    first, second = texts
    if first.profile.key == second.profile.key:
        if not first.profile.words:
            return Dependence(a=one[0], b=other[0], relation=Relation.UNRELATED, score=0.0, similarity=0.0, why="neither has a word")
        relation, score, likeness, why = Relation.COPY, 1.0, 1.0, "the same words in the same order"
    else:
        evidence, score = compare(first, second, scales, weights)
        changed = changes(first.profile, second.profile) if score >= weights.dependent else 100.0
        likeness = scales.likeness(first.profile, second.profile)
        sameness = scales.sameness(first.profile, second.profile) if score < weights.dependent else 1.0  # of copies nobody asks
        relation = relation_of(score, changed, sameness, weights)
        why = reason(relation, evidence, changed, sameness)
    source, source_why = source_of(one, other) if relation in DEPENDENT else (None, "")
    return Dependence(
        a=one[0], b=other[0], relation=relation, score=round(score, 4), similarity=round(likeness, 4), why=why, source=source, source_why=source_why
    )
