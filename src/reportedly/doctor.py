"""Is everything here that reading needs, is it what it should be, and what is slow: packages, models, packs, gazetteers, a ledger.

The rule that must not be broken: looking changes nothing, and one thing that is broken does not keep the rest from being looked at.
"""

from __future__ import annotations

import enum
import hashlib
import os
import platform
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from reportedly.core.errors import ReportedlyError
from reportedly.examples import find_examples
from reportedly.pages.sources import page_from_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack

OURS = "reportedly"
SLOW_GAZETTEER = 2.0
"""Seconds of loading past which a gazetteer's names were indexed anew, or its file is very large: a stored index takes under half a second."""
SLOW_READING = 3.0
"""Times the bare parse past which reading is slow: news takes 1.3 (docs/evaluation.md), short notes up to twice."""


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


def examine(settings: Settings, seconds: Callable[[], float], db: str | None = None) -> Iterator[Finding]:
    """What was found, part by part. ``seconds`` is a clock that only goes forward; ``db`` a ledger to look at as well."""
    yield Finding(part="machine", name="python", state=State.SOUND, detail=f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding(part="machine", name="processors", state=State.SOUND, detail=f"{os.cpu_count() or 1}: --processes N uses N of them")
    yield from _packages()
    yield from _guarded("model", "english", lambda: _model(seconds))
    yield from _guarded("pack", settings.pack, lambda: _pack(settings, seconds))
    if db is not None:
        yield from _guarded("ledger", db.rpartition("@")[2], lambda: _ledger(db))


def _guarded(part: str, name: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (ReportedlyError, OSError, ImportError) as error:
        yield Finding(part=part, name=name, state=State.BROKEN, detail=" ".join(str(error).split()))


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

    began = seconds()
    parser = english_parser()
    took = seconds() - began
    detail = f"{ENGLISH_MODEL} {parser.meta.get('version', '?')}, sha256 {_digest_of_package(ENGLISH_MODEL)[:16]}, loaded in {took:.1f} s"
    yield Finding(part="model", name="english", state=State.SOUND, detail=detail)


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
    yield Finding(part="speed", name="reading", state=State.SLOW if slow else State.SOUND, detail=detail)


def _ledger(db: str) -> Iterator[Finding]:
    from reportedly.ledger.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(db, read_only=True) as ledger:
        kind = "SQLite" if ledger.store.is_sqlite else "PostgreSQL"
        counts = f"{ledger.count('report'):,} reports, {ledger.count('claim'):,} claims"
        yield Finding(part="ledger", name=kind, state=State.SOUND, detail=f"{counts}; `reportedly check` verifies it row by row")


def is_sound(findings: list[Finding]) -> bool:
    """True where nothing that is needed is broken."""
    return all(finding.state is not State.BROKEN for finding in findings)
