"""Which reports depend on which, kept in the ledger: on both stores, the same as found anew, and never lost half way."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import time
from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from reportedly.core.day_range import DayRange
from reportedly.core.entries import JudgementKind
from reportedly.core.records import Document, Page, Published, PublishedBasis, Reading
from reportedly.ledger import copy_rows, schema
from reportedly.ledger.check import iter_faults
from reportedly.ledger.ledger import Ledger
from reportedly.reports import kept as kept_module
from reportedly.reports.copies import CopyIndex
from reportedly.reports.kept import KeptCopies, maker_of
from reportedly.witnesses import find_families, find_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportedly.packs.load import Pack

RECORDED = datetime(2023, 5, 1, tzinfo=UTC)
FIRST = date(2022, 5, 1)
TOWNS = ("Oldmark", "Varnik", "Orvesa", "Tarn", "Lissett", "Quill", "Harrow", "Stone Gate", "Bellmere", "Dunford")
THINGS = ("bridge", "mill", "depot", "school", "granary", "station", "harbour", "chapel", "pumping house", "bakery")
DEEDS = ("burned down", "was rebuilt", "lost its roof", "was cut off", "reopened", "was flooded", "fell silent", "was sold", "was searched", "was shelled")
PEOPLE = ("the mayor", "a carter", "the stationmaster", "two nurses", "the choir", "a ferryman", "the council", "an engineer", "the warden", "a miller")


def story(number: int) -> str:
    """An account of its own, with names and numbers that no other has together."""
    chance = random.Random(number)  # noqa: S311  the same every time
    return " ".join(
        f"In {chance.choice(TOWNS)} the {chance.choice(THINGS)} {chance.choice(DEEDS)} at {chance.randrange(24)}:{chance.randrange(10, 60)}, "
        f"{chance.choice(PEOPLE)} told {chance.choice(TOWNS)} on page {chance.randrange(900)}, and {chance.randrange(9000)} sacks were counted."
        for _ in range(4)
    )


def retold(text: str, number: int) -> str:
    """The same account, a word in eight exchanged."""
    chance = random.Random(f"again {number}")  # noqa: S311  the same every time
    return " ".join(chance.choice(PEOPLE) if chance.random() < 0.12 else word for word in text.split(" "))


def texts_of(number: int) -> list[str]:
    """As many texts: every third is new, the second after it copies it, the third tells it again."""
    return [story(one // 3) if one % 3 < 2 else retold(story(one // 3), one) for one in range(number)]


def post(ledger: Ledger, pack: Pack, texts: Iterable[str], *, start: int = 0) -> None:
    for number, text in enumerate(texts, start=start):
        day = DayRange.on(date.fromordinal(FIRST.toordinal() + number))
        document = Document(
            text=text, title=None, outlet=f"Outlet {number}", url=None, authors=(), language="en",
            published=Published(days=day, basis=PublishedBasis.GIVEN, why="given"), regions=(), origin=(),
        )  # fmt: skip
        page = Page(id=f"r{number:03}", text=text, clean=True)
        ledger.post(_reading(f"r{number:03}", document), pack=pack, recorded=RECORDED, page=page)


def _reading(name: str, document: Document) -> Reading:
    empty = {field.name: () for field in dataclasses.fields(Reading)}
    return Reading(**(empty | {"id": name, "document": document}))  # type: ignore[arg-type]


def anew(ledger: Ledger, pack: Pack) -> dict[str, str]:
    index = CopyIndex(pack)
    index.extend(ledger.iter_texts())
    return index.families()


def grouped(families: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(one for one, label in families.items() if label == wanted) for wanted in set(families.values())}


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "HANDFUL", 4)


def test_what_is_kept_is_what_is_found_anew(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(24))
    kept = KeptCopies(ledger, pack)
    told: list[int] = []
    assert kept.catch_up(told.append) == 24
    assert told == sorted(told)
    assert told[-1] == 24
    assert len(set(told)) >= 8
    assert kept.families() == anew(ledger, pack)
    assert kept.catch_up() == 0
    assert list(iter_faults(ledger.store)) == []


def test_new_reports_are_compared_with_what_is_there(ledger: Ledger, pack: Pack, small_steps: None) -> None:  # noqa: ARG001
    texts = texts_of(40)
    post(ledger, pack, texts[:28])
    KeptCopies(ledger, pack).catch_up()
    post(ledger, pack, texts[28:], start=28)
    kept = KeptCopies(ledger, pack)
    assert not kept.is_complete()
    assert kept.catch_up() == 12
    assert kept.is_complete()
    assert kept.families() == anew(ledger, pack)
    with ledger.store.reading() as connection:
        state = copy_rows.load_state(connection)
        assert (state.settled, state.texts) == (29, 40)  # the first 28, and one that equals one of them
        tiers = list(connection.scalars(sa.select(schema.copy_tally.c.tier)))
    assert len(tiers) == 4


def test_pairs_say_who_came_first_and_why(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(6))
    KeptCopies(ledger, pack).catch_up()
    kept = {(one.a, one.b): one for one in KeptCopies(ledger, pack).dependences()}
    index = CopyIndex(pack)
    index.extend(ledger.iter_texts())
    for found in index.dependences():
        assert kept[min(found.a, found.b), max(found.a, found.b)] == found
    assert len(kept) == len(index.dependences())


def test_only_what_was_public_makes_a_family(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(9))
    early = find_families(ledger, pack, as_of=date.fromordinal(FIRST.toordinal() + 3))
    assert set(early) == {"r000", "r001", "r002"}
    assert find_families(ledger, pack, as_of=FIRST) == {}


def test_a_crowd_hangs_together_before_those_came_that_all_are_compared_with(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, [f"{story(1)}\nNumber {number} of the letters." for number in range(50)])
    kept = KeptCopies(ledger, pack)
    kept.catch_up()
    assert len(set(kept.families().values())) == 1
    hub = Counter(name for one in kept.dependences() for name in (one.a, one.b))
    assert max(hub.values()) > 30
    for day in range(3, 50, 4):
        families = kept.families(as_of=date.fromordinal(FIRST.toordinal() + day))
        assert (len(families), len(set(families.values()))) == (day + 1, 1)


def test_what_people_judged_goes_before(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(6))
    ledger.judge(JudgementKind.NOT_SAME, "r001", object="r000", by="A. Checker", why="own reporter", recorded=RECORDED)
    families = find_families(ledger, pack)
    assert families.get("r000") != families.get("r001")
    assert "r002" in families


def test_nothing_of_a_forgotten_report_stays(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(6))
    KeptCopies(ledger, pack).catch_up()
    ledger.forget("r002", by="A. Editor", reason="asked for", recorded=RECORDED)
    ledger.forget("r000", by="A. Editor", reason="asked for", recorded=RECORDED)
    with ledger.store.reading() as connection:
        held = set(connection.scalars(sa.select(schema.copy_text.c.text)))
        profiles = set(connection.scalars(sa.select(schema.copy_profile.c.pk)))
        assert set(connection.scalars(sa.select(schema.copy_band.c.profile))) == profiles
    assert len(held) == 4
    assert find_families(ledger, pack).keys() == {"r003", "r004", "r005"}
    assert list(iter_faults(ledger.store)) == []


def test_a_break_half_way_loses_nothing_and_doubles_nothing(ledger: Ledger, pack: Pack, small_steps: None) -> None:  # noqa: ARG001
    texts = texts_of(40)
    post(ledger, pack, texts[:28])
    KeptCopies(ledger, pack).catch_up()
    post(ledger, pack, texts[28:], start=28)

    def stop(done: int) -> None:
        if done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        KeptCopies(ledger, pack).catch_up(stop)
    assert KeptCopies(ledger, pack).catch_up() == 4
    with ledger.store.reading() as connection:
        assert len(set(connection.scalars(sa.select(schema.copy_text.c.text)))) == 40
    assert KeptCopies(ledger, pack).families() == anew(ledger, pack)


def test_another_pack_compares_anew(ledger: Ledger, pack: Pack) -> None:
    post(ledger, pack, texts_of(6))
    KeptCopies(ledger, pack).catch_up()
    with ledger.store.writing() as connection:
        connection.execute(schema.copy_tally.update().values(maker="somebody else"))
        connection.execute(schema.copy_pair.delete())
    kept = KeptCopies(ledger, pack)
    assert not kept.is_complete()
    assert kept.catch_up() == 6
    assert kept.families() == anew(ledger, pack)
    with ledger.store.reading() as connection:
        assert copy_rows.load_state(connection).maker == maker_of(pack)


def test_a_translation_is_found_as_soon_as_there_are_two_languages(ledger: Ledger, pack: Pack) -> None:
    english = "On 14 May 2022 two missiles hit the Varnik railway station, the mayor said. 12 people were killed and 47 wounded; the bridge is closed."
    ukrainian = "14 травня 2022 дві ракети влучили у залізничну станцію Варнік, сказав мер. 12 людей загинули, 47 поранені; міст закрито."
    post(ledger, pack, [*texts_of(9), english])
    KeptCopies(ledger, pack).catch_up()
    post(ledger, pack, [ukrainian], start=10)
    kept = KeptCopies(ledger, pack)
    kept.catch_up()
    assert kept.families() == anew(ledger, pack)


def test_a_form_is_told_from_a_copy_once_there_are_many(ledger: Ledger, pack: Pack, small_steps: None) -> None:  # noqa: ARG001
    def bulletin(day: int) -> str:
        chance = random.Random(day)  # noqa: S311  the same every time
        towns = chance.sample(TOWNS, 4)
        return (
            f"Bulletin of the staff. The adversary carried out {chance.randrange(400)} raids on {towns[0]} and {towns[1]}. Our units drove off assaults near "
            f"{towns[2]}, struck {chance.randrange(400)} posts and lost {chance.randrange(400)} men at {towns[3]}. Trust official channels alone."
        )

    post(ledger, pack, [*texts_of(60), *(bulletin(day) for day in range(5))])
    KeptCopies(ledger, pack).catch_up()
    for day in range(5, 30, 5):
        post(ledger, pack, [bulletin(one) for one in range(day, day + 5)], start=60 + day)
        KeptCopies(ledger, pack).catch_up()
    families = grouped(KeptCopies(ledger, pack).families())
    assert grouped(anew(ledger, pack)) == families


def test_two_at_once_compare_each_text_once(make_where: Callable[..., str], pack: Pack, small_steps: None) -> None:  # noqa: ARG001
    where = make_where()
    texts = texts_of(36)
    with Ledger.open(where) as one, Ledger.open(where) as other:
        post(one, pack, texts[:21])
        KeptCopies(one, pack).catch_up()
        post(one, pack, texts[21:], start=21)
        done: list[int] = []

        def meanwhile(_: int) -> None:
            if not done:
                done.append(KeptCopies(other, pack).catch_up())

        first = KeptCopies(one, pack).catch_up(meanwhile)
        assert first + done[0] == 15
        assert KeptCopies(one, pack).families() == anew(one, pack)


def test_a_ledger_that_cannot_be_written_to_is_compared_in_memory(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> None:
    path = tmp_path_factory.mktemp("kept") / "war.db"
    with Ledger.open(path, create=True) as ledger:
        post(ledger, pack, texts_of(6))
    with Ledger.open(path, read_only=True) as ledger:
        assert find_kept(ledger, pack) is None
        found = find_families(ledger, pack)
    with Ledger.open(path) as ledger:
        assert find_families(ledger, pack) == found
    with Ledger.open(path, read_only=True) as ledger:
        assert find_kept(ledger, pack) is not None
        assert find_families(ledger, pack) == found


def test_an_empty_ledger_has_no_families(ledger: Ledger, pack: Pack) -> None:
    assert find_families(ledger, pack) == {}
    assert KeptCopies(ledger, pack).dependences() == ()


@pytest.mark.parametrize("amounts", [(), (1,), (3, 1, 2), tuple(range(1, 400))])
def test_counts_come_back_from_the_store(ledger: Ledger, amounts: Sequence[int]) -> None:
    import numpy as np

    buckets = np.array(sorted(random.Random(5).sample(range(1 << 24), len(amounts))), np.uint32)  # noqa: S311  the same every time
    counts = {"links": (buckets, np.array(amounts, np.uint32)), "terms": (buckets[:0], buckets[:0])}
    with ledger.store.writing() as connection:
        for _ in range(copy_rows.MERGED_AT):
            copy_rows.add_tally(connection, counts, maker="m", profiles=1)
        (merged,) = copy_rows.load_tallies(connection)
    assert merged["links"][0].tolist() == buckets.tolist()
    assert merged["links"][1].tolist() == [copy_rows.MERGED_AT * amount for amount in amounts]


def test_killed_at_any_moment_and_run_again(tmp_path_factory: pytest.TempPathFactory, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "HANDFUL", 1)
    path = tmp_path_factory.mktemp("killed") / "war.db"
    texts = texts_of(48)
    with Ledger.open(path, create=True) as ledger:
        post(ledger, pack, texts[:27])
        KeptCopies(ledger, pack).catch_up()
        post(ledger, pack, texts[27:], start=27)
    chance = random.Random(11)  # noqa: S311  the same every time
    for _ in range(12):
        child = os.fork()
        if child == 0:  # no finally of this process runs in the child: it is killed, or it ends at once
            try:
                with Ledger.open(path) as ledger:
                    KeptCopies(ledger, pack).catch_up()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0.01, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with Ledger.open(path) as ledger:
        kept = KeptCopies(ledger, pack)
        kept.catch_up()
        assert kept.families() == anew(ledger, pack)
        with ledger.store.reading() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(schema.copy_text)) == len(texts)
        assert list(iter_faults(ledger.store)) == []
