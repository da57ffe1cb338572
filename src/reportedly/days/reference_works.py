"""Encyclopedias and their like: pages that tell history, and whose day of publication is but the day on which they were last changed or saved.

The rule that must not be broken: from such a day no date is counted; a work is known by its address or its name, never by its text.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from reportedly.core.records import Document
    from reportedly.packs.load import Pack


def is_reference_work(document: Document, pack: Pack) -> bool:
    """Whether the page is of a work of reference: by the host of its address, else by the outlet's name."""
    hosts, names = _works(pack)
    try:
        host = (urlsplit(document.url or "").hostname or "").casefold()
    except ValueError:
        host = ""
    return (document.outlet or "").strip().casefold() in names or any(host == known or host.endswith(f".{known}") for known in hosts)


@functools.cache
def _works(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """Hosts and names, in small letters."""
    table = pack.words("en", "reference_works")
    return frozenset(table.get("hosts", ())), frozenset(name.casefold() for name in table.get("names", ()))
