"""Words that tell whose a place is without "take" or "hold": a flag over it, a hold that is no more, a fight for it, a half of it.

The rule that must not be broken: only the place itself counts, never something in it. A flag "over the town" is the town's, one over its town hall is not;
a fight "for the town" contests it, one "near" it does not. docs/decisions/claims.md has the table of what each wording says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.clause import read_clause
from reportedly.claims.lexicon import VerbFrame, forms
from reportedly.core.records import Mode, PlaceKind
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.claims.clause import Clause, Phrase
    from reportedly.claims.modality import Modality
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Actor, PlaceMention, Sentence, Token

CONTESTED = "contested"
"""The state of a place in which neither side holds all (docs/reference/format.md, ``control.after``)."""
ABOVE = frozenset({"over", "above"})
FOR = frozenset({"for", "over"})
INSIDE = frozenset({"in", "inside", "within"})
FRACTIONS = frozenset({"half", "third", "thirds", "two-thirds", "quarter", "quarters", "three-quarters", "percent", "%"})
SHARES = FRACTIONS | frozenset({"most", "majority", "bulk", "much", "part", "parts", "portion", "some"})
"""Of which a place has more: who holds one of them does not hold it all."""
STATELY = frozenset({"national", "state", "own", "large", "huge", "giant", "victory"})
"""What is said of a flag beside whose it is."""
OWN = frozenset({"their", "its", "our", "his", "her"})
OVER = frozenset({"over", "finished"})
LONGER = frozenset({"longer", "more"})
BY_NOW = frozenset({"now", "again", "already", "longer", "still"})


def is_no_longer(sentence: Sentence, verb: int) -> bool:
    """True for "no longer controls", "does not hold it any more": it did before."""
    for kid in children(sentence, verb):
        lower = kid.text.lower()
        before = sentence.tokens[kid.index - 1].text.lower() if kid.index else ""
        if lower == "anymore" or (lower in LONGER and before in {"no", "any"}):
            return True
    return False


def whose_it_is(scene: Scene, sentence: Sentence, clause: Clause) -> int | None:
    """Where the side's adjective stands in "the town is now Eastern"; ``None`` for all else.

    Without "now", "again" and the like such words tell of right rather than of hands ("the peninsula is Western").
    """
    tokens = sentence.tokens
    settled = (mention for head in clause.subjects for mention in scene.places.touching(tokens[head].start, tokens[head].end))
    if not any(mention.place is None or mention.place.kind is PlaceKind.SETTLEMENT for mention in settled):
        return None
    for kid in children(sentence, clause.verb, {"acomp", "attr", "oprd"}):
        is_alone = all(inner.relation == "advmod" for inner in children(sentence, kid.index))
        around = (*children(sentence, clause.verb, {"advmod", "neg"}), *children(sentence, kid.index, {"advmod"}))
        if kid.text.lower() in scene.side_words and is_alone and any(word.text.lower() in BY_NOW for word in around):
            return kid.index
    return None


def names_place_held(trigger: Trigger, phrase: Phrase, scene: Scene) -> bool | None:
    """Whether the phrase names the place whose hands a flag or a fight speaks of; ``None`` for every other event."""
    if trigger.event == "ceremony":
        return phrase.word in ABOVE
    if trigger.event != "clash":
        return None
    head = trigger.sentence.tokens[trigger.head]
    if phrase.owner not in {trigger.head, trigger.governor, trigger.last}:
        return False
    return phrase.word in FOR or (phrase.word in INSIDE and trigger.is_noun and any(form in scene.lexicon.battling for form in forms(head)))


def places_of_fight(trigger: Trigger) -> tuple[Phrase, ...]:
    """Where the fighting is that "continues in the town": phrases of the verb that brings its noun; empty for every other event."""
    if trigger.event != "clash" or not trigger.is_noun or trigger.governor == trigger.head:
        return ()
    return tuple(phrase for phrase in read_clause(trigger.sentence, trigger.governor).prepositions if phrase.owner == trigger.governor)


def is_share(sentence: Sentence, head: int) -> bool:
    """True for the head of "half of the town", "most of it", "60 percent of the city"."""
    return sentence.tokens[head].text.lower() in SHARES and any(kid.text.lower() == "of" for kid in children(sentence, head, {"prep"}))


def fought_over(scene: Scene, trigger: Trigger, modality: Modality, held: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The towns that a fight going on contests; a region is fought in and not fought over as a whole."""
    verb = trigger.sentence.tokens[trigger.governor]
    is_over = verb.lemma.lower() in scene.lexicon.ending or any(kid.text.lower() in OVER for kid in children(trigger.sentence, verb.index))
    if modality.mode is not Mode.ONGOING or is_over:
        return ()
    return tuple(mention for mention in held if mention.place is None or mention.place.kind is PlaceKind.SETTLEMENT)


def flag_side(scene: Scene, trigger: Trigger, actors: tuple[Actor, ...]) -> str | None:
    """The side whose flag is raised or flies; ``None`` for a white or a foreign one, for a flag that is taken down, and where nobody says whose it is."""
    if not isinstance(trigger.frame, VerbFrame) or trigger.frame.lemma in scene.lexicon.lowering:
        return None
    flag = _flag(scene, trigger)
    if flag is None:
        return None
    sentence = trigger.sentence
    words = list(children(sentence, flag.index, {"amod", "compound", "poss", "nmod"}))
    words.extend(inner for of in children(sentence, flag.index, {"prep"}) if of.text.lower() == "of" for inner in children(sentence, of.index, {"pobj"}))
    sides = {scene.side_words[word.text.lower()] for word in words if word.text.lower() in scene.side_words}
    if sides:
        return sides.pop() if len(sides) == 1 else None
    if any(word.text.lower() not in STATELY | OWN for word in words):
        return None
    raising = {actor.side for actor in actors if actor.side}
    return raising.pop() if len(raising) == 1 else None


def _flag(scene: Scene, trigger: Trigger) -> Token | None:
    """The flag among the words of the trigger and what they are about."""
    tokens = trigger.sentence.tokens
    positions: Iterable[int] = (*range(trigger.first, trigger.last + 1), *trigger.clause.subjects, *trigger.clause.objects)
    return next((tokens[index] for index in positions if "flag" in scene.lexicon.classes_of(tokens[index])), None)
