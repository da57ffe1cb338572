"""From reports, from lines already read or from a ledger to beliefs: the Python door to ``beliefs/control.py``.

The rule that must not be broken: reports become testimonies one by one, and nothing of a report is kept beside them.
"""

from __future__ import annotations

import functools
import gzip
from typing import TYPE_CHECKING, BinaryIO

from reportedly.batch import answer_many
from reportedly.beliefs.control import Weighing, two_sides
from reportedly.beliefs.ground import Ground
from reportedly.beliefs.regions import Regions
from reportedly.beliefs.rereading import testimonies_of_line
from reportedly.core.settings import Settings
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import Pack, load_pack
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.beliefs.prior import PriorClaim
    from reportedly.core.entries import Testimony
    from reportedly.core.records import Page, Reading
    from reportedly.intake import Intake


def weighing_of(
    testimonies: Iterable[Testimony],
    *,
    prior: Iterable[PriorClaim] = (),
    families: Mapping[str, str] | None = None,
    pack: Pack | str | None = None,
    settings: Settings | None = None,
) -> Weighing:
    """The testimonies weighed: ``belief(question)`` says who held a place on a day by what was public on another.

    ``families`` gives reports that are copies of one another one id (``find_copies(…).families()``).
    """
    settings = settings or Settings()
    loaded = pack if isinstance(pack, Pack) else load_pack(pack or settings.pack)
    ground = Ground(prior, two_sides(loaded))
    weighing = Weighing(ground, Origins(loaded, families), Regions(loaded, settings.gazetteer).of)
    weighing.add(testimonies)
    return weighing


def read_testimonies(pages: Iterable[Page | Intake], *, pack: Pack, settings: Settings, processes: int = 1) -> Iterator[tuple[list[Testimony], bool]]:
    """What each report testifies, in order, and whether it could be read."""
    write = functools.partial(_testimonies, str(pack.folder))
    return ((answer.written, answer.readable) for answer in answer_many(pages, write, pack=pack, settings=settings, processes=processes))


def _testimonies(pack: str, reading: Reading) -> list[Testimony]:
    return list(iter_testimonies(reading, load_pack(pack)))


def reread_testimonies(stream: BinaryIO, pack: Pack) -> Iterator[Testimony]:
    """The testimonies of lines of Reportedly JSON, packed by gzip or not. Raises ``PageError`` for a line that is none."""
    head = stream.read(2)
    stream.seek(0)
    lines = gzip.GzipFile(fileobj=stream) if head == b"\x1f\x8b" else stream
    for line in lines:
        if line.strip():
            yield from testimonies_of_line(line, pack)
