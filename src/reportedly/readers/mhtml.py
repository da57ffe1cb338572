"""Pages saved whole by a browser (MHTML, RFC 2557; Chromium, Edge, old Internet Explorer): the page's HTML and where it came from.

The rule that must not be broken: the page's own part is read and none of its frames or advertisements.
"""

from __future__ import annotations

import email
from email import policy
from typing import TYPE_CHECKING

from reportedly.core.errors import PageError
from reportedly.readers.mail import _BROKEN, _MOST_PARTS, _charset, _header, _payload, breaks_off, is_message
from reportedly.readers.moments import find_moment
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, read_bytes, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message


def tells(source: Source) -> bool:
    """True for a message of related parts that a browser wrote."""
    head = source.head[:4096].lower()
    if b"multipart/related" not in head:
        return False
    return b"snapshot-content-location:" in head or b"saved by " in head or (source.suffix in {".mht", ".mhtml"} and is_message(source.head))


def read_saved(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  frames are not read
    """The one report. Raises ``PageError`` when there is no page in it. The time of retrieval is that of saving."""
    data = source.read_whole(options.settings.max_page_bytes)
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        part = _page_part(message)
        body = _payload(part)
        location = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
        content_type = f"{part.get_content_type()}; charset={_charset(part)}"
    except _BROKEN as error:
        raise PageError(f"expected a page that a browser saved at {source.name}, found: {error or type(error).__name__}") from error
    url = location if location.lower().startswith(("http://", "https://")) else None
    found = read_bytes(body, options, url=url, content_type=content_type)
    snapshot = snapshot_of(body, options, media_type=part.get_content_type(), url=url, retrieved=find_moment(_header(message, "Date")))
    page = found.records if url else found.records.__class__(html=found.records.html, text=found.records.text, path=source.name)
    yield Intake(page=page, issues=(*found.issues, *breaks_off(message, source.name)), snapshot=snapshot)


def _page_part(message: Message) -> Message:
    """The part the browser showed: the one at the page's own address, else the first HTML."""
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            break
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml", "text/plain"} and not part.is_multipart()]
    own = _header(message, "Snapshot-Content-Location")
    for part in pages:
        if own and _header(part, "Content-Location") == own:
            return part
    if not pages:
        raise PageError("expected a page that a browser saved, found no HTML among its parts")
    return pages[0]


READER = Reader("saved page", False, tells, read_saved)  # noqa: FBT003
