"""A ledger's claims with their witnesses: whose word each is, which tell of one happening, which dispute one another.

The rule that must not be broken: families are made of the reports that were public by then, so that no answer knows what came later;
and what a person judged of two reports goes before what the machine finds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.core.entries import JudgementKind
from reportedly.core.errors import LedgerError
from reportedly.ledger.questions import Question
from reportedly.reports.copies import CopyIndex
from reportedly.reports.disputes import find_disputes
from reportedly.reports.happenings import group_claims
from reportedly.reports.independence import Origins
from reportedly.reports.kept import KeptCopies

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportedly.core.entries import Judgement, Testimony
    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack
    from reportedly.reports.disputes import Dispute
    from reportedly.reports.happenings import Happening


def index_copies(ledger: Ledger, pack: Pack, *, as_of: date | None = None, recorded_by: datetime | None = None) -> CopyIndex:
    """The ledger's reports by what they share: who copies whom, who belongs together."""
    index = CopyIndex(pack)
    index.extend(ledger.iter_texts(as_of=as_of, recorded_by=recorded_by))
    return index


def find_families(ledger: Ledger, pack: Pack, *, as_of: date | None = None, recorded_by: datetime | None = None, may_write: bool = True) -> dict[str, str]:
    """For each report that has copies the label of its family, as found and then as people judged: put together (copy-of) or taken out (not-same).

    What the ledger keeps of copies is brought up to date first; where it may not or cannot be written to and is behind, all texts are compared anew.
    """
    kept = find_kept(ledger, pack) if may_write or KeptCopies(ledger, pack).is_complete() else None
    families = kept.families(as_of=as_of, recorded_by=recorded_by) if kept else index_copies(ledger, pack, as_of=as_of, recorded_by=recorded_by).families()
    judged = judged_families(families, ledger.iter_judgements(as_of=as_of, recorded_by=recorded_by))
    members = Counter(judged.values())
    return {report: label for report, label in judged.items() if members[label] > 1}


def find_kept(ledger: Ledger, pack: Pack) -> KeptCopies | None:
    """The copies that the ledger keeps, up to date; ``None`` where they are not and the ledger cannot be written to."""
    kept = KeptCopies(ledger, pack)
    try:
        if not kept.is_complete():
            kept.catch_up()
    except LedgerError:
        return None
    return kept


def judged_families(families: dict[str, str], judgements: list[Judgement]) -> dict[str, str]:
    """The families with the judgements on reports: who is judged not the same leaves (a family of its own), who is judged a copy joins its original.

    >>> judged_families({"a": "1", "b": "1"}, [])
    {'a': '1', 'b': '1'}
    """
    labels = dict(families)
    for judgement in judgements:
        if judgement.kind is JudgementKind.NOT_SAME and labels.get(judgement.subject, "") == labels.get(judgement.object or ""):
            labels[judgement.subject] = f"{labels[judgement.subject]}-{judgement.subject}"
    for judgement in judgements:
        if judgement.kind is JudgementKind.COPY_OF and judgement.subject in labels and judgement.object in labels:
            old, new = labels[judgement.subject], labels[judgement.object]
            labels = {report: new if label == old else label for report, label in labels.items()}
    return labels


class Witnesses:
    """The claims of a ledger that answer a question, with the words of what they rest on. ``copies`` off takes every report for a witness of its own."""

    def __init__(self, ledger: Ledger, pack: Pack, question: Question | None = None, *, copies: bool = True, families: dict[str, str] | None = None) -> None:
        """Reads the claims, and, with ``copies``, the texts of all reports that were public by then; not where their ``families`` are known already."""
        question = question or Question()
        self._pack = pack
        self._judgements = ledger.iter_judgements(as_of=question.as_of, recorded_by=question.recorded_by)
        if families is None:
            families = find_families(ledger, pack, as_of=question.as_of, recorded_by=question.recorded_by) if copies else {}
        self.families = families
        self._origins = Origins(pack, self.families)
        self.testimonies = {stored.testimony.id: stored.testimony for stored in ledger.iter_claims(question)}

    def origin(self, testimony: Testimony) -> str:
        """The id of whose word it is: the innermost speaker, the family of copies, or the outlet. Equal for words of one mouth."""
        return self._origins.family(testimony) or self._origins.of(testimony).id

    def find(self, claim: str) -> Testimony:
        """The claim of that id. Raises ``LedgerError`` where it does not count: retracted, misread, forgotten, or not public by then."""
        if claim not in self.testimonies:
            message = f"expected a claim that counts, found that {claim} was not public by then, or was retracted, misread or replaced by a later text"
            raise LedgerError(message)
        return self.testimonies[claim]

    def copies(self, report: str) -> tuple[str, ...]:
        """The other reports of its family of copies, by id."""
        family = self.families.get(report)
        return tuple(sorted(one for one, label in self.families.items() if label == family and one != report)) if family else ()

    def happenings(self) -> tuple[Happening, ...]:
        """Events that several reports tell of, by their first day."""
        return group_claims(self.testimonies.values(), self.origin, self._judgements)

    def disputes(self) -> tuple[Dispute, ...]:
        """What cannot all be so, by place."""
        return find_disputes(self.testimonies.values(), self._pack, self.origin)
