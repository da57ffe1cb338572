"""text ─cut→ words: what spaCy's tokeniser makes of a text, kept by what stands between two spaces.

The tokeniser looks at such stretches one by one, and none of the English rules reaches across a space (a test tries all of them). It keeps its
answers itself, but not while a zone of memory is open, and without one it keeps words for ever. Kept here, cutting takes a quarter of the time.

The rule that must not be broken: the words are those of ``make_doc``, with their norms and spaces; what is kept is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_STRETCHES = 30_000
"""67,000 words of news have 17,000; some 10 MB."""
_MARKS = ",."
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
        tokenizer: Any = model.tokenizer
        self._listed = frozenset(tokenizer.rules)

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
        words = self._plainly(stretch)
        if words:
            self._kept[stretch] = found = Cut(words, (*[False] * (len(words) - 1), True), ())
            return found
        doc = self._model.make_doc(stretch)
        spaces = (*[False] * (len(doc) - 1), True)
        norms = tuple((token.i, token.norm_) for token in doc if token.norm != token.lex.norm)
        self._kept[stretch] = found = Cut(tuple(token.text for token in doc), spaces, norms)
        return found

    def _plainly(self, stretch: str) -> tuple[str, ...]:
        """The words of a stretch that no rule of the tokeniser is about: English letters, and a mark behind them; () for any other.

        Half of what is new in a text is such. No prefix, suffix or infix of English is made of letters alone but after a digit or beside a mark;
        a comma always comes off, a full stop does after a small letter, unless the list of exceptions has the stretch.
        """
        word, mark = (stretch[:-1], stretch[-1]) if stretch[-1] in _MARKS else (stretch, "")
        if not (word.isascii() and word.isalpha()) or stretch in self._listed or word in self._listed or (mark == "." and not word[-1].islower()):
            return ()
        return (word, mark) if mark else (word,)
