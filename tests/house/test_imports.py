"""The river runs one way, the door is what it says it is, and opening it costs nothing."""

from __future__ import annotations

import resource
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import reportedly

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("spacy", "trafilatura", "numpy", "lxml", "httpx", "fasttext", "jinja2")


def python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_import_contracts_hold() -> None:
    assert "0 broken" in python("-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.argv = ['lint-imports', '--no-cache']; run()")


def test_the_door_lists_what_it_has() -> None:
    assert reportedly.__all__ == sorted(reportedly.__all__)
    for name in reportedly.__all__:
        assert getattr(reportedly, name) is not None
    assert set(dir(reportedly)) >= set(reportedly.__all__)
    assert len(Path(reportedly.__file__).read_text(encoding="utf-8").splitlines()) <= 60


def test_the_version_is_said_once() -> None:
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert version("reportedly") == metadata["version"]
    said_again = [path for path in (ROOT / "src").rglob("*.py") if f'"{metadata["version"]}"' in path.read_text(encoding="utf-8")]
    assert said_again == [], "the version is read through importlib.metadata"


def test_importing_loads_no_model_and_no_heavy_library() -> None:
    code = f"import sys, reportedly, reportedly.core.records; print([name for name in {HEAVY} if name in sys.modules])"
    assert python("-c", code).strip() == "[]"


def test_help_comes_at_once() -> None:
    loaded = python("-c", f"import sys, reportedly.cli.main; print([name for name in {('spacy', 'trafilatura')} if name in sys.modules])")
    assert loaded.strip() == "[]", "loading them takes longer than all the rest of --help"
    best = min(_seconds("-m", "reportedly", "--help") for _ in range(3))
    assert best < 2.0, f"expected --help for less than 2 s of the processor (0.5 s on an idle one), took {best:.1f} s"


def _seconds(*arguments: str) -> float:
    """Processor seconds, so that a busy machine does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
