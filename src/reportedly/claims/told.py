"""Places that the telling has reached: what "the city" means, and where a clause that names no place plays.

The rule that must not be broken: a place is inherited only from the same sentence or from what came before, never from what follows in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.claim_places import acts, is_capital, is_scene, leaves_as_force
from reportedly.claims.held_places import headline_topic, only_locates
from reportedly.claims.lexicon import VerbFrame, forms
from reportedly.core.records import ActorKind, ClaimPlace, PlaceKind, PlaceRole, PlaceStatus
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.claim_places import PlacesRead
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import PlaceMention, Sentence, Token

TOWN = 3_000
"""Inhabitants from which "the city" or "the town" may mean a place; only a guide where two are near."""
VILLAGE = 20_000
CITY = 50_000
"""Inhabitants from which a place is rather called a city than a town (towns of the Degree of Urbanisation end at 50,000; Eurostat, 2021)."""
HARM = frozenset({"kill", "injure", "damage", "destroy"})
KEPT = 4
REACH = 12
"""How many mentions back a place that "the city" means is looked for; past that the telling is elsewhere."""
TOWNS = frozenset({"city", "town", "capital"})
VILLAGES = frozenset({"village", "settlement", "hamlet"})
REGION_WORDS = frozenset({"region", "oblast", "province", "district", "peninsula"})
REGIONS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA})
SITES = frozenset({"it", "island", "airport", "airfield", "plant", "bridge", "base", "station", "port", "islet"})


SEAT = 5
"""How far from its end its seat stands: "the general staff in X"."""
BUILT = SITES - {"it", "island", "islet"}
"""What stands in a place and is not all of it."""


class ToldPlaces:
    """The last few places of the telling, the latest first; places of events stand before places only named."""

    def __init__(self) -> None:
        """Nothing has been told yet."""
        self._events: list[PlaceMention] = []
        self._named: list[PlaceMention] = []
        self._called: dict[str, set[str]] = {}

    def complete(self, scene: Scene, trigger: Trigger, read: PlacesRead) -> tuple[tuple[ClaimPlace, ...], tuple[PlaceMention, ...]]:
        """The clause's places with what it takes over, and the places whose hands it is about."""
        here = [
            mention
            for mention in scene.places.within(trigger.sentence.start, trigger.sentence.end)
            if not _is_country(mention)
            and mention.status is not PlaceStatus.UNKNOWN
            and is_scene(scene, trigger.sentence, mention)
            and not acts(trigger.sentence, mention, trigger)
        ]
        before = [mention for mention in here if mention.end <= trigger.start]
        leaves = trigger.event == "withdraw" or (isinstance(trigger.frame, VerbFrame) and trigger.frame.role == "from")
        role = PlaceRole.FROM if leaves else PlaceRole.AT
        topic = headline_topic(scene, trigger.sentence) if trigger.event == "withdraw" else None
        if topic is not None and {place.ref for place in read.places} <= {topic.id}:
            return (ClaimPlace(ref=topic.id, role=role),), (topic,) if leaves_as_force(scene, trigger) else ()
        if read.anaphor is not None and not read.held:
            noun = read.anaphor.text.lower()
            is_town = noun in TOWNS | VILLAGES
            chosen = self._latest(scene, noun, read.anaphor.start) if is_town else _meant(noun, [*reversed(before), *self._events, *self._named])
            if chosen is None:
                return read.places, ()
            taken = chosen.id in {place.ref for place in read.places}
            places = read.places if taken else (*read.places, ClaimPlace(ref=chosen.id, role=role))
            is_itself = noun not in BUILT or (chosen.place is not None and chosen.place.kind is PlaceKind.SITE)
            return places, (chosen,) if read.holds_anaphor and is_itself else ()
        if not read.places and before:
            return (ClaimPlace(ref=before[-1].id, role=role),), ()
        near = [] if read.places else [mention for mention in here if not _is_of_next(scene, trigger, mention)]
        if near:
            return (ClaimPlace(ref=near[0].id, role=role),), ()
        return read.places, read.held

    def note(self, scene: Scene, trigger: Trigger, read: PlacesRead) -> None:
        """Remember where an event was said to be."""
        refs = [place.ref for place in read.places]
        for mention in scene.places.within(trigger.sentence.start, trigger.sentence.end):
            if refs and mention.id == refs[0] and not _is_country(mention):
                self._events = [mention, *(kept for kept in self._events if not _same(kept, mention))][:KEPT]

    def after(self, scene: Scene, sentence: Sentence) -> None:
        """Remember the places that the sentence named, and which of them it called a town."""
        for mention, noun in iter_called(scene, sentence):
            self._called.setdefault(_key(mention), set()).add(noun)
        for mention in scene.places.within(sentence.start, sentence.end):
            if not _is_country(mention) and mention.status is not PlaceStatus.UNKNOWN and is_scene(scene, sentence, mention):
                self._named = [mention, *(kept for kept in self._named if not _same(kept, mention))][:KEPT]

    def _latest(self, scene: Scene, noun: str, offset: int) -> PlaceMention | None:
        """The settlement of the noun's kind that was named last, wherever it stood; ``None`` where it is not known which one that is.

        One that is seldom called so (a city of 100,000 "the town") gives way to one that this report called so.
        """
        latest: PlaceMention | None = None
        for mention in scene.places.before(offset, REACH):
            if _stands_for_people(scene, mention) or only_locates(scene, mention):
                continue
            if mention.status is not PlaceStatus.RESOLVED:
                return latest
            if mention.place is None or mention.place.kind is not PlaceKind.SETTLEMENT or not _fits(noun, mention):
                continue
            called = self._called.get(_key(mention), set())
            if noun in called or (latest is None and not called and _is_likely(noun, mention)):
                return mention
            latest = latest or mention
        return latest


