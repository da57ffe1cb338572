"""The tense of the verb that a time expression hangs on: it decides whether "on Saturday" lies ahead or behind.

The rule that must not be broken: without a parse the answer is ``NONE``, and whoever asks must have a rule for that.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.core.records import RegionKind

if TYPE_CHECKING:
    from reportedly.core.records import Sentence, Token
    from reportedly.days.lexer import Lexeme, Lexicon


class Tense(StrEnum):
    """Past, present and future as far as direction in time goes; ``NONE`` where no finite verb governs."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = ""


_VERBAL = frozenset({"VERB", "AUX"})
_FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "may", "can"})
_MODALS = frozenset({"might", "could", "should", "must"})
_DUE = frozenset({"must", "should"})
_MAYBES = _MODALS | {"may", "can"}
_AHEAD = frozenset({"plan", "expect", "schedule", "intend", "hope", "aim", "slate", "due", "set", "want", "propose", "promise", "vow", "prepare", "likely"})
_APPOINTED = frozenset(
    {
        "meet",
        "open",
        "begin",
        "start",
        "end",
        "close",
        "leave",
        "arrive",
        "return",
        "visit",
        "travel",
        "expire",
        "vote",
        "resume",
        "depart",
        "fly",
        "reopen",
        "go",
    }
)
_FORCE = frozenset({"effect"})  # "takes effect on Monday"
# "Has given them until Tuesday", "postponed the vote to Friday": the day that what is put off is put off to.
_DEFERRING = frozenset({"postpone", "delay", "defer", "extend", "adjourn", "prolong", "reschedule", "give", "have", "grant", "allow"})
_BOUNDING = frozenset({"until", "till"})
_AGREED = frozenset({"agree", "pledge", "offer", "threaten", "invite", "subpoena", "summon", "order", "ask", "urge"})
_ABLE = frozenset({"able", "unable", "enough"})
_PLANNING = frozenset({"plan", "schedule", "slate"})
_PRESENT = frozenset({"VBZ", "VBP"})
_ATTRIBUTES = frozenset({"poss", "compound", "nmod", "amod"})
_MAX_CLIMB = 12  # steps up the tree: no sentence of a person's making needs more to reach its verb


def tense_at(sentence: Sentence, index: int, end: int) -> Tense:
    """The tense of the nearest verb above the token at ``index``; ``end`` is the end of the expression, whose own words are passed over."""
    tokens = sentence.tokens
    token = tokens[index]
    start = token.start
    top = _top(sentence, token, end)
    is_attribute = top.relation in _ATTRIBUTES  # "to appeal against Wednesday's ruling": the infinitive is ahead, the ruling is not
    bounds = ""
    for _ in range(_MAX_CLIMB):
        inside = start <= token.start < end
        if not inside and token.features:
            if told := _of_features(sentence, token):
                return told
        elif not inside and token.pos in _VERBAL:
            if bounds and token.lemma in _DEFERRING:
                return Tense.FUTURE
            if is_attribute and token.tag == "VB" and not _has_modal(sentence, token):
                return Tense.NONE
            return Tense.FUTURE if _is_on_the_calendar(sentence, token, top, start) else _tense_of(sentence, token, follows=start > token.start)
        elif token.lemma in _BOUNDING:
            bounds = token.lemma
        if token.head == token.index:
            break
        token = tokens[token.head]
    return Tense.NONE


def _top(sentence: Sentence, first: Token, end: int) -> Token:
    """The word of the expression that the others hang on: "morning" of "Thursday morning"."""
    top = first
    for _ in range(_MAX_CLIMB):
        above = sentence.tokens[top.head]
        if above.index == top.index or not first.start <= above.start < end:
            break
        top = above
    return top


