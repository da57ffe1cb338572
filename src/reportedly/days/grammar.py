"""The interval grammar: patterns over classes of lexemes, each with the function that says what the words mean.

The rule that must not be broken: a pattern names classes only, never words; the words are in ``packs/words/<language>/days.toml``.
A pattern is compiled to a regular expression over the class string (one letter a lexeme), so matching costs one scan a rule and sentence.
Patterns of one word order stand beside those of another: a date with its day first and one with its month first are two rules of every language.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.days.build import (
    build_bare_part,
    build_clock,
    build_date,
    build_date_at,
    build_decade_of_century,
    build_era,
    build_half_decade,
    build_half_month,
    build_hour,
    build_named,
    build_night_of,
    build_quarter_name,
    build_republican,
    build_short,
    build_short_clock,
    build_spoken_year,
    build_the_part,
    build_unit_end,
    build_unit_of,
    build_week_of,
    build_weekday_night,
    build_weekday_of_month,
    build_winter,
    build_year_tail,
    build_year_unit,
)
from reportedly.days.build_amounts import build_ago_this, build_from_now, build_half, build_or_two, build_portion_of_shift, build_rate
from reportedly.days.build_relative import (
    build_ago,
    build_ago_range,
    build_before_last,
    build_beside,
    build_compound,
    build_day_over,
    build_fused,
    build_fused_ago,
    build_in_a_row,
    build_lately,
    build_latest_period,
    build_length,
    build_length_head,
    build_night,
    build_part_of_shift,
    build_portion,
    build_reference,
    build_relative_day,
    build_relative_year,
    build_repeat,
    build_shift,
    build_state,
    build_told,
    build_told_day,
    build_war,
    build_war_start,
    build_weekday_of_week,
    build_weekdays_ago,
    build_window,
    build_years,
)
from reportedly.days.lexer import CLASSES
from reportedly.days.literals import needed_together

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.days.values import Value
    from reportedly.days.words import Words


class Rule(NamedTuple):
    """A pattern, sets of classes or runs of them of each of which it needs one, and what the lexemes it matched mean (``None``: nothing after all)."""

    name: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    build: Callable[[Words], Value | None]


_MACROS = {
    "UNIT": "(unit|year_word)",
    "OFYEAR": "(of? comma? (fiscal? YEAR|the? fiscal? WHICH? fiscal? UNIT))",
    "WHICH": "(this|last|next|that)",
    "NUMBER": "(number (hyphen? (number|ordinal)){0,5}|integer|figure|year|few)",
    "COUNT": "(NUMBER (and half_of)?|a few?|a)",
    "MOD": "(about|more_than){0,3}",
    "EDGE": "(the? ((edge|later|earlier) (part)? (of|in_word|hyphen)?|edge_noun (of|hyphen)?) the?)",
    "RANGE": "((number|integer|figure) (hyphen|and) (number|integer|figure))",
    "DAY": "(integer|ordinal)",
    "CLOSE": "(?=comma|stop|bracket|$)",
    "YEAR": "(year year_word? era? era_after?|era_after year)",
    "CLOCK": "(TIME zone?|(figure|year) zone)",
    "TIME": "(clock meridiem? oclock?|(integer|ordinal|number) (meridiem|oclock)|integer stop integer meridiem|integer in_word the part)",
    "PART": "(the? edge? hyphen? part UNIT? (of|on)? the?)",
    "DM": "(the? DAY of? month)",
    "MD": "(month the? DAY)",
    "DATE": "((weekday comma?)? (DM|MD) (comma? of? the? YEAR | comma? of? (that|last|this|next) UNIT | relative_year)?)",
}

_RULES: tuple[tuple[str, str, Callable[[Words], Value | None]], ...] = (
    ("iso", "iso", build_date),
    ("dotted", "dotted year_word?", build_date),
    ("short range", "(integer|short)(?=hyphen (dotted|short))", build_short),
    ("short date", "short", build_short),
    ("date", "about? (EDGE|PART)? DATE (comma? on? CLOCK)? (comma? part)?", build_date),
    ("republican date", "the? DAY of? republican comma? (the? ordinal? year_word)?", build_republican),
    ("date of shift", "(last|next|this) (DM|MD)", build_date),
    ("week of", "the? UNIT of? DATE", build_week_of),
    ("clock date", "(about|EDGE)? (CLOCK|part) of? comma? (on|this)? (DATE|weekday|relative_day)", build_date),
    ("date at", "(DATE|relative_day|weekday) comma? on (short|figure|integer stop (integer|figure)) (part|meridiem)?", build_date_at),
    ("day and clock", "(weekday|relative_day) comma? on? CLOCK", build_date),
    ("clock", "about? CLOCK", build_clock),
    ("short clock", "about? (short|figure|integer stop (integer|figure)) (part|meridiem)?", build_short_clock),
    ("hour", "about? (integer|ordinal|number) UNIT part?", build_hour),
    ("month of year", "about? EDGE? hyphen? month comma? of? the? YEAR", build_date),
    ("month of shift", "EDGE? month of? (this|last|next|that) UNIT", build_named),
    ("month", "about? EDGE? hyphen? (the? (this|last|next|that))? month", build_named),
    ("day", "the DAY", build_date),
    ("told day", "ordinal", build_told_day),
    ("range head", "the? DAY(?=(hyphen|and|comma|from|night_on) (the? DAY (comma|and))? the? DAY of? month)", build_date),
    ("range tail", "(?<=month DAY (hyphen|and))DAY (comma? YEAR)?", build_date),
    ("year head", "year(?=(hyphen|and) the? year year_word)", build_date),
    ("short years head", "(integer|figure)(?=hyphen (integer|figure) year_word)", build_year_tail),
    ("short years tail", "(?<=(integer|figure) hyphen)(integer|figure) year_word", build_year_tail),
    ("year tail", "(?<=year (hyphen|and))(integer|figure)", build_year_tail),
    ("era head", "(year|figure|integer)(?=(hyphen|and) (year|figure|integer) year_word? era)", build_era),
    ("portion", "the? (ordinal|last|next|edge_noun) NUMBER? UNIT of the? (month|season)? comma? of? YEAR?", build_portion),
    ("half of month", "the? ordinal UNIT of? month comma? (of? YEAR)?", build_half_month),
    ("portion of month", "the? (ordinal|last|next) NUMBER? UNIT of month", build_portion),
    ("portion of shift", "the? (ordinal|last|latest|edge_noun) NUMBER? UNIT of? the? WHICH? fiscal? UNIT", build_portion_of_shift),
    ("weekday of month", "the? (ordinal|last|latest) weekday (of|in_word|on)? month (comma? of? YEAR)?", build_weekday_of_month),
    ("night between", "part (from DAY (night_on|and) DAY|night_on DAY) month (of? YEAR)?", build_date),
    ("night into weekday", "(relative_night|the? part) into weekday", build_weekday_night),
    ("night of weekday", "part (from weekday (night_on|and) weekday|night_on weekday)", build_weekday_night),
    ("night of date", "relative_night (on|from|of)? ((weekday comma?)? (DM|MD) (comma? YEAR)?|weekday)", build_night_of),
    ("quarter name", "EDGE? YEAR hyphen? quarter_name|EDGE? quarter_name (hyphen|comma|of)? the? (YEAR)?", build_quarter_name),
    ("month day only", "the ordinal of the? month", build_date),
    ("year", "about? EDGE? hyphen? (the UNIT)? YEAR", build_date),
    ("era", "about? EDGE? (month|season|(integer|ordinal) month) of? comma? (year|figure|integer) year_word? era", build_era),
    ("era decade", "EDGE? hyphen? the? (decade year_word?|ordinal UNIT) era", build_era),
    ("era year", "about? EDGE? (year|figure|integer) year_word? era", build_era),
    ("season", "EDGE? the? (this|last|next|that)? season (of? YEAR)?", build_named),
    ("winter", "EDGE? the? season of? year hyphen (year|integer|figure) year_word?", build_winter),
    ("season of shift", "EDGE? the? season of (this|last|next|that) UNIT", build_named),
    ("decade", "EDGE? hyphen? the? decade", build_date),
    ("decade of century", "the? (decade|decade_name|ordinal) year_word? of? the? (ordinal|integer) UNIT", build_decade_of_century),
    ("half of decade", "(the? (ordinal|last|latest) UNIT of? the?|edge_noun of? the?) (decade|decade_name|ordinal) year_word?", build_half_decade),
    ("decade name", "(EDGE hyphen? the?|the) decade_name", build_date),
    ("century", "EDGE? hyphen? the? (ordinal|integer) UNIT", build_unit_of),
    (
        "quarter",
        "EDGE? (WHICH|latest)? fiscal? ordinal hyphen UNIT|the? (WHICH|latest)? fiscal? ordinal fiscal? UNIT OFYEAR?",
        build_unit_of,
    ),
    ("fiscal year", "fiscal YEAR", build_date),
    ("period of year", "the YEAR (period|UNIT)", build_year_unit),
    ("spoken year", "(month|the? season of?)? (the UNIT)? number number (hyphen? number)?", build_spoken_year),
    ("year's quarter", "the? (this|last|next|that|YEAR) fiscal? UNIT? possessive? fiscal? ordinal hyphen? UNIT", build_unit_of),
    ("holiday", "(last|next|this)? holiday (comma? YEAR|UNIT|part)?", build_named),
    ("weekday", "EDGE? hyphen? the? (this|last|next|that|every)? weekday possessive? part?", build_named),
    ("part of weekday", "PART (last|next|this)? weekday", build_named),
    ("night", "part", build_night),
    ("bare part", "part", build_bare_part),
    ("part", "(EDGE hyphen?|the)? (this|last|next|that) part", build_named),
    ("the part", "the? edge? hyphen? part", build_the_part),
    ("part of shift", "PART (this|last|next|that) UNIT", build_part_of_shift),
    ("relative day", "PART? EDGE? relative_day possessive? part?", build_relative_day),
    ("relative night", "relative_night", build_relative_day),
    ("reference", "reference", build_reference),
    ("state", "state", build_state),
    ("told", "told", build_told),
    ("shift", "EDGE? the? (this|last|next|that) fiscal? UNIT possessive?", build_shift),
    ("whole unit", "EDGE? the (fiscal|latest|more)? fiscal? UNIT", build_shift),
    ("latest period", "the latest fiscal? period", build_latest_period),
    ("window", "the? (last|next|latest) few? NUMBER (more|in_a_row)? UNIT|NUMBER (last|next|latest) UNIT", build_window),
    ("recent", "the? (latest|last|next) (UNIT and)? UNIT", build_window),
    ("in a row", "(the|a)? ordinal (UNIT|part) in_a_row|(the|a)? ordinal in_a_row (UNIT|part)", build_in_a_row),
    ("coming", "the? (few|NUMBER)? UNIT coming", build_window),
    ("future units", "state UNIT", build_reference),
    ("the past", "the last", build_reference),
    ("recently", "latest|this", build_reference),
    ("ago", "MOD COUNT hyphen? UNIT or_so? ago", build_ago),
    ("ago this", "MOD COUNT UNIT ago comma? (this UNIT|relative_day)", build_ago_this),
    ("from now", "MOD COUNT UNIT from (reference|relative_day)", build_from_now),
    ("half", "MOD (UNIT|half_of) (a|hyphen) UNIT (ago|later|earlier)?", build_half),
    ("rate", "MOD NUMBER hyphen? UNIT (a|every) UNIT(?!ago|later|earlier|after_word|before_word)", build_rate),
    ("or two", "MOD COUNT? UNIT (and|hyphen) (number|integer) (ago|later|earlier)?(?!UNIT|month|hyphen|number|more)", build_or_two),
    ("ago range", "MOD RANGE UNIT (ago|later|earlier)", build_ago_range),
    ("hence range", "hence MOD RANGE UNIT", build_ago_range),
    ("weekdays ago", "COUNT weekday ago", build_weekdays_ago),
    (
        "weekday of week",
        "weekday part? (of|comma)? on? WHICH UNIT|the? WHICH UNIT comma? on? weekday part?",
        build_weekday_of_week,
    ),
    ("ago bare", "MOD (UNIT|part) (ago|later|earlier)", build_ago),
    ("ago about", "UNIT NUMBER ago", build_ago),
    ("fused ago", "fused (ago|later|earlier)|hence fused", build_fused_ago),
    ("hence", "hence MOD COUNT? UNIT|later NUMBER UNIT", build_ago),
    ("later", "MOD COUNT UNIT (later|earlier|(after_word|before_word)CLOSE)", build_ago),
    ("before last", "the UNIT before_word last(?!weekday|month|holiday|unit|season)", build_before_last),
    ("the day before", "the UNIT (later|earlier|(after_word|before_word)CLOSE)", build_ago),
    ("beside", "the UNIT (?=after_word|before_word)", build_beside),
    ("year-earlier", "(the UNIT|UNIT) hyphen (ago|earlier) ordinal? (UNIT|period)|UNIT hyphen (ago|earlier)", build_compound),
    ("edge of unit", "edge_noun of? (this|that|last|next)? UNIT", build_shift),
    ("year-end", "the? UNIT (hyphen|possessive)? edge_noun", build_unit_end),
    ("war", "the? (ordinal|COUNT) UNIT (into|of) the? war|(hence|later)? (ordinal|COUNT) UNIT ((from|after_word)? edge_noun)? war_of", build_war),
    ("war start", "the? edge_noun of? the? (war|war_of)", build_war_start),
    ("war day", "UNIT (figure|integer|year) of the? war", build_war),
    (
        "length",
        "MOD the? COUNT (more|in_a_row)? UNIT or_so? (and half_of)?(?!hyphen (earlier|ago|old|long))|MOD COUNT hyphen UNIT(?!hyphen (old|long))",
        build_length,
    ),
    ("first", "the ordinal NUMBER UNIT", build_length),
    ("length head", "MOD (?=RANGE hyphen? UNIT)(number|integer|figure)", build_length_head),
    ("years", "MOD NUMBER hyphen season", build_years),
    ("aged", "the? COUNT hyphen? UNIT hyphen? old|UNIT hyphen old", build_length),
    ("fused length", "fused", build_fused),
    ("bare length", "(about|more_than) UNIT", build_length),
    ("lasting", "NUMBER hyphen? UNIT hyphen? long|UNIT hyphen long", build_length),
    ("relative year", "relative_year (on? (month|season))?|(month|season) relative_year", build_relative_year),
    ("day over", "UNIT", build_day_over),
    ("plural", "UNIT", build_length),
    ("lately", "UNIT", build_lately),
    ("repeat", "every (NUMBER|ordinal)? (UNIT|weekday|part|season|month)", build_repeat),
    ("repeated", "repeat", build_repeat),
)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled; earlier rules win between matches of the same stretch."""
    compiled = [(name, compile_pattern(pattern), build) for name, pattern, build in _RULES]
    return tuple(Rule(name, pattern, needed_together(pattern.pattern, 1), build) for name, pattern, build in compiled)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression over class letters for a pattern of class names; raises ``KeyError`` for a name that is no class."""
    while any(name in pattern for name in _MACROS):
        pattern = re.sub(r"[A-Z]+", lambda match: _MACROS[match.group()], pattern)
    letters = re.sub(r"[a-z_]+", lambda match: re.escape(CLASSES[match.group()]), pattern)
    return re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", letters.replace(" ", "")))
