"""reading ─write→ ``--format text``: a header, one line a claim, and comment lines for admissions, findings and issues.

The rule that must not be broken: a line that begins with ``clm`` parses back; every other line begins with ``#``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Interest, PlaceBasis, PlaceStatus, SourceKind
from reportedly.formats.notation import GAP, ActorWord, ClaimLine, ControlWord, Hop, PlaceWord, QuantityWord, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Actor, Attribution, Claim, ClaimPlace, Finding, Issue, PlaceMention, Reading

KEY_DIGITS = 8
"""Of the claim's key: enough to point at one in a bug report (a twin key among 1,000 claims: one in 8,000)."""


def to_text(reading: Reading) -> str:
    """The report in the one-line notation, with a line end after each line."""
    return "".join(f"{line}\n" for line in iter_lines(reading))


def iter_lines(reading: Reading) -> Iterator[str]:
    """The header, the claims (each with a comment where it is an admission), the findings and the issues, in this order."""
    document = reading.document
    published = document.published
    header = [f"# report {quoted(reading.id)[1:-1]}", f"{published.days} {published.basis}", document.language or "no language"]
    yield GAP.join([*header, *(quoted(words) for words in (document.outlet, document.title) if words)])
    resolver = _Resolver(reading)
    for claim in reading.claims:
        yield str(resolver.claim_line(claim))
        if claim.interest is Interest.AGAINST:
            yield GAP.join([f"# against interest {claim.key[:KEY_DIGITS]}", _plain(claim.interest_why)])
    yield from map(_finding, reading.findings)
    yield from map(_issue, reading.issues)


def to_claim_lines(reading: Reading) -> tuple[ClaimLine, ...]:
    """Every claim of the reading with its references written out, in order."""
    resolver = _Resolver(reading)
    return tuple(resolver.claim_line(claim) for claim in reading.claims)


class _Resolver:
    """The reading's records by id."""

    def __init__(self, reading: Reading) -> None:
        self.attributions = {attribution.id: attribution for attribution in reading.attributions}
        self.places = {place.id: place for place in reading.places}
        self.actors = {actor.id: actor for actor in reading.actors}
        self.quantities = {quantity.id: quantity for quantity in reading.quantities}

    def claim_line(self, claim: Claim) -> ClaimLine:
        """The claim with its references written out. A reference to a record there is not is left out."""
        quantities = (self.quantities[key] for key in claim.quantities if key in self.quantities)
        control = claim.control
        return ClaimLine(
            key=claim.key[:KEY_DIGITS],
            days=claim.day.days,
            event=claim.event,
            certainty=claim.certainty,
            quote=claim.quote,
            places=tuple(_place(place, self.places[place.ref]) for place in claim.places if place.ref in self.places),
            positive=claim.positive,
            mode=claim.mode,
            by=self._actors(claim.actor),
            on=self._actors(claim.target),
            many=tuple(QuantityWord(lower=quantity.lower, upper=quantity.upper, unit=quantity.unit) for quantity in quantities),
            control=ControlWord(place=_place_name(self.places[control.place]), before=control.before, after=control.after)
            if control and control.place in self.places
            else None,
            said=tuple(_hop(self.attributions[key]) for key in claim.said_by if key in self.attributions),
            media=claim.media,
        )

    def _actors(self, keys: tuple[str, ...]) -> tuple[ActorWord, ...]:
        return tuple(_actor(self.actors[key]) for key in keys if key in self.actors)


def _place(place: ClaimPlace, mention: PlaceMention) -> PlaceWord:
    basis = mention.basis if mention.status is PlaceStatus.RESOLVED else PlaceBasis.NAME
    ids: tuple[str, ...] = ()
    if mention.place is not None:
        ids = (_short_id(mention.place.id),)
    elif mention.status is PlaceStatus.AMBIGUOUS:
        ids = tuple(_short_id(candidate.place.id) for candidate in mention.candidates)
    return PlaceWord(name=_place_name(mention), ids=ids, role=place.role, basis=basis)


def _place_name(mention: PlaceMention) -> str:
    return mention.place.name if mention.place is not None else mention.text


def _short_id(place_id: str) -> str:
    """The gazetteer's own number stands bare, as in ``Lyon(2996944)``; other ids keep their prefix."""
    return place_id.removeprefix("geonames:")


def _actor(actor: Actor) -> ActorWord:
    return ActorWord(text=actor.text, side=actor.side, id=actor.actor_id)


def _hop(attribution: Attribution) -> Hop:
    impersonal = attribution.source_kind is SourceKind.IMPERSONAL
    words = "" if impersonal else " … ".join(span.text for span in attribution.source)
    return Hop(text=words, act=attribution.act, kind=attribution.source_kind, id=attribution.source_id)


def _finding(finding: Finding) -> str:
    spans = " / ".join(quoted(span.text) for span in finding.spans)
    suggestion = f" -> {quoted(finding.suggestion)}" if finding.suggestion is not None else ""
    return GAP.join(filter(None, [f"# finding {finding.kind}", f"{spans}{suggestion}".strip(), _plain(finding.message)]))


def _issue(issue: Issue) -> str:
    place = "" if issue.start is None else f"{issue.start}..{'' if issue.end is None else issue.end}"
    return GAP.join(filter(None, [f"# issue {_plain(issue.code)}", place, _plain(issue.message)]))


def _plain(words: str) -> str:
    return quoted(words)[1:-1]
