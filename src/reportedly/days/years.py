"""The year of a date that is written without one.

The rule that must not be broken: the year comes from what stands in the text or from the day of publication, and ``why`` says which.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.day_range import DayRange
from reportedly.core.records import DayBasis
from reportedly.days.tense import Tense
from reportedly.days.timex import SEASON_MONTHS, UNIT_ORDER, months
from reportedly.days.values import BEFORE_LAST

if TYPE_CHECKING:
    from reportedly.days.context import Context, Focus
    from reportedly.days.find import TimeExpression
    from reportedly.days.values import Calendar

THAT = 3  # Calendar.which of "that Saturday", "that summer"


class Year(NamedTuple):
    """A year and where it comes from; ``None`` with the reason when it cannot be told."""

    year: int | None
    basis: DayBasis
    why: str
    mention: str | None = None


def year_of(value: Calendar, expression: TimeExpression, context: Context) -> Year:
    """The year of a date: as written, that of the date it is joined to, or found from the day of publication or the time last spoken of."""
    if value.year is not None:
        return _written(value.year, context)
    if context.ahead is not None and context.ahead.year is not None:
        return Year(context.ahead.year, DayBasis.WRITTEN, "the year is written with the date it is joined to")
    if value.which == THAT or (value.month is None and value.day is not None):
        return _spoken(context.focus)
    if not context.narrative and context.speech.latest is not None:
        near = _near_year(value, expression, context.speech.latest)
        return Year(near, DayBasis.PUBLISHED, f"the year that fits the tense and the day of publication ({context.speech})")
    return _told(value, expression, context)


def _written(year: int, context: Context) -> Year:
    """The year; one of two figures is of the century last spoken of, in news of the last century in which it is over or under way."""
    focus, speech = context.focus, None if context.narrative else context.speech.latest
    if year >= 100:
        return Year(year, DayBasis.WRITTEN, "a date as written")
    told = focus.days.earliest if focus is not None else None
    if told is None and speech is None:
        return Year(None, DayBasis.UNRESOLVED, "two figures of a year, and no century before them")
    century = (told or speech or date.min).year // 100 * 100
    if speech is not None and century + year > speech.year + 1:
        return Year(century - 100 + year, DayBasis.PUBLISHED, "two figures of a year: the last one that is over")
    if told is None or focus is None:
        return Year(century + year, DayBasis.PUBLISHED, "two figures of a year: the last one that is over or under way")
    return Year(century + year, DayBasis.WRITTEN, "the century is that of the year before it", focus.mention)


def _spoken(focus: Focus | None) -> Year:
    if focus is None or focus.days.earliest is None:
        return Year(None, DayBasis.UNRESOLVED, "nothing was spoken of before that it could be counted from")
    return Year(focus.days.earliest.year, DayBasis.ANCHOR, f"counted from {focus.timex}, the time last spoken of", focus.mention)


def _told(value: Calendar, expression: TimeExpression, context: Context) -> Year:  # noqa: PLR0911  one return a source of the year
    """In a narrative the story goes on from the time last spoken of."""
    is_new_sentence = context.aside is not None and context.aside != expression.sentence
    focus = context.dated if is_new_sentence and context.dated is not None else context.focus
    if focus is None or focus.days.earliest is None:
        if context.first_year is not None:
            return Year(context.first_year, DayBasis.ANCHOR, "no year is written; taken from the first one the text names")
        return _in_war(value, context) or Year(None, DayBasis.UNRESOLVED, "no year is written, none is named in the text, and none follows from its day")
    if (turn := _in_turn(value, focus)) is not None:
        return turn
    year_told = _year_in(value, context.told) if focus.mention is None else None
    if year_told is None and context.span is not None and context.span.mention == focus.mention:
        year_told = _year_in(value, context.span.days)
        if year_told is not None:
            return Year(year_told, DayBasis.ANCHOR, f"no year is written; the one in the stretch just named ({context.span.days})", focus.mention)
    if year_told is not None:
        return Year(year_told, DayBasis.ANCHOR, f"no year is written; the one in the stretch that the title names ({context.told})")
    between = _between(value, context)
    if between is not None:
        return between
    focus = _story_time(focus, context.dated)
    if focus == context.dated and _goes_on(value, focus, context.left):
        assert context.left is not None
        focus = context.left
    assert focus.days.earliest is not None
    year = _told_year(value, focus.days.earliest, focus.unit)
    if (back := _looks_back(value, year, context)) is not None:
        return back
    return Year(year, DayBasis.ANCHOR, f"no year is written; taken from {focus.timex}, the time last spoken of", focus.mention)


def _in_war(value: Calendar, context: Context) -> Year | None:
    """A story of the war that names no year: the first in which such a day comes after the war began; ``None`` where that is later than the story."""
    begin, latest = context.war.earliest, context.speech.latest
    if begin is None or latest is None or value.month is None:
        return None
    for year, days in _in_years(value, range(begin.year, begin.year + 2)):
        if days.latest is not None and days.latest >= begin:
            why = f"no year is written or named; the first such day since the war began ({begin})"
            return Year(year, DayBasis.ANCHOR, why, context.war_anchor) if days.earliest is not None and days.earliest <= latest else None
    return None


def _in_turn(value: Calendar, focus: Focus) -> Year | None:
    """The year of "the next spring", "the previous April": counted from the time last spoken of; ``None`` for other words."""
    day = focus.days.earliest
    assert day is not None
    if value.which in {-2, 2} and value.month is not None:
        ahead = value.which > 0
        year = day.year + ((value.month <= day.month) if ahead else -(value.month >= day.month))
        return Year(year, DayBasis.ANCHOR, f"the month {'after' if ahead else 'before'} {focus.timex}, the time last spoken of", focus.mention)
    if value.which == 1 and value.season is not None:
        year = day.year + (SEASON_MONTHS[value.season] <= day.month)
        return Year(year, DayBasis.ANCHOR, f"the first such season that begins after {focus.timex}, the time last spoken of", focus.mention)
    return None


def _goes_on(value: Calendar, back: Focus, left: Focus | None) -> bool:
    """True where the date lies before the day that the story looked back to, and near where the story was left: it goes on from there."""
    if left is None or left.days.earliest is None or back.days.earliest is None:
        return False
    try:
        told, looked_back = _part_of_year(value, left.days.earliest.year), _part_of_year(value, back.days.earliest.year)
    except ValueError:
        return False
    is_before = looked_back.latest is not None and looked_back.latest < back.days.earliest
    return is_before and _distance(told, left.days.earliest) <= _STEP


def _between(value: Calendar, context: Context) -> Year | None:
    """The one year in which the date lies after the last day or month told of and before the next one that is written with its year."""
    dated, coming = context.dated, context.coming
    if dated is None or coming is None or value.which is not None or not is_soon(dated, coming):
        return None
    assert dated.days.earliest is not None
    assert coming.latest is not None
    year = _year_in(value, DayRange(dated.days.earliest, coming.latest))
    why = f"no year is written; in this one it lies between {dated.timex}, told before it, and {coming}, told after it"
    return Year(year, DayBasis.ANCHOR, why, dated.mention) if year is not None else None


def is_soon(dated: Focus, coming: DayRange | None) -> bool:
    """True where the next date written with its year lies after the last day told of, and not long after."""
    if coming is None or dated.days.earliest is None or coming.latest is None:
        return False
    return 0 <= (coming.latest - dated.days.earliest).days <= _STEP


def _looks_back(value: Calendar, year: int, context: Context) -> Year | None:
    """The year before, where in ``year`` the date would lie past the next one written with its year: it is one the story has passed not long ago."""
    dated, coming = context.dated, context.coming
    if dated is None or coming is None or value.which is not None or not is_soon(dated, coming):
        return None
    assert dated.days.earliest is not None
    assert coming.latest is not None
    try:
        ahead, behind = _part_of_year(value, year), _part_of_year(value, year - 1)
    except ValueError:
        return None
    if ahead.earliest is None or ahead.earliest <= coming.latest or behind.latest is None:
        return None
    back = (dated.days.earliest - behind.latest).days
    if not 0 <= back <= _STEP or back >= (ahead.earliest - dated.days.earliest).days:
        return None
    why = f"no year is written; {dated.timex} was told before it and {coming} is told after it, so it is one the story has passed"
    return Year(year - 1, DayBasis.ANCHOR, why, dated.mention)


# Days from the date before to the date after: with a year or more the date after may be a look ahead (200 days: no half of the texts loses, 730: one does).
_STEP = 200


def _year_in(value: Calendar, stretch: DayRange | None) -> int | None:
    """The year in which the date lies in the stretch, when there is just one."""
    if stretch is None or stretch.earliest is None or stretch.latest is None or (stretch.latest.year - stretch.earliest.year) > _LONG_STRETCH:
        return None
    years = []
    for year in range(stretch.earliest.year, stretch.latest.year + 1):
        try:
            days = _part_of_year(value, year)
        except ValueError:
            continue
        if days & stretch:
            years.append(year)
    return years[0] if len(years) == 1 else None


_LONG_STRETCH = 30  # years


def _story_time(focus: Focus, dated: Focus | None) -> Focus:
    """Where the story stands: a decade, a century, or a bare year far ahead is a look aside, and the last day or month told of is where it goes on."""
    if dated is None or focus.days.earliest is None or dated.days.earliest is None:
        return focus
    ahead = focus.days.earliest.year - dated.days.earliest.year
    # A bare year moves the story on by one at most, and back by few: "as in 1916" is a look aside. Within its own year the story stands at its last date.
    aside = focus.unit in {"DE", "CE", "Q"} or (focus.unit == "Y" and (ahead > 1 or ahead == 0 or ahead < -_LOOK_BACK))
    return dated if aside else focus


_LOOK_BACK = 10  # years


def _told_year(value: Calendar, focus: date, unit: str) -> int:
    """In a narrative: the year of the time last spoken of; the next one where the story has passed from late in one year to early in the next."""
    month = value.month or (SEASON_MONTHS[value.season] if value.season else None)
    if month is not None and UNIT_ORDER[unit] <= UNIT_ORDER["M"] and focus.month - month >= _TURN and value.which is None:
        return focus.year + 1
    return focus.year


_TURN = 9  # months back: November to February is a step on into the next year, October to March a step back


def _near_year(value: Calendar, expression: TimeExpression, latest: date) -> int:
    """The year nearest to the day of publication, on the side of it that the words or the tense give."""
    candidates = _in_years(value, range(latest.year - 1, latest.year + 2))
    if value.weekday:  # "Saturday, 1 October": the weekday decides where it can
        candidates = [row for row in candidates if row[1].earliest is not None and row[1].earliest.isoweekday() == value.weekday] or candidates
    assert candidates or value.day == 29
    if value.which in {-1, -2, BEFORE_LAST}:
        before = [year for year, days in candidates if days.latest and days.latest < latest.replace(day=1)]
        return (before[-1] if before else latest.year - 1) - (value.which == BEFORE_LAST)
    if value.which in {1, 2}:
        after = [year for year, days in candidates if days.earliest and days.earliest > latest]
        return after[0] if after else latest.year + 1
    if value.which == 0 and value.season == "WI":  # it belongs to the year it begins in: "this winter" said in March began last year
        return min(candidates, key=lambda row: _distance(row[1], latest))[0]
    if value.which == 0 or not candidates:
        return latest.year
    return min(candidates, key=lambda row: (against(row[1], latest, expression), -row[0]))[0]


def _in_years(value: Calendar, years: range) -> list[tuple[int, DayRange]]:
    """The date's days in each of the years that has it."""
    found = []
    for year in years:
        try:
            found.append((year, _part_of_year(value, year)))
        except ValueError:
            continue
    return found


