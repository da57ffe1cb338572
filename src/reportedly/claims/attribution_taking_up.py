"""Words that a later sentence gives to somebody: "The army left the town. This was reported by the mayor", in the languages that tell news so.

News in these languages names its source in a sentence of its own behind the news ("Про це повідомив мер", "Об этом сообщает агентство"): "this" is
the content then, and stands for the sentences before it. In English it is rare, and "this" more often an aside; there nothing is taken up.

The rule that must not be broken: what is taken up lies whole before the sentence, in its paragraph or the one before, and never in a headline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.drafts import is_quote
from reportedly.core.records import Act, RegionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportedly.claims.drafts import Draft
    from reportedly.core.records import Sentence

REACH = 3
"""So many sentences at most: a lead has one or two, and what stands further off has its own source."""
TAKEN = frozenset({Act.SAY, Act.CONFIRM, Act.CLAIM})
IT = frozenset({"this", "it"})


def take_up(drafts: Iterable[Draft], sentences: Sequence[Sentence], glossed: Collection[int]) -> None:
    """Give the sentences before to drafts whose content is only "this"; ``glossed`` are the indices of sentences that are not English."""
    places = {sentence.index: place for place, sentence in enumerate(sentences)}
    for draft in drafts:
        if draft.sentence.index not in glossed or draft.act not in TAKEN or draft.quoted or not draft.source or not _is_this(draft):
            continue
        before = _before(sentences, places[draft.sentence.index])
        if before:
            draft.content = set()
            draft.quoted = [_words(sentence) for sentence in before]


def _is_this(draft: Draft) -> bool:
    words = [draft.sentence.tokens[position] for position in sorted(draft.content)]
    said = [word for word in words if word.pos not in {"PUNCT", "ADP"} and word.end > word.start]
    return len(said) == 1 and said[0].text.lower() in IT


def _words(sentence: Sentence) -> tuple[int, int]:
    """The sentence's offsets without the marks at its edges; quotation marks stay."""
    kept = [token for token in sentence.tokens if token.end > token.start and (token.pos != "PUNCT" or is_quote(token.text))]
    return (kept[0].start, kept[-1].end) if kept else (sentence.start, sentence.end)


def _before(sentences: Sequence[Sentence], place: int) -> list[Sentence]:
    """The sentences that "this" stands for: those before it in its paragraph, or the paragraph before where it begins its own."""
    found: list[Sentence] = []
    paragraph = None
    while place > 0 and len(found) < REACH:
        place -= 1
        sentence = sentences[place]
        own = sentences[place + 1].paragraph if paragraph is None else paragraph
        if sentence.kind is not RegionKind.BODY or (found and sentence.paragraph != own):
            break
        paragraph = sentence.paragraph
        found.append(sentence)
    return found[::-1]
