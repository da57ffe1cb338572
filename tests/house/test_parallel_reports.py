"""The same reports in three languages give the same claims: how that is counted, and the share below which it must not fall."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from eval.parallel import FOLDER, LANGUAGES, SLOTS, Found, agreement, iter_found, iter_misses, main, right, share

READ = {
    "event": "capture",
    "place": frozenset({"Lorn", "Harrow"}),
    "actor": "KA",
    "target": "",
    "polarity": "+",
    "mode": "happened",
    "source": ("ka-ministry",),
    "day": (date(2030, 1, 2), date(2030, 1, 2)),
    "number": ((101, None, "soldiers"),),
    "control": "KA",
}
GOLD = {
    "event": ["capture", "transfer"],
    "place": ["Lorn"],
    "actor": "KA",
    "polarity": "+",
    "mode": ["happened"],
    "source": ["ka-ministry"],
    "day": ["2030-01-01", "2030-01-03"],
    "number": [100, "*", "soldiers", "people"],
    "control": "KA",
}


def test_every_slot_can_be_right() -> None:
    assert all(right(slot, GOLD, READ) for slot in SLOTS if slot in GOLD)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("event", "withdraw"),
        ("place", frozenset({"Harrow"})),
        ("actor", ""),
        ("polarity", "-"),
        ("source", ()),
        ("source", ("ka-ministry", "to-general")),
        ("day", (date(2030, 1, 4), date(2030, 1, 4))),
        ("day", (date(2030, 1, 1), None)),
        ("day", (date(2029, 1, 1), date(2031, 1, 1))),
        ("number", ((200, None, "soldiers"),)),
        ("number", ((101, None, "tanks"),)),
        ("control", ""),
    ],
)
def test_and_wrong(slot: str, value: object) -> None:
    assert not right(slot, GOLD, {**READ, slot: value})


def test_what_was_not_read_agrees_with_nothing() -> None:
    found = [
        Found(report="r", gold=GOLD, slots={"en": READ, "uk": READ, "ru": None}),
        Found(report="s", gold={"event": ["kill"]}, slots=dict.fromkeys(LANGUAGES)),
    ]
    assert share(found, "en", "event") == (1, 2)
    assert share(found, "ru", None) == (0, len(GOLD) + 1)
    assert agreement(found, "event") == (1, 6)
    assert [line for line in iter_misses(found) if line.startswith("r")] == ["r ru capture/transfer not found, expected ''"]


def test_each_report_is_whole_and_its_claims_are_asked_for_in_known_slots() -> None:
    rows = [row for part in ("dev", "blind") for row in tomllib.loads((FOLDER / f"{part}.toml").read_text(encoding="utf-8"))["report"]]
    assert len(rows) == len({row["id"] for row in rows}) == 30
    for row in rows:
        assert all(row[language].strip() for language in LANGUAGES)
        assert isinstance(row["published"], date)
        assert row["claims"]
        assert all(set(claim) <= set(SLOTS) for claim in row["claims"])


def test_ten_reports_come_out_the_same_in_three_languages(capsys: pytest.CaptureFixture[str]) -> None:
    found = list(iter_found(FOLDER / "dev.toml"))
    for language in LANGUAGES:
        right_slots, slots = share(found, language, None)
        assert right_slots / slots >= 0.9, language
    pairs, of = agreement(found, None)
    assert pairs / of >= 0.9
    assert capsys.readouterr().out == ""


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| slot | en | uk | ru | n | agreement |"
    assert lines[-1].startswith("| **all** |")
