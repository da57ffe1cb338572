"""Rarer forms of attribution: a speaker with a possessive inside the words, a denial by a noun, bodies by their seat, deeds that are no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Act, Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Reading

    Read = Callable[..., Reading]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, in words."""
    return [tuple(" … ".join(span.text for span in spans) for spans in (one.source, one.cue, one.content)) for one in reading.attributions]  # type: ignore[misc]


def heard(reading: Reading) -> list[str]:
    """Whom the first claim was heard from, outermost first."""
    sources = {one.id: " … ".join(span.text for span in one.source) for one in reading.attributions}
    return [sources[one] for one in reading.claims[0].said_by]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The town, said its mayor, "does not exist any more".', ("its mayor", "said", 'The town … "does not exist any more"')),
        (
            "A denial by the defence ministry that conscripts were sent to Bellmere followed.",
            ("the defence ministry", "denial", "that conscripts were sent to Bellmere"),
        ),
        ("The Karvelian army denied having left Bellmere.", ("The Karvelian army", "denied", "having left Bellmere")),
        ("Bridge near Bellmere hit by rockets – southern command", ("southern command", "–", "Bridge near Bellmere hit by rockets")),
        ("The envoy had been told by officers that scouts saw the column.", ("officers", "had been told by", "that scouts saw the column")),
        ("The institute has seen no indication that the garrison is trapped.", ("The institute", "seen … indication", "that the garrison is trapped")),
        (
            "A rocket hit a bus in Bellmere, killing at least 13 people, the regional governor, Ada Lund, said.",
            ("the regional governor, Ada Lund", "said", "A rocket hit a bus in Bellmere, killing at least 13 people"),
        ),
        (
            "Karvelian troops captured Bellmere, the deputy defence minister, Ada Lund, said.",
            ("the deputy defence minister, Ada Lund", "said", "Karvelian troops captured Bellmere"),
        ),
        (
            "Officials evacuated 300 people from the city, the head of the administration, Ada Lund, said on the radio.",
            ("the head of the administration, Ada Lund", "said", "Officials evacuated 300 people from the city"),
        ),
    ],
)
def test_who_says_what(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "He came, he saw, he conquered.",
        "Troops left the village and the mayor spoke on the radio.",
    ],
)
def test_a_second_clause_is_no_speaker_of_the_first(read: Read, text: str) -> None:
    assert told(read(text)) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("There was no immediate comment from the ministry on the claim that Bellmere had fallen.", ""),
        ("The ministry did not comment on the claim that Bellmere had fallen.", ""),
        ("The ministry has not responded to reports that Bellmere was taken.", ""),
        ("The ministry made no comment on Karvelia's claim that it had taken Bellmere.", "Karvelia"),
        ("Neither side commented on the claim that Bellmere was taken.", ""),
        ("The ministry declined to comment on the claim that Bellmere had fallen.", ""),
        ("Міністерство не прокоментувало повідомлення про те, що війська взяли Бельмер.", ""),
        ("Министерство не прокомментировало сообщения о том, что Бельмер взят.", ""),
    ],
)
def test_silence_on_a_claim_is_neither_its_source_nor_its_denial(read: Read, text: str, source: str) -> None:
    (claim,) = read(text).claims
    assert (claim.event, claim.positive) == ("capture", True)
    assert heard(read(text)) == [source]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The agency could not independently verify the claim that Karvelian troops had taken Bellmere.", ["The agency", ""]),
        ("The agency has not verified reports that Bellmere had fallen.", ["The agency", ""]),
        ("The ministry could not confirm the capture of Bellmere.", ["The ministry"]),
        ("The ministry was not able to confirm the reported capture of Bellmere.", ["The ministry"]),
        ("The ministry declined to confirm the loss of Bellmere.", ["The ministry"]),
        ("There was no independent confirmation of the claim that Bellmere had been taken.", [""]),
        ("Агентство не смогло подтвердить сообщения о том, что войска взяли Бельмер.", ["Агентство", ""]),
        ("Генштаб не підтвердив повідомлення про те, що війська взяли Бельмер.", ["Генштаб", ""]),
    ],
)
def test_what_is_not_confirmed_is_not_denied(read: Read, text: str, sources: list[str]) -> None:
    (claim,) = read(text).claims
    assert (claim.event, claim.positive, claim.certainty) == ("capture", True, Certainty.UNKNOWN)
    assert heard(read(text)) == sources


def test_who_is_cited_says_it_and_who_cites_hands_it_on(read: Read) -> None:
    reading = read("According to the agency, the governor, citing the police, said soldiers had fled Bellmere.")
    assert ("the police", "citing", "soldiers had fled Bellmere") in told(reading)
    assert not [one for one in told(reading) if one[0] == "the police" and one[2] == "the governor"]


@pytest.mark.parametrize(
    "text", ["Karvelian forces attacked Bellmere.", "The Karvelian army assailed Bellmere on Friday.", "Tolmari troops defended Bellmere."]
)
def test_what_armies_do_to_towns_they_do_not_say(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.attributions == ()
    assert reading.claims


def test_a_minister_may_attack_in_words(read: Read) -> None:
    assert [one.act for one in read("The minister attacked the budget in parliament.").attributions] == [Act.BELIEVE]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Ministry of Defence in Orvane said its troops had taken Bellmere.", "ka-ministry"),
        ("The defence ministry in Orvane said its troops had taken Bellmere.", "ka-ministry"),
        ("The government in Orvane said its troops had taken Bellmere.", "ka-government"),
        ("Officials in Orvane said the bridge was safe.", None),
    ],
)
def test_a_body_is_told_by_where_it_sits(read: Read, text: str, speaker: str | None) -> None:
    assert read(text).attributions[0].source_id == speaker


def test_a_country_before_a_colon_speaks_where_it_says_our(read: Read) -> None:
    assert [one.source_id for one in read("Karvelia: Bellmere fully under our control").attributions] == ["ka-government"]


def test_dead_are_feared_by_nobody_in_particular(read: Read) -> None:
    reading = read("Dozens feared dead after shelling of Bellmere, officials say")
    assert ("Dozens", "feared") not in [one[:2] for one in told(reading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eastern troops entered Harrow on Saturday, the general said; the western ministry said its forces were still fighting.",
            [("the general", "Eastern troops entered Harrow on Saturday"), ("the western ministry", "its forces were still fighting")],
        ),
        ("The troops have retaken the centre, a spokesman said, though pockets of soldiers remain.", [("a spokesman", "The troops have retaken the centre")]),
        ("The town has fallen; the bridge is down, the army said.", [("the army", "The town has fallen; the bridge is down")]),
    ],
)
def test_where_the_words_of_one_end(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(source, content) for source, _, content in told(read(text))] == expected
