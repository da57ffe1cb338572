"""The engine names no war: no side, speaker, event or place of any pack stands in its code, its words or its examples."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from reportedly.packs.load import find_packs, load_pack

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINE = ROOT / "src" / "reportedly"
TEXTS = sorted(
    path for path in ENGINE.rglob("*") if path.is_file() and path.suffix in {".py", ".toml", ".txt", ".html", ".css", ".tsv", ".json", ".md", ".jinja"}
)
# Capitalised words of names that are also plain words of the language or of the world at large: months, offices, outlets' common nouns.
COMMON = {
    *[
        "Defence",
        "Defense",
        "Ministry",
        "Minister",
        "Ministers",
        "President",
        "Presidential",
        "Office",
        "General",
        "Staff",
        "Army",
        "Armed",
        "Forces",
        "Force",
        "Air",
        "Navy",
        "Ground",
        "National",
    ],
    *[
        "Security",
        "Service",
        "Services",
        "Council",
        "Union",
        "United",
        "Nations",
        "State",
        "States",
        "Federation",
        "Republic",
        "People",
        "Peoples",
        "Federal",
        "Government",
        "Foreign",
        "Affairs",
        "Interior",
    ],
    *[
        "Internal",
        "Energy",
        "Agency",
        "Company",
        "Group",
        "Media",
        "News",
        "Times",
        "Post",
        "Press",
        "Associated",
        "Institute",
        "Study",
        "War",
        "International",
        "Committee",
        "Commission",
        "Court",
        "Human",
    ],
    *[
        "Rights",
        "Mission",
        "Monitoring",
        "Red",
        "Cross",
        "World",
        "Health",
        "Organization",
        "Organisation",
        "Central",
        "Command",
        "Main",
        "Directorate",
        "Intelligence",
        "Military",
        "Administration",
    ],
    *[
        "Regional",
        "Governor",
        "Mayor",
        "Head",
        "Chief",
        "Secretary",
        "Spokesman",
        "Spokesperson",
        "Spokeswoman",
        "Speaker",
        "Commander",
        "Commissioner",
        "Prime",
        "Deputy",
        "First",
        "Operational",
    ],
    *[
        "Tactical",
        "Eastern",
        "Western",
        "Northern",
        "Southern",
        "East",
        "West",
        "North",
        "South",
        "New",
        "Old",
        "Big",
        "Black",
        "White",
        "Green",
        "Blue",
        "Sea",
        "City",
        "Town",
        "Village",
        "Region",
        "District",
        "Island",
    ],
    *[
        "Bridge",
        "River",
        "Airport",
        "Square",
        "The",
        "And",
        "For",
        "Of",
        "In",
        "On",
        "At",
        "To",
        "From",
        "Day",
        "Night",
        "Today",
        "Guardian",
        "Independent",
        "Telegraph",
        "Journal",
        "Street",
        "Wall",
        "Daily",
        "Evening",
    ],
    *[
        "Sky",
        "Star",
        "Sun",
        "Mirror",
        "Economist",
        "Time",
        "Channel",
        "Radio",
        "Free",
        "Liberty",
        "Voice",
        "Life",
        "One",
        "Two",
        "Three",
        "Reuters",
        "Border",
        "Guard",
        "Emergency",
        "Emergencies",
        "Police",
        "Fleet",
    ],
    *[
        "Parliament",
        "Duma",
        "House",
        "Senate",
        "Congress",
        "Palace",
        "Church",
        "Orthodox",
        "Academy",
        "Sciences",
        "Ombudsman",
        "Prosecutor",
        "Attorney",
        "Investigative",
        "Front",
        "Battalion",
        "Brigade",
    ],
    *[
        "Regiment",
        "Corps",
        "Legion",
        "Conflict",
        "Team",
        "Open",
        "Source",
        "Information",
        "Centre",
        "Center",
        "Public",
        "Broadcasting",
        "Company",
        "Television",
        "Nuclear",
        "Power",
        "Atomic",
        "Plant",
    ],
    *[
        "Children",
        "Fund",
        "High",
        "Commissioner",
        "Refugees",
        "Amnesty",
        "Watch",
        "Without",
        "Borders",
        "Doctors",
        "Data",
        "Project",
        "Event",
        "Location",
        "Armed",
        "Atlantic",
        "Treaty",
        "European",
        "Europe",
    ],
    *[
        "British",
        "English",
        "American",
        "German",
        "French",
        "Polish",
        "Turkish",
        "Chinese",
        "Western",
        "Pentagon",
        "Washington",
        "London",
        "Berlin",
        "Paris",
        "Warsaw",
    ],
    *[
        "Security",
        "Cooperation",
        "Truth",
        "Social",
        "Mark",
        "Mission",
        "Peace",
        "Civil",
        "Protection",
        "Unmanned",
        "Systems",
        "Special",
        "Operations",
        "Space",
        "Rocket",
        "Strategic",
        "Missile",
    ],
}

# Languages are no sides: remarks may say which language a rule is for.
LANGUAGES = {"Russian", "Ukrainian"}


@cache
def names(pack_name: str) -> frozenset[str]:
    """Capitalised words of at least four letters from the pack's names, in every language it has."""
    pack = load_pack(pack_name)
    tables = chain(
        *((side.names, side.adjectives, side.people, side.governments) for side in pack.sides),
        *((speaker.names, speaker.roles) for speaker in pack.speakers),
    )
    words = {word for table in tables for each in table.values() for name in each for word in re.findall(r"[^\W\d_]{4,}", name)}
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
        assert capitalised(text) & names(pack) <= LANGUAGES, f"{pack} is named"
        assert capitalised(without_remarks(path, text)) & names(pack) == set(), f"{pack} is named outside remarks"


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
