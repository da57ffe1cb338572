"""document ─find→ what is worth parsing: the cheap scan of the fast path (``Settings.fast``), for streams of which most is not about any war.

The parse is four fifths of the time of a reading. The scan finds words of events and signs of war by one automaton (Aho and Corasick 1975), weighs
the signs as ``war_signs`` does after the parse, and keeps the sentences that hold a word of an event where a claim could then be believed.
Where there is none, the report is answered with its text alone.

The rule that must not be broken: the scan lacks lemmas, parts of speech and actors, so it must keep nearly all that a full reading would believe: what it
loses is measured (bench/fast_path.py). Without the setting everything is parsed.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from reportedly.claims.assertion import modality_words
from reportedly.claims.lexicon import event_lexicon
from reportedly.claims.war_signs import ENOUGH, LIKELY, MOST, sign_table, tone
from reportedly.core.halves import without_halves
from reportedly.core.records import ActorKind, Found, Issue, RegionKind
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.letters import fold
from reportedly.sentences.split import PARSED_LANGUAGES, iter_paragraphs, iter_sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportedly.core.records import Document
    from reportedly.core.settings import Settings
    from reportedly.packs.load import Pack
    from reportedly.packs.records import Names
    from reportedly.places.gazetteer import Gazetteer

LEAST_TONE = 0.7
"""A report of more than ``LONG`` characters whose tone is lower is not parsed at all: it speaks of other things and names a war in passing.
Nor is one that names no side, speaker or place of the pack: a stream is read for its pack's war."""
SHORT = 400
"""Characters up to which a paragraph is parsed whole: two or three sentences, whose words point at one another."""
LONG = 700
LEAST_NAME = 4
CHARACTERS = 5.5
"""Of a token and the space after it."""
QUOTES = ("“", "”", '"', "«", "``", "''")
Span = tuple[int, int]


class Payload(NamedTuple):
    """What a match means: a word of an event, the weight of a sign, a name of the pack, and one that the world has nowhere else.

    A name must stand with a capital.
    """

    is_event: bool
    weight: float
    is_name: bool
    is_own: bool


class Stretch(NamedTuple):
    """A sentence as the scan sees it."""

    start: int
    end: int
    paragraph: int
    is_headline: bool


class Scanner:
    """The compiled automaton of one pack."""

    def __init__(self, patterns: Mapping[str, Payload]) -> None:
        """Patterns are in small letters."""
        self._payloads = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)

    def iter_marks(self, text: str) -> Iterator[tuple[int, Payload]]:
        """Offset and meaning of every whole word or phrase that is a pattern, in text order."""
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow when made small; offsets must not move
            lower = "".join(character if len(character.lower()) != 1 else character.lower() for character in text)
        for position, start, end in self._automaton.find_matches_as_indexes(without_halves(lower)):
            if (start and lower[start - 1].isalnum()) or (end < len(lower) and lower[end].isalnum()):
                continue
            payload = self._payloads[position]
            if payload.is_name and not text[start].isupper():
                if not payload.is_event:
                    continue
                payload = payload._replace(is_own=False, weight=0.0)
            yield start, payload


def find_worth(document: Document, pack: Pack, settings: Settings) -> Found[tuple[Span, ...] | None]:
    """Stretches of the text that are to be parsed, in order; ``None`` for all of it, empty for none.

    Where something is left out an issue says how much.
    """
    if not settings.fast or document.language not in PARSED_LANGUAGES:
        return Found(None)
    stretches = list(_iter_stretches(document, settings))
    kept = _worth_of(stretches, scanner_of(pack, settings.gazetteer), document.text)
    spans = tuple(_merged(_with_neighbours(stretches, kept, document.text)))
    size = sum(stretch.end - stretch.start for stretch in stretches)
    left = size - sum(end - start for start, end in spans)
    if left <= 0:
        return Found(spans)
    if not spans:
        message = f"the fast path found nothing in these {size} characters that is worth parsing; claims, places and days were not looked for"
        return Found(spans, (Issue(code="not-parsed", message=message),))
    message = f"the fast path left {left} of {size} characters unparsed; claims and sources were not looked for there"
    return Found(spans, (Issue(code="not-parsed", message=message),))


def _iter_stretches(document: Document, settings: Settings) -> Iterator[Stretch]:
    for number, paragraph in enumerate(iter_paragraphs(document)):
        if paragraph.start >= settings.max_extract_characters:
            return
        is_headline = paragraph.kind is RegionKind.HEADLINE
        if paragraph.end - paragraph.start <= SHORT:
            yield Stretch(paragraph.start, paragraph.end, number, is_headline)
        else:
            for start, end in iter_sentence_spans(document.text, paragraph.start, paragraph.end):
                yield Stretch(start, end, number, is_headline)


def _worth_of(stretches: list[Stretch], scanner: Scanner, text: str) -> list[bool]:
    """For each stretch, whether it holds a word of an event where a claim could be believed."""
    war, peace = [0.0] * len(stretches), [0.0] * len(stretches)
    events = [False] * len(stretches)
    position = names = 0
    for offset, payload in scanner.iter_marks(text):
        while position < len(stretches) and stretches[position].end <= offset:
            position += 1
        if position == len(stretches):
            break
        if offset < stretches[position].start:
            continue
        events[position] |= payload.is_event
        names += payload.is_own
        if payload.weight > 0:
            war[position] += payload.weight
        else:
            peace[position] -= payload.weight
    size = sum(stretch.end - stretch.start for stretch in stretches)
    report = tone(sum(war), sum(peace), size / CHARACTERS)
    if size > LONG and (report < LEAST_TONE or not names):
        return [False] * len(stretches)
    own = (max(-MOST, min(MOST, one - other)) for one, other in zip(war, peace, strict=True))
    return [is_event and report + here >= ENOUGH for is_event, here in zip(events, own, strict=True)]


