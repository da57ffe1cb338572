"""Every number that the judgement on copies hangs on, in one place. They were judged; the few that a benchmark chose say so.

The rule that must not be broken: no number is fitted to texts, and none stands anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The table. A user may pass another; the sensitivity of each is in docs/decisions/copies.md."""

    prior_reports: int = 1_000
    """The corpus is taken to be this much larger than it is, so that in one of two reports a shared link already counts."""

    formula_families: float = 10.0
    """A link carried by this many families that else have nothing in common counts half; by three times as many, a tenth."""

    same_story: float = 0.6
    """Reports that share this part of the shorter one's links, and of its names and numbers, are one family when families are counted."""

    same_links: float = 0.7
    few_links: int = 2
    """Or this part of the shorter one's links, each counting the same, after so many more are added to them: two words in common are no story."""

    scarce: float = 10.0
    """Added to what the shorter report could share: one link in common (about 9) of one possible is no proof."""

    slots_strange: float = 0.2
    slots_shared: float = 0.6
    """Share of the fewer names and numbers that the other has too. At the first or below, common words are a common form filled in
    otherwise and count for nothing; from the second on they count in full. Dependent pairs have .5 and more, bulletins of two days .2 to .45."""

    few_slots: int = 3
    """With fewer names and numbers than this in one of the two nothing is said by them."""

    even_odds: float = 0.25
    """Part of the shorter report's links at which dependence and independence are as likely (chosen on the benchmark's open part)."""

    steepness: float = 18.0
    """How fast the score moves around it: at .10 a chance in fifteen, at .40 fourteen in fifteen."""

    dependent: float = 0.5
    """Score from which two reports are called copy or rewrite."""

    family: float = 0.4
    """Mean score between the members of two groups from which they are one family (chosen on the benchmark's open part)."""

    trifles: float = 2.0
    """Changes a hundred words of common text, up to which it is a copy and above which a rewrite (chosen on the benchmark's open part)."""

    same_event: float = 0.25
    """Likeness in names and numbers of two independent reports from which they tell one event (chosen on the benchmark's open part)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What keeps the cost of one more report flat, however many there are."""

    sampled_links: int = 64
    sampled_part: int = 4
    """Links by which a report is looked up: at least so many, and one in so many of a long report, the smallest by hash (a "scaled" sketch)."""

    carriers_kept: int = 16
    """Reports remembered for one link, the smallest by key: a thousand copies all meet in the same few."""

    candidates: int = 32
    """Reports that one report is compared with in full."""

    story_part: float = 0.3
    hopeless_part: float = 0.12
    """Below the first two are not asked whether they are one story (``same_story`` and ``same_links`` want twice as much). Below the second, where the sample
    is all there is, neither can depend on the other: the rarest links weigh half as much again as the mean, and .25 are even odds."""

    alike_part: float = 0.9
    alike: int = 8
    """Of those that share so much of the shorter sample, so many: what a thousand of one story have in common, eight of them show."""

    crowd: int = 32
    crowd_compared: int = 6
    crowd_told: int = 2
    """Texts that tell one story, from which on each is compared with the nearest few of them only: as many as a family's witnesses, by whom it hangs together.
    And of how many of these it is said why they depend: as a thousand equal texts name one each."""

    equals_told: int = 8
    """Reports of one and the same text that the answer on one more names."""

    least_bridges: int = 2
    candidates_abroad: int = 12
    """The same over languages: bridges that must be shared, and reports compared with in full."""

    least_part: float = 0.08
    """Part of the shorter sample that must be shared for that."""


WEIGHTS = Weights()
LIMITS = Limits()
