"""The output formats by name, and what writes each.

The rule that must not be broken: a format is a head, one piece a report, and a tail, so that any number of reports is written as they come.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading


class OutputFormat(StrEnum):
    """What ``--format`` may be."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Writer:
    """``head``, then ``write`` of each reading, then ``tail``. ``write`` can be pickled, so that other processes can do it."""

    write: Callable[[Reading], str]
    head: str = ""
    tail: str = ""


def find_writer(name: OutputFormat, *, single: bool = False, width: int = 100, color: bool = False) -> Writer:
    """The writer of this format. ``single`` gives a page its one report's title; ``width`` and ``color`` are the terminal's."""
    if name is OutputFormat.HTML:
        from reportedly.formats.html import page_head, page_tail, to_article, to_html  # noqa: PLC0415  templates are loaded when they are wanted

        return Writer(to_html) if single else Writer(to_article, page_head(), page_tail())
    if name is OutputFormat.TEXT:
        from reportedly.formats.text import to_text  # noqa: PLC0415

        return Writer(to_text)
    if name is OutputFormat.TERMINAL:
        from reportedly.formats.terminal import to_terminal  # noqa: PLC0415

        return Writer(functools.partial(to_terminal, width=width, color=color))
    return Writer(write_line)


def write_line(reading: Reading) -> str:
    """One line of Reportedly JSON with its line end."""
    from reportedly.formats.wire import to_line  # noqa: PLC0415

    return to_line(reading) + "\n"
