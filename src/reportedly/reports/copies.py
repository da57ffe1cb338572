"""Which reports are copies or rewrites of one another.

>>> index = CopyIndex()
>>> index.add("a", "The bridge at Oldford was hit by two missiles at dawn, the mayor said, and nobody was hurt.")
()
>>> (match,) = index.add("b", "The bridge at Oldford was hit by two missiles at dawn, said the mayor, and nobody was hurt.")
>>> match.a, match.relation.value, match.b
('b', 'rewrite', 'a')

The rule that must not be broken: what is said of the whole (``judge``, ``families``) is a function of the set of reports, whatever the order
in which they were added.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from reportedly.core.errors import PageError
from reportedly.core.ids import content_id
from reportedly.core.progress import tell_nobody
from reportedly.core.settings import Settings
from reportedly.packs.load import Pack, load_pack
from reportedly.reports.carriers import CompactTally, Crossings, Postings, Sum, bits_for
from reportedly.reports.evidence import Scales, Weighed, gather, is_same_story
from reportedly.reports.families import Unions, group
from reportedly.reports.judging import compare, judge, sample_of
from reportedly.reports.pairs import Scores, by_story, code_of, each_pair, last_of_each, thin
from reportedly.reports.profile import Profile, profile_of
from reportedly.reports.profiles import Profiles
from reportedly.reports.records import DEPENDENT, Dependence
from reportedly.reports.terms import vocabulary
from reportedly.reports.weights import LIMITS, WEIGHTS, Limits, Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from reportedly.reports.pairs import Codes
    from reportedly.reports.profile import Hashes


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Known:
    """A report as the index remembers it: the number of its text, and its day."""

    number: int
    published: date | None


@dataclass(slots=True)
class _Settled:
    """What was worked out over all texts there were: their weights, the scores of near ones, and the pairs that are named where one depends on the other.

    ``story`` is, for each text, the least number of those that tell the same story.
    """

    texts: int
    scales: Scales
    weighed: dict[int, Weighed]
    scores: Scores
    told: Codes
    story: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Everything that was found of all texts, to be kept somewhere: texts go by number, ``ids`` are the reports that have each.

    ``scores`` are those of the pairs that may matter to a family, ``told`` the pairs that depend on one another and are to be named. ``story`` is, for each
    text, the least number of those that tell the same; ``carriers`` links and, beside each, a text remembered for it; ``counts`` buckets of the tallies and
    how many each.
    """

    profiles: Profiles
    ids: Sequence[Sequence[str]]
    scores: Scores
    told: Codes
    story: NDArray[np.int32]
    carriers: tuple[Hashes, NDArray[np.int32]]
    counts: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32]]]


NEAR_SHARE, STORY_SHARE = 0.35, 0.55
"""Shares of the comparing that are done once near pairs are found, and once stories are."""
STEP = 500
"""Texts or pairs between two words on how far the comparing is."""
WEIGHED_HELD = 4_000
"""Texts whose weights are held: 12 MB of notes, 50 of articles."""
WORTH_KEEPING = 0.02
"""Scores below this change no mean of 36 to speak of; they are worked out again where one is asked for."""


