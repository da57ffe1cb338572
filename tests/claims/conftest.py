"""Readings of own sentences with the invented war of the two rivers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Page
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading
    from reportedly.packs.load import Pack

TWO_RIVERS = Path(__file__).parents[1] / "data" / "packs" / "two_rivers"
PUBLISHED = date(2031, 4, 12)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(str(TWO_RIVERS))


@pytest.fixture(scope="session")
def read(pack: Pack) -> Callable[..., Reading]:
    def read_text(text: str, *, published: date | None = PUBLISHED, clean: bool = True) -> Reading:
        return read_page(Page(text=text, clean=clean, language="en", published=published, outlet="The Serre Courier"), pack)

    return read_text
