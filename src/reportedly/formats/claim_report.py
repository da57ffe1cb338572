"""One claim of a ledger with all it rests on, as a person reads it.

The rule that must not be broken: what speaks against the claim stands beside what speaks for it, each with its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.formats.claim_columns import chain_in_words, main_place
from reportedly.formats.mouths import mouth_in_words
from reportedly.formats.words import days_in_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.beliefs.why import Moved
    from reportedly.core.entries import Testimony
    from reportedly.holds import Effect
    from reportedly.witnesses import Witnesses

MOST = 12
"""Entries shown of one kind; the rest are counted."""


def claim_text(testimony: Testimony, witnesses: Witnesses, effects: Sequence[Effect]) -> list[str]:
    """The claim, its source, its copies, its happening, its disputes, and the beliefs that it moved, in lines of text."""
    place = main_place(testimony)
    what = f"{'' if testimony.positive else 'not '}{testimony.event} ({testimony.mode.value}, {testimony.certainty.value})"
    lines = [
        f"“{visible(testimony.quote)}”",
        f"{what}  {visible(place.place.name) if place else 'no place'}  {days_in_words(testimony.days)}  [{testimony.id}]",
        f"said by: {visible(chain_in_words(testimony.chain)) or 'the report itself'}  in {visible(testimony.outlet or testimony.report)}",
        f"public: {testimony.public or 'on a day not known'}",
        f"whose word it is: {mouth_in_words(witnesses.origin(testimony))}",
        f"interest: {_interest(testimony)}",
    ]
    lines += _listed("copies of its report", (report for report in witnesses.copies(testimony.report)))
    for happening in (one for one in witnesses.happenings() if testimony.id in one.claims):
        lines += ["", *(f"one happening: {visible(reason)}" for reason in happening.why)]
        lines += _listed("told also in", (_told(witnesses.testimonies[claim], witnesses) for claim in happening.claims if claim != testimony.id))
    disputes = [one for one in witnesses.disputes() if testimony.id in {one.first, one.second}]
    others = ((one, witnesses.testimonies[one.second if one.first == testimony.id else one.first]) for one in disputes)
    lines += ["", *_listed("disputed by", (f"{one.kind.value}: {visible(one.message)}: {_told(other, witnesses)}" for one, other in others), none="nobody")]
    lines += ["", *(line for effect in effects for line in _effect(effect))]
    return lines if effects else [*lines, "moved no belief about who holds what"]


def _interest(testimony: Testimony) -> str:
    speaker = testimony.chain[-1] if testimony.chain else None
    if testimony.interest is None or speaker is None:
        return "neither for nor against its speaker's side, as far as is known"
    return f"{testimony.interest.value} the interest of its speaker's side ({speaker.side or 'side not known'})"


def _effect(effect: Effect) -> Iterator[str]:
    moved, belief = effect.moved, effect.belief
    where = f"{visible(belief.point.name)} on {belief.day}"
    yield f"belief on {where}: {belief.holder} ({', '.join(f'{code} {share:.0%}' for code, share in belief.probability)})"
    yield f"  this claim moved it by {moved.share:+.1%}; grade {_grade(moved)}"
    for rate in effect.rates:
        yield f"  weighed with {rate.name}: {rate.used:.3g} (judged {rate.judged:.3g}; {rate.count:,.0f} {rate.of} of these reports)"


def _grade(moved: Moved) -> str:
    if moved.grade is None or moved.grade.letter == "F":
        settled = moved.grade.count if moved.grade else 0
        return f"F{moved.figure} (too few of its news are settled: {settled})"
    return f"{moved.grade.letter}{moved.figure} ({moved.grade.right} of {moved.grade.count} settled news turned out so)"


def _told(testimony: Testimony, witnesses: Witnesses) -> str:
    return f"{mouth_in_words(witnesses.origin(testimony))}: “{visible(testimony.quote)}” [{testimony.id}]"


def _listed(title: str, entries: Iterator[str], none: str = "") -> list[str]:
    found = list(entries)
    if not found:
        return [f"{title}: {none}"] if none else []
    rest = [f"  … and {len(found) - MOST} more"] if len(found) > MOST else []
    return [f"{title}:", *(f"  {entry}" for entry in found[:MOST]), *rest]
