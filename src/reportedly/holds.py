"""From reports, from lines already read or from a ledger to beliefs: the Python door to ``beliefs/control.py``.

The rule that must not be broken: reports become testimonies one by one, and nothing of a report is kept beside them.
"""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reportedly.batch import answer_many
from reportedly.beliefs.control import Weighing, two_sides
from reportedly.beliefs.ground import Ground, point_of
from reportedly.beliefs.prior import Question
from reportedly.beliefs.regions import Regions
from reportedly.beliefs.rereading import testimonies_of_line
from reportedly.beliefs.why import explain
from reportedly.beliefs.wording import wording_of
from reportedly.core.errors import GazetteerError
from reportedly.core.records import PlaceKind
from reportedly.core.settings import Settings
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import Pack, load_pack
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.letters import fold
from reportedly.places.regions import find_region
from reportedly.reports.independence import Origins
from reportedly.witnesses import find_families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from reportedly.beliefs.control import Belief
    from reportedly.beliefs.prior import Point, PriorClaim
    from reportedly.beliefs.rates import Rate
    from reportedly.beliefs.why import Moved
    from reportedly.core.entries import Testimony
    from reportedly.core.records import Page, Reading
    from reportedly.intake import Intake
    from reportedly.ledger.ledger import Ledger


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
    regions = Regions(loaded, settings.gazetteer)
    weighing = Weighing(ground, Origins(loaded, families), regions.of, wording_of(loaded), regions.reach)
    weighing.add(testimonies)
    return weighing


def weigh_ledger(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    recorded_by: datetime | None = None,
    prior: Iterable[PriorClaim] = (),
    families: Mapping[str, str] | None = None,
    pack: Pack | str | None = None,
    settings: Settings | None = None,
) -> Weighing:
    """A ledger's claims weighed by what was public by ``as_of``: copies count once, and what was retracted by then does not count.

    ``families`` are those of copies, where they are known already; else they are looked for among the ledger's texts, and judged as people judged.
    """
    settings = settings or Settings()
    loaded = pack if isinstance(pack, Pack) else load_pack(pack or settings.pack)
    if families is None:
        families = find_families(ledger, loaded, as_of=as_of, recorded_by=recorded_by)
    testimonies = ledger.iter_testimonies(as_of=as_of, recorded_by=recorded_by)
    return weighing_of(testimonies, prior=prior, families=families, pack=loaded, settings=settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a claim did to one belief: the belief on the last day that the claim speaks of, the claim's share in it, and the ``rates`` it was weighed with."""

    belief: Belief
    moved: Moved
    rates: tuple[Rate, ...]


def explain_claim(weighing: Weighing, testimony: Testimony, as_of: date | None = None) -> tuple[Effect, ...]:
    """The beliefs on the testimony's own places that it moved; none where it says nothing of anybody's hands, or what it says changed nothing."""
    last = as_of or weighing.last_public()
    day = testimony.days.latest or testimony.public
    if last is None or day is None:
        return ()
    effects = []
    for place in {part.place.id: part.place for part in testimony.places if part.place.kind is PlaceKind.SETTLEMENT}.values():
        why = explain(weighing, Question(point=point_of(place), day=min(day, last), as_of=last))
        effects += [
            Effect(belief=why.belief, moved=moved, rates=why.rates.used_for(moved.statement))
            for moved in why.moved
            if moved.statement.testimony == testimony.id
        ]
    return tuple(effects)


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


def find_point(name: str, pack: Pack, settings: Settings) -> Point:
    """The settlement of that name: the pack's own, the most populous first. Raises ``GazetteerError`` when none is called so."""
    gazetteer = load_gazetteer(pack, settings.gazetteer)
    named = [gazetteer.place(found.row) for found in gazetteer.named(fold(name))]
    towns = [place for place in named if place.kind is PlaceKind.SETTLEMENT]
    if not towns:
        message = f"expected the name of a settlement, found {name!r}, which the gazetteer does not know; try another spelling (reportedly places NAME)"
        raise GazetteerError(message)
    best = min(towns, key=lambda place: (place.country != gazetteer.home, -place.population, place.id))
    return point_of(best)


def name_of_region(name: str, pack: Pack, settings: Settings) -> tuple[str, str | None]:
    """The gazetteer's name and country of the region, whose kind may be left out ("Vale"). Raises ``GazetteerError`` when none is called so."""
    region = find_region(name, pack, load_gazetteer(pack, settings.gazetteer))
    if region is None:
        message = f"expected the name of a region, found {name!r}, which the gazetteer does not know as one"
        raise GazetteerError(message)
    return region.name, region.country


def beliefs_of_region(weighing: Weighing, region: tuple[str, str | None], day: date, as_of: date) -> Iterator[Belief]:
    """The beliefs on the places of the region of which anything was said, by name."""
    for number in weighing.told_of():
        if weighing.region(number) == region:
            yield weighing.belief(Question(point=weighing.ground.points[number], day=day, as_of=as_of))
