"""Search, filters, dropped reports, the keyboard alone, and reports that would do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desk.conftest import HOSTILE, SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Dialog
    from tests.desk.conftest import Running
    from tests.desk_browser.conftest import Reader

PASTED = "Russian troops have left Snihurivka, the Ukrainian general staff said on 10 November 2022. Up to 200 soldiers were captured, it claimed."


def test_search_finds_words_and_keeps_them_in_the_address(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/reports")
    reader.page.locator(".entries > li").first.wait_for()
    everything = reader.page.locator(".entries > li").count()
    reader.page.get_by_label("Words in title or text").fill("Kherson")
    reader.until("() => location.hash.includes('q=Kherson')")
    reader.page.get_by_text("Also called so").wait_for()
    reader.until("all => document.querySelectorAll('.entries > li').length < all", everything)
    found = reader.page.locator(".entries h3").all_inner_texts()
    assert found
    reader.page.reload()
    reader.until("count => document.querySelectorAll('.entries > li').length === count", len(found))
    assert reader.page.locator(".entries h3").all_inner_texts() == found
    assert reader.trouble() == []


def test_search_finds_a_place_in_any_alphabet_and_asks_about_a_slip(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/reports")
    reader.page.get_by_label("Words in title or text").fill("Красный Лиман")
    reader.page.locator(".also a", has_text="Lyman").click()
    reader.page.get_by_role("heading", name="Who says what").wait_for()
    reader.visit("#/reports?q=Kramatrosk")
    reader.page.get_by_text("Did you mean").wait_for()
    assert "Kramatorsk" in reader.page.locator(".also").inner_text()
    reader.visit("#/claims?place=Лиман")
    reader.page.locator(".entries > li").first.wait_for()
    assert reader.trouble() == []


def test_filters_of_claims_sit_in_the_address(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/claims")
    reader.page.get_by_label("Event").select_option("withdraw")
    reader.until("() => location.hash.includes('event=withdraw')")
    reader.page.get_by_role("searchbox", name="Place").fill("Lyman")
    reader.until("() => location.hash.includes('place=Lyman')")
    reader.until(
        "() => [...document.querySelectorAll('.entries > li')].length > 0 && [...document.querySelectorAll('.entries > li')].every(row => row.innerText.includes('Lyman'))"
    )
    link = reader.page.get_by_role("link", name="CSV")
    with reader.page.expect_download() as download:
        link.click()
    assert "withdraw" in download.value.path().read_text(encoding="utf-8")
    reader.page.get_by_role("link", name="Happenings").click()
    assert "event=withdraw" in reader.page.url
    assert reader.trouble() == []


def test_a_pasted_report_is_read_and_not_stored(desk: Running, sit_down: Callable[..., Reader]) -> None:
    before = desk.json("/api/about")["counts"]
    reader = sit_down(desk)
    reader.visit("#/drop")
    reader.page.get_by_label("Text of the report").fill(PASTED)
    reader.page.get_by_role("button", name="Read it").click()
    reader.page.locator(".note").first.wait_for()
    assert "Snihurivka" in reader.page.locator(".notes").first.inner_text()
    assert reader.page.locator(".words .trigger").first.inner_text() == "left"
    assert "general staff" in reader.page.locator(".drawn-chain").first.inner_text()
    assert desk.json("/api/about")["counts"] == before
    assert reader.page.get_by_text("Addresses are not fetched here").is_visible()
    assert reader.trouble() == []


def test_a_dropped_file_is_read(desk: Running, sit_down: Callable[..., Reader], tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(
        f"<html><head><title>A page</title></head><body><article><h1>A page</h1><p>{PASTED}</p><p>{PASTED}</p></article></body></html>", encoding="utf-8"
    )
    reader = sit_down(desk)
    reader.visit("#/drop")
    reader.page.locator("input[type=file]").set_input_files(str(file))
    reader.page.locator(".note").first.wait_for()
    assert reader.trouble() == []
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 2_000_000)
    reader.page.locator("input[type=file]").set_input_files(str(large))
    assert "KiB" in reader.page.get_by_role("alert").inner_text()


def test_claims_light_up_their_words(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/report/liman-left")
    reader.page.locator(".note .label").first.click()
    lit = reader.page.locator(".words .lit").all_inner_texts()
    assert any("Lyman" in words for words in lit)
    assert any("ministry" in words for words in lit)
    reader.visit("#/report/liman-copy")
    reader.page.get_by_text("Another report of the same words was public first").wait_for()


def test_an_edited_report_shows_its_difference(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/report/izium")
    assert "Nobody was hurt." in reader.page.locator(".difference .came").all_inner_texts()[0]
    assert reader.page.get_by_text("cd" * 32).count() == 1


def test_by_keyboard_alone(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/map?on=2022-10-01")
    reader.page.locator(".place-rows a").first.wait_for()
    keyboard = reader.page.keyboard
    keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        keyboard.press("Tab")
        if reader.page.evaluate("document.activeElement.innerText?.includes('Lyman') && document.activeElement.tagName === 'A'"):
            break
    else:
        raise AssertionError("Tab never came to a place")
    keyboard.press("Enter")
    reader.page.get_by_role("heading", name="Who says what").wait_for()
    assert reader.page.evaluate("document.activeElement.id") == "main"
    # Into a report by one of its marks.
    for _ in range(40):
        keyboard.press("Tab")
        if reader.page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    else:
        raise AssertionError("Tab never came to a mark")
    keyboard.press("Enter")
    reader.page.locator(".reading").wait_for()
    assert reader.trouble() == []


def test_hostile_reports_change_nothing(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    reader.page.on("dialog", note)
    for report in HOSTILE:
        reader.visit("#/reports")
        title = (report.title or "").split("\u202e")[0].strip()
        link = reader.page.locator(".entries h3 a", has_text=title[:60]).first
        link.click()
        reader.page.locator(".reading").wait_for()
        shown = reader.page.locator("main").inner_text()
        assert title[:60] in shown
        assert reader.page.locator("main script, main img, main iframe").count() == 0
    reader.visit("#/report/hostile-script")
    assert SCRIPT in reader.page.locator("h1").inner_text()
    assert SCRIPT in reader.page.locator(".reading").inner_text()
    for where in ("#/map", "#/claims", "#/sources", f"#/reports?q={SCRIPT}", f"#/place/{SCRIPT}", f"#/{SCRIPT}", f"#/claims?place={SCRIPT}&from={SCRIPT}"):
        reader.page.goto(f"{desk.address}/{where}")
        reader.page.wait_for_timeout(200)
        assert reader.page.locator("main script, main img, main iframe").count() == 0
    assert asked == []
    # A place of that name is not in the ledger: the browser notes the 404.
    reader.expected = ("404", "400")
    assert reader.trouble() == []


def test_a_long_report_is_shown_bit_by_bit(desk: Running, sit_down: Callable[..., Reader]) -> None:
    reader = sit_down(desk)
    reader.visit("#/report/hostile-long")
    more = reader.page.get_by_role("button", name="more paragraphs")
    more.wait_for()
    before = reader.page.locator(".row").count()
    assert before <= 121
    more.click()
    reader.until("before => document.querySelectorAll('.row').length > before", before)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.trouble() == []
