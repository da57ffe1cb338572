"""Whose own outlet a report comes from, and whom it calls the enemy."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.core.records import Page, Reading
from reportedly.flow import read_page
from reportedly.packs.load import Pack, load_pack
from reportedly.speakers.outlets import bare_outlet, side_of_outlet

TWO_RIVERS = Path(__file__).parents[1] / "data" / "packs" / "two_rivers"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("russia_ukraine_2022")


def read(text: str, outlet: str | None, pack: Pack, url: str | None = None) -> Reading:
    return read_page(Page(text=text, clean=True, language="en", outlet=outlet, url=url), pack)


@pytest.mark.parametrize(
    ("outlet", "url", "side"),
    [
        ("Ukrinform", None, "UA"),
        ("www.ukrinform.net", None, "UA"),
        (None, "https://www.ukrinform.net/rubric-ato/1.html", "UA"),
        ("TASS", None, "RU"),
        ("Reuters", None, None),
        ("The Harbour Times", None, None),
        (None, None, None),
    ],
)
def test_the_side_of_an_outlet(outlet: str | None, url: str | None, side: str | None, pack: Pack) -> None:
    assert side_of_outlet(read("Rain fell.", outlet, pack, url).document, pack) == side


@pytest.mark.parametrize(("outlet", "side"), [("Ukrinform", "RU"), ("RIA Novosti", "UA")])
def test_the_enemy_of_a_side_s_own_outlet_is_the_other_side(outlet: str, side: str, pack: Pack) -> None:
    reading = read("Enemy captured Lyman overnight.", outlet, pack)
    assert [claim.control.after for claim in reading.claims if claim.control] == [side]


def test_its_own_voice_is_asked_before_the_force_named_last(pack: Pack) -> None:
    reading = read("Russian troops shelled Lyman. The enemy also attacked near Izium.", "Ukrinform", pack)
    assert {actor.side for actor in reading.actors} == {"RU"}


def test_elsewhere_the_force_named_last_has_the_enemy(pack: Pack) -> None:
    reading = read("Ukrainian soldiers held Lyman. The enemy attacked again.", "The Harbour Times", pack)
    assert {actor.text: actor.side for actor in reading.actors}["The enemy"] == "RU"


def test_an_address_and_a_name_are_one_outlet() -> None:
    assert bare_outlet("www.daily-herald.com") == bare_outlet("Daily Herald")
    assert bare_outlet("") == ""


@pytest.mark.parametrize(("outlet", "after"), [("Ukrinform", ["UA"]), ("The Harbour Times", [])])
def test_what_a_side_s_own_outlet_calls_a_liberation_is_that_side_s(outlet: str, after: list[str], pack: Pack) -> None:
    reading = read("The town of Lyman was liberated on Saturday.", outlet, pack)
    assert [claim.control.after for claim in reading.claims if claim.control] == after


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Our troops took Lyman.", (None, "{home}")),
        ("Our guys left Lyman in the morning.", ("{home}", None)),
        ("We have lost Lyman after a month of fighting.", ("{home}", None)),
        ("The enemy took Lyman from us.", ("{home}", "{other}")),
        ("Our men pushed the enemy out of Lyman.", ("{other}", "{home}")),
    ],
)
@pytest.mark.parametrize(("outlet", "home", "other"), [("Ukrinform", "UA", "RU"), ("TASS", "RU", "UA")])
def test_we_are_the_outlet_s_own_side(text: str, control: tuple[str | None, str | None], outlet: str, home: str, other: str, pack: Pack) -> None:
    found = [(claim.control.before, claim.control.after) for claim in read(text, outlet, pack).claims if claim.control]
    assert found == [tuple(side.format(home=home, other=other) if side else None for side in control)]


@pytest.mark.parametrize("outlet", ["Reuters", "The Harbour Times", None])
def test_elsewhere_nobody_knows_who_we_are(outlet: str | None, pack: Pack) -> None:
    assert {actor.side for actor in read("Our troops took Lyman. We held it for a day.", outlet, pack).actors} <= {None}


def test_in_a_quotation_we_are_who_speaks(pack: Pack) -> None:
    reading = read('"We have taken Lyman with “our own” hands," the Russian army said. "Our troops hold it."', "Ukrinform", pack)
    assert {claim.control.after for claim in reading.claims if claim.control} == {"RU"}
