from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.pages.headline import choose_headline, content_stems, find_date_line
from reportedly.pages.lines import read_units

if TYPE_CHECKING:
    from reportedly.pages.phrases import Phrases

PROSE = "The army has left the town of Oldmark after a week of shelling, the ministry said on Friday. Residents crossed the bridge in the morning."


def headline_of(lines: list[str], phrases: Phrases) -> str | None:
    units = read_units("\n\n".join([*lines, PROSE]), phrases)
    index, _ = choose_headline(units, len(units) - 1, len(units), phrases)
    return None if index is None else units[index].text


def test_the_line_that_shares_the_articles_words(phrases: Phrases) -> None:
    assert headline_of(["Rain on Sunday in the valley", "Army leaves town of Oldmark", "Ten photos of the week"], phrases) == "Army leaves town of Oldmark"


def test_the_headline_stands_above_its_second_line(phrases: Phrases) -> None:
    lines = ["Bridge open again after week", "Army has left town of Oldmark after week of shelling"]
    assert headline_of(lines, phrases) == lines[0]


def test_a_breadcrumb_gives_way_to_the_headline_in_it(phrases: Phrases) -> None:
    assert headline_of(["Home World Army leaves town of Oldmark", "Army leaves town of Oldmark"], phrases) == "Army leaves town of Oldmark"


def test_no_line_will_do(phrases: Phrases) -> None:
    assert headline_of(["Home", "© 2024 North Herald", "31 May 2024"], phrases) is None


def date_of(lines: list[str], phrases: Phrases, *, month_first: bool = False) -> date | None:
    units = read_units("\n\n".join(lines), phrases)
    first = next(index for index, unit in enumerate(units) if unit.is_prose)
    found = find_date_line(units, first, first + 1, None, phrases, month_first=month_first)
    return found[0] if found else None


def test_the_day_said_to_be_of_publication(phrases: Phrases) -> None:
    assert date_of(["Updated 2 June 2024", "Published 31 May 2024", PROSE], phrases) == date(2024, 5, 31)
    assert date_of(["Published:", "31 May 2024", "1 January 2020", PROSE], phrases) == date(2024, 5, 31)


def test_the_day_beside_the_article_wins_over_one_far_off(phrases: Phrases) -> None:
    assert date_of(["1 January 2020", *["Menu item"] * 30, "31 May 2024", PROSE], phrases) == date(2024, 5, 31)


def test_no_day(phrases: Phrases) -> None:
    assert date_of(["Friday", "5000 soldiers", PROSE], phrases) is None


def test_stems_leave_out_function_words(phrases: Phrases) -> None:
    assert content_stems(["The soldiers and the soldier"], phrases) == frozenset({"soldi"})


def test_the_day_of_an_event_is_not_the_day_of_publication(phrases: Phrases) -> None:
    assert date_of(["The army left on 31 May 2024.", PROSE], phrases) is None
    assert date_of([PROSE.replace("Friday", "31 May 2024")], phrases) is None
