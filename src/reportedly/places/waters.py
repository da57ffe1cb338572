"""A river and a town of one name: "crossed the X" and "on the left bank of the X" mean the river, "reached X" the town.

English writes rivers with an article and towns without; Ukrainian and Russian have none, there the words before tell: banks, what crosses, along.
They are the classes ``water_*`` of ``words/<language>/places.toml``.

The rule that must not be broken: a river is asked for only where the gazetteer has one of that name ("X River", "річка X"); else the name stays what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.places.inflection import dictionary_forms
from reportedly.places.letters import fold_word

if TYPE_CHECKING:
    from reportedly.places.gazetteer import Gazetteer
    from reportedly.places.lexicon import PlaceWords
    from reportedly.places.line import Line

ARTICLE = "the"
REACH = 4  # words before the name in which what crosses is looked for: "pontoon bridge was built over"
_THINGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})  # parts of speech: before one of them the article is that word's, "the X mayor"


def water_name(gazetteer: Gazetteer, words: PlaceWords, line: Line, at: int, size: int) -> str | None:
    """The full name of the river that the words ``at`` and after mean, folded; None where they mean none, or none is called so."""
    if not at or not words.water_names or not (_is_told(words, line, at) or (words.language == "en" and _has_article(line, at, size))):
        return None
    folded = fold_word(line.text[line[at].start : line[at + size - 1].end])
    forms = dictionary_forms(folded, words.language)
    known = [_first_known(gazetteer, forms, water) for water in sorted(words.water_names)]  # a set has another order in each process
    return min((name for name in known if name is not None), key=lambda name: (min(named.status for named in gazetteer.named(name)), name), default=None)


def _first_known(gazetteer: Gazetteer, forms: tuple[str, ...], water: str) -> str | None:
    """The first of the forms that a place is called by with this word for rivers."""
    return next((name for form in forms if gazetteer.knows(name := f"{form} {water}" if form.isascii() else f"{water} {form}")), None)


def _is_told(words: PlaceWords, line: Line, at: int) -> bool:
    """Whether a bank, "along" or a crossing stands right before the name, or "over" with what crosses before it."""
    number = at - 1
    while number > 0 and line.raw(number).lower() in {"of", ARTICLE}:
        number -= 1
    if line.text[line.span(number)[1] : line.span(at)[0]].strip(" \u00a0ofthe"):
        return False  # a comma or full stop between
    before = line.raw(number).lower()
    if words.is_water_before(before):
        return True
    return before in words.water_over and any(words.is_crossing(line.raw(other).lower()) for other in range(max(0, number - REACH), number))


def _has_article(line: Line, at: int, size: int) -> bool:
    """Whether the article before the name is the name's own."""
    if line.raw(at - 1).lower() != ARTICLE or line.text[line.span(at - 1)[1] : line.span(at)[0]] not in {" ", "\u00a0"}:
        return False
    if at + size == len(line):
        return True
    after = line[at + size]
    if line.text[line[at + size - 1].end : after.start].strip():
        return True
    return not after.capital and after.pos not in _THINGS
