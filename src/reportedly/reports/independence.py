"""Whose word a testimony is: many reports of one mouth are one witness.

The rule that must not be broken: a witness is where the words came from, not who carried them. The origin is the innermost speaker that a
chain names; a report that speaks in its own voice is its outlet's word, and a copy is the word of the report of its family that came first.
(Historical criticism counts sources so since Bernheim's *Lehrbuch der historischen Methode*, 1889: dependent witnesses are one witness.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.records import Act, ActorKind, SourceKind
from reportedly.ledger.testimony import plain_name
from reportedly.speakers.outlets import bare_outlet, outlets_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.core.entries import Hop, Testimony
    from reportedly.packs.load import Pack

OWN_VOICE, UNNAMED = "outlet:", "unnamed:"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words came from: ``id`` is equal for words of one mouth; ``side`` is the side it wishes well; ``named`` says that it has a name."""

    id: str
    side: str | None
    named: bool


class Origins:
    """Finds the origin of testimonies. ``families`` gives reports that are copies of one another one id (a report that is in none is its own)."""

    def __init__(self, pack: Pack, families: Mapping[str, str] | None = None) -> None:
        self._speakers = {speaker.id: speaker for speaker in pack.speakers}
        self._outlets = outlets_of(pack)
        self._families = families or {}

    def family(self, testimony: Testimony) -> str | None:
        """The family of copies whose word the testimony is; ``None`` where the report is no copy, or names whose word it passes on."""
        hop = _speaking(testimony.chain, positive=testimony.positive)
        return self._families.get(testimony.report) if hop is None else None

    def of(self, testimony: Testimony) -> Origin:
        """The origin of the testimony: the innermost speaker named, who denies where it is a denial, else the outlet."""
        hop = _speaking(testimony.chain, positive=testimony.positive)
        if hop is not None:
            return self._of_hop(hop)
        if testimony.outlet is None:
            return Origin(OWN_VOICE + testimony.report, None, named=False)
        speaker = self._outlets.get(bare_outlet(testimony.outlet))
        return Origin(OWN_VOICE + bare_outlet(testimony.outlet), speaker.interest if speaker else None, named=True)

    def _of_hop(self, hop: Hop) -> Origin:
        speaker = self._speakers.get(hop.source or "")
        if speaker is None:
            words = " ".join(plain_name(hop.source or "").casefold().split())
            named = hop.kind is SourceKind.NAMED
            # Unnamed officials of one side are one witness: nobody can tell whether the second is not the first.
            return Origin(f"{hop.side or ''}:{words}" if named else f"{UNNAMED}{hop.side or words}", hop.side, named=named)
        if speaker.kind is ActorKind.PERSON and speaker.part_of:
            speaker = self._speakers.get(speaker.part_of, speaker)
        return Origin(speaker.id, hop.side, named=True)


def _speaking(chain: Sequence[Hop], *, positive: bool) -> Hop | None:
    """The hop whose word it is: of a denial the outermost who denies, else the innermost with a source."""
    if not positive:
        denier = next((hop for hop in chain if hop.act is Act.DENY and hop.source), None)
        if denier is not None:
            return denier
    return next((hop for hop in reversed(chain) if hop.source and hop.kind is not SourceKind.IMPERSONAL), None)


def speaks_itself(testimony: Testimony) -> bool:
    """Whether the report says it in its own voice: no speaker of the chain is named or hinted at."""
    return _speaking(testimony.chain, positive=testimony.positive) is None
