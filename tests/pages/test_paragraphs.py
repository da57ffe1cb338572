from __future__ import annotations

import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.paragraphs import read_paragraphs


def paragraphs(body: str) -> tuple[str, ...]:
    return read_paragraphs(trafilatura.load_html(f"<html><body>{body}</body></html>"))


def test_blocks_are_cut_and_inline_marks_are_not() -> None:
    assert paragraphs("<p>One <b>bold</b> word.</p>Bare text<br>after a break<ul><li>an item</li></ul>") == (
        "One bold word.",
        "Bare text",
        "after a break",
        "an item",
    )


def test_menus_and_what_nobody_sees_are_left_out() -> None:
    hidden = "<nav>Home</nav><script>x</script><p hidden>a</p><p style='display: none'>b</p><!-- c --><footer>d</footer><p><a href='/'>Read on</a></p>"
    assert paragraphs(f"{hidden}<p>The <a href='/'>mayor</a> spoke at noon.</p>") == ("The mayor spoke at noon.",)


def test_a_paragraph_is_kept_once() -> None:
    assert paragraphs("<p>The same words.</p><p>The same words.</p>") == ("The same words.",)


def test_deep_nesting_is_no_trouble() -> None:
    assert paragraphs("<div>" * 150 + "Deep down." + "</div>" * 150) == ("Deep down.",)


@given(st.lists(st.text(alphabet="abc def", min_size=1, max_size=20).filter(str.strip), max_size=8))
def test_every_paragraph_is_there(texts: list[str]) -> None:
    wanted = dict.fromkeys(" ".join(text.split()) for text in texts)
    assert paragraphs("".join(f"<p>{text}</p>" for text in texts)) == tuple(wanted)
