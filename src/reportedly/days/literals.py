"""Strings that a regular expression cannot match without: a cheap look for them decides which patterns are worth running.

The rule that must not be broken: when in doubt the answer is empty ("always run it"); a string is given only where every match holds one of them.
"""

from __future__ import annotations

import re

SHORTEST = 3  # letters: shorter strings stand in every text
_PIECE = re.compile(
    r"(?P<open>\((?:\?(?::|P<\w+>))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<times>[*+?]|\{\d*,?\d*\})(?P<lazy>[?+]?)"
    r"|(?P<class>\\[A-Za-z0-9]|[.^$])"
    r"|\\(?P<escaped>.)"
    r"|(?P<letter>.)",
    re.DOTALL,
)


def needed_literals(pattern: str, shortest: int = SHORTEST) -> frozenset[str]:
    """Strings of at least ``shortest`` letters of which every match of the pattern holds one; empty where none are known.

    >>> sorted(needed_literals(r"(?:fall|loss) of (?:the )?old harbour"))
    ['old harbour']
    """
    pattern = _without_looks(pattern)
    if re.search(r"\(\?(?!:|P<)", pattern):
        return frozenset()
    branches, _ = _branches(list(_PIECE.finditer(pattern)), 0, shortest)
    return branches


def needed_together(pattern: str, shortest: int = SHORTEST) -> tuple[frozenset[str], ...]:
    """Sets of such strings, of each of which every match holds one: all that can be told of a pattern with no alternatives at its top, else the best.

    >>> [sorted(needed) for needed in needed_together("(?:a|an) b?c+", 1)]
    [['a', 'an'], [' '], ['c']]
    """
    pattern = _without_looks(pattern)
    if re.search(r"\(\?(?!:|P<)", pattern):
        return ()
    pieces = list(_PIECE.finditer(pattern))
    known, end = _parts(pieces, 0, shortest)
    if end < len(pieces):  # a bar: only what all alternatives need
        best = _branches(pieces, 0, shortest)[0]
        return (best,) if best else ()
    return tuple(dict.fromkeys(known))


def _without_looks(pattern: str) -> str:
    """The pattern without its look-around, which takes nothing of a match and only narrows where it stands."""
    kept: list[str] = []
    depth = 0
    for piece in _TOKEN.finditer(pattern):
        text = piece.group()
        if depth:
            depth += (text[0] == "(") - (text == ")")
        elif _LOOK.fullmatch(text):
            depth = 1
        else:
            kept.append(text)
    return "".join(kept)


_LOOK = re.compile(r"\(\?<?[=!]")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|.", re.DOTALL)


def _branches(pieces: list[re.Match[str]], index: int, shortest: int) -> tuple[frozenset[str], int]:
    """(what the alternatives from ``index`` on need, where they end): known only where each of them needs something."""
    every: list[frozenset[str]] = []
    while True:
        needed, index = _branch(pieces, index, shortest)
        every.append(needed)
        if index >= len(pieces) or pieces[index].lastgroup == "close":
            return (frozenset().union(*every) if all(every) else frozenset()), index
        index += 1


def _branch(pieces: list[re.Match[str]], index: int, shortest: int) -> tuple[frozenset[str], int]:
    """(the best of what the parts of one alternative need, the index of the bar or bracket that ends it)."""
    known, index = _parts(pieces, index, shortest)
    return max(known, key=lambda part: (min(map(len, part)), -len(part), sorted(part)), default=frozenset()), index


def _parts(pieces: list[re.Match[str]], index: int, shortest: int) -> tuple[list[frozenset[str]], int]:
    """(what the parts of one alternative need, each by itself, the index of the bar or bracket that ends it)."""
    parts: list[frozenset[str]] = []
    run = ""
    while index < len(pieces) and pieces[index].lastgroup not in {"bar", "close"}:
        piece = pieces[index]
        letter = piece["letter"] or piece["escaped"]
        inner: frozenset[str] = frozenset()
        if piece.lastgroup == "open":
            inner, index = _branches(pieces, index + 1, shortest)
        index += 1
        times = pieces[index]["times"] if index < len(pieces) else None
        index += times is not None
        if times is not None and times[0] in "*?{":  # may be absent
            letter, inner = None, frozenset()
        if letter is None or times is not None:
            parts.append(frozenset({run + letter if letter else run}))
            run = ""
            parts.append(inner)
        else:
            run += letter
    parts.append(frozenset({run}))
    return [part for part in parts if part and min(map(len, part)) >= shortest], index
