"""Opaque cursors: a place in an order, as a word that fits an address.

The rule that must not be broken: a cursor is a visitor's input: one that was not made here is refused, and can at worst ask for another place.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date

from reportedly.desk.problems import BAD_QUESTION, DeskError
from reportedly.ledger.blobs import storable

Part = str | int | None
Parts = list[date | str | int | None] | None
MOST_CHARACTERS = 2000


def write_cursor(*parts: Part | date) -> str:
    """The parts as a cursor.

    >>> read_cursor(write_cursor("reports", date(2022, 10, 1), "a"), "reports", "day", "text")
    [datetime.date(2022, 10, 1), 'a']
    """
    plain = json.dumps([part.isoformat() if isinstance(part, date) else part for part in parts], ensure_ascii=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode("ascii")).decode("ascii").rstrip("=")


def read_cursor(cursor: str | None, name: str, *kinds: str) -> list[date | str | int | None] | None:
    """The parts after the name, each ``day``, ``text`` or ``whole``; ``None`` for no cursor. Raises ``DeskError`` for what is none of this list."""
    if cursor is None:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or len(parts) != len(kinds) + 1 or parts[0] != name:
            raise ValueError(name)  # noqa: TRY301  told with the others, just below
        return [_part(part, kind) for part, kind in zip(parts[1:], kinds, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        message = f"expected a cursor of this list, as `next` gives it, found {cursor[:40]!r}"
        raise DeskError(400, BAD_QUESTION, message) from error


def _part(part: object, kind: str) -> date | str | int | None:
    if part is None and kind == "day":
        return None
    if kind == "day" and isinstance(part, str):
        return date.fromisoformat(part)
    if kind == "text" and isinstance(part, str):
        return storable(part)
    if kind == "whole" and isinstance(part, int) and not isinstance(part, bool) and abs(part) < 2**31:
        return part
    raise ValueError(kind)
