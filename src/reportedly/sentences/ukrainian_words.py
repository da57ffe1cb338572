"""The tables by which Ukrainian words are read and shown (``packs/words/uk/trees.toml``), loaded once.

The rule that must not be broken: they hold grammar and common words; no pack changes how a sentence is built.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class UkrainianWords(NamedTuple):
    """``closed``: form → Russian form and dictionary form. ``prepositions``, ``verbs``, ``nouns``: dictionary form → Russian one.

    ``forms``: dictionary forms of forms that the list of forms has wrongly. ``endings``: by declension, ending → readings in letters.
    ``governed``: preposition → its cases in letters. ``lists``: the rest, by name.
    """

    prepositions: Mapping[str, str]
    closed: Mapping[str, tuple[str, str]]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    forms: Mapping[str, str]
    endings: Mapping[str, Mapping[str, str]]
    governed: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


@functools.cache
def ukrainian_words() -> UkrainianWords:
    """The tables."""
    source = importlib.resources.files("reportedly.packs") / "words" / "uk" / "trees.toml"
    read = tomllib.loads(source.read_text("utf-8"))
    closed = {}
    for form, entry in read["closed"].items():
        russian, _, lemma = entry.partition(", ")
        closed[form] = (russian, lemma or form)
    governed = {word: codes for codes, words in read["governed"].items() for word in words.split()}
    lists = {name: frozenset(words.split()) for name, words in read["lists"].items()}
    return UkrainianWords(read["prepositions"], closed, read["verbs"], read["nouns"], read["forms"], read["endings"], governed, lists)
