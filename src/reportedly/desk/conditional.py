"""Answers that are made once: strong ETags from the ledger's last entry and the question, 304, gzip, and a store of answers that were made.

The rule that must not be broken: an ETag names one row of bytes. What an answer hangs on is in it: the ledger's last entry, the question, the last day that
beliefs are given for, the version; and the packed bytes have another than the plain ones.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel
    from starlette.requests import Request

WORTH_PACKING = 1000
"""Bytes: a smaller answer fits one packet either way."""
PACKED_AT = 5
"""Of zlib's levels 1 to 9: 9 takes three times as long and saves 2 % of JSON."""
KEPT_BYTES = 64 * 1024 * 1024
PACKED = "-gzip"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer's bytes, plain and packed; ``packed`` is ``None`` where packing is not worth it."""

    plain: bytes
    packed: bytes | None

    @property
    def size(self) -> int:
        """Bytes held."""
        return len(self.plain) + len(self.packed or b"")


class Kept:
    """Answers made before, by ETag, the last used last; the oldest go when there are too many bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._most, self._held = most, 0
        self._turn = threading.Lock()

    def get(self, tag: str) -> Made | None:
        """The answer, where it is kept."""
        with self._turn:
            made = self._made.get(tag)
            if made is not None:
                self._made.move_to_end(tag)
            return made

    def put(self, tag: str, made: Made) -> None:
        """Keep the answer, if it leaves room for others."""
        if made.size * 4 > self._most:
            return
        with self._turn:
            before = self._made.pop(tag, None)
            self._held += made.size - (before.size if before else 0)
            self._made[tag] = made
            while self._held > self._most:
                _, oldest = self._made.popitem(last=False)
                self._held -= oldest.size


def pack(plain: bytes) -> Made:
    """The bytes with their packed form."""
    return Made(plain, gzip.compress(plain, PACKED_AT, mtime=0) if len(plain) >= WORTH_PACKING else None)


def tag_of(*parts: str) -> str:
    """The ETag, without its quotation marks, of what hangs on these."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:" % len(data := part.encode("utf-8", "surrogatepass")) + data)
    return digest.hexdigest()[:32]


def takes_gzip(request: Request) -> bool:
    """Whether the client takes packed answers."""
    for coding in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def has_it(request: Request, tag: str) -> bool:
    """Whether the client says that it has the answer of this ETag, packed or not. A weak tag matches too (RFC 9110, 13.1.2)."""
    said = request.headers.get("if-none-match")
    if said is None:
        return False
    tags = {one.strip().removeprefix("W/").strip('"') for one in said.split(",")}
    return bool(tags & {tag, tag + PACKED, "*"})


def answer(
    request: Request, tag: str, make: Callable[[], BaseModel | bytes], kept: Kept, *, media_type: str = "application/json", cache: str = "no-cache"
) -> Response:
    """304 where the client has it, else the answer: as kept, or made now."""
    wants_packed = takes_gzip(request)
    headers = {"Vary": "Accept-Encoding", "Cache-Control": cache}
    if has_it(request, tag):
        return Response(status_code=304, headers={**headers, "ETag": f'"{tag}{PACKED if wants_packed else ""}"'})
    made = kept.get(tag)
    if made is None:
        given = make()
        made = pack(given if isinstance(given, bytes) else json_bytes(given))
        kept.put(tag, made)
    if wants_packed and made.packed is not None:
        headers |= {"ETag": f'"{tag}{PACKED}"', "Content-Encoding": "gzip"}
        return Response(made.packed, headers=headers, media_type=media_type)
    return Response(made.plain, headers={**headers, "ETag": f'"{tag}"'}, media_type=media_type)


def json_bytes(model: BaseModel) -> bytes:
    """The answer as JSON; a lone surrogate, which UTF-8 cannot carry, as the replacement character."""
    return model.model_dump_json(by_alias=True).encode("utf-8", "replace")
