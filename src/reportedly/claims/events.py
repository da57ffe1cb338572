"""sentences ─find→ triggers: the words that say that something happened, each with its event and its clause.

The rule that must not be broken: a trigger is taken from its clause, never from the nearest word: a frame of the lexicon must fit
the verb's own arguments ("took the city", not "took part"), a noun must stand beside a side, a force or a place and be brought as news.
Lemmas are scanned first, so that sentences without a word of the lexicon cost nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.clause import Clause, read_clause
from reportedly.claims.hands import whose_it_is
from reportedly.claims.lexicon import forms
from reportedly.claims.listed import done_to_listed, listed_places, state_of_listed
from reportedly.claims.misread import misread_clause
from reportedly.claims.noun_events import find_nominal
from reportedly.claims.scene import PARTITIVE, UNLISTED
from reportedly.claims.trigger import NOMINAL, VERBAL, Trigger
from reportedly.claims.verbless import find_verbless_exit, find_verbless_hold
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.lexicon import VerbFrame
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Sentence, Token

AFTER_PARTICIPLE = frozenset({"in", "by", "at", "near", "on", "after", "during", "as", "when", "outside", "inside", "over", "amid", "following", "while"})
AGAIN = frozenset({"from", "again", "overnight", "twice", "today", "yesterday", "anew", "late", "early"})
PHRASES = frozenset({"prep", "pobj", "acomp", "attr", "oprd", "dobj", "amod", "compound", "npadvmod", "advmod", "pcomp", "prt", "poss", "det"})
WARLIKE = frozenset({"attack", "strike", "shell", "capture", "hold", "withdraw", "advance", "encircle"})
UNWARLIKE = frozenset({"unwarlike"})
ARMED = frozenset({"force", "military", "weapon", "equipment", "side"})
FLEEING = frozenset({"people", "number"})
PLACED = frozenset({"shell", "encircle"})
"""What is done to places and forces only, whoever does it."""
TAKERS = frozenset({"force", "side"})
SIEGES = frozenset({"siege", "assault", "offensive", "battle", "bombardment", "fighting", "encirclement", "attack", "blockade"})
FOUND_IN = frozenset({"encircle", "destroy", "damage", "hold"})
"""What a participle tells of a state as it is."""
HARMS = frozenset({"kill", "injure", "destroy", "damage", "detain", "displace"})
COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
CLAUSES = frozenset({"ccomp", "xcomp"})
REACH = 4
FREE_ORDER = frozenset({"uk", "ru"})
"""Languages that put the noun of a light verb before it as well: "без світла залишилися мешканці"."""
"""How many words after its verb a particle or a light verb's noun may stand ("pulled their troops out")."""


def find_triggers(scene: Scene, sentence: Sentence) -> tuple[Trigger, ...]:
    """Triggers of the sentence in text order; a word is used once, and verbs come first."""
    found: list[Trigger] = []
    used: set[int] = set()
    for finder in (_find_verb, find_nominal):
        for token in sentence.tokens:
            trigger = None if token.index in used else finder(scene, sentence, token, used)
            if trigger is not None:
                found.append(trigger)
                used.update(range(trigger.first, trigger.last + 1))
    for finder_of_rest in (find_verbless_hold, find_verbless_exit, _find_done_to_listed, state_of_listed) if not found else ():
        rest = finder_of_rest(scene, sentence)
        found.extend([rest] if rest is not None else [])
    return tuple(sorted(_without_bare_charges(found), key=lambda trigger: (trigger.first, trigger.last)))


def _find_done_to_listed(scene: Scene, sentence: Sentence) -> Trigger | None:
    """For "Liberated settlements: Harrow, Milford" the participle in the head of the list; ``None`` where there is none."""
    found = listed_places(scene, sentence)
    for token in sentence.tokens[: found[0]] if found is not None else ():
        clause = done_to_listed(sentence, token, *found) if found is not None else None
        frames = (_frames(scene, token) or _frames_of_participle(scene, token)) if clause is not None else ()
        trigger = _verb_trigger(scene, sentence, token, frames, clause) if frames else None
        if trigger is not None:
            return trigger
    return None


