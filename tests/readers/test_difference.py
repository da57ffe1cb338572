from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as some

from reportedly.readers.difference import find_change, find_edits

LINES = some.lists(some.lists(some.sampled_from(["a", "b", "c", "d"]), max_size=6).map(" ".join), max_size=6).map("\n".join)


@settings(deadline=None)
@given(LINES)
def test_the_same_text_has_no_edits(text: str) -> None:
    assert find_edits(text, text) == []
    assert find_edits(text, text.replace(" ", "  ") + "\n\n") == []


@settings(deadline=None)
@given(LINES, LINES)
def test_edits_tell_every_word_that_went_or_came(before: str, after: str) -> None:
    edits = find_edits(before, after)
    gone = sorted(word for edit in edits for word in edit.before.split())
    come = sorted(word for edit in edits for word in edit.after.split())
    assert sorted(before.split() + come) == sorted(after.split() + gone)


def test_a_change_shows_its_lines() -> None:
    change = find_change("One.\nThree were hurt.\nEnd.", "One.\nFour were hurt.\nEnd.", before_sha256="a" * 64, after_sha256="b" * 64, before_retrieved=None)
    assert change.unified == f"--- before {'a' * 12}\n+++ after {'b' * 12}\n@@ -1,3 +1,3 @@\n One.\n-Three were hurt.\n+Four were hurt.\n End."
    assert [(edit.before, edit.after) for edit in change.edits] == [("Three", "Four")]


def test_what_is_not_to_be_had_shows_nothing() -> None:
    change = find_change(None, "One.", before_sha256="a", after_sha256="b", before_retrieved=None)
    assert (change.edits, change.unified) == ((), "")


def test_a_megabyte_is_compared_in_seconds() -> None:
    chance = random.Random(3)  # noqa: S311
    words = [f"w{chance.randrange(5000)}" for _ in range(150_000)]
    one_line, lines = " ".join(words), "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))
    started = time.process_time()
    assert len(find_edits(one_line, one_line.replace("w17 ", "x "))) == 1
    assert find_edits(lines, lines.replace("w17 ", "x "))
    assert find_edits(lines, "\n".join(reversed(lines.splitlines())))
    assert time.process_time() - started < 20
