"""What a claim says about a place, and how strongly: the one table of judged starting values, from which ``rates.py`` learns on the user's own ledger.

Judged means: set by a person from what such reports are worth, before any measurement, and open to dispute here, in one place. None is fitted.
``docs/decisions/control.md`` shows how much the answers change when they do.

The rule that must not be broken: every number that turns words into belief stands in this file or in ``line.py``, with what it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.core.records import Certainty, Mode, PlaceRole

HAPPENED, GOES_ON = frozenset({Mode.HAPPENED}), frozenset({Mode.ONGOING})
ACTUAL = HAPPENED | GOES_ON
AHEAD = frozenset({Mode.PLANNED, Mode.ORDERED, Mode.PREDICTED})
LEFT = frozenset({PlaceRole.AT, PlaceRole.FROM})
HERE = frozenset({PlaceRole.AT, PlaceRole.TO})
AIMED = HERE | {PlaceRole.TOWARD}
AROUND = AIMED | {PlaceRole.NEAR}


COMMON, RARE = 0.15, 0.02
"""Likelihood of words from a source that knows nothing, against 1 for one that knows and finds it so: of signs and states, and of news of
a change of hands: there are many places, and few are named so without any ground."""


class Says(StrEnum):
    """What follows for the place from the claim about a side."""

    HOLDS = "the side holds it"
    NOT = "the side does not hold it"
    NOTHING = "nothing of who holds it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table.

    ``strength`` is a log-likelihood ratio (natural logarithm; 3 is twenty to one) for what it ``says`` of the acting side; ``near`` one that the
    line runs within ``NEAR_KM``, ``range`` one that it runs within ``GUN_KM``. ``is_news`` marks words on who holds it, on which a source is
    graded. ``noise`` is the likelihood of the same words from a source that knows nothing, against 1 for one that knows and finds it so.
    """

    event: str
    positive: bool
    modes: frozenset[Mode]
    roles: frozenset[PlaceRole]
    says: Says
    strength: float
    near: float = 0.0
    range: float = 0.0
    is_news: bool = False
    noise: float = COMMON

    @property
    def is_change(self) -> bool:
        """Whether it says that the place changed hands."""
        return self.is_news and self.positive and self.modes == HAPPENED and self.event in {"capture", "withdraw", "transfer"}

    @property
    def name(self) -> str:
        """The row in words."""
        return f"{'' if self.positive else 'no '}{self.event}{' ahead' if self.modes <= AHEAD else ''}"


def _rule(event: str, modes: frozenset[Mode], roles: frozenset[PlaceRole], says: Says, strength: float, **more: float | bool) -> Rule:
    return Rule(event=event, positive=True, modes=modes, roles=roles, says=says, strength=strength, **more)  # type: ignore[arg-type]


def _denied(event: str, modes: frozenset[Mode], roles: frozenset[PlaceRole], says: Says, strength: float, **more: float | bool) -> Rule:
    return Rule(event=event, positive=False, modes=modes, roles=roles, says=says, strength=strength, **more)  # type: ignore[arg-type]


RULES: tuple[Rule, ...] = (
    # Words on who holds it.
    _rule("capture", HAPPENED, LEFT, Says.HOLDS, 5.0, near=0.5, is_news=True, noise=RARE),
    _rule("capture", GOES_ON, LEFT, Says.HOLDS, 0.7, near=1.0),
    _rule("capture", AHEAD, AIMED, Says.NOT, 1.5),  # who wants a place does not have it
    _denied("capture", ACTUAL | AHEAD, AIMED, Says.NOT, 2.0, is_news=True),
    _rule("withdraw", HAPPENED, LEFT, Says.NOT, 5.0, is_news=True, noise=RARE),
    _rule("withdraw", GOES_ON, LEFT, Says.NOT, 2.0, is_news=True),
    _denied("withdraw", ACTUAL, LEFT, Says.HOLDS, 1.0, is_news=True),
    _rule("transfer", HAPPENED, LEFT, Says.HOLDS, 4.0, is_news=True, noise=RARE),
    _rule("hold", GOES_ON, HERE, Says.HOLDS, 4.0, is_news=True),  # a boast is still but 14 to 1, by its trust; who calls his own town occupied, 40 to 1
    _denied("hold", ACTUAL, LEFT, Says.NOT, 1.5, is_news=True),
    _rule("annex", ACTUAL | AHEAD, LEFT, Says.HOLDS, 1.0),
    _rule("vote", ACTUAL | AHEAD, LEFT, Says.HOLDS, 1.0),
    _rule("ceremony", ACTUAL, HERE, Says.HOLDS, 1.0),
    _rule("detain", ACTUAL, HERE, Says.HOLDS, 0.7),  # who arrests people rules there
    _rule("deploy", ACTUAL, HERE, Says.HOLDS, 0.3),
    # Words on where the fighting is: who attacks a place does not hold it, and the line is near.
    _rule("encircle", ACTUAL | AHEAD, AROUND, Says.NOT, 1.0, near=0.7),
    _denied("encircle", ACTUAL, AROUND, Says.NOT, 0.7),
    _rule("advance", HAPPENED, AIMED, Says.NOTHING, 0.0, near=1.0),
    _rule("advance", GOES_ON | AHEAD, AROUND, Says.NOT, 1.0, near=0.5),
    _denied("advance", ACTUAL | AHEAD, AROUND, Says.NOT, 1.0, near=0.5),
    _rule("attack", ACTUAL | AHEAD, AROUND, Says.NOT, 1.0, near=0.5),
    _rule("repel", ACTUAL, AROUND, Says.HOLDS, 2.0, near=0.5),
    _rule("clash", ACTUAL, AROUND, Says.NOTHING, 0.0, near=1.0),
    # Fire: nobody shells his own; guns reach some twenty kilometres, missiles anything.
    _rule("shell", ACTUAL, AIMED, Says.NOT, 1.0, range=0.5),
    _rule("strike", ACTUAL, AIMED, Says.NOT, 1.0),
)

