"""Runs the ``console`` blocks of the docs and puts what the commands print under them: ``python tools/refresh_docs.py [--check]``.

A line of such a block that begins with ``$ `` is a command; what stands under it is its standard output, ends of lines trimmed.
Blocks of other kinds (``sh``, ``text``) are left alone.

The rule that must not be broken: no output in the docs is typed by hand; a test runs ``--check``.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
    with ThreadPoolExecutor(max_workers=2) as pool:
        outputs = dict(zip(commands, pool.map(output_of, commands), strict=True))
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
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603  commands of our own docs
    # 141: `head` closed the pipe, which is what it was asked to do.
    if done.returncode not in {0, 141}:
        message = f"exit status {done.returncode}: {command}\n{done.stderr}"
        raise SystemExit(message)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def _block(block: str, outputs: dict[str, str]) -> str:
    said = "".join(f"$ {command}\n{outputs[command]}" for command in COMMAND.findall(block))
    return f"```console\n{said}```"


if __name__ == "__main__":
    sys.exit(main())
