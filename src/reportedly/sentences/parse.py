"""words ─parse→ trees: what spaCy's English pipeline gives, word for word, in little more than half its time.

The networks and the transitions are the model's own. Three things are done once instead of again and again: the layers that see one word
alone (its letters, not its neighbours) are computed once a distinct word; the attribute ruler's and the lemmatiser's answers are kept by what
they depend on; and what the tokeniser made of a stretch between two spaces is kept too (``cuts.py``).

The rule that must not be broken: every token is the token that ``nlp.pipe`` gives (a test compares them), whatever was parsed before it or
beside it; all that is kept is a function of what it is kept under, and bounded.
"""

from __future__ import annotations

import functools
import re
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from reportedly.core.errors import ModelError
from reportedly.core.records import Token
from reportedly.sentences.cuts import Cuts
from reportedly.sentences.encoder import Encoder
from reportedly.sentences.model import english_parser
from reportedly.sentences.multiply import multiply_in_blocks, one_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

BATCH_TOKENS = 2_000
"""Tokens the networks see at a time: arrays of a few MB. Sixteen headlines at a time (200 tokens) cost a tenth more, 20,000 tokens no less."""
MOST_WORDS = 60_000
"""New words after which the tokeniser forgets all of them: 30 MB. Kept for ever, they are 4.5 kB a headline over a stream."""
MOST_ANSWERS = 60_000
MOST_VECTORS = 30_000
"""Of 96 single-precision numbers: 12 MB."""
FIRST_VECTORS = 2_048
"""Rows to begin with; doubled when they are full, so that a batch with new words does not copy all that are known."""
PARTS = ("adp", "aux", "cconj", "det", "intj", "num", "part", "pron", "propn", "punct", "sconj", "sym", "x")
TREE_PIPES = ("tagger", "parser")
SEEN = frozenset({"NORM", "LOWER", "SHAPE", "PREFIX", "SUFFIX", "IS_SPACE"})
"""What the networks, the ruler and the lemmatiser look at of a word by itself; spaCy works out sixteen more of every new one ("is it a number?")."""
Sentences = tuple[tuple[Token, ...], ...]


ORTH, TAG, DEP, HEAD, SENT_START, IDX, LENGTH = range(7)
"""Columns of a parsed text: what is asked of spaCy of every word."""


class Answer(NamedTuple):
    """What the attribute ruler and the lemmatiser say of a word. ``may_open``: it may be the first of a pattern of two words."""

    pos: str
    lemma: str
    tag: str
    relation: str
    may_open: bool


class Rule(NamedTuple):
    """What the attribute ruler says of a word: its part of speech and form, and for a few words the lemma."""

    pos: str
    morph: str
    lemma: str
    tag: str
    relation: str


