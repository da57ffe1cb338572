"""Publication days inferred with the true day hidden: ``python -m eval.publication [--every N] [--offset N] [--holding PATTERN] [--misses N]``.

Takes dated reports from the benchmarks beside the checkout, hides the date, and reports how often the engine answers, how often the
true day is inside the answer, and how wide the answer is: closed answers of at most two weeks, wider ones, and those with an open end;
then by kinds of evidence (an answer may have several). ``--holding`` keeps the reports whose text holds a pattern: rare evidence is
looked at in all of them. Each set is read twice where its reports have addresses: the text alone, and with the page's address, as a
reader of pages has it.

The rule that must not be broken: the true day never reaches the engine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from reportedly.core.day_range import DayRange
from reportedly.core.records import Page, Published, PublishedBasis
from reportedly.core.settings import Settings
from reportedly.days.find import find_time_expressions
from reportedly.days.publication import WIDEST_ANSWER, infer_published
from reportedly.packs.load import load_pack
from reportedly.pages.read import read_document
from reportedly.sentences.split import split_sentences

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SOURCES = {"live": BENCH / "control" / "inputs.jsonl.gz", "headlines": BENCH / "claims" / "inputs.jsonl", "news": BENCH / "days" / "inputs.jsonl.gz"}


def main() -> int:
    """Exit status 0; 1 where the benchmarks are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=10, help="take every N-th report of the large sets")
    parser.add_argument("--offset", type=int, default=0, help="begin with the report of this number")
    parser.add_argument("--holding", type=re.compile, default=re.compile(""), metavar="PATTERN", help="take only reports whose text holds this pattern")
    parser.add_argument("--misses", type=int, default=0, help="show so many answers that leave the true day out")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"expected the benchmarks in {BENCH}, found none")
        return 1
    for name, path in SOURCES.items():
        every, offset = (arguments.every, arguments.offset) if name == "live" else (1, 0)
        rows = [row for number, row in enumerate(_rows(path)) if number % every == offset % every and arguments.holding.search(row["text"])]
        _report(name, rows, arguments.misses)
    return 0


def _report(name: str, rows: list[dict[str, Any]], misses: int) -> None:
    pack, settings = load_pack("russia_ukraine_2022"), Settings()
    counts = {True: Count([], []), False: Count([], [])}
    for row in rows:
        if not row.get("published") or row["id"].startswith("wikiwars"):
            continue
        page = Page(text=row["text"], clean=True, language=row.get("language") or "en")
        document = read_document(page, pack, settings).records
        sentences = split_sentences(document, settings).records
        expressions = find_time_expressions(document, sentences, pack).records
        for with_address in (False, True) if row.get("url") else (False,):
            told = replace(document, url=row["url"] if with_address else None)
            published = infer_published(told, sentences, expressions, pack)
            counts[with_address].issues.append(len(published.issues))
            if published.records.basis is not PublishedBasis.INFERRED:
                continue
            answer = Answer.of(published.records, date.fromisoformat(row["published"][:10]))
            counts[with_address].answers.append(answer)
            if not answer.covered and misses > 0:
                misses -= 1
                print(f"  {row['id']} true {row['published'][:10]} answered {published.records.days}: {published.records.why}")
    _print_count(f"{name}, the text alone", counts[False])
    if counts[True].issues:
        _print_count(f"{name}, with the address", counts[True])


class Count(NamedTuple):
    """What became of the reports of a set: the answers, and for each report its number of issues."""

    answers: list[Answer]
    issues: list[int]


def _print_count(name: str, count: Count) -> None:
    reports, answers = len(count.issues), count.answers
    covered = sum(answer.covered for answer in answers) / max(1, len(answers))
    share = len(answers) / max(1, reports)
    print(f"{name}: {reports} reports, {len(answers)} answered ({share:.3f}), true day inside {covered:.3f}, {sum(map(bool, count.issues))} clashes")
    for shape in ("closed", "wide", "open"):
        _print_answers(shape, [answer for answer in answers if answer.shape == shape])
    for kind in EVIDENCE:
        _print_answers(f"  evidence: {kind}", [answer for answer in answers if kind in answer.evidence])


class Answer(NamedTuple):
    """An answer: closed (at most two weeks), wide or open; days in it (days from its start to the true day where open); what proves it."""

    shape: str
    covered: bool
    width: int
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, published: Published, true: date) -> Answer:
        """The answer held against the true day."""
        days, width = published.days, published.days.width
        covered = (days & DayRange.on(true)) is not None
        shape = "open" if width is None else "closed" if width <= WIDEST_ANSWER else "wide"
        lag = (true - days.earliest).days if days.earliest else 0
        return cls(shape, covered, lag if width is None else width, tuple(kind for kind, mark in EVIDENCE.items() if mark in published.why))


# Kinds of evidence, told apart by the words with which the proof names them.
EVIDENCE = {
    "address": "the page's address says",
    "line of its own": "stands as a line of its own",
    "dateline": "the dateline says",
    "counted from the war's start": "counts from",
    "relative expression beside an event": "beside",
    "relative expression beside a date": "is said of",
    "event told": "so not before that",
    "date told by its weekday": "is told of by its weekday",
    "date told": "is told of",
    "date ahead": "still lies ahead",
}


def _print_answers(name: str, answers: list[Answer]) -> None:
    if answers:
        covered = sum(answer.covered for answer in answers)
        middle = median(answer.width for answer in answers)
        print(f"  {name}: {len(answers)}, true day inside {covered} ({covered / len(answers):.3f}), median width or lag {middle:g} days")


def _rows(path: Path) -> list[dict[str, Any]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