class CopyIndex:
    """Reports by what they share. One more costs the same however many there are.

    ``add`` answers at once with what is known so far. ``judge`` and ``families`` look at all reports first: only then is it known what is a fixed form.
    """

    def __init__(self, pack: Pack | str | None = None, *, weights: Weights = WEIGHTS, limits: Limits = LIMITS, bits: int | None = None) -> None:
        """``pack`` gives the function words of its languages; the tables stand in ``reports/weights.py``.

        Links are counted in 2 to the ``bits`` buckets; where that is not said, in so many as the texts need (``carriers.bits_for``).
        """
        self._bits = bits
        self._vocabulary = vocabulary(pack if isinstance(pack, Pack) else load_pack(pack or Settings().pack))
        self._weights, self._limits = weights, limits
        self._reports: dict[str, _Known] = {}
        self._numbers: dict[str, int] = {}
        self._profiles = Profiles()
        self._sizes = array("i")
        self._has_words: list[bool] = []
        self._ids: list[list[str]] = []
        self._postings = Postings(limits.carriers_kept)
        self._crossings = Crossings(limits.carriers_kept)
        self._families, self._terms, self._senses = CompactTally(), CompactTally(), CompactTally()
        self._unsettled = False
        self._settled: _Settled | None = None

    def __len__(self) -> int:
        """How many reports there are."""
        return len(self._reports)

    def __contains__(self, report: str) -> bool:
        """Whether there is a report of this id."""
        return report in self._reports

    def add(self, report: str, text: str, *, published: date | None = None) -> tuple[Dependence, ...]:
        """What the report depends on, or what on it, among those added before; the surest first, empty where there is none.

        Of equal texts the first few are told (``Limits.equals_told``). The same report again changes nothing. Raises ``PageError`` for an id that is
        there with another text.
        """
        if self._unsettled:
            self._settle()
        number, new = self._place(report, text, published)
        profile = self._profiles[number]
        scales = self._scales()
        near = [(other, scales.weigh(self._profiles[other])) for other in self._candidates(profile)]
        weighed = scales.weigh(profile)
        if new:
            same = (other.profile for _, other in near if is_same_story(gather(weighed, other, self._weights), self._weights))
            known = next(same, None)
            self._families.add(_beyond(profile.links, known.links if known else None))
            self._terms.add(_beyond(profile.terms, known.terms if known else None))
            self._senses.add(_beyond(profile.senses, known.senses if known else None))
        first = self._limits.equals_told + 1
        others = [(each, other) for candidate, other in [(number, weighed), *near] for each in self._ids[candidate][:first] if each != report]
        found = [self._judge(report, each, weighed, other, scales) for each, other in others]
        return tuple(sorted((match for match in found if match.relation in DEPENDENT), key=lambda match: (-match.score, match.b)))

    def extend(self, reports: Iterable[tuple[str, str, date | None]]) -> None:
        """Add many at once, as (id, text, day of publication or ``None``), without an answer for each: a third of the cost."""
        for report, text, published in reports:
            self._place(report, text, published)
            self._unsettled = True

    def judge(self, one: str, other: str) -> Dependence:
        """The judgement on any two reports, in the light of all. Raises ``PageError`` for an id that is not there."""
        numbers = []
        for report in (one, other):
            if report not in self._reports:
                message = f"expected the id of a report, found {report!r}, which is not among the {len(self)} reports"
                raise PageError(message)
            numbers.append(self._reports[report].number)
        scales = self._settle().scales
        return self._judge(one, other, self._weighed(numbers[0]), self._weighed(numbers[1]), scales)

    def families(self) -> dict[str, str]:
        """For each report, in the order they were added, the label of its family of copies and rewrites. A report alone is a family of one.

        A label is made of the family's texts: it stays while they do.
        """
        keys = self._profiles.keys()
        labels: dict[str, str] = {}
        for members in self._families_of_texts():
            label = content_id(*sorted(keys[number] for number in members))
            for number in members:
                labels.update((report, label if self._has_words[number] else content_id(label, report)) for report in self._ids[number])
        return {report: labels[report] for report in self._reports}

    def _families_of_texts(self) -> list[list[int]]:
        keys = self._profiles.keys()
        ties = self._settle().scores.each(least=self._weights.dependent)
        return group(len(keys), ties, keys, self._tie, self._weights.family)

    def dependences(self) -> tuple[Dependence, ...]:
        """Two and two reports that depend on one another, in the order they were added.

        Every two; but a thousand equal texts give 999, each with one, and in a crowd that tells one story each is named with its nearest (``Limits.crowd``).
        """
        equal = [sorted(ids) for ids, has_words in zip(self._ids, self._has_words, strict=True) if has_words]
        pairs = [(ids[0], other) for ids in equal for other in ids[1:]]
        pairs += [(min(self._ids[one]), min(self._ids[other])) for one, other in each_pair(self._told())]
        order = {report: place for place, report in enumerate(self._reports)}
        placed = sorted((order[one], order[other]) if order[one] < order[other] else (order[other], order[one]) for one, other in pairs)
        names = list(self._reports)
        return tuple(self.judge(names[one], names[other]) for one, other in placed)

    def compared(self, advance: Callable[[float], None] = tell_nobody) -> Compared:
        """What was found of all texts; families are made first, so that what a family hangs on is there. ``advance`` is told which share is done."""
        self._settle(advance)
        self._families_of_texts()
        tallies = {"links": self._families, "terms": self._terms, "senses": self._senses}
        return Compared(
            profiles=self._profiles,
            ids=self._ids,
            scores=self._settle().scores,
            told=self._told(),
            story=self._settle().story,
            carriers=self._postings.carriers(),
            counts={kind: tally.counted() for kind, tally in tallies.items()},
        )

    def _told(self) -> Codes:
        """The pairs of texts that depend on one another and are to be named."""
        settled = self._settle()
        return settled.scores.codes(least=self._weights.dependent, among=settled.told)

    def judge_numbers(self, one: int, other: int) -> Dependence:
        """The judgement on the texts of two numbers, under the first report of each."""
        return self.judge(self._ids[one][0], self._ids[other][0])

    def _place(self, report: str, text: str, published: date | None) -> tuple[int, bool]:
        """The number of the report's text, and whether the text is new."""
        profile = profile_of(text, self._vocabulary)
        number = self._numbers.get(profile.key)
        if report in self._reports:
            if self._reports[report].number == number:
                return number, False
            message = f"expected a new id, found {report!r} again with another text; give each report an id of its own"
            raise PageError(message)
        new = number is None
        if number is None:
            sample = sample_of(profile, self._limits)
            number = self._numbers[profile.key] = self._postings.add(sample, profile.key)
            self._crossings.add(profile, number)
            self._sizes.append(len(sample))
            self._has_words.append(profile.words > 0)
            self._profiles.append(profile)
            self._ids.append([])
        self._ids[number].append(report)
        self._reports[report] = _Known(number, published)
        return number, new

    def _near_pairs(self, advance: Callable[[float], None]) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
        """The pairs of texts that may depend on one another, in order, with the part of the shorter sample that they share; 1.0 over languages."""
        codes, found = array("Q"), array("d")
        for one, profile in enumerate(_told_of(self._profiles, len(self._profiles), advance, (0.0, NEAR_SHARE))):
            size, least = self._sizes[one], self._limits.hopeless_part
            for other, part in self._parts(profile):
                # Of two texts whose links are all in the sample the part is no estimate.
                if part >= least or max(size, self._sizes[other]) >= self._limits.sampled_links:
                    codes.append(code_of(one, other))
                    found.append(part)
            for other in self._candidates_abroad(profile):
                codes.append(code_of(one, other))
                found.append(1.0)
        return last_of_each(codes, found, len(self._profiles))

    def _candidates(self, profile: Profile) -> list[int]:
        """Numbers of texts that may be near, those that share most first."""
        first = [number for number, _ in self._parts(profile)]
        return first + [number for number in self._candidates_abroad(profile) if number not in first]

    def _parts(self, profile: Profile) -> list[tuple[int, float]]:
        """Numbers of texts of any language that share enough links, with the part of the shorter sample that they share."""
        sample = sample_of(profile, self._limits)
        numbers, counts = self._postings.shared_by(sample)
        parts = counts / np.maximum(np.minimum(np.frombuffer(self._sizes, np.int32)[numbers], len(sample)), 1)
        near = parts >= self._limits.least_part
        rows = zip(counts[near].tolist(), parts[near].tolist(), numbers[near].tolist(), strict=True)
        enough = ((-count, self._profiles.key(number), number, part) for count, part, number in rows)
        return nearest((each for each in enough if each[1] != profile.key), self._limits)

    def _candidates_abroad(self, profile: Profile) -> list[int]:
        """Numbers of texts that may be a translation of this one, or this of them."""
        least = min(self._limits.least_bridges, len(profile.bridges))
        enough = [(-count, self._profiles.key(number), number) for number, count in self._crossings.shared(profile).items() if count >= least]
        return [number for _, _, number in sorted(enough)[: self._limits.candidates_abroad]]

    def _scales(self) -> Scales:
        return Scales(self._weights, self._families, self._terms, self._senses, len(self._profiles))

    def _settle(self, advance: Callable[[float], None] = tell_nobody) -> _Settled:
        """Two rounds over all near texts: first what is one family, for what many families carry is a fixed form; then who depends on whom."""
        if self._settled is not None and self._settled.texts == len(self._profiles):
            return self._settled
        self._count_each()
        self._settled = _Settled(len(self._profiles), self._scales(), {}, Scores(), np.zeros(0, np.uint64), np.zeros(0, np.int32))
        self._postings.bring_in_all()
        codes, parts = self._near_pairs(advance)
        unions = Unions(len(self._profiles))
        for one, other in each_pair(codes[parts >= self._limits.story_part]):
            if unions.find(one) != unions.find(other) and is_same_story(gather(self._weighed(one), self._weighed(other), self._weights), self._weights):
                unions.join(one, other)
        self._count_once(members for members in unions.groups() if len(members) > 1)
        story = np.array([unions.find(number) for number in range(len(self._profiles))], np.int32)
        rank = np.empty(len(story), np.int32)
        rank[sorted(range(len(story)), key=self._profiles.keys().__getitem__)] = np.arange(len(story), dtype=np.int32)
        is_compared, is_told = thin(codes, parts, story, rank, self._limits)
        wanted, told = by_story(codes[is_compared], story), codes[is_told]
        del codes, parts, is_compared, is_told  # most of what there is by now
        self._settled = settled = _Settled(len(self._profiles), self._scales(), {}, Scores(), told, story)
        compared = ((one, other, compare(self._weighed(one), self._weighed(other), settled.scales, self._weights)[1]) for one, other in each_pair(wanted))
        settled.scores = Scores(pair for pair in compared if pair[2] >= WORTH_KEEPING)
        self._unsettled = False
        return settled

    def _count_each(self) -> None:
        """Every text is a carrier of what is in it."""
        bits = self._bits or bits_for(len(self._profiles))
        self._families, self._terms, self._senses = CompactTally(bits=bits), CompactTally(), CompactTally()
        for profile in self._profiles:
            self._families.add(profile.links)
            self._terms.add(profile.terms)
            self._senses.add(profile.senses)

    def _count_once(self, families: Iterable[list[int]]) -> None:
        """The texts of each of these families are one carrier. Counting all anew would touch each page of three large tables again."""
        for members in families:
            links, terms, senses = Sum(), Sum(), Sum()
            for number in members:
                profile = self._profiles[number]
                for tally, known, hashes in (
                    (self._families, links, profile.links),
                    (self._terms, terms, profile.terms),
                    (self._senses, senses, profile.senses),
                ):
                    tally.take_back(hashes)
                    known.add(hashes)
            for tally, known in ((self._families, links), (self._terms, terms), (self._senses, senses)):
                tally.add(known.whole())

    def _weighed(self, number: int) -> Weighed:
        settled = self._settle()
        known = settled.weighed.get(number)
        if known is None:
            if len(settled.weighed) >= WEIGHED_HELD:
                settled.weighed.clear()
            known = settled.weighed[number] = settled.scales.weigh(self._profiles[number])
        return known

    def _tie(self, one: int, other: int) -> float:
        """The score of two texts, in the light of all."""
        settled = self._settle()
        known = settled.scores.get(one, other)
        if known is None:
            known = compare(self._weighed(one), self._weighed(other), settled.scales, self._weights)[1]
            settled.scores.put(one, other, known)
        return known

    def _judge(self, one: str, other: str, first: Weighed, second: Weighed, scales: Scales) -> Dependence:
        days = self._reports[one].published, self._reports[other].published
        return judge((one, days[0]), (other, days[1]), (first, second), scales, self._weights)


def _told_of(items: Iterable[Item], size: int, advance: Callable[[float], None], shares: tuple[float, float]) -> Iterator[Item]:
    """The same items; ``advance`` is told how far from the first share to the second they are."""
    first, last = shares
    for number, item in enumerate(items):
        if number % STEP == 0:
            advance(first + (last - first) * number / size)
        yield item
    advance(last)


def nearest(found: Iterable[tuple[int, str, int, float]], limits: Limits) -> list[tuple[int, float]]:
    """Those to be compared in full: of links shared (less than 0), key, number, and part of the shorter sample shared, the last two."""
    first: list[tuple[int, float]] = []
    alike = 0
    for _, _, number, part in sorted(found):
        alike += part >= limits.alike_part
        if part < limits.alike_part or alike <= limits.alike:
            first.append((number, part))
        if len(first) == limits.candidates:
            break
    return first


def _beyond(hashes: Hashes, known: Hashes | None) -> Hashes:
    return hashes if known is None else np.setdiff1d(hashes, known, assume_unique=True)
