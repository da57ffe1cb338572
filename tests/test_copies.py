"""Copies from Python."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

import reportedly
from reportedly.beliefs.prior import Point, PriorClaim, Question
from reportedly.copies import text_of
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.holds import weigh_ledger
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from pathlib import Path

TOLD = "Two missiles hit the bridge at Oldford at dawn and tore up the rails. Nobody was hurt, the mayor Per Linde wrote to the council."


def test_pages_and_rows_go_in_and_an_index_comes_out() -> None:
    rows: list[Page | dict[str, object]] = [
        Page(id="a", text=TOLD, clean=True, published=date(2023, 5, 2)),
        {"id": "b", "text": f"{TOLD} More soon.", "clean": True, "published": "2023-05-03"},
    ]
    index = reportedly.find_copies(rows)
    (found,) = index.dependences()
    assert (found.a, found.b, found.relation, found.source) == ("a", "b", "copy", "a")
    assert isinstance(found, reportedly.Dependence)
    assert len(set(index.families().values())) == 1


def test_a_row_that_is_no_report_is_told() -> None:
    with pytest.raises(reportedly.PageError, match="exactly one of"):
        reportedly.find_copies([{"id": "a"}])


def test_the_default_id_is_that_of_read() -> None:
    page = Page(text=TOLD, clean=True, url="https://example.org/bridge")
    report, text, published = text_of(page, load_pack("russia_ukraine_2022"), Settings())
    assert (report, text, published) == (reportedly.read(page).id, TOLD, None)


def test_furniture_of_a_flattened_page_is_left_out() -> None:
    page = Page(id="a", text=f"Bridge hit\n\n{TOLD}\n\nShare this article\nRead More\nLeave a Reply\nYour email address will not be published.\n")
    _, text, _ = text_of(page, load_pack("russia_ukraine_2022"), Settings())
    assert TOLD in text
    assert "Leave a Reply" not in text


WIRE = (
    "Karvelian troops captured Harrowford on Tuesday. Smoke hung over the grain lifts as columns of lorries crossed the ford, and shopkeepers swept "
    "broken glass from Mill Street while the bells of St Osyth rang noon. A baker, Lena Quist, wrote that forty loaves had been handed to soldiers."
)
CARRIERS = ("Dale Post", "Hill Gazette", "Northern Telegraph", "Vale Echo", "Ferry Times", "Mill Herald")


def share_after(path: Path, carriers: tuple[str, ...], *, copies: bool = True) -> float:
    """What a ledger believes of Karvelia's hold after one text in these outlets, each with its own credit line."""
    pack = load_pack("tests/data/packs/two_rivers")
    day = date(2031, 5, 21)
    pages = [Page(id=f"r{number}", text=f"{WIRE} ({name})", outlet=name, published=day, clean=True) for number, name in enumerate(carriers)]
    with Ledger.open(path, create=True) as ledger:
        for page, reading in zip(pages, reportedly.read_many(pages, pack=pack), strict=True):
            ledger.post(reading, pack=pack, recorded=datetime(2031, 6, 1, tzinfo=UTC), page=page)
        point = Point(geonameid=None, name="Harrowford", latitude=41.18, longitude=-30.55)
        prior = [PriorClaim(point=point, day=date(2031, 5, 1), holder="TO", source="map")]
        weighing = weigh_ledger(ledger, prior=prior, pack=pack, families=None if copies else {})
    return dict(weighing.belief(Question(point=point, day=day, as_of=day)).probability)["KA"]


def test_a_syndicated_report_is_one_witness_to_who_holds_what(tmp_path: Path) -> None:
    one = share_after(tmp_path / "one.db", CARRIERS[:1])
    assert share_after(tmp_path / "six.db", CARRIERS) == one
    assert share_after(tmp_path / "blind.db", CARRIERS, copies=False) > one
