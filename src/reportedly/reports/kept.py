"""Which reports of a ledger depend on which, kept in the ledger: a new report is compared with what is there, and nothing is compared twice.

The first time, and whenever the ledger has doubled since, all texts are compared with one another (``CopyIndex``), so that all are judged in the light of
all. In between, each new text is looked up by its bands and compared with the few that share most, in near-constant time; what its arrival shows to be a
fixed form is judged again among those few.

The rule that must not be broken: families are made of the reports that count and were public by then, and of nothing else. Only how rare words are is told
from the whole ledger.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.errors import LedgerError
from reportedly.core.ids import content_id
from reportedly.core.progress import tell_nobody
from reportedly.ledger import copy_rows
from reportedly.ledger.copy_handful import CopyHandful
from reportedly.ledger.copy_rows import KeptPair, KeptProfile
from reportedly.reports.carriers import LEAST_BITS, CompactTally
from reportedly.reports.copies import STEP, WORTH_KEEPING, Compared, CopyIndex, nearest
from reportedly.reports.evidence import Scales, changes, gather, is_same_story, relation_of, score_of
from reportedly.reports.families import Unions, group
from reportedly.reports.pairs import Scores, by_story, each_pair
from reportedly.reports.profile import profile_of
from reportedly.reports.profiles import SCRIPTS
from reportedly.reports.reasons import reason, source_of
from reportedly.reports.records import Dependence, Relation
from reportedly.reports.terms import LANGUAGES, vocabulary
from reportedly.reports.weights import LIMITS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from numpy.typing import NDArray
    from sqlalchemy.engine import Connection

    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack
    from reportedly.reports.evidence import Weighed
    from reportedly.reports.profile import Hashes, Profile

    Bands = NDArray[np.int64] | Hashes
    Numbers = NDArray[np.int32]

VERSION = "1"
"""Of the comparing itself. Whoever changes what a profile is, or how two are judged, counts it up: what older versions kept is then found anew."""
HANDFUL = 32
"""Texts a transaction: some 0.2 s, so that another writer waits no longer."""
KINDS = ("links", "terms", "senses")
PROFILES_HELD = 2_000
"""Profiles held in memory while many are compared: some 10 MB."""
TAKEN_SHARE, TOLD_FROM = 0.25, 0.7
"""Shares of comparing all with all that are done once the texts are taken in, and once only the reasons are left."""
FORM = 6
"""From so many neighbours on a new text may show that what they share is a fixed form."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A report that counts, with its day and its profile."""

    id: str
    day: date | None
    profile: int


def maker_of(pack: Pack) -> str:
    """What compares: version, numbers and words. What another kept cannot be compared with it."""
    words = json.dumps({language: pack.words(language, "copies") for language in LANGUAGES}, sort_keys=True, ensure_ascii=False)
    return content_id(VERSION, repr(WEIGHTS), repr(LIMITS), words)


