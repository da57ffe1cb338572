"""Text between quotation marks, and whether it is speech, a name or a scare quote.

The rule that must not be broken: quotations nest and never cross, an apostrophe is not a quotation mark,
and a mark left open never reaches past the end of its paragraph. One pass over the marks, whatever their depth.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Found, Quotation
from reportedly.sentences.split import iter_paragraphs

if TYPE_CHECKING:
    from reportedly.core.records import Document, Sentence, Token
    from reportedly.packs.load import Pack

_MARK = re.compile(r"''|``|[“”„‟«»‹›\"＂]|(?<!\w)[‘‚'](?=[^\s'’])|(?<=[^\s‘'])['’](?!\w)")
_OPENERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "‘": "’'", "‚": "‘’"}
_CLOSERS = frozenset("”»›")
_STRAIGHT = frozenset({'"', "＂", "''", "``"})
_SINGLE = frozenset("'‘’‚")
_FUNCTION_WORDS = frozenset(
    {"of", "the", "by", "and", "in", "on", "for", "to", "a", "an", "de", "la", "von", "van", "al", "bin", "at", "with", "from", "-", "'s", "’s"}
)
_WORD = re.compile(r"[^\W_]+")
_MAX_NAME_WORDS = 7
_MAX_SCARE_WORDS = 3


class _Open(NamedTuple):
    mark: str
    start: int

    @property
    def inner(self) -> int:
        """Where the text between the marks begins."""
        return self.start + len(self.mark)


def find_quotations(
    document: Document,
    sentences: tuple[Sentence, ...],
    pack: Pack,
) -> Found[tuple[Quotation, ...]]:
    """Quotations in text order, the outer before the inner; empty where there are no pairs of marks."""
    if _MARK.search(document.text) is None:
        return Found(())
    tokens = _Tokens(sentences)
    names = _names(pack, document.language or "en")
    found: list[Quotation] = []
    words = _Words(document.text)
    paragraphs = list(iter_paragraphs(document))
    for number, paragraph in enumerate(paragraphs):
        following = document.text[paragraphs[number + 1].start] if number + 1 < len(paragraphs) else ""
        for start, end, inner_start, inner_end in _pairs(document.text, paragraph.start, paragraph.end, following):
            inner = tokens.between(inner_start, inner_end)
            if not words.any_between(start, end):
                continue
            is_speech, why = (True, "speech that the paragraph leaves open") if inner_end == end else _judge(inner, tokens.before(start), names)
            found.append(Quotation(start=start, end=end, inner_start=inner_start, inner_end=inner_end, is_speech=is_speech, why=why))
    return Found(tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end))))


class _Names(NamedTuple):
    """Words beside which a name stands in quotation marks: nouns for persons and bodies, words of naming ("nicknamed", "так званий")."""

    people: frozenset[str]
    bodies: frozenset[str]
    naming: tuple[str, ...]


@functools.cache
def _names(pack: Pack, language: str) -> _Names:
    """The words of a language; bodies only where names are set in marks as a rule, as «…» does."""
    words = pack.words(language, "speakers")
    heads, naming = words.get("heads", {}), words.get("naming", {})
    bodies = frozenset(word for kind in naming.get("kinds", ()) for word in heads.get(kind, ())) | frozenset(naming.get("things", ()))
    return _Names(frozenset(heads.get("person", ())), bodies, tuple(naming.get("words", ())))


# ── pairing the marks ──


def _pairs(text: str, start: int, stop: int, following: str) -> list[tuple[int, int, int, int]]:
    """Start, end, inner start and inner end of each quotation of a paragraph. ``following`` is the first character of the next one."""
    stop = start + len(text[start:stop].rstrip())
    pairs: list[tuple[int, int, int, int]] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, stop):
        mark, at = match.group(), match.start()
        depth = _closes(text, mark, at, stack)
        if depth is not None:
            pairs.append((stack[depth].start, match.end(), stack[depth].inner, at))
            del stack[depth:]
        elif _opens(text, mark, at, start, stop):
            stack.append(_Open(mark, at))
    if stack and stack[0].mark not in _SINGLE:
        # Speech that goes on opens the next paragraph with a mark again; a curly mark left open is a slip of the pen.
        first = stack[0]
        goes_on = following in _OPENERS or following in _STRAIGHT
        if (goes_on or first.mark not in _STRAIGHT or first.start == start) and stop > first.inner:
            pairs.append((first.start, stop, first.inner, stop))
    return pairs


def _closes(text: str, mark: str, at: int, stack: list[_Open]) -> int | None:
    """Which open mark this one closes: its position in the stack, or none."""
    if not stack:
        return None
    if mark in _SINGLE:
        top = stack[-1]
        closes = top.mark in _SINGLE and mark != "‘" and at > top.start + 1 and not text[at - 1].isspace()
        return len(stack) - 1 if closes else None
    # A single mark that was never closed was an apostrophe: look past it.
    depth = next((index for index in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[index].mark not in _SINGLE), None)
    if depth is None or stack[depth].inner == at:
        return None
    open_mark = stack[depth].mark
    if mark in _STRAIGHT:
        closes = open_mark in _STRAIGHT and not _looks_open(text, at, len(mark))
    else:
        closes = mark in _OPENERS.get(open_mark, "") and (mark != "“" or not _looks_open(text, at))
        closes = closes or (mark in _CLOSERS and open_mark in _OPENERS)
    return depth if closes else None


def _opens(text: str, mark: str, at: int, start: int, stop: int) -> bool:
    after = at + len(mark)
    if after >= stop:
        return False
    if mark in _STRAIGHT:
        inches = at > start and text[at - 1].isdigit()
        return not inches and not text[after].isspace()
    if mark == "'":
        return _single_has_partner(text, at, stop)
    if mark == "‘":
        return True
    return mark in _OPENERS and mark != "’"


def _looks_open(text: str, at: int, width: int = 1) -> bool:
    """White space, a bracket or a dash before the mark and a word after it."""
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    return (before.isspace() or before in "([{—–") and not after.isspace() and after not in ".,;:!?)]}"


_PARTNER = re.compile(r"(?<=[^\s'])'(?!\w)")


def _single_has_partner(text: str, at: int, stop: int) -> bool:
    """A straight single mark opens only where one closes within 400 characters; else it is an apostrophe ("'90s", "'em")."""
    return _PARTNER.search(text, at + 2, min(stop, at + 400)) is not None


# ── speech, name or scare quote ──


def _judge(inner: list[Token], before: Token | None, names: _Names) -> tuple[bool, str]:
    words = [token for token in inner if token.pos != "PUNCT"]
    if not words:
        return False, "nothing between the marks"
    has_verb = any(token.pos in {"VERB", "AUX"} and token.text[:1].islower() for token in words)
    naming = before is not None and before.text.lower() in names.naming
    capitalised = all(token.text[:1].isupper() or token.text[:1].isdigit() or token.text.lower() in _FUNCTION_WORDS for token in words)
    named = sum(token.text[:1].isupper() for token in words) > 1 or any(token.pos == "PROPN" for token in words)
    ends_like_speech = inner[-1].text in {",", "?", "!"} or (inner[-1].text == "." and len(words) > 2)
    if not has_verb and capitalised and named and len(words) <= _MAX_NAME_WORDS and not ends_like_speech:
        role = before is not None and before.lemma.lower() in names.people
        return False, f"name: {len(words)} capitalised words and no verb" + (f", after {before.text!r}" if role and before else "")
    if before is not None and len(words) <= _MAX_NAME_WORDS and not has_verb and not ends_like_speech and _is_body(before, words, names):
        return False, f"name: of a body, after {before.text!r}"
    if not has_verb and naming and len(words) <= _MAX_NAME_WORDS:
        return False, f"name: follows {before.text!r}" if before else "name"
    if not has_verb and len(words) <= _MAX_SCARE_WORDS and before is not None and _is_scare(before, words, ends_like_speech=ends_like_speech):
        return False, f"scare quotes: {len(words)} words inside a noun phrase"
    return True, "speech"


def _is_body(before: Token, words: list[Token], names: _Names) -> bool:
    """The marks hold the name of what stands before them: the regiment «Falcon»; the name begins with a capital or a figure."""
    return before.lemma.lower() in names.bodies and (words[0].text[:1].isupper() or words[0].text[:1].isdigit())


def _is_scare(before: Token, words: list[Token], *, ends_like_speech: bool) -> bool:
    """The quoted words are part of a noun phrase begun outside the marks: the 'reform' package."""
    return not ends_like_speech and before.pos in {"DET", "ADJ"} and before.text.lower() not in {"that", "this"} and words[-1].pos in {"NOUN", "ADJ", "PROPN"}


class _Words:
    """Where letters and digits stand. Asked for each pair of marks: looking through ten thousand nested pairs one by one took five seconds."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: list[tuple[int, int]] | None = None

    def any_between(self, start: int, end: int) -> bool:
        """True when a letter or a digit stands there."""
        if self._runs is None:
            self._runs = [match.span() for match in _WORD.finditer(self._text)]
        first = bisect.bisect_right(self._runs, start, key=lambda run: run[1])
        return first < len(self._runs) and self._runs[first][0] < end


class _Tokens:
    """The report's tokens by offset."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self._tokens = [token for sentence in sentences for token in sentence.tokens]
        self._starts = [token.start for token in self._tokens]

    def between(self, start: int, end: int) -> list[Token]:
        """The first tokens from ``start`` on, those before ``end``; no more than a name could have, and the last one."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        if last - first > 3 * _MAX_NAME_WORDS:
            return [*self._tokens[first : first + 2 * _MAX_NAME_WORDS], self._tokens[last - 1]]
        return self._tokens[first:last]

    def before(self, start: int) -> Token | None:
        """The token that ends at or before this offset."""
        position = bisect.bisect_left(self._starts, start) - 1
        return self._tokens[position] if position >= 0 else None
