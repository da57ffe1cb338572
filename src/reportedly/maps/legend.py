"""Which side a polygon of a map stands for: by a property and its value, as the caller or the pack has it.

The rule that must not be broken: a value that nobody explained stands for nothing and is told, never guessed.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from reportedly.beliefs.prior import CONTESTED
from reportedly.core.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.packs.load import Pack

IGNORED = "ignore"
"""What the map draws and does not count: arrows, borders, claims that the map does not make its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """``field`` is the property that is read, ``None`` for the first of ``fields`` that a feature has. ``values`` are patterns (``*`` any letters) in order.

    ``inside`` is the side of polygons that no value explains, ``None`` where they are told and left out; ``outside`` that of places on no polygon.
    """

    field: str | None = None
    fields: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    inside: str | None = None
    outside: str | None = None
    _known: dict[str, str | None] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    def value(self, properties: Mapping[str, Any]) -> str | None:
        """The feature's own word for who holds it; ``None`` where it has none."""
        names = (self.field,) if self.field else self.fields
        found = (properties.get(name) for name in names)
        return next((str(value) for value in found if value is not None and value != ""), None)

    def side(self, value: str | None) -> str | None:
        """The side's code, ``contested`` or ``ignore`` for the feature's word; ``None`` where nobody explained it."""
        if value is None:
            return self.inside
        if value not in self._known:
            bare = " ".join(value.casefold().split())
            self._known[value] = next((side for pattern, side in self.values if fnmatchcase(bare, pattern.casefold())), self.inside)
        return self._known[value]


def legend_of(
    pack: Pack, sides: tuple[str, str], *, field: str | None = None, values: Sequence[str] = (), inside: str | None = None, outside: str | None = None
) -> Legend:
    """The caller's ``VALUE=CODE`` before those of the pack's table ``maps``; a side's own code stands for itself.

    Raises ``MapError`` for a code that is neither a side's, ``contested`` nor ``ignore``.
    """
    table = pack.words("en", "maps")
    given = tuple(_pair(written) for written in values)
    known = tuple((str(value), str(side)) for value, side in table.get("values", {}).items())
    own = tuple((code, code) for code in (*sides, CONTESTED))
    allowed = {*sides, CONTESTED, IGNORED}
    for side in (*(code for _, code in (*given, *known)), *(code for code in (inside, outside) if code is not None)):
        if side not in allowed:
            message = f"expected the side of a map to be one of {', '.join(sorted(allowed))}, found {side!r}"
            raise MapError(message)
    return Legend(field=field, fields=tuple(table.get("fields", ())), values=(*given, *own, *known), inside=inside, outside=outside)


def _pair(written: str) -> tuple[str, str]:
    value, mark, code = written.rpartition("=")
    if not mark or not value.strip():
        message = f"expected --side as VALUE=CODE, such as 'Occupied*=XX', found {written!r}"
        raise MapError(message)
    return " ".join(value.split()), code.strip()