class KeptCopies:
    """The copies that a ledger keeps. ``catch_up`` compares what came since; the questions answer from what is kept alone."""

    def __init__(self, ledger: Ledger, pack: Pack) -> None:
        """``pack`` gives the function words of its languages."""
        self._store, self._pack = ledger.store, pack
        self._maker = maker_of(pack)

    def is_complete(self) -> bool:
        """Whether every text of the ledger has been compared, by this version and pack."""
        with self._store.reading() as connection:
            state = copy_rows.load_state(connection)
            return copy_rows.count_waiting(connection) == 0 and state.maker in (None, self._maker)

    def count_to_compare(self) -> int:
        """How many texts ``catch_up`` would compare."""
        return self._ahead()[0]

    def _ahead(self) -> tuple[int, bool]:
        """How many texts are to be compared, and whether all of them at once: the first time, and when there are twice as many as the last time."""
        with self._store.reading() as connection:
            state, new = copy_rows.load_state(connection), copy_rows.count_waiting(connection)
        is_ours = state.maker in (None, self._maker)
        at_once = not is_ours or state.texts + new >= 2 * state.settled
        return (state.texts + new if at_once and (new or not is_ours) else new), at_once

    def catch_up(self, advance: Callable[[int], None] = tell_nobody) -> int:
        """Compare the texts that were not, and say how many. Raises ``LedgerError`` where the ledger cannot be written to."""
        new, at_once = self._ahead()
        if not new:
            return 0
        if at_once:
            return self._settled(advance)
        with self._store.reading() as connection:
            comparer = _Comparer(connection, self._pack, self._maker)
        done = 0
        while True:
            with self._store.writing() as connection:
                came = comparer.take(connection, copy_rows.waiting(connection, HANDFUL))
            if came is None:
                return done + self._settled(advance)
            if not came:
                return done
            done += came
            advance(done)

    def families(self, *, as_of: date | None = None, recorded_by: datetime | None = None) -> dict[str, str]:
        """For each report that counts, by id, the label of its family of copies and rewrites; a report alone is a family of one."""
        with self._store.reading() as connection:
            known = _known(connection, as_of, recorded_by)
            profiles = {one.pk: one for one in copy_rows.find_profiles(connection, pks={one.profile for one in known})}
            judge = _Judge(connection, self._pack)
            order = sorted(profiles, key=lambda pk: profiles[pk].key)
            place = {pk: number for number, pk in enumerate(order)}
            absent: dict[int, list[int]] = {}
            scores = Scores(_among(copy_rows.load_pairs(connection), place, absent))

            def tie(one: int, other: int) -> float:
                score = scores.get(one, other)
                if score is None:
                    score = judge.score(order[one], order[other])
                    scores.put(one, other, score)
                return score

            _bridge_absent(absent, scores, tie, len(order))
            ties = scores.each(least=WEIGHTS.dependent)
            keys = [profiles[pk].key for pk in order]
            labels: dict[int, str] = {}
            for members in group(len(order), ties, keys, tie, WEIGHTS.family):
                labels.update(dict.fromkeys((order[number] for number in members), content_id(*sorted(keys[number] for number in members))))
        return {one.id: labels[one.profile] if profiles[one.profile].words else content_id(labels[one.profile], one.id) for one in known}

    def dependences(self, *, as_of: date | None = None, recorded_by: datetime | None = None) -> tuple[Dependence, ...]:
        """Every two reports that depend on one another, once each, by id; a thousand equal texts give 999, each with one."""
        with self._store.reading() as connection:
            known = _known(connection, as_of, recorded_by)
            worded = {one.pk for one in copy_rows.find_profiles(connection, pks={one.profile for one in known}) if one.words}
            pairs = copy_rows.load_dependent(connection)
        carriers: dict[int, list[_Known]] = {}
        for one in known:
            carriers.setdefault(one.profile, []).append(one)
        found = [
            _dependence(same[0], other, KeptPair(one=number, other=number, score=1.0, relation="copy", similarity=1.0, why="the same words in the same order"))
            for number, same in carriers.items()
            if number in worded
            for other in same[1:]
        ]
        found += [_dependence(carriers[pair.one][0], carriers[pair.other][0], pair) for pair in pairs if pair.one in carriers and pair.other in carriers]
        return tuple(sorted(found, key=lambda one: (one.a, one.b)))

    def _settled(self, advance: Callable[[int], None]) -> int:
        try:
            return self._settle(advance)
        except OSError as error:  # of the files that hold what memory does not
            message = f"expected room for a file in {tempfile.gettempdir()}, found: {error.strerror or error}; name another folder in TMPDIR, and ask again"
            raise LedgerError(message) from error

    def _settle(self, advance: Callable[[int], None]) -> int:
        """Compare all texts with one another, in memory, and keep what was found in place of what was kept."""
        index = CopyIndex(self._pack, bits=LEAST_BITS)  # as many as the ledger keeps, however many texts it has
        with self._store.passing() as connection:
            for done, (number, text) in enumerate(copy_rows.every_text(connection), start=1):
                index.extend([(str(number), text, None)])
                advance(int(done * TAKEN_SHARE))
        size = len(index)
        compared = index.compared(lambda share: advance(int(size * (TAKEN_SHARE + (TOLD_FROM - TAKEN_SHARE) * share))))
        with tempfile.TemporaryFile("w+", encoding="utf-8", prefix="reportedly-") as reasons:
            # The reasons of those that depend on one another are found before anybody has to wait for the ledger, and kept in a file: they may be a million.
            for number, (one, other) in enumerate(each_pair(by_story(compared.told, compared.story))):
                if number % STEP == 0:
                    advance(int(size * (TOLD_FROM + (1 - TOLD_FROM) * number / len(compared.told))))
                reasons.write(json.dumps(dataclasses.asdict(_kept_pair(one, other, compared.scores.get(one, other) or 0.0, index)), ensure_ascii=False) + "\n")
            reasons.seek(0)
            del index  # its tables, 200 MB of them, said all that they had to; ordering the rows takes a fifth of that
            with self._store.writing() as connection:
                copy_rows.empty(connection)
                _keep(connection, compared, (KeptPair(**json.loads(line)) for line in reasons), copy_rows.forgotten_among(connection))
                copy_rows.add_tally(connection, compared.counts, maker=self._maker, profiles=len(compared.profiles), settled=True)
        advance(size)
        return size


