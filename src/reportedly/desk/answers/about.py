"""The ledger at a glance."""

from __future__ import annotations

# ruff: noqa: TC003  pydantic reads the annotations
from datetime import date

from reportedly.desk.answers.base import Answer, Days


class SideAbout(Answer):
    """A side of the war, in the order of the pack. ``names``: by language code, the main name first."""

    code: str
    names: dict[str, list[str]]


class Counts(Answer):
    """How much there is as of the day."""

    reports: int
    claims: int
    places: int
    speakers: int
    outlets: int
    judgements: int


class PackAbout(Answer):
    """The pack the desk reads and weighs with."""

    name: str
    title: str
    version: str


class Limits(Answer):
    """What the server takes at most."""

    page: int
    read_bytes: int
    export_rows: int


class About(Answer):
    """The ledger, and what the page may do. ``tip`` changes whenever an entry is added; ``last_day`` is the last day that beliefs are given for.

    ``events`` are the days claims speak of, ``public`` the days reports became public. ``ready`` is false while beliefs are still being weighed, ``compared``
    while the reports of a large ledger are still being compared, so that copies count as witnesses of their own.
    """

    version: str
    ledger: str
    tip: str
    ready: bool
    compared: bool
    pack: PackAbout
    sides: list[SideAbout]
    events: Days
    public: Days
    as_of: date | None
    last_day: date
    on: date | None
    counts: Counts
    event_types: list[str]
    may_judge: bool
    may_fetch: bool
    full_text: bool
    limits: Limits


class DayCount(Answer):
    """Claims about events of the day (the last day each may mean), and reports made public on it."""

    day: date
    claims: int
    reports: int


class DayCounts(Answer):
    """By day, days without either left out. ``wide`` claims fit more than a week, or have no day."""

    as_of: date | None
    items: list[DayCount]
    wide: int
