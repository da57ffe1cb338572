"""Where an event is: the places of its clause, each with its part, and the one whose hands it is about.

The rule that must not be broken: a place that only describes a person or a unit ("the mayor of …") is no place of the event,
and "a village in X" does not name X as what was taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.clause import read_clause
from reportedly.claims.hands import is_share, names_place_held, places_of_fight
from reportedly.claims.held_places import addressed_by, end_of_march, is_left_out, listed_after, names_joined_region, names_route, topic_of_relative
from reportedly.claims.lexicon import VerbFrame
from reportedly.claims.listed import is_in_list
from reportedly.core.records import ActorKind, ClaimPlace, PlaceKind, PlaceRole, PlaceStatus
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.claims.clause import Phrase
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import PlaceMention, Sentence, Token

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
ENDS, GOALS = frozenset({PlaceRole.AT, PlaceRole.FROM, PlaceRole.TO}), frozenset({PlaceRole.TO, PlaceRole.TOWARD})
REGIONS = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.DISTRICT})
MEN = frozenset({"man", "boy", "lad", "people"})
_START, _END = attrgetter("start"), attrgetter("end")
COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "vicinity", "border"})
WHOLES = frozenset({"all", "whole", "entirety"})
PARTS = frozenset({"district", "neighbourhood", "neighborhood", "suburb", "quarter", "sector", "street", "block", "part"})
"""What, with "of", is a part of a settlement, be it a place itself."""
SIDES_OF_A_PLACE = frozenset(
    {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "downtown", "upper", "lower"}
) | frozenset(f"{one}{dash}{other}{end}" for one in ("north", "south") for dash in ("", "-") for other in ("east", "west") for end in ("", "ern"))
IN_PART = frozenset({"partially", "partly", "mostly", "largely", "half", "nearly", "almost", "briefly"})
"""Adverbs with which a place does not change hands, or not as a whole, or not for long."""
TALKED = frozenset({"accuse", "sanction", "threaten", "negotiate", "agree"})
"""What is done to governments: a capital to which it is done is none of its places."""
SMALL = frozenset({"company", "platoon", "squad", "crew", "patrol", "detachment", "battalion", "team", "comrade"})
"""Units that leave a place without giving it up: of a town's garrison they are a part."""
SOME = frozenset({"some", "several", "few", "certain", "individual", "part", "most", "many", "half", "majority", "bulk", "handful", "number", "third", "rest"})
"""What is not all of an army: the place stays in the same hands."""
QUANTIFIERS = frozenset({"det", "amod", "nummod", "quantmod", "predet", "nmod"})
LONGEST_HEADLINE = 30
NAME_HEADS = 4
"""How many heads a name of several words may have up to its preposition."""
SECTION_MARKS = ("|", " « ")
"""What follows these in a headline names a section of the site; a mark that stands at its word opens a quotation."""
LOCATING = frozenset({"in", "from", "to", "into", "near", "inside", "across", "on"})
CROWDS = frozenset({"civilian", "resident", "inhabitant", "villager", "people", "hostage"})
"""Harm done to "X residents" is done in X; a mayor of X may be anywhere."""
MARCHED = frozenset({"attack", "advance", "repel", "clash", "encircle"})
"""What is told of troops on their way from one town to another: of "the A – B direction" both ends are told apart."""
FIRED = frozenset({"shell", "strike", "attack"})
HANDED = frozenset({"transfer", "capture", "hold"})
"""What follows "to" is whom the place goes to, not where."""
ACTED = frozenset(
    {"attack", "shell", "strike", "repel", "advance", "deploy", "mobilise", "supply", "aid", "threaten", "accuse", "sanction", "negotiate", "agree"}
)
"""What only people do: a town that does it stands for its government or garrison."""
PLACE_SUBJECTS = frozenset({"capture", "hold", "damage", "deprive"})


class PlacesRead(NamedTuple):
    """Places of a clause; the named places whose hands it is about; the noun by which it means a place named before ("the city").

    ``shared``: places of which a share is meant ("half of the city").
    """

    places: tuple[ClaimPlace, ...]
    held: tuple[PlaceMention, ...]
    anaphor: Token | None
    holds_anaphor: bool
    shared: tuple[PlaceMention, ...] = ()


