"""The forms a ledger's claims can be exported in, by the names the command line takes.

The rule that must not be broken: a form that is here is documented column by column; a test compares.
"""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """A form of the field. ``docs/howto/exports.md`` says what each is for, ``docs/reference/export-columns.md`` what stands where."""

    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    FTM = "ftm"
    FTM_STATEMENTS = "ftm-statements"
    CLAIMREVIEW = "claimreview"
    TIMEMAP = "timemap"
    DATASETTE = "datasette"


class Per(StrEnum):
    """What a row stands for."""

    CLAIM = "claim"
    HAPPENING = "happening"


FILES_ONLY = frozenset({Form.PARQUET, Form.DATASETTE})
"""Forms that are no text, and so go to a file, never to standard output."""
EVENT_FORMS = frozenset({Form.ACLED, Form.UCDP, Form.PLOVER, Form.TIMEMAP})
"""Forms whose rows are events: by happening, where nothing else is asked for."""
SHEETS = frozenset({Form.CSV, Form.ACLED, Form.UCDP, Form.FTM_STATEMENTS})
"""Forms that a spreadsheet opens: those that ``--spreadsheet-safe`` is for."""
