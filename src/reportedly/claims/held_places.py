"""Which places a noun phrase of place stands for, where the tree does not say: lists after a colon, relative clauses behind a region, roads, joined regions.

The rule that must not be broken: nothing but names, commas and "and" stands inside a list; and where number tells what "which" means, number decides.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from reportedly.core.records import PlaceKind, PlaceRole
from reportedly.sentences.tree import child, children

if TYPE_CHECKING:
    from reportedly.claims.scene import Scene
    from reportedly.core.records import PlaceMention, Sentence, Token

OPENS_LIST = frozenset({":", "-", "–", "—", "(", "namely", "including"})
JOINS = frozenset({",", "and", "&", ";", "the", "as", "well", "namely", "including"})
BEFORE_LIST = 10
"""How many words after "villages" its list may begin: "villages in the … district of … region, namely"."""
REGION_WORDS = frozenset({"region", "oblast", "province", "district", "county", "governorate", "raion"})
ROUTES = frozenset({"highway", "road", "route", "motorway", "railway", "railroad", "line", "corridor", "direction", "axis", "stretch", "pipeline", "bridge"})
"""What is named after two places, or leads to one, and is neither: "the A – B highway"."""
SINGULAR, PLURAL = frozenset({"was", "is", "has"}), frozenset({"were", "are", "have"})
MARCHES = frozenset({"direction", "axis"})
"""What is named after where troops set out and where they go: "in the A – B direction", "along A – B"."""
SETS_OUT = MARCHES | {"along", "toward"}
IN_A_MARCH = frozenset({",", "and", "the", "of", "-", "–", "—"})
DASH_AFTER = re.compile(r"\s*[-–—]\s*(?:the\s+)?")
DASH_BEFORE = re.compile(r"[-–—]\s*(?:the\s+)?$")
LONGEST_DASH = 8
BESIDE = frozenset({"suburb", "outskirt", "outskirts", "north", "south", "east", "west", "kilometre", "kilometer", "mile", "km", "satellite"})
STEPS = 4


def listed_after(scene: Scene, sentence: Sentence, head: int) -> tuple[PlaceMention, ...]:
    """The places that are listed behind a plural: "three villages in the district: A, B and C"; empty where no list follows."""
    tokens = sentence.tokens
    if tokens[head].tag != "NNS" or "place" not in scene.lexicon.classes_of(tokens[head]):
        return ()
    opening = next((token.index for token in tokens[head + 1 : head + 1 + BEFORE_LIST] if token.text.lower() in OPENS_LIST), None)
    if opening is None or any(token.tag in {"VBD", "VBZ", "VBP"} for token in tokens[head + 1 : opening]):
        return ()
    following = tokens[opening + 1 :]
    if not following and sentence.index + 1 < len(scene.sentences):
        following = scene.sentences[sentence.index + 1].tokens  # sentences are cut at some colons
    found: list[PlaceMention] = []
    for token in following:
        here = scene.places.touching(token.start, token.end)
        if here:
            found.extend(mention for mention in here if mention not in found)
        elif token.text.lower() not in JOINS:
            break
    return tuple(mention for mention in found if mention.place is None or mention.place.kind is PlaceKind.SETTLEMENT)


def topic_of_relative(scene: Scene, sentence: Sentence, verb: int, head: int) -> int:
    """What "which" means behind a region that only says where: in "the village of A in the B region, which had been liberated" the village.

    ``head`` itself where the clause hangs on no region, or where number says that it is the region.
    """
    token = sentence.tokens[head]
    if sentence.tokens[verb].relation != "relcl" or sentence.tokens[verb].head != head or not _is_region(scene, token):
        return head
    helpers = {kid.text.lower() for kid in children(sentence, verb, {"aux", "auxpass"})}
    above = token
    for _ in range(STEPS):
        above = sentence.tokens[above.head] if above.relation in {"appos", "nmod", "compound"} else _owner(sentence, above)
        if above.index == head or above.pos in {"VERB", "AUX"}:
            return head
        owner = _owner(sentence, above)
        if above.relation == "pobj" and "place" in scene.lexicon.classes_of(owner):
            above = owner
        if "place" in scene.classes(sentence, above.index) and not _is_region(scene, above):
            is_many = above.tag in {"NNS", "NNPS"} or child(sentence, above.index, {"conj"}) is not None
            fits = not helpers & (SINGULAR if is_many else PLURAL)
            return above.index if fits else head
        if above.head == above.index:
            break
    return head


def _owner(sentence: Sentence, token: Token) -> Token:
    """What the phrase of a preposition hangs on; the token itself where it is in none."""
    preposition = sentence.tokens[token.head]
    return sentence.tokens[preposition.head] if token.relation == "pobj" and preposition.text.lower() in {"in", "of"} else token


def _is_region(scene: Scene, token: Token) -> bool:
    kinds = {mention.place.kind for mention in scene.places.touching(token.start, token.end) if mention.place is not None}
    return bool(kinds & {PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA}) or token.lemma.lower() in REGION_WORDS


def headline_topic(scene: Scene, sentence: Sentence) -> PlaceMention | None:
    """The place that a headline is about: "Harrow: troops gone". The splitter may have made a sentence of it; ``None`` where there is none."""
    text = scene.document.text
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    openers = [sentence]
    if before is not None and before.paragraph == sentence.paragraph and len(before.tokens) <= STEPS:
        openers.append(before)
    for opener in openers:
        named = scene.places.touching(opener.tokens[0].start, opener.tokens[0].end)
        after = text[named[0].end : opener.end].lstrip() if named and named[0].start == opener.tokens[0].start else ""
        if after.startswith(":") and (opener is sentence or after.strip() == ":"):
            return named[0]
    return None


def addressed_by(scene: Scene, mention: PlaceMention) -> PlaceMention:
    """The settlement of an address that the tree took for one name with its region ("the city of A, B region"); any other mention itself."""
    if mention.place is None or mention.place.kind not in {PlaceKind.REGION, PlaceKind.DISTRICT}:
        return mention
    before = scene.places.last_before(mention.start)
    is_town = before is not None and before.place is not None and before.place.kind is PlaceKind.SETTLEMENT
    if before is None or not is_town:
        return mention
    return before if scene.document.text[before.end : mention.start].strip() == "," else mention


def names_route(sentence: Sentence, last: Token) -> bool:
    """True for each of "the A – B highway", "the road from A to B": the road is meant, and neither town."""
    if last.relation == "pobj":
        return _ends_route(sentence, sentence.tokens[last.head])
    token = last
    for _ in range(STEPS):
        if token.relation not in {"compound", "nmod", "conj", "amod", "poss"} or token.head == token.index:
            return False
        token = sentence.tokens[token.head]
        if token.lemma.lower() in ROUTES and token.index > last.index:
            return True
    return False


def end_of_march(scene: Scene, sentence: Sentence, mention: PlaceMention) -> PlaceRole | None:
    """``FROM`` for the A and ``TOWARD`` for the B of "the A – B direction": general staffs name an axis by where it begins and where it leads.

    ``None`` for any other place, and for roads: "along the A – B highway" runs either way.
    """
    text = scene.document.text
    after = DASH_AFTER.match(text, mention.end)
    before = DASH_BEFORE.search(text, max(sentence.start, mention.start - LONGEST_DASH), mention.start)
    is_first = after is not None and bool(scene.places.touching(after.end(), after.end() + 1))
    is_second = before is not None and _follows_name(scene, text, before.start())
    if is_first == is_second or not _is_march(scene, sentence, mention):
        return None
    return PlaceRole.FROM if is_first else PlaceRole.TOWARD


def _follows_name(scene: Scene, text: str, dash: int) -> bool:
    end = len(text[:dash].rstrip())
    return end > 0 and bool(scene.places.touching(end - 1, end))


def _is_march(scene: Scene, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether "direction" or "axis" stands behind the names, or these or "along" before them; a road behind them is none."""
    tokens = sentence.tokens
    for index in range(bisect.bisect_left(tokens, mention.end, key=lambda token: token.start), len(tokens)):
        token = tokens[index]
        if token.lemma.lower() in ROUTES:  # "direction" may be part of the name of what lies in it
            return token.lemma.lower() in MARCHES
        if not _is_in_march(scene, token):
            break
    index = bisect.bisect_right(tokens, mention.start, key=lambda token: token.end) - 1
    while index >= 0 and _is_in_march(scene, tokens[index]):
        index -= 1
    return index >= 0 and tokens[index].lemma.lower() in SETS_OUT


