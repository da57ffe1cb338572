"""Weighing by partitions: the answers are those of weighing all in one go."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.engines.deadly import SMALL
from tests.engines.test_copies import Stops
from tests.engines.test_engines import reportedly
from tests.engines.test_parts import Here

from reportedly.batch import answer_many
from reportedly.beliefs.control import two_sides
from reportedly.beliefs.prior import iter_questions, read_families, read_prior
from reportedly.core.records import Page
from reportedly.engines.folder import Folder
from reportedly.engines.parts import reader_of
from reportedly.engines.seam import Task
from reportedly.engines.shards import cut
from reportedly.engines.weigh_ground import country_of
from reportedly.engines.weighing import iter_answers, weigh_shards
from reportedly.formats.beliefs import belief_line
from reportedly.formats.names import write_line
from reportedly.holds import reread_testimonies, weighing_of
from reportedly.intake import Metadata
from reportedly.packs.load import load_pack
from reportedly.readers.seam import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path


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
    pack = load_pack(SMALL.pack)
    plan = weigh_shards(
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
    return list(iter_answers(plan))


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_however_many_partitions_there_are_the_answers_are_those_of_weighing_in_one_go(files: Path, tmp_path: Path, partitions: int) -> None:
    plain = in_one_go(files, prior=True, copies=True)
    assert len({json.loads(line)["holder"] for line in plain}) > 1
    assert by_partitions(files, tmp_path / "parts", partitions, prior=True, copies=True) == plain


def test_without_a_prior_and_without_families_too(files: Path, tmp_path: Path) -> None:
    assert by_partitions(files, tmp_path / "parts", 3, shard_bytes=10**9) == in_one_go(files, prior=False, copies=False)


def test_months_teach_by_the_words_of_all_partitions(files: Path, tmp_path: Path) -> None:
    by_partitions(files, tmp_path / "parts", 3, prior=True)
    lessons = sorted((tmp_path / "parts").glob("learned-*"))
    assert len(lessons) >= 5
    taught = [json.loads((tmp_path / "parts" / f"lessons-2031-10-01-{number:06d}").read_text()) for number in range(3)]
    whole = json.loads((tmp_path / "parts" / "learned-2031-10-01").read_text())
    assert sum(bool(one["counted"]) for one in taught) > 1
    assert len(whole["settled"]) == sum(len(one["settled"]) for one in taught) > 0


def test_a_place_is_heard_by_all_who_have_a_neighbour_of_it(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    pack = load_pack(SMALL.pack)
    asked = list(iter_questions(files / "questions.jsonl"))
    plan = weigh_shards(Here(), tasks_of(files, 10**9), Folder(str(folder)), 3, asked, pack)
    country, ground = country_of(plan.folder, plan.laid, two_sides(pack))
    assert set(country.owner) == set(range(len(ground.points)))
    assert len(set(country.owner.values())) == 3
    for number, partition in country.owner.items():
        assert partition in country.hearers[number]
        assert all(partition in country.hearers[other] for other, _ in ground.within(ground.points[number], 30.0))
    assert [country.owner[number] for number, point in enumerate(ground.points) if point.name == "Far"] != []


def test_a_run_that_broke_off_goes_on(files: Path, tmp_path: Path) -> None:
    for left in (2, 9):
        with pytest.raises(InterruptedError):
            by_partitions(files, tmp_path / "parts", 2, engine=Stops(left), prior=True, resume=True)
    assert by_partitions(files, tmp_path / "parts", 2, prior=True, resume=True) == in_one_go(files, prior=True, copies=False)


def test_from_the_command_line(files: Path, tmp_path: Path) -> None:
    shared: tuple[str, ...] = (
        "holds",
        "--readings",
        str(files / "readings.jsonl"),
        "--prior",
        str(files / "prior.jsonl"),
        "--copies",
        str(files / "copies.jsonl"),
    )
    shared += ("--questions", str(files / "questions.jsonl"), "--pack", SMALL.pack, "--output")
    assert reportedly(*shared, str(tmp_path / "plain.jsonl")).returncode == 0
    found = reportedly(*shared, str(tmp_path / "parted.jsonl"), "--engine", "processes", "--processes", "2", "--partitions", "2")
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "parted.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parted.jsonl", "plain.jsonl"]


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
