"""Misspelt names made from right ones, as typing, scanning, hearing and carrying over from one alphabet to another misspell them.

What goes wrong how often stands in ``CHANNELS`` and is judged: four of five typing errors are one letter put in, left out, exchanged or moved
(Damerau 1964, CACM 7:3), and one slip in a word is four times as frequent as two. The costs are then learned from what comes out.

The rule that must not be broken: the same seed makes the same slips, from nothing but the names.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Slip = Callable[[str, Random], str]
TWO = 0.2  # share of misspelt names with two slips
VOWELS = "aeiouy"
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHAPED = ("iltj1", "oec0a", "nhur", "vyu", "gq9", "bh6", "s5", "z2", "tf", "un", "kh")
SOUNDED = ("aeo", "iye", "ou", "td", "pb", "kgh", "fv", "sz", "mn", "vw", "yi", "lr")
JOINED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("li", "h"), ("ri", "n"), ("nn", "m"))
HARD = (("kh", "h"), ("kh", "k"), ("h", "g"), ("zh", "z"), ("zh", "j"), ("ts", "c"), ("ts", "s"), ("ch", "sh"), ("sh", "s"), ("shch", "sh"))
SOFT = (
    ("ie", "e"),
    ("ia", "a"),
    ("iu", "u"),
    ("yi", "i"),
    ("i", "ee"),
    ("u", "oo"),
    ("ii", "i"),
    ("yi", "y"),
    ("e", "ie"),
    ("y", "ai"),
    ("v", "w"),
    ("k", "ck"),
)


def _within(groups: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for group in groups for one in group for other in group if one != other)


SHAPES = (*JOINED, *_within(SHAPED))
SOUNDS = (*_within(SOUNDED), *HARD, *SOFT)


def _at(word: str, chance: Random, least: int = 0) -> int:
    """A letter's place in the word; the first letter half as often as the others, since it is looked at."""
    at = chance.randrange(least, len(word))
    return at if at or chance.random() < 0.5 else chance.randrange(least, len(word))


def typed(word: str, chance: Random) -> str:
    """One letter left out, put in, doubled, moved, or the key beside it."""
    at, kind = _at(word, chance), chance.random()
    if kind < 0.25:
        return word[:at] + word[at + 1 :]
    if kind < 0.40:
        return word[: at + 1] + word[at] + word[at + 1 :]
    if kind < 0.55:
        return word[:at] + _beside(word[at], chance) + word[at:]
    if kind < 0.70 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + _beside(word[at], chance) + word[at + 1 :]


def _beside(letter: str, chance: Random) -> str:
    for y, row in enumerate(KEYS):
        x = row.find(letter)
        if x >= 0:
            near = row[max(x - 1, 0) : x] + row[x + 1 : x + 2] + (KEYS[y - 1][x : x + 2] if y else "") + (KEYS[y + 1][max(x - 1, 0) : x + 1] if y < 2 else "")
            return chance.choice(near)
    return letter


def _exchanged(pairs: tuple[tuple[str, str], ...]) -> Slip:
    def slip(word: str, chance: Random) -> str:
        ways = [(at, seen, other) for seen, other in pairs for at in range(len(word)) if word.startswith(seen, at)]
        if not ways:
            return word
        at, seen, other = chance.choice(ways)
        return word[:at] + other + word[at + len(seen) :]

    return slip


def mangled(word: str, chance: Random) -> str:
    """What carrying over does: a vowel for another, an ending of the other language, a letter of no sound lost."""
    kind = chance.random()
    if kind < 0.3:
        for ending, other in (("ivka", "ovka"), ("ove", "ovo"), ("yi", "y"), ("sk", "sky"), ("e", "oe"), ("ii", "y")):
            if word.endswith(ending):
                return word.removesuffix(ending) + other
    places = [at for at, letter in enumerate(word) if letter in VOWELS]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + (chance.choice(VOWELS) if kind < 0.8 else "") + word[at + 1 :]


def strange(word: str, chance: Random) -> str:
    """Any letter for any other: what none of the others explains."""
    at = _at(word, chance)
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]


CHANNELS: tuple[tuple[float, Slip], ...] = (
    (0.35, typed),
    (0.20, _exchanged(SHAPES)),
    (0.25, _exchanged(SOUNDS)),
    (0.15, mangled),
    (0.05, strange),
)


def misspell(word: str, chance: Random) -> str:
    """The folded word with one slip, sometimes two of the same kind."""
    (slip,) = chance.choices([slip for _, slip in CHANNELS], [share for share, _ in CHANNELS])
    times = 2 if chance.random() < TWO and len(word) > 6 else 1
    for _ in range(times):
        word = slip(word, chance) if len(word) > 2 else word
    return word
