"""How much has been read: known to the byte, or not said."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.choose import iter_reports
from reportedly.readers.meter import Meter, measure_sources
from reportedly.readers.seam import Intake, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "The ferry was late on Monday. Nobody on the quay could say why, the harbour office wrote."


def _letters(number: int) -> str:
    """Letters that do not pack well."""
    return "".join(hashlib.sha256(f"{number}/{part}".encode()).hexdigest() for part in range(20))


def folder_of(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in range(number):
        (folder / f"report-{name:03}.txt").write_text(f"{WORDS} It was ferry {name}.")
    return folder


def rows_of(tmp_path: Path, number: int, name: str = "rows.jsonl") -> Path:
    data = "".join(json.dumps({"id": f"r{one}", "text": f"{WORDS} {_letters(one)}", "clean": True}) + "\n" for one in range(number)).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def shares_of(sources: list[str], *, ahead: int = 0) -> list[float | None]:
    """The share after each report, where reports are answered ``ahead`` of them later."""
    meter = Meter(measure_sources(sources))
    options = ReadOptions(meter=meter)
    intakes = meter.follow(intake for source in sources for intake in iter_reports(source, options))
    shares = [meter.share(came - ahead) for came, _ in enumerate(intakes, start=1) if came > ahead]
    return shares + [meter.share(len(shares) + left) for left in range(1, ahead + 1)]


def test_the_share_of_a_folder_grows_with_its_files(tmp_path: Path) -> None:
    shares = shares_of([str(folder_of(tmp_path, 20))])
    assert shares[:-1] == sorted(share for share in shares[:-1] if share is not None)
    assert shares[9] is not None
    assert abs(shares[9] - 0.5) < 0.02


def test_what_is_read_ahead_does_not_count_as_done(tmp_path: Path) -> None:
    folder = str(folder_of(tmp_path, 20))
    ahead, at_once = shares_of([folder], ahead=12), shares_of([folder])
    assert ahead[:8] == at_once[:8]
    assert ahead[-1] == 1.0


def test_lines_are_measured_packed_or_not(tmp_path: Path) -> None:
    for name in ("rows.jsonl", "rows.jsonl.gz"):
        shares = shares_of([str(rows_of(tmp_path, 400, name))])
        known = [share for share in shares if share is not None]
        assert known == sorted(known)
        assert 0.0 < known[0] < 1.0


def test_a_small_file_of_many_reports_has_no_end_until_all_are_in(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("title,text\n" + "".join(f"Ferry {number},{WORDS}\n" for number in range(9)))
    meter = Meter(measure_sources([str(table)]))
    intakes = meter.follow(iter_reports(str(table), ReadOptions(meter=meter)))
    assert [meter.share(came) for came, _ in enumerate(intakes, start=1)] == [None] * 9
    assert meter.share(9) == 1.0


def test_a_file_and_a_folder_are_measured_together(tmp_path: Path) -> None:
    folder, rows = folder_of(tmp_path, 4), rows_of(tmp_path, 100)
    total = measure_sources([str(folder), str(rows)])
    assert total == sum(path.stat().st_size for path in [*folder.iterdir(), rows])
    known = [share for share in shares_of([str(folder), str(rows)]) if share is not None]
    assert known == sorted(known)


def test_addresses_and_pipes_have_no_size(tmp_path: Path) -> None:
    file = str(rows_of(tmp_path, 2))
    assert measure_sources([file, "https://tarn.example/feed"]) is None
    assert measure_sources(["-"]) is None
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert measure_sources([file, str(pipe)]) is None
    assert measure_sources([str(tmp_path / "nothing.txt")]) == 0


def test_the_share_of_a_list_of_addresses_grows_with_its_lines(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("".join(f"http://127.0.0.1:9/{name}\n" for name in "abcd"))
    meter = Meter(measure_sources([str(listed)]))
    intakes = meter.follow(iter_reports(str(listed), ReadOptions(meter=meter)))
    assert [(intake.readable, meter.share(came)) for came, intake in enumerate(intakes, start=1)] == [(False, 0.25), (False, 0.5), (False, 0.75), (False, None)]
    assert meter.share(4) == 1


def test_of_a_list_among_other_files_nothing_is_said(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n")
    meter = Meter(measure_sources([str(listed), str(rows_of(tmp_path, 2))]))
    intakes = meter.follow(iter_reports(str(listed), ReadOptions(meter=meter)))
    assert [meter.share(came) for came, _ in enumerate(intakes, start=1)] == [None, None]


def test_an_empty_run_has_no_share() -> None:
    meter = Meter(None)
    assert list(meter.follow([])) == []
    assert meter.share(0) is None


@given(st.lists(st.integers(0, 4), max_size=30))
def test_a_share_never_goes_back_and_ends_at_one(steps: list[int]) -> None:
    from reportedly.core.records import Page

    meter = Meter(None)
    came = sum(1 for _ in meter.follow(_intakes(Page(id="a", text=""), len(steps))))
    shares = [meter.share(done) for done in range(came + 1)]
    assert [share for share in shares if share is not None] == [done / came for done in range(came + 1) if came]


def _intakes(page: object, number: int) -> Iterator[Intake]:
    yield from (Intake(page=page) for _ in range(number))  # type: ignore[arg-type]
