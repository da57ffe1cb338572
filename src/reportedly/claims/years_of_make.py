"""The year a thing was made in, "a 2010 Lada", "a car built in 1987", "1987 року випуску": it dates the thing, and nothing that becomes of it.

The rule that must not be broken: only years by themselves, and only before a name with "a", behind a verb of making that describes a noun, or of "manufacture".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences.tree import ancestors

if TYPE_CHECKING:
    from reportedly.core.records import DayMention, Sentence, Token

MAKING = frozenset({"build", "make", "manufacture", "produce", "assemble"})
MANUFACTURE = "manufacture"
ONE_OF_A_KIND = frozenset({"a", "an"})
DESCRIBING = frozenset({"acl", "relcl", "amod"})
INSIDE = frozenset({"compound", "nmod", "nummod", "amod"})
YEAR = 4  # digits: "2010"


def is_year_of_make(sentence: Sentence, mention: DayMention) -> bool:
    """True where the year only tells how old the thing is. A name with "a" is one of its kind: "a 2014 Harrow agreement" has a noun behind it."""
    if not mention.text[:YEAR].isdecimal() or mention.text[YEAR : YEAR + 1].isdecimal():
        return False
    tokens = sentence.tokens
    inside = [token for token in tokens if token.end > mention.start and token.start < mention.end]
    if not inside:
        return False
    first, following = inside[0], next((token for token in tokens[inside[-1].index + 1 :] if token.end > token.start), None)
    if following is not None and following.lemma.lower() == MANUFACTURE:
        return True
    maker = next((above for above in ancestors(sentence, first.index) if above.pos in {"VERB", "AUX"}), None)
    if maker is not None and maker.lemma.lower() in MAKING and maker.relation in DESCRIBING:
        return True
    return first.index > 0 and tokens[first.index - 1].text.lower() in ONE_OF_A_KIND and _named(tokens, first).pos == "PROPN"


def _named(tokens: tuple[Token, ...], year: Token) -> Token:
    """The noun that the year stands before: above the parts of its name."""
    head = tokens[year.head] if year.relation in INSIDE else year
    while head.relation in INSIDE and tokens[head.head].index > head.index:
        head = tokens[head.head]
    return head
