from __future__ import annotations

import csv
import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("openpyxl", reason="needs the gazetteer dependency group")

from tools.gazetteer.join import Settled
from tools.gazetteer.posts import Post, place_by_post, read_package, read_posts

if TYPE_CHECKING:
    from pathlib import Path

REGION = Settled("UA99000000000000001", 1, "O", "Осотська", point=(48.0, 37.0))


def village(code: str, name: str, point: tuple[float, float], precision: str = "hromada") -> Settled:
    return Settled(f"UA9902{code}", 4, "C", name, point=point, precision=precision)


def post(name: str, *codes: int, council: str = "") -> Post:
    return Post("Osotska", "Ostrivskyi", name, council, codes)


def test_a_village_takes_the_council_that_the_post_names() -> None:
    one = village("001001", "Піски", (48.0, 37.0))
    moved = place_by_post([REGION, one], set(), [post("Піски", 11111, council="Криничанська")], [("Krynychanska", 48.2, 37.1)])
    assert moved == {one.code}
    assert (one.point, one.precision) == ((48.2, 37.1), "hromada")


def test_two_councils_of_the_name_and_a_far_one_say_nothing() -> None:
    one = village("001001", "Піски", (48.0, 37.0))
    posts = [post("Піски", 11111, council="Криничанська")]
    assert place_by_post([REGION, one], set(), posts, [("Krynychanska", 48.2, 37.1), ("Krynychanska", 47.8, 37.1)]) == set()
    assert place_by_post([REGION, one], set(), posts, [("Krynychanska", 50.2, 37.1)]) == set()
    assert one.point == (48.0, 37.0)


def test_a_village_lies_by_those_of_its_post_code() -> None:
    town = village("001001", "Острів", (48.3, 37.3), "point")
    same, beside, far = village("001002", "Глиняне", (48.0, 37.0)), village("001003", "Осокове", (48.0, 37.0)), village("001004", "Лози", (48.0, 37.0))
    posts = [post("Острів", 11111), post("Глиняне", 11111), post("Осокове", 11112), post("Лози", 11115)]
    assert place_by_post([REGION, town, same, beside, far], set(), posts, []) == {same.code, beside.code}
    assert same.point == (48.3, 37.3)
    assert beside.point is not None
    assert 48.0 < beside.point[0] < 48.3
    assert (far.point, town.point) == ((48.0, 37.0), (48.3, 37.3))


def test_another_hromada_says_nothing() -> None:
    town, one = village("001001", "Острів", (48.3, 37.3), "point"), village("002002", "Глиняне", (48.0, 37.0))
    assert place_by_post([REGION, town, one], set(), [post("Острів", 11111), post("Глиняне", 11111)], []) == set()


def test_namesakes_are_told_apart_by_the_old_district_alone() -> None:
    sure, twin, other = village("001001", "Острів", (48.3, 37.3), "point"), village("001002", "Піски", (48.0, 37.0)), village("002001", "Піски", (49.0, 37.0))
    posts = [post("Острів", 11111), post("Піски", 11111), Post("Osotska", "Elsewhere", "Піски", "", (12222,))]
    assert place_by_post([REGION, sure, twin, other], set(), posts, []) == {twin.code}
    assert other.point == (49.0, 37.0)


def test_the_packages_table_becomes_the_list(tmp_path: Path) -> None:
    head = ("postal_code", "country_code", "admin_name1", "admin_code1", "admin_name2", "admin_name3", "place_name")
    written = io.StringIO()
    csv.writer(written).writerows(
        [head, ("11112", "QQ", "Osotska", "1", "Ostrivskyi", "", "Піски (Криничанська рада)"), ("11111", "QQ", "Osotska", "1", "", "", "Лози")]
    )
    with zipfile.ZipFile(tmp_path / "QQ.zcsv", "w") as archive:
        archive.writestr("QQ.csv", written.getvalue())
    assert gzip.decompress(read_package(tmp_path / "QQ.zcsv")).decode() == ("Osotska\t\tЛози\t\t11111\nOsotska\tOstrivskyi\tПіски\tКриничанська\t11112\n")


def test_the_list_is_there() -> None:
    posts = read_posts()
    assert len(posts) > 25_000
    assert sum(bool(one.council) for one in posts) > 4_000
    assert all(code > 999 for one in posts for code in one.codes)
