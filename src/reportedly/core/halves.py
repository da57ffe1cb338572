r"""Halves of surrogate pairs, which a string of Python's can hold and UTF-8 cannot: JSON and broken pages carry them.

The rule that must not be broken: the text keeps its length, so offsets into one are offsets into the other.
"""

from __future__ import annotations

import re

_HALF = re.compile(r"[\ud800-\udfff]")


def without_halves(text: str) -> str:
    r"""The text for a library that takes it as UTF-8, each half shown as U+FFFD; the same string where there is none.

    >>> without_halves("a\ud800b") == "a\ufffdb"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text
