"""Text → lexemes: the words and marks of time, each with its class and what it means.

The rule that must not be broken: one pass, no look back; a lexeme's offsets are the document's, and the class string has one letter a lexeme.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly.days.zones import Home

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.packs.load import Pack

# Every class of the grammar and its letter in a class string. "." is any other word.
CLASSES: dict[str, str] = {
    "month": "M",
    "weekday": "W",
    "season": "S",
    "part": "P",
    "unit": "U",
    "number": "w",
    "few": "k",
    "ordinal": "o",
    "decade_name": "J",
    "the": "t",
    "a": "a",
    "of": "f",
    "and": "&",
    "half_of": "g",
    "last": "L",
    "latest": "Z",
    "next": "N",
    "this": "T",
    "that": "h",
    "edge": "E",
    "ago": "A",
    "later": "R",
    "earlier": "F",
    "more": "+",
    "about": "x",
    "every": "v",
    "repeat": "r",
    "old": "O",
    "long": "l",
    "era": "B",
    "era_after": "b",
    "meridiem": "m",
    "oclock": "c",
    "zone": "z",
    "relative_day": "Y",
    "relative_night": "n",
    "reference": "V",
    "fiscal": "j",
    "period": "p",
    "holiday": "C",
    "war": "q",
    "into": "i",
    "war_of": "8",
    "after_word": "1",
    "before_word": "2",
    "more_than": "3",
    "on": "e",
    "year_word": "G",
    "night_on": "K",
    "from": "4",
    "edge_noun": "6",
    "in_word": "7",
    "fused": "u",
    "relative_year": "Q",
    "hence": "5",
    "coming": "!",
    "short": "@",
    "in_a_row": "%",
    "state": "9",
    "told": "0",
    "republican": "=",
    "quarter_name": "~",
    "or_so": "_",
    # what the letters themselves show
    "integer": "d",
    "year": "y",
    "figure": "D",
    "iso": "I",
    "dotted": "X",
    "clock": "H",
    "decade": "s",
    "comma": ",",
    "hyphen": "-",
    "possessive": "'",
    "stop": ";",
    "bracket": "(",
    "other": ".",
}
_MARKS = {",": ",", "-": "-", "/": "-", "–": "-", "—": "-", "‑": "-", ".": ";", ";": ";", "(": "(", ")": "("}
_LEXEME = re.compile(
    r"(?P<quarter>\b[QH][1-4](?!\w))"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*)"  # no other shape begins with a letter: words are most of a text
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)(?!\d)"
    r"|(?P<dotted>\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)(?:\d{4}|\d\d))(?!\.?\d)"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?!:?\d)"
    r"|(?P<decade>\d{3}0['’]?s\b|\d{1,2}0s(?=\s+[Bb]\.?[Cc])|\d{1,2}0[-–](?:х|ті|тих|ві|их|ые|е|ми)(?=\s+до\s+н\b)|['’]\d0s\b|\d{3}0[-–](?:х|ті|тих|ві|их|ые|е|ми)\b|[2-9]0[-–](?:х|ті|ві|их|ые|е)(?=\s(?:рок|рр|год|гг)))"
    r"|(?P<year>(?<!['’‘`])['’]\d\d)(?![\d\w])"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b|\d{1,4}[-–](?:го|ого|му|ому|ій|ої|ою|та|те|го|й|а|е|х|ый|им|ым|ій|я|ю|і|ое|ая|ом|ми|ту|тя|тю|тє|тій|тої|тье|тья|тью|ша|ше|шу|га|ге|гу)\b)"
    r"|(?P<fraction>\d{1,3}[ -]\d/\d(?!\d))"
    r"|(?P<number>\d+(?:[,\u00a0 ]\d{3}(?!\d))*(?:\.\d+)?(?!\d))"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<other>[^\w\s])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# Figures that alone may be a time: years, dates, clock times, decades, ordinals, quarters; "15 percent" and "$3 million" are most figures of a text and none.
_FIGURE = re.compile(r"\d{4}|\d[:./-]\s?\d|\d[-–’']?[^\W\d_]|['’‘`]\d\d|\b[QH][1-4]")
TRIGGERS = frozenset("MWSPUGIXHsJYnVCryoBLZwmuQq980@=~z")  # a sentence without one of these classes has no time in it: most sentences end there
_LONE_TRIGGERS = TRIGGERS - frozenset("q8z")  # every report says "war": only with "since the start of" is it a time; a zone is one of figures
_MAX_PHRASE = 5  # words: the longest entry of the word lists


class Lexeme(NamedTuple):
    """A word or mark: its class letter, what it means (``None`` for other words), its offsets, its lower-case text."""

    kind: str
    value: str | float | None
    start: int
    end: int
    text: str


class Lexicon(NamedTuple):
    """The words of time of one language, ready for look-up."""

    language: str
    words: dict[str, tuple[str, str | float]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str | float], ...]]
    seconds: dict[str, frozenset[str]]  # for the first word of phrases all that may follow it: most words end the search here
    capital: frozenset[str]
    plural: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    month_first: bool
    plural_endings: tuple[str, ...]
    triggers: frozenset[str]
    home: Home | None
    small: frozenset[str]
    stopped: frozenset[str]  # abbreviations without the full stop that they are written with

    def names(self, table: str) -> frozenset[str]:
        """The plain list of words of this name; empty when the language has none."""
        return self.lists.get(table, frozenset())


@functools.cache
def lexicon(pack: Pack, language: str) -> Lexicon:
    """The language's words of time; all empty for a language without a list."""
    words: dict[str, tuple[str, str | float]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str | float]]] = {}
    lists: dict[str, frozenset[str]] = {}
    table = pack.words(language, "days")
    for name, entries in table.items():
        if isinstance(entries, list):
            lists[name] = frozenset(entries)
        elif name in CLASSES:
            for form, value in entries.items():
                _enter(words, phrases, form, CLASSES[name], value)
    for form, meaning in _fused(table.get("fused_number", {}), table.get("fused_unit", {}), table.get("fused_endings", ())):
        words.setdefault(form, (CLASSES["fused"], meaning))
    endings = table.get("declined_endings", ())
    for name, stems in table.get("declined", {}).items():
        for stem, value in stems.items():
            for ending in endings:
                words.setdefault(stem + ending, (CLASSES[name], value))
    _enter_republican(words, phrases, table)
    adjectives = {stem + ending: month for stem, month in table.get("month_adjective", {}).items() for ending in table.get("month_endings", ())}
    for form, month in adjectives.items():
        words.setdefault(form, (CLASSES["month"], month))
    seasonal = {stem + ending for stem in table.get("declined", {}).get("season", {}) for ending in endings}
    by_length = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}
    return Lexicon(
        language,
        words,
        by_length,
        {first: frozenset(row[0][1] for row in rows) for first, rows in phrases.items()},
        lists.get("capital", frozenset()),
        frozenset(table.get("plural", {})),
        lists,
        bool(table.get("month_first")),
        tuple(table.get("plural_endings", ())),
        frozenset(_longest_word(form) for name, entries in table.items() if CLASSES.get(name, "") in _LONE_TRIGGERS for form in entries)
        | frozenset(_longest_word(form) for form, edge in table.get("edge_noun", {}).items() if edge == "START")
        | frozenset(_longest_word(form) for form, entry in words.items() if entry[0] == CLASSES["fused"])
        | frozenset(adjectives)
        | seasonal,
        Home(table["home_zone"], bool(table.get("home_summer_time"))) if "home_zone" in table else None,
        frozenset(adjectives) | seasonal,
        frozenset(form[:-1] for form in words if form[-1] == "."),
    )


