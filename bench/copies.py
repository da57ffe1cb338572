"""What one more report costs the copy index, and how that grows: ``python -m bench.copies [--reports N …] [--write]``.

The reports are made: an invented war told in random words with a long tail of rare ones, as many reports again as copies and rewrites of earlier
ones, and one in fifty a bulletin in a fixed form. Each size runs in a process of its own on one core; figures are seconds of that core.

The rule that must not be broken: the clock runs over what a user pays for, from the text to the families.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from eval.tasks import ROOT

from reportedly.reports.copies import CopyIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- copies: written by `python -m bench.copies --write` -->", "<!-- end of copies -->"
SIZES = (6_000, 12_000, 25_000, 50_000, 100_000)
WORDS, VOCABULARY, COPIED, BULLETINS = 200, 60_000, 0.4, 0.02
SYLLABLES = tuple(start + vowel + end for start in "bcdfghklmnprstvz" for vowel in "aeiou" for end in ("", "l", "n", "r", "s"))


def main() -> int:
    """Exit status 0 when every size was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.reports[0])))
        return 0
    rows = []
    for size in arguments.reports:
        done = subprocess.run([sys.executable, "-m", "bench.copies", "--one", "--reports", str(size)], cwd=ROOT, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(shown(rows[-1]), flush=True)
    if arguments.write:
        write(rows)
    return 0


def measure(size: int) -> dict[str, float]:
    """Seconds and memory for so many reports, and how many families came out."""
    reports = list(iter_reports(size))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    index = CopyIndex()
    index.extend(reports)
    added = time.process_time()
    families = index.families()
    settled = time.process_time()
    more = time.process_time()
    for number, (_, text, _) in enumerate(iter_reports(200, seed=7)):
        index.add(f"more {number}", text)
    return {
        "reports": size,
        "families": len(set(families.values())),
        "add_seconds": added - began,
        "family_seconds": settled - added,
        "one_more_milliseconds": 1000 * (time.process_time() - more) / 200,
        "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) / 1024,
    }


def iter_reports(size: int, seed: int = 1) -> Iterator[tuple[str, str, None]]:
    """Made reports: new ones, copies and rewrites of earlier ones, bulletins. The same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    texts: list[str] = []
    for number in range(size):
        kind = chance.random()
        if kind < BULLETINS:
            text = _bulletin(chance, number)
        elif texts and kind < BULLETINS + COPIED:
            text = _changed(chance, texts[chance.randrange(len(texts))])
        else:
            text = " ".join(_sentence(chance) for _ in range(WORDS // 20))
            texts.append(text)
        yield str(number), text, None


def _word(chance: random.Random) -> str:
    """A word by rank: the tenth as likely as ten of the hundredth (Zipf)."""
    rank = int(VOCABULARY ** chance.random())
    return "".join(SYLLABLES[(rank * step) % len(SYLLABLES)] for step in (7, 131, 1_009)[: 2 + rank % 2])


def _sentence(chance: random.Random) -> str:
    words = [_word(chance) for _ in range(chance.randrange(12, 28))]
    names = [word.capitalize() if chance.random() < 0.12 else word for word in words]
    return " ".join([*names, str(chance.randrange(3_000)), "the", "of"]).capitalize() + "."


def _changed(chance: random.Random, text: str) -> str:
    """A copy, whole or in part, or with one word in five exchanged."""
    sentences = text.split(". ")
    kept = sentences[: chance.randrange(len(sentences) // 2, len(sentences) + 1)]
    if chance.random() < 0.5:
        return ". ".join(kept)
    return ". ".join(" ".join(_word(chance) if chance.random() < 0.2 else word for word in sentence.split(" ")) for sentence in kept)


def _bulletin(chance: random.Random, day: int) -> str:
    some = [chance.randrange(3, 400) for _ in range(5)]
    towns = [_word(chance).capitalize() for _ in range(6)]
    return (
        f"Summary of the staff, day {day}. The adversary carried out {some[0]} air raids and {some[1]} barrages on {towns[0]}, {towns[1]} and {towns[2]}. "
        f"Our units drove off assaults near {towns[3]} and {towns[4]}, struck {some[2]} posts and {some[3]} stores, and lost {some[4]} men at {towns[5]}. "
        "Trust official channels."
    )


def shown(row: dict[str, float]) -> str:
    """One line for a size."""
    each = 1000 * (row["add_seconds"] + row["family_seconds"]) / row["reports"]
    return (
        f"{row['reports']:9,.0f} reports  {row['families']:9,.0f} families  {row['add_seconds']:6.1f} s to add  {row['family_seconds']:6.1f} s for families  "
        f"{each:5.2f} ms each  {row['one_more_milliseconds']:5.2f} ms for one more  {row['megabytes']:6.0f} MB"
    )


def write(rows: list[dict[str, float]]) -> None:
    """Put the table between the markers of ``docs/performance.md``, at its end where there are none yet."""
    lines = [BEGIN, f"Made reports of {WORDS} words, one core ({platform.machine()}), seconds of processor time:", ""]
    lines += ["| reports | families | adding | families | a report | one more | memory |", "|---:|---:|---:|---:|---:|---:|---:|"]
    for row in rows:
        each = 1000 * (row["add_seconds"] + row["family_seconds"]) / row["reports"]
        cells = (f"{row['reports']:,.0f}", f"{row['families']:,.0f}", f"{row['add_seconds']:.1f} s", f"{row['family_seconds']:.1f} s", f"{each:.2f} ms")
        lines.append(f"| {' | '.join(cells)} | {row['one_more_milliseconds']:.2f} ms | {row['megabytes']:.0f} MB |")
    block = "\n".join([*lines, END])
    text = DOCUMENT.read_text(encoding="utf-8")
    before, found, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if found else ""
    DOCUMENT.write_text(f"{before.rstrip()}\n\n{block}\n{after.lstrip()}" if found else f"{text.rstrip()}\n\n## Copies\n\n{block}\n", encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
