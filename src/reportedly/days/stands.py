"""Which matches of the grammar stand, given the words around them: a number is no year before what it counts, "may" no month before a verb.

The rule that must not be broken: a check looks at the match and the lexemes beside it, and only ever says no.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.days.values import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.days.lexer import Lexeme, Lexicon
    from reportedly.days.values import Value


def stands(rule: str, value: Value, lexemes: list[Lexeme], first: int, last: int, text: str, words: Lexicon) -> bool:
    """False where the words around ``lexemes[first:last]`` make something else of them than the rule did."""
    check = _CHECKS.get(rule)
    near = Near(
        lexemes[first:last],
        lexemes[first - 1] if first else None,
        lexemes[last] if last < len(lexemes) else None,
        lexemes[last + 1] if last + 1 < len(lexemes) else None,
        value,
        text,
    )
    return check is None or check(near, words)


class Near(NamedTuple):
    """A match, the lexeme ``before`` it, the two that follow (``after``, ``beyond``), and what it was taken to mean."""

    matched: list[Lexeme]
    before: Lexeme | None
    after: Lexeme | None
    beyond: Lexeme | None
    value: Value
    text: str


def _is_year(near: Near, words: Lexicon) -> bool:  # noqa: PLR0911  one return a kind of neighbour
    """A four-digit number is a year with words of its own, after a preposition of time or in a range; never before something counted."""
    matched, before, after = near.matched, near.before, near.after
    if any(lexeme.kind in "BbG" for lexeme in matched) or _JOINED_TO_YEARS.search(near.text, max(0, matched[0].start - 5), matched[-1].end):
        return True
    if after is not None and (after.text in words.names("counted") or after.kind in "Uw" or after.text in _MEASURES):
        return False
    if before is not None and (
        before.kind in "dDw" or before.text in words.names("numbered") or _GROUPS.search(near.text, max(0, matched[0].start - 3), matched[0].start)
    ):
        return False  # part of a longer number ("0800-2022"), or what "room" and "flight" number
    if before is not None and before.kind == "f" and after is not None and after.kind == "." and _counts(near, before, words):
        return False
    endings = tuple(words.names("counted_endings"))
    if endings and after is not None and after.kind == "." and after.text.endswith(endings) and near.text[after.start].islower():
        return False  # Slavic languages: the genitive plural of what is counted
    if len(matched) > 1 and matched[0].kind in "E6tU":
        return True
    closed = after is None or after.kind in ",-;(" or after.text == ":"
    if matched[0].kind in "x3" or (before is not None and before.kind in "x3"):
        return closed or (after is not None and after.text in words.names("year_prepositions"))
    if near.beyond is not None and after is not None and after.kind in "&-" and near.beyond.kind == "y":
        return True
    if before is None or before.kind == ";":
        return closed or _is_attribute(near, words)
    return _is_year_after(near, before, words)


def _counts(near: Near, of: Lexeme, words: Lexicon) -> bool:
    """True behind "a total of", as in "a total of 2022 homes"."""
    nouns = near.text[max(0, of.start - _AGE_REACH) : of.start].lower().split()[-1:]
    return bool(nouns) and nouns[0] in words.names("counting_nouns")


_JOINED_TO_YEARS = re.compile(r"\b(?:post|pre)[-–]\d{4}\Z", re.IGNORECASE)
_GROUPS = re.compile(r"(?:(?<!\d)\d{1,3}|(?<!\d)0\d+|\d{5,})[-–]\Z|[№#] ?\Z")
_MEASURES = frozenset({"%", "°", "mm", "cm", "m", "km", "kg", "g", "t", "kw", "mw", "hp", "ft", "mph"})
_BRACKETED = re.compile(r"\((?:\d{1,3}|\d{5,}|\d{1,3}[ ,.]\d{3})\)[^()\n]{1,60}\(\Z")  # "the Koreans (20620) and the Australians (1560)"
_BRACKETS = 72  # characters
_MONEY = frozenset({"$", "€", "£", "#", "№", "%", "/"})


def _is_year_after(near: Near, before: Lexeme, words: Lexicon) -> bool:  # noqa: PLR0911  one return a kind of neighbour
    """Whether the word before makes the number a year."""
    after = near.after
    if before.text in _MONEY or (before.kind == "(" and _BRACKETED.search(near.text, max(0, before.start - _BRACKETS), before.end)):
        return False
    if before.kind in ",&" and not words.plural_endings and not _ends_a_date(near, words):
        return False  # Slavic languages: "500 танків, 1634 гармати" counts on
    if before.text in words.names("address_prepositions") and after is not None and after.kind == "." and near.text[after.start].isupper():
        return False  # "at 1800 Main Street"
    if before.text in words.names("year_prepositions"):
        return True
    is_word = before.kind == "."
    if words.plural_endings and is_word and near.text[before.start].isupper() and after is not None:
        return False  # part of a name: "Resolution 1441"
    if before.text in words.names("year_owners"):
        return before.kind != "a" or _is_attribute(near, words)
    if before.kind in "t'(-,yMS" or (after is not None and after.kind == "'"):
        return True
    if after is None or after.kind in "(;-":
        return True
    return is_word and near.text[before.start].islower() and _is_attribute(near, words)


def _is_attribute(near: Near, words: Lexicon) -> bool:
    """The words "A failed 1996 campaign", not "2000 rounds": only where plurals can be told by their ending."""
    after = near.after
    if after is None or not words.plural_endings or after.kind != ".":
        return False
    return near.text[after.start].isalpha() and not after.text.endswith(words.plural_endings)


def _is_plural_length(near: Near, words: Lexicon) -> bool:
    """The words "for days"; in Slavic languages also one of the unit after a word for "during"."""
    text, before = near.matched[0].text, near.before
    if text in words.names("bare_one") and text not in words.plural:
        is_day_of = near.matched[0].value == "D" and near.after is not None and near.after.kind not in ",;("  # "після дня міста"
        spans = words.names("span_prepositions") | words.names("lasting_verbs")
        return before is not None and before.text in spans and not (is_day_of and before.text in words.names("after"))
    return near.matched[0].text in words.plural and near.before is not None and near.before.text in words.names("length_prepositions")


def _ends_in_plural(near: Near, words: Lexicon) -> bool:
    is_counted = isinstance(near.value, Window) and near.value.amount is not None
    return is_counted or near.matched[-1].text in words.plural or near.matched[0].text.endswith(tuple(words.names("plural_adjectives")) or (" ",))


def _is_window(near: Near, words: Lexicon) -> bool:
    """The words "двох наступних тижнів" are two weeks; "to 300,000 last year" counts no years."""
    return near.matched[0].kind not in "dDwyk" or near.matched[-1].text in words.plural


def _starts_in_plural(near: Near, words: Lexicon) -> bool:
    first = next(lexeme for lexeme in near.matched if lexeme.kind not in "x3")
    return first.text in words.plural or first.text in words.names("bare_one")


def _is_bare_length(near: Near, words: Lexicon) -> bool:
    """The words "понад рік": more than one; only where a singular says so."""
    text = near.matched[-1].text
    return text in words.names("bare_one") and text not in words.plural


def _is_short_clock(near: Near, words: Lexicon) -> bool:
    """Figures like "6.05" are a time of day after "at", where nothing follows that they could measure."""
    if near.before is None:
        return False
    is_counted = near.after is not None and (near.after.text in words.names("counted") or near.after.text in _MEASURES or near.after.kind in "Uw")
    is_sure = near.before.text in words.names("sure_clock_prepositions") and not is_counted  # "о 10.25 км від села"
    return is_sure or (near.before.text in words.names("clock_prepositions") and _ends_a_date(near, words))


def _is_quarter_name(near: Near, words: Lexicon) -> bool:
    """The name "Q3" with no year after a preposition of time only: it numbers questions too."""
    return len(near.matched) > 1 or (near.before is not None and near.before.text in words.names("year_prepositions"))


def _is_date_at(near: Near, words: Lexicon) -> bool:
    on = max(place for place, lexeme in enumerate(near.matched) if lexeme.kind == "e")
    return _is_short_clock(near._replace(matched=near.matched[on + 1 :], before=near.matched[on]), words)


def _is_hour(near: Near, words: Lexicon) -> bool:
    """A figure and a word for hour are a time of day in the case of one ("о 22 годині", "к 9 часам"), else a length."""
    unit = next(lexeme for lexeme in near.matched if lexeme.kind in "UG")
    before = {near.matched[0].text, near.before.text if near.before is not None else ""}
    return unit.text in words.names("hour_words") and not before.isdisjoint(words.names("hour_prepositions"))


def _is_told(near: Near, words: Lexicon) -> bool:
    """The words "у той час як" begin a clause and name no time."""
    return near.after is None or near.after.text not in words.names("told_ends")


def _is_lasting(near: Near, words: Lexicon) -> bool:
    """The words "35-річна війна" are a length, "35-річна лікарка" an age: the noun decides, where one follows."""
    if not near.matched[-1].text.startswith(tuple(words.names("years_stems")) or (" ",)) and not _is_fused_years(near):
        return True
    return near.after is not None and near.after.text.startswith(tuple(words.names("lasting_nouns")))


def _is_fused_years(near: Near) -> bool:
    return near.matched[-1].kind == "u" and str(near.matched[-1].value).endswith(" Y")


def _is_of_age(near: Near, words: Lexicon) -> bool:
    """The words "aged 18 to 25 years" tell an age, and an age is no time."""
    before = near.text[max(0, near.matched[0].start - _AGE_REACH) : near.matched[0].start].lower().split()[-_AGE_WORDS:]
    if before and before[-1] in words.names("age_prepositions") and near.matched[-1].text in words.names("age_units"):
        told = near.text[max(0, near.matched[0].start - _TERM_REACH) : near.matched[0].start].lower().split()
        return not any(word.startswith(tuple(words.names("lasting_nouns"))) for word in told)  # "у двадцять років", not "строк у двадцять років"
    return not words.names("age_words").isdisjoint(before)


_TERM_REACH = 64  # characters
_AGE_REACH, _AGE_WORDS = 32, 4  # characters, words: "у віці від одного до"


def _is_length(near: Near, words: Lexicon) -> bool:
    """The words "A quarter", "three-quarters of" are fractions; “60 Minutes” is a name."""
    matched = near.matched
    if _is_of_age(near, words):
        return False
    unit = next(lexeme for lexeme in matched if lexeme.kind in "UG")
    if not _is_lasting(near, words) or _is_year_of_range(near):
        return False
    if unit.value == "H" or (near.text[unit.start].isupper() and _fills_quotes(near)):
        return False
    if unit.value != "Q" or matched[0].kind == "k":
        return True
    return not any(lexeme.kind in "a-" for lexeme in matched) and (near.after is None or near.after.text not in words.names("of_words"))


def _is_year_of_range(near: Near) -> bool:
    """The "67 рр." of "1966/67 рр." is a year, no length."""
    if len(near.matched) != 2 or near.matched[1].kind != "G" or near.before is None:
        return False
    return _YEAR_HEAD.search(near.text, max(0, near.before.end - 5), near.before.end) is not None


_STOPS = frozenset(".,")
_QUOTES = frozenset("'’‘`\"“”«»„")


def _fills_quotes(near: Near) -> bool:
    start, end = near.matched[0].start, near.matched[-1].end
    end += near.text[end : end + 1] in _STOPS
    return near.text[start - 1 : start] in _QUOTES and near.text[end : end + 1] in _QUOTES and start > 0 and near.text[end + 1 : end + 2] != "s"


def _is_no_title(near: Near, _words: Lexicon) -> bool:
    """The words "This Week" in quotation marks and capitals are the name of a programme; "the last day of the fair" is no stretch up to now."""
    if isinstance(near.value, Window) and near.after is not None and near.after.kind == "f":
        return False
    return not (near.text[near.matched[-1].start].isupper() and near.text[near.matched[0].start].isupper() and _fills_quotes(near))


def _is_month(near: Near, words: Lexicon) -> bool:
    """A month's name that is another word too ("may", "march") needs a preposition before it or more than itself."""
    name = near.matched[-1]
    if name.text in words.names("abbreviated") and len(near.matched) == 1:
        return False
    if name.text not in words.names("capital") or len(near.matched) > 1:
        return bool(words.plural_endings) or len(near.matched) > 1 or _is_lone_slavic_month(near, words)
    if near.after is not None and near.beyond is not None and near.after.kind == "-" and near.beyond.kind == "M":
        return True  # "(May–August)"
    before, after = near.before, near.after
    if before is None:
        return False
    if before.kind in "at":  # "the March attack", not "the march on the town"
        return after is not None and after.kind == "." and len(after.text) > _SHORT_WORD and near.text[after.start].islower()
    return before.text in words.names("year_prepositions")