TURNED = Rule(event="capture", positive=True, modes=HAPPENED, roles=LEFT, says=Says.NOTHING, strength=0.0, near=1.0, noise=RARE)
"""A change of hands of which nobody says who won ("the town has fallen"): whoever did not hold the place has it now."""

STARTS = frozenset({"attack", "advance", "shell", "strike", "repel", "encircle"})
START = Rule(event="start", positive=True, modes=ACTUAL | AHEAD, roles=frozenset({PlaceRole.FROM}), says=Says.HOLDS, strength=2.6, near=0.5)
"""Where an attack begins, or guns stand: who sets out from there holds it. General staffs write an axis the other way round now and then (one in
fifteen of those read)."""

NEAR_KM, NEAR_FADE_KM = 2.0, 10.0
"""The line is "at" a place within the first; what is said of it fades over the second."""
GUN_KM = 25.0

CERTAINTY = {Certainty.CERTAIN: 1.0, Certainty.PROBABLE: 0.7, Certainty.POSSIBLE: 0.4, Certainty.UNKNOWN: 0.3}
"""What is left of a claim's strength when its source is not sure."""
UNSURE_PLACE = 0.3
"""What is left where a change of hands is said near a place of which the reader could not tell that it is meant whole."""
PARTS = {"last": 0.1, "nearly_all": 0.95, "most": 0.75, "half": 0.5, "little": 0.25}
"""How much of a place is meant by words for it (``control.toml``), the first to fit: who holds out in the last of a place has a tenth of it."""
PART_ERROR, LEAST_PART_ERROR_KM = 0.3, 1.0
"""Such words, and percentages, place the line in a town to this share of the way from its middle to its edge (standard deviation), at least so many km."""
PART_NEAR = 1.5
"""Log-likelihood ratio that the line runs at a place of which a part, or something in it, changed hands."""
REGION_SHARE = 0.7
"""What is left of it when it was said of the whole region and is applied to one place in it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose word: the chance that such a source knows what it says, and how many settled claims that judgement is worth."""

    name: str
    trust: float
    worth: float


ADMISSION = Standing("against the speaker's own interest", 0.95, 8.0)
OBSERVER = Standing("of no side", 0.80, 6.0)
PARTY = Standing("a party, where nothing is gained by it", 0.75, 6.0)
UNNAMED_ADMISSION = Standing("against the interest of the side of someone unnamed", 0.85, 6.0)
CLAIM = Standing("a party, in its own favour", 0.60, 6.0)
UNNAMED = Standing("nobody knows who", 0.60, 6.0)

REPEAT_DAYS = 10
"""The same mouth saying the same of the same place within so many days is heard once."""
NEIGHBOUR_KM = 30.0
"""How far news of one place is news of another."""
SPREAD_KM, SPREAD_SHARE = 0.5, 0.35
"""The line bends: its place beside a neighbour is known to this many kilometres, plus this share of the distance (standard deviation)."""
NEIGHBOUR_SHARE = 0.7
"""Neighbours of a place are neighbours of one another, so each is heard at this share."""
NEWS_AFAR, SIGN_AFAR = 0.9, 0.7
"""What each further blur (some six kilometres) leaves of a neighbour's news, and of its signs: the line bends, and fighting told of ten towns is one fight."""
PEOPLE_A_SQUARE_KM = 3000.0
"""A town reaches as far as its people need room (towns of Europe have some 3,000 to the square kilometre: Eurostat's urban centres begin at 1,500). What is
said of the town is said of its quarters: distance counts from its edge."""
FADES_A_DAY = 0.98
"""What a day leaves of a neighbour's news."""

MOVED = 120.0
"""News of a change of hands is so many times likelier on the day of the change than of a place long held: the press tells a fall once, as news."""
BEFORE = 3.0
"""Where there is no prior: log-likelihood ratio of fresh news of a change of hands that the winner did not hold the place the day before."""
TURNED_MOVED = 1000.0
"""The same for a change of hands without a winner: it says nothing but that the place changed hands, so all that such news is worth stands here."""
SAME_CHANGE_DAYS = 60
"""Within so many days of other news of a change of hands, one without a winner tells of the same."""

# What is judged counts as much as so many of the ledger's own (``rates.py``).
MOTION_WORTH = 20_000.0
"""Place-days (a hundred places for two hundred days): neighbours hear the same news, so the days of a front's places are fewer than they look."""
TOLD_WORTH = 50.0
"""Changes of hands."""
SIGN_WORTH = 300.0
"""Words of one kind: those about one place in one month hang on one belief, so that a hundred of them are some thirty observations."""
STANDING_WORTH, SOURCE_WORTH = 30.0, 5.0
"""Settled news; and as how many of them one source counts at most, so that a liar who never tires speaks for himself alone."""
