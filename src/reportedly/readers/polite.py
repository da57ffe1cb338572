"""Fetching with manners: one request at a time to a host, with time between them, robots.txt obeyed, and nothing sent again that is here already.

The rule that must not be broken: a host is asked no faster than its own crawl-delay and ours allow, and never for what its robots.txt forbids
(RFC 9309: a robots.txt that cannot be had for a server's fault forbids everything; one that is not there, nothing).
"""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.core.errors import FetchError
from reportedly.pages.fetch import HEADERS, Fetched, fetch
from reportedly.readers.seam import ReadOptions, Source, source_of_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from protego import Protego

AGENT = HEADERS["User-Agent"].partition(" ")[0]
TYPES = ("text/", "application/", "message/rfc822", "multipart/related", "binary/octet-stream")
"""Beginnings of the media types that some reader may know; what the bytes are is looked at afterwards. Pictures, sound and film are not fetched."""
MOST_DELAY = 60.0  # seconds; a crawl-delay of a day means "never", and robots.txt has a line for that
_MOST_HOSTS = 10_000


class RobotsError(FetchError):
    """The host does not want robots there."""


class PoliteClient:
    """What was asked of which host, and when. One for a whole run."""

    def __init__(self, options: ReadOptions) -> None:
        """``options`` give limits, clock, delay and whether robots.txt counts."""
        self.options = options
        self.asked: dict[str, datetime] = {}
        self.robots: dict[str, tuple[Protego, datetime | None]] = {}
        self.silent: dict[str, str] = {}
        """Hosts whose rules could not be had, with the reason: they forbid everything until they are asked again."""

    def fetch_source(self, url: str, *, depth: int = 0, as_robot: bool = False) -> Source:
        """What stands at the address, as a source. Raises ``FetchError``."""
        fetched = self.fetch(url, as_robot=as_robot)
        now = self.options.clock.now() if self.options.clock else None
        source = source_of_bytes(fetched.url, fetched.data, url=fetched.url, content_type=fetched.content_type, retrieved=now)
        return dataclasses.replace(source, depth=depth)

    def fetch(self, url: str, *, as_robot: bool = False, headers: Mapping[str, str] | None = None) -> Fetched:
        """What the address gives; ``headers`` make the request conditional. ``as_robot`` asks robots.txt first. Raises ``FetchError``."""
        if as_robot and self.options.obey_robots:
            self._check(url)
        self._wait(url)
        try:
            return fetch(url, self.options.settings, TYPES, headers=headers)
        finally:
            self._note(url)

    def _check(self, url: str) -> None:
        rules = self._rules(url)
        if (silence := self.silent.get(_host(url))) is not None:
            message = f"expected leave to fetch {url}, found that the host's robots.txt cannot be had: {silence}"
            raise RobotsError(message)
        if not rules.can_fetch(url, AGENT):
            message = f"expected leave to fetch {url}, found that the host's robots.txt forbids it; save the page in a browser and read the file"
            raise RobotsError(message)

    def _rules(self, url: str) -> Protego:
        """The host's rules, asked for once a day, and once an hour where they could not be had (RFC 9309, 2.4)."""
        from protego import Protego  # noqa: PLC0415  only lists and watches need it

        host = _host(url)
        now = self.options.clock.now() if self.options.clock else None
        until = self.robots[host][1] if host in self.robots else None
        if host not in self.robots or (now is not None and until is not None and now >= until):
            if len(self.robots) >= _MOST_HOSTS:
                self.robots.clear()
                self.silent.clear()
            self._wait(url)
            lasts = timedelta(days=1)
            self.silent.pop(host, None)
            try:
                text = fetch(f"{host}/robots.txt", self.options.settings, ("",)).data[:512_000].decode("utf-8", "replace")
            except FetchError as error:
                gone = error.status is not None and 400 <= error.status < 500 and error.status != 429
                text, lasts = ("", lasts) if gone else ("User-agent: *\nDisallow: /", timedelta(hours=1))
                if not gone:
                    self.silent[host] = str(error)
            finally:
                self._note(url)
            self.robots[host] = (Protego.parse(text), now + lasts if now is not None else None)
        return self.robots[host][0]

    def _wait(self, url: str) -> None:
        clock = self.options.clock
        last = self.asked.get(_host(url))
        if clock is None or last is None:
            return
        left = self._delay(url) - (clock.now() - last).total_seconds()
        if left > 0:
            clock.sleep(left)

    def _delay(self, url: str) -> float:
        rules = self.robots.get(_host(url))
        asked = rules[0].crawl_delay(AGENT) if rules is not None else None
        return min(max(float(asked or 0.0), self.options.seconds_between), MOST_DELAY)

    def _note(self, url: str) -> None:
        if self.options.clock is not None:
            if len(self.asked) >= _MOST_HOSTS:
                self.asked.clear()
            self.asked[_host(url)] = self.options.clock.now()


def _host(url: str) -> str:
    """Scheme and host of the address; the address itself where it cannot be taken apart, which ``fetch`` tells."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