class EnglishTrees:
    """The model with what it keeps; one a process. Threads take turns: spaCy's vocabulary is no place for two."""

    def __init__(self, model: Language) -> None:
        self._model = model
        self._turn = threading.Lock()
        self._zone: ExitStack | None = None
        self._words_before = 0
        _see_less(model)
        multiply_in_blocks([cast("Any", model.get_pipe(name)).model for name in ("tok2vec", *TREE_PIPES)])
        self._embedding = _Embedding(model.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
        self._answers = _Answers(model)
        self._cuts = Cuts(model)

    def parse(self, texts: Iterable[tuple[str, str, int]]) -> list[Sentences]:
        """For each (words to parse, the same words as written, offset of the first): its sentences' tokens without white space, in order."""
        found: list[Sentences] = []
        waiting: list[tuple[Doc, str, int]] = []
        size = 0
        with self._turn, one_thread()():
            self._renew()
            for words, written, start in texts:
                doc = self._cuts.doc(words)
                waiting.append((doc, written, start))
                size += len(doc)
                if size >= BATCH_TOKENS:
                    found += self._parse_batch(waiting)
                    waiting, size = [], 0
            found += self._parse_batch(waiting)
        return found

    def _renew(self) -> None:
        """Words that the tokeniser meets live in a zone of memory, which is given back when they are many. No Doc outlives ``parse``."""
        vocab = self._model.vocab
        if self._zone is not None and len(vocab) - self._words_before <= MOST_WORDS:
            return
        if self._zone is not None:
            self._zone.close()
        self._zone = ExitStack()
        self._words_before = len(vocab)
        self._zone.enter_context(self._model.memory_zone())

    def _parse_batch(self, batch: Sequence[tuple[Doc, str, int]]) -> list[Sentences]:
        docs = [doc for doc, _, _ in batch if len(doc)]
        if docs:
            for doc, vectors in zip(docs, self._embedding.vectors(docs), strict=True):
                doc.tensor = vectors  # where the tagger and the parser look for them
            for name in TREE_PIPES:
                pipe = cast("Any", self._model.get_pipe(name))
                pipe.set_annotations(docs, pipe.predict(docs))
        return [tuple(self._answers.sentences(doc, written, start)) if len(doc) else () for doc, written, start in batch]


@functools.cache
def english_trees() -> EnglishTrees:
    """The trees of the one English model. Raises ``ModelError`` when the package is missing."""
    return EnglishTrees(english_parser())


def _see_less(model: Language) -> None:
    """New words are not asked what nobody asks of them."""
    from spacy import attrs  # noqa: PLC0415  loading spaCy takes half a second

    vocab: Any = model.vocab
    vocab.lex_attr_getters = {which: getter for which, getter in vocab.lex_attr_getters.items() if attrs.NAMES[which] in SEEN}


class _Embedding:
    """The vectors of words in their sentences. The first layers see a word alone, so each distinct one goes through them once."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self._encode = Encoder(encode)
        self._extract, _, self._hashes, self._mix, _ = embed.layers
        self._width = int(model.get_dim("nO"))
        self._rows: dict[bytes, int] = {}
        self._known = np.zeros((FIRST_VECTORS, self._width), dtype=np.float32)

    def vectors(self, docs: Sequence[Doc]) -> list[Any]:
        """One array a document: a row of context-sensitive numbers a token."""
        features = [np.ascontiguousarray(each) for each in self._extract.predict(docs)]
        keys = [row.tobytes() for each in features for row in each]
        if len(self._rows) > MOST_VECTORS:
            self._rows = {}
        new = list(dict.fromkeys(key for key in keys if key not in self._rows))
        if new:
            columns = features[0].shape[1]
            rows = np.frombuffer(b"".join(new), dtype=features[0].dtype).reshape(len(new), columns)
            before = len(self._rows)
            self._rows |= {key: before + place for place, key in enumerate(new)}
            while len(self._known) < len(self._rows):
                self._known = np.concatenate([self._known, np.zeros_like(self._known)])
            self._known[before : len(self._rows)] = self._mix.predict(self._hashes.predict(rows))
        mixed = self._known[[self._rows[key] for key in keys]]
        cuts = np.cumsum([len(each) for each in features])[:-1]
        return self._encode.predict(np.split(mixed, cuts))


class _Answers:
    """Part of speech and lemma by word, tag and relation: all that the ruler's patterns of one word and the lemmatiser look at.

    The few patterns of two words ("gon" "na", "there" "is") are the ruler's own to find, in the words that they may be about.
    """

    def __init__(self, model: Language) -> None:
        from spacy import attrs, tokens  # noqa: PLC0415  loading spaCy takes half a second

        self._vocab = model.vocab
        self._new_doc = tokens.Doc
        self._ruler = cast("Any", model.get_pipe("attribute_ruler"))
        self._lemmatizer = cast("Any", model.get_pipe("lemmatizer"))
        self._columns = [attrs.ORTH, attrs.TAG, attrs.DEP, attrs.HEAD, attrs.SENT_START, attrs.IDX, attrs.LENGTH]
        self._kept: dict[tuple[int, int, int], Answer] = {}
        self._rules: dict[tuple[str, int, int], Rule] = {}
        rules: Any = self._ruler.patterns
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        if max(map(len, patterns)) > 2:
            message = "expected the attribute ruler's patterns to be of one or two words"
            raise ModelError(message)
        self._opens = _Wanted([first["LOWER"] for first, *others in patterns if others and "LOWER" in first])
        self._opens_by_relation = _Wanted([first.get("DEP") for first, *others in patterns if others and "LOWER" not in first])
        self._opening = [(_Wanted([first.get("LOWER")]), _Wanted([first.get("DEP")])) for first, *others in patterns if others]
        self._worded = _Wanted([word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word])
        index: Any = self._lemmatizer.lookups.get_table("lemma_index")
        for part, lemmas in list(index.items()):
            index[part] = frozenset(lemmas)  # lists as they come: each look-up goes through 60,000 nouns, half a millisecond
        self._uninflected = _uninflected(self._lemmatizer)

    def sentences(self, doc: Doc, written: str, start: int) -> Iterator[tuple[Token, ...]]:
        """The tokens of each sentence, without its white space, worded as ``written`` and with offsets from ``start``."""
        rows: list[list[int]] = doc.to_array(self._columns).view(np.int64).tolist()
        answers = self._of(rows, doc)
        first = 0
        for last in range(1, len(rows) + 1):
            if last == len(rows) or rows[last][SENT_START] == 1:
                found = _tokens(rows[first:last], answers[first:last], written, start)
                if found:
                    yield found
                first = last

    def _of(self, rows: list[list[int]], doc: Doc) -> list[Answer]:
        kept = self._kept
        if len(kept) > MOST_ANSWERS:
            kept.clear()
        found: list[Answer] = []
        for place, (orth, tag, relation, *_) in enumerate(rows):
            key = (orth, tag, relation)
            answer = kept.get(key)
            if answer is None:
                kept[key] = answer = self._answer(doc[place], self._rule(doc[place]))
            found.append(answer)
        for run in _runs([place for place, answer in enumerate(found) if answer.may_open], len(rows)):
            asked = [doc[place] for place in run]
            found[run.start : run.stop] = [self._answer(token, rule) for token, rule in zip(asked, self._ruled(asked), strict=True)]
        return found

    def _rule(self, token: SpacyToken) -> Rule:
        """What the ruler says of the word by itself. Most words are in no pattern, and their tags and relations say all."""
        lower = token.lower_
        named = lower if token.is_space or self._worded.holds(lower) else ""
        key = (named, token.tag, token.dep)
        rule = self._rules.get(key)
        if rule is None:
            self._rules[key] = rule = self._ruled([token])[0]
        return rule

    def _ruled(self, asked: Sequence[SpacyToken]) -> list[Rule]:
        """What the ruler says of these words, side by side and nothing around them."""
        few = self._new_doc(
            self._vocab,
            words=[token.text for token in asked],
            tags=[token.tag_ for token in asked],
            deps=[token.dep_ for token in asked],
            heads=list(range(len(asked))),
        )
        self._ruler(few)
        return [Rule(token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_) for token in few]

    def _answer(self, token: SpacyToken, rule: Rule) -> Answer:
        lemma = rule.lemma or self._lemma(token.text, rule)
        return Answer(rule.pos, lemma, rule.tag, rule.relation, self._may_open(token.lower_, token.dep_))

    def _may_open(self, word: str, relation: str) -> bool:
        if not (self._opens.holds(word) or self._opens_by_relation.holds(relation)):
            return False
        return any(words.holds(word) and relations.holds(relation) for words, relations in self._opening)

    def _lemma(self, word: str, rule: Rule) -> str:
        part = rule.pos.lower()
        if part in self._uninflected and not ("VerbForm" in rule.morph or "Degree" in rule.morph):
            return word if part == "propn" else word.lower()
        self._lemmatizer.cache.clear()  # it would grow with every word; the answers are kept here
        lemma: str = self._lemmatizer.lemmatize(_Alone(word, rule.pos, rule.morph))[0]
        return lemma


def _uninflected(lemmatizer: Any) -> frozenset[str]:
    """Parts of speech for which the lemmatiser has no forms and no rules; half of new words are names, which are such."""
    tables = [lemmatizer.lookups.get_table(f"lemma_{name}", {}) for name in ("index", "exc", "rules")]
    return frozenset(part for part in PARTS if lemmatizer.mode == "rule" and not any(table.get(part) for table in tables))


class _Form:
    """The form of a word as the lemmatiser asks for it."""

    __slots__ = ("key",)

    def __init__(self, written: str) -> None:
        self.key = written

    def to_dict(self) -> dict[str, str]:
        """Value by name of the feature."""
        return dict(pair.split("=", 1) for pair in self.key.split("|") if pair)


class _Alone:
    """A word by itself, with the names by which the lemmatiser asks: sooner made than one of spaCy's."""

    __slots__ = ("morph", "orth", "pos", "pos_", "text")

    def __init__(self, text: str, pos: str, form: str) -> None:
        self.text = self.orth = text
        self.pos = self.pos_ = pos
        self.morph = _Form(form)


class _Wanted:
    """The values that the ruler's patterns want of one attribute: a value, one of several, one of a form; anything else may be any value."""

    def __init__(self, wanted: Sequence[Any]) -> None:
        self._values: set[str] = set()
        forms: list[str] = []
        self._any = False
        for each in wanted:
            if isinstance(each, str):
                self._values.add(each)
            elif isinstance(each, dict) and set(each) == {"IN"}:
                self._values.update(each["IN"])
            elif isinstance(each, dict) and set(each) == {"REGEX"}:
                forms.append(f"(?:{each['REGEX']})")
            else:
                self._any = True
        self._form = re.compile("|".join(forms)) if forms else None

    def holds(self, value: str) -> bool:
        """False where no pattern wants this value."""
        return self._any or value in self._values or (self._form is not None and self._form.search(value) is not None)


def _runs(opening: Sequence[int], end: int) -> Iterator[range]:
    """Words that may open a pattern of two, with the word behind: as few stretches as hold them all."""
    start = stop = -1
    for place in opening:
        if place > stop - 1:
            if start >= 0:
                yield range(start, stop)
            start = place
        stop = min(place + 2, end)
    if start >= 0:
        yield range(start, stop)


def _tokens(rows: Sequence[list[int]], answers: Sequence[Answer], written: str, start: int) -> tuple[Token, ...]:
    """The sentence's words; heads and children are renumbered to pass over white space."""
    spans = [(row[IDX], row[IDX] + row[LENGTH]) for row in rows]
    words = [written[first:last] for first, last in spans]
    if not any(map(str.isspace, words)):
        return _all_tokens(rows, spans, words, answers, start)
    kept = [place for place, word in enumerate(words) if not word.isspace()]
    index = {place: position for position, place in enumerate(kept)}
    heads = [_head(place, rows, index) for place in kept]
    children: list[list[int]] = [[] for _ in kept]
    for position, head in enumerate(heads):
        if head != position:
            children[head].append(position)
    return tuple(
        Token(
            position,
            start + spans[place][0],
            start + spans[place][1],
            words[place],
            answers[place].lemma,
            answers[place].pos,
            answers[place].tag,
            answers[place].relation,
            heads[position],
            tuple(children[position]),
        )
        for position, place in enumerate(kept)
    )


def _all_tokens(rows: Sequence[list[int]], spans: Sequence[tuple[int, int]], words: Sequence[str], answers: Sequence[Answer], start: int) -> tuple[Token, ...]:
    """As ``_tokens``, for a sentence without white space, as nearly all are: no word changes its place."""
    heads = [place + row[HEAD] for place, row in enumerate(rows)]
    children: list[list[int]] = [[] for _ in rows]
    for place, head in enumerate(heads):
        if head != place:
            children[head].append(place)
    return tuple(
        [
            Token(place, start + first, start + last, word, lemma, pos, tag, relation, head, tuple(below))
            for place, ((first, last), word, (pos, lemma, tag, relation, _), head, below) in enumerate(zip(spans, words, answers, heads, children, strict=True))
        ]
    )


def _head(place: int, rows: Sequence[list[int]], index: dict[int, int]) -> int:
    """Position of the head among the kept words; a head that is white space is passed over."""
    head = place + rows[place][HEAD]
    while head not in index and rows[head][HEAD]:
        head += rows[head][HEAD]
    return index.get(head, index[place])
