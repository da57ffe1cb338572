"""Events that nouns, adjectives and participles bring: "the withdrawal was announced", "16 dead", "rebel-held Harrow".

The rule that must not be broken: a noun is a claim only where it brings the news, never where it is taken for granted ("killed in the bombing");
and only beside a class that it demands: a side, a force, a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.ahead import FORMERLY
from reportedly.claims.clause import Clause, Phrase, read_clause
from reportedly.claims.lexicon import forms
from reportedly.claims.trigger import NOMINAL, VERBAL, Trigger
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from reportedly.claims.lexicon import NounFrame
    from reportedly.claims.scene import Scene
    from reportedly.core.records import Sentence, Token

TOPIC = 8
"""How many words from the sentence's start a topic before a colon may reach."""
CARRIED = 4
"""How many nouns may pass an event on ("the start of a wave of attacks")."""
RESULTS = frozenset({"kill", "injure", "wound", "damage", "destroy", "hit", "strike", "target", "leave", "cause", "spark", "trigger", "disrupt", "cut"})
"""What "the attack" did is news; that there was one is known by then."""
ADJUNCTS = frozenset({"during", "after", "before", "since", "amid", "following", "despite", "under", "as", "with", "in", "by", "through", "from", "of"})
ENTERING = frozenset({"involve", "engage", "lock", "participate", "result", "end", "lead", "embroil"})
GERUNDS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj", "ROOT", "conj", "appos", "pcomp"})
RAGING = frozenset({"fly", "rage", "erupt", "continue", "intensify", "ensue", "resume", "subside", "escalate"})
HANDED_OVER = frozenset({"capture", "withdraw", "transfer"})
HELD = frozenset({"occupied", "held", "controlled"})


def find_nominal(scene: Scene, sentence: Sentence, token: Token, used: set[int]) -> Trigger | None:
    """The trigger that this noun, adjective or participle is; ``None`` when it is none. ``used`` are words of other triggers."""
    nouns, adjectives = scene.lexicon.nouns, scene.lexicon.adjectives
    frames = next((nouns[form] for form in forms(token) if form in nouns), None) if token.pos in NOMINAL or token.tag == "VBG" else None
    if frames:
        return _noun_trigger(scene, sentence, token, frames, used)
    named = next((adjectives[word] for word in (token.lemma.lower(), token.text.lower()) if word in adjectives), None)
    if named is not None:
        return _adjective_trigger(scene, sentence, token, named)
    if token.tag in {"JJ", "VBN"} or "-" in token.text:
        return _participle_trigger(scene, sentence, token)
    return None


def _noun_trigger(scene: Scene, sentence: Sentence, token: Token, frames: tuple[NounFrame, ...], used: set[int]) -> Trigger | None:
    if not _may_bring(scene, sentence, token):
        return None
    clause = noun_clause(scene, sentence, token.index)
    for frame in frames:
        if not _has_modifiers(sentence, token, frame) or not (
            frame.bare or (frame.plural and _is_plural(token)) or _has_argument(scene, sentence, frame, clause)
        ):
            continue
        governor, is_news = _news(scene, sentence, token)
        if frame.event in HANDED_OVER and is_presumed(scene, sentence, token):
            governor, is_news = token.index, True
        if governor in used and sentence.tokens[governor].relation not in {"ROOT", "ccomp", "conj", "advcl"} and not is_news:
            continue
        return Trigger(
            sentence=sentence,
            event=frame.event,
            head=token.index,
            governor=governor,
            first=token.index - len(frame.modifiers),
            last=token.index,
            clause=clause,
            frame=frame,
            is_news=is_news,
        )
    return None


