"""Weighing by partitions: what a reading, a statement and a place-day cost, what is sent and stored, and whether small runs foretell larger ones.

``python -m bench.partitions_weighed READINGS --prior FILE --questions FILE [--sizes .5 1 2x 4x] [--partitions 4] [--check]``

READINGS are lines of ``reportedly read``. A size below 1 takes so many of the lines, evenly; ``2x`` takes all twice, under other ids, the second time as many
days later as the first ones last: a war twice as long. Questions (every thirteenth) go with the last time. Each size runs in a process of its own on one core.
The model is fitted to all sizes but the last, and foretells that; ``--check`` compares the first size's answers with those of weighing in one go.

The rule that must not be broken: the model is fitted before the size that it is held against is measured.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from bench.partitions import OneCore, most_memory
from eval.tasks import ROOT

from reportedly.beliefs.control import two_sides
from reportedly.beliefs.prior import iter_questions, read_prior
from reportedly.core.settings import Settings
from reportedly.engines.folder import Folder
from reportedly.engines.parts import line_tasks
from reportedly.engines.weighing import iter_answers, weigh_shards
from reportedly.formats.beliefs import belief_line
from reportedly.holds import reread_testimonies, weighing_of
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.beliefs.prior import Question
    from reportedly.engines.seam import Done, Task

EVERY_QUESTION, DAYS_A_MONTH = 13, 30.44
MANY = 10**8, 48, 10_000
"""Lines, months and places with news of the war that the model is asked about at the end."""
LEAST_FITTED = 2
"""Sizes that a model is fitted to at least."""
LESSONS = "lessons-"
Row = dict[str, Any]


class Timed(OneCore):
    """One core that counts the processor's seconds of each step."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See ``Engine.run``."""

        def timed(task: Task) -> Done:
            began = time.process_time()
            done = function(task)
            self.seconds[task.part] += time.process_time() - began
            return done

        yield from super().run(timed, tasks)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was fitted: seconds of one core and bytes a unit, and how many units a line of readings makes.

    ``months`` are those of the last size it was fitted to, each with its days since the prior, place-days, own words and the places counted; later months have
    the places of the last, each with more days, and words as before.
    """

    a_line: float
    a_word_sent: float
    a_place_day: float
    a_word_a_month: float
    a_place_counted: float
    an_answer_day: float
    an_answer_word: float
    words: float
    sent: float
    bytes_said: float
    bytes_heard: float
    bytes_a_month: float
    stored_anyway: float
    stored_a_word: float
    lines_a_month: float
    months: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def fitted(cls, rows: Sequence[Row]) -> Model:
        """To these sizes; what hangs on how much is told is that of the last."""
        whole = rows[-1]
        lessons = np.array([month[1:4] for row in rows for month in row["months"]])
        seconds = np.array([month[4] for row in rows for month in row["months"]])
        place_day, word, counted = _least_squares(lessons, seconds)
        asked = np.array([_of_answers(row["answers"], row["months"][-1]) for row in rows])
        answer_day, answer_word = _least_squares(asked, np.array([row["seconds"]["answers"] for row in rows]))
        stored = _least_squares(np.array([[1.0, row["words"]] for row in rows]), np.array([row["stored"] for row in rows]))
        lines, sent = (sum(row[name] for row in rows) for name in ("lines", "sent"))
        return cls(
            a_line=sum(row["seconds"]["said"] for row in rows) / lines,
            a_word_sent=sum(row["seconds"]["heard"] + row["seconds"]["firsts"] for row in rows) / sent,
            a_place_day=place_day,
            a_word_a_month=word,
            a_place_counted=counted,
            an_answer_day=answer_day,
            an_answer_word=answer_word,
            words=whole["words"] / whole["lines"],
            sent=whole["sent"] / whole["words"],
            bytes_said=whole["bytes said"] / whole["words"],
            bytes_heard=whole["bytes heard"] / whole["sent"],
            stored_anyway=stored[0],
            stored_a_word=stored[1],
            bytes_a_month=whole["bytes of lessons"] / len(whole["months"]),
            lines_a_month=whole["lines"] / len(whole["months"]),
            months=tuple(tuple(month[:4]) for month in whole["months"]),
        )

    def foretell(self, lines: int, answers: int, months: int) -> Row:
        """What that many lines over so many months come to."""
        drivers = [*self.months]
        days_before, place_days, own_words, counted = self.months[-1]
        for number in range(len(self.months) + 1, months + 1):
            days = days_before + DAYS_A_MONTH * (number - len(self.months))
            drivers.append((round(days), round(place_days * days / days_before), round(own_words * number / len(self.months)), counted))
        words = self.words * lines
        shares = self.a_place_day, self.a_word_a_month, self.a_place_counted
        learned = sum(float(np.dot(shares, month[1:])) for month in drivers)
        seconds = {
            "said": self.a_line * lines,
            "heard": self.a_word_sent * self.sent * words,
            "lessons": learned,
            "answers": float(np.dot((self.an_answer_day, self.an_answer_word), _of_answers(answers, drivers[-1]))),
        }
        sent = self.bytes_said * words + self.bytes_heard * self.sent * words + self.bytes_a_month * months
        return {
            "seconds": seconds,
            "words": words,
            "place-days": sum(month[1] for month in drivers),
            "sent bytes": sent,
            "stored": self.stored_anyway + self.stored_a_word * words,
        }

    def at_scale(self, lines: int, months: int, places: int) -> Row:
        """Core-hours and bytes of a larger war: all ``places`` have news from the first month on, and as large a share of what is said counts as here."""
        words, own = self.words * lines, self.months[-1][2] / len(self.months) / self.lines_a_month
        passed = sum(range(1, months + 1))
        place_days, own_words = places * DAYS_A_MONTH * passed, own * lines / months * passed
        seconds = {
            "said": self.a_line * lines,
            "heard": self.a_word_sent * self.sent * words,
            "place-days": self.a_place_day * place_days,
            "words heard again each month": self.a_word_a_month * own_words,
            "counted": self.a_place_counted * self.months[-1][3] * months,
        }
        stored = {"said": self.bytes_said * words, "heard": self.bytes_heard * self.sent * words, "lessons": self.bytes_a_month * months}
        return {"hours": {name: value / 3600 for name, value in seconds.items()}, "bytes": stored}


def _of_answers(answers: int, last: Sequence[int]) -> tuple[int, int]:
    """What answers cost by: each the days of a place up to the last month, and a share of the words that there are by then."""
    days, _, words = last[:3]
    return answers * days, answers * words


def _least_squares(drivers: np.ndarray[Any, Any], seconds: np.ndarray[Any, Any]) -> tuple[float, ...]:
    """Of each driver its share, none below 0: the driver that would be is left out."""
    kept = list(range(drivers.shape[1]))
    while True:
        found = np.linalg.lstsq(drivers[:, kept], seconds, rcond=None)[0]
        if (found >= 0).all():
            break
        del kept[int(found.argmin())]
    shares = dict(zip(kept, found.tolist(), strict=True))
    return tuple(shares.get(place, 0.0) for place in range(drivers.shape[1]))


def main() -> int:
    """Exit status 0 when every size was measured, and the answers were equal where that was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings")
    parser.add_argument("--prior", required=True)
    parser.add_argument("--questions", required=True)
    parser.add_argument("--sizes", nargs="*", default=[".5", "1", "2x", "4x"])
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments)))
        return 0
    rows: list[Row] = []
    model: Model | None = None
    is_equal = True
    for place, size in enumerate(arguments.sizes):
        options = ["--one", "--prior", arguments.prior, "--questions", arguments.questions, "--partitions", str(arguments.partitions), "--sizes", size]
        command = [sys.executable, "-m", "bench.partitions_weighed", arguments.readings, *options, *(["--check"] if arguments.check and not place else [])]
        if len(rows) >= LEAST_FITTED and place == len(arguments.sizes) - 1:
            model = Model.fitted(rows)
            print(f"fitted: {model}", flush=True)
        row = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)
        is_equal &= row.get("equal", True)
        _tell(size, row, None if model is None else model.foretell(row["lines"], row["answers"], len(row["months"])))
        rows.append(row)
    if model is not None:
        many = model.at_scale(*MANY)
        print("{:,} lines over {} months on {:,} places: ".format(*MANY), end="")
        print(", ".join(f"{name} {hours:,.1f} core-hours" for name, hours in many["hours"].items()), end="; ")
        print(", ".join(f"{name} {count / 1e9:,.2f} GB" for name, count in many["bytes"].items()))
    return 0 if is_equal else 1


