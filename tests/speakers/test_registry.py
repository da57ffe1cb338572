"""Looking speakers up by name and office."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import ActorKind
from reportedly.packs.load import load_pack
from reportedly.speakers.registry import Registry, fold, pieces_of, registry_of, speakers_named


def registry() -> Registry:
    return registry_of(load_pack("tests/data/packs/two_rivers"), "en")


def ids(text: str, names: Registry | None = None) -> list[str]:
    return [match.speaker.id for match in (names or registry()).find(pieces_of(text))]


def test_a_name() -> None:
    assert ids("Yesterday the Karvelian army left.") == ["ka-forces"]


def test_the_longest_name_wins() -> None:
    assert ids("The Karvelian Ministry of Defence spoke") == ["ka-ministry"]


def test_the_owner_and_of_forms_of_a_name_with_an_adjective() -> None:
    assert ids("Karvelia's Defence Ministry") == ["ka-ministry"]
    assert ids("the Defence Ministry of Karvelia") == ["ka-ministry"]


def test_british_and_american_spelling_are_one() -> None:
    assert ids("the Karvelian Defense Ministry") == ["ka-ministry"]


def test_a_surname_stands_for_its_person() -> None:
    assert ids("General Brandt spoke") == ["to-general"]


def test_an_office_names_its_holder() -> None:
    (match,) = registry().find(pieces_of("the Tolmari chief of staff"))
    assert (match.speaker.id, match.by_role) == ("to-general", True)


def test_a_name_is_written_with_a_capital() -> None:
    assert ids("brandt is a word for fire") == []


def test_matches_do_not_overlap() -> None:
    matches = registry().find(pieces_of("Karvelian forces and Tolmari forces met the River Observers' Mission"))
    assert [match.speaker.id for match in matches] == ["ka-forces", "to-forces", "river-observers"]
    assert all(one.last <= other.first for one, other in itertools.pairwise(matches))


def test_side_words() -> None:
    assert registry().side_of_word("Karvelian") == ("KA", "adjective")
    assert registry().side_of_word("Tolmaris") == ("TO", "people")
    assert registry().side_of_word("Orvane") == ("KA", "government")
    assert registry().side_of_word("bridge") is None


def test_the_first_force_of_a_side_stands_for_all() -> None:
    assert registry().general["KA", ActorKind.FORCE] == "ka-forces"
    assert registry().general["TO", ActorKind.FORCE] == "to-forces"


def test_the_packs_speakers_are_many_and_sound() -> None:
    pack = load_pack("russia_ukraine_2022")
    known = {speaker.id for speaker in pack.speakers}
    assert len(known) == len(pack.speakers) >= 200
    assert all(speaker.part_of is None or speaker.part_of in known for speaker in pack.speakers)
    codes = {side.code for side in pack.sides}
    assert all(speaker.side in codes | {None} and speaker.interest in codes | {None} for speaker in pack.speakers)
    assert all({"en", "uk", "ru"} <= speaker.names.keys() for speaker in pack.speakers)


def test_offices_of_the_pack() -> None:
    names = registry_of(load_pack("russia_ukraine_2022"), "en")
    for phrase in ("the governor of Luhansk", "Luhansk governor", "Luhansk region governor", "Luhansk's governor", "governor of the Luhansk oblast"):
        assert ids(phrase, names) == ["ua-haidai"], phrase


def test_every_name_of_the_pack_finds_its_speaker_or_is_shared() -> None:
    pack = load_pack("russia_ukraine_2022")
    names = registry_of(pack, "en")
    lost = [
        (speaker.id, name)
        for speaker in pack.speakers
        for name in speaker.names["en"]
        if speaker.id not in {match.speaker.id for match in names.find(pieces_of(name))}
    ]
    assert lost == []


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.lists(st.sampled_from(["the", "Karvelian", "army", "Defence", "Ministry", "of", "Tolmari", "Brandt", "forces"]), max_size=12))
def test_matches_lie_in_the_sentence_in_order(words: list[str]) -> None:
    last = 0
    for match in registry().find(words):
        assert last <= match.first < match.last <= len(words)
        last = match.last


WAR = "russia_ukraine_2022"


def in_language(text: str, language: str) -> list[str]:
    return ids(text, registry_of(load_pack(WAR), language))


def test_one_person_in_three_languages_and_all_cases() -> None:
    assert in_language("Haidai said", "en") == ["ua-haidai"]
    for form in ("Гайдай", "Гайдая", "Гайдаю", "Гайдаєм", "Гайдаєві"):
        assert in_language(f"за словами {form} вчора", "uk") == ["ua-haidai"]
    for form in ("Гайдай", "Гайдая", "Гайдаю", "Гайдаем", "Гайдае"):
        assert in_language(f"слова {form} вчера", "ru") == ["ua-haidai"]


def test_offices_in_two_languages() -> None:
    assert in_language("глави Луганської обласної військової адміністрації", "uk") == ["ua-haidai"]
    assert in_language("начальник Луганской ОВА", "ru") == ["ua-haidai"]
    assert in_language("секретаря РНБО Данілова", "uk") == ["ua-danilov", "ua-danilov"]
    assert in_language("официального представителя Минобороны РФ", "ru") == ["ru-mod-spokesman"]


def test_bodies_with_their_side_before_or_behind() -> None:
    for phrase in ("Міноборони РФ", "російського Міноборони", "Міністерству оборони Росії"):
        assert in_language(phrase, "uk") == ["ru-mod"]
    assert in_language("в Генштабе ВСУ", "ru") == ["ua-general-staff"]


def test_marks_inside_a_cyrillic_name_are_passed_over() -> None:
    assert in_language("бійці ПВК «Вагнер» відступили", "uk") == ["ru-wagner"]
    assert in_language("«Вагнер»", "uk") == ["ru-wagner"]


def test_a_hyphen_or_apostrophe_inside_a_token_does_not_hide_a_name() -> None:
    registry_uk = registry_of(load_pack(WAR), "uk")
    (match,) = registry_uk.find(["голова", "В'ячеслав", "Чаус", "сказав"])
    assert (match.first, match.last, match.speaker.id) == (1, 3, "ua-chaus")


def test_side_words_in_all_cases() -> None:
    registry_uk = registry_of(load_pack(WAR), "uk")
    assert {registry_uk.side_of_word(word) for word in ("росіян", "окупантів", "загарбниками")} == {("RU", "people")}
    assert registry_uk.side_of_word("українських") == ("UA", "adjective")
    assert registry_uk.side_of_word("Києва") == ("UA", "government")
    assert registry_uk.side_of_word("роса") is None  # dew is no country


def test_a_speaker_by_any_name_in_any_form() -> None:
    pack = load_pack(WAR)
    for name in ("Гайдая", "глава Луганской ОВА", "Haidai", "голові Луганської ОВА"):
        assert speakers_named(pack, name) == {"ua-haidai"}
    assert speakers_named(pack, "друг Гайдая") == set()
    assert speakers_named(pack, "") == set()
