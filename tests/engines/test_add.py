"""Adding by shards: what workers post is what one process posts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.engines.conftest import ENVIRONMENT, Cluster
from tests.engines.deadly import SMALL
from tests.ledger.conftest import new_database, server
from typer.testing import CliRunner

from reportedly.cli.add_job import AddJob
from reportedly.cli.job import Known
from reportedly.cli.main import app
from reportedly.cli.shard_job import EngineChoice, EngineName, run_add_shards
from reportedly.core.errors import ReportedlyError
from reportedly.core.settings import Settings
from reportedly.ledger.ledger import Ledger
from reportedly.packs.load import load_pack
from reportedly.reports.kept import KeptCopies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["new_database", "server"]

TEXT = "Karvelian forces captured Bellmere on 10 April, the Karvelian Defence Ministry said. Post {}."


def write_reports(path: Path, count: int = 12, first: int = 0) -> Path:
    rows = ({"id": f"r{number}", "text": TEXT.format(number), "language": "en", "outlet": "Tarn"} for number in range(first, first + count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def counts(where: str) -> tuple[int, int]:
    with Ledger.open(where, read_only=True) as ledger:
        return ledger.count("report"), ledger.count("claim")


def test_workers_post_what_one_process_posts_and_twice_is_once(tmp_path: Path, new_database: Callable[[bool], str]) -> None:
    source = write_reports(tmp_path / "in.jsonl")
    shared, plain = new_database(False), str(tmp_path / "plain.db")  # noqa: FBT003  empty
    assert CliRunner().invoke(app, ["add", "--jsonl", str(source), "--db", plain, "--pack", SMALL.pack, "--quiet"]).exit_code == 0
    job = AddJob(jsonl=str(source), db=shared, quiet=True)
    for _ in range(2):
        assert run_add_shards(job, Known(), Settings(pack=SMALL.pack), EngineChoice(name=EngineName.PROCESSES, processes=2)) == 0
    assert counts(shared) == counts(plain)
    assert counts(shared)[0] == 12
    with Ledger.open(shared) as ledger:
        assert KeptCopies(ledger, load_pack(SMALL.pack)).is_complete()


def test_a_cluster_posts_what_one_process_posts_though_a_worker_is_killed(tmp_path: Path, new_database: Callable[[bool], str], cluster: Cluster) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(8):
        write_reports(folder / f"{number}.jsonl", 12, first=12 * number)
    shared, plain = new_database(False), str(tmp_path / "plain.db")  # noqa: FBT003  empty
    assert CliRunner().invoke(app, ["add", str(folder), "--db", plain, "--pack", SMALL.pack, "--quiet"]).exit_code == 0
    lost = cluster.add_worker("--no-nanny")  # one that nobody replaces
    command = [sys.executable, "-m", "reportedly", "add", str(folder), "--db", shared, "--pack", SMALL.pack, "--engine", "dask", "--address", cluster.address]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not posted(shared):
            time.sleep(0.1)  # for other processes
        os.kill(lost.pid, signal.SIGKILL)
        _, errors = run.communicate(timeout=200)
    assert run.returncode == 0, errors
    assert counts(shared) == counts(plain)
    assert counts(shared)[0] == 96


def posted(where: str) -> bool:
    """Whether the ledger has been made and holds a report."""
    try:
        return counts(where)[0] > 0
    except ReportedlyError:
        return False


def test_a_file_is_no_ledger_for_many_workers(tmp_path: Path) -> None:
    source = write_reports(tmp_path / "in.jsonl", 1)
    found = CliRunner().invoke(app, ["add", "--jsonl", str(source), "--db", str(tmp_path / "war.db"), "--engine", "processes"])
    assert found.exit_code == 1
    assert "expected a PostgreSQL ledger" in " ".join(found.output.split())
