"""``--format text``: claims parse back, everything else is a comment."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.core.records import Act, Interest, SourceKind
from reportedly.formats.notation import ClaimLine, Hop, PlaceWord
from reportedly.formats.text import to_claim_lines, to_text

if TYPE_CHECKING:
    from reportedly.core.records import Reading


def test_claims_parse_back_and_the_rest_is_comment(reading: Reading) -> None:
    lines = to_text(reading).splitlines()
    claims = [line for line in lines if line.startswith("clm ")]
    assert [str(ClaimLine.from_text(line)) for line in claims] == claims
    assert tuple(map(ClaimLine.from_text, claims)) == to_claim_lines(reading)
    assert all(line.startswith("#") for line in lines if line not in claims)
    assert all(char == " " or char.isprintable() for line in lines for char in line)


def test_the_header_says_what_is_known_of_the_page(reading: Reading) -> None:
    header = to_text(reading).splitlines()[0]
    assert header.startswith("# report r1 ")
    assert "2023-05-02..2023-05-03 inferred  en" in header
    assert '"The Tarn Courier"' in header


def test_references_are_written_out(reading: Reading) -> None:
    first, second = to_claim_lines(reading)
    assert first.places == (PlaceWord(name="Velm", ids=("17",), role=first.places[0].role, basis=first.places[0].basis),)
    assert str(first.places[0]) == "from@Velm(17)?spelling"
    assert [str(hop) for hop in first.said] == ["State radio", "the ministry[n-mod](confirmed)"]
    assert str(first.control) == "Velm:N>?"
    assert str(first.many[0]) == "..200 soldiers"
    assert [str(place) for place in second.places] == ["near@Oru(17)", "near@Tarn()"]
    assert second.said == (Hop(text="", act=Act.SAY, kind=SourceKind.IMPERSONAL),)
    assert not second.positive


def test_an_admission_is_a_comment_under_its_claim(reading: Reading) -> None:
    first, second = reading.claims
    admitted = dataclasses.replace(first, interest=Interest.AGAINST, interest_why="N speaks; N loses by it (withdraw)")
    boasted = dataclasses.replace(second, interest=Interest.FOR, interest_why="N speaks; N gains by it")
    lines = to_text(dataclasses.replace(reading, claims=(admitted, boasted))).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("clm "))
    assert lines[place + 1] == f"# against interest {first.key[:8]}  N speaks; N loses by it (withdraw)"
    assert sum("interest" in line for line in lines) == 1


def test_findings_show_their_words_and_the_suggestion(reading: Reading) -> None:
    findings = [line for line in to_text(reading).splitlines() if line.startswith("# finding")]
    assert findings[0] == '# finding place-misspelt  "Velmm" / "Velmm" -> "Velm"  “Velmm” is Velm'
    assert findings[1].startswith("# finding date-missing  no date")


def test_an_empty_report_is_a_header(empty: Reading) -> None:
    assert to_text(empty) == "# report r0  .. unknown  no language\n"


def test_a_reference_that_leads_nowhere_is_left_out(reading: Reading) -> None:
    torn = dataclasses.replace(reading, places=(), attributions=(), actors=(), quantities=())
    line = to_claim_lines(torn)[0]
    assert (line.places, line.said, line.by, line.many, line.control) == ((), (), (), (), None)
