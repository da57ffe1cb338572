"""Other ways to write a body's name or an office."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.packs.load import load_pack
from reportedly.packs.records import Side
from reportedly.speakers.variants import iter_variants, same_words

SIDE = Side(code="KA", country="KA", names={"uk": ("Карвелія", "КФ")}, adjectives={"uk": ("карвельський",)}, people={}, governments={})
SAME = ((("голова",), ("керівник",)), (("ОВА",), ("обласної", "військової", "адміністрації")))


def test_words_that_mean_the_same_are_exchanged_in_any_case_form() -> None:
    found = set(iter_variants("голова Лорнської ОВА", None, "uk", SAME))
    assert found == {
        "голова Лорнської ОВА",
        "керівник Лорнської ОВА",
        "голова Лорнської обласної військової адміністрації",
        "керівник Лорнської обласної військової адміністрації",
    }
    assert "Лорнська ОВА" in set(iter_variants("Лорнська обласна військова адміністрація", None, "uk", SAME))


def test_a_body_of_a_side_takes_its_other_names_and_its_adjective() -> None:
    found = set(iter_variants("штаб КФ", SIDE, "uk", ()))
    assert {"штаб КФ", "штаб Карвелія", "карвельський штаб"} <= found


def test_a_name_in_latin_letters_has_no_variants() -> None:
    assert list(iter_variants("head of Lorn", SIDE, "uk", SAME)) == ["head of Lorn"]


def test_the_tables_of_the_engine() -> None:
    pack = load_pack("tests/data/packs/two_rivers")
    assert same_words(pack, "en") == ()
    for language in ("uk", "ru"):
        assert all(len(group) > 1 for group in same_words(pack, language))


@given(st.lists(st.sampled_from(["голова", "ОВА", "Лорнської", "керівник", "КФ", "міста"]), min_size=1, max_size=12))
def test_the_name_comes_first_and_variants_are_few(words: list[str]) -> None:
    name = " ".join(words)
    found = list(iter_variants(name, SIDE, "uk", SAME))
    assert found[0] == name
    assert len(found) <= 300
