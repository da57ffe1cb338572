"""Runs the ``console`` blocks of the docs and puts what the commands print under them: ``python tools/refresh_docs.py [--check]``.

A line of such a block that begins with ``$ `` is a command; what stands under it is its standard output, ends of lines trimmed.
Blocks of other kinds (``sh``, ``text``) are left alone.

The rule that must not be broken: no output in the docs is typed by hand; a test runs ``--check``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.+(?:\\\n.+)*)$", re.MULTILINE)


def main() -> int:
    """Exit status 1 when ``--check`` finds a block that says something else than its commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a block is stale")
    arguments = parser.parse_args()
    texts = {path: path.read_text(encoding="utf-8") for path in pages()}
    commands = sorted({command for text in texts.values() for block in BLOCK.findall(text) for command in COMMAND.findall(block)})
    outputs = {command: output_of(command) for command in commands}
    fresh = {path: BLOCK.sub(lambda match: _block(match[1], outputs), text) for path, text in texts.items()}
    stale = [path for path, text in texts.items() if fresh[path] != text]
    for path in stale:
        print(f"{'stale' if arguments.check else 'wrote'}: {path.relative_to(ROOT)}")
        if not arguments.check:
            path.write_text(fresh[path], encoding="utf-8")
    return 1 if stale and arguments.check else 0


def pages() -> list[Path]:
    """The pages whose blocks are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def output_of(command: str) -> str:
    """What the command prints, run from the root of the checkout on a screen of 100 columns without colours."""
    first, *rest = command.split(" | ", 1)
    words = shlex.split(first)
    piped = None
    if words[:1] == ["python"] and words[1].startswith("tools/"):
        # In this process: the model and the gazetteer are loaded once for all of them.
        piped = _run_tool(words[1:])
        if not rest:
            return _trimmed(piped)
        command = rest[0]
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, input=piped or "")  # noqa: S603  commands of our own docs
    if done.returncode:
        message = f"exit status {done.returncode}: {command}\n{done.stderr}"
        raise SystemExit(message)
    return _trimmed(done.stdout)


def _run_tool(arguments: list[str]) -> str:
    before = sys.argv
    sys.argv = arguments
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
            runpy.run_path(str(ROOT / arguments[0]), run_name="__main__")
    finally:
        sys.argv = before
    return said.getvalue()


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _block(block: str, outputs: dict[str, str]) -> str:
    said = "".join(f"$ {command}\n{outputs[command]}" for command in COMMAND.findall(block))
    return f"```console\n{said}```"


if __name__ == "__main__":
    sys.exit(main())