def _without_bare_charges(triggers: list[Trigger]) -> list[Trigger]:
    """Accusations that name the act are the source of that act, no event of their own; and one surrender is told once."""
    kept = []
    for trigger in triggers:
        below = set(subtree(trigger.sentence, trigger.head)) if trigger.event == "accuse" else set()
        if trigger.event == "transfer" and any(other.event == "transfer" and 0 < trigger.first - other.last < REACH for other in triggers):
            continue  # "surrendered and laid down their arms"
        if not any(other.head in below and other is not trigger for other in triggers):
            kept.append(trigger)
    return kept


def _find_verb(scene: Scene, sentence: Sentence, token: Token, _used: set[int]) -> Trigger | None:
    """The trigger that this verb is, alone or with its particle or noun; ``None`` when no frame of it fits."""
    if token.relation in {"aux", "auxpass", "punct", "det", "prep"} or _is_known_harm(scene, sentence, token) or _is_left_over(sentence, token):
        return None
    frames = _frames(scene, token)
    if not frames and _is_participle(sentence, token):
        frames = tuple(frame for frame in _frames_of_participle(scene, token) if frame.event in FOUND_IN)
        return _verb_trigger(scene, sentence, token, frames, read_clause(sentence, token.index, passive=True)) if frames else None
    if not frames:
        return None
    if token.pos in VERBAL or token.tag in {"VBG", "VBN"} or child(sentence, token.index, {"dobj"}) is not None or _is_misnamed_verb(sentence, token):
        return _verb_trigger(scene, sentence, token, frames)
    linear = misread_clause(scene, sentence, token, may_be=bool(_bases(token)))
    return _verb_trigger(scene, sentence, token, frames, linear) if linear is not None else None


def _is_left_over(sentence: Sentence, token: Token) -> bool:
    """True for "left" in "there are no troops left in the town", which "are" has told already."""
    if token.relation != "acl" or child(sentence, token.index, {"nsubj", "nsubjpass"}) is not None:
        return False
    return child(sentence, sentence.tokens[token.head].head, {"expl"}) is not None


def _is_misnamed_verb(sentence: Sentence, token: Token) -> bool:
    """True for "flies" in "the flag flies over the town", which the tagger took for a plural; the tree gave it a subject all the same."""
    return token.tag == "NNS" and token.relation == "ROOT" and any(kid.index < token.index for kid in children(sentence, token.index, {"nsubj"}))


def _frames(scene: Scene, token: Token) -> tuple[VerbFrame, ...]:
    """Frames of the word: of its lemma, of its letters ("lay", which is also a form of "lie"), of the base that the lemmatiser does not know ("retook")."""
    verbs = scene.lexicon.verbs
    known = [verbs[form] for form in forms(token) if form in verbs]
    base = scene.lexicon.irregular.get(token.text.lower())
    if base is not None and base != token.lemma.lower() and base in verbs:
        known.append(verbs[base])
    if not known:
        known = [verbs[form] for form in _bases(token) if form in verbs][:1]
    if len(known) < 2:
        return known[0] if known else ()
    return tuple(sorted((frame for frames in known for frame in frames), key=lambda frame: -frame.weight))


def _is_participle(sentence: Sentence, token: Token) -> bool:
    """True for "encircled" in "are encircled", taken for an adjective."""
    if token.pos != "ADJ" or token.text[-2:].lower() != "ed":
        return False
    return token.relation == "acomp" or child(sentence, token.index, {"auxpass", "nsubjpass"}) is not None


def _frames_of_participle(scene: Scene, token: Token) -> tuple[VerbFrame, ...]:
    """Frames of the verb that the participle in -ed is of."""
    lower = token.text.lower()
    return next((scene.lexicon.verbs[base] for base in (lower[:-2], lower[:-1]) if base in scene.lexicon.verbs), ())


