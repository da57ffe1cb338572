"""The day of the event: the time expression of its clause, else of its sentence, else the day the telling has reached, else publication.

The rule that must not be broken: a day that hangs on another clause's verb is not taken before one of the event's own;
what fixed the day is always said in ``why``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.day_range import DayRange
from reportedly.core.records import ClaimDay, DayKind, Mode, PublishedBasis, RegionKind
from reportedly.sentences.tree import ancestors, child, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import DayMention, Published, Sentence, Token

USABLE = frozenset({DayKind.DAY, DayKind.SPAN, DayKind.VAGUE})
VERBAL = frozenset({"VERB", "AUX"})
PRESENT = frozenset({"VBZ", "VBP"})
FORWARD = frozenset({Mode.PLANNED, Mode.PREDICTED, Mode.ORDERED, Mode.ASKED, Mode.OFFERED})


def read_day(scene: Scene, trigger: Trigger, mode: Mode, narrative: DayMention | None) -> ClaimDay:
    """The event's day. ``narrative`` is the last day the same paragraph gave before this sentence."""
    sentence = trigger.sentence
    mentions = [mention for mention in scene.days.within(sentence.start, sentence.end) if mention.kind in USABLE and not mention.days.is_open]
    own = _governing(sentence, trigger, mentions)
    if own is not None:
        return ClaimDay(days=_bounded(sentence, own), ref=own.id, why=f"“{own.text}” stands in the event's own clause")
    mentions = [mention for mention in mentions if not _is_of_another_clause(sentence, trigger, mention, mode)]
    if mentions and sentence.kind is not RegionKind.HEADLINE:
        nearest = min(mentions, key=lambda mention: (mention.start > trigger.start, abs(mention.start - trigger.start)))
        return ClaimDay(days=_bounded(sentence, nearest), ref=nearest.id, why=f"“{nearest.text}” is the day of the sentence")
    if mode not in FORWARD and narrative is not None and not is_present(trigger, mode):
        return ClaimDay(days=narrative.days, ref=narrative.id, why=f"the telling stands at “{narrative.text}”, carried over from an earlier sentence")
    return _from_publication(scene.published, mode)


def is_present(trigger: Trigger, mode: Mode) -> bool:
    """True for what goes on as the report is written: "fighting continues", "are shelling", not "were shelling"."""
    if mode is not Mode.ONGOING:
        return False
    tokens = trigger.sentence.tokens
    verb = tokens[trigger.governor]
    if verb.pos not in VERBAL and tokens[verb.head].pos in VERBAL:
        verb = tokens[verb.head]
    auxiliaries = {kid.tag for kid in children(trigger.sentence, verb.index, {"aux", "auxpass"})}
    return bool(PRESENT & (auxiliaries or {verb.tag}))


def _is_of_another_clause(sentence: Sentence, trigger: Trigger, mention: DayMention, mode: Mode) -> bool:
    """True for a day that follows the verb of a clause joined to the event's: a month or year of it, or any day where the event is of now."""
    token = next((found for found in sentence.tokens if found.end > mention.start), None)
    if token is None or (mention.days.day is not None and not is_present(trigger, mode)):
        return False
    owner = next((above for above in _until_verb(sentence, token.index) if above.pos in VERBAL), None)
    event = sentence.tokens[trigger.governor]
    if owner is None or owner.index == event.index or token.index < owner.index:
        return False
    joined = (event.relation == "conj" and event.head == owner.index) or (owner.relation == "conj" and owner.head == event.index)
    later = event if event.relation == "conj" else owner
    return joined and child(sentence, later.index, {"nsubj", "nsubjpass"}) is not None


def _from_publication(published: Published, mode: Mode) -> ClaimDay:
    """The day of news that gives none: that of publication, or from then on for what has not happened yet."""
    if mode in FORWARD:
        if published.days.is_open:
            return ClaimDay(days=DayRange(), ref=None, why="not yet happened when reported, and the report has no day")
        return ClaimDay(days=DayRange(published.days.earliest, None), ref=None, why="not yet happened on the day of publication")
    if published.basis is PublishedBasis.UNKNOWN or published.days.is_open:
        return ClaimDay(days=DayRange(), ref=None, why="the sentence has no day, and the day of publication is not known")
    return ClaimDay(days=published.days, ref=None, why="no day is given; news is taken to be of the day of publication")


def _bounded(sentence: Sentence, mention: DayMention) -> DayRange:
    """The mention's days, open towards the past after "by" and towards the future after "since": something was so by then, or from then on."""
    before = [token for token in sentence.tokens if token.end <= mention.start]
    word = before[-1].text.lower() if before else ""
    if word in {"by", "until", "till", "before"}:
        return DayRange(None, mention.days.latest)
    return DayRange(mention.days.earliest, None) if word == "since" else mention.days


def _governing(sentence: Sentence, trigger: Trigger, mentions: list[DayMention]) -> DayMention | None:
    """The mention that hangs on the event, or on the nearest verb above it that has one."""
    if len(mentions) <= 1:
        return None
    tops = {}
    for mention in mentions:
        token = next((found for found in sentence.tokens if found.end > mention.start), None)
        if token is not None:
            tops[mention.id] = {token.index, *(above.index for above in _until_verb(sentence, token.index))}
    line = [trigger.head, trigger.governor, *(above.index for above in ancestors(sentence, trigger.governor))]
    for node in line:
        found = [mention for mention in mentions if node in tops.get(mention.id, ())]
        if found:
            return min(found, key=lambda mention: abs(mention.start - trigger.start))
    return None


def _until_verb(sentence: Sentence, index: int) -> Iterator[Token]:
    for token in ancestors(sentence, index):
        yield token
        if token.pos in {"VERB", "AUX"}:
            return
