"""Misspelt names: which known names a form may be a slip for, and how far off it is.

The rule that must not be broken: a cost is a property of the two spellings alone, never of a text or a test set.
Classes of slips: keys that lie side by side (QWERTY), shapes that scanning confuses, sounds that one ear confuses,
doubled and dropped letters, letters in the wrong order. A full edit between unlike letters costs 1.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from reportedly.places.inflection import dictionary_forms
from reportedly.places.letters import fold, has_cyrillic, readings, romanise, romanised_forms, skeleton, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.places.gazetteer import Gazetteer, Named

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHAPES = ("iltj1f", "oecadq0", "nhurmk", "vyuw", "gq9", "bh6", "s5", "z2", "tf", "ce", "un")
_SOUNDS = ("aeiouy", "td", "pb", "kgqh", "fv", "sz", "cs", "ck", "mn", "wv", "jy", "lr")
NEIGHBOUR, SHAPE, SOUND, DOUBLE, LOST, SWAPPED, UNLIKE, FIRST = 0.7, 0.6, 0.55, 0.3, 0.75, 0.7, 1.0, 0.25
LONGEST_GAP = 2  # edits between skeletons that are looked at
FORMS = 8  # dictionary forms of an inflected name that are compared
MOST = 24  # candidates whose letters are compared
SHORTEST = 4  # letters: every three letters are somebody's name with a slip


def _class_costs() -> dict[str, float]:
    costs: dict[str, float] = {}
    for y, row in enumerate(_KEYS):
        for x, key in enumerate(row):
            near = [row[x + 1 : x + 2], *(_KEYS[y + 1][max(x - 1, 0) : x + 1] if y + 1 < len(_KEYS) else ())]
            for other in near:
                if other:
                    costs[key + other] = costs[other + key] = NEIGHBOUR
    for groups, cost in ((_SHAPES, SHAPE), (_SOUNDS, SOUND)):
        for group in groups:
            costs.update({one + other: min(cost, costs.get(one + other, UNLIKE)) for one in group for other in group if one != other})
    return costs


_COSTS = _class_costs()


def slip_cost(written: str, meant: str) -> float:
    """How unlikely it is that ``meant`` was written as ``written`` (both folded, Latin): 0 equal, about 0.5 a likely slip, 1 an unlike letter."""
    cost = 0.0
    last: _Edit | None = None
    for edit in Levenshtein.editops(written, meant):
        at, to = edit.src_pos, edit.dest_pos
        if edit.tag == "replace":
            now = _Edit(written[at], meant[to], at, _COSTS.get(written[at] + meant[to], UNLIKE))
        elif edit.tag == "insert":  # a letter of the name was left out
            now = _Edit("", meant[to], at, _lost(meant, to))
        else:
            now = _Edit(written[at], "", at, _lost(written, at))
        if last is not None and now.at - last.at <= 2 and (now.written, now.meant) == (last.meant, last.written):
            cost += max(SWAPPED - last.cost, 0.0)  # two letters have changed places
            last = None
        else:
            cost += now.cost
            last = now
        cost += FIRST if at == 0 and to == 0 else 0.0
    return cost


class _Edit(NamedTuple):
    """One letter written for another; "" where one was left out or put in."""

    written: str
    meant: str
    at: int
    cost: float


def _lost(word: str, at: int) -> float:
    letter = word[at]
    beside = word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    if letter in beside or letter in " -":
        return DOUBLE
    return LOST if letter not in "aeiouyj" else SOUND + 0.05


def near_names(gazetteer: Gazetteer, text: str, language: str) -> Iterator[tuple[Named, float]]:
    """Own rows whose name the text may be a slip for, with the cost; each row once for each reading that reaches it."""
    if has_cyrillic(text):
        yield from _near_inflected(gazetteer, fold(text), language)
        return
    folded = fold(text)
    if len(folded.replace(" ", "")) < SHORTEST:
        return
    bones = _bones(folded)
    seen: set[str] = set()
    costs: dict[tuple[str, ...], float] = {}  # namesakes have their names in common
    for number, bone in enumerate(bones):
        gap = 1 if number or max(len(bone), len(folded) - 1) < 5 else LONGEST_GAP
        for found in _near_skeletons(gazetteer, bone, gap):
            if found not in seen:
                seen.add(found)
                for named in gazetteer.with_skeleton(found):
                    names = _folded_names(gazetteer, named.row)
                    if names not in costs:
                        costs[names] = name_cost(folded, bones, names)
                    yield named, costs[names]


def _bones(folded: str) -> tuple[str, ...]:
    """Skeletons of the form as it is read in the usual languages and as scanning may have changed it, the plain reading's first."""
    return tuple(dict.fromkeys(skeletons((*readings(folded), *_scans(folded)))))


