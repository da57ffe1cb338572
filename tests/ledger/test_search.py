from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportedly
from reportedly.core.errors import LedgerError
from reportedly.core.records import Page
from reportedly.ledger.search import PART, Phrase, answers, parse_question, texts_with, words_of

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, 12, 30, tzinfo=UTC)
TEXTS = {
    "plain": "Troops have WITHDRAWN from the café by the water-supply works.",
    "other": "The supply of water was cut; nobody withdrew.",
    "cyrillic": "Війська вийшли з міста, повідомили в уряді. Їжі бракує.",
    "odd": "Zero\u200bwidth, NUL\x00 and \ud800 and a very" + "long" * 100 + " word; mail me@example.org, 5000 or 5,000; a_b",
}


@pytest.fixture
def searched(ledger: Ledger, pack: Pack) -> Ledger:
    for name, text in TEXTS.items():
        page = Page(text=text, id=name, clean=True, language="uk" if name == "cyrillic" else "en", title=f"Title of {name}")
        ledger.post(reportedly.read(page), pack=pack, recorded=RECORDED, page=page)
    return ledger


def found(ledger: Ledger, question: str) -> set[str]:
    import sqlalchemy as sa

    from reportedly.ledger import schema

    text, report = schema.report_text, schema.report
    wanted = sa.select(report.c.id).join_from(report, text, text.c.report == report.c.pk)
    with ledger.store.reading() as connection:
        return set(connection.scalars(wanted.where(text.c.pk.in_(texts_with(question, is_sqlite=ledger.store.is_sqlite)))))


def test_both_stores_answer_alike(searched: Ledger) -> None:
    for question, wanted in {
        "withdrawn": {"plain"},
        "withdr*": {"plain", "other"},
        "water supply": {"plain", "other"},
        '"water supply"': {"plain"},
        '"supply of wat"': set(),
        "CAFE": {"plain"},
        "МІСТА вийш*": {"cyrillic"},
        "їжі": {"cyrillic"},
        "example": {"odd"},
        "5000": {"odd"},
        "a_b": {"odd"},
        "title": set(TEXTS),
        "nothing": set(),
        "' OR 1=1 --": set(),
        '"unclosed water': set(),
        "water AND NOT supply": set(),
        "longlonglong*": {"odd"},
    }.items():
        assert found(searched, question) == wanted, question


@given(question=st.text(st.characters(), max_size=60))
def test_no_question_is_syntax(question: str) -> None:
    try:
        phrases = parse_question(question)
    except LedgerError:
        assert words_of(question.replace('"', " ")) == ()
    else:
        assert all(word.isalnum() for phrase in phrases for word in phrase.words)


@pytest.mark.parametrize("question", ["", "  ", '""', "*", "—", '" "'])
def test_a_question_without_a_word_is_refused(question: str) -> None:
    with pytest.raises(LedgerError, match="expected words"):
        parse_question(question)


def test_phrases_and_beginnings() -> None:
    assert parse_question('with* "the Dam broke" Ärger') == (Phrase(("with",), is_prefix=True), Phrase(("the", "dam", "broke")), Phrase(("arger",)))
    assert answers(parse_question('"dam bro*"'), "The dam broke") is False
    assert answers(parse_question("dam bro*"), "The dam broke")
    assert answers((), "anything")
    assert not answers(parse_question("dam"), "")


def test_the_end_of_a_long_text_is_found(ledger: Ledger, pack: Pack) -> None:
    page = Page(text="snow " * (PART // 4) + "zebra", id="long", clean=True, language="xx")
    ledger.post(reportedly.read(page), pack=pack, recorded=RECORDED, page=page)
    assert found(ledger, "zebra") == {"long"}


def test_a_cyrillic_word_stands_for_its_case_forms() -> None:
    text = "Бої точаться біля Тарнова та в Дарвайську; у Броді тихо."
    assert answers(parse_question("Тарнів"), text)
    assert answers(parse_question("дарвайськ,"), text)
    assert not answers(parse_question('"Дарвайськ"'), text)  # a phrase is as it is written
    assert parse_question("Harrow") == (Phrase(("harrow",)),)
    assert parse_question("ОМА рад") == (Phrase(("ома",)), Phrase(("рад",)))
