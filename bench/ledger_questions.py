"""The ten commonest questions to a ledger, and how soon each has its first page of answers.

The rule that must not be broken: an answer is counted until its last claim is there as a record, on the clock and in processors' time, ours and the server's.
"""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.core.day_range import DayRange
from reportedly.ledger.questions import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ledger.ledger import Ledger

ROUNDS = 7
LISTED = 50
"""Claims on a page of answers: what `reportedly claims` shows at first."""
DAY = date(2023, 3, 1)
QUESTIONS: dict[str, Question] = {
    "newest claims": Question(),
    "claims at a place": Question(place="Kherson"),
    "claims in a region": Question(area="Donetsk Oblast"),
    "who holds: territory at a place, as of a day": Question(place="Mariupol", event=("capture", "withdraw", "hold", "encircle", "transfer"), as_of=DAY),
    "claims by a speaker": Question(speaker="ua-president"),
    "claims by a side": Question(actor="RU"),
    "strikes in a week": Question(event="strike", days=DayRange(date(2023, 2, 20), date(2023, 2, 26))),
    "an outlet's claims": Question(outlet="reuters.com"),
    "words in quotes": Question(text="nuclear plant"),
    "a day, as of another": Question(days=DayRange.on(date(2022, 12, 24)), as_of=DAY),
}
OTHERS = ("search, rare words", "search, common words", "who spoke how often", "what changed in a day", "one report")


def time_questions(ledger: Ledger, rounds: int = ROUNDS) -> dict[str, list[float | int]]:
    """For each question the median milliseconds on the clock, those of the processors, and how many answers stood on the page."""
    server = server_of(ledger)
    asked: dict[str, Callable[[], int]] = {name: _ask(ledger, question) for name, question in QUESTIONS.items()} | _others(ledger)
    return {name: _time(ask, rounds, server) for name, ask in asked.items()}


def as_lines(store: str, answers: dict[str, list[float | int]]) -> list[str]:
    """The figures as rows of a table in Markdown."""
    return [f"| {name} | {store} | {clock} | {processor} | {found} |" for name, (clock, processor, found) in answers.items()]


def _ask(ledger: Ledger, question: Question) -> Callable[[], int]:
    return lambda: sum(1 for _ in ledger.iter_claims(question, newest_first=True, limit=LISTED))


def _others(ledger: Ledger) -> dict[str, Callable[[], int]]:
    """What is asked beside claims."""
    report = next((stored.testimony.report for stored in ledger.iter_claims(newest_first=True, limit=1)), None)
    before, after = Question(as_of=DAY), Question(as_of=date(2023, 3, 2))
    asked: tuple[Callable[[], int], ...] = (
        lambda: sum(1 for _ in ledger.iter_reports("grain", limit=LISTED)),
        lambda: sum(1 for _ in ledger.iter_reports("russia*", limit=LISTED)),
        lambda: len(ledger.count_speakers()),
        lambda: sum(1 for _ in ledger.iter_changes(before, after)),
        lambda: int(report is not None and ledger.reading(report) is not None),
    )
    return dict(zip(OTHERS, asked, strict=True))


def _time(ask: Callable[[], int], rounds: int, server: int | None) -> list[float | int]:
    clock, found = [], 0
    began = time.process_time() + spent_by(server)
    for _ in range(rounds):
        start = time.perf_counter()
        found = ask()
        clock.append(time.perf_counter() - start)
    processor = (time.process_time() + spent_by(server) - began) / rounds  # the server's clock ticks in hundredths of a second: rounds together
    return [round(median(clock) * 1000, 1), round(processor * 1000, 1), found]


def server_of(ledger: Ledger) -> int | None:
    """The process that serves this ledger's connection, where it is on this machine."""
    if ledger.store.is_sqlite:
        return None
    with ledger.store.reading() as connection:
        pid: Any = connection.scalar(sa.text("SELECT pg_backend_pid()"))
    return int(pid) if Path(f"/proc/{pid}/stat").is_file() else None


def spent_by(pid: int | None) -> float:
    """Seconds of a processor that a process has spent so far."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
