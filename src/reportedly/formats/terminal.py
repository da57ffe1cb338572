"""reading ─draw→ the terminal report: what is known of the page, who said what, what to check.

The rule that must not be broken: a report's words are hostile; nothing in them may move the cursor or colour the screen.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.formats.words import ReadingWords, visible

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reportedly.core.records import Claim, Finding, Reading

NARROW = 76
"""Columns; below this the table of five would have cells of a few letters, so claims are stacked instead."""
CONTEXT = 32
"""Characters shown on each side of what a finding points at."""
MOST_SPANS = 3
"""Of one finding, with their surroundings; the rest are counted."""


def to_terminal(reading: Reading, *, width: int = 100, color: bool = False) -> str:
    """The report for a screen of so many columns; plain text without ``color``."""
    file = io.StringIO()
    system: Literal["256"] | None = "256" if color else None
    console = Console(file=file, width=max(width, 30), force_terminal=color, color_system=system, highlight=False, emoji=False, markup=False)
    words = ReadingWords(reading)
    console.print(_header(words))
    if reading.claims:
        console.print(_claims(words, narrow=width < NARROW))
    else:
        console.print(Padding(Text(words.nothing_found), (1, 2)))
    if reading.findings:
        console.print(_heading(f"To check ({len(reading.findings)})"))
        console.print(*[_finding(words, finding) for finding in reading.findings], sep="\n")
    if words.corrections:
        console.print(_heading("Suggested corrections"))
        console.print(*[Text.assemble("  ", (old, "strike red" if color else ""), " → ", (new, "bold green")) for old, new in words.corrections], sep="\n")
    if reading.issues:
        console.print(_heading("What could not be done"))
        console.print(*[Padding(Text.assemble((issue.code, "bold"), "  ", visible(issue.message)), (0, 0, 0, 2)) for issue in reading.issues], sep="\n")
    console.print()
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n")) if not color else file.getvalue()


def _header(words: ReadingWords) -> RenderableType:
    document = words.reading.document
    published, why = words.published
    rows = [
        ("outlet", visible(document.outlet or "")),
        ("by", visible(", ".join(document.authors))),
        ("address", visible(document.url or "")),
        ("published", published),
        ("", why),
        ("language", words.language),
        ("length", words.size),
        ("found", words.found),
    ]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        if value:
            table.add_row(name, Text(value, style="dim" if not name else ""))
    return Group(Text(words.title, style="bold"), Padding(table, (0, 0, 0, 2)))


def _heading(words: str) -> RenderableType:
    return Padding(Text(words, style="bold"), (1, 0, 0, 0))


def _claims(words: ReadingWords, *, narrow: bool) -> RenderableType:
    if narrow:
        return Padding(Group(*[_stacked(words, claim) for claim in words.reading.claims]), (1, 0, 0, 0))
    table = Table(box=box.HORIZONTALS, padding=(0, 1), pad_edge=False, expand=True, show_lines=True, header_style="bold", border_style="dim")
    for name, ratio in (("Who", 5), ("What", 4), ("Where", 5), ("When", 4), ("On whose word", 6)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("How sure", width=8)
    for claim in words.reading.claims:
        where, when, sure = words.where(claim) or "—", words.when(claim), words.sure(claim)
        table.add_row(_who(words, claim), _what(words, claim), Text(where), Text(when), _on_whose_word(words, claim), Text(sure))
    return Padding(table, (1, 0, 0, 0))


def _who(words: ReadingWords, claim: Claim) -> Text:
    text = Text(words.who(claim) or "—")
    if words.to_whom(claim):
        text.append(f"\n→ {words.to_whom(claim)}")
    return text


def _what(words: ReadingWords, claim: Claim) -> Text:
    text = Text(words.what(claim), style="bold")
    for more in (words.many(claim), words.control(claim)):
        if more:
            text.append(f"\n{more}", style="not bold")
    return text


def _on_whose_word(words: ReadingWords, claim: Claim) -> Text:
    text = Text(words.chain(claim))
    if words.against_interest(claim):
        text.append(f"\nagainst interest: {words.against_interest(claim)}", style="green")
    return text


def _stacked(words: ReadingWords, claim: Claim) -> RenderableType:
    first = Text.assemble((words.what(claim), "bold"), f"  {words.when(claim)}")
    lines = [("who", words.who(claim)), ("to whom", words.to_whom(claim)), ("how many", words.many(claim)), ("where", words.where(claim))]
    lines += [
        ("control", words.control(claim)),
        ("said by", f"{words.chain(claim)} · {words.sure(claim)}"),
        ("against interest", words.against_interest(claim)),
    ]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", width=8)
    grid.add_column(overflow="fold")
    for name, value in lines:
        if value:
            grid.add_row(name, Text(value))
    return Padding(Group(first, Padding(grid, (0, 0, 0, 2))), (0, 0, 1, 0))


def _finding(words: ReadingWords, finding: Finding) -> RenderableType:
    parts: list[RenderableType] = [Padding(Text.assemble((str(finding.kind), "yellow"), "  ", visible(finding.message)), (0, 0, 0, 2))]
    for span in finding.spans[:MOST_SPANS]:
        before, at, after = words.context(span.start, span.end, CONTEXT)
        parts.append(Padding(Text.assemble((before, "dim"), (at, "bold underline"), (after, "dim")), (0, 0, 0, 6)))
    if len(finding.spans) > MOST_SPANS:
        parts.append(Padding(Text(f"and {len(finding.spans) - MOST_SPANS} more", style="dim"), (0, 0, 0, 6)))
    return Group(*parts)
