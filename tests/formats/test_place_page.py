"""The page that explains one name."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.core.settings import Settings
from reportedly.formats.place_page import to_place_page
from reportedly.packs.load import load_pack
from reportedly.places.explain import explain_name

SMALL = str(Path(__file__).resolve().parent.parent / "data/packs/two_rivers")


def page(name: str, region: str = "") -> str:
    return to_place_page(explain_name(name, load_pack(SMALL), Settings(pack=SMALL), region=region))


def test_the_page_shows_the_decision_and_every_number() -> None:
    drawn = page("Vienna", "Austria")
    explained = explain_name("Vienna", load_pack(SMALL), Settings(pack=SMALL), region="Austria")
    assert drawn.count('<section class="card"') == len(explained.considered) > 1
    assert explained.considered[0].place.id in drawn
    assert "beside Austria" in drawn
    assert f"{explained.considered[0].logit:.1f}" in drawn


def test_a_name_that_is_nowhere_has_a_page_that_says_so() -> None:
    assert "No candidate." in page("Xqzzkvw")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Vienna\x1b[2J", "Vien\u202ena", "a" * 3000])
def test_a_hostile_name_is_only_shown(name: str) -> None:
    drawn = page(name)
    assert "<script" not in drawn
    assert not {"\x1b", "\u202e"} & set(drawn)


def test_the_command_writes_the_page() -> None:
    result = CliRunner().invoke(app, ["places", "Vienna", "--format", "html", "--pack", SMALL])
    assert (result.exit_code, result.stdout) == (0, page("Vienna"))
