"""The day of the event: the time expression of its clause, else of its sentence, else the day the telling has reached, else publication.

The rule that must not be broken: a day that hangs on another clause's verb is not taken before one of the event's own;
what fixed the day is always said in ``why``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.noun_events import is_presumed
from reportedly.claims.years_of_make import is_year_of_make
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
JOINING = frozenset({"to", "and", "-", "–", "—", "through", "until", "till"})
IN_GERUND = frozenset({"in", "by", "during", "from"})
FORWARD = frozenset({Mode.PLANNED, Mode.PREDICTED, Mode.ORDERED, Mode.ASKED, Mode.OFFERED})


def read_day(scene: Scene, trigger: Trigger, mode: Mode, narrative: DayMention | None) -> ClaimDay:
    """The event's day. ``narrative`` is the last day the same paragraph gave before this sentence. What is celebrated came before it is."""
    day = _day_told(scene, trigger, mode, narrative)
    if not trigger.is_noun or not is_presumed(scene, trigger.sentence, trigger.sentence.tokens[trigger.head]):
        return day
    return replace(day, days=DayRange(None, day.days.latest), why=f"it came about before it was celebrated or mourned; {day.why}")


def _day_told(scene: Scene, trigger: Trigger, mode: Mode, narrative: DayMention | None) -> ClaimDay:
    """The day that the words give."""
    sentence = trigger.sentence
    everything = [mention for mention in scene.days.within(sentence.start, sentence.end) if is_usable(mention)]
    counted_from = {mention.anchor: mention.start for mention in everything if mention.anchor is not None}
    # "A week after the vote on 1 October": the later day is what the earlier words count from, and dates nothing else.
    everything = [mention for mention in everything if counted_from.get(mention.id, mention.end) >= mention.start]
    everything = [mention for mention in everything if not _is_background(sentence, trigger, mention) and not is_year_of_make(sentence, mention)]
    mentions = everything
    own = _governing(sentence, trigger, mentions)
    if own is not None:
        days = _of_mention(scene, sentence, own, everything, mode)
        return ClaimDay(days=days, ref=own.id, why=f"“{own.text}” stands in the event's own clause")
    mentions = [mention for mention in mentions if not _is_of_another_clause(sentence, trigger, mention, mode)]
    if mentions and sentence.kind is not RegionKind.HEADLINE:
        nearest = min(mentions, key=lambda mention: (mention.start > trigger.start, abs(mention.start - trigger.start)))
        return ClaimDay(days=_of_mention(scene, sentence, nearest, everything, mode), ref=nearest.id, why=f"“{nearest.text}” is the day of the sentence")
    if mode not in FORWARD and narrative is not None and not is_present(trigger, mode):
        return ClaimDay(days=narrative.days, ref=narrative.id, why=f"the telling stands at “{narrative.text}”, carried over from an earlier sentence")
    return _from_publication(scene.published, mode)


def _is_background(sentence: Sentence, trigger: Trigger, mention: DayMention) -> bool:
    """True for the event in a place's description, "the annexed peninsula": it was long ago, and dates nothing that is told."""
    if mention.anchor is None or mention.start <= trigger.start < mention.end:
        return False
    first = next((token for token in sentence.tokens if token.end > mention.start), None)
    return first is not None and first.tag == "VBN" and first.relation == "amod"


def is_usable(mention: DayMention) -> bool:
    """True for a mention that can date an event: a day or a stretch on the calendar, also "in the past 24 hours", but no bare length or set."""
    return not mention.days.is_open and (mention.kind in USABLE or (mention.kind is DayKind.DURATION and mention.days.width is not None))


def _of_mention(scene: Scene, sentence: Sentence, mention: DayMention, mentions: list[DayMention], mode: Mode) -> DayRange:
    """The mention's days, with those of a mention joined to it ("from Monday to Wednesday"), and open where its preposition leaves them so."""
    days = mention.days
    text = scene.document.text
    for other in mentions:
        first, last = sorted((mention, other), key=lambda row: row.start)
        if other is not mention and " ".join(text[first.end : last.start].split()).lower() in JOINING and _starts_range(text, first, last):
            return mention.days.hull(other.days)
    days = _bounded(sentence, mention)
    published = scene.published.days
    if mode in FORWARD and days.earliest is None and published.earliest is not None and not published.is_open:
        return (DayRange(published.earliest, None) & days) or days  # what is to come by Friday comes from now on
    return days


def _starts_range(text: str, first: DayMention, last: DayMention) -> bool:
    """False for two days with "and" or "or" between them where the first is the later: "on Friday and last March" is no stretch."""
    return (
        first.days.earliest is not None
        and last.days.latest is not None
        and first.days.earliest <= last.days.latest
        and "\n" not in text[first.end : last.start]
    )


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
        found = [mention for mention in mentions if node in tops.get(mention.id, ()) and not _is_of_speech(sentence, trigger, mention)]
        if found:
            return min(found, key=lambda mention: abs(mention.start - trigger.start))
    return None


def _is_of_speech(sentence: Sentence, trigger: Trigger, mention: DayMention) -> bool:
    """True for a day right behind the verb of saying and before the subject of what is said: "said on Tuesday it had left on Sunday"."""
    event = sentence.tokens[trigger.governor]
    above = sentence.tokens[event.head]
    subject = child(sentence, event.index, {"nsubj", "nsubjpass"})
    if event.relation != "ccomp" or above.pos not in VERBAL or subject is None:
        return False
    between = [token for token in sentence.tokens if above.end <= token.start and token.end <= mention.start]
    return above.end <= mention.start < subject.start and len(between) <= 1


def _until_verb(sentence: Sentence, index: int) -> Iterator[Token]:
    """The tokens above up to the first verb; a gerund after "in" or "by" stands for a noun: "injured in shelling the day before"."""
    for token in ancestors(sentence, index):
        yield token
        is_noun = token.relation == "pcomp" and sentence.tokens[token.head].text.lower() in IN_GERUND
        if token.pos in VERBAL and not is_noun:
            return
