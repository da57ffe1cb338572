"""Turns are given in the order in which they were asked for."""

from __future__ import annotations

import threading
import time

import pytest

from reportedly.desk.turns import Turns


def waiting(turns: Turns) -> int:
    return len(turns._waiting)


def ask(turns: Turns, name: int, went: list[int]) -> threading.Thread:
    """A thread that asks for its turn; comes back when it stands in the row."""

    def work() -> None:
        with turns:
            went.append(name)

    before = waiting(turns)
    thread = threading.Thread(target=work)
    thread.start()
    while waiting(turns) == before:
        time.sleep(0.001)
    return thread


def test_whoever_asked_first_goes_first() -> None:
    turns, went = Turns(), list[int]()
    with turns:
        threads = [ask(turns, name, went) for name in range(8)]
        assert went == []
    for thread in threads:
        thread.join()
    assert went == list(range(8))


def test_letting_go_and_asking_again_lets_the_one_who_waits_go_first() -> None:
    turns, went = Turns(), list[int]()
    with turns:
        thread = ask(turns, 1, went)
    with turns:
        assert went == [1], "whoever has just let go is behind it"
    thread.join()


def test_a_turn_may_be_asked_for_from_within() -> None:
    turns, went = Turns(), list[int]()
    with turns:
        with turns:
            thread = ask(turns, 1, went)
        assert went == [], "it is let go of at the end of the outermost"
    thread.join()
    assert went == [1]


def test_what_fails_lets_go() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns:
        _ = 1 / 0
    done = threading.Event()

    def work() -> None:
        with turns:
            done.set()

    threading.Thread(target=work).start()
    assert done.wait(60)


def test_one_at_a_time() -> None:
    turns, inside, most = Turns(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(200):
            with turns:
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)
