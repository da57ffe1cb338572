"""Beliefs as JSON lines.

The rule that must not be broken: the line of a question is echoed, and it grows by adding fields only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.beliefs.control import Belief

DIGITS = 4
ECHOED = ("geonameid", "name", "lat", "lon")


def belief_line(belief: Belief, question: dict[str, Any]) -> str:
    """The answer to one line of questions. ``since`` is the interval of days in which the holder came to hold it; an end that is not known is null."""
    since = belief.since
    row = {key: question[key] for key in ECHOED if key in question}
    row |= {
        "date": belief.day.isoformat(),
        "as_of": belief.as_of.isoformat(),
        "holder": belief.holder,
        "probability": {code: round(share, DIGITS) for code, share in belief.probability},
        "since": [since.earliest and since.earliest.isoformat(), since.latest and since.latest.isoformat()],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
