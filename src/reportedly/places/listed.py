"""A list of places after a colon: "Liberated: A, B and C", "Обстріляні села: А, Б".

The rule that must not be broken: a colon lists places only where a word before it says so, right before it or first of a short line; else
what follows is as likely persons, and nothing is made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.places.lexicon import PlaceWords
    from reportedly.places.line import Line

SHORT = 5  # words before the colon of a line such as "Liberated since the morning: …"
_OUT_OF = frozenset({"from", "of", "з", "із", "зі", "из", "с"})  # "Freed from captivity: …" are persons


def lists_places(words: PlaceWords, line: Line, last: int) -> bool:
    """Whether the colon after the word ``last`` begins a list of places."""
    if words.is_listed(line.raw(last).lower()):
        return True
    if last >= SHORT or line[0].folded in words.settlement or not words.is_listed(line.raw(0).lower()):
        return False
    return not any(line.raw(number).lower() in _OUT_OF for number in range(1, last))
