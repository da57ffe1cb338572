"""Publication days inferred with the true day hidden: ``python -m eval.publication [--every N] [--offset N] [--misses N]``.

Takes dated reports from the benchmarks beside the checkout, hides the date, and reports how often the engine answers, how often the
true day is inside the answer, and how wide the answer is.

The rule that must not be broken: the true day never reaches the engine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.core.records import Page, PublishedBasis
from reportedly.core.settings import Settings
from reportedly.days.find import find_time_expressions
from reportedly.days.publication import infer_published
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
    parser.add_argument("--misses", type=int, default=0, help="show so many answers that leave the true day out")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print(f"expected the benchmarks in {BENCH}, found none")
        return 1
    for name, path in SOURCES.items():
        _report(name, path, arguments.every if name == "live" else 1, arguments.offset if name == "live" else 0, arguments.misses)
    return 0


def _report(name: str, path: Path, every: int, offset: int, misses: int) -> None:
    pack, settings = load_pack("russia_ukraine_2022"), Settings()
    count: Counter[str] = Counter()
    width = 0
    for number, row in enumerate(_rows(path)):
        if number % every != offset % every or not row.get("published") or row["id"].startswith("wikiwars"):
            continue
        page = Page(text=row["text"], clean=True, language=row.get("language") or "en")
        document = read_document(page, pack, settings).records
        sentences = split_sentences(document, settings).records
        published = infer_published(document, sentences, find_time_expressions(document, sentences, pack).records, pack)
        count["reports"] += 1
        count["clashes"] += bool(published.issues)
        days = published.records.days
        if published.records.basis is not PublishedBasis.INFERRED or days.earliest is None or days.latest is None:
            continue
        true = date.fromisoformat(row["published"][:10])
        count["answered"] += 1
        width += days.width or 0
        if days.earliest <= true <= days.latest:
            count["covered"] += 1
        elif misses > 0:
            misses -= 1
            print(f"  {row['id']} true {true} answered {days}: {published.records.why}")
    answered = count["answered"]
    share = f"{count['covered'] / answered:.3f}, mean width {width / answered:.1f} days" if answered else "-"
    print(f"{name}: {count['reports']} reports, {answered} answered, {count['clashes']} clashes, coverage {share}")


def _rows(path: Path) -> list[dict[str, Any]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