def _is_lone_slavic_month(near: Near, words: Lexicon) -> bool:
    """A month in capitals before a name is a name ("Марта Іванова"); one that is also an adjective needs a preposition."""
    name, before, after = near.matched[0], near.before, near.after
    is_before_noun = after is not None and after.kind == "." and near.text[after.start].islower() and after.text not in words.names("eve_ends")
    if name.text in words.names("doubtful_months") and is_before_noun and (before is None or before.text not in words.names("year_prepositions")):
        return False
    if near.text[name.start].isupper() and before is not None and before.kind not in "-;(&":
        return False
    return not (near.text[name.start].isupper() and after is not None and after.kind == "." and near.text[after.start].isupper())


_SHORT_WORD = 4  # letters: prepositions


def _is_season(near: Near, words: Lexicon) -> bool:
    stems = tuple(words.names("season_stems"))
    if stems and near.matched[-1].text.startswith(stems):
        follows = near.after is not None and near.after.text.startswith(tuple(words.names("season_nouns")))
        return follows and (near.before is None or near.before.kind != "-")
    if near.matched[-1].text not in words.names("doubtful_seasons"):
        return True
    if near.after is not None and near.after.text.startswith(tuple(words.names("season_nouns")) or (" ",)):
        return True  # "a spring offensive", not "spring water"
    if near.before is not None and near.before.text in words.names("season_prepositions") and _is_closed(near):
        return True  # "again in spring"
    return len(near.matched) > 1 and (near.after is None or near.after.text not in words.names("of_words"))


