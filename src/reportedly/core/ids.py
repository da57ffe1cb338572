"""Ids made from content, so that reading again changes nothing.

The rule that must not be broken: no clock, no counter that outlives a report, no randomness goes into an id.
"""

from __future__ import annotations

import hashlib


def content_id(*parts: str | None, length: int = 16) -> str:
    """A hexadecimal id of ``length`` digits from the parts, in order; ``None`` differs from "".

    >>> content_id("a", None) == content_id("a", None), content_id("a", None) == content_id("a", "")
    (True, False)
    """
    digest = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else b"+%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:length]


def text_hash(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as ``sha256:…``."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
