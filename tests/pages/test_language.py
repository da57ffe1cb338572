from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.language import detect_language, paragraph_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Army retakes town after a week of shelling", "en"),
        ("Rail strike", "en"),
        ("Президент сообщил об отходе", "ru"),
        ("Президент повідомив про відхід", "uk"),
        ("Город взят", "ru"),
        ("Місто взято", "uk"),
        ("Сбито 2 БПЛА над городом", "ru"),
        ("Войска ушли", "ru"),
        ("Вибухи у Сумах", "uk"),
        ("Войска напуснаха града", "bg"),
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
        "About 5,000 residents fled Oldmark.",
        "Rebels took Harrow",
        "Oldmark retaken",
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


@pytest.mark.parametrize(
    ("text", "report", "language"),
    [
        ("Війська відійшли з міста, повідомили в штабі.", "uk", "uk"),
        ("«Мы были вынуждены отойти», — говорится в сообщении.", "uk", "ru"),
        ("«Ми були змушені відійти», — йдеться у повідомленні з міста.", "ru", "uk"),
        ("Ссылка: канал Київ", "ru", "ru"),
        ("The army said on Sunday that its troops had left the town after a week of heavy shelling.", "uk", "en"),
        ("The Daily Orbit", "uk", "uk"),
        ("Війська відійшли з міста.", "en", "uk"),
        ("Войска покинули рынок и вышли из города.", "en", "ru"),
        ("Troops left Липовка.", "en", "en"),
        ("Les troupes ont quitté la ville.", "fr", "fr"),
        ("", None, None),
    ],
)
def test_a_paragraph_has_its_own_language_where_its_letters_say_so(text: str, report: str | None, language: str | None) -> None:
    assert paragraph_language(text, report) == language


@given(st.text(max_size=80), st.sampled_from(["en", "uk", "ru", "pl", None]))
def test_any_paragraph_has_a_language_or_its_reports(text: str, report: str | None) -> None:
    found = paragraph_language(text, report)
    assert found == report or report in {"en", "uk", "ru"}
