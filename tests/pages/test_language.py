from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Army retakes town after a week of shelling", "en"),
        ("Rail strike", "en"),
        ("Президент сообщил об отходе", "ru"),
        ("Президент повідомив про відхід", "uk"),
        ("Город взят", "ru"),
        ("Місто взято", "uk"),
        ("Die Armee hat die Stadt verlassen", "de"),
        ("L'armée a quitté la ville", "fr"),
        ("قال الجيش إنه انسحب من المدينة", "ar"),
        ("军队已经撤出这座城市", "zh"),
    ],
)
def test_headlines(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Oldmark falls",
        "Brenva boss claims Oldmark encircled",
        "Why Oldmark matters",
        "Why Serravin matters to Tolmar",
        "Battle for Vulmere",
        "Missiles strike Orvesa port",
        "General Sorovik sacked",
        "Retreat from Oldmark",
        "Tolmar: no mobilisation planned",
        "Two dead in Orvesa",
        "Tolmar denies retreat",
        "Drones hit Varnik depot",
        "Shelling of Varnik resumes",
        "Siege of Oldmark lifted",
    ],
)
def test_short_english_headlines(text: str) -> None:
    assert detect_language(text) == "en"


OTHERS = {
    "de": "Oldmark gefallen|Angriff auf Oldmark|Warum Oldmark wichtig ist|Tote in Orvesa|Tolmar dementiert Rückzug|Brücke erneut getroffen|Front bricht ein|"
    "Kämpfe um Varnik|Drohne trifft Tanklager|Explosionen in Oldmark|Gouverneur abgesetzt|Armee zieht sich zurück",
    "fr": "Oldmark est tombée|Attaque sur Oldmark|Pourquoi Oldmark compte|Deux morts à Orvesa|Tolmar dément la retraite|Le pont encore touché|"
    "Bataille pour Varnik|Un drone frappe un dépôt|Retrait de Varnik|Le général limogé|Explosions à Orvesa|La ville encerclée",
    "es": "Cae Oldmark|Ataque sobre Oldmark|Por qué importa Oldmark|Dos muertos en Orvesa|Tolmar niega la retirada|Puente atacado otra vez|"
    "Batalla por Varnik|Un dron golpea un depósito|Retirada de Varnik|General destituido|Explosiones en Orvesa|La ciudad cercada",
    "pl": "Oldmark upadł|Atak na Oldmark|Dlaczego Oldmark jest ważny|Dwóch zabitych w Orvesie|Tolmar zaprzecza odwrotowi|Most znów trafiony|"
    "Bitwa o Varnik|Dron uderzył w skład paliw|Odwrót spod Varnika|Generał odwołany|Wybuchy w Orvesie|Miasto otoczone",
}


@pytest.mark.parametrize("text", [text for texts in OTHERS.values() for text in texts.split("|")])
def test_short_headlines_of_others_are_not_english(text: str) -> None:
    assert detect_language(text) != "en"


def test_a_text_is_read_by_itself() -> None:
    texts = ["Oldmark falls", *(text for texts in OTHERS.values() for text in texts.split("|")), "Oldmark falls"]
    assert [detect_language(text) for text in texts][::-1] == [detect_language(text) for text in texts[::-1]]


@pytest.mark.parametrize("text", ["", "   ", "123 456", "https://north.example/a/b", "@north #war", "Oldmark", "…"])
def test_what_says_too_little(text: str) -> None:
    assert detect_language(text) is None


def test_a_quotation_does_not_change_the_language() -> None:
    text = "Міністр повідомив, що війська відійшли. «Мы вышли из города», — сказал он. Її слова підтвердили в уряді."
    assert detect_language(text) == "uk"


@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    found = detect_language(text)
    assert found is None or found.isalpha()
