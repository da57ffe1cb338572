"""A tiny pack of an invented war, and short ways to read a text with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Issue, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.days.find import TimeExpression, find_time_expressions
from reportedly.days.publication import infer_published
from reportedly.days.resolve import resolve_days
from reportedly.packs.load import Pack
from reportedly.sentences.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reportedly.core.records import DayMention, Sentence

ANCHORS = """
[[anchor]]
id = "war-start"
day = 2031-03-04
title = "Marland crosses the border of Oster"
source = "invented"
phrases.en = ['marland crossed the border']

[[anchor]]
id = "harbour-rally"
day = 2031-10-10
title = "Rally at the old harbour"
source = "invented"
phrases.en = ['rally at the old harbour', 'harbour rally', 'old harbour[^.]{0,30}rally']
phrases.uk = ['мітинг\\w* у старій гавані']

[[anchor]]
id = "bridge-falls"
day = 2031-11-20
title = "The bridge at Sollen falls"
source = "invented"
phrases.en = ['fall of the sollen bridge']
"""


class Read(NamedTuple):
    """What the steps of the days made of a text."""

    expressions: tuple[TimeExpression, ...]
    published: Published
    days: tuple[DayMention, ...]
    issues: tuple[Issue, ...]

    def day(self, text: str) -> DayMention:
        """The first mention with this text."""
        return next(mention for mention in self.days if mention.text == text)


def document_of(text: str, published: date | None = None, language: str = "en", title: str | None = None) -> Document:
    days = DayRange.on(published) if published else DayRange()
    basis = PublishedBasis.GIVEN if published else PublishedBasis.UNKNOWN
    return Document(
        text=text,
        title=title,
        outlet="Oster Courier",
        url=None,
        authors=(),
        language=language,
        published=Published(days=days, basis=basis, why="test"),
        regions=(Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else (),
        origin=(),
    )


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    return split_sentences(document, Settings()).records


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = tmp_path_factory.mktemp("oster")
    (folder / "pack.toml").write_text('name = "oster"\nversion = "1"\ntitle = "The war of Oster"\n', encoding="utf-8")
    (folder / "anchors.toml").write_text(ANCHORS, encoding="utf-8")
    return Pack(folder)


@pytest.fixture(scope="session")
def sided(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the same war, with a side."""
    folder: Path = tmp_path_factory.mktemp("sided")
    (folder / "pack.toml").write_text('name = "oster"\nversion = "1"\ntitle = "The war of Oster"\n', encoding="utf-8")
    (folder / "anchors.toml").write_text(ANCHORS, encoding="utf-8")
    (folder / "sides.toml").write_text('[[side]]\ncode = "NO"\nnames.en = ["Norland"]\n', encoding="utf-8")
    return Pack(folder)


@pytest.fixture(scope="session")
def read(pack: Pack) -> Callable[..., Read]:
    """Reads a text: ``read(text, published=None, language="en", title=None)``."""

    def run(text: str, published: date | None = None, language: str = "en", title: str | None = None) -> Read:
        document = document_of(text, published, language, title)
        sentences = sentences_of(document)
        expressions, found = (step := find_time_expressions(document, sentences, pack)).records, step.issues
        inferred = infer_published(document, sentences, expressions, pack)
        days = resolve_days(document, sentences, expressions, inferred.records, pack)
        return Read(expressions, inferred.records, days.records, (*found, *inferred.issues, *days.issues))

    return run
