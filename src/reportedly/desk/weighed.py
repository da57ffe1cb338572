"""A ledger weighed once for all the answers that hang on beliefs, and weighed anew when it grew.

The rule that must not be broken: what is kept is a function of the ledger's state (its tip) and of the day; no answer uses a word that was not public on its
``as_of``. One thing is seen with later eyes: which reports are copies is judged in the light of all there are now.
"""

from __future__ import annotations

import bisect
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.beliefs.course import each_day, in_hindsight
from reportedly.beliefs.ground import point_of
from reportedly.beliefs.reliability import month_after
from reportedly.core.progress import tell_nobody
from reportedly.core.records import PlaceKind
from reportedly.desk.beside import Beside
from reportedly.desk.problems import NOT_READY, DeskError
from reportedly.desk.turns import Turns
from reportedly.engines.aside import Aside, EndedError
from reportedly.holds import weighing_of
from reportedly.ledger import listing
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack
from reportedly.reports.independence import Origins
from reportedly.reports.kept import KeptCopies
from reportedly.witnesses import find_families

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from reportedly.beliefs.control import Weighing
    from reportedly.beliefs.course import Course
    from reportedly.beliefs.prior import PriorClaim
    from reportedly.beliefs.reliability import Grade
    from reportedly.core.entries import Testimony
    from reportedly.core.records import Place
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack

KEPT_DAYS = 8
"""Days of ``as_of`` whose courses are kept: 2,000 places over 1,000 days take 26 MB each."""
MANY = 5_000
"""Reports: a larger ledger is weighed first with every report as a witness of its own, and again once its reports were compared."""
NOT_COMPARED = "-not-compared"
SOON = 2.0
"""Seconds: a ledger that was weighed sooner than this is weighed anew while its visitor waits; for a larger one the last weighing answers meanwhile."""


@dataclass(slots=True)
class PlaceFacts:
    """What was said of a place: the gazetteer's entry it is most often called by, the days its claims became public, and whose words they are."""

    names: dict[str, tuple[Place, int]] = field(default_factory=dict)
    public: list[date] = field(default_factory=list)
    mouths: dict[str, date] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The entry named most often."""
        return max(self.names.values(), key=lambda pair: (pair[1], pair[0].id))[0]

    def add(self, place: Place, public: date | None, mouth: str) -> None:
        """One more claim."""
        self.names[place.id] = (place, self.names.get(place.id, (place, 0))[1] + 1)
        if public is not None:
            self.public.append(public)
            self.mouths[mouth] = min(public, self.mouths.get(mouth, public))

    def claims_by(self, as_of: date) -> int:
        """How many claims were public by then."""
        return bisect.bisect_right(self.public, as_of)

    def witnesses_by(self, as_of: date) -> int:
        """How many mouths had spoken by then."""
        return sum(1 for day in self.mouths.values() if day <= as_of)


class Weighed:
    """A ledger's beliefs. One visitor at a time asks: what is worked out for one is kept for all."""

    def __init__(self, tip: str, weighing: Weighing, families: dict[str, str], facts: dict[int, PlaceFacts], areas: dict[str, PlaceFacts]) -> None:
        self.tip = tip
        self.weighing = weighing
        self.families = families
        self.facts = facts
        self.areas = areas
        self.turn = Turns()
        self._making = {each: threading.Lock() for each in (False, True)}
        self.last_public = weighing.last_public()
        self._months = sorted({month_after(day) for day in {day for one in facts.values() for day in one.public}})
        self._numbers = {place_id: number for number, one in facts.items() for place_id in one.names}
        self._courses: OrderedDict[tuple[date, bool], dict[int, Course]] = OrderedDict()

    @property
    def is_compared(self) -> bool:
        """Whether copies count as one witness: not yet, while the reports of a large ledger are being compared."""
        return not self.tip.endswith(NOT_COMPARED)

    def number(self, place_id: str) -> int | None:
        """The place's number in the weighing; ``None`` for a place that no claim is about."""
        return self._numbers.get(place_id)

    def courses(self, as_of: date, *, each: bool = False) -> dict[int, Course]:
        """The beliefs on all places over all days up to ``as_of``, in hindsight, or (``each``) as they were on each day."""
        with self._making[each]:
            with self.turn:
                known = self._courses.get((as_of, each))
            if known is None:
                known = self._make_courses(as_of, each=each)
            with self.turn:
                self._courses[as_of, each] = known
                self._courses.move_to_end((as_of, each))
                while len(self._courses) > KEPT_DAYS:
                    self._courses.popitem(last=False)
            return known

    def _make_courses(self, as_of: date, *, each: bool) -> dict[int, Course]:
        """All places, one turn each: who asks about one place meanwhile waits for one other, not for all (8 s, each day as it was, of 100,000 reports)."""
        work = each_day if each else in_hindsight
        with self.turn:
            told = [number for number in self.weighing.told_of() if self.weighing.heard(number, as_of)]
        found: dict[int, Course] = {}
        for number in told:
            with self.turn:
                found[number] = work(self.weighing, number, as_of)
        return found

    def course(self, number: int, as_of: date, *, each: bool = False) -> Course:
        """The belief on one place."""
        with self.turn:
            known = self._courses.get((as_of, each), {}).get(number)
            return known if known is not None else (each_day if each else in_hindsight)(self.weighing, number, as_of)

    def grades(self, as_of: date | None) -> Mapping[str, Grade]:
        """The sources' grades by origin, as drawn up last before the day."""
        last = as_of or self.last_public
        if last is None:
            return {}
        with self.turn:
            return self.weighing.grades(last)

    def grades_by_month(self, as_of: date | None) -> list[tuple[date, Mapping[str, Grade]]]:
        """The grades as they were drawn up on the first of each month up to the day, the earliest first."""
        last = as_of or self.last_public
        if last is None:
            return []
        with self.turn:
            return [(month, self.weighing.grades(month)) for month in self._months if month <= last]


