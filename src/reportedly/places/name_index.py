"""Folded names and skeletons -> rows of a gazetteer: made from the rows, or read back from what was made of them before.

Making the index of 80,000 places takes a second, reading it a tenth of that. So ``tools/build_place_index.py`` stores a pack's beside
its table, and ``joined_cache`` that of a user's gazetteer beside the user's file.

    names     dictionary: folded form -> row and status, packed as 2 × row + status; several of them in a tuple
    bones     the same for the skeletons of the rows a slip may mean
    sisters   the same for the skeletons of names derived by rule (``sister``); kept as text until one is asked for

The rule that must not be broken: an index that was read answers as the one that would be made; one of other rows, or damaged, is not read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.places.letters import fold, has_cyrillic, romanise, skeleton
from reportedly.places.sister import russian_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORM = "2"  # of the stored index: raised whenever what is stored, or how, changes
KNOWN_ABROAD = 20_000  # people: a smaller place abroad is found by its exact names alone
EQUAL = "="  # before an alias that stands for the place as well as its main name does: those written by hand
AFTER_COMMA = ","  # before an alias that names the place only after a comma: two capitals of the post
SISTER_KINDS = frozenset({"settlement", "district"})
SHORT = 4  # letters: a name in capitals up to this length is an acronym, and found only in capitals
PART = "\x1e"  # between the parts of a stored index: no name has it, since it counts as a space
FAST = 1  # compression level of what is written while a person waits

Packed = int | tuple[int, ...]
Index = dict[str, Packed]


def abbreviation_key(written: str) -> str:
    """What an abbreviation is indexed under: small letters with their full stops, or the comma it must follow, so that no word is taken for one."""
    return written.lower().replace(" ", "")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The dictionaries, in the order of the rows; the last as its two columns of text."""

    names: Index
    bones: Index
    sisters: tuple[str, str] = ("", "")


def make_names(lines: Sequence[str]) -> Index:
    """Every folded form of the rows, main names first."""
    cells = [line.rsplit("\t", 3)[1:] for line in lines]
    local = [cell[1] for cell in cells]
    index: Index = {}
    for names in (_mains(cells), local):
        for row, form in enumerate(fold("\n".join(names)).split("\n") if names else ()):
            if form in index:
                _put(index, form, row * 2)
            elif form:
                index[form] = row * 2
    pairs = [(row, alias) for row, cell in enumerate(cells) if cell[2] for alias in cell[2].split("|")]
    forms = fold("\n".join(alias for _, alias in pairs)).split("\n") if pairs else []
    for (row, alias), form in zip(pairs, forms, strict=True):
        if not form:
            continue
        if alias.startswith(EQUAL):
            _put(index, form.removeprefix(EQUAL), row * 2)
        elif alias.startswith(AFTER_COMMA) or alias.endswith("."):
            _put(index, abbreviation_key(alias), row * 2)
        elif alias.isupper() and len(form) <= SHORT:
            _put(index, form.upper(), row * 2)
        else:
            _put(index, form, row * 2 + 1)
    return index


def make_bones(lines: Sequence[str], home: str | None, own: int) -> Index:
    """Skeletons of the main names and aliases of the first ``own`` rows, of those that a slip may mean."""
    near = [_is_near(line, home) for line in lines[:own]]
    cells = [line.rsplit("\t", 3)[1:] for line in lines[:own]]
    index: Index = {}
    mains = [main if close else "" for main, close in zip(_mains(cells), near, strict=True)]
    for row, bones in enumerate(skeleton(fold("\n".join(mains))).split("\n")):
        if bones:
            _put(index, bones, row * 2)
    pairs = [(row, alias.removeprefix(EQUAL)) for row, cell in enumerate(cells) if near[row] and cell[2] for alias in cell[2].split("|")]
    latin = [romanise(name, "") if has_cyrillic(name) else name for _, name in pairs]
    for (row, _), bones in zip(pairs, skeleton(fold("\n".join(latin))).split("\n") if pairs else (), strict=True):
        if bones and not any(number >> 1 == row for number in numbers(index.get(bones))):
            _put(index, bones, row * 2 + 1)
    return index


