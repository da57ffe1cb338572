"""What a claim says about who holds a place, once it is true.

The rule that must not be broken: only what happened or holds, only of places the clause names: a village "in X" says nothing of X,
and denials, what nobody could confirm, sieges and advances say nothing at all. A side is given where the language decides it and nowhere else:
who is named; who alone calls a change of hands a liberation, or a loss; who has stormed the place in the same report before it falls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.hands import CONTESTED, flag_side, fought_over, is_no_longer
from reportedly.claims.lexicon import VerbFrame, forms
from reportedly.core.records import Certainty, Control, Mode, PlaceKind
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.claims.claim_places import PlacesRead
    from reportedly.claims.modality import Modality
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Actor, PlaceMention, Token
    from reportedly.packs.records import Side

ACTUAL = frozenset({Mode.HAPPENED, Mode.ONGOING})
GAINS = frozenset({"capture", "hold"})
STATES = frozenset({"hold", "ceremony"})
CONTROLLING = frozenset({"control", "hold", "grip"})
STORMING = frozenset({"attack", "encircle", "advance"})
"""Who does this to a place and to nobody else is who it falls to."""


class Hands(NamedTuple):
    """Codes of the sides that lose and get the place; ``None`` where nobody says."""

    before: str | None
    after: str | None


class Known(NamedTuple):
    """Sides that a word may mean without naming them: whose word it is, who alone stormed the place, who is foreign there."""

    speaker: str | None
    stormer: str | None
    foreign: str | None


def foreign_side(sides: Iterable[Side], held: tuple[PlaceMention, ...]) -> str | None:
    """The one side that is not at home where the places lie; ``None`` where no side is at home there, or several are foreign."""
    countries = {mention.place.country for mention in held if mention.place is not None}
    if len(countries) != 1 or None in countries:
        return None
    at_home = [side.code for side in sides if side.country in countries]
    foreign = [side.code for side in sides if side.country not in countries]
    return foreign[0] if at_home and len(foreign) == 1 else None


def read_hands(scene: Scene, trigger: Trigger, actors: tuple[Actor, ...], targets: tuple[Actor, ...], known: Known, *, boasts: bool) -> Hands:
    """Who loses and who gets the place: those named, else what the word itself says: of the speaker's side, of who is foreign there, of who stormed it.

    ``boasts`` says that the speaker announced or claimed it.
    """
    before, after = _side(targets), _side(actors)
    if trigger.event in {"ceremony", "clash"}:
        return Hands(None, CONTESTED if trigger.event == "clash" else flag_side(scene, trigger, actors))
    if trigger.event in GAINS or trigger.event == "transfer":
        after = after or _named_holder(scene, trigger)
    words = forms(trigger.sentence.tokens[trigger.head])
    if trigger.event == "hold" and after is None and any(word in scene.lexicon.occupying for word in words):
        return Hands(before, known.foreign)
    if trigger.event != "capture" or before is not None or after is not None:
        return Hands(before, after)
    return _hands_by_word(scene, trigger, known, boasts=boasts)


def _hands_by_word(scene: Scene, trigger: Trigger, known: Known, *, boasts: bool) -> Hands:
    """Whose hands a capture tells of where no side is named in its clause."""
    words, lexicon = forms(trigger.sentence.tokens[trigger.head]), scene.lexicon
    if any(word in lexicon.losing for word in words):
        return Hands(known.speaker, None)
    if boasts and trigger.is_noun:
        return Hands(None, known.speaker)  # "X announced the capture of the town": nobody announces another's
    if any(word in lexicon.freeing for word in words):
        return Hands(None, known.speaker)
    return Hands(None, known.stormer) if any(word in lexicon.falling for word in words) else Hands(None, None)


def read_control(scene: Scene, trigger: Trigger, modality: Modality, hands: Hands, read: PlacesRead) -> Control | None:
    """The change of hands, or ``None`` when the claim says nothing of one. ``before`` and ``after`` are the pack's codes of sides, or ``contested``.

    ``place`` is the first place of a list, ``also`` the others that went the same way.
    """
    event, held = trigger.event, read.held
    if modality.mode not in ACTUAL or modality.certainty is Certainty.UNKNOWN:
        return None
    if not modality.positive:
        is_lost = event == "hold" and hands.after is not None and not _holds_posts(trigger) and is_no_longer(trigger.sentence, trigger.governor)
        return _change(held, hands.after, None) if is_lost else None
    if event == "clash":
        return _change(fought_over(scene, trigger, modality, held), None, hands.after)
    if event in GAINS and not held and hands.after is not None:
        return _change(read.shared, None, CONTESTED)
    if event == "withdraw":
        hands = Hands(hands.after, None)  # who goes is the actor
    is_told = event in GAINS | {"transfer", "ceremony", "withdraw"} and hands != Hands(None, None) and not (event in STATES and hands.after is None)
    return _change(held, hands.before, hands.after) if is_told else None


def _change(held: tuple[PlaceMention, ...], before: str | None, after: str | None) -> Control | None:
    """The change of hands of these places; ``None`` where only countries are among them."""
    places = [mention.id for mention in held if mention.place is None or mention.place.kind is not PlaceKind.COUNTRY]
    return Control(place=places[0], before=before, after=after, also=tuple(places[1:])) if places else None


def _holds_posts(trigger: Trigger) -> bool:
    """True for "held positions", "held the line": who lost those may be elsewhere in the place."""
    return isinstance(trigger.frame, VerbFrame) and bool(trigger.frame.nouns) and trigger.sentence.tokens[trigger.last].lemma.lower() not in CONTROLLING


def _named_holder(scene: Scene, trigger: Trigger) -> str | None:
    """The side named where no actor's mention stands: "under the control of X", "ceded to X", "X-held", X being a country or its adjective."""
    sentence = trigger.sentence
    if not isinstance(trigger.frame, VerbFrame):
        word = scene.document.text[trigger.start : trigger.end].lower()
        return scene.side_words.get(word.rpartition("-")[0]) if trigger.frame is None else None
    if trigger.frame.agent in {"loser", "to"}:
        return _code(scene, [sentence.tokens[phrase.head] for phrase in trigger.clause.prepositions if phrase.word == "to"])
    if trigger.frame.agent not in {"of", "noun"}:
        return None
    owners = (inner for of in children(sentence, trigger.last, {"prep"}) if of.text.lower() == "of" for inner in children(sentence, of.index, {"pobj"}))
    own = [sentence.tokens[trigger.last]] if trigger.frame.sided else []
    return _code(scene, [*own, *children(sentence, trigger.last, {"amod", "poss", "compound"}), *owners])


def _code(scene: Scene, tokens: Iterable[Token]) -> str | None:
    codes = {scene.side_words[token.text.lower()] for token in tokens if token.text.lower() in scene.side_words}
    return codes.pop() if len(codes) == 1 else None


def _side(actors: tuple[Actor, ...]) -> str | None:
    sides = {actor.side for actor in actors if actor.side}
    return sides.pop() if len(sides) == 1 else None