def read_places(scene: Scene, trigger: Trigger, span: tuple[int, int]) -> PlacesRead:
    """Places of the event with their parts: its object, its prepositions, and what else its clause names."""
    sentence, clause = trigger.sentence, trigger.clause
    role = PlaceRole(trigger.frame.role) if isinstance(trigger.frame, VerbFrame) else PlaceRole.AT
    reader = _PlaceReader(scene, trigger)
    if trigger.event == "hold" and sentence.tokens[trigger.head].relation in {"amod", "compound"}:
        reader.hold(sentence.tokens[sentence.tokens[trigger.head].head])
    may_be_subject = trigger.event in PLACE_SUBJECTS and not (trigger.event in {"capture", "hold"} and clause.objects)  # "the capital lost the town"
    for head in (*clause.objects, *(clause.subjects if may_be_subject else ())):
        if trigger.event not in TALKED or not _is_government(scene, sentence.tokens[head]):
            reader.take(topic_of_relative(scene, sentence, clause.verb, head), "", role, holds=True)
    for phrase in (*clause.prepositions, *places_of_fight(trigger), *_of_passive_noun(trigger)):
        holder = phrase.owner == trigger.last and _is_holder(scene, sentence, phrase.head, trigger)
        if phrase.word != "by" and not (phrase.word == "to" and trigger.event in HANDED) and not holder:
            reader.take(phrase.head, phrase.word, None, holds=_may_hold(scene, trigger, phrase))
    for mention in scene.places.within(*span):
        preposition = preposition_before(sentence, mention)
        is_recipient = (preposition == "to" and trigger.event in HANDED) or (preposition == "of" and _holds_it(scene, sentence, mention, trigger))
        is_actor = _is_acting_country(sentence, mention) or acts(sentence, mention, trigger)
        if is_scene(scene, sentence, mention) and not is_recipient and not is_actor:
            reader.add(mention, preposition)
    places = tuple(ClaimPlace(ref=ref, role=part) for ref, part in reader.found.items())
    inside = sentence.tokens[trigger.first : trigger.last + 1]  # "is almost fully in their hands"
    in_part = any(word.text.lower() in IN_PART for word in (*children(sentence, trigger.governor, {"advmod"}), *inside))
    in_part |= [token.text.lower() for token in sentence.tokens[max(0, trigger.governor - 2) : trigger.governor]] == ["all", "but"]
    is_few = (trigger.event == "withdraw" and not leaves_as_force(scene, trigger)) or (_is_presence(trigger) and _is_some_of(sentence, clause.subjects))
    if in_part or is_few:
        return PlacesRead(places, (), reader.anaphor, holds_anaphor=False)
    return PlacesRead(places, tuple(reader.held), reader.anaphor, reader.holds_anaphor, tuple(reader.shared))


def _of_passive_noun(trigger: Trigger) -> tuple[Phrase, ...]:
    """Phrases of the noun that is the subject of its light verb: "the withdrawal from the town has been completed"."""
    if not trigger.clause.passive or not isinstance(trigger.frame, VerbFrame) or not trigger.frame.nouns:
        return ()
    return tuple(phrase for phrase in read_clause(trigger.sentence, trigger.first).prepositions if phrase.owner == trigger.first)


def leaves_as_force(scene: Scene, trigger: Trigger) -> bool:
    """False where only civilians, the wounded, arms, ships or some of the troops leave: the place stays in the same hands."""
    tokens, clause = trigger.sentence.tokens, trigger.clause
    is_light = isinstance(trigger.frame, VerbFrame) and bool(trigger.frame.nouns)  # "took their leave": nobody but they was moved
    moved = [] if is_light else [index for index in clause.objects if not _is_left(scene, tokens[index])]
    for index in moved or clause.subjects:
        token = tokens[index]
        classes = scene.lexicon.classes_of(token)
        if token.lemma.lower() in MEN and any(kid.relation == "poss" for kid in children(trigger.sentence, index)):
            continue  # "pulled its men out": an army's
        is_common = token.tag in {"NN", "NNS", "VBN", "JJ"}
        if _is_some_of(trigger.sentence, (index,)) or (token.tag == "NN" and token.lemma.lower() in SMALL):
            return False
        if is_common and "force" not in classes and (moved or classes & {"equipment", "people"}):
            return False
    return True


def _is_presence(trigger: Trigger) -> bool:
    """True for "remain in the town", which few may do in a place that others hold."""
    return trigger.event == "hold" and isinstance(trigger.frame, VerbFrame) and not (trigger.frame.object or trigger.frame.nouns or trigger.frame.nouns_after)


