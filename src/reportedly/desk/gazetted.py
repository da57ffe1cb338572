"""What the gazetteer adds to the places of a ledger: their names in the reader's language, and the shapes of districts.

The rule that must not be broken: a name is one that the pack or its gazetteer has; none is made up by rule. A shape says where a place lies that is
known only to its district; it is drawn round the district's settlements, and is no border.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind, Precision
from reportedly.places.candidates import WORST_COST, find_matches
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.letters import fold, has_cyrillic, written_language
from reportedly.places.spelling import near_names
from reportedly.places.translated import translated_names

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping

    from shapely import Polygon

    from reportedly.core.records import Place
    from reportedly.packs.load import Pack
    from reportedly.places.gazetteer import Gazetteer

TABLE = "shown_names"
"""Words of a pack: ``[names]``, the place's own name → how it is written in the language."""
LARGE = 50_000
"""People: a town of so many is found by its English name too, for the cities of a base map carry no id."""
AS_NEAR = 0.5
"""Half an unlike letter: a name of the ledger that is so much farther off than one that is not in it was hardly meant."""
AROUND = 0.25
"""Degrees, about 20 km: land at the edge of what is known is a village's so far from it."""
SMOOTH = 0.006
"""Degrees: corners nearer together than half a kilometre are not drawn."""
COARSE = {PlaceKind.DISTRICT, PlaceKind.REGION}


