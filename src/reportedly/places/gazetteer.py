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
names that the table lacks (``[[alias]]`` with ``id`` and ``names``), the pack's ``home`` country, ``near`` (further countries whose
small places its reports name in their own letters), and ``[nearness]``: by name of a first-level
region, how much likelier reporting is to mean a place there (natural logarithm of the odds). ``[[contact]]`` is described in
``contact``, ``[[news]]`` in ``scene``.

The rule that must not be broken: a place is what its row says; nothing here fills in a position, an id or a country.
"""

from __future__ import annotations

import functools
import gzip
import json
import tomllib
from dataclasses import dataclass
from datetime import date
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
from reportedly.places.name_index import EQUAL, NameIndex, from_columns, index_key, make_index, numbers, recall, store
from reportedly.places.scene import News, read_news
from reportedly.places.translated import read_translations
from reportedly.places.user_gazetteer import read_user_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from reportedly.packs.load import Pack
    from reportedly.places.name_index import Index, Packed

TABLE, EXTRA, WORLD, CAPITALS = "places.tsv", "places_extra.toml", "world.tsv.gz", "capitals.txt"
INDEX = "places_index.gz"
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
        near: Iterable[str] = (),
        nearness: Mapping[str, float] | None = None,
        own: int | None = None,
        contact: tuple[ContactLine, ...] = (),
        news: tuple[News, ...] = (),
        index: NameIndex | None = None,
        translations: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """``lines`` are rows of the table; ``own`` how many of them, from the first, are the pack's: the others are found by exact name alone.

        ``index`` is the one of these rows, where it was kept; without it one is made. ``translations`` are described in ``translated``.
        """
        self.contact = contact
        self.news = news
        self.translations = translations or {}
        self.home = home
        self.near = frozenset(near)
        self.nearness = dict(nearness or {})
        self._lines = list(lines)
        self.own = len(self._lines) if own is None else own
        index = index or make_index(self._lines, home, self.own, self.near)
        self._exact = index.names
        self._bones = index.bones
        self._sisters = index.sisters
        self._openers, self._closers = index.ends.openers, index.ends.closers
        self._mains: dict[int, str] = {}
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def named(self, folded: str) -> tuple[Named, ...]:
        """Rows that carry this folded form as a name; empty when none does."""
        return _unpack(self._exact.get(folded))

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
            fields = self._lines[row].split("\t")
            self._places[row] = _place(fields, fields[10] or romanise(fields[11]))
        return self._places[row]

    def cells(self, row: int) -> list[str]:
        """The row as it is written, in the order of ``COLUMNS``."""
        return self._lines[row].split("\t")

    def code(self, row: int) -> str:
        """Code of the units the row lies in; "" when it has none."""
        return self._lines[row].split("\t", 2)[1]

    def local_name(self, row: int) -> str:
        """Main name of the row in its own alphabet; "" where the list has none."""
        return self._lines[row].rsplit("\t", 2)[1]

    def aliases(self, row: int) -> tuple[str, ...]:
        """Every further name of the row, its name in its own alphabet first."""
        return further_names(*self.names_as_written(row)[1:])

    def names_as_written(self, row: int) -> list[str]:
        """The row's cells of names: the main one, the one in its own alphabet, and the others."""
        return self._lines[row].rsplit("\t", 3)[1:]

    @functools.cached_property
    def skeletons(self) -> Index:
        """Skeleton -> own rows (packed)."""
        return from_columns(self._bones)

    @functools.cached_property
    def sisters(self) -> Index:
        """Skeleton of a name derived by rule -> own rows (packed)."""
        return from_columns(self._sisters)

    def with_sister(self, bones: str) -> tuple[Named, ...]:
        """Own rows whose name, as the sister language writes it by rule, has this skeleton."""
        return _unpack(self.sisters.get(bones))

    def with_skeleton(self, bones: str) -> tuple[Named, ...]:
        """Own rows whose main name or alias has this skeleton."""
        return _unpack(self.skeletons.get(bones))

    @functools.cached_property
    def skeleton_openers(self) -> frozenset[str]:
        """First words of the skeletons of several words."""
        return frozenset(bones.partition(" ")[0] for bones in self.skeletons if " " in bones)

    @functools.cached_property
    def sister_openers(self) -> frozenset[str]:
        """The same of names derived by rule."""
        return frozenset(bones.partition(" ")[0] for bones in self.sisters if " " in bones)

    @functools.cached_property
    def skeleton_pools(self) -> dict[tuple[str, int], list[str]]:
        """Skeletons in order, by first letter and length: what a misspelt name is compared with."""
        found: dict[tuple[str, int], list[str]] = {}
        for bones in self.skeletons:
            found.setdefault((bones[0], len(bones)), []).append(bones)
        return found

    @functools.cached_property
    def skeleton_letters(self) -> tuple[str, ...]:
        """The letters that skeletons begin with."""
        return tuple(sorted({letter for letter, _ in self.skeleton_pools}))

    @functools.cached_property
    def _tails(self) -> frozenset[str]:
        """The skeletons without their first letters."""
        return frozenset([bones[1:] for bones in self.skeletons])

    def with_tail(self, tail: str) -> list[str]:
        """Skeletons that are a letter and this, for names whose first letter is the wrong one."""
        if tail not in self._tails:  # most are nobody's; for the others each letter is tried
            return []
        skeletons = self.skeletons
        return [bones for letter in self.skeleton_letters if (bones := letter + tail) in skeletons]