def _tell(size: str, row: Row, foretold: Row | None) -> None:
    seconds = _by_part(row["seconds"])
    words = ", ".join(f"{name} {value:.1f} s" for name, value in seconds.items())
    print(f"{size}: {row['lines']:,} lines, {row['words']:,} statements, {row['sent']:,} sent, {row['places']} places, {len(row['months'])} months: {words}")
    print(
        f"  {row['place-days']:,} place-days; {row['sent bytes']:,} bytes sent, {row['stored']:,} stored at most; memory {row['megabytes']:.0f} MiB", flush=True
    )
    if "equal" in row:
        print(f"  as in one go: {row['equal']}", flush=True)
    if foretold is not None:
        told = foretold["seconds"]
        whole, whole_told = sum(seconds.values()), sum(told.values())
        parts = ", ".join(f"{name} {value:.1f} s ({seconds[name] / value - 1:+.0%})" for name, value in told.items())
        print(f"  foretold: {whole_told:.1f} s in all ({whole / whole_told - 1:+.0%}): {parts}")
        others = ((name, row[name], foretold[name]) for name in ("words", "place-days", "sent bytes", "stored"))
        print("  foretold: " + ", ".join(f"{value:,.0f} {name} ({measured / value - 1:+.0%})" for name, measured, value in others), flush=True)


