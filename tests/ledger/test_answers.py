from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

import reportedly
from reportedly.core.entries import JudgementKind
from reportedly.core.errors import LedgerError
from reportedly.ledger.listed import excerpt
from reportedly.ledger.questions import Question
from reportedly.ledger.search import parse_question, words_of

if TYPE_CHECKING:
    from reportedly.core.records import Page
    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 6, 1, tzinfo=UTC)


def test_reports_are_found_by_all_their_words_last_public_first(filled: Ledger) -> None:
    assert [found.report for found in filled.iter_reports("forces")] == [found.report for found in sorted(
        filled.iter_reports("forces"), key=lambda found: found.public or date.min, reverse=True
    )]  # fmt: skip
    assert len(list(filled.iter_reports("forces"))) == 2
    (found,) = filled.iter_reports("kramatorsk missile")
    assert (found.report, found.outlet, found.public) == ("hand-1", "Gazette of Tests", date(2022, 5, 5))
    assert "Kramatorsk" in found.excerpt
    assert found.claims >= 1


def test_a_report_is_found_by_its_title_alone(filled: Ledger) -> None:
    (found,) = filled.iter_reports('"troops leave"')
    assert found.title == "Troops leave town"
    assert found.excerpt.startswith("The Russian defence ministry")


def test_the_search_keeps_to_the_day_and_to_retractions(filled: Ledger) -> None:
    assert [found.report for found in filled.iter_reports("forces", as_of=date(2022, 9, 30))] == ["hand-2"]
    filled.judge(JudgementKind.RETRACTED, "hand-2", by="A. Checker", why="withdrawn", recorded=RECORDED)
    assert "hand-2" not in [found.report for found in filled.iter_reports("forces")]
    filled.forget("hand-1", by="A. Checker", reason="asked", recorded=RECORDED)
    assert list(filled.iter_reports("kramatorsk")) == []


def test_a_search_without_a_word_is_refused(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="expected words"):
        list(filled.iter_reports(" – "))


@pytest.mark.parametrize("words", ["' OR 1=1 --", 'forces" OR "x', "a:* & !b", "NEAR(x y)", "\x00forces", "𝔽orces", "*"])
def test_no_character_reaches_the_store_as_syntax(filled: Ledger, words: str) -> None:
    known = set(words_of(words)) <= {"forces"} and words_of(words)
    if not words_of(words):
        with pytest.raises(LedgerError, match="expected words"):
            list(filled.iter_reports(words))
    else:
        assert len(list(filled.iter_reports(words))) == (2 if known else 0)


def test_an_excerpt_is_cut_around_the_first_word() -> None:
    text = "a " * 100 + "Harbour town\nfell" + " b" * 100
    cut = excerpt(text, parse_question("harbour"))
    assert "Harbour town fell" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert excerpt("", parse_question("x")) == ""


def test_an_excerpt_cuts_no_word() -> None:
    words = [f"word{number:03}" for number in range(100)]
    cut = excerpt(" ".join(words), parse_question("word050"))
    assert set(cut.strip("…").split()) <= set(words)
    assert excerpt("x" * 300 + " harbour " + "y" * 300, parse_question("harbour")).startswith("…")


def test_speakers_are_counted_in_the_chain_and_at_its_end(filled: Ledger) -> None:
    counts = {one.name: one for one in filled.count_speakers()}
    ministry = counts["ru-mod"]
    assert ministry.known
    assert ministry.sides == ("RU",)
    assert ministry.claims == ministry.own == ministry.reports == 1
    assert ministry.first == ministry.last == date(2022, 10, 2)
    assert not counts["officials"].known
    assert [one.name for one in filled.count_speakers(Question(speaker="RU-*"))] == ["ru-mod"]
    assert filled.count_speakers(Question(as_of=date(2022, 1, 1))) == []


def test_the_inner_speaker_alone_owns_a_claim(ledger: Ledger, pack: Pack) -> None:
    text = "State media said the Russian defence ministry had confirmed that its troops withdrew from Lyman."
    ledger.post(reportedly.read(text=text, published="2022-10-02"), pack=pack, recorded=RECORDED)
    owned = {one.name: (one.claims, one.own) for one in ledger.count_speakers()}
    assert owned["ru-mod"] == (1, 1)
    assert [value for name, value in owned.items() if name != "ru-mod"] == [(1, 0)]


def test_the_capital_of_a_sentence_makes_no_other_speaker(ledger: Ledger, pack: Pack) -> None:
    text = "He said that Russian troops withdrew from Lyman. On Sunday he said that Russian troops shelled Kherson. He denied that Russian troops took Bakhmut."
    ledger.post(reportedly.read(text=text, published="2022-10-02"), pack=pack, recorded=RECORDED)
    (one,) = ledger.count_speakers()
    assert (one.name, one.claims, one.own, one.reports) == ("he", 3, 3, 1)


def test_a_retracted_claim_counts_for_nobody(filled: Ledger) -> None:
    (claim,) = (stored for stored in filled.iter_claims() if stored.testimony.chain and stored.testimony.chain[-1].source == "ru-mod")
    filled.judge(JudgementKind.MISREAD, claim.testimony.id, by="A. Checker", why="not so", recorded=RECORDED)
    assert "ru-mod" not in {one.name for one in filled.count_speakers()}


def test_changes_between_two_days(filled: Ledger, pages: tuple[Page, ...], pack: Pack) -> None:
    before, after = Question(as_of=date(2022, 9, 30)), Question(as_of=date(2022, 12, 31))
    came = [change for change in filled.iter_changes(before, after) if change.came]
    assert {change.claim.testimony.public for change in came} == {date(2022, 10, 2)}
    assert list(filled.iter_changes(after, after)) == []
    page = dataclasses.replace(pages[2], text="Snow fell on the town.", published=date(2022, 12, 20))
    filled.post(next(reportedly.read_many([page])), pack=pack, recorded=RECORDED, page=page, retrieved=date(2022, 12, 20))
    gone = [change.claim.testimony.report for change in filled.iter_changes(before, after) if not change.came]
    assert gone
    assert set(gone) == {"hand-2"}
