"""The docs say what the code does: the reference is fresh, shown output is real, every noun is defined, every link leads somewhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def glossary() -> dict[str, str]:
    """Definition by term, in small letters."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    return {term.lower(): rest for term, rest in re.findall(r"^\*\*([^*]+)\*\*(.*(?:\n(?!\n).*)*)", text, re.MULTILINE)}


def noun(class_name: str) -> str:
    """The words of a class's name: ``OffsetRun`` is an offset run."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", class_name).lower()


def test_the_reference_is_fresh() -> None:
    run("tools/build_reference.py", "--check")


def test_what_the_docs_show_is_what_commands_print() -> None:
    run("tools/refresh_docs.py", "--check")


def test_every_issue_code_is_explained() -> None:
    assert "not explained yet" not in (DOCS / "reference" / "issues.md").read_text(encoding="utf-8")


def test_every_record_is_in_the_glossary() -> None:
    tree = ast.parse((ROOT / "src/reportedly/core/records.py").read_text(encoding="utf-8"))
    names = {noun(node.name) for node in tree.body if isinstance(node, ast.ClassDef)}
    assert names - glossary().keys() == set()


def test_every_public_noun_is_in_the_glossary() -> None:
    things = {name: getattr(reportedly, name) for name in reportedly.__all__}
    nouns = {noun(name) for name, thing in things.items() if isinstance(thing, type) and not issubclass(thing, Exception)}
    assert nouns - glossary().keys() == set()


def test_definitions_are_short_and_in_order() -> None:
    assert [term for term, text in glossary().items() if len(text) > 240] == []
    assert list(glossary()) == sorted(glossary())


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [target.partition("#")[0] for target in LINK.findall(text) if "://" not in target and not target.startswith("#")]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        if page.suffix == ".md":
            targets = LINK.findall(page.read_text(encoding="utf-8"))
            waiting += [(page.parent / target.partition("#")[0]).resolve() for target in targets if "://" not in target]
        readme = page / "README.md"
        waiting += [readme] if readme.is_file() else []
    assert [shown(page) for page in PAGES if page not in reached] == []


def test_the_readme_is_short_and_its_commands_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    used = {target for page in PAGES for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)}
    assert {"demo", "test"} <= used <= targets


def test_python_in_the_readme_runs() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        run("-c", block)


def test_the_changelog_has_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(version)}\]?", text, re.MULTILINE) or "## [Unreleased]" in text


def test_architecture_has_a_row_for_every_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = sorted(path.name for path in (ROOT / "src" / "reportedly").iterdir() if path.is_dir() and not path.name.startswith("__"))
    assert [name for name in folders if f"`{name}/`" not in text] == []
