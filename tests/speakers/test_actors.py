"""Mentions of actors and their sides."""

from __future__ import annotations

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import (
    Actor,
    ActorKind,
    Document,
    Page,
    Place,
    PlaceKind,
    PlaceMention,
    PlaceStatus,
    Precision,
    Published,
    PublishedBasis,
    Region,
    RegionKind,
)
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences
from reportedly.speakers.actors import find_actors

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def document(text: str, language: str = "en") -> Document:
    whole = (Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else ()
    return Document(text=text, title=None, outlet=None, url=None, authors=(), language=language, published=UNKNOWN, regions=whole, origin=())


def actors_of(text: str, places: tuple[PlaceMention, ...] = ()) -> tuple[Actor, ...]:
    report = document(text)
    sentences = split_sentences(report, Settings()).records
    return find_actors(report, sentences, (), places, load_pack("tests/data/packs/two_rivers")).records


def place(text: str, name: str, country: str) -> PlaceMention:
    known = Place(
        id=f"pack:{name}",
        geonameid=None,
        name=name,
        kind=PlaceKind.SETTLEMENT,
        precision=Precision.POINT,
        country=country,
        admin1=None,
        admin2=None,
        latitude=1.0,
        longitude=1.0,
        population=1,
    )
    start = text.index(name)
    return PlaceMention(
        id="p1", start=start, end=start + len(name), text=name, status=PlaceStatus.RESOLVED, place=known, basis=None, score=1.0, why="", candidates=()
    )


@pytest.mark.parametrize(
    ("phrase", "side", "kind"),
    [
        ("Karvelian soldiers", "KA", ActorKind.FORCE),
        ("The Tolmari army", "TO", ActorKind.FORCE),
        ("Karvelia's troops", "KA", ActorKind.FORCE),
        ("Troops from Tolmar", "TO", ActorKind.FORCE),
        ("Tolmari-backed militants", "TO", ActorKind.FORCE),
        ("Pro-Karvelian fighters", "KA", ActorKind.FORCE),
        ("Orvane", "KA", ActorKind.GOVERNMENT),
        ("Karvelians", "KA", ActorKind.FORCE),
        ("Karvelian officials", "KA", ActorKind.PERSON),
        ("Local media", None, ActorKind.MEDIA),
        ("Residents", None, ActorKind.CIVILIANS),
    ],
)
def test_side_and_kind(phrase: str, side: str | None, kind: ActorKind) -> None:
    found = actors_of(f"{phrase} left the northern district before dawn.")
    assert [(actor.side, actor.kind) for actor in found][:1] == [(side, kind)]


def test_against_a_side_is_not_of_it() -> None:
    (found,) = actors_of("Anti-Karvelian partisans blew up the bridge.")
    assert found.side is None


def test_two_sides_together_have_none() -> None:
    (found,) = actors_of("Hundreds of Karvelian and Tolmari soldiers died.")
    assert found.side is None


def test_a_mention_leaves_relative_clauses_out() -> None:
    found = actors_of("The Tolmari soldiers who held the mill surrendered.")
    assert found[0].text == "The Tolmari soldiers"


def test_the_phrase_takes_its_of_part() -> None:
    (found, *_) = actors_of("The armed forces of Tolmar shelled the village.")
    assert (found.text, found.side) == ("The armed forces of Tolmar", "TO")


def test_known_speakers_have_their_id() -> None:
    found = actors_of("Ilvar Brandt met the Karvelian Defence Ministry.")
    assert [actor.actor_id for actor in found] == ["to-general", "ka-ministry"]


def test_a_country_after_a_preposition_of_place_is_no_actor() -> None:
    assert actors_of("It rained in Karvelia.") == ()


def test_a_pronoun_takes_up_the_subject() -> None:
    found = actors_of("The Tolmari soldiers reached the mill after they crossed the river.")
    assert [(actor.text, actor.side) for actor in found] == [("The Tolmari soldiers", "TO"), ("they", "TO")]


def test_their_troops_are_the_owners() -> None:
    found = actors_of("The Karvelian government said that their troops left.")
    assert [(actor.text, actor.side) for actor in found] == [("The Karvelian government", "KA"), ("their troops", "KA")]


def test_a_pronoun_does_not_reach_across_paragraphs() -> None:
    found = actors_of("Tolmari soldiers left. The harbour burned. It rained. Rain fell again.\n\nThey sang.")
    assert [actor.text for actor in found] == ["Tolmari soldiers"]


def test_people_of_a_place_are_its_countrys() -> None:
    text = "Residents of Ostrel fled."
    (found, *_) = actors_of(text, (place(text, "Ostrel", "KA"),))
    assert found.side == "KA"


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "a" * 2000, "1\t2\t3\n4\t5\t6", "“”‘’\"'"])
def test_odd_texts(text: str) -> None:
    assert isinstance(actors_of(text), tuple)


def test_texts_without_a_parse_have_no_actors() -> None:
    report = document("Die Truppen zogen ab.", "de")
    sentences = split_sentences(report, Settings()).records
    assert find_actors(report, sentences, (), (), load_pack("tests/data/packs/two_rivers")).records == ()


