"""Whose voices are heard: a headline and its own body are one."""

from __future__ import annotations

from tests.beliefs.words import said, share, weigh


def test_a_headline_and_its_body_are_one_voice() -> None:
    body = said("capture", 10, by="KA", day=20, source="the marshal", side="KA", report="r0")
    headline = said("capture", 10, by="KA", day=20, report="r0")
    assert share(weigh(body, headline), 10, 21) == share(weigh(body), 10, 21)
    elsewhere = said("capture", 10, by="KA", day=20, report="r1")
    assert share(weigh(body, elsewhere), 10, 21) != share(weigh(body), 10, 21)


def test_what_a_report_says_itself_beside_another_matter_on_a_word_is_heard() -> None:
    """The marshal speaks of a shelling; that the village fell is the report's own news."""
    own = said("capture", 10, by="KA", day=20, report="r0")
    other = said("shell", 10, by="TO", day=20, source="the marshal", side="KA", report="r0")
    assert share(weigh(own, other), 10, 21) != share(weigh(other), 10, 21)
