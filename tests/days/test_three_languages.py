"""The same kinds of expression in three languages: each in brackets with the days (or, for lengths, sets and vague times, the value) it must get.

Written as a check of what days are to be read, before the grammar was run on them; what was found wrong then was mended by rule.
Read on Monday, 5 May 2031; the war began on 4 March 2031.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.days.lexer import lexicon, read_lexemes, with_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

    from reportedly.packs.load import Pack

MONDAY = date(2031, 5, 5)
MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")

ENGLISH = """
The shed burned [overnight on Friday|2031-05-02].
The shed burned [overnight 1 May|2031-05-01].
The shed burned in [the week|2031-04-28..2031-05-04] beginning [28 April|2031-04-28].
The shed burned in [the week|P1W] ending [2 May|2031-05-02].
Losses grew in [Q1 2031|2031-01-01..2031-03-31].
Losses grew in [H1 2030|2030-01-01..2030-06-30].
A total of 2031 homes were lost.
In [the last day|P1D] ten drones fell.
On [the last day|none] of the fair it rained.
The talks will be held [a week|P1W] from [Saturday|2031-05-10].
[Three Saturdays ago|2031-04-19] the shed burned.
On [Wednesday of last week|2031-04-30] the shed burned.
[Last week, on Wednesday|2031-04-30], the shed burned.
The shed burned in [the first days of the war|PXD].
The road is closed until [Tuesday|2031-05-06].
[The day|2031-04-29] after [last Monday|2031-04-28] he left.
[Two days|P2D] before [30 April|2031-04-30] he left.
He came on [1 May|2031-05-01]. [The next morning|2031-05-02] he left.
Over [the past decade|P10Y] the town grew.
It was a [day-long|P1D] talk after a [months-long|PXM] siege.
The guard opened on [Christmas night|2030-12-25].
The guard opened in [Easter week|2031-04-07..2031-04-13].
The army began a [spring|2031-03-01..2031-05-31] offensive and drank spring water.
The plant opened in [the second half of the 1950s|1955-01-01..1959-12-31].
The repair will take [two|P2D] to [six days|P6D].
[Two to three days ago|2031-05-02..2031-05-03] the shed burned.
He was killed at [nine o'clock|2031-05-05].
After [8 years of war|P8Y] the town is empty.
He left in [late April|2031-04-21..2031-04-30], in [mid-2029|2029-05-01..2029-08-31] and before.
The post-[1991|1991-01-01..1991-12-31] politics are over.
In [the years that followed|PXY] he was silent.
It was a [decades-long|PXY] feud.
He left in [the winter of 2029–30|2029-12-01..2030-02-28].
Farms grew in [the 1930s of the 20th century|1930-01-01..1939-12-31].
The guards (20,620) and the cooks (1560) came.
The Lunar New Year was quiet.
He came on [1 March|2031-03-01]. [Two months later|2031-05-01..2031-05-31], in [May|2031-05-01..2031-05-31], he left.
The guard takes men aged 18 to 25 years.
"""

UKRAINIAN = """
Склад згорів на [цьому тижні|2031-05-05..2031-05-11].
Склад згорів у [минулому місяці|2031-04-01..2031-04-30].
Склад згорів [1 травня о 14.30|2031-05-01].
О [6. 15|2031-05-05] пролунав вибух.
О [14.30|2031-05-05] ворог ударив.
Це сталося о [5-й годині вечора|2031-05-05].
Протягом [доби|P1D] ворог ударив двічі.
Склад закриють до [вівторка|2031-05-06].
Військо вийде за [кілька днів|PXD].
[60 день війни|2031-05-02]. Ворог мовчить.
У [перші дні війни|PXD] місто впало.
Ворог узяв висоту 2022.
[Три суботи тому|2031-04-19] склад згорів.
Близько [опівночі|2031-05-05] склад згорів.
За [два дні|P2D] до [1 травня|2031-05-01] він поїхав.
[Наступного дня|2031-05-02] після [1 травня|2031-05-01] він поїхав.
У [92|1992-01-01..1992-12-31]–[93 роках|1993-01-01..1993-12-31] завод закрили.
У [другій половині 50-х|1955-01-01..1959-12-31] тут жили люди.
Ремонт триватиме [два|P2W]-[три тижні|P3W].
[Через два-три дні|2031-05-07..2031-05-08] дорогу відкриють.
Беруть чоловіків у віці від 18 до 25 років.
На ремонт знадобився [місяць|P1M], минув [тиждень|P1W].
Після [трилітньої|P3Y] облоги місто впало.
[Наступного дня|2030-10-09] після того, як [8 жовтня 2030|2030-10-08] військо вийшло, він поїхав.
Склад згорів [узимку 2029—2030|2029-12-01..2030-02-28].
Завод звели у [30-х роках XX століття|1930-01-01..1939-12-31].
Тривало це [півтора року|P18M].
Новий рік за місячним календарем минув тихо.
"""

RUSSIAN = """
Склад сгорел [1 мая в 14.30|2031-05-01].
Это случилось в [пять часов вечера|2031-05-05].
Обстрел длился [пять часов|PT5H].
Склад закроют до [вторника|2031-05-06].
Войско выйдет в течение [нескольких дней|PXD].
В [ближайшие недели|PXW] враг уйдет.
Враг взял высоту 2022.
[Три субботы назад|2031-04-19] склад сгорел.
На [прошлой неделе, в среду|2031-04-30], склад сгорел.
Около [полуночи|2031-05-05] склад сгорел.
За [два дня|P2D] до [1 мая|2031-05-01] он уехал.
На [следующий день|2031-05-02] после [1 мая|2031-05-01] он уехал.
В [конце 80-х|1987-01-01..1989-12-31] завод закрыли.
[Два-три дня назад|2031-05-02..2031-05-03] тут было тихо.
В [первые недели войны|PXW] город пал.
На ремонт понадобился [месяц|P1M], прошла [неделя|P1W].
На [следующий день|2030-10-09] после того, как [8 октября 2030|2030-10-08] войско вышло, он уехал.
Склад сгорел [зимой 2029—2030|2029-12-01..2030-02-28].
Завод построили в [30-х годах XX века|1930-01-01..1939-12-31].
"""


def _rows(text: str, language: str) -> list[tuple[str, str]]:
    return [(language, line) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("language", "marked"), [*_rows(ENGLISH, "en"), *_rows(UKRAINIAN, "uk"), *_rows(RUSSIAN, "ru")])
def test_the_days_of_a_sentence(read: Callable[..., Read], language: str, marked: str) -> None:
    text = MARKED.sub(lambda match: match[1], marked)
    wanted = [(match[1], match[2]) for match in MARKED.finditer(marked) if match[2] != "none"]
    found = [(day.text, day.timex if day.timex and day.timex[0] == "P" else str(day.days)) for day in read(text, MONDAY, language).days]
    assert found == wanted


@given(st.lists(st.sampled_from(["two", "three", "twenty", "-", "days", "hundred", "nineteen", "ninety"]), max_size=9))
def test_reading_ranges_keeps_every_lexeme(pack: Pack, words: list[str]) -> None:
    text = " ".join(words)
    lexemes = read_lexemes(text, 0, len(text), lexicon(pack, "en"))
    ranged = with_ranges(lexemes)
    assert [row._replace(kind="") for row in ranged] == [row._replace(kind="") for row in lexemes]
    assert all(first.kind == second.kind or (first.kind, second.kind) == ("-", "&") for first, second in zip(lexemes, ranged, strict=True))


@pytest.mark.parametrize(("text", "is_range"), [("two-three", True), ("twenty-three", False), ("three-two", False), ("nineteen-ninety", False)])
def test_a_dash_between_numbers(pack: Pack, text: str, *, is_range: bool) -> None:
    lexemes = with_ranges(read_lexemes(text, 0, len(text), lexicon(pack, "en")))
    assert [row.kind for row in lexemes] == ["w", "&" if is_range else "-", "w"]
