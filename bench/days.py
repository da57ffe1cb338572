"""What the days cost beside the bare parse of the same texts: ``python -m bench.days [--reports N]``.

Processor time of finding, inferring (with the day of publication hidden) and placing, against that of the bare parse (the English model with all its
default pipes, ``nlp.pipe``) and against that of our own splitting and parsing, which is several times as fast, in one run, so that a busy machine slows all.

The rule that must not be broken: all are measured on the same texts in the same process; the first, cold round is not counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.speed import bare_parser
from eval.tasks import BENCH

from reportedly.core.day_range import DayRange
from reportedly.core.records import Page, Published, PublishedBasis
from reportedly.core.settings import Settings
from reportedly.days.find import find_time_expressions
from reportedly.days.publication import infer_published
from reportedly.days.resolve import resolve_days
from reportedly.packs.load import load_pack
from reportedly.pages.read import read_document
from reportedly.sentences.split import split_many

if TYPE_CHECKING:
    from reportedly.core.records import Document, Sentence
    from reportedly.packs.load import Pack

INPUTS = BENCH / "days" / "inputs.jsonl.gz"
ROUNDS = 2


def main() -> int:
    """Prints one line a corpus; exit status 0, 1 without the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=60, help="at most so many texts of each corpus")
    arguments = parser.parse_args()
    if not INPUTS.exists():
        print("expected the benchmark bench/days beside the checkout, found none")
        return 1
    bare = bare_parser()
    pack, settings = load_pack("russia_ukraine_2022"), Settings()
    rows = [json.loads(line) for line in gzip.decompress(INPUTS.read_bytes()).decode().splitlines()]
    for corpus in ("timebank", "aquaint", "wikiwars"):
        texts = [row["text"] for row in rows if row["id"].startswith(corpus)][: arguments.reports if corpus != "wikiwars" else 3]
        documents = [read_document(Page(text=text, clean=True, language="en"), pack, settings).records for text in texts]
        for _ in range(ROUNDS):
            began = time.process_time()
            deque(bare.pipe(texts), maxlen=0)
            parse = time.process_time() - began
            began = time.process_time()
            sentences = [found.records for found in split_many(documents, settings)]
            our_parse = time.process_time() - began
            began = time.process_time()
            for document, split in zip(documents, sentences, strict=True):
                _days(document, split, pack)
            own = time.process_time() - began
        words = sum(len(text.split()) for text in texts)
        print(
            f"{corpus}: {words} words, bare parse {words / parse:.0f} words a second, ours {words / our_parse:.0f},"
            f" days {own / words * 1e6:.1f} µs a word, {own / parse:.3f} of the bare parse, {own / our_parse:.3f} of ours"
        )
    return 0


def _days(document: Document, sentences: tuple[Sentence, ...], pack: Pack) -> None:
    hidden = replace(document, published=Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="hidden"))
    expressions = find_time_expressions(hidden, sentences, pack).records
    published = infer_published(hidden, sentences, expressions, pack).records
    resolve_days(hidden, sentences, expressions, published, pack)


if __name__ == "__main__":
    raise SystemExit(main())
