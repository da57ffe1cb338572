"""What lexemes mean that name a date, a time or a part of the year: one builder a family of rules, from words to symbolic values.

The rule that must not be broken: a builder that cannot make sense of its words returns ``None``; it never fills in a part that is not written.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.days.build_relative import build_repeat, build_shift
from reportedly.days.lexer import CLASSES
from reportedly.days.values import REPORTED, Calendar, Origin, Shift, Value
from reportedly.days.words import Words, clock_of

_PIVOT = 50  # two-digit years below are of this century


def build_date(words: Words) -> Value | None:
    """A date from the parts written; a day of the month is the first number that is no clock time."""
    if words.all("iso", "dotted"):
        return _figures(words)
    clock, zone, used = clock_of(words)
    day = next(
        (int(row.value) for place, row in enumerate(words.lexemes) if row.kind in _DAYS and place not in used and isinstance(row.value, int | float)),
        None,
    )
    if day is not None and (not 1 <= day <= 31 or _is_month_before_day(words)):
        return None
    part = words.string("part")
    is_night = part in {"TNI", "T24:00"}
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
        eve=bool(words.all("night_on")) and not words.all("from") and is_night,
        overnight=bool(words.all("night_on")) and bool(words.all("from")) and is_night,
    )
    if words.all("relative_day"):
        return Shift(unit="D", amount=words.number("relative_day"), sign=-1, origin=Origin.SPEECH, part=part or (clock and f"T{clock}"))
    if words.all("relative_year"):
        return Shift(unit="Y", amount=words.number("relative_year"), sign=-1, origin=Origin.SPEECH, then=date)
    if words.all("this", "that", "last", "next"):
        return _within(words, date) if words.units else replace(date, which=words.number("last", "next", "this"))
    return date


def build_short(words: Words) -> Value | None:
    """The figures "01.10" (the first of October), "10.2022", or the bare day of "1—5.10.2022"."""
    day = words.number("integer")
    if day is not None:
        return Calendar(day=day)
    first, second = (int(part) for part in (words.string("short") or "").split("."))
    return Calendar(month=first, year=second) if second > 31 else Calendar(day=first, month=second)


def build_weekday_night(words: Words) -> Value | None:
    """The night before a weekday: "в ночь на субботу", "from Friday to Saturday" of a night in Slavic languages."""
    weekdays = [lexeme.value for lexeme in words.all("weekday")]
    if words.string("part") != "TNI" and not words.all("relative_night"):
        return None
    if not isinstance(weekdays[-1], int | float):
        return None
    return Calendar(weekday=int(weekdays[-1]), part="TNI", eve=True)


def build_night_of(words: Words) -> Value | None:
    """The words "overnight on Friday", "overnight 1 October": a night of that day."""
    night = re.fullmatch(r"0(T[A-Z]{2})", words.string("relative_night") or "")
    day = build_date(words) if night else None
    return replace(day, part=night[1]) if night and isinstance(day, Calendar) else None


def build_quarter_name(words: Words) -> Value | None:
    """The names "Q3 2022", "H1 2022"; a half needs its year."""
    name, year = words.string("quarter_name") or "", words.number("year")
    if name[:1] == "h":
        return Calendar(half=int(name[1]), year=year) if year and name[1] in "12" else None
    return Calendar(quarter=int(name[1]), year=year)


def build_year_unit(words: Words) -> Value | None:
    """The words "the 1988 period", "the 1988 quarter": the year, or its quarter like the one reported on."""
    return Calendar(year=words.number("year"), quarter=REPORTED if words.units[:1] == ["Q"] else None)


def build_republican(words: Words) -> Value | None:
    """The words "9 Thermidor, Year II": day, month and, where it is written, year of the French Republican calendar."""
    written, day = words.number("republican"), words.number("integer", "ordinal")
    if written is None or day is None or not 1 <= day <= _REPUBLICAN_MONTH:
        return None
    numbers = [int(row.value) for row in words.all("integer", "ordinal") if isinstance(row.value, int | float)]
    return Calendar(day=day, republican=(written // 100 or (numbers[1] if len(numbers) > 1 else None), written % 100))


_REPUBLICAN_MONTH = 30  # days


def build_week_of(words: Words) -> Value | None:
    """The words "the week of 6 March": the week that holds the day; no other unit is named so."""
    if words.units[:1] != ["W"] or words.is_plural:
        return None
    date = build_date(Words(words.lexemes[1 + bool(words.all("the")) :], words.lexicon))
    return replace(date, week=True) if isinstance(date, Calendar) and date.day is not None else None


def _is_month_before_day(words: Words) -> bool:
    """True for a month with a figure after it where the language puts the day first: "по лютий 15 дивізій"."""
    kinds = "".join(lexeme.kind for lexeme in words.lexemes)
    return not words.lexicon.month_first and re.search(r"M[do]", kinds) is not None and re.search(r"[do]M", kinds) is None


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


def build_short_clock(words: Words) -> Value | None:
    """The figures "6.05" after a preposition of clock times, as Slavic languages write them; ``None`` for others."""
    figures = "".join(row.text for row in words.lexemes if row.kind in _FIGURES)
    match = re.fullmatch(r"(\d{1,2})\.(\d\d)", figures)
    return _at(int(match[1]), int(match[2]), words) if match else None


def build_date_at(words: Words) -> Value | None:
    """The words "1 жовтня о 14.30": a day and such a clock time."""
    ons = [place for place, row in enumerate(words.lexemes) if row.kind == CLASSES["on"]]
    if words.lexemes[ons[-1]].text not in words.lexicon.names("clock_prepositions"):
        return None
    at = build_short_clock(Words(words.lexemes[ons[-1] + 1 :], words.lexicon))
    day = build_date(Words(words.lexemes[: ons[-1]], words.lexicon))
    if not isinstance(at, Calendar):
        return None
    if isinstance(day, Shift):
        return replace(day, part=f"T{at.clock}") if day.then is None else None
    return replace(day, clock=at.clock) if isinstance(day, Calendar) else None


def build_hour(words: Words) -> Value | None:
    """The words "о 22 годині", "до 5-ї години ранку": a time of day where the word for hour is in the singular of a clock time."""
    hour = words.number("integer", "ordinal", "number")
    return _at(hour, 0, words) if hour is not None and words.units[:1] == ["TH"] else None


_FIGURES = {CLASSES[name] for name in ("short", "figure", "integer", "stop")}


def _at(hour: int, minute: int, words: Words) -> Value | None:
    meridiem = words.number("meridiem")
    if meridiem is None and words.string("part") in {"TAF", "TEV", "TDT"}:
        meridiem = 12
    if meridiem is not None and hour <= 12:
        hour = hour % 12 + meridiem
    return Calendar(clock=f"{hour:02d}:{minute:02d}") if hour <= 24 and minute < 60 else None


def build_clock(words: Words) -> Value | None:
    """A time of day with no day written."""
    clock, zone, _ = clock_of(words)
    return Calendar(clock=clock, zone=zone) if clock else None


def build_bare_part(words: Words) -> Value | None:
    """An adverb for a part of the day with no day beside it ("уночі", "вранці"): of the day spoken of, or of publication."""
    part = words.string("part") or ""
    return Calendar(part=part) if re.fullmatch("T[A-Z]{2}", part) else Calendar(clock=part[1:])


def build_the_part(words: Words) -> Value | None:
    """The words "in the morning", "at noon": of the day spoken of, or of publication."""
    part = words.string("part") or ""
    return Calendar(clock=part[1:]) if re.match(r"T\d", part) else Calendar(part=part)


def build_half_decade(words: Words) -> Value | None:
    """The words "the second half of the 1950s", "в кінці 50-х": the decade, and which half of it."""
    if words.units and words.units[0] not in {"H", "Y"}:
        return None
    named = [row for row in words.lexemes if row.kind != CLASSES["year_word"]][-1]
    decade = words.number("decade", "decade_name")
    if decade is None and named.text.endswith("-х") and named.value in range(20, 100, 10):
        decade = 190 + int(named.value or 0) // 10
    if decade is None or (words.units[:1] == ["Y"] and not words.all("edge_noun")):
        return None
    ordinal = 2 if words.all("last", "latest") else words.lexemes[words.lexemes[0].kind == CLASSES["the"]].value
    half = int(ordinal) if words.units[:1] == ["H"] and ordinal in {1, 2} else None
    return Calendar(decade=decade, half=half) if half or words.all("edge_noun") else None


def build_decade_of_century(words: Words) -> Value | None:
    """The words "the 1940s of the 20th century", "у 30-х роках XX століття": the decade."""
    century = words.all("ordinal", "integer")[-1]
    if words.units != ["CE"] and words.units[-1:] != ["CE"]:
        return None
    decade, named = words.number("decade", "decade_name"), words.lexemes[words.lexemes[0].kind == CLASSES["the"]]
    if decade is None and isinstance(named.value, int | float) and named is not century and named.value in range(10, 100, 10):
        decade = int(named.value) // 10
    if decade is None or not isinstance(century.value, int | float):
        return None
    return Calendar(decade=(int(century.value) - 1) * 10 + decade % 10)


def build_weekday_of_month(words: Words) -> Value | None:
    """The words "the first Sunday of October", "остання п'ятниця травня": that day; in languages with "of" only behind it or "in"."""
    if words.lexicon.names("of_words") and not words.all("of", "in_word", "on"):
        return None
    nth = -1 if words.all("last", "latest") else words.number("ordinal")
    weekday, is_one = words.number("weekday"), not words.is_plural and words.number("last") in {None, -1}
    return Calendar(weekday=weekday, month=words.number("month"), year=words.number("year"), nth=nth) if nth and nth <= _MOST_WEEKDAYS and is_one else None


_MOST_WEEKDAYS = 5  # in a month


def build_half_month(words: Words) -> Value | None:
    """The words "the second half of April": days 16 to the last; other units have no halves here."""
    ordinal = words.number("ordinal")
    return Calendar(month=words.number("month"), year=words.number("year"), half=ordinal) if words.units[:1] == ["H"] and ordinal in {1, 2} else None


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
    if date.holiday and words.units:
        return replace(date, week=True) if words.units == ["W"] and not words.is_plural else None
    if words.units and words.all("this", "that", "last", "next"):
        return _within(words, Calendar(month=date.month, season=date.season))
    part = date.part
    if part and not (date.weekday or date.month or date.holiday):
        which = words.number("last", "this", "that", "next") or 0
        origin = Origin.FOCUS if words.all("that") or abs(which) > 1 or which == 1 else Origin.SPEECH  # "the next morning", as "the next day"
        return Shift(unit="D", amount=max(-1, min(1, which)), sign=-1, origin=origin, part=part)
    if words.all("that"):
        return Calendar(month=date.month, season=date.season, weekday=date.weekday, which=3)
    return date


def build_winter(words: Words) -> Value | None:
    """The words "the winter of 1941–42": one winter, named by the year it begins in; ``None`` for other seasons and years that do not follow each other."""
    first, second = (int(row.value) for row in words.all("year", "integer", "figure") if isinstance(row.value, int | float))
    is_next = second in {first + 1, (first + 1) % 100}
    return Calendar(season="WI", year=first) if words.string("season") == "WI" and is_next else None


def build_unit_of(words: Words) -> Value | None:
    """The words "The third quarter (of last year)", "the 19th century"; other units have no place on the calendar of their own."""
    ordinal, units = words.number("ordinal"), words.units
    if ordinal is None and words.lexemes[-1].text in words.lexicon.names("century_words"):
        ordinal = words.number("integer")
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
    """The words "year-end": the last day of the year; "year's end" and other units give the unit itself, which the modifier narrows."""
    if words.units[0] == "Y" and words.string("edge_noun") == "END" and words.all("hyphen"):
        return Shift(unit="Y", amount=0, sign=-1, origin=Origin.SPEECH, then=Calendar(month=12, day=31))
    if words.units[0] == "Y":
        return Shift(unit="Y", amount=0, sign=-1, origin=Origin.SPEECH)
    return Shift(unit=words.units[0], amount=0, sign=-1, origin=Origin.FOCUS) if words.all("possessive") else None


def build_year_tail(words: Words) -> Value | None:
    """The "17" of "1915–17": the century is taken from the year before it."""
    tail = words.number("integer", "figure")
    return Calendar(year=tail) if tail is not None and tail < 100 else None
