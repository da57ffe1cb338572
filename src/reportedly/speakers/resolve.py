"""source phrase ─resolve→ speaker: which record of the pack a source is, and whether it is named at all.

The rule that must not be broken: a phrase that only holds a speaker's name ("a friend of X") is not that speaker;
a pronoun takes the nearest earlier source that fits, in this report only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import ActorKind, SourceKind
from reportedly.speakers.actors import key_of, keys_of, lexicon_of
from reportedly.speakers.registry import fold, registry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Token
    from reportedly.packs.load import Pack

_RELATIVES = frozenset({"who", "which", "that", "whose", "whom"})
_DEFINITE = frozenset({"the", "this", "that"})
_GROUPS = frozenset({ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.ORGANISATION, ActorKind.FORCE})
_MEMORY = 24
_CLASS_WORDS = 2


class Resolved(NamedTuple):
    """The speaker's id, ``None`` where the pack has none; how the text names it; and why."""

    speaker_id: str | None
    kind: SourceKind
    why: str


class _Remembered(NamedTuple):
    words: frozenset[str]
    kind: ActorKind | None
    plural: bool
    resolved: Resolved


_NOBODY = Resolved(None, SourceKind.IMPERSONAL, "no source is named")


class SpeakerResolver:
    """Resolves a report's sources in text order, and remembers them for the pronouns that follow."""

    def __init__(self, pack: Pack, language: str = "en") -> None:
        """Start a report."""
        self.registry = registry_of(pack, language)
        self.lexicon = lexicon_of(pack, language)
        self._memory: list[_Remembered] = []

    def resolve(self, tokens: Sequence[Token], head: int, antecedent: Sequence[Token] = ()) -> Resolved:
        """The speaker of a phrase; ``head`` is the index of its head token, ``antecedent`` the noun phrase a relative pronoun stands for."""
        if not tokens:
            return _NOBODY
        if len(tokens) == 1:
            word = fold(tokens[0].text)
            if word in _RELATIVES and antecedent:
                return self.resolve(antecedent, antecedent[-1].index)
            if tokens[0].tag in {"PRP", "PRP$"} or word in self.lexicon.pronouns:
                return self._pronoun(word)
        resolved, kind = self._named(tokens, head)
        plural = any(token.index == head and token.tag in {"NNS", "NNPS"} for token in tokens)
        self._remember(tokens, kind, resolved, plural=plural)
        return resolved

    def names_speaker(self, tokens: Sequence[Token], *, countries: bool = False) -> bool:
        """Whether a phrase beside a colon or dash names someone who can speak: a record, or a noun for speakers.

        A country counts only with ``countries``: before a colon it is more often the topic.
        """
        match = next(iter(self.registry.find([token.text for token in tokens])), None)
        if match is not None and (countries or match.speaker.id not in self.registry.general.values()):
            return True
        last = next((token for token in reversed(tokens) if token.pos in {"NOUN", "PROPN"}), None)
        if last is None:
            return False
        kind = self.lexicon.kind_of(last)
        titled = any(next((self.lexicon.kinds[key] for key in keys_of(token) if key in self.lexicon.kinds), None) is ActorKind.PERSON for token in tokens)
        return titled or kind in {ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.ORGANISATION}

    def knows(self, tokens: Sequence[Token]) -> bool:
        """Whether a record of the pack is named in the phrase, other than a country or a side."""
        match = next(iter(self.registry.find([token.text for token in tokens])), None)
        return match is not None and match.speaker.id not in self.registry.general.values()

    def names_force(self, tokens: Sequence[Token]) -> bool:
        """Whether the phrase as a whole names an army of the pack."""
        match = next(iter(self.registry.find([token.text for token in tokens])), None)
        return match is not None and match.speaker.kind is ActorKind.FORCE and match.last == len(tokens) and not match.by_role

    def _named(self, tokens: Sequence[Token], head: int) -> tuple[Resolved, ActorKind | None]:
        """The record the phrase names; else one named before; else whether it is a name at all."""
        head_token = next((token for token in tokens if token.index == head), tokens[-1])
        kind = self.lexicon.kind_of(head_token)
        found = self._by_registry(tokens, head_token)
        if found is not None:
            return found
        earlier = self._earlier(tokens, head_token)
        if earlier is not None:
            return earlier.resolved._replace(why=f"named before; {earlier.resolved.why}"), earlier.kind
        if head_token.pos == "PROPN" or any(token.pos == "PROPN" and token.relation in {"appos", "nmod"} for token in tokens):
            return Resolved(None, SourceKind.NAMED, "a proper name that the pack does not know"), kind or ActorKind.PERSON
        return self._by_noun(tokens, head_token, kind), kind

    def _by_registry(self, tokens: Sequence[Token], head: Token) -> tuple[Resolved, ActorKind] | None:
        """A name or office of the pack that is the phrase's head, opens it, or stands in apposition; or that the head speaks for."""
        seated = self._by_seat(tokens, head)
        if seated is not None:
            return seated
        matches = self.registry.find([token.text for token in tokens])
        for match in sorted(matches, key=lambda match: match.by_role):
            inside = tokens[match.first : match.last]
            if match.by_role and self._is_of_another(tokens[: match.first], match.speaker.side):
                continue
            opens = match.first == 0 and match.by_role
            if opens or any(token.index == head.index or token.relation == "appos" for token in inside):
                how = "office" if match.by_role else "name"
                return Resolved(match.speaker.id, SourceKind.NAMED, f"{how} of {match.speaker.id}"), match.speaker.kind
        classed = next((match for match in matches if match.speaker.kind is ActorKind.MEDIA and self._is_class_word(tokens[match.last :], head)), None)
        if classed is not None:
            return Resolved(classed.speaker.id, SourceKind.NAMED, f"name of {classed.speaker.id}"), classed.speaker.kind
        if matches and fold(head.lemma).startswith(self.lexicon.mouthpieces):
            speaker = matches[0].speaker
            kind = speaker.kind if speaker.kind is ActorKind.MEDIA else ActorKind.PERSON  # "he" is seldom the correspondent
            return Resolved(speaker.id, SourceKind.NAMED, f"speaks for {speaker.id}"), kind
        return None

    def _is_of_another(self, before: Sequence[Token], side: str | None) -> bool:
        """True where a word of another side stands before an office: "the Easterners' defence ministry" is not the Westerners'."""
        found = (self.registry.side_of_word(token.text) for token in before)
        return any(word is not None and word[0] != side for word in found)

    def _is_class_word(self, behind: Sequence[Token], head: Token) -> bool:
        """True for the words behind a medium's name that only say what it is: "agency", "news agency", "state broadcaster"."""
        at = next((number for number, token in enumerate(behind) if token.index == head.index), None)
        return at is not None and at < _CLASS_WORDS and self.lexicon.kind_of(head) in {ActorKind.MEDIA, ActorKind.GOVERNMENT}

    def _by_seat(self, tokens: Sequence[Token], head: Token) -> tuple[Resolved, ActorKind] | None:
        """A body told by where it sits: "the defence ministry in X", X being a side's capital, is that side's."""
        seat = next((token for token in tokens if token.relation == "prep" and token.head == head.index and token.text.lower() == "in"), None)
        found = next((self.registry.side_of_word(token.text) for token in tokens if seat is not None and token.head == seat.index), None)
        kind = self.lexicon.kind_of(head)
        if seat is None or found is None or found[1] != "government" or kind not in _GROUPS:
            return None
        adjectives = self.registry.sides[found[0]].adjectives.get("en", ())[:1]
        words = [token.text for token in tokens if token.index < seat.index and token.relation != "det"]
        named = next((match for match in self.registry.find([*adjectives, *words]) if match.last == len(words) + 1), None)
        if named is not None:
            return Resolved(named.speaker.id, SourceKind.NAMED, f"{named.speaker.id}, by where it sits"), named.speaker.kind
        general = self.registry.general.get((found[0], kind))
        return Resolved(general, SourceKind.NAMED, f"a body of {found[0]}, by where it sits"), kind

    def _by_noun(self, tokens: Sequence[Token], head: Token, kind: ActorKind | None) -> Resolved:
        """A side's body ("the separatists"), a body by its capital letters, or somebody unnamed."""
        words = [token for token in tokens if token.index <= head.index]
        side = next((side for side in (self.registry.side_of_word(token.text) for token in words) if side is not None), None)
        if side is not None and (kind in _GROUPS or head.index == tokens[0].index or side[1] == "people"):
            general = None if kind is ActorKind.GOVERNMENT else self.registry.general.get((side[0], kind or ActorKind.GOVERNMENT))
            return Resolved(general, SourceKind.NAMED, f"a body of {side[0]}")
        if kind in _GROUPS and any(token.text[:1].isupper() and token.pos in {"PROPN", "ADJ"} for token in words[1:]):
            return Resolved(None, SourceKind.NAMED, "a body that the pack does not know")
        return Resolved(None, SourceKind.UNNAMED, "a common noun without a name")

    def _earlier(self, tokens: Sequence[Token], head: Token) -> _Remembered | None:
        """A source named before, when this is its surname, or "the" and a word of its name."""
        definite = fold(tokens[0].text) in _DEFINITE and len(tokens) <= (3 if head.features else 4)
        if len(tokens) == 1 and head.features:
            taken = self._taken_up(head)
            if taken is not None:
                return taken
        if head.pos != "PROPN" and not definite:
            return None
        word = key_of(head.text)
        return next((one for one in reversed(self._memory) if word in one.words and one.resolved.kind is SourceKind.NAMED), None)

    def _taken_up(self, head: Token) -> _Remembered | None:
        """The body or person named before that a bare noun stands for, in languages without articles ("відомство", "чиновник")."""
        keys = set(keys_of(head))
        is_body, is_person = not keys.isdisjoint(self.lexicon.bodies), not keys.isdisjoint(self.lexicon.persons)
        for one in reversed(self._memory):
            fits = (is_body and one.kind in _GROUPS) or (is_person and one.kind is ActorKind.PERSON)
            if fits and one.resolved.kind is SourceKind.NAMED and not one.plural:
                return one
        return None

    def _pronoun(self, word: str) -> Resolved:
        number = self.lexicon.pronouns.get(word)
        for one in reversed(self._memory):
            if _fits(one, number):
                return one.resolved._replace(why=f"{word!r} takes up the source before; {one.resolved.why}")
        return Resolved(None, SourceKind.UNNAMED, f"{word!r} without an earlier source")

    def _remember(self, tokens: Sequence[Token], kind: ActorKind | None, resolved: Resolved, *, plural: bool) -> None:
        words = frozenset(key_of(token.text) for token in tokens if token.pos in {"PROPN", "NOUN"})
        speaker = self.registry.speakers.get(resolved.speaker_id or "")
        if speaker is not None:
            words |= frozenset(
                key_of(word) for names in (*speaker.names.values(), *speaker.roles.values()) for name in names[:3] for word in name.replace("-", " ").split()
            )
        self._memory = [*self._memory[-_MEMORY:], _Remembered(words, kind, plural, resolved)]


def _fits(one: _Remembered, number: str | None) -> bool:
    if number in {"male", "female"}:
        return one.kind in {ActorKind.PERSON, None} and not one.plural
    if number == "plural":
        return one.plural or one.kind in _GROUPS or one.kind is ActorKind.CIVILIANS
    return number == "thing" and one.kind in _GROUPS
