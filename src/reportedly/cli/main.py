"""``reportedly``: the commands, each in a file of its own.

The rule that must not be broken: this imports nothing that reads; ``reportedly --help`` answers at once.
"""

from __future__ import annotations

import typer

from reportedly.cli.gazetteer import gazetteer_app
from reportedly.cli.pack import pack_app
from reportedly.cli.read import EPILOG, read
from reportedly.cli.schema import schema
from reportedly.cli.version import version

HELP = """Who reportedly holds what, where, since when, and on whose word.

Try it: reportedly read --example messy
"""

app = typer.Typer(
    help=HELP, no_args_is_help=True, rich_markup_mode="markdown", pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]}
)
app.command(epilog=EPILOG, no_args_is_help=True)(read)
app.command()(schema)
app.command()(version)
app.add_typer(pack_app, name="pack")
app.add_typer(gazetteer_app, name="gazetteer")
