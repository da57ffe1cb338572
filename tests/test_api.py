"""``import reportedly``: the public door."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import reportedly
from reportedly.core.records import Published, PublishedBasis

SMALL = str(Path(__file__).resolve().parent / "data/packs/two_rivers")


def test_every_public_name_is_there_and_no_other() -> None:
    assert dir(reportedly) == sorted(reportedly.__all__, key=str)
    for name in reportedly.__all__:
        assert getattr(reportedly, name) is not None
        assert getattr(reportedly, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        reportedly.reed  # noqa: B018


def test_importing_it_loads_nothing_that_reads() -> None:
    probe = "import sys, reportedly; print(sorted({'spacy', 'trafilatura', 'httpx', 'numpy', 'rich', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_one_report_from_every_kind_of_source(tmp_path: Path) -> None:
    words = "The fair opened on Saturday. Snow fell all day and nobody minded."
    file = tmp_path / "report.txt"
    file.write_text(words, encoding="utf-8")
    for reading in (
        reportedly.read(file, pack=SMALL),
        reportedly.read(str(file), pack=SMALL),
        reportedly.read(path=file, pack=SMALL),
        reportedly.read(words.encode(), pack=SMALL),
        reportedly.read(reportedly.Page(text=words), pack=SMALL),
        reportedly.read(text=words, pack=SMALL, clean=True),
        reportedly.read(html=f"<html><body><article><h1>Fair</h1><p>{words}</p></article></body></html>", pack=SMALL),
    ):
        assert words in reading.document.text


def test_what_the_caller_knows_is_kept() -> None:
    reading = reportedly.read(
        text="Snow fell.",
        id="n1",
        published="2023-05-02T23:59:00+09:00",
        title="Snow",
        outlet="The Tarn Courier",
        url="https://tarn.example/snow",
        language="en",
        clean=True,
        pack=SMALL,
    )
    assert reading.id == "n1"
    document = reading.document
    assert (document.title, document.outlet, document.url, document.language) == ("Snow", "The Tarn Courier", "https://tarn.example/snow", "en")
    assert document.published.basis is PublishedBasis.GIVEN
    assert document.published.days.day == date(2023, 5, 2)


@pytest.mark.parametrize("published", [date(2023, 5, 2), datetime(2023, 5, 2, 23, 59, tzinfo=UTC), "2023-05-02"])
def test_days_of_publication(published: date | str) -> None:
    found: Published = reportedly.read(text="Snow fell.", published=published, language="en", pack=SMALL).document.published
    assert found.days.day == date(2023, 5, 2)


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({}, "found none"),
        ({"text": "a", "html": "b"}, "found text and html"),
        ({"source": "no-such-file.txt"}, "text=…"),
        ({"source": "Some words.\nMore."}, "text=…"),
        ({"path": "no-such-file.txt"}, "no-such-file.txt"),
        ({"text": "a", "published": "soon"}, "2024-05-31"),
    ],
)
def test_a_bad_call_says_what_was_expected(options: dict[str, str], hint: str) -> None:
    with pytest.raises(reportedly.PageError, match="expected") as caught:
        reportedly.read(pack=SMALL, **options)  # type: ignore[arg-type]
    assert hint in str(caught.value)


def test_an_unknown_pack_lists_those_there_are() -> None:
    with pytest.raises(reportedly.PackError, match="Installed packs: "):
        reportedly.read(text="a", pack="no-such-pack")


def test_ids_come_from_address_or_outlet_and_path_day_and_text(tmp_path: Path) -> None:
    def id_of(**options: str) -> str:
        return reportedly.read(text="Snow fell.", language="en", clean=True, pack=SMALL, **options).id  # type: ignore[arg-type]

    assert id_of() == id_of()
    different = [id_of(), id_of(url="https://a.example/1"), id_of(url="https://a.example/2"), id_of(outlet="A"), id_of(published="2023-05-02")]
    assert len(set(different)) == len(different)
    assert id_of(url="https://a.example/1", outlet="A") == id_of(url="https://a.example/1", outlet="B")
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    for file in (one, other):
        file.write_text("Snow fell.", encoding="utf-8")
    assert reportedly.read(one, pack=SMALL).id != reportedly.read(other, pack=SMALL).id


def test_many_reports_from_mappings() -> None:
    rows: list[reportedly.Page | dict[str, object]] = [
        {"id": "a", "text": "Snow fell.", "language": "en"},
        reportedly.Page(id="b", text="It melted.", language="en"),
    ]
    assert [reading.id for reading in reportedly.read_many(rows, pack=SMALL)] == ["a", "b"]
    with pytest.raises(reportedly.PageError, match='exactly one of "text" and "html"'):
        list(reportedly.read_many([{"id": "a"}], pack=SMALL))


def test_examples_ship_with_the_pack() -> None:
    assert {"messy", "wire", "wire.html", "denial", "no-war", "recipe"} <= set(reportedly.find_examples())
    with pytest.raises(reportedly.PackError, match="There are: denial, messy"):
        reportedly.find_example("mess")
    assert reportedly.find_examples(reportedly.load_pack(SMALL)) == {}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"text": b"The fair opened."}, "expected text to be a string, found bytes; bytes go in as the source"),
        ({"text": ["The fair opened."]}, "expected text to be a string, found list"),
        ({"text": "The fair opened.", "title": 5}, "expected title to be a string, found int"),
        ({"text": "The fair opened.", "url": 5}, "expected url to be a string, found int"),
        ({"text": "The fair opened.", "published": 5}, "expected published to be a date or an ISO date"),
        ({"source": 5}, "expected an address, a path, bytes or a Page, found int"),
        ({"source": ""}, "expected an address or the path of a file, found ''"),
    ],
)
def test_what_is_of_another_type_is_no_empty_report(given: Any, found: str) -> None:
    with pytest.raises(reportedly.PageError, match=found):
        reportedly.read(**given, pack=SMALL)
