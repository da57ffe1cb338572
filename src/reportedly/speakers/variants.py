"""Other ways to write the name of a body or office in Ukrainian and Russian, from the one that the pack gives.

The rule that must not be broken: a variant means what the name means. Words that mean the same stand in ``speakers.toml`` (``[roles] same``,
``region_of``), case forms are levelled by ``word_keys``; here words are only exchanged and put before or after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.speakers.word_keys import is_cyrillic, word_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.packs.load import Pack
    from reportedly.packs.records import Side

_MOST = 64
"""Variants of one name at most, so that a table of many synonyms cannot swell the look-up."""


def same_words(pack: Pack, language: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Groups of phrases, each a tuple of words, that may stand for one another in names and offices; empty for a language without such a table."""
    groups = pack.words(language, "speakers").get("roles", {}).get("same", ())
    return tuple(tuple(tuple(phrase.split()) for phrase in group) for group in groups)


def iter_variants(name: str, side: Side | None, language: str, same: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[str]:
    """The name; its words exchanged for others that mean the same; with its side's name after it, or its side's adjective before it.

    Only the name itself where it is not in Cyrillic letters.
    """
    yield name
    if not is_cyrillic(name):
        return
    found = [tuple(name.split())]
    for group in same:
        found.extend(variant for words in tuple(found) for variant in _exchanged(words, group))
        found = list(dict.fromkeys(found))[:_MOST]
    for words in tuple(found):
        found.extend(_sided(words, side, language))
    for words in list(dict.fromkeys(found))[1:]:
        yield " ".join(words)


def _exchanged(words: tuple[str, ...], group: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The words with one phrase of the group exchanged for each other one."""
    keys = tuple(word_key(word) for word in words)
    for phrase in group:
        wanted = tuple(word_key(word) for word in phrase)
        for start in range(len(keys) - len(wanted) + 1):
            if keys[start : start + len(wanted)] == wanted:
                for other in group:
                    if other != phrase:
                        yield words[:start] + other + words[start + len(wanted) :]
                return


def _sided(words: tuple[str, ...], side: Side | None, language: str) -> Iterator[tuple[str, ...]]:
    """A body whose name ends with its country: with the country's other names, and with its adjective before it."""
    if side is None or len(words) == 1:
        return
    names: Mapping[str, tuple[str, ...]] = {word_key(name): tuple(name.split()) for name in side.names.get(language, ())[:3]}
    if word_key(words[-1]) not in names:
        return
    for other in names.values():
        yield words[:-1] + other
    for adjective in side.adjectives.get(language, ())[:1]:
        yield (adjective, *words[:-1])
