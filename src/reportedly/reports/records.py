"""What a comparison of reports gives.

The rule that must not be broken: a judgement says why, in words that a reader of the two reports can check.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How two reports stand to one another."""

    COPY = "copy"
    REWRITE = "rewrite"
    SAME_EVENT = "same-event"
    UNRELATED = "unrelated"


DEPENDENT = frozenset({Relation.COPY, Relation.REWRITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """The judgement on two reports. It does not depend on their order but in that ``a`` and ``b`` are named in it.

    ``score`` in 0..1 says how sure it is that one depends on the other, whichever way round; from 0.5 on ``relation`` is copy or rewrite.
    ``similarity`` in 0..1 is likeness of content, copied or not. ``source`` is the id of the one that the other depends on, ``None`` where that is
    not known or nothing depends; ``source_why`` says which.
    """

    a: str
    b: str
    relation: Relation
    score: float
    similarity: float
    why: str
    source: str | None = None
    source_why: str = ""
