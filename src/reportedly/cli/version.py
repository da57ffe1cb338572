"""``reportedly version`` and ``reportedly --version``."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.front import VERSION_NAMES, version_line


@answers_errors
def version() -> None:
    """Say which Reportedly this is, and which output format it writes."""
    typer.echo(version_line())


def tell_version(*, wanted: bool) -> None:
    """Says it and ends the program, where it is asked for in place of a command."""
    if wanted:
        typer.echo(version_line())
        raise typer.Exit


def before_commands(
    *,
    version: Annotated[
        bool, typer.Option(*VERSION_NAMES, callback=lambda value: tell_version(wanted=value), is_eager=True, help="Say which Reportedly this is, and exit.")
    ] = False,
) -> None:
    """Options that stand before a command."""
