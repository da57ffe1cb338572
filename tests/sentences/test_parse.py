"""words ─parse→ trees: the same tokens as the plain pipeline's, whatever was parsed before or beside them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Token
from reportedly.sentences import parse
from reportedly.sentences.model import english_parser
from reportedly.sentences.parse import EnglishTrees, Sentences, english_trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

TEXTS = (
    "The harbour fell on Monday. The mayor, Ms. Arel, denied it; there are no ships left.",
    "Let's go. Let's not. They ain't gonna, they've gotta; y'all c'm on, there there is is's.",
    "  two   spaces  and a tab \t inside \u00a0 it  ",
    "",
    "   ",
    "ARVENNA, May 4 (Tarn Wire)",
    "It was found that she found him; he has left, he left, the left bank, nothin' left.",
    "Troops withdrew, the ministry says, from 3 villages (2.5 km of front) — “as planned”.",
    "Війська відступили, says the post.",
    "gon na gon na na",
    "x" * 500,
)


@functools.cache
def plain_model() -> Language:
    """A model of its own: a zone of memory is open in the one that is shared."""
    import spacy

    from reportedly.sentences.model import ENGLISH_MODEL, UNUSED_PIPES

    return spacy.load(ENGLISH_MODEL, exclude=list(UNUSED_PIPES))


def plain(text: str, start: int = 0) -> Sentences:
    """The tokens by spaCy's own pipeline, one by one: slow, and what is meant."""
    return tuple(found for sentence in plain_model()(text).sents if (found := tuple(_plain(sentence, text, start))))


def _plain(sentence: object, text: str, start: int) -> Iterator[Token]:
    kept = [token for token in sentence if not token.is_space]  # type: ignore[attr-defined]
    place = {token.i: index for index, token in enumerate(kept)}
    heads = []
    for token in kept:
        head = token.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        heads.append(place.get(head.i, place[token.i]))
    for index, token in enumerate(kept):
        children = tuple(child for child, head in enumerate(heads) if head == index != child)
        end = token.idx + len(token)
        yield Token(index, start + token.idx, start + end, text[token.idx : end], token.lemma_, token.pos_, token.tag_, token.dep_, heads[index], children)


def trees(*texts: str) -> list[Sentences]:
    return english_trees().parse((text, text, 0) for text in texts)


@pytest.mark.parametrize("text", TEXTS)
def test_the_tokens_are_those_of_the_plain_pipeline(text: str) -> None:
    assert trees(text) == [plain(text)]


def test_texts_side_by_side_do_not_touch_one_another() -> None:
    together = trees(*TEXTS)
    assert together == [plain(text) for text in TEXTS]
    assert trees(*reversed(TEXTS)) == together[::-1]


def test_offsets_are_counted_from_the_start_and_words_are_as_written() -> None:
    ((sentence,),) = english_trees().parse([("rebels take the harbour", "Rebels Take The Harbour", 100)])
    assert [(token.text, token.start) for token in sentence] == [("Rebels", 100), ("Take", 107), ("The", 112), ("Harbour", 116)]
    assert [token.lemma for token in sentence] == ["rebel", "take", "the", "harbour"]


def test_what_is_kept_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_WORDS", "MOST_ANSWERS", "MOST_VECTORS", "BATCH_TOKENS"):
        monkeypatch.setattr(parse, name, 5)
    small = EnglishTrees(plain_model_again())
    for _ in range(3):
        assert small.parse((text, text, 0) for text in TEXTS) == [plain(text) for text in TEXTS]
    assert len(small._answers._kept) < 200


def plain_model_again() -> Language:
    import spacy

    from reportedly.sentences.model import ENGLISH_MODEL, UNUSED_PIPES

    return spacy.load(ENGLISH_MODEL, exclude=list(UNUSED_PIPES))


def test_new_words_are_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_WORDS", 1_000)
    small = EnglishTrees(plain_model_again())
    sizes = []
    for turn in range(12):
        small.parse([(text := " ".join(f"w{turn}x{number}" for number in range(300)), text, 0)])
        sizes.append(sum(1 for _ in small._model.vocab.strings))
    assert max(sizes[6:]) <= max(sizes[:6]) + 50


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*" ".join(TEXTS).split(" "), "there", "is", "gon", "na", "let", "'s", "\u2009"]), max_size=25))
def test_any_words_give_the_plain_tokens(words: list[str]) -> None:
    text = " ".join(words)
    assert trees(text) == [plain(text)]


def test_the_shared_model_still_works_beside_its_trees() -> None:
    trees("The harbour fell.")
    assert [token.text for token in english_parser()("It fell.")] == ["It", "fell", "."]
