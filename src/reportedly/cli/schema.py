"""``reportedly schema``."""

from __future__ import annotations

import typer

from reportedly.cli.errors import answers_errors


@answers_errors
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of one line of `--format jsonl`."""
    import json  # noqa: PLC0415

    from reportedly.formats.schema import output_schema  # noqa: PLC0415

    typer.echo(json.dumps(output_schema(), indent=2))
