"""The engine names no war: no side, speaker, event or place of any pack stands in its code, its words or its examples."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from reportedly.core.records import ActorKind, PlaceKind
from reportedly.packs.load import find_packs, load_pack
from reportedly.places.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINE = ROOT / "src" / "reportedly"
BUILT = ENGINE / "desk" / "page"
"""What the front end is built into, with other people's licences in it; it is not in the repository."""
ENDINGS = {".py", ".toml", ".txt", ".html", ".css", ".tsv", ".json", ".md", ".jinja"}
TEXTS = sorted(path for path in ENGINE.rglob("*") if path.is_file() and BUILT not in path.parents and path.suffix in ENDINGS)
# Capitalised words of names that are also plain words of the language or of the world at large: months, offices, outlets' common nouns.
COMMON = frozenset(
    """
    Academy Administration Affairs Agency Airport American Amnesty Armed Army Associated Atlantic Atomic Attorney Autonomous Battalion Berlin Black Blue
    Border Borders Bridge Brigade British Broadcasting Center Central Centre Channel Chief Children Chinese Church City Civil Command Commander Commission
    Commissioner Committee Company Conflict Congress Cooperation Corps Council Court Cross Daily Data Defence Defense Deputy Directorate District Doctors
    Duma East Eastern Economist Emergencies Emergency Energy English Europe European Evening Event Federal Federation First Fleet Force Forces Foreign
    Free French From Front Frontières Fund General German Government Governor Green Ground Group Guard Guardian Head Health High House Human Independent
    Information Institute Intelligence Interior Internal International Investigative Island Journal Krai Legion Liberty Life Location London Main Mark
    Mayor Media Military Minister Ministers Ministry Mirror Missile Mission Monitoring Médecins National Nations Navy News Night North Northern Nuclear
    Oblast Office Ombudsman Open Operational Operations Organisation Organization Orthodox Palace Paris Parliament Peace Pentagon People Peoples Plant
    Police Polish Post Power President Presidential Press Prime Project Prosecutor Protection Public Radio Refugees Regiment Region Regional Republic
    Reuters Rights River Rocket Sans Sciences Secretary Security Senate Service Services Social Source South Southern Space Speaker Special Spokesman
    Spokesperson Spokeswoman Square Staff Star State States Strategic Street Study Systems Tactical Team Telegram Telegraph Television Three Time Times Today Town
    Treaty Truth Turkish Union United Unmanned Village Voice Wall Warsaw Washington Watch West Western White Without World
    """.split()  # noqa: SIM905
)

# Languages are no sides: remarks may say which language a rule is for.
LANGUAGES = {"Belarusian", "Russian", "Ukrainian"}
# A data set whose columns every war is coded in is no party to this one, though a pack may count its makers among the observers.
BOOKS = {"ACLED"}


@cache
def names(pack_name: str) -> frozenset[str]:
    """Capitalised words of at least four letters from the names of the pack's sides, speakers and main places, in every language it has.

    Of people only the last word: given names are everybody's.
    """
    pack = load_pack(pack_name)
    phrases = [
        name for side in pack.sides for table in (side.names, side.adjectives, side.people, side.governments) for each in table.values() for name in each
    ]
    for speaker in pack.speakers:
        own = [name for each in speaker.names.values() for name in each]
        phrases += [name.split()[-1] for name in own] if speaker.kind is ActorKind.PERSON else own
        phrases += [name for each in speaker.roles.values() for name in each]
    gazetteer = load_gazetteer(pack)
    for row in range(gazetteer.own):
        place = gazetteer.place(row)
        if place.country == gazetteer.home and (place.kind in {PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA} or place.population >= 200_000):
            phrases.append(place.name)
    words = {word for phrase in phrases for word in re.findall(r"[^\W\d_]{4,}", phrase)}
    return frozenset(word for word in words if word[0].isupper() and word not in COMMON)


def test_there_is_something_to_look_for() -> None:
    assert all(len(names(name)) > 20 for name in find_packs())
    assert len(TEXTS) > 20


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_the_engine_names_no_war(path: Path) -> None:
    if path.name.startswith("world."):
        pytest.skip("the world's own list of countries and large places")
    text = path.read_text(encoding="utf-8")
    for pack in find_packs():
        assert capitalised(text) & names(pack) <= LANGUAGES | BOOKS, f"{pack} is named"
        assert capitalised(without_remarks(path, text)) & names(pack) <= BOOKS, f"{pack} is named outside remarks"


def capitalised(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text))


def without_remarks(path: Path, text: str) -> str:
    """The text without comments and docstrings."""
    if path.suffix == ".toml":
        return re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body[0] = ast.Pass()
    code = ast.unparse(tree)
    for language in LANGUAGES:
        code = code.replace(repr(language), "''")  # a string that is the language's name and nothing else
    return code
