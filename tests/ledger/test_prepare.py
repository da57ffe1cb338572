from __future__ import annotations

import dataclasses
import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import Page
from reportedly.ledger.blobs import text_blob
from reportedly.ledger.codec import decode
from reportedly.ledger.prepare import canonical_url, pack_version, page_blob, page_bytes, page_digest, prepare, public_day

if TYPE_CHECKING:
    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack


def test_the_same_reading_gives_the_same_entry_and_travels(readings: tuple[Reading, ...], pack: Pack) -> None:
    entry = prepare(readings[0], pack)
    assert prepare(readings[0], pack) == entry
    assert pickle.loads(pickle.dumps(entry)) == entry  # noqa: S301  our own
    assert [row.key for row in entry.claims] == [claim.key for claim in readings[0].claims]


def test_digests_tell_pages_apart_by_everything_that_was_given() -> None:
    page = Page(text="a")
    changed: list[dict[str, Any]] = [
        {"id": ""}, {"text": "b"}, {"clean": True}, {"url": "a"}, {"outlet": "a"}, {"published": date(2022, 1, 1)}, {"authors": ("a",)}
    ]  # fmt: skip
    others = [dataclasses.replace(page, **one) for one in changed]
    assert len({page_digest(one) for one in (page, *others)}) == len(others) + 1
    assert page_digest(Page(text="a")) == page_digest(page)


@pytest.mark.parametrize(
    "page", [Page(text="Snow fell. " * 50), Page(html="<p>Snow\x00\ud800 fell.</p>" * 30, url="https://a.example", published=date(2022, 1, 1))]
)
def test_a_page_comes_back_from_its_blob_and_the_text(page: Page) -> None:
    text = "Snow\x00\ud800 fell. " * 50
    assert decode(Page, page_bytes(page_blob(page, text), text_blob(text))) == page


def test_versions_tell_readers_apart(pack: Pack) -> None:
    assert pack_version(pack) == pack_version(pack)
    assert len({pack_version(pack).digest, pack_version(pack, "own").digest, dataclasses.replace(pack_version(pack), fingerprint="x").digest}) == 3


@pytest.mark.parametrize(
    ("published", "retrieved", "is_first", "basis", "public"),
    [
        (DayRange.on(date(2022, 5, 1)), None, True, "given", date(2022, 5, 1)),
        (DayRange(date(2022, 5, 1), date(2022, 5, 3)), date(2023, 1, 1), True, "inferred", date(2022, 5, 3)),
        (DayRange(), date(2023, 1, 1), True, "unknown", date(2023, 1, 1)),
        (DayRange(), None, True, "unknown", None),
        (DayRange.on(date(2022, 5, 1)), date(2022, 6, 1), False, "given", date(2022, 6, 1)),
        (DayRange.on(date(2022, 7, 1)), date(2022, 6, 1), False, "given", date(2022, 7, 1)),
        (DayRange.on(date(2022, 5, 1)), None, False, "given", None),
    ],
)
def test_the_day_from_which_a_text_could_be_known(published: DayRange, retrieved: date | None, is_first: bool, basis: str, public: date | None) -> None:  # noqa: FBT001
    assert public_day(published, retrieved, is_first=is_first, basis=basis) == public


def test_addresses_of_one_page_are_one() -> None:
    assert canonical_url("https://a.example/x/") == canonical_url("HTTPS://A.EXAMPLE:443/x?fbclid=1#y")
    assert canonical_url("https://a.example/x?id=1") != canonical_url("https://a.example/x?id=2")
    assert canonical_url("http://[broken") == "http://[broken"
    assert canonical_url("not an address") == "not an address"
