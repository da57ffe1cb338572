"""The places a pack and the engine know, and the look-up of a name among them.

A pack's ``places.tsv.gz`` (or ``places.tsv``) is a table with a head line and these columns; only ``id``, ``kind``, ``latitude``,
``longitude`` and one of ``name`` and ``local`` must be filled:

    id          "geonames:N", "katotth:UA…" or "pack:word"; the first row of an id wins
    code        codes of the units it lies in, broadest first, so that a shared beginning means a shared unit
    kind        settlement, district, region, country, area or site
    precision   point, or what its position is only the middle of: hromada, raion, region
    country     ISO 3166 code
    admin1      name of the first-level region it lies in
    admin2      name of the district it lies in
    latitude    WGS 84 degrees
    longitude   WGS 84 degrees
    population  people, 0 where not known
    name        main name in Latin letters; empty when it is the Ukrainian romanisation (KMU-55) of ``local``
    local       main name in the place's own alphabet
    aliases     further names, joined by "|"

Its ``places_extra.toml`` adds what was written by hand (``[[place]]`` with the same fields, names as ``names = {en = […], uk = […]}``),
names that the table lacks (``[[alias]]`` with ``id`` and ``names``), the pack's ``home`` country, and ``[nearness]``: by name of a first-level
region, how much likelier reporting is to mean a place there (natural logarithm of the odds). ``[[contact]]`` is described in ``contact``.

The rule that must not be broken: a place is what its row says; nothing here fills in a position, an id or a country.
"""

from __future__ import annotations

import functools
import gzip
import tomllib
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PackError
from reportedly.core.records import Place, PlaceKind, Precision
from reportedly.places.contact import ContactLine, read_contact_lines
from reportedly.places.joined import join_user_places
from reportedly.places.joined_cache import cache_key, cache_path, read_cache, write_cache
from reportedly.places.letters import romanise
from reportedly.places.name_index import EQUAL, NameIndex, make_bones, make_names, make_sisters, numbers, pack_key, read_index, recall, store
from reportedly.places.translated import read_translations
from reportedly.places.user_gazetteer import read_user_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from reportedly.packs.load import Pack
    from reportedly.places.name_index import Index, Packed

TABLE, EXTRA, WORLD, CAPITALS = "places.tsv", "places_extra.toml", "world.tsv.gz", "capitals.txt"
INDEX = "places_index.gz"
LONGEST = 6  # words of a name that are looked at
COLUMNS = ("id", "code", "kind", "precision", "country", "admin1", "admin2", "latitude", "longitude", "population", "name", "local", "aliases")


