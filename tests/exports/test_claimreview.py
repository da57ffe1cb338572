from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
from tests.exports.made import claim, given, hop, hostile, written
from tests.exports.schemas import CLAIMREVIEW

from reportedly.core.entries import Judgement, JudgementKind
from reportedly.exports.claimreview import FIELDS, find_reviewed, write_claimreview


def verdict(word: str = "false", **changes: Any) -> Judgement:
    values = {"id": "j1", "kind": JudgementKind.VERDICT, "subject": "r1/0123456789abcdef", "by": "A. Checker", "why": "seen there", "since": None}
    return Judgement(**{**values, "object": word, **changes})


def reviews(*judgements: Judgement, claims: Any = None) -> list[dict[str, Any]]:
    with_ = given(judgements=judgements)
    document = json.loads(written(write_claimreview, find_reviewed(claims or [claim()], with_), with_))
    jsonschema.validate(document, CLAIMREVIEW)
    return list(document["@graph"])


def test_a_review() -> None:
    (review,) = reviews(
        verdict("mostly-false", why="see https://check.example/7. It fell later.", since=date(2023, 5, 9)), claims=[claim(chain=(hop("the mayor"),))]
    )
    assert review["url"] == "https://check.example/7"
    assert review["reviewRating"] == {"@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "Mostly false"}
    assert (review["author"]["name"], review["datePublished"], review["itemReviewed"]["author"]["name"]) == ("A. Checker", "2023-05-09", "the mayor")
    assert set(review) == {field.name for field in FIELDS}


def test_what_is_not_known_is_left_out() -> None:
    (review,) = reviews(verdict(), claims=[claim(url=None, title=None, outlet=None)])
    assert {"url", "datePublished"} & set(review) == set()
    assert {"author", "appearance"} & set(review["itemReviewed"]) == set()


def test_only_a_persons_verdict_gives_a_review() -> None:
    others = (
        verdict(by="reportedly/0.1.0"), verdict(subject="r9/0123456789abcdef"), verdict(kind=JudgementKind.COPY_OF, subject="r1", object="r2"),
    )  # fmt: skip
    with_ = given(judgements=others)
    assert list(find_reviewed([claim()], with_)) == []
    assert dict(with_.tally.left_out) == {"on which no person passed a verdict": 1}


def test_two_people_give_two_reviews_in_the_order_of_their_ids() -> None:
    found = reviews(verdict("true", id="j2", by="B. Other"), verdict("false", id="j1"))
    assert [review["author"]["name"] for review in found] == ["A. Checker", "B. Other"]


def test_hostile_texts_make_valid_reviews() -> None:
    claims = hostile()
    found = reviews(*(verdict(id=stored.testimony.id, subject=stored.testimony.id, why=stored.testimony.quote) for stored in claims), claims=claims)
    assert sorted(review["claimReviewed"] for review in found) == sorted(stored.testimony.quote for stored in claims)
