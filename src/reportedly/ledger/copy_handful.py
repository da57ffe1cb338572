"""What the ledger keeps of copies, as a handful of new texts sees it: asked for once for all of them, and written once at the end.

The rule that must not be broken: each text sees what those before it in the handful left, as if that had been written already; only ``keep`` writes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportedly.ledger import copy_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy.engine import Connection

    from reportedly.ledger.copy_rows import KeptPair, KeptProfile

Pair = tuple[int, int]


class CopyHandful:
    """The rows that a handful of texts needs and makes. The transaction it is opened in is the only writer's, so nobody changes them meanwhile.

    Written text by text they took 2.3 times as long as the index in memory does, nearly all of it in the making of statements.
    """

    def __init__(self, connection: Connection, keys: Iterable[str], bands: Iterable[int]) -> None:
        """``keys`` are those of the profiles to come, ``bands`` all that they are looked up by."""
        self._connection = connection
        self._numbers = {one.key: one.pk for one in copy_rows.find_profiles(connection, keys=set(keys))}
        self._carriers: dict[int, list[int]] = defaultdict(list, copy_rows.carriers(connection, set(bands)))
        self._next = copy_rows.next_profile(connection)
        self._profiles: list[KeptProfile] = []
        self._texts: list[tuple[int, int]] = []
        self._bands: list[tuple[int, int]] = []
        self._pairs: dict[Pair, KeptPair] = {}
        self._replaced: set[Pair] = set()

    def number_of(self, key: str) -> int | None:
        """The number of the profile of this key; ``None`` where there is none."""
        return self._numbers.get(key)

    def next_number(self) -> int:
        """The number of the next new profile."""
        return self._next

    def carriers(self, bands: Iterable[int]) -> dict[int, list[int]]:
        """The profiles that are remembered for each of these bands; they must be among those named at the beginning."""
        return {band: found for band in bands if (found := self._carriers.get(band))}

    def add_text(self, text: int, profile: int) -> None:
        """Note that this text was compared."""
        self._texts.append((text, profile))

    def add_profile(self, made: KeptProfile, bands: Iterable[int], *, kept: int) -> None:
        """A new profile, remembered for those of the bands that have fewer than ``kept`` already."""
        self._profiles.append(made)
        self._numbers[made.key] = made.pk
        self._next = made.pk + 1
        for band in bands:
            there = self._carriers[band]
            if len(there) < kept:
                there.append(made.pk)
                self._bands.append((band, made.pk))

    def put_pairs(self, pairs: Iterable[KeptPair], *, are_new: bool = False) -> None:
        """What was found of these pairs, in place of what was found before."""
        for pair in pairs:
            self._pairs[pair.one, pair.other] = pair
            if not are_new:
                self._replaced.add((pair.one, pair.other))

    def dependent_among(self, profiles: Collection[int]) -> list[Pair]:
        """The pairs among these profiles of which one depends on the other, by number."""
        few = set(profiles)
        stored: Mapping[Pair, KeptPair | None] = dict.fromkeys(copy_rows.dependent_among(self._connection, few))
        found = {pair for pair in stored if pair not in self._pairs}
        found |= {pair for pair, one in self._pairs.items() if one.relation is not None and few.issuperset(pair)}
        return sorted(found)

    def keep(self) -> None:
        """Write everything."""
        copy_rows.add_profiles(self._connection, self._profiles)
        copy_rows.add_texts(self._connection, self._texts)
        copy_rows.add_bands(self._connection, self._bands)
        copy_rows.drop_pairs(self._connection, sorted(self._replaced))
        copy_rows.put_pairs(self._connection, list(self._pairs.values()))
