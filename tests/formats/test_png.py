"""Drawings as pixels."""

from __future__ import annotations

import builtins
import struct
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.core.errors import FormatError
from reportedly.formats.png import png_of, with_title, write_png

if TYPE_CHECKING:
    from pathlib import Path

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" font-family="sans-serif" font-size="12">\n<title>{title}</title>'
    '<rect width="30" height="10" fill="#b5483a"/><text x="10" y="40">{text}</text></svg>'
)


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_drawing_becomes_a_picture_twice_its_size_with_room_for_the_title() -> None:
    assert size(png_of(SVG.format(title="Ash", text="a"))) == (600, 172)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert png_of(SVG.format(title="Ash", text="a")) == png_of(SVG.format(title="Ash", text="a"))


@pytest.mark.parametrize("text", ["Harrow 100%", "Лиман їґ", "Ñö ș", "■ KA", "Ωραία"])
def test_letters_are_drawn(text: str) -> None:
    assert png_of(SVG.format(title="", text=text)) != png_of(SVG.format(title="", text=""))


def test_the_title_is_drawn_and_stays_escaped() -> None:
    assert png_of(SVG.format(title="Ash", text="")) != png_of(SVG.format(title="Oak", text=""))
    told = with_title(SVG.format(title="A &amp; B &lt;x&gt;", text=""))
    assert ">A &amp; B &lt;x&gt;</text>" in told


@pytest.mark.parametrize(
    "svg", ['<svg viewBox="0 0 9 9"><g><title>inner</title></g></svg>', "<svg><title>x</title></svg>", '<svg viewBox="0 0 9 9"/>', "no drawing"]
)
def test_a_drawing_without_a_title_of_its_own_is_left_as_it_is(svg: str) -> None:
    assert with_title(svg) == svg


@pytest.mark.parametrize("svg", ["", "no drawing", "<svg", "<html/>"])
def test_what_is_no_drawing_is_an_error(svg: str) -> None:
    with pytest.raises(FormatError, match="expected an SVG drawing"):
        png_of(svg)


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    write_png(SVG.format(title="Ash", text="a"), tmp_path / "a.png")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    with pytest.raises(FormatError, match="expected to write"):
        write_png(SVG.format(title="Ash", text="a"), tmp_path / "none" / "a.png")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormatError, match=r"reportedly\[png\]"):
        png_of(SVG.format(title="", text=""))
