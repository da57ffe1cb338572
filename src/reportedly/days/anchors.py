"""Anchor events of the pack, found in the text: from them days are counted where the text gives no day.

The rule that must not be broken: the engine knows how an anchor is used, never which events there are.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Anchor

MAX_SCANNED = 200_000  # characters: what a report has to say of its own day stands well before that


class AnchorMention(NamedTuple):
    """An anchor event named in the text, with the offsets of the phrase."""

    start: int
    end: int
    anchor: Anchor


@functools.cache
def anchor_phrases(pack: Pack, language: str) -> tuple[tuple[Anchor, re.Pattern[str]], ...]:
    """Every anchor that has phrases in the language, with one pattern of all of them."""
    return tuple(
        (anchor, re.compile("|".join(f"(?:{phrase})" for phrase in anchor.phrases[language]))) for anchor in pack.anchors if anchor.phrases.get(language)
    )


def lowered(text: str) -> str:
    """The text in lower case, letter for letter: offsets stay what they were."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def find_anchors(text: str, start: int, end: int, pack: Pack, language: str) -> list[AnchorMention]:
    """The anchor events named in ``text[start:end]``, in text order; where two overlap both are given."""
    low = lowered(text[start : min(end, start + MAX_SCANNED)])
    found = [
        AnchorMention(start + match.start(), start + match.end(), anchor)
        for anchor, pattern in anchor_phrases(pack, language)
        for match in pattern.finditer(low)
    ]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.anchor.id))
