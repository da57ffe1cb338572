from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.readers.watchlist import read_watchlist

if TYPE_CHECKING:
    from pathlib import Path

FEED = '[[feed]]\nurl = "https://tarn.example/feed"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_said(tmp_path: Path) -> None:
    watchlist = read_watchlist(written(tmp_path, FEED))
    (feed,) = watchlist.feeds
    assert (feed.url, feed.outlet, feed.every, feed.chosen, feed.articles) == ("https://tarn.example/feed", None, 1800.0, False, True)
    assert watchlist.snapshots == tmp_path / "snapshots"
    assert (watchlist.obey_robots, watchlist.seconds_between, watchlist.recheck[0]) == (True, 1.0, 3600.0)


def test_what_is_said(tmp_path: Path) -> None:
    text = '[watch]\nevery = "2h"\nrecheck = ["1h", "2d"]\nsnapshots = "kept"\nrobots = false\nseconds_between = 5\narticles = false\n'
    text += FEED + 'outlet = "Courier"\nevery = "90s"\narticles = true\n[[feed]]\nurl = "http://north.example/rss"\n'
    watchlist = read_watchlist(written(tmp_path, text))
    first, second = watchlist.feeds
    assert (first.outlet, first.every, first.chosen, first.articles) == ("Courier", 90.0, True, True)
    assert (second.every, second.chosen, second.articles) == (7200.0, False, False)
    assert watchlist.recheck == (3600.0, 172800.0)
    assert (watchlist.snapshots, watchlist.obey_robots, watchlist.seconds_between) == (tmp_path / "kept", False, 5.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "at least one"),
        ("feed = 3", "at least one"),
        ("[[feed]]\n", "url to be a string"),
        ('[[feed]]\nurl = "ftp://x"\n', "begin with http"),
        (FEED + FEED, "twice"),
        (FEED + 'evry = "1h"\n', "'evry'"),
        (FEED + 'every = "1s"\n', "from a minute"),
        (FEED + 'every = "soon"\n', "from a minute"),
        (FEED + "every = 30\n", "from a minute"),
        (FEED + "articles = 1\n", "true or false"),
        ('[watch]\nrecheck = "1h"\n' + FEED, "as a list"),
        ("[watch]\nseconds_between = -1\n" + FEED, "seconds_between"),
        ("[watch]\nrobots = 1\n" + FEED, "true or false"),
        ("[wach]\n" + FEED, "'wach'"),
        ("watch = 3\n" + FEED, "a table"),
        ("[[feed", "expected TOML"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PageError, match=message) as told:
        read_watchlist(written(tmp_path, text))
    assert "feeds.toml" in str(told.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="expected a list of feeds"):
        read_watchlist(tmp_path / "feeds.toml")