def _is_of_next(scene: Scene, trigger: Trigger, mention: PlaceMention) -> bool:
    """True for a place behind a semicolon, and of the next clause, which has its own subject: "held the bank, and a raid near X was beaten off".

    Harm is counted out in one breath, and where it was done comes last: "two were killed and five injured when shells fell on X".
    """
    sentence = trigger.sentence
    if any(token.text == ";" for token in sentence.tokens[trigger.last :] if token.start < mention.start):
        return True
    for joined in children(sentence, trigger.governor, {"conj"}):
        subject = child(sentence, joined.index, {"nsubj", "nsubjpass"})
        if subject is not None and subject.index > trigger.governor and not (trigger.event in HARM and _does_harm(scene, joined)):
            below = subtree(sentence, joined.index)
            if sentence.tokens[below[0]].start <= mention.start <= sentence.tokens[below[-1]].start:
                return True
    return False


def _does_harm(scene: Scene, verb: Token) -> bool:
    return any(frame.event in HARM for form in forms(verb) for frame in scene.lexicon.verbs.get(form, ()))


def iter_called(scene: Scene, sentence: Sentence) -> Iterator[tuple[PlaceMention, str]]:
    """Places with what the sentence calls them: "the town of X", "X, a town in the east", "the village X"."""
    for token in sentence.tokens:
        noun = token.text.lower()
        if noun not in TOWNS | VILLAGES:
            continue
        of = (inner for kid in children(sentence, token.index, {"prep"}) if kid.text.lower() == "of" for inner in children(sentence, kid.index, {"pobj"}))
        head = sentence.tokens[token.head]
        beside = [head] if token.relation in {"appos", "compound", "nmod"} else []
        for name in (*of, *children(sentence, token.index, {"appos"}), *beside):
            for mention in scene.places.touching(name.start, name.end):
                yield mention, noun


def _is_likely(noun: str, mention: PlaceMention) -> bool:
    """Whether a settlement of that size is called so: towns are small and cities large."""
    population = mention.place.population if mention.place is not None else 0
    return population == 0 or noun not in {"city", "town"} or (population >= CITY) == (noun == "city")


def _key(mention: PlaceMention) -> str:
    return mention.place.id if mention.place is not None else mention.text


def _stands_for_people(scene: Scene, mention: PlaceMention) -> bool:
    """True for a capital that says or does something: its government is meant, so "the town" is not it. In "residents of X said" X is a place."""
    sources = scene.sources.touching(mention.start, mention.end)
    is_source = any(source.start == mention.start and source.end <= mention.end for source in sources)
    bodies = scene.actors.touching(max(0, mention.start - SEAT), mention.start)
    is_seat = any(actor.kind is ActorKind.GOVERNMENT for actor in bodies) and any(source.start < mention.start for source in sources)
    return is_source or is_seat or is_capital(scene, mention)


def _meant(noun: str, places: list[PlaceMention]) -> PlaceMention | None:
    """The nearest place of the noun's kind; for "it" the nearest of all."""
    if noun in REGION_WORDS:
        return next((mention for mention in places if mention.place is not None and mention.place.kind in REGIONS), None)
    return next(iter(places), None) if noun in SITES | {"area", "place", "territory", "locality"} else None


def _fits(noun: str, mention: PlaceMention) -> bool:
    population = mention.place.population if mention.place is not None else 0
    return population == 0 or (population >= TOWN if noun in TOWNS else population < VILLAGE)


def _is_country(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind is PlaceKind.COUNTRY


def _same(one: PlaceMention, other: PlaceMention) -> bool:
    if one.place is not None and other.place is not None:
        return one.place.id == other.place.id
    return one.text == other.text
