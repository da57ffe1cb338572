"""The article in a plain text that may be the naive dump of a page: menus, picture texts, share buttons and comment boxes among its lines.

The rule that must not be broken: no letter of the text is changed or dropped; lines are marked, and what shows no sign of
being a dump (an article, a poem, a table, a post) stays whole.
The best contiguous run of running text is the article (Kadane's maximum sum over line scores; the idea of a main run is
Kohlschütter, Fankhauser and Nejdl, WSDM 2010); furniture between its paragraphs is pruned afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.core.records import Region, RegionKind
from reportedly.pages.headline import choose_headline, content_stems, find_date_line
from reportedly.pages.language import detect_language
from reportedly.pages.lines import Unit, read_units
from reportedly.pages.written_days import find_written_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from reportedly.pages.phrases import Phrases

MIN_PROSE = 30  # words of running text: with less there is no main run to speak of, and nothing is judged by its place
RUNS = 5  # stretches of running text that are compared
HEADLINE_WORTH = 0.4  # a good headline scores about 2.5 and so doubles a run
LONGER_THAN_A_TEASER = 1.2  # a line's score: 24 words in two sentences
GAP = 6  # lines between two stretches of one article: a picture with its text, a button
OPENING = 20  # words of an article's first paragraph
BRIDGE = 12  # lines: rating stars, galleries and share bars between two paragraphs
SAME_WORDS = 0.3  # share of a paragraph's content words that the run has; teasers of other articles have half as many
MANY_SHORT = 6  # short lines outside the run: an article has a title, a byline and a date; a page has a menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """The kinds of a plain text's lines, and what they say of the page."""

    regions: tuple[Region, ...]
    title: str | None
    published: date | None
    published_why: str


def read_flattened(text: str, phrases: Phrases, *, language: str | None = None, limit: int | None = None) -> Flattened:
    """Regions of the text in order, its headline, and the day its date line gives. Time grows with the length of the text.

    Text past ``limit`` characters is body unread: nothing is extracted from it either.
    """
    cut = len(text) if limit is None or len(text) <= limit else text.rfind("\n", 0, limit) + 1 or len(text)
    units = read_units(text[:cut], phrases)
    if not units:
        return Flattened(regions=_rest(text, cut), title=None, published=None, published_why="")
    first, last, headline = _main_run(units, phrases)
    if headline is not None and headline > first:
        first = headline
    first, last = _extended(units, first, _without_tail(units, first, last), 0 if headline is None else headline + 1, phrases)
    prose = sum(unit.words for unit in units[first:last] if unit.is_prose)
    is_dump = _is_dump(units, first, last, headline, prose)
    kinds = _kinds(units, first, last, headline, phrases) if is_dump else _plain_kinds(units, headline, prose)
    language = language or detect_language(" ".join(unit.text[:1_000] for unit in units[first:last][:20]))
    line = find_date_line(units, first, last, headline, phrases, month_first=language == "en")
    return Flattened(
        regions=(*_regions(units, kinds), *_rest(text, cut)),
        title=" ".join(units[headline].text.split()) if headline is not None else None,
        published=line[0] if line else None,
        published_why=line[1] if line else "",
    )


def _score(unit: Unit) -> float:
    """How much the unit speaks for the article: running text for it, short lines and furniture against."""
    if unit.ends_article:
        return -4.0
    if unit.furniture:
        return -2.0
    if unit.caption:
        return -0.5
    if unit.words < 9:
        return _short_score(unit)
    size = min(unit.words, 80) / 20
    if not unit.sentences:
        size *= 0.5 if unit.terminal else 0.1
    if unit.stops < 0.1:
        size *= 0.3
    if unit.sentences == 1 and unit.words < 30:
        size *= 0.7  # a teaser is one sentence under a title; paragraphs of one sentence have no titles between them
    return size - (1.0 if unit.repeats > 1 else 0.0)


def _short_score(unit: Unit) -> float:
    if unit.repeats > 4:
        return -0.2  # rating stars, the outlet's name under every picture: much of nothing
    if unit.bullet or (unit.terminal and unit.words < 4):
        return -0.1
    return 0.2 if unit.terminal and unit.words >= 4 and unit.stops > 0.1 else -0.5


