"""Trouble in the call, as opposed to trouble in the data (which is an ``Issue`` in the reading).

ReportedlyError
├── PackError          a pack cannot be found, loaded or trusted
├── PageError          the bytes or the input line are no page that can be read
│   └── FetchError     a URL could not be fetched
├── GazetteerError     a file of places, or a user's own gazetteer, cannot be used
├── MapError           a reference map is no GeoJSON of polygons, or nobody says whose they are
├── LedgerError        a ledger cannot be opened, trusted or written
├── NotationError      a line is not in the one-line notation
├── ModelError         a language model is missing or not the one expected
└── FormatError        an unknown output format or a record that does not fit it

Each message says what was expected, what was found, and what to try.
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of every error that Reportedly raises on purpose."""


class PackError(ReportedlyError):
    """A pack cannot be found, loaded or trusted."""


class PageError(ReportedlyError):
    """The bytes or the input line are no page that can be read."""


class FetchError(PageError):
    """A URL could not be fetched within the limits. ``status`` is the server's answer, ``retry_after`` its wish when to be asked again, where it said so."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class GazetteerError(ReportedlyError):
    """A file of places, or a user's own gazetteer, cannot be used."""


class MapError(ReportedlyError):
    """A reference map is no GeoJSON of polygons, or nobody says whose they are."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, trusted or written."""


class NotationError(ReportedlyError):
    """A line is not in the one-line notation."""


class ModelError(ReportedlyError):
    """A language model is missing or is not the one expected."""


class FormatError(ReportedlyError):
    """An unknown output format, or a record that does not fit it."""
