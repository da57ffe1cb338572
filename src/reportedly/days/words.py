"""The lexemes of one match, looked up by class, and the numbers and clock times among them.

The rule that must not be broken: only what is written is read; an amount that is not there is said to be absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.days.lexer import CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.days.lexer import Lexeme, Lexicon

_NOON = 12
_FOUR = 4  # figures
_LOCAL_TIME = 99  # the lexicon's mark for "local time": a zone that is not named


class Words:
    """The lexemes of one match and the lexicon of its language."""

    def __init__(self, lexemes: Sequence[Lexeme], lexicon: Lexicon) -> None:
        self.lexemes = tuple(lexemes)
        self.lexicon = lexicon

    def all(self, *names: str) -> list[Lexeme]:
        """The lexemes of these classes, in order."""
        kinds = {CLASSES[name] for name in names}
        return [lexeme for lexeme in self.lexemes if lexeme.kind in kinds]

    def value(self, *names: str) -> str | float | None:
        """What the first lexeme of these classes means; ``None`` when there is none."""
        return next((lexeme.value for lexeme in self.all(*names)), None)

    def number(self, *names: str) -> int | None:
        """The first value as a whole number."""
        value = self.value(*names)
        return int(value) if isinstance(value, int | float) else None

    def string(self, *names: str) -> str | None:
        """The first value as a string."""
        value = self.value(*names)
        return None if value is None else str(value)

    @property
    def units(self) -> list[str]:
        """The units named, in order."""
        return [str(lexeme.value) for lexeme in self.all("unit", "year_word")]

    @property
    def is_plural(self) -> bool:
        """True when the last unit, weekday, season or part of day named is in the plural; "цьому тижні" is not, as its adjective tells."""
        named = self.all("unit", "year_word", "weekday", "season", "part")
        if not named or named[-1].text not in self.lexicon.plural:
            return False
        singular = tuple(self.lexicon.names("singular_adjectives"))
        return not (singular and any(row.text.endswith(singular) for row in self.all("this", "that", "last", "latest", "next", "ordinal")))


# ── numbers and clocks ──────────────────────────────────────────────────────────────────────────────────


def amount_of(words: Words) -> tuple[bool, float | None]:
    """(is an amount written, the amount): "several" is written and ``None``, "a" is 1, "twenty-four" 24, "two and a half" 2.5."""
    if words.all("few"):
        return True, None
    total, current, seen = 0.0, 0.0, False
    for lexeme in words.lexemes:
        if lexeme.kind == CLASSES["half_of"] and isinstance(lexeme.value, int | float):
            return True, total + max(current, 0 if seen else 1) + float(lexeme.value)
        if lexeme.kind in UNITS and seen:
            break
        if lexeme.kind not in _NUMBERS or not isinstance(lexeme.value, int | float):
            continue
        seen = True
        value = float(lexeme.value)
        if value >= 100 and lexeme.kind == CLASSES["number"]:
            current = max(current, 1) * value
        else:
            current += value
    if seen:
        return True, total + current
    return (True, 1.0) if words.all("a") else (False, None)


UNITS = {CLASSES["unit"], CLASSES["year_word"]}
_HOURS = {CLASSES["integer"], CLASSES["ordinal"], CLASSES["number"]}  # Slavic languages number the hour: "о 5-й годині вечора"
_NUMBERS = {CLASSES[name] for name in ("number", "integer", "figure", "year")}


def clock_of(words: Words) -> tuple[str | None, int | None, set[int]]:
    """(clock time as HH:MM, hours from UTC, positions of the lexemes that make it)."""
    zone = words.number("zone")
    zone = None if zone == _LOCAL_TIME else zone
    for position, lexeme in enumerate(words.lexemes):
        following = words.lexemes[position + 1 : position + 4]
        used = {position}
        if lexeme.kind == CLASSES["clock"]:
            hour, minute = (int(part) for part in str(lexeme.value).split(":")[:2])
        elif lexeme.kind in _HOURS and following and following[0].kind in {CLASSES["meridiem"], CLASSES["oclock"]}:
            hour, minute = int(lexeme.value or 0), 0
        elif lexeme.kind == CLASSES["integer"] and [row.kind for row in following] == [CLASSES["stop"], CLASSES["integer"], CLASSES["meridiem"]]:
            hour, minute = int(lexeme.value or 0), int(following[1].value or 0)
            used.add(position + 2)
        elif lexeme.kind == CLASSES["integer"] and [row.kind for row in following] == [CLASSES["in_word"], CLASSES["the"], CLASSES["part"]]:
            hour, minute = int(lexeme.value or 0), 0
            if following[2].value in {"TAF", "TEV"} and hour < _NOON:
                hour += _NOON
        elif len(lexeme.text) == _FOUR and lexeme.text.isdecimal() and following and following[0].kind == CLASSES["zone"]:  # "at 0530 GMT"
            hour, minute = int(lexeme.text[:2]), int(lexeme.text[2:])
        else:
            continue
        meridiem = words.number("meridiem")
        if meridiem is not None and hour <= 12:
            hour = hour % 12 + meridiem
        return (f"{hour:02d}:{minute:02d}", zone, used) if hour <= 24 and minute < 60 else (None, None, used)
    return None, zone, set()
