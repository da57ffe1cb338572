"""Words that were taken back, denied or called false do not stand as news of what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.core.records import Certainty

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Claim, Reading

    Read = Callable[..., Reading]

TOLD = "Tolmari troops had captured Bellmere"


def captures(read: Read, text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if claim.event == "capture"]


@pytest.mark.parametrize(
    "words",
    [
        "The Harbour Times has retracted a report that {}.",
        "The Harbour Times withdrew its claim that {}.",
        "Channel Nine deleted the post saying {}.",
        "The agency corrected an earlier report that {}.",
        "The broadcaster apologised for reporting that {}.",
        "The newspaper apologised for a story saying that {}.",
        "The Harbour Times took down an article claiming that {}.",
        "A report by the Harbour Times that {} has been retracted.",
        "A post claiming that {} was deleted within an hour.",
        "The ministry later withdrew its statement that {}.",
        "The channel walked back its claim that {}.",
        "The general backtracked on his claim that {}.",
        "The agency has removed a story which said {}.",
        "The Harbour Times has issued a correction to a story that said {}.",
    ],
)
def test_words_taken_back(read: Read, words: str) -> None:
    found = captures(read, words.format(TOLD))
    assert [(claim.positive, claim.certainty, claim.control) for claim in found] == [(False, Certainty.UNKNOWN, None)]


@pytest.mark.parametrize(
    "words",
    [
        "Reports that {} are fake, the mayor said.",
        "Reports that {} are untrue, he said.",
        "The governor denied reports that {}.",
        "The governor dismissed as disinformation claims that {}.",
        "The governor dismissed claims that {}.",
        "There is no truth in reports that {}, the mayor said.",
        "There is no truth to claims that {}.",
        "The mayor rejected as fake the news that {}.",
        "The claim that {} is false, the army said.",
        "It is a lie that {}, the mayor said.",
        "The mayor rejected the lie that {}.",
        "A channel spread the hoax that {}.",
        "The report that {} does not correspond to reality, the mayor said.",
        "Claims that {} do not match the facts, the mayor said.",
        "It is not true that {}, the army said.",
        "The army refuted claims that {}.",
        "Claims that {} were debunked by the army.",
        "The spokesman rubbished talk that {}.",
        "An earlier report that {} was wrong, the agency said.",
    ],
)
def test_words_that_are_denied(read: Read, words: str) -> None:
    found = captures(read, words.format(TOLD))
    assert [(claim.positive, claim.certainty, claim.control) for claim in found] == [(False, Certainty.CERTAIN, None)]


@pytest.mark.parametrize("words", ["The Karvelian army said it had no information that {}.", "There is no evidence that {}, the mission said."])
def test_words_for_which_nothing_speaks(read: Read, words: str) -> None:
    assert [(claim.positive, claim.certainty) for claim in captures(read, words.format(TOLD))] == [(False, Certainty.UNKNOWN)]


def test_a_denial_taken_back_is_no_denial(read: Read) -> None:
    found = captures(read, f"The governor has retracted his denial that {TOLD}.")
    assert [(claim.positive, claim.certainty) for claim in found] == [(True, Certainty.UNKNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        f"The ministry stood by its report that {TOLD}.",
        f"The Harbour Times published a report that {TOLD}.",
        f"Contrary to earlier reports, {TOLD}.",
        f"The general withdrew his claim of victory after {TOLD}.",
        f"The mayor deleted his account hours after {TOLD}.",
        f"The newspaper corrected the spelling of a name in a story on the harvest; {TOLD}.",
    ],
)
def test_words_that_stand(read: Read, text: str) -> None:
    assert [claim.positive for claim in captures(read, text)] == [True]


def test_nobody_withdraws_who_withdraws_words(read: Read) -> None:
    reading = read("The Tolmari army withdrew its statement about the bridge. The Tolmari army withdrew from Bellmere.")
    assert [claim.quote for claim in reading.claims if claim.event == "withdraw"] == ["The Tolmari army withdrew from Bellmere"]


def test_what_is_no_lie_stands(read: Read) -> None:
    assert [claim.positive for claim in captures(read, "It is no lie that Tolmari troops captured Bellmere, the mayor said.")] == [True]


def test_words_that_match_the_facts_stand(read: Read) -> None:
    assert [claim.positive for claim in captures(read, f"Reports that {TOLD} correspond to reality, the mayor said.")] == [True]
