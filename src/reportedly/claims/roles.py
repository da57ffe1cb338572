"""Who acts and who is acted on, for one trigger.

The rule that must not be broken: an actor is a mention inside the role's own noun phrase, or what a pronoun there stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.claim_places import is_capital
from reportedly.claims.clause import read_clause
from reportedly.claims.lexicon import VerbFrame
from reportedly.claims.sources import SPEAKING
from reportedly.core.records import ActorKind
from reportedly.sentences.tree import children, subtree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Actor, Sentence

NOUN_PHRASE = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "case", "punct", "appos", "predet"})
OWNERS = frozenset({"their", "its", "his", "her", "our", "ours", "they", "we", "it", "he", "she", "them", "us"})
OTHERS = frozenset({"they", "them"})
FIRST = frozenset({"we", "us", "our", "ours"})
MEN_OF = frozenset({"men", "boys", "lads", "guys"})
SINGLE = SPEAKING - {"group", "ministry", "army"}
NEAR = 6
"""How many mentions back "they" is looked for."""
HARM = frozenset({"kill", "injure", "displace"})
DONE_TO = HARM | {"repel", "encircle"}
OWN_DOINGS = frozenset({"withdraw", "advance", "hold"})
TERRITORIAL = frozenset({"capture", "hold", "encircle", "advance", "withdraw", "transfer"})
Actors = tuple["Actor", ...]


def read_actors(scene: Scene, trigger: Trigger, source: Actor | None, previous: tuple[Actor, ...]) -> tuple[Actors, Actors]:
    """Actors and targets; ``source`` is who speaks, ``previous`` who acted last: what pronouns may stand for."""
    reader = _ActorReader(scene, trigger.sentence, source, previous)
    actors = reader.of(trigger.clause.subjects)
    is_place = trigger.event in TERRITORIAL  # "it is surrounded": the town is
    targets = reader.of(index for index in trigger.clause.objects if not (is_place and trigger.sentence.tokens[index].text.lower() == "it"))
    if trigger.is_noun:
        actors, targets = _of_noun(scene, trigger, actors or reader.of(_doers(scene, trigger)), targets)
    elif isinstance(trigger.frame, VerbFrame):
        actors, targets = _of_frame(scene, trigger, trigger.frame, reader, actors, targets)
    if trigger.event == "hold":
        targets = ()  # "residents of occupied X": a place is held, not they
    is_loser = isinstance(trigger.frame, VerbFrame) and trigger.frame.agent == "loser" and not trigger.clause.passive
    if trigger.event in TERRITORIAL and not is_loser:
        targets = tuple(target for target in targets if not _is_city(scene, target))
    return actors, tuple(target for target in targets if target not in actors)


def is_of_men(actor: Actor) -> bool:
    """True for "its men", "our boys": whoever has men commands them."""
    words = actor.text.lower().split() or [""]
    first, last = words[0], words[-1]
    return first in OWNERS and last in MEN_OF


def _is_city(scene: Scene, actor: Actor) -> bool:
    """True for a capital that stands for its government elsewhere; here it is the place itself."""
    return any(
        (mention.start, mention.end) == (actor.start, actor.end) and is_capital(scene, mention) for mention in scene.places.touching(actor.start, actor.end)
    )


def _of_noun(scene: Scene, trigger: Trigger, actors: Actors, targets: Actors) -> tuple[Actors, Actors]:
    """Whose it is: the adjective or possessor before the noun; "the withdrawal of X" is X's, "the killing of X" was done to X."""
    before = tuple(actor for actor in scene.actors.touching(max(0, trigger.start - 2), trigger.end) if actor.side)
    actors = actors or before
    if trigger.event in OWN_DOINGS and not actors:
        return targets, ()
    if trigger.event in DONE_TO and not targets:
        return (() if trigger.event in HARM else actors), actors
    return actors, targets


