"""Speed of the three languages' trees, and memory with all of them loaded: ``python -m bench.trees [--rounds N]``.

Posts of the control stream in English, Russian and Ukrainian, none twice, are split into sentences with their trees, turn and turn about on one core in one
process; the figure of a language is the median over rounds of its words a second, and its ratio to English of the same round.

The rule that must not be broken: the same number of words a language, distinct texts, in the same process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from collections import defaultdict
from statistics import median

from eval.tasks import BENCH

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.sentences.split import split_many

LANGUAGES = ("en", "ru", "uk")
WORDS = 2_000
TOGETHER = 16
"""Documents parsed together, as many as a batch reads."""


def main() -> int:
    """Prints a line a language, and the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print("the benchmarks do not lie beside this checkout")
        return 1
    texts = posts(arguments.rounds + 1)
    seconds: dict[str, list[float]] = defaultdict(list)
    for number in range(arguments.rounds + 1):
        for language in LANGUAGES:
            began = time.perf_counter()
            for chunk in _batched(texts[language][number]):
                split_many(chunk, Settings())
            if number:  # the first round loads the models
                seconds[language].append(time.perf_counter() - began)
    for language in LANGUAGES:
        ratio = median(one / english for one, english in zip(seconds[language], seconds["en"], strict=True))
        print(f"{language}: {WORDS / median(seconds[language]):,.0f} words/s, {ratio:.2f} of the seconds of English")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


def posts(rounds: int) -> dict[str, list[list[Document]]]:
    """For each language ``rounds`` lists of about ``WORDS`` words, no post twice."""
    found: dict[str, list[list[Document]]] = {language: [[]] for language in LANGUAGES}
    sizes = dict.fromkeys(LANGUAGES, 0)
    with gzip.open(BENCH / "control" / "inputs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            language = row.get("language", "en")
            if language not in found or len(found[language]) > rounds:
                continue
            found[language][-1].append(_document(row["text"], language))
            sizes[language] += len(row["text"].split())
            if sizes[language] >= WORDS:
                found[language].append([])
                sizes[language] = 0
    return found


def _document(text: str, language: str) -> Document:
    published = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="")
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),)
    return Document(text=text, title=None, outlet=None, url=None, authors=(), language=language, published=published, regions=regions, origin=())


def _batched(documents: list[Document]) -> list[list[Document]]:
    return [documents[at : at + TOGETHER] for at in range(0, len(documents), TOGETHER)]


if __name__ == "__main__":
    sys.exit(main())
