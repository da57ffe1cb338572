from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.places.conftest import document_of

from reportedly.core.day_range import DayRange
from reportedly.core.errors import PackError
from reportedly.core.records import PlaceStatus, Published, PublishedBasis
from reportedly.core.settings import Settings
from reportedly.places.contact import line_on, read_contact_lines
from reportedly.places.find import find_place_names
from reportedly.places.resolve import resolve_places
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from reportedly.core.records import PlaceMention
    from reportedly.packs.load import Pack

EXTRA = {
    "contact": [
        {"from": date(2031, 5, 1), "until": date(2031, 5, 31), "points": [[10.0, 20.0], [10.2, 20.1]]},
        {"from": date(2031, 3, 1), "until": date(2031, 4, 30), "points": [[12.0, 24.0]]},
        {"from": date(2031, 6, 1), "points": [[11.0, 22.0]]},
    ]
}


def test_the_line_is_the_one_of_the_day() -> None:
    lines = read_contact_lines(EXTRA, "a pack")
    assert [line.first.month for line in lines] == [3, 5, 6]
    assert line_on(lines, DayRange.on(date(2031, 4, 30))) is lines[0]
    assert line_on(lines, DayRange(date(2031, 4, 30), date(2031, 5, 1))) is lines[1]
    assert line_on(lines, DayRange.on(date(2040, 1, 1))) is lines[2]


@pytest.mark.parametrize("days", [None, DayRange(), DayRange.on(date(2031, 2, 28))])
def test_without_a_day_or_a_line_for_it_there_is_none(days: DayRange | None) -> None:
    assert line_on(read_contact_lines(EXTRA, "a pack"), days) is None


def test_distance_is_to_the_nearest_point_and_none_where_far() -> None:
    line = read_contact_lines(EXTRA, "a pack")[1]
    near = line.kilometres(10.2, 20.2)
    assert near is not None
    assert 10 < near < 12
    assert line.kilometres(50.0, 20.0) is None


@pytest.mark.parametrize(
    "entry",
    [{}, {"from": "May"}, {"from": date(2031, 5, 2), "until": date(2031, 5, 1), "points": [[1, 2]]}, {"from": date(2031, 5, 2), "points": [[1, 2, 3]]}],
)
def test_a_line_that_is_none_is_told(entry: dict[str, object]) -> None:
    with pytest.raises(PackError, match="a pack"):
        read_contact_lines({"contact": [entry]}, "a pack")


def read_on(pack: Pack, text: str, day: date | None) -> tuple[PlaceMention, ...]:
    document = document_of(text)
    sentences = tuple(split_sentences(document, Settings()).records)
    names = find_place_names(document, sentences, pack).records
    days = Published(days=DayRange.on(day) if day else DayRange(), basis=PublishedBasis.GIVEN if day else PublishedBasis.UNKNOWN, why="a test")
    return resolve_places(document, sentences, names, pack, published=days).records


def test_the_line_tells_namesakes_apart_only_where_the_day_is_known(war: Pack) -> None:
    undated, dated, early = (read_on(war, "A mill in Novoselivka burned.", day)[0] for day in (None, date(2022, 7, 1), date(2014, 1, 1)))
    assert undated.status is PlaceStatus.AMBIGUOUS
    assert [one.place.id for one in undated.candidates] == [one.place.id for one in early.candidates]
    scores = {one.place.id: one.score for one in undated.candidates}
    assert dated.candidates[0].score > max(scores.values())
