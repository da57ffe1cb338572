"""Writes ``docs/reference`` from the code: ``python tools/build_reference.py [--check]``.

The rule that must not be broken: what stands there is read from the code, so it cannot say anything else; a test runs ``--check``.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer.main

import reportedly
from reportedly.cli.main import app
from reportedly.flow import GIVEN, RIVER

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.export_page import claim_columns_page, export_columns_page
from tools.format_page import format_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "reportedly"
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code. Do not edit. -->\n"
ISSUE_MAKERS = re.compile(r"Issue|_?(?:\w+_)?(?:issue|fault|trouble)")
SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")


def main() -> int:
    """Exit status 1 when ``--check`` finds a page that is not what the code says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    arguments = parser.parse_args()
    stale = []
    for name, page in PAGES.items():
        path = REFERENCE / name
        text = NOTE + "\n" + page().rstrip() + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"{'stale' if arguments.check else 'wrote'}: {', '.join(stale)}" + ("; run: make docs" if arguments.check else ""))
    return 1 if stale and arguments.check else 0


# ── commands ────────────────────────────────────────────────────────────────────────────────────────────


def commands_page() -> str:
    """Every command with its arguments and options, as the command line itself knows them."""
    lines = ["# Commands", ""]
    for path, command in iter_commands():
        lines += [f"## `{path}`", "", _prose(command.help or command.short_help or ""), ""]
        options = [parameter for parameter in command.params if parameter.name != "help" and not getattr(parameter, "hidden", False)]
        if options:
            lines += ["| option | meaning | default |", "|---|---|---|"]
            lines += [_option(parameter) for parameter in options]
            lines.append("")
    return "\n".join(lines)


def iter_commands() -> Iterator[tuple[str, Any]]:
    """Every command under its whole name, groups first, in the order of ``--help``."""

    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield path, command
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.hidden:
                yield from walk(f"{path} {name}", inner)

    yield from walk("reportedly", typer.main.get_command(app))


def _option(parameter: Any) -> str:
    """One row of the table. Only what every release of typer gives is asked for."""
    value = "" if getattr(parameter, "is_flag", False) else parameter.metavar or parameter.name.upper()
    names = ", ".join(f"`{each}`" for each in [*parameter.opts, *parameter.secondary_opts])
    shown = f"`{value}`" if parameter.param_type_name == "argument" else f"{names} {value}"
    default = parameter.default if isinstance(parameter.default, str | int | float) and not isinstance(parameter.default, bool) else ""
    if isinstance(getattr(parameter, "show_default", None), str):
        default = parameter.show_default  # said in words where it depends on the machine
    environment = f" Environment: `{parameter.envvar}`." if isinstance(parameter.envvar, str) else ""
    return f"| {_cell(shown)} | {_cell(_prose(parameter.help or '') + environment)} | {f'`{default}`' if default != '' else ''} |"


# ── settings, records, steps, issues, errors ────────────────────────────────────────────────────────────


def settings_page() -> str:
    """Every setting with its default and what it limits."""
    lines = ["# Settings", "", "One frozen value, passed in: `reportedly.Settings`. The command line makes it from its options.", ""]
    lines += ["| setting | default | meaning |", "|---|---|---|"]
    tree = ast.parse((SOURCE / "core" / "settings.py").read_text(encoding="utf-8"))
    settings = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    for field, text in _fields(settings):
        default = ast.unparse(field.value) if field.value else ""
        lines.append(f"| `{ast.unparse(field.target)}` | `{default}` | {_cell(_prose(text))} |")
    return "\n".join(lines)


def records_page() -> str:
    """Every record and enumeration, in flow order, with its fields."""
    tree = ast.parse((SOURCE / "core" / "records.py").read_text(encoding="utf-8"))
    lines = ["# Records", "", "All of them stand in `core/records.py`, in flow order. How they are written: [Reportedly JSON](format.md).", ""]
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        lines += [f"## {node.name}", "", _prose(ast.get_docstring(node) or ""), ""]
        members = [child for child in node.body if isinstance(child, ast.Assign)]
        if members:
            lines += [", ".join(f"`{ast.literal_eval(member.value)}`" for member in members), ""]
        fields = list(_fields(node))
        if fields:
            lines += ["| field | type |", "|---|---|"]
            lines += [f"| `{ast.unparse(field.target)}` | `{_cell(ast.unparse(field.annotation))}` |" for field, _ in fields]
            lines.append("")
    return "\n".join(lines)