def _is_some_of(sentence: Sentence, heads: Iterable[int]) -> bool:
    """True for "some troops", "most of the men", "nearly all units", "a handful of soldiers"."""
    for head in heads:
        kids = tuple(children(sentence, head, QUANTIFIERS))
        if any(word.text.lower() in SOME for word in (sentence.tokens[head], *kids)):
            return True
        if any(inner.text.lower() in IN_PART for kid in kids for inner in children(sentence, kid.index, {"advmod"})):
            return True
    return False


def _is_left(scene: Scene, token: Token) -> bool:
    return bool(scene.places.touching(token.start, token.end) or scene.lexicon.classes_of(token) & {"place", "position", "site", "land"} or token.tag == "PRP")


def _may_hold(scene: Scene, trigger: Trigger, phrase: Phrase) -> bool:
    """True when the phrase names what is held, taken or left: "control of X", "withdrew from X", "remain in X"."""
    told = names_place_held(trigger, phrase, scene)
    if told is not None:
        return told
    if phrase.word in {"of", "over"}:
        return trigger.first <= phrase.owner <= trigger.last
    if phrase.word in {"from", "out of"}:
        return trigger.event in {"withdraw", "capture"} and phrase.owner in {trigger.head, trigger.governor, trigger.last}
    return phrase.word in {"in", "at", "onto", "on", "to"} and trigger.event == "hold" and phrase.owner in {trigger.head, trigger.last}


class _PlaceReader:
    """Gathers the places of one trigger."""

    def __init__(self, scene: Scene, trigger: Trigger) -> None:
        self.found: dict[str, PlaceRole] = {}
        self.held: list[PlaceMention] = []
        self.shared: list[PlaceMention] = []
        self.anaphor: Token | None = None
        self.holds_anaphor = False
        self._scene = scene
        self._trigger = trigger

    def take(self, head: int, word: str, role: PlaceRole | None, *, holds: bool) -> None:
        """Places of one noun phrase: named by it, meant by it ("the city"), or standing inside it."""
        scene, sentence = self._scene, self._trigger.sentence
        listed = listed_after(scene, sentence, head) if holds else ()
        self.held.extend(mention for mention in listed if mention not in self.held)
        named = listed or _named(scene, sentence, head, is_object=role is not None)
        for mention in named:
            self.add(mention, word, role)
            if holds and mention not in self.held and self._is_whole(head, mention):
                self.held.append(mention)
        if not named and is_anaphor(scene, sentence, head) and self.anaphor is None:
            self.anaphor = sentence.tokens[head]
            self.holds_anaphor = holds
        if not named:
            for inner, mention in _inside(scene, sentence, head):
                if not _holds_it(scene, sentence, mention, self._trigger):
                    is_end = inner == "of" and self._trigger.event == "withdraw" and ROLES.get(word) in GOALS  # "withdrew to the outskirts of X"
                    self.add(mention, word if is_end else inner)
                    if holds and inner == "of" and is_share(sentence, head):
                        self.shared.append(mention)

    def _is_whole(self, head: int, mention: PlaceMention) -> bool:
        """True when the phrase is the place itself, and the name is meant as it stands."""
        scene, sentence = self._scene, self._trigger.sentence
        last = last_token(sentence, mention)
        if last is not None and (names_route(sentence, last) or names_joined_region(scene, sentence, mention, last)):
            return False
        return _names_whole(scene, sentence, head, mention) and not is_left_out(sentence, mention)

    def hold(self, name: Token) -> None:
        """The place that is held by its own adjective, be it in somebody's description ("residents of occupied X")."""
        for mention in self._scene.places.touching(name.start, name.end):
            self.add(mention, "")
            self.held = self.held or [mention]

    def add(self, mention: PlaceMention, word: str, role: PlaceRole | None = None) -> None:
        """Keep the first part that a place is given."""
        if mention.id not in self.found:
            part = _contain(mention, role) if role is not None else _role(self._trigger.sentence, word, mention, self._trigger)
            self.found[mention.id] = self._as_named(mention, part)

    def _as_named(self, mention: PlaceMention, part: PlaceRole) -> PlaceRole:
        """The part of what the name stands for: a road named after two towns runs near both; the A of "the A and B regions" is a region."""
        last = last_token(self._trigger.sentence, mention)
        if last is None:
            return part
        if self._trigger.event in MARCHED:
            march = end_of_march(self._scene, self._trigger.sentence, mention)
            if march is not None:
                return march
        if part in ENDS and names_route(self._trigger.sentence, last):
            return PlaceRole.NEAR
        return PlaceRole.IN if names_joined_region(self._scene, self._trigger.sentence, mention, last) else part


