"""What part of reading goes to resolving places: ``python -m bench.places [--reports N] [--before N] [--rounds N]``.

Processor time of the step that resolves places (``flow.RIVER``) against that of the whole reading, from the page to the line of JSON in chunks as
``reportedly read --jsonl`` reads them, on four sorts of reports:

``headlines``  first lines of a live stream on the war, no two alike
``notes``      one-line notes of events, most of which name one town
``news``       articles
``scored``     what the benchmark of places holds: such notes, misspelt headlines, Ukrainian and Russian headlines, and articles of the world

Of each sort ``--before`` texts are read first, so that models, words and places are loaded and names have been met as in a stream that has run for
a while; then ``--reports`` others are read, which lie between them. Each round has a process of its own, so that nothing is read twice. The round
whose reading took the least counts.

``--look-ups N`` looks up so many misspelt names besides, made of the shipped ones (``tools/gazetteer/slips.py``), each for the first time, in a process
of its own that has read nothing; and says what loading the places took there.

The rule that must not be broken: the step and the reading are measured in the same round, over texts that were not read before.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import gzip
import io
import itertools
import json
import multiprocessing
import resource
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from eval.tasks import BENCH
from tools.gazetteer.sample import chance_of, drawn
from tools.gazetteer.slips import misspell

from reportedly import flow
from reportedly.batch import answer_many
from reportedly.core.records import PlaceBasis
from reportedly.core.settings import Settings
from reportedly.formats.names import write_line
from reportedly.intake import Metadata, iter_lines
from reportedly.packs.load import load_pack
from reportedly.places.candidates import find_matches
from reportedly.places.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import SimpleQueue

    from reportedly.core.records import Found
    from reportedly.places.gazetteer import Gazetteer

STEP = "resolve places"
LONGEST = 300  # characters of a headline
REPORTS, BEFORE, ROUNDS = 500, 500, 3
Report = dict[str, Any]  # a line of input


def main() -> int:
    """Prints one line a sort of reports; exit status 0, 1 without the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS, help="that are measured, of each sort; of news a tenth")
    parser.add_argument("--before", type=int, default=BEFORE, help="that are read before; of news a tenth")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--look-ups", type=int, default=0)
    parser.add_argument("--sorts", nargs="*", choices=tuple(SORTS), default=tuple(SORTS))
    arguments = parser.parse_args()
    if not (BENCH / "places").is_dir():
        print("expected the benchmarks beside the checkout, found none")
        return 1
    for sort in arguments.sorts:
        share = 10 if sort == "news" else 1
        measured, before = parted(list(SORTS[sort]()), arguments.reports // share, arguments.before // share)
        step, whole = min((_in_own_process(_measure, before, measured) for _ in range(arguments.rounds)), key=lambda seconds: seconds[1])
        count = len(measured)
        print(f"{sort}: {count} after {len(before)}, {whole / count * 1e3:.2f} ms a report, places {step / count * 1e3:.3f}: {step / whole:.1%} of reading")
    if arguments.look_ups:
        loading, memory, each = _in_own_process(_look_up, arguments.look_ups)
        print(f"loading: {loading:.2f} s, {memory / 1024:.0f} MiB; a misspelt name: median of {arguments.look_ups} {each * 1e3:.2f} ms")
    return 0


def parted(reports: list[Report], measured: int, before: int) -> tuple[list[Report], list[Report]]:
    """So many reports to measure and so many to read before them, both spread evenly over all, none in both."""
    total = min(measured + before, len(reports))
    spread = [reports[number * len(reports) // total] for number in range(total)]
    wanted = {number * total // min(measured, total) for number in range(min(measured, total))}
    return [report for number, report in enumerate(spread) if number in wanted], [report for number, report in enumerate(spread) if number not in wanted]


def _in_own_process(function: Callable[..., tuple[float, ...]], *arguments: object) -> tuple[float, ...]:
    """What the function answers in a new process."""
    context = multiprocessing.get_context("fork")
    results: SimpleQueue[tuple[float, ...]] = context.SimpleQueue()
    process = context.Process(target=_answer, args=(results, function, arguments))
    process.start()
    found = results.get()
    process.join()
    return found


def _answer(results: SimpleQueue[tuple[float, ...]], function: Callable[..., tuple[float, ...]], arguments: tuple[object, ...]) -> None:
    results.put(function(*arguments))


def _measure(before: list[Report], measured: list[Report]) -> tuple[float, ...]:
    """Reads all of them; the processor seconds that the second part took: of the step, and of the whole reading."""
    spent = [0.0]
    flow.RIVER = tuple(timed(step, spent) if step.name == STEP else step for step in flow.RIVER)
    _read(before)
    spent[0] = 0.0
    began = time.process_time()
    _read(measured)
    return spent[0], time.process_time() - began


def _look_up(count: int) -> tuple[float, ...]:
    """Processor seconds of loading the places, their memory in KiB, and the median of the look-ups' seconds."""
    pack, resident = load_pack(Settings().pack), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    gazetteer = load_gazetteer(pack)
    loading = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident
    names = drawn({gazetteer.main_name(row) for row in range(gazetteer.own)})
    seconds = (_seconds(gazetteer, misspell(name.lower(), chance_of(name)).title()) for name in names)
    return loading, memory, median(itertools.islice((took for took in seconds if took is not None), count))


def _seconds(gazetteer: Gazetteer, form: str) -> float | None:
    """What looking the form up takes; None where it is some place's own name."""
    began = time.process_time()
    found = find_matches(gazetteer, form, "en")
    took = time.process_time() - began
    return took if all(match.basis is PlaceBasis.SPELLING for match in found) else None


def _read(reports: list[Report]) -> None:
    data = b"".join(json.dumps(report).encode() + b"\n" for report in reports)
    for _ in answer_many(iter_lines(io.BytesIO(data), Metadata(), Settings()), write_line):
        pass


def timed(step: flow.Step, spent: list[float]) -> flow.Step:
    """The step, which adds its processor seconds to those spent."""
    function: Callable[..., Found[Any]] = step.function

    @functools.wraps(function)
    def timing(**records: Any) -> Found[Any]:
        began = time.process_time()
        try:
            return function(**records)
        finally:
            spent[0] += time.process_time() - began

    return dataclasses.replace(step, function=timing)


def _rows(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(BENCH / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _headlines() -> Iterator[Report]:
    rows = {(row.get("title") or row["text"].strip().partition("\n")[0])[:LONGEST]: row for row in _rows("control/inputs.jsonl.gz")}
    return ({**row, "text": text} for text, row in rows.items())


def _notes() -> Iterator[Report]:
    return (row for row in _rows("places/inputs.jsonl.gz") if row["id"].startswith("ua-"))


def _scored() -> Iterator[Report]:
    return _rows("places/inputs.jsonl.gz")


def _news() -> Iterator[Report]:
    return (row for row in itertools.chain(_rows("attribution/inputs.train.jsonl.gz"), _rows("days/inputs.jsonl.gz")) if row["text"])


SORTS: dict[str, Callable[[], Iterator[Report]]] = {"headlines": _headlines, "notes": _notes, "news": _news, "scored": _scored}

if __name__ == "__main__":
    raise SystemExit(main())
