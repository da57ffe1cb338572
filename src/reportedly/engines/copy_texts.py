"""Comparing by partitions, first steps: reports become profiles, ids are held against one another, and equal texts become one.

A text goes by its key, and its partition is told from that; so no number is given that would hang on how many there are.

The rule that must not be broken: the reports that count are those that count when all are read in one go: of two with one id the first, and of that one text.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_left
from collections import OrderedDict
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from reportedly.copies import text_of
from reportedly.core.errors import PageError
from reportedly.engines.bundles import Bundle, bundle_name, iter_stretches
from reportedly.engines.folder import Folder
from reportedly.engines.parts import checked_pack
from reportedly.engines.seam import Done
from reportedly.engines.shards import iter_shard
from reportedly.reports.judging import sample_of
from reportedly.reports.profile import profile_of
from reportedly.reports.profiles import Profiles, packed, unpacked
from reportedly.reports.terms import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from numpy.typing import NDArray

    from reportedly.engines.seam import Task
    from reportedly.engines.steps import Plan
    from reportedly.reports.profile import Profile
    from reportedly.reports.weights import Limits

    Keys = NDArray[np.uint64]

LINE_BITS = 32
"""A report's position is its shard's number above the number of its line in the shard: positions sort as the reports come."""
FILES_OPEN = 3
NO_WORDS = hashlib.sha256(b"").hexdigest()[:16]
"""The key of all texts without a letter or digit (see ``profile_of``), which are no copies of one another."""
_LENGTH = np.dtype("<u8")


class Told(NamedTuple):
    """A report: its position, the key of its text, its id and its day."""

    position: int
    key: str
    id: str
    day: str | None

    @property
    def published(self) -> date | None:
        """The day as a date."""
        return date.fromisoformat(self.day) if self.day else None

    def line(self) -> bytes:
        """As a line of JSON."""
        return json.dumps(self).encode() + b"\n"


def read_profiles(plan: Plan, task: Task) -> Done:
    """One shard: its reports for who compares ids, and the profile of each different text for who keeps it."""
    pack = checked_pack(task)
    words = vocabulary(pack)
    reports, profiles, troubles = Bundle(plan.partitions), Bundle(plan.partitions), Bundle(1)
    known: set[str] = set()
    count = 0
    for number, intake in enumerate(iter_shard(task)):
        position = task.shard.number << LINE_BITS | number
        if not intake.readable:
            troubles.put(0, _trouble(position, intake.issues[0].message if intake.issues else "could not be read"))
            continue
        try:
            name, text, day = text_of(intake.page, pack, task.settings)
        except PageError as error:
            troubles.put(0, _trouble(position, str(error)))
            continue
        count += 1
        profile = profile_of(text, words)
        told = Told(position, profile.key, name, day.isoformat() if day else None)
        reports.put(zlib.crc32(name.encode("utf-8", "surrogatepass")) % plan.partitions, told.line())
        if profile.key not in known:
            known.add(profile.key)
            body = packed(profile)
            profiles.put(int(profile.key, 16) % plan.partitions, bytes.fromhex(profile.key) + np.array([len(body)], _LENGTH).tobytes() + body)
    folder, number = Folder(plan.folder), task.shard.number
    sent = reports.write(folder, "read", number) + profiles.write(folder, "profiles", number) + troubles.write(folder, "read-troubles", number)
    return Done(number=number, reports=count, counts={"reports": count, "bytes": sent})


def compare_ids(plan: Plan, task: Task) -> Done:
    """The reports whose ids fall into one partition: of those of one id the first is passed on, and another with another text is named."""
    folder, number = Folder(plan.folder), task.shard.number
    passed, troubles = Bundle(plan.partitions), Bundle(1)
    first: dict[str, str] = {}
    for told in sorted(_iter_told(folder, "read", plan.shards, number), key=_by_position):
        if told.id not in first:
            first[told.id] = told.key
            passed.put(int(told.key, 16) % plan.partitions, told.line())
        elif first[told.id] != told.key:
            troubles.put(0, _trouble(told.position, f"expected a new id, found {told.id!r} again with another text; give each report an id of its own"))
    sent = passed.write(folder, "ids", number) + troubles.write(folder, "ids-troubles", number)
    return Done(number=number, counts={"reports": len(first), "bytes": sent})


def keep_texts(plan: Plan, task: Task) -> Done:
    """The texts of one partition of keys, each once, with the profile and the reports of each."""
    folder, number = Folder(plan.folder), task.shard.number
    by_key: dict[str, list[Told]] = {}
    for told in sorted(_iter_told(folder, "ids", plan.partitions, number), key=_by_position):
        by_key.setdefault(told.key, []).append(told)
    bodies: dict[str, bytes] = {}
    for stretch in iter_stretches(folder, "profiles", plan.shards, number):
        at = 0
        while at < len(stretch):
            key, length = stretch[at : at + 8].hex(), int(np.frombuffer(stretch, _LENGTH, 1, at + 8)[0])
            at += 16 + length
            if key in by_key:
                bodies.setdefault(key, stretch[at - length : at])
    keys = sorted(by_key)
    sent = _write_texts(folder, number, keys, [bodies[key] for key in keys], [by_key[key] for key in keys])
    return Done(number=number, counts={"texts": len(keys), "bytes": sent})


def _write_texts(folder: Folder, number: int, keys: list[str], bodies: list[bytes], told: list[list[Told]]) -> int:
    """The file of a partition's texts: how many, their keys and positions, where each begins, profiles; and behind each the report that stands for it."""
    firsts = [min(each, key=lambda one: one.id).line() for each in told]
    ends = np.cumsum([0, *(len(body) + len(first) for body, first in zip(bodies, firsts, strict=True))])
    splits = ends[:-1] + np.array([len(body) for body in bodies], np.int64)
    head = [len(keys), *(int(key, 16) for key in keys), *(each[0].position for each in told), *ends.tolist(), *splits.tolist()]
    with folder.writing(bundle_name("texts", number)) as stream:
        stream.write(np.array(head, np.uint64).astype("<u8").tobytes())
        for body, first in zip(bodies, firsts, strict=True):
            stream.write(body + first)
    with folder.writing(bundle_name("reports", number)) as stream:
        for each in told:
            stream.writelines(one.line() for one in each)
    return 8 * len(head) + int(ends[-1])


