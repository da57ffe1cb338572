"""Checking a pack: every fault of its files at once, each with the file, the entry and what was expected there.

The rule that must not be broken: a pack that passes loads, and every reference in it leads somewhere. The files are read as they
lie, not through ``Pack``: a pack that cannot be loaded is exactly the one whose faults must be listed.

Codes: ``pack-file`` a file is missing, unreadable or no TOML · ``pack-entry`` an entry lacks something or has it wrong ·
``pack-reference`` an entry names another that is not there · ``pack-duplicate`` two entries claim one id or name ·
``pack-phrase`` an expression does not compile, or matches everything · ``pack-expectation`` the pack's own ``checks.toml`` is not met.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.core.records import ActorKind, Issue, Page, PlaceStatus
from reportedly.packs.check_places import check_places, fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

Row = dict[str, Any]
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SIDE_NAMES = ("names", "adjectives", "people", "governments")


def check_pack(pack: Pack, *, read: Callable[[Page], Reading] | None = None) -> tuple[Issue, ...]:
    """All faults of the pack, file by file; empty when it is sound.

    ``read`` takes a page down the river with this pack: with it, what ``checks.toml`` expects of real readings is tried too.
    """
    folder = pack.folder
    issues: list[Issue] = []
    sides = _rows(folder, "sides.toml", "side", issues)
    speakers = _rows(folder, "speakers.toml", "speaker", issues)
    anchors = _rows(folder, "anchors.toml", "anchor", issues)
    codes = {row["code"] for row in sides if isinstance(row.get("code"), str)}
    issues.extend(_check_head(pack))
    issues.extend(_check_sides(sides))
    issues.extend(_check_speakers(speakers, codes))
    issues.extend(_check_anchors(anchors))
    issues.extend(check_places(folder))
    issues.extend(_check_words(folder))
    if read is not None and not issues:
        issues.extend(_check_expectations(folder, read))
    return tuple(issues)


def _check_head(pack: Pack) -> Iterator[Issue]:
    if not _VERSION.fullmatch(pack.version):
        yield fault("pack-entry", "pack.toml", "version", f'numbers with dots between them, such as "2022.1", found {pack.version!r}')


def _check_sides(rows: list[Row]) -> Iterator[Issue]:
    yield from _check_ids(rows, "sides.toml", "code", None)
    for row in rows:
        entry = str(row.get("code"))
        yield from _check_names(row, "sides.toml", entry, _SIDE_NAMES)
        if not _has_names(row.get("names")):
            yield fault("pack-entry", "sides.toml", entry, "at least one name")


def _check_speakers(rows: list[Row], sides: set[str]) -> Iterator[Issue]:
    file = "speakers.toml"
    yield from _check_ids(rows, file, "id", _SLUG)
    yield from _check_shared_names(rows, file)
    ids = {row.get("id") for row in rows}
    kinds = {kind.value for kind in ActorKind}
    for row in rows:
        entry = str(row.get("id"))
        yield from _check_names(row, file, entry, ("names", "roles"))
        if not _has_names(row.get("names")) and not _has_names(row.get("roles")):
            yield fault("pack-entry", file, entry, "at least one name or role")
        if row.get("kind") not in kinds:
            yield fault("pack-entry", file, entry, f"kind to be one of {', '.join(sorted(kinds))}, found {row.get('kind')!r}")
        for key in ("side", "interest"):
            if row.get(key, "") not in sides | {""}:
                yield fault("pack-reference", file, entry, f"{key} to be a code of sides.toml ({', '.join(sorted(sides))}), found {row[key]!r}")
        if row.get("part_of") is not None and row["part_of"] not in ids:
            yield fault("pack-reference", file, entry, f"part_of to be the id of a speaker, found {row['part_of']!r}")
    yield from _check_circles(rows)


def _check_circles(rows: list[Row]) -> Iterator[Issue]:
    """Nobody is part of itself, at any remove."""
    parents = {row.get("id"): row.get("part_of") for row in rows}
    for start, parent in parents.items():
        seen, here = {start}, parent
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here == start:
            yield fault("pack-reference", "speakers.toml", str(start), "part_of to lead upwards, found a circle back to the entry itself")


def _check_shared_names(rows: list[Row], file: str) -> Iterator[Issue]:
    """One name of one language belongs to one speaker. Roles may be shared: both sides have a defence ministry."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        names = row.get("names")
        for language, words in names.items() if isinstance(names, dict) else ():
            for name in {word.casefold() for word in words if isinstance(word, str)}:
                owners[language, name].append(str(row.get("id")))
    for (language, name), ids in owners.items():
        if len(set(ids)) > 1:
            yield fault("pack-duplicate", file, ", ".join(ids), f"the name {name!r} ({language}) to belong to one of them")


def _check_anchors(rows: list[Row]) -> Iterator[Issue]:
    file = "anchors.toml"
    yield from _check_ids(rows, file, "id", _SLUG)
    for row in rows:
        entry = str(row.get("id"))
        for key in ("title", "source"):
            if not isinstance(row.get(key), str) or not row[key].strip():
                yield fault("pack-entry", file, entry, f"a {key}")
        first, last = row.get("earliest", row.get("day")), row.get("latest", row.get("day"))
        if type(first) is not date or type(last) is not date:
            yield fault("pack-entry", file, entry, "a day, or earliest and latest, as dates without quotation marks")
        elif first > last:
            yield fault("pack-entry", file, entry, f"earliest not to be after latest, found {first} and {last}")
        if not _has_names(row.get("phrases")):
            yield fault("pack-entry", file, entry, "at least one phrase by which reports call the event")
        yield from _check_names(row, file, entry, ("phrases",))
        for phrase in _iter_names(row.get("phrases")):
            yield from _check_phrase(phrase, file, entry)


