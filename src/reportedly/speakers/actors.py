"""sentences ─find→ actors: who acts and who speaks, on which side.

The rule that must not be broken: a side is given only by a word of the pack (a name, an adjective, a place's country, a known speaker)
or by an antecedent in the same paragraph; what neither tells stays ``None``.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Actor, ActorKind, Found
from reportedly.speakers.phrases import flat_phrase
from reportedly.speakers.registry import Match, Registry, fold, registry_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.core.records import Document, PlaceMention, Quotation, Sentence, Token
    from reportedly.packs.load import Pack

_NOUNS = frozenset({"NOUN", "PROPN"})
# Relations of a noun that is part of another noun's mention, not a mention itself.
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Kinds whose singular ("the army") a plural pronoun can stand for.
_FIGHTING = frozenset({ActorKind.FORCE, ActorKind.GOVERNMENT})
_COLLECTIVE = frozenset({ActorKind.FORCE, ActorKind.CIVILIANS, ActorKind.GOVERNMENT, ActorKind.ORGANISATION})
# After these a capital or country is a place ("in the capital"), not a government.
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "into", "across", "around", "inside", "outside", "through", "over", "within", "of", "to", "toward", "towards", "on"}
)
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of ``speakers.toml``, ready for look-up."""

    kinds: Mapping[str, ActorKind]
    crowds: frozenset[str]
    theirs: frozenset[str]
    not_theirs: frozenset[str]
    pro: frozenset[str]
    against: frozenset[str]
    titles: frozenset[str]
    pronouns: Mapping[str, str]
    enemy: frozenset[str]
    belongings: frozenset[str]


class Mention(NamedTuple):
    """An actor with what is needed to find the antecedents of later pronouns."""

    actor: Actor
    sentence: Sentence
    head: int
    plural: bool


@functools.cache
def lexicon_of(pack: Pack) -> Lexicon:
    """The actor lexicon of a pack, built once a process. A noun in two lists is of the first list's kind."""
    words = pack.words("en", "speakers")
    kinds: dict[str, ActorKind] = {}
    for kind in (ActorKind.FORCE, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.PERSON, ActorKind.CIVILIANS, ActorKind.ORGANISATION):
        for word in words["heads"].get(kind.value, ()):
            kinds.setdefault(fold(word), kind)
    proxies = words["proxies"]
    return Lexicon(
        kinds=kinds,
        crowds=frozenset(fold(word) for word in words["heads"].get("civilians", ())),
        theirs=frozenset(proxies["suffixes"]),
        not_theirs=frozenset(proxies["not_theirs"]),
        pro=frozenset(proxies["prefixes"]),
        against=frozenset(proxies["against"]),
        titles=frozenset(words["roles"]["titles"]),
        pronouns={word: number for number, list_ in words["pronouns"].items() for word in list_},
        enemy=frozenset(words["definite"]["enemy"]),
        belongings=frozenset(words["belongings"]["words"]),
    )


def find_actors(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    places: tuple[PlaceMention, ...],
    pack: Pack,
) -> Found[tuple[Actor, ...]]:
    """Mentions of actors in text order, pronouns included where their antecedent is plain; empty where the text has no parse."""
    del quotations
    finder = _Finder(document, places, pack)
    for sentence in sentences:
        finder.read(sentence)
    return Found(tuple(mention.actor for mention in finder.mentions))


