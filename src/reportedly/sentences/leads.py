"""Who is named before a colon, "The mayor: the bridge was blown up": such a lead is analysed by itself, then set beside what it says.

News and posts in these languages open with a name, an office or a direction and a colon. The network takes the name for the top of the sentence and
tears the clause behind the colon apart; told of one thing at a time it reads both.

The rule that must not be broken: words keep their number and order, and the joint answer is one tree.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from reportedly.sentences.russian_lemmas import russian_analyzer
from reportedly.sentences.russian_network import Analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LONGEST = 10
"""Words and marks before the colon: an office with its body and its holder's name."""
_LEAST_BEHIND = 3
_MOST_KEPT = 50_000
_VERBAL = frozenset({"VERB", "INFN", "PRTS", "GRND"})
_TELLING = frozenset({"VERB", "PRTS"})
_QUOTES = frozenset({"«", '"', "“", "„"})
_BESIDE = "dep"


def parse_with_leads(sentences: Sequence[Sequence[str]], parse: Callable[[Sequence[Sequence[str]]], list[Analysis]]) -> Iterator[Analysis]:
    """The analysis of each sentence (its words as the network is shown them, in Russian), a lead and what is behind it analysed apart."""
    parts: list[Sequence[str]] = []
    cuts: list[int] = []
    for words in sentences:
        cut = lead_length(words)
        cuts.append(cut)
        parts.extend([words[:cut], words[cut:]] if cut else [words])
    answers = iter(parse(parts))
    for cut in cuts:
        yield _joined(next(answers), next(answers)) if cut else next(answers)


def lead_length(words: Sequence[str]) -> int:
    """How many words and marks the lead has, its colon included; 0 where there is none: a verb before the colon, none behind it, or a quotation there."""
    colon = next((position for position, word in enumerate(words[: _LONGEST + 1]) if word == ":"), 0)
    lead, rest = [word for word in words[:colon] if word[:1].isalpha()], words[colon + 1 :]
    if not lead or len(rest) < _LEAST_BEHIND or rest[0] in _QUOTES or not lead[0][:1].isupper():
        return 0
    if any(_kinds(word) & _VERBAL for word in lead) or not any(_kinds(word) & _TELLING for word in rest):
        return 0
    return colon + 1


@functools.lru_cache(_MOST_KEPT)
def _kinds(word: str) -> frozenset[str]:
    """The part of speech of the likeliest analysis of a Russian word; empty for marks and figures."""
    if not word[:1].isalpha():
        return frozenset()
    return frozenset({str(russian_analyzer().parse(word)[0].tag.POS)})


def _joined(lead: Analysis, rest: Analysis) -> Analysis:
    """One tree whose top is that of the clause; the lead hangs on it."""
    size = len(lead.heads)
    lead = _topped_by_name(lead)
    top = next(position for position, head in enumerate(rest.heads) if head == position) + size
    heads = [top if head == position else head for position, head in enumerate(lead.heads)]
    relations = [_BESIDE if head == position else relation for position, (head, relation) in enumerate(zip(lead.heads, lead.relations, strict=True))]
    return Analysis([*heads, *(head + size for head in rest.heads)], [*relations, *rest.relations], [*lead.tags, *rest.tags])


def _topped_by_name(lead: Analysis) -> Analysis:
    """The lead with who is named at its top: "мэр в телеграме" is no clause in which he is the subject of a place."""
    top = next(position for position, head in enumerate(lead.heads) if head == position)
    name = next((position for position, head in enumerate(lead.heads) if head == top and lead.relations[position] == "nsubj"), None)
    if name is None:
        return lead
    heads = [name if position in {name, top} else head for position, head in enumerate(lead.heads)]
    relations = ["root" if position == name else "nmod" if position == top else relation for position, relation in enumerate(lead.relations)]
    return Analysis(heads, relations, lead.tags)
