"""What lexemes mean that count from another time: shifts, windows, lengths, sets, references.

The rule that must not be broken: as in ``build``, nothing is filled in that is not written; where to count from is said, the counting comes later.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.days.lexer import CLASSES
from reportedly.days.timex import length_timex
from reportedly.days.values import BEFORE_LAST, TOLD, Calendar, Length, Origin, Portion, Reference, Repeat, Shift, Value, Window
from reportedly.days.words import UNITS, Words, amount_of

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
    month, season = words.number("month"), words.string("season")
    then = Calendar(month=month, season=season) if month or season else None
    return Shift(unit="Y", amount=words.number("relative_year"), sign=-1, origin=Origin.SPEECH, then=then)


def build_day_over(words: Words) -> Value | None:
    """Words that need no number in Slavic languages: one for a day and a night, the day up to now; and "at the weekend"."""
    if words.lexemes[0].text in words.lexicon.names("bare_weekends"):
        return Shift(unit="WE", amount=0, sign=-1, origin=Origin.TOPIC)
    return Window(amount=1, unit="D", sign=-1) if words.lexemes[0].text in words.lexicon.names("whole_days") else None


def build_lately(words: Words) -> Value | None:
    """A word for "these days" with no number: some time before now."""
    return Reference(timex="PAST_REF") if words.lexemes[0].text in words.lexicon.names("lately") else None


def build_shift(words: Words) -> Value | None:
    """The words "Last week", "that year", "the following day"; a bare "the quarter" is the one spoken of."""
    if not words.units:
        return None
    unit = words.units[-1]
    if words.is_plural or (words.all("latest", "last", "next") and _is_plural_adjective(words)):
        return None
    which = words.number("last", "next", "this")
    if words.all("that"):
        amount, origin = 0, Origin.FOCUS
    elif which is None:
        amount, origin = 0, Origin.TOPIC
    elif which == 0 and unit == "D":
        amount, origin = 0, Origin.FOCUS
    elif which == BEFORE_LAST:
        amount, origin = -2, Origin.SPEECH
    elif abs(which) > 1 or (which == 1 and unit == "D"):
        amount, origin = (1 if which > 0 else -1), Origin.FOCUS
    else:
        amount, origin = which, Origin.SPEECH
    if which == -1 and _is_stretch(unit, words):
        return Window(amount=1, unit=unit, sign=-1)
    if unit in {"TS", "TM", "TH"}:
        return Reference(timex="PRESENT_REF") if words.all("this") else None
    return Shift(unit=unit, amount=amount, sign=-1, origin=origin)


def _is_stretch(unit: str, words: Words) -> bool:
    """True for "the past decade", which reaches up to now ("the last decade" ended in its last year), and for "the last day", which is no "yesterday"."""
    if unit == "D":
        return bool(words.all("the"))
    return unit in {"DE", "CE"} and any(row.text in words.lexicon.names("past_alone") for row in words.all("last"))


def build_part_of_shift(words: Words) -> Value | None:
    """The words "the morning of the next day": a part of the day moved to; longer units have no such parts."""
    part, shift = words.string("part"), build_shift(words)
    return replace(shift, part=part) if isinstance(shift, Shift) and shift.unit == "D" and part else None


def build_latest_period(_words: Words) -> Value | None:
    """The words "the latest period": in a report on results, the quarter reported on."""
    return Shift(unit="Q", amount=0, sign=-1, origin=Origin.TOPIC)


def build_ago(words: Words) -> Value | None:
    """The words "Two years ago" from the day of speech; "two years later", "the day before" from the day last spoken of."""
    if not words.units and not words.all("part"):
        return None
    written, amount = amount_of(words)
    if (words.all("the") or words.all("hence")) and not written:
        written, amount = True, 1.0
    if not written and next(row.text for row in words.lexemes if row.kind not in _EXACTNESS) in words.lexicon.names("bare_one"):
        written, amount = True, 1.0
    unit = words.units[0] if words.units else "D"  # "днём ранее": the word for the daytime
    if unit == "Y" and amount is not None and amount % 1 and amount * 12 % 1 == 0:
        unit, amount = "M", amount * 12  # "a year and a half ago": eighteen months
    sign = 1 if words.all("later", "after_word", "hence") else -1
    origin = Origin.SPEECH if words.all("ago") else Origin.FOCUS
    return Shift(unit=unit, amount=amount if written else None, sign=sign, origin=origin, counted=True)


def build_weekdays_ago(words: Words) -> Value | None:
    """The words "three Saturdays ago": the third back, counted from the day of speech."""
    amount = amount_of(words)[1]
    weekday = Calendar(weekday=words.number("weekday"))
    return Shift(unit="W", amount=amount, sign=-1, origin=Origin.SPEECH, counted=True, then=weekday) if amount and amount % 1 == 0 else None


def build_weekday_of_week(words: Words) -> Value | None:
    """The words "on Wednesday of last week", "last week, on Wednesday": the day in the week moved to."""
    shift = build_shift(words)
    if not isinstance(shift, Shift) or shift.unit != "W":
        return None
    return replace(shift, then=Calendar(weekday=words.number("weekday"), part=words.string("part")))


def build_ago_range(words: Words) -> Value | None:
    """The words "two to three days ago", "через 5–6 днів": between so many and so many units."""
    first, second = (float(row.value or 0) for row in words.all("number", "integer", "figure"))
    shift = build_ago(Words([row for row in words.lexemes if row.value != second or row.kind in UNITS], words.lexicon))
    return replace(shift, amount=first, most=second) if isinstance(shift, Shift) and first < second else None


_EXACTNESS = {CLASSES["about"], CLASSES["more_than"]}


def build_beside(words: Words) -> Value | None:
    """The words "the day" before "after the vote": a length, which counts from what follows."""
    return Length(amount=1, unit=words.units[0]) if words.units[0] in {"D", "W", "M", "Y"} and not words.is_plural else None


def build_before_last(words: Words) -> Value | None:
    """The words "the week before last"."""
    return Shift(unit=words.units[0], amount=-2, sign=-1, origin=Origin.SPEECH) if words.number("last") == -1 else None


def build_fused_ago(words: Words) -> Value | None:
    """A length in one word with "ago" or "later": "півроку тому"."""
    amount, unit = (words.string("fused") or "0 D").split()
    origin = Origin.SPEECH if words.all("ago") else Origin.FOCUS
    sign = 1 if words.all("later", "hence") else -1
    return Shift(unit=unit, amount=float(amount), sign=sign, origin=origin, counted=True) if float(amount) else None


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
    from_end = words.all("last") or words.string("edge_noun") == "END"
    year = words.number("year")
    if words.units == ["H"] and amount is None and year and not words.all("month", "season"):
        return Calendar(half=2 if from_end else min(ordinal or 1, 2), year=year)
    if ordinal is not None and words.units[0] in {"Q", "H"}:
        return None
    first = -1 if from_end else ordinal or 1
    whole = Calendar(year=year, month=words.number("month"), season=words.string("season"))
    return Portion(amount=amount or 1, unit=words.units[0], first=first, whole=whole)


def build_night(_words: Words) -> Value | None:
    """The words "at night": any night."""
    return Repeat(timex="XXXX-XX-XXTNI")


def build_window(words: Words) -> Value | None:
    """The words "The past two months", "recent weeks", "the next few days"."""
    if not words.units:
        return None
    written, amount = amount_of(words)
    if not written and not words.is_plural:
        is_plural = _is_plural_adjective(words)
        if not words.all("latest") and not is_plural:
            return None
        amount = None if is_plural else 1
    sign = 1 if words.all("next", "coming") else -1
    following = words.number("last", "next", "coming")
    origin = Origin.FOCUS if following is not None and abs(following) > 1 else Origin.SPEECH
    return Window(amount=amount, unit=words.units[-1], sign=sign, origin=origin)


def _is_plural_adjective(words: Words) -> bool:
    """True for "последние недели", whose noun has the form of one of them; "последние сутки" are one."""
    endings = tuple(words.lexicon.names("plural_adjectives"))
    adjectives, unit = words.all("latest", "last", "next"), words.all("unit", "year_word")[-1]
    return bool(endings) and adjectives[0].text.endswith(endings) and unit.value not in {"D", "WE"}


def build_in_a_row(words: Words) -> Value | None:
    """The words "the third day in a row": so many units up to now, this one counted."""
    ordinal = words.number("ordinal")
    unit = words.units[0] if words.units else "D"
    if ordinal is None or not 2 <= ordinal <= _MOST_IN_A_ROW or unit in {"TH", "TM", "TS"}:
        return None
    return Window(amount=ordinal, unit=unit, sign=-1, is_counted_in=True)


_MOST_IN_A_ROW = 40


def build_war(words: Words) -> Value | None:
    """The words "Seven months into the war", "day 220 of the invasion": counted from the start of the war."""
    ordinal = words.number("ordinal")
    amount = float(ordinal) if ordinal is not None else amount_of(words)[1]
    if amount is None or not words.units:
        return None
    many = tuple(words.lexicon.names("plural_adjectives")) or (" ",)
    if ordinal is not None and (words.is_plural or words.all("ordinal")[0].text.endswith(many)):  # "the first days of the war"
        return Window(amount=None, unit=words.units[0], sign=1, origin=Origin.WAR) if ordinal == 1 and not words.all("hence", "later") else None
    is_numbered = words.all("integer", "figure") and words.all("unit", "year_word")[-1].text in words.lexicon.names("numbered_units")
    if words.lexemes[0].kind in UNITS or (is_numbered and not words.all("hence", "later")):
        ordinal = int(amount)  # "220 день війни" is the 220th
    # The first day of the war is the day it began: an ordinal counts from one.
    return Shift(unit=words.units[0], amount=amount - (ordinal is not None), sign=1, origin=Origin.WAR, counted=ordinal is None)


def build_war_start(words: Words) -> Value | None:
    """The words "since the start of the war": the day it began."""
    return Shift(unit="D", amount=0, sign=1, origin=Origin.WAR) if words.string("edge_noun") == "START" else None


# ── lengths, sets, references ───────────────────────────────────────────────────────────────────────────


def build_length(words: Words) -> Value | None:
    """A duration; ``None`` for a bare unit."""
    if not words.units:
        return None
    written, amount = amount_of(words)
    unit = words.units[0]
    if words.all("long") and (not written or words.all("a")):  # "a day-long meeting", "a months-long siege"
        amount = None if words.is_plural else 1.0
    if words.lexemes[-1].text in words.lexicon.names("bare_one") and amount is None and not words.all("few"):
        amount = 1.0
    if amount is not None and unit in {"TH", "TM"} and amount % 1:
        return Length(amount=int(amount), unit=unit, minutes=round(amount % 1 * 60))
    return Length(amount=amount, unit=unit)


def build_length_head(words: Words) -> Value | None:
    """The first number of "two to six days", "12–18 months", with the unit that follows the second."""
    unit = words.lexemes[-1]
    amount = amount_of(Words(words.lexemes[:-1], words.lexicon))[1]
    if amount is None or unit.kind not in UNITS or unit.value in {"H", "Q"}:
        return None
    return Length(amount=amount, unit=str(unit.value))


def build_years(words: Words) -> Value | None:
    """The words "35-летняя война": in Russian the adjective for "of so many years" is that for "of the summer" too."""
    return Length(amount=amount_of(words)[1], unit="Y")


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
    every = words.number("ordinal") or words.number("every") or 1  # "every third day", "every other day"
    return Repeat(timex=length_timex(amount if written else every, words.units[0]))


def build_reference(words: Words) -> Value | None:
    """A vague reference to past, present or future."""
    if reference := words.string("reference"):
        return Reference(timex=reference)
    if words.units:  # "future quarters", not "the former week"
        return Reference(timex="FUTURE_REF") if words.is_plural and words.string("state") == "FUTURE_REF" else None
    last = words.lexemes[-1].text
    return next((Reference(timex=timex) for name, timex in _ALONE.items() if last in words.lexicon.names(name)), None)


def build_told(words: Words) -> Value | None:
    """Words like "at that time" in Slavic languages: the time a story is at."""
    return Reference(timex=words.string("told") or TOLD)


def build_told_day(words: Words) -> Value | None:
    """The word "4-го", a day of the month last spoken of."""
    day = words.number("ordinal")
    return Calendar(day=day) if day is not None and 1 <= day <= 31 else None


def build_state(words: Words) -> Value | None:
    """A word like "former", which says of what it stands before that it was or will be."""
    return Reference(timex=words.string("state") or "PAST_REF")


_ALONE = {"past_alone": "PAST_REF", "present_alone": "PRESENT_REF"}
