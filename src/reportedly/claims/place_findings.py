"""Queries about places: names that are spelt wrongly, and regions that are called cities.

The rule that must not be broken: a spelling is queried only where the gazetteer gave one place for it, and the suggestion is that place's own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.mentions import Mentions
from reportedly.core.records import ActorKind, Finding, FindingKind, PlaceBasis, PlaceKind, Span
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Actor, Claim, PlaceMention, Sentence
    from reportedly.packs.load import Table

LARGE = frozenset({PlaceKind.REGION, PlaceKind.AREA})
LIST_REACH = 12
"""How many words a list of names and the noun that sums it up ("…; these cities") may stand apart."""


def find_misspelt(places: tuple[PlaceMention, ...], actors: tuple[Actor, ...]) -> list[Finding]:
    """One finding for each wrong spelling, with every place where it stands; names inside those of persons and sides are left alone."""
    named = Mentions(actor for actor in actors if actor.side or actor.kind is ActorKind.PERSON)
    found: dict[tuple[str, str], list[PlaceMention]] = {}
    for mention in places:
        if mention.basis is PlaceBasis.SPELLING and mention.place is not None and not named.touching(mention.start, mention.end):
            found.setdefault((mention.text.casefold(), mention.place.name), []).append(mention)
    return [
        Finding(
            kind=FindingKind.PLACE_MISSPELT,
            spans=tuple(_span(mention) for mention in mentions),
            message=f"“{mentions[0].text}” is no place that is known here; {name} is meant, as it seems.",
            suggestion=name,
            claims=(),
        )
        for (_, name), mentions in found.items()
    ]


def find_wrong_kinds(sentences: tuple[Sentence, ...], places: tuple[PlaceMention, ...], claims: tuple[Claim, ...], table: Table) -> Iterator[Finding]:
    """Regions called cities: by the noun on them, or by what is said to have been done to them."""
    towns = frozenset(table.get("classes", {}).get("city", ()))
    regional = frozenset(table.get("words", {}).get("regional", ()))
    mentions = Mentions(places)
    reported: set[int] = set()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text.lower() not in towns:
                continue
            named = [mention for mention in _named_by(sentence, token.index, mentions) if mention.start not in reported]
            wrong = [mention for mention in named if mention.place is not None and mention.place.kind in LARGE and not _may_be_town(mention)]
            if not wrong and len(named) > 1 and any(claim.event in regional and _shares(claim, named, sentence) for claim in claims):
                wrong = [mention for mention in named if _names_region(mention)]
                wrong = wrong if len(wrong) > 1 else []
            if wrong:
                reported.update(mention.start for mention in wrong)
                yield _wrong_kind(wrong, token.text, token.start, token.end)


def _named_by(sentence: Sentence, noun: int, mentions: Mentions[PlaceMention]) -> list[PlaceMention]:
    """Places that the noun is said of: "the city of X", "the town X", and the list before "these cities"."""
    token = sentence.tokens[noun]
    heads = [kid.index for kid in children(sentence, noun, {"appos"})]
    for kid in children(sentence, noun, {"prep"}):
        if kid.text.lower() == "of":
            heads.extend(inner.index for inner in children(sentence, kid.index, {"pobj"}))
    if token.relation == "appos":
        heads.append(token.head)
    if token.relation == "attr":
        heads.extend(kid.index for kid in children(sentence, token.head, {"nsubj"}))
    found = [mention for head in heads for mention in mentions.touching(sentence.tokens[head].start, sentence.tokens[head].end)]
    if token.tag == "NNS" or token.text.lower().endswith("s"):
        demonstrative = any(word.text.lower() in {"these", "those", "such"} for word in sentence.tokens[max(0, noun - 3) : noun])
        if demonstrative:
            start = sentence.tokens[max(0, noun - LIST_REACH)].start
            found.extend(mention for mention in mentions.within(start, token.start) if mention not in found)
    return found


def _may_be_town(mention: PlaceMention) -> bool:
    return any(candidate.place.kind is PlaceKind.SETTLEMENT for candidate in mention.candidates)


def _names_region(mention: PlaceMention) -> bool:
    """True for a region, and for a town that shares its name with its region."""
    place = mention.place
    if place is None:
        return any(candidate.place.kind is PlaceKind.REGION for candidate in mention.candidates)
    return place.kind in LARGE or (place.admin1 or "").startswith(place.name)


def _shares(claim: Claim, named: list[PlaceMention], sentence: Sentence) -> bool:
    return bool({place.ref for place in claim.places} & {mention.id for mention in named}) or sentence.start <= claim.trigger.start < sentence.end


def _wrong_kind(wrong: list[PlaceMention], noun: str, start: int, end: int) -> Finding:
    names = list(dict.fromkeys(mention.place.name if mention.place else mention.text for mention in wrong))
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    message = f"{listed} {'are regions' if len(names) > 1 else 'is a region'} here, not “{noun}”."
    spans = (*(_span(mention) for mention in wrong), Span(start=start, end=end, text=noun))
    return Finding(kind=FindingKind.PLACE_KIND, spans=tuple(sorted(spans, key=lambda span: span.start)), message=message, suggestion=None, claims=())


def _span(mention: PlaceMention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)
