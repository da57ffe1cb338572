"""What a cheap scan would save and lose: ``python -m bench.fast_path [--reports N] [--seed TEXT]``.

A report would be parsed only when its text holds a word of one of the kinds below. For each choice of kinds: the share of reports that the scan
would leave out, and the share of claims, found by a full reading, that stand in those. Nothing in the engine uses the scan.
The reports are a sample of the English live stream of ``bench/control``, by a hash of seed and id.

The rule that must not be broken: what is lost is counted against the full reading of the same reports, not guessed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from typing import TYPE_CHECKING, Any

from eval.tasks import BENCH

from reportedly import read_many
from reportedly.claims.lexicon import event_lexicon
from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.letters import fold as fold_place
from reportedly.speakers.registry import registry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.packs.load import Pack

INPUTS = BENCH / "control" / "inputs.jsonl.gz"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A scan knows no lemmas: endings are cut, and these past forms are known.
_PAST = """
fell:fall fallen:fall took:take taken:take shot:shoot struck:strike fled:flee lost:lose held:hold left:leave fought:fight flew:fly flown:fly
sank:sink sunk:sink blew:blow blown:blow drove:drive driven:drive won:win broke:break broken:break beaten:beat sent:send gave:give
given:give came:come went:go gone:go met:meet kept:keep threw:throw thrown:throw dug:dig laid:lay withdrew:withdraw withdrawn:withdraw
stole:steal stolen:steal found:find died:die dying:die dead:die men:man women:woman children:child retook:retake retaken:retake
overran:overrun brought:bring
"""
_IRREGULAR = dict(pair.split(":") for pair in _PAST.split())
Scan = dict[str, bool]


def main() -> int:
    """Prints the table; exit status 0, 1 without the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", default="fast path")
    arguments = parser.parse_args()
    if not INPUTS.exists():
        print("expected the benchmark bench/control beside the checkout, found none")
        return 1
    rows = sample(arguments.reports, arguments.seed)
    scan = scanner(load_pack("russia_ukraine_2022"))
    began = time.perf_counter()
    scans = [scan(str(row["text"])) for row in rows]
    scanned = time.perf_counter() - began
    began = time.perf_counter()
    claims = [len(reading.claims) for reading in read_many(rows)]
    full = time.perf_counter() - began
    print(table(scans, claims))
    print(f"{len(rows):,} reports, {sum(claims):,} claims; the scan took {scanned / full:.1%} of the time of the full reading")
    return 0


def sample(reports: int, seed: str) -> list[dict[str, Any]]:
    """The English reports of the live stream whose hashes of seed and id are lowest."""
    rows = [json.loads(line) for line in gzip.decompress(INPUTS.read_bytes()).decode().split("\n") if line]
    english = [row for row in rows if row.get("language") == "en" and row.get("stream") == "live"]
    return sorted(english, key=lambda row: hashlib.sha256(f"{seed}{row['id']}".encode()).hexdigest())[:reports]


def scanner(pack: Pack) -> Callable[[str], Scan]:
    """A function that tells which kinds of word a text holds: ``event``, ``place``, ``side`` (a side's word or a known speaker's name)."""
    lexicon, registry, gazetteer = event_lexicon(pack), registry_of(pack, "en"), load_gazetteer(pack)
    events = {lemma.lower() for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for lemma in table}

    def scan(text: str) -> Scan:
        words = _WORD.findall(text)
        return {
            "event": any(form in events for word in words for form in forms(word.lower())),
            "place": any(word[0].isupper() and gazetteer.knows(fold_place(word)) for word in words),
            "side": any(registry.side_of_word(word) is not None for word in words) or bool(registry.find(words)),
        }

    return scan


def forms(word: str) -> Iterator[str]:
    """The word, and what it may be an inflection of."""
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for part in word.split("-")[1:]:
        yield from forms(part)
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = word.removesuffix(ending)
        if len(stem) >= 3 and stem != word:
            yield stem
            yield from (stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem, stem[:-1] + "y" if stem[-1] == "i" else stem)


def table(scans: list[Scan], claims: list[int]) -> str:
    """One row for each choice of what a report must hold to be parsed."""
    choices: dict[str, Callable[[Scan], bool]] = {
        "an event word": lambda scan: scan["event"],
        "an event word, or a place": lambda scan: scan["event"] or scan["place"],
        "an event word, a place or a side": lambda scan: scan["event"] or scan["place"] or scan["side"],
        "an event word, and a place or a side": lambda scan: scan["event"] and (scan["place"] or scan["side"]),
    }
    lines = ["| parsed when the report holds | reports left out | claims lost |", "|---|---:|---:|"]
    for name, parsed in choices.items():
        left = [not parsed(scan) for scan in scans]
        lost = sum(count for count, out in zip(claims, left, strict=True) if out)
        lines.append(f"| {name} | {sum(left) / max(1, len(left)):.1%} | {lost / max(1, sum(claims)):.2%} ({lost}) |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
