from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import RegionKind
from reportedly.pages.flattened import Flattened, read_flattened

if TYPE_CHECKING:
    from reportedly.pages.phrases import Phrases

FIRST = "The army has left the town of Oldmark after a week of shelling, the defence ministry said on Friday. Residents crossed the bridge in the morning."
SECOND = "The mayor said that power was back in most streets. He asked people to wait until the mines were cleared from the fields around the town."
THIRD = "Soldiers were seen on the road to the north. The ministry gave no number of the dead, and the governor said that he had no word from the villages."
MENU = ["Home", "World", "Politics", "Sport", "Weather", "Log in", "Subscribe"]
END = ["Related articles", "Ten photos of the week", "Rain on Sunday", "Leave a Reply", "Your email address will not be published.", "© 2024 North Herald"]
DUMP = [
    *MENU,
    "Army leaves Oldmark after week of shelling",
    "By Anna Writer",
    "Published 31 May 2024, 14:09",
    "Share on Facebook",
    "oldmark bridge",
    FIRST,
    "Read More",
    "oldmark bridge",
    "What the mayor of Oldmark says",
    SECOND,
    "The bridge on Friday. Photo: A. Maker",
    THIRD,
    *END,
]


def by_kind(text: str, found: Flattened, kind: RegionKind) -> list[str]:
    return [line for region in found.regions if region.kind is kind for line in text[region.start : region.end].split("\n") if line.strip()]


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n"])
def test_the_article_in_a_dump(phrases: Phrases, between: str) -> None:
    text = between.join(DUMP).replace("\r", "")
    found = read_flattened(text, phrases, language="en")
    assert found.title == "Army leaves Oldmark after week of shelling"
    assert found.published == date(2024, 5, 31)
    assert by_kind(text, found, RegionKind.HEADLINE) == [found.title]
    assert by_kind(text, found, RegionKind.BODY) == [FIRST, SECOND, THIRD]
    assert by_kind(text, found, RegionKind.SUBHEADING) == ["What the mayor of Oldmark says"]
    assert "The bridge on Friday. Photo: A. Maker" in by_kind(text, found, RegionKind.CAPTION)
    chrome = by_kind(text, found, RegionKind.CHROME)
    assert {"Home", "Read More", "oldmark bridge", "Leave a Reply", "Share on Facebook"} <= set(chrome)


def test_sentences_broken_at_links_are_one_region(phrases: Phrases) -> None:
    broken = FIRST.replace(" the defence ministry", "\nthe defence ministry\n").replace("\n said", "\nsaid").replace("Oldmark after", "\nOldmark\nafter")
    text = "\n".join([*MENU, "Army leaves Oldmark after week of shelling", broken, SECOND, THIRD, *END])
    found = read_flattened(text, phrases)
    bodies = [text[region.start : region.end] for region in found.regions if region.kind is RegionKind.BODY]
    assert bodies == [f"{broken}\n{SECOND}\n{THIRD}"]


def test_a_list_of_links_inside_the_article_is_no_body(phrases: Phrases) -> None:
    text = "\n\n".join(
        [
            *MENU,
            "Army leaves Oldmark after week of shelling",
            FIRST,
            SECOND,
            "Read also",
            "Ten photos of the week",
            THIRD,
            SECOND.replace("mayor", "governor"),
            *END,
        ]
    )
    found = read_flattened(text, phrases)
    assert "Ten photos of the week" not in by_kind(text, found, RegionKind.BODY)
    assert THIRD in by_kind(text, found, RegionKind.BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}\n\n{THIRD}",
        "Army leaves Oldmark after a week of shelling",
        "The river is wide\nAnd the boat is small\nHome\nMore\nAnd the night is long\n\nWe row",
        "Town\tShells\nOldmark\t12\nNewmark\t3\nLowmark\t0",
        "⚡️ Our forces left the town!\n\nThe governor said so.\n\n#news #front\n\nSubscribe",
        "قال الجيش إنه انسحب من المدينة يوم الاثنين. وقال الحاكم إن الكهرباء عادت.",
        "- bread\n- milk\n- eggs\n- salt\n- flour\n- butter\n- oil\n- tea",
        "Comments",
    ],
)
def test_what_is_no_dump_stays_whole(phrases: Phrases, text: str) -> None:
    found = read_flattened(text, phrases)
    assert {region.kind for region in found.regions} <= {RegionKind.BODY, RegionKind.HEADLINE}
    assert found.regions[0].start == 0
    assert found.regions[-1].end == len(text)


