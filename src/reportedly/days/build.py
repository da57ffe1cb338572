"""What the lexemes of a match mean: one builder a family of rules, from words to symbolic values.

The rule that must not be broken: a builder that cannot make sense of its words returns ``None``; it never fills in a part that is not written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.days.lexer import CLASSES
from reportedly.days.timex import length_timex
from reportedly.days.values import Calendar, Length, Origin, Portion, Reference, Repeat, Shift, Value, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.days.lexer import Lexeme, Lexicon

_LOCAL_TIME = 99  # the lexicon's mark for "local time": a zone that is not named
_PIVOT = 50  # two-digit years below are of this century


class Words:
    """The lexemes of one match, looked up by class name."""

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
        """True when the last unit, weekday, season or part of day named is in the plural."""
        named = self.all("unit", "year_word", "weekday", "season", "part")
        return bool(named) and named[-1].text in self.lexicon.plural


# ── numbers and clocks ──────────────────────────────────────────────────────────────────────────────────


def amount_of(words: Words) -> tuple[bool, float | None]:
    """(is an amount written, the amount): "several" is written and ``None``, "a" is 1, "twenty-four" 24, "two and a half" 2.5."""
    if words.all("few"):
        return True, None
    total, current, seen = 0.0, 0.0, False
    for lexeme in words.lexemes:
        if lexeme.kind == CLASSES["half_of"] and isinstance(lexeme.value, int | float):
            return True, total + max(current, 0 if seen else 1) + float(lexeme.value)
        if lexeme.kind in _UNITS and seen:
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


_UNITS = {CLASSES["unit"], CLASSES["year_word"]}
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
        elif lexeme.kind == CLASSES["integer"] and following and following[0].kind in {CLASSES["meridiem"], CLASSES["oclock"]}:
            hour, minute = int(lexeme.value or 0), 0
        elif lexeme.kind == CLASSES["integer"] and [row.kind for row in following] == [CLASSES["stop"], CLASSES["integer"], CLASSES["meridiem"]]:
            hour, minute = int(lexeme.value or 0), int(following[1].value or 0)
            used.add(position + 2)
        else:
            continue
        meridiem = words.number("meridiem")
        if meridiem is not None and hour <= 12:
            hour = hour % 12 + meridiem
        return (f"{hour:02d}:{minute:02d}", zone, used) if hour <= 24 and minute < 60 else (None, None, used)
    return None, zone, set()


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────


def build_date(words: Words) -> Value | None:
    """A date from the parts written; a day of the month is the first number that is no clock time."""
    if words.all("iso", "dotted"):
        return _figures(words)
    clock, zone, used = clock_of(words)
    day = next(
        (int(row.value) for place, row in enumerate(words.lexemes) if row.kind in _DAYS and place not in used and isinstance(row.value, int | float)),
        None,
    )
    if day is not None and not 1 <= day <= 31:
        return None
    part = words.string("part")
    if part is not None and re.match(r"T\d", part):
        clock = part[1:]
        part = None
    date = Calendar(
        year=words.number("year"),
        month=words.number("month"),
        day=day,
        weekday=words.number("weekday"),
        part=part,
        clock=clock,
        zone=zone,
        decade=words.number("decade", "decade_name"),
        season=words.string("season"),
        eve=bool(words.all("night_on")) and not words.all("from") and part == "TNI",
    )
    if words.all("relative_day"):
        return Shift(unit="D", amount=words.number("relative_day"), sign=-1, origin=Origin.SPEECH, part=part or (clock and f"T{clock}"))
    if words.all("this", "that", "last", "next") and words.units:
        return _within(words, date)
    return date


def build_week_of(words: Words) -> Value | None:
    """The words "the week of 6 March": the week that holds the day; no other unit is named so."""
    if words.units[:1] != ["W"] or words.is_plural:
        return None
    date = build_date(Words(words.lexemes[1 + bool(words.all("the")) :], words.lexicon))
    return replace(date, week=True) if isinstance(date, Calendar) and date.day is not None else None


_DAYS = {CLASSES["integer"], CLASSES["ordinal"]}


def _within(words: Words, date: Calendar) -> Value | None:
    """A date inside a shifted unit: "June of last year"."""
    shift = build_shift(words)
    return Shift(unit=shift.unit, amount=shift.amount, sign=shift.sign, origin=shift.origin, then=date) if isinstance(shift, Shift) else None


def _figures(words: Words) -> Value | None:
    """2022-10-01, 01.10.2022 (day first), 10/1/2022 (as ``month_first`` says, the other way where that is no date)."""
    text = (words.string("iso", "dotted") or "").upper()
    if text[4:5] == "-":
        clock = text[11:16] or None
        return Calendar(year=int(text[:4]), month=int(text[5:7]), day=int(text[8:10]), clock=clock) if 1 <= int(text[5:7]) <= 12 else None
    first, second, year = (int(part) for part in re.split(r"[./]", text))
    month_first = "/" in text and words.lexicon.month_first
    month, day = (first, second) if month_first else (second, first)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    return Calendar(year=year, month=month, day=day)


def build_era(words: Words) -> Value | None:
    """A date before Christ."""
    if words.all("decade"):
        return Calendar(before_christ=True, decade=words.number("decade"))
    if words.units == ["CE"]:
        return Calendar(before_christ=True, century=(words.number("ordinal") or 1) - 1)
    numbers = [int(row.value) for row in words.all("integer", "ordinal", "figure", "year") if isinstance(row.value, int | float)]
    if not numbers or numbers[-1] > 9999:
        return None
    day = numbers[0] if len(numbers) > 1 else None
    return Calendar(before_christ=True, year=numbers[-1], month=words.number("month"), day=day, season=words.string("season"))


def build_clock(words: Words) -> Value | None:
    """A time of day with no day written."""
    clock, zone, _ = clock_of(words)
    return Calendar(clock=clock, zone=zone) if clock else None


def build_named(words: Words) -> Value | None:
    """A month, season, weekday or holiday, nearest in the direction that "last", "this" or "next" gives, else that the context gives."""
    if words.all("every") or (words.all("weekday") and words.is_plural):
        return build_repeat(words)
    date = Calendar(
        month=words.number("month"),
        season=words.string("season"),
        weekday=words.number("weekday"),
        holiday=words.string("holiday"),
        year=words.number("year"),
        part=words.string("part"),
        which=words.number("last", "this", "next"),
    )
    if words.units and words.all("this", "that", "last", "next"):
        return _within(words, Calendar(month=date.month, season=date.season))
    part = date.part
    if part and not (date.weekday or date.month):
        which = words.number("last", "this", "that", "next") or 0
        origin = Origin.FOCUS if words.all("that") or abs(which) > 1 else Origin.SPEECH
        return Shift(unit="D", amount=max(-1, min(1, which)), sign=-1, origin=origin, part=part)
    if words.all("that"):
        return Calendar(month=date.month, season=date.season, weekday=date.weekday, which=3)
    return date


def build_unit_of(words: Words) -> Value | None:
    """The words "The third quarter (of last year)", "the 19th century"; other units have no place on the calendar of their own."""
    ordinal, units = words.number("ordinal"), words.units
    if ordinal is None or not units:
        return None
    unit = next((name for name in units if name in {"Q", "CE", "H"}), None)
    if unit == "CE":
        return Calendar(century=ordinal - 1)
    if unit == "H" and 1 <= ordinal <= 2 and words.all("year"):
        return Calendar(half=ordinal, year=words.number("year"))
    if unit == "Q" and 1 <= ordinal <= 4:
        date = Calendar(quarter=ordinal, year=words.number("year"))
        if len(units) > 1 and words.all("this", "that", "last", "next"):
            return _within(Words([row for row in words.lexemes if row.value != "Q"], words.lexicon), date)
        return date
    return None


def build_spoken_year(words: Words) -> Value | None:
    """A year in words: "nineteen ninety-six", "two thousand"."""
    numbers = [int(row.value) for row in words.all("number") if isinstance(row.value, int | float)]
    tail = sum(numbers[1:])
    if numbers[0] == 2 and numbers[1] == 1000:
        year = 2000 + sum(numbers[2:])
    elif 10 <= numbers[0] <= 20 and 10 <= tail <= 99 and (len(numbers) == 2 or (numbers[1] % 10 == 0 and numbers[2] < 10)):
        year = numbers[0] * 100 + tail
    else:
        return None
    return Calendar(year=year, month=words.number("month"), season=words.string("season"))


def build_unit_end(words: Words) -> Value | None:
    """The words "year-end": the last day of the year; other units give the unit itself, which the modifier narrows."""
    if words.units[0] == "Y" and words.string("edge_noun") == "END":
        return Shift(unit="Y", amount=0, sign=-1, origin=Origin.SPEECH, then=Calendar(month=12, day=31))
    return Shift(unit=words.units[0], amount=0, sign=-1, origin=Origin.FOCUS) if words.all("possessive") else None


# ── relative ────────────────────────────────────────────────────────────────────────────────────────────


def build_relative_day(words: Words) -> Value | None:
    """The words "Yesterday evening": a day counted from the day of speech."""
    night = words.string("relative_night")
    if night:
        match = re.match(r"(-?\d+)(T\w\w)", night)
        return Shift(unit="D", amount=int(match[1]), sign=-1, origin=Origin.SPEECH, part=match[2]) if match else None
    return Shift(unit="D", amount=words.number("relative_day"), sign=-1, origin=Origin.SPEECH, part=words.string("part"))


def build_relative_year(words: Words) -> Value | None:
    """A word for "last year" or "this year" (Slavic languages have one), alone or with a month."""
    month = words.number("month")
    then = Calendar(month=month) if month else None
    return Shift(unit="Y", amount=words.number("relative_year"), sign=-1, origin=Origin.SPEECH, then=then)


def build_day_over(words: Words) -> Value | None:
    """A word for a day and a night that begins with no number ("in twenty-four hours" in Slavic languages): the day up to now."""
    return Window(amount=1, unit="D", sign=-1) if words.lexemes[0].text in words.lexicon.names("whole_days") else None


def build_shift(words: Words) -> Value | None:
    """The words "Last week", "that year", "the following day"; a bare "the quarter" is the one spoken of."""
    if not words.units:
        return None
    unit = words.units[-1]
    if words.is_plural:
        return None
    which = words.number("last", "next", "this")
    if words.all("that"):
        amount, origin = 0, Origin.FOCUS
    elif which is None:
        amount, origin = 0, Origin.TOPIC
    elif which == 0 and unit == "D":
        amount, origin = 0, Origin.FOCUS
    elif abs(which) > 1 or (which == 1 and unit == "D"):
        amount, origin = (1 if which > 0 else -1), Origin.FOCUS
    else:
        amount, origin = which, Origin.SPEECH
    if unit in {"TS", "TM", "TH"}:
        return Reference(timex="PRESENT_REF") if words.all("this") else None
    return Shift(unit=unit, amount=amount, sign=-1, origin=origin)


def build_ago(words: Words) -> Value | None:
    """The words "Two years ago" from the day of speech; "two years later", "the day before" from the day last spoken of."""
    if not words.units:
        return None
    written, amount = amount_of(words)
    if (words.all("the") or words.all("hence")) and not written:
        written, amount = True, 1.0
    sign = 1 if words.all("later", "after_word", "hence") else -1
    origin = Origin.SPEECH if words.all("ago") else Origin.FOCUS
    return Shift(unit=words.units[0], amount=amount if written else None, sign=sign, origin=origin, counted=True)


def build_compound(words: Words) -> Value | None:
    """The words "The year-earlier quarter": the same unit, a unit before the one spoken of."""
    units = words.units or ["Y"]
    quarter = Calendar(quarter=words.number("ordinal")) if words.all("ordinal") else None
    return Shift(unit=units[0], amount=1, sign=-1, origin=Origin.FOCUS, counted=True, then=quarter) if units else None


def build_portion(words: Words) -> Value | None:
    """The words "the first ten months of 1915", "the last week of August": so much of the beginning or the end of a stretch."""
    _, amount = amount_of(Words([row for row in words.lexemes if row.kind not in {CLASSES["year"], CLASSES["ordinal"]}], words.lexicon))
    if not words.units or not words.all("year", "month", "season"):
        return None
    ordinal = words.number("ordinal")
    if ordinal is not None and words.units[0] in {"Q", "H"}:
        return None
    from_end = words.all("last") or words.string("edge_noun") == "END"
    first = -1 if from_end else ordinal or 1
    whole = Calendar(year=words.number("year"), month=words.number("month"), season=words.string("season"))
    return Portion(amount=amount or 1, unit=words.units[0], first=first, whole=whole)


def build_year_tail(words: Words) -> Value | None:
    """The "17" of "1915–17": the century is taken from the year before it."""
    tail = words.number("integer", "figure")
    return Calendar(year=tail) if tail is not None and tail < 100 else None


def build_night(_words: Words) -> Value | None:
    """The words "at night": any night."""
    return Repeat(timex="XXXX-XX-XXTNI")


def build_window(words: Words) -> Value | None:
    """The words "The past two months", "recent weeks", "the next few days"."""
    if not words.units:
        return None
    written, amount = amount_of(words)
    if not written and not words.is_plural:
        if not words.all("latest"):
            return None
        amount = 1
    sign = 1 if words.all("next") else -1
    following = words.number("last", "next")
    origin = Origin.FOCUS if following is not None and abs(following) > 1 else Origin.SPEECH
    return Window(amount=amount, unit=words.units[-1], sign=sign, origin=origin)


def build_war(words: Words) -> Value | None:
    """The words "Seven months into the war", "day 220 of the invasion": counted from the start of the war."""
    ordinal = words.number("ordinal")
    amount = float(ordinal) if ordinal is not None else amount_of(words)[1]
    if amount is None or not words.units or (ordinal is not None and words.is_plural):
        return None
    if words.lexemes[0].kind in _UNITS:
        ordinal = int(amount)
    # The first day of the war is the day it began: an ordinal counts from one.
    return Shift(unit=words.units[0], amount=amount - (ordinal is not None), sign=1, origin=Origin.WAR, counted=ordinal is None)


# ── lengths, sets, references ───────────────────────────────────────────────────────────────────────────


def build_length(words: Words) -> Value | None:
    """A duration; ``None`` for a bare unit."""
    if not words.units:
        return None
    _, amount = amount_of(words)
    unit = words.units[0]
    if amount is not None and unit in {"TH", "TM"} and amount % 1:
        return Length(amount=int(amount), unit=unit, minutes=round(amount % 1 * 60))
    return Length(amount=amount, unit=unit)


def build_fused(words: Words) -> Value | None:
    """A length in one word: "двомісячний"; "багатоденний" gives no number."""
    amount, unit = (words.string("fused") or "0 D").split()
    return Length(amount=float(amount) or None, unit=unit)


def build_repeat(words: Words) -> Value | None:  # noqa: PLR0911  one return a kind of set
    """A set: "every day", "each Monday", "daily"."""
    if words.all("repeat"):
        return Repeat(timex=words.string("repeat") or "P1D")
    if weekday := words.number("weekday"):
        return Repeat(timex=f"XXXX-WXX-{weekday}{words.string('part') or ''}")
    if part := words.string("part"):
        return Repeat(timex=f"XXXX-XX-XX{part}")
    if season := words.string("season"):
        return Repeat(timex=f"XXXX-{season}")
    if month := words.number("month"):
        return Repeat(timex=f"XXXX-{month:02d}")
    if not words.units:
        return None
    written, amount = amount_of(words)
    return Repeat(timex=length_timex(amount if written else 1, words.units[0]))


def build_nothing(_words: Words) -> Value | None:
    """Words that only look like a time: an age belongs to a person, not to the calendar."""
    return None


def build_reference(words: Words) -> Value | None:
    """A vague reference to past, present or future."""
    if reference := words.string("reference"):
        return Reference(timex=reference)
    last = words.lexemes[-1].text
    return next((Reference(timex=timex) for name, timex in _ALONE.items() if last in words.lexicon.names(name)), None)


def build_state(words: Words) -> Value | None:
    """A word like "former", which says of what it stands before that it was or will be."""
    return Reference(timex=words.string("state") or "PAST_REF")


_ALONE = {"past_alone": "PAST_REF", "present_alone": "PRESENT_REF"}