class Gazetted:
    """The pack's gazetteer as the desk asks it. Read when it is first asked: half a second."""

    def __init__(self, pack: Pack, user: str | None) -> None:
        self._pack, self._user = pack, user
        self._shapes: dict[str, Polygon | None] = {}
        self._folded: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return load_gazetteer(self._pack, self._user)

    @cached_property
    def _rows(self) -> dict[str, int]:
        """Row by id; the first of an id stands."""
        found: dict[str, int] = {}
        for row in range(self._gazetteer.own):
            found.setdefault(self._gazetteer.place(row).id, row)
        return found

    @cached_property
    def _units(self) -> dict[str, list[int]]:
        """Rows of districts by their code."""
        found: dict[str, list[int]] = {}
        for row in self._rows.values():
            code = self._gazetteer.code(row)
            if code and self._gazetteer.place(row).kind is PlaceKind.DISTRICT:
                found.setdefault(code, []).append(row)
        return found

    @cached_property
    def _settled(self) -> list[tuple[str, int]]:
        """Settlements whose position is their own, by the code of the units they lie in."""
        found = []
        for row in self._rows.values():
            place = self._gazetteer.place(row)
            if place.kind is PlaceKind.SETTLEMENT and place.precision is Precision.POINT and (code := self._gazetteer.code(row)):
                found.append((code, row))
        return sorted(found)

    def warm(self) -> None:
        """Read all that answers are made of: two seconds, which a visitor need not wait."""
        _ = self._units, self._cells

    def names(self, language: str, ids: Collection[str]) -> dict[str, str]:
        """The places' names in the language, by id: the pack's own for it, else the place's own where it has one in another alphabet. English has none."""
        if language == "en":
            return {}
        table = self._table(language)
        found = ((one, self._own_name(self._rows[one])) for one in ids if one in self._rows)
        return {one: table.get(own, own) for one, own in found if own}

    def names_by_name(self, language: str) -> dict[str, str]:
        """The same by English name: districts, regions, and towns large enough to be on a map for bearings."""
        if language == "en":
            return {}
        table = self._table(language)
        return {name: table.get(own, own) for name, own in self._large.items()}

    @cached_property
    def _large(self) -> dict[str, str]:
        """The own name by English name of what ``names_by_name`` tells, the same for every language."""
        found: dict[str, tuple[int, str]] = {}
        for row in self._rows.values():
            place = self._gazetteer.place(row)
            if place.kind in COARSE or (place.kind is PlaceKind.SETTLEMENT and place.population >= LARGE):
                own = self._own_name(row)
                if own and place.population >= found.get(place.name, (-1, ""))[0]:
                    found[place.name] = (place.population, own)
        return {name: own for name, (_, own) in sorted(found.items())}

    def called(self, words: str, names: Mapping[str, str]) -> list[str]:
        """Ids, among those of ``names``, of the places that the words call or begin to call: in any alphabet, in any case, by a former name too."""
        folded = fold(words.strip())
        if not folded:
            return []
        begun = [one for one, name in names.items() if any(own.startswith(folded) for own in (fold(name), *self._names_of(one)))]
        return list(dict.fromkeys([*begun, *self.named(words, names)]))

    def named(self, words: str, names: Container[str]) -> list[str]:
        """Ids, among these, of the places whose name the words are, likewise."""
        ids = (self._gazetteer.place(match.row).id for match in find_matches(self._gazetteer, words.strip(), _language(words), slips=False))
        return [one for one in dict.fromkeys(ids) if one in names]

    def misspelt(self, words: str, names: Container[str]) -> list[str]:
        """Ids, among these, of the places for whose name the words may be a slip, the likeliest first; empty where they are a place's name or nearer to one."""
        written, language = words.strip(), _language(words)
        if find_matches(self._gazetteer, written, language, slips=False):
            return []
        found: dict[str, float] = {}
        for named, cost in (*near_names(self._gazetteer, written, language), *translated_names(self._gazetteer, fold(written))):
            place_id = self._gazetteer.place(named.row).id
            found[place_id] = min(cost, found.get(place_id, cost))
        most = min((WORST_COST, min(found.values(), default=0.0) + AS_NEAR))
        return sorted((one for one, cost in found.items() if cost <= most and one in names), key=lambda one: (found[one], one))

    def _names_of(self, place_id: str) -> tuple[str, ...]:
        """Every name of the gazetteer's, folded."""
        known = self._folded.get(place_id)
        if known is None:
            row = self._rows.get(place_id)
            known = () if row is None else tuple(fold(name) for name in (self._gazetteer.main_name(row), *self._gazetteer.aliases(row)))
            self._folded[place_id] = known
        return known

    def _table(self, language: str) -> dict[str, str]:
        return dict(self._pack.words(language, TABLE).get("names", {}))

    def _own_name(self, row: int) -> str:
        """The name in the place's own alphabet; empty where that is the Latin one."""
        own = next(iter(self._gazetteer.aliases(row)), "")
        return "" if own.isascii() or own == self._gazetteer.main_name(row) else own

    def unit_of(self, place: Place) -> str | None:
        """Id of the district that a place stands for, or somewhere in which it lies; ``None`` where its position is its own, or no district is known."""
        row = self._rows.get(place.id)
        if row is None or place.kind not in {PlaceKind.SETTLEMENT, PlaceKind.DISTRICT}:
            return None
        if place.kind is PlaceKind.DISTRICT:
            return place.id
        if place.precision is Precision.POINT:
            return None
        code = self._gazetteer.code(row)
        for end in range(len(code), 0, -1):
            for unit in self._units.get(code[:end], ()):
                if self._gazetteer.place(unit).precision is place.precision:
                    return self._gazetteer.place(unit).id
        return None

    def shape(self, unit: str) -> Polygon | None:
        """The shape round the district's settlements, in degrees; ``None`` where the position of none of them is known."""
        if unit not in self._shapes:
            self._shapes[unit] = self._drawn(self._rows[unit]) if unit in self._rows else None
        return self._shapes[unit]

    @cached_property
    def _cells(self) -> dict[int, Polygon]:
        """For each settlement of known position the land that is nearer to it than to any other, by its row."""
        from shapely import MultiPoint, voronoi_polygons  # noqa: PLC0415  a tenth of a second, for a page that may not ask

        at = {(place.longitude, place.latitude): row for _, row in self._settled for place in (self._gazetteer.place(row),)}
        cells = voronoi_polygons(MultiPoint(list(at)), ordered=True).geoms
        return dict(zip(at.values(), cells, strict=True))

    def _drawn(self, row: int) -> Polygon | None:
        """The land of the district's settlements, together: neighbours' shapes meet and do not overlap."""
        from shapely import MultiPoint, Polygon, union_all  # noqa: PLC0415

        rows = [one for one in self._within(self._gazetteer.code(row)) if one in self._cells]
        if not rows:
            return None
        places = [self._gazetteer.place(one) for one in rows]
        near = MultiPoint([(place.longitude, place.latitude) for place in places]).buffer(AROUND)
        found = union_all([self._cells[one] for one in rows]).intersection(near).simplify(SMOOTH)
        largest = max(getattr(found, "geoms", [found]), key=lambda one: one.area)
        return Polygon(largest.exterior) if isinstance(largest, Polygon) else None

    def _within(self, code: str) -> Iterator[int]:
        """Rows of the settlements of known position in the district."""
        if not code:
            return
        for number in range(bisect_left(self._settled, (code, -1)), len(self._settled)):
            own, row = self._settled[number]
            if not own.startswith(code):
                return
            yield row


def _language(words: str) -> str:
    """Whose letters they are written in."""
    return written_language(words) if has_cyrillic(words) else "en"
