"""Walking the tree."""

from __future__ import annotations

from tests.sentences.test_split import document

from reportedly.core.settings import Settings
from reportedly.sentences.split import split_sentences
from reportedly.sentences.tree import ancestors, child, children, subtree, token_at

TEXT = "The ministry said that its troops left the harbour."


def test_children_and_child() -> None:
    (sentence,) = split_sentences(document(TEXT), Settings()).records
    said = next(token for token in sentence.tokens if token.text == "said")
    assert [token.text for token in children(sentence, said.index, {"nsubj", "ccomp"})] == ["ministry", "left"]
    found = child(sentence, said.index, {"ccomp"})
    assert found is not None
    assert found.text == "left"
    assert child(sentence, said.index, {"agent"}) is None


def test_subtree_is_in_text_order_and_holds_the_clause() -> None:
    (sentence,) = split_sentences(document(TEXT), Settings()).records
    left = next(token for token in sentence.tokens if token.text == "left")
    assert [sentence.tokens[index].text for index in subtree(sentence, left.index)] == ["that", "its", "troops", "left", "the", "harbour"]


def test_ancestors_end_at_the_root() -> None:
    (sentence,) = split_sentences(document(TEXT), Settings()).records
    troops = next(token for token in sentence.tokens if token.text == "troops")
    assert [token.text for token in ancestors(sentence, troops.index)] == ["left", "said"]


def test_token_at_an_offset() -> None:
    (sentence,) = split_sentences(document(TEXT), Settings()).records
    found = token_at(sentence, TEXT.index("troops") + 2)
    assert found is not None
    assert found.text == "troops"
    assert token_at(sentence, 3) is None
