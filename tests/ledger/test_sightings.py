from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

import reportedly
from reportedly.core.entries import Snapshot
from reportedly.core.records import Page
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.post import PostedKind
from reportedly.ledger.prepare import page_digest
from reportedly.ledger.sightings import Sighting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.core.records import Reading
    from reportedly.ledger.post import Posted
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
FIRST = datetime(2022, 10, 1, 8, tzinfo=UTC)
TEXTS = {"A": "Russian troops have left Lyman.", "B": "Ukrainian forces shelled Lyman.", "C": "Ukrainian forces have captured Izium."}
EVENTS = {"A": "withdraw", "B": "shell", "C": "capture"}
PAGES = {name: Page(text=text, id="live", published=date(2022, 10, 1)) for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def versions() -> dict[str, Reading]:
    return {name: reportedly.read(page) for name, page in PAGES.items()}


def snapshot(name: str, hours: int | None) -> Snapshot:
    body = TEXTS[name].encode()
    moment = None if hours is None else FIRST + timedelta(hours=hours)
    return Snapshot(sha256=hashlib.sha256(body).hexdigest(), body=body, media_type="text/plain", url=None, retrieved=moment)


def post(ledger: Ledger, pack: Pack, versions: dict[str, Reading], name: str, hours: int | None, *, later: int = 0) -> Posted:
    recorded = RECORDED + timedelta(days=later)
    return ledger.post(versions[name], pack=pack, recorded=recorded, page=PAGES[name], snapshot=snapshot(name, hours))


def current(ledger: Ledger, *, as_of: date | None = None, recorded_by: datetime | None = None) -> str:
    """The text that counts, by its letter."""
    found = {testimony.event for testimony in ledger.iter_testimonies(as_of=as_of, recorded_by=recorded_by)}
    return "".join(name for name, event in EVENTS.items() if event in found)


def test_a_page_that_goes_back_to_an_earlier_text_has_that_text_again(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    kinds = [post(ledger, pack, versions, name, hours, later=hours).kind for name, hours in (("A", 0), ("B", 48), ("A", 96))]
    assert kinds == [PostedKind.NEW, PostedKind.NEW_TEXT, PostedKind.RETURNED]
    assert current(ledger) == "A"
    assert [current(ledger, as_of=date(2022, 10, day)) for day in (1, 2, 3, 4, 5)] == ["A", "A", "B", "B", "A"]
    assert current(ledger, recorded_by=RECORDED + timedelta(days=50)) == "B"
    history = ledger.history("live")
    assert [text.current for text in history.texts] == [True, False]
    assert [(edit.before, edit.after, edit.public) for edit in ledger.iter_edits()] == [(1, 2, date(2022, 10, 3)), (2, 1, date(2022, 10, 5))]
    assert [(edit.before, edit.after) for edit in ledger.iter_edits(report="live", as_of=date(2022, 10, 4))] == [(1, 2)]
    assert list(ledger.iter_edits(report="other")) == []
    reading = ledger.reading("live")
    assert reading is not None
    assert reading.document.text == TEXTS["A"]
    assert list(iter_faults(ledger.store)) == []


def test_a_return_tells_which_claims_went_and_came(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    post(ledger, pack, versions, "A", 0)
    post(ledger, pack, versions, "B", 1)
    back = post(ledger, pack, versions, "A", 2)
    assert back.added == tuple(sorted(claim.key for claim in versions["A"].claims))
    assert back.gone == tuple(sorted(claim.key for claim in versions["B"].claims))
    assert post(ledger, pack, versions, "A", 2).kind is PostedKind.SEEN


def test_an_old_copy_that_comes_in_late_is_no_news(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    post(ledger, pack, versions, "B", 48)
    late = post(ledger, pack, versions, "A", 0, later=9)
    assert (late.kind, late.added, late.gone) == (PostedKind.NEW_TEXT, (), ())
    assert current(ledger) == "B"
    assert [(edit.before, edit.after) for edit in ledger.iter_edits()] == [(2, 1)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::4])
def test_the_text_that_counts_hangs_on_no_order_of_arrival(
    make_where: Callable[..., str], pack: Pack, versions: dict[str, Reading], order: Sequence[int]
) -> None:
    seen = (("A", 0), ("B", 48), ("A", 96), ("C", 144))
    with Ledger.open(make_where()) as ledger:
        for number in order:
            post(ledger, pack, versions, *seen[number])
        assert [current(ledger, as_of=date(2022, 10, day)) for day in (3, 4, 5, 6, 7, 8)] == ["B", "B", "A", "A", "C", "C"]
        assert current(ledger) == "C"


def test_a_text_of_which_nobody_knows_when_it_was_seen_comes_after_those_before_it(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    post(ledger, pack, versions, "A", 0)
    post(ledger, pack, versions, "B", None)
    assert current(ledger) == "B"
    assert current(ledger, as_of=date(2024, 1, 1)) == "A"
    assert post(ledger, pack, versions, "A", None).kind is PostedKind.SEEN
    assert current(ledger) == "B"
    post(ledger, pack, versions, "C", 1)
    assert current(ledger) == "C"


def test_what_was_read_before_is_seen_again_without_reading(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    post(ledger, pack, versions, "A", 0)
    post(ledger, pack, versions, "B", 1)
    digest = page_digest(PAGES["A"])
    notes = (("forwarded_from", "Harbour Watch\x00"),)
    (back,) = ledger.see_again([Sighting(page_digest=digest, snapshot=snapshot("A", 2), notes=notes)], recorded=RECORDED)
    assert (back.kind, back.report, len(back.added)) == (PostedKind.RETURNED, "live", len(versions["A"].claims))
    assert current(ledger) == "A"
    again = [Sighting(page_digest=digest, snapshot=snapshot("A", 2), notes=notes), Sighting(page_digest="0" * 32, snapshot=snapshot("A", 3))]
    assert ledger.see_again(again, recorded=RECORDED) == []
    assert ledger.see_again([], recorded=RECORDED) == []
    history = ledger.history("live")
    assert history.texts[0].notes == (("forwarded_from", "Harbour Watch\\x00"),)
    assert [(seen.text, seen.kept) for seen in history.snapshots] == [(1, True), (2, True), (1, True)]
    (still,) = ledger.see_again([Sighting(page_digest=digest, snapshot=snapshot("A", 9))], recorded=RECORDED)
    assert still.kind is PostedKind.SEEN
    ledger.forget("live", by="A. Checker", reason="asked", recorded=RECORDED)
    assert ledger.see_again([Sighting(page_digest=digest, snapshot=snapshot("A", 11))], recorded=RECORDED) == []


def test_bytes_are_kept_once(ledger: Ledger, pack: Pack, versions: dict[str, Reading]) -> None:
    for hours in (0, 1, 2):
        post(ledger, pack, versions, "A", hours)
    with ledger.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*), count(body) FROM snapshot").one()
    assert tuple(kept) == (3, 1)


def test_what_a_container_says_is_kept_once_and_merged_and_forgotten(
    ledger: Ledger, make_where: Callable[..., str], pack: Pack, versions: dict[str, Reading]
) -> None:
    notes = (("forwarded_from", "Zorislava Quillfeather"), ("edited", "2022-10-02"))
    for given in (notes, notes[:1], (*notes, ("edited", "2022-10-03"))):
        ledger.post(versions["A"], pack=pack, recorded=RECORDED, page=PAGES["A"], notes=given)
    wanted = (*notes, ("edited", "2022-10-03"))
    assert ledger.history("live").texts[0].notes == wanted
    with Ledger.open(make_where()) as other:
        for _ in range(2):
            other.merge(ledger, recorded=RECORDED)
            assert other.history("live").texts[0].notes == wanted
    ledger.forget("live", by="A. Checker", reason="asked", recorded=RECORDED)
    assert ledger.history("live").texts[0].notes == tuple((name, "") for name, _ in wanted)


def test_a_merge_brings_when_each_text_was_seen(ledger: Ledger, make_where: Callable[..., str], pack: Pack, versions: dict[str, Reading]) -> None:
    for name, hours in (("A", 0), ("B", 48), ("A", 96)):
        post(ledger, pack, versions, name, hours)
    with Ledger.open(make_where()) as other:
        post(other, pack, versions, "B", 72)
        other.merge(ledger, recorded=RECORDED)
        assert current(other) == "A"
        assert [current(other, as_of=date(2022, 10, day)) for day in (3, 4, 5)] == ["B", "B", "A"]
