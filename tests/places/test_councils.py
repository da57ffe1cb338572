from __future__ import annotations

import pytest

pytest.importorskip("openpyxl", reason="needs the gazetteer dependency group")

from tools.gazetteer.councils import adjectives, read_councils, sharpen
from tools.gazetteer.join import Settled


def village(code: str, name: str, point: tuple[float, float], precision: str = "hromada") -> Settled:
    return Settled(code, 4, "C", name, point=point, precision=precision)


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("Новоселівка", "новоселівська"), ("Нова Прага", "новопразька"), ("Невське", "невська"), ("Піски", "пісківська"), ("Чкалове", "чкалівська")],
)
def test_a_council_is_called_after_its_village(name: str, adjective: str) -> None:
    assert adjective in adjectives(name)


def test_a_village_takes_the_middle_of_its_council_and_keeps_its_precision() -> None:
    one = village("UA1", "Піски", (48.0, 37.0))
    assert sharpen([one], [("Piskivska", 48.1, 37.1)]) == {"UA1"}
    assert (one.point, one.precision) == ((48.1, 37.1), "hromada")


def test_two_villages_or_two_councils_alike_are_left_alone() -> None:
    twins = [village("UA1", "Піски", (48.0, 37.0)), village("UA2", "Піски", (48.02, 37.0))]
    assert sharpen(twins, [("Piskivska", 48.01, 37.1)]) == set()
    one = village("UA1", "Піски", (48.0, 37.0))
    assert sharpen([one], [("Piskivska", 48.1, 37.1), ("Piskivska", 47.9, 37.1)]) == set()
    assert sharpen([one], [("Piskivska", 49.0, 37.1)]) == set()


def test_the_councils_are_there() -> None:
    councils = read_councils()
    assert len(councils) > 10_000
    assert all(44 < latitude < 53 and 22 < longitude < 41 for _, latitude, longitude in councils)
