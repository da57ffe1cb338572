"""What the ledger takes and the weighing reads: snapshots, testimonies and judgements, in flow order.

The rule that must not be broken: an entry is never edited. A correction, a retraction or a person's second thought is a new entry,
and who reads the ledger "as of" a day sees only what was public by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportedly.core.day_range import DayRange
    from reportedly.core.records import Act, ActorKind, Certainty, Interest, Mode, Place, PlaceRole, SourceKind

# ── snapshot ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes of a page as they were seen: the evidence stays when the page changes.

    ``sha256`` is the hexadecimal hash of ``body``, which is ``None`` where only the hash was kept. ``retrieved`` is the time the
    container or the fetch gives, in UTC; ``None`` where nobody knows it.
    """

    sha256: str
    body: bytes | None
    media_type: str | None
    url: str | None
    retrieved: datetime | None


# ── testimony ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One speaker of a chain: ``source`` is the speaker's id in the pack where known, else the words, ``None`` where the report names nobody.

    ``side`` is the side whose gain the speaker is assumed to wish, ``None`` for observers and strangers.
    """

    source: str | None
    kind: SourceKind
    act: Act
    side: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who did it or to whom it was done, as far as the pack knows them."""

    actor_id: str | None
    side: str | None
    kind: ActorKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonyPlace:
    """A resolved place of a claim and its part in it."""

    place: Place
    role: PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChange:
    """Whose hands the place (its gazetteer id) was in before and is in after; sides are the pack's codes, or ``contested``.

    ``also``: other places of the same list, that went the same way.
    """

    place: str
    before: str | None
    after: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A number with its inclusive bounds; ``None`` is open."""

    lower: float | None
    upper: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """One claim as the weighing sees it: what, where, when, on whose word, made public on which day, with the ids resolved.

    ``id`` is ``report/key``. ``public`` is the day from which it could be known: the latest day of publication, else of retrieval, else ``None``
    (then it is never known "as of" any day but counts without one). ``chain`` runs from the outermost speaker to the innermost; empty is the
    report's own voice. Only places that were resolved are kept.
    """

    __test__ = False  # the name begins with "Test", which pytest would collect

    id: str
    report: str
    claim: str
    outlet: str | None
    published: DayRange
    public: date | None
    chain: tuple[Hop, ...]
    event: str
    positive: bool
    mode: Mode
    certainty: Certainty
    interest: Interest | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[TestimonyPlace, ...]
    days: DayRange
    control: ControlChange | None
    quantities: tuple[Bounds, ...]
    quote: str


# ── judgement ───────────────────────────────────────────────────────────────────────────────────────────


class JudgementKind(StrEnum):
    """What somebody decided about entries: two of them (same-as, copy-of, not-same), one place, or one report or claim."""

    SAME_AS = "same-as"
    COPY_OF = "copy-of"
    NOT_SAME = "not-same"
    PLACE_IS = "place-is"
    RETRACTED = "retracted"
    CORRECTED = "corrected"
    MISREAD = "misread"
    VERDICT = "verdict"
    TAKEN_BACK = "taken-back"


VERDICTS = ("false", "mostly-false", "half-true", "mostly-true", "true")
"""What a person may find of a claim, from worst to best: the five steps of fact-checkers' ratings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision over the ledger, by a person or by the machine (``by`` is then ``reportedly/VERSION``), with its reason.

    ``subject`` and ``object`` are ids of reports, claims (``report/key``) or places; the object of a verdict is one of ``VERDICTS``; what is taken back is
    another judgement. ``since`` is the day from which it was public (a retraction's day), ``None`` where it holds for every question.
    """

    id: str
    kind: JudgementKind
    subject: str
    object: str | None
    by: str
    why: str
    since: date | None
