"""The HTML page: one file, whole without scripts, deaf to a hostile report."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import html as parser  # type: ignore[import-untyped]

import reportedly
from reportedly.core.records import Interest
from reportedly.formats.html import page_head, page_tail, to_article, to_html

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Reading

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page_of(reading: Reading) -> parser.HtmlElement:
    return parser.document_fromstring(to_html(reading))


def words_of(page: parser.HtmlElement) -> str:
    """The report's own words on the page: labels and cards taken out."""
    (text,) = page.xpath('//section[@class="text"]')
    for label in text.xpath('.//*[contains(@class, "label")] | .//aside'):
        label.drop_tree()
    return " ".join(text.text_content().split())


def test_every_word_of_the_report_is_there_once_and_in_order(reading: Reading) -> None:
    kept = reading.document.text.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd")
    assert words_of(page_of(reading)) == " ".join(kept.split())


def test_a_hostile_report_makes_no_elements(reading: Reading) -> None:
    page = page_of(reading)
    assert page.xpath("//script | //img | //iframe | //link | //object | //form | //base") == []
    assert [name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib if name.startswith("on") or name == "style"] == []
    assert [link for link in page.xpath("//a/@href") if not link.startswith("#")] == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", to_html(reading))


def test_only_http_addresses_become_links() -> None:
    page = page_of(reportedly.read(text="Snow fell.", url="https://tarn.example/?a=1&b=%22%3E", language="en"))
    (link,) = page.xpath('//a[starts-with(@href, "http")]')
    assert link.get("href") == "https://tarn.example/?a=1&b=%22%3E"
    assert set(link.get("rel").split()) >= {"noreferrer", "noopener"}


def test_the_page_forbids_itself_everything_but_its_own_style(reading: Reading) -> None:
    page = page_of(reading)
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    (style,) = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in style.text
    assert "url(" not in style.text


def test_marks_say_in_words_what_was_read(reading: Reading) -> None:
    page = page_of(reading)
    notes = " | ".join(page.xpath('//section[@class="text"]//span/@title'))
    for words in (
        "place: Velm, North Shire, XX",
        "time: 2 May 2023",
        "number: up to 200 soldiers",
        "source: named",
        "reporting words: confirm",
        "actor: force, N",
        "to check:",
    ):
        assert words in notes, words


def test_cards_draw_the_chain(reading: Reading) -> None:
    page = page_of(reading)
    first, second = page.xpath('//section[contains(@class, "card")]')
    assert [" ".join(hop.text_content().split()) for hop in first.xpath('.//li[contains(@class, "hop")]')] == [
        "this report",
        "State radio",
        "the ministry confirmed",
    ]
    assert second.xpath('.//li[contains(@class, "nobody")]')
    assert "from Velm (“Velmm”)" in first.text_content()


def test_an_admission_is_on_its_card(reading: Reading) -> None:
    admitted = dataclasses.replace(reading.claims[0], interest=Interest.AGAINST, interest_why="N speaks; <b>N</b> loses by it")
    first, second = page_of(dataclasses.replace(reading, claims=(admitted, reading.claims[1]))).xpath('//section[contains(@class, "card")]')
    assert "against interestN speaks; <b>N</b> loses by it" in first.text_content()
    assert not first.xpath(".//b")
    assert "against interest" not in second.text_content()


def test_links_inside_the_page_lead_somewhere_and_ids_are_unique(reading: Reading) -> None:
    page = page_of(reading)
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(ids)


def test_landmarks_and_names(reading: Reading) -> None:
    page = page_of(reading)
    assert page.get("lang") == "en"
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == len(page.xpath("//nav")) == 1
    assert page.xpath("//title/text()")[0].startswith("Troops leave Velmm")
    assert all(name.strip() for name in page.xpath("//aside/@aria-label | //nav/@aria-label | //ol[@class='chain']/@aria-label"))
    assert page.xpath("//*[@aria-labelledby]/@aria-labelledby") == [
        name for name in page.xpath("//*[@aria-labelledby]/@aria-labelledby") if page.get_element_by_id(name) is not None
    ]


def test_many_reports_make_one_page(reading: Reading, empty: Reading) -> None:
    page = parser.document_fromstring(page_head() + to_article(reading) + to_article(empty) + page_tail())
    assert len(page.xpath("//main")) == 2
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))
    assert "nothing to read" in page.xpath("//main")[1].text_content()


def test_the_same_reading_gives_the_same_page(reading: Reading) -> None:
    assert to_html(reading) == to_html(reading)


@pytest.mark.parametrize("name", ["messy", "wire", "denial", "no-war"])
def test_examples_keep_their_words(name: str) -> None:
    reading = reportedly.read(reportedly.find_example(name))
    assert words_of(page_of(reading)) == " ".join(reading.document.text.split())


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast of two colours written as #rrggbb."""

    def light(color: str) -> float:
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_that_reading_needs() -> None:
    blocks = re.findall(r":root \{([^}]*)\}", page_head())[:2]
    for block in blocks:
        colors = {name: value if len(value) == 7 else "#" + "".join(2 * char for char in value[1:]) for name, value in re.findall(r"--(\w+): (#\w+)", block)}
        for ink in ("ink", "soft", "number", "source", "place", "day", "quantity", "check"):
            for ground in ("paper", "claim", "card"):
                assert contrast(colors[ink], colors[ground]) >= 4.5, (ink, ground, block)


@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium")
@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_shows_it_without_a_sideways_scroll(reading: Reading, tmp_path: Path, width: int) -> None:
    page = tmp_path / "page.html"
    probe = "<script>document.title = document.documentElement.scrollWidth</script>"
    # The page forbids scripts, so the probe goes into a copy without the policy.
    page.write_text(re.sub(r"<meta http-equiv[^>]*>", "", to_html(reading)).replace("</body>", f"{probe}</body>"), encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
        f"--window-size={width},900",
        "--dump-dom",
        page.as_uri(),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    (title,) = parser.document_fromstring(shown).xpath("//title/text()")
    assert int(title) <= max(width, 500)
