"""A chat export of Telegram Desktop (``result.json``, "machine-readable JSON"): one message, one report.

Format: Telegram Desktop's own writer (Telegram/SourceFiles/export/output/export_output_json.cpp): a chat with ``messages``, or a whole account with
``chats.list``; a text is a string or a list of strings and entities.
The rule that must not be broken: a message's words come out as they were sent; what is service (joined, pinned) or has no words is no report.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reportedly.core.records import Issue, Page
from reportedly.readers.items import Fault, Item, iter_items
from reportedly.readers.moments import FoundDay, check_day, find_day
from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, snapshot_of, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MESSAGE = re.compile(rb'"messages"\s*:\s*\[')
_SIGNS = re.compile(rb'"type"\s*:\s*"(?:message|service|(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"')
_NAME = re.compile(r"[A-Za-z]\w{3,31}")


def tells(source: Source) -> bool:
    """True for a JSON object that holds messages or chats as Telegram Desktop writes them."""
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and bool(_MESSAGE.search(head) or b'"chats"' in head) and bool(_SIGNS.search(head))


def read_export(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  messages hold no sources
    """The messages with words in the order of the export, which is that of sending."""
    whole_account = not _MESSAGE.search(source.head) or _before(source.head, b'"chats"', b'"messages"')
    path = ("chats", "list", "*", "messages") if whole_account else ("messages",)
    with source.open() as stream:
        for item in iter_items(stream, path, limit=3 * options.settings.max_page_bytes):
            if isinstance(item, Fault):
                yield unread(source.name, Issue(code="container-broken", message=f"{source.name}: {item.message}; what stood before was read"))
            elif (intake := _intake(item, source, options)) is not None:
                yield intake


def _intake(item: Item, source: Source, options: ReadOptions) -> Intake | None:
    message = item.value
    if not isinstance(message, dict):
        return unread(source.name, Issue(code="item-unreadable", message=f"expected a message in {source.name}, found {type(message).__name__}"))
    text = message_text(message)
    if message.get("type", "message") != "message" or not text:
        return None
    number = message.get("id")
    channel = _channel(item.beside)
    url = f"https://t.me/{channel}/{number}" if channel and isinstance(number, int) else None
    outlet = _string(item.beside.get("name")) or _string(message.get("from"))
    day = _day(message)
    page = Page(
        text=text,
        url=url,
        path=None if url else f"{source.name}#{number}",
        outlet=outlet,
        authors=tuple(name for name in (_string(message.get("author")) or _sender(message, outlet),) if name),
        published=day.day,
    )
    snapshot = snapshot_of(item.data, options, media_type="application/json", url=url)
    return Intake(page=page, issues=(*day.issues, *_issues(message)), snapshot=snapshot, notes=_notes(message, channel))


def message_text(message: Mapping[str, Any]) -> str:
    """The words of a message, formatting dropped, with a poll's question and answers; "" where there are none.

    >>> message_text({"text": ["Bridge ", {"type": "bold", "text": "closed"}, "."]})
    'Bridge closed.'
    """
    pieces = message.get("text_entities") or message.get("text") or ""
    pieces = pieces if isinstance(pieces, list) else [pieces]
    text = "".join(piece if isinstance(piece, str) else str(piece.get("text") or "") if isinstance(piece, dict) else "" for piece in pieces)
    poll = message.get("poll")
    if isinstance(poll, dict):
        answers = [_string(answer.get("text")) for answer in poll.get("answers") or () if isinstance(answer, dict)]
        text = "\n".join(line for line in (text, _string(poll.get("question")), *answers) if line)
    return text.strip()


def _notes(message: Mapping[str, Any], channel: str | None) -> tuple[tuple[str, str], ...]:
    """What the export says beside the words: whence it was passed on, what it answers, when it was changed, what it shows, where its links lead."""
    reply = message.get("reply_to_message_id")
    found = {
        "forwarded_from": _string(message.get("forwarded_from")),
        "reply_to": (f"https://t.me/{channel}/{reply}" if channel else str(reply)) if isinstance(reply, int) else "",
        "edited": _moment(message, "edited"),
        "sent": _moment(message, "date"),
        "media": _string(message.get("media_type")) or ("photo" if message.get("photo") else "file" if message.get("file") else ""),
    }
    entities = message.get("text_entities") or message.get("text")
    links = [_string(piece.get("href")) for piece in entities if isinstance(piece, dict)] if isinstance(entities, list) else []
    return (*((name, value) for name, value in found.items() if value), *(("link", link) for link in links if link))


def _issues(message: Mapping[str, Any]) -> tuple[Issue, ...]:
    if "forwarded_from" not in message or message["forwarded_from"]:
        return ()
    return (Issue(code="origin-hidden", message="the message was passed on from an account that is deleted or hides its name"),)


def _day(message: Mapping[str, Any]) -> FoundDay:
    """The day in UTC where the export gives seconds: its other date is in the zone of whoever exported, and two exports would differ."""
    seconds = str(message.get("date_unixtime") or "")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        return check_day(datetime.fromtimestamp(int(seconds), tz=UTC).date())
    return find_day(_string(message.get("date")))


def _moment(message: Mapping[str, Any], field: str) -> str:
    seconds = str(message.get(f"{field}_unixtime") or "")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        return datetime.fromtimestamp(int(seconds), tz=UTC).isoformat().replace("+00:00", "Z")
    return _string(message.get(field))


def _channel(chat: Mapping[str, Any]) -> str | None:
    """The name in addresses, where the export has it (Telegram Desktop leaves it out; other tools write it)."""
    name = _string(chat.get("username")).lstrip("@")
    return name if _NAME.fullmatch(name) else None


def _sender(message: Mapping[str, Any], outlet: str) -> str:
    """Who wrote it, in a group; in a channel the channel itself does."""
    name = _string(message.get("from"))
    return name if name != outlet else ""


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _before(head: bytes, first: bytes, second: bytes) -> bool:
    at, other = head.find(first), head.find(second)
    return at >= 0 and (other < 0 or at < other)


READER = Reader("Telegram export", True, tells, read_export)  # noqa: FBT003
