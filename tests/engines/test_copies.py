"""Copies by partitions: what comes out is what comparing all in one go gives."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.engines.conftest import ENVIRONMENT
from tests.engines.deadly import SMALL
from tests.engines.test_engines import reportedly
from tests.engines.test_parts import Here

from reportedly.copies import find_copies
from reportedly.core.errors import FormatError
from reportedly.engines import copies
from reportedly.engines.copies import Compared, compare_shards, partitions_for
from reportedly.engines.copy_families import FAMILIES, TOLD, iter_written
from reportedly.engines.copy_texts import NO_WORDS, troubles_of
from reportedly.engines.folder import Folder
from reportedly.engines.parts import reader_of
from reportedly.engines.seam import Task
from reportedly.engines.shards import cut
from reportedly.formats.copies import family_line, pair_line
from reportedly.intake import Metadata
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions
from reportedly.reports.profile import profile_of
from reportedly.reports.terms import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.engines.conftest import Cluster

    from reportedly.engines.seam import Done

NOUNS = [
    "bridge",
    "convoy",
    "depot",
    "ridge",
    "mill",
    "orchard",
    "garrison",
    "sluice",
    "tower",
    "ferry",
    "quarry",
    "chapel",
    "viaduct",
    "station",
    "harbour",
    "barracks",
]
VERBS = ["shelled", "crossed", "mined", "lost", "held", "left", "burned", "searched", "shut", "guarded", "rebuilt", "flooded"]
TOWNS = ["Oldford", "Quillby", "Harrow", "Tarnmoor", "Westering", "Colmere", "Ashvale", "Dunrick", "Pellbrook", "Orvesa"]
ABROAD = (
    "Two people died in Sandrel 5,000 at Greenfield 3412, Petro Lewandowski said on 12 May. Artillery of the 77 brigade, Oldmark, opened fire on 31 posts.",
    "Двоє людей загинули у Сандрелі 5000 біля Greenfield 3412, сказав Петро Левандовський 12 травня. Артилерія 77 бригади, Oldmark, відкрила вогонь по 31.",
    "Два человека погибли в Сандреле 5000 у Greenfield 3412, сказал Пётр Левандовский 12 мая. Артиллерия 77 бригады, Oldmark, открыла огонь по 31.",
)


def made(size: int, seed: int = 5) -> list[dict[str, object]]:
    """Reports of one invented war: new ones, copies, rewrites, a crowd of near copies, equal ones, three languages, and some that cannot be used."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    texts: list[str] = []
    for _ in range(size):
        if texts and chance.random() < 0.4:
            words = chance.choice(texts).split(" ")
            for _ in range(chance.randrange(1, 12)):
                words[chance.randrange(len(words))] = chance.choice(NOUNS)
            texts.append(" ".join(words[: chance.randrange(len(words) // 2, len(words) + 1)]))
        else:
            texts.append(" ".join(sentence(chance) for _ in range(chance.randrange(2, 9))))
    crowd = " ".join(sentence(chance) for _ in range(6))
    texts += [crowd.replace("Oldford", f"Oldford{number}", 1) + f" {chance.choice(NOUNS)} {number}" for number in range(40)]
    texts += [texts[0], texts[0].upper(), texts[3], "…", " ", *ABROAD, f"{ABROAD[1]} Ще."]
    chance.shuffle(texts)
    rows: list[dict[str, object]] = [
        {"id": f"r{number}", "text": text, "clean": True} | ({"published": f"2023-05-{1 + number % 28:02d}"} if number % 7 else {})
        for number, text in enumerate(texts)
    ]
    return [*rows, {"id": "r1", "text": "another text under an id that is there", "clean": True}, rows[2]]


def sentence(chance: random.Random) -> str:
    return (
        f"The {chance.choice(NOUNS)} at {chance.choice(TOWNS)} was {chance.choice(VERBS)} by {chance.randrange(900)} men of {chance.choice(TOWNS)}, and the "
        f"{chance.choice(NOUNS)} near {chance.choice(TOWNS)} {chance.choice(VERBS)} {chance.randrange(90)} {chance.choice(NOUNS)}s."
    )


def written(rows: Sequence[dict[str, object]], path: Path) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "no JSON\n")
    return path


def tasks_of(source: Path, shard_bytes: int) -> list[Task]:
    reader, options = reader_of(load_pack(SMALL.pack)), ReadOptions(settings=SMALL)
    shards = cut([str(source)], lines=True, shard_bytes=shard_bytes)
    return [Task(shard=shard, settings=SMALL, metadata=Metadata(), options=options, reader=reader, output="") for shard in shards]


def lines_of(found: Compared) -> tuple[list[str], list[str]]:
    return list(iter_written(found.plan, TOLD)), list(iter_written(found.plan, FAMILIES))


def in_one_go(rows: Sequence[dict[str, object]]) -> tuple[list[str], list[str]]:
    """Of the rows but the last two: one has an id that is there with another text, one is there already."""
    index = find_copies(rows[:-2], settings=SMALL)
    return [pair_line(pair) for pair in index.dependences()], [family_line(*row) for row in index.families().items()]


class Stops(Here):
    """An engine that breaks off before so many tasks are done."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def run(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        for task in tasks:
            if not self.left:
                raise InterruptedError
            self.left -= 1
            yield function(task)


@pytest.mark.parametrize(("partitions", "shard_bytes"), [(1, 10**9), (5, 6_000)])
def test_however_many_shards_and_partitions_there_are_the_lines_are_those_of_comparing_in_one_go(tmp_path: Path, partitions: int, shard_bytes: int) -> None:
    rows = made(120)
    tasks = tasks_of(written(rows, tmp_path / "in.jsonl"), shard_bytes)
    told, families = in_one_go(rows)
    assert len(told) > 60
    assert 10 < len({json.loads(line)["cluster"] for line in families}) < len(families) - 60
    found = compare_shards(Here(), tasks, Folder(str(tmp_path / "parts")), partitions)
    assert lines_of(found) == (told, families)
    assert found.counts["told"]["compared"] < found.counts["stories"]["pairs"]  # of a crowd each with its nearest only
    messages = [message for _, message in troubles_of(found.plan)]
    assert len(messages) == 2
    assert "expected a new id, found 'r1' again" in messages[0]
    assert "expected JSON" in messages[1]


def test_translations_meet_across_partitions(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311  the same every time
    rows: list[dict[str, object]] = [{"id": f"l{number}", "text": text, "clean": True} for number, text in enumerate(ABROAD)]
    rows += [{"id": f"r{number}", "text": told, "clean": True} for number, told in enumerate(sentence(chance) for _ in range(6))]
    found = compare_shards(Here(), tasks_of(written(rows, tmp_path / "in.jsonl"), 500), Folder(str(tmp_path / "parts")), 4)
    index = find_copies(rows, settings=SMALL)
    assert {(pair.a, pair.b) for pair in index.dependences()} >= {("l0", "l1"), ("l1", "l2")}
    assert lines_of(found)[0] == [pair_line(pair) for pair in index.dependences()]


def test_a_run_that_broke_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rows = made(20)
    tasks, folder = tasks_of(written(rows, tmp_path / "in.jsonl"), 10_000), Folder(str(tmp_path / "parts"))
    for left in (1, 20):
        with pytest.raises(InterruptedError):
            compare_shards(Stops(left), tasks, folder, 2, resume=True)
    engine = Stops(1_000)
    found = compare_shards(engine, tasks, folder, 2, resume=True)
    assert lines_of(found) == in_one_go(rows)
    assert len(found.counts) * 2 - 10 > 1_000 - engine.left > 10
    assert lines_of(compare_shards(Stops(0), tasks, folder, 2, resume=True)) == in_one_go(rows)  # nothing is left to be done


def test_without_resume_nothing_of_an_earlier_run_is_used(tmp_path: Path) -> None:
    source, folder = tmp_path / "in.jsonl", Folder(str(tmp_path / "parts"))
    compare_shards(Here(), tasks_of(written(made(8, seed=1), source), 10**9), folder, 1)
    rows = made(8, seed=2)
    tasks = tasks_of(written(rows, source), 10**9)
    with pytest.raises(InterruptedError):
        compare_shards(Stops(9), tasks, folder, 1)
    assert lines_of(compare_shards(Here(), tasks, folder, 1, resume=True)) == in_one_go(rows)


def test_parts_of_something_else_are_left_alone(tmp_path: Path) -> None:
    tasks = tasks_of(written(made(3), tmp_path / "in.jsonl"), 10**9)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("not a part")
    with pytest.raises(FormatError, match="expected an empty folder"):
        compare_shards(Here(), tasks, Folder(str(folder)), 2)
    compare_shards(Here(), tasks, Folder(str(tmp_path / "parts")), 2)
    with pytest.raises(FormatError, match="number of partitions"):
        compare_shards(Here(), tasks, Folder(str(tmp_path / "parts")), 3, resume=True)


def test_nothing_to_compare_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")
    found = compare_shards(Here(), tasks_of(tmp_path / "in.jsonl", 100), Folder(str(tmp_path / "parts")), 2)
    assert lines_of(found) == ([], [])


def test_all_texts_without_a_word_have_the_key_that_says_so() -> None:
    words = vocabulary(load_pack(SMALL.pack))
    assert {profile_of(text, words).key for text in ("", " … ", "!?\n\n—")} == {NO_WORDS}
    assert profile_of("a", words).key != NO_WORDS


def test_more_input_gets_more_partitions(tmp_path: Path) -> None:
    (shard,) = cut([str(written(made(3), tmp_path / "in.jsonl"))], lines=True)
    assert partitions_for([shard]) == 4
    assert partitions_for([shard] * 1_600) == 100


def test_from_the_command_line_processes_write_the_files_that_memory_writes(tmp_path: Path) -> None:
    source = written(made(60), tmp_path / "in.jsonl")
    plain = reportedly("copies", "--jsonl", str(source), "--pack", SMALL.pack, *outputs(tmp_path / "plain"))
    assert plain.returncode == 3, plain.stderr
    found = reportedly(
        *("copies", "--jsonl", str(source), "--pack", SMALL.pack, *outputs(tmp_path / "parted")),
        *("--engine", "processes", "--processes", "2", "--partitions", "3"),
    )
    assert found.returncode == 3, found.stderr
    assert "expected a new id, found 'r1' again" in found.stderr
    for end in ("pairs", "families"):
        assert (tmp_path / f"parted.{end}").read_bytes() == (tmp_path / f"plain.{end}").read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "parted.families", "parted.pairs", "plain.families", "plain.pairs"]


def test_lines_do_not_hang_on_how_many_buckets_links_are_counted_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written(made(60), tmp_path / "in.jsonl")
    found = {}
    for bits in (24, 25, 26):
        monkeypatch.setattr(copies, "bits_for", lambda texts, bits=bits: bits)  # noqa: ARG005
        parts = tmp_path / f"parts-{bits}"
        found[bits] = lines_of(compare_shards(Here(), tasks_of(source, 4_000), Folder(str(parts)), 3))
        assert (parts / "second-links").stat().st_size == 4 << bits
        assert (parts / "second-terms").stat().st_size == 4 << 24
        shutil.rmtree(parts)
    assert len(found[25][0]) > 20
    assert found[25] == found[26]
    # Two of these links share a bucket of 2^24, by chance, and no two of 2^25: one score moves in its third digit, and no judgement.
    assert found[24][1] == found[25][1]
    one, other = ([json.loads(line) for line in found[bits][0]] for bits in (24, 25))
    assert [(row["a"], row["b"], row["relation"]) for row in one] == [(row["a"], row["b"], row["relation"]) for row in other]
    assert max(abs(first["score"] - second["score"]) for first, second in zip(one, other, strict=True)) < 0.002


def test_a_run_that_goes_on_counts_in_as_many_buckets_as_it_began_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, parts = written(made(40), tmp_path / "in.jsonl"), tmp_path / "parts"
    shards = tasks_of(source, 4_000)
    monkeypatch.setattr(copies, "bits_for", lambda texts: 25)  # noqa: ARG005
    with pytest.raises(InterruptedError):
        compare_shards(Stops(len(shards) + 8), shards, Folder(str(parts)), 2, resume=True)
    assert json.loads((parts / "bits-000000.done").read_text())["counts"] == {"bits": 25}
    monkeypatch.undo()
    found = compare_shards(Here(), shards, Folder(str(parts)), 2, resume=True)
    assert (found.plan.bits, (parts / "second-links").stat().st_size) == (25, 4 << 25)
    again = compare_shards(Here(), shards, Folder(str(parts)), 2)
    assert again.plan.bits == 24
    assert lines_of(again) == lines_of(found)


def test_a_cluster_that_loses_a_worker_in_mid_run_writes_the_same_bytes(tmp_path: Path, cluster: Cluster) -> None:
    source = written(made(60), tmp_path / "in.jsonl")
    assert reportedly("copies", "--jsonl", str(source), "--pack", SMALL.pack, *outputs(tmp_path / "plain")).returncode == 3
    lost = cluster.add_worker("--no-nanny")  # one that nobody replaces
    parts = tmp_path / "parts"
    command = [sys.executable, "-c", "from reportedly.cli.main import app; app()", "copies", "--jsonl", str(source), "--pack", SMALL.pack]
    command += [*outputs(tmp_path / "parted"), "--engine", "dask", "--address", cluster.address, "--partitions", "6", "--parts", str(parts)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(parts.glob("counts-*.done")):
            time.sleep(0.02)  # for other processes
        os.kill(lost.pid, signal.SIGKILL)
        _, errors = run.communicate(timeout=200)
    assert run.returncode == 3, errors
    for end in ("pairs", "families"):
        assert (tmp_path / f"parted.{end}").read_bytes() == (tmp_path / f"plain.{end}").read_bytes() != b""


def outputs(path: Path) -> tuple[str, ...]:
    return "--output-pairs", f"{path}.pairs", "--output-clusters", f"{path}.families"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--engine", "processes", "--db", "x.db", "--output-pairs", "p"), "found --db"),
        (("--engine", "processes", "--pairs", "x", "--output-pairs", "p"), "found --pairs"),
        (("--engine", "processes"), "the parts have to lie somewhere"),
        (("--engine", "processes", "--address", "tcp://127.0.0.1:9", "--output-pairs", "p"), "expected --address with --engine dask"),
        (("--address", "tcp://127.0.0.1:9"), "found no --engine"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    source = written(made(2), tmp_path / "in.jsonl")
    found = reportedly("copies", "--jsonl", str(source), "--pack", SMALL.pack, *options)
    assert found.returncode == 2
    assert message in " ".join(found.stderr.replace("│", " ").split())
