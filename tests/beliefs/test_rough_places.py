"""Places of which nobody knows exactly where they lie, and towns of which a side has a part."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.beliefs.words import SIDES, START, prior, said, share, village, war_pack, weigh

from reportedly.beliefs.control import Weighing
from reportedly.beliefs.ground import Ground, point_of
from reportedly.beliefs.prior import Question
from reportedly.beliefs.wording import wording_of
from reportedly.core.records import Mode, Precision
from reportedly.reports.independence import Origins

if TYPE_CHECKING:
    from reportedly.core.entries import Testimony


def elsewhere(word: Testimony, precision: Precision) -> Testimony:
    """The word, said of a hamlet that no prior knows, beside the village."""
    (part,) = word.places
    hamlet = dataclasses.replace(part.place, id="hamlet", geonameid=None, name="Nether Wick", latitude=50.02, precision=precision)
    control = dataclasses.replace(word.control, place="hamlet") if word.control else None
    return dataclasses.replace(word, places=(dataclasses.replace(part, place=hamlet),), control=control)


def test_a_village_whose_place_is_roughly_known_is_heard_of_without_a_prior() -> None:
    word = elsewhere(said("capture", 10, by="KA", day=20), Precision.HROMADA)
    weighing = Weighing(Ground((), SIDES), Origins(war_pack()), lambda _: None)
    assert weighing.add([word]) == 1
    day = START + timedelta(21)
    assert weighing.belief(Question(point=point_of(word.places[0].place), day=day, as_of=day)).holder == "KA"


def test_news_from_a_place_roughly_known_moves_neighbours_less() -> None:
    word = said("capture", 12, by="KA", day=20)
    exact, rough, nothing = (share(weigh(*words), 11, 21) for words in ([elsewhere(word, Precision.POINT)], [elsewhere(word, Precision.HROMADA)], []))
    assert exact > rough > nothing


def test_no_order_of_hearing_tells_rough_from_exact() -> None:
    words = [
        elsewhere(said("capture", 11, by="KA", day=20), Precision.HROMADA),
        elsewhere(said("withdraw", 11, by="KA", day=22), Precision.POINT),
        said("capture", 10, by="KA", day=21),
    ]
    believed = {tuple(round(share(weigh(*order), number, 25), 12) for number in (9, 10, 11, 12)) for order in itertools.permutations(words)}
    assert len(believed) == 1


def partly(quote: str) -> Weighing:
    """The day after somebody of no side said it of a town of 3 km, at the line."""
    word = dataclasses.replace(said("hold", 10, by="KA", day=20, mode=Mode.ONGOING), control=None, quote=quote)
    weighing = Weighing(Ground(prior(), SIDES), Origins(war_pack()), lambda _: None, wording_of(war_pack()), lambda _: 3.0)
    weighing.add([word])
    return weighing


def test_who_has_most_of_a_town_has_its_middle() -> None:
    shares = [share(partly(f"KA controls {part} % of the town"), 10, 20) for part in (10, 30, 50, 70, 90)]
    assert shares == sorted(shares)
    assert shares[0] < share(weigh(), 10, 20) < shares[-1]


def test_who_has_half_of_a_town_shares_it() -> None:
    asked = Question(point=village(10), day=START + timedelta(20), as_of=START + timedelta(20))
    half = dict(partly("KA controls half of the town").belief(asked).probability)
    assert half["contested"] > dict(weigh().belief(asked).probability)["contested"]
