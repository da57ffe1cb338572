"""The river."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly import flow
from reportedly.core.day_range import DayRange
from reportedly.core.errors import ModelError
from reportedly.core.records import Found, Page
from reportedly.flow import GIVEN, RIVER, read_page, read_pages
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = load_pack("russia_ukraine_2022")
TEXT = "The state radio said on Monday that the ministry had confirmed that its troops left the harbour of Arvenna."


def test_each_need_is_given_by_an_earlier_step() -> None:
    known = set(GIVEN)
    for step in RIVER:
        assert set(step.needs) <= known, step.name
        known.add(step.gives)


def test_names_of_steps_differ() -> None:
    assert len({step.name for step in RIVER}) == len(RIVER)


def test_pages_read_together_read_as_each_alone() -> None:
    pages = [Page(text=TEXT), Page(text=""), Page(text="Сили оборони залишили місто."), Page(text="The mayor denied it.\n\nNobody was hurt.", clean=True)]
    assert read_pages(pages, PACK) == [read_page(page, PACK) for page in pages]


def test_a_language_nobody_reads_is_kept_and_said() -> None:
    reading = read_page(Page(text="El alcalde dijo que las tropas habían salido de la ciudad el lunes por la mañana."), PACK)
    assert reading.document.text.startswith("El alcalde")
    assert (reading.claims, [issue.code for issue in reading.issues]) == ((), ["language-unknown"])


def test_the_caller_s_id_is_kept_and_else_made_from_the_content() -> None:
    assert read_page(Page(id="mine", text=TEXT), PACK).id == "mine"
    made = read_page(Page(text=TEXT), PACK).id
    assert made == read_page(Page(text=TEXT), PACK).id
    assert made != read_page(Page(text=TEXT, outlet="Arvenna Gazette"), PACK).id


def _broken(error: Exception) -> Callable[..., Found[tuple[object, ...]]]:
    def step(**_: object) -> Found[tuple[object, ...]]:
        raise error

    return step


def test_a_step_that_fails_leaves_an_issue_and_the_rest_of_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(step, function=_broken(ValueError("odd"))) if step.gives == "quantities" else step for step in RIVER]
    monkeypatch.setattr(flow, "RIVER", tuple(steps))
    reading = read_page(Page(text=TEXT), PACK)
    assert [issue.message for issue in reading.issues] == ["find quantities: ValueError: odd"]
    assert (reading.document.text, reading.quantities) == (TEXT, ())


NEEDED = {"read document", "split sentences", "gloss sentences", "find claims"}
"""Without these nothing can be read."""
TOLD = ("On Friday the mayor said that 20 soldiers had left Kherson.", "Мер заявив у п'ятницю, що військові залишили Херсон.")


@pytest.mark.parametrize("name", [step.name for step in RIVER if step.name not in NEEDED])
def test_the_river_runs_on_when_a_step_fails(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(step, function=_broken(ValueError("odd"))) if step.name == name else step for step in RIVER]
    monkeypatch.setattr(flow, "RIVER", tuple(steps))
    read = read_pages([Page(text=text) for text in TOLD], PACK)
    failed = [issue.message for reading in read for issue in reading.issues if issue.code == "step-failed"]
    assert set(failed) == {f"{name}: ValueError: odd"}
    assert all("withdraw" in {claim.event for claim in reading.claims} for reading in read)


def test_a_day_of_publication_that_cannot_be_inferred_is_the_page_s_own_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(step, function=_broken(ValueError("odd"))) if step.gives == "published" else step for step in RIVER]
    monkeypatch.setattr(flow, "RIVER", tuple(steps))
    own = DayRange(date(2022, 11, 12), date(2022, 11, 12))
    read = read_pages([Page(text=TOLD[0]), Page(text=TOLD[0], published=own.earliest)], PACK)
    assert [reading.document.published.days for reading in read] == [DayRange(), own]


def test_a_broken_installation_is_not_taken_for_a_bad_report(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(step, function=_broken(ModelError("gone"))) if step.gives == "quantities" else step for step in RIVER]
    monkeypatch.setattr(flow, "RIVER", tuple(steps))
    with pytest.raises(ModelError, match="gone"):
        read_page(Page(text=TEXT), PACK)
