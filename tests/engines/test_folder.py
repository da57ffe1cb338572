"""Folders of parts: whole files or none, here and in storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.engines.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["here", "storage"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    return Folder(str(tmp_path / "parts") if request.param == "here" else f"memory://{tmp_path.name}/parts")


def test_a_file_is_there_when_it_is_whole(folder: Folder) -> None:
    assert not folder.has("a")
    with folder.writing("a") as stream:
        stream.write(b"snow")
        assert not folder.has("a")
    assert folder.has("a")
    with folder.reading("a") as again:
        assert again.read() == b"snow"


def test_a_file_that_broke_off_is_not_there(folder: Folder) -> None:
    def break_off() -> None:
        with folder.writing("a") as stream:
            stream.write(b"sn")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    assert not folder.has("a")


def test_a_file_is_replaced_and_removed(folder: Folder) -> None:
    for text in (b"one", b"two"):
        with folder.writing("a") as stream:
            stream.write(text)
    with folder.reading("a") as again:
        assert again.read() == b"two"
    folder.remove("a")
    folder.remove("a")
    assert not folder.has("a")


def test_a_folder_is_discarded_with_all_in_it(folder: Folder) -> None:
    with folder.writing("a") as stream:
        stream.write(b"x")
    folder.discard()
    assert not folder.has("a")


def test_nothing_else_is_left_beside_the_file(tmp_path: Path) -> None:
    with Folder(str(tmp_path)).writing("a") as stream:
        stream.write(b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
