"""Records of the ledger into the desk's answers.

The rule that must not be broken: nothing is decided here; a field says what the record says, under the name the answers give it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.beliefs.ground import ERROR_KM
from reportedly.beliefs.prior import UNKNOWN
from reportedly.core.records import ActorKind
from reportedly.desk import answers
from reportedly.exports.given import PackNames
from reportedly.reports.independence import OWN_VOICE, UNNAMED, Origins
from reportedly.speakers.outlets import bare_outlet, outlets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.beliefs.course import Course
    from reportedly.beliefs.reliability import Grade
    from reportedly.core.day_range import DayRange
    from reportedly.core.entries import Hop, Judgement, Party, Testimony, TestimonyPlace
    from reportedly.core.records import Place
    from reportedly.ledger.listed import ListedReport
    from reportedly.ledger.stored import StoredClaim
    from reportedly.packs.load import Pack
    from reportedly.reports.independence import Origin

NEAR_CERTAIN, LIKELY, LEANING = 0.95, 0.8, 0.6
"""Shares of belief from which the answer is called so; 0.6 is also where the weighing names another holder (``beliefs/control.py``)."""


def certainty_word(share: float) -> answers.CertaintyWord:
    """The share of belief in a word.

    >>> certainty_word(0.97), certainty_word(0.5)
    ('near certain', 'unsure')
    """
    if share >= NEAR_CERTAIN:
        return "near certain"
    if share >= LIKELY:
        return "likely"
    return "leaning" if share >= LEANING else "unsure"


def tell_days(days: DayRange) -> answers.Days:
    """The days."""
    return answers.Days(earliest=days.earliest, latest=days.latest)


def tell_place(place: Place) -> answers.PlaceAbout:
    """The place."""
    return answers.PlaceAbout(
        id=place.id, name=place.name, kind=place.kind, precision=place.precision, radius_km=ERROR_KM[place.precision], country=place.country,
        admin1=place.admin1, admin2=place.admin2, lat=place.latitude, lon=place.longitude, population=place.population,
    )  # fmt: skip


def tell_belief(course: Course, at: int | None) -> answers.Belief:
    """The belief on a day of the course; unknown where it has none."""
    if at is None:
        return answers.Belief.model_construct(state=UNKNOWN, p=0.0, shares={}, certainty="unknown", since=None)
    shares = {code: round(float(share), 4) for code, share in zip(course.states, course.shares[at], strict=True)}
    state = course.state(at)
    if state == UNKNOWN:
        return answers.Belief.model_construct(state=UNKNOWN, p=0.0, shares=shares, certainty="unknown", since=None)
    share = shares[state]
    return answers.Belief.model_construct(state=state, p=share, shares=shares, certainty=certainty_word(share), since=tell_days(course.since(at)))


def tell_grade(grade: Grade) -> answers.GradeAnswer:
    """The grade."""
    return answers.GradeAnswer(letter=grade.letter, settled=grade.count, right=grade.right, share=round(grade.share, 4))


def tell_judgement(one: Judgement) -> answers.JudgementAnswer:
    """The judgement."""
    return answers.JudgementAnswer(id=one.id, kind=one.kind, subject=one.subject, object=one.object, by=one.by, why=one.why, since=one.since)


def tell_report(one: ListedReport) -> answers.ReportItem:
    """The report in a list."""
    return answers.ReportItem(
        id=one.report, title=one.title, outlet=one.outlet, url=one.url, language=one.language, public=one.public,
        published=answers.Days(earliest=one.published_earliest, latest=one.published_latest), published_basis=one.published_basis,
        claims=one.claims, excerpt=one.excerpt,
    )  # fmt: skip


class Teller:
    """Tells claims, under the pack's names of those who speak."""

    def __init__(self, pack: Pack) -> None:
        self.names = PackNames(pack)
        self._origins = Origins(pack)
        self._outlets = outlets_of(pack)

    def mouth(self, origin: Origin, testimony: Testimony | None = None) -> answers.Mouth:
        """Whose word it is, by a name to show."""
        return answers.Mouth(id=origin.id, name=self.name_of(origin.id, testimony), side=origin.side, named=origin.named)

    def name_of(self, origin: str, testimony: Testimony | None = None) -> str:
        """The name to show for an origin's id: the pack's, else the words that the id is made of; of an outlet the name as it publishes."""
        if origin in self.names.speakers:
            return self.names.speaker(origin)
        if origin.startswith(OWN_VOICE):
            return (testimony.outlet if testimony is not None else None) or origin.removeprefix(OWN_VOICE)
        side, colon, words = origin.removeprefix(UNNAMED).partition(":")
        return (words if colon else side) or origin

    def origins_of(self, name: str, sides: Iterable[str]) -> tuple[str, ...]:
        """The ids of the mouths a speaker may speak with, by the name the ledger has it under: a person's is that of what it is part of."""
        speaker = self.names.speakers.get(name)
        if speaker is not None:
            whole = self.names.speakers.get(speaker.part_of or "", speaker) if speaker.kind is ActorKind.PERSON else speaker
            return (whole.id,)
        words = " ".join(name.casefold().split())
        return (*(f"{side}:{words}" for side in sides), f":{words}")

    def origins_of_outlet(self, name: str) -> tuple[str, ...]:
        """The ids of the mouths an outlet's own voice may be: the pack's speaker of that name, and the name."""
        bare = bare_outlet(name)
        known = self._outlets.get(bare)
        return (*((known.id,) if known else ()), OWN_VOICE + bare)

    def mouth_of(self, origin: str) -> answers.Mouth:
        """The mouth behind an origin's id alone. A family of copies shows as the id of the family."""
        speaker = self.names.speakers.get(origin)
        unnamed = origin.startswith(UNNAMED)
        side = speaker.interest if speaker else origin.removeprefix(UNNAMED) if unnamed and origin.removeprefix(UNNAMED) in self.names.sides else None
        return answers.Mouth(id=origin, name=self.name_of(origin), side=side, named=not unnamed)

    def origin_of(self, testimony: Testimony) -> answers.Mouth:
        """Whose word the testimony is, copies aside."""
        return self.mouth(self._origins.of(testimony), testimony)

    def hop(self, hop: Hop) -> answers.HopAnswer:
        """The speaker of a chain."""
        return answers.HopAnswer(source=hop.source, name=self.names.speaker(hop.source) if hop.source else "", kind=hop.kind, act=hop.act, side=hop.side)

    def claim(self, stored: StoredClaim) -> answers.ClaimAnswer:
        """The claim."""
        return answers.ClaimAnswer.model_construct(**self.fields(stored))

    def witness(self, stored: StoredClaim, *, copy_of: str | None, share: float | None, grade: str | None) -> answers.WitnessClaim:
        """The claim with what it counts for."""
        return answers.WitnessClaim.model_construct(**self.fields(stored), copy_of=copy_of, share=share, grade=grade)

    def fields(self, stored: StoredClaim) -> dict[str, Any]:
        """The fields of the claim's answer."""
        said = stored.testimony
        control = said.control
        return {
            "id": said.id,
            "report": said.report,
            "title": stored.title,
            "outlet": said.outlet,
            "url": stored.url,
            "language": stored.language,
            "published": tell_days(said.published),
            "public": said.public,
            "event": said.event,
            "positive": said.positive,
            "mode": said.mode,
            "certainty": said.certainty,
            "interest": said.interest,
            "days": tell_days(said.days),
            "chain": [self.hop(hop) for hop in said.chain],
            "origin": self.origin_of(said),
            "places": [_claim_place(part) for part in said.places],
            "actors": [_party(one) for one in said.actors],
            "targets": [_party(one) for one in said.targets],
            "control": answers.ControlAnswer(place=control.place, before=control.before, after=control.after) if control else None,
            "numbers": [answers.NumberAnswer(lower=one.lower, upper=one.upper, unit=one.unit) for one in said.quantities],
            "quote": said.quote,
            "text_hash": stored.text_hash,
            "start": stored.start,
            "end": stored.end,
        }


def _claim_place(part: TestimonyPlace) -> answers.ClaimPlaceAnswer:
    place = part.place
    return answers.ClaimPlaceAnswer(
        id=place.id, name=place.name, role=part.role, kind=place.kind, precision=place.precision, admin1=place.admin1, lat=place.latitude, lon=place.longitude
    )


def _party(one: Party) -> answers.PartyAnswer:
    return answers.PartyAnswer(text=one.text, id=one.actor_id, side=one.side, kind=one.kind)
