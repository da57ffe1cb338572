from datetime import date

import reportedly
from reportedly.core.records import Act, Interest
from reportedly.ledger.testimony import iter_testimonies
from reportedly.packs.load import load_pack


def test_each_claim_is_one_testimony_with_its_ids_resolved() -> None:
    pack = load_pack("russia_ukraine_2022")
    text = "The Russian defence ministry confirmed that Russian troops had withdrawn from Lyman on Saturday."
    reading = reportedly.read(text=text, published="2022-10-02", outlet="The Harbour Post")
    (testimony,) = iter_testimonies(reading, pack)
    assert testimony.id == f"{reading.id}/{reading.claims[0].key}"
    assert testimony.public == date(2022, 10, 2)
    assert [(hop.source, hop.side, hop.act) for hop in testimony.chain] == [("ru-mod", "RU", Act.CONFIRM)]
    assert [place.place.name for place in testimony.places] == ["Lyman"]
    assert testimony.control is not None
    assert testimony.control.place == testimony.places[0].place.id
    assert testimony.interest is Interest.AGAINST
    assert [party.side for party in testimony.actors] == ["RU"]


def test_without_a_day_of_publication_the_day_of_retrieval_stands_in() -> None:
    pack = load_pack("russia_ukraine_2022")
    reading = reportedly.read(text="Ukrainian forces have captured Lyman, officials said.")
    assert next(iter_testimonies(reading, pack)).public is None
    assert next(iter_testimonies(reading, pack, retrieved=date(2023, 1, 5))).public == date(2023, 1, 5)


def test_a_report_without_claims_gives_no_testimony() -> None:
    pack = load_pack("russia_ukraine_2022")
    assert list(iter_testimonies(reportedly.read(text="Snow fell all night."), pack)) == []


def test_who_is_whoever_is_named_right_before() -> None:
    text = "Moscow said Bakhmut had fallen. The report was read to a Ukrainian officer, who denied it."
    reading = reportedly.read(text=text, published="2023-03-04")
    denials = [one for one in iter_testimonies(reading, load_pack("russia_ukraine_2022")) if not one.positive]
    assert [(hop.source, hop.side) for one in denials for hop in one.chain[-1:]] == [("a Ukrainian officer", "UA")]
