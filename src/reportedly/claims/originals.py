"""The report's own words behind glossed ones: for what knows names as the report writes them, and for words that are read off a span.

The rule that must not be broken: a glossed word stands for the words of the report at its offsets, and for nothing where it has no width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import Sentence, Span, Token
    from reportedly.speakers.resolve import Resolved, SpeakerResolver


class Originals:
    """The report's own words behind glossed ones, and the English words that were put on them."""

    def __init__(self, sentences: Iterable[Sentence], glossed: Iterable[Sentence]) -> None:
        """Keep the words of sentences that were glossed; others need no map."""
        self._own: dict[int, tuple[Token, Sentence]] = {}
        self._read: dict[int, Token] = {}
        for own, read in zip(sentences, glossed, strict=True):
            if own is not read:
                self._own.update((token.start, (token, own)) for token in own.tokens)
                self._read.update((token.start, token) for token in read.tokens if token.end > token.start)

    def of(self, tokens: Iterable[Token]) -> list[Token]:
        """The report's words that these stand for, in their order; tokens that were never glossed as they are."""
        if not self._own:
            return list(tokens)
        found: list[Token] = []
        for token in tokens:
            kept = self._own.get(token.start)
            if kept is None:
                found.append(token)
            elif token.end > token.start:
                first, sentence = kept
                found.extend(word for word in sentence.tokens[first.index :] if word.end <= token.end)
        return list(dict.fromkeys(found))

    def english(self, span: Span) -> set[str]:
        """The words of a stretch in small letters, in English."""
        if span.start not in self._own:
            return set(span.text.lower().split())
        first, sentence = self._own[span.start]
        read = (self._read.get(token.start) for token in sentence.tokens[first.index :] if token.start < span.end)
        return {word for token in read if token is not None for word in (token.lemma.lower(), token.text.lower())}


class GlossedResolver:
    """The resolver of sources, which knows names as the report writes them, for phrases of glossed sentences."""

    def __init__(self, resolver: SpeakerResolver, originals: Originals) -> None:
        """Take a report's resolver and its words."""
        self._resolver = resolver
        self._originals = originals

    def resolve(self, tokens: list[Token], head: Token, antecedent: list[Token]) -> Resolved:
        """As ``SpeakerResolver.resolve``; ``head`` is the head itself."""
        own = self._originals.of([head])
        return self._resolver.resolve(self._originals.of(tokens), own[0].index if own else -1, self._originals.of(antecedent))

    def names_force(self, tokens: list[Token]) -> bool:
        """As ``SpeakerResolver.names_force``."""
        return self._resolver.names_force(self._originals.of(tokens))

    def names_speaker(self, tokens: list[Token], *, countries: bool = False) -> bool:
        """As ``SpeakerResolver.names_speaker``."""
        return self._resolver.names_speaker(self._originals.of(tokens), countries=countries)

    def knows(self, tokens: list[Token]) -> bool:
        """As ``SpeakerResolver.knows``."""
        return self._resolver.knows(self._originals.of(tokens))
