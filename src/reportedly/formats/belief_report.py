"""A belief as a person reads it: who holds the place, since when, the belief over time, and on whose word; and as a drawing.

The rule that must not be broken: words that speak against the answer stand beside those that speak for it, and nothing is shown as known that is not.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reportedly.beliefs.weights import Says
from reportedly.formats.mouths import mouth_in_words
from reportedly.formats.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reportedly.beliefs.control import Belief
    from reportedly.beliefs.rates import Rates
    from reportedly.beliefs.why import Moved, Why
    from reportedly.core.day_range import DayRange

BARS = " ▁▂▃▄▅▆▇█"
CHART_COLUMNS = 72
GRADES_IN_WORDS = (
    "grades: A to E by how often the source's news turned out so (reportedly speakers --grades), F too little of it is settled to say;",
    "        1 to 5 by what the words of others make of this one, from confirmed to improbable, 6 not judged",
)
QUOTE = 90
COLOURS = ("#b5483a", "#c9a227", "#2f6db3")
WIDTH, HEIGHT, LEFT, TOP, FOOT = 900, 240, 46, 16, 40


def belief_text(why: Why, *, most: int = 12) -> str:
    """The answer and why, in lines of text; at most so many words on either side of the question."""
    belief = why.belief
    shares = ", ".join(f"{code} {share:.0%}" for code, share in belief.probability)
    lines = [
        f"{visible(belief.point.name)} on {belief.day}, by what was public on {belief.as_of}: {belief.holder} ({shares})",
        f"since {since_words(belief.since)}",
    ]
    if why.prior is not None:
        lines.append(f"began from: {why.prior.holder} on {why.prior.day} ({visible(why.prior.source)})")
    if why.rates.days:
        lines.append(f"reckoned with rates from {why.rates.days:,.0f} days of places in these reports (reportedly holds --rates)")
    lines += ["", *_chart(why)]
    agree = [one for one in why.moved if says_so(one, belief)]
    for title, words in (("on whose word", agree), ("who says otherwise", [one for one in why.moved if one not in agree])):
        lines += ["", f"{title}:", *(_word(one) for one in words[:most])]
        lines += [f"  … and {len(words) - most} more"] if len(words) > most else []
        lines += [] if words else ["  nobody"]
    lines += ["", *GRADES_IN_WORDS] if why.moved else []
    return "\n".join(lines) + "\n"


def says_so(one: Moved, belief: Belief) -> bool:
    """Whether the word itself agrees with the answer. Its share may be below 0 all the same: a later word of gain can lower what held before."""
    first, second = belief.probability[0][0], belief.probability[-1][0]
    said = one.statement
    if belief.holder not in {first, second} or said.rule.says is Says.NOTHING:
        return one.share > 0
    return belief.holder == (first if (said.side == 0) == (said.rule.says is Says.HOLDS) else second)


def area_text(beliefs: Iterable[Belief]) -> Iterator[str]:
    """A line for each belief, and a count at the end."""
    counts: dict[str, int] = {}
    for belief in beliefs:
        counts[belief.holder] = counts.get(belief.holder, 0) + 1
        share = dict(belief.probability).get(belief.holder)
        yield f"{visible(belief.point.name):28} {belief.holder:10} {'' if share is None else f'{share:4.0%}'}  since {since_words(belief.since)}\n"
    yield f"{sum(counts.values())} places of which something was said: {', '.join(f'{code} {count}' for code, count in sorted(counts.items())) or 'none'}\n"


def rates_text(rates: Rates, as_of: date) -> Iterator[str]:
    """A line for each rate: what is judged, what is used, and on how much of the ledger's own it rests beside what is judged."""
    yield f"rates of answers by what was public on {as_of}\n"
    yield f"{'':60} {'judged':>8} {'used':>8}  from\n"
    for rate in rates.table:
        yield f"{rate.name:60} {rate.judged:8.4g} {rate.used:8.4g}  {rate.count:,.0f} {rate.of}\n"


def since_words(since: DayRange) -> str:
    """The interval in words."""
    if since.is_open:
        return "when is not known"
    if since.earliest is None:
        return f"{since.latest} or before"
    return str(since.earliest) if since.day else f"some day from {since.earliest} to {since.latest}"


