"""Builds the wheel and the sdist, and uses the wheel as a stranger would: ``python tools/try_release.py [--python PYTHON]``.

A fresh environment outside the tree gets what ``requirements/run.txt`` locks, by hash, and the wheel; then a shipped example is read, added to a new
ledger, asked for and checked, with this repository out of sight. The sdist must make a wheel of the same files as the tree does.

The rule that must not be broken: nothing of the tree is on the path of what is tried; the version is the one that the changelog has a section for.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "reportedly/py.typed",
    "reportedly/exports/codes.toml",
    "reportedly/ledger/migrations/versions/first_schema.py",
    "reportedly/packs/words/en/events.toml",
    "reportedly_packs/russia_ukraine_2022/pack.toml",
    "reportedly_packs/russia_ukraine_2022/examples/messy.txt",
)


def main() -> int:
    """Exit status 0 when the release works; the first step that does not ends it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--python", default=sys.executable, help="what makes the fresh environment")
    options = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    _check_changelog(version)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(ROOT, folder / "dist", version)
        check_archives(folder, wheel, version)
        environment = install(options.python, folder, wheel)
        use(environment, folder / "elsewhere", version)
    print(f"try_release: {wheel.name} installs and works outside the tree")
    return 0


def build(tree: Path, target: Path, version: str) -> Path:
    """The wheel of the tree; the sdist lies beside it where the tree is the repository."""
    targets = ["-t", "wheel", *(["-t", "sdist"] if tree == ROOT else [])]
    _run(sys.executable, "-m", "hatchling", "build", *targets, "-d", str(target), cwd=tree)
    (wheel,) = target.glob(f"reportedly-{version}-*.whl")
    return wheel


def check_archives(folder: Path, wheel: Path, version: str) -> None:
    """The wheel has what the program needs and no test; the sdist makes the same wheel."""
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {"reportedly", "reportedly_packs", f"reportedly-{version}.dist-info"}
    missing, foreign = sorted(set(NEEDED) - held), sorted(one for one in held if one.split("/")[0] not in ours)
    if missing or foreign:
        sys.exit(f"try_release: the wheel lacks {missing}, and has no use for {foreign}")
    with tarfile.open(wheel.parent / f"reportedly-{version}.tar.gz") as sdist:
        sdist.extractall(folder / "sdist", filter="data")
    again = set(zipfile.ZipFile(build(folder / "sdist" / f"reportedly-{version}", folder / "again", version)).namelist())
    if again != held:
        sys.exit(f"try_release: the sdist's wheel differs in {sorted(again ^ held)}")


def install(python: str, folder: Path, wheel: Path) -> Path:
    """A fresh environment with the locked packages and the wheel; its ``bin``."""
    _run(python, "-m", "venv", str(folder / "venv"))
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", "--no-input", "install"]
    _run(*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt"))
    _run(*pip, "--no-deps", str(wheel))
    _run(str(folder / "venv" / "bin" / "python"), "-m", "pip", "check")
    return folder / "venv" / "bin"


def use(binaries: Path, folder: Path, version: str) -> None:
    """Read, add, ask, check, in an empty folder."""
    folder.mkdir()
    reportedly = str(binaries / "reportedly")
    told = _run(reportedly, "version", cwd=folder)
    if version not in told:
        sys.exit(f"try_release: expected version {version}, found {told!r}")
    read = json.loads(_run(reportedly, "read", "--example", "messy", "--format", "jsonl", cwd=folder))
    example = folder / "messy.txt"
    example.write_text(
        _run(str(binaries / "python"), "-c", "import reportedly; print(reportedly.find_example('messy').read_text(encoding='utf-8'))", cwd=folder),
        encoding="utf-8",
    )
    _run(reportedly, "add", str(example), "--db", "war.db", "--quiet", cwd=folder)
    claims = _run(reportedly, "claims", "--db", "war.db", "--format", "jsonl", cwd=folder).splitlines()
    if not claims or not read["claims"]:
        sys.exit(f"try_release: expected claims, found {len(read['claims'])} read and {len(claims)} in the ledger")
    _run(reportedly, "check", "war.db", "--replay", cwd=folder)
    where = _run(str(binaries / "python"), "-c", "import reportedly; print(reportedly.__file__)", cwd=folder)
    if str(ROOT) in where:
        sys.exit(f"try_release: the tree was used: {where}")


def _check_changelog(version: str) -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE):
        sys.exit(f"try_release: expected a section [{version}] with its day in CHANGELOG.md, found none")


def _run(*command: str, cwd: Path | None = None) -> str:
    """What the command printed; its failure ends the program. The tree is not on its path."""
    known = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=cwd, env=known, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603  our own commands
    if done.returncode:
        sys.exit(f"try_release: {' '.join(command)} ended with {done.returncode}: {done.stdout[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
