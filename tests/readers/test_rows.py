"""JSON lines and arrays: our own input format, and other people's."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from reportedly.core.settings import Settings
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes

WORDS = "The bridge is closed."


def lines(*rows: Any) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def read(data: bytes, name: str = "rows.jsonl", *, most: int | None = None, **options: Any) -> list[Intake]:
    settings = Settings(max_page_bytes=most) if most else Settings()
    return list(iter_reports(source_of_bytes(name, data), ReadOptions(settings=settings, keep_bodies=True, **options)))


def test_our_own_format_is_read_to_the_letter() -> None:
    row = {"id": "a", "text": f" {WORDS} ", "clean": True, "title": "Bridge", "published": "2031-05-02T00:30:00+03:00", "authors": ["M"], "language": "en_GB"}
    (intake,) = read(lines(row))
    page = intake.page
    assert (page.id, page.text, page.clean, page.title, str(page.published), page.authors, page.language) == (
        "a",
        f" {WORDS} ",
        True,
        "Bridge",
        "2031-05-02",
        ("M",),
        "en",
    )
    assert intake.snapshot is not None
    assert json.loads(intake.snapshot.body or b"") == row


def test_other_peoples_names_are_guessed() -> None:
    row = {
        "headline": "Bridge closed",
        "description": WORDS,
        "link": "https://tarn.example/1",
        "publishedAt": "2031-05-02T00:30:00Z",
        "source": {"id": None, "name": "Tarn Courier"},
        "author": "M. Venn; J. Oll",
    }
    (intake,) = read(lines(row))
    page = intake.page
    assert (page.text, page.outlet, page.authors, page.url, str(page.published)) == (
        f"Bridge closed\n\n{WORDS}",
        "Tarn Courier",
        ("M. Venn", "J. Oll"),
        "https://tarn.example/1",
        "2031-05-02",
    )


ARTICLES: list[dict[str, Any]] = [
    {
        "source": {"id": None, "name": "Dale Post"},
        "title": "Bridge",
        "description": WORDS,
        "url": "https://dale.example/1",
        "publishedAt": "2031-05-02T08:00:00Z",
    },
    {"source": {"name": "Hill Gazette"}, "title": "Snow", "description": None, "url": "https://hill.example/2", "publishedAt": "2031-05-03T08:00:00Z"},
]


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("around", ["articles", "results", "data"])
def test_what_a_news_service_answers_is_its_articles(around: str, indent: int | None) -> None:
    answer = {"status": "ok", "title": "Latest", "description": "What was new", "total": 2, around: ARTICLES}
    found = read(json.dumps(answer, indent=indent).encode(), "answer.json")
    assert [(one.page.outlet, one.page.url, str(one.page.published)) for one in found] == [
        ("Dale Post", "https://dale.example/1", "2031-05-02"),
        ("Hill Gazette", "https://hill.example/2", "2031-05-03"),
    ]
    assert found[0].page.text == f"Bridge\n\n{WORDS}"
    assert not any(one.issues for one in found)


def test_answers_line_by_line_are_all_read() -> None:
    found = read(lines({"articles": ARTICLES}, {"articles": []}, {"text": WORDS, "items": [{"title": "no report"}]}, {"articles": [3]}, {"articles": ARTICLES}))
    assert [one.page.url for one in found if one.readable] == [*(row["url"] for row in ARTICLES), None, *(row["url"] for row in ARTICLES)]
    assert [one.issues[0].message[:7] for one in found if not one.readable] == ["line 4:"]


def test_an_answer_that_breaks_off_gives_what_is_whole() -> None:
    whole = json.dumps({"status": "ok", "articles": ARTICLES}, indent=1).encode()
    found = read(whole[:-60], "answer.json")
    assert [one.readable for one in found] == [True, False]
    assert found[0].page.url == "https://dale.example/1"


def test_a_report_of_many_lines_with_items_of_its_own_is_no_answer() -> None:
    found = read(json.dumps({"text": WORDS, "items": [{"title": "no report"}]}, indent=1).encode(), "row.json")
    assert not any(one.page.title == "no report" for one in found)


def test_columns_can_be_named() -> None:
    (intake,) = read(lines({"text": "not this", "story": WORDS}), columns=(("text", "story"),))
    assert intake.page.text == WORDS


def test_a_broken_line_is_answered_in_its_place() -> None:
    intakes = read(lines({"text": WORDS}, b"{half\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", {"nothing": 1}, {"id": 5, "text": 6}, {"text": WORDS}))
    assert [intake.readable for intake in intakes] == [True, False, False, False, False, False, True] or [i.readable for i in intakes].count(True) == 3
    assert {issue.code for intake in intakes for issue in intake.issues} == {"line-unreadable"}


def test_an_array_is_read_item_by_item() -> None:
    data = json.dumps([{"text": WORDS, "id": "a"}, 3, {"title": "Two"}], indent=2).encode()
    assert [(intake.readable, intake.page.text) for intake in read(data, "rows.json")] == [(True, WORDS), (False, None), (True, "Two")]


def test_an_array_that_breaks_off() -> None:
    data = json.dumps([{"text": WORDS}] * 3).encode()
    assert [intake.readable for intake in read(data[:-10], "rows.json")] == [True, True, False]


def test_a_line_of_many_megabytes_is_passed_over() -> None:
    intakes = read(lines({"text": WORDS}, {"text": "x" * 200_000}, {"text": WORDS}), most=20_000)
    assert [intake.readable for intake in intakes] == [True, False, True]


def test_packed_lines_and_packed_lines_that_break_off() -> None:
    data = gzip.compress(lines(*({"text": f"{WORDS} {number}"} for number in range(500))))
    assert len(read(data, "rows.jsonl.gz")) == 500
    broken = read(data[:-400], "rows.jsonl.gz")
    assert broken[0].readable
    assert not broken[-1].readable


def test_ids_that_come_twice_are_two_reports() -> None:
    assert [intake.page.id for intake in read(lines({"id": "a", "text": "One."}, {"id": "a", "text": "Two."}))] == ["a", "a"]


@pytest.mark.parametrize("day", ["1970-01-01", "2099-01-01"])
def test_days_that_cannot_be_are_told(day: str) -> None:
    (intake,) = read(lines({"text": WORDS, "published": day}))
    assert [issue.code for issue in intake.issues] == ["published-implausible"]
    assert intake.page.published is None


def test_it_is_known_by_its_content() -> None:
    assert choose_reader(source_of_bytes("x", lines({"text": WORDS}))).name == "JSON rows"
    assert choose_reader(source_of_bytes("x", b"{ This is a poem,\n with braces }")).name == "page"
    assert choose_reader(source_of_bytes("x.json", json.dumps({"text": WORDS}, indent=1).encode())).name == "JSON rows"