def test_a_plain_article_keeps_its_headline(phrases: Phrases) -> None:
    text = f"Army leaves Oldmark\n\n{FIRST}\n\n{SECOND}"
    found = read_flattened(text, phrases)
    assert found.title == "Army leaves Oldmark"
    assert [region.kind for region in found.regions] == [RegionKind.HEADLINE, RegionKind.BODY]


@pytest.mark.parametrize(
    ("headline", "paragraphs", "furniture"),
    [
        (
            "Армия ушла из Старгорода после недели обстрелов",
            [
                "Армия ушла из Старгорода после недели обстрелов, сообщило в пятницу министерство обороны. Жители утром перешли мост.",
                "Мэр сказал, что свет вернулся почти на все улицы города. Он попросил людей подождать, пока сапёры не закончат работу на полях.",
            ],
            ["Главная", "Новости", "Войти", "Читайте также", "Дождь в воскресенье", "Оставить комментарий", "Все права защищены"],
        ),
        (
            "Armee verlässt Altmark nach einer Woche Beschuss",
            [
                "Die Armee hat die Stadt Altmark nach einer Woche Beschuss verlassen, teilte das Ministerium am Freitag mit. Bewohner gingen am Morgen über die Brücke.",
                "Der Bürgermeister sagte, der Strom sei in den meisten Straßen zurück. Er bat die Menschen zu warten, bis die Felder um die Stadt geräumt sind.",
            ],
            ["Startseite", "Nachrichten", "Anmelden", "Auch interessant", "Regen am Sonntag", "Kommentar schreiben", "Impressum"],
        ),
    ],
)
def test_other_languages(phrases: Phrases, headline: str, paragraphs: list[str], furniture: list[str]) -> None:
    text = "\n\n".join([*furniture[:3], headline, *paragraphs, *furniture[3:]])
    found = read_flattened(text, phrases)
    assert found.title == headline
    assert by_kind(text, found, RegionKind.BODY) == paragraphs
    assert by_kind(text, found, RegionKind.CHROME) == furniture


@given(st.lists(st.sampled_from([*DUMP, "", "x", "…", "31.05.2024", "👍", "١٢٣", "a" * 700]), max_size=30), st.sampled_from(["\n", "\n\n", " "]))
def test_regions_are_in_order_and_take_in_every_word(phrases: Phrases, lines: list[str], between: str) -> None:
    text = between.join(lines)
    found = read_flattened(text, phrases)
    assert all(one.end <= two.start for one, two in pairwise(found.regions))
    assert "".join("".join(text[region.start : region.end].split()) for region in found.regions) == "".join(text.split())
    assert found.title is None or found.title in " ".join(text.split())


def test_text_past_the_limit_is_body_unread(phrases: Phrases) -> None:
    text = "\n\n".join([*DUMP, "Home", "Menu"])
    limit = text.index("Related articles")
    found = read_flattened(text, phrases, limit=limit)
    assert found.regions[-1].kind is RegionKind.BODY
    assert text[found.regions[-1].start :].startswith("Related articles")


@pytest.mark.bench
def test_the_founding_report_has_no_furniture_left(phrases: Phrases) -> None:
    path = Path(__file__).parents[3] / "shared" / "bench" / "claims" / "founding.input.jsonl"
    if not path.is_file():
        pytest.skip("the benchmarks are not beside this checkout")
    text = json.loads(path.read_text(encoding="utf-8"))["text"]
    found = read_flattened(text, phrases)
    lines = [*by_kind(text, found, RegionKind.BODY), *by_kind(text, found, RegionKind.SUBHEADING)]
    assert not {"read more", "leave a reply", "be the first to comment"} & {line.casefold() for line in lines}
    assert len(by_kind(text, found, RegionKind.SUBHEADING)) >= 3
    assert len([line for line in lines if len(line) > 100]) == len([line for line in text.split("\n") if len(line) > 100])


def test_a_last_short_paragraph_after_a_link_is_the_articles(phrases: Phrases) -> None:
    last = "Two villages to the north were hit in the night as well."
    text = "\n\n".join([*MENU, "Army leaves Oldmark after week of shelling", FIRST, SECOND, "Read also: Ten photos of the week", last, *END])
    found = read_flattened(text, phrases)
    assert by_kind(text, found, RegionKind.BODY) == [FIRST, SECOND, last]


def test_one_line_of_furniture_in_a_plain_article(phrases: Phrases) -> None:
    text = f"{FIRST}\n\nRead more: Ten photos of the week\n\n{SECOND}"
    found = read_flattened(text, phrases)
    assert by_kind(text, found, RegionKind.CHROME) == ["Read more: Ten photos of the week"]
