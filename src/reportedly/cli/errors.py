"""What a person sees when a command cannot do its work: one line on standard error, and an exit status.

0 all answered · 1 error · 2 usage · 3 some input could not be read at all · 130 interrupted · 141 the reader of our output went away.
The rule that must not be broken: a traceback is shown only to whoever asked for it.
"""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING, ParamSpec

import typer

from reportedly.core.errors import ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")

ERROR, SOME_UNREAD, INTERRUPTED, BROKEN_PIPE = 1, 3, 130, 141


def answers_errors(command: Callable[Arguments, int | None]) -> Callable[Arguments, None]:
    """The command, ending with the status it returns; errors become one line, unless its option ``traceback`` is on."""

    @functools.wraps(command)
    def wrapped(*args: Arguments.args, **options: Arguments.kwargs) -> None:
        try:
            status = command(*args, **options) or 0
        except (typer.Exit, typer.BadParameter):
            raise
        except BrokenPipeError:
            # What is still in the buffer goes nowhere, so that the interpreter's last flush is quiet.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except KeyboardInterrupt:
            typer.echo("reportedly: interrupted; what was answered so far is kept", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if options.get("traceback"):
                raise
            typer.echo(f"reportedly: {describe(error)}", err=True)
            raise typer.Exit(ERROR) from None
        raise typer.Exit(status)

    return wrapped


def describe(error: Exception) -> str:
    """One line for the error: what was expected, what was found, what to try."""
    words = " ".join(str(error).split())
    if isinstance(error, ReportedlyError):
        return words
    if isinstance(error, OSError):
        return f"the system said: {words}"
    return f"an error that was not foreseen, {type(error).__name__}: {words}; run it again with --traceback and report what it shows"