def _main_run(units: Sequence[Unit], phrases: Phrases) -> tuple[int, int, int | None]:
    """First unit of the article, the one after its last, and its headline: of the runs of running text, the best.

    A run's worth is its sum, more when a headline stands above it: comments and legal texts have none.
    """
    runs = sorted(_joined(_runs(units), units, phrases), reverse=True)[:RUNS]
    best = float("-inf")
    chosen: tuple[int, int, int | None] = (0, len(units), None)
    for total, first, last in runs:
        headline, score = choose_headline(units, first, last, phrases)
        stands_above = headline is not None and not units[headline].is_prose
        worth = total * (1 + HEADLINE_WORTH * score) if stands_above else total
        if worth > best:
            best, chosen = worth, (first, last, headline)
    return chosen


def _runs(units: Sequence[Unit]) -> Iterator[tuple[float, int, int]]:
    """(sum, first, after last) of each stretch whose running sum stays above nothing, cut where the sum is highest (Kadane)."""
    total, start, peak, end = 0.0, 0, 0.0, 0
    for index, unit in enumerate(units):
        total += _score(unit)
        if total > peak:
            peak, end = total, index + 1
        if total <= 0:
            if peak > 0:
                yield peak, start, end
            total, start, peak, end = 0.0, index + 1, 0.0, index + 1
    if peak > 0:
        yield peak, start, end


def _joined(runs: Iterable[tuple[float, int, int]], units: Sequence[Unit], phrases: Phrases) -> list[tuple[float, int, int]]:
    """The runs, with neighbours put together where only a few lines stand between and both use the same words."""
    joined: list[tuple[float, int, int]] = []
    words: frozenset[str] = frozenset()
    for total, first, last in runs:
        stems = content_stems((unit.text[:2_000] for unit in units[first:last] if unit.is_prose), phrases)
        before = joined[-1] if joined else None
        if (
            before
            and first - before[2] <= GAP
            and not any(unit.ends_article for unit in units[before[2] : first])
            and (_alike(words, stems) or min(before[0], total) >= LONGER_THAN_A_TEASER)
        ):
            joined[-1] = (before[0] + total, before[1], last)
            words |= stems
        else:
            joined.append((total, first, last))
            words = stems
    return joined


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= max(2, SAME_WORDS * min(len(one), len(other)))


def _extended(units: Sequence[Unit], first: int, last: int, top: int, phrases: Phrases) -> tuple[int, int]:
    """The run with the prose beyond a gap of pictures and buttons, where it goes on with the run's own words; not above ``top``."""
    known = set(content_stems((unit.text[:2_000] for unit in units[first:last] if unit.is_prose), phrases))
    for step in (1, -1):
        edge = last - 1 if step > 0 else first
        index = edge + step
        while top <= index < len(units) and abs(index - edge) <= BRIDGE and not units[index].ends_article:
            unit = units[index]
            stems = content_stems([unit.text[:2_000]], phrases)
            between = units[edge + 1 : index] if step > 0 else ()
            near = 0 < len(between) <= 3 and all(other.furniture or other.caption for other in between)
            if unit.is_prose and unit.repeats == 1 and (near or len(stems & known) >= max(2, SAME_WORDS * len(stems))):
                edge = index
                known |= stems
            index += step
        first, last = (first, edge + 1) if step > 0 else (edge, last)
    return first, last


def _without_tail(units: Sequence[Unit], first: int, last: int) -> int:
    """The end of the run before a list of other articles: past its middle, a heading that ends articles, then titles and pictures."""
    done = 0
    whole = sum(unit.words for unit in units[first:last] if unit.is_prose)
    for index in range(first, last):
        unit = units[index]
        done += unit.words if unit.is_prose else 0
        rest = units[index + 1 : min(last, index + 21)]
        if unit.ends_article and done * 2 >= whole and 2 * sum(not other.is_prose for other in rest) >= len(rest):
            return index
    return last


def _is_dump(units: Sequence[Unit], first: int, last: int, headline: int | None, prose: int) -> bool:
    """True when the lines around and among the prose are a page's."""
    signs = sum(unit.furniture or unit.ends_article for unit in units)
    repeated = sum(unit.repeats > 1 and unit.is_short for unit in units)
    outside = sum(unit.is_short for index, unit in enumerate(units) if not first <= index < last and index != headline)
    if prose < MIN_PROSE:
        return False
    return signs >= 2 or (signs >= 1 and repeated >= 2) or outside >= MANY_SHORT


def _plain_kinds(units: Sequence[Unit], headline: int | None, prose: int) -> list[RegionKind]:
    """All body, but for a headline on the first line and furniture of two words and more: a lot of it, or a line of it among prose."""
    kinds = [RegionKind.BODY] * len(units)
    if headline == 0 and len(units) > 1:
        kinds[0] = RegionKind.HEADLINE
    certain = [index for index, unit in enumerate(units) if (unit.furniture or unit.ends_article) and unit.words >= 2]
    if len(certain) >= 2 or prose >= MIN_PROSE:
        for index in certain:
            kinds[index] = RegionKind.CHROME
    return kinds