class NameStatus(IntEnum):
    """Whether a form is the place's main name or another one."""

    MAIN = 0
    ALIAS = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A row of the gazetteer that carries a looked-up form."""

    row: int
    status: NameStatus


class Gazetteer:
    """Rows of places and the index of their names. Built once a pack; reading never changes what it answers."""

    def __init__(
        self,
        lines: Iterable[str],
        *,
        home: str | None = None,
        nearness: Mapping[str, float] | None = None,
        own: int | None = None,
        contact: tuple[ContactLine, ...] = (),
        index: NameIndex | None = None,
        translations: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """``lines`` are rows of the table; ``own`` how many of them, from the first, are the pack's: the others are found by exact name alone.

        ``index`` is the one of these rows, where it was kept; without it one is made. ``translations`` are described in ``translated``.
        """
        self.contact = contact
        self.translations = translations or {}
        self.home = home
        self.nearness = dict(nearness or {})
        self._lines = list(lines)
        self.own = len(self._lines) if own is None else own
        self._exact = make_names(self._lines) if index is None else index.names
        self._bones = None if index is None else index.bones
        self._sisters = None if index is None else index.sisters
        several = [form for form in self._exact if " " in form]
        self._openers: dict[str, int] = {}
        for form in several:
            opener, words = form.partition(" ")[0], form.count(" ") + 1
            if words > self._openers.get(opener, 1):
                self._openers[opener] = min(words, LONGEST)
        self._closers = {form.rpartition(" ")[2] for form in several if numbers(self._exact[form])[0] >> 1 < self.own and form.isascii()}
        self._mains: dict[int, str] = {}
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def named(self, folded: str) -> tuple[Named, ...]:
        """Rows that carry this folded form as a name; empty when none does."""
        return tuple(_unpack(self._exact.get(folded)))

    def knows(self, folded: str) -> bool:
        """Whether any place carries this folded form."""
        return folded in self._exact

    @functools.cached_property
    def capitals(self) -> frozenset[str]:
        """Ids of the capitals of countries."""
        return frozenset((files("reportedly.places") / CAPITALS).read_text(encoding="ascii").split())

    def opens(self, folded_word: str) -> int:
        """Words of the longest name, of up to six, that begins with this folded word; 1 when none of several words does."""
        return self._openers.get(folded_word, 1)

    def closes(self, folded_word: str) -> bool:
        """Whether a name of several words in Latin letters, of the pack's own, ends in this folded word."""
        return folded_word in self._closers

    def main_name(self, row: int) -> str:
        """Main name of the row in Latin letters."""
        if row not in self._mains:
            name, local, _ = self._lines[row].rsplit("\t", 3)[1:]
            self._mains[row] = name or romanise(local)
        return self._mains[row]

    def place(self, row: int) -> Place:
        """The record of the row."""
        if row not in self._places:
            self._places[row] = _place(dict(zip(COLUMNS, self._lines[row].split("\t"), strict=True)), self.main_name(row))
        return self._places[row]

    def code(self, row: int) -> str:
        """Code of the units the row lies in; "" when it has none."""
        return self._lines[row].split("\t", 2)[1]

    def aliases(self, row: int) -> tuple[str, ...]:
        """Every further name of the row, its name in its own alphabet first."""
        fields = self._lines[row].split("\t")
        return tuple(name.removeprefix(EQUAL) for name in (fields[11], *fields[12].split("|")) if name)

    @functools.cached_property
    def skeletons(self) -> Index:
        """Skeleton -> own rows (packed)."""
        return make_bones(self._lines, self.home, self.own) if self._bones is None else self._bones

    @functools.cached_property
    def sisters(self) -> Index:
        """Skeleton of a name derived by rule -> own rows (packed)."""
        return read_index(*(make_sisters(self._lines, self.home, self.own) if self._sisters is None else self._sisters))

    def with_sister(self, bones: str) -> tuple[Named, ...]:
        """Own rows whose name, as the sister language writes it by rule, has this skeleton."""
        return tuple(_unpack(self.sisters.get(bones)))

    def with_skeleton(self, bones: str) -> tuple[Named, ...]:
        """Own rows whose main name or alias has this skeleton."""
        return tuple(_unpack(self.skeletons.get(bones)))

    @functools.cached_property
    def skeleton_openers(self) -> frozenset[str]:
        """First words of the skeletons of several words."""
        return frozenset(bones.partition(" ")[0] for bones in self.skeletons if " " in bones)

    @functools.cached_property
    def skeleton_pools(self) -> dict[tuple[str, int], list[str]]:
        """Skeletons in order, by first letter and length: what a misspelt name is compared with."""
        found: dict[tuple[str, int], list[str]] = {}
        for bones in self.skeletons:
            found.setdefault((bones[0], len(bones)), []).append(bones)
        return found

    @functools.cached_property
    def skeleton_tails(self) -> dict[str, list[str]]:
        """Skeletons by all letters but the first, for names whose first letter is the wrong one."""
        found: dict[str, list[str]] = {}
        for bones in self.skeletons:
            found.setdefault(bones[1:], []).append(bones)
        return found


def _unpack(packed: Packed | None) -> Iterator[Named]:
    for number in numbers(packed):
        yield Named(number >> 1, NameStatus(number & 1))


def _place(fields: dict[str, str], name: str) -> Place:
    scheme, _, number = fields["id"].partition(":")
    return Place(
        id=fields["id"],
        geonameid=int(number) if scheme == "geonames" else None,
        name=name,
        kind=PlaceKind(fields["kind"]),
        precision=Precision(fields["precision"] or "point"),
        country=fields["country"] or None,
        admin1=fields["admin1"] or None,
        admin2=fields["admin2"] or None,
        latitude=float(fields["latitude"]),
        longitude=float(fields["longitude"]),
        population=int(fields["population"] or 0),
    )


def load_gazetteer(pack: Pack, user: str | None = None) -> Gazetteer:
    """The pack's places, its hand-written ones first, then the engine's world. A pack without places has the world alone.

    ``user`` is the file of a user's own gazetteer, joined with them. Kept for each pack and each state of the file.
    Raises ``PackError`` or ``GazetteerError``.
    """
    if user is None:
        return _load(pack, None, None)
    try:
        state = Path(user).stat()
    except OSError:
        return _load(pack, user, None)  # says what is missing
    return _load(pack, user, (state.st_mtime_ns, state.st_size))


@functools.lru_cache(maxsize=8)
def _load(pack: Pack, user: str | None, state: tuple[int, int] | None) -> Gazetteer:  # noqa: ARG001  the state is what the answer is kept under
    extra = _read_extra(pack.folder / EXTRA)
    table, world = _table(pack.folder), (files("reportedly.places") / WORLD).read_bytes()
    key = pack_key(extra, table, world)
    if user is None:
        lines, own = _pack_lines(pack.folder, extra, table, world)
        index = _shipped(pack.folder, key)
    else:
        index, lines, own = _with_user(pack, extra, table, world, key, Path(user))
    contact = read_contact_lines(extra, str(pack.folder / EXTRA))
    return Gazetteer(
        lines,
        home=extra.get("home"),
        nearness=extra.get("nearness"),
        own=own,
        contact=contact,
        index=index,
        translations=read_translations(pack),
    )


