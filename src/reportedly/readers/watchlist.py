"""``feeds.toml``: which feeds to watch, how often, and where what was seen is kept.

The rule that must not be broken: a file with a mistake is refused whole, with the key at fault; nothing is watched by guess.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import PageError

if TYPE_CHECKING:
    from pathlib import Path

_SPAN = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_LEAST, _MOST = 60.0, 30 * 86_400.0
_DEFAULT_RECHECK = ("1h", "6h", "1d", "3d", "7d")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed and how it is watched: seconds between polls, and whether its articles are fetched.

    ``chosen``: the seconds are the user's for this feed, so that the feed's own wish does not lengthen them.
    """

    url: str
    outlet: str | None
    every: float
    chosen: bool
    articles: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """What to watch. ``recheck`` are the seconds after which an article is looked at again, one after the other; then it is left."""

    feeds: tuple[WatchedFeed, ...]
    recheck: tuple[float, ...]
    snapshots: Path
    obey_robots: bool
    seconds_between: float


def read_watchlist(path: Path) -> Watchlist:
    """The watchlist in this file; its folder of snapshots lies beside it. Raises ``PageError`` that names the key at fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PageError(f"expected a list of feeds at {path}, found: {getattr(error, 'strerror', None) or error}") from error
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"expected TOML in {path}, found: {error}") from error
    try:
        return _watchlist(data, path)
    except PageError as error:
        raise PageError(f"{path}: {error}") from None


def _watchlist(data: dict[str, Any], path: Path) -> Watchlist:
    _check_keys(data, {"watch", "feed"}, "")
    watch = data.get("watch", {})
    _check_keys(watch, {"every", "recheck", "snapshots", "robots", "seconds_between", "articles"}, "watch.")
    rows = data.get("feed")
    if not isinstance(rows, list) or not rows:
        raise PageError('expected at least one [[feed]] with url = "https://…", found none')
    every = seconds_of(watch.get("every", "30m"), "watch.every")
    feeds = tuple(_feed(row, number, every, _flag(watch, "articles", "watch.")) for number, row in enumerate(rows, start=1))
    twice = [feed.url for feed in feeds if sum(other.url == feed.url for other in feeds) > 1]
    if twice:
        raise PageError(f"expected each feed once, found {twice[0]} twice")
    recheck = watch.get("recheck", list(_DEFAULT_RECHECK))
    if not isinstance(recheck, list):
        raise PageError(f'expected watch.recheck as a list such as ["1h", "1d"], found {recheck!r}')
    delay = watch.get("seconds_between", 1.0)
    if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= 3_600:
        raise PageError(f"expected watch.seconds_between from 0 to 3600, found {delay!r}")
    return Watchlist(
        feeds=feeds,
        recheck=tuple(seconds_of(each, "watch.recheck") for each in recheck),
        snapshots=path.parent / _string(watch, "snapshots", "watch.", default="snapshots"),
        obey_robots=_flag(watch, "robots", "watch."),
        seconds_between=float(delay),
    )


def _feed(row: Any, number: int, every: float, articles: bool) -> WatchedFeed:  # noqa: FBT001
    where = f"feed {number}: "
    _check_keys(row, {"url", "outlet", "every", "articles"}, where)
    url = _string(row, "url", where)
    if not url.lower().startswith(("http://", "https://")):
        raise PageError(f"expected {where}url to begin with http:// or https://, found {url!r}")
    return WatchedFeed(
        url=url,
        outlet=_string(row, "outlet", where, default="") or None,
        every=seconds_of(row["every"], f"{where}every") if "every" in row else every,
        chosen="every" in row,
        articles=_flag(row, "articles", where, default=articles),
    )


def seconds_of(written: object, key: str) -> float:
    """Seconds of a span such as ``"90s"``, ``"30m"``, ``"6h"``, ``"7d"``. Raises ``PageError`` for anything else, and for less than a minute.

    >>> seconds_of("30m", "every")
    1800.0
    """
    match = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
    seconds = int(match[1]) * float(_SECONDS[match[2]]) if match else 0.0
    if not _LEAST <= seconds <= _MOST:
        raise PageError(f'expected {key} from a minute to 30 days, as "30m" or "6h", found {written!r}')
    return seconds


def _check_keys(table: Any, known: set[str], where: str) -> None:
    if not isinstance(table, dict):
        raise PageError(f"expected a table at {where or 'the top'}, found {type(table).__name__}")
    if unknown := sorted(table.keys() - known):
        raise PageError(f"expected {where}{{{', '.join(sorted(known))}}}, found {unknown[0]!r}")


def _flag(table: dict[str, Any], key: str, where: str, *, default: bool = True) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise PageError(f"expected {where}{key} to be true or false, found {value!r}")
    return value


def _string(table: dict[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise PageError(f"expected {where}{key} to be a string, found {value!r}")
    return value
