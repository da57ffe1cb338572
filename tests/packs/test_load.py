"""Loading: a pack is a folder, found by name or path; the engine's words come first and the pack's are merged over them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from reportedly.core.errors import PackError
from reportedly.core.records import ActorKind
from reportedly.packs.load import Pack, find_packs, load_pack

TWO_RIVERS = Path(__file__).parent.parent / "data" / "packs" / "two_rivers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TWO_RIVERS, tmp_path / "copy"))


def test_by_folder_and_by_name() -> None:
    assert load_pack(str(TWO_RIVERS)).name == "two_rivers"
    assert [load_pack(name).name for name in find_packs()] == list(find_packs())
    assert repr(load_pack(str(TWO_RIVERS))) == "<Pack two_rivers 1.0>"


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(PackError, match=find_packs()[0]):
        load_pack("the_war_of_jenkins_ear")


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml"):
        Pack(tmp_path)
    (tmp_path / "pack.toml").write_text('name = "x"\nversion = "1.0"\n', encoding="utf-8")
    with pytest.raises(PackError, match="title"):
        Pack(tmp_path)
    (tmp_path / "pack.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(PackError, match="TOML"):
        Pack(tmp_path)


def test_sides_and_speakers() -> None:
    pack = Pack(TWO_RIVERS)
    assert [side.code for side in pack.sides] == ["KA", "TO"]
    assert pack.sides[0].names["en"][0] == "Karvelia"
    speakers = {speaker.id: speaker for speaker in pack.speakers}
    assert speakers["to-general"].kind is ActorKind.PERSON
    assert speakers["to-general"].part_of == "to-forces"
    assert speakers["to-general"].interest == "TO", "whose side one is on is whose gain one is assumed to wish"
    assert speakers["river-observers"].interest is None


def test_anchors_come_in_order_of_their_first_day() -> None:
    anchors = Pack(TWO_RIVERS).anchors
    assert [anchor.id for anchor in anchors][:2] == ["crossing-of-the-serre", "fall-of-bellmere"]
    assert anchors[0].days.earliest == anchors[0].days.latest == date(2031, 3, 4)
    assert (anchors[1].days.earliest, anchors[1].days.latest) == (date(2031, 4, 10), date(2031, 4, 11))


def test_words_are_the_engines_with_the_packs_over_them(folder: Path) -> None:
    (folder / "words" / "en").mkdir(parents=True, exist_ok=True)
    (folder / "words" / "en" / "own.toml").write_text('a = ["x"]\n[b]\nc = 1\n', encoding="utf-8")
    pack = Pack(folder)
    assert pack.words("en", "own") == {"a": ["x"], "b": {"c": 1}}
    assert pack.words("en", "nobody-has-this") == {}
    shared = Pack(TWO_RIVERS).words("en", "days")
    (folder / "words" / "en" / "days.toml").write_text('own_key = ["harvest day"]\n', encoding="utf-8")
    assert Pack(folder).words("en", "days") == {**shared, "own_key": ["harvest day"]}


def test_the_fingerprint_is_of_the_content_alone(folder: Path) -> None:
    assert Pack(folder).fingerprint == Pack(TWO_RIVERS).fingerprint
    (folder / "notes.py").write_text("x = 1\n", encoding="utf-8")
    assert Pack(folder).fingerprint == Pack(TWO_RIVERS).fingerprint, "code is no data"
    (folder / "sides.toml").write_text("", encoding="utf-8")
    assert Pack(folder).fingerprint != Pack(TWO_RIVERS).fingerprint
