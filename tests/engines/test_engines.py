"""Engines: what is read does not depend on who reads it, nor on who dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.engines.conftest import ENVIRONMENT, ROOT, Cluster
from tests.engines.deadly import SMALL, tasks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = [f"r{number}" for number in range(16)]


def write_reports(path: Path, names: Sequence[str]) -> Path:
    path.write_text("".join(json.dumps({"id": name, "text": f"Schnee fiel in {name}. " * 5, "language": "de"}) + "\n" for name in names))
    return path


def reportedly(*arguments: str, wait: float = 240) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from reportedly.cli.main import app; app()", *arguments]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=wait, check=False)


def deadly(source: Path, folder: Path, *address: str) -> dict[str, object]:
    program = "import sys; from tests.engines.deadly import main; main(sys.argv[1:])"  # as __main__ its functions could not be sent to others
    command = [sys.executable, "-c", program, str(source), str(folder), *address]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_processes_name_the_report_that_kills_and_read_the_rest(tmp_path: Path) -> None:
    names = [*NAMES[:9], "bomb", *NAMES[9:]]
    source = write_reports(tmp_path / "in.jsonl", names)
    found = deadly(source, tmp_path / "parts")
    assert found == {"lines": names, "poison": ["bomb"], "shards": len(tasks_of(source, tmp_path / "parts"))}


def test_a_cluster_names_the_report_that_kills_and_reads_the_rest(tmp_path: Path, cluster: Cluster) -> None:
    names = [*NAMES[:9], "bomb", *NAMES[9:]]
    source = write_reports(tmp_path / "in.jsonl", names)
    found = deadly(source, tmp_path / "parts", cluster.address)
    assert found == {"lines": names, "poison": ["bomb"], "shards": len(tasks_of(source, tmp_path / "parts"))}


def test_a_cluster_that_loses_a_worker_in_mid_run_writes_the_same_bytes(tmp_path: Path, cluster: Cluster) -> None:
    source = tmp_path / "reports"
    source.mkdir()
    for number in range(40):
        write_reports(source / f"{number:02d}.jsonl", [f"s{number}r{report}" for report in range(40)])
    lost = cluster.add_worker("--no-nanny")  # one that nobody replaces
    plain = reportedly("read", str(source), "--pack", SMALL.pack, "--output", str(tmp_path / "plain.jsonl"))
    assert plain.returncode == 0, plain.stderr
    parts = tmp_path / "parts"
    command = [sys.executable, "-c", "from reportedly.cli.main import app; app()", "read", str(source), "--pack", SMALL.pack]
    command += ["--output", f"{parts}/", "--engine", "dask", "--address", cluster.address]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(parts.glob("*.done")):
            time.sleep(0.02)  # for other processes
        os.kill(lost.pid, signal.SIGKILL)
        _, errors = run.communicate(timeout=200)
    assert run.returncode == 0, errors
    assert "1,600 reports answered in 40 shards" in errors
    import gzip

    together = b"".join(gzip.decompress(path.read_bytes()) for path in sorted(parts.glob("part-*.gz")))
    assert together == (tmp_path / "plain.jsonl").read_bytes()


def test_a_cluster_of_its_own_writes_the_file_one_process_writes(tmp_path: Path) -> None:
    source = write_reports(tmp_path / "in.jsonl", NAMES)
    shared = ("read", "--jsonl", str(source), "--pack", SMALL.pack, "--output")
    assert reportedly(*shared, str(tmp_path / "plain.jsonl")).returncode == 0
    by_dask = reportedly(*shared, str(tmp_path / "dask.jsonl"), "--engine", "dask", "--processes", "2")
    assert by_dask.returncode == 0, by_dask.stderr
    by_processes = reportedly(*shared, str(tmp_path / "processes.jsonl"), "--engine", "processes", "--processes", "2")
    assert by_processes.returncode == 0, by_processes.stderr
    plain = (tmp_path / "plain.jsonl").read_bytes()
    assert [(tmp_path / name).read_bytes() for name in ("dask.jsonl", "processes.jsonl")] == [plain, plain]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dask.jsonl", "in.jsonl", "plain.jsonl", "processes.jsonl"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--engine", "dask", "--address", "tcp://127.0.0.1:9", "--output", "x.jsonl"), "expected a Dask scheduler at tcp://127.0.0.1:9"),
        (("--engine", "processes", "--address", "tcp://127.0.0.1:9", "--output", "x.jsonl"), "expected --address with --engine dask"),
        (("--address", "tcp://127.0.0.1:9"), "found no --engine"),
        (("--engine", "dask"), "expected sources or --jsonl, and --output"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    source = write_reports(tmp_path / "in.jsonl", NAMES[:1])
    where = [str(tmp_path / option) if option == "x.jsonl" else option for option in options]
    found = reportedly("read", "--jsonl", str(source), "--pack", SMALL.pack, *where)
    assert found.returncode in {1, 2}
    assert message in " ".join(found.stderr.replace("│", " ").split())
