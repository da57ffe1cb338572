"""Headlines In Title Case and IN CAPITALS, given back the small letters that the parser was trained on.

The rule that must not be broken: the result has the length of the input, so that every offset stays where it was.
The parser reads "Soldiers Flee To The Border" as one long name; with small letters it finds subject, verb and object.
"""

from __future__ import annotations

import functools
import re

from reportedly.sentences.model import english_parser

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG_WORD = 4
_LEAST_WORDS = 4
_MOST_WORDS = 40
# Of the longer words of a title-case headline nearly all are capitalised; a sentence with three names in six words stays below.
_TITLE_CASE_SHARE = 0.8


def recase(words: str) -> str:
    """The text with the common words of a title-case or all-capitals line in small letters; anything else unchanged."""
    found = [match for match in _WORD.finditer(words[: _MOST_WORDS * 12]) if len(match.group()) > 1]
    if not _LEAST_WORDS <= len(found) <= _MOST_WORDS or len(words) > _MOST_WORDS * 12:
        return words
    is_capitals = words.upper() == words
    long_words = [match.group() for match in found if len(match.group()) >= _LONG_WORD]
    if not is_capitals and sum(word[0].isupper() for word in long_words) < _TITLE_CASE_SHARE * max(len(long_words), 1):
        return words
    verbs, others, functions = _common_words()
    if not is_capitals and not any(word.lower() in verbs for word in long_words):
        return words  # a run of names, such as a list of towns
    pieces = list(words)
    for match in found:
        word = match.group()
        small = word.lower()
        if len(small) != len(word):
            continue
        if small in functions or small in verbs or small in others:
            pieces[match.start() : match.end()] = small
        elif is_capitals:
            pieces[match.start() : match.end()] = word[0] + small[1:]
    return "".join(pieces)


@functools.cache
def _common_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Verb forms; plural nouns and adjectives; function words: from the lemmatiser's own tables (WordNet).

    Nouns in the singular are left out: those tables hold names of countries and towns among them.
    """
    parser = english_parser()
    tables = parser.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    nouns = set(index["noun"])
    verbs = {form for verb in index["verb"] for form in _verb_forms(verb)} | set(exceptions["verb"])
    plurals = {f"{noun}s" for noun in nouns} | set(exceptions["noun"])
    # An adjective that is a noun as well is mostly a people ("a Norwegian", "the Norwegian fleet"), which keeps its capital.
    adjectives = (set(index["adj"]) | set(index["adv"])) - nouns
    return frozenset(verbs), frozenset(plurals | adjectives), frozenset(parser.Defaults.stop_words)


def _verb_forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb, by the spelling rules of English."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb, f"{verb}es", f"{verb}ed", f"{verb}ing"
    return verb, f"{verb}s", f"{verb}ed", f"{verb}ing", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
