from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.packs.load import Pack
from reportedly.pages.phrases import Phrases, page_phrases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack of an invented war that adds nothing to the engine's words."""
    folder: Path = tmp_path_factory.mktemp("pack")
    (folder / "pack.toml").write_text('name = "invented"\nversion = "1"\ntitle = "Invented"\n', encoding="utf-8")
    return Pack(folder)


@pytest.fixture(scope="session")
def phrases(pack: Pack) -> Phrases:
    return page_phrases(pack)
