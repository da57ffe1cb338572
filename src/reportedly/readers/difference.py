"""What changed between two snapshots of one page: in words, and as a unified difference.

The rule that must not be broken: the two are told in the page's own words, and a page of a megabyte is compared in seconds.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MOST_WORDS = 2_000  # of one changed passage; SequenceMatcher is quadratic, and a passage rewritten at that length is rewritten
_MOST_LINES = 5_000
_WORD = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words taken out and words put in at one place; either may be empty."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a page differs from its snapshot before: the words, and the unified difference of its paragraphs (empty when only markup changed)."""

    before_sha256: str
    after_sha256: str
    before_retrieved: datetime | None
    edits: tuple[Edit, ...]
    unified: str


def find_change(before: str | None, after: str, *, before_sha256: str, after_sha256: str, before_retrieved: datetime | None) -> Change:
    """The change from one clean text to the next; no edits when they differ in white space alone, or the text before is not to be had (``None``)."""
    before = after if before is None else before
    old, new = _lines(before), _lines(after)
    names = (f"before {before_sha256[:12]}", f"after {after_sha256[:12]}")
    return Change(
        before_sha256=before_sha256,
        after_sha256=after_sha256,
        before_retrieved=before_retrieved,
        edits=tuple(find_edits(before, after)),
        unified="\n".join(difflib.unified_diff(old, new, *names, lineterm="", n=1)) if old != new else "",
    )


def find_edits(before: str, after: str) -> list[Edit]:
    """The edits that make one text of the other, word by word, in reading order; white space does not count.

    >>> find_edits("The army left the town.", "The army has left town.")
    [Edit(before='', after='has'), Edit(before='the', after='')]
    """
    old, new = _lines(before), _lines(after)
    if old == new:
        return []
    edits: list[Edit] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=len(old) > _MOST_LINES).get_opcodes():
        if tag != "equal":
            edits += _edits_inside(" ".join(old[i:j]), " ".join(new[k:m]))
    return edits


def _edits_inside(before: str, after: str) -> list[Edit]:
    old, new = before.split(), after.split()
    if not old or not new or len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return [Edit(before=" ".join(old), after=" ".join(new))] if old != new else []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [Edit(before=" ".join(old[i:j]), after=" ".join(new[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]
