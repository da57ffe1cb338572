"""sentences and mentions ─find→ claims: what the report says happened, who says so, and how surely.

The rule that must not be broken: one trigger, one source, one polarity: one claim; talk is never an event but the mode of one,
and a question, a teaser, a bare hypothetical, a sport or a figure of speech gives none.
The guideline of what a claim is stands in docs/reference/format.md and the benchmark's notes.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.ahead import is_over
from reportedly.claims.assertion import ModalityWords, modality_words
from reportedly.claims.attribution import NOBODY
from reportedly.claims.chains import Chains
from reportedly.claims.claim_days import USABLE, read_day
from reportedly.claims.claim_places import read_places
from reportedly.claims.control import STORMING, Hands, Known, foreign_side, read_control, read_hands
from reportedly.claims.elided import find_elided
from reportedly.claims.events import find_triggers
from reportedly.claims.interest import read_interest, speaker_side
from reportedly.claims.lexicon import event_lexicon
from reportedly.claims.media import read_media
from reportedly.claims.mentions import Mentions
from reportedly.claims.modality import Modality, read_modality
from reportedly.claims.originals import Originals
from reportedly.claims.roles import is_of_men, read_actors
from reportedly.claims.scene import Scene
from reportedly.claims.spans import clause_span, quantities_of
from reportedly.claims.told import ToldPlaces
from reportedly.claims.war_signs import WarSigns, side_words, weigh_signs
from reportedly.claims.years_of_make import is_year_of_make
from reportedly.core.ids import content_id
from reportedly.core.records import Act, ActorKind, Claim, ClaimPlace, Control, Found, Mode, PlaceSense, RegionKind, SourceKind, Span
from reportedly.speakers.outlets import side_of_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Actor, Attribution, DayMention, Document, PlaceMention, Published, Quantity, Quotation, Sentence
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Speaker

QUESTION = re.compile(r"\?[\s\"'”’)]*$")
MODE_OF_ACT = {Act.ORDER: Mode.ORDERED, Act.ASK: Mode.ASKED}
OFFICES = frozenset({ActorKind.GOVERNMENT, ActorKind.FORCE})


def find_claims(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    published: Published,
    places: tuple[PlaceMention, ...],
    days: tuple[DayMention, ...],
    quantities: tuple[Quantity, ...],
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    pack: Pack,
    glossed: tuple[Sentence, ...] | None = None,
) -> Found[tuple[Claim, ...]]:
    """Claims in text order of their triggers. Empty when the report speaks of no war, or of nothing that happened in one.

    ``glossed`` are the sentences as the reader reads them (``glossing``), where they are not English.
    """
    lexicon, words = event_lexicon(pack), modality_words(pack)
    originals = Originals(sentences, glossed or sentences)
    sentences = glossed or sentences
    signs = weigh_signs(sentences, actors, places, pack)
    if not lexicon.verbs or signs.silent:
        return Found(())
    present = {actor.side for actor in actors}
    scene = Scene(
        document=document,
        sentences=sentences,
        published=published,
        lexicon=lexicon,
        places=Mentions(mention for mention in places if mention.sense is not PlaceSense.PEOPLE),  # what a town's people do is no event there
        days=Mentions(days),
        quantities=Mentions(quantities),
        actors=Mentions(actors),
        quotations=Mentions(quotations),
        sources=Mentions(span for attribution in attributions for span in attribution.source),
        attributions=attributions,
        side_words=side_words(pack),
        by_side={side.code: Mentions(actor for actor in actors if actor.side == side.code) for side in pack.sides if side.code in present},
    )
    reader = _Reader(scene, signs, Chains(sentences, attributions), words, pack, originals)
    for sentence in sentences:
        reader.read(sentence)
    numbered = (replace(claim, id=f"c{number}") for number, claim in enumerate(_once(reader.claims, document), start=1))
    return Found(tuple(_with_interest(numbered, scene, {item.id: item for item in quantities}, pack)))


def _once(claims: list[Claim], document: Document) -> list[Claim]:
    """The claims without those that repeat one word for word, from the same source; the body's copy is kept before the headline's."""
    headlines = [region for region in document.regions if region.kind is RegionKind.HEADLINE]
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        same = (claim.key, claim.control)
        other = kept.get(same)
        if other is None or any(region.start <= other.start < region.end for region in headlines):
            kept[same] = claim
    return sorted(kept.values(), key=lambda claim: (claim.trigger.start, claim.trigger.end))


@functools.cache
def _speakers_by_id(pack: Pack) -> Mapping[str, Speaker]:
    return {speaker.id: speaker for speaker in pack.speakers}


def _with_interest(claims: Iterable[Claim], scene: Scene, quantities: Mapping[str, Quantity], pack: Pack) -> Iterator[Claim]:
    """The claims, each with the interest of its innermost source."""
    by_id = {attribution.id: attribution for attribution in scene.attributions}
    actors = {actor.id: actor for actor in scene.actors.all}
    speakers = _speakers_by_id(pack)
    for claim in claims:
        source = by_id[claim.said_by[-1]] if claim.said_by else None
        named = tuple(actor for span in (source.source if source else ()) for actor in scene.actors.touching(span.start, span.end))
        interest, why = read_interest(claim, speaker_side(source, named, speakers), actors, quantities)
        yield replace(claim, interest=interest, interest_why=why)


class _Reader:
    """Reads sentence after sentence and keeps what later ones refer back to: the last place, actor, day and claim."""

    def __init__(self, scene: Scene, signs: WarSigns, chains: Chains, words: ModalityWords, pack: Pack, originals: Originals) -> None:
        self.claims: list[Claim] = []
        self._scene = scene
        self._signs = signs
        self._chains = chains
        self._words = words
        self._pack = pack
        self._home = side_of_outlet(scene.document, pack)
        self._originals = originals
        self._paragraph = -1
        self._day: DayMention | None = None
        self._told = ToldPlaces()
        self._speakers = _speakers_by_id(pack)
        self._mentions = {mention.id: mention for mention in scene.places.all}
        self._stormed: dict[str, set[str]] = {}
        self._last: list[Claim] = []
        self._actors: tuple[Actor, ...] = ()

    def read(self, sentence: Sentence) -> None:
        """The sentence's claims, added to ``claims``."""
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._day = None
        text = self._scene.document.text[sentence.start : sentence.end]
        is_parsed = bool(sentence.tokens[0].pos)
        if is_parsed and self._signs.believes(sentence) and not QUESTION.search(text) and not self._is_teaser(sentence, text):
            triggers = find_triggers(self._scene, sentence)
            found = [claim for trigger in triggers for claim in (self._claim(trigger),) if claim is not None]
            found.extend(find_elided(self._scene, self._chains, self._words, sentence, triggers, [*self._last, *found]))
            self._last = found or self._last
            self.claims.extend(sorted(found, key=lambda claim: (claim.trigger.start, claim.trigger.end)))
        self._remember(sentence)

    def _is_teaser(self, sentence: Sentence, text: str) -> bool:
        if sentence.kind is not RegionKind.HEADLINE and len(self._scene.sentences) > 2:
            return False
        lower = text.lower()
        return any(teaser in lower for teaser in self._scene.lexicon.teasers)

    def _claim(self, trigger: Trigger) -> Claim | None:
        scene, sentence = self._scene, trigger.sentence
        modality = read_modality(trigger, self._words)
        if modality is None or (trigger.is_noun and not trigger.is_news):
            return None
        chain = self._heard(self._chains.of(sentence, trigger.start))
        modality = _by_act(modality, chain)
        span = _within_content(clause_span(trigger), trigger, chain)
        actors, targets = read_actors(scene, trigger, self._speaker(chain), self._actors)
        if trigger.event == "withdraw" and actors and all(actor.kind is ActorKind.CIVILIANS and not is_of_men(actor) for actor in actors):
            trigger = replace(trigger, event="displace")  # "they left": only now is it known who
        read = read_places(scene, trigger, span)
        places, held = self._told.complete(scene, trigger, read)
        self._told.note(scene, trigger, read)
        foreign = foreign_side(self._pack.sides, held) if modality.mode is Mode.ONGOING else None
        known = Known(self._speaker_side(chain), self._stormer(held), foreign)
        hands = read_hands(scene, trigger, actors, targets, known, boasts=self._boasts(chain))
        if hands == Hands(None, None) and trigger.event == "withdraw" and self._tells_of_its_own(chain, actors):
            hands = Hands(None, known.speaker)
        self._note_storming(trigger.event, modality, actors, places)
        self._actors = tuple(actor for actor in actors if actor.side or actor.kind in {ActorKind.CIVILIANS, ActorKind.FORCE}) or self._actors
        is_past = trigger.event == "hold" and is_over(sentence, sentence.tokens[trigger.governor])
        control = None if is_past else read_control(scene, trigger, modality, hands, read._replace(held=held))
        return self._record(trigger, modality, chain, span, actors, targets, places, control)

    def _record(
        self,
        trigger: Trigger,
        modality: Modality,
        chain: tuple[Attribution, ...],
        span: tuple[int, int],
        actors: tuple[Actor, ...],
        targets: tuple[Actor, ...],
        places: tuple[ClaimPlace, ...],
        control: Control | None,
    ) -> Claim:
        scene = self._scene
        text = scene.document.text
        quote = text[span[0] : span[1]]
        said_by = tuple(attribution.id for attribution in chain)
        return Claim(
            id="",
            key=claim_key(trigger.event, quote, chain, modality),
            start=span[0],
            end=span[1],
            quote=quote,
            event=trigger.event,
            trigger=Span(start=trigger.start, end=trigger.end, text=text[trigger.start : trigger.end]),
            said_by=said_by,
            actor=tuple(actor.id for actor in actors),
            target=tuple(actor.id for actor in targets),
            places=places,
            day=read_day(scene, trigger, modality.mode, self._day),
            quantities=quantities_of(scene, span),
            positive=modality.positive,
            certainty=modality.certainty,
            mode=modality.mode,
            control=control,
            media=read_media(trigger, self._words, chain),
            interest=None,
            interest_why="",
        )

    def _heard(self, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """The chain without hops in which nobody speaks: silent plans and refusals, silence on what others say, and one source twice in a row."""
        kept: list[Attribution] = []
        for attribution in chain:
            cue = {word for span in attribution.cue for word in self._originals.english(span)}
            is_silent = bool(cue & self._words.words.get("silent", frozenset()))
            if is_silent and (attribution.act in {Act.PLAN, Act.REFUSE} or _is_nobody(attribution)):
                continue
            if attribution.source_kind is SourceKind.IMPERSONAL and kept and self._accords(kept[-1]):
                continue  # "according to the mayor, no losses were reported": the mayor reports
            if kept and _same_source(kept[-1], attribution):
                kept.pop()
            if attribution.act is Act.OTHER and cue & self._words.words.get("remark", frozenset()):
                continue  # "did not comment on the claim that …": others claim it
            kept.append(attribution)
        return tuple(kept)

    def _speaker(self, chain: tuple[Attribution, ...]) -> Actor | None:
        """The innermost speaker with a side: whom "it" and "they" may mean ("X says it took the town, according to state media")."""
        for span in (span for attribution in reversed(chain) for span in attribution.source):
            found = [actor for actor in self._scene.actors.touching(span.start, span.end) if actor.side]
            if found:
                return found[0]
        return None

    def _speaker_side(self, chain: tuple[Attribution, ...]) -> str | None:
        """The side of whose word it is; in the report's own voice that of the outlet, ``None`` for observers."""
        if not chain:
            return self._home
        named = tuple(actor for span in chain[-1].source for actor in self._scene.actors.touching(span.start, span.end))
        return speaker_side(chain[-1], named, self._speakers)

    def _tells_of_its_own(self, chain: tuple[Attribution, ...], actors: tuple[Actor, ...]) -> bool:
        """True where a side's government or army says that bare "troops" have gone: those of others it names."""
        known = self._speakers.get(chain[-1].source_id or "") if chain else None
        return known is not None and known.kind in OFFICES and bool(actors) and all(actor.kind is ActorKind.FORCE and not actor.side for actor in actors)

    def _boasts(self, chain: tuple[Attribution, ...]) -> bool:
        """True where the innermost source announces or claims what it tells."""
        cue = {word for span in (chain[-1].cue if chain else ()) for word in self._originals.english(span)}
        return bool(cue & self._words.words.get("boasting", frozenset()))

    def _accords(self, attribution: Attribution) -> bool:
        return any("according" in self._originals.english(span) for span in attribution.cue)

    def _stormer(self, held: tuple[PlaceMention, ...]) -> str | None:
        """The one side that stormed the place so far in this report."""
        sides = {side for mention in held for side in self._stormed.get(_place_key(mention), ())}
        return sides.pop() if len(sides) == 1 else None

    def _note_storming(self, event: str, modality: Modality, actors: tuple[Actor, ...], places: tuple[ClaimPlace, ...]) -> None:
        """Remember who storms which place."""
        sides = {actor.side for actor in actors if actor.side}
        if event in STORMING and modality.positive and sides:
            for place in places:
                mention = self._mentions.get(place.ref)
                if mention is not None:
                    self._stormed.setdefault(_place_key(mention), set()).update(sides)

    def _remember(self, sentence: Sentence) -> None:
        days = [mention for mention in self._scene.days.within(sentence.start, sentence.end) if mention.kind in USABLE and not mention.days.is_open]
        days = [mention for mention in days if not is_year_of_make(sentence, mention)]
        if days:
            self._day = days[0]
        self._told.after(self._scene, sentence)


def _is_nobody(attribution: Attribution) -> bool:
    """True for "nobody wanted to surrender", which is nobody's word."""
    return bool(attribution.source) and attribution.source[0].text.lower().split()[0] in NOBODY


def _place_key(mention: PlaceMention) -> str:
    return mention.place.id if mention.place is not None else mention.text


def claim_key(event: str, quote: str, chain: tuple[Attribution, ...], modality: Modality) -> str:
    """The claim's stable key: its event, its words evened out, its sources, its polarity and mode."""
    words = " ".join(quote.lower().split())
    sources = "|".join(attribution.source_id or " ".join(span.text for span in attribution.source).lower() for attribution in chain)
    return content_id(event, words, sources, "+" if modality.positive else "-", modality.mode.value)


def _within_content(span: tuple[int, int], trigger: Trigger, chain: tuple[Attribution, ...]) -> tuple[int, int]:
    """The span without the words of who says so, where the clause takes them in ("according to the mayor, …")."""
    start, end = span
    for content in chain[-1].content if chain else ():
        if content.start <= trigger.start and trigger.end <= content.end:
            start, end = max(start, content.start), min(end, content.end)
    return start, end


def _same_source(one: Attribution, other: Attribution) -> bool:
    """True when both are of one source by id, or by letters."""
    first, second = (" ".join(span.text for span in item.source).casefold() for item in (one, other))
    return bool(first) and (first == second or (one.source_id is not None and one.source_id == other.source_id))


def _by_act(modality: Modality, chain: tuple[Attribution, ...]) -> Modality:
    """The mode that the source's act gives to what it orders or asks, where the clause's own grammar says nothing."""
    if chain and modality.mode is Mode.HAPPENED and chain[-1].act in MODE_OF_ACT:
        return replace(modality, mode=MODE_OF_ACT[chain[-1].act])
    return modality
