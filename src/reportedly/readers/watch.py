"""Watching feeds: each new article once, each change of it as a change, for as long as somebody asks for more.

The rule that must not be broken: what was yielded is marked as done only when the next intake is asked for, so a kill at any moment loses nothing
(the article in hand may come once more); nothing is asked for sooner than its host, its back-off or the user's interval allow.
"""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.core.errors import FetchError, PageError
from reportedly.core.ids import text_hash
from reportedly.core.records import Issue
from reportedly.pages.fetch import NOT_MODIFIED
from reportedly.pages.read import read_document
from reportedly.readers.choose import iter_reports
from reportedly.readers.difference import find_change
from reportedly.readers.feeds import entry_intake, parse_feed
from reportedly.readers.moments import find_day, find_moment
from reportedly.readers.polite import PoliteClient, RobotsError
from reportedly.readers.seam import Clock, Intake, ReadOptions, Source, source_of_bytes, unread
from reportedly.readers.snapshots import Kept, SnapshotArchive
from reportedly.readers.watch_state import ArticleState, FeedState, WatchState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.packs.load import Pack
    from reportedly.pages.fetch import Fetched
    from reportedly.readers.feeds import Entry, Feed
    from reportedly.readers.watchlist import WatchedFeed, Watchlist

LONGEST_BACK_OFF = 86_400.0  # seconds: a feed that is down is asked once a day
_MOST_DOUBLINGS = 12
_RETRY_ARTICLE = 300.0
_MOST_FAILURES = 5  # then the article's entry in the feed is taken for want of better
_GONE = frozenset({404, 410})


def iter_watch(watchlist: Watchlist, state: WatchState, pack: Pack, options: ReadOptions, *, once: bool = False) -> Iterator[Intake]:
    """The reports of the feeds as they come, for ever; with ``once``, those of one round.

    A new article gives its page; one that changed in its words gives the new page with ``change``; one that is gone, a feed that cannot be had,
    an intake that says so. The state is written when the next intake is asked for. Raises ``PageError`` when there is no clock or no disk.
    """
    clock = options.clock
    if clock is None:
        raise PageError("expected a clock to watch by, found none; give ReadOptions(clock=…)")
    options = dataclasses.replace(options, obey_robots=watchlist.obey_robots, seconds_between=watchlist.seconds_between)
    watch = _Watch(watchlist, state, pack, options, clock)
    while True:
        yield from watch.round(ready=once)
        if once:
            return
        watch.wait()


