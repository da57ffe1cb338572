"""Folded names and skeletons -> rows of a gazetteer: made from the rows, or read back from what was made of them before.

Making the index of 80,000 places takes a second, reading it a tenth of that. So ``tools/build_place_index.py`` stores a pack's beside
its table, and ``joined_cache`` that of a user's gazetteer beside the user's file.

    names     dictionary: folded form -> row and status, packed as 2 × row + status; several of them in a tuple
    bones     the same for the skeletons of the rows a slip may mean; kept as text until one is asked for, like the next
    sisters   the same for the skeletons of names derived by rule (``sister``)

The rule that must not be broken: an index that was read answers as the one that would be made; one of other rows, or damaged, is not read.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.places.letters import fold, has_cyrillic, romanise, skeleton
from reportedly.places.sister import russian_forms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

FORM = "4"  # of the stored index: raised whenever what is stored, or how, changes
KNOWN_ABROAD = 20_000  # people: a smaller place abroad is found by its exact names alone
EQUAL = "="  # before an alias that stands for the place as well as its main name does: those written by hand
AFTER_COMMA = ","  # before an alias that names the place only after a comma: two capitals of the post
SISTER_KINDS = frozenset({"settlement", "district"})
LONGEST = 6  # words of a name that are looked at
SHORT = 4  # letters: a name in capitals up to this length is an acronym, and found only in capitals
PART = "\x1e"  # between the parts of a stored index: no name has it, since it counts as a space
FAST = 1  # compression level of what is written while a person waits

Packed = int | tuple[int, ...]
Index = dict[str, Packed]
Columns = tuple[str, str, str]  # an index as text: forms, the first row of each, and what has several: its number and its rows


def abbreviation_key(written: str) -> str:
    """What an abbreviation is indexed under: small letters with their full stops, or the comma it must follow, so that no word is taken for one."""
    return written.lower().replace(" ", "")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The dictionaries, in the order of the rows; the last two as columns of text."""

    names: Index
    bones: Columns = ("", "", "")
    sisters: Columns = ("", "", "")
    ends: Ends = field(default_factory=lambda: Ends({}, frozenset()))


@dataclass(frozen=True, slots=True)
class Ends:
    """How names of several words begin and end.

    ``openers``: folded first word -> words of the longest such name, up to ``LONGEST``; ``closers``: last words of those of the pack's own in Latin letters.
    """

    openers: dict[str, int]
    closers: frozenset[str]


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


def make_ends(names: Index, own: int) -> Ends:
    """The first and last words of the names of several; the pack's own are the first ``own`` rows."""
    openers: dict[str, int] = {}
    closers = set()
    for form, packed in names.items():
        if " " not in form:
            continue
        opener, words = form.partition(" ")[0], form.count(" ") + 1
        if words > openers.get(opener, 1):
            openers[opener] = min(words, LONGEST)
        if numbers(packed)[0] >> 1 < own and form.isascii():
            closers.add(form.rpartition(" ")[2])
    return Ends(openers, frozenset(closers))


def make_index(lines: Sequence[str], home: str | None, own: int, near: Collection[str] = ()) -> NameIndex:
    """All of it, of the rows of which the first ``own`` are the pack's."""
    names = make_names(lines)
    return NameIndex(names, to_columns(make_bones(lines, home, own, near)), to_columns(make_sisters(lines, home, own)), make_ends(names, own))


def make_bones(lines: Sequence[str], home: str | None, own: int, near: Collection[str] = ()) -> Index:
    """Skeletons of the main names and aliases of the first ``own`` rows, of those that another writing or a slip may mean."""
    close = [_is_near(line, home, near) for line in lines[:own]]
    cells = [line.rsplit("\t", 3)[1:] for line in lines[:own]]
    index: Index = {}
    mains = [main if is_close else "" for main, is_close in zip(_mains(cells), close, strict=True)]
    for row, bones in enumerate(skeleton(fold("\n".join(mains))).split("\n")):
        if bones:
            _put(index, bones, row * 2)
    pairs = [(row, alias.removeprefix(EQUAL)) for row, cell in enumerate(cells) if close[row] and cell[2] for alias in cell[2].split("|")]
    latin = [romanise(name, "") if has_cyrillic(name) else name for _, name in pairs]
    for (row, _), bones in zip(pairs, skeleton(fold("\n".join(latin))).split("\n") if pairs else (), strict=True):
        if bones and not any(number >> 1 == row for number in numbers(index.get(bones))):
            _put(index, bones, row * 2 + 1)
    return index


def make_sisters(lines: Sequence[str], home: str | None, own: int) -> Index:
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
    return index


def _mains(cells: Sequence[Sequence[str]]) -> list[str]:
    romanised = romanise("\n".join(cell[1] for cell in cells)).split("\n")
    return [cell[0] or romanised[row] for row, cell in enumerate(cells)]


def _is_near(line: str, home: str | None, near: Collection[str]) -> bool:
    """Whether another writing or a slip may mean the row: places of the pack's country or one near it, and those abroad that are known there."""
    fields = line.split("\t", 10)
    return home is None or fields[4] == home or fields[4] in near or int(fields[9] or 0) >= KNOWN_ABROAD or not fields[0].startswith("geonames")


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


def store(key: str, index: NameIndex, *further: Iterable[str], level: int = 9) -> bytes:
    """The index, and further lists of lines, as bytes: the same for the same."""
    parts = [key, *to_columns(index.names), *index.bones, *index.sisters, *_ends_as_text(index.ends), *("\n".join(lines) for lines in further)]
    return gzip.compress(PART.join(parts).encode("utf-8"), compresslevel=level, mtime=0)


def recall(data: bytes, key: str) -> tuple[NameIndex, tuple[list[str], ...]] | None:
    """What ``store`` was given; None when it was stored under another key or the bytes are damaged."""
    try:
        parts = gzip.decompress(data).decode("utf-8").split(PART)
        if parts[0] != key:
            return None
        index = NameIndex(
            from_columns((parts[1], parts[2], parts[3])), (parts[4], parts[5], parts[6]), (parts[7], parts[8], parts[9]), _ends_of_text(parts[10], parts[11])
        )
    except (OSError, EOFError, zlib.error, ValueError, IndexError):  # every way in which gzip, UTF-8 or the numbers can be damaged
        return None
    return index, tuple(part.split("\n") if part else [] for part in parts[12:])


def _ends_as_text(ends: Ends) -> tuple[str, str]:
    return "\n".join(f"{words} {opener}" for opener, words in ends.openers.items()), "\n".join(sorted(ends.closers))


def _ends_of_text(openers: str, closers: str) -> Ends:
    pairs = [line.partition(" ") for line in openers.split("\n")] if openers else []
    return Ends({opener: int(words) for words, _, opener in pairs}, frozenset(closers.split("\n") if closers else ()))


def to_columns(index: Index) -> Columns:
    """The dictionary as text: numbers are read back fastest where each form has one."""
    firsts = " ".join(str(packed if isinstance(packed, int) else packed[0]) for packed in index.values())
    several = " ".join(f"{number},{','.join(map(str, packed))}" for number, packed in enumerate(index.values()) if not isinstance(packed, int))
    return "\n".join(index), firsts, several


def from_columns(columns: Columns) -> Index:
    """The dictionary of columns of text. Raises ``ValueError`` or ``IndexError`` where they do not fit together."""
    forms = columns[0].split("\n") if columns[0] else []
    index: Index = dict(zip(forms, map(int, columns[1].split()), strict=True))
    for cell in columns[2].split():
        number, *rows = map(int, cell.split(","))
        index[forms[number]] = tuple(rows)
    return index
