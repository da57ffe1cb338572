from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Page, RegionKind
from reportedly.pages.article import read_article

if TYPE_CHECKING:
    from reportedly.pages.article import Article
    from reportedly.pages.phrases import Phrases

PARAGRAPH = "The army has left the town of Oldmark after a week of shelling, the defence ministry said on Friday, and the bridge is open again. "
HEAD = "<head><title>Army leaves Oldmark | North Herald</title><meta property='og:site_name' content='North Herald'></head>"
PAGE = f"""<html lang='en'>{HEAD}<body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>
<article><h1>Army leaves Oldmark</h1><p>{PARAGRAPH * 2}</p><h2>What the mayor says</h2><p>{PARAGRAPH}He spoke of
a hard week.</p><blockquote><p>{PARAGRAPH}</p></blockquote><p>Read more</p><ul><li>The first point of the list is this one.</li></ul>
<p>{PARAGRAPH}</p></article><footer>© 2024 North Herald. All rights reserved.</footer></body></html>"""


def read(phrases: Phrases, markup: str, url: str | None = None) -> Article:
    return read_article(Page(html=markup, url=url), markup, phrases)


def test_headline_paragraphs_and_headings(phrases: Phrases) -> None:
    article = read(phrases, PAGE, "https://north.example/2024/05/31/army-leaves")
    texts = [block.text for block in article.blocks]
    assert article.title == "Army leaves Oldmark"
    assert article.outlet == "North Herald"
    assert article.published == date(2024, 5, 31)
    assert "Army leaves Oldmark" not in texts
    assert not any("rights reserved" in text or text in {"Home", "Read more"} for text in texts)
    assert [block.text for block in article.blocks if block.kind is RegionKind.SUBHEADING] == ["What the mayor says"]
    assert any(block.quoted for block in article.blocks)
    assert any(text.endswith("He spoke of a hard week.") for text in texts), "a line end of the markup is a space"
    assert article.issues == ()


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("", "no-article"),
        ("<html></html>", "no-article"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
        (f"<html><body><article><p>{PARAGRAPH}</p><p>To continue reading, subscribe now.</p></article></body></html>", "paywall"),
        ("<html><body><div><p>We use cookies and ask for your consent to them. Accept all cookies?</p></div></body></html>", "consent-wall"),
    ],
)
def test_pages_without_a_whole_article(phrases: Phrases, markup: str, code: str) -> None:
    assert [issue.code for issue in read(phrases, markup).issues] == [code]


def test_a_page_without_an_article_keeps_its_text(phrases: Phrases) -> None:
    article = read(phrases, "<html><body><p>Nothing to see here today.</p></body></html>")
    assert "Nothing to see here today." in " ".join(block.text for block in article.blocks)


def test_markup_nested_too_deep_keeps_the_words_between_its_tags(phrases: Phrases) -> None:
    deep = f"<html><head><title>x</title></head><body>{'<div>' * 20_000}<script>let a = '<p>no</p>'</script><p>{PARAGRAPH}{'</div>' * 20_000}</body></html>"
    article = read(phrases, deep)
    assert [issue.code for issue in article.issues] == ["markup-unparsed"]
    assert " ".join(block.text for block in article.blocks) == PARAGRAPH.strip()


FIRST = "Troops have left the village of Varnik, the governor said."
SECOND = "ORVESA, Norland (Tarn Wire) - Two people were hurt on Tuesday."


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><body><h1>Army leaves Varnik</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>",
        f"<h1>Army leaves Varnik</h1><p>{FIRST}</p><div><p>{SECOND}</p></div>",
        f"<html><head><title>Army leaves Varnik</title></head><body><header><h1>Army leaves Varnik</h1></header><p>{FIRST}<p>{SECOND}</body></html>",
        f"<html><body><h1>Army leaves Varnik</h1>{FIRST}<br><br>{SECOND}<nav><a href='/'>Home</a></nav><script>let x = '<p>y</p>'</script></body></html>",
        f"<html><body><article><h1>Army leaves Varnik</h1><div>{FIRST}</div><div>{SECOND}</div></article><footer>Contact us.</footer></body></html>",
    ],
)
def test_a_short_report_is_read_whole(phrases: Phrases, markup: str) -> None:
    article = read(phrases, markup)
    assert article.title == "Army leaves Varnik"
    assert "\n".join(block.text for block in article.blocks).replace("\n\n", "\n") == f"{FIRST}\n{SECOND}"
    assert article.issues == ()


def test_one_short_sentence_is_not_run_into_the_headline(phrases: Phrases) -> None:
    article = read(phrases, "<html><body><h1>Army leaves Varnik</h1><p>Troops left at noon.</p><p>No one was hurt.</p></body></html>")
    assert [block.text for block in article.blocks] == ["Troops left at noon.", "No one was hurt."]


def test_a_table_is_read_row_by_row(phrases: Phrases) -> None:
    rows = "".join(f"<tr><td>Town {number}</td><td>{number} shells</td></tr>" for number in range(3))
    article = read(phrases, f"<html><body><article><p>{PARAGRAPH * 3}</p><table>{rows}</table><p>{PARAGRAPH}</p></article></body></html>")
    assert "Town 1 | 1 shells" in [block.text for block in article.blocks]


def test_the_address_gives_the_day_where_the_outlet_is(phrases: Phrases) -> None:
    markup = PAGE.replace("</head>", "<meta property='article:published_time' content='2024-06-01T02:25:00+00:00'></head>")
    assert read(phrases, markup, "https://north.example/2024/05/31/x").published == date(2024, 5, 31)
    assert read(phrases, markup, "https://north.example/2020/01/01/x").published == date(2024, 6, 1)
    assert read(phrases, markup).published == date(2024, 6, 1)


def test_the_same_page_gives_the_same_article(phrases: Phrases) -> None:
    assert read(phrases, PAGE) == read(phrases, PAGE)


def test_a_guessed_day_is_checked(phrases: Phrases) -> None:
    dotted = PAGE.replace("</article>", "<p>Erstellt am: 01.11.2023</p></article>").replace("lang='en'", "lang='de'")
    assert read(phrases, dotted).published == date(2023, 11, 1)
    assert read(phrases, dotted, "https://north.example/2010/05/army").published is None


@pytest.mark.parametrize("piece", ["<p>{words}</p>", "<div>{words}</div>", "<body><p>{words}", "<div><p>{words}</p></div>"])
def test_a_piece_of_a_page_is_read_as_a_page(phrases: Phrases, piece: str) -> None:
    article = read(phrases, piece.format(words=PARAGRAPH.strip()))
    assert [block.text for block in article.blocks] == [PARAGRAPH.strip()]
    assert article.issues == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("© 2022 North Herald", None),
        ("Сообщено 1 октября 2022 года", None),
        ("In 2022 the mill closed", None),
        ("1 January 2022", date(2022, 1, 1)),
        ("January 1, 2022", date(2022, 1, 1)),
        ("01.01.2022", date(2022, 1, 1)),
        ("1 October 2022", date(2022, 10, 1)),
    ],
)
def test_a_year_that_stands_alone_is_no_first_of_january(phrases: Phrases, line: str, day: date | None) -> None:
    assert read(phrases, f"<html><body><article><p>{PARAGRAPH * 3}</p></article><footer><p>{line}</p></footer></body></html>").published == day
