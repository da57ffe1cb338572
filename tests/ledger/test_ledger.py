from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import reportedly
from reportedly.core.errors import LedgerError
from reportedly.core.records import Certainty, Page
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.post import PostedKind
from reportedly.ledger.prepare import pack_version
from reportedly.ledger.testimony import iter_testimonies

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.ledger.prepare import PackVersion
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)


def post(ledger: Ledger, page: Page, pack: Pack, *, recorded: datetime = RECORDED, retrieved: date | None = None) -> tuple[str, PostedKind]:
    posted = ledger.post(next(reportedly.read_many([page])), pack=pack, recorded=recorded, page=page, retrieved=retrieved)
    return posted.report, posted.kind


def test_what_was_posted_comes_back_to_the_last_field(filled: Ledger, readings: tuple[Reading, ...], pack: Pack) -> None:
    stored = {testimony.claim: testimony for testimony in filled.iter_testimonies()}
    wanted = [testimony for reading in readings for testimony in iter_testimonies(reading, pack)]
    assert len(wanted) >= 5
    for testimony in wanted:
        found = stored[testimony.claim]
        assert dataclasses.replace(found, id=testimony.id, report=testimony.report) == testimony


def test_posting_again_adds_nothing(filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    before = list(filled.iter_claims())
    later = RECORDED + timedelta(days=1)
    kinds = [filled.post(reading, pack=pack, recorded=later, page=page).kind for page, reading in zip(pages, readings, strict=True)]
    assert kinds == [PostedKind.SEEN] * 4
    assert list(filled.iter_claims()) == before


def test_a_report_is_known_by_its_given_id_else_its_address_else_its_text(ledger: Ledger, pack: Pack) -> None:
    text = "Russian troops have left Lyman."
    assert post(ledger, Page(text=text, id="mine", url="https://a.example/x"), pack) == ("mine", PostedKind.NEW)
    first, kind = post(ledger, Page(text=text, url="https://a.example/x"), pack)
    assert kind is PostedKind.NEW
    assert post(ledger, Page(text=text, url="https://A.example/x/?utm_source=feed#top"), pack) == (first, PostedKind.SEEN)
    assert post(ledger, Page(text=text), pack)[1] is PostedKind.NEW


def test_a_feeds_words_about_an_article_do_not_take_its_place(ledger: Ledger, pack: Pack) -> None:
    url = "https://a.example/x"
    article = Page(text="Russian troops have left Lyman. Ukrainian forces shelled Kharkiv.", url=url)
    entry = Page(text="Russian troops have left Lyman.", url=url, excerpt=True)
    first, _ = post(ledger, article, pack)
    other, kind = post(ledger, entry, pack)
    assert (first != other, kind) == (True, PostedKind.NEW)
    assert post(ledger, dataclasses.replace(entry, text="Russian troops have left Lyman at last."), pack) == (other, PostedKind.NEW_TEXT)
    assert len([one for one in ledger.iter_testimonies() if one.report == first]) == 2


def test_the_same_text_at_two_outlets_is_two_reports(ledger: Ledger, pack: Pack) -> None:
    text = "Russian troops have left Lyman."
    kinds = [post(ledger, Page(text=text, url=f"https://{outlet}.example/x", outlet=outlet), pack)[1] for outlet in ("one", "two")]
    assert kinds == [PostedKind.NEW, PostedKind.NEW]
    assert [testimony.outlet for testimony in ledger.iter_testimonies(outlet="ONE")] == ["one"]
    assert len(list(ledger.iter_testimonies())) == 2


def test_a_changed_page_is_a_new_text_of_the_same_report_and_known_only_from_when_it_was_seen(ledger: Ledger, pack: Pack) -> None:
    url, published = "https://harbour.example/live", date(2022, 10, 1)
    page = Page(text="Russian troops have left Lyman.", url=url, published=published)
    report, _ = post(ledger, page, pack, retrieved=published)
    edited = dataclasses.replace(page, text="Russian troops remain in Lyman. Ukrainian forces shelled the town.")
    posted = ledger.post(reportedly.read(edited), pack=pack, recorded=RECORDED, page=edited, retrieved=date(2022, 10, 5))
    assert (posted.report, posted.kind) == (report, PostedKind.NEW_TEXT)
    assert posted.added
    assert posted.gone
    first = {testimony.event for testimony in ledger.iter_testimonies(as_of=date(2022, 10, 4))}
    last = {testimony.event for testimony in ledger.iter_testimonies(as_of=date(2022, 10, 5))}
    assert first == {"withdraw"}
    assert "withdraw" not in last
    assert {testimony.event for testimony in ledger.iter_testimonies()} == last


def test_an_edit_that_nobody_saw_happen_is_known_as_of_no_day(ledger: Ledger, pack: Pack) -> None:
    page = Page(text="Russian troops have left Lyman.", id="x", published=date(2022, 10, 1))
    post(ledger, page, pack)
    post(ledger, dataclasses.replace(page, text="Ukrainian forces shelled Lyman."), pack)
    assert [testimony.event for testimony in ledger.iter_testimonies(as_of=date(2023, 10, 1))] == ["withdraw"]
    assert [testimony.event for testimony in ledger.iter_testimonies()] == ["shell"]


def test_as_of_cuts_at_the_public_day_and_recorded_by_at_the_moment_of_storing(ledger: Ledger, pack: Pack) -> None:
    for number, day in enumerate((date(2022, 9, 30), date(2022, 10, 1))):
        page = Page(text="Russian troops have left Lyman.", id=str(number), published=day)
        post(ledger, page, pack, recorded=RECORDED + timedelta(hours=number))
    post(ledger, Page(text="Ukrainian forces shelled Lyman.", id="undated"), pack, recorded=RECORDED + timedelta(hours=2))
    assert [testimony.report for testimony in ledger.iter_testimonies(as_of=date(2022, 9, 30))] == ["0"]
    assert [testimony.report for testimony in ledger.iter_testimonies(as_of=date(2022, 10, 1))] == ["0", "1"]
    assert [testimony.report for testimony in ledger.iter_testimonies(recorded_by=RECORDED)] == ["0"]
    assert [testimony.report for testimony in ledger.iter_testimonies()] == ["0", "1", "undated"]


def test_a_newer_version_that_comes_back_to_an_older_reading_counts(
    filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack, make_where: Callable[..., str]
) -> None:
    old = pack_version(pack)
    newer, newest = (dataclasses.replace(old, engine=engine) for engine in ("8.1", "8.2"))
    reading, none = readings[1], dataclasses.replace(readings[1], claims=())
    claims = [claim.key for claim in reading.claims]

    def post(one: Reading, reader: PackVersion, day: int) -> PostedKind:
        return filled.post(one, pack=pack, recorded=RECORDED + timedelta(days=day), page=pages[1], reader=reader).kind

    def held(ledger: Ledger, **question: Any) -> list[str]:
        return [one.claim for one in ledger.iter_testimonies(**question) if one.report == "hand-1"]

    assert post(none, newer, 1) is PostedKind.REREAD
    assert held(filled) == []
    assert post(reading, newest, 2) is PostedKind.REREAD
    assert held(filled) == claims
    assert held(filled, recorded_by=RECORDED + timedelta(days=1)) == []
    for again, reader in ((none, newer), (reading, old), (reading, newest), (reading, dataclasses.replace(old, engine="8.3"))):
        assert post(again, reader, 3) is PostedKind.SEEN
    assert held(filled) == claims
    assert list(iter_faults(filled.store)) == []
    with Ledger.open(make_where()) as other:
        assert other.merge(filled, recorded=RECORDED).counts[PostedKind.REREAD] == 2
        assert held(other) == claims
        assert set(other.merge(filled, recorded=RECORDED).counts) == {PostedKind.SEEN}
        assert list(iter_faults(other.store)) == []


def test_reading_again_with_another_version_adds_a_reading_and_says_what_changed(
    filled: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack
) -> None:
    reading = readings[1]
    newer = dataclasses.replace(pack_version(pack), engine="9.9")
    seen = filled.post(reading, pack=pack, recorded=RECORDED, page=pages[1], reader=newer)
    assert seen.kind is PostedKind.SEEN
    other = dataclasses.replace(reading, claims=(dataclasses.replace(reading.claims[0], event="strike", certainty=Certainty.POSSIBLE),))
    posted = filled.post(other, pack=pack, recorded=RECORDED + timedelta(days=1), page=pages[1], reader=newer)
    assert posted.kind is PostedKind.REREAD
    assert posted.changed == (reading.claims[0].key,)
    assert set(posted.gone) == {claim.key for claim in reading.claims[1:]} - {reading.claims[0].key}
    assert [testimony.event for testimony in filled.iter_testimonies() if testimony.report == "hand-1"] == ["strike"]
    before = [testimony.event for testimony in filled.iter_testimonies(recorded_by=RECORDED) if testimony.report == "hand-1"]
    assert before == [claim.event for claim in reading.claims]


def test_testimonies_come_in_an_order_that_hangs_on_nothing_but_ids(where: str, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    with Ledger.open(where, create=True) as ledger:
        for page, reading in reversed(list(zip(pages, readings, strict=True))):
            ledger.post(reading, pack=pack, recorded=RECORDED, page=page)
        backwards = list(ledger.iter_testimonies())
    assert [testimony.report for testimony in backwards] == sorted(testimony.report for testimony in backwards)


def test_strange_characters_are_stored(ledger: Ledger, pack: Pack) -> None:
    text = "Russian troops\x00 have left Lyman\ud800, said the \u202emayor\u200b."
    post(ledger, Page(text=text, id="odd\x00\udfff", outlet="\x00", clean=True), pack)
    assert all("\x00" not in testimony.quote for testimony in ledger.iter_testimonies())


def test_an_error_in_a_batch_leaves_nothing_of_it(ledger: Ledger, pages: tuple[Page, ...], readings: tuple[Reading, ...], pack: Pack) -> None:
    broken = dataclasses.replace(readings[0], claims=(dataclasses.replace(readings[0].claims[0], event=None),))  # type: ignore[arg-type]
    with pytest.raises(LedgerError):
        ledger.post(broken, pack=pack, recorded=RECORDED, page=pages[0])
    assert list(ledger.iter_testimonies()) == []
    assert ledger.post(readings[0], pack=pack, recorded=RECORDED, page=pages[0]).kind is PostedKind.NEW
    assert len(list(ledger.iter_testimonies())) == len(readings[0].claims)