def _near_inflected(gazetteer: Gazetteer, folded: str, language: str) -> Iterator[tuple[Named, float]]:
    """Near names of the forms a Cyrillic form may have in the dictionary; one edit, because the ending is already a guess."""
    forms = romanised_forms(dictionary_forms(folded, language)[:FORMS], language)
    for number, (latin, bones) in enumerate(zip(forms, skeletons(forms), strict=True)):
        if len(latin) <= SHORTEST:
            continue
        for found in _near_skeletons(gazetteer, bones, 1):
            for named in gazetteer.with_skeleton(found):
                yield named, 0.1 * (number > 0) + name_cost(latin, (bones,), _folded_names(gazetteer, named.row))


def letters_cost(gazetteer: Gazetteer, folded: str, named: Named) -> float:
    """The least slip cost between the folded Latin form and the row's names as they are written."""
    return min(slip_cost(folded, name) for name in _folded_names(gazetteer, named.row))


@functools.lru_cache(maxsize=16384)
def _folded_names(gazetteer: Gazetteer, row: int) -> tuple[str, ...]:
    """The row's first dozen names, folded, in Latin letters; the main one first."""
    names = [gazetteer.main_name(row)]
    names += [romanise(alias, "") if has_cyrillic(alias) else alias for alias in gazetteer.aliases(row)[:12]]
    return tuple(dict.fromkeys(fold(name) for name in names))


def name_cost(folded: str, bones: tuple[str, ...], names: tuple[str, ...]) -> float:
    """The least slip cost between the folded Latin form, or the skeletons of its readings, and a row's folded names."""
    best = min(slip_cost(folded, name) for name in names)
    if best > 0:
        main_bones = skeleton(names[0])
        best = min(best, *(0.15 * (number > 0) + 0.1 + slip_cost(form, main_bones) for number, form in enumerate(bones)))
    return best


_SCANNED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("li", "h"), ("nn", "m"), ("ri", "n"), ("fi", "h"), ("0", "o"), ("1", "l"), ("5", "s"))


def _scans(folded: str) -> Iterator[str]:
    """The form with two letters that scanning takes for one, or the other way round, put back."""
    for seen, meant in _SCANNED:
        if seen in folded:
            yield folded.replace(seen, meant, 1)
    for seen, meant in (("m", "rn"), ("d", "cl"), ("h", "li"), ("n", "ri")):
        if seen in folded:
            yield folded.replace(seen, meant, 1)


@functools.lru_cache(maxsize=16384)
def _near_skeletons(gazetteer: Gazetteer, bone: str, gap: int) -> list[str]:
    """Skeletons within ``gap`` edits that share the first letter, or one edit away at the first letter; nearest first."""
    found: list[tuple[int, str]] = []
    for length in range(len(bone) - gap, len(bone) + gap + 1):
        pool = gazetteer.skeleton_pools.get((bone[:1], length))
        if pool:
            hits = process.extract(bone, pool, scorer=OSA.distance, score_cutoff=gap, limit=MOST)
            found.extend((int(distance), name) for name, distance, _ in hits)
    for tail in (bone, bone[1:], bone[2:]):
        found.extend((1, name) for name in gazetteer.skeleton_tails.get(tail, ()) if name[0] != bone[:1] and len(tail) >= SHORTEST - 1)
    return [name for _, name in sorted(found)[:MOST]]