def _is_in_march(scene: Scene, token: Token) -> bool:
    return token.text.lower() in IN_A_MARCH or bool(scene.places.touching(token.start, token.end))


def _ends_route(sentence: Sentence, preposition: Token) -> bool:
    """True for "from" and "to" behind a road, though the tree may hang the latter on the verb."""
    word, above = preposition.text.lower(), sentence.tokens[preposition.head]
    if word not in {"from", "to"}:
        return False
    if above.lemma.lower() in ROUTES:
        return True
    if word == "from":
        return False
    if above.relation == "pobj":  # "to" hung on the town that the road comes from
        return _ends_route(sentence, sentence.tokens[above.head])
    roads = (road for road in children(sentence, above.index, {"dobj", "nsubjpass"}) if road.lemma.lower() in ROUTES)
    return any(kid.text.lower() == "from" for road in roads for kid in children(sentence, road.index, {"prep"}))


def names_joined_region(scene: Scene, sentence: Sentence, mention: PlaceMention, last: Token) -> bool:
    """True for the A of "the A and B regions", which names a region by its town."""
    if mention.place is None or mention.place.kind is not PlaceKind.SETTLEMENT:
        return False
    tokens = sentence.tokens
    joined = False
    if last.lemma.lower() in REGION_WORDS and last.tag in {"NNS", "NNPS"}:
        return True  # the B of them, with the word in its name
    position = last.index + 1
    while position < len(tokens):
        token = tokens[position]
        if token.lemma.lower() in REGION_WORDS and token.tag in {"NNS", "NNPS"}:
            return joined
        if token.text.lower() in {",", "and", "or"}:
            joined = True
        elif not scene.places.touching(token.start, token.end):
            return False
        position += 1
    return False


def only_locates(scene: Scene, mention: PlaceMention) -> bool:
    """True for a town that tells where another is ("A, near B", "a suburb of B") or whose men act ("B troops"): "the city" is not it."""
    number = bisect.bisect_right(scene.sentences, mention.start, key=lambda sentence: sentence.start) - 1
    sentence = scene.sentences[number] if number >= 0 else None
    last = next((token for token in reversed(sentence.tokens) if token.start < mention.end), None) if sentence is not None else None
    if sentence is None or last is None:
        return False
    above = sentence.tokens[last.head]
    if last.relation in {"compound", "amod", "nmod", "poss"}:
        return "force" in scene.lexicon.classes_of(above)
    if last.relation != "pobj":
        return False
    owner = sentence.tokens[above.head]
    if above.text.lower() == "of":
        return owner.lemma.lower() in BESIDE
    before = scene.places.last_before(mention.start)
    return above.text.lower() in {"near", "outside", "beside"} and before is not None and before.start >= sentence.start


def is_left_out(sentence: Sentence, mention: PlaceMention) -> bool:
    """True for the last of "took X but not Y"."""
    before = [token for token in sentence.tokens if token.end <= mention.start][-1:]
    return bool(before) and before[0].text.lower() == "not"
