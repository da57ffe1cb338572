"""Whole chains of sources, on sentences written for this project (guideline: docs/decisions/chains.md)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from reportedly.core.records import Attribution, Page
from reportedly.flow import read_pages
from reportedly.packs.load import load_pack

GOLD = Path(__file__).parents[1] / "data" / "chains.tsv"
FLOOR = 0.85
LEAST_SENTENCES = 60
MOST_HOPS = 4
# Who the pronoun stands for is another question (speakers/resolve.py); the claims benchmark takes it too.
RELATIVE = {"who", "which"}


class Chain(NamedTuple):
    word: str
    sources: tuple[str, ...]
    sentence: str


def gold() -> list[Chain]:
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Chain(word, tuple(source.strip() for source in sources.split(" > ")), sentence) for word, sources, sentence in rows]


def chain_at(attributions: tuple[Attribution, ...], offset: int) -> tuple[str, ...]:
    """Sources of the deepest attribution whose content holds the offset, outermost first."""
    known = {attribution.id: attribution for attribution in attributions}
    best: tuple[Attribution, ...] = ()
    for attribution in attributions:
        if not any(span.start <= offset < span.end for span in attribution.content):
            continue
        chain = [attribution]
        while chain[0].parent is not None:
            chain.insert(0, known[chain[0].parent])
        if len(chain) > len(best):
            best = tuple(chain)
    return tuple(" ".join(span.text for span in attribution.source) for attribution in best)


def same_source(gold_source: str, found: str) -> bool:
    if gold_source == '""' or not found:
        return gold_source == '""' and not found
    if found.lower() in RELATIVE:
        return True
    words, others = (set(re.findall(r"\w+", text.lower())) - {"the", "a", "an"} for text in (gold_source, found))
    return len(words & others) * 2 >= min(len(words), len(others)) > 0


def is_right(chain: Chain, found: tuple[str, ...]) -> bool:
    return len(found) == len(chain.sources) and all(map(same_source, chain.sources, found))


def test_the_gold_set_is_well_formed() -> None:
    chains = gold()
    assert len(chains) >= LEAST_SENTENCES
    assert all(chain.word in chain.sentence and 2 <= len(chain.sources) <= MOST_HOPS for chain in chains)


def test_share_of_right_chains() -> None:
    chains = gold()
    readings = read_pages([Page(text=chain.sentence, clean=True, language="en") for chain in chains], load_pack("russia_ukraine_2022"))
    found = [chain_at(reading.attributions, chain.sentence.rindex(chain.word)) for chain, reading in zip(chains, readings, strict=True)]
    wrong = [(chain, sources) for chain, sources in zip(chains, found, strict=True) if not is_right(chain, sources)]
    share = 1 - len(wrong) / len(chains)
    assert share >= FLOOR, f"{share:.3f}\n" + "\n".join(f"{chain.sources} ≠ {sources}: {chain.sentence}" for chain, sources in wrong)
