"""Words of a claim that bear on who holds a place and stand in no record: stretches of the front, and how much of a place is meant.

The rule that must not be broken: a share is read only where it is said of what is held or taken ("70 % of the town"), and a part of unknown size is none.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.beliefs import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.packs.load import Pack

LANGUAGES = ("en", "uk", "ru")
"""Claims keep their own words in their own language: all are looked for at once."""
NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a pack, ready to be looked for. ``parts`` has a group for each name of ``weights.PARTS``."""

    axis: re.Pattern[str]
    site: re.Pattern[str]
    taking: re.Pattern[str]
    parts: re.Pattern[str]
    percent: re.Pattern[str]

    def names_axis(self, quote: str) -> bool:
        """Whether a stretch of the front is named after a town ("in the Harrow direction"): what is said there is not said of the town."""
        return self.axis.search(quote) is not None

    def names_site(self, quote: str) -> bool:
        """Whether works, an airfield or the like are named ("the Harrow refinery"): what is said of them is not said of the whole town."""
        return self.site.search(quote) is not None

    def tells_taking(self, quote: str) -> bool:
        """Whether a hold is told as having come about ("has been occupied by"), not as lasting ("temporarily occupied", "occupied since")."""
        return self.taking.search(quote) is not None

    def share(self, quote: str) -> float | None:
        """How much of the place whose hands the quote speaks of is meant, from 0 to 1; ``None`` where that is not said, or said in two ways."""
        found = {weights.PARTS[told.lastgroup] for told in self.parts.finditer(quote) if told.lastgroup}
        found |= {min(1.0, float(told.group(1).replace(",", ".")) / 100.0) for told in self.percent.finditer(quote)}
        return found.pop() if len(found) == 1 else None


@functools.cache
def wording_of(pack: Pack) -> Wording:
    """The wording of the pack in every language that is read."""
    tables = [pack.words(language, "control") for language in LANGUAGES]
    named = {name: sorted({word for table in tables for word in table.get(name, ())}, key=lambda word: (-len(word), word)) for name in weights.PARTS}
    parts = "|".join(f"(?P<{name}>{_any(words)})" for name, words in named.items())
    units = "|".join(re.escape(word) for table in tables for word in table.get("percent", ()))
    percent = rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?(?:%|{units or NOTHING})"
    alone = {name: _any([word for table in tables for word in table.get(name, ())]) for name in ("axis", "site", "taking", "lasting")}
    return Wording(
        axis=re.compile(alone["axis"], re.IGNORECASE),
        site=re.compile(alone["site"], re.IGNORECASE),
        taking=re.compile(rf"(?:{alone['taking']})(?!\s+{alone['lasting']})", re.IGNORECASE),
        parts=re.compile(parts, re.IGNORECASE),
        percent=re.compile(percent, re.IGNORECASE),
    )


def _any(words: Sequence[str]) -> str:
    """Any of the words, each from the beginning of a word to the end of one; a ``*`` stands for an ending, ``…`` for up to two words between."""
    forms = [re.escape(word).replace(r"\*", r"\w*").replace("…", r"(?:\w+\s+){0,2}") for word in words]
    return rf"\b(?:{'|'.join(forms)})(?!\w)" if forms else NOTHING
