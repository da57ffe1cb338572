"""What of a ledger goes into a site: the claims that answer its filters, and the places, reports, speakers and outlets they speak of.

The rule that must not be broken: filters choose what is written, never what is believed; a place's belief rests on every claim of the ledger, and every
report that its story cites is written with it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from reportedly.core.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import TypeAlias

    import httpx

    from reportedly.desk.desk import Desk

    Filters: TypeAlias = Sequence[tuple[str, str]]

Row = dict[str, Any]
FILTERED = frozenset({"claims", "happenings", "disputes", "days"})
"""Answers that take the filters themselves."""
CHOSEN_LISTS = {"reports": "id", "speakers": "id", "outlets": "name"}
"""Lists of which the chosen are kept, by this key."""


class Asking:
    """Puts the site's questions to the desk: as of its day, with its filters where the answer takes them."""

    def __init__(self, client: httpx.AsyncClient, as_of: date | None, filters: Filters) -> None:
        self._client, self._as_of, self._filters = client, as_of, list(filters)

    async def ask(self, path: str) -> Row | None:
        """The answer; ``None`` where there is none. Waits while the ledger is being weighed."""
        given = self._filters if path.partition("?")[0] in FILTERED else []
        more = urlencode([*given, *([("as_of", str(self._as_of))] if self._as_of is not None else [])])
        joint = "&" if "?" in path else "?"
        answer = await self._client.get(f"/api/{path}" + (f"{joint}{more}" if more else ""))
        while answer.status_code == 503:
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
            answer = await self._client.get(answer.request.url)
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            message = f"expected an answer to {path}, found: {answer.json().get('detail', answer.status_code)}"
            raise FormatError(message)
        found: Row = answer.json()
        return found


@dataclass(slots=True)
class Chosen:
    """What the claims that answer speak of, by id; outlets by name."""

    claims: int = 0
    reports: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def add(self, claim: Row) -> None:
        """One claim that answers."""
        self.claims += 1
        self.reports.add(claim["report"])
        self.places |= {place["id"] for place in claim["places"]}
        self.speakers |= {hop["source"] for hop in claim["chain"] if hop["source"] is not None}
        if claim["outlet"] is not None:
            self.outlets.add(claim["outlet"])

    def cite(self, story: Row) -> None:
        """The story of a place is written: so are the reports it cites."""
        self.reports |= {one["report"] for part in ("claims", "words") for one in story[part]}

    def has(self, name: str, item: Row) -> bool:
        """Whether the item of that list is among them."""
        return item[CHOSEN_LISTS[name]] in getattr(self, name)

    def among(self, path: str, answer: Row) -> Row:
        """The answer without the places that were not chosen; how much the site holds in place of how much the ledger does."""
        name = path.partition("?")[0]
        if name in {"places", "areas"}:
            return {**answer, "features": [one for one in answer["features"] if one["id"] in self.places]}
        if name == "shapes":
            return {**answer, "features": [one for one in answer["features"] if not self.places.isdisjoint(one["properties"]["places"])]}
        if name == "names":
            return {**answer, "places": {one: called for one, called in answer["places"].items() if one in self.places}}
        if name == "runs":
            return {**answer, "items": [one for one in answer["items"] if one["id"] in self.places]}
        if name == "judgements":
            return {**answer, "items": [one for one in answer["items"] if one["subject"].partition("/")[0] in self.reports]}
        return self._measured(answer) if name == "about" else answer

    def _measured(self, about: Row) -> Row:
        """How much the site holds, in place of how much the ledger does."""
        held = {kind: len(getattr(self, kind)) for kind in ("reports", "places", "speakers", "outlets")}
        return {**about, "counts": {**about["counts"], **held, "claims": self.claims}}


async def choose(asking: Asking, desk: Desk) -> Chosen:
    """All that the claims that answer speak of. Raises ``FormatError`` where no claim answers."""
    found = Chosen()
    path: str | None = "claims?limit=200"
    while path is not None:
        page = await asking.ask(path)
        assert page is not None
        for claim in page["items"]:
            found.add(claim)
        path = f"claims?limit=200&cursor={page['next']}" if page["next"] is not None else None
    if not found.claims:
        message = "expected claims that answer the filters, found none; try them with reportedly claims"
        raise FormatError(message)
    # One place may be called by several entries of the gazetteer; the map has it under one.
    await asking.ask("places")
    weighed = desk.weighed.now()
    numbers = {weighed.number(place) for place in found.places} - {None} if weighed else set()
    if weighed:
        found.places |= {weighed.facts[number].place.id for number in numbers if number is not None}
    return found
