"""sentences ─find→ attributions: source, cue, content, and whose content each stands in.

The rule that must not be broken: an attribution says what the text says; a source that the text does not name stays empty.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reportedly.claims.attribution_asides import iter_asides
from reportedly.claims.attribution_headlines import mark_draft
from reportedly.claims.attribution_mending import mend, share_speakers
from reportedly.claims.attribution_nouns import (
    accordance_draft,
    according_draft,
    adjective_draft,
    adverb_draft,
    impersonal_adjective_draft,
    noun_draft,
    perspective_draft,
    seeming_draft,
)
from reportedly.claims.attribution_quotes import QuotationLinker
from reportedly.claims.attribution_taking_up import take_up
from reportedly.claims.attribution_verbs import verb_draft
from reportedly.claims.cues import Cues, cues_of
from reportedly.claims.drafts import Draft, merged, spans_of, to_spans
from reportedly.claims.lexicon import event_lexicon
from reportedly.claims.mentions import Mentions
from reportedly.claims.nesting import parents_of
from reportedly.claims.originals import GlossedResolver, Originals
from reportedly.claims.unconfirmed import is_left_undone
from reportedly.core.records import Act, ActorKind, Attribution, Found, SourceKind
from reportedly.sentences.tree import children
from reportedly.speakers.phrases import flat_phrase
from reportedly.speakers.resolve import SpeakerResolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Actor, Document, Quotation, Sentence, Token
    from reportedly.packs.load import Pack
    from reportedly.speakers.resolve import Resolved

_VERBAL = frozenset({"VERB", "AUX"})
_DEEDS = frozenset({"attack", "strike", "shell", "hold"})
NOBODY = frozenset({"neither", "nobody", "no", "none", "nothing"})


def find_attributions(
    document: Document,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    actors: tuple[Actor, ...],
    pack: Pack,
    glossed: tuple[Sentence, ...] | None = None,
) -> Found[tuple[Attribution, ...]]:
    """Attributions in text order of their cues; empty where the text has no parse or nobody is given any words.

    ``glossed`` are the sentences as the reader reads them (``glossing``), where they are not English.
    """
    cues = cues_of(pack)
    originals = Originals(sentences, glossed or sentences)
    resolver = GlossedResolver(SpeakerResolver(pack, document.language or "en"), originals)
    foreign = {own.index for own, read in zip(sentences, glossed or sentences, strict=True) if own is not read}
    sentences = glossed or sentences
    armed = Mentions(actor for actor in actors if actor.side is not None and actor.kind in {ActorKind.FORCE, ActorKind.GOVERNMENT})
    of_sentence = {sentence.index: _without_deeds(read_drafts(sentence, cues), armed, pack) for sentence in sentences}
    heard = _names_heard(of_sentence.values())
    for _, paragraph in itertools.groupby(sentences, key=lambda sentence: sentence.paragraph):
        marked = mark_draft(list(paragraph), cues, resolver, heard)
        if marked is not None:
            members = of_sentence[marked.sentence.index]
            of_sentence[marked.sentence.index] = [*_give_way(members, marked), marked]
    drafts = list(itertools.chain.from_iterable(of_sentence.values()))
    drafts.extend(mend(drafts, cues))
    QuotationLinker(document.text, sentences, drafts, cues).link(quotations)
    share_speakers(drafts)
    take_up(drafts, sentences, foreign)
    return Found(tuple(_iter_records(document.text, drafts, resolver, actors)))


def _without_deeds(drafts: Iterable[Draft], armed: Mentions[Actor], pack: Pack) -> list[Draft]:
    """The drafts but for "the army attacked the town": what a side's troops or government do to a thing with a verb of war, they do not say."""
    verbs = event_lexicon(pack).verbs
    kept = []
    for draft in drafts:
        verb = draft.sentence.tokens[draft.head].lemma.lower()
        is_deed = draft.frame == "object" and draft.act is Act.BELIEVE and any(frame.event in _DEEDS for frame in verbs.get(verb, ()))
        source = [draft.sentence.tokens[position] for position in sorted(draft.source)] if is_deed else []
        if not source or not armed.touching(source[0].start, source[-1].end):
            kept.append(draft)
    return kept


def _names_heard(groups: Iterable[list[Draft]]) -> set[str]:
    """Proper names in the sources of these drafts."""
    tokens = (draft.sentence.tokens[position] for group in groups for draft in group for position in draft.source)
    return {token.text for token in tokens if token.pos == "PROPN"}


def _give_way(drafts: list[Draft], marked: Draft) -> list[Draft]:
    """The other drafts of the sentence without what the mark's source and cue took; a draft with the same cue is gone."""
    outside = marked.source | {token.index for token in marked.sentence.tokens if (token.start, token.end) in marked.marks}
    kept = [draft for draft in drafts if not draft.cue & outside]
    for draft in kept:
        draft.content -= outside
    return kept


def read_drafts(sentence: Sentence, cues: Cues) -> list[Draft]:
    """The sentence's own attributions, by what kind of word the cue is; empty where nobody is given any words."""
    drafts: list[Draft] = []
    for token in sentence.tokens:
        draft = _draft(sentence, token, cues)
        if draft is not None and draft.content:
            draft.act = Act.OTHER if _is_silence(draft, cues) else draft.act
            drafts.append(draft)
    return [*drafts, *iter_asides(sentence, cues, drafts)]