def test_the_enemy_is_the_other_side() -> None:
    found = actors_of("The Karvelian army repelled enemy attacks. The enemy fled.")
    assert [(actor.text, actor.side) for actor in found] == [("The Karvelian army", "KA"), ("enemy", "TO"), ("The enemy", "TO")]


def test_a_sides_missile_acts_for_the_side() -> None:
    (found,) = actors_of("A Tolmari missile hit the mill.")
    assert (found.text, found.side, found.kind) == ("Tolmari", "TO", ActorKind.FORCE)


def test_a_sides_city_does_not() -> None:
    assert actors_of("It rained over the Tolmari city.") == ()


def test_offsets_and_ids() -> None:
    text = "Karvelian troops said they met Tolmari forces. The army left."
    found = actors_of(text)
    assert [actor.id for actor in found] == [f"x{number}" for number in range(1, len(found) + 1)]
    assert all(text[actor.start : actor.end] == actor.text for actor in found)


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari missiles rain down on the mill.",
        "A Tolmari drone strike killed a miller.",
        "A Tolmari cruise missile strike burned the depot.",
        "Tolmari warship sunk.",
        "Tolmari counter-offensive gains ground.",
    ],
)
def test_a_war_noun_acts_for_the_side_before_it(text: str) -> None:
    found = actors_of(text)
    assert [(actor.text, actor.kind) for actor in found if actor.side == "TO"] == [("Tolmari", ActorKind.FORCE)]


@pytest.mark.parametrize("text", ["Tolmari grain exports fell.", "A Tolmari-made kettle fell.", "A missile hit the Tolmari mill."])
def test_other_things_do_not_act_for_a_side(text: str) -> None:
    assert [actor.text for actor in actors_of(text) if actor.text == "Tolmari"] == []


def test_the_enemy_is_not_told_from_whose_channels_carry_a_rumour() -> None:
    text = (
        "The Ukrainian General Staff denied the reports, which stood on several Russian channels this morning. "
        "They are false.\n\nOver the past day the enemy attacked twice."
    )
    reading = read_page(Page(text=text, clean=True, language="en"), load_pack("russia_ukraine_2022"))
    assert [actor.side for actor in reading.actors if actor.text == "the enemy"] == ["RU"]


WAR = "russia_ukraine_2022"


def in_language(text: str, language: str, **page: str) -> list[tuple[str, str | None, str | None]]:
    reading = read_page(Page(text=text, clean=True, language=language, outlet=page.get("outlet")), load_pack(WAR))
    return [(actor.text, actor.actor_id, actor.side) for actor in reading.actors]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Російські війська залишили село.", "uk", ("Російські війська", "ru-forces", "RU")),
        ("Російських військ у селі немає.", "uk", ("Російських військ", "ru-forces", "RU")),
        ("Українські захисники відбили атаку.", "uk", ("Українські захисники", "ua-forces", "UA")),
        ("Окупанти втекли з міста.", "uk", ("Окупанти", "ru-forces", "RU")),
        ("Підрозділи російської армії відступили.", "uk", ("Підрозділи російської армії", "ru-forces", "RU")),
        ("ВСУ вошли в село.", "ru", ("ВСУ", "ua-forces", "UA")),
        ("Российские военные покинули город.", "ru", ("Российские военные", "ru-forces", "RU")),
        ("Глава Луганской ОВА Сергей Гайдай это подтвердил.", "ru", ("Глава Луганской ОВА Сергей Гайдай", "ua-haidai", "UA")),
        ("Жители Херсона вышли на площадь.", "ru", ("Жители Херсона", None, "UA")),
    ],
)
def test_actors_in_case_forms(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert in_language(text, language)[0] == expected


def test_a_country_after_a_preposition_of_place_is_no_actor_but_a_ministry_is() -> None:
    assert in_language("Об этом сообщили в Генштабе.", "ru") == [("Генштабе", "ua-general-staff", "UA")]
    assert in_language("Взрыв произошёл в России.", "ru") == []


def test_a_name_behind_its_office_is_one_mention() -> None:
    assert [each[1] for each in in_language("Голова ОВА Олександр Прокудін приїхав.", "uk")] == ["ua-prokudin"]


def test_the_enemy_in_a_language_that_only_one_side_writes() -> None:
    assert in_language("Ворог обстріляв село.", "uk") == [("Ворог", "ru-forces", "RU")]
    assert in_language("Враг обстрелял село.", "ru") == [("Враг", None, None)]
    assert in_language("Враг обстрелял село.", "ru", outlet="ТАСС") == [("Враг", "ua-forces", "UA")]


def test_pronouns_in_case_languages() -> None:
    assert in_language("Наталья Гуменюк приехала. Она сказала правду.", "ru") == [
        ("Наталья Гуменюк", "ua-humeniuk", "UA"),
        ("Она", "ua-humeniuk", "UA"),
    ]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_nothing_breaks_on_odd_text(language: str) -> None:
    for text in ("", "»«", "ВОРОГ ВТЁК!!!", "⚡️⚡️", "אבג Дарвай", "враг " * 2000, "а\u200bб\u200bв"):
        assert isinstance(in_language(text, language), list)