@dataclasses.dataclass(slots=True)
class _Watch:
    list: Watchlist
    state: WatchState
    pack: Pack
    options: ReadOptions
    clock: Clock
    client: PoliteClient = dataclasses.field(init=False)
    archive: SnapshotArchive = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.client = PoliteClient(self.options)
        self.archive = SnapshotArchive(self.list.snapshots)

    def seconds(self) -> float:
        return self.clock.now().timestamp()

    def round(self, *, ready: bool) -> Iterator[Intake]:
        """Each feed that is due, then each article that is; ``ready`` takes a feed for due that only waits for its interval."""
        for feed in self.list.feeds:
            known = self.state.feed(feed.url)
            if known.due is not None and (known.due <= self.seconds() or (ready and not known.failures)):
                yield from self.poll(feed, known)
        end = self.seconds()
        while (article := self.state.next_article(end)) is not None:
            yield from self.look(article)

    def wait(self) -> None:
        """Sleeps until the next thing is due."""
        dues = [due for feed in self.list.feeds if (due := self.state.feed(feed.url).due) is not None]
        article = self.state.next_due()
        next_due = min([*dues, *([article] if article is not None else [])], default=self.seconds() + LONGEST_BACK_OFF)
        self.clock.sleep(max(1.0, next_due - self.seconds()))

    # ── feeds ───────────────────────────────────────────────────────────────────────────────────────────

    def poll(self, feed: WatchedFeed, known: FeedState) -> Iterator[Intake]:
        """Asks one feed for what is new, and marks its articles as due."""
        try:
            fetched = self.client.fetch(known.moved or feed.url, headers=_conditions(known.etag, known.modified))
        except FetchError as error:
            gone = error.status == 410
            due = None if gone else self.seconds() + _back_off(feed.every, known.failures + 1, error.retry_after, self.clock.now())
            issue = Issue(code="feed-gone", message=str(error)) if gone else Issue(code="feed-unreachable", message=str(error))
            yield unread(feed.url, issue, url=feed.url)
            self.state.put(dataclasses.replace(known, due=due, failures=known.failures + 1))
            return
        now = self.seconds()
        if fetched.status == NOT_MODIFIED:
            self.state.put(dataclasses.replace(known, due=now + feed.every, failures=0))
            return
        found = parse_feed(fetched.data, fetched.url, fetched.content_type)
        if found.fault:
            yield unread(feed.url, Issue(code="container-broken", message=f"{feed.url}: {found.fault}"), url=feed.url)
        fresh = [state for entry in reversed(found.entries) if (state := self._fresh(feed, entry, now)) is not None]
        due = now + _interval(feed, found)
        headers = {name.lower(): value for name, value in fetched.headers}
        # The condition is kept only for a feed that was read whole: a broken one must come whole again.
        etag, modified = (None, None) if found.fault else (headers.get("etag"), headers.get("last-modified"))
        after = dataclasses.replace(known, moved=fetched.moved or known.moved, etag=etag, modified=modified, due=due, failures=0)
        if feed.articles:
            self.state.put(after, *{state.url: state for state in fresh}.values())
            return
        for article in fresh:
            yield self._of_entry(article)
            self.state.put(dataclasses.replace(article, entry=None, due=None))
        self.state.put(after)

    def _fresh(self, feed: WatchedFeed, entry: Entry, now: float) -> ArticleState | None:
        """The article as it is to be looked at: new, or spoken of in other words than before; ``None`` when nothing is new."""
        entry = dataclasses.replace(entry, outlet=feed.outlet or entry.outlet)
        words = text_hash("\n".join([entry.title, entry.summary, entry.text, entry.updated or ""]))
        url = entry.url if entry.url and feed.articles else f"{feed.url}#{entry.key}"
        known = self.state.article(url)
        if known is not None:
            return None if known.words == words else dataclasses.replace(known, words=words, due=now, entry=entry)
        return ArticleState(url=url, feed=feed.url, words=words, entry=entry, due=now)

    def _of_entry(self, article: ArticleState, *issues: Issue) -> Intake:
        """The report that the feed's own words are."""
        if article.entry is None:
            return unread(article.url, Issue(code="source-unreadable", message="; ".join(issue.message for issue in issues)), url=article.url)
        source = source_of_bytes(article.feed, b"", url=article.feed, retrieved=self.clock.now())
        intake = entry_intake(article.entry, article.url, source, self.options)
        return dataclasses.replace(intake, issues=(*issues, *intake.issues))

    # ── articles ────────────────────────────────────────────────────────────────────────────────────────

    def look(self, article: ArticleState) -> Iterator[Intake]:
        """Fetches one article and says what is new in it."""
        if "://" not in article.url or (article.entry is not None and article.entry.url is None):
            yield self._of_entry(article)
            self.state.put(dataclasses.replace(article, entry=None, due=None))
            return
        try:
            fetched = self.client.fetch(article.url, as_robot=True, headers=_conditions(article.etag, article.modified))
        except FetchError as error:
            yield from self._not_had(article, error)
            return
        if fetched.status == NOT_MODIFIED:
            self.state.put(self._later(article))
            return
        yield from self._read(article, fetched)

    def _read(self, article: ArticleState, fetched: Fetched) -> Iterator[Intake]:
        now = self.clock.now()
        try:
            intake = self._intake(article, source_of_bytes(fetched.url, fetched.data, url=fetched.url, content_type=fetched.content_type, retrieved=now))
        except PageError as error:
            yield self._of_entry(article, Issue(code="article-unreadable", message=str(error)))
            self.state.put(dataclasses.replace(article, entry=None, due=None))
            return
        text = read_document(intake.page, self.pack, self.options.settings).records.text
        same_text = text_hash(text)
        headers = {name.lower(): value for name, value in fetched.headers}
        known = dataclasses.replace(article, etag=headers.get("etag"), modified=headers.get("last-modified"), failures=0, entry=_without_words(article.entry))
        if same_text == article.text_sha256:  # markup, advertisements, the hour on the page
            self.state.put(self._later(known))
            return
        sha256 = hashlib.sha256(fetched.data).hexdigest()
        change = None
        if article.text_sha256 is not None:
            change = find_change(
                self._text_before(article),
                text,
                before_sha256=article.sha256 or "",
                after_sha256=sha256,
                before_retrieved=datetime.fromtimestamp(article.retrieved, tz=UTC) if article.retrieved is not None else None,
            )
        kept = self.archive.keep(fetched, now)
        yield dataclasses.replace(intake, change=change)
        seen = dataclasses.replace(known, sha256=sha256, text_sha256=same_text, retrieved=now.timestamp(), archive=kept.archive, place=kept.offset)
        self.state.put(self._later(dataclasses.replace(seen, checks=0 if change else article.checks)))

    def _intake(self, article: ArticleState, source: Source) -> Intake:
        """The page, with what the feed knows of it. Raises ``PageError`` when it is none."""
        intake = next(iter(iter_reports(source, self.options)))
        if not intake.readable:
            raise PageError("; ".join(issue.message for issue in intake.issues))
        entry = article.entry
        if entry is None:
            return intake
        day = find_day(entry.published)
        page = dataclasses.replace(intake.page, outlet=entry.outlet, published=day.day)
        return dataclasses.replace(intake, page=page, issues=(*intake.issues, *day.issues), notes=(*intake.notes, ("feed", article.feed)))

    def _text_before(self, article: ArticleState) -> str | None:
        """The clean text of the last snapshot; ``None`` when its file is gone."""
        before = self.archive.read(Kept(article.archive, article.place), self.options) if article.archive and article.place is not None else None
        return read_document(before.page, self.pack, self.options.settings).records.text if before else None

    def _not_had(self, article: ArticleState, error: FetchError) -> Iterator[Intake]:
        """An article that cannot be fetched: tried again, then told; what the feed said of it is not lost."""
        gone = error.status in _GONE
        failures = article.failures + 1
        if not gone and failures < _MOST_FAILURES and error.status not in {401, 402, 403, 451} and not isinstance(error, RobotsError):
            due = self.seconds() + _back_off(_RETRY_ARTICLE, failures - 1, error.retry_after, self.clock.now())
            self.state.put(dataclasses.replace(article, failures=failures, due=due))
            return
        if article.sha256 is None:
            yield self._of_entry(article, Issue(code="article-unreadable", message=str(error)))
        elif gone:
            yield unread(
                article.url, Issue(code="page-gone", message=f"expected {article.url}, which was read before, found it taken down: {error}"), url=article.url
            )
        self.state.put(dataclasses.replace(article, failures=failures, due=None, entry=None))

    def _later(self, article: ArticleState) -> ArticleState:
        """The article due at its next look, or never again."""
        after = self.list.recheck[article.checks] if article.checks < len(self.list.recheck) else None
        return dataclasses.replace(article, checks=article.checks + 1, failures=0, due=None if after is None else self.seconds() + after)


