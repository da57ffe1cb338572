"""The id of an origin in the words of a list: whose word it is, without the marks that keep ids apart.

The rule that must not be broken: two ids of one list never become one text unless a person would call them one.
"""

from __future__ import annotations

from reportedly.formats.words import visible
from reportedly.reports.independence import OWN_VOICE, UNNAMED


def mouth_in_words(origin: str) -> str:
    """Whose word it is, as a person reads it, from the id of a ``reports.independence.Origin``; the id of a speaker of the pack stays as it is.

    >>> mouth_in_words("outlet:Dale Post"), mouth_in_words("unnamed:a harbour pilot"), mouth_in_words("KA:the harbour board"), mouth_in_words("ka-mod")
    ('Dale Post itself', 'a harbour pilot (unnamed)', 'the harbour board (KA)', 'ka-mod')
    """
    if origin.startswith(OWN_VOICE):
        return visible(f"{origin.removeprefix(OWN_VOICE)} itself")
    if origin.startswith(UNNAMED):
        return visible(f"{origin.removeprefix(UNNAMED)} (unnamed)")
    side, colon, name = origin.partition(":")
    return visible(origin if not colon or not name else f"{name} ({side})" if side else name)
