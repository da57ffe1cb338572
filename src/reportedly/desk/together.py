"""What several reports tell together, and what cannot all be so: found once for a state of the ledger and a day, and kept.

The rule that must not be broken: filters choose among what was found; they never change what is one event, or who disputes whom.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.ledger import listing
from reportedly.ledger.questions import Question
from reportedly.witnesses import Witnesses

if TYPE_CHECKING:
    from datetime import date

    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack
    from reportedly.reports.disputes import Dispute
    from reportedly.reports.happenings import Happening

KEPT = 4


@dataclass(frozen=True, slots=True)
class Together:
    """Happenings, the latest first, and disputes, by place; with the origin of every claim in them."""

    happenings: tuple[Happening, ...]
    disputes: tuple[Dispute, ...]
    disputes_at: dict[str, tuple[Dispute, ...]]

    def among(self, claims: set[str] | None) -> Together:
        """Those with one of these claims; all for ``None``."""
        if claims is None:
            return self
        disputes = tuple(one for one in self.disputes if one.first in claims or one.second in claims)
        return Together(tuple(one for one in self.happenings if not claims.isdisjoint(one.claims)), disputes, _by_place(disputes))


class TogetherKept:
    """The last few days asked about."""

    def __init__(self, ledger: Ledger, pack: Pack) -> None:
        self._ledger, self._pack = ledger, pack
        self._turn = threading.Lock()
        self._kept: OrderedDict[tuple[str, date | None], Together] = OrderedDict()

    def get(self, weighed: Weighed, as_of: date | None) -> Together:
        """What was public by the day, taken together; copies are those that the weighing knows."""
        key = (weighed.tip, as_of)
        with self._turn:
            known = self._kept.get(key)
            if known is None:
                found = Witnesses(self._ledger, self._pack, Question(as_of=as_of), families=weighed.families)
                happenings = sorted(found.happenings(), key=lambda one: (-one.days.earliest.toordinal() if one.days.earliest else 0, one.id))
                disputes = tuple(sorted(found.disputes(), key=order_of_dispute))
                known = self._kept[key] = Together(tuple(happenings), disputes, _by_place(disputes))
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return known

    def answering(self, weighed: Weighed, question: Question) -> Together:
        """Those with a claim that answers the question."""
        found = self.get(weighed, question.as_of)
        if question == Question(as_of=question.as_of):
            return found
        with self._ledger.store.reading() as connection:
            return found.among(listing.claim_ids(connection, question))


def order_of_dispute(one: Dispute) -> tuple[str, ...]:
    """Its place in the list: by place, kind and claims."""
    return (one.place_name, one.place, one.kind.value, one.first, one.second)


def _by_place(disputes: tuple[Dispute, ...]) -> dict[str, tuple[Dispute, ...]]:
    found: dict[str, list[Dispute]] = defaultdict(list)
    for one in disputes:
        found[one.place].append(one)
    return {place: tuple(group) for place, group in found.items()}
