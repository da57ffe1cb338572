"""Many readings from a few, without parsing them again: other ids, other days, a text that differs in its last line."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Page
from reportedly.ledger.prepare import Posting, page_blob, page_digest, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.records import Claim, Reading
    from reportedly.ledger.prepare import PackVersion
    from reportedly.packs.load import Pack


def varied(reading: Reading, number: int) -> Reading:
    """The reading of a report that is said to be another: it has the same claims, some days later."""
    document = reading.document
    days = number % 900
    published = dataclasses.replace(document.published, days=document.published.days.shift(days))
    made = dataclasses.replace(document, text=f"{document.text}\n({number})", published=published, url=f"https://stream.example/{number}")
    return dataclasses.replace(reading, id=f"{reading.id}-{number}", document=made, claims=tuple(_later(claim, days) for claim in reading.claims))


def _later(claim: Claim, days: int) -> Claim:
    return dataclasses.replace(claim, key=content_id(claim.key, str(days)), day=dataclasses.replace(claim.day, days=claim.day.days.shift(days)))


def as_posting(reading: Reading, pack: Pack, reader: PackVersion) -> Posting:
    """What ``reportedly add`` would post for it."""
    document = reading.document
    page = Page(id=reading.id, text=document.text, clean=True, url=document.url, outlet=document.outlet, published=document.published.days.latest)
    entry = prepare(reading, pack, reader=reader, id_given=True)
    return Posting(entry=entry, page_digest=page_digest(page), page_blob=page_blob(page, document.text))


def iter_varied(readings: Sequence[Reading], count: int) -> Iterator[Reading]:
    """So many readings, going round."""
    return (varied(readings[number % len(readings)], number) for number in range(count))
