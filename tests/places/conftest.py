"""Reading a sentence down to its places, with the war's pack or a tiny one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.packs.load import Pack, load_pack
from reportedly.places.find import find_place_names
from reportedly.places.gazetteer import COLUMNS
from reportedly.places.resolve import resolve_places
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import PlaceMention

    Read = Callable[..., tuple[PlaceMention, ...]]

ISLAND = (
    "[[place]]\nid = 'pack:greater-marl'\ncode = 'M1'\nkind = 'region'\ncountry = 'MX'\nlatitude = 10.0\nlongitude = 20.0\n"
    "names = { en = ['Greater Marl', 'Marl Province'] }\n"
)
ROWS = (
    ("geonames:900000001", "M101", "settlement", "point", "QQ", "Greater Marl", "", "10.100", "20.100", "52000", "Oststrand", "", "Ostrand"),
    ("pack:little-oststrand", "M201", "settlement", "point", "QQ", "Lesser Marl", "", "12.500", "24.100", "300", "Oststrand", "", ""),
    ("pack:velmora", "M101", "settlement", "point", "QQ", "Greater Marl", "", "10.200", "20.150", "800", "Velmora", "", "Old Velmora"),
)


def document_of(text: str, language: str = "en") -> Document:
    return Document(
        text=text,
        title=None,
        outlet=None,
        url=None,
        authors=(),
        language=language,
        published=Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="a test"),
        regions=(Region(start=0, end=len(text), kind=RegionKind.BODY),),
        origin=(),
    )


def read_with(pack: Pack, text: str, language: str = "en") -> tuple[PlaceMention, ...]:
    document = document_of(text, language)
    sentences = tuple(split_sentences(document, Settings()).records)
    names = find_place_names(document, sentences, pack).records
    return resolve_places(document, sentences, names, pack).records


@pytest.fixture(scope="session")
def war() -> Pack:
    return load_pack("russia_ukraine_2022")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("tiny")
    Path(folder, "pack.toml").write_text('name = "tiny"\nversion = "1"\ntitle = "An invented war"\n', encoding="utf-8")
    Path(folder, "places.tsv").write_text("\n".join("\t".join(row) for row in (COLUMNS, *ROWS)) + "\n", encoding="utf-8")
    Path(folder, "places_extra.toml").write_text("home = 'QQ'\n" + ISLAND.replace("'MX'", "'QQ'"), encoding="utf-8")
    return load_pack(str(folder))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("bare")
    Path(folder, "pack.toml").write_text('name = "bare"\nversion = "1"\ntitle = "No places of its own"\n', encoding="utf-8")
    return load_pack(str(folder))


@pytest.fixture(scope="session")
def read_in() -> Read:
    return read_with


@pytest.fixture(scope="session")
def read(war: Pack) -> Read:
    return lambda text, language="en": read_with(war, text, language)
