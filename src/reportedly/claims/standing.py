"""Whether words that a report tells of still stand: "has retracted a report that …", "claims that … were debunked", "no evidence that …".

The rule that must not be broken: words that were taken back, and words for which there is no evidence, are told as not so and with certainty unknown;
only words called false are denied. A denial that is taken back turns once more.
The tree hangs the clause on the verb, the noun or nothing at all in such sentences, so they are read from left to right around the noun of talk.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.lexicon import forms
from reportedly.sentences.tree import subtree

if TYPE_CHECKING:
    from reportedly.claims.assertion import ModalityWords
    from reportedly.core.records import Sentence, Token

REACH = 9
"""Words between a noun of talk and its clause ("a report by the Harbour Times that …"), and between the clause and a passive verb behind it."""
PARTICLES = frozenset({"down", "back", "off", "away", "offline", "out"})
LINKS = frozenset({"for", "on", "from", "to", "of", "with", "over", "about", "in"})
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})
ASIDES = frozenset({"after", "before", "as", "while", "when", "because", "since", "if", "until", "although", "though", "whereas"})
OPENING = frozenset({"that", "which", "of", "on", "about", "regarding", "concerning", "into"})


class Standing(StrEnum):
    """What became of the words that hold an event."""

    TAKEN_BACK = "taken back"
    DENIED = "denied"
    UNFOUNDED = "unfounded"


class Judged(NamedTuple):
    """What became of the words, and the position from which on the tree above the event speaks of them, not of the event."""

    standing: Standing
    first: int
    last: int
    is_denial: bool


def read_standing(sentence: Sentence, event: int, words: ModalityWords) -> Judged | None:
    """What the sentence says of the words that hold the event; ``None`` where they are not spoken of."""
    start = subtree(sentence, event)[0]
    noun = _talk_before(sentence, min(start, event), words)
    if noun is None:
        return None
    first = _phrase_start(sentence, noun)
    lie = _is_lie(sentence, noun, first, words)
    standing = _said_before(sentence, noun, first, words) or _said_behind(sentence, event, noun, words) or (Standing.DENIED if lie else None)
    if standing is None:
        return None
    return Judged(standing, max(0, first - REACH), noun, not lie and words.effect(sentence.tokens[noun]) == "denied")


def _is_lie(sentence: Sentence, noun: int, first: int, words: ModalityWords) -> bool:
    """True for a noun of talk that calls it false by itself: "it is a lie that", "spread the hoax that"; not for "it is no lie that"."""
    before = (token.text.lower() for token in sentence.tokens[max(0, first - 1) : noun])
    return words.has("falsehood", sentence.tokens[noun].lemma.lower()) and not any(words.has("none", word) or words.has("negative", word) for word in before)


def _talk_before(sentence: Sentence, start: int, words: ModalityWords) -> int | None:
    """The noun of talk ("report", "post") whose clause begins here, past "that", "saying", "which claimed" and who wrote it."""
    tokens = sentence.tokens
    if _is_talk(tokens[start], words) or tokens[start].text.lower() in ASIDES:
        return None  # the clause takes its noun in, and the tree is right; or it only says when
    is_clause = False
    for position in range(start, max(-1, start - REACH), -1):
        token = tokens[position]
        lower = token.text.lower()
        if position < start and _is_talk(token, words):
            return position if is_clause else None
        if position < start and words.has("telling", token.lemma.lower()) and token.pos == "VERB":
            is_clause = True
            if token.tag == "VBG" and position and tokens[position - 1].text.lower() == "for":
                return position  # "apologised for reporting that …"
        elif lower in OPENING or (lower in {"a", "an", "the", "by", "from", "in"} and position < start):
            is_clause |= lower in OPENING
        elif position < start and token.pos not in NAMING | {"ADP"} and lower not in {"had", "has"}:
            return None
    return None


def _is_talk(token: Token, words: ModalityWords) -> bool:
    return token.pos in {"NOUN", "PROPN", "VERB"} and (token.text.islower() or token.index == 0) and any(words.has("talk", form) for form in forms(token))


def _phrase_start(sentence: Sentence, noun: int) -> int:
    """The first word of the noun's phrase, by the words before it alone."""
    tokens = sentence.tokens
    first = noun
    while first > 0 and tokens[first - 1].pos in NAMING and noun - first < REACH // 2 and tokens[first - 1].tag not in {"NNP", "NNPS", "PRP"}:
        first -= 1
    while first < noun and tokens[first].pos in {"NOUN", "PRON"} and tokens[first].tag not in {"PRP$", "WP$"} and tokens[first].relation != "compound":
        first += 1
    return first


