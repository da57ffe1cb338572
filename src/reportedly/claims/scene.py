"""What is known of the report when its claims are read: mentions by position, and what kind of thing each noun phrase is.

The rule that must not be broken: a class is said of a noun phrase only from its own head, what is joined to it by "of", or a mention on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import NOTHING, Lexicon
from reportedly.core.records import ActorKind, PlaceKind
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.claims.mentions import Mentions
    from reportedly.core.records import Actor, Attribution, DayMention, Document, PlaceMention, Published, Quantity, Quotation, Sentence, Span, Token

PARTITIVE = frozenset({"land", "number", "position", "place"})
"""Heads that are only a part of what follows "of": "the outskirts of the town", "dozens of soldiers"."""
MEN = frozenset({"man", "member", "boy", "lad", "guy", "people", "personnel"})
NOUNS = frozenset({"NN", "NNP", "JJ"})
UNIT = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
"""A unit by its number alone; a day of the month stands in no place of an army's."""
WIRES = frozenset({"power", "transmission", "supply", "railway", "rail", "phone", "telephone", "gas", "pipe", "production", "assembly", "electricity"})
COMRADES = frozenset({"man", "boy", "lad", "guy"})
"""Whose they are commands them: "his men", "our boys"."""
THOUSANDS = re.compile(r"^\d[\d,. ]*\d{3}$|thousand")
NEAR = 12
"""How many mentions back whom a side's adjective stands for is looked for."""
ARMIES = frozenset({ActorKind.FORCE, ActorKind.GOVERNMENT})
UNLISTED = "unlisted"
"""A proper name that is no actor's and in no gazetteer: what an army takes or shells by that name is a place."""
PLURAL = frozenset({"NNS", "NNPS"})
WHOLE = frozenset({"force", "people", "place", "land", "equipment", "weapon", "military", "site", "position", "side"})
PRONOUNS = {
    **dict.fromkeys(("they", "them", "we", "us", "who", "themselves"), frozenset({"pronoun", "force", "people"})),
    **dict.fromkeys(("he", "him", "she", "her"), frozenset({"pronoun", "people"})),
    **dict.fromkeys(("it", "which", "this", "that"), frozenset({"pronoun", "place"})),
    **dict.fromkeys(("those", "others", "some", "everyone", "all", "someone", "nobody", "none"), frozenset({"pronoun", "people", "land"})),
    **dict.fromkeys(("anyone", "anybody", "somebody", "everybody"), frozenset({"pronoun", "people"})),
}
OF_PLACE = {PlaceKind.COUNTRY: frozenset({"state", "side"}), PlaceKind.SITE: frozenset({"place", "site"})}
OF_ACTOR = {
    ActorKind.FORCE: frozenset({"force"}),
    ActorKind.GOVERNMENT: frozenset({"side", "state"}),
    ActorKind.PERSON: frozenset({"name", "people"}),
    ActorKind.CIVILIANS: frozenset({"people"}),
    ActorKind.MEDIA: frozenset({"organisation"}),
    ActorKind.ORGANISATION: frozenset({"organisation"}),
    ActorKind.OTHER: NOTHING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The report's mentions, indexed by where they stand."""

    document: Document
    sentences: tuple[Sentence, ...]
    published: Published
    lexicon: Lexicon
    places: Mentions[PlaceMention]
    days: Mentions[DayMention]
    quantities: Mentions[Quantity]
    actors: Mentions[Actor]
    quotations: Mentions[Quotation]
    sources: Mentions[Span]
    attributions: tuple[Attribution, ...]
    side_words: Mapping[str, str]
    by_side: Mapping[str, Mentions[Actor]]

    def classes(self, sentence: Sentence, index: int) -> frozenset[str]:
        """The classes of the noun phrase with this head; empty for a noun that means nothing here."""
        found = self._classes(sentence, sentence.tokens[index])
        if not found or found & PARTITIVE:
            of = next((kid for kid in children(sentence, index, {"prep"}) if kid.text.lower() == "of"), None)
            inner = child(sentence, of.index, {"pobj"}) if of is not None else None
            if inner is not None:
                found |= self._classes(sentence, inner) & WHOLE
        return found

    def _classes(self, sentence: Sentence, token: Token) -> frozenset[str]:
        if token.pos in {"PRON", "DET"} and token.text.lower() in PRONOUNS:
            return PRONOUNS[token.text.lower()]
        found = self.lexicon.classes_of(token) if token.pos != "VERB" or token.tag == "VBG" else NOTHING
        if token.pos == "NUM":
            found |= {"number"}
        for place in self.places.touching(token.start, token.end):
            found |= OF_PLACE.get(place.place.kind if place.place else PlaceKind.SETTLEMENT, frozenset({"place"}))
        found |= self._of_actors(sentence, token)
        if not found and token.tag in NOUNS and UNIT.fullmatch(token.text):
            found |= {"force"}  # "the 72nd has left"
        if token.lemma.lower() == "line" and any(kid.lemma.lower() in WIRES for kid in children(sentence, token.index, {"compound"})):
            found = NOTHING  # "a power line" is no line of defence
        if self._is_of_men(sentence, token):
            found = (found - {"people"}) | {"force"}
        is_national = token.text.lower() in self.side_words and "force" not in self.lexicon.classes_of(token)
        if token.tag in PLURAL and is_national and _is_counted(sentence, token):
            return frozenset({"people", "number"})  # "three million Easterners": nationals, not their army
        if not found and token.pos == "PROPN":
            found |= {"name"} if self.actors.touching(token.start, token.end) else {"name", UNLISTED}
        if _is_counted(sentence, token) and found & {"people", "force"}:
            found |= {"number"}
        return found

    def _of_actors(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """What the mentions of actors make the token that is their head."""
        found = NOTHING
        for actor in self.actors.touching(token.start, token.end):
            if actor.end >= token.end and _is_head(sentence, token, actor.end):
                found |= OF_ACTOR[actor.kind]
                if actor.side and actor.kind in {ActorKind.OTHER, ActorKind.PERSON}:
                    found |= {"side"}
        return found

    def _is_of_men(self, sentence: Sentence, token: Token) -> bool:
        """True for "army men" and "his men", whom the word before makes a force. Men by the thousand are one, too."""
        if token.lemma.lower() not in MEN:
            return False
        for kid in children(sentence, token.index, {"compound", "nmod", "poss", "nummod"}):
            is_owned = kid.relation == "poss" and token.lemma.lower() in COMRADES
            is_host = kid.relation == "nummod" and token.text.lower() == "men" and bool(THOUSANDS.search(kid.text.lower()))
            if is_owned or is_host or (kid.relation != "poss" and "force" in self.lexicon.classes_of(kid)):
                return True
        return False

    def stands_for(self, token: Token) -> Actor | None:
        """The nearest mention of the side whose adjective or name the word is: whom "Eastern" in "an Eastern missile" means."""
        mentions = self.by_side.get(self.side_words.get(token.text.lower(), ""))
        if mentions is None:
            return None
        nearest = (*mentions.before(token.start, NEAR), *mentions.all[:NEAR])
        return next((actor for actor in nearest if actor.kind in ARMIES), nearest[0])


def _is_counted(sentence: Sentence, token: Token) -> bool:
    return any(kid.relation == "nummod" for kid in children(sentence, token.index))


def _is_head(sentence: Sentence, token: Token, end: int) -> bool:
    """True when the mention that ends here has the token as its head: nothing of the mention follows but what hangs on it."""
    return token.end == end or all(
        other.head == token.index or other.relation in {"pobj", "det", "amod", "compound", "prep", "poss", "case", "punct", "nmod", "flat", "appos"}
        for other in sentence.tokens[token.index + 1 :]
        if other.start < end
    )
