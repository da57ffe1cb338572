"""A sound pack passes; each fault of a broken one is named with its file and entry."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.flow import read_page
from reportedly.packs.check import check_pack
from reportedly.packs.load import Pack, find_packs, load_pack

if TYPE_CHECKING:
    from reportedly.core.records import Issue

TWO_RIVERS = Path(__file__).parent.parent / "data" / "packs" / "two_rivers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented war's pack, to be broken."""
    return Path(shutil.copytree(TWO_RIVERS, tmp_path / "broken"))


def faults(folder: Path) -> list[Issue]:
    return list(check_pack(Pack(folder)))


def only(issues: list[Issue], *parts: str) -> Issue:
    """The one issue whose message has all the parts."""
    found = [issue for issue in issues if all(part in issue.message for part in parts)]
    assert len(found) == 1, [issue.message for issue in issues]
    return found[0]


def append(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_invented_war_is_sound() -> None:
    assert check_pack(Pack(TWO_RIVERS)) == ()


@pytest.mark.parametrize("name", find_packs())
def test_installed_packs_are_sound(name: str) -> None:
    assert [issue.message for issue in check_pack(load_pack(name))] == []


def test_a_version_is_numbers(folder: Path) -> None:
    replace(folder, "pack.toml", '"1.0"', '"spring edition"')
    assert only(faults(folder), "pack.toml", "version").code == "pack-entry"


def test_a_missing_file_is_one_fault(folder: Path) -> None:
    (folder / "anchors.toml").unlink()
    assert only(faults(folder), "anchors.toml").code == "pack-file"


def test_broken_toml_is_named(folder: Path) -> None:
    append(folder, "speakers.toml", "[[speaker")
    assert only(faults(folder), "speakers.toml").code == "pack-file"


def test_bytes_that_are_no_text_are_named(folder: Path) -> None:
    (folder / "sides.toml").write_bytes(b"\xff\xfe\x00")
    assert only(faults(folder), "sides.toml", "UTF-8").code == "pack-file"


def test_rows_must_be_tables(folder: Path) -> None:
    (folder / "anchors.toml").write_text("anchor = 3\n", encoding="utf-8")
    assert only(faults(folder), "anchors.toml", "[[anchor]]").code == "pack-entry"


def test_ids_are_given_once_and_in_form(folder: Path) -> None:
    append(folder, "speakers.toml", '[[speaker]]\nid = "to-general"\nkind = "person"\nnames.en = ["Second Brandt"]\n')
    append(folder, "speakers.toml", '[[speaker]]\nid = "To General"\nkind = "person"\nnames.en = ["Third Brandt"]\n')
    append(folder, "speakers.toml", '[[speaker]]\nkind = "person"\nnames.en = ["Fourth Brandt"]\n')
    issues = faults(folder)
    assert only(issues, "to-general").code == "pack-duplicate"
    assert only(issues, "To General").code == "pack-entry"
    assert only(issues, "entry 9", "id as text").code == "pack-entry"


def test_a_side_without_a_name(folder: Path) -> None:
    append(folder, "sides.toml", '[[side]]\ncode = "XX"\n')
    assert only(faults(folder), "sides.toml", "XX", "at least one name").code == "pack-entry"


@pytest.mark.parametrize(
    ("entry", "parts", "code"),
    [
        ('kind = "wizard"\nnames.en = ["A"]', ("kind",), "pack-entry"),
        ('kind = "person"', ("at least one name or role",), "pack-entry"),
        ('kind = "person"\nnames.en = ["A"]\nside = "ZZ"', ("side", "KA, TO"), "pack-reference"),
        ('kind = "person"\nnames.en = ["A"]\ninterest = "ZZ"', ("interest", "KA, TO"), "pack-reference"),
        ('kind = "person"\nnames.en = ["A"]\npart_of = "nobody"', ("part_of",), "pack-reference"),
        ('kind = "person"\nnames.en = ["A"]\npart_of = "new"', ("circle",), "pack-reference"),
        ('kind = "person"\nnames.en = ["Ilvar BRANDT"]', ("ilvar brandt", "to-general"), "pack-duplicate"),
        ('kind = "person"\nnames = ["A"]\nroles.en = ["b"]', ("per language",), "pack-entry"),
        ('kind = "person"\nnames.english = ["A"]', ("language code",), "pack-entry"),
        ('kind = "person"\nnames.en = ["A "]', ("without blanks",), "pack-entry"),
        ('kind = "person"\nnames.en = ["A", "A"]', ("'A' twice",), "pack-duplicate"),
    ],
)
def test_faults_of_a_speaker(folder: Path, entry: str, parts: tuple[str, ...], code: str) -> None:
    append(folder, "speakers.toml", f'[[speaker]]\nid = "new"\n{entry}\n')
    assert only(faults(folder), "speakers.toml", "new", *parts).code == code


@pytest.mark.parametrize(
    ("entry", "parts", "code"),
    [
        ('day = 2031-01-01\nsource = "s"\nphrases.en = ["x"]', ("a title",), "pack-entry"),
        ('title = "t"\nday = 2031-01-01\nphrases.en = ["x"]', ("a source",), "pack-entry"),
        ('title = "t"\nsource = "s"\nphrases.en = ["x"]', ("a day",), "pack-entry"),
        ('title = "t"\nday = "2031-01-01"\nsource = "s"\nphrases.en = ["x"]', ("without quotation marks",), "pack-entry"),
        ('title = "t"\nearliest = 2031-02-01\nlatest = 2031-01-01\nsource = "s"\nphrases.en = ["x"]', ("after latest",), "pack-entry"),
        ('title = "t"\nday = 2031-01-01\nsource = "s"', ("at least one phrase",), "pack-entry"),
        ('title = "t"\nday = 2031-01-01\nsource = "s"\nphrases.en = ["(x"]', ("a regular expression",), "pack-phrase"),
        ('title = "t"\nday = 2031-01-01\nsource = "s"\nphrases.en = ["x*"]', ("nothing at all",), "pack-phrase"),
    ],
)
def test_faults_of_an_anchor(folder: Path, entry: str, parts: tuple[str, ...], code: str) -> None:
    append(folder, "anchors.toml", f'[[anchor]]\nid = "new"\n{entry}\n')
    assert only(faults(folder), "anchors.toml", "new", *parts).code == code


def test_tables_of_words_parse(folder: Path) -> None:
    (folder / "words" / "en").mkdir(parents=True, exist_ok=True)
    (folder / "words" / "en" / "cues.toml").write_text("say = [", encoding="utf-8")
    (folder / "words" / "en" / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "words" / "klingon").mkdir()
    issues = faults(folder)
    assert only(issues, "words/en/cues.toml").code == "pack-file"
    assert only(issues, "words/en/notes.txt").code == "pack-file"
    assert only(issues, "words/klingon").code == "pack-file"


def test_expectations_are_tried_on_real_readings(folder: Path) -> None:
    def check() -> list[Issue]:
        pack = Pack(folder)
        return list(check_pack(pack, read=lambda page: read_page(page, pack)))

    assert check() == []
    append(folder, "checks.toml", '[[place]]\ntext = "Troops entered Stonegate."\nexpect = "pack:bellmere"\n')
    issue = only(check(), "place: Troops entered Stonegate.")
    assert issue.code == "pack-expectation"
    assert issue.message.endswith("expected pack:bellmere, found pack:stonegate")
    append(folder, "checks.toml", '[[speaker]]\ntext = "Ilvar Brandt said so."\nexpect = ""\n')
    assert only(check(), "speaker: Ilvar Brandt").message.endswith("expected nothing, found to-general")


@pytest.mark.parametrize("name", find_packs())
def test_installed_packs_read_what_they_say_they_read(name: str) -> None:
    pack = load_pack(name)
    assert [issue.message for issue in check_pack(pack, read=lambda page: read_page(page, pack))] == []