def _of_features(sentence: Sentence, token: Token) -> Tense:
    """The tense that Universal Dependencies' features write on a verb or its auxiliary; ``NONE`` of infinitives and of what is no verb."""
    if token.pos not in _VERBAL:
        return Tense.NONE
    auxiliaries = [sentence.tokens[child] for child in token.children if sentence.tokens[child].relation in {"aux", "auxpass"}]
    written = {feature for each in (token, *auxiliaries) for feature in each.features.split("|")}
    for feature, tense in (("Tense=Fut", Tense.FUTURE), ("Tense=Past", Tense.PAST), ("Tense=Pres", Tense.PRESENT)):
        if feature in written:
            return tense
    return Tense.NONE


def _has_modal(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.tokens[child].tag == "MD" for child in verb.children)


def _is_on_the_calendar(sentence: Sentence, verb: Token, day: Token, start: int) -> bool:
    """The simple present of a verb of appointments before a day tells what is on the calendar, "they meet on Monday"; not in headlines."""
    is_appointed = verb.lemma in _APPOINTED or any(sentence.tokens[child].lemma in _FORCE for child in verb.children)
    if verb.tag not in _PRESENT or not is_appointed or sentence.kind is RegionKind.HEADLINE or start < verb.start:
        return False
    above = sentence.tokens[day.head]
    return above.index == verb.index or (above.text.lower() in {"on", "in", "at"} and above.head == verb.index)


def tense_by_endings(lexemes: list[Lexeme], first: int, last: int, words: Lexicon) -> Tense:
    """The tense of the verb nearest to the lexemes ``first:last`` by its ending, where the language has lists of them; else ``NONE``."""
    past = tuple(words.names("past_endings"))
    if not words.names("future_words"):
        return Tense.NONE
    for distance in range(1, _MAX_REACH):
        for index in (first - distance, last - 1 + distance):
            if not 0 <= index < len(lexemes) or lexemes[index].kind != ".":
                continue
            text = lexemes[index].text
            if _is_future(text, words):
                return Tense.FUTURE
            if len(text) > _SHORTEST_VERB and text.endswith(past) and text not in words.names("no_verbs"):
                return Tense.PAST
    return Tense.NONE


def _is_future(text: str, words: Lexicon) -> bool:
    """True for a form of the future by its ending; in Slavic languages the present forms of verbs with a prefix are, but of a few that stay imperfective."""
    if text in words.names("future_words") or text.endswith(tuple(words.names("future_endings")) or (" ",)):
        return True
    if len(text) < _SHORTEST_PREFIXED or not text.startswith(tuple(words.names("perfective_prefixes")) or (" ",)):
        return False
    stem = text.removesuffix("ся")
    return stem.endswith(tuple(words.names("perfective_endings")) or (" ",)) and not stem.endswith(tuple(words.names("imperfective_verbs")) or (" ",))


def is_told_as_over(sentence: Sentence, start: int, end: int, words: Lexicon) -> bool:
    """True when a past tense governs the stretch and nothing in its sentence is planned, possible or to come."""
    tokens = sentence.tokens
    if not tokens[0].tag or any(token.features for token in tokens):  # no parse, or an inflected language: the endings of verbs
        lows = [token.text.lower() for token in tokens]
        past = tuple(words.names("past_endings"))
        return not any(_is_future(low, words) for low in lows) and any(len(low) > _SHORTEST_VERB and low.endswith(past) for low in lows)
    if any(token.tag == "MD" or token.lemma in _AHEAD or token.lemma in _IRREAL for token in tokens):
        return False
    index = next((position for position, token in enumerate(tokens) if token.end > start), 0)
    return tense_at(sentence, index, end) is Tense.PAST


_IRREAL = frozenset({"if", "possible", "planned", "threaten", "prepare", "preparation", "ahead", "upcoming", "future", "call", "demand", "offer", "ready"})
_MAX_REACH = 8  # words to either side
_SHORTEST_VERB = 3  # letters: shorter words with such an ending are no verbs
_SHORTEST_PREFIXED = 7  # letters: "досить" is no verb, "прибуде" is one


