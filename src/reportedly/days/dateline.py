"""Datelines: the town in capitals, the day and the agency with which a dispatch opens.

The rule that must not be broken: the town's capitals and the dash decide, or, with no town, the agency in brackets; a date in a sentence is no dateline.
The form is that of the Associated Press Stylebook ("datelines"): TOWN, Country, Month day, year (Agency) — text.
"""

from __future__ import annotations

import re

_LONGEST_HEAD = 60  # characters from the line's start to the date: a town, a country, no clause
_LONGEST_TAIL = 60
_TAIL = re.compile(r",?\s*(?P<agency>[(\[/][^()\[\]\n]{2,40}[)\]/]\s*)?(?:-{1,2}|–|—)\s")


def is_dateline(text: str, start: int, end: int) -> bool:
    """True when the date at ``start``..``end`` stands in a dateline at the head of its line.

    >>> is_dateline("ARVENNA, Norland, 4 May 2031 (Tarn Wire) - Snow fell.", 18, 28)
    True
    >>> is_dateline("4 May 2031 (Tarn Wire) - Snow fell.", 0, 10)
    True
    >>> is_dateline("Snow fell on 4 May 2031 - nobody knew.", 13, 23)
    False
    """
    head = text[text.rfind("\n", max(0, start - _LONGEST_HEAD - 1), start) + 1 : start]
    tail = _TAIL.match(text, end, end + _LONGEST_TAIL)
    if tail is None or len(head) > _LONGEST_HEAD:
        return False
    town = head.strip().split(",")[0].split("/")[0].strip()
    return (len(town) > 1 and town.isupper()) or (not town and tail["agency"] is not None)