def _without_words(entry: Entry | None) -> Entry | None:
    """What the feed says of an article, without what the article says itself: kept for the next look."""
    return dataclasses.replace(entry, summary="", text="") if entry is not None else None


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """Headers that make a request conditional (RFC 9110, 13)."""
    return {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}


def _interval(feed: WatchedFeed, found: Feed) -> float:
    """Seconds to the next poll: the user's own for the feed, else the list's, or the feed's wish (``ttl``) where that is longer."""
    wish = 0.0 if feed.chosen or found.minutes is None else found.minutes * 60
    return max(feed.every, min(wish, LONGEST_BACK_OFF))


def _back_off(every: float, failures: int, retry_after: str | None, now: datetime) -> float:
    """Seconds to the next try: doubled with each failure up to a day, and no sooner than the server asks (seconds or a date, RFC 9110, 10.2.3)."""
    seconds = min(every * float(2 ** min(failures, _MOST_DOUBLINGS)), max(every, LONGEST_BACK_OFF))
    written = (retry_after or "").strip()
    if written.isascii() and written.isdigit() and len(written) < 9:
        asked = float(written)
    else:
        moment = find_moment(written)
        asked = (moment - now).total_seconds() if moment else 0.0
    return max(seconds, min(asked, 7 * LONGEST_BACK_OFF))
