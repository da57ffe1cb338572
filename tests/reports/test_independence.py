"""Whose word a testimony is."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tests.beliefs.words import said

from reportedly.core.entries import Hop
from reportedly.core.records import Act, SourceKind
from reportedly.packs.load import load_pack
from reportedly.reports.independence import Origins, speaks_itself
from reportedly.speakers.outlets import bare_outlet

PACK = load_pack(str(Path("tests/data/packs/two_rivers")))


def hop(source: str | None, kind: SourceKind = SourceKind.NAMED, act: Act = Act.SAY, side: str | None = None) -> Hop:
    return Hop(source=source, kind=kind, act=act, side=side)


def test_the_innermost_speaker_is_the_origin_however_many_carry_it() -> None:
    word = said("capture", 3, by="TO", day=4)
    chains = ((hop("the herald"),), (hop("the agency"), hop("the herald")))
    assert len({Origins(PACK).of(dataclasses.replace(word, chain=chain)).id for chain in chains}) == 1


def test_who_denies_is_the_origin_of_a_denial() -> None:
    word = said("capture", 3, by="TO", day=4, positive=False)
    chain = (hop("the mayor", act=Act.DENY, side="KA"), hop("the herald", side="TO"))
    assert Origins(PACK).of(dataclasses.replace(word, chain=chain)).side == "KA"


def test_without_a_named_source_it_is_the_outlets_word() -> None:
    word = said("capture", 3, by="TO", day=4, outlet="www.dalepost.example.org")
    impersonal = dataclasses.replace(word, chain=(hop(None, SourceKind.IMPERSONAL),))
    assert Origins(PACK).of(impersonal) == Origins(PACK).of(word)


def test_unnamed_sources_of_one_side_are_one_witness() -> None:
    word = said("capture", 3, by="TO", day=4)
    chains = ((hop("an officer", SourceKind.UNNAMED, side="TO"),), (hop("two officials", SourceKind.UNNAMED, side="TO"),))
    found = {Origins(PACK).of(dataclasses.replace(word, chain=chain)) for chain in chains}
    assert len(found) == 1
    assert not found.pop().named


def test_a_family_stands_for_its_own_voice_alone() -> None:
    origins = Origins(PACK, {"r1": "f"})
    word = said("capture", 3, by="TO", day=4, report="r1")
    assert origins.family(word) == "f"
    assert origins.family(dataclasses.replace(word, chain=(hop("the herald"),))) is None


def test_an_address_and_a_name_are_one_outlet() -> None:
    assert bare_outlet("https://www.dale-post.com/world") == bare_outlet("Dale Post")


def test_a_report_speaks_itself_where_nobody_else_does() -> None:
    word = said("capture", 3, by="TO", day=4)
    assert speaks_itself(word)
    assert speaks_itself(dataclasses.replace(word, chain=(hop(None, SourceKind.IMPERSONAL),)))
    assert not speaks_itself(dataclasses.replace(word, chain=(hop("an officer", SourceKind.UNNAMED),)))
    assert not speaks_itself(dataclasses.replace(word, chain=(hop("the herald"), hop(None, SourceKind.IMPERSONAL))))


def test_a_name_is_one_with_curly_and_with_straight_apostrophes() -> None:
    word = said("capture", 3, by="TO", day=4)
    found = {Origins(PACK).of(dataclasses.replace(word, chain=(hop(name),))).id for name in ("Governor O’Dell", "governor O'Dell", "Governor Oʼdell")}
    assert len(found) == 1
