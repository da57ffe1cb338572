"""The program's first door: its front page at once, and everything else through the commands.

Loading the command line library takes thirty times as long as starting Python, and the front page needs none of it: what the commands say of
themselves stands in ``front_page.tsv`` (panel, name, summary), written from them by ``make docs`` and compared with them by a test. The commands'
own ``--help`` shows this same page.

The rule that must not be broken: this imports nothing but what Python has loaded when it starts.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

HELP = """Who reportedly holds what, where, since when, and on whose word.

Try it: reportedly read --example messy
"""
USAGE = "Usage: reportedly [OPTIONS] COMMAND [ARGS]..."
HELP_NAMES = ("-h", "--help")
VERSION_NAMES = ("-V", "--version")
ROWS = os.path.join(os.path.dirname(__file__), "front_page.tsv")  # noqa: PTH118, PTH120  pathlib takes as long to load as all the rest
ERROR, NO_COMMAND, BROKEN_PIPE = 1, 2, 141
WIDTH_OF_A_PIPE, LEAST_WIDTH = 80, 40
BOLD, DIM, NAME, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;36m", "\x1b[0m"
CORNERS = "╭─╮│╰╯"
PLAIN_CORNERS = "+-+|++"


def main() -> NoReturn:
    """What ``reportedly`` does. Ends the program with an exit status."""
    fill_closed_streams()
    try:
        answer()
    except OSError as error:  # help and versions; the commands tell of theirs
        discard_output()
        sys.stderr.write(f"reportedly: the system said: {error}\n")
        sys.exit(ERROR)
    raise SystemExit


def answer() -> None:
    """The front page, the release, or what the commands do. Ends with ``SystemExit``. Raises ``OSError`` where standard output cannot be written to."""
    arguments = sys.argv[1:]
    completing = any(name.endswith("_COMPLETE") for name in os.environ)  # a shell asks what could stand there
    if not completing and arguments in ([], *([name] for name in HELP_NAMES)):
        sys.exit(show(0 if arguments else NO_COMMAND))
    if not completing and len(arguments) == 1 and arguments[0] in VERSION_NAMES:
        sys.stdout.write(f"{version_line()}\n")
        sys.stdout.flush()
        sys.exit(0)
    from reportedly.cli.main import app  # noqa: PLC0415  this is what takes long

    app()


def fill_closed_streams() -> None:
    """Put streams where the caller closed his (``>&-``), for Python has ``None`` there: one reads nothing from them, and writing an answer is an error."""
    for name, mode, way in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, way), mode, encoding="utf-8"))  # noqa: PTH123, SIM115  see above; as long as the program


def discard_output() -> None:
    """What is still in the buffer goes nowhere, so that the interpreter's last flush is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def version_line() -> str:
    """This program's name and release, and the output format it writes."""
    from importlib.metadata import version  # noqa: PLC0415  half of what the front page takes

    from reportedly.formats.wire import FORMAT  # noqa: PLC0415

    return f"reportedly {version('reportedly')} ({FORMAT})"


def show(status: int) -> int:
    """The front page to standard output. Gives the exit status: the one given, or that of a reader who went away."""
    try:
        write_page()
        if status != NO_COMMAND:
            sys.stdout.write("\n")  # the command line library ends a page that was asked for so
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    return status


def write_page() -> None:
    """The front page to standard output, as wide and as colored as that takes."""
    sys.stdout.write(fitting(page(screen_width(), color=has_color()), sys.stdout.encoding))


def page(width: int, *, color: bool) -> str:
    """The front page, at most ``width`` columns wide: how to call the program, what it is for, and its commands, panel by panel."""
    bold, plain = (BOLD, PLAIN) if color else ("", "")
    lines = ["", f" {bold}{USAGE}{plain}", "", *(f" {line}".rstrip() for line in HELP.rstrip().split("\n")), ""]
    rows = list(read_rows())
    for title in dict.fromkeys(title for title, _, _ in rows):
        lines += panel(title, [row[1:] for row in rows if row[0] == title], max(width, LEAST_WIDTH), color=color)
    return "\n".join([*lines, ""])


def panel(title: str, rows: Sequence[tuple[str, str]], width: int, *, color: bool) -> Iterator[str]:
    """A frame with its title, and in it a line a row: name, and summary wrapped beside it."""
    dim, named, plain = (DIM, NAME, PLAIN) if color else ("", "", "")
    left, line, right, side, low_left, low_right = tuple(CORNERS)
    column = max(11, max(len(name) for name, _ in rows) + 1)
    room = width - column - 5
    yield f"{dim}{left}{line} {title} {line * (width - len(title) - 5)}{right}{plain}"
    for name, summary in rows:
        shown = name
        for part in wrapped(summary, room):
            yield f"{dim}{side}{plain} {named}{shown}{plain}{' ' * (column - len(shown))} {part:<{room}} {dim}{side}{plain}"
            shown = ""
    yield f"{dim}{low_left}{line * (width - 2)}{low_right}{plain}"


def wrapped(text: str, room: int) -> list[str]:
    """The words in lines of at most ``room`` columns; a longer word stands alone, cut where the line ends. One empty line for no words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            pieces = [word[start : start + room] for start in range(0, len(word), room)]
            lines[len(lines) - (not lines[-1]) :] = pieces
    return lines


def read_rows() -> Iterator[tuple[str, str, str]]:
    """Panel, name and summary of every command and of the program's own options, in order."""
    with open(ROWS, encoding="utf-8") as stream:  # noqa: PTH123  see above
        for line in stream:
            if line.count("\t") == 2:
                title, name, summary = line.rstrip("\n").split("\t")
                yield title, name, summary


def screen_width() -> int:
    """Columns of the screen: as ``COLUMNS`` says, else as the terminal does; 80 where there is none."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH_OF_A_PIPE
    except (OSError, ValueError):  # no terminal; or no file at all
        return WIDTH_OF_A_PIPE


def has_color() -> bool:
    """Whether colors are seen, and wanted (https://no-color.org)."""
    seen = sys.platform != "win32" or "WT_SESSION" in os.environ
    return seen and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fitting(text: str, encoding: str | None) -> str:
    """The text in letters that this encoding has."""
    if not (encoding or "").lower().startswith("utf"):
        text = text.translate(str.maketrans(CORNERS, PLAIN_CORNERS))
        text = text.encode(encoding or "ascii", "replace").decode(encoding or "ascii")
    return text
