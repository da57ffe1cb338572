"""What ``reportedly add`` was asked to do, and doing it: many processes read, one writes.

The rule that must not be broken: a report is counted as added once it is stored; what was read before is not read again; nothing here keeps reports.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import sys
import time
from collections import Counter, deque
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportedly.cli.errors import SOME_UNREAD
from reportedly.core.ids import content_id
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.batch import Answer
    from reportedly.cli.clock import SystemClock
    from reportedly.cli.job import Known
    from reportedly.core.records import Reading
    from reportedly.intake import Intake, Metadata
    from reportedly.ledger.ledger import Ledger
    from reportedly.ledger.post import Posted
    from reportedly.ledger.prepare import Entry, PackVersion, Posting
    from reportedly.readers.meter import Meter

AHEAD = 64
"""Reports looked up at a time in the ledger, and posted at a time."""
SECONDS = 5.0
"""What was read is stored at least this often, also where it comes in slowly."""
MOST_SHOWN = 20
FEW_SHOWN = 3
NOT_READ_BY = frozenset({"pack", "gazetteer", "max_page_bytes", "fetch_seconds", "max_redirects", "allow_private_addresses"})
"""Settings that change which pages are had, not what is read in them; the gazetteer counts by what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddJob:
    """What goes into which ledger, as written on the command line."""

    sources: tuple[str, ...] = ()
    jsonl: str | None = None
    db: str = "reportedly.db"
    processes: int = 1
    columns: tuple[str, ...] = ()
    day_first: bool | None = None
    keep_bytes: bool = False
    quiet: bool = False


@dataclass(slots=True)
class Reread:
    """What reading anew changed: in how many reports (the first of them by name), and how many claims are gone, new, or say something else."""

    reports: int = 0
    first: list[str] = field(default_factory=list)
    gone: int = 0
    added: int = 0
    changed: int = 0

    def note(self, posted: Posted) -> None:
        """One more report was read anew."""
        if not (posted.gone or posted.added or posted.changed):
            return
        self.reports += 1
        self.first += [posted.report] if len(self.first) < FEW_SHOWN else []
        self.gone += len(posted.gone)
        self.added += len(posted.added)
        self.changed += len(posted.changed)