def against(days: DayRange, latest: date, expression: TimeExpression) -> float:
    """Days from publication, weighed up when they lie on the side that the tense speaks against."""
    ahead, tense = days.earliest is not None and days.earliest > latest, expression.tense
    distance = _distance(days, latest)
    if expression.governor in _TAKING_FORCE:  # "was raised, effective 1 June": ahead, whatever the tense
        return distance * (1 if ahead else _AGAINST_TENSE)
    if ahead and tense is Tense.PAST:
        # What happened "on" or "in" has happened by then; an end or a due day may lie ahead: "extended the offer to 20 November".
        if expression.governor in _PLACING:
            return distance + _NEVER
        return distance * (_AGAINST_HABIT if expression.governor in _ENDING else _AGAINST_TENSE)
    if tense is Tense.FUTURE:
        return distance * (1 if ahead else _AGAINST_TENSE)
    return distance * (_AGAINST_HABIT if ahead else 1)


_PLACING = frozenset({"on", "in", "since", "during"})  # English: only there is the tense known
_ENDING = frozenset({"until", "till", "through"})
_TAKING_FORCE = frozenset({"effective"})
_NEVER = 10_000
_AGAINST_TENSE = 5.0
_AGAINST_HABIT = 1.5  # reports tell of the past more than of the future


def _distance(days: DayRange, day: date) -> int:
    """Days between ``day`` and the nearest day of the range; 0 inside it."""
    if days.earliest is not None and day < days.earliest:
        return (days.earliest - day).days
    return (day - days.latest).days if days.latest is not None and day > days.latest else 0


def _part_of_year(value: Calendar, year: int) -> DayRange:
    if value.season:
        return months(year, SEASON_MONTHS[value.season], 3)
    if value.month is None:
        return months(year, 1, 12)
    return DayRange.on(date(year, value.month, value.day)) if value.day else months(year, value.month, 1)
