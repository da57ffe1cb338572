"""Walking a sentence's dependency tree. Every function takes the sentence and a token's position in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences.slavic_words import CONDITIONAL, LETTING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reportedly.core.records import Sentence, Token

FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall"})
CONDITIONALS = CONDITIONAL | {"would", "'d", "’d"}


def children(sentence: Sentence, index: int, relations: Container[str] | None = None) -> Iterator[Token]:
    """The token's children, left to right, of these relations (all when ``None``)."""
    for child in sentence.tokens[index].children:
        token = sentence.tokens[child]
        if relations is None or token.relation in relations:
            yield token


def child(sentence: Sentence, index: int, relations: Container[str]) -> Token | None:
    """The first child of one of these relations."""
    return next(children(sentence, index, relations), None)


def ancestors(sentence: Sentence, index: int) -> Iterator[Token]:
    """The token's head, its head's head, … up to the root."""
    token = sentence.tokens[index]
    while token.head != token.index:
        token = sentence.tokens[token.head]
        yield token


def subtree(sentence: Sentence, index: int) -> list[int]:
    """Positions of the token and all below it, in text order."""
    found = [index]
    for position in found:
        found.extend(sentence.tokens[position].children)
    return sorted(found)


def token_at(sentence: Sentence, offset: int) -> Token | None:
    """The token that covers this offset of the document."""
    return next((token for token in sentence.tokens if token.start <= offset < token.end), None)


def feature(token: Token, name: str) -> str:
    """The value of one feature of Universal Dependencies ("Case" → "Gen"); "" where the token has none, as in English."""
    start = f"|{token.features}".find(f"|{name}=")
    if start < 0:
        return ""
    start += len(name) + 1
    end = token.features.find("|", start)
    return token.features[start:] if end < 0 else token.features[start:end]


def is_slavic(sentence: Sentence) -> bool:
    """True for a parsed sentence of Russian or Ukrainian: its words carry features."""
    return any(token.features for token in sentence.tokens)


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """True for "to take", "взять", "узяти"; not for an infinitive that makes a future ("будет брать")."""
    token = sentence.tokens[verb]
    if not token.features:
        return any(kid.tag == "TO" for kid in children(sentence, verb, {"aux"}))
    return "VerbForm=Inf" in token.features and not is_future(sentence, verb)


def is_future(sentence: Sentence, verb: int) -> bool:
    """True for "will take", "возьмёт", "будет брать", "братиме", also in the passive ("будет взят")."""
    token = sentence.tokens[verb]
    if "Tense=Fut" in token.features and token.tag in {"VBZ", "VBP"}:
        return True
    return any("Tense=Fut" in kid.features or kid.text.lower() in FUTURE_AUXILIARIES for kid in children(sentence, verb, {"aux", "auxpass"}))


def is_conditional(sentence: Sentence, verb: int) -> bool:
    """True for "would take", "взял бы", "узяли б"."""
    return any(kid.text.lower() in CONDITIONALS for kid in children(sentence, verb, {"aux"}))


def is_subjunctive(sentence: Sentence, verb: int) -> bool:
    """True for what is wanted and not told: "чтобы они отошли"."""
    return "Mood=Sub" in sentence.tokens[verb].features


def is_told_to(sentence: Sentence, verb: int) -> bool:
    """True for an imperative, and for "пусть", "хай" with a verb."""
    return "Mood=Imp" in sentence.tokens[verb].features or any(kid.lemma in LETTING for kid in children(sentence, verb, {"aux"}))
