"""What a form needs beside the claims: the pack's names, people's judgements, the texts where they may go out, and a tally of what was left out.

The rule that must not be broken: nothing here names a war; what the pack does not know stays in the report's own words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.records import ActorKind
from reportedly.formats.claim_columns import FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.core.entries import Judgement, Party, Testimony
    from reportedly.ledger.stored import StoredClaim
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Names, Side, Speaker

CIVIL_UNITS = frozenset({"civilians", "children"})
PEOPLE = frozenset({"people", "soldiers", "civilians", "children", "prisoners"})
"""Units that count persons: what a number of dead may be a number of."""
KILLED = "kill"


@dataclass(slots=True)
class Tally:
    """How an export is going: claims that came, rows that were written, and claims that have no row in the form, by reason."""

    came: int = 0
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class PackNames:
    """A pack's sides and speakers by their ids, under the names they go out with."""

    def __init__(self, pack: Pack) -> None:
        self.speakers: dict[str, Speaker] = {speaker.id: speaker for speaker in pack.speakers}
        self.sides: dict[str, Side] = {side.code: side for side in pack.sides}

    def speaker(self, name: str) -> str:
        """The main name of a speaker of the pack, in English where there is one; any other name as it is."""
        speaker = self.speakers.get(name)
        return _main(speaker.names) or name if speaker else name

    def side(self, code: str) -> str:
        """The side's main name; the code where the pack has none."""
        side = self.sides.get(code)
        return _main(side.names) or code if side else code

    def country(self, code: str | None) -> str | None:
        """ISO 3166-1 alpha-2 code of the side's country; ``None`` where the side is no state, or not known."""
        side = self.sides.get(code) if code else None
        return side.country if side else None

    def voice(self, testimony: Testimony) -> str:
        """The chain of speakers by their names, outermost first; the outlet where the report speaks itself."""
        names = FROM.join(self.speaker(hop.source) if hop.source else "*" for hop in testimony.chain)
        return names or testimony.outlet or "the report itself"

    def party(self, party: Party) -> str:
        """Who it is: the pack's name, else the report's words."""
        return self.speaker(party.actor_id) if party.actor_id else party.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form is given. ``judgements`` are those in force; ``text_of`` gives a report's full text, and is there only when it was asked for."""

    names: PackNames
    judgements: tuple[Judgement, ...] = ()
    text_of: Callable[[str], str | None] | None = None
    spreadsheet_safe: bool = False
    dataset: str = "reportedly"
    tally: Tally = field(default_factory=Tally)


def counted(claims: Iterable[StoredClaim], tally: Tally, advance: Callable[[int], None], every: int = 100) -> Iterator[StoredClaim]:
    """The claims as they come, each counted, ``advance`` told now and then."""
    for stored in claims:
        tally.came += 1
        if tally.came % every == 0:
            advance(tally.came)
        yield stored
    advance(tally.came)


def not_an_event(testimony: Testimony) -> str | None:
    """Why the claim is no event of an event data set: it is denied, or has not come about; ``None`` where it is one. Rule ``event.happened``."""
    if not testimony.positive:
        return "denied, or said not to have happened"
    if testimony.mode.value not in {"happened", "ongoing"}:
        return f"only {testimony.mode.value}"
    return None


def hits_civilians(testimony: Testimony) -> bool:
    """Whether civilians are whom it was done to: by who is named, or by what is counted."""
    if any(party.kind is ActorKind.CIVILIANS for party in testimony.targets):
        return True
    return testimony.event in {KILLED, "injure"} and any(bounds.unit in CIVIL_UNITS for bounds in testimony.quantities)


def _main(names: Names) -> str | None:
    first = names.get("en") or next(iter(names.values()), ())
    return first[0] if first else None
