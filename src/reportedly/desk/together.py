"""What several reports tell together, and what cannot all be so: found once for a state of the ledger and a day, and kept.

The rule that must not be broken: filters choose among what was found; they never change what is one event, or who disputes whom.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.desk.beside import Beside
from reportedly.desk.problems import NOT_READY, DeskError
from reportedly.engines.aside import Aside, EndedError
from reportedly.ledger import listing
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.questions import Question
from reportedly.packs.load import load_pack
from reportedly.witnesses import Witnesses

if TYPE_CHECKING:
    from datetime import date

    from reportedly.desk.weighed import Weighed
    from reportedly.packs.load import Pack
    from reportedly.reports.disputes import Dispute
    from reportedly.reports.happenings import Happening

KEPT = 4
MANY = 5_000
"""Reports: a larger ledger's are taken together in a process of its own, which takes a second or two to begin."""


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
    """The last few days asked about, worked out beside the visitors: 18 s for 100,000 reports."""

    def __init__(self, ledger: Ledger, where: str, pack: Pack, pack_name: str, aside: Aside) -> None:
        self._ledger, self._where, self._pack, self._pack_name, self._aside = ledger, where, pack, pack_name, aside
        self._work: Beside[Together] = Beside("together", KEPT)

    def stop(self, *, patient: bool = True) -> None:
        """Find no more; ``patient`` waits for what was begun, but for what many reports tell."""
        self._aside.stop()
        self._work.stop(patient=patient)

    def find(self, weighed: Weighed, as_of: date | None, seconds: float | None = None) -> Together | None:
        """What was public by the day, taken together; copies are those that the weighing knows. ``None`` where that takes longer than so many seconds."""
        try:
            return self._work.find((weighed.tip, as_of), lambda: self._make(weighed, as_of), seconds)
        except EndedError:
            return None  # it is begun anew for whoever asks next

    def answering(self, weighed: Weighed, question: Question, seconds: float) -> Together:
        """Those with a claim that answers the question. Raises ``DeskError`` (503) where that takes longer than so many seconds."""
        found = self.find(weighed, question.as_of, seconds)
        if found is None:
            message = "what the reports tell is still being compared; lists and texts answer already"
            raise DeskError(503, NOT_READY, message, headers={"Retry-After": "2"})
        if question == Question(as_of=question.as_of):
            return found
        with self._ledger.store.reading() as connection:
            return found.among(listing.claim_ids(connection, question))

    def _make(self, weighed: Weighed, as_of: date | None) -> Together:
        with self._ledger.store.reading() as connection:
            many = listing.count_reports(connection) > MANY
        if not many:
            return take_together(self._ledger, self._pack, as_of, weighed.families)
        return self._aside.run(take_together_there, self._where, self._pack_name, as_of, weighed.families)


def take_together_there(where: str, pack: str, as_of: date | None, families: dict[str, str]) -> Together:
    """What ``take_together`` gives for the ledger that lies there."""
    with Ledger.open(where) as ledger:
        return take_together(ledger, load_pack(pack), as_of, families)


def take_together(ledger: Ledger, pack: Pack, as_of: date | None, families: dict[str, str]) -> Together:
    """What was public by the day, taken together."""
    found = Witnesses(ledger, pack, Question(as_of=as_of), families=families)
    happenings = sorted(found.happenings(), key=lambda one: (-one.days.earliest.toordinal() if one.days.earliest else 0, one.id))
    disputes = tuple(sorted(found.disputes(), key=order_of_dispute))
    return Together(tuple(happenings), disputes, _by_place(disputes))


def order_of_dispute(one: Dispute) -> tuple[str, ...]:
    """Its place in the list: by place, kind and claims."""
    return (one.place_name, one.place, one.kind.value, one.first, one.second)


def _by_place(disputes: tuple[Dispute, ...]) -> dict[str, tuple[Dispute, ...]]:
    found: dict[str, list[Dispute]] = defaultdict(list)
    for one in disputes:
        found[one.place].append(one)
    return {place: tuple(group) for place, group in found.items()}
