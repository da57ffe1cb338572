"""The judgement on two reports in words.

The rule that must not be broken: every figure named here was weighed; nothing is said for ornament.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reports.records import Relation

if TYPE_CHECKING:
    from datetime import date

    from reportedly.reports.evidence import Evidence

MOSTLY_FORMULA = 0.5
"""From this share on the discount is the news."""


def reason(relation: Relation, evidence: Evidence, changed: float, sameness: float) -> str:
    """Why, in one line."""
    if evidence.translated:
        numbers = "" if evidence.slots is None else f"; {_percent(evidence.slots)} of the fewer numbers"
        return f"over languages, {_percent(evidence.raw)} of the lesser report's names, numbers and known concepts are the other's ({evidence.links}){numbers}"
    share = f"{_percent(evidence.raw)} of the lesser report's word links are the other's ({evidence.links})"
    if evidence.formula >= MOSTLY_FORMULA:
        share += ", most of them in many other reports too: a fixed form, a shared quotation or background"
    slots = "" if evidence.slots is None else f"; {_percent(evidence.slots)} of the fewer names and numbers"
    if relation in {Relation.COPY, Relation.REWRITE}:
        tail = f"; {changed:.0f} changes in 100 words where the texts run together" if changed < 100 else "; hardly three words run together"
    else:
        tail = f"; what they are about is alike by {sameness:.2f}"
    return share + slots + tail


def source_of(one: tuple[str, date | None], other: tuple[str, date | None]) -> tuple[str | None, str]:
    """The id of the report that came first, and why; ``None`` where the days do not tell. Each is an id and a day of publication."""
    (first, first_day), (second, second_day) = one, other
    if first_day is None or second_day is None:
        return None, "the day of publication of one of them is not known"
    if first_day == second_day:
        return None, "both were published on the same day"
    source, days = (first, (second_day - first_day).days) if first_day < second_day else (second, (first_day - second_day).days)
    return source, f"published {days} day{'' if days == 1 else 's'} earlier"


def _percent(part: float) -> str:
    return f"{100 * min(1.0, part):.0f}%"
