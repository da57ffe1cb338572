"""Strings a pattern cannot match without: found by rule, and true of everything the pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.anchors import anchor_phrases
from reportedly.days.literals import needed_literals, needed_together
from reportedly.packs.load import load_pack


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("harbour", {"harbour"}),
        ("old harbou?r", {"old harbo"}),
        (r"(?:fall|loss) of (?:the )?old bridge", {"old bridge"}),
        (r"(?:harbour|bridge)\b", {"harbour", "bridge"}),
        (r"mh-?\d+|\w+", set()),
        ("harbour|x", set()),
        ("(?:harbour)?x", set()),
        ("(?:harbour){0,2}ab", set()),
        (r"ab[^.]{0,30}rally\w*", {"rally"}),
        ("(?!never)harbour", {"harbour"}),
        ("(?<=(?:the|an) )old (?=harbour)(?![)x])bridge", {"old bridge"}),
        ("(?i)harbour", set()),
        (r"\$61 billion", {"$61 billion"}),
        ("", set()),
    ],
)
def test_needed_literals(pattern: str, needed: set[str]) -> None:
    assert needed_literals(pattern) == needed


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("ab?c", [{"a"}, {"c"}]),
        ("(?:x|y)z(?!w)", [{"x", "y"}, {"z"}]),
        ("ab|c", [{"ab", "c"}]),
        ("a?b*", []),
        ("(?i)ab", []),
    ],
)
def test_needed_together(pattern: str, needed: list[set[str]]) -> None:
    assert [set(part) for part in needed_together(pattern, 1)] == needed


PATTERN = st.recursive(
    st.sampled_from(["harbour", "old ", "bridge", r"\w+", "[a-c]", "x?", "fall", " "]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})?"),
        inner.map(lambda part: f"(?:{part})+"),
        inner.map(lambda part: f"(?:{part}){{2}}"),
    ),
    max_leaves=8,
)


@given(PATTERN, st.data())
def test_every_match_holds_one_of_them(pattern: str, data: st.DataObject) -> None:
    needed = needed_literals(pattern)
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert re.fullmatch(pattern, text)
    assert not needed or any(literal in text for literal in needed)
    assert all(any(literal in text for literal in part) for part in needed_together(pattern, 1))


def test_the_packs_phrases_can_be_told_by_their_strings() -> None:
    pack = load_pack("russia_ukraine_2022")
    rows = [row for language in ("en", "uk", "ru") for row in anchor_phrases(pack, language)]
    assert rows
    assert all(row.literals for row in rows)
