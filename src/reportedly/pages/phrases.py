"""The words that pages print around an article, in every language at once: furniture, captions, bylines.

The rule that must not be broken: a phrase speaks for a short line only; no sentence of an article is furniture for a word in it.
A page's language is known after its article is found, so all languages are asked together.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.packs.load import Pack

LANGUAGES = ("cs", "da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")
# Greedy to the last letter: one way to match, so a line of dashes costs its length and not its cube.
_CORE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrases:
    """The tables of ``pages.toml`` over all languages, ready to be asked."""

    furniture: frozenset[str]
    after: frozenset[str]
    prefix: re.Pattern[str]
    part: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    paywall: re.Pattern[str]
    consent: re.Pattern[str]
    months: Mapping[str, int]
    stopwords: frozenset[str]

    # Whoever has the line folded already gives it as ``flat``: half of the time for a long menu went into folding it again.

    def is_furniture(self, line: str, flat: str | None = None) -> bool:
        """True for a line that is nothing but a furniture phrase, or a short line that begins with one or holds one."""
        flat = fold(line) if flat is None else flat
        words = flat.count(" ") + 1
        core = bare(flat)
        if core in self.furniture or core in self.after:
            return True
        return (words <= 40 and self.prefix.match(flat) is not None) or (words <= 60 and self.part.search(flat) is not None)

    def is_after(self, line: str, flat: str | None = None) -> bool:
        """True for a heading that ends the article: comments, related pages, most read."""
        return len(line) <= 90 and bare(fold(line) if flat is None else flat) in self.after

    def is_caption(self, line: str, flat: str | None = None) -> bool:
        """True for a picture's text that says so itself, or a credit line."""
        return line.count(" ") < 40 and self.caption.match(fold(line) if flat is None else flat) is not None

    def is_byline(self, line: str, flat: str | None = None) -> bool:
        """True for a short line that names the writer."""
        if line.count(" ") >= 12 or line.rstrip().endswith((".", "!", "?")):
            return False
        return self.byline.match(fold(line) if flat is None else flat) is not None


def fold(line: str) -> str:
    """The line in small letters, white space evened out, one kind of apostrophe."""
    return " ".join(line.casefold().translate(_APOSTROPHES).split())


def bare(folded: str) -> str:
    """The folded line without marks, icons and numbers at its ends: "» Comments (12)" is "comments"."""
    core = _CORE.search(folded)
    return core.group() if core else ""


@functools.cache
def page_phrases(pack: Pack) -> Phrases:
    """The phrases of every language that has a ``pages`` table, the pack's own added."""
    return Phrases(
        furniture=frozenset(bare(fold(phrase)) for phrase in _all(pack, "furniture")),
        after=frozenset(bare(fold(phrase)) for phrase in _all(pack, "after")),
        prefix=_any(_all(pack, "prefix")),
        part=_any(_all(pack, "part")),
        caption=_any(_all(pack, "caption")),
        byline=_any(_all(pack, "byline")),
        published=_any(_all(pack, "published"), whole_words=True),
        updated=_any(_all(pack, "updated"), whole_words=True),
        paywall=_any(_all(pack, "paywall")),
        consent=_any(_all(pack, "consent")),
        months=_months(pack),
        stopwords=frozenset(_all(pack, "stopwords")),
    )


def _all(pack: Pack, table: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield from pack.words(language, "pages").get(table, ())


def _any(phrases: Iterator[str], *, whole_words: bool = False) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first."""
    ordered = sorted({phrase.casefold().translate(_APOSTROPHES) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(re.escape(phrase) for phrase in ordered)
    return re.compile(rf"\b(?:{pattern})\b" if whole_words else f"(?:{pattern})")


def _months(pack: Pack) -> Mapping[str, int]:
    """Month names and short forms to numbers; the first language in ``LANGUAGES`` keeps a form that two give to different months."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for number, forms in enumerate(pack.words(language, "pages").get("months", ()), 1):
            for form in forms.split(","):
                found.setdefault(form, number)
    return found