def _is_whole_unit(near: Near, words: Lexicon) -> bool:
    """The words "The quarter", "the year": the one spoken of; "the day of …", "the hour" tell of something else."""
    unit = str(near.matched[-1].value)
    if unit in {"Y", "Q", "M", "WE", "W"} or any(lexeme.kind in "E6" for lexeme in near.matched):
        if near.after is None or near.after.kind not in "dDw":
            return near.after is None or (near.after.text not in words.names("of_words") and near.after.kind not in "-y")
        return near.beyond is not None and _is_counted(near.beyond, words)  # "this year 30 boats", not "the year 30"
    return False


def _is_counted(noun: Lexeme, words: Lexicon) -> bool:
    return noun.text in words.names("counted") or (noun.kind == "." and bool(words.plural_endings) and noun.text.endswith(words.plural_endings))


def _is_lone_day(near: Near, words: Lexicon) -> bool:
    """The words "On the 12th": digits only, after a preposition of time."""
    day, before, after = near.matched[-1], near.before, near.after
    if before is None or day.kind != "o" or not day.text[0].isdigit():
        return False
    return before.text in words.names("day_prepositions") and (after is None or after.kind in ",;(" or near.text[after.start].islower())


def _is_told_day(near: Near, words: Lexicon) -> bool:
    """The words "3 травня …, а 4-го було": figures with the ending of a day, before no noun that they could number, after no preposition of place."""
    day, before, after = near.matched[0], near.before, near.after
    if not day.text.endswith(tuple(words.names("day_endings")) or (" ",)) or not day.text[0].isdigit() or before is None:
        return False
    if before.text not in words.names("day_prepositions") and before.text not in words.names("told_day_starts"):
        return False
    return after is None or after.kind in ",;(-" or (after.kind == "." and after.text.endswith(tuple(words.names("past_endings"))))


