"""E-mail: single messages (.eml, RFC 5322) and mailboxes (.mbox, RFC 4155), for newsletters and alerts.

The rule that must not be broken: any bytes give intakes, never an error of the parser; one message is held at a time.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import re
from email import policy
from email.utils import getaddresses, parseaddr
from typing import TYPE_CHECKING

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue, Page
from reportedly.readers.lines import iter_lines
from reportedly.readers.moments import find_day, find_moment
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, read_bytes, snapshot_of, unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_FROM = re.compile(rb"From \S+@?\S* .{0,40}\d\d:\d\d|From - |From MAILER-DAEMON|From \?\?\?@\?\?\?")
_HEADER = re.compile(rb"([!-9;-~]{2,60}):[ \t]?[^\r\n]{0,998}")
_MAIL = frozenset({b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"mime-version", b"delivered-to", b"content-type"})
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError, email.errors.MessageError)
"""What the standard library's parser has been seen to raise on rubbish; it promises to raise nothing."""
_MOST_PARTS = 1_000


def is_message(head: bytes) -> bool:
    """True for a block of header lines of which three are those of a mail."""
    names: set[bytes] = set()
    for line in head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")[:200]:
        if not line:
            break
        if line[:1] in b" \t" and names:
            continue
        match = _HEADER.match(line)
        if not match:
            return False
        names.add(match[1].lower())
    return len(names & _MAIL) >= 3


def is_mailbox(source: Source) -> bool:
    """True for a first line ``From ADDRESS DATE`` with header lines after it."""
    first, _, rest = source.head.partition(b"\n")
    return bool(_FROM.match(first)) and (is_message(rest) or source.suffix in {".mbox", ".mbx"})


def read_mailbox(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  messages are read here
    """A report for each message, in the mailbox's order. One that is too large or has no words is answered as ``NAME#N``."""
    with source.open() as stream:
        for number, (data, fault) in enumerate(_split(iter_lines(stream, options.settings.max_page_bytes), options.settings.max_page_bytes), start=1):
            name = f"{source.name}#{number}"
            if fault:
                yield unread(name, Issue(code="item-unreadable", message=f"message {number} of {source.name}: {fault}"))
            if data.strip():
                yield read_message(data, name, options)


def read_mail(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  its parts are read here
    """The one report of a saved message. Raises ``PageError`` when it is too large."""
    yield read_message(source.read_whole(options.settings.max_page_bytes), source.name, options)


def read_message(data: bytes, name: str, options: ReadOptions) -> Intake:
    """The report in a message: its HTML where it has some, else its text; an unreadable intake when it has neither."""
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        found = _page(message, name, options)
        retrieved = find_moment(_header(message, "Received").rpartition(";")[2])  # the topmost: when it came to its reader
    except (PageError, *_BROKEN) as error:
        return unread(name, Issue(code="item-unreadable", message=f"expected a message with words at {name}, found: {error or type(error).__name__}"))
    snapshot = snapshot_of(data, options, media_type="message/rfc822", url=found.records.url, retrieved=retrieved)
    return Intake(page=found.records, issues=found.issues, snapshot=snapshot, notes=_notes(message))


def _page(message: Message, name: str, options: ReadOptions) -> Found[Page]:
    if not any(message.get(name) for name in ("From", "Subject", "Date", "Message-ID")):
        raise PageError("none of the headers that a letter has")
    part = _best_part(message)
    body = read_bytes(_payload(part), options, content_type=f"{part.get_content_type()}; charset={_charset(part)}")
    day = find_day(_header(message, "Date"))
    address = _header(message, "Archived-At").strip("<> ")
    url = address if address.lower().startswith(("http://", "https://")) else None
    sender, at = parseaddr(_header(message, "From"))
    page = Page(
        html=body.records.html,
        text=body.records.text,
        url=url,
        path=None if url else name,
        outlet=sender or at.partition("@")[2] or None,
        title=_header(message, "Subject") or None,
        published=day.day,
    )
    return Found(page, (*body.issues, *day.issues, *breaks_off(message, name), *_attachments(message, part)))


def breaks_off(message: Message, name: str) -> tuple[Issue, ...]:
    """An issue where the message ends before its parts do (RFC 2046, 5.1.1: the last boundary has two more dashes); none else."""
    ends = (email.errors.CloseBoundaryNotFoundDefect, email.errors.StartBoundaryNotFoundDefect)
    if not any(isinstance(defect, ends) for defect in message.defects):
        return ()
    return (Issue(code="container-broken", message=f"expected the end of the message at {name}, found that it breaks off; what there is was read"),)


def _best_part(message: Message) -> Message:
    """The HTML that is no attachment, else the text. Raises ``PageError`` when there is neither."""
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            break
    for wanted in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == wanted and not part.is_multipart() and part.get_content_disposition() != "attachment" and _payload(part).strip():
                return part
    raise PageError("none: neither HTML nor text")


def _attachments(message: Message, read: Message) -> tuple[Issue, ...]:
    names = [
        str(part.get_filename() or part.get_content_type()) for part in message.walk() if part is not read and part.get_content_disposition() == "attachment"
    ]
    if not names:
        return ()
    message_text = f"{len(names)} attached file{'s were' if len(names) > 1 else ' was'} not read: {', '.join(names)[:300]}; save and read what you need"
    return (Issue(code="attachment-unread", message=message_text),)


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str:
    return str(part.get_content_charset() or "")


def _header(message: Message, name: str) -> str:
    """A header's words, encoded words (RFC 2047) decoded as far as they can be."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        words = str(email.header.make_header(email.header.decode_header(raw)))
    except _BROKEN:
        words = str(raw)
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())


def _notes(message: Message) -> tuple[tuple[str, str], ...]:
    recipients = getaddresses([_header(message, "List-Id")])
    found = {"message_id": _header(message, "Message-ID"), "list": recipients[0][1] if recipients else ""}
    return tuple((name, value) for name, value in found.items() if value)


def _split(lines: Iterator[tuple[int, bytes | None, str]], limit: int) -> Iterator[tuple[bytes, str]]:
    """Each message with what is wrong with it. A message begins at "From " after an empty line; ">From " inside one loses its mark (mboxrd)."""
    message: list[bytes] = []
    size, fault, blank, begun = 0, "", True, False
    for _, line, trouble in lines:
        if line is not None and blank and _FROM.match(line):
            if begun:
                yield b"".join(message), fault
            message, size, fault, blank, begun = [], 0, "", False, True
            continue
        begun = True
        fault = fault or trouble
        if line is None:
            continue
        blank = not line.strip()
        size += len(line)
        if size <= limit:
            message.append(line[1:] if re.match(rb">+From ", line) else line)
        elif not fault:
            fault = f"expected at most {limit:,} bytes, found more; raise max_page_bytes to read it whole"
            message = []
    if begun:
        yield b"".join(message), fault


MAILBOX = Reader("mailbox", True, is_mailbox, read_mailbox)  # noqa: FBT003
MESSAGE = Reader("mail", False, lambda source: is_message(source.head), read_mail)  # noqa: FBT003