class _Finder:
    """One pass over the sentences of a report; holds the mentions so far."""

    def __init__(self, document: Document, places: tuple[PlaceMention, ...], pack: Pack) -> None:
        self.text = document.text
        self.registry: Registry = registry_of(pack, document.language or "en")
        self.lexicon = lexicon_of(pack)
        self.place_at = {mention.start: mention for mention in places}
        self._place_starts = sorted(self.place_at)
        self.mentions: list[Mention] = []
        self._paragraph = -1
        self._recent: list[Mention] = []

    def read(self, sentence: Sentence) -> None:
        """Add the sentence's actors."""
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._recent = self._recent[-1:] if self._recent and sentence.index - self._recent[-1].sentence.index <= 1 else []
        matches = self.registry.find([token.text for token in sentence.tokens])
        covered = {position: match for match in matches for position in range(match.first, match.last)}
        for token in sentence.tokens:
            mention = self._mention(sentence, token, covered)
            if mention is not None:
                self.mentions.append(mention)
                self._recent = [*self._recent[-7:], mention]

    def _mention(self, sentence: Sentence, token: Token, covered: Mapping[int, Match]) -> Mention | None:
        if token.pos == "PRON":
            return self._pronoun(sentence, token)
        owner = self._owner(sentence, token)
        if owner is not None:
            return owner
        match = covered.get(token.index)
        if match is not None and not _is_head(sentence, token, match):
            return None
        enemy = fold(token.lemma) in self.lexicon.enemy
        part_of_another = token.relation in _INSIDE and not (match is None and token.relation == "nmod") and not enemy
        if part_of_another or (match is None and token.pos not in _NOUNS):
            return None
        kind, side, speaker_id = self._identity(sentence, token, match, covered)
        if kind is None:
            return None
        if side is None and enemy:
            side = self._other_side(sentence)
            speaker_id = self.registry.general.get((side, ActorKind.FORCE)) if side is not None else None
        first, last = flat_phrase(sentence, token.index)
        if match is not None:
            first, last = min(first, match.first), max(last, match.last)
        return self._made(sentence, token, (first, last), kind, side, speaker_id)

    def _other_side(self, sentence: Sentence) -> str | None:
        """The enemy of the force or government last named in this sentence or the one before, else of the one that the report names first.

        ``None`` where there are not two sides. Media are passed over: whose channel carries a rumour says nothing of who is fought.
        """
        named = (mention for mention in reversed(self._recent) if sentence.index - mention.sentence.index <= 1)
        for mention in itertools.chain(named, self.mentions):
            if mention.actor.side is None or mention.actor.kind not in _FIGHTING:
                continue
            if fold(mention.sentence.tokens[mention.head].lemma) in self.lexicon.enemy:
                return mention.actor.side
            others = [code for code in self.registry.sides if code != mention.actor.side]
            return others[0] if len(others) == 1 else None
        return None

    def _owner(self, sentence: Sentence, token: Token) -> Mention | None:
        """A side's word before a thing or doing of its forces ("a Karvelian missile"): the side is what acts."""
        word = self.registry.side_of_word(token.text)
        if word is None or word[1] == "people" or token.relation not in _INSIDE:
            return None
        if not self._has_belonging(sentence, token):
            return None
        kind = ActorKind.GOVERNMENT if word[1] in {"name", "government"} else ActorKind.FORCE
        return self._made(sentence, token, (token.index, token.index + 1), kind, word[0], self.registry.general.get((word[0], kind)))

    def _has_belonging(self, sentence: Sentence, token: Token) -> bool:
        """Whether what the word stands before belongs to forces: its head, the head of that compound, or, where the parser errs, the next word."""
        tokens = sentence.tokens
        whose = tokens[token.head]
        things = [whose, tokens[whose.head]] if whose.relation == "compound" else [whose]
        words = {fold(thing.lemma) for thing in things if thing.index > token.index}
        after = tokens[token.index + 1 : token.index + 4]
        words.update(fold(thing.lemma) for thing in after[:1])
        if len(after) == 3 and after[1].text == "-":
            words.add(fold("".join(thing.text for thing in after)))
        return not words.isdisjoint(self.lexicon.belongings)

    def _made(self, sentence: Sentence, token: Token, span: tuple[int, int], kind: ActorKind, side: str | None, speaker_id: str | None) -> Mention:
        start, end = sentence.tokens[span[0]].start, sentence.tokens[span[1] - 1].end
        number = len(self.mentions) + 1
        actor = Actor(id=f"x{number}", start=start, end=end, text=self.text[start:end], actor_id=speaker_id, side=side, kind=kind)
        plural = token.tag in _PLURAL_TAGS or token.lemma.lower() == "they" or kind in _COLLECTIVE
        return Mention(actor, sentence, token.index, plural)

    def _identity(self, sentence: Sentence, token: Token, match: Match | None, covered: Mapping[int, Match]) -> tuple[ActorKind | None, str | None, str | None]:
        """Kind, side and record of the phrase under this head; no kind where it is no actor."""
        if match is not None:
            if self._is_place(sentence, token, match):
                return None, None, None
            return match.speaker.kind, match.speaker.side, match.speaker.id
        word = self.registry.side_of_word(token.text)
        if word is not None and word[1] != "adjective":
            kind = self.lexicon.kinds.get(fold(token.lemma), ActorKind.FORCE) if word[1] == "people" else ActorKind.GOVERNMENT
            after_place = token.relation == "pobj" and fold(sentence.tokens[token.head].text) in _PLACE_PREPOSITIONS
            if kind is ActorKind.GOVERNMENT and after_place:
                return None, None, None
            return kind, word[0], self.registry.general.get((word[0], kind))
        return self._by_noun(sentence, token, covered)

    def _by_noun(self, sentence: Sentence, token: Token, covered: Mapping[int, Match]) -> tuple[ActorKind | None, str | None, str | None]:
        """Kind and side of a phrase whose head is a common noun of the lexicon, or a name with a title."""
        kind = self.lexicon.kinds.get(fold(token.lemma)) or self.lexicon.kinds.get(fold(token.text))
        first, last = flat_phrase(sentence, token.index)
        if kind is None and not self._is_titled(sentence, token, first):
            return None, None, None
        if kind is ActorKind.PERSON and token.tag in _PLURAL_TAGS and fold(token.lemma) in self.lexicon.crowds:
            kind = ActorKind.CIVILIANS  # "a resident" is a person, "residents" are people
        kind = kind or ActorKind.PERSON
        side = self._side(sentence, token, (first, last), covered)
        return kind, side, self.registry.general.get((side, kind)) if side is not None and kind is ActorKind.FORCE else None

    def _is_place(self, sentence: Sentence, token: Token, match: Match) -> bool:
        """A country's or capital's name after a preposition of place; a force's name inside a place's (a sea is no regiment)."""
        if match.last - match.first > 1:
            return False
        if match.speaker.kind is ActorKind.FORCE:
            return any(start <= token.start < mention.end for start, mention in self._places_near(token.start))
        return match.speaker.kind is ActorKind.GOVERNMENT and token.relation == "pobj" and fold(sentence.tokens[token.head].text) in _PLACE_PREPOSITIONS

    def _places_near(self, offset: int) -> list[tuple[int, PlaceMention]]:
        position = bisect.bisect_right(self._place_starts, offset)
        return [(start, self.place_at[start]) for start in self._place_starts[max(0, position - 1) : position]]

    def _is_titled(self, sentence: Sentence, token: Token, first: int) -> bool:
        """A proper name with a title or office before it."""
        if token.pos != "PROPN" or token.start in self.place_at:
            return False
        before = [fold(other.text).rstrip(".") for other in sentence.tokens[first : token.index]]
        return any(word in self.lexicon.titles or self.lexicon.kinds.get(word) is ActorKind.PERSON for word in before)

    def _side(self, sentence: Sentence, token: Token, span: tuple[int, int], covered: Mapping[int, Match]) -> str | None:
        """Side of the phrase, nearest word to the head first; then what it belongs to; then the country of a place in it."""
        tokens = sentence.tokens
        order = [*range(token.index - 1, span[0] - 1, -1), *range(token.index + 1, span[1])]
        sides = [side for side in (self._word_side(sentence, position, covered) for position in order) if side is not None]
        if sides:
            clash = any(side != sides[0] for side in sides) and any(tokens[position].relation in {"cc", "conj"} for position in order)
            return None if clash else sides[0]
        for position in order:
            if tokens[position].tag == "PRP$":
                owner = self._antecedent(sentence, tokens[position])
                if owner is not None:
                    return owner.actor.side
            place = self.place_at.get(tokens[position].start)
            if place is not None and place.place is not None and place.place.country is not None:
                return self.registry.by_country.get(place.place.country)
        origin = next((child for child in token.children if tokens[child].text == "from" and child == span[1]), None)
        if origin is not None and tokens[origin].children:
            return self._word_side(sentence, tokens[origin].children[-1], covered)
        return None

    def _word_side(self, sentence: Sentence, position: int, covered: Mapping[int, Match]) -> str | None:
        tokens = sentence.tokens
        before = fold(tokens[position - 2].text) if position >= 2 and tokens[position - 1].text == "-" else ""
        after = fold(tokens[position + 2].text) if position + 2 < len(tokens) and tokens[position + 1].text in {"-", "–"} else ""
        if before in self.lexicon.against or after in self.lexicon.not_theirs:
            return None
        match = covered.get(position)
        if match is not None and match.speaker.side is not None:
            return match.speaker.side
        word = self.registry.side_of_word(tokens[position].text)
        return word[0] if word else None

    # ── pronouns ──

    def _pronoun(self, sentence: Sentence, token: Token) -> Mention | None:
        if token.tag != "PRP" or fold(token.text) not in self.lexicon.pronouns or fold(token.text) in {"it", "itself"}:
            return None
        antecedent = self._antecedent(sentence, token)
        if antecedent is None:
            return None
        actor = antecedent.actor
        return self._made(sentence, token, (token.index, token.index + 1), actor.kind, actor.side, actor.actor_id)

    def _antecedent(self, sentence: Sentence, token: Token) -> Mention | None:
        """The actor a pronoun stands for: a subject before any other, the nearer sentence first, of fitting number; none where sides compete."""
        number = self.lexicon.pronouns.get(fold(token.text))
        subject_of = token.head if token.relation in {"dobj", "dative", "pobj"} else None
        fitting = [mention for mention in reversed(self._recent) if _fits(mention, number)]
        for here in (True, False):
            group = [mention for mention in fitting if (mention.sentence.index == sentence.index) is here]
            if subject_of is not None and here:
                group = [m for m in group if m.sentence.tokens[m.head].head != subject_of]
            subjects = [m for m in group if m.sentence.tokens[m.head].relation in _SUBJECTS]
            if subjects or group:
                return (subjects or group)[0]
        return None


def _fits(mention: Mention, number: str | None) -> bool:
    if number == "plural":
        return mention.plural
    if number in {"male", "female"}:
        return mention.actor.kind is ActorKind.PERSON and not (mention.plural and mention.actor.text[:1].islower())
    return number == "thing" and mention.actor.kind in {ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.FORCE}


def _is_head(sentence: Sentence, token: Token, match: Match) -> bool:
    """The token of the name whose head lies outside it."""
    inside = range(match.first, match.last)
    heads = [position for position in inside if sentence.tokens[position].head not in inside or sentence.tokens[position].head == position]
    nouns = [position for position in heads if sentence.tokens[position].pos in _NOUNS]
    return token.index == (nouns or heads or [match.first])[-1]