def _is_any_night(near: Near, words: Lexicon) -> bool:
    return near.before is not None and near.before.text in words.names("night_prepositions") and near.matched[0].value == "TNI"


def _is_bare_part(near: Near, words: Lexicon) -> bool:
    """An adverb for a part of the day, or its noun after one of its own prepositions ("на світанку"), where no number stands before it."""
    text, before = near.matched[0].text, near.before
    if before is not None and before.kind in "dHow":
        return False
    if text in words.names("part_adverbs"):
        return True
    return text in words.names("part_nouns") and before is not None and before.text in words.names("part_prepositions")


def _is_the_part(near: Near, words: Lexicon) -> bool:
    """The words "in the morning", "by mid-afternoon", "at dawn": after a preposition of time; "the morning of" says more."""
    names = "part_nouns" if len(near.matched) == 1 else "the_part_nouns"
    if near.matched[-1].text not in words.names(names) or near.before is None or near.before.kind in "dHow":
        return False
    return near.before.text in words.names("part_prepositions") and (near.after is None or near.after.kind not in "fW")


def _is_day_over(near: Near, words: Lexicon) -> bool:
    if near.matched[0].text in words.names("bare_weekends"):
        return near.before is None or near.before.kind in "eK,"
    return near.before is not None and near.before.text in words.names("day_over_prepositions")