def _tense_of(sentence: Sentence, verb: Token, *, follows: bool) -> Tense:  # noqa: PLR0911  one return a form of the verb
    auxiliaries = [sentence.tokens[child] for child in verb.children if sentence.tokens[child].relation in {"aux", "auxpass"}]
    lows = {token.text.lower() for token in auxiliaries}
    if lows & _FUTURE_MODALS or lows & _DUE:
        is_maybe = not lows.isdisjoint(_MAYBES) and any(token.lemma == "have" for token in auxiliaries)  # "may have been hit on Wednesday"
        return Tense.PAST if is_maybe else Tense.FUTURE
    if follows and _is_plan(sentence, verb) and "had" not in lows:
        return Tense.FUTURE
    if verb.tag == "VBD" or any(token.tag == "VBD" or token.lemma == "have" for token in auxiliaries):
        return Tense.PAST
    if "would" in lows:  # "said he would leave on Friday" was said these days; "he would leave in March" tells history
        return Tense.FUTURE if verb.relation == "ccomp" else Tense.NONE
    if lows & _MODALS:  # "could be found on Wednesday" looks back, "could leave on Friday" ahead
        return Tense.NONE
    if "to" in lows:
        return _of_infinitive(sentence, verb)
    if verb.tag in _PRESENT or any(token.tag in _PRESENT for token in auxiliaries):
        is_due = any(
            sentence.tokens[child].relation == "acomp" and sentence.tokens[child].lemma in _AHEAD for child in verb.children
        )  # "is due in port on Monday"
        return Tense.FUTURE if is_due or verb.lemma in _AHEAD else Tense.PRESENT
    if verb.head != verb.index and verb.tag in {"VBG", "VBN", "VB"}:
        above = _verb_above(sentence, verb)
        return _above(sentence, above, verb) or (Tense.PAST if verb.tag == "VBN" else Tense.NONE)
    # "Mill burned on Friday": a participle with no verb above it, as in headlines, tells of what is over.
    return Tense.PAST if verb.tag == "VBN" else Tense.NONE


def _of_infinitive(sentence: Sentence, verb: Token) -> Tense:
    above = sentence.tokens[verb.head]
    if above.lemma in _AHEAD or above.lemma in _AGREED:
        return Tense.PAST if _has_had(sentence, above) else Tense.FUTURE
    if above.lemma in _ABLE:  # "was unable to meet demand in the summer"
        return _finite(sentence.tokens[above.head]) or Tense.FUTURE
    if above.lemma == "be" and above.tag == "VBD":
        return Tense.NONE  # "was to reopen on Monday": ahead of then
    is_to = above.lemma == "be" and above.tag in _PRESENT  # "is to reopen on Monday"
    return Tense.FUTURE if is_to or above.index == verb.index else _finite(above) or Tense.FUTURE


def _verb_above(sentence: Sentence, verb: Token) -> Token:
    """The word that a participle hangs on, past a preposition: "flights would leave, with the third departing on Friday"."""
    above = sentence.tokens[verb.head]
    return sentence.tokens[above.head] if above.tag == "IN" and verb.relation == "pcomp" else above


def _above(sentence: Sentence, verb: Token, participle: Token) -> Tense:
    """The tense of the verb that a participle hangs on: "has climbed, rising to its peak in March"."""
    is_told = verb.tag != "VB" or (participle.tag == "VBG" and _has_modal(sentence, verb))
    return _tense_of(sentence, verb, follows=False) if verb.pos in _VERBAL and is_told else _finite(verb)


def _is_plan(sentence: Sentence, verb: Token) -> bool:
    """As in "planned a rally on Saturday", "a vote set for Monday": the day is that of what is planned, which is still to come."""
    if verb.lemma in _PLANNING:
        return True
    return verb.lemma == "set" and verb.tag == "VBN" and any(sentence.tokens[child].text.lower() == "for" for child in verb.children)


def _has_had(sentence: Sentence, verb: Token) -> bool:
    """As in "had been due to expire", "had been scheduled to"."""
    words = (*verb.children, *sentence.tokens[verb.head].children)
    return any(sentence.tokens[child].text.lower() == "had" for child in words)


def _finite(verb: Token) -> Tense:
    return {"VBD": Tense.PAST, "VBZ": Tense.PRESENT, "VBP": Tense.PRESENT}.get(verb.tag, Tense.NONE)
