"""Reports of an invented war, made from few sentences by fixed rules: what they share is known."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = ("Oldford", "Marrow", "Quillby", "Stannick", "Tarnley", "Vexham", "Wrenmoor", "Yarwick", "Brackside", "Cottersea", "Dunmere", "Elswater")
PEOPLE = ("Ilona Brandt", "Per Okonski", "Major Halloway", "Governor Tesk", "Sister Amaro", "Colonel Dray", "Mayor Linde", "Doctor Ferrow")
THINGS = (
    "granary", "footbridge", "substation", "tannery", "orchard", "lighthouse", "quarry", "barracks", "cannery", "archive", "aqueduct", "hospital", "ferry",
    "brewery", "depot", "mill", "school", "market", "tunnel", "chapel",
)  # fmt: skip
DEEDS = (
    "was shelled at dusk", "burned through the night", "changed hands twice", "lost its roof", "was evacuated by boat", "held out against armoured cars",
    "received three wounded sappers", "was searched by gendarmes", "ran out of flour", "flooded after the dam cracked", "was retaken by volunteers",
    "served as a signal post", "was mined by the retreating garrison", "lost power for nine hours", "sheltered forty families",
)  # fmt: skip
TAILS = (
    "while rain turned the towpath to mud", "although the truce had another day to run", "as neighbours watched from the ridge", "because the convoy never came",
    "before engineers could lay a second cable", "under a sky full of flares", "to the dismay of the quartermaster", "in spite of repeated warnings by radio",
)  # fmt: skip


def written(seed: int, sentences: int = 8) -> str:
    """A report of its own: the same for the same seed, hardly a phrase in common with another's."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    return " ".join(
        f"{chance.choice(PEOPLE)} said the {chance.choice(THINGS)} near {chance.choice(PLACES)} {chance.choice(DEEDS)} on day {chance.randrange(2, 9000)}, "
        f"{chance.choice(TAILS)}."
        for _ in range(sentences)
    )


def reworded(text: str, seed: int, share: float = 0.25) -> str:
    """The text with one word in four exchanged for a word of no sense, names and numbers kept."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    words = text.split(" ")
    return " ".join(f"zy{chance.randrange(10**6)}q" if word.islower() and word.isalpha() and chance.random() < share else word for word in words)


def bulletin(day: int) -> str:
    """A daily bulletin: one form, other names and numbers each day."""
    chance = random.Random(1_000 + day)  # noqa: S311  the same every time
    first, second, third, fourth = chance.sample(PLACES, 4)
    some = [chance.randrange(2, 500) for _ in range(6)]
    return (
        f"Morning summary of the joint staff, day {day}. Over the past night the adversary carried out {some[0]} air raids and {some[1]} barrages. "
        f"The settlements of {first} and {second} came under fire. Our units drove off assaults near {third} and {fourth}. "
        f"Gunners struck {some[2]} command posts, {some[3]} fuel stores and {some[4]} bridges; losses of the adversary come to {some[5]} men. "
        "The adversary goes on breaking the laws and customs of war. Trust only official channels and keep silent about our movements."
    )


@pytest.fixture
def report() -> Callable[..., str]:
    """``written``."""
    return written


@pytest.fixture
def rewrite() -> Callable[..., str]:
    """``reworded``."""
    return reworded


@pytest.fixture
def daily() -> Callable[[int], str]:
    """``bulletin``."""
    return bulletin
