from __future__ import annotations

from typing import TYPE_CHECKING

from tests.places.conftest import document_of

from reportedly.core.records import PlaceKind
from reportedly.core.settings import Settings
from reportedly.places.find import find_place_names
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.imports import UserName, UserPlace, iter_lines
from reportedly.places.joined import join_user_places
from reportedly.places.resolve import resolve_places
from reportedly.places.user_gazetteer import add_source
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.packs.load import Pack

POINT = "katotth:QQ1\tQ1\tsettlement\tpoint\tQQ\tMarl\tNorth\t50.000\t30.000\t900\t\tОстрів\t"
VILLAGE = "katotth:QQ2\tQ1\tsettlement\thromada\tQQ\tMarl\tNorth\t50.100\t30.100\t0\t\tОсока\t"
TOWNS = tuple(f"katotth:QQ{n}\tQ1\tsettlement\tpoint\tQQ\tMarl\tNorth\t50.0{n}\t30.0{n}\t0\tTown {n}\t\t" for n in range(5, 9))


def user(identifier: str, name: str, latitude: float, longitude: float, country: str = "QQ", aliases: tuple[str, ...] = ()) -> UserPlace:
    return UserPlace(
        id=identifier,
        kind=PlaceKind.SETTLEMENT,
        country=country,
        code="",
        admin1="",
        latitude=latitude,
        longitude=longitude,
        population=0,
        name=name,
        local="",
        aliases=aliases,
    )


def join(*places: UserPlace, names: tuple[UserName, ...] = ()) -> tuple[dict[str, list[str]], list[list[str]], int]:
    joined = join_user_places([POINT, VILLAGE, *TOWNS], [], places, names, "QQ")
    return {line.split("\t")[0]: line.split("\t") for line in joined.own}, [line.split("\t") for line in joined.further], joined.sharpened


def test_a_position_that_is_less_than_a_point_is_made_one() -> None:
    rows, further, sharpened = join(user("wof:1", "Osoka", 50.2, 30.2))
    assert rows["katotth:QQ2"][3] == "point"
    assert rows["katotth:QQ2"][7:9] == ["50.200", "30.200"]
    assert (sharpened, further, "wof:1" in rows) == (1, [], False)


def test_a_point_of_the_pack_stays_and_its_double_is_not_added() -> None:
    rows, _, sharpened = join(user("wof:1", "Ostrov", 50.01, 30.01, aliases=("Остров",)), user("wof:2", "Ostriv", 50.02, 30.0))
    assert rows["katotth:QQ1"] == POINT.split("\t")
    assert (sharpened, len(rows)) == (0, 6)


def test_the_nearest_of_two_namesakes_gives_the_point_and_the_other_is_a_place_of_its_own() -> None:
    rows, _, sharpened = join(user("wof:1", "Osoka", 50.3, 30.1), user("wof:2", "Osoka", 50.11, 30.1))
    assert sharpened == 1
    assert rows["katotth:QQ2"][7] == "50.110"
    assert rows["wof:1"][7] == "50.300"


def test_a_place_too_far_off_is_a_further_place_in_the_region_its_neighbours_agree_on() -> None:
    rows, _, sharpened = join(user("wof:1", "Osoka", 51.5, 30.1), user("wof:2", "Ford", 50.06, 30.06), user("wof:3", "Ford", 50.07, 30.06))
    assert sharpened == 0
    assert rows["wof:1"][1:7] == ["", "settlement", "point", "QQ", "", ""]
    assert rows["wof:2"][5:7] == ["Marl", "North"]
    assert "wof:3" not in rows  # listed twice


def test_elsewhere_places_are_added_without_stray_names_and_never_joined() -> None:
    rows, further, _ = join(
        user("geonames:5", "Осока", 50.1, 30.1, "ZZ", ("Police",)), user("user:6", "Vad", 1, 1, "ZZ", ("Furt",)), user("wof:7", "Lost", 2, 2, "")
    )
    assert [(row[0], row[12]) for row in further] == [("geonames:5", ""), ("user:6", "Furt")]
    assert rows["katotth:QQ2"][3] == "hromada"


def test_names_are_added_to_the_place_with_the_id() -> None:
    rows, _, _ = join(names=(UserName("katotth:QQ2", "Reed"), UserName("katotth:QQ2", "Осока"), UserName("geonames:9", "Nobody")))
    assert rows["katotth:QQ2"][12] == "Reed"


def test_the_order_of_places_does_not_matter() -> None:
    places = (user("wof:1", "Osoka", 50.3, 30.1), user("wof:2", "Osoka", 50.11, 30.1), user("wof:4", "Ford", 50.06, 30.06))
    assert join(*places)[2] == join(*reversed(places))[2]
    assert sorted(join(*places)[0].items()) == sorted(join(*reversed(places))[0].items())


def test_a_report_is_read_with_the_users_places_and_without_them_as_before(tmp_path: Path, tiny: Pack) -> None:
    path = tmp_path / "own.sqlite"
    table = b"name,lat,lon,country\nQuillhaven,10.15,20.12,QQ\n"
    add_source(path, "mine.csv", *iter_lines(table.splitlines(keepends=True), "mine.csv"), lambda issue: None)  # noqa: ARG005
    document = document_of("Troops entered the village of Quillhaven near Velmora.")
    found = {}
    for settings in (Settings(), Settings(gazetteer=str(path))):
        sentences = tuple(split_sentences(document, settings).records)
        names = find_place_names(document, sentences, tiny, settings).records
        mentions = resolve_places(document, sentences, names, tiny, settings).records
        found[settings.gazetteer] = {mention.text: mention.place.latitude for mention in mentions if mention.place}
    assert found == {None: {"Velmora": 10.2}, str(path): {"Quillhaven": 10.15, "Velmora": 10.2}}
    assert load_gazetteer(tiny) is load_gazetteer(tiny)
    assert len(load_gazetteer(tiny, str(path))) == len(load_gazetteer(tiny)) + 1
