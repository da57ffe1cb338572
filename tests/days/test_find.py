"""What is a time expression, and what is not."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.days.conftest import document_of, sentences_of

from reportedly.days.find import find_in_title, find_time_expressions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

    from reportedly.packs.load import Pack


def texts(read: Callable[..., Read], text: str, language: str = "en") -> list[str]:
    return [expression.text for expression in read(text, language=language).expressions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on 30 September 2031.", ["30 September 2031"]),
        ("The council met on September 30, 2031, again.", ["September 30, 2031"]),
        ("They left on Saturday, 1 October.", ["Saturday, 1 October"]),
        ("It was quiet in early March.", ["early March"]),
        ("The (May–August 2031) campaign failed.", ["May", "August 2031"]),
        ("The March attack failed.", ["March"]),
        ("The siege (1915-16) was long.", ["1915", "16"]),
        ("They cited a 1996 law and its 2006 losses.", ["1996", "2006"]),
        ("The house was built about 1910 by masons.", ["about 1910"]),
        ("In nineteen ninety-one the mill closed.", ["nineteen ninety-one"]),
        ("It was quiet in mid-March.", ["mid-March"]),
        ("The mill closed at the end of 2029.", ["the end of 2029"]),
        ("They came last week and left yesterday evening.", ["last week", "yesterday evening"]),
        ("Two days earlier the mill had closed.", ["Two days earlier"]),
        ("Shells fell over the past 24 hours.", ["the past 24 hours"]),
        ("In recent weeks the road was closed.", ["recent weeks"]),
        ("The talks ran from 3 to 5 May 2031.", ["3", "5 May 2031"]),
        ("Rain fell on May 3-5, 2031.", ["May 3", "5, 2031"]),
        ("The paper comes out every Friday.", ["every Friday"]),
        ("It is a two-week truce.", ["two-week"]),
        ("The first ten months of 2030 were dry.", ["The first ten months of 2030"]),
        ("It was built in the 1990s, in the 20th century.", ["the 1990s", "the 20th century"]),
        ("The town, founded in 214 BC, burned.", ["214 BC"]),
        ("The alarm rang at 5:30 a.m. on Saturday.", ["5:30 a.m. on Saturday"]),
        ("Seven months into the war the road reopened.", ["Seven months into the war"]),
        ("The quarrel grew during 2014-15.", ["2014", "15"]),
    ],
)
def test_found(text: str, expected: list[str], read: Callable[..., Read]) -> None:
    assert texts(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 5000 soldiers marched past.",
        "They counted 2000 people in the square.",
        "A T-72 and 1,500 shells were taken.",
        "He may march with them.",
        "The march on the town failed.",
        "About 1900 men left.",
        "Resolution 1441 was read out.",
        "It cost $2000 and weighed 1200 kg, 2030 km away.",
        "A quarter of the town fell silent.",
        "The 19-year-old driver waved.",
        "The 24th Brigade held the mill.",
        "The 1444th Regiment held the mill.",
    ],
)
def test_not_a_time(text: str, read: Callable[..., Read]) -> None:
    assert texts(read, text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Це сталося 30 вересня 2031 року.", "uk", ["30 вересня 2031"]),
        ("У суботу, вчора і минулого тижня було тихо.", "uk", ["суботу", "вчора", "минулого тижня"]),
        ("Протягом останніх двох тижнів, на початку жовтня.", "uk", ["останніх двох тижнів", "початку жовтня"]),
        ("У ніч на 3 листопада лунали вибухи.", "uk", ["ніч на 3 листопада"]),
        ("З 5 по 11 травня тривали бої.", "uk", ["5", "11 травня"]),
        ("Загинули 1500 солдатів і 2000 людей.", "uk", []),
        ("Это было в субботу, 1 октября 2031 года.", "ru", ["субботу, 1 октября 2031"]),
        ("На прошлой неделе, три дня назад и вчера вечером.", "ru", ["прошлой неделе", "три дня назад", "вчера вечером"]),
        ("За последние сутки уничтожено 2000 человек.", "ru", ["последние сутки"]),
    ],
)
def test_found_in_cyrillic(text: str, language: str, expected: list[str], read: Callable[..., Read]) -> None:
    assert texts(read, text, language) == expected


def test_spans_are_the_documents(read: Callable[..., Read]) -> None:
    text = "Quiet.\n\nOn Friday, 3 October 2031,\nthe council met; a day later it left."
    for expression in read(text).expressions:
        assert text[expression.start : expression.end] == expression.text


def test_expressions_stand_in_order_and_do_not_overlap(read: Callable[..., Read]) -> None:
    found = read("From Monday to Friday last week, and again on 3, 4 and 5 May 2031 in the early morning of Sunday.").expressions
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\u200b\u200b 1 \u200bOctober", "אתמול ב-3 במאי 2031", "| 1 | May |\n| 2 | June |", "1 " * 2000, "-" * 5000, "May " * 2000]
)
def test_odd_input_does_not_crash(text: str, read: Callable[..., Read]) -> None:
    read(text)
    read(text, language="uk")


def test_a_language_that_is_not_known_gives_nothing(pack: Pack) -> None:
    document = document_of("Jana tarehe 3 Mei 2031.", language="sw")
    assert find_time_expressions(document, sentences_of(document), pack).records == ()


def test_a_long_line_takes_linear_time(pack: Pack) -> None:
    document = document_of("У суботу 3 травня 2031 року двоє людей пішли. " * 4000, language="uk")
    sentences = sentences_of(document)
    before = time.process_time()
    found = find_time_expressions(document, sentences, pack).records
    assert len(found) == 4000
    assert time.process_time() - before < 10


def test_a_title_is_read_alone(pack: Pack) -> None:
    assert [expression.text for expression in find_in_title("Battle of Sollen (March 2031)", pack, "en")] == ["March 2031"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on the ''60 Minutes'' show.", []),
        ("The offer is scheduled to close Monday.", ["Monday"]),
        ("The shares rose at the close of Monday.", ["the close of Monday"]),
        ("The offer lapsed at the Tuesday deadline.", ["Tuesday"]),
        ("He spoke at the two-day rally.", ["two-day"]),
        ("The convoy left at 4 in the morning.", ["4 in the morning"]),
        ("Fighting will go on in the weeks ahead.", ["the weeks ahead"]),
        ("It will last for years to come.", ["years to come"]),
        ("He was killed last October 23.", ["last October 23"]),
        ("Output fell for several quarters of decline.", ["several quarters"]),
        ("Costs will fall in future quarters.", ["future quarters"]),
    ],
)
def test_the_extent(text: str, expected: list[str], read: Callable[..., Read]) -> None:
    assert texts(read, text) == expected
