from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.readers.fragments import text_of_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<p>one\n  two</p>\n<p>three", "one two\n\nthree"),
        ("a &lt; b &amp;&nbsp;c &quot;d&quot; &#8217;", 'a < b & c "d" ’'),
        ("<style>p {}</style>x<!-- y --><noscript>z</noscript>", "x"),
        ("<script>if (a < b) { '<title>' }</script>x", "x"),
        ("<b>bold</b>er", "bolder"),
        ("<a href=\"a>b\" title='c>d'>link</a>", "link"),
        ('<a href="never closed>link</a> more', "link more"),
        ("<noscript>never closed", "never closed"),
        ("<svg><title>icon</title><g/></svg>words", "words"),
        ("<?xml version='1.0'?><!DOCTYPE x><p>words</p>", "words"),
        ("", ""),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_markup_as_words(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


@settings(deadline=None)
@given(some.text(max_size=200) | some.text("<>/!-abp\"' =&;#x", max_size=200))
def test_any_markup_gives_words(markup: str) -> None:
    assert isinstance(text_of_markup(markup), str)


@settings(deadline=None)
@given(some.lists(some.text("abc ж", min_size=1, max_size=10).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_words_come_out_once_and_in_order(words: list[str]) -> None:
    markup = "".join(f"<p>{word}</p>" for word in words)
    assert text_of_markup(markup) == "\n\n".join(" ".join(word.split()) for word in words)


@pytest.mark.parametrize(
    "piece", ["<div><p>one</p>", "<", "<a ", '<a "', "<a '\"", "<!", "<!--", "<script>", "<svg>", "</p", "&", "<a b=", "<svg><object>", "<a x=\"<b y='"]
)
def test_a_megabyte_made_to_hurt_is_quick(piece: str) -> None:
    started = time.process_time()
    text_of_markup(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 10
