"""CSV and TSV as people have them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.core.errors import PageError
from reportedly.core.settings import Settings
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes

HEAD = "Headline,Description,Date,URL,Source\n"


def read(data: bytes | str, name: str = "table.csv", *, most: int | None = None, **options: Any) -> list[Intake]:
    settings = Settings(max_page_bytes=most) if most else Settings()
    data = data.encode() if isinstance(data, str) else data
    return list(iter_reports(source_of_bytes(name, data), ReadOptions(settings=settings, keep_bodies=True, **options)))


def codes(intakes: list[Intake]) -> list[str]:
    return [issue.code for intake in intakes for issue in intake.issues]


def test_title_and_description_are_joined() -> None:
    (intake,) = read(HEAD + '"Bridge closed","The bridge, it says, is closed.",2031-05-02,https://tarn.example/1,Tarn Courier\n')
    page = intake.page
    assert (page.text, page.title, page.url, page.outlet, str(page.published)) == (
        "Bridge closed\n\nThe bridge, it says, is closed.",
        "Bridge closed",
        "https://tarn.example/1",
        "Tarn Courier",
        "2031-05-02",
    )
    assert intake.snapshot is not None
    assert intake.snapshot.body == b'"Bridge closed","The bridge, it says, is closed.",2031-05-02,https://tarn.example/1,Tarn Courier\n'


def test_columns_can_be_named() -> None:
    data = "Kopf;Was;Wann\nBrücke gesperrt;Die Brücke ist gesperrt.;2.5.2031\n"
    (intake,) = read(data, columns=(("title", "Kopf"), ("text", "was"), ("published", "Wann")))
    assert (intake.page.text, str(intake.page.published)) == ("Brücke gesperrt\n\nDie Brücke ist gesperrt.", "2031-05-02")


@pytest.mark.parametrize(
    ("columns", "message"),
    [((("title", "Nothing"),), "expected a column 'Nothing'"), ((("head", "Kopf"),), "expected a field among"), ((), "expected a column with the words")],
)
def test_columns_that_are_not_there_are_told(columns: tuple[tuple[str, str], ...], message: str) -> None:
    with pytest.raises(PageError, match=message):
        read("Kopf,Wann\na,b\n", columns=columns)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_mark(mark: str) -> None:
    assert [intake.page.text for intake in read(f"title{mark}url\nOne{mark}x\nTwo{mark}y\n")] == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-u"])
def test_every_encoding(encoding: str) -> None:
    rows = "".join(f"Паром у Тарнвика не ходит номер {number},https://tarn.example/{number}\n" for number in range(40))
    intakes = read(("title,url\n" + rows).encode(encoding))
    assert [intake.page.text for intake in intakes] == [f"Паром у Тарнвика не ходит номер {number}" for number in range(40)]


def test_line_ends_inside_a_cell_and_of_every_kind() -> None:
    (first, second) = read('title,text\r\nOne,"line\r\nline"\r\nTwo,"a ""word"""\r\n')
    assert (first.page.text, second.page.text) == ("One\n\nline\r\nline", 'Two\n\na "word"')


def test_days_of_two_readings_are_open_until_somebody_says() -> None:
    data = "title,date\nOne,03/04/2031\nTwo,13/04/2031\n"
    assert [str(intake.page.published) for intake in read(data)] == ["None", "2031-04-13"]
    assert codes(read(data)) == ["published-unclear"]
    assert [str(intake.page.published) for intake in read(data, day_first=True)] == ["2031-04-03", "2031-04-13"]
    assert [str(intake.page.published) for intake in read(data, day_first=False)] == ["2031-03-04", "2031-04-13"]


def test_days_that_cannot_be() -> None:
    assert codes(read("title,date\nOne,1970-01-01\nTwo,2099-12-31\n")) == ["published-implausible"] * 2


def test_rows_without_words_and_short_and_long_rows() -> None:
    intakes = read("title,text,url\n,,https://tarn.example/1\nOne\nTwo,words,https://tarn.example/2,more,and more\n\n,,\n")
    assert [(intake.readable, intake.page.text) for intake in intakes] == [(False, None), (True, "One"), (True, "Two\n\nwords")]


def test_a_quotation_mark_that_is_never_closed_costs_a_page_and_no_more() -> None:
    rows = "".join(f"Report {number},words\n" for number in range(3000))
    intakes = read("title,text\nFirst,words\n" + '"open,words\n' + rows, most=5_000)
    assert intakes[0].page.text == "First\n\nwords"
    assert codes(intakes) == ["line-unreadable"]
    assert len([intake for intake in intakes if intake.readable]) > 2000


def test_a_line_without_end_is_passed_over() -> None:
    intakes = read("title\nOne\n" + "x" * 300_000 + "\nTwo\n", most=10_000)
    assert [intake.page.text for intake in intakes if intake.readable] == ["One", "Two"]
    assert codes(intakes) == ["line-unreadable"]


def test_the_limit_on_cells_is_put_back() -> None:
    before = csv.field_size_limit()
    (intake,) = read("title,text\nOne," + "y" * (before + 10) + "\n")
    assert len(intake.page.text or "") > before
    assert csv.field_size_limit() == before


def test_markup_in_a_cell_becomes_words() -> None:
    assert read("title,text\nOne,<p>Two <b>three</b>.</p><p>Four.</p>\n")[0].page.text == "One\n\nTwo three.\n\nFour."


def test_it_is_known_by_its_first_line_without_an_ending() -> None:
    assert choose_reader(source_of_bytes("data", (HEAD + "a,b,c,d,e\n").encode())).name == "table"
    assert choose_reader(source_of_bytes("data", b"Snow, rain, and wind\nfell on Friday.\n")).name == "page"
    assert choose_reader(source_of_bytes("data", b"Title, text\n")).name == "table"


def test_an_empty_table_and_one_without_rows_are_told() -> None:
    assert codes(read("title,text\n")) == ["no-reports"]
    assert codes(read("\n")) == ["no-reports"]


def test_a_table_that_is_no_text_is_refused() -> None:
    with pytest.raises(PageError, match="found a PNG"):
        read(b"\x89PNG\r\n\x1a\n" + bytes(100))


def test_a_table_that_breaks_off_in_a_cell_says_so() -> None:
    intakes = read('title,text\nOne,"Two, three."\nFour,"The bridge is\nclo')
    assert [intake.page.text for intake in intakes] == ["One\n\nTwo, three.", "Four\n\nThe bridge is\nclo"]
    assert [[issue.code for issue in intake.issues] for intake in intakes] == [[], ["container-broken"]]


def test_a_mark_of_inches_in_the_last_cell_is_no_break() -> None:
    assert codes(read('title,text\nOne,a shell of 6" and more')) == []


CELL = some.text("ab ,;\"'\r\n\téж.", max_size=30)


@settings(deadline=None)
@given(some.lists(some.tuples(CELL, CELL), max_size=8))
def test_what_the_standard_library_writes_comes_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("id", "text"), *rows])
    found = [(intake.page.id or "", intake.page.text) for intake in read(out.getvalue()) if intake.readable]
    assert found == [(name.strip(), text.strip()) for name, text in rows if text.strip()]
