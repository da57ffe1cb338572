"""What stands before every route: headers, names, origins, sizes, rates; ETags, gzip; judgements for whoever has the token."""

from __future__ import annotations

import gzip
import json
import sqlite3
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.desk.conftest import TOKEN, running

from reportedly.desk.conditional import Kept, Made, pack, tag_of
from reportedly.desk.desk import DeskSettings, token_matches
from reportedly.desk.guard import CONTENT_SECURITY_POLICY
from reportedly.desk.limits import MOST_VISITORS, Buckets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk.conftest import Running

MISREAD = {"kind": "retracted", "subject": "strike-1", "by": "A. Checker", "why": "looked", "since": "2022-12-01"}


@pytest.fixture
def judged(copied: str, tmp_path: Path) -> Iterator[Running]:
    """A desk that may be judged at, with small limits."""
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html><title>Desk</title><script src=desk.js></script>", encoding="utf-8")
    (page / "desk.js").write_text("'use strict';\n" * 200, encoding="utf-8")
    (page / "secret.py").write_text("no", encoding="utf-8")
    (tmp_path / "outside.js").write_text("no", encoding="utf-8")
    settings = DeskSettings(
        token=TOKEN, max_read_bytes=5000, max_read_characters=1000, page_folder=page, request_burst=400, max_export_rows=3, seconds_between_looks=0.2
    )
    with running(copied, settings) as found:
        yield found


def test_every_answer_has_the_headers_that_keep_the_page_to_itself(desk: Running) -> None:
    for path in ("/", "/api/about", "/api/nothing", "/api/claims?limit=0", "/api/events-no", "/api/export.csv?place=Lyman"):
        headers = desk.get(path).headers
        assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        assert "set-cookie" not in headers
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self';")


@pytest.mark.parametrize("path", ["/api/about", "/api/places", "/api/claims", "/api/reports?q=troops", "/api/runs?each=1", "/api/openapi.json"])
def test_who_has_the_answer_gets_none(desk: Running, path: str) -> None:
    first = desk.get(path)
    if path == "/api/openapi.json":
        assert first.status_code == 200
        return
    tag = first.headers["etag"]
    assert not tag.startswith("W/")
    again = desk.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert desk.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert desk.get(f"{path}{'&' if '?' in path else '?'}as_of=2022-10-01").headers["etag"] != tag


def test_packed_and_plain_answers_are_one_text_under_two_tags(desk: Running) -> None:
    packed = desk.get("/api/places")
    plain = desk.get("/api/places", headers={"Accept-Encoding": "identity"})
    refused = desk.get("/api/places", headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert packed.content == plain.content == refused.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
    for tag in (packed.headers["etag"], plain.headers["etag"]):
        assert desk.get("/api/places", headers={"If-None-Match": tag}).status_code == 304


def test_head_is_get_without_a_body(desk: Running) -> None:
    answer = desk.client.head(f"{desk.address}/api/about")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]


