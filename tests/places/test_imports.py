from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.errors import GazetteerError
from reportedly.core.records import Issue, PlaceKind
from reportedly.places.imports import GONE, NO_NAME, NO_PLACE, ONLY_ESTIMATED, LeftOut, UserName, UserPlace, iter_cities, iter_file, iter_lines

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gazetteer"
DUMP = (
    "901\tVelmora\tVelmora\tOld Velmora,Вельмора\t10.5\t20.25\tP\tPPL\tQQ\t\t07\t\t\t\t812\t\t50\tEurope/Kyiv\t2024-01-01\n"
    "902\tMarl\tMarl\t\t10.6\t20.3\tH\tRVR\tQQ\t\t07\t\t\t\t0\t\t50\tEurope/Kyiv\t2024-01-01\n"
    "903\tMarl Inn\tMarl Inn\t\t10.6\t20.3\tS\tHTL\tQQ\t\t07\t\t\t\t0\t\t50\tEurope/Kyiv\t2024-01-01\n"
)
POSTAL = "QQ\t1000\tОстрів\tMarlska\t01\tMarl\t\t\t\t10.1\t20.1\t4\nQQ\t1001\tСело\tMarlska\t01\tMarl\t\t\t\t10.2\t20.1\t1\n"
WOF = "wof_id\tgeonames_id\twikidata_id\tlat\tlon\tname\teng\tukr\trus\tund\n7\t904\tQ1\t10.7\t20.4\tОстрів\tOstriv|Ostrow\tОстрів\tОстров\t\n8\t\t\t10.8\t20.5\tSelo\t\t\t\t\n"
TABLE = 'name,lat,lon,aliases,kind\n"Ferry, Lower",10.1,20.2,Nether Ferry|Ferry,settlement\nHigh Dam,10.3,20.4,,site\n'


def read(text: str | bytes, country: str = "") -> tuple[str, list[UserPlace | UserName | LeftOut | Issue]]:
    data = text.encode() if isinstance(text, str) else text
    name, records = iter_lines(data.splitlines(keepends=True), "a file", country=country)
    return name, list(records)


def places(text: str, country: str = "") -> list[UserPlace]:
    return [record for record in read(text, country)[1] if isinstance(record, UserPlace)]


def test_a_geonames_dump_gives_settlements_and_features_worth_naming() -> None:
    assert read(DUMP)[0] == "geonames"
    village, river = places(DUMP)
    assert (village.id, village.kind, village.country, village.code, village.population) == ("geonames:901", PlaceKind.SETTLEMENT, "QQ", "QQ.07", 812)
    assert (village.name, village.aliases) == ("Velmora", ("Old Velmora", "Вельмора"))
    assert (river.name, river.kind) == ("Marl", PlaceKind.AREA)


def test_alternate_names_go_with_an_id_and_links_are_no_names() -> None:
    name, records = read("1\t901\ten\tVellmore\t\t\t\t\t\t\n2\t901\tlink\thttps://example.org\t\t\t\t\t\t\n3\t901\tuk\tВельмора\t1\t\t\t\t\t\n")
    assert name == "alternates"
    assert records == [UserName("geonames:901", "Vellmore"), NO_NAME, UserName("geonames:901", "Вельмора")]


def test_postal_codes_whose_position_is_estimated_are_left_out() -> None:
    assert read(POSTAL)[0] == "postal"
    (found,) = places(POSTAL)
    assert (found.local, found.name, found.admin1, found.latitude) == ("Острів", "", "Marlska", 10.1)


def test_a_row_that_is_of_no_use_says_why() -> None:
    inn = DUMP.splitlines()[2]
    ruin = inn.replace("\tS\tHTL", "\tP\tPPLQ").replace("PPLQ", "PPLH")
    assert read(f"{DUMP}{ruin}\n")[1][2:] == [NO_PLACE, GONE]
    assert read(POSTAL)[1][1:] == [ONLY_ESTIMATED]


