"""The same reports in three languages: do the same claims come out? ``python -m eval.parallel [dev|blind|third] [--show]``.

For each claim that the reports are about, the claim of the reading that agrees with it in the most slots is taken; each slot is then held against
the gold, and against the same claim's in the other two languages.

The rule that must not be broken: a slot that was not read agrees with nothing, not even with another that was not read.
"""

from __future__ import annotations

import argparse
import itertools
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from eval.tasks import ROOT

from reportedly.core.records import Page
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reportedly.core.records import Claim, Reading

FOLDER = ROOT / "tests" / "data" / "parallel"
LANGUAGES = ("en", "uk", "ru")
SLOTS = ("event", "place", "actor", "target", "polarity", "mode", "source", "day", "number", "control")
LONGER = 3
"""Days by which a claim's day may be longer than the gold's and still be the same day told less exactly."""
WITHIN = 0.05
"""Bounds of a number agree within this share, as in the claims benchmark."""
Gold = dict[str, Any]
Slots = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A gold claim of one report, and what each language's reading has for it (nothing: ``None``)."""

    report: str
    gold: Gold
    slots: Mapping[str, Slots | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one table of right slots by language and one line of agreement; exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("part", nargs="?", default="dev", choices=("dev", "blind", "third"))
    parser.add_argument("--show", action="store_true", help="print each slot that is not right")
    asked = parser.parse_args(arguments)
    found = list(iter_found(FOLDER / f"{asked.part}.toml"))
    if asked.show:
        for line in iter_misses(found):
            print(line)
    print("| slot | " + " | ".join(LANGUAGES) + " | n | agreement |\n|---|" + "---:|" * (len(LANGUAGES) + 2))
    for slot in (*SLOTS, None):
        shares = [share(found, language, slot) for language in LANGUAGES]
        if shares[0][1]:
            right, of = agreement(found, slot)
            name = slot or "**all**"
            print(f"| {name} | " + " | ".join(f"{hit / number:.3f}" for hit, number in shares) + f" | {shares[0][1]} | {right / of:.3f} |")
    return 0


def iter_found(path: Path) -> Iterator[Found]:
    """Every gold claim of the file with what was read for it."""
    pack = load_pack("russia_ukraine_2022")
    with path.open("rb") as file:
        reports = tomllib.load(file)["report"]
    for report in reports:
        readings = {
            language: read_page(Page(text=report[language].strip(), clean=True, language=language, published=report["published"]), pack)
            for language in LANGUAGES
        }
        paired = {language: pairs_of(reading, report["claims"]) for language, reading in readings.items()}
        for number, gold in enumerate(report["claims"]):
            slots = {language: slots_of(readings[language], pairs[number]) if number in pairs else None for language, pairs in paired.items()}
            yield Found(report=report["id"], gold=gold, slots=slots)


def pairs_of(reading: Reading, golds: Sequence[Gold]) -> dict[int, Claim]:
    """One claim at most for each gold claim, the pairs that agree best first; a claim of another event is no pair."""
    scored = [
        (sum(right(slot, gold, slots) for slot in SLOTS if slot in gold), -order, number, claim)
        for order, claim in enumerate(reading.claims)
        for slots in (slots_of(reading, claim),)
        for number, gold in enumerate(golds)
        if claim.event in gold["event"]
    ]
    pairs: dict[int, Claim] = {}
    used: set[str] = set()
    for _, _, number, claim in sorted(scored, key=lambda row: row[:3], reverse=True):
        if number not in pairs and claim.id not in used:
            pairs[number] = claim
            used.add(claim.id)
    return pairs


def slots_of(reading: Reading, claim: Claim) -> Slots:
    """The claim's slots, with mentions' ids resolved to what they name."""
    actors = {actor.id: actor for actor in reading.actors}
    places = {mention.id: mention for mention in reading.places}
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    hops = {attribution.id: attribution for attribution in reading.attributions}
    named = [mention.place for ref in claim.places if (mention := places[ref.ref]).place is not None]
    return {
        "event": claim.event,
        "place": frozenset(place.name for place in named if place is not None),
        "actor": next((actors[each].side for each in claim.actor if actors[each].side), ""),
        "target": next((actors[each].side for each in claim.target if actors[each].side), ""),
        "polarity": "+" if claim.positive else "-",
        "mode": claim.mode.value,
        "source": _chain(tuple(hops[hop].source_id for hop in claim.said_by)),
        "day": (claim.day.days.earliest, claim.day.days.latest),
        "number": tuple((quantities[each].lower, quantities[each].upper, quantities[each].unit) for each in claim.quantities),
        "control": (claim.control.after or "") if claim.control is not None else "",
    }


def _chain(ids: tuple[str | None, ...]) -> tuple[str, ...]:
    """The named speakers; beside them a nameless hop ("reportedly") is optional, as in the claims benchmark, and alone it is "?"."""
    named = tuple(each for each in ids if each is not None)
    return named or ("?",) * bool(ids)


def right(slot: str, gold: Gold, slots: Slots) -> bool:
    """Whether one slot is as the gold has it."""
    wanted, value = gold[slot], slots[slot]
    if slot in {"event", "mode"}:
        return bool(value in wanted)
    if slot == "place":
        return bool(set(wanted) <= value)
    if slot == "source":
        return bool(list(value) == wanted)
    if slot == "day":
        return _same_days(tuple(date.fromisoformat(day) for day in wanted), value)
    if slot == "number":
        return any(unit in wanted[2:] and _near(wanted[0], lower) and _near(wanted[1], upper) for lower, upper, unit in value)
    return bool(value == wanted)


def _same_days(wanted: tuple[date, ...], value: tuple[date | None, date | None]) -> bool:
    earliest, latest = value
    if earliest is None or latest is None:
        return False
    touches = earliest <= wanted[1] and wanted[0] <= latest
    return touches and (latest - earliest).days <= (wanted[1] - wanted[0]).days + LONGER


def _near(wanted: float | str, value: float | None) -> bool:
    return wanted == "*" or (value is not None and abs(value - float(wanted)) <= WITHIN * max(abs(float(wanted)), 1))


def share(found: Sequence[Found], language: str, slot: str | None) -> tuple[int, int]:
    """Slots of a language that are right, and how many there are; of every kind when ``slot`` is ``None``."""
    hits, number = 0, 0
    for each in found:
        for name in SLOTS:
            if name in each.gold and slot in {name, None}:
                slots = each.slots[language]
                number += 1
                hits += slots is not None and right(name, each.gold, slots)
    return hits, number


def agreement(found: Sequence[Found], slot: str | None) -> tuple[int, int]:
    """Pairs of languages that read the same in a slot, and how many pairs there are."""
    hits, number = 0, 0
    for each in found:
        for name in SLOTS:
            if name not in each.gold or slot not in {name, None}:
                continue
            for one, other in itertools.combinations(LANGUAGES, 2):
                first, second = each.slots[one], each.slots[other]
                number += 1
                hits += first is not None and second is not None and first[name] == second[name]
    return hits, number


def iter_misses(found: Sequence[Found]) -> Iterator[str]:
    """A line for each slot that is not right, and how often each kind is missed last."""
    kinds: Counter[tuple[str, str]] = Counter()
    for each in found:
        for language in LANGUAGES:
            slots = each.slots[language]
            wrong = ["not found"] if slots is None else [slot for slot in SLOTS if slot in each.gold and not right(slot, each.gold, slots)]
            for slot in wrong:
                kinds[language, slot] += 1
                value = "" if slots is None else f": {slots[slot]!r}"
                yield f"{each.report} {language} {'/'.join(each.gold['event'])} {slot}{value}, expected {each.gold.get(slot, '')!r}"
    for (language, slot), number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:4} {language} {slot}"


if __name__ == "__main__":
    raise SystemExit(main())