def test_a_name_that_was_pointed_at_this_computer_is_refused(desk: Running) -> None:
    for host in ("evil.example", "evil.example:80", "", "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "a@b"):
        assert desk.get("/api/about", headers={"Host": host}).status_code == 421, host
    for host in ("localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "192.0.2.7"):
        assert desk.get("/api/about", headers={"Host": host}).status_code == 200, host


def test_judgements_need_the_token(judged: Running) -> None:
    about = judged.json("/api/about")
    assert about["may_judge"]
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": f"Basic {TOKEN}"}, {"Cookie": f"token={TOKEN}"}):
        answer = judged.post("/api/judgements", json=MISREAD, headers=headers)
        assert answer.status_code == 401, headers
        assert answer.headers["www-authenticate"] == "Bearer"
    assert judged.json("/api/about")["tip"] == about["tip"]
    made = judged.post("/api/judgements", json=MISREAD, headers={"Authorization": f"Bearer {TOKEN}"})
    assert made.status_code == 201, made.text
    assert made.json()["subject"] == "strike-1"
    assert judged.json("/api/about")["tip"] != about["tip"]
    assert {one["subject"] for one in judged.json("/api/judgements")["items"]} == {"strike-1", "strike-2"}
    assert "strike-1" not in {one["report"] for one in judged.json("/api/claims?limit=200")["items"]}


def test_a_foreign_page_cannot_judge(judged: Running) -> None:
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert judged.post("/api/judgements", json=MISREAD, headers={**authorized, **headers}).status_code == 403, headers
        assert judged.post("/api/read", json={"text": "Snow fell."}, headers=headers).status_code == 403
    form = judged.post("/api/judgements", data={"kind": "retracted"}, headers=authorized)
    assert form.status_code == 422
    ours = {"Origin": judged.address, "Sec-Fetch-Site": "same-origin"}
    assert judged.post("/api/judgements", json=MISREAD, headers={**authorized, **ours}).status_code == 201


def test_a_judgement_on_what_is_not_there_is_refused(judged: Running) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for asked, status in (({"subject": "nobody"}, 404), ({"why": " "}, 400), ({"kind": "verdict", "object": "perhaps"}, 400), ({"kind": "no-kind"}, 422)):
        answer = judged.post("/api/judgements", json={**MISREAD, **asked}, headers=headers)
        assert answer.status_code == status, answer.text
        assert answer.json()["type"].startswith("urn:reportedly:")


def test_without_a_token_nobody_judges(desk: Running) -> None:
    for given in ("None", "null", "-"):
        assert desk.post("/api/judgements", json=MISREAD, headers={"Authorization": f"Bearer {given}"}).status_code == 403
    assert not token_matches(None, "")
    assert not token_matches(TOKEN, "")
    assert token_matches(TOKEN, TOKEN)


def test_sqlite_refuses_what_the_desk_would_write(desk: Running) -> None:
    if not desk.desk.ledger.store.is_sqlite:
        pytest.skip("PostgreSQL keeps its own promise: questions run in read-only transactions")
    with desk.desk.ledger.store.engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM judgement")


def test_what_is_too_large_is_refused_before_it_is_held(judged: Running) -> None:
    assert judged.post("/api/read", json={"text": "a" * 6000}).status_code == 413
    assert judged.post("/api/read", json={"text": "a" * 1001}).status_code == 413
    assert judged.post("/api/read", content=(b"a" * 1000 for _ in range(100)), headers={"Content-Type": "application/json"}).status_code == 413
    assert judged.post("/api/judgements", json={**MISREAD, "why": "a" * 20_000}).status_code == 422
    assert judged.get(f"/api/reports?q={'a' * 20_000}").status_code == 414
    assert judged.get("/api/export.csv").status_code == 413


def test_who_asks_too_often_is_told_to_wait(copied: str) -> None:
    with running(copied, DeskSettings(requests_a_second=0.2, request_burst=10)) as found:
        answers = [found.get("/api/nothing") for _ in range(20)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert refused
        assert int(refused[0].headers["retry-after"]) >= 1
        assert refused[0].json()["type"] == "urn:reportedly:too-many-requests"


def test_buckets_fill_with_time_and_forget() -> None:
    buckets = Buckets(2, 3)
    assert [buckets.wait("a", 0.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("b", 0.0) == 0
    assert buckets.wait("a", 0.5) == 0
    for number in range(MOST_VISITORS + 5):
        buckets.wait(f"visitor {number}", 1.0)
    assert len(buckets._left) == MOST_VISITORS


def test_the_page_is_served_by_name_and_nothing_else_is(judged: Running) -> None:
    index = judged.get("/")
    assert index.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Desk" in index.text
    script = judged.get("/desk.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert judged.get("/desk.js", headers={"If-None-Match": script.headers["etag"]}).status_code == 304
    for path in ("/secret.py", "/../outside.js", "/%2e%2e/outside.js", "/..%2foutside.js", "/.hidden.js", "/page", "//etc/passwd", "/desk.js/"):
        request = httpx.Request("GET", judged.address)
        request.url = httpx.URL(judged.address).copy_with(raw_path=path.encode())
        assert judged.client.send(request).status_code == 404, path


def test_without_a_built_page_a_plain_one_says_how_to_build_it(desk: Running) -> None:
    answer = desk.get("/")
    assert answer.status_code == 200
    assert "make desk" in answer.text
    assert "<script" not in answer.text


def test_a_new_entry_makes_old_answers_old(judged: Running, copied: str) -> None:
    before = judged.get("/api/claims").headers["etag"]
    judged.post("/api/judgements", json=MISREAD, headers={"Authorization": f"Bearer {TOKEN}"})
    again = judged.get("/api/claims", headers={"If-None-Match": before})
    assert again.status_code == 200
    assert again.headers["etag"] != before
    with sqlite3.connect(copied) as connection:
        assert connection.execute("SELECT count(*) FROM judgement").fetchone() == (2,)


def test_events_tell_that_there_is_news(judged: Running) -> None:
    with judged.client.stream("GET", f"{judged.address}/api/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = (line for line in answer.iter_lines() if line.startswith("data: "))
        first = json.loads(next(lines).removeprefix("data: "))
        assert first["new"] == 0
        assert first["reports"] >= 15
        judged.post("/api/judgements", json=MISREAD, headers={"Authorization": f"Bearer {TOKEN}"})
        told = next(lines)
        assert json.loads(told.removeprefix("data: ")) != first


def test_kept_answers_are_bounded() -> None:
    kept = Kept(most=100)
    for number in range(50):
        kept.put(str(number), Made(b"a" * 20, None))
    assert sum(kept.get(str(number)) is not None for number in range(50)) == 5
    kept.put("large", Made(b"a" * 60, None))
    assert kept.get("large") is None
    made = pack(b"snow " * 1000)
    assert made.packed is not None
    assert gzip.decompress(made.packed) == made.plain
    assert tag_of("a", "bc") != tag_of("ab", "c")
