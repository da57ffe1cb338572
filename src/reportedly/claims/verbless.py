"""Headlines without a verb that tell of who holds a place: "Harrow back in rebel hands", "Easterners out of Harrow".

The rule that must not be broken: only where the sentence has no other trigger, and no finite verb stands between the place or the army and the words that tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.clause import Clause, Phrase
from reportedly.claims.held_places import headline_topic
from reportedly.claims.lexicon import forms
from reportedly.claims.trigger import Trigger
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Sentence

LONGEST_HEADLINE = 30
REACH = 4
"""How many words after its topic a headline's colon may stand."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
ARMY = frozenset({"force", "side"})


def find_verbless_hold(scene: Scene, sentence: Sentence) -> Trigger | None:
    """For a headline without a verb, "Tarn back in rebel hands": the holding of the place that opens it."""
    tokens = sentence.tokens
    colon = next((token.index for token in tokens[:REACH] if token.text == ":"), None)
    first = colon + 1 if colon is not None and colon + 1 < len(tokens) else 0  # "Ministry: Tarn under our control"
    opening = scene.places.touching(tokens[first].start, tokens[first].end) or scene.places.touching(tokens[0].start, tokens[0].end)
    frame = next((frame for frame in scene.lexicon.verbs.get("be", ()) if frame.event == "hold" and "control" in frame.nouns_after), None)
    if frame is None or not opening or len(tokens) > LONGEST_HEADLINE:
        return None
    place = max(token.index for token in tokens if token.start < opening[0].end)
    for token in tokens[place + 1 : place + 2 * REACH]:
        if token.tag in {"VBD", "VBZ", "VBP", "MD", "VBN"}:
            return None
        sided = any(kid.text.lower() in scene.side_words or kid.text.lower() == "our" for kid in children(sentence, token.index))
        under = tokens[token.head].text.lower() in {"in", "under"} and token.relation == "pobj"
        if sided and under and any(form in frame.nouns_after for form in forms(token)):
            clause = Clause(verb=token.index, passive=False, subjects=(place,), objects=(), prepositions=())
            first = place + 1
            return Trigger(
                sentence=sentence,
                event=frame.event,
                head=token.index,
                governor=token.index,
                first=first,
                last=token.index,
                clause=clause,
                frame=frame,
                is_news=True,
            )
    return None


def find_verbless_exit(scene: Scene, sentence: Sentence) -> Trigger | None:
    """For "Easterners out of Harrow", "Harrow: Eastern troops out": the leaving of the army right before "out"."""
    tokens = sentence.tokens
    if len(tokens) > LONGEST_HEADLINE:
        return None
    frame = next((frame for frame in scene.lexicon.verbs.get("gone", ()) if frame.event == "withdraw"), None)
    for token in tokens[1 : 3 * REACH] if frame is not None else ():
        if token.tag in FINITE:
            return None
        before = token.index - 1
        if token.text.lower() != "out" or not scene.classes(sentence, before) & ARMY:
            continue
        after = next((word for word in tokens[token.index + 1 : token.index + 2] if word.text.lower() == "of"), None)
        left = next((word.index for word in tokens[after.index + 1 :] if scene.places.touching(word.start, word.end)), None) if after is not None else None
        phrases = (Phrase("out of", left, token.index),) if left is not None else ()
        if not phrases and headline_topic(scene, sentence) is None:
            continue
        return Trigger(
            sentence=sentence,
            event="withdraw",
            head=token.index,
            governor=token.index,
            first=token.index,
            last=token.index,
            clause=Clause(verb=token.index, passive=True, subjects=(), objects=(before,), prepositions=phrases),
            frame=frame,
            is_news=True,
        )
    return None
