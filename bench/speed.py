"""Speed and memory of a full reading against the bare parse: ``python -m bench.speed [--rounds N] [--write]``.

The bare parse is the English model loaded with all its default pipes, ``nlp.pipe`` over the same texts, one thread. The full reading is what
``reportedly read --jsonl`` does with a line: from the page to the line of JSON. Both run on one core, each round in processes of their own,
turn and turn about, so that a busy machine slows both alike. Ratios are medians over rounds: of seconds, reading over parsing, and of words a second,
which is the inverse. Short corpora are repeated, which is kind to what is kept of words that were met; ``posts`` and ``news`` hold no text twice.

The rule that must not be broken: the same texts, in the same run, on the same core.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from eval.tasks import BENCH, ROOT

from reportedly import find_examples, read_many
from reportedly.formats.wire import to_line
from reportedly.sentences.model import ENGLISH_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by `python -m bench.speed --write` -->", "<!-- end of figures -->"
# A corpus is repeated, or cut off, at about this many words, so that a round lasts seconds.
WORDS = 20_000
SYSTEMS = ("parse", "read")
Row = dict[str, Any]


def main() -> int:
    """Prints one line a corpus; ``--write`` puts them into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--system", choices=SYSTEMS, help="(inner) time one system in this process")
    arguments = parser.parse_args()
    if arguments.system:
        print(json.dumps(time_system(arguments.system)))
        return 0
    rounds = [{system: _in_own_process(system) for system in SYSTEMS} for _ in range(arguments.rounds)]
    text = table(rounds)
    print(text)
    if arguments.write:
        before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def corpora() -> dict[str, list[Row]]:
    """Input lines by name: the benchmarks' where they lie beside the checkout, else the examples that ship."""
    if not BENCH.is_dir():
        texts = {name: file.read_text(encoding="utf-8") for name, file in find_examples().items() if file.name.endswith(".txt")}
        return {"examples": [{"id": name, "text": text} for name, text in texts.items()]}
    claims = [json.loads(line) for line in (BENCH / "claims" / "inputs.jsonl").read_text(encoding="utf-8").splitlines()]
    with gzip.open(BENCH / "attribution" / "inputs.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    long = [row for row in claims if len(row["text"].split()) > 60]
    return {"excerpts": long, "news": news, "headlines": [row for row in claims if row not in long], "posts": list(_posts())}


def _posts() -> Iterator[Row]:
    """Posts of a live stream, in English, as many as make up a round."""
    words = 0
    with gzip.open(BENCH / "control" / "inputs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row.get("language", "en") == "en" and words < WORDS:
                words += len(row["text"].split())
                yield {"id": row["id"], "text": row["text"], "language": "en"}


def time_system(system: str) -> Row:
    """Processor seconds over each corpus after a first warm text, and the peak memory of this process in MiB."""
    run = bare_parse if system == "parse" else _read
    seconds: Row = {}
    sizes: Row = {}
    for name, rows in corpora().items():
        words = sum(len(row["text"].split()) for row in rows)
        repeated = rows * max(1, WORDS // words)
        run(rows[:1])
        began = time.process_time()
        run(repeated)
        seconds[name] = time.process_time() - began
        sizes[name] = {"documents": len(repeated), "words": words * max(1, WORDS // words), "distinct": len(rows)}
    return {"seconds": seconds, "sizes": sizes, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def table(rounds: list[Row]) -> str:
    """The figures as Markdown."""
    lines = [f"{platform.machine()}, Python {platform.python_version()}, {len(rounds)} rounds.", ""]
    lines += [
        "| texts | documents | words | reading: documents/s | words/s | bare parse: words/s | seconds, reading / parse | words/s, reading / parse |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, size in rounds[0]["read"]["sizes"].items():
        read = median(each["read"]["seconds"][name] for each in rounds)
        parse = median(each["parse"]["seconds"][name] for each in rounds)
        ratio = median(each["read"]["seconds"][name] / each["parse"]["seconds"][name] for each in rounds)
        gain = median(each["parse"]["seconds"][name] / each["read"]["seconds"][name] for each in rounds)
        cells = [name, str(size["documents"]), f"{size['words']:,}", f"{size['documents'] / read:.1f}"]
        lines.append("| " + " | ".join([*cells, f"{size['words'] / read:,.0f}", f"{size['words'] / parse:,.0f}", f"{ratio:.2f}", f"{gain:.2f}"]) + " |")
    memory = {system: max(each[system]["memory"] for each in rounds) for system in SYSTEMS}
    lines += ["", f"Peak memory: reading {memory['read']:.0f} MiB, bare parse {memory['parse']:.0f} MiB.", ""]
    return "\n".join(lines)


def bare_parse(rows: list[Row]) -> None:
    """``nlp.pipe`` over the texts, with all the default pipes."""
    for _ in bare_parser().pipe(row["text"] for row in rows):
        pass


@functools.cache
def bare_parser() -> Any:
    """The English model as it comes, with all its pipes."""
    import spacy  # noqa: PLC0415

    return spacy.load(ENGLISH_MODEL)


def _read(rows: list[Row]) -> None:
    for reading in read_many(rows):
        to_line(reading)


def _in_own_process(system: str) -> Row:
    one_core = [shutil.which("taskset") or "taskset", "-c", "0"] if shutil.which("taskset") else []
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    command = [*one_core, sys.executable, "-m", "bench.speed", "--system", system]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
