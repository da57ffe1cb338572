"""Finding and loading packs. A pack is data: it is found by entry point, or by the path of its folder.

The rule that must not be broken: nothing here, or anywhere in the engine, names a place, side or person of any war.
Words that every war shares (reporting verbs, hedges, event verbs) are the engine's, in ``packs/words/<language>/<table>.toml``;
a pack's own ``words/<language>/<table>.toml`` adds to them, and wins where both name the same key.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core.day_range import DayRange
from reportedly.core.errors import PackError
from reportedly.core.records import ActorKind
from reportedly.packs.records import Anchor, Names, Side, Speaker

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENTRY_POINTS = "reportedly.packs"
Table = Mapping[str, Any]


class Pack:
    """A loaded pack. Tables are read when first asked for, and kept; two packs are equal when they are one object."""

    def __init__(self, folder: Traversable) -> None:
        """Read ``pack.toml`` of the folder; raises ``PackError`` when there is none or it lacks a name or version."""
        self.folder = folder
        head = _read_toml(folder / "pack.toml", required=True)
        try:
            self.name: str = head["name"]
            self.version: str = head["version"]
            self.title: str = head["title"]
        except KeyError as error:
            message = f"expected name, version and title in {folder / 'pack.toml'}, found no {error}"
            raise PackError(message) from error

    def __repr__(self) -> str:
        return f"<Pack {self.name} {self.version}>"

    @functools.cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides of the war, from ``sides.toml``."""
        rows = _read_toml(self.folder / "sides.toml").get("side", [])
        return tuple(
            Side(
                code=row["code"],
                country=row.get("country"),
                names=_names(row.get("names")),
                adjectives=_names(row.get("adjectives")),
                people=_names(row.get("people")),
                governments=_names(row.get("governments")),
                languages=tuple(row.get("languages", ())),
            )
            for row in rows
        )

    @functools.cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who acts and speaks, from ``speakers.toml``."""
        rows = _read_toml(self.folder / "speakers.toml").get("speaker", [])
        return tuple(
            Speaker(
                id=row["id"],
                side=row.get("side"),
                interest=row.get("interest", row.get("side")),
                kind=ActorKind(row["kind"]),
                names=_names(row.get("names")),
                roles=_names(row.get("roles")),
                part_of=row.get("part_of"),
            )
            for row in rows
        )

    @functools.cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Events whose day is known, from ``anchors.toml``, in order of their first day."""
        rows = _read_toml(self.folder / "anchors.toml").get("anchor", [])
        anchors = [
            Anchor(
                id=row["id"],
                title=row["title"],
                days=DayRange(row["earliest"], row["latest"]) if "earliest" in row else DayRange.on(row["day"]),
                phrases=_names(row.get("phrases")),
                source=row["source"],
            )
            for row in rows
        ]
        return tuple(sorted(anchors, key=lambda anchor: (anchor.days.earliest or date.min, anchor.id)))

    def words(self, language: str, table: str) -> Table:
        """The table of words for a language: the engine's, with the pack's own added key by key. Empty when neither has it."""
        key = (language, table)
        if key not in self._words:
            name = f"words/{language}/{table}.toml"
            shared = _read_toml(files("reportedly.packs") / name)
            self._words[key] = _merged(shared, _read_toml(self.folder / name))
        return self._words[key]

    @functools.cached_property
    def _words(self) -> dict[tuple[str, str], Table]:
        return {}

    @functools.cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the pack's files, in name order: what "the same pack" means. Example reports do not count."""
        digest = hashlib.sha256()
        for name, data in sorted(_iter_files(self.folder)):
            if name.startswith("examples/"):
                continue
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()


@functools.cache
def load_pack(name: str) -> Pack:
    """The pack of this entry-point name, or in this folder. Raises ``PackError`` that lists the packs there are."""
    if Path(name, "pack.toml").is_file():
        return Pack(Path(name))
    for entry_point in entry_points(group=ENTRY_POINTS):
        if entry_point.name == name:
            return Pack(files(entry_point.value))
    message = f"expected the name or folder of a pack, found {name!r}. Installed packs: {', '.join(find_packs()) or 'none'}"
    raise PackError(message)


def find_packs() -> tuple[str, ...]:
    """Names of the installed packs, sorted."""
    return tuple(sorted({entry_point.name for entry_point in entry_points(group=ENTRY_POINTS)}))


def _read_toml(path: Traversable, *, required: bool = False) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if not required:
            return {}
        message = f"expected a pack's head in {path}, found no such file"
        raise PackError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"expected TOML in UTF-8 in {path}, found: {error}"
        raise PackError(message) from error


def _names(row: Mapping[str, list[str]] | None) -> Names:
    return {language: tuple(names) for language, names in (row or {}).items()}


def _merged(shared: Table, own: Table) -> Table:
    """Tables merge key by key, lists are joined, anything else is the pack's."""
    merged = dict(shared)
    for key, value in own.items():
        there = merged.get(key)
        if isinstance(there, Mapping) and isinstance(value, Mapping):
            merged[key] = _merged(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            merged[key] = [*there, *value]
        else:
            merged[key] = value
    return merged


def _iter_files(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            found.extend(_iter_files(entry, f"{name}/") if not entry.name.startswith("__") else [])
        elif not entry.name.endswith((".py", ".pyc")):
            found.append((name, entry.read_bytes()))
    return found
