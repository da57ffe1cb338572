from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from tests.exports.made import place

from reportedly.core.entries import VERDICTS
from reportedly.core.records import PlaceKind, PlaceRole, Precision
from reportedly.exports.codes import load_codes
from reportedly.exports.forms import Form
from reportedly.formats.schema import EVENTS

CODES = load_codes()
PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
PLOVER_MODES = {
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "PROTEST": {"demo", "riot", "strike-gen", "strike-lim", "strike-hun", "boycott", "obstruct"},
    "MOBILIZE": {"troops", "weapons", "police"},
    "COERCE": {"confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"},
    "ASSAULT": {
        "abduct",
        "beat",
        "torture",
        "execute",
        "sexual",
        "assassinate",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "heavy-weapons",
    },
}
PLOVER_CONTEXTS = {
    "political",
    "military",
    "intelligence",
    "peacekeeping",
    "economic",
    "diplomatic",
    "resource",
    "culture",
    "disease",
    "migration",
    "humanitarian",
    "legal",
    "human_rights",
    "rights_freedoms",
    "terrorism",
    "human_security",
    "government",
    "election",
    "legislative",
    "cbrn",
    "cyber",
    "political_institutions",
}
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def test_every_event_type_has_codes_of_the_books() -> None:
    assert set(CODES.events) == set(EVENTS)
    for name, codes in CODES.events.items():
        assert codes.sub_event_type in ACLED[codes.event_type], name
        assert codes.event_type in CODES.disorder, name
        assert codes.plover_type in PLOVER or name == "other", name
        assert not codes.plover_mode or codes.plover_mode in PLOVER_MODES[codes.plover_type], name
        assert set(codes.plover_contexts) <= PLOVER_CONTEXTS, name


def test_a_type_that_is_new_to_the_table_is_other() -> None:
    assert CODES.event("eclipse") == CODES.events["other"]


def test_every_plover_type_has_its_score() -> None:
    assert set(CODES.intensity) == PLOVER


def test_numbers_in_words_are_those_the_engine_reads() -> None:
    table = tomllib.loads((files("reportedly.packs") / "words/en/quantities.toml").read_text(encoding="utf-8"))["vague"]
    assert {one.word: [one.lower, one.upper] for one in CODES.vague} == {one.word: table[one.word] for one in CODES.vague}
    assert {one.word: one.fatalities for one in CODES.vague} == {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}


def test_precision_knows_every_kind_and_part() -> None:
    for codes in (CODES.geo_precision, CODES.where_prec):
        assert (set(codes.kind), set(codes.precision), set(codes.role)) == (set(PlaceKind), set(Precision), set(PlaceRole))


@pytest.mark.parametrize(
    ("part", "geo", "where"),
    [
        (place(), 1, 1),
        (place(PlaceRole.NEAR), 2, 2),
        (place(precision=Precision.RAION), 2, 3),
        (place(kind=PlaceKind.REGION, precision=Precision.REGION), 3, 4),
        (place(kind=PlaceKind.AREA, precision=Precision.REGION), 3, 5),
        (place(kind=PlaceKind.COUNTRY), 3, 6),
    ],
)
def test_the_worse_of_kind_precision_and_part_counts(part: object, geo: int, where: int) -> None:
    assert (CODES.geo_precision.of(part), CODES.where_prec.of(part)) == (geo, where)  # type: ignore[arg-type]


def test_verdicts_are_those_a_person_can_pass() -> None:
    assert tuple(CODES.ratings) == VERDICTS
    assert [value for value, _ in CODES.ratings.values()] == [1, 2, 3, 4, 5]


def test_every_rule_names_its_book_and_its_forms() -> None:
    names = [rule.name for rule in CODES.rules]
    assert len(set(names)) == len(names)
    for rule in CODES.rules:
        assert rule.source in CODES.sources, rule.name
        assert set(rule.forms) <= {form.value for form in Form}, rule.name
        assert rule.says.endswith("."), rule.name
