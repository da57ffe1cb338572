"""``reportedly version``."""

from __future__ import annotations

import typer

from reportedly.cli.errors import answers_errors


@answers_errors
def version() -> None:
    """Say which Reportedly this is, and which output format it writes."""
    from importlib.metadata import version as installed  # noqa: PLC0415

    from reportedly.formats.wire import FORMAT  # noqa: PLC0415

    typer.echo(f"reportedly {installed('reportedly')} ({FORMAT})")