class WeighedLedgers:
    """The weighing of one ledger as it stands, and the last few of earlier days for a ledger whose past was edited."""

    def __init__(
        self,
        ledger: Ledger,
        where: str,
        pack: Pack,
        settings: Settings,
        *,
        prior: tuple[PriorClaim, ...] = (),
        families: dict[str, str] | None = None,
        then: Callable[[Weighed], object] = tell_nobody,
        aside: Aside | None = None,
    ) -> None:
        """``then`` is done with each new weighing, beside the visitors: what takes long and will be asked for. ``aside`` compares many reports."""
        self._then = then
        self._aside = aside or Aside()
        self._ledger, self._where, self._pack, self._settings = ledger, where, pack, settings
        self._prior, self._families = prior, families
        self._turn = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="weigh")
        self._latest: Weighed | None = None
        self._begun = threading.Event()
        self._wanted: tuple[str, Future[Weighed]] | None = None
        self._past: Beside[Weighed] = Beside("weigh-past", KEPT_DAYS)
        self._took = 0.0

    def start(self, tip: str) -> None:
        """Begin to weigh, so that the first visitor waits less."""
        with self._turn:
            self._want(tip)

    def stop(self, *, patient: bool = True) -> None:
        """Weigh no more; ``patient`` waits for what was begun, but for the comparing of a large ledger."""
        self._aside.stop()
        self._past.stop(patient=patient)
        self._worker.shutdown(wait=patient, cancel_futures=True)

    def is_ready(self) -> bool:
        """Whether there are beliefs to answer with."""
        return self._begun.is_set()

    def now(self) -> Weighed | None:
        """The newest weighing there is, without waiting; ``None`` before the first."""
        with self._turn:
            if self._latest is None and self._wanted is not None and self._wanted[1].done():
                self._latest = self._wanted[1].result()
            return self._latest

    def get(self, tip: str, as_of: date | None, seconds: float) -> Weighed:
        """The ledger weighed by what was public on the day. Raises ``DeskError`` (503) where that takes longer than so many seconds."""
        latest = self._newest(tip, seconds)
        if as_of is None or not self._past_was_edited():
            return latest
        return self._as_it_was(latest, as_of, seconds)

    def _newest(self, tip: str, seconds: float) -> Weighed:
        with self._turn:
            if self._latest is not None and self._latest.tip == tip:
                return self._latest
            waiting = self._want(tip)
            latest = self._latest
        if latest is None:  # the first will do, be it made before the reports were compared
            self._begun.wait(seconds)
        try:
            found = waiting.result(timeout=seconds if latest is not None and 0 < self._took < SOON else 0.0)
        except NotYet:
            with self._turn:
                latest = self._latest
            if latest is not None:
                return latest
            message = "the reports are still being compared and weighed; lists and texts answer already"
            raise DeskError(503, NOT_READY, message, headers={"Retry-After": "2"}) from None
        with self._turn:
            self._latest = found
        return found

    def _want(self, tip: str) -> Future[Weighed]:
        """The weighing of that state, under way or done; one at a time."""
        if self._wanted is None or (self._wanted[0] != tip and self._wanted[1].done()):
            self._wanted = (tip, self._worker.submit(self._weigh_now, tip))
            self._wanted[1].add_done_callback(lambda _: self._begun.set())
        return self._wanted[1]

    def _weigh_now(self, tip: str) -> Weighed:
        begun = time.monotonic()
        families = self._families
        if families is None and self._must_compare():
            # Comparing 100,000 reports takes minutes, weighing them a minute: the map need not wait for it.
            made = self._weigh(tip, None, {}, is_compared=False)
            self._prepare(made)
            with self._turn:
                self._latest = made if self._latest is None else self._latest
            self._begun.set()
            try:
                families = self._aside.run(compare, self._where, self._settings.pack)
            except EndedError:
                return made  # each report stays a witness of its own, and the page says so
        elif families is None:
            families = find_families(self._ledger, self._pack, may_write=False)
        made = self._weigh(tip, None, families)
        self._prepare(made)
        self._took = time.monotonic() - begun
        with self._turn:
            self._latest = made
        with suppress(RuntimeError):  # the desk is closing
            self._worker.submit(self._then, made)
        return made

    def _must_compare(self) -> bool:
        """Whether the reports are many and have to be compared here: ``reportedly add`` keeps in the ledger who copies whom, other writers may not."""
        with self._ledger.store.reading() as connection:
            many = listing.count_reports(connection) > MANY
        return many and not KeptCopies(self._ledger, self._pack).is_complete()

    def _prepare(self, made: Weighed) -> None:
        if made.last_public is not None:
            made.courses(made.last_public)

    def _as_it_was(self, latest: Weighed, as_of: date, seconds: float) -> Weighed:
        """The ledger as it stood on the day: texts that were changed since, and judgements that came later, make it another."""
        found = self._past.find((latest.tip, as_of), lambda: self._weigh(latest.tip, as_of, latest.families), seconds)
        if found is None:
            message = "the ledger is still being weighed as it stood on that day; lists and texts answer already"
            raise DeskError(503, NOT_READY, message, headers={"Retry-After": "2"})
        return found

    def _weigh(self, tip: str, as_of: date | None, families: dict[str, str], *, is_compared: bool = True) -> Weighed:
        facts: dict[str, PlaceFacts] = {}
        areas: dict[str, PlaceFacts] = {}
        origins = Origins(self._pack, families)
        testimonies = _noted(self._ledger.iter_testimonies(as_of=as_of), facts, areas, lambda one: origins.family(one) or origins.of(one).id)
        weighing = weighing_of(testimonies, prior=self._prior, families=families, pack=self._pack, settings=self._settings)
        by_number: dict[int, PlaceFacts] = {}
        for one in facts.values():
            number = weighing.ground.find(point_of(one.place))
            if number is None:
                continue  # nobody said whose it is, and nobody can tell where it lies
            known = by_number.setdefault(number, PlaceFacts())
            known.names |= one.names
            known.public += one.public
            for mouth, day in one.mouths.items():
                known.mouths[mouth] = min(day, known.mouths.get(mouth, day))
        for one in [*by_number.values(), *areas.values()]:
            one.public.sort()
        return Weighed(tip if is_compared else f"{tip}{NOT_COMPARED}", weighing, families, by_number, areas)

    def _past_was_edited(self) -> bool:
        with self._ledger.store.reading() as connection:
            return listing.past_was_edited(connection)


def compare(where: str, pack: str) -> dict[str, str]:
    """The families of copies of the ledger that lies there, found by comparing its reports where it does not keep them."""
    with Ledger.open(where) as ledger:
        return find_families(ledger, load_pack(pack), may_write=False)


def _noted(
    testimonies: Iterator[Testimony], facts: dict[str, PlaceFacts], areas: dict[str, PlaceFacts], origin: Callable[[Testimony], str]
) -> Iterator[Testimony]:
    """The testimonies as they come, with what each adds to its places."""
    for testimony in testimonies:
        places = {part.place.id: part.place for part in testimony.places}
        mouth = origin(testimony) if places else ""
        for place in places.values():
            kept = facts if place.kind is PlaceKind.SETTLEMENT else areas
            kept.setdefault(place.id, PlaceFacts()).add(place, testimony.public, mouth)
        yield testimony
