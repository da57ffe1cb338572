"""What is said in place of what is denied."""

from __future__ import annotations

import pytest

from reportedly.core.records import Act, Page, Reading
from reportedly.core.settings import Settings
from reportedly.flow import read_page
from reportedly.packs.load import load_pack

PACK = load_pack(Settings().pack)


def read(text: str, language: str) -> Reading:
    return read_page(Page(text=text, clean=True, language=language), PACK)


def told(reading: Reading) -> dict[str, bool]:
    return {claim.event: claim.positive for claim in reading.claims}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'The mayor denied that Ukrainian troops had left Lyman: "Our soldiers hold the town."'),
        ("uk", "Мер заперечив, що українські війська відійшли з Лимана: «Наші солдати утримують місто»."),
        ("ru", "Мэр опроверг, что украинские войска отошли из Лимана: «Наши солдаты удерживают город»."),
    ],
)
def test_the_denied_is_not_so_and_the_quoted_is(language: str, text: str) -> None:
    reading = read(text, language)
    assert told(reading) == {"withdraw": False, "hold": True}
    assert {attribution.act for attribution in reading.attributions} == {Act.DENY, Act.SAY}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'The mayor denied this: "Ukrainian soldiers hold Lyman."'),
        ("uk", "Мер це заперечив: «Українські солдати утримують Лиман»."),
        ("ru", "Мэр это опроверг: «Украинские солдаты удерживают Лиман»."),
    ],
)
def test_what_follows_a_denied_pronoun_is_said(language: str, text: str) -> None:
    assert told(read(text, language)) == {"hold": True}


def test_what_is_denied_in_quotation_marks_is_denied() -> None:
    assert told(read('The mayor denied: "Ukrainian troops left Lyman."', "en")) == {"withdraw": False}
