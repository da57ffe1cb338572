"""The Russian networks: a tree whatever the scores, and the same tree whatever stands beside a sentence."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sentences.russian_network import russian_parser, tree_of

SENTENCES = [
    ["Министерство", "подтвердило", ",", "что", "войска", "отошли", "из", "города", "."],
    ["Село", "взято", "."],
    ["Не", "менее", "15", "человек", "погибли", "в", "результате", "удара", "по", "рынку", "."],
    ["Да"],
]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 14), st.integers(0, 10_000))
def test_any_scores_give_a_tree_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    heads = tree_of(scores).tolist()
    assert heads.count(0) == 1
    for word in range(count):
        above, steps = word, 0
        while heads[above]:
            above, steps = heads[above] - 1, steps + 1
            assert steps <= count


def test_the_best_arcs_are_kept_where_they_are_a_tree() -> None:
    scores = np.array([[0, 0, 5, 0], [9, 1, 0, 1], [0, 1, 5, 0]], dtype=np.float32)
    assert tree_of(scores).tolist() == [2, 0, 2]


def test_a_parse_does_not_depend_on_its_neighbours() -> None:
    together = russian_parser().parse(SENTENCES)
    assert together == [russian_parser().parse([sentence])[0] for sentence in SENTENCES]
    assert together == russian_parser().parse(SENTENCES[::-1])[::-1]


def test_an_empty_sentence_has_an_empty_parse() -> None:
    empty, full = russian_parser().parse([[], SENTENCES[1]])
    assert (empty.heads, len(full.heads)) == ([], 3)
    assert russian_parser().parse([]) == []


def test_subject_and_clause_are_found() -> None:
    (found,) = russian_parser().parse(SENTENCES[:1])
    assert (found.heads[0], found.relations[0]) == (1, "nsubj")
    assert (found.heads[5], found.relations[5]) == (1, "ccomp")
    assert found.tags[5].startswith("VERB|")