def _enter_republican(
    words: dict[str, tuple[str, str | float]], phrases: dict[str, list[tuple[tuple[str, ...], str, str | float]]], table: Mapping[str, Any]
) -> None:
    """Months of the French Republican calendar with the Roman figure of a year behind them: a hundred times the year, and the month."""
    for month, number in table.get("republican", {}).items():
        for year, numeral in enumerate(_REPUBLICAN_YEARS, 1):
            for between in ("", *table.get("republican_year_words", ())):
                _enter(words, phrases, " ".join(f"{month} {between} {numeral}".split()), CLASSES["republican"], 100 * year + number)


_REPUBLICAN_YEARS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


def _fused(numbers: Mapping[str, float], units: Mapping[str, str], endings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Adjectives of one word that give a length ("two-month" in Slavic languages): every number, unit and ending, with "2 M"."""
    for number, amount in numbers.items():
        for unit, letter in units.items():
            for ending in endings:
                yield number + unit + ending, f"{amount} {letter}"


def _longest_word(form: str) -> str:
    """The word to look for in a text: of "the future" not the article, of "a.m." not the letter that is one; both stand in every sentence."""
    return max(reversed(_LETTERS.findall(form)), key=len, default="")


def may_speak_of_time(text: str, words: Lexicon) -> bool:
    """False only where the text has no figure of a shape that may be one of time and none of the words that every other time expression has one of."""
    return (_DIGIT.search(text) is not None and _FIGURE.search(text) is not None) or not words.triggers.isdisjoint(_LETTERS.findall(text.lower()))


def _enter(
    words: dict[str, tuple[str, str | float]],
    phrases: dict[str, list[tuple[tuple[str, ...], str, str | float]]],
    form: str,
    kind: str,
    value: str | float,
) -> None:
    parts = tuple(match.group() for match in _LEXEME.finditer(form))
    if len(parts) == 1 or (len(parts) == 2 and parts[1] == "."):
        words.setdefault(form, (kind, value))
    else:
        phrases.setdefault(parts[0], []).append((parts, kind, value))


def read_lexemes(text: str, start: int, end: int, words: Lexicon) -> list[Lexeme]:
    """The lexemes of ``text[start:end]``, in order; longest phrase first."""
    raw = list(_LEXEME.finditer(text, start, end))
    return _lexemes(text, raw, words)


def with_ranges(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with the dash of "two-three days" read as the "or" it stands for: those number words make no one number ("twenty-three" does)."""
    found = list(lexemes)
    for index in range(1, len(found) - 1):
        before, after = found[index - 1], found[index + 1]
        if (before.kind, found[index].kind, after.kind) == ("w", "-", "w") and _is_range(before.value, after.value):
            found[index] = found[index]._replace(kind="&")
    return found


def _is_range(first: str | float | None, second: str | float | None) -> bool:
    if not isinstance(first, int | float) or not isinstance(second, int | float) or not first < second < _HUNDRED:
        return False
    return not (first in _TENS and second < _TENS[0] / 2) and first not in _CENTURIES


_HUNDRED = 100
_CENTURIES = (18, 19)  # "nineteen-ninety" is a year
_TENS = tuple(range(20, 100, 10))


def _lexemes(text: str, raw: list[re.Match[str]], words: Lexicon) -> list[Lexeme]:
    entries, seconds, stopped, capital, small = words.words, words.seconds, words.stopped, words.capital, words.small
    found: list[Lexeme] = []
    index, count = 0, len(raw)
    while index < count:
        match = raw[index]
        index += 1
        if match.lastgroup != "word":
            found.append(_short_date(match, words) or _figure(match))
            continue
        form = match[0]
        low = form.lower()
        if low in seconds and index < count and raw[index][0].lower() in seconds[low] and (phrase := _phrase(raw, index - 1, words)):
            parts, kind, value = phrase
            index += len(parts) - 1
            last = raw[index - 1]
            found.append(Lexeme(kind, value, match.start(), last.end(), text[match.start() : last.end()].lower()))
            continue
        end = match.end()
        if low in stopped and text[end : end + 1] == ".":
            low, end = low + ".", end + 1
            index += index < count and raw[index].start() == end - 1
        entry = entries.get(low)
        if entry is None or (low in capital and form[0].islower()) or (low in small and form[0].isupper() and not _opens(raw, index)):
            found.append(_NEW(Lexeme, (".", None, match.start(), end, low)))
        else:
            found.append(_NEW(Lexeme, (entry[0], entry[1], match.start(), end, low)))
    return found


_NEW = tuple.__new__  # a third of the time of the constructor with names, and most words of a text pass here


def _opens(raw: list[re.Match[str]], index: int) -> bool:
    """True for the first word of a sentence before one in small letters: its capital says nothing ("Жовтневий наступ", not "Жовтневий Ринок")."""
    return index == 1 and len(raw) > 1 and raw[1].group()[0].islower()


def _short_date(match: re.Match[str], words: Lexicon) -> Lexeme | None:
    """The figures of "01.10" (day and month) and "10.2022", in languages that write dates so; the grammar wants more around them."""
    if match.lastgroup != "number" or not words.names("short_date_prepositions") or not (found := _SHORT.fullmatch(match.group())):
        return None
    first, second = int(found[1]), int(found[2])
    is_date = 1 <= first <= 12 if second > 31 else 1 <= first <= 31 and 1 <= second <= 12
    return Lexeme(CLASSES["short"], match.group(), match.start(), match.end(), match.group()) if is_date else None


_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2}|(?:19|20)\d\d)")