def _word(one: Moved) -> str:
    said = one.statement
    grade = one.grade.letter if one.grade else "F"
    where = "its region" if one.kilometres is None else "" if one.kilometres == 0 else f"{one.kilometres:.0f} km off, {said.point.name if said.point else ''}"
    quote = visible(" ".join(said.quote.split()))
    quote = quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
    head = [f"  {one.share:+4.0%}", str(said.day), f"{grade}{one.figure}", mouth_in_words(said.origin.id)]
    parts = [*head, *([visible(where)] if where else []), f"“{quote}” [{said.report}]"]
    return "  ".join(parts)


def _chart(why: Why) -> list[str]:
    """One row of bars for each of the three, a bar for some days each."""
    step = max(1, -(-len(why.days) // CHART_COLUMNS))
    rows = []
    for index, (code, _) in enumerate(why.belief.probability):
        values = [shares[index] for _, shares in why.days[::step]]
        rows.append(f"  {code:9} " + "".join(BARS[min(8, round(value * 8))] for value in values))
    if why.days:
        rows.append(f"  {'':9} {why.days[0][0]} … {why.days[-1][0]}" + (f", a bar is {step} days" if step > 1 else ""))
    return rows


def belief_svg(why: Why) -> str:
    """The belief over time as SVG: the shares of the three, one on the other, and a mark with its words for every word of the place that moved it."""
    belief = why.belief
    days = [day for day, _ in why.days]
    shapes = [_band(why, index) for index in range(len(belief.probability))]
    marks = [_mark(one, days, agrees=says_so(one, belief)) for one in why.moved if days and days[0] <= one.statement.day <= days[-1]]
    labels = [
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{days[0]}</text><text x="{WIDTH}" y="{HEIGHT - 8}" text-anchor="end">{days[-1]}</text>' if days else "",
        *(f'<text x="{LEFT + 110 * at}" y="{HEIGHT - 24}" fill="{COLOURS[at]}">● {escape(code)}</text>' for at, (code, _) in enumerate(belief.probability)),
        f'<text x="{LEFT - 6}" y="{TOP + 8}" text-anchor="end">100%</text><text x="{LEFT - 6}" y="{HEIGHT - FOOT}" text-anchor="end">0%</text>',
    ]
    title = escape(f"{belief.point.name}: who holds it, by what was public on {belief.as_of}")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 10} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">'
    return "\n".join([head, f"<title>{title}</title>", *shapes, *marks, *labels, "</svg>", ""])


def _band(why: Why, index: int) -> str:
    """The area of one of the three, on top of those before it."""
    lower = [sum(shares[:index]) for _, shares in why.days]
    upper = [sum(shares[: index + 1]) for _, shares in why.days]
    along = [f"{_x(at, len(why.days)):.1f},{_y(value):.1f}" for at, value in enumerate(upper)]
    back = [f"{_x(at, len(why.days)):.1f},{_y(value):.1f}" for at, value in reversed(list(enumerate(lower)))]
    return f'<polygon points="{" ".join(along + back)}" fill="{COLOURS[index]}" fill-opacity="0.75"/>'


def _mark(one: Moved, days: list[date], *, agrees: bool) -> str:
    """A line on the day of the word: whole above the middle where it agrees with the answer, broken below it where it says otherwise."""
    middle = _y(0.5)
    top, foot, dashes, speaks = (TOP, middle, "", "says so") if agrees else (middle, HEIGHT - FOOT, ' stroke-dasharray="3 2"', "says otherwise")
    x = _x((one.statement.day - days[0]).days, len(days))
    said = one.statement
    words = escape(visible(f"{said.day} {mouth_in_words(said.origin.id)}: {' '.join(said.quote.split())} ({one.share:+.0%}, {speaks})"))
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top:.0f}" y2="{foot:.0f}" stroke="#222" stroke-width="1.2"{dashes}><title>{words}</title></line>'


def _x(at: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT) * at / max(1, count - 1)


def _y(share: float) -> float:
    return TOP + (HEIGHT - FOOT - TOP) * (1 - share)
