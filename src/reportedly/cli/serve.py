"""``reportedly serve``: the desk, a page to look at a ledger with, and its API."""

from __future__ import annotations

import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Never

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB
from reportedly.core.errors import LedgerError, PageError
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from reportedly.desk.desk import Desk, DeskSettings

DEFAULTS = Settings()
FEWEST_CHARACTERS = 16
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

SERVE_EPILOG = """
**Examples**

`reportedly serve war.db --open` — open the desk in the browser

`reportedly serve war.db --judge` — let whoever has the token that is printed judge reports and claims

`reportedly serve war.db --prior prior.jsonl --copies copies.jsonl` — begin from who held what, and take copies as found before

`reportedly serve --openapi` — write the API's description

The desk reads the ledger, and writes nothing but judgements, with `--judge`. It answers this computer alone unless `--host` says otherwise.
"""

Database = Annotated[str, typer.Argument(envvar="REPORTEDLY_DB", metavar="[PATH|URL]", help="The ledger: a file, or postgresql://user@host/name.")]
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Address to answer at.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to answer at; 0 takes a free one.")]
AlsoCalled = Annotated[list[str] | None, typer.Option("--name", metavar="HOST", help="A further name under which the server may be called. May be repeated.")]
Judge = Annotated[bool, typer.Option("--judge", help="Let whoever has the token judge; a token is made and printed.")]
TokenFile = Annotated[
    Path | None, typer.Option("--token-file", metavar="FILE", help="Let whoever has the token in this file judge: a line of at least 16 characters.")
]
AllowFetch = Annotated[bool, typer.Option("--allow-fetch", help="Let visitors name addresses to read; never those of private networks.")]
Prior = Annotated[str | None, typer.Option(metavar="FILE", help="Who held what before: a JSON object a line (reportedly holds --prior).")]
Copies = Annotated[str | None, typer.Option("--copies", metavar="FILE", help="Families of copies (reportedly copies --output-clusters).")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]
Gazetteer = Annotated[str | None, typer.Option(envvar="REPORTEDLY_GAZETTEER", metavar="FILE", help="Your own gazetteer.")]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]
OpenApi = Annotated[bool, typer.Option("--openapi", help="Write the API's description (OpenAPI) to standard output, and end.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@answers_errors
def serve(
    db: Database = DEFAULT_DB,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    name: AlsoCalled = None,
    judge: Judge = False,
    token_file: TokenFile = None,
    allow_fetch: AllowFetch = False,
    prior: Prior = None,
    copies: Copies = None,
    pack: PackName = DEFAULTS.pack,
    gazetteer: Gazetteer = DEFAULTS.gazetteer,
    open: Open = False,  # noqa: A002  the option's name
    openapi: OpenApi = False,
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Open the desk: map, timeline, reports and sources of a ledger, as a page and as an API. Offline; it reads, and stores nothing."""
    need_extra()
    if openapi:
        from reportedly.desk.app import describe_api  # noqa: PLC0415

        typer.echo(json.dumps(describe_api(), ensure_ascii=False, indent=1))
        return
    from reportedly.desk.desk import DeskSettings  # noqa: PLC0415

    token = _token(token_file) if token_file else secrets.token_urlsafe(24) if judge else None
    hosts = (*(name or ()), *(() if host in {"0.0.0.0", "::"} else (host,)))  # noqa: S104  what is asked for, not what is done
    settings = DeskSettings(settings=Settings(pack=pack, gazetteer=gazetteer), token=token, allow_fetch=allow_fetch, hosts=hosts)
    _run(open_desk(db, settings, prior, copies), host, port, shown=token if token_file is None else None, opening=open)


def need_extra() -> None:
    """Raises ``LedgerError`` where the desk's extra is not installed."""
    from importlib.util import find_spec  # noqa: PLC0415

    missing = [needed for needed in ("fastapi", "uvicorn") if find_spec(needed) is None]
    if missing:
        message = f"expected what the desk is built on, found no {' and no '.join(missing)}; install it: pip install 'reportedly[desk]'"
        raise LedgerError(message)


def _token(path: Path) -> str:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"expected the token in {path}, found: {error}"
        raise PageError(message) from error
    if len(token) < FEWEST_CHARACTERS or not token.isascii() or any(letter.isspace() for letter in token):
        message = f"expected a token of at least {FEWEST_CHARACTERS} ASCII characters without blanks in {path}, found {len(token)}"
        raise PageError(message)
    return token


def open_desk(db: str, settings: DeskSettings, prior: str | None, copies: str | None) -> Desk:
    """The desk over the ledger. Raises ``LedgerError`` where there is none, ``PageError`` for files that cannot be read."""
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415
    from reportedly.beliefs.prior import read_families, read_prior  # noqa: PLC0415
    from reportedly.cli.clock import SystemClock  # noqa: PLC0415
    from reportedly.desk.desk import Desk  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    held = read_prior(Path(prior), two_sides(load_pack(settings.settings.pack))) if prior else ()
    return Desk(db, settings, SystemClock(), prior=held, families=read_families(Path(copies)) if copies else None)


def _run(desk: Desk, host: str, port: int, *, shown: str | None, opening: bool) -> Never:
    import socket  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from reportedly.desk.app import make_app  # noqa: PLC0415

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            desk.close()
            message = f"expected to answer at {host} port {port}, found: {error.strerror or error}; name another with --port"
            raise LedgerError(message) from error
        address = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}/"
        typer.echo(f"reportedly: {desk.name} at {address}", err=True)
        if shown:
            typer.echo(f"reportedly: token for judgements: {shown}", err=True)
        if host not in LOOPBACK:
            typer.echo("reportedly: other computers can reach this; put a server that speaks HTTPS and asks who they are before it", err=True)
        if not desk.has_page():
            typer.echo("reportedly: the page is not built, the API answers alone; build it: make desk", err=True)
        if opening:
            webbrowser.open(address)
        config = uvicorn.Config(
            make_app(desk, patient=False), log_level="warning", access_log=False, server_header=False, date_header=True,
            use_colors=False if not sys.stderr.isatty() else None, timeout_keep_alive=15, timeout_graceful_shutdown=3, limit_concurrency=500,
            h11_max_incomplete_event_size=64 * 1024,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # how a server is ended
            uvicorn.Server(config).run(sockets=[bound])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # a weighing that was begun takes up to a quarter of an hour and only reads: nothing is lost by leaving it
