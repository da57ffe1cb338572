"""Attributions of headlines and transcripts, whose cue is a mark: "Mayor: …", "… – general staff", "…: report".

The rule that must not be broken: what stands beside the mark must be someone who can speak; a place, a topic or a date is no source.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.cues import can_speak
from reportedly.claims.drafts import Draft, is_quote
from reportedly.core.records import Act, RegionKind
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reportedly.claims.cues import Cues
    from reportedly.claims.originals import GlossedResolver
    from reportedly.core.records import Sentence, Token

_LONGEST_SOURCE = 9  # words
_LONGEST_HEADLINE = 40  # words
_LONGEST_SITE = 14  # words of a site's name behind the headline
_LONGEST_NAME = 4  # words of a speaker's name in a transcript
_DASHES = frozenset({"-", "–", "—", "--", "|"})
_HEADS = frozenset({RegionKind.HEADLINE, RegionKind.SUBHEADING})
_VERBAL = frozenset({"VERB", "AUX"})
# What a headline may end on instead of a name: "…: report".
_PAPERS = frozenset({"report", "reports", "statement", "study", "media", "poll", "survey", "document", "documents", "analysis", "official", "officials"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours"})
_STOPS = frozenset({".", "!", "?"})


class _Word(NamedTuple):
    sentence: Sentence
    token: Token


def mark_draft(paragraph: Sequence[Sentence], cues: Cues, resolver: GlossedResolver, heard: Container[str]) -> Draft | None:
    """The attribution that a colon or dash makes in a headline, or a colon after a speaker's name at the head of a paragraph.

    ``heard`` are names of sources in the rest of the report: a lone surname before a colon is a speaker when it is one of them.
    """
    if ":" not in {token.text for token in paragraph[0].tokens[: _LONGEST_SOURCE + 1]} and not _is_short(paragraph):
        return None
    words = _without_site([_Word(sentence, token) for sentence in paragraph for token in sentence.tokens])
    headline = _is_short(paragraph) and _is_headline(paragraph, words)
    colon = next((position for position, word in enumerate(words[: _LONGEST_SOURCE + 1]) if word.token.text == ":"), None)
    if colon and not headline and _is_dateline(paragraph[0], words, colon, resolver, heard):
        return None
    if colon and colon < len(words) - 1 and _can_speak(words[:colon], words[colon + 1 :], resolver, heard, headline=headline):
        return _draft(words[:colon], [words[colon]], _until_another(words[colon + 1 :], cues, resolver))
    if headline:
        return _after_mark(words, resolver, cues) or _tail(words, cues)
    return _signed(paragraph, words, resolver)


def _until_another(words: list[_Word], cues: Cues, resolver: GlossedResolver) -> list[_Word]:
    """What the one before the colon says ends where a later sentence opens with the word of somebody else who is known: "Earlier the mayor said that …"."""
    first = words[0].sentence
    for position, (sentence, token) in enumerate(words):
        if sentence is first or (position and words[position - 1].sentence is sentence):
            continue
        top = next(each for each in sentence.tokens if each.head == each.index)
        cue = cues.verbs.get(top.lemma.lower())
        subject = next(children(sentence, top.index, {"nsubj"}), None) if cue is not None and cue.act("clause") is not None else None
        if subject is not None and subject.index < top.index and token.pos not in {"PRON", "SCONJ"}:
            name = [each for each in sentence.tokens if each.index == subject.index or (each.head == subject.index and each.relation == "compound")]
            if resolver.names_speaker(name):
                return words[:position]
    return words


def _signed(paragraph: Sequence[Sentence], words: list[_Word], resolver: GlossedResolver) -> Draft | None:
    """For a post that somebody known signs, "Two were killed. The bridge is closed – the mayor of Tarn": no full stop behind the name."""
    mark = next((position for position in range(len(words) - 2, 1, -1) if words[position].token.text in _DASHES and _is_mark(words, position)), None)
    if mark is None or len(words) - 1 - mark > _LONGEST_SOURCE or words[-1].token.text in _STOPS:
        return None
    last = paragraph[-1]
    after, before = words[mark + 1 :], [word for word in words[:mark] if word.sentence is last]
    if any(word.sentence is not last or word.token.pos in _VERBAL for word in after) or not (not before or any(w.token.pos in _VERBAL for w in before)):
        return None  # "the mayor of Tarn – Mira Tolsen" only names her
    return _draft(after, [words[mark]], words[:mark]) if resolver.names_speaker([word.token for word in after]) else None


def _is_short(paragraph: Sequence[Sentence]) -> bool:
    return 4 <= sum(len(sentence.tokens) for sentence in paragraph) <= _LONGEST_HEADLINE


def _is_headline(paragraph: Sequence[Sentence], words: list[_Word]) -> bool:
    """A headline's region, the first line, or a line that no full stop ends or parts."""
    first = paragraph[0].index == 0 and len(paragraph) == 1
    return first or paragraph[0].kind in _HEADS or all(word.token.text not in _STOPS for word in words)


def _without_site(words: list[_Word]) -> list[_Word]:
    """The headline without the site's name and the time of day that some sites put behind it."""
    site = next(
        (position for position, word in enumerate(words) if position > 3 and word.token.text in {"«", "|", "»"} and _stands_alone(words, position)), None
    )
    if site is not None and len(words) - site <= _LONGEST_SITE:
        words = words[:site]
    if words and words[-1].token.text == ")":
        opening = next((position for position in range(len(words) - 1, 3, -1) if words[position].token.text == "("), None)
        if opening is not None and words[opening + 1].token.text[:1].isdigit():
            words = words[:opening]
    return words


