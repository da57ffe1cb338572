"""Anchor events of the pack, found in the text: from them days are counted where the text gives no day.

The rule that must not be broken: the engine knows how an anchor is used, never which events there are.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from reportedly.core.day_range import DayRange
from reportedly.core.halves import without_halves
from reportedly.days.lexer import lexicon
from reportedly.days.literals import needed_literals
from reportedly.days.timex import shift_day
from reportedly.days.values import Length

if TYPE_CHECKING:
    from reportedly.days.find import TimeExpression
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Anchor

WAR_START = "war-start"  # the id every pack gives the anchor event from which its war is counted
_NEAR = 60  # characters between "24 hours after" and the event counted from
MAX_SCANNED = 200_000  # characters: what a report has to say of its own day stands well before that


class AnchorMention(NamedTuple):
    """An anchor event named in the text, with the offsets of the phrase."""

    start: int
    end: int
    anchor: Anchor


class AnchorPhrases(NamedTuple):
    """An anchor's phrases in one language: one pattern of all, and strings of which every match holds one (empty: not known)."""

    anchor: Anchor
    pattern: re.Pattern[str]
    literals: frozenset[str]


@functools.cache
def anchor_phrases(pack: Pack, language: str) -> tuple[AnchorPhrases, ...]:
    """Every anchor that has phrases in the language."""
    joined = [(anchor, "|".join(f"(?:{phrase})" for phrase in anchor.phrases[language])) for anchor in pack.anchors if anchor.phrases.get(language)]
    return tuple(AnchorPhrases(anchor, re.compile(pattern), needed_literals(pattern)) for anchor, pattern in joined)


def likely_phrases(low: str, pack: Pack, language: str) -> tuple[AnchorPhrases, ...]:
    """The anchors that the lower-cased text can name at all: one of the strings they cannot do without is in it.

    Running all patterns of the first pack cost 14 µs a word; looking for their strings one by one 1 µs, and 12 µs a headline; all at once, 3.
    """
    rows, automaton, owners, always = _literals(pack, language)
    found = {owner for number, _, _ in automaton.find_matches_as_indexes(without_halves(low), overlapping=True) for owner in owners[number]}
    return tuple(rows[number] for number in sorted(found | always)) if found or always else ()


@functools.cache
def _literals(pack: Pack, language: str) -> tuple[tuple[AnchorPhrases, ...], AhoCorasick, list[list[int]], set[int]]:
    """The anchors, one automaton of all their strings, which anchors each string is of, and the anchors without strings, by number."""
    rows = anchor_phrases(pack, language)
    strings = sorted({literal for row in rows for literal in row.literals})
    owners = [[number for number, row in enumerate(rows) if literal in row.literals] for literal in strings]
    return rows, AhoCorasick(strings), owners, {number for number, row in enumerate(rows) if not row.literals}


def lowered(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay what they were."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def find_anchors(text: str, start: int, end: int, pack: Pack, language: str) -> list[AnchorMention]:
    """The anchor events named in ``text[start:end]``, in text order; where two overlap both are given."""
    low = lowered(text[start : min(end, start + MAX_SCANNED)])
    return match_anchors(low, start, likely_phrases(low, pack, language))


def match_anchors(low: str, start: int, phrases: tuple[AnchorPhrases, ...]) -> list[AnchorMention]:
    """The events that these phrases name in a lower-cased stretch which begins at ``start`` of the document."""
    found = [AnchorMention(start + match.start(), start + match.end(), row.anchor) for row in phrases for match in row.pattern.finditer(low)]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.anchor.id))


def event_counted_from(text: str, expression: TimeExpression, anchors: list[AnchorMention], pack: Pack, language: str) -> AnchorMention | None:
    """The event that a length is counted from ("24 hours after …"); ``None`` when no "after" follows it, or no known event."""
    if not isinstance(expression.value, Length) or expression.value.amount is None:
        return None
    following = text[expression.end : expression.end + 24].split()
    if not following or following[0].lower() not in lexicon(pack, language).names("after"):
        return None
    return next((mention for mention in anchors if 0 <= mention.start - expression.end <= _NEAR), None)


def shifted_from_event(expression: TimeExpression, event: DayRange) -> DayRange:
    """The event's days moved on by the length."""
    value = expression.value
    assert isinstance(value, Length)
    hours = {"TH": 1, "TM": 0, "TS": 0}
    unit, amount = ("D", round((value.amount or 0) * hours[value.unit] / 24)) if value.unit in hours else (value.unit, round(value.amount or 0))
    return DayRange(shift_day(event.earliest, unit, amount) if event.earliest else None, shift_day(event.latest, unit, amount) if event.latest else None)