def _is_relative_day(near: Near, words: Lexicon) -> bool:
    """A word for "the day before" is one where nothing follows that it could be the eve of."""
    if near.matched[0].text not in words.names("eve_words") or len(near.matched) > 1 or near.after is None:
        return True
    after = near.after
    if after.kind in ",;(eK4P" or after.text in words.names("eve_ends"):
        return True
    return after.kind == "." and after.text.endswith(tuple(words.names("past_endings")))


def _is_weekday(near: Near, words: Lexicon) -> bool:
    """A weekday's name that is another word too ("среда") needs a preposition or an adjective of time."""
    name = next(lexeme for lexeme in near.matched if lexeme.kind == "W")
    if not words.plural_endings and near.text[name.start].isupper() and near.before is not None and near.before.kind not in "-;(":
        return False  # where weekdays have small letters a capital one is a name
    if name.text not in words.names("doubtful_weekdays") or len(near.matched) > 1:
        return True
    return near.before is not None and near.before.text in words.names("weekday_prepositions")


def _is_short_date(near: Near, words: Lexicon) -> bool:
    """Figures with one full stop are a date after a preposition of time, or before a date they are joined to; else a number."""
    figures, before = near.matched[0].text, near.before
    if near.after is not None and near.after.kind == "-" and near.beyond is not None and near.beyond.kind in "X@":
        return True
    if len(figures) == len("01.10"):
        return before is not None and before.text in words.names("short_date_prepositions") and _ends_a_date(near, words)
    return len(figures) >= len("6.2022") and (before is None or before.kind == "-" or before.text in words.names("year_prepositions"))


def _ends_a_date(near: Near, words: Lexicon) -> bool:
    """True where what follows is no noun that the figures could measure."""
    after = near.after
    if after is None or after.kind in ",-(;eK47&" or not after.text[0].isalpha():
        return True
    return after.text in words.names("eve_ends") or after.text.endswith(tuple(words.names("past_endings")))


def _is_lately(near: Near, _words: Lexicon) -> bool:
    return near.before is None


def _is_closed(near: Near) -> bool:
    return near.after is None or near.after.kind in ",;("


