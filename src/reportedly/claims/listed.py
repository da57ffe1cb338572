"""Lists of places whose head tells what became of them: "Liberated settlements: Harrow, Milford", "Under fire: Harrow and Tarn".

The rule that must not be broken: behind the colon stands nothing but names of places, commas and "and"; before it no verb with a subject of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.clause import Clause
from reportedly.claims.held_places import JOINS
from reportedly.claims.lexicon import forms
from reportedly.claims.trigger import Trigger
from reportedly.core.records import ActorKind
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from reportedly.claims.lexicon import VerbFrame
    from reportedly.claims.scene import Scene
    from reportedly.core.records import PlaceMention, Sentence, Token

LONGEST_HEAD = 12
"""Words that a list's head may have: "Settlements shelled by Eastern troops over the past day"."""
LYING = frozenset({"in", "under"})


def listed_places(scene: Scene, sentence: Sentence) -> tuple[int, tuple[int, ...]] | None:
    """Where the colon stands, and the last word of each name behind it; ``None`` unless names are all that stands there."""
    found = _behind_colon(scene, sentence)
    if found is None or any(child(sentence, token.index, {"nsubj"}) is not None for token in sentence.tokens[: found[0]]):
        return None
    return found


def is_in_list(scene: Scene, sentence: Sentence, mention: PlaceMention) -> bool:
    """True for a name in a list behind a colon that is not one of governments alone: "Targets hit: Harrow, the capital and Tarn" tells of the capital."""
    found = _behind_colon(scene, sentence)
    if found is None or mention.start < sentence.tokens[found[0]].end:
        return False
    named = [other for last in found[1] for other in scene.places.touching(sentence.tokens[last].start, sentence.tokens[last].end)]
    return any(not _is_government(scene, other) for other in named)


def _is_government(scene: Scene, mention: PlaceMention) -> bool:
    return any(actor.kind is ActorKind.GOVERNMENT for actor in scene.actors.touching(mention.start, mention.end))


def _behind_colon(scene: Scene, sentence: Sentence) -> tuple[int, tuple[int, ...]] | None:
    """Where the colon stands, and the last word of each name behind it; ``None`` where more than names stands there."""
    tokens = sentence.tokens
    colon = next((token.index for token in tokens[1 : LONGEST_HEAD + 1] if token.text == ":"), None)
    if colon is None:
        return None
    ends: dict[int, int] = {}
    for token in tokens[colon + 1 :]:
        mentions = scene.places.touching(token.start, token.end)
        if mentions:
            ends[mentions[0].start] = token.index
        elif token.text.lower() not in JOINS and token.text != ".":
            return None
    return (colon, tuple(ends.values())) if ends else None


def done_to_listed(sentence: Sentence, token: Token, colon: int, listed: tuple[int, ...]) -> Clause | None:
    """The clause of a participle in the head, with the list as what it was done to; ``None`` for a word that is no participle there."""
    is_participle = token.tag in {"VBN", "VBD"} or (token.tag == "JJ" and token.text.lower().endswith("ed"))
    if token.index >= colon or not is_participle:
        return None
    agents = (kid.index for word in children(sentence, token.index, {"agent"}) for kid in children(sentence, word.index, {"pobj"}))
    return Clause(verb=token.index, passive=True, subjects=tuple(agents), objects=listed, prepositions=())


def state_of_listed(scene: Scene, sentence: Sentence) -> Trigger | None:
    """For "Under Eastern control: Harrow" and "Under fire: Harrow" what "Harrow is under …" tells; ``None`` where the head tells of no such state."""
    found = listed_places(scene, sentence)
    for token in sentence.tokens[1 : found[0]] if found is not None else ():
        above = sentence.tokens[token.head]
        if found is None or token.relation != "pobj" or above.text.lower() not in LYING or above.index > token.index:
            continue
        frame = next((each for each in scene.lexicon.verbs.get("be", ()) if _tells(scene, sentence, each, token, above)), None)
        if frame is not None:
            held = frame.event == "hold"
            clause = Clause(verb=token.index, passive=not held, subjects=found[1] if held else (), objects=() if held else found[1], prepositions=())
            here = token.index
            return Trigger(
                sentence=sentence, event=frame.event, head=here, governor=here, first=above.index, last=here, clause=clause, frame=frame, is_news=True
            )
    return None


def _tells(scene: Scene, sentence: Sentence, frame: VerbFrame, noun: Token, preposition: Token) -> bool:
    """Whether to be "under" or "in" this noun is what the frame tells; of who holds, only with the side beside it."""
    if not any(form in frame.nouns_after for form in forms(noun)):
        return False
    if frame.event == "hold":
        return any(kid.text.lower() in scene.side_words or kid.text.lower() == "our" for kid in children(sentence, noun.index))
    return frame.particle == (preposition.text.lower(),)