def _among(pairs: Iterable[tuple[int, int, float]], place: dict[int, int], absent: dict[int, list[int]]) -> Iterator[tuple[int, int, float]]:
    """The pairs of texts that have a place, by place. Of those that hang on a text without one, it is noted in ``absent`` who does."""
    for one, other, score in pairs:
        if one in place and other in place:
            yield place[one], place[other], score
        elif score >= WEIGHTS.dependent and (one in place or other in place):
            here, away = (one, other) if one in place else (other, one)
            absent.setdefault(away, []).append(place[here])


def _bridge_absent(absent: dict[int, list[int]], scores: Scores, tie: Callable[[int, int], float], size: int) -> None:
    """Work out the scores of those that hang together only by a text that is not there (yet): in a crowd all are compared with the same few."""
    unions = Unions(size)
    for _, one, other in scores.each(least=WEIGHTS.dependent):
        unions.join(one, other)
    for away in sorted(absent):
        first, *others = sorted(absent[away])
        for other in others:
            if unions.find(first) != unions.find(other) and tie(first, other) >= WEIGHTS.dependent:
                unions.join(first, other)


def _keep(connection: Connection, compared: Compared, told: Iterable[KeptPair], gone: set[int]) -> None:
    """Rows of everything that was compared, but for what was forgotten meanwhile."""
    still = [number for number, ids in enumerate(compared.ids) if any(int(one) not in gone for one in ids)]
    copy_rows.add_profiles(connection, (_kept_profile(number + 1, compared.profiles[number]) for number in still))
    copy_rows.add_texts(connection, ((int(one), number + 1) for number in still for one in compared.ids[number] if int(one) not in gone))
    there = np.zeros(len(compared.profiles) + 1, bool)
    there[still] = True
    copy_rows.add_bands(connection, _in_order(*compared.carriers, there))
    copy_rows.add_bands(connection, _in_order(*_bridges(compared), there))
    copy_rows.put_pairs(connection, (pair for pair in told if there[pair.one - 1] and there[pair.other - 1]))
    others = ((score, one, other) for score, one, other in compared.scores.each(but=compared.told) if there[one] and there[other])
    copy_rows.put_pairs(connection, (KeptPair(one=one + 1, other=other + 1, score=score) for score, one, other in others))


