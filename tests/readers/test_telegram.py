"""Chat exports, built to what Telegram Desktop writes (no Telegram here to write one)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportedly.core.settings import Settings
from reportedly.readers.choose import choose_reader, iter_reports
from reportedly.readers.seam import Intake, ReadOptions, source_of_bytes

MESSAGE: dict[str, Any] = {
    "id": 7,
    "type": "message",
    "date": "2031-05-02T02:30:00",
    "date_unixtime": "1935441000",
    "from": "Tarn Live",
    "from_id": "channel1234567",
    "text": ["The bridge is ", {"type": "bold", "text": "closed"}, ".\nSee ", {"type": "text_link", "text": "here", "href": "https://tarn.example/1"}],
    "text_entities": [
        {"type": "plain", "text": "The bridge is "},
        {"type": "bold", "text": "closed"},
        {"type": "plain", "text": ".\nSee "},
        {"type": "text_link", "text": "here", "href": "https://tarn.example/1"},
    ],
}


def export(*messages: dict[str, Any], **more: Any) -> bytes:
    chat = {"name": "Tarn Live", "type": "public_channel", "id": 1234567, **more, "messages": list(messages)}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def read(data: bytes, **limits: int) -> list[Intake]:
    return list(iter_reports(source_of_bytes("result.json", data), ReadOptions(settings=Settings(**limits), keep_bodies=True)))  # type: ignore[arg-type]


def message(number: int, text: Any = "Words.", **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "message", "date": "2031-05-02T12:00:00", "from": "Tarn Live", "text": text, **more}


def test_one_message_is_one_report() -> None:
    (intake,) = read(export(MESSAGE))
    page = intake.page
    assert (page.text, page.outlet, page.url, page.path) == ("The bridge is closed.\nSee here", "Tarn Live", None, "result.json#7")
    assert str(page.published) == "2031-05-01"  # in UTC, whatever the zone of who exported
    assert ("link", "https://tarn.example/1") in intake.notes
    assert intake.snapshot is not None
    assert json.loads(intake.snapshot.body or b"") == MESSAGE


def test_a_channel_with_a_name_has_addresses() -> None:
    first, second = read(export(message(7), message(8, reply_to_message_id=7), username="tarn_live"))
    assert (first.page.url, second.page.url) == ("https://t.me/tarn_live/7", "https://t.me/tarn_live/8")
    assert ("reply_to", "https://t.me/tarn_live/7") in second.notes


def test_whence_a_message_came_and_when_it_was_changed() -> None:
    (intake,) = read(export(message(7, forwarded_from="North Post", edited="2031-05-03T10:00:00", edited_unixtime="1935568800", media_type="video_file")))
    assert dict(intake.notes) == {"forwarded_from": "North Post", "edited": "2031-05-03T10:00:00Z", "sent": "2031-05-02T12:00:00", "media": "video_file"}


def test_a_hidden_origin_is_told() -> None:
    (intake,) = read(export(message(7, forwarded_from=None)))
    assert [issue.code for issue in intake.issues] == ["origin-hidden"]


def test_in_a_group_the_sender_is_the_author() -> None:
    (intake,) = read(export(message(7, **{"from": "Mara Venn"}), type="private_supergroup"))
    assert (intake.page.outlet, intake.page.authors) == ("Tarn Live", ("Mara Venn",))


def test_service_and_pictures_without_words_are_no_reports_and_a_poll_is_one() -> None:
    service = {"id": 1, "type": "service", "date": "2031-05-02T12:00:00", "actor": "Tarn Live", "action": "create_channel", "text": ""}
    poll = message(3, "", poll={"question": "Will it open?", "closed": False, "answers": [{"text": "Yes", "voters": 1}, {"text": "No", "voters": 2}]})
    assert [intake.page.text for intake in read(export(service, message(2, "", photo="photos/1.jpg"), poll))] == ["Will it open?\nYes\nNo"]


def test_a_whole_account() -> None:
    chats = [{"name": name, "type": "public_channel", "id": 1, "messages": [message(7, f"From {name}.")]} for name in ("One", "Two")]
    data = json.dumps({"about": "x", "personal_information": {"a": 1}, "contacts": {"list": [{"x": 1}]}, "chats": {"about": "y", "list": chats}}).encode()
    assert [(intake.page.outlet, intake.page.text) for intake in read(data)] == [("One", "From One."), ("Two", "From Two.")]


def test_an_export_that_breaks_off_gives_what_is_whole() -> None:
    data = export(*(message(number) for number in range(5)))
    intakes = read(data[:-200])
    assert [intake.readable for intake in intakes] == [True] * 4 + [False] or [intake.readable for intake in intakes] == [True] * 3 + [False]
    assert intakes[-1].issues[0].code == "container-broken"


@pytest.mark.parametrize("broken", [3, None, "words", []])
def test_what_is_no_message_is_told(broken: Any) -> None:
    intakes = read(export(message(1), broken, message(2)))
    assert [intake.readable for intake in intakes] == [True, False, True]


def test_ids_that_come_twice_are_two_reports() -> None:
    assert len(read(export(message(1, "One."), message(1, "Two.")))) == 2


def test_days_that_cannot_be() -> None:
    first, last = read(export(message(1, date="1970-01-01T00:00:00"), message(2, date_unixtime="4070908800")))
    assert [issue.code for intake in (first, last) for issue in intake.issues] == ["published-implausible"] * 2


def test_a_message_without_end_is_told() -> None:
    intakes = read(export(message(1), message(2, "x" * 500_000)), max_page_bytes=10_000)
    assert [intake.readable for intake in intakes] == [True, False]


def test_it_is_known_by_its_content() -> None:
    assert choose_reader(source_of_bytes("anything", export(MESSAGE))).name == "Telegram export"
    assert choose_reader(source_of_bytes("result.json", b'{"text": "words", "messages": 3}')).name == "JSON rows"