@dataclass(slots=True)
class Tally:
    """How a run is going. ``poison``: ids of reports that killed who read them; ``issues``: troubles that came with reports which were read all the same."""

    counts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    unread: int = 0
    edited: list[Posted] = field(default_factory=list)
    reread: Reread = field(default_factory=Reread)
    issues: Counter[str] = field(default_factory=Counter)
    poison: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Reports that are dealt with."""
        return self.counts.total() + self.unread


@dataclass(frozen=True, slots=True)
class Preparer:
    """Makes a reading ready for the ledger in the process that read it."""

    pack: str
    reader: PackVersion

    def __call__(self, reading: Reading) -> Entry:
        """The entry, under an id that ``Adder`` puts right."""
        from reportedly.ledger.prepare import prepare  # noqa: PLC0415
        from reportedly.packs.load import load_pack  # noqa: PLC0415

        return prepare(reading, load_pack(self.pack), reader=self.reader)


def settings_digest(settings: Settings) -> str:
    """What tells these settings from others under which a page may be read differently; "" for the defaults."""
    defaults = Settings()
    parts = [
        f"{one.name}={getattr(settings, one.name)}"
        for one in dataclasses.fields(Settings)
        if one.name not in NOT_READ_BY and getattr(settings, one.name) != getattr(defaults, one.name)
    ]
    if settings.gazetteer and Path(settings.gazetteer).is_file():
        with Path(settings.gazetteer).open("rb") as stream:
            parts.append(f"gazetteer={hashlib.file_digest(stream, 'sha256').hexdigest()}")
    return content_id(*parts, length=12) if parts else ""


def run_add(job: AddJob, known: Known, settings: Settings, clock: SystemClock) -> int:
    """The exit status: 0 when every report was answered, 3 when some could not be read at all. Raises ``ReportedlyError`` and usage errors."""
    from reportedly.batch import answer_many  # noqa: PLC0415  the river and its models are loaded once the options are known to be good
    from reportedly.cli.comparing import compare_new  # noqa: PLC0415
    from reportedly.cli.job import read_known  # noqa: PLC0415
    from reportedly.cli.progress import is_seen, show_progress  # noqa: PLC0415
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415
    from reportedly.ledger.prepare import pack_version  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.readers.meter import Meter, measure_sources  # noqa: PLC0415

    if bool(job.sources) == (job.jsonl is not None):
        found = "both" if job.sources else "neither"
        message = f"expected reports by name or --jsonl, found {found}; for example: reportedly add reports/ --db war.db"
        raise typer.BadParameter(message)
    pack = load_pack(settings.pack)
    reader = pack_version(pack, settings_digest(settings))
    metadata = read_known(known)
    meter = Meter(measure_sources([job.jsonl] if job.jsonl else job.sources) if is_seen(wanted=not job.quiet) else None)
    with Ledger.open(job.db, create=True) as ledger:
        adder = Adder(ledger, reader, clock)
        with ExitStack() as stack:
            intakes = meter.follow(_intakes(job, metadata, settings, clock, stack, meter))
            advance = stack.enter_context(show_progress(wanted=not job.quiet, share=meter.share, doing="adding"))
            answers = answer_many(adder.unread(intakes), Preparer(str(pack.folder), reader), pack=pack, settings=settings, processes=job.processes)
            adder.store(answers, advance)
        compare_new(ledger, pack, job.db, quiet=job.quiet)
    tally = adder.tally
    if not job.quiet:
        _close(tally, job.db)
    return SOME_UNREAD if tally.unread else 0


class Adder:
    """Between the reports coming in and the ledger: what is known passes by, what was read is stored in handfuls."""

    def __init__(self, ledger: Ledger, reader: PackVersion, clock: SystemClock) -> None:
        self.ledger, self.reader, self.clock = ledger, reader, clock
        self.tally = Tally()
        self.waiting: deque[tuple[Intake, str]] = deque()
        self.ready: list[Posting] = []

    def unread(self, intakes: Iterator[Intake]) -> Iterator[Intake]:
        """The reports that this reader has not read into the ledger, in order; their digests wait for the answers."""
        from reportedly.ledger.prepare import page_digest  # noqa: PLC0415
        from reportedly.ledger.sightings import Sighting  # noqa: PLC0415

        while handful := list(itertools.islice(intakes, AHEAD)):
            digests = [page_digest(intake.page) for intake in handful]
            fresh = self.ledger.unread(digests, self.reader)
            pairs = list(zip(handful, digests, strict=True))
            passed = [(intake, digest) for intake, digest in pairs if intake.readable and digest not in fresh]
            # What needs no reading may still tell something: that a page went back to an earlier text.
            again = [Sighting(page_digest=digest, snapshot=intake.snapshot, notes=intake.notes) for intake, digest in passed]
            news = self.ledger.see_again(again, recorded=self.clock.now())
            self.tally.counts["passed"] += len(passed)
            self._tell(posted for posted in news if posted.kind.value == "returned")
            for intake, digest in pairs:
                if not intake.readable or digest in fresh:
                    self.waiting.append((intake, digest))
                    yield intake

    def store(self, answers: Iterable[Answer[Entry]], advance: Callable[[int], None]) -> None:
        """Everything that was read, in order; also what is ready when the work is interrupted."""
        last = time.monotonic()
        try:
            for answer in answers:
                self._take(answer)
                if len(self.ready) >= AHEAD or (self.ready and time.monotonic() - last > SECONDS):
                    self._post()
                    last = time.monotonic()
                advance(self.tally.done)
        except KeyboardInterrupt:
            self._post()
            raise
        self._post()
        advance(self.tally.done)

    def _take(self, answer: Answer[Entry]) -> None:
        from reportedly.formats.words import visible  # noqa: PLC0415
        from reportedly.ledger.prepare import Posting, name_entry, page_blob  # noqa: PLC0415

        intake, digest = self.waiting.popleft()
        if not answer.readable:
            self.tally.unread += 1
            self.tally.poison += [answer.id] if intake.readable else []
            if self.tally.unread <= MOST_SHOWN:
                why = "; ".join(issue.message for issue in intake.issues) or "the process that read it died twice"
                typer.echo(f"reportedly: not added: {visible(answer.id)}: {visible(why)}", err=True)
            return
        page = intake.page
        self.tally.issues.update({issue.code for issue in intake.issues})
        entry = name_entry(answer.written, page)
        self.ready.append(Posting(entry=entry, page_digest=digest, page_blob=page_blob(page, entry.text), snapshot=intake.snapshot, notes=intake.notes))

    def _post(self) -> None:
        for posted in self.ledger.post_many(self.ready, recorded=self.clock.now()):
            self.tally.counts[posted.kind.value] += 1
            self.tally.claims += posted.claims
            self._tell([posted] if posted.kind.value in {"new-text", "returned"} else [])
            if posted.kind.value == "reread":
                self.tally.reread.note(posted)
        self.ready = []

    def _tell(self, changed: Iterable[Posted]) -> None:
        self.tally.edited += itertools.islice(changed, MOST_SHOWN - len(self.tally.edited))


def _intakes(job: AddJob, metadata: Metadata, settings: Settings, clock: SystemClock, stack: ExitStack, meter: Meter) -> Iterator[Intake]:
    """The reports that were named."""
    from reportedly.cli.job import open_lines, read_columns  # noqa: PLC0415
    from reportedly.intake import ReadOptions, iter_lines, iter_sources  # noqa: PLC0415

    if job.jsonl is not None:
        return iter_lines(open_lines(job.jsonl, stack, meter), metadata, settings)
    columns = read_columns(job.columns)
    options = ReadOptions(settings=settings, columns=columns, day_first=job.day_first, keep_bodies=job.keep_bytes, clock=clock, meter=meter)
    return iter_sources(job.sources, metadata, settings, sys.stdin.buffer, options)


def _close(tally: Tally, db: str) -> None:
    from reportedly.formats.words import visible  # noqa: PLC0415

    if tally.unread > MOST_SHOWN:
        typer.echo(f"reportedly: not added: {tally.unread - MOST_SHOWN:,} more; `reportedly read` with the same input writes why, report by report", err=True)
    for posted in tally.edited:
        how = "went back to an earlier one" if posted.kind.value == "returned" else "was changed"
        typer.echo(f"reportedly: the text of {visible(posted.report)} {how}: {len(posted.gone)} claims gone, {len(posted.added)} new", err=True)
    if tally.issues:
        troubles = ", ".join(f"{code} in {count:,}" for code, count in sorted(tally.issues.items()))
        typer.echo(f"reportedly: read all the same, with trouble at the source: {troubles}; `reportedly report ID` shows it", err=True)
    if tally.reread.reports:
        typer.echo(f"reportedly: {_reread(tally.reread)}", err=True)
    names = {
        "new": "new",
        "new-text": "with another text",
        "returned": "back at an earlier text",
        "reread": "read anew",
        "seen": "there already",
        "passed": "there already",
        "forgotten": "forgotten",
    }
    shown: Counter[str] = Counter()
    for kind, count in tally.counts.items():
        shown[names[kind]] += count
    parts = [f"{shown[name]:,} {name}" for name in dict.fromkeys(names.values()) if shown[name]]
    parts += [f"{tally.unread:,} could not be read"] if tally.unread else []
    typer.echo(f"reportedly: {', '.join(parts) or 'no reports'}; {tally.claims:,} claims read; ledger {_safe(db)}", err=True)


def _reread(found: Reread) -> str:
    from reportedly.formats.words import visible  # noqa: PLC0415

    more = f" and {found.reports - len(found.first):,} more" if found.reports > len(found.first) else ""
    where = f"in {found.reports:,} report{'' if found.reports == 1 else 's'} ({', '.join(map(visible, found.first))}{more})"
    return (
        f"read anew, {found.gone:,} claims gone, {found.added:,} new, {found.changed:,} other than before, {where}; `reportedly report ID --history` shows them"
    )


def _safe(db: str) -> str:
    """The ledger's name, without a password."""
    head, at, tail = db.rpartition("@")
    return db if not at or "://" not in head else f"{head.partition('://')[0]}://…@{tail}"