def _said_before(sentence: Sentence, noun: int, first: int, words: ModalityWords) -> Standing | None:
    """What a verb before the noun says of it: "retracted a report", "took down the post", "apologised for a story", "dismissed as fake claims"."""
    tokens = sentence.tokens
    inside = {token.text.lower() for token in tokens[first:noun]}
    if any(words.has("retracted", word) for word in inside):
        return Standing.TAKEN_BACK
    if any(words.has("none", word) for word in inside) and words.has("evidence", tokens[noun].lemma.lower()):
        return Standing.UNFOUNDED
    position = first - 1
    link = particle = ""
    labelled = False
    while position >= 0 and first - position <= REACH // 2:
        token = tokens[position]
        lower = token.text.lower()
        if lower in PARTICLES and not particle:
            particle = lower
        elif lower in LINKS and not link:
            link = lower
        elif lower == "as" or words.has("false", lower):
            labelled |= lower == "as"
        elif token.pos not in {"ADV", "PUNCT", "DET"}:
            break
        position -= 1
    return _of_verb(tokens[position], link, particle, words, labelled=labelled) if position >= 0 else None


def _of_verb(verb: Token, link: str, particle: str, words: ModalityWords, *, labelled: bool) -> Standing | None:
    lemmas = forms(verb)
    names = [f"{lemma} {word}" for lemma in lemmas for word in (particle, link) if word]
    plain = not link or verb.pos == "NOUN"
    if any(words.has("retracting", name) for name in (*names, *(lemmas if plain and not particle else ()))):
        return Standing.TAKEN_BACK
    is_denial = words.effect(verb) == "denied" or (labelled and words.effect(verb) == "refused")
    is_denial |= verb.index == 0 and any(words.has("disregarding", lemma) for lemma in lemmas)
    return Standing.DENIED if is_denial and verb.pos == "VERB" and not link else None


def _said_behind(sentence: Sentence, event: int, noun: int, words: ModalityWords) -> Standing | None:
    """What a verb behind the clause says of the noun: "a report that … has been retracted", "claims that … do not correspond to reality"."""
    tokens = sentence.tokens
    for position in range(event + 1, min(len(tokens) - 1, event + REACH)):
        token = tokens[position]
        if words.has("matching", token.lemma.lower()) and _is_unmatched(sentence, token, words) and _is_of(sentence, token, noun, event):
            return Standing.DENIED
        if token.text.lower() not in {"was", "were", "been", "be", "is", "are"}:
            continue
        following = next((other for other in tokens[position + 1 : position + 4] if other.pos != "ADV"), None)
        if following is None or following.tag not in {"VBN", "VBD"} or not _is_of(sentence, following, noun, event):
            continue
        particle = next((other.text.lower() for other in tokens[following.index + 1 : following.index + 2] if other.text.lower() in PARTICLES), "")
        return _of_verb(following, "", particle, words, labelled=False)
    return None


def _is_unmatched(sentence: Sentence, verb: Token, words: ModalityWords) -> bool:
    """True for "does not correspond to reality", "did not match the facts"."""
    before, behind = sentence.tokens[max(0, verb.index - 2) : verb.index], sentence.tokens[verb.index + 1 : verb.index + 5]
    is_negated = any(words.has("negative", token.text.lower()) for token in before)
    return is_negated and any(words.has("reality", token.lemma.lower()) for token in behind)


def _is_of(sentence: Sentence, verb: Token, noun: int, event: int) -> bool:
    """False where the tree gives the passive to what was done in the event, or to a subject of its own."""
    tokens = sentence.tokens
    subjects = [kid for kid in (tokens[index] for index in verb.children) if kid.relation in {"nsubj", "nsubjpass"}]
    return all(kid.index <= noun or kid.head != verb.index or event < kid.index < verb.index for kid in subjects) and verb.head != event
