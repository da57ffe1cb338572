"""What is checked in: nothing of the machine it was written on, and nothing that names a registry's host."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# The backslashes keep this file from finding itself.
HOSTS = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|proxy\.golang\.org")
PATHS = re.compile(r"(?<![\w./:~-])/(?:work|home|root|Users|opt)/|(?<![\w./:~-])/tmp/\w")
# Where the benchmarks beside the checkout may be named: what scores against them, and what says so.
BENCH = re.compile(r"\.\./shared\b|\bshared/(?:bench|DESIGN|FORMAT|STYLE|notes)")
MAY_NAME_BENCH = ("eval/", "bench/", "tests/", "docs/evaluation.md", ".ci/run")
TEXT = {".py", ".toml", ".md", ".txt", ".in", ".yaml", ".yml", ".html", ".css", ".tsv", ".json", ".jsonl", ".cfg", ""}


@cache
def tracked() -> tuple[Path, ...]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return ()
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in tracked() if path.suffix in TEXT}


@pytest.fixture(autouse=True)
def _needs_git() -> None:
    if not tracked():
        pytest.skip("no git checkout: what is tracked cannot be told")


def test_no_registry_host() -> None:
    assert [name for name, text in texts().items() if HOSTS.search(text)] == []


def test_no_absolute_path() -> None:
    found = {name: match.group() for name, text in texts().items() if name != "tests/house/test_tree.py" and (match := PATHS.search(text))}
    assert found == {}


def test_the_benchmarks_are_named_only_where_they_are_used() -> None:
    assert [name for name, text in texts().items() if BENCH.search(text) and not name.startswith(MAY_NAME_BENCH)] == []


def test_nothing_that_a_tool_left_behind() -> None:
    left = re.compile(r"(?:^|/)(?:__pycache__|out|dist|build|\.venv[^/]*|\.[a-z]+_cache)/|\.(?:pyc|db|orig|rej|log)$")
    assert [name for name in texts() if left.search(name)] == []


def test_big_files_are_few() -> None:
    big = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in tracked() if path.stat().st_size > 300_000}
    assert [name for name in big if not name.endswith(("places.tsv.gz", "places_index.gz", "world.tsv.gz"))] == []
    assert sum(big.values()) < 4_000_000


def test_licence_and_notice() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for source in ("GeoNames", "KATOTT"):
        assert source in notice, f"{source} gave places and must be named"