def is_presumed(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """True for what is celebrated or mourned: it came about before, on whoever's word that is."""
    head = sentence.tokens[token.head]
    is_object = token.relation in {"dobj", "nsubjpass"} and any(form in scene.lexicon.presuming for form in forms(head))
    return is_object and not any(kid.tag == "MD" or kid.text.lower() == "to" for kid in children(sentence, head.index, {"aux"}))


def _goes_on(head: Token) -> bool:
    """True for "rages" in "Fierce fighting rages in the suburbs", which the tagger took for a noun."""
    return head.tag == "NNS" and any(form in RAGING for form in forms(head))


def _is_topic(sentence: Sentence, token: Token) -> bool:
    """True for what a headline speaks of before its colon: "Battle of Harrow: …"."""
    for word in sentence.tokens[token.index + 1 : token.index + TOPIC]:
        if word.text == ":":
            return True
        if word.pos in VERBAL:
            break
    return False


def _is_plural(token: Token) -> bool:
    """True for a plural, and for a noun in -ing, which is a mass ("fighting")."""
    return token.tag in {"NNS", "NNPS"} or token.text.lower().endswith("ing")


def _may_bring(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """False for a noun that only modifies another, for the topic before a headline's colon, for a participle that is no noun."""
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.relation in {"compound", "nmod"} and head.pos in NOMINAL and head.index > token.index and not _carries(scene, head) and not _goes_on(head):
        return False
    if token.index < TOPIC and _is_topic(sentence, token):
        return False
    return not (token.tag == "VBG" and token.pos == "VERB" and token.relation not in GERUNDS) or _goes_on(head)


def _has_modifiers(sentence: Sentence, token: Token, frame: NounFrame) -> bool:
    first = token.index - len(frame.modifiers)
    return first >= 0 and all(word in forms(sentence.tokens[first + place]) for place, word in enumerate(frame.modifiers))


def noun_clause(scene: Scene, sentence: Sentence, noun: int) -> Clause:
    """The noun's own arguments: whose it is ("Eastern withdrawal", "their attack"), what it is done to ("of the city"), where."""
    subjects: list[int] = []
    objects: list[int] = []
    prepositions: list[Phrase] = []
    for kid in children(sentence, noun, {"poss", "amod", "compound", "nmod", "prep", "agent", "nummod"}):
        if kid.relation in {"prep", "agent"}:
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
    noun = tokens[clause.verb]
    near = [*clause.subjects, *clause.objects, *(phrase.head for phrase in clause.prepositions)]
    if frame.of:
        return any(scene.classes(sentence, head) & frame.demands for head in clause.objects)
    if any(scene.classes(sentence, head) & frame.demands for head in near):
        return True
    if any(actor.side for actor in scene.actors.touching(noun.start - 1, noun.start)):
        return True
    top = _carried(scene, sentence, noun)
    passed_on = noun_clause(scene, sentence, top.index).prepositions if top.index != noun.index else ()
    if any(scene.classes(sentence, phrase.head) & frame.demands for phrase in passed_on):
        return True
    head = tokens[top.head]
    if head.relation == "prep":
        head = tokens[head.head]
    if head.pos not in VERBAL or head.index == clause.verb:
        return False
    above = read_clause(sentence, head.index)
    datives = [kid.index for kid in children(sentence, head.index, {"dative"})]
    around = [*above.subjects, *above.objects, *datives, *(phrase.head for phrase in above.prepositions)]
    return any(scene.classes(sentence, found) & frame.demands for found in around if found != clause.verb)


def _news(scene: Scene, sentence: Sentence, token: Token) -> tuple[int, bool]:
    """The verb that governs the noun, and whether the noun is what that verb brings as news."""
    tokens = sentence.tokens
    if any(kid.lemma.lower() in scene.lexicon.bring for kid in children(sentence, token.index, {"acl", "relcl"}) if kid.tag == "VBN"):
        return token.index, True
    top = _carried(scene, sentence, token)
    head = tokens[top.head]
    if top.head == top.index:
        return token.index, True
    if top.relation == "pobj" and head.relation == "prep":
        return _news_after(scene, sentence, token, head)
    is_verb = head.pos in VERBAL or head.tag in {"VBG", "VBN"}
    if is_verb and top.relation in {"nsubj", "nsubjpass", "csubj", "csubjpass"}:
        return head.index, _occurs(scene, sentence, token, head)
    if is_verb and top.relation in {"dobj", "attr", "oprd"}:
        return head.index, top.index != token.index or head.lemma.lower() in scene.lexicon.bring or head.lemma == "be"
    return (head.index if head.pos in VERBAL else token.index), False


def _carried(scene: Scene, sentence: Sentence, token: Token) -> Token:
    """The noun that stands for this one in the clause: the first of a list, "the start of …", "a … proposal"."""
    tokens = sentence.tokens
    top = token
    for _ in range(CARRIED):
        head = tokens[top.head]
        if top.relation == "conj" and head.pos in NOMINAL:
            top = head
        elif top.relation == "pobj" and head.text.lower() in {"of", "for", "about"} and _carries(scene, tokens[head.head]):
            top = tokens[head.head]
        elif top.relation in {"compound", "nmod"} and (_carries(scene, head) or _goes_on(head)):
            top = head
        else:
            break
    return top


def _news_after(scene: Scene, sentence: Sentence, token: Token, preposition: Token) -> tuple[int, bool]:
    """Whether a noun after a preposition is news: "was involved in fighting" is, "died in fighting" is not."""
    above = sentence.tokens[preposition.head]
    word, lemma = preposition.text.lower(), above.lemma.lower()
    if lemma in ENTERING and word in {"in", "to", "with"}:
        return above.index, True
    if above.pos not in VERBAL:
        verb = sentence.tokens[above.head]
        if word == "of" and above.relation == "dobj" and _is_second_object(scene, sentence, token, above):
            return verb.index, verb.lemma.lower() in scene.lexicon.bring
        is_credited = word == "with" and above.relation == "dobj" and verb.lemma.lower() in scene.lexicon.crediting
        return (verb.index if is_credited else token.index), is_credited
    called_for = (word == "for" and lemma in scene.lexicon.calling) or (word == "with" and lemma in scene.lexicon.crediting)
    return above.index, called_for or (word not in ADJUNCTS and lemma in scene.lexicon.bring)


def _is_second_object(scene: Scene, sentence: Sentence, token: Token, receiver: Token) -> bool:
    """True for "passage" in "offered the defenders of Harrow safe passage", which the tree took for the head of "Harrow"."""
    named = any(scene.places.touching(kid.start, kid.end) for kid in children(sentence, token.index, {"compound", "amod", "nmod"}))
    return named and bool(scene.classes(sentence, receiver.index) & {"force", "side", "people"})


def _occurs(scene: Scene, sentence: Sentence, token: Token, verb: Token) -> bool:
    """True when the verb says that the noun came about, or what came of one that was not yet known."""
    lemma = verb.lemma.lower()
    is_known = any(kid.text.lower() in {"the", "this", "that", "these", "those"} for kid in children(sentence, token.index, {"det"}))
    return lemma in scene.lexicon.occur and not (is_known and lemma in RESULTS)


def _carries(scene: Scene, token: Token) -> bool:
    """True for a noun that only passes on the event after it: "the start of", "a proposal for"."""
    return token.pos in NOMINAL and any(form in scene.lexicon.carriers for form in forms(token))


def _adjective_trigger(scene: Scene, sentence: Sentence, token: Token, event: str) -> Trigger | None:
    """A trigger for "16 dead", "27 missing", "leaving dozens dead": a count or people must be dead, not "a dead end"."""
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.relation == "amod" and token.index < token.head:
        return None
    clause = noun_clause(scene, sentence, token.index)
    subjects = [*clause.subjects, *_bearers(sentence, token, head)]
    before = tokens[token.index - 1] if token.index else None
    is_counted = before is not None and (before.pos == "NUM" or bool(scene.classes(sentence, before.index) & {"number", "people"}))
    is_counted |= head.text.lower() == "of" and "number" in scene.classes(sentence, head.head)
    if not is_counted and not any(scene.classes(sentence, found) & {"people", "force", "number", "name"} for found in subjects):
        return None
    return Trigger(
        sentence=sentence,
        event=event,
        head=token.index,
        governor=head.index if head.pos in VERBAL else token.index,
        first=token.index,
        last=token.index,
        clause=Clause(verb=token.index, passive=True, subjects=(), objects=tuple(subjects), prepositions=clause.prepositions),
        frame=None,
        is_news=True,
    )


def _bearers(sentence: Sentence, token: Token, head: Token) -> tuple[int, ...]:
    """Who is dead or missing: subject and object of the verb above, the noun before, who is "among the dead"."""
    above = sentence.tokens[head.head]
    if head.pos in VERBAL:
        clause = read_clause(sentence, head.index)
        return (*clause.subjects, *clause.objects)
    if token.relation == "pobj" and head.text.lower() == "among" and above.pos in VERBAL:
        return read_clause(sentence, above.index).subjects
    return (head.index,) if token.relation in {"amod", "acl", "relcl", "appos"} else ()


def _participle_trigger(scene: Scene, sentence: Sentence, token: Token) -> Trigger | None:
    """Control that is presupposed of a named place: "rebel-held Harrow", "occupied Harrow"."""
    lower = token.text.lower()
    *_, last = lower.split("-")
    was = any(kid.text.lower() in FORMERLY for kid in children(sentence, token.index, {"advmod"}))
    is_word = last in HELD and not was and not lower.startswith("de-") and ("-" in lower or last == "occupied")
    if not is_word or token.relation not in {"amod", "compound", "acl"} or token.head <= token.index:
        return None
    noun = sentence.tokens[token.head]
    of = [inner for kid in children(sentence, noun.index, {"prep"}) for inner in children(sentence, kid.index, {"pobj"})]
    if not any(scene.places.touching(word.start, word.end) for word in (noun, *of)):
        return None
    holders = tuple(kid.index for kid in children(sentence, token.index, {"npadvmod", "amod", "compound", "nmod", "advmod"}))
    return Trigger(
        sentence=sentence,
        event="hold",
        head=token.index,
        governor=token.index,
        first=token.index,
        last=token.index,
        clause=Clause(verb=token.index, passive=True, subjects=holders, objects=(token.head,), prepositions=()),
        frame=None,
        is_news=False,
    )