def _check_phrase(phrase: str, file: str, entry: str) -> Iterator[Issue]:
    try:
        compiled = re.compile(phrase)
    except re.error as error:
        yield fault("pack-phrase", file, entry, f"a regular expression, found {phrase!r}: {error}")
        return
    if compiled.search(""):
        yield fault("pack-phrase", file, entry, f"an expression that needs some text, found {phrase!r}, which matches nothing at all")


def _check_words(folder: Traversable) -> Iterator[Issue]:
    words = folder / "words"
    if not words.is_dir():
        return
    for language in sorted(words.iterdir(), key=lambda entry: entry.name):
        if not language.is_dir() or not _LANGUAGE.fullmatch(language.name):
            yield fault("pack-file", f"words/{language.name}", "folder", "a folder named by a language code")
            continue
        for table in sorted(language.iterdir(), key=lambda entry: entry.name):
            issues: list[Issue] = []
            name = f"words/{language.name}/{table.name}"
            if table.name.endswith(".toml"):
                _table(folder, name, issues)
                yield from issues
            else:
                yield fault("pack-file", name, "file", "a table of words (.toml)")


def _check_expectations(folder: Traversable, read: Callable[[Page], Reading]) -> Iterator[Issue]:
    """``[[place]]``, ``[[speaker]]`` and ``[[day]]``: ``text`` is read, and some mention must have the id in ``expect`` ("" for none at all)."""
    issues: list[Issue] = []
    table = _table(folder, "checks.toml", issues) if (folder / "checks.toml").is_file() else {}
    yield from issues
    for kind in ("place", "speaker", "day"):
        for row in table.get(kind, []):
            text, expected = str(row.get("text", "")), str(row.get("expect", ""))
            published = row.get("published")
            found = _found(kind, read(Page(text=text, clean=True, language=row.get("language", "en"), published=published)))
            met = expected in found if expected else not found
            if not met:
                yield fault("pack-expectation", "checks.toml", f"{kind}: {text}", f"{expected or 'nothing'}, found {', '.join(sorted(found)) or 'nothing'}")


def _found(kind: str, reading: Reading) -> set[str]:
    """Ids of the places and speakers that a reading resolved; days as ``earliest..latest``."""
    if kind == "place":
        return {mention.place.id for mention in reading.places if mention.status is PlaceStatus.RESOLVED and mention.place}
    if kind == "speaker":
        speakers = [actor.actor_id for actor in reading.actors] + [attribution.source_id for attribution in reading.attributions]
        return {speaker for speaker in speakers if speaker}
    return {f"{day.days.earliest or ''}..{day.days.latest or ''}" for day in reading.days}


def _check_ids(rows: list[Row], file: str, key: str, form: re.Pattern[str] | None) -> Iterator[Issue]:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        value = row.get(key)
        if not isinstance(value, str) or not value:
            yield fault("pack-entry", file, f"entry {number}", f"{key} as text, found {value!r}")
            continue
        if value in seen:
            yield fault("pack-duplicate", file, value, f"{key} to be given once")
        if form and not form.fullmatch(value):
            yield fault("pack-entry", file, value, f"{key} in small letters, digits and hyphens")
        seen.add(value)


def _check_names(row: Row, file: str, entry: str, keys: Iterable[str]) -> Iterator[Issue]:
    """Names are lists of text per language code, none of them blank, none twice."""
    for key in keys:
        names = row.get(key)
        if names is None:
            continue
        if not isinstance(names, dict):
            yield fault("pack-entry", file, entry, f"{key} as lists per language ({key}.en = […]), found {names!r}")
            continue
        for language, words in names.items():
            if not _LANGUAGE.fullmatch(language) or not isinstance(words, list):
                yield fault("pack-entry", file, entry, f"{key}.{language} to be a list under a language code")
                continue
            blank = [word for word in words if not isinstance(word, str) or word != word.strip() or not word]
            if blank:
                yield fault("pack-entry", file, entry, f"{key}.{language} to hold text without blanks around it, found {blank[0]!r}")
            twice = sorted({word for word in words if isinstance(word, str) and words.count(word) > 1})
            if twice:
                yield fault("pack-duplicate", file, entry, f"{key}.{language} to hold each name once, found {twice[0]!r} twice")


def _has_names(names: object) -> bool:
    return any(True for _ in _iter_names(names))


def _iter_names(names: object) -> Iterator[str]:
    for words in names.values() if isinstance(names, dict) else ():
        yield from (word for word in words if isinstance(word, str)) if isinstance(words, list) else ()


def _rows(folder: Traversable, file: str, key: str, issues: list[Issue]) -> list[Row]:
    rows = _table(folder, file, issues).get(key, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    issues.append(fault("pack-entry", file, key, f"entries that begin with [[{key}]]"))
    return []


def _table(folder: Traversable, file: str, issues: list[Issue]) -> Row:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        issues.append(fault("pack-file", file, "file", f"TOML in UTF-8, found: {error}"))
        return {}
