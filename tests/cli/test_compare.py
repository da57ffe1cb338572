"""Beliefs against a map, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.maps.drawn import box, collection, polygon
from typer.testing import CliRunner, Result

from reportedly.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

PACK = "tests/data/packs/two_rivers"
REPORTS = (
    {"id": "r1", "text": "Tolmari officials admitted that Karvelian troops captured Harrowford on Tuesday.", "published": "2031-05-20", "outlet": "Dale Post"},
    {"id": "r2", "text": "Karvelian troops captured Harrowford, residents said.", "published": "2031-05-21", "outlet": "Hill Gazette"},
    {"id": "r3", "text": "Tolmari forces shelled Stonegate.", "published": "2031-05-21", "outlet": "Hill Gazette"},
)
PRIOR = (
    {"name": "Harrowford", "lat": 41.18, "lon": -30.55, "date": "2031-05-01", "holder": "TO"},
    {"name": "Bellmere", "lat": 41.05, "lon": -30.62, "date": "2031-05-01", "holder": "TO"},
    {"name": "Stonegate", "lat": 41.02, "lon": -30.80, "date": "2031-05-01", "holder": "KA"},
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--pack", PACK], env={"COLUMNS": "200", "REPORTEDLY_DB": ""})


def front(edge: float) -> bytes:
    return collection(polygon(box(-33, 40, edge, 43), held="Karvelian army"), polygon(box(edge, 40, -29, 43), held="Tolmari army"))


SIDES = ("--side-field", "held", "--side", "karvelian*=KA", "--side", "tolmari*=TO")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("compare")
    (folder / "reports.jsonl").write_text("".join(json.dumps(row | {"clean": True}) + "\n" for row in REPORTS))
    (folder / "prior.jsonl").write_text("".join(json.dumps(row) + "\n" for row in PRIOR))
    (folder / "maps").mkdir()
    for day, edge in (("2031-05-10", -30.7), ("2031-05-21", -30.5)):
        (folder / "maps" / f"front-{day}.geojson").write_bytes(front(edge))
    names = {name: str(folder / name) for name in ("reports.jsonl", "prior.jsonl", "maps", "read.jsonl", "war.db")}
    assert run("read", "--jsonl", names["reports.jsonl"], "--output", names["read.jsonl"], "-q").exit_code == 0
    assert run("add", names["reports.jsonl"], "--db", names["war.db"], "-q").exit_code == 0
    return names


def test_a_table_has_shares_differences_and_lags(files: dict[str, str]) -> None:
    told = run("compare", files["maps"], "--readings", files["read.jsonl"], "--prior", files["prior.jsonl"], *SIDES, "--every")
    assert told.exit_code == 0, told.output
    assert "maps: 3 places on 2 days from 2031-05-10 to 2031-05-21" in told.stdout
    assert "agreement" in told.stdout
    assert "changes of hands: 2 on the map" in told.stdout
    assert "Harrowford to KA: the map between 2031-05-10 and 2031-05-21" in told.stdout


def test_rows_and_geojson_say_the_same(files: dict[str, str], tmp_path: Path) -> None:
    beside = ("--readings", files["read.jsonl"], "--prior", files["prior.jsonl"], *SIDES, "--every")
    rows = [json.loads(line) for line in run("compare", files["maps"], *beside, "--format", "jsonl").stdout.splitlines()]
    assert [row["row"] for row in rows].count("place") == 6
    assert rows[-1]["row"] == "summary"
    assert rows[-1]["agreement"]["of"] == 6
    path = tmp_path / "differences.geojson"
    assert run("compare", files["maps"], *beside, "-o", str(path)).exit_code == 0
    drawn: Any = json.loads(path.read_text())
    assert drawn["type"] == "FeatureCollection"
    assert drawn["summary"] == rows[-1]
    first = next(row for row in rows if row["row"] == "place" and row["name"] == "Harrowford")
    assert {"type": "Point", "coordinates": [first["lon"], first["lat"]]} in [feature["geometry"] for feature in drawn["features"]]


def test_the_ledger_is_asked_with_its_copies(files: dict[str, str]) -> None:
    told = run("compare", files["maps"] + "/front-2031-05-21.geojson", "--db", files["war.db"], "--prior", files["prior.jsonl"], *SIDES)
    assert told.exit_code == 0, told.output
    assert "2 places on 2031-05-21" in told.stdout


def test_places_on_no_polygon_are_apart_or_somebodys(files: dict[str, str], tmp_path: Path) -> None:
    only = tmp_path / "only-2031-05-21.geojson"
    only.write_bytes(collection(polygon(box(-30.7, 40, -30.5, 43))))
    beside = ("--readings", files["read.jsonl"], "--prior", files["prior.jsonl"], "--inside", "KA")
    assert "1 place on no polygon: Stonegate" in run("compare", str(only), *beside).stdout
    assert "on no polygon" not in run("compare", str(only), *beside, "--outside", "TO").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("compare",), 2, ""),
        (("compare", "{maps}"), 2, "expected a ledger"),
        (("compare", "{maps}", "--readings", "{read.jsonl}"), 1, "--side-field"),
        (("compare", "{prior.jsonl}", "--readings", "{read.jsonl}"), 1, "expected GeoJSON"),
        (("compare", "{maps}", "--readings", "nowhere.jsonl", *SIDES), 1, "nowhere.jsonl"),
        (("compare", "{maps}", "--db", "nowhere.db", *SIDES), 1, "nowhere.db"),
        (("compare", "{maps}", "--readings", "{read.jsonl}", *SIDES, "--on", "soon"), 2, "--on"),
        (("compare", "{maps}", "--readings", "{read.jsonl}", *SIDES, "--on", "2031-05-20", "--as-of", "2031-05-19"), 2, "--as-of"),
        (("compare", "{maps}", "--db", "{war.db}", *SIDES, "--on", "2999-01-01"), 2, "a day that is over"),
        (("compare", "{maps}", "--readings", "{read.jsonl}", "--side", "x"), 1, "VALUE=CODE"),
    ],
)
def test_a_bad_call_is_told_in_a_line(files: dict[str, str], arguments: tuple[str, ...], status: int, words: str) -> None:
    told = run(*(files.get(each.strip("{}"), each) if each.startswith("{") else each for each in arguments))
    assert told.exit_code == status, told.output
    assert words in told.output
    assert "Traceback" not in told.output
