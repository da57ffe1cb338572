"""One address to bytes over HTTP, once, within limits of time, size and redirects.

The rule that must not be broken: whatever the server does, this ends within ``settings.fetch_seconds`` (and the moment it takes to notice),
holds at most ``settings.max_page_bytes``, and raises nothing but ``FetchError``. Nothing is tried twice.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from reportedly.core.settings import Settings

HEADERS = {
    "User-Agent": "reportedly (research reader of public reporting)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Language": "*",
    "Accept-Encoding": "gzip, deflate",
}
_TEXT_TYPES = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/rss+xml", "application/atom+xml")
# What zlib is told of each content coding; 0: not packed.
_WINDOW_BITS = {"": 0, "identity": 0, "gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: the body unpacked, the address after redirects, and the Content-Type header as sent.

    ``sent`` is the body as it came (packed, where ``headers`` say so). ``status`` 304 answers a conditional request: there is no body, what the caller
    has is still true. ``moved`` is where the address says that it stands for good (301, 308), when it says so from its first answer on.
    """

    data: bytes
    url: str
    content_type: str | None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    sent: bytes = b""
    moved: str | None = None


def fetch(url: str, settings: Settings, types: tuple[str, ...] = _TEXT_TYPES, *, headers: Mapping[str, str] | None = None) -> Fetched:
    """The body at this address; ``types`` are beginnings of the media types that are taken. Raises ``FetchError`` with what went wrong and what to try.

    ``headers`` are sent beside our own (``If-None-Match``, ``If-Modified-Since``: then the answer may be a 304).
    Runs in a thread of its own, so that it may be called where an event loop is running already.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(fetch_async(url, settings, types, headers=headers))).result()


async def fetch_async(url: str, settings: Settings, types: tuple[str, ...] = _TEXT_TYPES, *, headers: Mapping[str, str] | None = None) -> Fetched:
    """``fetch`` for callers that have an event loop."""
    import httpx  # noqa: PLC0415  as slow to load as all readers together: only who fetches pays

    try:
        async with asyncio.timeout(settings.fetch_seconds):
            return await _follow(url, settings, types, headers or {})
    except (TimeoutError, httpx.TimeoutException) as error:
        message = f"expected {url} within {settings.fetch_seconds:g} seconds, found it still under way; try again, or raise fetch_seconds"
        raise FetchError(message) from error
    except httpx.ConnectError as error:
        raise FetchError(_no_connection(url, error)) from error
    except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
        raise FetchError(f"expected an HTTP answer from {url}, found one that cannot be read: {error}") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise FetchError(f"expected {url} to be fetched, found {type(error).__name__}: {error}") from error


async def _follow(url: str, settings: Settings, types: tuple[str, ...], headers: Mapping[str, str]) -> Fetched:
    import httpx  # noqa: PLC0415

    at = _address(url)
    moved: str | None = None
    for_good = True
    # A proxy would make the connection for us, and the check of the address would be worth nothing.
    async with httpx.AsyncClient(timeout=settings.fetch_seconds, trust_env=settings.allow_private_addresses, headers={**HEADERS, **headers}) as client:
        for _ in range(settings.max_redirects + 1):
            request = await _request(client, at, settings)
            response = await client.send(request, stream=True)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    at = _address(str(at.join(response.headers["location"])))
                    for_good = for_good and response.status_code in _FOR_GOOD
                    moved = str(at) if for_good else moved
                    continue
                if response.status_code == NOT_MODIFIED and headers:
                    return _fetched(response, at, b"", b"", moved)
                _check(response, at, settings, types)
                return _fetched(response, at, *await _body(response, at, settings), moved)
            finally:
                await response.aclose()
    raise FetchError(f"expected {url} to end within {settings.max_redirects} redirects, found more; open it in a browser and give the address it ends at")


def _fetched(response: httpx.Response, at: httpx.URL, data: bytes, sent: bytes, moved: str | None) -> Fetched:
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
    content_type = response.headers.get("content-type")
    return Fetched(data=data, url=str(at), content_type=content_type, status=response.status_code, headers=headers, sent=sent, moved=moved)


def _address(url: str) -> httpx.URL:
    import httpx  # noqa: PLC0415

    try:
        at = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"expected an address such as https://example.org/report, found {url!r}: {error}") from error
    if at.scheme not in {"http", "https"} or not at.host:
        raise FetchError(f"expected an address that begins with http:// or https://, found {str(at)[:200]!r}")
    return at


async def _request(client: httpx.AsyncClient, at: httpx.URL, settings: Settings) -> httpx.Request:
    """The request; where private addresses are forbidden, bound to the number that was checked, so that a second look-up cannot give another."""
    if settings.allow_private_addresses:
        return client.build_request("GET", at)
    number = await _public_number(at)
    headers = {"Host": at.netloc.decode("ascii").rpartition("@")[2]}
    return client.build_request("GET", at.copy_with(host=number), headers=headers, extensions={"sni_hostname": at.host})


async def _public_number(at: httpx.URL) -> str:
    """The first number of the host. Raises ``FetchError`` when any of its numbers is not a public one."""
    port = at.port or (443 if at.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(at.host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"expected the host {at.host!r} to have an address, found none: {error}") from error
    numbers = [str(row[4][0]) for row in found]
    for number in numbers:
        address = ipaddress.ip_address(number.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise FetchError(f"expected a public address, found {at.host!r}, which is in a private network; that is not allowed here")
    return numbers[0]


def _check(response: httpx.Response, at: httpx.URL, settings: Settings, types: tuple[str, ...]) -> None:
    status, later = response.status_code, response.headers.get("retry-after")
    if status in {404, 410}:
        raise FetchError(f"expected a page at {at}, found none there (HTTP {status}); check the address, or try a web archive", status=status)
    if status in {401, 402, 403, 429, 451}:
        message = f"expected a page at {at}, found that the server refuses it (HTTP {status}); save the page in a browser and read the file"
        raise FetchError(message, status=status, retry_after=later)
    if not 200 <= status < 300:
        message = f"expected a page at {at}, found HTTP {status} {response.reason_phrase}; try again later"
        raise FetchError(message, status=status, retry_after=later)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(types):
        raise FetchError(f"expected {'text or HTML' if types[0] == 'text/' else types[0]} at {at}, found {kind}")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > settings.max_page_bytes:
        raise FetchError(_too_large(at, settings))


async def _body(response: httpx.Response, at: httpx.URL, settings: Settings) -> tuple[bytes, bytes]:
    """The body unpacked, and as it was sent. Unpacked here: the client unpacks a whole chunk at once, and gzip in gzip makes gigabytes of 64 kB."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in _WINDOW_BITS:
        raise FetchError(f"expected a body in gzip or deflate from {at}, found {coding[:60]!r}; save the page in a browser and read the file")
    unpacker = zlib.decompressobj(_WINDOW_BITS[coding]) if _WINDOW_BITS[coding] else None
    data, sent = bytearray(), bytearray()
    limit = settings.max_page_bytes
    async for chunk in response.aiter_raw():
        if unpacker is not None:
            sent += chunk
        try:
            data += chunk if unpacker is None else unpacker.decompress(chunk, limit + 1 - len(data))
        except zlib.error as error:
            raise FetchError(f"expected a body in {coding} from {at}, found one that cannot be unpacked: {error}; try again") from error
        if len(data) > limit or len(sent) > limit:
            raise FetchError(_too_large(at, settings))
    unpacked = bytes(data)
    return unpacked, unpacked if unpacker is None else bytes(sent)


def _too_large(at: httpx.URL, settings: Settings) -> str:
    return f"expected at most {settings.max_page_bytes:,} bytes at {at}, found more; raise max_page_bytes to read it"


def _no_connection(url: str, error: httpx.ConnectError) -> str:
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 9:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(item, ssl.SSLError) for item in causes):
        return f"expected a connection to {url} that can be trusted, found a TLS error: {error}"
    if any(isinstance(item, socket.gaierror) for item in causes):
        return f"expected the host of {url} to have an address, found none; check the spelling and the network"
    return f"expected a connection to {url}, found: {error or 'none could be made'}"