def river_page() -> str:
    """Every step with what it needs and gives."""
    lines = ["# The river", "", f"A step is called with what it needs by name; `{'`, `'.join(GIVEN)}` are given from the start.", ""]
    lines += ["| step | function | needs | gives | languages | version |", "|---|---|---|---|---|---|"]
    for step in RIVER:
        function = f"`{step.function.__module__}.{step.function.__qualname__}`"
        cells = [step.name, function, ", ".join(step.needs), step.gives, ", ".join(sorted(step.languages)), str(step.version)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def issues_page() -> str:
    """Every issue code that the code can give, with what it means; `…` stands for what is filled in."""
    lines = [
        "# Issues",
        "",
        "What the program could not do with a report, or a pack: a code of these, a message, and a span where one can be told.",
        "",
    ]
    pages = sorted((REFERENCE / "issue-codes").glob("*.md"))
    meanings = {code: text for page in pages for code, text in re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)}
    rows = sorted({row for path in sorted(SOURCE.rglob("*.py")) for row in _issues_of(path)})
    lines += ["| code | means | message | from |", "|---|---|---|---|"]
    for code in sorted({row[0] for row in rows}):
        messages = " · ".join(dict.fromkeys(_cell(message) for name, message, _ in rows if name == code and message))
        modules = ", ".join(dict.fromkeys(f"`{module}`" for name, _, module in rows if name == code))
        lines.append(f"| `{code}` | {meanings.get(code, 'not explained yet')} | {messages} | {modules} |")
    lines += ["", f"By part: {', '.join(f'[{page.stem}](issue-codes/{page.name})' for page in pages)}."]
    return "\n".join(lines)


def _issues_of(path: Path) -> Iterator[tuple[str, str, str]]:
    module = path.relative_to(SOURCE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        assigned = [(node.lineno, target.id, node.value) for node in ast.walk(scope) if isinstance(node, ast.Assign) for target in _names(node)]
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if not ISSUE_MAKERS.fullmatch(name):
                continue
            keywords = {keyword.arg: keyword.value for keyword in call.keywords}
            code = keywords.get("code", call.args[0] if call.args else None)
            if not isinstance(code, ast.Constant) or not isinstance(code.value, str) or not SLUG.fullmatch(code.value):
                continue
            message = keywords.get("message", call.args[1] if len(call.args) == 2 else None)
            before = {name: value for line, name, value in sorted(assigned, key=lambda row: row[0]) if line <= call.lineno}
            yield code.value, _template(message, before), module


def _names(node: ast.Assign) -> list[ast.Name]:
    return [target for target in node.targets if isinstance(target, ast.Name)]


def _template(node: ast.expr | None, names: dict[str, ast.expr]) -> str:
    """The words of a message, `…` for what is filled in; empty when they are made elsewhere."""
    if isinstance(node, ast.Name) and node.id in names:
        node = names[node.id]
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def errors_page() -> str:
    """The tree of errors, from the module that draws it."""
    tree = ast.parse((SOURCE / "core" / "errors.py").read_text(encoding="utf-8"))
    return f"# Errors\n\n```text\n{ast.get_docstring(tree)}\n```\n"


def api_page() -> str:
    """Every public name of ``reportedly``, with its signature and docstring."""
    lines = ["# Python API", "", "`import reportedly` costs nothing: a name is loaded when it is first asked for.", ""]
    for name in reportedly.__all__:
        thing = getattr(reportedly, name)
        lines += [f"## {name}", ""]
        if not isinstance(thing, type):
            lines += ["```python", f"{name}{inspect.signature(thing)}", "```", ""]
        lines += ["```text", inspect.getdoc(thing) or "", "```", ""]
    return "\n".join(lines)


def front_rows() -> str:
    """What the program's front page says of each command and option: panel, name, summary, parted by tabs (``cli/front.py`` shows it)."""
    group = typer.main.get_command(app)
    context = group.make_context("reportedly", ["version"], resilient_parsing=True)
    options = [("Options", ", ".join(sorted(option.opts)), cast("Any", option).help or "") for option in group.get_params(context)]  # as a set gives them
    commands: dict[str, list[tuple[str, str, str]]] = {}
    for name, command in cast("Any", group).commands.items():
        title = getattr(command, "rich_help_panel", None) or "Commands"
        commands.setdefault(title, []).append((title, name, _prose((command.help or "").split("\n\n")[0]).replace("`", "")))
    return "\n".join("\t".join(row) for row in [*options, *(row for rows in commands.values() for row in rows)])


def howto_page() -> str:
    """The how-tos by title."""
    pages = [page for page in sorted((ROOT / "docs" / "howto").glob("*.md")) if page.name != "README.md"]
    return "\n".join(["# How to", "", *(f"- [{page.read_text(encoding='utf-8').splitlines()[0].removeprefix('# ')}]({page.name})" for page in pages)])


def _fields(node: ast.ClassDef) -> Iterator[tuple[ast.AnnAssign, str]]:
    """The fields of a dataclass, each with the text that stands under it."""
    for number, child in enumerate(node.body):
        if isinstance(child, ast.AnnAssign):
            after = node.body[number + 1] if number + 1 < len(node.body) else None
            text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            yield child, str(text)


def _prose(text: str) -> str:
    """Markdown of a docstring: double backticks become single ones; paragraphs stay."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.replace("``", "`").replace("\b", "").split("\n\n")).strip()


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "format.md": format_page,
    "claim-columns.md": claim_columns_page,
    "export-columns.md": export_columns_page,
    "records.md": records_page,
    "river.md": river_page,
    "issues.md": issues_page,
    "errors.md": errors_page,
    "api.md": api_page,
    "../howto/README.md": howto_page,
    "../../src/reportedly/cli/front_page.tsv": front_rows,
}

if __name__ == "__main__":
    sys.exit(main())