def _doers(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    """Who does what the noun names: who "completed the capture"; whom one "credited with the capture"."""
    sentence, verb = trigger.sentence, trigger.sentence.tokens[trigger.governor]
    if verb.index == trigger.head or verb.pos != "VERB":
        return ()
    lemma = verb.lemma.lower()
    if lemma not in scene.lexicon.doing | scene.lexicon.crediting:
        return ()
    clause = read_clause(sentence, verb.index)
    return clause.subjects if lemma in scene.lexicon.doing else clause.objects


def _of_frame(scene: Scene, trigger: Trigger, frame: VerbFrame, reader: _ActorReader, actors: Actors, targets: Actors) -> tuple[Actors, Actors]:
    """Where the frame says that the actor stands elsewhere than in the subject."""
    clause = trigger.clause
    if _is_theirs(trigger, frame) and targets and not actors:
        return targets, ()
    if frame.agent == "loser":
        return reader.of(phrase.head for phrase in clause.prepositions if phrase.word == "to"), actors
    if frame.agent in {"none", "victim"}:
        return (), actors if frame.agent == "victim" else targets  # "58 people died": nobody is said to have killed them
    if frame.agent in {"of", "noun", "to"}:
        heads = (phrase.head for phrase in clause.prepositions if phrase.word in {"to", "under"})
        return (reader.of(heads), targets) if frame.agent == "to" else (_of_holding_noun(scene, trigger, reader, actors), ())
    if frame.event == "withdraw" and targets and "force" in frame.object:
        return _of_withdrawal(actors, targets)
    if frame.event == "capture" and not any(target.side for target in targets):
        driven = reader.of(phrase.head for phrase in clause.prepositions if phrase.word in {"of", "from"} and phrase.owner == trigger.head)
        targets = tuple(actor for actor in driven if actor.side) or targets  # "cleared of X's troops", "taken from X"
    if frame.event == "repel" and not targets:
        targets = reader.of(_whose(trigger))
    leaves = frame.event == "displace" and frame.role == "from" and frame.subject
    return actors, () if leaves else targets  # what they leave is a place


def _whose(trigger: Trigger) -> tuple[int, ...]:
    """Whose attacks are beaten off: "attacks by the enemy", "the assault of the guards"."""
    sentence = trigger.sentence
    owners = (kid for index in trigger.clause.objects for kid in children(sentence, index, {"prep"}) if kid.text.lower() in {"of", "by"})
    return tuple(inner.index for owner in owners for inner in children(sentence, owner.index, {"pobj"}))


def _is_theirs(trigger: Trigger, frame: VerbFrame) -> bool:
    """True for the passives in which those who go or stay are the subject: "the withdrawal of the troops was completed", "troops are left in the town"."""
    goes, stays = frame.event == "withdraw" and bool(frame.nouns), frame.event == "hold" and "force" in frame.object
    return trigger.clause.passive and (goes or stays)


def _of_withdrawal(actors: Actors, moved: Actors) -> tuple[Actors, Actors]:
    """Who is made to go is who goes, and who makes them go is the other party, unless it is their own side."""
    sides = {actor.side for actor in moved if actor.side}
    if not sides and any(actor.side for actor in actors):
        return actors, ()
    return moved, tuple(actor for actor in actors if actor.side not in sides)


def _of_holding_noun(scene: Scene, trigger: Trigger, reader: _ActorReader, actors: Actors) -> Actors:
    """Who holds: "under control of the troops", "in rebel hands"; in "the troops are in control of the town" the subject does."""
    sentence, noun = trigger.sentence, trigger.last
    owners = [kid.index for kid in children(sentence, noun, {"prep"}) if kid.text.lower() in {"of", "by"}]
    heads = [kid.index for kid in children(sentence, noun, {"amod", "poss", "compound", "nmod"})]
    heads.extend(inner.index for owner in owners for inner in children(sentence, owner, {"pobj"}))
    heads.extend(phrase.head for phrase in trigger.clause.prepositions if phrase.word == "by")
    held = (*trigger.clause.subjects, *trigger.clause.objects)
    is_held = any("place" in scene.classes(sentence, head) for head in held)
    named = reader.of(heads)
    return (named or reader.of((noun,)) or actors) if is_held or not actors else actors


class _ActorReader:
    """Reads the actors of noun phrases in one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence, source: Actor | None, previous: Actors) -> None:
        self._scene = scene
        self._sentence = sentence
        self._source = source
        self._previous = previous

    def of(self, heads: Iterable[int]) -> Actors:
        """Actors of the phrases with these heads, each once."""
        return tuple(dict.fromkeys(actor for head in heads for actor in self._phrase(head)))

    def _phrase(self, head: int) -> Actors:
        sentence = self._sentence
        if sentence.tokens[head].text.lower() in OTHERS and self._source is not None:
            return self._others(sentence.tokens[head].start, self._source)
        own = self._within(head)
        if self._is_unsided_speaker(head):
            return ()
        if sentence.tokens[head].text.lower() in OWNERS:
            is_own = sentence.tokens[head].text.lower() in FIRST and self._source is None
            found = () if is_own else self._antecedent()  # "we" of a report whose side nobody knows is nobody who was named
            found = found or tuple(actor for actor in own if actor.side)
            is_thing = sentence.tokens[head].text.lower() == "its"  # no person has an "its"
            return tuple(actor for actor in found if not (is_thing and actor.kind is ActorKind.PERSON))
        sided = tuple(actor for actor in own if actor.side)
        if sided:
            return sided
        owners = [kid.text.lower() for kid in children(sentence, head, {"poss"}) if kid.text.lower() in OWNERS]
        if owners:
            return own if owners[0] in FIRST and self._source is None else self._antecedent()
        of = next((kid for kid in children(sentence, head, {"prep"}) if kid.text.lower() in {"of", "from"}), None)
        inner = next(children(sentence, of.index, {"pobj"}), None) if of is not None else None
        deeper = tuple(actor for actor in self._within(inner.index) if actor.side) if inner is not None else ()
        return deeper or self._by_word(head) or own

    def _is_unsided_speaker(self, head: int) -> bool:
        """True for "it" in "it claimed to have shot them down", who speaks being of no known side: nobody else is meant."""
        token = self._sentence.tokens[head]
        return self._source is None and token.text.lower() == "it" and bool(self._scene.sources.touching(token.start, token.end))

    def _by_word(self, head: int) -> Actors:
        """Whom an adjective of a side on the phrase stands for, where nobody is named ("an Eastern missile")."""
        tokens = (self._sentence.tokens[head], *children(self._sentence, head, {"amod", "compound", "nmod", "poss"}))
        found = (self._scene.stands_for(token) for token in tokens)
        return tuple(actor for actor in found if actor is not None)[:1]

    def _within(self, head: int) -> Actors:
        """Mentions on the head and the words before it that belong to it."""
        sentence = self._sentence
        start = sentence.tokens[head].start
        for kid in children(sentence, head, NOUN_PHRASE):
            if kid.index < head:
                start = min(start, sentence.tokens[subtree(sentence, kid.index)[0]].start)
        found = self._scene.actors.touching(start, sentence.tokens[head].end)
        return tuple(actor for actor in found if actor.kind is not ActorKind.MEDIA)

    def _others(self, offset: int, speaker: Actor) -> Actors:
        """Whom "they" means in someone's words: the many named last, else who acted last; the speaker's own only where many speak."""
        scene = self._scene
        named = (actor for actor in scene.actors.before(offset, NEAR) if actor.side and actor.kind is not ActorKind.PERSON and actor.id != speaker.id)
        many = next((actor for actor in named if actor.text.lower().endswith("s") and not scene.sources.touching(actor.start, actor.end)), None)
        if many is not None:
            return (many,)
        before = tuple(actor for actor in self._previous if actor.id != speaker.id)
        is_quoted = bool(scene.quotations.touching(offset, offset + 1))
        is_one = speaker.kind is ActorKind.PERSON or any(word in SINGLE for word in speaker.text.lower().split())
        return before or (() if is_quoted or is_one else (speaker,))

    def _antecedent(self) -> Actors:
        """Whom a pronoun means: who speaks, else who acted last."""
        return (self._source,) if self._source is not None and self._source.side else self._previous
