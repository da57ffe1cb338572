"""The copy index, on reports of which it is known who copied whom."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.core.errors import PageError
from reportedly.reports import carriers, profiles
from reportedly.reports.copies import CopyIndex
from reportedly.reports.records import Relation
from reportedly.reports.weights import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def filled(texts: Mapping[str, str]) -> CopyIndex:
    index = CopyIndex()
    index.extend((report, text, None) for report, text in texts.items())
    return index


def test_a_copy_a_rewrite_and_a_report_of_its_own(report: Callable[..., str], rewrite: Callable[..., str]) -> None:
    index = CopyIndex()
    assert index.add("first", report(1)) == ()
    assert index.add("other", report(2)) == ()
    (copy,) = index.add("copy", f"By our desk. {report(1)}")
    assert (copy.a, copy.b, copy.relation) == ("copy", "first", Relation.COPY)
    found = index.add("spin", rewrite(report(1), 7))
    assert [(match.b, match.relation) for match in found] == [("copy", Relation.REWRITE), ("first", Relation.REWRITE)] or {match.b for match in found} == {
        "first",
        "copy",
    }
    families = index.families()
    assert families["first"] == families["copy"] == families["spin"] != families["other"]


def test_cut_shuffled_and_enlarged_copies_are_copies(report: Callable[..., str]) -> None:
    text = report(3, sentences=12)
    sentences = text.split(". ")
    chance = random.Random(5)  # noqa: S311  the same every time
    shuffled = ". ".join(chance.sample(sentences, len(sentences)))
    index = filled({"text": text, "cut": ". ".join(sentences[:5]), "shuffled": shuffled, "more": f"{report(4, sentences=6)} {text}"})
    for other in ("cut", "shuffled", "more"):
        assert index.judge("text", other).relation is Relation.COPY


def test_judgements_do_not_hang_on_how_many_buckets_links_are_counted_in(daily: Callable[[int], str], report: Callable[..., str]) -> None:
    texts = {f"day {day}": daily(day) for day in range(30)} | {f"copy {day}": f"From the wires. {daily(day)}" for day in range(10)}
    indices = [CopyIndex(bits=bits) for bits in (None, 20, 27)]
    for index in indices:
        index.extend((name, text, None) for name, text in (texts | {"other": report(1)}).items())
    first, *others = [(index.dependences(), index.families()) for index in indices]
    assert first[0]
    assert [first] * 2 == others


def test_daily_bulletins_are_no_copies_of_one_another(daily: Callable[[int], str], report: Callable[..., str]) -> None:
    texts = {f"day {day}": daily(day) for day in range(60)} | {f"report {seed}": report(seed) for seed in range(60)}
    texts["reprint"] = f"From the wires. {daily(17)}"
    index = filled(texts)
    called = [index.judge(f"day {day}", f"day {day + 1}").relation for day in range(59)]
    assert not {Relation.COPY, Relation.REWRITE} & set(called)
    assert index.judge("day 17", "reprint").relation is Relation.COPY
    families = index.families()
    assert families["day 17"] == families["reprint"]
    assert len({families[f"day {day}"] for day in range(60)}) == 60


def test_two_bulletins_alone_are_told_apart_too(daily: Callable[[int], str]) -> None:
    assert filled({"one": daily(1), "two": daily(2)}).judge("one", "two").score < 0.5


def test_an_official_statement_in_many_reports_makes_no_copies(report: Callable[..., str]) -> None:
    statement = (
        "“We know of the fire and our crews work day and night with the rescue service to learn how it broke out and who must answer for it. Our hearts are with "
        "those who lost their homes, and we ask the press to leave the families in peace until the coroner has spoken,” the ministry wrote."
    )
    texts = {str(seed): f"{report(seed, sentences=5)} {statement}" for seed in range(40)} | {f"x{seed}": report(1_000 + seed) for seed in range(40)}
    index = filled(texts)
    called = [index.judge(str(seed), str(seed + 1)) for seed in range(39)]
    assert [found.relation for found in called if found.score >= 0.5] == []
    assert "many other reports" in called[0].why
    assert len(set(index.families().values())) == 80


def test_a_thousand_equal_texts_are_one_family_and_cheap(report: Callable[..., str]) -> None:
    index = CopyIndex()
    for number in range(1_000):
        index.extend([(str(number), report(1), None)])
    index.extend([("other", report(2), None)])
    assert len(set(index.families().values())) == 2
    assert len(index.dependences()) == 999
    assert index.judge("3", "999").score == 1.0


def test_a_flood_one_by_one_is_told_in_few_words(report: Callable[..., str]) -> None:
    index = CopyIndex()
    told = [len(index.add(str(number), report(1))) for number in range(200)]
    assert told[:3] == [0, 1, 2]
    assert max(told) <= 9


def test_a_flood_of_changed_copies_is_one_family(report: Callable[..., str]) -> None:
    texts = {str(number): f"{report(1)} Seen by reader {number} of the evening edition." for number in range(300)}
    texts |= {f"other {seed}": report(seed) for seed in range(2, 40)}
    families = filled(texts).families()
    assert len({families[str(number)] for number in range(300)}) == 1
    assert len(set(families.values())) == 39


def test_the_order_of_the_input_changes_nothing(report: Callable[..., str], rewrite: Callable[..., str], daily: Callable[[int], str]) -> None:
    texts = {f"r{seed}": report(seed) for seed in range(30)} | {f"b{day}": daily(day) for day in range(20)}
    texts |= {f"s{seed}": rewrite(report(seed), seed) for seed in range(0, 30, 2)} | {f"c{seed}": f"{report(seed)} More soon." for seed in range(0, 30, 3)}
    pairs = [("r0", "s0"), ("r0", "c0"), ("s0", "c0"), ("b1", "b2"), ("r1", "r2"), ("r3", "c3"), ("s6", "c6")]
    index = filled(texts)
    judged, families = [index.judge(*pair) for pair in pairs], index.families()
    every = {frozenset((found.a, found.b)) for found in index.dependences()}
    for seed in range(3):
        shuffled = list(texts.items())
        random.Random(seed).shuffle(shuffled)  # noqa: S311  the same every time
        other = filled(dict(shuffled))
        assert [other.judge(*pair) for pair in pairs] == judged
        assert other.families() == families
        assert {frozenset((found.a, found.b)) for found in other.dependences()} == every


def test_one_by_one_or_all_at_once_is_the_same(report: Callable[..., str], rewrite: Callable[..., str]) -> None:
    texts = {f"r{seed}": report(seed) for seed in range(12)} | {f"s{seed}": rewrite(report(seed), seed) for seed in range(12)}
    index = CopyIndex()
    for name, text in texts.items():
        index.add(name, text)
    assert index.families() == filled(texts).families()
    assert index.dependences() == filled(texts).dependences()


def test_a_judgement_turned_round_says_the_same(report: Callable[..., str], rewrite: Callable[..., str]) -> None:
    index = CopyIndex()
    index.extend([("a", report(1), date(2023, 5, 2)), ("b", rewrite(report(1), 3), date(2023, 5, 4)), ("c", report(2), None)])
    for one, other in (("a", "b"), ("a", "c")):
        here, there = index.judge(one, other), index.judge(other, one)
        assert (here.relation, here.score, here.similarity, here.why, here.source) == (there.relation, there.score, there.similarity, there.why, there.source)
    assert index.judge("b", "a").source == "a"
    assert index.judge("a", "c").source is None


@pytest.mark.parametrize("text", ["", " \n", "😀🚀😀", "!!!", "\u200b"])
def test_texts_without_words_are_nobodys_copies(text: str) -> None:
    index = filled({"one": text, "two": text, "three": "Marrow fell."})
    assert (index.judge("one", "two").relation, index.judge("one", "two").score) == (Relation.UNRELATED, 0.0)
    assert index.judge("one", "three").relation is Relation.UNRELATED
    assert len(set(index.families().values())) == 3
    assert index.dependences() == ()


def test_short_and_strange_texts_are_judged() -> None:
    texts = {"one": "Fire.", "two": "Fire", "rtl": "سقطت المدينة ليلا بعد قصف عنيف استمر ثلاثة أيام", "line": "Marrow " * 150_000, "table": "a\t1\nb\t2\n" * 50}
    texts["rtl again"] = texts["rtl"] + " جدا"
    index = filled(texts)
    assert index.judge("one", "two").relation is Relation.COPY
    assert index.judge("rtl", "rtl again").relation is Relation.COPY
    for other in ("two", "line", "table"):
        assert index.judge("rtl", other).score < 0.5


def test_an_id_stands_for_one_text(report: Callable[..., str]) -> None:
    index = CopyIndex()
    index.add("a", report(1))
    assert index.add("a", report(1)) == ()
    assert (len(index), "a" in index, "b" in index) == (1, True, False)
    with pytest.raises(PageError, match="another text"):
        index.add("a", report(2))
    with pytest.raises(PageError, match="not among the 1 reports"):
        index.judge("a", "b")


def test_an_empty_index_answers() -> None:
    assert (CopyIndex().families(), CopyIndex().dependences()) == ({}, ())


def test_a_flood_of_short_copies_with_a_line_of_each_carrier_is_one_family() -> None:
    told = "Two missiles hit the bridge at Oldford at dawn. Nobody was hurt, the mayor Per Linde wrote, and trains go round by Quillby until Friday."
    index = CopyIndex()
    index.extend((f"r{number}", f"{told} Echo{number} Press{number} Ltd.", None) for number in range(600))
    index.extend((f"other{number}", f"Volunteers in Vale{number} baked {number} loaves for the garrison.", None) for number in range(50))
    families = index.families()
    assert len({families[f"r{number}"] for number in range(600)}) == 1
    assert len(set(families.values())) > 25


def crowd(text: str, number: int, size: int) -> list[tuple[str, str, None]]:
    """Near-copies of one text: each has a line of its own."""
    return [(f"{number}-{one}", f"{text}\nLetter {one} from the editor.", None) for one in range(size)]


def test_of_a_crowd_each_is_named_with_its_nearest(report: Callable[..., str]) -> None:
    index = CopyIndex()
    index.extend(crowd(report(1), 1, 70))
    index.extend(crowd(report(2), 2, 5))
    found = [(one.a.split("-")[0], one.b.split("-")[0]) for one in index.dependences()]
    assert 69 <= found.count(("1", "1")) <= 140
    assert found.count(("2", "2")) == 10  # of few every two
    assert len(set(index.families().values())) == 2


def test_where_families_are_small_no_limit_is_felt(report: Callable[..., str], rewrite: Callable[..., str], daily: Callable[[int], str]) -> None:
    reports = [one for number in range(12) for one in crowd(report(number), number, 1 + number)]
    reports += [(f"again {number}", rewrite(report(number), number), None) for number in range(12)]
    reports += [(f"day {number}", daily(number), None) for number in range(20)]
    bound, free = CopyIndex(), CopyIndex(limits=Limits(crowd=10**6))
    bound.extend(reports)
    free.extend(reports)
    assert bound.families() == free.families()
    assert bound.dependences() == free.dependences()


def test_what_lies_in_a_file_is_judged_the_same(report: Callable[..., str], rewrite: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [*crowd(report(1), 1, 40), *crowd(report(2), 2, 3), *((f"again {number}", rewrite(report(number), number), None) for number in range(12))]
    held, filed = CopyIndex(), CopyIndex()
    held.extend(reports)
    monkeypatch.setattr(profiles, "HELD", 5)
    monkeypatch.setattr(carriers, "WAITING", 50)
    filed.extend(reports)
    assert (filed.families(), filed.dependences()) == (held.families(), held.dependences())
