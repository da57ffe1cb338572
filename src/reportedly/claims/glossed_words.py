"""A sentence while it is being glossed: words that still change heads, and words without width that English has and the language lacks.

The rule that must not be broken: a word keeps the offsets of the document; one without width stands at the edge of the word it was put beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.records import Token

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


class Word:
    """One word or mark; ``head`` is the word itself at the root.

    ``english`` are the English words it may be read as, the first one first; ``fixed`` says that it is one for what stands below it ("взять под контроль").
    """

    __slots__ = ("down", "end", "english", "features", "fixed", "head", "lemma", "original", "pos", "relation", "start", "tag", "text")

    def __init__(self, start: int, end: int, text: str, pos: str, tag: str, relation: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.lemma = text.lower()
        self.original = self.lemma
        self.pos = pos
        self.tag = tag
        self.relation = relation
        self.features: dict[str, str] = {}
        self.english: tuple[str, ...] = ()
        self.fixed = False
        self.head: Word = self
        self.down: list[Word] = []

    def kids(self, relations: Container[str] | None = None) -> Iterator[Word]:
        """Children of these relations (all when ``None``); safe while they are moved."""
        for kid in tuple(self.down):
            if relations is None or kid.relation in relations:
                yield kid

    def kid(self, relations: Container[str]) -> Word | None:
        """The first child of one of these relations."""
        return next(self.kids(relations), None)

    def hang(self, head: Word, relation: str) -> None:
        """Make this a child of ``head``; as its own head it becomes the root. A head from below takes this word's place first: no ring may close."""
        if head is not self and head.is_below(self):
            head.take_place(self)
        if self.head is not self:
            self.head.down.remove(self)
        self.head = head
        self.relation = relation
        if head is not self:
            head.down.append(self)

    def take_place(self, other: Word) -> None:
        """Stand where ``other`` stands in the tree: its head and relation. ``other`` is left to be hung by the caller."""
        head = other.head
        self.hang(self if head is other else head, other.relation)
        if head is other:
            other.head = self
            self.down.append(other)

    def is_below(self, other: Word) -> bool:
        """True when ``other`` stands above this one, or is it."""
        word = self
        while word is not other:
            if word.head is word:
                return False
            word = word.head
        return True

    def become(self, english: str, pos: str | None = None, tag: str | None = None) -> None:
        """Be read as this English word."""
        is_capital = self.text[:1].isupper()
        self.lemma = english
        self.text = english[:1].upper() + english[1:] if is_capital else english
        self.pos = pos or self.pos
        self.tag = tag or self.tag


class Words:
    """The words of one sentence in text order."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        """Copy the tokens; features are read here once."""
        self.all: list[Word] = [Word(token.start, token.end, token.text, token.pos, token.tag, token.relation) for token in tokens]
        for word, token in zip(self.all, tokens, strict=True):
            word.lemma = token.lemma
            word.original = token.lemma.lower()
            if token.features:
                word.features = dict(pair.split("=", 1) for pair in token.features.split("|"))
            word.head = self.all[token.head]
            if token.head != token.index:
                word.head.down.append(word)

    def before(self, word: Word, text: str, pos: str, tag: str, relation: str) -> Word:
        """A new word without width right before ``word``, under no head yet."""
        return self._put(self.all.index(word), word.start, (text, pos, tag, relation))

    def after(self, word: Word, text: str, pos: str, tag: str, relation: str) -> Word:
        """A new word without width right behind ``word``, under no head yet."""
        return self._put(self.all.index(word) + 1, word.end, (text, pos, tag, relation))

    def _put(self, position: int, offset: int, what: tuple[str, str, str, str]) -> Word:
        text, pos, tag, relation = what
        added = Word(offset, offset, text, pos, tag, relation)
        self.all.insert(position, added)
        return added

    def merge(self, parts: list[Word], english: str, pos: str, tag: str) -> Word:
        """The neighbours ``parts`` as one word that stands where the topmost of them stood; what hung on them hangs on it."""
        first, last = parts[0], parts[-1]
        top = next(part for part in parts if part.head is part or not any(part.head is other for other in parts))
        top.start, top.end, top.text = first.start, last.end, first.text
        top.become(english, pos, tag)
        for part in parts:
            if part is not top:
                for kid in part.kids():
                    if kid is not top:
                        kid.hang(top, kid.relation)
        for part in parts:
            if part is not top:
                part.head.down.remove(part)
                self.all.remove(part)
        return top

    def free_marks(self, marks: Container[str]) -> None:
        """Hang marks at the edge of a clause on what stands above it, as the English trees have them."""
        for mark in self.all:
            if mark.text in marks and mark.pos == "PUNCT" and mark.head is not mark:
                while mark.head.head is not mark.head and _is_edge(mark):
                    mark.hang(mark.head.head, "punct")

    def tokens(self) -> tuple[Token, ...]:
        """The records, numbered anew."""
        places = {id(word): place for place, word in enumerate(self.all)}
        return tuple(
            Token(
                place,
                word.start,
                word.end,
                word.text,
                word.lemma,
                word.pos,
                word.tag,
                "ROOT" if word.head is word else word.relation,
                places[id(word.head)],
                tuple(sorted(places[id(kid)] for kid in word.down)),
            )
            for place, word in enumerate(self.all)
        )


def _is_edge(mark: Word) -> bool:
    """True for a mark before the first or behind the last of the other words below its head."""
    below = [mark.head]
    for word in below:
        below.extend(kid for kid in word.down if kid is not mark)
    return mark.start < min(word.start for word in below) or mark.start >= max(word.end for word in below)


def has_below(word: Word, wanted: str, depth: int) -> bool:
    """True when a word within ``depth`` steps below begins so; with "=" before it, when it is that word."""
    exact = wanted.startswith("=")
    wanted = wanted.removeprefix("=")
    level = [word]
    for _ in range(depth):
        level = [kid for above in level for kid in above.down]
        if any(wanted == kid.original if exact else kid.original.startswith(wanted) for kid in level):
            return True
    return False