def _holds_it(scene: Scene, sentence: Sentence, mention: PlaceMention, trigger: Trigger) -> bool:
    """True for the country in "under the control of X"."""
    token = last_token(sentence, mention)
    owned = token is not None and token.relation == "pobj" and sentence.tokens[token.head].head == trigger.last
    return owned and token is not None and _is_holder(scene, sentence, token.index, trigger)


def _is_holder(scene: Scene, sentence: Sentence, head: int, trigger: Trigger) -> bool:
    """True for a country behind the noun of holding: it holds the place and is none."""
    if not isinstance(trigger.frame, VerbFrame) or trigger.frame.agent not in {"of", "noun"}:
        return False
    token = sentence.tokens[head]
    return any(_is_country(mention) for mention in scene.places.touching(token.start, token.end))


def _is_country(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind is PlaceKind.COUNTRY


def _is_acting_country(sentence: Sentence, mention: PlaceMention) -> bool:
    """A country in no prepositional phrase acts or owns; nothing happens in it."""
    return mention.place is not None and mention.place.kind is PlaceKind.COUNTRY and not preposition_before(sentence, mention)


def _names_whole(scene: Scene, sentence: Sentence, head: int, mention: PlaceMention) -> bool:
    """True when the phrase is the place itself ("X", "the city of X"), not something in it ("an X region village")."""
    token = sentence.tokens[head]
    kids = tuple(children(sentence, head))
    if _within(token, mention):
        return not any(kid.text.lower() in SIDES_OF_A_PLACE and not _within(kid, mention) for kid in kids)
    if token.text.lower() in WHOLES:
        return not any(kid.text.lower() in IN_PART for kid in kids)
    is_town = mention.place is None or mention.place.kind is PlaceKind.SETTLEMENT
    is_part = is_town and token.lemma.lower() in PARTS and any(kid.text.lower() == "of" for kid in kids)
    if is_part or "place" not in scene.lexicon.classes_of(token) or token.tag == "NNS":
        return token.tag == "NNS" and _is_one_of_several(scene, sentence, token, mention)
    inside = last_token(sentence, mention)
    if inside is not None and inside.relation in {"compound", "nmod"}:
        return mention.place is None or mention.place.kind is PlaceKind.SETTLEMENT
    return True


def _is_one_of_several(scene: Scene, sentence: Sentence, head: Token, mention: PlaceMention) -> bool:
    """True for each of "the towns of X and Y": a town is no "towns of", so it is the towns themselves that are named."""
    token = last_token(sentence, mention)
    is_region = mention.place is not None and mention.place.kind is not PlaceKind.SETTLEMENT
    if token is None or is_region or head.lemma.lower() in PARTS or "place" not in scene.lexicon.classes_of(head):
        return False
    while token.relation == "conj":
        token = sentence.tokens[token.head]
    of = sentence.tokens[token.head]
    return token.relation == "pobj" and of.text.lower() == "of" and of.head == head.index and any(children(sentence, token.index, {"conj"}))


def _within(token: Token, mention: PlaceMention) -> bool:
    return token.start < mention.end and mention.start < token.end


def is_scene(scene: Scene, sentence: Sentence, mention: PlaceMention) -> bool:
    """False for a place inside an actor's or a source's name, for one that describes a person, and for a country that acts."""
    if any(mark in scene.document.text[sentence.start : mention.start] for mark in SECTION_MARKS):
        return False
    if any(source.start <= mention.start for source in scene.sources.touching(mention.start, mention.end)) or _is_owner(sentence, mention):
        return False
    preposition = preposition_before(sentence, mention)
    for actor in scene.actors.touching(mention.start, mention.end):
        is_part = actor.end - actor.start > mention.end - mention.start or actor.kind is ActorKind.GOVERNMENT
        if is_part and (preposition not in LOCATING or actor.start < mention.start) and not is_in_list(scene, sentence, mention):
            return False
    token = last_token(sentence, mention)
    return token is None or not _describes(scene, sentence, mention, token)


def is_capital(scene: Scene, mention: PlaceMention) -> bool:
    """True for a settlement whose name was taken for the government that sits there."""
    if mention.place is None or mention.place.kind is not PlaceKind.SETTLEMENT:
        return False
    actors = scene.actors.touching(mention.start, mention.end)
    return any(actor.kind is ActorKind.GOVERNMENT and (actor.start, actor.end) == (mention.start, mention.end) for actor in actors)


def _is_government(scene: Scene, token: Token) -> bool:
    """True for a capital that stands for who governs there."""
    return any(is_capital(scene, mention) for mention in scene.places.touching(token.start, token.end))


def _is_owner(sentence: Sentence, mention: PlaceMention) -> bool:
    """True for a country whose something is ("the East's shelling"): its government or army is meant, not its land."""
    token = last_token(sentence, mention)
    if token is None or mention.place is None or mention.place.kind is not PlaceKind.COUNTRY:
        return False
    return token.relation == "poss" or any(kid.relation == "case" for kid in children(sentence, token.index))


def acts(sentence: Sentence, mention: PlaceMention, trigger: Trigger) -> bool:
    """True for a town that does what the clause says ("the capital launched airstrikes"): its government is meant."""
    frame = trigger.frame
    if not isinstance(frame, VerbFrame) or trigger.clause.passive or frame.agent not in {"subject", "loser"} or "place" in frame.subject:
        return False
    token = last_token(sentence, mention)
    is_point = mention.place is not None and mention.place.kind is PlaceKind.SETTLEMENT
    return is_point and token is not None and token.index in trigger.clause.subjects and (trigger.event in ACTED or _takes_or_loses(trigger))


def _takes_or_loses(trigger: Trigger) -> bool:
    """True for "the capital lost the town": of two places the first is a government."""
    return trigger.event in HANDED and bool(trigger.clause.objects)


def _describes(scene: Scene, sentence: Sentence, mention: PlaceMention, token: Token) -> bool:
    """True for "the mayor of X", "X residents", and for an adjective that the place finder took for a name ("rebel-held")."""
    if mention.status is PlaceStatus.UNKNOWN and token.tag in {"VBN", "JJ"}:
        return True
    head = sentence.tokens[token.head]
    owner = sentence.tokens[head.head] if head.text.lower() == "of" and token.relation == "pobj" else head
    is_beside = owner is not head or token.relation in {"compound", "nmod", "amod", "poss"}
    return is_beside and "people" in scene.lexicon.classes_of(owner)


def preposition_before(sentence: Sentence, mention: PlaceMention) -> str:
    """The preposition that governs the mention, or "" when none does."""
    token = last_token(sentence, mention)
    for _ in range(NAME_HEADS):
        if token is None or token.head == token.index:
            break
        above = sentence.tokens[token.head]
        if token.relation == "pobj":
            return above.text.lower()
        token = above
    at = bisect_right(sentence.tokens, mention.start, key=_END)
    before = sentence.tokens[max(0, at - 2) : at]
    words = [word.text.lower() for word in before if word.text.lower() != "the"]
    return words[-1] if words and (words[-1] in ROLES or words[-1] in LOCATING) else ""  # the tree may take a strange name for a verb


def is_anaphor(scene: Scene, sentence: Sentence, head: int) -> bool:
    """True for "the city", "this town", "it": a place named before."""
    token = sentence.tokens[head]
    if token.text.lower() == "it":
        return True
    if "place" not in scene.lexicon.classes_of(token):
        return False
    kids = list(children(sentence, head))
    if token.tag == "NN" and _is_bare_in_headline(sentence, kids):
        return True
    if any(kid.relation in {"prep", "acl", "appos", "compound"} for kid in kids) or token.tag == "NNS":
        return False
    if any(kid.relation == "relcl" for kid in kids) and not (head + 1 < len(sentence.tokens) and sentence.tokens[head + 1].text == ","):
        return False  # "the city that they had left" is told apart by its clause; "the city, which …" is known
    return any(kid.text.lower() in {"the", "this", "that", "its", "their"} for kid in kids)


def _is_bare_in_headline(sentence: Sentence, kids: list[Token]) -> bool:
    """True for "control of key port city" in a line without articles: headlines drop "the", and one city takes no plural."""
    if len(sentence.tokens) > LONGEST_HEADLINE or any(token.text.lower() in {"the", "a", "an"} for token in sentence.tokens):
        return False
    return all(kid.relation in {"amod", "compound", "punct"} and kid.pos != "PROPN" for kid in kids)


def last_token(sentence: Sentence, mention: PlaceMention) -> Token | None:
    """The last word of the mention in this sentence: the head of a name, as a rule."""
    at = bisect_left(sentence.tokens, mention.end, key=_START)  # a look through all of them was half of a sentence of 500 quotations
    last = sentence.tokens[at - 1] if at else None
    return last if last is not None and last.end > mention.start else None


def _named(scene: Scene, sentence: Sentence, head: int, *, is_object: bool) -> tuple[PlaceMention, ...]:
    """Mentions that the noun phrase itself names: its head, "the city of X", "X region", "the town, X".

    A capital stands for its government, but not as what is taken, held or hit.
    """
    token = sentence.tokens[head]
    mentions = scene.places.touching(token.start, token.end)
    found = [mention for mention in mentions if is_scene(scene, sentence, mention) or (is_object and is_capital(scene, mention))]
    if not found and (scene.lexicon.classes_of(token) & {"place", "site"} or token.text.lower() in WHOLES):
        for kid in children(sentence, head, {"prep"}):
            if kid.text.lower() == "of":
                for inner in children(sentence, kid.index, {"pobj"}):
                    for name in _joined(sentence, inner):
                        found.extend(scene.places.touching(name.start, name.end))
        beside = {"appos"} if found else {"appos", "compound", "nmod"}  # in "the A village of B" A only says where
        for kid in children(sentence, head, beside):
            found.extend(scene.places.touching(kid.start, kid.end))
    found = [addressed_by(scene, mention) for mention in found]
    return tuple(dict.fromkeys(found))


def _joined(sentence: Sentence, token: Token) -> list[Token]:
    """The token and what is joined to it: "X, Y and Z"."""
    found = [token]
    for one in found:
        found.extend(children(sentence, one.index, {"conj"}))
    return found


def _inside(scene: Scene, sentence: Sentence, head: int) -> list[tuple[str, PlaceMention]]:
    """Places that stand inside the phrase ("the northern part of X", "positions near X", "X's centre")."""
    found: list[tuple[str, PlaceMention]] = []
    for kid in children(sentence, head, {"prep"}):
        for inner in children(sentence, kid.index, {"pobj"}):
            mentions = scene.places.touching(inner.start, inner.end)
            found.extend((kid.text.lower(), mention) for mention in mentions if is_scene(scene, sentence, mention))
            if not mentions:
                found.extend(_inside(scene, sentence, inner.index))
    is_crowd = sentence.tokens[head].lemma.lower() in CROWDS
    for kid in children(sentence, head, {"compound", "nmod", "poss", "amod"}):
        mentions = scene.places.touching(kid.start, kid.end)
        found.extend(("of", mention) for mention in mentions if is_crowd or is_scene(scene, sentence, mention))
    return found


def _role(sentence: Sentence, word: str, mention: PlaceMention, trigger: Trigger) -> PlaceRole:
    token = last_token(sentence, mention)
    if token is not None and token.relation == "pobj":
        above = sentence.tokens[sentence.tokens[token.head].head]
        if above.text.lower() in COMPASS:
            return PlaceRole.NEAR
        if above.text.lower() == "direction":
            return PlaceRole.TOWARD
    role = ROLES.get(word)
    if role is None:
        role = PlaceRole.FROM if trigger.event == "withdraw" and word in {"of", "from"} else _contain(mention, PlaceRole.AT)
    if trigger.event in {"withdraw", "displace"} and role is PlaceRole.FROM:
        return role
    if role is PlaceRole.FROM and trigger.event not in {"advance", "deploy", "displace", "withdraw", "supply", "transfer"}:
        return role if _fires_from(sentence, mention, trigger) else PlaceRole.AT
    return role


def _fires_from(sentence: Sentence, mention: PlaceMention, trigger: Trigger) -> bool:
    """True for the B of "shelled A from B": where the guns stand, not where the shells fall."""
    token = last_token(sentence, mention)
    if trigger.event not in FIRED or token is None or token.relation != "pobj":
        return False
    return sentence.tokens[token.head].head in {trigger.head, trigger.governor, trigger.last, *trigger.clause.objects}


def _contain(mention: PlaceMention, role: PlaceRole) -> PlaceRole:
    if role is PlaceRole.AT and mention.place is not None and mention.place.kind in REGIONS:
        return PlaceRole.IN
    return role