def _in_order(bands: Bands, numbers: Numbers, there: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Each band with the number of a profile that is still there, in the order of the table's key: it is filled from end to end."""
    kept = there[numbers]
    bands, numbers = bands[kept], numbers[kept]
    order = np.lexsort((numbers, bands))
    for first in range(0, len(order), copy_rows.BULK):
        some = order[first : first + copy_rows.BULK]
        yield from zip(bands[some].tolist(), (numbers[some] + 1).tolist(), strict=True)


def _bridges(compared: Compared) -> tuple[Bands, Numbers]:
    """The bands of bridges, where there are several languages: for each the few texts with the smallest keys."""
    profiles = compared.profiles
    if len({profile.language for profile in profiles if profile.words}) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    by_key = np.array(sorted(range(len(profiles)), key=lambda number: profiles[number].key), np.int32)
    each = [np.array(_bridge_bands(profiles[number]), np.int64) for number in by_key.tolist()]
    ranks = np.repeat(np.arange(len(each)), [len(bands) for bands in each])
    bands = np.concatenate(each)
    order = np.argsort(bands, kind="stable")  # for one band in the order of keys
    bands, ranks = bands[order], ranks[order]
    starts = np.flatnonzero(np.diff(bands, prepend=bands[:1] - 1))
    place = np.arange(len(bands)) - np.repeat(starts, np.diff(starts, append=len(bands)))
    few = place < LIMITS.carriers_kept
    return bands[few], by_key[ranks[few]]


class _Judge:
    """Scores any two profiles of a ledger, from their texts."""

    def __init__(self, connection: Connection, pack: Pack) -> None:
        self._connection = connection
        self._vocabulary = vocabulary(pack)
        self._profiles: OrderedDict[int, Profile] = OrderedDict()
        self._tallies: dict[str, CompactTally] | None = None
        self._texts = 0

    @property
    def tallies(self) -> dict[str, CompactTally]:
        """How many carry what, read when it is first asked for."""
        if self._tallies is None:
            self._tallies = {kind: CompactTally() for kind in KINDS}
            for counts in copy_rows.load_tallies(self._connection):
                for kind, (buckets, amounts) in counts.items():
                    self._tallies[kind].take(buckets, amounts)
            self._texts = copy_rows.load_state(self._connection).profiles
        return self._tallies

    def scales(self) -> Scales:
        """The weights of words as they are now."""
        tallies = self.tallies
        return Scales(WEIGHTS, tallies["links"], tallies["terms"], tallies["senses"], self._texts)

    def profiles(self, numbers: Iterable[int]) -> dict[int, Profile]:
        """The profiles of these numbers."""
        wanted = list(numbers)
        missing = [number for number in wanted if number not in self._profiles]
        for number, text in copy_rows.load_texts(self._connection, missing).items():
            self._profiles[number] = profile_of(text, self._vocabulary)
        found = {number: self._profiles[number] for number in wanted if number in self._profiles}
        for number in found:
            self._profiles.move_to_end(number)
        while len(self._profiles) > PROFILES_HELD:
            self._profiles.popitem(last=False)
        return found

    def score(self, one: int, other: int) -> float:
        """How sure it is that one depends on the other."""
        found = self.profiles((one, other))
        if len(found) < 2:
            return 0.0
        scales = self.scales()
        return judged(scales.weigh(found[one]), scales.weigh(found[other]), scales, one, other).score


class _Comparer(_Judge):
    """Compares new texts with what is kept. A batch that fails is not to be used again."""

    def __init__(self, connection: Connection, pack: Pack, maker: str) -> None:
        super().__init__(connection, pack)
        self._maker = maker
        self._added: dict[str, list[Hashes]] = {kind: [] for kind in KINDS}
        self._scripts = copy_rows.languages(connection)
        self._there = {one.pk: (one.key, one.sampled) for one in copy_rows.find_profiles(connection)}
        _ = self.tallies

    def take(self, connection: Connection, texts: list[tuple[int, str]]) -> int | None:
        """Compare these texts, each with a number, and keep what is found; how many they were.

        ``None``, and nothing kept, where one is the first in its language: nobody has noted what the others have in common with it.
        """
        if not texts:
            return 0
        self._connection = connection
        profiles = [(number, profile_of(text, self._vocabulary)) for number, text in texts]
        if not {profile.language for _, profile in profiles if profile.words} <= self._scripts:
            return None
        handful = CopyHandful(connection, (profile.key for _, profile in profiles), (band for _, profile in profiles for band in self._looked_up(profile)))
        self._fetch(handful, [profile for _, profile in profiles])
        for number, profile in profiles:
            self._one(handful, number, profile)
        handful.keep()
        counts = {kind: np.unique(np.concatenate([*arrays, np.zeros(0, np.uint32)]), return_counts=True) for kind, arrays in self._added.items()}
        plain = {kind: (buckets.astype(np.uint32), amounts.astype(np.uint32)) for kind, (buckets, amounts) in counts.items()}
        copy_rows.add_tally(connection, plain, maker=self._maker, profiles=self._texts)
        self._added = {kind: [] for kind in KINDS}
        return len(texts)

    def _looked_up(self, profile: Profile) -> list[int]:
        """The bands that it is looked up by, and those that it may be remembered for."""
        sampled: list[int] = sample_of(profile).tolist()
        return [*sampled, *_bridge_bands(profile), *_bands_abroad(profile)] if len(self._scripts) > 1 else sampled

    def _fetch(self, handful: CopyHandful, profiles: list[Profile]) -> None:
        """The texts that most of these will be compared with, all at once."""
        new = [profile for profile in profiles if handful.number_of(profile.key) is None]
        near = {number for profile in new for number in self._near(handful, _kept_profile(handful.next_number(), profile), profile)}
        self.profiles(sorted(near))

    def _one(self, handful: CopyHandful, text: int, profile: Profile) -> None:
        equal = handful.number_of(profile.key)
        if equal is not None:
            handful.add_text(text, equal)
            return
        number = handful.next_number()
        kept = _kept_profile(number, profile)
        others = self.profiles(self._near(handful, kept, profile))
        self._texts += 1
        scales = self.scales()
        weighed = scales.weigh(profile)
        theirs = {other: scales.weigh(found) for other, found in others.items()}
        story = next((other.profile for other in theirs.values() if is_same_story(gather(weighed, other, WEIGHTS), WEIGHTS)), None)
        self._count(profile, story)
        scales = self.scales()
        weighed = scales.weigh(profile)
        theirs = {other: scales.weigh(found) for other, found in others.items()}
        found = [judged(one, weighed, scales, other, number) for other, one in theirs.items()]
        bands = sample_of(profile).tolist() + (_bridge_bands(profile) if len(self._scripts) > 1 else [])
        handful.add_profile(kept, bands, kept=LIMITS.carriers_kept)
        handful.add_text(text, number)
        handful.put_pairs([pair for pair in found if pair.score >= WORTH_KEEPING], are_new=True)
        self._profiles[number] = profile
        self._there[number] = profile.key, kept.sampled
        if len(others) >= FORM:
            again = handful.dependent_among(list(others))
            handful.put_pairs(judged(theirs[a], theirs[b], scales, a, b) for a, b in again)

    def _near(self, handful: CopyHandful, kept: KeptProfile, profile: Profile) -> list[int]:
        """Numbers of texts that may depend on this one, or it on them, those that share most first."""
        shared = copy_rows.share_counter(handful.carriers(sample_of(profile).tolist()))
        known = self._there
        if strangers := [number for number in shared if number not in known]:  # another process keeps, too
            known.update({one.pk: (one.key, one.sampled) for one in copy_rows.find_profiles(self._connection, pks=strangers)})
        parts = ((number, count, count / max(1, min(known[number][1], kept.sampled))) for number, count in shared.items())
        enough = ((-count, known[number][0], number, part) for number, count, part in parts if part >= LIMITS.least_part)
        near = [number for number, _ in nearest(enough, LIMITS)]
        if len(self._scripts) == 1:
            return near
        abroad = copy_rows.share_counter(handful.carriers(_bands_abroad(profile)))
        wanted = min(LIMITS.least_bridges, len(profile.bridges))
        over = sorted((-count, number) for number, count in abroad.items() if count >= wanted and number not in near)
        return near + [number for _, number in over[: LIMITS.candidates_abroad]]

    def _count(self, profile: Profile, story: Profile | None) -> None:
        for kind in KINDS:
            hashes: Hashes = getattr(profile, kind)
            if story is not None:
                hashes = np.setdiff1d(hashes, getattr(story, kind), assume_unique=True)
            self.tallies[kind].add(hashes)
            self._added[kind].append(np.unique(hashes >> np.uint32(8)))


def judged(one: Weighed, other: Weighed, scales: Scales, number: int, other_number: int) -> KeptPair:
    """What two weighed profiles say of one another."""
    evidence = gather(one, other, WEIGHTS)
    score = score_of(evidence, WEIGHTS)
    if one.profile.language != other.profile.language:
        kept = scales.translation(one.profile, other.profile)
        if score_of(kept, WEIGHTS) > score:
            evidence, score = kept, score_of(kept, WEIGHTS)
    first, second = sorted((number, other_number))
    if score < WEIGHTS.dependent:
        return KeptPair(one=first, other=second, score=score)
    changed = changes(one.profile, other.profile)
    relation = relation_of(score, changed, 1.0, WEIGHTS)  # whether two tell the same event is asked of independent ones
    likeness = scales.likeness(one.profile, other.profile)
    why = reason(relation, evidence, changed, 1.0)
    return KeptPair(one=first, other=second, score=score, relation=relation.value, similarity=round(likeness, 4), why=why)


def _kept_pair(one: int, other: int, score: float, index: CopyIndex) -> KeptPair:
    """The two texts, of which one depends on the other, as the index judges them; numbers here are one more than there."""
    found = index.judge_numbers(one, other)
    return KeptPair(one=one + 1, other=other + 1, score=score, relation=found.relation.value, similarity=found.similarity, why=found.why)


def _kept_profile(number: int, profile: Profile) -> KeptProfile:
    return KeptProfile(
        pk=number, key=profile.key, language=profile.language, words=profile.words, sampled=len(sample_of(profile)), bridges=len(profile.bridges)
    )


def sample_of(profile: Profile) -> Hashes:
    """The links a text is looked up by, as in ``CopyIndex``."""
    return profile.links[: max(LIMITS.sampled_links, len(profile.links) // LIMITS.sampled_part)]


def _bridge_bands(profile: Profile) -> list[int]:
    """The bands by which a text of another language finds this one; links have 32 bits, and bands beyond are those of a language's bridges."""
    base = (SCRIPTS.index(profile.language) + 1) << 32
    return [base + bridge for bridge in profile.bridges.tolist()]


def _bands_abroad(profile: Profile) -> list[int]:
    return [((place + 1) << 32) + bridge for place, script in enumerate(SCRIPTS) if script != profile.language for bridge in profile.bridges.tolist()]


def _known(connection: Connection, as_of: date | None, recorded_by: datetime | None) -> list[_Known]:
    rows = copy_rows.texts_that_count(connection, as_of=as_of, recorded_by=recorded_by)
    days = ((row, row.published_earliest if row.published_earliest == row.published_latest else None) for row in rows if row.profile is not None)
    return [_Known(row.id, day, row.profile) for row, day in days]


def _dependence(one: _Known, other: _Known, pair: KeptPair) -> Dependence:
    first, second = (one, other) if one.id <= other.id else (other, one)
    relation = Relation(pair.relation or Relation.REWRITE)
    source, why = source_of((first.id, first.day), (second.id, second.day))
    return Dependence(
        a=first.id,
        b=second.id,
        relation=relation,
        score=round(pair.score, 4),
        similarity=pair.similarity or 0.0,
        why=pair.why or "",
        source=source,
        source_why=why,
    )
