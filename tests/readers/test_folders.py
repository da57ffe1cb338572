from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reportedly.readers.choose import iter_reports
from reportedly.readers.folders import iter_files, may_hold_reports

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The bridge at Oldmark is closed."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.html", "a/y.txt", ".hidden", ".git/config.txt", "a/style.css", "page.html", "page_files/ad.html", "other_files/kept.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WORDS)
    return tmp_path


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in iter_files(folder)]


def test_files_in_order_without_what_is_hidden_or_beside_a_page(folder: Path) -> None:
    assert names(folder) == ["b.txt", "page.html", "a/y.txt", "a/z.html", "other_files/kept.txt"]


def test_links_that_lead_back_are_followed_once(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "a" / "self").symlink_to(folder / "a", target_is_directory=True)
    (folder / "linked.txt").symlink_to(folder / "b.txt")
    (folder / "nowhere.txt").symlink_to(folder / "missing")
    assert names(folder) == ["b.txt", "linked.txt", "nowhere.txt", "page.html", "a/y.txt", "a/z.html", "other_files/kept.txt"]
    intakes = list(iter_reports(folder))
    assert [intake.readable for intake in intakes] == [True, True, False, True, True, True, True]


def test_what_is_no_text_is_told_and_the_next_is_read(folder: Path) -> None:
    (folder / "aa.bin").write_bytes(bytes(range(256)) * 10)
    os.mkfifo(folder / "ab.txt")
    intakes = list(iter_reports(folder))
    assert [issue.code for intake in intakes for issue in intake.issues] == ["source-unreadable"] * 2
    assert [intake.page.id for intake in intakes if not intake.readable] == [(folder / name).as_posix() for name in ("aa.bin", "ab.txt")]
    assert len(intakes) == 7


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (intake,) = iter_reports(tmp_path)
    assert [issue.code for issue in intake.issues] == ["no-reports"]


@pytest.mark.parametrize(("name", "may"), [("a/b.html", True), ("a.css", False), ("a.idx.gz", False), (".x/a.html", False), ("noending", True)])
def test_endings(name: str, *, may: bool) -> None:
    assert may_hold_reports(name) is may
