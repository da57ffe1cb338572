"""Outlets as speakers: whose own outlet a report comes from.

The rule that must not be broken: an outlet is known by its whole name or by its address, never by a part of either. A side's ministry that
publishes for itself is its own outlet.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from reportedly.core.records import ActorKind
from reportedly.speakers.registry import speakers_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Document
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Speaker

DOMAIN_PARTS = frozenset({"www", "com", "org", "net", "info", "co", "gov", "ua", "ru", "uk", "news", "en", "eng", "m"})


def bare_outlet(outlet: str) -> str:
    """The outlet's name without address parts, in small letters: ``www.herald.example.com`` and ``Herald Example`` are one.

    >>> bare_outlet("www.daily-herald.com"), bare_outlet("Daily Herald")
    ('dailyherald', 'dailyherald')
    """
    words = outlet.casefold().removeprefix("https://").removeprefix("http://").partition("/")[0]
    kept = [part for part in words.split(".") if part not in DOMAIN_PARTS] if "." in words and " " not in words else [words]
    return "".join(letter for letter in "".join(kept) or words if letter.isalnum())


@functools.cache
def outlets_of(pack: Pack) -> Mapping[str, Speaker]:
    """The pack's media by their bare names, in every language."""
    return {bare_outlet(name): speaker for speaker in pack.speakers if speaker.kind is ActorKind.MEDIA for names in speaker.names.values() for name in names}


def side_of_outlet(document: Document, pack: Pack) -> str | None:
    """The side whose own outlet brought the report, by its name or its address, or whose ministry or staff published it; ``None`` for all others."""
    for name in (document.outlet, document.url):
        speaker = outlets_of(pack).get(bare_outlet(name)) if name else None
        if speaker is not None:
            return speaker.side
    return _side_of_body(pack, document.outlet) if document.outlet else None


@functools.lru_cache(maxsize=256)
def _side_of_body(pack: Pack, name: str) -> str | None:
    """The side whose ministry, staff or army has this whole name or office; ``None`` for media, for persons and where sides share it."""
    bodies = {ActorKind.GOVERNMENT, ActorKind.FORCE}
    by_id = {speaker.id: speaker for speaker in pack.speakers}
    sides = {by_id[found].side for found in speakers_named(pack, name) if by_id[found].kind in bodies}
    return sides.pop() if len(sides) == 1 else None


@functools.cache
def side_of_language(pack: Pack, language: str) -> str | None:
    """The side in whose language nobody else writes, as a rule; ``None`` for the languages of many."""
    codes = [side.code for side in pack.sides if language in side.languages]
    return codes[0] if len(codes) == 1 else None
