"""The headline and the date line of a flattened page.

The rule that must not be broken: a headline is a line of the text, whole; a day of publication is written in the text,
in a line that is there to say it. Where no line will do, the answer is ``None``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.pages.written_days import find_written_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reportedly.pages.lines import Unit
    from reportedly.pages.phrases import Phrases
    from reportedly.pages.written_days import WrittenDay

SAMPLE = 2_000  # units of the article that say what its words are
REACH = 40  # units looked back from the article's first prose: galleries, share bars and menus stand between
BELOW_PROSE = 1.5  # off the score of a line below the first prose: it is a subheading, unless much speaks for it
ABOVE = 6  # lines: byline, date and share buttons may stand between headline and second line
SECOND_LINE = 1.0  # by so much may the line above score less, and still be the headline
STEM = 5  # letters: what inflected forms of a word share, roughly, in all languages here
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")

LEAST_PROSE = 4  # words beside the day: fewer are a label or a place
LONGEST_DATELINE = 60  # characters before the day of a dateline
_BREAK = re.compile(r"[|•·]|[.!?] *$")  # what parts a date line from the words before it


def choose_headline(units: Sequence[Unit], first: int, last: int, phrases: Phrases) -> tuple[int | None, float]:
    """Index of the unit that is the article's headline, with its score: a short line above the prose that shares the article's words.

    ``(None, 0.0)`` when no line will do.
    """
    body = content_stems((unit.text[:2_000] for unit in units[first:last][:SAMPLE] if unit.is_prose), phrases)
    prose = [index for index in range(first, last) if units[index].is_prose]
    if not prose:
        return None, 0.0
    top = prose[0]
    reach = min(prose[len(prose) // 3], top + REACH)
    named = [unit for unit in (*units[:top], *units[last:]) if 3 <= unit.words <= 40][:400]
    scores: dict[int, float] = {}
    for index in range(max(0, top - REACH), reach):
        unit = units[index]
        if not _may_be_headline(unit) or (index > top and (unit.is_prose or unit.terminal)):
            continue
        following = prose[bisect_left(prose, index)]
        if index > top and not (unit.words >= 4 and _has_dateline(units, index, phrases)):
            continue
        scores[index] = _headline_score(units, index, following, body, named, phrases) - (BELOW_PROSE if index > top else 0.0)
    if not scores:
        return None, 0.0
    chosen = max(scores, key=lambda index: (scores[index], -index))
    # A second line often shares more of the article's words than the headline above it.
    above = [index for index in range(max(0, chosen - ABOVE), chosen) if units[index].words >= 4 and units[index].repeats <= 3]
    wanted = max(0.5, scores[chosen] - SECOND_LINE)
    chosen, worth = next((index for index in above if scores.get(index, 0.0) >= wanted), chosen), scores[chosen]
    # "Home News Army leaves town" is a breadcrumb; the headline is the part of it that stands alone elsewhere.
    parts = [index for index, score in scores.items() if score > 0 and _is_part(units[index], units[chosen])]
    chosen = min(parts, key=lambda index: abs(index - chosen), default=chosen)
    return (chosen, worth) if worth > 0 else (None, 0.0)


def _is_part(unit: Unit, of: Unit) -> bool:
    """True when ``unit`` is the larger part of ``of``, at its end or its beginning."""
    size = len(of.folded)
    return unit.words >= 3 and 0.4 * size < len(unit.folded) < size and (of.folded.endswith(unit.folded) or of.folded.startswith(unit.folded))


def _may_be_headline(unit: Unit) -> bool:
    return 2 <= unit.words <= 35 and not (unit.furniture or unit.ends_article or unit.caption or unit.byline or unit.bullet) and unit.sentences <= 2


def _headline_score(units: Sequence[Unit], index: int, following: int, body: frozenset[str], named: Sequence[Unit], phrases: Phrases) -> float:
    unit = units[index]
    stems = content_stems([unit.text], phrases)
    shared = len(stems & body) / max(2, len(stems))
    score = min(3 * shared, 2.0) + min(unit.words, 8) / 8 - 1.5
    score -= 0.06 * (following - index) + 0.05 * max(0, unit.words - 16)
    score -= 0.8 if unit.text.rstrip("\"'”’»)").endswith((".", ":", ";", ",")) else 0.0
    score -= 0.8 if unit.is_prose and unit.text.endswith(".") else 0.0
    score -= 1.0 if unit.text[0].islower() else 0.0
    score -= 1.0 if find_written_days(unit.text, phrases) else 0.0
    score -= 1.0 if re.search(r"\s[>›»/|→]\s", unit.text) else 0.0
    score -= 0.5 if unit.text[0] in '"“„«' and unit.text[-1] in '"”“»' else 0.0
    score -= 1.0 if unit.text[0] in "←→‹›" or (unit.text[0] == "«" and "»" not in unit.text) else 0.0  # to the next page
    score -= 1.0 if unit.repeats > 4 else 0.0  # the outlet's name, under every teaser
    if any(unit.folded in other.folded for other in named if other is not unit):
        score += 0.6  # a breadcrumb, the window's title or a share link says it again
    return score + (0.8 if _has_dateline(units, index, phrases) else 0.0)


def _has_dateline(units: Sequence[Unit], index: int, phrases: Phrases) -> bool:
    """True when a byline or a date stands in the next five lines."""
    return any(other.byline or (other.words <= 12 and find_written_days(other.text, phrases)) for other in units[index + 1 : index + 6])


def content_stems(texts: Iterable[str], phrases: Phrases) -> frozenset[str]:
    """Beginnings of the content words."""
    return frozenset(word[:STEM] for text in texts for word in _WORD.findall(text.casefold()) if word not in phrases.stopwords)


def find_date_line(units: Sequence[Unit], first: int, last: int, headline: int | None, phrases: Phrases, *, month_first: bool) -> tuple[date, str] | None:
    """The day of publication and the line that says so; ``None`` when no line does."""
    best: tuple[float, date, str] | None = None
    anchor = headline if headline is not None else first
    dated = [
        (index, unit, days) for index, unit in enumerate(units) if unit.words <= 40 and (days := find_written_days(unit.text, phrases, month_first=month_first))
    ]
    for index, unit, days in dated:
        before = units[index - 1].folded if index and units[index - 1].words <= 4 and not _DIGIT.search(units[index - 1].text) else ""
        for written in days:
            cue = f"{before} {unit.folded[: written.start]}"
            score = _date_score(unit, index, anchor, last, cue, phrases)
            if _is_told(unit, written, phrases):
                continue  # a sentence of the article, and the day of what it tells
            if best is None or score > best[0]:
                best = (score, written.day, f"the page's line {unit.text[:80]!r}")
    return (best[1], best[2]) if best and best[0] > 0 else None


def _is_told(unit: Unit, written: WrittenDay, phrases: Phrases) -> bool:
    """True for a day inside a sentence, whatever its language; not for datelines, bylines and "Published on …"."""
    before, after = unit.text[: written.start], unit.text[written.end :]
    prose = len(before.split()) + len(after.split())
    if (
        not unit.sentences
        or prose < LEAST_PROSE
        or not before.strip()
        or (len(before) > len("on ") and phrases.published.search(before.casefold()))
        or unit.byline
    ):
        return False
    town = before.strip().split(",")[0].split(" (")[0].strip(" -–—")
    return not (len(before) <= LONGEST_DATELINE and town.isupper()) and not _BREAK.search(before)


def _date_score(unit: Unit, index: int, anchor: int, last: int, cue: str, phrases: Phrases) -> float:
    distance = abs(index - anchor)
    score = 2.0 if distance <= 6 else 1.0 if distance <= 15 else 0.4
    if index >= last:
        score -= 0.3
    if unit.sentences and unit.stops >= 0.15 and not phrases.published.match(unit.folded):
        score -= 3.0  # a sentence of the article, and the day of what it tells
    elif phrases.updated.search(cue):
        score -= 0.5
    elif phrases.published.search(cue):
        score += 1.5
    score += 0.7 if unit.words <= 12 else -1.2
    return score
