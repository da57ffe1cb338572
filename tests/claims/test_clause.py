"""Who acts and what is acted on, whatever the grammar; and the words that are a claim's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.claims.clause import read_clause
from reportedly.core.records import Page
from reportedly.core.settings import Settings
from reportedly.pages.read import read_document
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading, Sentence
    from reportedly.packs.load import Pack


def parsed(pack: Pack, text: str) -> Sentence:
    document = read_document(Page(text=text, clean=True, language="en"), pack, Settings()).records
    return next(iter(split_sentences(document, Settings()).records))


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        ("The troops captured the town.", "captured", ["troops"], ["town"]),
        ("The town was captured by the troops.", "captured", ["troops"], ["town"]),
        ("The troops who captured the town left.", "captured", ["troops"], ["town"]),
        ("The town that the troops captured is small.", "captured", ["troops"], ["town"]),
        ("The town captured by the troops is small.", "captured", ["troops"], ["town"]),
        ("The troops attacked and captured the town.", "attacked", ["troops"], ["town"]),
        ("The general ordered the troops to leave the town.", "leave", ["troops"], ["town"]),
        ("The troops tried to take the town.", "take", ["troops"], ["town"]),
        ("The ministry accused the rebels of shelling the town.", "shelling", ["rebels"], ["town"]),
        ("The troops took the town and the bridge.", "took", ["troops"], ["town", "bridge"]),
    ],
)
def test_arguments_are_evened_out(pack: Pack, text: str, verb: str, subjects: list[str], objects: list[str]) -> None:
    sentence = parsed(pack, text)
    position = next(token.index for token in sentence.tokens if token.text == verb)
    clause = read_clause(sentence, position)
    assert [sentence.tokens[index].text for index in clause.subjects] == subjects
    assert [sentence.tokens[index].text for index in clause.objects] == objects


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tolmari troops left Bellmere, the mayor said.", "Tolmari troops left Bellmere"),
        ("According to the mayor, Tolmari troops left Bellmere.", "Tolmari troops left Bellmere"),
        ("Tolmari troops left Bellmere after the bridge fell.", "Tolmari troops left Bellmere"),
    ],
)
def test_the_quote_is_the_smallest_clause(read: Callable[..., Reading], text: str, quote: str) -> None:
    assert read(text).claims[0].quote == quote


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Tolmari troops plan to leave Bellmere.", []),
        ("Tolmari troops refused to surrender.", []),
        ("The mayor said Tolmari troops plan to leave Bellmere.", ["The mayor"]),
        ("The mayor ordered the troops to leave Bellmere.", ["The mayor"]),
    ],
)
def test_silent_plans_are_no_source_and_orders_are(read: Callable[..., Reading], text: str, sources: list[str]) -> None:
    reading = read(text)
    known = {item.id: " ".join(span.text for span in item.source) for item in reading.attributions}
    assert [known[ref] for ref in reading.claims[0].said_by] == sources
