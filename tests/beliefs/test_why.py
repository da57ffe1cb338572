"""Why a belief is what it is, in numbers and in words."""

from __future__ import annotations

from datetime import date, timedelta
from xml.parsers import expat

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.words import START, said, share, village, weigh

from reportedly.beliefs import line
from reportedly.beliefs.prior import Question
from reportedly.beliefs.why import SMALLEST, Why, explain
from reportedly.formats.belief_report import belief_svg, belief_text

WORDS = (
    said("capture", 10, by="KA", day=12, source="the marshal", side="TO", report="r1"),
    said("shell", 10, by="KA", day=14, report="r2", outlet="Hill <Gazette>"),
    said("capture", 11, by="KA", day=13, report="r3"),
)


def why(number: int = 10, day: int = 16) -> Why:
    asked = START + timedelta(day)
    return explain(weigh(*WORDS), Question(point=village(number), day=asked, as_of=asked))


def test_the_words_that_moved_it_come_with_what_they_moved() -> None:
    told = why()
    assert told.belief.holder == "KA"
    first = told.moved[0]
    assert (first.statement.report, first.kilometres) == ("r1", 0.0)
    assert first.share > 0.3
    assert any(one.statement.report == "r2" and one.share < 0 for one in told.moved)
    assert any(one.statement.report == "r3" and one.kilometres for one in told.moved)


def test_a_share_is_what_is_lost_without_the_word() -> None:
    told = {one.statement.report: one.share for one in why(day=13).moved}
    lost = share(weigh(*WORDS), 10, 13) - share(weigh(*WORDS[:2]), 10, 13)
    assert abs(told["r3"] - lost) < 1e-9


def test_the_words_are_shown_for_and_against() -> None:
    text = belief_text(why())
    assert "on whose word:" in text
    assert "who says otherwise:" in text
    assert "[r1]" in text
    assert "began from: TO" in text


def test_it_is_said_which_rates_were_used_and_from_how_much() -> None:
    assert "reckoned with" not in belief_text(why())  # nothing is learned before the first month is over
    later = why(day=40)
    assert later.rates.days == 2 * 30
    assert "reckoned with rates from 60 days of places in these reports" in belief_text(later)
    shelled = next(one.statement for one in why().moved if one.statement.report == "r2")
    assert [(rate.name, rate.judged) for rate in later.rates.used_for(shelled)] == [("sign: shell", 1.0), ("trust: of no side", 0.8)]


def test_letters_and_figures_are_explained() -> None:
    assert "F too little of it is settled to say" in belief_text(why())


def test_the_drawing_is_well_formed_and_names_its_words() -> None:
    drawing = belief_svg(why())
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = seen.append
    parser.Parse(drawing, True)  # noqa: FBT003  it takes no names; it raises where the drawing is not well formed
    assert any("KA capture 10" in words for words in seen)
    assert drawing.count("<polygon") == 3


def test_words_that_say_so_stand_above_those_that_say_otherwise() -> None:
    drawing = belief_svg(why()).splitlines()
    agreeing = [row for row in drawing if "says so" in row]
    against = [row for row in drawing if "says otherwise" in row]
    assert any("KA capture 10" in row for row in agreeing)
    assert any("KA shell 10" in row and "stroke-dasharray" in row for row in against)
    assert not any("stroke-dasharray" in row for row in agreeing)


def test_a_day_far_from_all_that_is_known_has_a_reason_too() -> None:
    for day, as_of in ((date.min, START + timedelta(20)), (date.max, date.max)):
        told = explain(weigh(*WORDS), Question(point=village(10), day=day, as_of=as_of))
        assert (told.belief.day, told.belief.as_of) == (day, as_of)
        assert len(told.days) < 2 * 3_653 + 100
        assert str(day) in belief_text(told)


@settings(max_examples=12, deadline=None)
@given(day=st.integers(9, 30), as_of=st.integers(0, 12))
def test_a_word_taken_away_is_a_day_weighed_without_it(day: int, as_of: int) -> None:
    """The one pass over all days gives what weighing every day from the first on without the word gives."""
    weighing = weigh(*WORDS)
    question = Question(point=village(10), day=START + timedelta(day), as_of=START + timedelta(day + as_of))
    told = explain(weighing, question)
    sheet = weighing.sheet(question)
    row = [code for code, _ in told.belief.probability].index(told.belief.holder)
    at = (question.day - sheet.first).days
    live = at == len(sheet.views) - 1
    for entry in sheet.entries:
        views = sheet.views.copy()
        views[entry.at] -= entry.view
        left = tuple(one for one in sheet.crossings.get(entry.at, ()) if one not in entry.crossings)
        crossings = {**sheet.crossings, entry.at: left}
        motion, back = sheet.rates.motion, np.ones(line.CELLS)
        quiet = line.untold(motion) if sheet.is_told and not live else None
        dated = crossings if live else line.dated(crossings)
        state = line.forward(views, crossings=dated, quiet=quiet, motion=motion)[at]
        for later in range(len(views) - 1, at, -1):
            back = line.moves_of(dated.get(later, ()), quiet, motion) @ (np.exp(views[later]) * back)
        state = state * back
        lost = dict(told.belief.probability)[told.belief.holder] - float(line.HOLDERS[row] @ state / state.sum())
        shares = {one.share for one in told.moved if one.statement in entry.statements}
        assert all(abs(one - lost) < 1e-9 for one in shares)
        assert shares or not entry.statements or abs(lost) < SMALLEST + 1e-9
