"""The river."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from reportedly import flow
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


def test_a_broken_installation_is_not_taken_for_a_bad_report(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [dataclasses.replace(step, function=_broken(ModelError("gone"))) if step.gives == "quantities" else step for step in RIVER]
    monkeypatch.setattr(flow, "RIVER", tuple(steps))
    with pytest.raises(ModelError, match="gone"):
        read_page(Page(text=TEXT), PACK)
