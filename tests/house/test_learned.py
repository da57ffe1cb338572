"""The tables that tools learned from the gazetteer were learned from the one that stands here now."""

from __future__ import annotations

from pathlib import Path

from tools.gazetteer.sample import chance_of, drawn, head_of, told_in

from reportedly.packs.load import load_pack
from reportedly.places.gazetteer import load_gazetteer

PLACES = Path(__file__).parents[2] / "src/reportedly/places"
SLIPS, FORMS = PLACES / "slip_costs.toml", PLACES / "form_costs.toml"
GAZETTEER = load_gazetteer(load_pack("russia_ukraine_2022"))


def test_costs_of_slips_are_of_these_names() -> None:
    assert told_in(SLIPS) == head_of(GAZETTEER), "run tools/learn_slip_costs.py, then tools/learn_form_costs.py, and look at the figures of places"


def test_costs_of_other_forms_are_of_these_names_and_these_costs_of_slips() -> None:
    assert told_in(FORMS) == head_of(GAZETTEER, SLIPS.read_text(encoding="utf-8")), "run tools/learn_form_costs.py and look at the figures of places"


def test_the_head_changes_with_what_a_table_is_learned_of() -> None:
    assert head_of(GAZETTEER) != head_of(GAZETTEER, "other costs")


def test_a_name_more_moves_no_other(tmp_path: Path) -> None:
    names = ["Dovha Luka", "Stara Brama", "Zelenyi Brid"]
    assert [name for name in drawn([*names, "Kruta Hora"]) if name in names] == drawn(reversed(names))
    assert chance_of(names[0]).random() == chance_of(names[0]).random() != chance_of(names[1]).random()
    (tmp_path / "table.toml").write_text("inflected = 1\n")
    assert told_in(tmp_path / "table.toml") == ""
