"""Copies as JSON lines."""

from __future__ import annotations

import json

from reportedly.formats.copies import family_line, pair_line
from reportedly.reports.records import Dependence, Relation

FOUND = Dependence(a="x", b="ї", relation=Relation.SAME_EVENT, score=0.1, similarity=0.4, why="because")


def test_a_pair_keeps_the_name_it_was_given() -> None:
    assert json.loads(pair_line(FOUND, "p1"))["pair"] == "p1"
    row = json.loads(pair_line(FOUND))
    assert row == {"a": "x", "b": "ї", "relation": "same-event", "score": 0.1, "similarity": 0.4, "why": "because", "source": None, "source_why": None}
    assert pair_line(FOUND).endswith("\n")
    assert "ї" in pair_line(FOUND)


def test_a_family() -> None:
    assert family_line("x", "f1") == '{"id": "x", "cluster": "f1"}\n'
