"""A comparison with a map as a person reads it, as rows, and as GeoJSON.

The rule that must not be broken: beside every difference stand the words behind our side of it; beside every share how many places it is of.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from reportedly.formats.mouths import mouth_in_words
from reportedly.formats.words import plural, visible
from reportedly.maps.compare import Match, lags_of, point_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.beliefs.why import Moved
    from reportedly.maps.compare import Comparison, Difference, Share, Turn

MOST = 40
"""Entries of one kind that the text lists; the rows have all."""
QUOTE = 100
WITHIN = (0, 1, 3, 7)
"""Days of lag up to which changes are counted."""


def comparison_text(found: Comparison) -> Iterator[str]:
    """The comparison in lines: the shares, the places that differ and why, the lags, and what could not be compared."""
    days = f"{found.days[0]}" if len(found.days) == 1 else f"{len(found.days)} days from {found.days[0]} to {found.days[-1]}"
    places = len({one.point for one in found.compared})
    yield f"{visible(found.name)}: {plural(places, 'place')} on {days}\n"
    yield f"agreement  {_share(found.agreement())}\n"
    if len(found.days) > 1:
        yield f"  counted in places and days: agree {found.count(Match.AGREE):,}, "
    else:
        yield f"  agree {found.count(Match.AGREE):,}, "
    yield (
        f"opposite {found.count(Match.OPPOSITE):,}, one of the two calls it contested {found.count(Match.CONTESTED):,}, "
        f"we know nothing {found.count(Match.UNKNOWN):,}\n"
    )
    bands = found.bands()
    for (low, share), high in zip(bands, [*(str(f"{band:.0%}") for band, _ in bands[1:]), "100%"], strict=True):
        yield f"  where the belief is {low:4.0%} to {high:>4}  {_share(share)}\n"
    yield from _differences(found)
    if found.turns:
        yield from _turns(found)
    yield from _apart(found)
    yield from (f"note: {visible(trouble)}\n" for trouble in found.troubles)


def _differences(found: Comparison) -> Iterator[str]:
    yield f"\n{plural(len(found.differences), 'difference')}{':' if found.differences else ''}\n"
    for one in found.differences[:MOST]:
        first = one.first
        until = "" if one.last == first.day else f" to {one.last}"
        far = "" if one.kilometres is None else f"; {one.kilometres:.1f} km from the map's nearest edge"
        yield f"  {visible(first.point.name)}  {first.day}{until}: we say {first.holder} ({first.share:.0%}), the map {first.drawn}{far}\n"
        yield f"    {lag_words(one)}\n"
        yield from (f"    {_word(word)}\n" for word in one.moved)
        if one.is_explained and not one.moved:
            yield "    on no words: on the prior alone, or on what is too little to name\n"
    if len(found.differences) > MOST:
        yield f"  … and {len(found.differences) - MOST} more; --format jsonl has all\n"


def lag_words(one: Difference) -> str:
    """Whether the difference is one of days alone."""
    if not one.is_explained:
        return "not looked into: there are too many differences"
    if one.lag is None:
        return "not a matter of days: we do not say what the map says within a month of it"
    return f"a lag: we say so {plural(abs(one.lag), 'day')} {'later' if one.lag > 0 else 'earlier'}"


def _word(moved: Moved) -> str:
    said = moved.statement
    quote = visible(" ".join(said.quote.split()))
    where = "" if moved.kilometres == 0 else "of its region, " if moved.kilometres is None else f"{moved.kilometres:.0f} km off, "
    quote = quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
    return f"{moved.share:+4.0%}  {said.day}  {where}{mouth_in_words(said.origin.id)}: “{quote}” [{said.report}]"


def _turns(found: Comparison) -> Iterator[str]:
    both = lags_of(found.turns)
    missed = [turn for turn in found.turns if turn.ours is None]
    alone = [turn for turn in found.turns if turn.by is None]
    drawn = len(both) + len(missed)
    yield f"\nchanges of hands: {drawn} on the map, of which we have {len(both)}; {len(alone)} of ours the map has not\n"
    if both:
        counts = ", ".join(f"within {days} {sum(abs(lag) <= days for lag in both)}" for days in WITHIN)
        yield f"  lag in days (above 0 we are later): median {_middle(both):g}, quarter {both[len(both) // 4]} to {both[-1 - len(both) // 4]}, {counts}\n"
    for turn in sorted(found.turns, key=lambda turn: (turn.lag is None, -abs(turn.lag or 0), *point_key(turn.point)))[:MOST]:
        yield f"  {_turn(turn)}\n"
    if len(found.turns) > MOST:
        yield f"  … and {len(found.turns) - MOST} more; --format jsonl has all\n"


def _turn(turn: Turn) -> str:
    drawn = "the map has none" if turn.by is None else f"the map between {turn.after} and {turn.by}"
    ours = "we have none" if turn.ours is None else f"we on {turn.ours}"
    lag = "" if turn.lag is None else f"  ({turn.lag:+d})" if turn.lag else "  (same)"
    return f"{visible(turn.point.name)} to {turn.side}: {drawn}, {ours}{lag}"


def _apart(found: Comparison) -> Iterator[str]:
    for points, why in ((found.apart, "on no polygon"), (found.unsure, "with a position that is only roughly known")):
        if points:
            names = ", ".join(visible(point.name) for point in points[:MOST])
            yield f"\n{plural(len(points), 'place')} {why}: {names}{f' and {len(points) - MOST} more' if len(points) > MOST else ''}\n"


def _share(share: Share) -> str:
    if share.part is None:
        return "nothing to compare"
    sure = "" if share.low is None or share.high is None else f"  [{share.low:.1%} to {share.high:.1%}]"
    return f"{share.part:6.1%}{sure}  of {share.of:,}"


def _middle(ordered: list[int]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def comparison_rows(found: Comparison) -> Iterator[dict[str, Any]]:
    """One row for everything that was compared, then the changes of hands, then what was not compared; ``row`` says which. The last is the summary."""
    why = {(one.first.point, one.first.day): one for one in found.differences}
    for one in found.compared:
        row: dict[str, Any] = {"row": "place", **_place(one.point), "day": one.day.isoformat(), "as_of": one.as_of.isoformat()}
        row |= {"holder": one.holder, "share": round(one.share, 4), "map": one.drawn, "match": one.match.value}
        yield row | _why(why.get((one.point, one.day)))
    for turn in found.turns:
        days = {name: day and day.isoformat() for name, day in (("map_after", turn.after), ("map_by", turn.by), ("ours", turn.ours))}
        yield {"row": "change", **_place(turn.point), "side": turn.side, **days, "lag": turn.lag}
    for points, reason in ((found.apart, "on no polygon"), (found.unsure, "position only roughly known")):
        yield from ({"row": "apart", **_place(point), "why": reason} for point in points)
    yield summary_row(found)


def summary_row(found: Comparison) -> dict[str, Any]:
    """The shares and lags as one row."""
    both = lags_of(found.turns)
    return {
        "row": "summary",
        "map": found.name,
        "days": [day.isoformat() for day in found.days],
        "agreement": _share_row(found.agreement()),
        "bands": [{"from": low, **_share_row(share)} for low, share in found.bands()],
        "counts": {match.value: found.count(match) for match in Match},
        "lags": both,
        "changes_missed": sum(turn.ours is None for turn in found.turns),
        "changes_alone": sum(turn.by is None for turn in found.turns),
        "notes": list(found.troubles),
    }


def _place(point: Any) -> dict[str, Any]:
    return {"geonameid": point.geonameid, "name": point.name, "lat": point.latitude, "lon": point.longitude}


def _share_row(share: Share) -> dict[str, Any]:
    ends = {name: None if end is None else round(end, 4) for name, end in (("low", share.low), ("high", share.high))}
    return {"agree": share.count, "of": share.of, "share": None if share.part is None else round(share.part, 4), **ends}


def _why(one: Difference | None) -> dict[str, Any]:
    """What a row says of the difference that begins with it; nulls where none does."""
    if one is None:
        return {"until": None, "lag": None, "kilometres": None, "claims": [], "quotes": [], "why": None}
    far = one.kilometres
    return {
        "until": one.last.isoformat(),
        "lag": one.lag,
        "kilometres": None if far is None or not math.isfinite(far) else round(far, 1),
        "claims": [moved.statement.testimony for moved in one.moved],
        "quotes": [" ".join(moved.statement.quote.split()) for moved in one.moved],
        "why": lag_words(one),
    }


def comparison_geojson(found: Comparison) -> str:
    """A point for each place and day that was compared (RFC 7946), and one for each place apart, with the rows' members as properties."""
    features = []
    for row in comparison_rows(found):
        if row["row"] not in {"place", "apart"}:
            continue
        longitude, latitude = row.pop("lon"), row.pop("lat")
        features.append({"type": "Feature", "geometry": {"type": "Point", "coordinates": [longitude, latitude]}, "properties": row})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for feature in features)
    summary = json.dumps(summary_row(found), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n],"summary":{summary}}}\n'
