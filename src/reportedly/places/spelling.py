"""Misspelt names: which known names a form may be a slip for, and how far off it is.

The rule that must not be broken: a cost is a property of the two spellings alone, never of a text or a test set.
Classes of slips: keys that lie side by side (QWERTY), shapes that scanning confuses, sounds that one ear confuses,
doubled and dropped letters, letters in the wrong order. A full edit between unlike letters costs 1. What the others cost is learned from
slips made over the shipped gazetteer (``tools/learn_slip_costs.py``, ``slip_costs.toml``).
"""

from __future__ import annotations

import functools
import math
import operator
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from reportedly.places.gazetteer import NameStatus, further_names
from reportedly.places.inflection import dictionary_forms
from reportedly.places.letters import fold, has_cyrillic, readings, romanise, romanised_forms, skeleton, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.places.gazetteer import Gazetteer, Named

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHAPES = ("iltj1f", "oecadq0", "nhurmk", "vyuw", "gq9", "bh6", "s5", "z2", "tf", "ce", "un")
_SOUNDS = ("aeiouy", "td", "pb", "kgqh", "fv", "sz", "cs", "ck", "mn", "wv", "jy", "lr")
COSTS = "slip_costs.toml"
LONGEST_GAP = 2  # edits between skeletons that are looked at
FORMS = 8  # dictionary forms of an inflected name that are compared
MOST = 24  # candidates whose letters are compared
ROUNDING = 1e-9
GUESSED = 0.1  # cost of an ending that is taken for a case's
SHORTEST = 4  # letters: every three letters are somebody's name with a slip


@dataclass(frozen=True)
class SlipCosts:
    """What each kind of slip costs, learned by ``tools/learn_slip_costs.py``: 1 is a letter for one that is nothing like it.

    ``edits`` by kind; ``bones`` what it costs that only the skeletons are alike, ``reading`` that the form is read as in another language.
    ``weight`` is the natural logarithm of odds that a cost of 1 takes away. ``sure``, ``sure_cost`` and ``sure_length``: ``is_meant``.
    """

    edits: dict[str, float]
    bones: float
    reading: float
    weight: float
    sure: float
    sure_cost: float
    sure_length: float

    @functools.cached_property
    def least_edit(self) -> float:
        """What an edit costs at least that is a slip by itself. Two letters that have changed places are two edits and one slip."""
        return min(price for kind, price in self.edits.items() if kind not in {"first", "swapped"})

    def least(self, edits: int, longer: int) -> float:
        """What so many edits cost at least between words of which one is so many letters longer.

        Letters that change places leave the length as it is and are two edits: those that the length asks for, and an odd one, are slips by themselves.
        """
        alone = longer + (edits - longer) % 2
        return alone * self.least_edit + (edits - alone) * self.least_half

    @functools.cached_property
    def least_half(self) -> float:
        """What an edit costs at least: half of two letters that have changed places."""
        return min(self.edits["swapped"] / 2, self.least_edit)

    @functools.cached_property
    def pairs(self) -> dict[str, str]:
        """Two letters -> the cheapest kind of slip that exchanges them; "unlike" for those that are not there."""
        kinds = [(one + other, kind) for kind, groups in (("neighbour", _BESIDE), ("shape", _SHAPES), ("sound", _SOUNDS)) for one, other in _pairs_of(groups)]
        return dict(sorted(kinds, key=lambda item: -self.edits[item[1]]))

    @functools.cached_property
    def least_slip(self) -> float:
        """What a slip costs at least."""
        return min(price for kind, price in self.edits.items() if kind != "first")

    def most_meant(self, length: int, sureness: float) -> float:
        """The cost from which a form of so many letters is a slip with less than this sureness: the inverse of ``is_meant``."""
        return (math.log(sureness / (1.0 - sureness)) - self.sure - self.sure_length * math.log(max(length, 3))) / self.sure_cost

    def is_meant(self, cost: float, length: int, support: float = 0.0) -> float:
        """How likely a form of so many letters is a slip for the name at this cost, and not the name of something that no list has.

        ``support`` is what else speaks for it, as log-odds.
        """
        return 1.0 / (1.0 + math.exp(-(support + self.sure + self.sure_cost * cost + self.sure_length * math.log(max(length, 3)))))


def _pairs_of(groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for group in groups for one in group for other in group if one != other)


def _side_by_side() -> tuple[str, ...]:
    return tuple(
        key + other
        for y, row in enumerate(_KEYS)
        for x, key in enumerate(row)
        for other in (*row[x + 1 : x + 2], *(_KEYS[y + 1][max(x - 1, 0) : x + 1] if y + 1 < len(_KEYS) else ""))
    )


_BESIDE = _side_by_side()


@functools.cache
def slip_costs() -> SlipCosts:
    """The learned costs."""
    return SlipCosts(**tomllib.loads((files("reportedly.places") / COSTS).read_text(encoding="utf-8")))


