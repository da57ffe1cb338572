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
from reportedly.speakers.outlets import side_of_language, side_of_outlet
from reportedly.speakers.phrases import flat_phrase
from reportedly.speakers.registry import Match, Registry, fold, registry_of
from reportedly.speakers.word_keys import is_cyrillic, word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.core.records import Document, PlaceMention, Quotation, Sentence, Token
    from reportedly.packs.load import Pack

_NOUNS = frozenset({"NOUN", "PROPN"})
# Relations of a noun that is part of another noun's mention, not a mention itself.
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod"})
_AS_NOUN = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "dative", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Kinds whose singular ("the army") a plural pronoun can stand for.
_FIGHTING = frozenset({ActorKind.FORCE, ActorKind.GOVERNMENT})
_COLLECTIVE = frozenset({ActorKind.FORCE, ActorKind.CIVILIANS, ActorKind.GOVERNMENT, ActorKind.ORGANISATION})
OWN = "own"
"""What the first person plural is called in the table of pronouns."""
COMRADES = frozenset({"boy", "guy", "lad", "man", "defender", "warrior", "hero"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of ``speakers.toml`` in one language, ready for look-up by ``key``."""

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
    bodies: frozenset[str]
    persons: frozenset[str]
    mouthpieces: tuple[str, ...]
    of_place: frozenset[str]
    partitive: frozenset[str]
    part_of: tuple[str, ...]

    def kind_of(self, token: Token) -> ActorKind | None:
        """The kind of someone that the word names, by its dictionary form or as it stands."""
        return next((self.kinds[key] for key in keys_of(token) if key in self.kinds), None)

    def is_enemy(self, token: Token) -> bool:
        """Whether the word stands for whoever is fought."""
        return not self.enemy.isdisjoint(keys_of(token))


class Mention(NamedTuple):
    """An actor with what is needed to find the antecedents of later pronouns."""

    actor: Actor
    sentence: Sentence
    head: int
    plural: bool


@functools.cache
def lexicon_of(pack: Pack, language: str = "en") -> Lexicon:
    """The actor lexicon of a pack, built once a process. A noun in two lists is of the first list's kind; empty where the language has none."""
    words = pack.words(language, "speakers")
    heads, proxies, definite = (words.get(table, {}) for table in ("heads", "proxies", "definite"))
    kinds: dict[str, ActorKind] = {}
    for kind in (ActorKind.FORCE, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.PERSON, ActorKind.CIVILIANS, ActorKind.ORGANISATION):
        for word in heads.get(kind.value, ()):
            kinds.setdefault(key_of(word), kind)
    return Lexicon(
        kinds=kinds,
        crowds=_keyed(heads.get("civilians", ())),
        theirs=frozenset(proxies.get("suffixes", ())),
        not_theirs=frozenset(proxies.get("not_theirs", ())),
        pro=frozenset(proxies.get("prefixes", ())),
        against=frozenset(proxies.get("against", ())),
        titles=_keyed(words.get("roles", {}).get("titles", ())),
        pronouns={fold(word): number for number, list_ in words.get("pronouns", {}).items() for word in list_},
        enemy=_keyed(definite.get("enemy", ())),
        belongings=_keyed(words.get("belongings", {}).get("words", ())),
        bodies=_keyed(definite.get("bodies", ())),
        persons=_keyed(definite.get("persons", ())),
        mouthpieces=tuple(words.get("mouthpieces", {}).get("prefixes", ())),
        of_place=frozenset(words.get("places", {}).get("prepositions", ())),
        partitive=_keyed(words.get("partitive", {}).get("words", ())),
        part_of=tuple(words.get("partitive", {}).get("before", ())),
    )


def _keyed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key_of(word) for word in words)


def key_of(word: str) -> str:
    """Under what a word of the lexicon is kept: one key for all case forms of a Cyrillic word."""
    return word_keys(word)[0] if is_cyrillic(word) else fold(word)


def keys_of(token: Token) -> tuple[str, ...]:
    """Under what a token may be found, likeliest first: its dictionary form, then its letters."""
    return _keys_of(token.lemma, token.text)


@functools.lru_cache(maxsize=1 << 16)
def _keys_of(lemma: str, text: str) -> tuple[str, ...]:
    return tuple(key for word in (lemma, text) for key in (word_keys(word) if is_cyrillic(word) else (fold(word),)))


def find_actors(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    places: tuple[PlaceMention, ...],
    pack: Pack,
) -> Found[tuple[Actor, ...]]:
    """Mentions of actors in text order, pronouns included where their antecedent is plain; empty where the text has no parse."""
    finder = _Finder(document, places, quotations, pack)
    for sentence in sentences:
        finder.read(sentence)
    return Found(tuple(mention.actor for mention in finder.mentions))


class _Finder:
    """One pass over the sentences of a report; holds the mentions so far."""

    def __init__(self, document: Document, places: tuple[PlaceMention, ...], quotations: tuple[Quotation, ...], pack: Pack) -> None:
        self.text = document.text
        self._pack = pack
        self._language = document.language or "en"
        self.registry: Registry = registry_of(pack, self._language)
        self.lexicon = lexicon_of(pack, self._language)
        self._outlet_side = side_of_outlet(document, pack)
        self.home = self._outlet_side
        self.place_at = {mention.start: mention for mention in places}
        self._place_starts = sorted(self.place_at)
        self._quotes = _outermost(quotations) if self._outlet_side is not None else []
        self.mentions: list[Mention] = []
        self._paragraph = -1
        self._recent: list[Mention] = []

    def read(self, sentence: Sentence) -> None:
        """Add the sentence's actors, named in its own language."""
        language = sentence.language or self._language
        self.registry, self.lexicon = registry_of(self._pack, language), lexicon_of(self._pack, language)
        self.home = self._outlet_side or side_of_language(self._pack, language)
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._recent = self._recent[-1:] if self._recent and sentence.index - self._recent[-1].sentence.index <= 1 else []
        matches = self.registry.find([token.text for token in sentence.tokens])
        covered = {position: match for match in matches for position in range(match.first, match.last)}
        for token in sentence.tokens:
            mention = self._mention(sentence, token, covered)
            if mention is not None:
                self.mentions.append(mention)
                if token.pos != "PRON" or self.lexicon.pronouns.get(fold(token.text)) != OWN:
                    self._recent = [*self._recent[-7:], mention]

    def _mention(self, sentence: Sentence, token: Token, covered: Mapping[int, Match]) -> Mention | None:
        if token.pos == "PRON":
            return self._pronoun(sentence, token)
        owner = self._owner(sentence, token)
        if owner is not None:
            return owner
        match = covered.get(token.index)
        if match is not None and (not _is_head(sentence, token, match) or self._is_named_office(sentence, token)):
            return None
        enemy = self.lexicon.is_enemy(token)
        part_of_another = self._is_part(sentence, token, match) and not enemy
        if part_of_another or (match is None and not _may_name(token)):
            return None
        kind, side, speaker_id = self._identity(sentence, token, match, covered)
        if kind is None:
            return None
        if side is None and enemy:
            side = self._other_side(sentence)
            speaker_id = self.registry.general.get((side, ActorKind.FORCE)) if side is not None else None
        first, last = flat_phrase(sentence, token.index)
        if speaker_id is None and token.features and kind is ActorKind.PERSON:
            named = next((covered[position].speaker for position in range(token.index + 1, last) if self._names_person(covered, position)), None)
            side, speaker_id = (side, None) if named is None else (named.side, named.id)
        if match is not None:
            first, last = min(first, match.first), max(last, match.last)
            if self._is_of_both(sentence, range(first, match.first), side):
                side, speaker_id = None, None
        return self._made(sentence, token, (first, last), kind, side, speaker_id)

    def _is_of_both(self, sentence: Sentence, before: Iterable[int], side: str | None) -> bool:
        """Whether another side is joined to the one named: "Karvelian and Tolmari forces"."""
        tokens = sentence.tokens
        words = [self.registry.side_of_word(tokens[position].text) for position in before]
        return any(word is not None and word[0] != side for word in words) and any(tokens[position].relation == "cc" for position in before)

    @staticmethod
    def _names_person(covered: Mapping[int, Match], position: int) -> bool:
        match = covered.get(position)
        return match is not None and match.speaker.kind is ActorKind.PERSON

    def _is_named_office(self, sentence: Sentence, token: Token) -> bool:
        """Whether a name stands behind its office without a break ("голова міста Дарвай"): the office's mention has it."""
        head = sentence.tokens[token.head]
        is_behind = token.relation == "appos" and bool(token.features) and head.index < token.index
        return is_behind and self.lexicon.kind_of(head) is ActorKind.PERSON and flat_phrase(sentence, head.index)[1] > token.index

    def _is_part(self, sentence: Sentence, token: Token, match: Match | None) -> bool:
        """Whether the noun is part of another's mention. A genitive behind its noun is only where that noun is an actor too."""
        if token.relation not in _INSIDE or (match is None and token.relation == "nmod"):
            return False
        head = sentence.tokens[token.head]
        if token.relation == "poss" and token.features and head.index < token.index:
            return self.lexicon.kind_of(head) is not None
        return True

    def _other_side(self, sentence: Sentence) -> str | None:
        """Whom the enemy is: of a side's own outlet the other side, else of the force or government named last, or first in the report.

        ``None`` where there are not two sides. Named last is in this sentence or the one before; media are passed over: whose channel carries a
        rumour says nothing of who is fought.
        """
        if self.home is not None:
            return self._against(self.home)
        named = (mention for mention in reversed(self._recent) if sentence.index - mention.sentence.index <= 1)
        for mention in itertools.chain(named, self.mentions):
            if mention.actor.side is None or mention.actor.kind not in _FIGHTING:
                continue
            if self.lexicon.is_enemy(mention.sentence.tokens[mention.head]):
                return mention.actor.side
            return self._against(mention.actor.side)
        return None

    def _against(self, side: str) -> str | None:
        """The other side, where there are two."""
        others = [code for code in self.registry.sides if code != side]
        return others[0] if len(others) == 1 else None

    def _owner(self, sentence: Sentence, token: Token) -> Mention | None:
        """A side's word before a thing or doing of its forces ("a Karvelian missile"): the side is what acts."""
        word = self.registry.side_of_word(token.text)
        is_before_gerund = token.relation == "nsubj" and token.head == token.index + 1 and sentence.tokens[token.head].tag == "VBG"  # "Karvelian shelling"
        if word is None or word[1] == "people" or not (token.relation in _INSIDE or is_before_gerund):
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
        words = {key for thing in things if thing.index > token.index for key in keys_of(thing)}
        after = tokens[token.index + 1 : token.index + 4]
        words.update(key for thing in after[:1] for key in keys_of(thing))
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
        if word is not None and (word[1] != "adjective" or token.features):  # an inflected adjective that heads a phrase is a noun: "the Karvelian ones"
            kind = ActorKind.GOVERNMENT if word[1] in {"name", "government"} else self.lexicon.kind_of(token) or ActorKind.FORCE
            after_place = token.relation == "pobj" and fold(sentence.tokens[token.head].text) in self.lexicon.of_place
            if kind is ActorKind.GOVERNMENT and after_place:
                return None, None, None
            return kind, word[0], self.registry.general.get((word[0], kind))
        return self._by_noun(sentence, token, covered)

    def _by_noun(self, sentence: Sentence, token: Token, covered: Mapping[int, Match]) -> tuple[ActorKind | None, str | None, str | None]:
        """Kind and side of a phrase whose head is a common noun of the lexicon, or a name with a title."""
        kind = self.lexicon.kind_of(token)
        if kind is None and token.tag in _PLURAL_TAGS and token.lemma.lower() in COMRADES and self._own_side(sentence, token) is not None:
            kind = ActorKind.FORCE  # "our boys"
        if kind is ActorKind.FORCE and self._is_part_of_place(sentence, token):
            return None, None, None
        first, last = flat_phrase(sentence, token.index)
        if kind is None and not self._is_titled(sentence, token, first):
            return None, None, None
        if kind is ActorKind.PERSON and token.tag in _PLURAL_TAGS and any(key in self.lexicon.crowds for key in keys_of(token)):
            kind = ActorKind.CIVILIANS  # "a resident" is a person, "residents" are people
        kind = kind or ActorKind.PERSON
        side = self._side(sentence, token, (first, last), covered)
        return kind, side, self.registry.general.get((side, kind)) if side is not None and kind is ActorKind.FORCE else None

    def _is_part_of_place(self, sentence: Sentence, token: Token) -> bool:
        """Whether a word that is both a unit and a part is the part here: "західну частину міста", "часть Лозового"."""
        if not any(key in self.lexicon.partitive for key in keys_of(token)):
            return False
        below = [sentence.tokens[child] for child in token.children]
        sided = any(word.relation == "amod" and word.lemma.lower().startswith(self.lexicon.part_of) for word in below)
        return sided or any(word.relation == "poss" and word.index > token.index and word.start in self.place_at for word in below)

    def _is_place(self, sentence: Sentence, token: Token, match: Match) -> bool:
        """A country's or capital's name after a preposition of place; a force's name inside a place's (a sea is no regiment)."""
        if match.last - match.first > 1:
            return False
        if match.speaker.kind is ActorKind.FORCE:
            return any(start <= token.start < mention.end for start, mention in self._places_near(token.start))
        after_place = token.relation == "pobj" and fold(sentence.tokens[token.head].text) in self.lexicon.of_place
        if token.features and match.speaker.id not in self.registry.general.values():
            return False  # "said in the ministry" is how these languages name a source; a country after "in" is a place in them too
        return match.speaker.kind is ActorKind.GOVERNMENT and after_place

    def _places_near(self, offset: int) -> list[tuple[int, PlaceMention]]:
        position = bisect.bisect_right(self._place_starts, offset)
        return [(start, self.place_at[start]) for start in self._place_starts[max(0, position - 1) : position]]

    def _is_titled(self, sentence: Sentence, token: Token, first: int) -> bool:
        """A proper name with a title or office before it."""
        if token.pos != "PROPN" or token.start in self.place_at:
            return False
        before = [key_of(other.text.rstrip(".") or ".") for other in sentence.tokens[first : token.index]]
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
                own = self._own_side(sentence, token)
                if own is not None:
                    return own
                owner = self._antecedent(sentence, tokens[position])
                if owner is not None:
                    return owner.actor.side
            place = self.place_at.get(tokens[position].start)
            if place is not None and place.place is not None and place.place.country is not None:
                return self.registry.by_country.get(place.place.country)
        return self._origin_side(sentence, token, span[1], covered)

    def _origin_side(self, sentence: Sentence, token: Token, behind: int, covered: Mapping[int, Match]) -> str | None:
        """The side of "troops from X" and of "the ministry in X", X being a side's capital; ``behind`` is where the phrase ends."""
        tokens = sentence.tokens
        origin = next((child for child in token.children if tokens[child].text in {"from", "in"} and child == behind), None)
        if origin is None or not tokens[origin].children:
            return None
        seat = tokens[origin].children[-1]
        if tokens[origin].text == "from":
            return self._word_side(sentence, seat, covered)
        word = self.registry.side_of_word(tokens[seat].text)
        return word[0] if word is not None and word[1] == "government" and self.lexicon.kind_of(token) is ActorKind.GOVERNMENT else None

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
        number = self.lexicon.pronouns.get(fold(token.text))
        if number == OWN and token.tag != "PRP$":
            side = self._home_outside_quotes(token)
            return self._made(sentence, token, (token.index, token.index + 1), ActorKind.FORCE, side, None) if side is not None else None
        if token.tag != "PRP" or number in {None, OWN, "thing"}:
            return None
        antecedent = self._antecedent(sentence, token)
        if antecedent is None:
            return None
        actor = antecedent.actor
        return self._made(sentence, token, (token.index, token.index + 1), actor.kind, actor.side, actor.actor_id)

    def _own_side(self, sentence: Sentence, noun: Token) -> str | None:
        """The side of "our troops" in a side's own outlet; ``None`` elsewhere, and in a quotation, where whoever speaks has troops."""
        owners = (sentence.tokens[child] for child in noun.children if sentence.tokens[child].relation == "poss")
        is_own = any(self.lexicon.pronouns.get(fold(owner.text)) == OWN for owner in owners)
        return self._home_outside_quotes(noun) if is_own else None

    def _home_outside_quotes(self, token: Token) -> str | None:
        """The side of the outlet in whose own voice the word stands."""
        position = bisect.bisect_right(self._quotes, (token.start, len(self.text))) - 1
        is_quoted = position >= 0 and token.start < self._quotes[position][1]
        return None if is_quoted else self._outlet_side

    def _antecedent(self, sentence: Sentence, token: Token) -> Mention | None:
        """The actor a pronoun stands for: a subject before any other, the nearer sentence first, of fitting number; none where sides compete."""
        number = self.lexicon.pronouns.get(fold(token.text))
        subject_of = token.head if token.relation in {"dobj", "dative", "pobj"} else None
        fitting = [mention for mention in reversed(self._recent) if _fits(mention, number)]
        for here in (True, False):
            group = [mention for mention in fitting if (mention.sentence.index == sentence.index) is here]
            if subject_of is not None and here:
                group = [m for m in group if _governor(m.sentence, m.head) != subject_of]
            subjects = [m for m in group if m.sentence.tokens[m.head].relation in _SUBJECTS]
            if subjects or group:
                return (subjects or group)[0]
        return None


def _outermost(quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """Bounds of the quotations that stand in no other, in text order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((quotation.start, quotation.end) for quotation in quotations):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _may_name(token: Token) -> bool:
    """A noun; in a language with case forms also an adjective that stands as one ("поранені", "военные")."""
    return token.pos in _NOUNS or (bool(token.features) and token.pos in {"ADJ", "VERB"} and token.relation in _AS_NOUN)


def _governor(sentence: Sentence, head: int) -> int:
    """What the whole phrase of the mention hangs on: for the side in "Karvelian drones hit them" the verb."""
    tokens = sentence.tokens
    while tokens[head].relation in _INSIDE and tokens[head].head != head:
        head = tokens[head].head
    return tokens[head].head


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
