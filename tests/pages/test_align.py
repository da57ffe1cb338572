from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.align import align, whole

PIECES = st.lists(
    st.sampled_from(
        [
            "army ",
            "left",
            " town",
            "&amp;",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<",
            ">",
            "&",
            "é",
            "&eacute;",
            "\n",
            ". ",
            "İ",
        ]
    ),
    max_size=40,
)


def test_a_paragraph_with_a_link_and_an_entity() -> None:
    page = "<p>The army <a href='x'>left</a> the caf&eacute; in <b>Oldmark</b>.</p>"
    text = "The army left the café in Oldmark."
    runs = align(text, page)
    assert [text[run.clean : run.clean + run.length] for run in runs] == ["The army", "left", "the", "in", "Oldmark", "."]


def test_scripts_and_comments_are_no_text() -> None:
    page = "<script>var a = 'The army left the town';</script><!-- The army left the town --><p>The army left the town</p>"
    (run,) = align("The army left the town", page)
    assert run.page == page.rindex("The army")


def test_the_menu_does_not_win_over_the_article() -> None:
    page = "<li>Army</li><li>Town</li><p>Army leaves town at last.</p>"
    (run,) = align("Army leaves town at last.", page)
    assert run.page == page.index("Army leaves")


def test_what_is_not_in_the_page_has_no_run() -> None:
    assert align("entirely other words here", "<p>The army left.</p>") == ()
    assert align("", "<p>x</p>") == ()


@given(PIECES, PIECES)
def test_runs_are_true_and_in_order(page_pieces: list[str], text_pieces: list[str]) -> None:
    page, text = "".join(page_pieces), "".join(text_pieces)
    end = 0
    for run in align(text, page):
        assert page[run.page : run.page + run.length] == text[run.clean : run.clean + run.length]
        assert run.length > 0
        assert run.clean >= end
        end = run.clean + run.length


def test_the_map_of_a_text_that_is_its_page() -> None:
    assert whole("") == ()
    assert whole("abc")[0].length == 3
