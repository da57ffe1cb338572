"""Reports and their translations, of an invented war."""

from __future__ import annotations

import pytest

from reportedly.reports.copies import CopyIndex
from reportedly.reports.records import Relation

TEXTS = {
    "bridge en": "Two missiles hit the bridge at Brodivka on Monday night. The mayor, Petro Halaniuk, said 14 residents were wounded and the hospital lost power.",
    "bridge uk": "У понеділок вночі дві ракети влучили в міст у Бродівці. За словами мера Петра Галанюка, поранено 14 жителів, лікарня лишилася без світла.",
    "bridge ru": "В понедельник ночью две ракеты попали в мост в Бродовке. По словам мэра Петра Галанюка, ранены 14 жителей, больница осталась без света.",
    "school en": "Volunteers rebuilt the school in Terniv after the flood; children return to their books on 1 September, the teacher Maria Voloshko wrote.",
    "school uk": "Волонтери відбудували школу в Терневі після повені: діти повернуться до книжок 1 вересня, написала вчителька Марія Волошко.",
    "grain en": "A ship with 26,000 tons of grain left the port of Zelin on Friday, the first since the blockade began, officials of the company reported.",
    "grain ru": "Корабль с 26 000 тонн зерна вышел из порта Зелин в пятницу, первый с начала блокады, сообщили в компании.",
    "team uk": "Збірна Долинського здобула перемогу у футбольному матчі з Лісовим, рахунок 3:1, вболівальники святкували на площі.",
}


@pytest.fixture(scope="module")
def index() -> CopyIndex:
    index = CopyIndex()
    index.extend((name, text, None) for name, text in TEXTS.items())
    return index


@pytest.mark.parametrize(
    ("one", "other"),
    [("bridge en", "bridge uk"), ("bridge en", "bridge ru"), ("bridge uk", "bridge ru"), ("school en", "school uk"), ("grain en", "grain ru")],
)
def test_a_translation_is_a_rewrite(index: CopyIndex, one: str, other: str) -> None:
    found = index.judge(one, other)
    assert found.relation is Relation.REWRITE
    assert index.families()[one] == index.families()[other]


def test_other_news_in_another_language_is_none(index: CopyIndex) -> None:
    names = list(TEXTS)
    kin = {frozenset((one, other)) for one in names for other in names if one.split()[0] == other.split()[0]}
    called = [(one, other) for one in names for other in names if frozenset((one, other)) not in kin and index.judge(one, other).score >= 0.5]
    assert called == []
    assert len(set(index.families().values())) == 4


def test_why_names_what_a_translation_keeps(index: CopyIndex) -> None:
    assert index.judge("bridge en", "bridge uk").why.startswith("over languages, ")


def test_one_more_finds_its_translation_at_once() -> None:
    index = CopyIndex()
    for name in ("school en", "team uk", "bridge en", "grain en"):
        assert index.add(name, TEXTS[name]) == ()
    assert {match.b for match in index.add("bridge uk", TEXTS["bridge uk"])} == {"bridge en"}


def test_numbers_that_differ_make_it_another_bulletin() -> None:
    index = CopyIndex()
    english = (
        "Over the past day the enemy lost {} soldiers, {} tanks, {} artillery systems and {} drones, the general staff of the army reported in the morning."
    )
    ukrainian = "За минулу добу ворог втратив {} солдатів, {} танків, {} артилерійських систем і {} дронів, повідомив вранці генеральний штаб армії."
    index.extend([("en", english.format(640, 12, 31, 18), None), ("uk same", ukrainian.format(640, 12, 31, 18), None)])
    index.extend([("uk other", ukrainian.format(590, 9, 27, 44), None)])
    assert index.judge("en", "uk same").score > 0.5 > index.judge("en", "uk other").score
