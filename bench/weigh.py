"""Weighing on a ledger: all of it, and one place again after one new claim. ``python -m bench.weigh LEDGER [--prior FILE] [--copies]``.

The rule that must not be broken: the ledger is only read; what is new is added to the weighing in memory, by the same door as what the ledger holds.

Copies are looked for only with ``--copies``: that is the work of ``reportedly copies`` and has its own bench. The new claim says again, of the day after the
last, what a claim of the ledger said, in the words of another report: a belief asked after it must be equal to that of a weighing made anew.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reportedly.beliefs.control import two_sides
from reportedly.beliefs.ground import point_of
from reportedly.beliefs.prior import Question, read_prior
from reportedly.core.day_range import DayRange
from reportedly.core.settings import Settings
from reportedly.holds import weighing_of
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack
from reportedly.witnesses import find_families

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.prior import Point
    from reportedly.core.entries import Testimony

T = TypeVar("T")
NEW = 40
"""How many new claims, one after the other."""


def main() -> int:
    """Prints seconds and milliseconds; exit status 0 when one new claim took less than 50 ms and its belief was that of weighing anew."""
    arguments = _arguments()
    pack = load_pack(Settings().pack)
    prior = read_prior(Path(arguments.prior), two_sides(pack)) if arguments.prior else ()
    with Ledger.open(arguments.ledger, read_only=True) as ledger:
        families, copies = _timed(lambda: find_families(ledger, pack) if arguments.copies else {})
        testimonies, reading = _timed(lambda: list(ledger.iter_testimonies()))
    weighing, weighed = _timed(lambda: weighing_of(testimonies, prior=prior, families=families, pack=pack))
    last = weighing.last_public()
    if last is None:
        print("expected a ledger with claims on who holds what, found none")
        return 1
    told, asked = _timed(lambda: _ask_all(weighing, last))
    print(f"claims {len(testimonies):,} read in {reading:.1f} s, copies {copies:.1f} s, weighed in {weighed:.1f} s; {told:,} places asked in {asked:.1f} s")
    words = _new_words(weighing, testimonies, last)
    taken = [_again(weighing, word) for word in words]
    anew = weighing_of([*testimonies, *words], prior=prior, families=families, pack=pack)
    equal = all(weighing.belief(_question(weighing, word)) == anew.belief(_question(anew, word)) for word in words[-5:])
    middle, slowest = statistics.median(taken) * 1000, max(taken) * 1000
    print(f"one place again after one new claim: {middle:.1f} ms of a core in the middle, {slowest:.1f} ms at most; equal to weighing anew: {equal}")
    return 0 if middle < 50 and equal else 1


def _ask_all(weighing: Weighing, day: date) -> int:
    numbers = weighing.told_of()
    for number in numbers:
        weighing.belief(Question(point=weighing.ground.points[number], day=day, as_of=day))
    return len(numbers)


def _new_words(weighing: Weighing, testimonies: list[Testimony], last: date) -> list[Testimony]:
    """New claims on different places, as many as ``NEW``: of the day after the last."""
    day = last + timedelta(1)
    words: dict[str, Testimony] = {}
    for one in testimonies:
        if one.control is None or one.control.place in words or one.public is None or weighing.ground.find(_point(one)) is None:
            continue
        new = dataclasses.replace(one, id=f"new-{one.id}", report=f"new-{one.report}", public=day, published=DayRange.on(day), days=DayRange.on(day))
        words[one.control.place] = new
        if len(words) == NEW:
            break
    return list(words.values())


def _again(weighing: Weighing, word: Testimony) -> float:
    weighing.belief(_question(weighing, word))  # known before: the grades of the month and the days until now
    began = time.process_time()
    weighing.add([word])
    weighing.belief(_question(weighing, word))
    return time.process_time() - began


def _point(word: Testimony) -> Point:
    assert word.control is not None
    return point_of(next((part.place for part in word.places if part.place.id == word.control.place), word.places[0].place))


def _question(weighing: Weighing, word: Testimony) -> Question:
    assert word.public is not None
    return Question(point=weighing.ground.points[weighing.ground.number(_point(word))], day=word.public, as_of=word.public)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", help="a ledger: a file of SQLite or an address of PostgreSQL; it is only read")
    parser.add_argument("--prior", help="who held what before, as for reportedly holds")
    parser.add_argument("--copies", action="store_true", help="look for copies first, so that they count once")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
