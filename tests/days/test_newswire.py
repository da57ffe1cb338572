"""Sentences of dated news in three languages: each expression in brackets with the value (or the days) that TIMEX3 asks for.

Labelled by the TimeML 1.2.1 guidelines before the grammar was run on them; what was found wrong then was mended by rule.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.days.conftest import Read

MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")

ENGLISH = """
2028-09-14 The governor told reporters [Thursday|2028-09-14] that the dam will reopen [early next week|2028-W38].
2028-09-14 Rebels freed eleven miners [a day or two ago|2028-09-12..2028-09-13].
2028-09-14 It was the first strike in [more than six months|P6M], the union said [Wednesday night|2028-09-13TNI].
2028-09-14 The [two-year-old|P2Y] truce has collapsed.
2028-09-14 The mayor, a 46-year-old lawyer, resigned [Tuesday|2028-09-12].
2028-09-14 Patrols run [24 hours a day|P1D].
2028-09-14 The ferry sails [three times a week|P1W] until [the end of October|2028-10].
2028-09-14 Inspectors have [five working days|P5D] to answer.
2028-09-14 The court will rule within [a week or so|P1W].
2028-09-14 Prices doubled between [2019|2019] and [2024|2024].
2028-09-14 He was arrested shortly before [midnight on Saturday|2028-09-09T24:00].
2028-09-14 Clashes broke out [late Tuesday|2028-09-12] and lasted until [dawn|2028-09-13TMO].
2028-09-14 The pilots were released on [Sept. 2|2028-09-02], [three weeks|P3W] after the crash.
2028-09-14 The firm lost $4 million in [the second quarter of 2027|2027-Q2], against $1 million [a year earlier|2026-Q2].
2028-09-14 No one has seen her since [last Friday|2028-09-08].
2028-09-14 Schools stay shut through [Monday|2028-09-18].
2028-09-14 A cease-fire takes effect at [6 a.m. Friday|2028-09-15T06:00].
2028-09-14 [This past weekend|2028-W36-WE] thousands marched.
2028-09-14 The bridge was bombed in [the spring of 2026|2026-SP] and again [last winter|2027-WI].
2028-09-14 [Ten years ago this month|2018-09], the mine closed.
2028-09-14 He has led the party since [the mid-1990s|199].
2028-09-14 The [18th-century|17] fort was shelled [around noon|2028-09-14T12:00].
2028-09-14 Officials expect results by [mid-October|2028-10].
2028-09-14 It rained [every other day|P2D] in [July|2028-07] and [August|2028-08].
2028-09-14 The vote, originally planned for [Sept. 3|2028-09-03], will [now|PRESENT_REF] be held on [the first Sunday in October|2028-10-01].
2028-09-14 [Two Fridays ago|2028-09-01] gunmen raided the bank.
2028-09-14 The minister flew in [the day before yesterday|2028-09-12] and leaves [the day after tomorrow|2028-09-16].
2028-09-14 Her term ends in [January 2030|2030-01], [16 months from now|2030-01].
2028-09-14 As of [Wednesday evening|2028-09-13TEV], 300 people were missing.
2028-09-14 The hostages have been held for [nearly 100 days|P100D].
2028-09-14 He died [half an hour|PT30M] after the blast.
2028-09-14 The ban runs from [1 October|2028-10-01] to [31 March 2029|2029-03-31].
2028-09-14 Between [9 p.m. Wednesday|2028-09-13T21:00] and [4 a.m. Thursday|2028-09-14T04:00] the port was hit.
2028-09-14 [Later this month|2028-09] the council meets.
2028-01-03 [Last month|2027-12] was the driest [December|2027-12] since [1961|1961].
2028-01-03 Fireworks were banned on [New Year's Eve|2027-12-31].
2028-01-03 He returned on [Dec. 30|2027-12-30] and will testify [this Thursday|2028-01-06].
2028-03-05 The talks resume [Monday|2028-03-06], the envoy said on [Sunday|2028-03-05].
2028-03-05 The ship left on [Feb. 29|2028-02-29] and docked [two days later|2028-03-02].
2028-11-29 The clocks went back [last month|2028-10]; [Thanksgiving|2028-11-23] was quiet.
2028-11-29 Exports rose in [the first nine months of the year|P9M].
2028-11-29 He spent [the next three years|P3Y] in exile.
2028-11-29 The [Nov. 12|2028-11-12]-[14|2028-11-14] talks failed.
2028-11-29 Police searched the house in [the early hours of Tuesday|2028-11-28].
2028-11-29 About 20 people [a day|P1D] crossed in [recent weeks|PXW].
2028-11-29 The quake struck at [0530 GMT|2028-11-29T05:30].
2028-11-29 The convoy was attacked on [Monday|2028-11-27]; [the following day|2028-11-28] it turned back.
2028-11-29 The deal expires in [a year's time|P1Y].
2028-11-29 After [decades|PXY] of neglect the canal silted up.
2028-11-29 She was born on [4 July 1990|1990-07-04] and joined in her twenties.
2028-11-29 They fired 2028 rounds at 1500 metres.
2028-11-29 President May resigned.
"""

UKRAINIAN = """
2028-09-14 Губернатор повідомив у [четвер|2028-09-14], що дамбу відкриють [на початку наступного тижня|2028-W38].
2028-09-14 Шахтарів звільнили [день чи два тому|2028-09-12..2028-09-13].
2028-09-14 Це перший страйк за [понад пів року|P6M].
2028-09-14 [Дворічне|P2Y] перемир'я зірвано.
2028-09-14 46-річний мер пішов у відставку у [вівторок|2028-09-12].
2028-09-14 Пором ходить [тричі на тиждень|P1W] до [кінця жовтня|2028-10].
2028-09-14 Інспектори мають [п'ять робочих днів|P5D] на відповідь.
2028-09-14 Суд ухвалить рішення [за тиждень|2028-09-14..2028-09-21].
2028-09-14 Ціни подвоїлися між [2019|2019] і [2024 роками|2024].
2028-09-14 Сутички почалися [пізно ввечері у вівторок|2028-09-12TEV].
2028-09-14 Пілотів звільнили [2 вересня|2028-09-02], [через три тижні|P3W] після аварії.
2028-09-14 Нікого не бачили з [минулої п'ятниці|2028-09-08].
2028-09-14 Школи зачинені до [понеділка|2028-09-18].
2028-09-14 Перемир'я набуде чинності [о 6:00 у п'ятницю|2028-09-15T06:00].
2028-09-14 [Минулими вихідними|2028-W36-WE] тисячі людей вийшли на площу.
2028-09-14 Міст бомбили [навесні 2026 року|2026-SP] і [минулої зими|2027-WI].
2028-09-14 Він очолює партію з [середини 1990-х|199].
2028-09-14 Вибори, заплановані на [3 вересня|2028-09-03], відбудуться в [першу неділю жовтня|2028-10-01].
2028-09-14 Міністр прилетів [позавчора|2028-09-12] і відлітає [післязавтра|2028-09-16].
2028-09-14 Станом на [вечір середи|2028-09-13TEV] зниклими вважали 300 осіб.
2028-09-14 Заручників утримують [майже 100 днів|P100D].
2028-09-14 Він помер за [пів години|PT30M] після вибуху.
2028-09-14 Між [21:00 середи|2028-09-13T21:00] і [4:00 четверга|2028-09-14T04:00] обстріляли порт.
2028-09-14 [Дві п'ятниці тому|2028-09-01] тут був мітинг.
2028-09-14 Корабель вийшов [29 серпня|2028-08-29] і пришвартувався [двома днями пізніше|2028-08-31].
2028-09-14 Після [десятиліть|PXY] занедбання канал обмілів.
2028-09-14 Вона вступила до партії у двадцять років.
"""

RUSSIAN = """
2028-09-14 Губернатор сообщил в [четверг|2028-09-14], что плотину откроют в [начале следующей недели|2028-W38].
2028-09-14 Шахтёров освободили [день-два назад|2028-09-12..2028-09-13].
2028-09-14 Это первая забастовка более чем за [полгода|P6M].
2028-09-14 [Двухлетнее|P2Y] перемирие сорвано.
2028-09-14 46-летний мэр ушёл в отставку во [вторник|2028-09-12].
2028-09-14 Паром ходит [трижды в неделю|P1W] до [конца октября|2028-10].
2028-09-14 У инспекторов [пять рабочих дней|P5D] на ответ.
2028-09-14 Никого не видели с [прошлой пятницы|2028-09-08].
2028-09-14 Школы закрыты до [понедельника|2028-09-18].
2028-09-14 Перемирие вступит в силу [в 6:00 в пятницу|2028-09-15T06:00].
2028-09-14 В [минувшие выходные|2028-W36-WE] тысячи людей вышли на площадь.
2028-09-14 Мост бомбили [весной 2026 года|2026-SP] и [прошлой зимой|2027-WI].
2028-09-14 Он возглавляет партию с [середины 1990-х|199].
2028-09-14 Выборы, назначенные на [3 сентября|2028-09-03], пройдут в [первое воскресенье октября|2028-10-01].
2028-09-14 Министр прилетел [позавчера|2028-09-12] и улетает [послезавтра|2028-09-16].
2028-09-14 По состоянию на [вечер среды|2028-09-13TEV] пропавшими считались 300 человек.
2028-09-14 Заложников удерживают [почти 100 дней|P100D].
2028-09-14 Он умер [через полчаса|PT30M] после взрыва.
2028-09-14 [Две пятницы назад|2028-09-01] здесь прошёл митинг.
2028-09-14 Корабль ушёл [29 августа|2028-08-29] и пришвартовался [двумя днями позже|2028-08-31].
2028-09-14 После [десятилетий|PXY] запустения канал обмелел.
2028-09-14 Она вступила в партию в двадцать лет.
"""


@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line) for language, lines in (("en", ENGLISH), ("uk", UKRAINIAN), ("ru", RUSSIAN)) for line in lines.strip().splitlines()],
)
def test_the_values_of_a_dated_sentence(language: str, line: str, read: Callable[..., Read]) -> None:
    published, _, text = line.partition(" ")
    found = list(read(MARKED.sub(r"\1", text), published=date.fromisoformat(published), language=language).days)
    wanted = [match[2] for match in MARKED.finditer(text)]
    assert len(found) == len(wanted)
    for mention, want in zip(found, wanted, strict=True):
        assert want in {str(mention.days), mention.timex}
