"""Direct and mixed quotations: which cue a quotation belongs to, in its own sentence, beside it, or carried on from the one before.

The rule that must not be broken: a quotation goes to the nearest cue that fits beside it; where none fits and no speech is being
carried on, it goes to nobody.
"""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING, NamedTuple

from reportedly.claims.drafts import Draft, is_quote
from reportedly.claims.sources import source_phrase
from reportedly.claims.subjects import subject_of
from reportedly.core.records import Act, Quotation
from reportedly.sentences.tree import subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.claims.cues import Cues
    from reportedly.core.records import Sentence, Token

_REACH = 24  # words between a quotation and its cue: a long name with its apposition
_SHORT = 3  # words: less than this is a word in quotation marks, not an utterance
_LONGEST_GAP = 400  # characters of the reporter's own words between two pieces of one speech
_SKIPPED = frozenset({"relcl", "acl", "amod"})
_ENDS = frozenset({".", "!", "?"})


class _Place(NamedTuple):
    sentence: Sentence
    token: Token


class QuotationLinker:
    """Finds the cues of a report's quotations and adds the quoted words to their drafts."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], drafts: list[Draft], cues: Cues) -> None:
        """Take the drafts found over the parse; ``drafts`` grows where a quotation's cue had none."""
        self.text = text
        self.sentences = sentences
        self.paragraph_ends = {sentence.paragraph: sentence.end for sentence in sentences}
        self.cues = cues
        self.drafts = drafts
        self.places = [_Place(sentence, token) for sentence in sentences for token in sentence.tokens]
        self.starts = [place.token.start for place in self.places]
        self.by_cue = {(draft.sentence.index, draft.head): draft for draft in drafts}

    def link(self, quotations: tuple[Quotation, ...]) -> None:
        """Give every outermost quotation of speech to its cue."""
        last: tuple[Quotation, Draft] | None = None
        end = -1
        for quotation in quotations:
            if quotation.start < end:
                continue
            end = quotation.end
            if not quotation.is_speech:
                continue
            draft = self._cue_after(quotation) or self._cue_before(quotation) or self._colon_before(quotation)
            if draft is None and last is not None and self._goes_on(last[0], quotation):
                draft = last[1]
            if draft is not None:
                draft.quoted.append((quotation.start, quotation.end))
                last = (quotation, draft)
        self._widen(quotations)
        self._blocks()

    # ── the cue beside the quotation ──

    def _cue_after(self, quotation: Quotation) -> Draft | None:
        """'"…", he said': the first verb after the mark, where the quotation's end or a comma leads to it."""
        first = bisect.bisect_left(self.starts, quotation.end)
        if first >= len(self.places) or first == 0 or self.places[first - 1].sentence.paragraph != self.places[first].sentence.paragraph:
            return None
        inner_last = self.text[quotation.inner_start : quotation.inner_end].rstrip()[-1:]
        here = self.places[first]
        leads_on = inner_last in {",", "?", "!", "-", "—", "–", "…"} or here.token.text in {",", "—", "–", "--"}
        if not leads_on or (inner_last in {"?", "!"} and here.token.text[:1].isupper() and self._starts_sentence_without_cue(first)):
            return None
        return self._first_verb(first, quotation)

    def _starts_sentence_without_cue(self, first: int) -> bool:
        """After "?" or "!" a new sentence begins; it is the cue's only when its root is a verb of saying."""
        sentence = self.places[first].sentence
        return not any(
            token.relation == "ROOT" and "quote" in self.cues.verbs[token.lemma.lower()].frames
            for token in sentence.tokens
            if token.lemma.lower() in self.cues.verbs
        )

    def _first_verb(self, first: int, quotation: Quotation) -> Draft | None:
        fallback: _Place | None = None
        for place in self.places[first : first + _REACH]:
            token = place.token
            if is_quote(token.text) or token.text in _ENDS or token.text == ";":
                break
            if token.text.lower() in self.cues.source_prepositions:
                return self.by_cue.get((place.sentence.index, token.index))
            if token.pos != "VERB" or token.relation in _SKIPPED:
                continue
            cue = self.cues.verbs.get(token.lemma.lower())
            if cue is not None and "quote" in cue.frames:
                return self._draft_at(place, cue.act("quote") or Act.SAY, quotation)
            if fallback is None:
                fallback = place
            if cue is None:
                break
        if fallback is None or self._words(quotation) < _SHORT or fallback.token.tag == "VBG":
            return None
        return self._draft_at(fallback, Act.SAY, quotation)

    def _cue_before(self, quotation: Quotation) -> Draft | None:
        """'he said: "…"', 'he said it was "…"': the nearest cue before the mark in its sentence."""
        first = bisect.bisect_left(self.starts, quotation.start)
        if first >= len(self.places):
            return None
        sentence = self.places[first].sentence
        lead = self.places[first - 1].token.text if first else ""
        for position in range(first - 1, max(-1, first - _REACH - 1), -1):
            place = self.places[position]
            if (place.sentence.paragraph != sentence.paragraph and lead != ":") or (place.sentence is not sentence and lead not in {":", ","}):
                break
            token = place.token
            if is_quote(token.text) and position != first - 1:
                break
            known = self.by_cue.get((place.sentence.index, token.index))
            cue = self.cues.verbs.get(token.lemma.lower()) if token.pos == "VERB" else None
            if cue is not None and "quote" in cue.frames and lead in {":", ",", "that"} and token.relation != "amod":
                return known or self._draft_at(place, cue.act("quote") or Act.SAY, quotation)
            if cue is not None and "quote" in cue.frames and position == first - 1:
                return known or self._draft_at(place, cue.act("quote") or Act.SAY, quotation)
            if known is not None and self._covers(known, quotation):
                return known
        return None

    def _covers(self, draft: Draft, quotation: Quotation) -> bool:
        """Whether the draft's content reaches into the quotation."""
        tokens = draft.sentence.tokens
        return any(quotation.start <= tokens[position].start < quotation.end for position in draft.content)

    def _colon_before(self, quotation: Quotation) -> Draft | None:
        """'The mayor: "…"': a short phrase without a verb, then a colon."""
        first = bisect.bisect_left(self.starts, quotation.start)
        if first < 2 or first >= len(self.places) or self.places[first - 1].token.text != ":":
            return None
        colon = self.places[first - 1]
        before = colon.sentence.tokens[: colon.token.index]
        if not before or len(before) > 8 or any(token.pos in {"VERB", "AUX"} or is_quote(token.text) for token in before):
            return None
        draft = Draft(colon.sentence, colon.token.index, Act.SAY, {token.index for token in before}, {colon.token.index}, set(), frame="colon")
        return self._added(draft)

    # ── drafts ──

    def _draft_at(self, place: _Place, act: Act, quotation: Quotation) -> Draft | None:
        """The draft of this verb, with what the parser put wrong about source and content set right; a new one where there was none."""
        draft = self.by_cue.get((place.sentence.index, place.token.index))
        if draft is None:
            draft = self._added(Draft(place.sentence, place.token.index, act, set(), {place.token.index}, set(), frame="quote"))
        elif draft.frame in {"object", "preposition", "as", "gerund", "accuse"}:
            draft.content = set()
        tokens = draft.sentence.tokens
        inside = {token.index for token in tokens if quotation.start <= token.start < quotation.end}
        if not draft.source or draft.source & inside or draft.impersonal:
            draft.source = self._source_beside(draft, quotation, inside)
            draft.impersonal = not draft.source
        draft.content -= draft.source | draft.cue
        return draft

    def _source_beside(self, draft: Draft, quotation: Quotation, inside: set[int]) -> set[int]:
        """The subject by the parse when it stands outside the quotation; else the phrase between mark and verb, or after the verb."""
        sentence, verb = draft.sentence, draft.head
        tokens = sentence.tokens
        subject = subject_of(sentence, verb)
        if subject is not None and subject not in inside:
            return source_phrase(sentence, subject, verb) - inside
        between = [token for token in tokens[:verb] if token.start >= quotation.end and token.index not in draft.cue]
        while between and between[0].pos == "PUNCT":
            between.pop(0)
        if any(token.pos in {"PROPN", "PRON", "NOUN"} for token in between):
            return {token.index for token in between if token.pos not in {"AUX", "ADV"}}
        after = [token for token in tokens[verb + 1 : verb + 8] if token.index not in inside]
        for token in after:
            if token.pos in {"PROPN", "PRON", "NOUN"} and token.relation not in {"compound", "poss", "npadvmod", "pobj"}:
                return {position for position in subtree(sentence, token.index) if position > verb and position not in inside}
            if token.pos in {"PUNCT", "ADP", "VERB"}:
                break
        return set()

    def _added(self, draft: Draft) -> Draft:
        self.by_cue[draft.sentence.index, draft.head] = draft
        self.drafts.append(draft)
        return draft

    # ── speech that goes on ──

    def _goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """The next utterance of the same speaker: a quotation that begins a sentence after the other's, with no cue of its own."""
        first = bisect.bisect_left(self.starts, quotation.start)
        earlier = bisect.bisect_left(self.starts, before.end) - 1
        if first >= len(self.places) or earlier < 0:
            return False
        here, there = self.places[first].sentence, self.places[earlier].sentence
        gap = self.text[before.end : quotation.start]
        if here.paragraph == there.paragraph:
            before_mark = self.places[first - 1].token.text if first else "."
            begins = self.places[first].token.start <= here.start + 1 or before_mark in _ENDS or is_quote(before_mark)
            return len(gap) < _LONGEST_GAP and begins
        return here.paragraph == there.paragraph + 1 and before.inner_end == before.end

    def _widen(self, quotations: tuple[Quotation, ...]) -> None:
        """Content that begins inside a quotation runs to the quotation's end, over sentences too."""
        spans = [(quotation.start, quotation.end) for quotation in quotations if quotation.is_speech]
        starts = [start for start, _ in spans]
        marks = {sentence.index: list(_iter_marked(sentence, spans, starts)) for sentence in self.sentences}
        for draft in self.drafts:
            cue = draft.sentence.tokens[draft.head].start
            reached = {span for position, span in marks[draft.sentence.index] if position in draft.content and not span[0] <= cue < span[1]}
            draft.quoted.extend(sorted(reached))

    def _blocks(self) -> None:
        """A verb of saying that ends its paragraph with a colon: the next paragraph is what was said, with or without marks."""
        for sentence, following in itertools.pairwise(self.sentences):
            if sentence.tokens[-1].text != ":" or following.paragraph == sentence.paragraph:
                continue
            for token in reversed(sentence.tokens):
                cue = self.cues.verbs.get(token.lemma.lower()) if token.pos == "VERB" else None
                if cue is None or "quote" not in cue.frames:
                    continue
                draft = self.by_cue.get((sentence.index, token.index))
                if draft is None or not draft.quoted:
                    end, why = self.paragraph_ends[following.paragraph], "a block after a colon"
                    block = Quotation(start=following.start, end=end, inner_start=following.start, inner_end=end, is_speech=True, why=why)
                    draft = self._draft_at(_Place(sentence, token), cue.act("quote") or Act.SAY, block)
                    if draft is not None and draft.source:
                        draft.quoted.append((block.start, block.end))
                break

    def _words(self, quotation: Quotation) -> int:
        return bisect.bisect_left(self.starts, quotation.end) - bisect.bisect_left(self.starts, quotation.start)


def _iter_marked(sentence: Sentence, spans: list[tuple[int, int]], starts: list[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The sentence's quotation marks that stand in one of these quotations: position, and the quotation."""
    for token in sentence.tokens:
        place = bisect.bisect_right(starts, token.start) - 1 if is_quote(token.text) else -1
        if place >= 0 and token.start < spans[place][1]:
            yield token.index, spans[place]
