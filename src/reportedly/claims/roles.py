"""Who acts, who is acted on, and where, for one trigger.

The rule that must not be broken: an actor is a mention inside the role's own noun phrase, or what a pronoun there stands for;
a place that only describes a person or a unit ("the mayor of …") is no place of the event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import VerbFrame
from reportedly.core.records import ActorKind, ClaimPlace, PlaceKind, PlaceRole
from reportedly.sentences.tree import children, subtree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.claims.events import Trigger
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Actor, PlaceMention, Sentence

ROLES = {
    "from": PlaceRole.FROM,
    "out of": PlaceRole.FROM,
    "out": PlaceRole.FROM,
    "to": PlaceRole.TO,
    "into": PlaceRole.TO,
    "onto": PlaceRole.TO,
    "toward": PlaceRole.TOWARD,
    "towards": PlaceRole.TOWARD,
    "near": PlaceRole.NEAR,
    "outside": PlaceRole.NEAR,
    "around": PlaceRole.NEAR,
    "close to": PlaceRole.NEAR,
    "beside": PlaceRole.NEAR,
    "along": PlaceRole.NEAR,
    "beyond": PlaceRole.NEAR,
    "between": PlaceRole.NEAR,
}
REGIONS = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.DISTRICT})
COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "vicinity", "border"})
DIRECTION = frozenset({"direction"})
NOUN_PHRASE = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "case", "punct", "appos", "predet"})
OWNERS = frozenset({"their", "its", "his", "her", "our", "they", "we", "it", "he", "she", "them", "us"})
NO_PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Ids of actors and targets, places with their parts, and the mention whose control the event is about (or ``None``)."""

    actor: tuple[str, ...]
    target: tuple[str, ...]
    places: tuple[ClaimPlace, ...]
    held: PlaceMention | None