def _stands_alone(words: list[_Word], position: int) -> bool:
    """True for a mark with a space on both sides: "Town falls « Herald", not the quotation mark of "the battle of «Azure»"."""
    token, following = words[position].token, words[position + 1].token if position + 1 < len(words) else None
    return words[position - 1].token.end < token.start and (following is None or token.end < following.start)


def _after_mark(words: list[_Word], resolver: GlossedResolver, cues: Cues) -> Draft | None:
    """For "… – general staff" and "…: report"."""
    mark = next((position for position in range(len(words) - 2, 1, -1) if _is_mark(words, position)), None)
    if mark is None or len(words) - 1 - mark > _LONGEST_SOURCE:
        return None
    after = [word for word in words[mark + 1 :] if word.token.text not in _STOPS]
    if len(after) == 1 and after[0].token.text.lower() in _PAPERS:
        return _draft(after, [words[mark]], words[:mark])
    if not after or any(word.token.pos in _VERBAL for word in after) or _is_list(after):
        return None
    is_body = len(after) <= _LONGEST_NAME and after[-1].token.tag in {"NN", "NNS"} and can_speak(after[-1].token, cues)  # "– southern command"
    if is_body or resolver.names_speaker([word.token for word in after], countries=True):
        return _draft(after, [words[mark]], words[:mark])
    return None


def _is_list(words: list[_Word]) -> bool:
    """True for names and commas alone: "Targets hit: Harrow, Milford" speaks on nobody's word, though one of them may stand for a government."""
    return any(word.token.text == "," for word in words) and all(word.token.pos in {"PROPN", "PUNCT", "CCONJ"} for word in words)


def _tail(words: list[_Word], cues: Cues) -> Draft | None:
    """For "…, ministry says" and "…, says ministry": all before the comma is what was said."""
    comma = next((position for position in range(len(words) - 2, 1, -1) if words[position].token.text == ","), None)
    if comma is None or not 2 <= len(words) - 1 - comma <= _LONGEST_SOURCE:
        return None
    tail = words[comma + 1 :]
    for verb, source in ((tail[-1], tail[:-1]), (tail[0], tail[1:])):
        cue = cues.verbs.get(verb.token.lemma.lower())
        if cue is None or cue.act("clause") is None or verb.token.tag not in {"VBZ", "VBP", "VBD", "VB", "NNS"}:
            continue
        if source and source[-1].token.pos in {"NOUN", "PROPN", "PRON"} and not any(word.token.pos in _VERBAL for word in source):
            return dataclasses.replace(_draft(source, [verb], words[:comma]), act=cue.act("clause") or Act.SAY)
    return None


def _is_mark(words: list[_Word], position: int) -> bool:
    """A colon, or a dash with a space beside it (a hyphen joins)."""
    token = words[position].token
    if token.text == ":":
        return True
    return token.text in _DASHES and words[position - 1].token.end < token.start and token.end < words[position + 1].token.start


def _can_speak(before: list[_Word], after: list[_Word], resolver: GlossedResolver, heard: Container[str], *, headline: bool) -> bool:
    tokens = [word.token for word in before]
    if not headline and len(tokens) <= _LONGEST_NAME and all(token.text.isupper() and len(token.text) > 1 for token in tokens):
        return True
    if any(token.pos in _VERBAL or is_quote(token.text) for token in tokens):
        return False
    names = [token for token in tokens if token.pos == "PROPN"]
    if not headline:
        return (len(tokens) <= _LONGEST_NAME and len(names) == len(tokens)) or resolver.knows(tokens)
    if names and len(names) == len(tokens) and names[-1].text in heard:
        return True
    is_own = any(word.token.text.lower() in _FIRST_PERSON for word in after)  # "Orvane: the town is ours"
    if resolver.names_force(tokens) and any(word.token.pos in _VERBAL for word in after):
        return True  # "Karvelia's army: …"
    return (is_quote(after[0].token.text) and bool(names)) or resolver.names_speaker(tokens, countries=is_own)


def _is_dateline(first: Sentence, words: list[_Word], colon: int, resolver: GlossedResolver, heard: Container[str]) -> bool:
    """True for the place at the head of a report ("HARROW: The army says …"): one name that nobody knows as a speaker, and nobody says "I" behind it."""
    tokens = [word.token for word in words[:colon]]
    names = [token for token in tokens if token.pos == "PROPN" or token.text.isupper()]
    if first.index or not names or len(names) != len(tokens) or names[-1].text in heard or resolver.names_speaker(tokens, countries=True):
        return False
    return not any(word.token.text.lower() in _FIRST_PERSON for word in words[colon + 1 :])


def _draft(source: list[_Word], cue: list[_Word], content: list[_Word]) -> Draft:
    """Sources and marks may stand in what the parser took for another sentence, so both are offsets; the head is a word of the source's sentence."""
    home = (source or cue)[0].sentence
    beside = cue[0] if cue[0].sentence is home else source[-1]
    if beside.sentence is not home:
        beside = source[0]
    last = content[-1] if content[-1].token.text != "." or len(content) == 1 else content[-2]
    return Draft(
        sentence=home,
        head=beside.token.index,
        act=Act.SAY,
        source={word.token.index for word in source if word.sentence is home},
        marks=[(word.token.start, word.token.end) for word in cue],
        quoted=[(content[0].token.start, last.token.end)],
        frame="mark",
        impersonal=not source,
    )