def _phrase(raw: list[re.Match[str]], index: int, words: Lexicon) -> tuple[tuple[str, ...], str, str | float] | None:
    following = [match.group().lower() for match in raw[index : index + _MAX_PHRASE + 1]]
    for row in words.phrases[following[0]]:
        if tuple(following[: len(row[0])]) == row[0]:
            if row[0][0] in words.capital and raw[index].group()[0].islower():
                continue
            return row
    return None


def _figure(match: re.Match[str]) -> Lexeme:  # noqa: PLR0911  one return a shape
    """A lexeme that is no word: figures by their shape, marks by themselves."""
    form, kind = match.group(), match.lastgroup
    span = (match.start(), match.end(), form.lower())
    if kind == "number":
        return _number(form, span)
    if kind == "fraction":
        whole, over, under = re.split(r"[ /-]", form)
        return Lexeme("D", int(whole) + (int(over) / int(under) if int(under) else 0), *span)
    if kind == "quarter":
        return Lexeme(CLASSES["quarter_name"], form.lower(), *span)
    if kind == "year":
        return Lexeme("y", 1900 + int(form[1:]) if int(form[1:]) > 30 else 2000 + int(form[1:]), *span)
    if kind == "ordinal":
        return _ordinal(form, span)
    if kind == "decade":
        digits = re.sub(r"\D", "", form)
        return Lexeme("s", int(digits) // 10 if len(digits) > 2 else 190 + int(digits) // 10, *span)
    if kind == "possessive":
        return Lexeme("'", None, *span)
    if kind == "other":
        return Lexeme(_MARKS.get(form, "."), None, *span)
    return Lexeme(CLASSES[kind or "other"], form, *span)


def _ordinal(form: str, span: tuple[int, int, str]) -> Lexeme:
    """The figure of "30th"; in Slavic languages also "1789-го", a year, and "3-х", a number."""
    value = int("".join(digit for digit in form if digit.isdecimal()))
    if 1000 <= value <= 2099 and not form[-1].isascii():  # "the 1444th Regiment" is no year
        return Lexeme("y", value, *span)
    return Lexeme("d" if form.endswith("-х") and value <= 31 else "o", value, *span)


def _number(form: str, span: tuple[int, int, str]) -> Lexeme:
    """1..31 may be a day, 1000..2099 without marks a year; anything else is only a number ("5000" is never a year)."""
    if form.isdecimal() and form.isascii():
        value = int(form) if len(form) < 10 else float("inf")
        if len(form) <= 2 and 1 <= value <= 31:
            return Lexeme("d", value, *span)
        return Lexeme("y" if len(form) == 4 and 1000 <= value <= 2099 else "D", value, *span)
    digits = re.sub(r"[,\s]", "", form)
    try:
        return Lexeme("D", float(digits), *span)
    except ValueError:
        return Lexeme(".", None, *span)