def _is_silence(draft: Draft, cues: Cues) -> bool:
    """True for "did not comment on the claim", "no word from the ministry on it", "declined to comment on it": nothing is said."""
    tokens = draft.sentence.tokens
    cue = tokens[draft.head]
    if cue.lemma.lower() not in cues.remarks or draft.frame in {"clause", "parenthesis", "quote"}:
        return False
    return _is_negated(draft) or any(kid.text.lower() in NOBODY for kid in children(draft.sentence, cue.index, {"det"}))


def _draft(sentence: Sentence, token: Token, cues: Cues) -> Draft | None:
    lemma = cues.lemmas.get(token.text.lower(), token.lemma.lower())
    draft: Draft | None = None
    if token.pos in _VERBAL:
        draft = _verbal(sentence, token, lemma, cues)
    elif lemma in cues.accordance:
        draft = accordance_draft(sentence, token, cues)
    elif token.pos == "NOUN" and lemma in cues.nouns:
        draft = noun_draft(sentence, token, cues.nouns[lemma], cues)
    elif token.pos in {"ADP", "SCONJ"} and lemma in cues.source_prepositions:
        draft = according_draft(sentence, token, Act.SAY)
    elif token.pos == "ADP" and lemma == "to":
        draft = perspective_draft(sentence, token, cues)
    elif token.pos == "ADV" and lemma in cues.adverbs:
        draft = adverb_draft(sentence, token, cues.adverbs[lemma])
    if draft is None and token.pos in {"ADJ", "VERB"}:
        word = token.text.lower()
        if word in cues.adjectives:
            draft = adjective_draft(sentence, token, cues.adjectives[word])
        if draft is None and word in cues.seeming_adjectives:
            draft = impersonal_adjective_draft(sentence, token, Act.BELIEVE)
    return draft


def _verbal(sentence: Sentence, token: Token, lemma: str, cues: Cues) -> Draft | None:
    """A verb of the lexicon, a verb of seeming, or the participle of "according to"."""
    if token.relation == "pobj" and lemma in cues.nouns:
        return noun_draft(sentence, token, cues.nouns[lemma], cues)  # "dismissed as hearsay claims that …": a noun taken for a verb
    cue = cues.verbs.get(lemma)
    draft = verb_draft(sentence, token, cue, cues) if cue is not None else None
    if draft is None and lemma in cues.seeming_verbs:
        draft = seeming_draft(sentence, token, Act.BELIEVE)
    if draft is None and token.text.lower() in cues.source_prepositions:
        draft = according_draft(sentence, token, Act.SAY)
    return draft


def _iter_records(text: str, drafts: list[Draft], resolver: GlossedResolver, actors: tuple[Actor, ...]) -> Iterator[Attribution]:
    drafts = sorted(drafts, key=lambda draft: (draft.start, draft.head))
    parts = []
    for draft in drafts:
        cue = [*draft.marks, *spans_of(text, draft.sentence, draft.cue)]
        content = merged([*spans_of(text, draft.sentence, draft.content), *draft.quoted])
        if cue and content:
            parts.append((draft, cue, content))
    known = {actor.start: actor.actor_id for actor in actors}
    parents = parents_of([cue for _, cue, _ in parts], [content for _, _, content in parts])
    places = {id(draft): number for number, (draft, _, _) in enumerate(parts)}
    cited: dict[int, int] = {}
    for number, (draft, _, _) in enumerate(parts):
        if draft.inside is not None and id(draft.inside) in places:
            parents[number] = places[id(draft.inside)]
            if draft.frame == "cited":
                cited[places[id(draft.inside)]] = number
    for number, (_, cue, _) in enumerate(parts):
        relayed = cited.get(parents[number] or 0) if parents[number] is not None else None
        if relayed is not None and relayed != number and any(start <= cue[0][0] and cue[0][1] <= end for start, end in parts[relayed][2]):
            parents[number] = relayed  # what X says "citing Y" has come through Y
    for number, (draft, cue, content) in enumerate(parts):
        source = spans_of(text, draft.sentence, draft.source)
        resolved = _resolve(draft, resolver)
        parent = parents[number]
        yield Attribution(
            id=f"a{number + 1}",
            source=to_spans(text, source),
            cue=to_spans(text, cue),
            content=to_spans(text, content),
            source_id=resolved.speaker_id or (known.get(source[0][0]) if source else None),
            source_kind=resolved.kind if source else SourceKind.IMPERSONAL,
            act=Act.OTHER if draft.act is Act.CONFIRM and _is_negated(draft) else draft.act,
            parent=f"a{parent + 1}" if parent is not None else None,
        )


def _is_negated(draft: Draft) -> bool:
    """True for "has not confirmed", "was unable to confirm", "neither side has confirmed": nobody is shown as having confirmed."""
    tokens = draft.sentence.tokens
    return (
        any(tokens[index].relation == "neg" for index in draft.cue)
        or any(tokens[index].text.lower() in NOBODY for index in draft.source)
        or is_left_undone(draft.sentence, draft.head)
    )


def _resolve(draft: Draft, resolver: GlossedResolver) -> Resolved:
    """Who the draft's source is; for "who" and "which", who they stand for."""
    tokens = draft.sentence.tokens
    positions = sorted(draft.source)
    head = next((position for position in positions if tokens[position].head not in draft.source or tokens[position].head == position), -1)
    antecedent: list[Token] = []
    if len(positions) == 1 and tokens[positions[0]].tag in {"WP", "WDT"}:
        clause = tokens[positions[0]].head
        if tokens[clause].relation == "relcl":
            first, last = flat_phrase(draft.sentence, tokens[clause].head)
            antecedent = [token for token in tokens[first:last] if token.index <= tokens[clause].head]
    return resolver.resolve([tokens[position] for position in positions if tokens[position].pos != "PUNCT"], tokens[head], antecedent)
