"""What a copy desk would query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Finding, Reading


def of_kind(reading: Reading, kind: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.kind.value == kind]


def test_a_misspelt_place_has_its_suggestion_once(read: Callable[..., Reading]) -> None:
    found = of_kind(read("Karvelian troops took Harrowfort. Tolmari troops left Harrowfort."), "place-misspelt")
    assert [(finding.suggestion, len(finding.spans)) for finding in found] == [("Harrowford", 2)]


def test_a_region_is_no_city(read: Callable[..., Reading]) -> None:
    assert of_kind(read("Karvelian troops took the city of Serre Province."), "place-kind")
    assert not of_kind(read("Karvelian troops took the city of Bellmere in Serre Province."), "place-kind")


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops in Stonegate are surrounded, the mayor said. Tolmari troops left Stonegate, the Karvelian Defence Ministry said.",
        "The mayor said Tolmari troops had taken Bellmere. The Karvelian Defence Ministry denied that Tolmari troops had taken Bellmere.",
        "Tolmari forces hold Stonegate, the mayor said. Karvelian forces hold Stonegate, the River Observers' Mission said.",
    ],
)
def test_what_cannot_both_be_so(read: Callable[..., Reading], text: str) -> None:
    found = of_kind(read(text), "contradiction")
    assert found
    assert all(len(finding.spans) == 2 and len(finding.claims) == 2 for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "Tolmari troops left Stonegate, the mayor said. Karvelian troops entered Stonegate, the ministry said.",
        "Tolmari troops in Stonegate are surrounded. Karvelian troops left Quillbrook.",
        (
            f"Tolmar said its troops had advanced to Quillbrook. {'The rain went on all day and the roads were deep in mud. ' * 6}"
            "The Karvelian army said that Tolmari troops had not advanced across the river."
        ),
    ],
)
def test_what_can_both_be_so(read: Callable[..., Reading], text: str) -> None:
    assert not of_kind(read(text), "contradiction")


def test_two_counts_of_the_same_dead(read: Callable[..., Reading]) -> None:
    text = "In Bellmere 12 civilians were killed, the mayor said. In Bellmere 40 civilians were killed, the River Observers' Mission said."
    assert of_kind(read(text), "contradiction")


def test_a_large_number_needs_someone_who_answers_for_it(read: Callable[..., Reading]) -> None:
    assert of_kind(read("Some 5,000 Tolmari soldiers fled Stonegate."), "number-unsupported")
    assert not of_kind(read("Some 5,000 Tolmari soldiers fled Stonegate, the Karvelian Defence Ministry said."), "number-unsupported")


def test_a_hidden_source_is_queried_and_an_adverb_is_not(read: Callable[..., Reading]) -> None:
    assert of_kind(read("It is noted that Tolmari troops left Stonegate."), "source-impersonal")
    assert not of_kind(read("Tolmari troops reportedly left Stonegate."), "source-impersonal")


def test_a_missing_date_is_queried_only_where_something_hangs_on_it(read: Callable[..., Reading]) -> None:
    assert of_kind(read("Tolmari troops left Stonegate yesterday.", published=None), "date-missing")
    assert not of_kind(read("Tolmari troops left Stonegate yesterday."), "date-missing")
    assert not of_kind(read("Stir the soup.", published=None), "date-missing")


def test_a_text_that_dates_itself_misses_no_date(read: Callable[..., Reading]) -> None:
    assert not of_kind(read("Tolmari troops left Stonegate on 4 May 2031.", published=None), "date-missing")
    undated = of_kind(read("Tolmari troops left Stonegate.", published=None), "date-missing")
    assert undated
    assert "relative day" not in undated[0].message


def test_a_name_is_no_speech(read: Callable[..., Reading]) -> None:
    found = of_kind(read("The Tolmari spokesperson “Ilvar Brandt” said that Stonegate is surrounded."), "name-as-quotation")
    assert [finding.suggestion for finding in found] == ["Ilvar Brandt"]


def test_findings_point_at_the_text(read: Callable[..., Reading]) -> None:
    reading = read("It is noted that 5,000 Tolmari soldiers left Harrowfort. Tolmari troops in Harrowfort are surrounded.")
    assert reading.findings
    for finding in reading.findings:
        assert finding.message.endswith((".", "…"))
        for span in finding.spans:
            assert reading.document.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "queried"),
    [
        ("Some 3,000 soldiers were killed near Bellmere in a week.", 1),
        ("The Karvelian army said the road was cut. Some 3,000 soldiers were killed near Bellmere in a week.", 0),
        ("The Karvelian army said the road was cut.\n\nSome 3,000 soldiers were killed near Bellmere in a week.", 1),
        ("The media say the road was cut. Some 3,000 soldiers were killed near Bellmere in a week.", 1),
        ("Karvelian troops entered Bellmere. The army said 3,000 soldiers had been killed.", 0),
        ("Karvelian troops killed 40 soldiers near Bellmere.", 0),
    ],
)
def test_a_number_is_answered_for_by_whoever_was_just_heard(read: Callable[..., Reading], text: str, queried: int) -> None:
    assert len(of_kind(read(text), "number-unsupported")) == queried
