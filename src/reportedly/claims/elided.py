"""Denials and confirmations whose claim was said before: "…, which was denied by the ministry"; "the mayor confirmed the report"; "this is untrue, he said".

The rule that must not be broken: the event and its places are the earlier claim's; the source, the polarity and the words are the denial's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.clause import is_apart, read_clause
from reportedly.claims.lexicon import forms
from reportedly.claims.modality import COPULAS, is_found_false
from reportedly.core.ids import content_id
from reportedly.core.records import Certainty, Mode, Span
from reportedly.sentences.tree import child, children, subtree

if TYPE_CHECKING:
    from reportedly.claims.assertion import ModalityWords
    from reportedly.claims.chains import Chains
    from reportedly.claims.scene import Scene
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Attribution, Claim, Sentence, Token

GOING_ON = frozenset({"continue", "move", "rush", "appear", "seem", "hasten", "decide", "choose", "come"})
"""With an infinitive these tell what was done, or seems to have been."""
POINTING = frozenset({"this", "that", "it"})
AT_ONCE = 120
"""Characters between a claim and the words that call it untrue: what stands farther up may not be what "this" points to."""


def find_elided(scene: Scene, chains: Chains, words: ModalityWords, sentence: Sentence, triggers: tuple[Trigger, ...], before: list[Claim]) -> list[Claim]:
    """Claims of this sentence that only deny, reject or confirm one of ``before`` (the last claims, in text order)."""
    found: list[Claim] = []
    for token in sentence.tokens:
        act = words.elided_act(token)
        if act is None or token.pos != "VERB" or _is_to_come(sentence, token) or any(trigger.first <= token.index <= trigger.last for trigger in triggers):
            continue
        if act == "confirm" and any(kid.relation == "neg" for kid in children(sentence, token.index)):
            continue
        below = set(_own_subtree(sentence, token.index))
        if any(trigger.head in below and not _is_own_antecedent(sentence, token, trigger) for trigger in triggers):
            continue
        stands_for = _stands_for(sentence, token, words)
        if stands_for is None or (act == "reject") != (stands_for == "demand"):
            continue
        said = chains.with_cue(sentence, token.start, token.end)
        antecedent = _antecedent(before, sentence, token, stands_for)
        if antecedent is None:
            continue
        found.append(_claim(scene, sentence, token, act, antecedent, chains.up(said) if said is not None else ()))
    return found or _called_untrue(scene, chains, words, sentence, triggers, before)


def _called_untrue(scene: Scene, chains: Chains, words: ModalityWords, sentence: Sentence, triggers: tuple[Trigger, ...], before: list[Claim]) -> list[Claim]:
    """The denial in "This is untrue, said the mayor", of the claim right before it; empty where the report says so itself or another event is told of."""
    judged = next((token for token in sentence.tokens if not triggers and _points_to_untrue(sentence, token, words)), None)
    if judged is None:
        return []
    quality = next(iter(children(sentence, judged.index, {"acomp", "attr", "oprd"})))
    chain = chains.of(sentence, quality.start)
    antecedent = next((claim for claim in before if 0 <= sentence.start - claim.end <= AT_ONCE), None)
    if antecedent is None or not chain or tuple(each.id for each in chain) == antecedent.said_by:
        return []
    return [_claim(scene, sentence, quality, "deny", antecedent, chain)]


def _points_to_untrue(sentence: Sentence, token: Token, words: ModalityWords) -> bool:
    """True for "is" in "this is untrue", "that is not true"; not in "it is untrue that", which says itself what is."""
    if token.lemma not in COPULAS or not is_found_false(sentence, token, words):
        return False
    kids = list(children(sentence, token.index))
    if any(kid.relation in {"ccomp", "csubj", "advcl", "xcomp"} and kid.index > token.index for kid in kids):
        return False
    subject = child(sentence, token.index, {"nsubj"})
    quality = next((kid for kid in kids if kid.relation in {"acomp", "attr", "oprd"}), None)
    is_spelt_out = quality is None or any(kid.relation in {"ccomp", "relcl", "acl", "prep"} for kid in children(sentence, quality.index))
    return subject is not None and subject.text.lower() in POINTING and not is_spelt_out


def _is_to_come(sentence: Sentence, token: Token) -> bool:
    """True for "expect them to deny it", "will deny it": nobody has denied anything yet; "has continued to deny it" has."""
    if not any(kid.tag in {"TO", "MD"} for kid in children(sentence, token.index, {"aux"})):
        return False
    return token.relation != "xcomp" or sentence.tokens[token.head].lemma.lower() not in GOING_ON


def _is_own_antecedent(sentence: Sentence, token: Token, trigger: Trigger) -> bool:
    """The claim that a relative clause speaks of stands above it, never below."""
    return trigger.head < token.index and sentence.tokens[token.index].relation == "relcl"


def _stands_for(sentence: Sentence, token: Token, words: ModalityWords) -> str | None:
    """One of "report" or "demand", by the noun or pronoun that is denied; ``None`` when it is something else."""
    if any(not is_apart(sentence, kid, token) for kid in children(sentence, token.index, {"ccomp", "xcomp"})):
        return None
    clause = read_clause(sentence, token.index)
    heads = [kid.index for kid in children(sentence, token.index, {"dobj", "nsubjpass"})] or list(clause.objects)
    for head in heads:
        found = forms(sentence.tokens[head])
        if any(form in words.reports for form in found):
            is_spelt_out = head != token.head and any(children(sentence, head, {"prep", "acl", "ccomp", "relcl"}))
            return None if is_spelt_out else "report"
        if any(form in words.demands for form in found):
            return "demand"
        if token.relation == "relcl" and head == token.head:
            return "report"
    return None


def _own_subtree(sentence: Sentence, index: int) -> list[int]:
    """The words below the verb, without verbs joined to it and what a semicolon sets apart."""
    apart = (kid for kid in children(sentence, index, {"conj", "ccomp"}) if kid.relation == "conj" or is_apart(sentence, kid, sentence.tokens[index]))
    joined = [below for kid in apart for below in subtree(sentence, kid.index)]
    return [below for below in subtree(sentence, index) if below not in set(joined)]


def _antecedent(before: list[Claim], sentence: Sentence, token: Token, stands_for: str) -> Claim | None:
    """The claim meant: what was demanded, or the main claim of this sentence so far, else of the last sentence that had one."""
    earlier = [claim for claim in before if claim.trigger.start < token.start]
    if stands_for == "demand":
        return next((claim for claim in earlier if claim.mode in {Mode.ORDERED, Mode.ASKED, Mode.OFFERED}), None)
    here = [claim for claim in earlier if claim.trigger.start >= sentence.start]
    if here:
        return here[-1] if token.relation == "relcl" else here[0]
    return earlier[0] if earlier else None


def _claim(scene: Scene, sentence: Sentence, token: Token, act: str, antecedent: Claim, chain: tuple[Attribution, ...]) -> Claim:
    within_own = tuple(attribution.id for attribution in chain[:-1]) == antecedent.said_by
    if token.relation == "relcl" or (within_own and antecedent.trigger.start >= sentence.start):
        chain = chain[-1:]  # what is denied was said by others; the denial is not theirs
    positive = antecedent.positive if act == "confirm" else not antecedent.positive
    below = _own_subtree(sentence, token.index)
    words = [sentence.tokens[index] for index in below if sentence.tokens[index].pos not in {"PUNCT", "CCONJ"}] or [token]
    start, end = words[0].start, words[-1].end
    quote = scene.document.text[start:end]
    said_by = tuple(attribution.id for attribution in chain)
    sources = "|".join(attribution.source_id or "" for attribution in chain)
    return replace(
        antecedent,
        key=content_id(antecedent.event, " ".join(quote.lower().split()), sources, "+" if positive else "-", antecedent.mode.value),
        start=start,
        end=end,
        quote=quote,
        trigger=Span(start=token.start, end=token.end, text=token.text),
        said_by=said_by,
        positive=positive,
        certainty=Certainty.CERTAIN,
        control=antecedent.control if positive else None,
        quantities=(),
        media=(),
    )
