"""Many profiles, in memory and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reports import profiles as module
from reportedly.reports.profile import profile_of
from reportedly.reports.profiles import ARRAYS, Profiles
from reportedly.reports.terms import Vocabulary

if TYPE_CHECKING:
    from reportedly.reports.profile import Profile

PLAIN = Vocabulary(frozenset({"the", "of"}))
TEXTS = (
    "The mill burned down at dawn. Nobody was hurt.",
    "",
    "Млин згорів на світанку, сказав Іван Ткач.",
    "Мельница сгорела 12 мая, объявил Пётр.",
    "7",
    "😀",
)


def same(one: Profile, other: Profile) -> bool:
    plain = (one.key, one.words, one.language) == (other.key, other.words, other.language)
    return plain and all(getattr(one, name).tolist() == getattr(other, name).tolist() and getattr(other, name).dtype == "uint32" for name in ARRAYS)


@pytest.mark.parametrize("held", [0, 1, 3, 100])
def test_what_was_put_in_comes_back(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(module, "HELD", held)
    made = [profile_of(text, PLAIN) for text in TEXTS]
    kept = Profiles()
    for number, profile in enumerate(made):
        kept.append(profile)
        assert same(made[number // 2], kept[number // 2])  # read between writing
    assert len(kept) == len(made)
    assert all(same(one, other) for one, other in zip(made, kept, strict=True))
    assert same(made[-1], kept[-1])
    assert [one.key for one in kept[1:3]] == [one.key for one in made[1:3]]
    assert [kept.key(number) for number in range(len(made))] == list(kept.keys()) == [one.key for one in made]
    with pytest.raises(IndexError):
        kept[len(made)]


@given(st.lists(st.text(max_size=200), max_size=5))
@settings(deadline=None)
def test_any_text_survives_the_file(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "HELD", 0)
        kept = Profiles()
        for text in texts:
            kept.append(profile_of(text, PLAIN))
        assert all(same(profile_of(text, PLAIN), one) for text, one in zip(texts, kept, strict=True))
