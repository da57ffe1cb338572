"""Work beside the visitors: made once, waited for as long as one likes, kept within bounds."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.desk.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def beside() -> Iterator[Beside[str]]:
    found: Beside[str] = Beside("test", 2)
    yield found
    found.stop()


def test_a_thing_is_made_once(beside: Beside[str]) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("a")
        return "A"

    assert [beside.find("a", make, None) for _ in range(3)] == ["A", "A", "A"]
    assert made == ["a"]


def test_whoever_does_not_wait_gets_nothing_yet_and_the_work_goes_on(beside: Beside[str]) -> None:
    go = threading.Event()

    def make() -> str:
        assert go.wait(60)
        return "A"

    assert beside.find("a", make, 0.0) is None
    assert beside.find("a", make, 0.0) is None
    go.set()
    assert beside.find("a", make, None) == "A"


def test_of_what_was_not_begun_only_the_last_is_made(beside: Beside[str]) -> None:
    begun, go, made = threading.Event(), threading.Event(), list[str]()

    def first() -> str:
        begun.set()
        assert go.wait(60)
        return "first"

    def making(name: str) -> str:
        made.append(name)
        return name

    assert beside.find("first", first, 0.0) is None
    assert begun.wait(60)
    for name in "abcd":
        assert beside.find(name, lambda name=name: making(name), 0.0) is None  # type: ignore[misc]
    go.set()
    assert beside.find("d", lambda: making("d again"), None) == "d"
    assert beside.find("first", lambda: making("first again"), None) == "first"
    assert made == ["d"]


def test_what_somebody_waits_for_is_made_whatever_else_is_asked_for(beside: Beside[str]) -> None:
    begun, go, got = threading.Event(), threading.Event(), list[str | None]()

    def first() -> str:
        begun.set()
        assert go.wait(60)
        return "first"

    assert beside.find("first", first, 0.0) is None
    assert begun.wait(60)
    waiter = threading.Thread(target=lambda: got.append(beside.find("a", lambda: "A", None)))
    waiter.start()
    while "a" not in beside._waiting:
        time.sleep(0.001)
    for name in "bcd":
        assert beside.find(name, lambda: "other", 0.0) is None
    go.set()
    waiter.join()
    assert got == ["A"]


def test_what_fails_is_told_and_tried_again(beside: Beside[str]) -> None:
    def fail() -> str:
        message = "no such ledger"
        raise ValueError(message)

    for _ in range(2):
        with pytest.raises(ValueError, match="no such ledger"):
            beside.find("a", fail, None)
    assert beside.find("a", lambda: "A", None) == "A"


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.integers(1, 3))
def test_the_last_asked_for_are_kept(asked: list[str], most: int) -> None:
    beside: Beside[str] = Beside("law", most)
    kept: list[str] = []
    for name in asked:
        made: list[str] = []
        assert beside.find(name, lambda name=name, made=made: made.append(name) or name, None) == name  # type: ignore[misc]
        assert bool(made) == (name not in kept)
        kept = [*(one for one in kept if one != name), name][-most:]
    beside.stop()
