"""Our own Ukrainian and Russian sets: attributions, sentences and short posts. ``python -m eval.languages [--show PART] [--posts SET]``.

Attributions (``tests/data/attributions_<language>.txt``) are scored as the attribution benchmark scores them. Posts
(``tests/data/posts/posts.toml``, ``second.toml``) are scored by claims found, slots right, and claims read that nobody expected.

The rule that must not be broken: a claim of the gold that was not found has no slot right, and one reading of a claim answers one of the gold.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.parallel import SLOTS, Gold, pairs_of, right, slots_of
from eval.tasks import ROOT

from reportedly.core.records import Page
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reportedly.core.records import Claim, Reading
    from reportedly.packs.load import Pack

DATA = ROOT / "tests" / "data"
LANGUAGES = ("uk", "ru")
PARTS = ("look", "blind")
SETS = ("posts", "second")
MARKED = re.compile(r"([sct])(\d?)\[")
WORDS = re.compile(r"\w+|:|–|—")
HALF = 0.5
"""Share of the content that must be in common, as in the attribution benchmark's "overlap"."""


class Attributed(NamedTuple):
    """Words of source, cue and content of one attribution of the gold."""

    source: frozenset[str]
    cue: frozenset[str]
    content: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line a set and language; exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--show", choices=PARTS, help="print what was missed, read wrong or read beyond the gold in this part of the posts")
    parser.add_argument("--posts", choices=SETS, default=SETS[0], help="which set of posts; attributions are scored with the first")
    asked = parser.parse_args(arguments)
    posts = DATA / "posts" / f"{asked.posts}.toml"
    pack = load_pack("russia_ukraine_2022")
    print("| set | language | n | right | share |\n|---|---|---:|---:|---:|")
    for language in LANGUAGES if asked.posts == SETS[0] else ():
        found, share, number = score_attributions(DATA / f"attributions_{language}.txt", language, pack)
        print(f"| attributions, overlap | {language} | {number} | {found} | {found / number:.3f} |")
        print(f"| attributions, content tokens F1 | {language} | {number} | | {share:.3f} |")
    for language in LANGUAGES:
        for part in PARTS:
            for name, (hit, number) in score_posts(posts, language, part, pack).items():
                print(f"| posts, {part}: {name} | {language} | {number} | {hit} | {hit / max(number, 1):.3f} |")
    if asked.show:
        for line in iter_misses(posts, asked.show, pack):
            print(line)
    return 0


def parse_marked(line: str) -> tuple[str, list[Attributed]]:
    """A marked line ("s[the mayor] c[said] t[…]", numbered where a sentence has several) as its text and its attributions."""
    text, position = "", 0
    open_parts: list[tuple[str, str, int]] = []
    found: dict[str, dict[str, list[str]]] = {}
    while position < len(line):
        match = MARKED.match(line, position)
        if match is not None:
            open_parts.append((match[1], match[2], len(text)))
            position = match.end()
        elif line[position] == "]" and open_parts:
            kind, number, start = open_parts.pop()
            found.setdefault(number, {"s": [], "c": [], "t": []})[kind].append(text[start:])
            position += 1
        else:
            text += line[position]
            position += 1
    return text, [Attributed(words(parts["s"]), words(parts["c"]), words(parts["t"])) for parts in found.values()]


def words(texts: Iterable[str]) -> frozenset[str]:
    """The words and dashes of some texts, in small letters."""
    return frozenset(word.lower() for text in texts for word in WORDS.findall(text))


def score_attributions(path: Path, language: str, pack: Pack) -> tuple[int, float, int]:
    """Attributions found (overlap), F1 of content words over all of them, and how many the gold has."""
    found = number = both = read = wanted = 0
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, golds = parse_marked(line)
        answers = _attributed(_read(text, language, pack))
        number += len(golds)
        for gold in golds:
            answer = max(answers, key=lambda each: _likeness(gold, each), default=None)
            wanted += len(gold.content)
            if answer is None or not answer.cue & gold.cue:
                continue
            found += _is_found(gold, answer)
            both += len(answer.content & gold.content)
            read += len(answer.content)
    return found, 2 * both / max(read + wanted, 1), number


