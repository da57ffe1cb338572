"""Bytes to text: byte order marks, UTF-8, UTF-16, what the server or the page declares, and old code pages by their letters.

The rule that must not be broken: every sequence of bytes gives text or a ``PageError`` that says what was found;
nothing is lost in silence: each byte that could not be decoded stands in the text as U+FFFD and is counted in an issue.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from reportedly.core.errors import PageError
from reportedly.core.records import Found, Issue

SAMPLE = 65_536  # bytes looked at to guess an encoding; more changes no guess and costs time
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film"),
)
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})"""
    rb"""|^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CLOSING_TAG = re.compile(r"</(?:p|div|a|span|h[1-6]|li|ul|table|title|head|body|html|article|section|script|style|em|strong|blockquote)\s*>", re.IGNORECASE)
# WHATWG Encoding: pages that declare the left-hand name mean the right-hand one.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_STATEFUL = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})  # look like ASCII, and are valid UTF-8
_CODE_PAGES = [
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "iso8859_5",
    "cp1252",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
]
# ą ł ź ż š ž ř of windows-1250: without any of them, accented letters are windows-1252's.
_CENTRAL_EUROPEAN = frozenset(b"\xb9\xb3\x9f\xbf\x9a\x9e\xf8")
_HIGH_BYTES = frozenset({0x00, 0x04, 0x20})  # high halves of Latin, Cyrillic and punctuation in UTF-16


def decode(data: bytes, *, charset: str | None = None, max_bytes: int | None = None) -> Found[str]:
    """The text in these bytes; ``charset`` is what the server declared.

    Raises ``PageError`` for more than ``max_bytes`` and for what is no text (a PDF, a picture, a program).
    An issue ``broken-encoding`` counts what had to be replaced.
    """
    if max_bytes is not None and len(data) > max_bytes:
        raise PageError(f"expected at most {max_bytes:,} bytes, found {len(data):,}; raise max_page_bytes to read it")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    _refuse_binary(data)
    if wide := _utf16_order(data[:SAMPLE]):
        return _replaced(data, wide)
    if len(data[:SAMPLE].translate(None, _CONTROLS)) < 0.98 * len(data[:SAMPLE]):
        raise PageError("expected text or HTML, found binary data (many control bytes); give the page's text or its HTML")
    return _replaced(data, _encoding(data, charset))


def find_encoding(head: bytes) -> str:
    """The codec that ``decode`` would take for a file that begins so: for who decodes line by line. Raises ``PageError`` for what is no text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    _refuse_binary(head)
    return _utf16_order(head[:SAMPLE]) or _encoding(head, None)


def _encoding(data: bytes, charset: str | None) -> str:
    """UTF-8 wherever the bytes are (mostly) that, whatever is declared; then what is declared; then a guess."""
    declared = [name for name in (_codec(charset), _codec(_declared(data[:4096]))) if name]
    if stateful := [name for name in declared if name in _STATEFUL]:
        return stateful[0]
    if _is_utf8(data) or _mostly_utf8(data):
        return "utf-8"
    return next((name for name in declared if name != "utf-8"), None) or _guess(data)


def looks_like_html(text: str) -> bool:
    """True when the text is a page's markup and not a report that has an angle bracket in it."""
    head = text[:SAMPLE].lstrip("\ufeff \t\r\n")
    if re.match(r"<(?:!doctype\s+html|html|head|body|\?xml)\b", head, re.IGNORECASE):
        return True
    closed = _CLOSING_TAG.findall(head)
    return len(closed) >= 3 or (head.startswith("<") and len(closed) >= 1)


def _refuse_binary(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise PageError(f"expected text or HTML, found {what}; give the page's text or its HTML")
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}):
        raise PageError("expected text or HTML, found a picture, sound or film; give the page's text or its HTML")


def _utf16_order(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by its high halves; ``None`` when it is not UTF-16."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2], sample[1::2]
    big, little = (sum(half in _HIGH_BYTES for half in part) / len(part) for part in (even, odd))
    zeros = even.count(0) + odd.count(0)
    # A space, a full stop or a line end has a NUL half: one character in twenty at the least in any running text.
    if zeros * 20 < len(even) or max(big, little) < 0.8 or abs(big - little) < 0.3:
        return None
    return "utf-16-be" if big > little else "utf-16-le"


def _declared(head: bytes) -> str | None:
    match = _META_CHARSET.search(head)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """Python's codec for a declared name; ``None`` for one it does not know, and for UTF-16, which ASCII markup cannot declare."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
        b"".decode(found)  # a codec such as "hex" is no text encoding
    except (LookupError, ValueError, TypeError):
        return None
    return None if found.startswith("utf-16") else _MEANT.get(found, found)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """True when more of the non-ASCII bytes form UTF-8 than not: text that was cut or spliced, not an old code page."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for mark in text if mark > "\x7f" and mark != "\ufffd")
    return good > text.count("\ufffd")


def _guess(data: bytes) -> str:
    """The likeliest old code page; windows-1252 when nothing speaks for another."""
    high = bytes(byte for byte in data[:SAMPLE] if byte > 0x7F)
    if (cyrillic := _cyrillic_page(data[:SAMPLE], high)) is not None:
        return cyrillic
    best = from_bytes(data[:SAMPLE], cp_isolation=_CODE_PAGES).best()
    if best is None or (best.encoding == "cp1250" and not set(high) & _CENTRAL_EUROPEAN):
        return "cp1252"
    return best.encoding


def _cyrillic_page(sample: bytes, high: bytes) -> str | None:
    """windows-1251, KOI8 or cp866 for text whose words are all high bytes; ``None`` for other text.

    The three put small letters at different places (KOI8 swaps the cases), and running text is nine tenths small letters.
    """
    letters = sum(1 for byte in sample if chr(byte).isascii() and chr(byte).isalpha())
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", sample)]
    if len(high) < 8 or sum(runs) / len(runs) < 2.5:
        return None
    small = {
        "cp1251": sum(0xE0 <= byte <= 0xFF or byte in b"\xb3\xba\xb4\xbf\xb8" for byte in high),
        "koi8_u": sum(0xC0 <= byte <= 0xDF or byte in b"\xa4\xa6\xa7\xad\xa3" for byte in high),
        "cp866": sum(0xA0 <= byte <= 0xAF or 0xE0 <= byte <= 0xEF for byte in high),
    }
    best = max(small, key=lambda name: small[name])
    spread = len(set(high))
    # East Asian double-byte text spreads over the whole range; Cyrillic text has at most some 70 letters.
    return best if small[best] > 0.75 * len(high) and spread < 80 and (letters < 20 * len(high)) else None


def _replaced(data: bytes, encoding: str) -> Found[str]:
    try:
        return Found(data.decode(encoding))
    except UnicodeDecodeError:
        pass
    text = data.decode(encoding, "replace")
    before = data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    count = text.count("\ufffd") - before
    message = f"expected {encoding}, found {count} place{'s' if count != 1 else ''} that cannot be decoded; each is shown as \ufffd"
    return Found(text, (Issue(code="broken-encoding", message=message),))
