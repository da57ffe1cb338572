from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from bench.ledger_readings import as_posting, iter_varied

from reportedly.core.day_range import DayRange
from reportedly.core.entries import JudgementKind
from reportedly.ledger import answers, newest
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.prepare import pack_version
from reportedly.ledger.questions import Question, iter_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.core.records import Reading
    from reportedly.ledger.listed import ListedReport
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
QUESTIONS = (
    Question(),
    Question(place="Lyman"),
    Question(place="lyman", event=("withdraw", "advance")),
    Question(area="Donetsk Oblast"),
    Question(area="30,45,40,50", actor="RU"),
    Question(actor="RU"),
    Question(actor="RU", speaker="ru-mod", outlet="The Harbour Post"),
    Question(speaker="official*"),
    Question(outlet="gazette of tests"),
    Question(event="strike", days=DayRange(date(2022, 6, 1), date(2022, 9, 30))),
    Question(days=DayRange(None, date(2022, 8, 1))),
    Question(days=DayRange(date(2023, 1, 1), None), as_of=date(2023, 3, 1)),
    Question(text="missile hit"),
    Question(text="forces", recorded_by=RECORDED),
    Question(text="nowhere"),
    Question(report="hand-2-2"),
    Question(place="Nowhere"),
)


@pytest.fixture
def stream(make_where: Callable[..., str], readings: tuple[Reading, ...], pack: Pack) -> Iterator[Ledger]:
    """Some 200 claims over three years; a sixth has no day, and days have several claims each."""
    reader = pack_version(pack)
    sparse = (dataclasses.replace(one, id=f"{one.id}-{number % 5}") for number, one in enumerate(iter_varied(readings, 160)))
    postings = [as_posting(_undated(one) if number % 6 == 0 else one, pack, reader) for number, one in enumerate(sparse)]
    with Ledger.open(make_where()) as ledger:
        ledger.post_many(postings, recorded=RECORDED)
        for stored in list(ledger.iter_claims(limit=3)):
            ledger.judge(JudgementKind.MISREAD, stored.testimony.id, by="A. Checker", why="no", recorded=RECORDED)
        moved = next(stored for stored in ledger.iter_claims(Question(place="Kramatorsk")))
        ledger.judge(JudgementKind.PLACE_IS, moved.testimony.id, object="geonames:704204", by="A. Checker", why="misspelt", recorded=RECORDED)
        yield ledger


def _undated(reading: Reading) -> Reading:
    days = DayRange(None, None)
    return dataclasses.replace(reading, claims=tuple(dataclasses.replace(claim, day=dataclasses.replace(claim.day, days=days)) for claim in reading.claims))


@pytest.mark.parametrize(("many", "window"), [(2000, 256), (0, 4), (20, 10)], ids=["as shipped", "windows alone", "both"])
def test_the_newest_are_the_first_of_all_sorted(stream: Ledger, monkeypatch: pytest.MonkeyPatch, many: int, window: int) -> None:
    monkeypatch.setattr(newest, "MANY", many)
    monkeypatch.setattr(newest, "FEW", many // 4)
    monkeypatch.setattr(newest, "WINDOW", window)
    monkeypatch.setattr(newest, "LARGE", window * 10)
    for question in QUESTIONS:
        try:
            wanted = [stored.testimony for stored in stream.iter_claims(question, newest_first=True)]
        except Exception as error:  # noqa: BLE001  the same error either way
            with pytest.raises(type(error)):
                list(stream.iter_claims(question, newest_first=True, limit=3))
            continue
        for limit in (1, 7, 10_000):
            found = [stored.testimony for stored in stream.iter_claims(question, newest_first=True, limit=limit)]
            assert found == wanted[:limit], question


@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_of_answers_make_up_the_whole(stream: Ledger, monkeypatch: pytest.MonkeyPatch, newest_first: bool) -> None:  # noqa: FBT001
    monkeypatch.setattr(newest, "WINDOW", 8)
    monkeypatch.setattr(newest, "FEW", 5)
    for question in (Question(), Question(place="Lyman"), Question(actor="RU", days=DayRange(date(2022, 6, 1), None))):
        wanted = [stored.testimony.id for stored in stream.iter_claims(question, newest_first=newest_first)]
        found: list[str] = []
        after = None
        with stream.store.reading() as connection:
            while page := list(iter_answers(connection, question, newest_first=newest_first, limit=7, after=after)):
                found += [stored.testimony.id for _, stored in page]
                after = page[-1][0]
        assert found == wanted
        assert len(found) > 7


@pytest.mark.parametrize("many", [0, 5, 2000])
def test_the_reports_found_first_are_the_first_of_all(stream: Ledger, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(answers, "MANY", many)
    monkeypatch.setattr(answers, "WINDOW", 8)
    for words in ("troops", "forces", "missile*", '"12 civilians"', "nowhere"):
        for as_of in (None, date(2023, 3, 1)):
            wanted = list(stream.iter_reports(words, as_of=as_of))
            assert [found.report for found in wanted] == [one.report for one in sorted(wanted, key=_last_public)]
            for limit in (1, 9, 10_000):
                assert list(stream.iter_reports(words, as_of=as_of, limit=limit)) == wanted[:limit]


def _last_public(found: ListedReport) -> tuple[int, str]:
    return -(found.public or date.min).toordinal(), found.report


def test_what_changed_between_two_days_is_found_without_looking_at_all(stream: Ledger) -> None:
    claim = next(stream.iter_claims(Question(place="Kramatorsk", as_of=date(2022, 5, 30))))
    stream.judge(JudgementKind.RETRACTED, claim.testimony.report, since=date(2022, 6, 3), by="A. Checker", why="taken back", recorded=RECORDED)
    for first, last in ((date(2022, 6, 1), date(2022, 6, 4)), (date(2022, 6, 4), date(2022, 6, 1)), (date(2022, 1, 1), date(2026, 1, 1))):
        for question in (Question(), Question(place="Kramatorsk")):
            before, after = (dataclasses.replace(question, as_of=day) for day in (first, last))
            known, now = ({stored.testimony.id for stored in stream.iter_claims(one)} for one in (before, after))
            changes = [(change.came, change.claim.testimony.id) for change in stream.iter_changes(before, after)]
            assert sorted(changes) == sorted([(True, one) for one in now - known] + [(False, one) for one in known - now])