def slip_cost(written: str, meant: str, costs: SlipCosts | None = None) -> float:
    """How unlikely it is that ``meant`` was written as ``written`` (both folded, Latin): 0 equal, about 0.5 a likely slip, 1 an unlike letter."""
    costs = costs or slip_costs()
    prices = costs.edits
    return math.fsum(prices[kind] for kind in slip_kinds(written, meant, costs))


def slip_kinds(written: str, meant: str, costs: SlipCosts) -> list[str]:
    """The slips that turn ``meant`` into ``written``, by kind; "first" is there besides where the first letter is another."""
    found: list[str] = []
    last: tuple[str, str, int] | None = None
    for edit in Levenshtein.editops(written, meant):
        at, to = edit.src_pos, edit.dest_pos
        if edit.tag == "replace":
            one, other = written[at], meant[to]
            kind = costs.pairs.get(one + other, "unlike")
        elif edit.tag == "insert":  # a letter of the name was left out
            one, other = "", meant[to]
            kind = _lost(meant, to)
        else:
            one, other = written[at], ""
            kind = _lost(written, at)
        if last is not None and at - last[2] <= 2 and (one, other) == (last[1], last[0]):
            found[-1] = "swapped"  # two letters have changed places
            last = None
        else:
            found.append(kind)
            last = (one, other, at)
        if at == 0 and to == 0:
            found.insert(0, "first")
    return found


def _lost(word: str, at: int) -> str:
    letter = word[at]
    beside = word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    if letter in beside or letter in " -":
        return "double"
    return "vowel" if letter in "aeiouyj" else "consonant"


def is_near(gazetteer: Gazetteer, text: str, language: str, most: float) -> bool:
    """Whether the text may be a slip of at most this cost, looked for where such slips are: a single one changes a skeleton by one edit."""
    prices = slip_costs()
    if most < prices.least_slip:
        return False
    if has_cyrillic(text) or most >= prices.bones + prices.reading:  # another reading than the plain one may be as near
        return any(cost <= most for _, cost in near_names(gazetteer, text, language))
    folded = fold(text)
    if len(folded.replace(" ", "")) < SHORTEST:
        return False
    bones = skeleton(folded)
    gap = 1 if most < 2 * prices.least_slip else _plain_gap(bones, folded)
    seen: set[tuple[str, ...]] = set()  # namesakes have their names in common
    for found in _near_skeletons(gazetteer, bones, gap):
        for named in gazetteer.with_skeleton(found):
            names = folded_names(gazetteer, named.row)
            main_bones = found if named.status is NameStatus.MAIN else skeleton(names[0])
            if (main_bones, *names) in seen:
                continue
            seen.add((main_bones, *names))
            if name_cost(folded, (bones,), names, main_bones, most + 2 * ROUNDING) <= most:
                return True
    return False


def near_names(gazetteer: Gazetteer, text: str, language: str) -> Iterator[tuple[Named, float]]:
    """Own rows whose name the text may be a slip for, with the cost; each row once for each reading that reaches it."""
    if has_cyrillic(text):
        yield from _near_inflected(gazetteer, fold(text), language)
        return
    folded = fold(text)
    if len(folded.replace(" ", "")) < SHORTEST:
        return
    bones = form_skeletons(folded)
    seen: set[str] = set()
    costs: dict[tuple[str, ...], float] = {}  # namesakes have their names in common
    for number, bone in enumerate(bones):
        gap = 1 if number else _plain_gap(bone, folded)
        for found in _near_skeletons(gazetteer, bone, gap):
            if found not in seen:
                seen.add(found)
                for named in gazetteer.with_skeleton(found):
                    names = folded_names(gazetteer, named.row)
                    if names not in costs:
                        costs[names] = name_cost(folded, bones, names, found if named.status is NameStatus.MAIN else skeleton(names[0]))
                    yield named, costs[names]


def _plain_gap(bones: str, folded: str) -> int:
    return 1 if max(len(bones), len(folded) - 1) < 5 else LONGEST_GAP


def form_skeletons(folded: str) -> tuple[str, ...]:
    """Skeletons of the form as it is read in the usual languages and as scanning may have changed it, the plain reading's first."""
    return tuple(dict.fromkeys(skeletons((*readings(folded), *_scans(folded)))))


def _near_inflected(gazetteer: Gazetteer, folded: str, language: str) -> Iterator[tuple[Named, float]]:
    """Near names of the forms a Cyrillic form may have in the dictionary; one edit, because the ending is already a guess."""
    forms = romanised_forms(dictionary_forms(folded, language)[:FORMS], language)
    best: dict[int, float] = {}
    for number, (latin, bones) in enumerate(zip(forms, skeletons(forms), strict=True)):
        if len(latin) <= SHORTEST:
            continue
        ending = GUESSED * (number > 0)
        for found in _near_skeletons(gazetteer, bones, 1):
            for named in gazetteer.with_skeleton(found):
                names = folded_names(gazetteer, named.row)
                most = best.get(named.row, math.inf) - ending + ROUNDING  # what is no cheaper than the form before need not be priced
                cost = ending + name_cost(latin, (bones,), names, found if named.status is NameStatus.MAIN else skeleton(names[0]), most)
                best[named.row] = min(cost, best.get(named.row, math.inf))
                yield named, cost