def further_names(local: str, aliases: str) -> tuple[str, ...]:
    """The names in a row's last two cells."""
    return tuple([name.removeprefix(EQUAL) for name in (local, *aliases.split("|")) if name])


def _unpack(packed: Packed | None) -> tuple[Named, ...]:
    return () if packed is None else tuple([Named(number >> 1, _STATUSES[number & 1]) for number in numbers(packed)])


def _place(fields: list[str], name: str) -> Place:
    identifier, _, kind, precision, country, admin1, admin2, latitude, longitude, population, _, _, _ = fields  # as in COLUMNS
    scheme, _, number = identifier.partition(":")
    return Place(
        id=identifier,
        geonameid=int(number) if scheme == "geonames" else None,
        name=name,
        kind=KINDS.get(kind) or PlaceKind(kind),
        precision=_PRECISIONS.get(precision or "point") or Precision(precision),
        country=country or None,
        admin1=admin1 or None,
        admin2=admin2 or None,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population or 0),
    )


# A tenth of the time that a place takes is the asking of an enumeration.
_STATUSES = tuple(NameStatus)
KINDS = {kind.value: kind for kind in PlaceKind}
_PRECISIONS = {precision.value: precision for precision in Precision}


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
    tables = _read_tables(pack.folder)
    shipped = None if user else _shipped(pack.folder, tables)
    if shipped is not None:
        index, (lines, own, extra) = shipped
    else:
        extra = _read_extra(tables.written, str(pack.folder / EXTRA))
        if user is None:
            lines, own = _pack_lines(pack.folder, extra, tables)
            index = make_index(lines, extra.get("home"), own, extra.get("near", ()))
        else:
            index, lines, own = _with_user(pack, extra, tables, Path(user))
    return Gazetteer(
        lines,
        home=extra.get("home"),
        near=extra.get("near", ()),
        nearness=extra.get("nearness"),
        own=own,
        contact=read_contact_lines(extra, str(pack.folder / EXTRA)),
        news=read_news(extra, str(pack.folder / EXTRA)),
        index=index,
        translations=read_translations(pack),
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    """The bytes a pack's gazetteer is made of: its table and its hand-written places (nothing where there are none), and the engine's world."""

    table: bytes
    written: bytes
    world: bytes

    @property
    def key(self) -> str:
        return index_key(self.written, self.table, self.world)


def _read_tables(folder: Traversable) -> _Tables:
    path, written = folder / f"{TABLE}.gz" if (folder / f"{TABLE}.gz").is_file() else folder / TABLE, folder / EXTRA
    table = path.read_bytes() if path.is_file() else b""
    return _Tables(table, written.read_bytes() if written.is_file() else b"", (files("reportedly.places") / WORLD).read_bytes())


def _pack_lines(folder: Traversable, extra: dict[str, Any], tables: _Tables) -> tuple[list[str], int]:
    """All rows, and how many of them, from the first, are the pack's."""
    rows: dict[str, str] = {}
    for line in (*("\t".join(row) for row in _extra_rows(extra)), *_read_table(folder, tables.table)):
        rows.setdefault(line.partition("\t")[0], line)
    for addition in extra.get("alias", ()):
        if addition["id"] not in rows:
            message = f"expected the id of a place in [[alias]] of {folder / EXTRA}, found {addition['id']!r}"
            raise PackError(message)
        fixed, _, aliases = rows[addition["id"]].rpartition("\t")
        added = [EQUAL + name for names in addition["names"].values() for name in names]
        rows[addition["id"]] = f"{fixed}\t{'|'.join(dict.fromkeys([*filter(None, aliases.split('|')), *added]))}"
    own = len(rows)
    for line in _lines(tables.world, WORLD):
        rows.setdefault(line.partition("\t")[0], line)
    return list(rows.values()), own


def _with_user(pack: Pack, extra: dict[str, Any], tables: _Tables, user: Path) -> tuple[NameIndex, list[str], int]:
    """The index and the rows with the user's among them, and how many are the pack's: read back where they were kept, else made and kept."""
    if not user.is_file():
        read_user_places(user)  # says what is missing
    key, kept = cache_key(tables.key, user), cache_path(user, pack.name)
    read = read_cache(kept, key)
    if read is not None:
        return read[0], [*read[1], *read[2]], len(read[1])
    places, names = read_user_places(user)
    shipped, own = _pack_lines(pack.folder, extra, tables)
    world = _lines(tables.world, WORLD)
    joined = join_user_places(shipped[:own], world, places, names, extra.get("home"))
    rows = {line.partition("\t")[0]: line for line in joined.own}
    for line in (*world, *joined.further):
        rows.setdefault(line.partition("\t")[0], line)
    lines, own = list(rows.values()), len(joined.own)
    index = make_index(lines, extra.get("home"), own, extra.get("near", ()))
    write_cache(kept, key, index, lines[:own], lines[own:])
    return index, lines, own


def _shipped(folder: Traversable, tables: _Tables) -> tuple[NameIndex, tuple[list[str], int, dict[str, Any]]] | None:
    """The index that was stored beside the pack's table, where there is one and it is of these rows; with the rows as ``_pack_lines`` gives them.

    The tables are not joined anew: what of their lines another one stood for, and what a line became, is stored with the index.
    """
    path = folder / INDEX
    read = recall(path.read_bytes(), tables.key) if path.is_file() else None
    if read is None or len(read[1]) != len(_KEPT):
        return None
    index, (head, written, gone, changed) = read
    extra = json.loads(head[0])
    for dated in (*extra["contact"], *extra["news"]):
        dated |= {day: date.fromisoformat(dated[day]) for day in ("from", "until", "day") if day in dated}
    lines = [*written, *_lines(tables.table, TABLE), *_lines(tables.world, WORLD)] if tables.table else [*written, *_lines(tables.world, WORLD)]
    for line in changed:
        number, _, other = line.partition("\t")
        lines[int(number)] = other
    dropped = set(map(int, gone))
    return index, ([line for number, line in enumerate(lines) if number not in dropped], extra["own"], extra)


_KEPT = ("head", "written", "gone", "changed")  # lists of lines that a pack's stored index has besides


def pack_index(pack: Pack) -> bytes:
    """The index of the pack's places as it is stored beside its table. Raises ``PackError``."""
    tables = _read_tables(pack.folder)
    extra = _read_extra(tables.written, str(pack.folder / EXTRA))
    lines, own = _pack_lines(pack.folder, extra, tables)
    written = ["\t".join(row) for row in _extra_rows(extra)]
    final = {line.partition("\t")[0]: line for line in lines}
    gone, changed, seen = [], [], set()
    for number, line in enumerate((*written, *_read_table(pack.folder, tables.table), *_lines(tables.world, WORLD))):
        identifier = line.partition("\t")[0]
        if identifier in seen:
            gone.append(str(number))
        elif final[identifier] != line:
            changed.append(f"{number}\t{final[identifier]}")
        seen.add(identifier)
    head = {
        "own": own,
        "home": extra.get("home"),
        "near": extra.get("near", []),
        "nearness": extra.get("nearness", {}),
        "contact": extra.get("contact", []),
        "news": extra.get("news", []),
    }
    return store(
        tables.key, make_index(lines, extra.get("home"), own, extra.get("near", ())), [json.dumps(head, default=date.isoformat)], written, gone, changed
    )


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


def _read_extra(written: bytes, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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