def _is_known_harm(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """True for "the wounded soldiers", "a destroyed tank": the harm is taken for granted by what the sentence tells."""
    if token.tag != "VBN" or token.relation != "amod" or token.index > token.head or sentence.tokens[token.head].pos not in NOMINAL:
        return False
    return any(frame.event in HARMS for form in forms(token) for frame in scene.lexicon.verbs.get(form, ()))


def _bases(token: Token) -> tuple[str, ...]:
    """What a participle in -ing may come from, where the tagger took it for a noun or adjective that is in no list: "ceding"."""
    lower = token.text.lower()
    if lower.endswith("ed") and token.pos == "VERB" and token.tag in {"VBN", "VBD"}:
        return (lower[:-2], lower[:-1])  # "regrouped", whose base the lemmatiser does not know
    if not lower.endswith("ing") or token.pos not in {"NOUN", "ADJ"} or token.lemma.lower() != lower or token.relation not in {"amod", "compound", "appos"}:
        return ()
    before = token.index > 0
    return (lower[:-3], lower[:-3] + "e") if before else ()


def _may_be_passive(sentence: Sentence, token: Token) -> bool:
    """True where a headline may have dropped "was": "Thirteen killed in Harrow", but not "she called for talks"."""
    if token.tag not in {"VBN", "VBD"} or child(sentence, token.index, {"aux"}) is not None:
        return False
    following = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    return token.tag == "VBN" or following is None or following.pos in {"PUNCT", "CCONJ"} or following.text.lower() in AFTER_PARTICIPLE | AGAIN


def _with_place(scene: Scene, sentence: Sentence, clause: Clause) -> Clause:
    """The clause with the place right after its verb as object, where the tree took a strange name for an adverb."""
    following = clause.verb + 1
    if clause.objects or clause.passive or following >= len(sentence.tokens):
        return clause
    token = sentence.tokens[following]
    mentions = scene.places.touching(token.start, token.end)
    if not mentions or mentions[0].start != token.start:
        return clause
    last = max(word.index for word in sentence.tokens[following:] if word.start < mentions[0].end)
    return replace(clause, objects=(last,))


def _with_place_before(scene: Scene, sentence: Sentence, clause: Clause) -> Clause:
    """The clause with the place that opens the sentence as subject, where the tree took a strange name for an adverb ("X has fallen")."""
    first = sentence.tokens[0]
    mentions = scene.places.touching(first.start, first.end)
    if clause.subjects or clause.passive or not mentions or mentions[0].start != first.start:
        return clause
    last = max(word.index for word in sentence.tokens if word.start < mentions[0].end)
    between = sentence.tokens[last + 1 : clause.verb]
    return replace(clause, subjects=(last,)) if last < clause.verb and all(token.pos in {"AUX", "ADV", "PART"} for token in between) else clause


def _with_place_above(scene: Scene, sentence: Sentence, clause: Clause) -> Clause:
    """The clause with the place that it hangs on as object, where the tree took a strange name for a verb ("was X surrounded")."""
    head = sentence.tokens[sentence.tokens[clause.verb].head]
    is_misread = clause.passive and not clause.objects and head.tag == "VBN" and head.index != clause.verb
    return replace(clause, objects=(head.index,)) if is_misread and scene.places.touching(head.start, head.end) else clause


def _verb_trigger(scene: Scene, sentence: Sentence, token: Token, frames: tuple[VerbFrame, ...], linear: Clause | None = None) -> Trigger | None:
    clause = linear or _with_place(scene, sentence, _with_place_before(scene, sentence, read_clause(sentence, token.index)))
    clause = _with_place_above(scene, sentence, clause)
    readings = [clause]
    if not clause.passive and not clause.objects and _may_be_passive(sentence, token):
        readings.append(read_clause(sentence, token.index, passive=True))
    for reading in readings:
        for frame in frames:
            if reading is not clause and frame.nouns and token.lemma.lower() not in scene.lexicon.occur:
                continue
            ends = _fits(scene, sentence, frame, reading)
            if ends is not None:
                first, last = ends
                if frame.nouns and token.lemma.lower() in scene.lexicon.telling:
                    first = last  # "claims a breakthrough": whoever claims is the source of it
                return Trigger(
                    sentence=sentence,
                    event=_event_done(scene, sentence, frame, last),
                    head=token.index,
                    governor=token.index,
                    first=first,
                    last=last,
                    clause=reading,
                    frame=frame,
                    is_news=True,
                )
    return None


def _event_done(scene: Scene, sentence: Sentence, frame: VerbFrame, last: int) -> str:
    """The event of a light verb and its noun: "carried out an attack" is one, "carried out a drone attack" another."""
    if frame.event != "attack" or not frame.nouns or not last:
        return frame.event
    tokens = sentence.tokens
    named = (noun for form in forms(tokens[last]) for noun in scene.lexicon.nouns.get(form, ()))
    return next((noun.event for noun in named if len(noun.modifiers) == 1 and noun.modifiers[0] in forms(tokens[last - 1])), frame.event)


def _fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> tuple[int, int] | None:
    """First and last word of the trigger when the frame fits the clause, else ``None``."""
    verb = last = clause.verb
    for particle in frame.particle:
        position = _particle(sentence, verb, last, particle)
        if position is None:
            return None
        last = position
    if frame.nouns or frame.nouns_after or frame.as_nouns or frame.without:
        if frame.nouns_after and not (_object_fits(scene, sentence, frame, clause) and _held_fits(scene, sentence, frame, clause)):
            return None
        is_free = (sentence.language or scene.document.language) in FREE_ORDER or bool(frame.without)
        return _light_span(verb, last, _light_noun(sentence, frame, clause, last, is_free=is_free))
    if frame.sided:
        owner = whose_it_is(scene, sentence, clause)
        return (verb, owner) if owner is not None else None
    return (verb, last) if _fits_whole(scene, sentence, frame, clause, last) else None


def _fits_whole(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause, last: int) -> bool:
    """Whether all that stands beside the verb is what the frame asks for; ``last`` is the last word of the trigger."""
    verb = clause.verb
    fits = _object_fits(scene, sentence, frame, clause) and _subject_fits(scene, sentence, frame, clause)
    if not fits or (frame.reaches and not _reaches(scene, sentence, frame, clause)):
        return False
    remains = frame.active and clause.passive and not (clause.subjects and frame.object)  # "two bridges were left"
    if remains or (frame.passive and not clause.passive) or (frame.alone and child(sentence, verb, COMPLEMENTS) is not None):
        return False
    if (frame.final and not _is_final(sentence, last)) or (frame.clauseless and child(sentence, verb, CLAUSES) is not None):
        return False
    return not frame.prepositions or _follows(sentence, frame, clause)


def _is_final(sentence: Sentence, last: int) -> bool:
    """True for "gone" in "the troops have gone, locals say": nothing of its clause stands behind it."""
    following = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    return following is None or following.pos in {"PUNCT", "CCONJ"} or following.text.lower() == "from"


def _held_fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    """Where only a place may be "in the hands of" somebody, and only a force "on the attack", one is what the clause is about."""
    if not frame.subject or not (clause.subjects or "place" in frame.subject):
        return True
    return any(scene.classes(sentence, head) & frame.subject for head in (*clause.subjects, *(clause.objects if clause.passive else ())))


def _reaches(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    """True when one of the frame's prepositions, or any where it names none, leads to what it must reach; for a state the first: "are in danger in X"."""
    phrases = [phrase for phrase in clause.prepositions if not frame.prepositions or phrase.word.split()[0] in frame.prepositions]
    return any(scene.classes(sentence, phrase.head) & frame.reaches for phrase in phrases[: 1 if frame.state else None])


def _light_span(verb: int, last: int, noun: int | None) -> tuple[int, int] | None:
    """From the light verb to its noun; the noun alone where it stands far before the verb."""
    if noun is None:
        return None
    if noun > verb:
        return verb, max(last, noun)
    return (noun, noun) if verb - noun > REACH else (noun, last)


def _particle(sentence: Sentence, verb: int, after: int, word: str) -> int | None:
    """Where the particle stands: a child of the verb, or right after it, or after its short object."""
    for kid in children(sentence, verb):
        if kid.index > verb and kid.text.lower() == word and kid.relation in {"prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "dobj"}:
            return kid.index
    following = after + 1
    if following < len(sentence.tokens) and sentence.tokens[following].text.lower() == word:
        return following
    return None


def _light_noun(sentence: Sentence, frame: VerbFrame, clause: Clause, last: int, *, is_free: bool) -> int | None:
    """Position of the noun that a light verb needs: its object, or a word after it (``is_free``: or before); ``None`` when it is missing."""
    tokens = sentence.tokens
    if frame.nouns:
        heads = (*clause.objects, *(clause.subjects if clause.passive else ()))
        return next((head for head in heads if any(form in frame.nouns for form in forms(tokens[head]))), None)
    wanted = frame.nouns_after or frame.as_nouns or frame.without
    nearest = clause.verb - 2 * REACH if is_free else clause.verb
    below = [index for index in _phrases_below(sentence, clause.verb) if nearest < index <= clause.verb + 2 * REACH and index != clause.verb]
    opener = "as" if frame.as_nouns else "without" if frame.without else None
    if opener is not None and not any(tokens[index].text.lower() == opener for index in below):
        return None
    # Right after the particle, whatever the tree made of it: in "came under shelling" a clause.
    following = [last + 1] if frame.particle and opener is None and last + 1 < len(tokens) else []
    return next((index for index in (*below, *following) if any(form in wanted for form in forms(tokens[index]))), None)


def _phrases_below(sentence: Sentence, verb: int) -> list[int]:
    """Words of the verb's own phrases, in text order; no other clause is entered."""
    found = [verb]
    for position in found:
        found.extend(kid.index for kid in children(sentence, position, PHRASES))
        if position != verb and sentence.tokens[position].pos in NOMINAL:
            found.extend(kid.index for kid in children(sentence, position, {"conj"}) if kid.pos in NOMINAL)  # "under tank and artillery fire"
    return sorted(found)


def _object_fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    lemmas = {form for head in clause.objects if not _is_part_of_place(scene, sentence, head) for form in forms(sentence.tokens[head])}
    if lemmas & frame.not_nouns:
        return False
    if not frame.object:
        return True
    if not clause.objects:
        return frame.bare
    if any(scene.classes(sentence, head) & frame.object for head in clause.objects):
        return True
    return "place" in frame.object and _is_unlisted_place(scene, sentence, frame, clause)


def _is_part_of_place(scene: Scene, sentence: Sentence, head: int) -> bool:
    """True for "the centre of the town", "the town's northern part": who takes it takes no part in anything."""
    if not scene.lexicon.classes_of(sentence.tokens[head]) & PARTITIVE:
        return False
    of = (inner for kid in children(sentence, head, {"prep"}) if kid.text.lower() == "of" for inner in children(sentence, kid.index, {"pobj"}))
    return any(scene.places.touching(kid.start, kid.end) for kid in (*children(sentence, head, {"poss"}), *of))


def _is_unlisted_place(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    """True for a name that no gazetteer has, where an army takes or shells it, or people flee from it: it can only be a place."""
    if not any(UNLISTED in scene.classes(sentence, head) for head in clause.objects):
        return False
    who = FLEEING if frame.event == "displace" else ARMED
    return frame.event in PLACED or any(scene.classes(sentence, head) & who for head in clause.subjects)


def _subject_fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    if not clause.subjects:
        infinitive = any(kid.text.lower() == "to" for kid in children(sentence, clause.verb, {"aux"}))
        return bool(frame.object) or not frame.subject or infinitive or _is_bare_headline(sentence, clause.verb)
    if frame.event in WARLIKE | HARMS and all(UNWARLIKE & scene.lexicon.classes_of(sentence.tokens[head]) for head in clause.subjects):
        return False  # "a storm hit the town", "the film captures the city"
    classes = [scene.classes(sentence, head) for head in clause.subjects]
    if any(found & frame.not_subject for found in classes):
        return False
    if not frame.subject or any(found & frame.subject for found in classes):
        return True
    # "X fell to the rebels", "X fell after a siege", X being a name that no gazetteer has
    falls = frame.agent == "to" and any(UNLISTED in found for found in classes)
    return falls and any(
        (phrase.word == "to" and scene.classes(sentence, phrase.head) & TAKERS)
        or (phrase.word == "after" and sentence.tokens[phrase.head].lemma.lower() in SIEGES)
        for phrase in clause.prepositions
    )


def _is_bare_headline(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].relation == "ROOT" and sentence.tokens[verb].tag in {"VBG", "VBN"}


def _follows(sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    if any(phrase.word.split()[0] in frame.prepositions for phrase in clause.prepositions):
        return True
    return any(
        kid.text.lower() in frame.prepositions
        for kid in children(sentence, clause.verb, {"advmod", "prt", "prep", "npadvmod", "dobj"})
        if kid.index > clause.verb
    )