def letters_cost(gazetteer: Gazetteer, folded: str, named: Named) -> float:
    """The least slip cost between the folded Latin form and the row's names as they are written."""
    return _cheapest(((folded, name, 0.0) for name in folded_names(gazetteer, named.row)), math.inf)


def folded_names(gazetteer: Gazetteer, row: int) -> tuple[str, ...]:
    """The row's first dozen names, folded, in Latin letters; the main one first."""
    return _folded_names(*gazetteer.names_as_written(row))


@functools.lru_cache(maxsize=16384)  # namesakes have their names in common
def _folded_names(main: str, local: str, aliases: str) -> tuple[str, ...]:
    names = [main or romanise(local)]
    names += [romanise(alias, "") if has_cyrillic(alias) else alias for alias in further_names(local, aliases)[:12]]
    return tuple(dict.fromkeys(fold("\n".join(names)).split("\n")))


def name_cost(folded: str, bones: tuple[str, ...], names: tuple[str, ...], main_bones: str, most: float = math.inf) -> float:
    """The least slip cost between the folded Latin form, or the skeletons of its readings, and a row's folded names or the skeleton of the main one.

    ``most`` where none is less.
    """
    best = _cheapest(((folded, name, 0.0) for name in names), most)
    costs = slip_costs()
    if best > costs.bones:
        best = _cheapest(((form, main_bones, costs.reading * (number > 0) + costs.bones) for number, form in enumerate(bones)), best)
    return best


def _cheapest(ways: Iterable[tuple[str, str, float]], best: float) -> float:
    """The least of ``best`` and the slip cost of each way: what is written, what is meant, and what the way costs besides.

    Most are told by the number of edits alone (half a microsecond, a tenth of what telling the slips takes), so the fewest edits go first.
    """
    costs = slip_costs()
    least = []
    for written, meant, besides in ways:
        edits = Levenshtein.distance(written, meant)
        if edits * costs.least_half + besides <= best + ROUNDING:  # a bound that is sooner had, though it tells fewer
            least.append((costs.least(edits, abs(len(written) - len(meant))) + besides, written, meant, besides))
    for bound, written, meant, besides in sorted(least):
        if bound > best + ROUNDING:
            break
        best = min(best, besides + slip_cost(written, meant, costs))
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
    own = np.uint32(functools.reduce(operator.or_, [1 << (ord(letter) & 31) for letter in bone], 0))
    pool, letters, lengths = _pool(gazetteer, bone[:1])
    start, stop = np.searchsorted(lengths, (len(bone) - gap, len(bone) + gap + 1)).tolist()
    # An edit puts in one letter and takes out one, or does one of both where the length is another: nineteen names in twenty are told off by their letters.
    apart = np.bitwise_count(letters[start:stop] ^ own) + np.abs(lengths[start:stop] - len(bone))
    near = [pool[start + number] for number in np.flatnonzero(apart <= 2 * gap).tolist()]
    hits = process.extract(bone, near, scorer=OSA.distance, score_cutoff=gap, limit=None) if near else ()
    found.extend((int(distance), name) for name, distance, _ in hits)
    for tail in (bone, bone[1:], bone[2:]):
        found.extend((1, name) for name in (gazetteer.with_tail(tail) if len(tail) >= SHORTEST - 1 else ()) if name[0] != bone[:1])
    return [name for _, name in sorted(found)[:MOST]]


@functools.lru_cache(maxsize=4096)
def _pool(gazetteer: Gazetteer, first: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The skeletons that begin so, shorter ones first, and the letters and length of each."""
    lengths = sorted(length for letter, length in gazetteer.skeleton_pools if letter == first)
    pools = [gazetteer.skeleton_pools[first, length] for length in lengths]
    letters = [_letters(pool, length) for pool, length in zip(pools, lengths, strict=True)]
    names = [name for pool in pools for name in pool]
    return names, np.concatenate(letters) if letters else np.zeros(0, dtype=np.uint32), np.array([len(name) for name in names], dtype=np.int16)


def _letters(pool: list[str], length: int) -> np.ndarray:
    """Which letters each of these strings of one length has, a bit each; rare characters share theirs with a letter."""
    codes = np.frombuffer("".join(pool).encode("utf-32-le"), dtype=np.uint32).reshape(len(pool), length)
    found: np.ndarray = np.bitwise_or.reduce(np.uint32(1) << (codes & np.uint32(31)), axis=1)
    return found
