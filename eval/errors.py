"""Counts the commonest kinds of error in attributions and claims on the development parts: ``python -m eval.errors``.

The rule that must not be broken: a kind is told from gold and reading as the scorer pairs them; no words of the benchmarks are printed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from eval.scorers import iter_attribution_reports, iter_claim_reports, load_scorer, output_of, task_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

Row = dict[str, Any]
SHORT = 4
"""Words up to which a content is a thing, as a rule, rather than a statement ("knew the risks")."""
WIDE = 0.5
"""Share of common tokens from which two contents count as the same (the scorer's own threshold)."""


def main() -> int:
    """Prints one table for each benchmark; exit status 0."""
    for name, counts in (("attribution", attribution_errors()), ("claims", claim_errors())):
        print(f"### {name}\n\n| kind of error | count |\n|---|---:|")
        for kind, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            print(f"| {kind} | {number} |")
        print()
    return 0


def claim_errors() -> Counter[str]:
    """Kinds of error in claims, over all reports of the development part."""
    task = task_named("claims")
    scorer = load_scorer(task)
    counts: Counter[str] = Counter()
    for row, prediction, pairs, _ in iter_claim_reports(scorer, task.paths[1], output_of(task)):
        counts.update(kinds_of_claims(scorer, scorer.gold_claims(row, prediction["text"]), prediction["claims"], pairs))
    return counts


def kinds_of_claims(scorer: ModuleType, golds: list[Row], found: list[Row], pairs: list[tuple[int, int]]) -> Iterator[str]:
    """One kind for each thing that is wrong in one report; optional gold claims are never missed."""
    by_gold = {gold: reading for reading, gold in pairs}
    for number, gold in enumerate(golds):
        reading = found[by_gold[number]] if number in by_gold else None
        if reading is None:
            if gold["required"]:
                yield f"claim missed: {scorer.GROUP[scorer.listed(gold['event'])[0]]}"
        elif reading["event"] not in scorer.listed(gold["event"]):
            if gold["required"]:
                yield "event read as another"
        else:
            yield from _kinds_of_slots(scorer, gold, reading)
    taken = {reading for reading, _ in pairs}
    for number, reading in enumerate(found):
        if number not in taken:
            yield f"claim where none is asked for: {scorer.GROUP[reading['event']]}"


def _kinds_of_slots(scorer: ModuleType, gold: Row, reading: Row) -> Iterator[str]:
    """What is wrong in a claim of the right type."""
    if not scorer.chain_ok(reading, gold):
        needed = sum(not isinstance(hop, dict) for hop in gold["said_by"])
        said = len(reading["hops"])
        yield "chain: " + ("a source left out" if said < needed else "a source too many" if said > len(gold["said_by"]) else "another source")
    for slot in ("polarity", "mode", "certainty"):
        if reading[slot] not in scorer.listed(gold[slot]):
            yield f"{slot} wrong"
    for role in ("actor", "target"):
        side = gold.get(f"{role}_side")
        if side is not None and not reading[role] & set(scorer.listed(side)):
            yield f"{role}: " + ("side missing" if reading[role] == {None} else "another side")
    yield from _kinds_of_places(scorer, gold, reading)
    if gold.get("day") and not scorer.day_score(reading, gold["day"])[0]:
        yield "day: " + ("none" if reading["day"] == (None, None) else "not the same days")
    for quantity in gold["quantities"]:
        if quantity.get("required", True) and not any(scorer.quantity_is(read, quantity) for read in reading["quantities"]):
            yield "number missing or wrong"


def _kinds_of_places(scorer: ModuleType, gold: Row, reading: Row) -> Iterator[str]:
    """Places that are missing, or that no gold place is; control that is missing or wrong."""
    for place in gold["places"]:
        hits = [read for read in reading["places"] if scorer.place_is(read, place)]
        if place["required"] and not hits:
            yield "place missing"
        elif place["required"] and not any(read["role"] in scorer.listed(place["role"]) for read in hits):
            yield "place with another part"
    for read in reading["places"]:
        if not any(scorer.place_is(read, place) for place in gold["places"]):
            yield "place that the gold does not list"
    wanted, control = gold.get("control"), reading["control"]
    if wanted and wanted.get("required", True) and gold["required"] and control is None:
        yield "control missing"
    if control is not None and not (wanted and scorer.control_is(control, wanted, next(iter(scorer.listed(gold.get("actor_side"))), None))):
        yield "control wrong or not asked for"


def attribution_errors() -> Counter[str]:
    """Kinds of error in attributions, over all documents of the development part."""
    task = task_named("attribution")
    scorer = load_scorer(task)
    counts: Counter[str] = Counter()
    for row, golds, found in iter_attribution_reports(scorer, task.paths[1], output_of(task)):
        quoted = scorer.Text(row["text"]).tokens(_quoted(row["text"]))
        counts.update(kinds_of_attributions(scorer, golds, found, quoted))
    return counts


def kinds_of_attributions(scorer: ModuleType, golds: list[Row], found: list[Row], quoted: frozenset[int]) -> Iterator[str]:
    """One kind for each attribution of one document that is missed, misread or not asked for."""
    matched, by_cue = scorer.pairs(golds, found, scorer.overlap), scorer.cue_pairs(golds, found)
    for number, gold in enumerate(golds):
        if number in matched:
            continue
        reading = found[by_cue[number]] if number in by_cue else None
        if reading is None:
            yield _kind_of_miss(scorer, gold, found, quoted)
        elif not scorer.meets(gold["source"], reading["source"]):
            yield "cue found, source " + ("not found" if not reading["source"] else "given where the gold has none" if not gold["source"] else "another")
        else:
            yield "cue and source found, content " + _difference(gold["content"], reading["content"])
    taken = {*matched.values(), *by_cue.values()}
    for number, reading in enumerate(found):
        if number not in taken and not scorer.inside(golds, reading):
            yield "attribution where the gold has none"


def _kind_of_miss(scorer: ModuleType, gold: Row, found: list[Row], quoted: frozenset[int]) -> str:
    """How an attribution was missed whose cue no reading touches."""
    if any(scorer.jaccard(gold["content"], reading["content"]) >= WIDE for reading in found):
        return "content found under another cue"
    if not gold["cue"]:
        return "missed: no cue in words"
    if len(gold["content"] & quoted) >= WIDE * max(len(gold["content"]), 1):
        return "missed: quotation"
    if not gold["source"]:
        return "missed: no source in words"
    if len(gold["content"]) <= SHORT:
        return "missed: content of a few words"
    return "missed: cue of several words" if len(gold["cue"]) > 1 else "missed: cue of one word"


def _difference(gold: frozenset[int], reading: frozenset[int]) -> str:
    if not reading:
        return "not found"
    if reading <= gold:
        return "too short"
    return "too long" if gold <= reading else "of other bounds"


def _quoted(text: str) -> list[tuple[int, int]]:
    """What stands between double quotation marks, each paragraph by itself."""
    spans, start, opened = [], 0, -1
    for line in text.splitlines(keepends=True):
        for offset, mark in enumerate(line, start):
            if mark == "“" or (mark == '"' and opened < 0):
                opened = offset
            elif mark in {"”", '"'} and opened >= 0:
                if offset > opened + 1:
                    spans.append((opened + 1, offset))
                opened = -1
        start, opened = start + len(line), -1
    return spans


if __name__ == "__main__":
    raise SystemExit(main())
