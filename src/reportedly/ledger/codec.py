"""A whole reading or page as bytes, and back: what `report`, exports and replay read.

The rule that must not be broken: ``decode(type(record), encode(record, text), text) == record``, and equal records give equal bytes.
A field that is added to a record later is ``None``, empty or its default in what was stored before; one that can be none of these breaks old ledgers.

A record is a JSON object of its fields; ``None`` and empty tuples are left out, and so is a ``text`` or ``quote`` that is the report's own
text from ``start`` to ``end``.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.core.day_range import DayRange

if TYPE_CHECKING:
    from reportedly.core.records import Reading

Record = TypeVar("Record")
Plain = Any
SLICES = frozenset({"text", "quote"})
"""Fields that repeat the report's text between ``start`` and ``end``."""
REQUIRED = object()
"""Stands for a field that must have been stored."""


def encode(record: object, text: str = "") -> bytes:
    """The record as compact JSON. ``text`` is the report's, and is left out wherever it is repeated."""
    return _dumped(_plain(record, text))


def encode_reading(reading: Reading) -> tuple[bytes, str]:
    """The reading as bytes, and a hash of what was read: of all of it but under which name and address."""
    plain = _plain(reading, reading.document.text)
    pieces = {name: _dumped(value) for name, value in plain.items()}  # most of it stands in both, and is written once
    return _joined(pieces), _hash_of(plain, pieces)


def hash_of_reading(data: bytes) -> str:
    """The hash of a reading that was stored, by its bytes as they are: a record that has more fields today does not change what was written then.

    Raises ``ValueError`` where the bytes are no stored reading.
    """
    plain = json.loads(data.decode("utf-8", "surrogatepass"))
    try:
        return _hash_of(plain, {name: _dumped(value) for name, value in plain.items()})
    except (KeyError, TypeError, AttributeError) as error:
        message = f"expected a stored reading, found: {type(error).__name__}: {error}"
        raise ValueError(message) from error


def _hash_of(plain: dict[str, Plain], pieces: dict[str, bytes]) -> str:
    """Of all but its name and address; ``pieces`` are the fields as they are written."""
    document = {name: value for name, value in plain["document"].items() if name != "url"}
    rest = {name: _dumped(document) if name == "document" else piece for name, piece in pieces.items() if name != "id"}
    return hashlib.sha256(_joined(rest)).hexdigest()[:32]


def _joined(pieces: dict[str, bytes]) -> bytes:
    """The object of these fields, as ``_dumped`` writes it; the names are those of fields, or were read from JSON that we wrote."""
    return b"{" + b",".join(_dumped(name) + b":" + piece for name, piece in pieces.items()) + b"}"


def decode(kind: type[Record], data: bytes, text: str = "") -> Record:
    """The record. Raises ``ValueError`` when the bytes are no such record."""
    try:
        made = _reader(typing.cast("Any", kind))(json.loads(data.decode("utf-8", "surrogatepass")), text)
    except (KeyError, TypeError, AttributeError) as error:
        message = f"expected a stored {kind.__name__}, found: {type(error).__name__}: {error}"
        raise ValueError(message) from error
    return typing.cast("Record", made)


def _dumped(plain: Plain) -> bytes:
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _plain(value: object, text: str) -> Plain:
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or value is None:
        return value
    if kind is tuple:
        return [_plain(item, text) for item in typing.cast("tuple[object, ...]", value)]
    if kind is DayRange:
        days = typing.cast("DayRange", value)
        return [days.earliest and days.earliest.isoformat(), days.latest and days.latest.isoformat()]
    if isinstance(value, Enum):
        return value._value_  # ``value`` is the same by way of a descriptor, and was a tenth of the time
    if isinstance(value, date):
        return value.isoformat()
    return _fields_of(value, kind, text)


def _fields_of(record: object, kind: type, text: str) -> dict[str, Plain]:
    plain = {}
    for name, is_slice in _fields(kind):
        inner = getattr(record, name)
        if inner is None:
            continue
        sort = type(inner)
        if sort is str:
            if not is_slice or inner != text[record.start : record.end]:  # type: ignore[attr-defined]
                plain[name] = inner
        elif sort is int or sort is float or sort is bool:
            plain[name] = inner
        elif sort is not tuple or inner:
            plain[name] = _plain(inner, text)
    if kind.__name__ == "Document" and plain.get("text") == text:
        del plain["text"]
    return plain


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, bool], ...]:
    names = [field.name for field in dataclasses.fields(kind)]
    return tuple((name, name in SLICES and "start" in names) for name in names)


Reader = Callable[[Plain, str], Any]


@functools.cache
def _reader(kind: Any) -> Reader:  # noqa: PLR0911  one return a kind of type
    """What makes a value of this type from its plain form."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not types.NoneType))
        return lambda plain, text: None if plain is None else inner(plain, text)
    if origin is tuple:
        inner = _reader(arguments[0])
        return lambda plain, text: tuple([inner(item, text) for item in plain])
    if kind is DayRange:
        return lambda plain, _: DayRange(*(end and date.fromisoformat(end) for end in plain))
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = {member.value: member for member in kind}
        return lambda plain, _: values[plain]
    if kind in (date, datetime):
        return lambda plain, _: kind.fromisoformat(plain)
    if dataclasses.is_dataclass(kind):
        return functools.partial(_record, typing.cast("Any", kind), _field_readers(typing.cast("type", kind)))
    return lambda plain, _: plain


def _record(kind: Callable[..., Any], readers: Mapping[str, tuple[Reader, Any]], plain: Mapping[str, Plain], text: str) -> Any:
    made = {}
    for name, (read, absent) in readers.items():
        if name in plain:
            made[name] = read(plain[name], text)
        elif absent is REQUIRED:
            raise KeyError(name)
        elif absent is not SLICES:
            made[name] = absent
        elif "start" in plain:
            made[name] = text[plain["start"] : plain["end"]]
        else:
            made[name] = text
    return kind(**made)


def _field_readers(kind: type) -> dict[str, tuple[Reader, Any]]:
    """For each field its reader, and what stands for it when it was left out; ``SLICES`` for a stretch of the text."""
    hints = typing.get_type_hints(kind, localns={"DayRange": DayRange, "date": date, "datetime": datetime})
    readers: dict[str, tuple[Reader, Any]] = {}
    names = [field.name for field in dataclasses.fields(kind)]
    for field in dataclasses.fields(kind):
        name, hint = field.name, hints[field.name]
        absent: Any = field.default if field.default is not dataclasses.MISSING else REQUIRED
        if typing.get_origin(hint) is tuple:
            absent = ()
        elif types.NoneType in typing.get_args(hint):
            absent = None
        if (name in SLICES and "start" in names) or (name == "text" and kind.__name__ == "Document"):
            absent = SLICES
        readers[name] = (_reader(hint), absent)
    return readers
