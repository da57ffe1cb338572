"""``reportedly``: the commands, each in a file of its own.

The rule that must not be broken: this imports nothing that reads; ``reportedly COMMAND --help`` answers at once (``front.py`` answers ``reportedly --help``).
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from reportedly.cli.add import ADD_EPILOG, add
from reportedly.cli.check import check
from reportedly.cli.claims import CLAIMS_EPILOG, claims
from reportedly.cli.compare import COMPARE_EPILOG, compare
from reportedly.cli.copies import COPIES_EPILOG, copies
from reportedly.cli.diff import diff
from reportedly.cli.doctor import doctor
from reportedly.cli.errors import BROKEN_PIPE
from reportedly.cli.export import EXPORT_EPILOG, export
from reportedly.cli.forget import forget
from reportedly.cli.front import HELP, write_page
from reportedly.cli.gazetteer import gazetteer_app
from reportedly.cli.holds import HOLDS_EPILOG, holds
from reportedly.cli.judge import JUDGE_EPILOG, judge, judgements
from reportedly.cli.pack import pack_app
from reportedly.cli.places import places
from reportedly.cli.read import EPILOG, read
from reportedly.cli.report import report
from reportedly.cli.schema import schema
from reportedly.cli.search import search
from reportedly.cli.serve import SERVE_EPILOG, serve
from reportedly.cli.site import SITE_EPILOG, site
from reportedly.cli.speakers import speakers
from reportedly.cli.version import before_commands, version
from reportedly.cli.watch import watch
from reportedly.cli.whole import backup, merge
from reportedly.cli.why import why
from reportedly.cli.witnesses import disputes, happenings

ONE, GATHER, ASK = "Read reports", "Gather reports into a ledger", "Ask a ledger"
WEIGH, KEEP, ABOUT = "Weigh what they say", "Keep a ledger in order", "Packs, places, formats"
LOOK = "Look at a ledger"


class Commands(TyperGroup):
    """The commands. Help cut short by its reader (``--help | head``) ends as every command does then, not as an error."""

    def main(self, *args: Any, **options: Any) -> Any:
        """What the command line library gives, or exit status 141."""
        try:
            return super().main(*args, **options)
        except SystemExit as end:
            if isinstance(end.__context__, BrokenPipeError):
                raise SystemExit(BROKEN_PIPE) from None
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  the library's own writes to the screen itself, too
        """Writes the front page, which ``reportedly --help`` shows without loading this."""
        write_page()


app = typer.Typer(
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(before_commands)
app.command(rich_help_panel=ONE, epilog=EPILOG, no_args_is_help=True)(read)
app.command(rich_help_panel=ONE, epilog=COPIES_EPILOG)(copies)
app.command(rich_help_panel=ONE, no_args_is_help=True)(places)
app.command(rich_help_panel=GATHER, epilog=ADD_EPILOG, no_args_is_help=True)(add)
app.command(rich_help_panel=GATHER, no_args_is_help=True)(watch)
app.command(rich_help_panel=ASK, epilog=CLAIMS_EPILOG)(claims)
app.command(rich_help_panel=ASK, no_args_is_help=True)(report)
app.command(rich_help_panel=ASK, no_args_is_help=True)(search)
app.command(rich_help_panel=ASK)(speakers)
app.command(rich_help_panel=ASK, no_args_is_help=True)(diff)
app.command(rich_help_panel=ASK, epilog=EXPORT_EPILOG, no_args_is_help=True)(export)
app.command(rich_help_panel=WEIGH, epilog=HOLDS_EPILOG, no_args_is_help=True)(holds)
app.command(rich_help_panel=WEIGH)(happenings)
app.command(rich_help_panel=WEIGH)(disputes)
app.command(rich_help_panel=WEIGH, no_args_is_help=True)(why)
app.command(rich_help_panel=WEIGH, epilog=COMPARE_EPILOG, no_args_is_help=True)(compare)
app.command(rich_help_panel=LOOK, epilog=SERVE_EPILOG)(serve)
app.command(rich_help_panel=LOOK, epilog=SITE_EPILOG, no_args_is_help=True)(site)
app.command(rich_help_panel=KEEP, epilog=JUDGE_EPILOG, no_args_is_help=True)(judge)
app.command(rich_help_panel=KEEP)(judgements)
app.command(rich_help_panel=KEEP, no_args_is_help=True)(forget)
app.command(rich_help_panel=KEEP)(check)
app.command(rich_help_panel=KEEP, no_args_is_help=True)(backup)
app.command(rich_help_panel=KEEP, no_args_is_help=True)(merge)
app.command(rich_help_panel=ABOUT)(doctor)
app.command(rich_help_panel=ABOUT)(schema)
app.command(rich_help_panel=ABOUT)(version)
app.add_typer(pack_app, name="pack", rich_help_panel=ABOUT)
app.add_typer(gazetteer_app, name="gazetteer", rich_help_panel=ABOUT)
