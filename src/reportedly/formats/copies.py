"""Copies as JSON lines: one line a pair of reports, one line a report's family.

The rule that must not be broken: it grows by adding fields only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.reports.records import Dependence


def pair_line(found: Dependence, name: str | None = None) -> str:
    """The judgement on two reports as a line; ``pair`` is there where the caller named the pair."""
    row: dict[str, object] = {} if name is None else {"pair": name}
    row |= {"a": found.a, "b": found.b, "relation": found.relation.value, "score": found.score, "similarity": found.similarity, "why": found.why}
    row |= {"source": found.source, "source_why": found.source_why or None}
    return json.dumps(row, ensure_ascii=False) + "\n"


def family_line(report: str, label: str) -> str:
    """The family of a report as a line."""
    return json.dumps({"id": report, "cluster": label}, ensure_ascii=False) + "\n"
