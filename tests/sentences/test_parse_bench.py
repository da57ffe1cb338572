"""The faster parse against the plain pipeline, over texts of the benchmarks: token for token."""

from __future__ import annotations

import gzip
import json

import pytest
from eval.tasks import BENCH
from tests.sentences.test_parse import plain, trees

FILES = ("attribution/inputs.dev.jsonl.gz", "days/inputs.jsonl.gz", "control/inputs.jsonl.gz")
CHARACTERS = 30_000
"""Of each, one row in ten: some 20,000 tokens in all."""


@pytest.mark.bench
@pytest.mark.parametrize("name", FILES)
def test_the_tokens_of_a_benchmark_are_those_of_the_plain_pipeline(name: str) -> None:
    if not (BENCH / name).is_file():
        pytest.skip(f"no {name} beside the checkout")
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % 10 == 0]
    paragraphs = [part.replace("\n", " ") for row in rows if row.get("language", "en") == "en" for part in row["text"].split("\n\n") if part.strip()]
    taken: list[str] = []
    for paragraph in paragraphs:
        if sum(map(len, taken)) < CHARACTERS:
            taken.append(paragraph)
    assert trees(*taken) == [plain(paragraph) for paragraph in taken]
