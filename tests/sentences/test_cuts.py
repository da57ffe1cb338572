"""text ─cut→ words: the tokeniser's own words, spaces and norms, however they are kept."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sentences import cuts
from reportedly.sentences.cuts import Cuts
from reportedly.sentences.model import ENGLISH_MODEL, UNUSED_PIPES, english_parser
from reportedly.sentences.without_tools import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@functools.cache
def model() -> Language:
    """A model of its own, whose words may stay."""
    found: Language = import_spacy().load(ENGLISH_MODEL, exclude=list(UNUSED_PIPES))
    cast("Any", found).tokenizer.token_match = cast("Any", english_parser()).tokenizer.token_match
    return found


@functools.cache
def kept() -> Cuts:
    return Cuts(model())


def shape(doc: Doc) -> list[tuple[str, str, str, int, str]]:
    return [(token.text, token.norm_, token.whitespace_, token.idx, token.shape_) for token in doc]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor (Ms. Arel) can't say: let's go, y'all. It's 3.5km-long, he'd said…",
        "“They've semi-encircled the port,” she wrote at https://example.org/a?b=c#d :-) 8a.m.",
        "",
        " ",
        "two  spaces and\ta tab",
        " before and after ",
        "thin\u2009space and\u00a0another",
        "Штурм порту, don't",
        "x" * 2_000,
    ],
)
def test_the_words_are_the_tokenisers(text: str) -> None:
    for _ in range(2):  # new, and kept
        assert shape(kept().doc(text)) == shape(model().make_doc(text))
    assert kept().doc(text).text == text


def test_no_rule_of_the_tokeniser_reaches_across_a_space() -> None:
    rules = list(cast("Any", model()).tokenizer.rules)
    assert len(rules) > 1_000
    for rule in rules:
        for place in range(1, len(rule)):
            text = f"{rule[:place]} {rule[place:]}".strip()
            assert shape(kept().doc(text)) == shape(model().make_doc(text)), text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="aAb's.,:)-(1%$«…н’ /", max_size=7), max_size=12).map(" ".join))
def test_any_text_is_cut_as_the_tokeniser_cuts_it(text: str) -> None:
    assert shape(kept().doc(text)) == shape(model().make_doc(text))


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "MOST_STRETCHES", 50)
    few = Cuts(model())
    for number in range(40):
        few.doc(f"word{number} other{number} third{number}")
        assert len(few._kept) <= 60


def test_stretches_of_letters_are_cut_as_the_tokeniser_cuts_them() -> None:
    rules = [rule for rule in cast("Any", model()).tokenizer.rules if " " not in rule]
    for rule in rules:
        for stretch in {rule, rule.capitalize(), rule.upper(), f"{rule},", f"{rule}.", f"a{rule}", f"{rule}z"}:
            assert shape(kept().doc(f"of {stretch}")) == shape(model().make_doc(f"of {stretch}")), stretch


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(alphabet="abemnoprstuvxABIMSTU", min_size=1, max_size=5).flatmap(lambda word: st.sampled_from([word, f"{word},", f"{word}."])), max_size=20
    )
)
def test_letters_with_a_mark_behind_them_are_cut_as_the_tokeniser_cuts_them(stretches: list[str]) -> None:
    text = " ".join(stretches)
    assert shape(kept().doc(text)) == shape(model().make_doc(text))