def read_actors(scene: Scene, trigger: Trigger, source: Actor | None, previous: tuple[Actor, ...]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and targets; ``source`` is who speaks, ``previous`` who acted last: what pronouns may stand for."""
    clause = trigger.clause
    actors = _of_phrases(scene, trigger.sentence, clause.subjects, source, previous)
    targets = _of_phrases(scene, trigger.sentence, clause.objects, source, previous)
    frame = trigger.frame
    if trigger.is_noun:
        start = trigger.start
        before = tuple(actor for actor in scene.actors.touching(max(0, start - 2), trigger.end) if actor.side)
        actors = actors or before
        if trigger.event in {"withdraw", "advance", "hold"} and not actors:
            actors, targets = targets, ()
        if trigger.event in {"kill", "injure", "displace", "repel", "encircle"} and not targets:
            targets, actors = actors, () if trigger.event in {"kill", "injure", "displace"} else actors
    if isinstance(frame, VerbFrame):
        if frame.agent == "loser":
            actors, targets = (), actors
        elif frame.agent == "none":
            actors = ()
        elif frame.agent == "to":
            actors = _of_phrases(scene, trigger.sentence, tuple(head for word, head in clause.prepositions if word in {"to", "under"}), source, previous)
        elif frame.agent == "of":
            heads = tuple(head for word, head in clause.prepositions if word in {"of", "by"})
            actors = _of_phrases(scene, trigger.sentence, heads, source, previous) or actors
        if frame.event == "withdraw" and clause.objects and not clause.passive and targets and frame.role == "from" and frame.object & {"force"}:
            actors, targets = targets, actors
    return actors, tuple(target for target in targets if target not in actors)


def _of_phrases(scene: Scene, sentence: Sentence, heads: Iterable[int], source: Actor | None, previous: tuple[Actor, ...]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for head in heads:
        for actor in _of_phrase(scene, sentence, head, source, previous):
            if actor not in found:
                found.append(actor)
    return tuple(found)


def _of_phrase(scene: Scene, sentence: Sentence, head: int, source: Actor | None, previous: tuple[Actor, ...]) -> tuple[Actor, ...]:
    token = sentence.tokens[head]
    if token.text.lower() in OWNERS:
        return _antecedent(source, previous)
    start, end = token.start, token.end
    for kid in children(sentence, head, NOUN_PHRASE):
        if kid.index < head:
            start = min(start, sentence.tokens[subtree(sentence, kid.index)[0]].start)
    own = [actor for actor in scene.actors.touching(start, end) if actor.kind is not ActorKind.MEDIA]
    sided = tuple(actor for actor in own if actor.side)
    if sided:
        return sided
    if any(kid.relation == "poss" and kid.text.lower() in OWNERS for kid in children(sentence, head)):
        return _antecedent(source, previous)
    of = next((kid for kid in children(sentence, head, {"prep"}) if kid.text.lower() in {"of", "from"}), None)
    if of is not None:
        inner = next(children(sentence, of.index, {"pobj"}), None)
        if inner is not None:
            deeper = _of_phrase(scene, sentence, inner.index, None, ())
            if deeper:
                return deeper
    return tuple(own)


def _antecedent(source: Actor | None, previous: tuple[Actor, ...]) -> tuple[Actor, ...]:
    if source is not None and source.side:
        return (source,)
    return previous


# ── places ──


def read_places(scene: Scene, trigger: Trigger, span: tuple[int, int]) -> tuple[tuple[ClaimPlace, ...], PlaceMention | None, bool]:
    """Places of the event with their parts, the named place it is about, and whether it speaks of "the city" without naming it."""
    sentence, clause = trigger.sentence, trigger.clause
    found: dict[str, PlaceRole] = {}
    held: PlaceMention | None = None
    role = PlaceRole(trigger.frame.role) if isinstance(trigger.frame, VerbFrame) else PlaceRole.AT
    is_anaphoric = False
    heads = [*clause.objects, *(clause.subjects if trigger.event in {"capture", "hold", "damage"} else ())]
    for head in heads:
        for mention in _named(scene, sentence, head):
            if mention.id not in found:
                found[mention.id] = _contain(mention, role)
                held = held or mention
        is_anaphoric |= held is None and is_anaphor(scene, sentence, head)
        inside = _inside(scene, sentence, head)
        for word, mention in inside:
            found.setdefault(mention.id, _role(sentence, word, mention, trigger))
    for word, head in clause.prepositions:
        if word == "by":
            continue
        named = _named(scene, sentence, head)
        for mention in named:
            if mention.id not in found:
                found[mention.id] = _role(sentence, word, mention, trigger)
                if (
                    held is None
                    and ((word in {"of", "over", "from", "in"} and not trigger.clause.objects) or word in {"of", "over"})
                    and _is_whole(sentence, head, mention)
                ):
                    held = mention
        is_anaphoric |= not named and is_anaphor(scene, sentence, head)
        if not named:
            for inner, mention in _inside(scene, sentence, head):
                found.setdefault(mention.id, _role(sentence, inner, mention, trigger))
    for mention in scene.places.within(*span):
        if mention.id not in found and is_scene(scene, sentence, mention):
            found[mention.id] = _role(sentence, preposition_before(sentence, mention), mention, trigger)
    places = tuple(ClaimPlace(ref=ref, role=part) for ref, part in found.items())
    return places, held, is_anaphoric


def is_scene(scene: Scene, sentence: Sentence, mention: PlaceMention) -> bool:
    """False for a place inside an actor's or a source's name, and for a country that acts."""
    for actor in scene.actors.touching(mention.start, mention.end):
        if actor.end - actor.start > mention.end - mention.start or actor.kind is ActorKind.GOVERNMENT:
            if preposition_before(sentence, mention) not in {"in", "from", "to", "into", "near", "inside", "across", "on"} or actor.start < mention.start:
                return False
    if any(source.start <= mention.start for source in scene.sources.touching(mention.start, mention.end)):
        return False
    token = _token(sentence, mention)
    if token is None:
        return True
    head = sentence.tokens[token.head]
    if head.relation == "prep" or token.relation == "pobj":
        preposition = head
        owner = sentence.tokens[preposition.head]
        if preposition.text.lower() == "of" and "people" in scene.lexicon.classes_of(owner):
            return False
    return not ("people" in scene.lexicon.classes_of(head) and token.relation in {"compound", "nmod", "amod", "poss"})


def preposition_before(sentence: Sentence, mention: PlaceMention) -> str:
    """The preposition that governs the mention, or "" when none does."""
    token = _token(sentence, mention)
    for _ in range(NO_PLACES):
        if token is None or token.head == token.index:
            return ""
        if token.relation == "pobj":
            return sentence.tokens[token.head].text.lower()
        token = sentence.tokens[token.head]
    return ""


def is_anaphor(scene: Scene, sentence: Sentence, head: int) -> bool:
    """True for "the city", "this town", "it": a place named before."""
    token = sentence.tokens[head]
    if token.text.lower() == "it":
        return True
    if "place" not in scene.lexicon.classes_of(token):
        return False
    kids = list(children(sentence, head))
    if any(kid.relation in {"prep", "relcl", "acl", "appos", "compound"} for kid in kids) or token.tag == "NNS":
        return False
    return any(kid.text.lower() in {"the", "this", "that", "its", "their"} for kid in kids)


def _token(sentence: Sentence, mention: PlaceMention):  # type: ignore[no-untyped-def]
    last = None
    for token in sentence.tokens:
        if token.start >= mention.end:
            break
        if token.end > mention.start:
            last = token
    return last


def _named(scene: Scene, sentence: Sentence, head: int) -> tuple[PlaceMention, ...]:
    """Mentions that the noun phrase itself names: its head, "the city of X", "X region", "the town, X"."""
    token = sentence.tokens[head]
    found = [mention for mention in scene.places.touching(token.start, token.end) if is_scene(scene, sentence, mention)]
    if not found and scene.lexicon.classes_of(token) & {"place", "site"}:
        for kid in children(sentence, head, {"appos", "compound", "nmod"}):
            found.extend(scene.places.touching(kid.start, kid.end))
        for kid in children(sentence, head, {"prep"}):
            if kid.text.lower() == "of":
                for inner in children(sentence, kid.index, {"pobj"}):
                    found.extend(scene.places.touching(inner.start, inner.end))
    return tuple(dict.fromkeys(found))


def _inside(scene: Scene, sentence: Sentence, head: int) -> list[tuple[str, PlaceMention]]:
    """Places that stand inside the phrase ("the northern part of X", "positions near X", "X's centre")."""
    found: list[tuple[str, PlaceMention]] = []
    for kid in children(sentence, head, {"prep"}):
        for inner in children(sentence, kid.index, {"pobj"}):
            mentions = scene.places.touching(inner.start, inner.end)
            found.extend((kid.text.lower(), mention) for mention in mentions if is_scene(scene, sentence, mention))
            if not mentions:
                found.extend(_inside(scene, sentence, inner.index))
    for kid in children(sentence, head, {"compound", "nmod", "poss", "amod"}):
        found.extend(("of", mention) for mention in scene.places.touching(kid.start, kid.end) if is_scene(scene, sentence, mention))
    return found


def _is_whole(sentence: Sentence, head: int, mention: PlaceMention) -> bool:
    token = sentence.tokens[head]
    return token.start < mention.end and mention.start < token.end


def _role(sentence: Sentence, word: str, mention: PlaceMention, trigger: Trigger) -> PlaceRole:
    token = _token(sentence, mention)
    if token is not None and token.relation == "pobj":
        above = sentence.tokens[sentence.tokens[token.head].head]
        if above.text.lower() in COMPASS:
            return PlaceRole.NEAR
        if above.text.lower() in DIRECTION:
            return PlaceRole.TOWARD
    role = ROLES.get(word)
    if role is None:
        role = PlaceRole.FROM if trigger.event == "withdraw" and word in {"of", "from"} else _contain(mention, PlaceRole.AT)
    if trigger.event in {"withdraw", "displace"} and role is PlaceRole.FROM:
        return role
    if role is PlaceRole.FROM and trigger.event not in {"advance", "deploy", "displace", "withdraw", "supply", "transfer"}:
        return PlaceRole.AT
    return role


def _contain(mention: PlaceMention, role: PlaceRole) -> PlaceRole:
    if role is PlaceRole.AT and mention.place is not None and mention.place.kind in REGIONS:
        return PlaceRole.IN
    return role