class TextFile:
    """The texts of one partition, by place."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Reads what stands before the profiles: 32 bytes a text."""
        self._stream = stream
        self._count = int(np.frombuffer(stream.read(8), "<u8")[0])
        head = np.frombuffer(stream.read(8 * (4 * self._count + 1)), "<u8")
        self.keys, self.positions, self._ends, self._splits = np.split(head, [self._count, 2 * self._count, 3 * self._count + 1])
        self._bodies = 8 * (4 * self._count + 2)
        self._places: memoryview[int] = self.keys.data

    def place(self, key: int) -> int:
        """Where the text of the key stands."""
        return bisect_left(self._places, key)

    def profile(self, place: int) -> Profile:
        """The profile of the text that stands there."""
        begin, end = int(self._ends[place]), int(self._splits[place])
        return unpacked(f"{self.keys[place]:016x}", self._read(begin, end))

    def size(self, place: int, marks: str, limits: Limits) -> int:
        """How many links or bridges the text that stands there is looked up by."""
        profile = self.profile(place)
        return len(sample_of(profile, limits) if marks == "links" else profile.bridges)

    def first(self, place: int) -> Told:
        """The report that stands for the text: the least id."""
        return Told(*json.loads(self._read(int(self._splits[place]), int(self._ends[place + 1]))))

    def profiles(self) -> Iterator[Profile]:
        """All profiles, by key."""
        return (self.profile(place) for place in range(self._count))

    def _read(self, begin: int, end: int) -> bytes:
        self._stream.seek(self._bodies + begin)
        return self._stream.read(end - begin)


class Texts:
    """The texts of all partitions, by key. A few files are open at a time: whoever asks keeps to one partition while he can."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is opened yet."""
        self._folder, self._partitions = Folder(plan.folder), plan.partitions
        self._open: OrderedDict[int, tuple[TextFile, ExitStack]] = OrderedDict()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *trouble: object) -> None:
        """Close what is open."""
        for _, stack in self._open.values():
            stack.close()
        self._open.clear()

    def file(self, partition: int) -> TextFile:
        """The texts of the partition."""
        if partition not in self._open:
            if len(self._open) >= FILES_OPEN:
                self._open.popitem(last=False)[1][1].close()
            stack = ExitStack()
            stream = stack.enter_context(self._folder.reading(bundle_name("texts", partition)))
            self._open[partition] = TextFile(stream), stack
        self._open.move_to_end(partition)
        return self._open[partition][0]

    def profile(self, key: int) -> Profile:
        """The profile of the text with this key."""
        file = self.file(key % self._partitions)
        return file.profile(file.place(key))

    def fetch(self, keys: Iterable[int]) -> Fetched:
        """The profiles of these texts, read file by file; of many most lie in a file of their own, which is gone with them."""
        found = Fetched()
        for key in sorted(set(keys), key=lambda key: (key % self._partitions, key)):
            found.append(self.profile(key))
        return found

    def first(self, key: int) -> Told:
        """The report that stands for the text with this key."""
        file = self.file(key % self._partitions)
        return file.first(file.place(key))


class Fetched:
    """Profiles by key."""

    def __init__(self) -> None:
        """None yet."""
        self._profiles = Profiles()
        self._numbers: dict[int, int] = {}

    def append(self, profile: Profile) -> None:
        """Put one more in."""
        self._numbers[int(profile.key, 16)] = len(self._profiles)
        self._profiles.append(profile)

    def __getitem__(self, key: int) -> Profile:
        """The profile of the text with this key, which was put in."""
        return self._profiles[self._numbers[key]]


def reports_of(plan: Plan, partition: int) -> dict[str, list[Told]]:
    """The reports of each text of the partition, in their order, by the text's key."""
    found: dict[str, list[Told]] = {}
    with Folder(plan.folder).reading(bundle_name("reports", partition)) as stream:
        for line in stream.read().splitlines():
            told = Told(*json.loads(line))
            found.setdefault(told.key, []).append(told)
    return found


def troubles_of(plan: Plan) -> list[tuple[int, str]]:
    """Shard and message of each report that could not be used, in the order of the reports."""
    folder = Folder(plan.folder)
    stretches = [*iter_stretches(folder, "read-troubles", plan.shards, 0), *iter_stretches(folder, "ids-troubles", plan.partitions, 0)]
    found: list[tuple[int, str]] = sorted((position, message) for stretch in stretches for position, message in map(json.loads, stretch.splitlines()))
    return [(position >> LINE_BITS, message) for position, message in found]


def _iter_told(folder: Folder, step: str, tasks: int, partition: int) -> Iterator[Told]:
    for stretch in iter_stretches(folder, step, tasks, partition):
        yield from (Told(*json.loads(line)) for line in stretch.splitlines())


def _by_position(told: Told) -> int:
    return told.position


def _trouble(position: int, message: str) -> bytes:
    return json.dumps([position, message]).encode() + b"\n"
