"""Asking a tree for what its words say by their form."""

from __future__ import annotations

import pytest

from reportedly.core.records import RegionKind, Sentence
from reportedly.sentences.russian import parse_russian
from reportedly.sentences.tree import feature, is_conditional, is_future, is_infinitive, is_slavic, is_subjunctive, is_told_to


def sentence(text: str) -> Sentence:
    (tokens,) = next(parse_russian([(text, 0)], 400))
    return Sentence(0, 0, 0, len(text), RegionKind.BODY, tokens)


def at(found: Sentence, word: str) -> int:
    return next(token.index for token in found.tokens if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "ask", "answer"),
    [
        ("Армия возьмёт город.", "возьмёт", is_future, True),
        ("Армия будет брать город.", "брать", is_future, True),
        ("Город будет взят.", "взят", is_future, True),
        ("Армия взяла город.", "взяла", is_future, False),
        ("Армия хочет взять город.", "взять", is_infinitive, True),
        ("Армия будет брать город.", "брать", is_infinitive, False),
        ("Армия взяла бы город.", "взяла", is_conditional, True),
        ("Генерал потребовал, чтобы войска отошли.", "отошли", is_subjunctive, True),
        ("Пусть войска отходят.", "отходят", is_told_to, True),
    ],
)
def test_what_a_verb_says_by_its_form(text: str, word: str, ask: object, answer: bool) -> None:  # noqa: FBT001
    assert callable(ask)
    found = sentence(text)
    assert ask(found, at(found, word)) is answer


def test_features_are_read_by_name() -> None:
    found = sentence("Войска отошли из города.")
    token = found.tokens[at(found, "города")]
    assert (feature(token, "Case"), feature(token, "Number"), feature(token, "Tense")) == ("Gen", "Sing", "")
    assert is_slavic(found)
