"""sentences ─find→ triggers: the words that say that something happened, each with its event and its clause.

The rule that must not be broken: a trigger is taken from its clause, never from the nearest word: a frame of the lexicon must fit
the verb's own arguments ("took the city", not "took part"), a noun must stand beside a side, a force or a place and be brought as news.
Lemmas are scanned first, so that sentences without a word of the lexicon cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.clause import Clause, Phrase, read_clause
from reportedly.claims.lexicon import NounFrame, VerbFrame, forms
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Sentence, Token

LONGEST_HEADLINE = 30
REACH = 4
"""How many words after its verb a particle or a light verb's noun may stand ("pulled their troops out")."""
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
RESULTS = frozenset({"kill", "injure", "wound", "damage", "destroy", "hit", "strike", "target", "leave", "cause", "spark", "trigger", "disrupt", "cut"})
"""What "the attack" did is news; that there was one is known by then."""
ADJUNCTS = frozenset({"during", "after", "before", "since", "amid", "following", "despite", "under", "as", "with", "in", "by", "through", "from", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One event in one clause. ``head`` carries the event, ``governor`` is the verb whose mode and negation apply to it."""

    sentence: Sentence
    event: str
    head: int
    governor: int
    first: int
    last: int
    clause: Clause
    frame: VerbFrame | NounFrame | None
    is_news: bool

    @property
    def start(self) -> int:
        """Offset of the trigger's first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after the trigger's last character."""
        return self.sentence.tokens[self.last].end

    @property
    def is_noun(self) -> bool:
        """True for a noun that stands for the event by itself."""
        return isinstance(self.frame, NounFrame)


def find_triggers(scene: Scene, sentence: Sentence) -> tuple[Trigger, ...]:
    """Triggers of the sentence in text order; a word is used once."""
    found: list[Trigger] = []
    used: set[int] = set()
    verbs, nouns, adjectives = scene.lexicon.verbs, scene.lexicon.nouns, scene.lexicon.adjectives
    for token in sentence.tokens:
        frames = next((verbs[form] for form in (*forms(token), *_bases(token)) if form in verbs), None)
        trigger = None
        if frames is None or token.relation in {"aux", "auxpass"}:
            continue
        if token.pos in VERBAL or token.tag in {"VBG", "VBN"} or child(sentence, token.index, {"dobj"}) is not None:
            trigger = _verb_trigger(scene, sentence, token, frames)
        elif _bases(token) or _is_misread_verb(scene, sentence, token):
            trigger = _verb_trigger(scene, sentence, token, frames, linear=True)
        if trigger is not None:
            found.append(trigger)
            used.update(range(trigger.first, trigger.last + 1))
    for token in sentence.tokens:
        if token.index in used:
            continue
        trigger = None
        named = next((nouns[form] for form in forms(token) if form in nouns), None) if token.pos in NOMINAL or token.tag == "VBG" else None
        if named:
            trigger = _noun_trigger(scene, sentence, token, named, used)
        elif token.lemma.lower() in adjectives:
            trigger = _adjective_trigger(scene, sentence, token, adjectives[token.lemma.lower()])
        elif token.tag in {"JJ", "VBN"} or "-" in token.text:
            trigger = _participle_trigger(scene, sentence, token)
        if trigger is not None:
            found.append(trigger)
            used.update(range(trigger.first, trigger.last + 1))
    return tuple(sorted(found, key=lambda trigger: (trigger.first, trigger.last)))


# ── verbs ──


def _bases(token: Token) -> tuple[str, ...]:
    """What a participle in -ing may come from, where the tagger took it for a noun or adjective that is in no list: "ceding"."""
    lower = token.text.lower()
    if not lower.endswith("ing") or token.pos not in {"NOUN", "ADJ"} or token.lemma.lower() != lower or token.relation not in {"amod", "compound", "appos"}:
        return ()
    before = token.index > 0
    return (lower[:-3], lower[:-3] + "e") if before else ()


def _is_misread_verb(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """A word that can only be a verb, in a headline whose tree took it for a noun: "Residents from the port flee shelters"."""
    lexicon = scene.lexicon
    if token.pos not in NOMINAL | {"ADJ"} or any(form in lexicon.nouns or form in lexicon.classes for form in forms(token)):
        return False
    top = next((word for word in sentence.tokens if word.head == word.index), token)
    return token.text.islower() and top.pos not in VERBAL and len(sentence.tokens) <= LONGEST_HEADLINE


def _linear_clause(scene: Scene, sentence: Sentence, verb: int) -> Clause:
    """The nearest actors before the verb and the nearest thing after it, for a tree that cannot be trusted."""
    tokens = sentence.tokens
    who = {"force", "people", "side", "military", "weapon"}
    subjects = [index for index in range(verb - 1, -1, -1) if scene.classes(sentence, index) & who][:1]
    things = {"force", "people", "place", "site", "position", "land", "equipment", "weapon", "military", "home", "side"}
    objects: list[int] = []
    prepositions: list[Phrase] = []
    word = ""
    for index in range(verb + 1, len(tokens)):
        if tokens[index].pos == "PUNCT" or tokens[index].pos in VERBAL:
            break
        if tokens[index].pos == "ADP":
            word = tokens[index].text.lower()
        elif scene.classes(sentence, index) & things and not (index + 1 < len(tokens) and tokens[index + 1].pos in NOMINAL):
            if word:
                prepositions.append(Phrase(word, index, verb))
            elif not objects:
                objects.append(index)
    return Clause(verb=verb, passive=False, subjects=tuple(subjects), objects=tuple(objects), prepositions=tuple(prepositions))


def _verb_trigger(scene: Scene, sentence: Sentence, token: Token, frames: tuple[VerbFrame, ...], *, linear: bool = False) -> Trigger | None:
    clause = _linear_clause(scene, sentence, token.index) if linear else read_clause(sentence, token.index)
    readings = [clause]
    if not clause.passive and not clause.objects and token.tag in {"VBN", "VBD"} and child(sentence, token.index, {"aux"}) is None:
        readings.append(read_clause(sentence, token.index, passive=True))
    for reading in readings:
        for frame in frames:
            if reading is not clause and frame.nouns and token.lemma.lower() not in scene.lexicon.occur:
                continue
            ends = _fits(scene, sentence, frame, reading)
            if ends is not None:
                first, last = ends
                return Trigger(
                    sentence=sentence,
                    event=frame.event,
                    head=token.index,
                    governor=token.index,
                    first=first,
                    last=last,
                    clause=reading,
                    frame=frame,
                    is_news=True,
                )
    return None


def _fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> tuple[int, int] | None:
    """First and last word of the trigger when the frame fits the clause, else ``None``."""
    verb = clause.verb
    last = verb
    for particle in frame.particle:
        position = _particle(sentence, verb, last, particle)
        if position is None:
            return None
        last = position
    noun = _light_noun(sentence, frame, clause)
    if noun is None:
        return None
    if noun >= 0:
        last = max(last, noun) if noun > verb else last
        if noun < verb and verb - noun > REACH:
            return noun, noun
        return min(verb, noun), last
    if not _object_fits(scene, sentence, frame, clause) or not _subject_fits(scene, sentence, frame, clause):
        return None
    if frame.prepositions and not _follows(sentence, frame, clause):
        return None
    return verb, last


def _particle(sentence: Sentence, verb: int, after: int, word: str) -> int | None:
    """Where the particle stands: a child of the verb, or right after it, or after its short object."""
    for kid in children(sentence, verb):
        if kid.index > verb and kid.text.lower() == word and kid.relation in {"prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "dobj"}:
            return kid.index
    following = after + 1
    if following < len(sentence.tokens) and sentence.tokens[following].text.lower() == word:
        return following
    return None


def _light_noun(sentence: Sentence, frame: VerbFrame, clause: Clause) -> int | None:
    """Position of the noun that a light verb needs; -1 when the frame needs none, ``None`` when it is missing."""
    tokens = sentence.tokens
    if frame.nouns:
        for head in (*clause.objects, *(clause.subjects if clause.passive else ())):
            if any(form in frame.nouns for form in forms(tokens[head])):
                return head
        return None
    wanted = frame.nouns_after or frame.as_nouns or frame.without
    if not wanted:
        return -1
    below = [index for index in subtree(sentence, clause.verb) if clause.verb < index <= clause.verb + 2 * REACH]
    opener = "as" if frame.as_nouns else "without" if frame.without else None
    if opener is not None and not any(tokens[index].text.lower() == opener for index in below):
        return None
    return next((index for index in below if any(form in wanted for form in forms(tokens[index]))), None)


def _object_fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    lemmas = {form for head in clause.objects for form in forms(sentence.tokens[head])}
    if lemmas & frame.not_nouns:
        return False
    if not frame.object:
        return True
    if not clause.objects:
        return frame.bare
    return any(scene.classes(sentence, head) & frame.object for head in clause.objects)


def _subject_fits(scene: Scene, sentence: Sentence, frame: VerbFrame, clause: Clause) -> bool:
    if not clause.subjects:
        infinitive = any(kid.text.lower() == "to" for kid in children(sentence, clause.verb, {"aux"}))
        return bool(frame.object) or not frame.subject or infinitive or _is_bare_headline(sentence, clause.verb)
    classes = [scene.classes(sentence, head) for head in clause.subjects]
    if any(found & frame.not_subject for found in classes):
        return False
    return not frame.subject or any(found & frame.subject for found in classes)


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


# ── nouns ──


def _noun_trigger(scene: Scene, sentence: Sentence, token: Token, frames: tuple[NounFrame, ...], used: set[int]) -> Trigger | None:
    tokens = sentence.tokens
    if token.relation in {"compound", "nmod"} and tokens[token.head].pos in NOMINAL and tokens[token.head].index > token.index:
        if not any(form in scene.lexicon.carriers for form in forms(tokens[token.head])):
            return None
    if token.index + 1 < len(tokens) and tokens[token.index + 1].text == ":":
        return None  # the topic of a headline, not its news
    for frame in frames:
        first = token.index - len(frame.modifiers)
        if first < 0 or any(frame.modifiers[i] not in forms(tokens[first + i]) for i in range(len(frame.modifiers))):
            continue
        if token.tag == "VBG" and token.pos == "VERB" and token.relation not in {"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj", "appos", "pcomp"}:
            continue
        clause = noun_clause(scene, sentence, token.index)
        if not frame.bare and not _has_argument(scene, sentence, frame, clause):
            continue
        governor, is_news = _news(scene, sentence, token)
        if governor in used and sentence.tokens[governor].relation not in {"ROOT", "ccomp", "conj", "advcl"} and not is_news:
            continue
        return Trigger(
            sentence=sentence,
            event=frame.event,
            head=token.index,
            governor=governor,
            first=first,
            last=token.index,
            clause=clause,
            frame=frame,
            is_news=is_news,
        )
    return None


def noun_clause(scene: Scene, sentence: Sentence, noun: int) -> Clause:
    """The noun's own arguments: whose it is ("Eastern withdrawal", "their attack"), what it is done to ("of the city"), where."""
    subjects: list[int] = []
    objects: list[int] = []
    prepositions: list[Phrase] = []
    for kid in children(sentence, noun, {"poss", "amod", "compound", "nmod", "prep", "agent", "nummod"}):
        if kid.relation == "prep" or kid.relation == "agent":
            word = kid.text.lower()
            for inner in children(sentence, kid.index, {"pobj"}):
                heads = [inner.index, *(more.index for more in children(sentence, inner.index, {"conj"}))]
                if word == "by":
                    subjects.extend(heads)
                elif word in {"of", "on", "against"}:
                    objects.extend(heads)
                prepositions.extend(Phrase(word, head, noun) for head in heads)
                for deeper in children(sentence, inner.index, {"prep"}):
                    prepositions.extend(Phrase(deeper.text.lower(), end.index, inner.index) for end in children(sentence, deeper.index, {"pobj"}))
        elif kid.relation == "compound" and "place" in scene.classes(sentence, kid.index):
            objects.append(kid.index)
        else:
            subjects.append(kid.index)
    return Clause(verb=noun, passive=False, subjects=tuple(subjects), objects=tuple(objects), prepositions=tuple(prepositions))


def _has_argument(scene: Scene, sentence: Sentence, frame: NounFrame, clause: Clause) -> bool:
    """True when a class the noun demands stands beside it, or the verb above has one."""
    tokens = sentence.tokens
    near = [*clause.subjects, *clause.objects, *(phrase.head for phrase in clause.prepositions)]
    if any(scene.classes(sentence, head) & frame.demands for head in near):
        return True
    if scene.sides(tokens[clause.verb].start - 40, tokens[clause.verb].end) and any(
        actor.end <= tokens[clause.verb].start and tokens[clause.verb].start - actor.end <= 1
        for actor in scene.sides(tokens[clause.verb].start - 40, tokens[clause.verb].start)
    ):
        return True
    head = tokens[tokens[clause.verb].head]
    if head.relation == "prep":
        head = tokens[head.head]
    if head.pos in VERBAL and head.index != clause.verb:
        above = read_clause(sentence, head.index)
        around = [*above.subjects, *above.objects, *(phrase.head for phrase in above.prepositions)]
        return any(scene.classes(sentence, found) & frame.demands for found in around if found != clause.verb)
    return False


def _news(scene: Scene, sentence: Sentence, token: Token) -> tuple[int, bool]:
    """The verb that governs the noun, and whether the noun is what that verb brings as news."""
    tokens = sentence.tokens
    head = tokens[token.head]
    top = token
    if any(kid.lemma.lower() in scene.lexicon.bring for kid in children(sentence, token.index, {"acl", "relcl"}) if kid.tag == "VBN"):
        return token.index, True
    for _ in range(REACH):
        if top.relation == "conj" and top.head != top.index and tokens[top.head].pos in NOMINAL:
            top = tokens[top.head]
        elif top.relation == "pobj" and head.relation == "prep" and head.text.lower() in {"of", "for", "about"} and _carries(scene, tokens[head.head]):
            top = tokens[head.head]
        elif top.relation in {"compound", "nmod"} and _carries(scene, head):
            top = head
        else:
            break
        head = tokens[top.head]
    if top.relation in {"ROOT"}:
        return token.index, True
    lemma = head.lemma.lower()
    if head.pos in VERBAL or head.tag in {"VBG", "VBN"}:
        if top.relation in {"nsubj", "nsubjpass"}:
            known = any(kid.text.lower() in {"the", "this", "that", "these", "those"} for kid in children(sentence, token.index, {"det"}))
            return head.index, lemma in scene.lexicon.occur and not (known and lemma in scene.lexicon.verbs and lemma in RESULTS)
        if top.relation in {"dobj", "attr", "oprd"}:
            return head.index, lemma in scene.lexicon.bring or lemma == "be"
    if top.relation == "pobj" and head.relation == "prep":
        above = tokens[head.head]
        if above.lemma.lower() in {"involve", "engage", "lock", "participate", "result", "end", "lead", "embroil"} and head.text.lower() in {
            "in",
            "to",
            "with",
        }:
            return above.index, True
        if above.pos in VERBAL and head.text.lower() not in ADJUNCTS and above.lemma.lower() in scene.lexicon.bring:
            return above.index, True
        return (above.index if above.pos in VERBAL else token.index), False
    return (head.index if head.pos in VERBAL else token.index), False


def _carries(scene: Scene, token: Token) -> bool:
    """True for a noun that only passes on the event after it: "the start of", "a proposal for"."""
    return token.pos in NOMINAL and any(form in scene.lexicon.carriers for form in forms(token))


# ── adjectives and participles before a noun ──


def _adjective_trigger(scene: Scene, sentence: Sentence, token: Token, event: str) -> Trigger | None:
    """ "16 dead", "27 missing", "leaving dozens dead": a count or people must be dead, not "a dead end"."""
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.relation == "amod" and token.index < token.head:
        return None
    clause = noun_clause(scene, sentence, token.index)
    subjects = list(clause.subjects)
    if head.pos in VERBAL:
        subjects.extend(read_clause(sentence, head.index).subjects)
        subjects.extend(read_clause(sentence, head.index).objects)
    elif token.relation in {"amod", "acl", "relcl", "appos"}:
        subjects.append(head.index)
    before = tokens[token.index - 1] if token.index else None
    counted = before is not None and (
        before.pos == "NUM" or "number" in scene.classes(sentence, before.index) or "people" in scene.classes(sentence, before.index)
    )
    counted |= head.relation == "prep" and head.text.lower() == "of" and "number" in scene.classes(sentence, head.head)
    if token.relation == "pobj" and head.text.lower() == "among":
        above = tokens[head.head]
        subjects.extend(read_clause(sentence, above.index).subjects if above.pos in VERBAL else ())
    around = counted or any(scene.classes(sentence, found) & {"people", "force", "number", "name"} for found in subjects)
    if not around:
        return None
    governor = head.index if head.pos in VERBAL else token.index
    whole = Clause(verb=token.index, passive=True, subjects=(), objects=tuple(subjects), prepositions=clause.prepositions)
    return Trigger(
        sentence=sentence, event=event, head=token.index, governor=governor, first=token.index, last=token.index, clause=whole, frame=None, is_news=True
    )


def _participle_trigger(scene: Scene, sentence: Sentence, token: Token) -> Trigger | None:
    """ "rebel-held Harrow", "the occupied town": control that is presupposed."""
    lower = token.text.lower()
    *_, last = lower.split("-")
    if last not in {"occupied", "held", "controlled"} or token.relation not in {"amod", "compound", "acl"} or token.head <= token.index:
        return None
    if "-" not in lower and last != "occupied":
        return None
    noun = sentence.tokens[token.head]
    of = [inner for kid in children(sentence, noun.index, {"prep"}) for inner in children(sentence, kid.index, {"pobj"})]
    if not any(scene.places.touching(word.start, word.end) for word in (noun, *of)):
        return None
    clause = Clause(verb=token.index, passive=True, subjects=(), objects=(token.head,), prepositions=())
    return Trigger(
        sentence=sentence, event="hold", head=token.index, governor=token.index, first=token.index, last=token.index, clause=clause, frame=None, is_news=False
    )