def _with_neighbours(stretches: list[Stretch], kept: list[bool], text: str) -> Iterator[Stretch]:
    """What is kept, the headline, and the sentences beside it in its paragraph where a quotation may run from one to the other."""
    if not any(kept):
        return
    for position, stretch in enumerate(stretches):
        beside = (other for other in (position - 1, position + 1) if 0 <= other < len(kept) and kept[other])
        near = any(stretches[other].paragraph == stretch.paragraph and _quotes(text, stretch, stretches[other]) for other in beside)
        if kept[position] or near or stretch.is_headline:
            yield stretch


def _quotes(text: str, one: Stretch, other: Stretch) -> bool:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return any(text.find(mark, start, end) >= 0 for mark in QUOTES)


def _merged(stretches: Iterable[Stretch]) -> Iterator[Span]:
    """Neighbours of one paragraph as one span, so that they are parsed together."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and stretch.paragraph == last.paragraph and stretch.start - last.end <= 2:
            last = last._replace(end=stretch.end)
            continue
        if last is not None:
            yield last.start, last.end
        last = stretch
    if last is not None:
        yield last.start, last.end


@functools.cache
def scanner_of(pack: Pack, gazetteer: str | None) -> Scanner:
    """The pack's scanner: words of events, signs of war and peace, its sides and speakers, the places of its table."""
    places = load_gazetteer(pack, gazetteer)
    events, signs, names = _event_forms(pack), _sign_forms(pack), _names(pack, places)
    own = {name for name, is_place in names.items() if not is_place or _is_own(places, name)}
    patterns: dict[str, Payload] = {}
    for form in sorted(events | set(signs) | set(names)):
        weight = signs.get(form) or (LIKELY if form in names else 0.0)
        patterns[form] = Payload(form in events, weight, form in names, form in own)
    return Scanner(patterns)


def _event_forms(pack: Pack) -> set[str]:
    """Every form of a word without which there is no event: of a light verb its noun ("took control"), not the verb."""
    lexicon = event_lexicon(pack)
    lemmas: set[str] = set()
    for lemma, frames in lexicon.verbs.items():
        for frame in frames:
            nouns = frame.nouns | frame.nouns_after | frame.as_nouns | frame.without
            lemmas |= {noun.rpartition(" ")[2] for noun in nouns} or {lemma}
    lemmas |= {*lexicon.nouns, *lexicon.adjectives, *modality_words(pack).elided, "occupied", "held", "controlled"}
    return {form for lemma in lemmas for form in _inflected(lemma.lower(), pack)}


def _sign_forms(pack: Pack) -> dict[str, float]:
    """Signs in all their forms, with their weights; a phrase is inflected in its last word."""
    table = sign_table(pack)
    found: dict[str, float] = {}
    for word, weight in (*table.words.items(), *table.nouns.items()):
        for form in _inflected(word, pack):
            found.setdefault(form, weight)
    for first, following in table.phrases.items():
        for second, weight in following.items():
            for form in _inflected(second, pack):
                found.setdefault(f"{first} {form}", weight)
    return found


def _names(pack: Pack, places: Gazetteer) -> dict[str, bool]:
    """Names of places, sides and speakers of the pack, in small letters; ``True`` for places."""
    table = pack.words("en", "place_names")
    common = {*table.get("common", ()), *table.get("given_name", ())}
    found: dict[str, bool] = {}
    for row in range(places.own):
        for name in (places.main_name(row), *places.aliases(row)):
            if name.isascii() and len(name) >= LEAST_NAME and name.lower() not in common:
                found[name.lower()] = True
    for side in pack.sides:
        found |= dict.fromkeys(_english(side.names, side.adjectives, side.people, side.governments), False)
    for speaker in pack.speakers:
        if speaker.side:
            names = [name for name in _english(speaker.names) if len(name) >= LEAST_NAME]
            if speaker.kind is ActorKind.PERSON:
                names.extend(name.rpartition(" ")[2] for name in names if " " in name)
            found |= dict.fromkeys(names, False)
    return found


def _is_own(places: Gazetteer, name: str) -> bool:
    """False for a name that a place elsewhere in the world bears as well."""
    return all(named.row < places.own for named in places.named(fold(name)))


def _english(*tables: Names) -> Iterator[str]:
    return (name.lower() for names in tables for name in names.get("en", ()))


def _inflected(lemma: str, pack: Pack) -> Iterator[str]:
    """The forms of a word by the rules of English spelling, and its irregular ones; some that do not exist do no harm."""
    yield lemma
    yield from _irregular(pack).get(lemma, ())
    stem = lemma[:-1]
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", stem + "ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        yield from (stem + "ies", stem + "ied", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "es", lemma + "ed", lemma + "ing", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


@functools.cache
def _irregular(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form, lemma in pack.words("en", "inflections").get("irregular", {}).items():
        found[lemma] = (*found.get(lemma, ()), form)
    return found
