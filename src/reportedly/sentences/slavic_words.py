"""Closed classes of Russian and Ukrainian that decide how a tree is shaped: numbers, copulas, governing verbs, means and times.

The rule that must not be broken: only words of grammar stand here, in small letters and dictionary form; words of events and speech belong to ``words/``.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


COPULAS = _words("быть бути")
NOUNS_OF_NUMBER = _words(
    "тысяча тыс миллион млн миллиард млрд десяток сотня дюжина пара полсотни",
    "тисяча тис мільйон мільярд десяток сотня дюжина пара півсотні",
)
"""What counts a noun behind it, and is then its ``nummod``."""
COMPARED = _words("более менее больше меньше свыше порядка около примерно почти", "більше менше понад близько більш менш майже приблизно")
"""What qualifies a number: "more than", "about"."""
AROUND = _words("около свыше порядка понад близько до від")
"""Prepositions that may qualify a number where its noun is subject or object."""
GOVERNING_INSTRUMENTAL = _words(
    "управлять командовать руководить владеть овладеть завладеть пользоваться воспользоваться располагать жертвовать пожертвовать угрожать гордиться",
    "заниматься обмениваться обменяться править дорожить рисковать рискнуть завоевать",
    "керувати командувати володіти оволодіти заволодіти користуватися скористатися жертвувати пожертвувати загрожувати пишатися займатися обмінюватися",
    "обмінятися правити ризикувати ризикнути опікуватися",
)
"""Verbs whose object stands in the instrumental."""
MEANS_AND_TIMES = _words(
    "ракета снаряд бомба дрон беспилотник оружие огонь образ способ путь ход рука вечер утро день ночь весна лето осень зима месяц неделя год",
    "ракета снаряд бомба дрон безпілотник зброя вогонь чин спосіб шлях хід рука вечір ранок день ніч весна літо осінь зима місяць тиждень рік",
)
"""What stands in the instrumental beside a passive and is not who did it."""
THAT = _words("тот те то той")
"""The pronoun that stands for a clause to come: "о том, что", "про те, що"."""
LETTING = _words("пусть пускай хай нехай давайте да")
CONDITIONAL = _words("бы б би")
NEGATIONS = _words("не ни ні")
PURPOSE = _words("чтобы чтоб щоб щоби дабы аби")
MARKS_OF_CONTENT = _words("что чтобы якобы будто что-то чтоб що щоб щоби нібито мовби наче ніби")
AS = _words("как як")
POSSESSIVES = _words("мой твой свой наш ваш его ее её их мій твій свій наш ваш його її їх їхній чий")
RELATIVES = _words("который какой чей кой що який котрий чий хто кто что")
QUESTIONS = _words("кто что хто що який какой который котрий")
ADVERBS_OF_QUESTION = _words("где куда откуда когда как почему зачем сколько де куди звідки коли як чому навіщо скільки наскільки насколько")
PREDICATIVES = _words(
    "можно нельзя нужно надо необходимо следует должен должно стоит пора нет",
    "можна не_можна треба потрібно необхідно слід варто повинен мусить пора немає нема",
)
WEAPONS = _words(
    "артиллерия миномет танк гаубица град рсзо ствольный авиация вертолет самолет дрон беспилотник автомат оружие пулемет гранатомет ракета",
    "артилерія міномет танк гаубиця град рсзв авіація гелікоптер вертоліт літак дрон безпілотник автомат зброя кулемет гранатомет ракета",
)
"""What is fired with: a name behind it is no apposition of it ("обстрелял из артиллерии X")."""
PEOPLE = _words("военный раненый пленный военнопленный", "військовий поранений полонений військовополонений")
"""Adjectives that are people before the name of an army."""
CITATIONS = _words("ссылка посилання")
FROM = frozenset({"от", "від"})
