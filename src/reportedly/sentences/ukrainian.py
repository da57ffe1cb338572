"""Ukrainian text → sentences of tokens with their trees, in the labels of docs/decisions/trees.md.

No parser of Ukrainian may ship (docs/decisions/ukrainian-trees.md). The two languages build sentences alike, so the Russian networks are shown a sentence
of the same build: words of grammar and common words by their counterparts, all others by a word of the same declension or conjugation in the same form.
What comes back is the shape of the tree; words, dictionary forms and readings are the Ukrainian ones.

The rule that must not be broken: one Ukrainian word is one shown word, so that the tree is over the words of the document.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reportedly.sentences.leads import parse_with_leads
from reportedly.sentences.nodes import Node, Tree
from reportedly.sentences.recase_cyrillic import recase_words
from reportedly.sentences.russian import iter_batches, read_tag
from reportedly.sentences.russian_network import Analysis, russian_parser
from reportedly.sentences.tokens import tokens_of
from reportedly.sentences.ukrainian_bridge import Shown, show_in_russian
from reportedly.sentences.ukrainian_forms import Form, Reading, infinitive_of
from reportedly.sentences.universal import to_clear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Token
    from reportedly.sentences.cyrillic import Word

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"})
_OF_NOUN = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "iobj", "obl:agent"})


def parse_ukrainian(stretches: Iterable[tuple[str, int]], max_tokens: int) -> Iterator[list[tuple[Token, ...]]]:
    """For each stretch (its text, and where it begins in the document) its sentences, none of more than ``max_tokens`` words."""
    for batch in iter_batches(stretches, max_tokens):
        flat = list(itertools.chain.from_iterable(batch))
        shown = [show_in_russian(recase_words([word.clean for word in sentence])) for sentence in flat]
        analyses = zip(shown, parse_with_leads([[one.russian for one in sentence] for sentence in shown], russian_parser().parse), strict=True)
        for sentences in batch:
            yield [_tokens(sentence, *next(analyses)) for sentence in sentences]


def _tokens(words: list[Word], shown: list[Shown], analysis: Analysis) -> tuple[Token, ...]:
    nodes = []
    for index, (word, one) in enumerate(zip(words, shown, strict=True)):
        node = Node(index, word.start, word.end, word.text)
        node.head, node.relation = analysis.heads[index], analysis.relations[index]
        _describe(node, one, *read_tag(analysis.tags[index]))
        nodes.append(node)
    tree = Tree(nodes)
    to_clear(tree)
    return tokens_of(tree)


def _describe(node: Node, one: Shown, pos: str, features: tuple[tuple[str, str], ...]) -> None:
    """Part of speech, dictionary form and features: of grammar words as the parser tagged them, of others their own."""
    form = one.form
    node.lemma = form.lemma
    told = dict(features)
    if one.is_grammar:
        node.pos, node.features = pos, told
    elif form.features:
        node.pos, node.features = form.pos, dict(form.features)
    elif form.readings:
        node.pos = form.pos
        node.features = _reading_features(_chosen(form, one.reading, told))
        if form.pos == "ADJ":
            _describe_adjective(node, form)
    else:
        node.pos, node.features = (form.pos if form.pos not in {"X", "PUNCT"} else pos), {}
        if pos in {"PUNCT", "SYM"}:
            node.pos = pos


def _describe_adjective(node: Node, form: Form) -> None:
    """A passive participle has its verb's dictionary form; an adjective that stands for a noun is one."""
    verb = infinitive_of(form.lemma)
    if verb is not None and node.relation not in _OF_NOUN:
        node.pos, node.lemma = "VERB", verb
        node.features |= {"VerbForm": "Part", "Voice": "Pass", "Aspect": "Perf"}
    elif node.relation in _OF_NOUN:
        node.pos = "NOUN"


def _chosen(form: Form, shown: Reading | None, told: dict[str, str]) -> Reading:
    """The reading that the parser's tag names, if the form has it; else the one that was shown."""
    case, number = told.get("Case"), told.get("Number")
    found = next((one for one in form.readings if one.case == case and one.number == number), None)
    return found or shown or form.readings[0]


def _reading_features(reading: Reading) -> dict[str, str]:
    found = {"Case": reading.case, "Number": reading.number}
    if reading.gender:
        found["Gender"] = reading.gender
    return found