def _is_range_tail(near: Near, words: Lexicon) -> bool:
    """The "5" of "May 4 and 5 were quiet", but not of "May 4 and 5 tanks": only where plurals can be told by their ending."""
    after, before = near.after, near.before
    if after is None or len(near.matched) > 1 or _is_closed(near) or after.kind == "f":
        return True
    if before is not None and before.kind == "-" and near.text[before.start - 1 : before.start].isdecimal() and before.end == near.matched[0].start:
        return True  # "the May 4-5 talks"
    return bool(words.plural_endings) and after.kind == "." and near.text[after.start].islower() and _is_attribute(near, words)


def _is_year_tail(near: Near, _words: Lexicon) -> bool:
    """The "96" of "1995-96": with no space before it and above the year's own last figures, or at the end of a clause."""
    tail = near.matched[0]
    if _LONGER.search(near.text, max(0, tail.start - 7), tail.start):
        return False
    head = _YEAR_HEAD.search(near.text, max(0, tail.start - 5), tail.start)
    if head is not None and len(tail.text) == len("96") and int(head[1]) < int(tail.value or 0):
        return True
    return _is_closed(near) or (near.after is not None and near.after.kind == "G")


def _is_short_years(near: Near, words: Lexicon) -> bool:
    """The figures of "у 92–93 роках", "13–14 рр.": in the case of years or after a noun that years date, where ages and lengths do not stand."""
    match = _SHORT_YEARS.search(near.text, max(0, near.matched[0].start - 6), near.matched[-1].end + 12)
    if match is None or int(match[1]) >= int(match[2]) or not match.start() <= near.matched[0].start < match.end():
        return False
    owner = near.text[max(0, match.start() - 20) : match.start()].split()[-1:]
    return match[3].lower() in words.names("years_words") or (bool(owner) and owner[0].lower() in words.names("year_owners"))


_SHORT_YEARS = re.compile(r"(?<![\d-])(\d\d)\s?[-–—/]\s?(\d\d) (р{1,2}\b\.?|г{1,2}\b\.?|[^\W\d]+)")


def _is_length_head(near: Near, words: Lexicon) -> bool:
    """The first number of a range: the second is the greater one ("5 and 3 days later" is none)."""
    first, second = near.matched[-1].value, near.beyond.value if near.beyond is not None else None
    return isinstance(first, int | float) and isinstance(second, int | float) and first < second and not _is_of_age(near, words)


_LONGER = re.compile(r"[\d+][-–—]\d{4}[-–—/]\Z")
_YEAR_HEAD = re.compile(r"\d\d(\d\d)[-–—/]\Z")


def _is_holiday(near: Near, words: Lexicon) -> bool:
    """The words "the Lunar New Year", "Новий рік за місячним календарем" are days of another calendar."""
    others = words.names("other_calendars")
    return all(word is None or word.text not in others for word in (near.before, near.after, near.beyond))


_CHECKS: dict[str, Callable[[Near, Lexicon], bool]] = {
    "year": _is_year,
    "month": _is_month,
    "season": _is_season,
    "plural": _is_plural_length,
    "ago bare": _starts_in_plural,
    "recent": _ends_in_plural,
    "window": _is_window,
    "whole unit": _is_whole_unit,
    "edge of unit": _is_whole_unit,
    "day": _is_lone_day,
    "length": _is_length,
    "shift": _is_no_title,
    "the part": _is_the_part,
    "fused length": _is_lasting,
    "years": _is_lasting,
    "bare length": _is_bare_length,
    "short clock": _is_short_clock,
    "date at": _is_date_at,
    "quarter name": _is_quarter_name,
    "hour": _is_hour,
    "told": _is_told,
    "told day": _is_told_day,
    "day over": _is_day_over,
    "relative day": _is_relative_day,
    "night": _is_any_night,
    "bare part": _is_bare_part,
    "weekday": _is_weekday,
    "short date": _is_short_date,
    "lately": _is_lately,
    "range tail": _is_range_tail,
    "year tail": _is_year_tail,
    "short years head": _is_short_years,
    "short years tail": _is_short_years,
    "length head": _is_length_head,
    "holiday": _is_holiday,
}