def _kinds(units: Sequence[Unit], first: int, last: int, headline: int | None, phrases: Phrases) -> list[RegionKind]:
    kinds = [RegionKind.CHROME] * len(units)
    start = first
    if headline is not None and headline < first:
        start = headline + 1
    opening = next((index for index in range(first, last) if units[index].is_prose and units[index].words >= OPENING), first)
    for index in range(start, last):
        kinds[index] = _kind_inside(units, index, first, opening, last, phrases)
    if headline is not None:
        kinds[headline] = RegionKind.HEADLINE
    _prune_groups(units, kinds, first, last)
    return kinds


def _kind_inside(units: Sequence[Unit], index: int, first: int, opening: int, last: int, phrases: Phrases) -> RegionKind:
    """The kind of a unit within the article's run, by itself and its neighbours; ``opening`` is the first paragraph of some size."""
    unit = units[index]
    dateline = unit.words <= 12 and unit.stops < 0.35 and not unit.sentences and bool(find_written_days(unit.text, phrases))
    if unit.furniture or unit.ends_article or dateline or (unit.byline and index < opening):
        return RegionKind.CHROME
    if unit.caption:
        return RegionKind.CAPTION
    if unit.is_prose or (unit.sentences and unit.words >= 4):
        return RegionKind.CHROME if _is_echo(units, index, first) else RegionKind.BODY
    if index < opening:  # between headline and first paragraph: the lede is a sentence, all else is byline, place and buttons
        return RegionKind.BODY if unit.words >= 9 and unit.stops >= 0.2 else RegionKind.CHROME
    return _short_kind(units, index, last)


def _is_echo(units: Sequence[Unit], index: int, first: int) -> bool:
    """True for a sentence that stood a few lines above already: a picture's text beside its description, a pull quote."""
    unit = units[index]
    return unit.repeats > 1 and any(other.folded == unit.folded for other in units[max(first, index - 8) : index])


def _short_kind(units: Sequence[Unit], index: int, last: int) -> RegionKind:
    """A heading stands above prose; a short line in small letters that stands alone is a picture's text."""
    unit = units[index]
    if unit.bullet or not unit.is_short:
        return RegionKind.CHROME if unit.is_short and unit.repeats > 1 else RegionKind.BODY
    letters = [letter for letter in unit.text if letter.isalpha()]
    if not letters or unit.repeats > 1:
        return RegionKind.CHROME
    alone = unit.after_blank and (index + 1 >= len(units) or units[index + 1].after_blank)
    if letters[0].islower() and unit.text[0] == letters[0] and alone and unit.words <= 6:
        return RegionKind.CAPTION
    following = units[index + 1] if index + 1 < last else None
    if following is not None and following.is_prose and not following.bullet:
        return RegionKind.SUBHEADING
    return RegionKind.BODY


def _prune_groups(units: Sequence[Unit], kinds: list[RegionKind], first: int, last: int) -> None:
    """Lines under a "related" heading inside the run are links, up to the next prose; so are short lines between furniture."""
    linking = False
    for index in range(first, last):
        unit = units[index]
        if unit.ends_article:
            linking = True
        elif linking and unit.is_short and not unit.bullet and kinds[index] is not RegionKind.HEADLINE:
            kinds[index] = RegionKind.CHROME
        else:
            linking = False


def _rest(text: str, cut: int) -> tuple[Region, ...]:
    start = cut + len(text[cut:]) - len(text[cut:].lstrip())
    return (Region(start=start, end=len(text), kind=RegionKind.BODY),) if start < len(text) else ()


def _regions(units: Sequence[Unit], kinds: list[RegionKind]) -> tuple[Region, ...]:
    """Regions from the units' kinds; neighbours of one kind are one region, but for headings and captions."""
    regions: list[Region] = []
    joined = {RegionKind.BODY, RegionKind.CHROME}
    for unit, kind in zip(units, kinds, strict=True):
        if regions and kind in joined and regions[-1].kind is kind:
            regions[-1] = Region(start=regions[-1].start, end=unit.end, kind=kind)
        else:
            regions.append(Region(start=unit.start, end=unit.end, kind=kind))
    assert all(one.end <= two.start for one, two in pairwise(regions))
    return tuple(regions)
