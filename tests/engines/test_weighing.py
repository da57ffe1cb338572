"""Weighing by partitions: the answers are those of weighing all in one go."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.engines.conftest import ENVIRONMENT
from tests.engines.deadly import SMALL
from tests.engines.test_copies import Stops
from tests.engines.test_engines import reportedly
from tests.engines.test_parts import Here

from reportedly.batch import answer_many
from reportedly.beliefs import learning
from reportedly.beliefs.control import two_sides
from reportedly.beliefs.prior import iter_questions, read_families, read_prior
from reportedly.beliefs.rates import NO_COUNTS, estimate
from reportedly.beliefs.reliability import SummedGrade
from reportedly.core.records import Page
from reportedly.engines import weighing
from reportedly.engines.folder import Folder
from reportedly.engines.parts import reader_of
from reportedly.engines.seam import Task
from reportedly.engines.shards import cut
from reportedly.engines.weigh_ground import country_of
from reportedly.engines.weigh_words import troubles_of
from reportedly.engines.weighing import Weighed, iter_answers, weigh_shards
from reportedly.formats.beliefs import belief_line
from reportedly.formats.names import write_line
from reportedly.holds import reread_testimonies, weighing_of
from reportedly.intake import Metadata
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engines.conftest import Cluster

    from reportedly.beliefs.reliability import Grade, Grades

TOWNS = {"Harrowford": (41.18, -30.55), "Stonegate": (41.15, -30.62), "Bellmere": (41.05, -30.62)}
WORDS = (
    "Karvelian troops captured {town} on Tuesday.",
    "Tolmari forces recaptured {town}.",
    "Tolmari forces shelled {town}.",
    "The Karvelian defence ministry said its troops hold {town}.",
    "The Tolmari general staff denied that Karvelian troops had captured {town}.",
    "Residents said Tolmari soldiers had withdrawn from {town}.",
)
OUTLETS = ("Dale Post", "Hill Gazette", "River Times", "Ford Courier")
BEGIN = date(2031, 5, 10)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Readings, who held what before, families of copies, and questions; of some places nothing is said."""
    folder, chance = tmp_path_factory.mktemp("weighing"), random.Random(4)  # noqa: S311  the same every time
    pages = [
        Page(
            id=f"r{number}",
            text=chance.choice(WORDS).format(town=chance.choice(list(TOWNS))),
            clean=True,
            language="en",
            published=BEGIN + timedelta(chance.randrange(150)),
            outlet=chance.choice(OUTLETS),
        )
        for number in range(90)
    ]
    (folder / "readings.jsonl").write_text("".join(answer.written for answer in answer_many(pages, write_line, pack=load_pack(SMALL.pack), settings=SMALL)))
    points = {name: {"geonameid": None, "name": name, "lat": lat, "lon": lon} for name, (lat, lon) in TOWNS.items()}
    points["Nowhere"] = {"geonameid": None, "name": "Nowhere", "lat": 41.12, "lon": -30.5}
    points["Far"] = {"geonameid": None, "name": "Far", "lat": 49.0, "lon": -10.0}
    prior = [row | {"date": "2031-05-01", "holder": "KA" if name == "Stonegate" else "TO"} for name, row in points.items() if name != "Far"]
    asked = [row | {"date": str(BEGIN + timedelta(day)), "as_of": str(BEGIN + timedelta(day + 20))} for day in range(0, 170, 17) for row in points.values()]
    copies = [{"id": f"r{number}", "cluster": f"c{number // 2 if number < 20 else number}"} for number in range(90)]
    for name, rows in (("prior", prior), ("questions", asked), ("copies", copies)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def tasks_of(files: Path, shard_bytes: int) -> list[Task]:
    reader, options = reader_of(load_pack(SMALL.pack)), ReadOptions(settings=SMALL)
    shards = cut([str(files / "readings.jsonl")], lines=True, shard_bytes=shard_bytes)
    return [Task(shard=shard, settings=SMALL, metadata=Metadata(), options=options, reader=reader, output="") for shard in shards]


def in_one_go(files: Path, *, prior: bool, copies: bool) -> list[str]:
    pack = load_pack(SMALL.pack)
    with (files / "readings.jsonl").open("rb") as stream:
        weighing = weighing_of(
            reread_testimonies(stream, pack),
            prior=read_prior(files / "prior.jsonl", two_sides(pack)) if prior else (),
            families=read_families(files / "copies.jsonl") if copies else None,
            pack=pack,
            settings=SMALL,
        )
    return [belief_line(weighing.belief(question), row) for question, row in iter_questions(files / "questions.jsonl")]


def by_partitions(files: Path, folder: Path, partitions: int, *, shard_bytes: int = 20_000, engine: Here | None = None, **options: bool) -> list[str]:
    return list(iter_answers(weighed(files, folder, partitions, shard_bytes=shard_bytes, engine=engine, **options).plan))


def weighed(files: Path, folder: Path, partitions: int, *, shard_bytes: int = 20_000, engine: Here | None = None, **options: bool) -> Weighed:
    pack = load_pack(SMALL.pack)
    return weigh_shards(
        engine or Here(),
        tasks_of(files, shard_bytes),
        Folder(str(folder)),
        partitions,
        list(iter_questions(files / "questions.jsonl")),
        pack,
        prior=read_prior(files / "prior.jsonl", two_sides(pack)) if options.get("prior") else (),
        families=str(files / "copies.jsonl") if options.get("copies") else None,
        resume=options.get("resume", False),
    )


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_however_many_partitions_there_are_the_answers_are_those_of_weighing_in_one_go(files: Path, tmp_path: Path, partitions: int) -> None:
    plain = in_one_go(files, prior=True, copies=True)
    assert len({json.loads(line)["holder"] for line in plain}) > 1
    assert by_partitions(files, tmp_path / "parts", partitions, prior=True, copies=True) == plain


def test_without_a_prior_and_without_families_too(files: Path, tmp_path: Path) -> None:
    assert by_partitions(files, tmp_path / "parts", 3, shard_bytes=10**9) == in_one_go(files, prior=False, copies=False)


def test_months_teach_by_the_words_of_all_partitions(files: Path, tmp_path: Path) -> None:
    counts = weighed(files, tmp_path / "parts", 3, prior=True).counts
    assert len(sorted((tmp_path / "parts").glob("learned-2*-01"))) >= 5
    whole = json.loads((tmp_path / "parts" / "learned-2031-10-01").read_text())
    assert sum(settled for _, _, settled, _ in whole["settled"]) == counts["lessons-2031-10-01"]["settled"] > 0
    assert whole["counts"]["days"] > 0
    heard = [len(json.loads((tmp_path / "parts" / f"firsts-{number:06d}").read_text())) for number in range(3)]
    assert sum(heard) == counts["firsts"]["places"] == 3
    assert sum(map(bool, heard)) > 1


def test_of_many_places_only_those_of_the_sample_are_counted(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_PLACES", 2)
    monkeypatch.setattr(weighing, "MOST_PLACES", 2)
    plain = in_one_go(files, prior=True, copies=False)
    assert by_partitions(files, tmp_path / "parts", 3, prior=True) == plain
    sample = json.loads((tmp_path / "parts" / "sample").read_text())
    assert {len(numbers) for numbers in sample.values()} == {2}
    monkeypatch.undo()
    assert in_one_go(files, prior=True, copies=False) != plain


def test_a_record_of_sums_weighs_what_the_news_weigh(files: Path) -> None:
    pack = load_pack(SMALL.pack)
    with (files / "readings.jsonl").open("rb") as stream:
        told = weighing_of(reread_testimonies(stream, pack), prior=read_prior(files / "prior.jsonl", two_sides(pack)), pack=pack, settings=SMALL)
    grades = told.grades(BEGIN + timedelta(170))
    summed = {source: SummedGrade(source, (), tuple((name, *both) for name, both in grade.by_standing().items())) for source, grade in grades.items()}
    assert max(grade.count for grade in grades.values()) > 1
    assert estimate(NO_COUNTS, summed) == estimate(NO_COUNTS, grades) != estimate(NO_COUNTS, {})
    assert all((one.count, one.right, one.share, one.letter) == (grade.count, grade.right, grade.share, grade.letter) for one, grade in paired(summed, grades))


def paired(one: dict[str, SummedGrade], other: Grades) -> list[tuple[SummedGrade, Grade]]:
    return [(one[source], other[source]) for source in other]


def test_lines_that_are_no_readings_are_set_aside_and_named(files: Path, tmp_path: Path) -> None:
    lines = (files / "readings.jsonl").read_bytes().splitlines(keepends=True)
    shutil.copytree(files, tmp_path / "files")
    (tmp_path / "files" / "readings.jsonl").write_bytes(b"".join([*lines[:40], b"{\n", b"\n", *lines[40:], b'{"format": "other/3"}\n']))
    found = weighed(tmp_path / "files", tmp_path / "parts", 2, prior=True)
    assert list(iter_answers(found.plan)) == in_one_go(files, prior=True, copies=False)
    assert [(one.line, one.message.partition(",")[0]) for one in troubles_of(found.plan)] == [
        (41, "expected a line of reportedly/1 (reportedly read --format jsonl)"),
        (len(lines) + 3, "expected a line of reportedly/1"),
    ]


def test_a_packed_file_that_breaks_off_gives_the_lines_before(files: Path, tmp_path: Path) -> None:
    shutil.copytree(files, tmp_path / "files")
    packed = gzip.compress((files / "readings.jsonl").read_bytes())
    (tmp_path / "files" / "readings.jsonl").write_bytes(packed[: len(packed) * 3 // 4])
    found = weighed(tmp_path / "files", tmp_path / "parts", 2)
    (trouble,) = troubles_of(found.plan)
    assert "found it broken after line" in trouble.message
    assert 20 < trouble.line == found.counts["said"]["lines"] < 90


def test_a_place_is_heard_by_all_who_have_a_neighbour_of_it(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    pack = load_pack(SMALL.pack)
    asked = list(iter_questions(files / "questions.jsonl"))
    plan = weigh_shards(Here(), tasks_of(files, 10**9), Folder(str(folder)), 3, asked, pack).plan
    country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
    assert set(country.owner) == set(range(len(ground.points)))
    assert len(set(country.owner.values())) == 3
    for number, partition in country.owner.items():
        assert partition in country.hearers[number]
        assert all(partition in country.hearers[other] for other, _ in ground.within(ground.points[number], 30.0))
    assert [country.owner[number] for number, point in enumerate(ground.points) if point.name == "Far"] != []


def test_a_run_that_broke_off_goes_on(files: Path, tmp_path: Path) -> None:
    for left in (2, 4, 9, 3, 8):
        with pytest.raises(InterruptedError):
            by_partitions(files, tmp_path / "parts", 2, engine=Stops(left), prior=True, resume=True)
    assert by_partitions(files, tmp_path / "parts", 2, prior=True, resume=True) == in_one_go(files, prior=True, copies=False)


def test_from_the_command_line(files: Path, tmp_path: Path) -> None:
    shared = asked_of(files, "--readings", str(files / "readings.jsonl"), "--output")
    assert reportedly(*shared, str(tmp_path / "plain.jsonl")).returncode == 0
    found = reportedly(*shared, str(tmp_path / "parted.jsonl"), "--engine", "processes", "--processes", "2", "--partitions", "2")
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "parted.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parted.jsonl", "plain.jsonl"]


def asked_of(files: Path, *more: str) -> list[str]:
    """The command line that answers the questions."""
    shared = ["--prior", str(files / "prior.jsonl"), "--copies", str(files / "copies.jsonl"), "--questions", str(files / "questions.jsonl")]
    return ["holds", *shared, "--pack", SMALL.pack, *more]


def test_a_cluster_that_loses_a_worker_in_mid_run_writes_the_same_bytes(files: Path, tmp_path: Path, cluster: Cluster) -> None:
    lines = (files / "readings.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "readings").mkdir()
    for number in range(6):
        (tmp_path / "readings" / f"{number}.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[number * 15 : number * 15 + 15])))
    plain = reportedly(*asked_of(files, "--readings", str(files / "readings.jsonl"), "--output", str(tmp_path / "plain.jsonl")))
    assert plain.returncode == 0, plain.stderr
    lost = cluster.add_worker("--no-nanny")  # one that nobody replaces
    parts = tmp_path / "parts"
    command = [sys.executable, "-c", "from reportedly.cli.main import app; app()", *asked_of(files, "--readings", str(tmp_path / "readings"))]
    command += ["--output", str(tmp_path / "parted.jsonl"), "--engine", "dask", "--address", cluster.address, "--partitions", "3", "--parts", str(parts)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(parts.glob("lessons-*.done")):
            time.sleep(0.02)  # for other processes
        os.kill(lost.pid, signal.SIGKILL)
        _, errors = run.communicate(timeout=200)
    assert run.returncode == 0, errors
    assert (tmp_path / "parted.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes() != b""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("Harrowford", "--engine", "processes"), "found PLACE"),
        (("--engine", "processes", "--readings", "x"), "found no --questions"),
        (("--engine", "processes", "--readings", "x", "--questions", "y"), "the parts have to lie somewhere"),
        (("--address", "tcp://127.0.0.1:9", "--readings", "x", "--questions", "y"), "found no --engine"),
    ],
)
def test_what_cannot_be_done_is_said(options: tuple[str, ...], message: str) -> None:
    found = reportedly("holds", "--pack", SMALL.pack, *options)
    assert found.returncode == 2
    assert message in " ".join(found.stderr.replace("│", " ").split())