def _attributed(reading: Reading) -> list[Attributed]:
    return [Attributed(*(words(span.text for span in spans) for spans in (each.source, each.cue, each.content))) for each in reading.attributions]


def _likeness(gold: Attributed, answer: Attributed) -> tuple[bool, bool, int]:
    return bool(answer.cue & gold.cue), _is_found(gold, answer), len(answer.content & gold.content)


def _is_found(gold: Attributed, answer: Attributed) -> bool:
    """Cue and source in common, and half of the content."""
    shares = bool(answer.source & gold.source) or answer.source == gold.source == frozenset()
    return shares and bool(answer.cue & gold.cue) and len(answer.content & gold.content) >= HALF * len(answer.content | gold.content)


def score_posts(path: Path, language: str, part: str, pack: Pack) -> dict[str, tuple[int, int]]:
    """Claims found, their slots right, and read claims that the gold has: each as hits and number."""
    claims, slots, expected = [0, 0], [0, 0], [0, 0]
    for report in _iter_posts(path, part, language):
        reading = _read(report["text"].strip(), language, pack, report["published"])
        pairs = pairs_of(reading, report["claims"])
        expected[0] += len(pairs)
        expected[1] += len(reading.claims)
        for number, gold in enumerate(report["claims"]):
            if gold.get("optional"):
                continue
            claims[1] += 1
            claims[0] += number in pairs
            for name in SLOTS[1:]:
                if name in gold:
                    slots[1] += 1
                    slots[0] += number in pairs and right(name, gold, slots_of(reading, pairs[number]))
    return {"claims": (claims[0], claims[1]), "slots": (slots[0], slots[1]), "expected of read": (expected[0], expected[1])}


def iter_misses(path: Path, part: str, pack: Pack) -> Iterator[str]:
    """A line for each claim missed, each wrong slot, and each claim beyond the gold; then how often each kind was missed."""
    kinds: Counter[tuple[str, str]] = Counter()
    for report in _iter_posts(path, part):
        reading = _read(report["text"].strip(), report["language"], pack, report["published"])
        pairs = pairs_of(reading, report["claims"])
        for number, gold in enumerate(report["claims"]):
            for slot in _wrong(reading, pairs.get(number), gold):
                kinds[report["language"], slot] += 1
                value = "" if slot == "claim" else f": {slots_of(reading, pairs[number])[slot]!r}"
                yield f"{report['id']} {'/'.join(gold['event'])} {slot}{value}, expected {gold.get(slot, '')!r}"
        taken = {claim.id for claim in pairs.values()}
        for claim in reading.claims:
            if claim.id not in taken:
                kinds[report["language"], "beyond"] += 1
                yield f"{report['id']} beyond the gold: {claim.event} {'+' if claim.positive else '-'} {claim.mode.value} {claim.quote!r}"
    for (language, slot), count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:4} {language} {slot}"


def _wrong(reading: Reading, claim: Claim | None, gold: Gold) -> list[str]:
    if gold.get("optional"):
        return []
    if claim is None:
        return ["claim"]
    slots = slots_of(reading, claim)
    return [name for name in SLOTS if name in gold and not right(name, gold, slots)]


def _iter_posts(path: Path, part: str, language: str | None = None) -> Iterator[Mapping[str, Any]]:
    with path.open("rb") as file:
        for report in tomllib.load(file)["report"]:
            if report["part"] == part and language in {report["language"], None}:
                yield report


def _read(text: str, language: str, pack: Pack, published: Any = None) -> Reading:
    return read_page(Page(text=text, clean=True, language=language, published=published), pack)


if __name__ == "__main__":
    raise SystemExit(main())
