"""Reportedly: who holds what, where, since when, and on whose word.

>>> import reportedly
>>> reading = reportedly.read(text="The army left the town on 3 May 2023, the ministry said.", clean=True)
>>> reading.document.text
'The army left the town on 3 May 2023, the ministry said.'

The rule that must not be broken: importing this costs nothing; a name is loaded when it is first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true; the module typing takes as long to load as Python itself
if TYPE_CHECKING:
    from reportedly.api import read, read_many
    from reportedly.copies import find_copies
    from reportedly.core.day_range import DayRange
    from reportedly.core.errors import FetchError, FormatError, ModelError, NotationError, PackError, PageError, ReportedlyError
    from reportedly.core.records import Page, Reading
    from reportedly.core.settings import Settings
    from reportedly.examples import find_example, find_examples
    from reportedly.formats.notation import ClaimLine
    from reportedly.packs.load import Pack, load_pack
    from reportedly.reports.copies import CopyIndex
    from reportedly.reports.records import Dependence

_HOMES = {
    "reportedly.api": ("read", "read_many"),
    "reportedly.copies": ("find_copies",),
    "reportedly.core.day_range": ("DayRange",),
    "reportedly.core.errors": ("FetchError", "FormatError", "ModelError", "NotationError", "PackError", "PageError", "ReportedlyError"),
    "reportedly.core.records": ("Page", "Reading"),
    "reportedly.core.settings": ("Settings",),
    "reportedly.examples": ("find_example", "find_examples"),
    "reportedly.formats.notation": ("ClaimLine",),
    "reportedly.packs.load": ("Pack", "load_pack"),
    "reportedly.reports.copies": ("CopyIndex",),
    "reportedly.reports.records": ("Dependence",),
}

__all__ = [
    "ClaimLine", "CopyIndex", "DayRange", "Dependence", "FetchError", "FormatError", "ModelError", "NotationError", "Pack", "PackError", "Page", "PageError",
    "Reading", "ReportedlyError", "Settings", "find_copies", "find_example", "find_examples", "load_pack", "read", "read_many",
]  # fmt: skip


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module  # noqa: PLC0415

            return getattr(import_module(home), name)
    message = f"module 'reportedly' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
