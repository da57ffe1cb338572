"""Words that are names of places too, or near one, in English and Ukrainian: derived, and hand-written lists hold only what is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tools.build_place_words import COMMONEST, TARGET
from tools.build_russian_place_words import carries
from tools.build_ukrainian_place_words import HEAD, count_words
from tools.build_ukrainian_place_words import TARGET as UKRAINIAN

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer
from reportedly.places.lexicon import place_words

WORDS = Path(TARGET).parent.parent
DERIVED = {language: tomllib.loads((WORDS / language / "place_names.toml").read_text(encoding="utf-8")) for language in ("en", "uk", "ru")}


def test_frequent_words_are_names_of_no_place() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    frequent = DERIVED["en"]["frequent"]
    assert frequent == sorted(set(frequent))
    assert not [word for word in frequent if gazetteer.knows(word)]
    assert {"monday", "january", "bible"} <= set(frequent)
    assert COMMONEST == (10, 20)


@pytest.mark.parametrize("word", ["layman", "friendship", "happiness", "white", "great"])
def test_what_may_be_a_translated_or_mangled_name_stops_none(word: str) -> None:
    assert word not in DERIVED["en"]["frequent"]


def test_ukrainian_words_are_place_names_in_some_case() -> None:
    gazetteer = load_gazetteer(load_pack("russia_ukraine_2022"))
    words = DERIVED["uk"]["common"]
    assert Path(UKRAINIAN).read_text(encoding="utf-8").startswith(HEAD.partition("{faker}")[0])
    assert words == sorted(set(words))
    assert all(word.islower() and carries(gazetteer, word, "uk") for word in words)
    assert not {"києва", "бахмут", "суми", "лиман", "рівне"} & set(words)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_what_is_written_by_hand_is_not_derived_too(language: str) -> None:
    engine = tomllib.loads((WORDS / language / "places.toml").read_text(encoding="utf-8"))
    derived = DERIVED[language]
    assert not set(engine["stop"]) & set(derived.get("frequent", ())), "take out of stop what place_names.toml has"
    assert not set(engine.get("first_name", ())) & set(derived["given_name"])


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_first_names_are_those_of_no_large_place(language: str) -> None:
    words = place_words(load_pack("russia_ukraine_2022"), language)
    assert len(words.given_name) > 150
    assert not {"london", "полтава", "харків", "одесса"} & words.given_name


def test_words_are_counted_by_how_they_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "train" / "target"
    folder.mkdir(parents=True)
    (folder / "0001.a1.txt").write_text("Поле було біле. На полі поле, п'ять полів.", encoding="utf-8")
    (folder / "0001.a2.txt").write_text("поле поле поле", encoding="utf-8")
    small, other = count_words(tmp_path)
    assert (small["поле"], other["поле"], small["п'ять"]) == (1, 1, 1)
    assert count_words(tmp_path / "nothing") == ({}, {})
