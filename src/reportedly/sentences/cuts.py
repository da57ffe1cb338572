"""text ─cut→ words: what spaCy's tokeniser makes of a text, kept by what stands between two spaces.

The tokeniser looks at such stretches one by one, and none of the English rules reaches across a space (a test tries all of them). It keeps its
answers itself, but not while a zone of memory is open, and without one it keeps words for ever. Kept here, cutting takes a quarter of the time.

The rule that must not be broken: the words are those of ``make_doc``, with their norms and spaces; what is kept is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_STRETCHES = 30_000
"""67,000 words of news have 17,000; some 10 MB."""
_ODD_SPACE = re.compile(r"[^\S ]|  |^ | $|^$")


class Cut(NamedTuple):
    """A stretch without spaces: its words, whether a space follows each, and the norms (by position) that are not the words' own."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    norms: tuple[tuple[int, str], ...]


class Cuts:
    """The tokeniser of a model, with what it said before."""

    def __init__(self, model: Language) -> None:
        from spacy import tokens  # noqa: PLC0415  loading spaCy takes half a second

        self._model = model
        self._new_doc = tokens.Doc
        self._kept: dict[str, Cut] = {}

    def doc(self, text: str) -> Doc:
        """The text's words, not yet parsed. Spaces that are not one, and between words, are left to the tokeniser."""
        if _ODD_SPACE.search(text):
            return self._model.make_doc(text)
        if len(self._kept) > MOST_STRETCHES:
            self._kept.clear()
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        for stretch in text.split(" "):
            cut = self._kept.get(stretch) or self._cut(stretch)
            if cut.norms:
                norms += [(len(words) + place, norm) for place, norm in cut.norms]
            words += cut.words
            spaces += cut.spaces
        spaces[-1] = False
        doc = self._new_doc(self._model.vocab, words=words, spaces=spaces)
        for place, norm in norms:
            doc[place].norm_ = norm
        return doc

    def _cut(self, stretch: str) -> Cut:
        doc = self._model.make_doc(stretch)
        spaces = (*[False] * (len(doc) - 1), True)
        norms = tuple((token.i, token.norm_) for token in doc if token.norm != token.lex.norm)
        self._kept[stretch] = found = Cut(tuple(token.text for token in doc), spaces, norms)
        return found