def _by_part(seconds: dict[str, float]) -> dict[str, float]:
    """The seconds of steps by what the model calls them."""
    found: dict[str, float] = {}
    for step, value in seconds.items():
        part = "lessons" if step.startswith((LESSONS, "learned-")) else "heard" if step in {"heard", "firsts", "sample"} else step
        found[part] = found.get(part, 0.0) + value
    return found


def measure(arguments: argparse.Namespace) -> Row:
    """One size."""
    settings = Settings()
    pack = load_pack(settings.pack)
    prior = read_prior(Path(arguments.prior), two_sides(pack))
    begin = min(claim.day for claim in prior)
    with tempfile.TemporaryDirectory() as scratch:
        source, parts = Path(scratch) / "readings.jsonl", Path(scratch) / "parts"
        lines, later = write_size(Path(arguments.readings), source, arguments.sizes[0])
        asked = [(_later(question, later), row) for question, row in list(iter_questions(Path(arguments.questions)))[::EVERY_QUESTION]]
        engine = Timed(parts)
        found = weigh_shards(engine, line_tasks([str(source)], settings, pack), Folder(str(parts)), arguments.partitions, asked, pack, prior=prior)
        answers = list(iter_answers(found.plan))
        counts = found.counts
        lessons = sorted(step for step in counts if step.startswith(LESSONS))
        days = [(date.fromisoformat(step.removeprefix(LESSONS)) - begin).days for step in lessons]
        months = [
            (day, counts[step]["place-days"], counts[step]["own-words"], counts[step]["counted"], engine.seconds[step])
            for day, step in zip(days, lessons, strict=True)
        ]
        row: Row = {
            "lines": lines,
            "answers": len(answers),
            "words": counts["said"]["statements"],
            "sent": counts["heard"]["words"],
            "partitions": arguments.partitions,
            "places": counts["sample"]["places"],
            "months": months,
            "place-days": sum(counts[step]["place-days"] for step in lessons),
            "bytes said": counts["said"]["bytes"],
            "bytes heard": counts["heard"]["bytes"],
            "bytes of lessons": sum(each["bytes"] for step, each in counts.items() if step.startswith((LESSONS, "learned-"))),
            "sent bytes": sum(each["bytes"] for each in counts.values()),
            "stored": max(engine.stored.values()),
            "seconds": dict(engine.seconds),
            "megabytes": most_memory(),
        }
        if arguments.check:
            with source.open("rb") as stream:
                weighing = weighing_of(reread_testimonies(stream, pack), prior=prior, pack=pack, settings=settings)
            row["equal"] = answers == [belief_line(weighing.belief(question), line) for question, line in asked]
    return row


def write_size(readings: Path, target: Path, size: str) -> tuple[int, int]:
    """Write the readings of one size; how many lines, and how many days later the last time is than the first."""
    lines = readings.read_bytes().splitlines(keepends=True)
    if not size.endswith("x"):
        share = float(size)
        kept = [line for number, line in enumerate(lines) if int((number + 1) * share) > int(number * share)]
        target.write_bytes(b"".join(kept))
        return len(kept), 0
    times, rows = int(size[:-1]), [json.loads(line) for line in lines]
    public = sorted(row["report"]["published"]["latest"] for row in rows if row["report"]["published"]["latest"])
    span = (date.fromisoformat(public[-1]) - date.fromisoformat(public[0])).days + 1
    with target.open("wb") as stream:
        for time_round in range(times):
            stream.writelines(json.dumps(varied(row, time_round, time_round * span)).encode() + b"\n" for row in rows)
    return times * len(rows), (times - 1) * span


def varied(row: Row, number: int, days: int) -> Row:
    """The line of a report that is said to be another: it has the same claims, so many days later."""
    if not number:
        return row
    report, published = row["report"], row["report"]["published"]
    claims = [claim | {"key": f"{claim['key']}-{number}", "day": claim["day"] | _shifted(claim["day"], days)} for claim in row["claims"]]
    return row | {"id": f"{row['id']}-{number}", "report": report | {"published": published | _shifted(published, days)}, "claims": claims}


def _shifted(row: Row, days: int) -> Row:
    ends = {end: row[end] for end in ("earliest", "latest")}
    return {end: (date.fromisoformat(day) + timedelta(days)).isoformat() if day else day for end, day in ends.items()}


def _later(question: Question, days: int) -> Question:
    return dataclasses.replace(question, day=question.day + timedelta(days), as_of=question.as_of + timedelta(days))


if __name__ == "__main__":
    sys.exit(main())