def _pack_lines(folder: Traversable, extra: dict[str, Any], table: bytes, world: bytes) -> tuple[list[str], int]:
    """All rows, and how many of them, from the first, are the pack's."""
    rows: dict[str, str] = {}
    for line in (*("\t".join(row) for row in _extra_rows(extra)), *_read_table(folder, table)):
        rows.setdefault(line.partition("\t")[0], line)
    for addition in extra.get("alias", ()):
        if addition["id"] not in rows:
            message = f"expected the id of a place in [[alias]] of {folder / EXTRA}, found {addition['id']!r}"
            raise PackError(message)
        fixed, _, aliases = rows[addition["id"]].rpartition("\t")
        added = [EQUAL + name for names in addition["names"].values() for name in names]
        rows[addition["id"]] = f"{fixed}\t{'|'.join(dict.fromkeys([*filter(None, aliases.split('|')), *added]))}"
    own = len(rows)
    for line in _lines(world, WORLD):
        rows.setdefault(line.partition("\t")[0], line)
    return list(rows.values()), own


def _with_user(pack: Pack, extra: dict[str, Any], table: bytes, world: bytes, key: str, user: Path) -> tuple[NameIndex, list[str], int]:
    """The index and the rows with the user's among them, and how many are the pack's: read back where they were kept, else made and kept."""
    if not user.is_file():
        read_user_places(user)  # says what is missing
    key, kept = cache_key(key, user), cache_path(user, pack.name)
    read = read_cache(kept, key)
    if read is not None:
        return read[0], [*read[1], *read[2]], len(read[1])
    places, names = read_user_places(user)
    shipped, own = _pack_lines(pack.folder, extra, table, world)
    joined = join_user_places(shipped[:own], _lines(world, WORLD), places, names, extra.get("home"))
    rows = {line.partition("\t")[0]: line for line in joined.own}
    for line in (*_lines(world, WORLD), *joined.further):
        rows.setdefault(line.partition("\t")[0], line)
    lines, own = list(rows.values()), len(joined.own)
    index = _made(lines, extra.get("home"), own)
    write_cache(kept, key, index, lines[:own], lines[own:])
    return index, lines, own


def _shipped(folder: Traversable, key: str) -> NameIndex | None:
    """The index that was stored beside the pack's table, where there is one and it is of these rows."""
    path = folder / INDEX
    read = recall(path.read_bytes(), key) if path.is_file() else None
    return None if read is None else read[0]


def pack_index(pack: Pack) -> bytes:
    """The index of the pack's places as it is stored beside its table. Raises ``PackError``."""
    extra = _read_extra(pack.folder / EXTRA)
    table, world = _table(pack.folder), (files("reportedly.places") / WORLD).read_bytes()
    lines, own = _pack_lines(pack.folder, extra, table, world)
    return store(pack_key(extra, table, world), _made(lines, extra.get("home"), own))


def _made(lines: list[str], home: str | None, own: int) -> NameIndex:
    return NameIndex(make_names(lines), make_bones(lines, home, own), make_sisters(lines, home, own))


def _table(folder: Traversable) -> bytes:
    """The table's file as it is; nothing where there is none."""
    path = folder / f"{TABLE}.gz" if (folder / f"{TABLE}.gz").is_file() else folder / TABLE
    return path.read_bytes() if path.is_file() else b""


def _read_table(folder: Traversable, data: bytes) -> list[str]:
    lines = _lines(data, str(folder / TABLE)) if data else []
    for number, line in enumerate(lines, start=2):
        if line.count("\t") != len(COLUMNS) - 1:
            message = f"expected {len(COLUMNS)} columns in line {number} of {folder / TABLE}, found {line.count(chr(9)) + 1}"
            raise PackError(message)
    return lines


def _lines(data: bytes, path: str) -> list[str]:
    """The table's lines without its head."""
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8")
    head, _, body = text.partition("\n")
    if tuple(head.split("\t")) != COLUMNS:
        message = f"expected the columns {', '.join(COLUMNS)} in the first line of {path}, found {head!r}"
        raise PackError(message)
    return [line for line in body.split("\n") if line]


def _read_extra(path: Traversable) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message = f"expected TOML in UTF-8 in {path}, found: {error}"
        raise PackError(message) from error


def _extra_rows(extra: dict[str, Any]) -> Iterator[list[str]]:
    """A hand-written place's first English name is its main name."""
    for place in extra.get("place", ()):
        names = [name for language in ("en", *sorted(set(place["names"]) - {"en"})) for name in place["names"].get(language, ())]
        local = next(iter(place["names"].get("uk", ())), "")
        main = names[0]
        yield [
            place["id"],
            place.get("code", ""),
            place["kind"],
            place.get("precision", "region" if place["kind"] in {"region", "area", "country"} else "point"),
            place.get("country", ""),
            place.get("admin1", ""),
            place.get("admin2", ""),
            str(place["latitude"]),
            str(place["longitude"]),
            str(place.get("population", 0)),
            main,
            local,
            "|".join(dict.fromkeys(name for name in names if name not in {main, local})),
        ]
