"""Who speaks where the name is far from its verb, the parser gave the verb two subjects, or the report dates one by the other's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Attribution, Reading

    Read = Callable[..., Reading]


def words(attribution: Attribution, part: str) -> str:
    return " ".join(span.text for span in getattr(attribution, part))


def at_cue(reading: Reading, cue: str) -> Attribution:
    return next(attribution for attribution in reading.attributions if cue in words(attribution, "cue").split())


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Ivan Testov, head of the Harbour administration, said Tolmari troops had left Bellmere.", "said", "Testov"),
        ("Ivan Testov, head of the Harbour administration, announced the liberation of Bellmere.", "announced", "Testov"),
        ("Ivan Testov, the head of the Bellmere administration, told reporters that Tolmari troops had left.", "told", "Testov"),
        ("Ivan Testov, who heads the Bellmere administration, said on Saturday that Tolmari troops had left.", "said", "Testov"),
        ("Tolmari troops had left Bellmere, Ivan Testov, head of the Harbour administration, said.", "said", "Testov"),
        ("Tolmari troops had left Bellmere, said Ivan Testov, head of the Harbour administration.", "said", "Testov"),
        ("Colonel Vira Holt, spokeswoman for the eastern forces, announced on Monday that Bellmere had been freed.", "announced", "Holt"),
        ("The head of the Harbour administration, Ivan Testov, announced that Bellmere had been freed.", "announced", "Testov"),
        ("Taras Dub, the Tolmari-installed head of Serre county, acknowledged on Thursday that troops had left.", "acknowledged", "Dub"),
        ("Klaus Meyer, the alliance's military chief, estimated on Tuesday that Tolmar had lost 2,000 soldiers.", "estimated", "Meyer"),
        ("Olena Marsh, 43, a nurse from Lissett, said soldiers had looted the hospital.", "said", "Marsh"),
        ("Petro Lisov (governor of the county) said that Karvelian forces took Bellmere.", "said", "Lisov"),
        ('"It was hell," Dana Orsel, a former miner, said on Monday on Radio Tarn\'s "Morning Hour".', "said", "Orsel"),
    ],
)
def test_an_apposition_stands_between(read: Read, text: str, cue: str, name: str) -> None:
    found = at_cue(read(text), cue)
    assert name in words(found, "source")
    assert name not in words(found, "content")


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("But Orsel claims that he should be the exception.", "claims", "Orsel"),
        ("His vows to the rich notwithstanding, independent experts agree the town is poor.", "agree", "independent experts"),
        ("All this has led the writer Dainis Lund to fear a new war.", "fear", "Dainis Lund"),
        ("The clip uses footage of Dana Orsel asking why the bridge fell.", "asking", "Dana Orsel"),
        ("On Thursday, the council held Orsel in contempt for refusing to open the gates.", "refusing", "Orsel"),
        ("Meanwhile, it attacked the mayor, saying he had sold the harbour.", "saying", "it"),
        ("Dana Orsel shared the news last week, writing “Feels great to win.”", "writing", "Dana Orsel"),
        ('Orsel supports "fair pay raises," opposes "harsh pay freezes" in the towns.', "opposes", "Orsel"),
        ("The mayor spoke with Dana Orsel, who's called for new elections in the town.", "called", "Dana Orsel"),
    ],
)
def test_the_parser_was_wrong_about_who(read: Read, text: str, cue: str, source: str) -> None:
    found = words(at_cue(read(text), cue), "source")
    assert source in found or found == "who"


@pytest.mark.parametrize(
    "text",
    [
        "For years, Orsel has been dogged by claims that he sold the harbour.",
        "Following reports of a blast in the harbour, Dana Orsel came to Bellmere.",
    ],
)
def test_who_is_spoken_of_does_not_speak(read: Read, text: str) -> None:
    assert all("Orsel" not in words(found, "source") for found in read(text).attributions)


@pytest.mark.parametrize(
    "text",
    [
        "Karvelia's army said it had taken Bellmere, hours after the Tolmari army said its troops had left Harrow Ford.",
        "Karvelia said its troops had entered Bellmere hours after Tolmar announced that its forces were leaving Harrow Ford.",
        "The ministry said troops had left Bellmere, shortly after the general reported that Harrow Ford was surrounded.",
        "The army said it had retaken Bellmere, a week after the spokesman admitted that troops had withdrawn from Harrow Ford.",
        "The governor said, minutes after the ministry reported an attack on Harrow Ford, that drones had hit Bellmere.",
        "The general claimed his men held Bellmere, days before the mayor reported that the Tolmari army had left.",
    ],
)
def test_one_speaks_hours_after_the_other(read: Read, text: str) -> None:
    assert all(found.parent is None for found in read(text).attributions)


def test_what_stands_in_the_words_themselves_stays_there(read: Read) -> None:
    reading = read("The captain said he left the town after the mayor said it was lost.")
    assert sorted(found.parent is None for found in reading.attributions) == [False, True]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("To the junta, the province is already lost.", "the junta"),
        ("To many residents, the town had been abandoned by the Karvelian army.", "many residents"),
        ("These villages to the president have been liberated for good.", "the president"),
        ("Bellmere and Harrow Ford; these cities to the president have been annexed.", "the president"),
        ("The road to Dunmarsh has been shelled by Tolmari troops.", None),
        ("To the soldiers, the commander gave an order to leave Bellmere.", None),
        ("The regions to the north have been shelled by Tolmari troops.", None),
        ("The letter to the president was burnt by Tolmari troops.", None),
    ],
)
def test_in_whose_eyes(read: Read, text: str, source: str | None) -> None:
    found = [words(attribution, "source") for attribution in read(text).attributions if words(attribution, "cue").lower() == "to"]
    assert found == ([source] if source else [])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that Bellmere was half encircled but denied that it had fallen.",
        "The mayor said that Bellmere had been encircled by Tolmari troops but denied that it had fallen.",
    ],
)
def test_what_is_only_in_a_state_denies_nothing(read: Read, text: str) -> None:
    reading = read(text)
    assert words(at_cue(reading, "denied"), "source") == "The mayor"
    assert [(claim.positive, bool(claim.places)) for claim in reading.claims if claim.event == "encircle"] == [(True, True)]
