"""Pictures of the main pages, of the examples that ship. They are written into docs/images where REPORTEDLY_PICTURES is set, and else only taken."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.desk_browser.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desk.conftest import Running
    from tests.desk_browser.conftest import Reader

PICTURES = {
    "desk-map": ("#/map?on=2022-11-12", "light", (1200, 760)),
    "desk-place": ("#/place/geonames%3A706483?on=2022-09-10", "light", (1200, 760)),
    "desk-report": ("#/report/messy", "light", (1200, 900)),
    "desk-map-dark": ("#/map?on=2022-11-12", "dark", (1200, 760)),
}
MOST_BYTES = 250_000


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str, examples_desk: Running, sit_down: Callable[..., Reader], tmp_path: Path) -> None:
    where, look, (width, height) = PICTURES[name]
    reader = sit_down(examples_desk, color_scheme=look, viewport={"width": width, "height": height})
    reader.visit(where)
    if "map" in name:
        reader.map_is_drawn()
        reader.page.wait_for_timeout(6000)  # names that another place took are drawn anew by the worker
    else:
        reader.page.locator(".band, .reading").first.wait_for()
    folder = ROOT / "docs" / "images" if os.environ.get("REPORTEDLY_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    picture = folder / f"{name}.png"
    reader.page.screenshot(path=picture)
    assert picture.stat().st_size < MOST_BYTES
    assert reader.trouble() == []