def test_whos_on_first_gives_names_in_all_its_languages() -> None:
    assert read(WOF)[0] == "whosonfirst"
    island, village = places(WOF, "QQ")
    assert (island.id, island.local, island.aliases) == ("geonames:904", "Острів", ("Ostriv", "Ostrow", "Остров"))
    assert (village.id, village.country) == ("wof:8", "QQ")


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    assert read(TABLE)[0] == "table"
    ferry, dam = places(TABLE)
    assert (ferry.name, ferry.aliases, dam.kind) == ("Ferry, Lower", ("Nether Ferry", "Ferry"), PlaceKind.SITE)
    assert places(TABLE) == places(TABLE)
    assert places("longitude;latitude;name\n20;10;Ford\n")[0].longitude == 20
    assert places("\ufeffname\tlat\tlng\nFord\t10\t20\n")[0].name == "Ford"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name,lat,lon\nFord,91,20\n", 2, "latitude"),
        ("name,lat,lon\nFord,1,2\nMill,1,nan\n", 3, "longitude"),
        ("name,lat,lon\n ,1,2\n", 2, "a name"),
        ("name,lat,lon\nFord,1\n", 2, "3 columns, found 2"),
        ("name,lat,lon,kind\nFord,1,2,castle\n", 2, "kind"),
        ("name,lat,lon,country\nFord,1,2,Qualand\n", 2, "country"),
        (DUMP + "905\tshort\n", 4, "19 columns, found 2"),
        (DUMP + DUMP.splitlines()[0].replace("901", "x") + "\n", 4, "a number as id"),
    ],
)
def test_a_bad_row_is_an_issue_with_its_line(text: str, line: int, said: str) -> None:
    issues = [record for record in read(text)[1] if isinstance(record, Issue)]
    assert len(issues) == 1
    assert issues[0].code == "gazetteer-row"
    assert f"a file, line {line}: expected" in issues[0].message
    assert said in issues[0].message


def test_a_line_in_another_encoding_is_an_issue_and_the_next_is_read() -> None:
    _, records = read(b"name,lat,lon\n" + "Осока,1,2\n".encode("cp1251") + b"Ford,1,2\n")
    assert [type(record) for record in records] == [Issue, UserPlace]
    assert "line 2: expected UTF-8" in str(records[0])


def test_a_file_in_no_text_at_all_says_so() -> None:
    with pytest.raises(GazetteerError, match="line 1: expected UTF-8"):
        read("name,lat,lon\nFord,1,2\n".encode("utf-16"))


@pytest.mark.parametrize("text", ["", "hello\n", "a\tb\tc\n1\t2\t3\n", "name,width\nx,1\n"])
def test_what_is_no_file_of_places_is_said_to_be_none(text: str) -> None:
    with pytest.raises(GazetteerError, match="expected a"):
        read(text)


def test_packed_files_are_unpacked_and_torn_ones_end_in_an_issue(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(DUMP.encode()))
    with zipfile.ZipFile(tmp_path / "QQ.zip", "w") as archive:
        archive.writestr("readme.txt", "x" * 5000)
        archive.writestr("QQ.txt", DUMP)
    assert list(iter_file(tmp_path / "a.gz")[1]) == list(iter_file(tmp_path / "QQ.zip")[1]) == read(DUMP)[1]
    (tmp_path / "torn.gz").write_bytes(gzip.compress((DUMP * 2000).encode())[:-40])
    *_, last = iter_file(tmp_path / "torn.gz")[1]
    assert "a file that is whole" in str(last)
    with pytest.raises(GazetteerError, match="No such file"):
        iter_file(tmp_path / "none")


def test_cities_of_a_package() -> None:
    city = {"name": "Velmora", "latitude": 1.5, "longitude": 2, "countrycode": "QQ", "population": 700, "admin1code": "07", "alternatenames": ["Velm", ""]}
    (found,) = iter_cities({"901": city})
    assert (found.id, found.code, found.population, found.aliases) == ("geonames:901", "QQ.07", 700, ("Velm",))


@given(st.lists(st.text(max_size=12), max_size=8), st.sampled_from("\t,;"))
def test_no_row_stops_the_reading(cells: list[str], delimiter: str) -> None:
    text = "name,lat,lon\n".replace(",", delimiter) + delimiter.join(cells).replace("\n", " ") + "\n"
    _, records = iter_lines([line + b"\n" for line in text.encode("utf-8", "replace").split(b"\n")], "a file")
    assert all(isinstance(record, UserPlace | Issue) for record in records)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the gazetteer files beside the checkout")
@pytest.mark.parametrize(("file", "name", "least"), [("wof_ua_localities.tsv", "whosonfirst", 34_000), ("geonames_postal_UA_2024-04.txt", "postal", 19_000)])
def test_real_files_are_read_without_a_fault(file: str, name: str, least: int) -> None:
    found, records = iter_file(SHARED / file)
    kinds = [type(record) for record in records]
    assert (found, kinds.count(Issue)) == (name, 0)
    assert len(kinds) >= least


def test_a_cell_without_end_is_told_and_the_next_row_is_read() -> None:
    text = f"name,lat,lon\n{'x' * 200_000},1,2\nVelmora,10.5,20.2\n"
    issue, village = read(text)[1]
    assert isinstance(issue, Issue)
    assert "expected a row that can be read" in issue.message
    assert isinstance(village, UserPlace)
    assert village.name == "Velmora"
