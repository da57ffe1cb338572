"""The story of one report: what was read in it, who copied whom, how it changed.

The rule that must not be broken: what was forgotten stays forgotten, and a text that was changed is shown beside what it was before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from reportedly.desk import answers
from reportedly.desk.telling import tell_judgement
from reportedly.formats.wire import to_row
from reportedly.ledger import listing
from reportedly.ledger.questions import Question
from reportedly.ledger.testimony import iter_testimonies
from reportedly.reports.copies import CopyIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.core.records import Reading
    from reportedly.desk.asked import Asked
    from reportedly.desk.weighed import Weighed
    from reportedly.ledger.history import Edit, History
    from reportedly.ledger.listed import ListedReport

MOST_COPIES = 20
MOST_LINES = 400


def tell_report_story(asked: Asked, name: str, as_of: date | None, weighed: Weighed | None) -> answers.ReportStory:
    """All about the report. Its copies are told once the ledger was weighed. Raises ``LedgerError`` where there is no such report."""
    ledger = asked.desk.ledger
    history = ledger.history(name)
    reading = ledger.reading(history.report, as_of=as_of) if history.forgotten is None else None
    family = weighed.families.get(history.report) if weighed else None
    members = [one for one, label in weighed.families.items() if label == family and one != history.report] if weighed and family else []
    with ledger.store.reading() as connection:
        copies = listing.reports_of(connection, members[: 2 * MOST_COPIES], as_of=as_of)
    first = min(((one.public.isoformat(), one.report) for one in copies if one.public), default=None)
    public = next((one.public for one in reversed(history.texts)), None)
    return answers.ReportStory.model_construct(
        id=history.report,
        title=reading.document.title if reading else history.texts[-1].title if history.texts and history.forgotten is None else None,
        outlet=history.outlet,
        url=history.url,
        public=public,
        reading=to_row(reading) if reading else None,
        claims=_claims(asked, history.report, reading, as_of) if reading else [],
        texts=_texts(history),
        snapshots=[
            answers.SnapshotAnswer(
                text=one.text, sha256=one.sha256, media_type=one.media_type, url=one.url, retrieved=one.retrieved, kept=one.kept
            ) for one in history.snapshots
        ],
        differences=[_difference(one) for one in ledger.iter_edits(as_of=as_of) if one.report == history.report] if len(history.texts) > 1 else [],
        copies=_copies(asked, history.report, reading, copies[:MOST_COPIES], as_of) if reading else [],
        first=first[1] if first and public and first < (public.isoformat(), history.report) else None,
        judgements=[tell_judgement(one) for one in history.judgements],
        forgotten=answers.ForgottenAnswer(by=history.forgotten.by, reason=history.forgotten.reason, recorded=history.forgotten.recorded)
        if history.forgotten
        else None,
    )  # fmt: skip


def _claims(asked: Asked, report: str, reading: Reading, as_of: date | None) -> list[answers.ReadClaim]:
    """What the ledger knows of each claim of the reading."""
    with asked.desk.ledger.store.reading() as connection:
        counting = listing.claim_ids(connection, Question(report=report, as_of=as_of))
    told = {testimony.claim: testimony for testimony in iter_testimonies(reading, asked.desk.pack)}
    return [
        answers.ReadClaim(
            ref=claim.id, id=f"{report}/{claim.key}", origin=asked.desk.teller.origin_of(told[claim.key]), counts=f"{report}/{claim.key}" in counting
        )
        for claim in reading.claims
        if claim.key in told
    ]


def _texts(history: History) -> list[answers.TextAnswer]:
    hidden = history.forgotten is not None
    return [
        answers.TextAnswer(
            ordinal=one.ordinal, text_hash=one.text_hash, title=None if hidden else one.title, characters=one.characters, retrieved=one.retrieved,
            public=one.public, recorded=one.recorded, readings=one.readings, claims=one.claims,
        )
        for one in history.texts
    ]  # fmt: skip


def _difference(edit: Edit) -> answers.DifferenceAnswer:
    lines = [answers.DifferenceLine(sign=cast("Literal['-', '+']", line[0]), text=line[1:]) for line in edit.difference[:MOST_LINES]]
    return answers.DifferenceAnswer(before=edit.before, after=edit.after, public=edit.public, lines=lines)


def _copies(asked: Asked, report: str, reading: Reading, copies: Sequence[ListedReport], as_of: date | None) -> list[answers.CopyAnswer]:
    """The family, each judged beside this report, the one that was public first at the head."""
    if not copies:
        return []
    index = CopyIndex(asked.desk.pack)
    days = reading.document.published.days
    texts = [(report, reading.document.text, days.day)]
    for one in copies:
        other = asked.desk.ledger.reading(one.report, as_of=as_of)
        if other is not None:
            texts.append((one.report, other.document.text, other.document.published.days.day))
    index.extend(texts)
    known = {one.report: one for one in copies}
    found = []
    for copied, _, _ in texts[1:]:
        judged, item = index.judge(report, copied), known[copied]
        found.append(
            answers.CopyAnswer(
                report=copied, title=item.title, outlet=item.outlet, public=item.public, relation=judged.relation, score=judged.score, why=judged.why,
                source=judged.source, source_why=judged.source_why,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (str(one.public or "9"), one.report))