def make_sisters(lines: Sequence[str], home: str | None, own: int) -> tuple[str, str]:
    """Skeletons that the derived names of the pack's settlements and districts have, where they are not those of the names themselves."""
    rows: dict[str, list[int]] = {}
    for row, line in enumerate(lines[:own]):
        fields = line.split("\t")
        if fields[2] in SISTER_KINDS and home in {None, fields[4]} and has_cyrillic(fields[11]):
            rows.setdefault(fields[11], []).append(row)
    pairs = [(name, form) for name in rows for form in russian_forms(name)]
    derived = skeleton(fold(romanise("\n".join(form for _, form in pairs), "ru"))).split("\n") if pairs else []
    plain = dict(zip(rows, skeleton(fold(romanise("\n".join(rows)))).split("\n") if rows else (), strict=True))
    index: Index = {}
    for (name, _), bones in zip(pairs, derived, strict=True):
        if bones != plain[name]:
            for row in rows[name]:
                _put(index, bones, row * 2)
    return _columns(index)


def _mains(cells: Sequence[Sequence[str]]) -> list[str]:
    romanised = romanise("\n".join(cell[1] for cell in cells)).split("\n")
    return [cell[0] or romanised[row] for row, cell in enumerate(cells)]


def _is_near(line: str, home: str | None) -> bool:
    """Whether a slip may mean the row: places of the pack's country, and those abroad that are known there."""
    fields = line.split("\t", 10)
    return home is None or fields[4] == home or int(fields[9] or 0) >= KNOWN_ABROAD or not fields[0].startswith("geonames")


def _put(index: Index, form: str, packed: int) -> None:
    there = index.get(form)
    if there is None:
        index[form] = packed
    elif isinstance(there, int):
        if there >> 1 != packed >> 1:
            index[form] = (there, packed)
    elif all(known >> 1 != packed >> 1 for known in there[-2:]):
        index[form] = (*there, packed)


def numbers(packed: Packed | None) -> tuple[int, ...]:
    """The packed rows under a form; empty when there are none."""
    if packed is None:
        return ()
    return (packed,) if isinstance(packed, int) else packed


def index_key(*parts: bytes) -> str:
    """What a stored index is kept under: a digest of all that it is made from, and of its own form."""
    digest = hashlib.blake2b(FORM.encode(), digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()


def pack_key(extra: Mapping[str, Any], *tables: bytes) -> str:
    """The key of a pack's own index: its tables, and of what was written by hand the places, names and country."""
    written = {part: extra.get(part) for part in ("place", "alias", "home")}
    return index_key(json.dumps(written, sort_keys=True, ensure_ascii=True).encode("ascii"), *tables)


def store(key: str, index: NameIndex, *further: Iterable[str], level: int = 9) -> bytes:
    """The index, and further lists of lines, as bytes: the same for the same."""
    parts = [key, *_columns(index.names), *_columns(index.bones), *index.sisters, *("\n".join(lines) for lines in further)]
    return gzip.compress(PART.join(parts).encode("utf-8"), compresslevel=level, mtime=0)


def recall(data: bytes, key: str) -> tuple[NameIndex, tuple[list[str], ...]] | None:
    """What ``store`` was given; None when it was stored under another key or the bytes are damaged."""
    try:
        parts = gzip.decompress(data).decode("utf-8").split(PART)
        if parts[0] != key:
            return None
        names, bones = read_index(parts[1], parts[2]), read_index(parts[3], parts[4])
        sisters = parts[5], parts[6]
    except (OSError, EOFError, zlib.error, ValueError, IndexError):  # every way in which gzip, UTF-8 or the numbers can be damaged
        return None
    return NameIndex(names, bones, sisters), tuple(part.split("\n") if part else [] for part in parts[7:])


def _columns(index: Index) -> tuple[str, str]:
    return "\n".join(index), " ".join(str(packed) if isinstance(packed, int) else ",".join(map(str, packed)) for packed in index.values())


def read_index(forms: str, rows: str) -> Index:
    """The dictionary of two columns of text."""
    packed: list[Packed] = [int(cell) if "," not in cell else tuple(map(int, cell.split(","))) for cell in rows.split(" ")] if rows else []
    return dict(zip(forms.split("\n") if forms else (), packed, strict=True))
