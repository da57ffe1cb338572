"""What is kept of a report to compare it with every other: a few arrays of hashes.

Two neighbouring content words, in either order and with at most one other between them, are a *link*. Independent accounts of one event share
names and figures; which of them stand side by side, a hundred times over, only who copies shares. Rewriting exchanges words one by one and
shuffles sentences, and both leave most links whole.

The rule that must not be broken: a profile is a function of the text and the function words alone.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.reports.terms import Vocabulary, Words

    Hashes = NDArray[np.uint32]

BRIDGE_SENSES, BRIDGES_KEPT = 6, 32
"""Senses up to six apart are joined, for a translation moves them about; the 32 joins with the smallest hashes are kept. Of half the senses in common
about every seventh join is shared."""

LANGUAGE_CHARACTERS = 2_000
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ONLY_UKRAINIAN, _ONLY_RUSSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")

LINK_TERMS = 2
"""A link reaches over one other word: what is put in or left out between two words does not part them."""

RUN_WORDS = 3
"""Words of a run. Three show every exchanged word and still stand in each sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """One text as it is compared. The arrays are sorted and hold each hash once, but for ``runs``.

    ``key`` is the same for texts of the same words in the same order. ``runs`` are the hashes of three words running, in the order of the text,
    with a 0 after each sentence. ``senses`` are what a translation keeps, ``bridges`` some pairs of them that stand near one another, by which a
    translation is looked up; ``language`` is told from the letters alone, and only so far that a text is not compared with its like.
    """

    key: str
    words: int
    links: Hashes
    terms: Hashes
    slots: Hashes
    runs: Hashes
    language: str
    numbers: Hashes
    senses: Hashes
    bridges: Hashes


def profile_of(text: str, vocabulary: Vocabulary) -> Profile:
    """The profile of the text; one of empty arrays where it has no letter or digit."""
    sentences = list(vocabulary.iter_sentences(text))
    spoken = _joined([sentence.spoken for sentence in sentences])
    terms = _joined([sentence.terms for sentence in sentences])
    senses = _joined([sentence.senses for sentence in sentences])
    return Profile(
        key=hashlib.sha256(spoken.tobytes()).hexdigest()[:16],
        words=int(np.count_nonzero(spoken)),
        links=_links(terms, LINK_TERMS),
        terms=np.unique(terms[terms != 0]),
        slots=np.unique(np.array([slot for sentence in sentences for slot in sentence.slots], np.uint32)),
        runs=_runs(spoken, sentences),
        language=_language(text),
        numbers=np.unique(np.array([number for sentence in sentences for number in sentence.numbers], np.uint32)),
        senses=np.unique(senses[senses != 0]),
        bridges=_links(senses, BRIDGE_SENSES)[:BRIDGES_KEPT],
    )


def _language(text: str) -> str:
    """Whether most of the first letters are Cyrillic, and "uk" or "ru" by those that only one of the two has; "" for all else."""
    head = text[:LANGUAGE_CHARACTERS]
    if head.isascii():
        return ""
    cyrillic = len(_CYRILLIC.findall(head))
    if 2 * cyrillic <= sum(map(str.isalpha, head)):
        return ""
    return "ru" if len(_ONLY_RUSSIAN.findall(head)) > len(_ONLY_UKRAINIAN.findall(head)) else "uk"


def _joined(sentences: Sequence[Sequence[int]]) -> Hashes:
    """One array, a 0 after each sentence."""
    joined: list[int] = []
    for sentence in sentences:
        joined += sentence
        joined.append(0)
    return np.array(joined, np.uint32)


def _links(terms: Hashes, reach: int) -> Hashes:
    """The links of terms at most ``reach`` apart, where no sentence ends between them."""
    sentence = np.cumsum(terms == 0)
    pairs = [(terms[:-gap], terms[gap:], sentence[:-gap] == sentence[gap:]) for gap in range(1, reach + 1)]
    before = np.concatenate([first[inside] for first, _, inside in pairs])
    after = np.concatenate([second[inside] for _, second, inside in pairs])
    kept = after != 0
    before, after = before[kept], after[kept]
    whole = before != 0
    before, after = before[whole], after[whole]
    return np.unique(mixed(np.minimum(before, after), np.maximum(before, after)))


def _runs(spoken: Hashes, sentences: Sequence[Words]) -> Hashes:
    """Three words running within a sentence; a shorter sentence is one run."""
    if not sentences:
        return spoken
    padded = np.concatenate((spoken, np.zeros(RUN_WORDS - 1, np.uint32)))
    runs = padded[: len(spoken)]
    for step in range(1, RUN_WORDS):
        runs = mixed(runs, padded[step : len(spoken) + step])
    lengths = np.array([len(sentence.spoken) for sentence in sentences])
    ends = np.cumsum(lengths + 1) - 1
    keep = np.ones(len(spoken), bool)
    for back in range(1, RUN_WORDS):
        keep[(ends - back)[lengths >= RUN_WORDS]] = False
        keep[(ends - back)[(lengths < RUN_WORDS) & (lengths > back)]] = False
    runs = np.where(spoken == 0, np.uint32(0), runs)
    return runs[keep]


def mixed(one: Hashes, other: Hashes) -> Hashes:
    """One hash of two, never 0; the order of the two counts. The multiplier and shifts are of Steele, Lea & Flood (2014), "SplitMix64"."""
    both = (one.astype(np.uint64) << np.uint64(32)) | other.astype(np.uint64)
    both = (both ^ (both >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    both = (both ^ (both >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.maximum((both >> np.uint64(32)).astype(np.uint32), np.uint32(1))
