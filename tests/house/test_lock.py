"""Everything is pinned with hashes, and the lock names no host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("run.txt", "dev.txt")


def pinned(name: str) -> dict[str, str]:
    """Version by distribution; the later of two that are pinned for different Pythons."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^([a-z0-9.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


@pytest.mark.parametrize("lock", LOCKS)
def test_run_time_dependencies_and_build_tools_are_locked(lock: str) -> None:
    build = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").split()
    for text in [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *build]:
        requirement = Requirement(text)
        version = pinned(lock).get(requirement.name)
        assert version is not None, f"{requirement.name} is not in {lock}; run: make lock"
        assert requirement.specifier.contains(version), f"{requirement} but {lock} has {version}; run: make lock"


def test_tools_are_locked() -> None:
    for text in PROJECT["dependency-groups"]["dev"]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(pinned("dev.txt").get(requirement.name, "0")), f"{requirement}; run: make lock"


def test_both_locks_agree() -> None:
    run, dev = pinned("run.txt"), pinned("dev.txt")
    assert {name: dev.get(name) for name in run} == run


def test_build_tools_are_those_of_the_build_system() -> None:
    build = {Requirement(line).name for line in (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").split()}
    assert {Requirement(text).name for text in PROJECT["build-system"]["requires"]} <= build


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry.split("\n")[0]]
    assert len(entries) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_ranges_in_the_metadata_are_bounded_below() -> None:
    assert [text for text in PROJECT["project"]["dependencies"] if not re.search(r">=|==", text)] == []
