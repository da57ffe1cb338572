"""document ─split→ sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.sentences.split import dateline_length, iter_paragraphs, split_many, split_sentences

UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def document(text: str, language: str = "en", regions: tuple[Region, ...] | None = None) -> Document:
    whole = (Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else ()
    return Document(
        text=text,
        title=None,
        outlet=None,
        url=None,
        authors=(),
        language=language,
        published=UNKNOWN,
        regions=whole if regions is None else regions,
        origin=(),
    )


def sentences_of(text: str, language: str = "en") -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(document(text, language), Settings()).records]


def test_a_paragraph_is_split_into_its_sentences() -> None:
    assert sentences_of("The harbour fell on Monday. The mayor, Ms. Arel, denied it.") == [
        "The harbour fell on Monday.",
        "The mayor, Ms. Arel, denied it.",
    ]


def test_blank_lines_end_a_sentence_without_a_full_stop() -> None:
    assert sentences_of("Harbour falls\n\nThe mayor denied it.") == ["Harbour falls", "The mayor denied it."]


def test_wrapped_lines_are_joined() -> None:
    text = "The harbour of the old\ntown was taken by the\nsecond regiment on\nMonday morning.\nNobody was hurt."
    assert sentences_of(text) == ["The harbour of the old\ntown was taken by the\nsecond regiment on\nMonday morning.", "Nobody was hurt."]


def test_single_line_ends_part_a_headline_from_its_text() -> None:
    assert sentences_of("Harbour taken by rebels\nGovernor says fighting goes on") == ["Harbour taken by rebels", "Governor says fighting goes on"]


@pytest.mark.parametrize(
    "dateline",
    [
        "ARVENNA, Norland, May 4, 2031 (Tarn Wire) - ",
        "ARVENNA — ",
        "Arvenna (tw), 4 May 2031 -- ",
        "ARVENNA/BELMORA, May 4 (Tarn) – ",
        "NEW ARVENNA (TW) — ",
        "May 4 (Tarn Wire) - ",
        "May 4, 2031 (Tarn Wire) — ",
        "4 May 2031 (Tarn Wire) - ",
    ],
)
def test_a_dateline_is_parted_from_the_sentence_behind_it(dateline: str) -> None:
    text = f"{dateline}Rebels left the harbour on Monday."
    assert dateline_length(text) == len(dateline)
    assert sentences_of(text) == [dateline.strip(), "Rebels left the harbour on Monday."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO — an alliance — met.",
        "The harbour (the old one) was taken - again.",
        "The mayor, who fled - or hid - is back.",
        "Well-known rebels left the harbour - all of them.",
        "ARVENNA fell on Monday - nobody knew.",
        "May 4 (a Sunday) was calm - at first.",
        "12 soldiers (all of one regiment) - the youngest 18 - left.",
        "Harbour falls",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert dateline_length(text) == 0


def test_chrome_is_never_split() -> None:
    text = "Read more\n\nThe harbour fell.\n\nLeave a reply"
    regions = (
        Region(start=0, end=9, kind=RegionKind.CHROME),
        Region(start=11, end=28, kind=RegionKind.BODY),
        Region(start=30, end=43, kind=RegionKind.CHROME),
    )
    found = split_sentences(document(text, regions=regions), Settings()).records
    assert [text[sentence.start : sentence.end] for sentence in found] == ["The harbour fell."]


def test_a_quote_region_inside_a_body_adds_no_second_reading() -> None:
    text = "The harbour fell. We will return."
    regions = (Region(start=0, end=33, kind=RegionKind.BODY), Region(start=18, end=33, kind=RegionKind.QUOTE))
    assert len(list(iter_paragraphs(document(text, regions=regions)))) == 1


def test_tokens_keep_the_words_of_the_report_where_a_headline_was_recased() -> None:
    text = "Northern Soldiers Flee To The Coast As Rebels Retake Harbour"
    (sentence,) = split_sentences(document(text), Settings()).records
    assert " ".join(token.text for token in sentence.tokens) == text
    root = next(token for token in sentence.tokens if token.head == token.index)
    assert (root.text, root.lemma, root.pos) == ("Flee", "flee", "VERB")


def test_children_and_heads_agree() -> None:
    for sentence in split_sentences(document("The state radio said that the ministry has confirmed that its troops left."), Settings()).records:
        for token in sentence.tokens:
            assert all(sentence.tokens[child].head == token.index for child in token.children)
            assert token.head == token.index or token.index in sentence.tokens[token.head].children


def test_languages_without_a_parser_get_words_without_a_tree() -> None:
    text = "Wojska opuściły miasto. Burmistrz temu zaprzeczył."
    found = split_sentences(document(text, "pl"), Settings()).records
    assert [text[sentence.start : sentence.end] for sentence in found] == ["Wojska opuściły miasto.", "Burmistrz temu zaprzeczył."]
    assert all(token.head == token.index and not token.relation for sentence in found for token in sentence.tokens)


def test_a_paragraph_of_inhuman_length_is_cut() -> None:
    found = split_sentences(document("word " * 20_000), Settings(max_sentence_tokens=100)).records
    assert sum(len(sentence.tokens) for sentence in found) == 20_000
    assert max(len(sentence.tokens) for sentence in found) <= 100 * 6


def test_one_word_of_a_hundred_thousand_letters() -> None:
    found = split_sentences(document("a" * 100_000), Settings()).records
    assert found[0].start == 0
    assert found[-1].end == 100_000


def test_text_past_the_limit_is_kept_out_and_an_issue_gives_the_span() -> None:
    text = "The harbour fell. " * 10
    found = split_sentences(document(text), Settings(max_extract_characters=50))
    assert max(sentence.end for sentence in found.records) <= 50
    (issue,) = found.issues
    assert (issue.code, issue.start, issue.end) == ("text-too-long", 50, len(text))


@pytest.mark.parametrize("text", ["", " \n\n \t ", "\u200b", "…", "\x00", "He said \ud800 so.", "\u202eabc\u202c", "| a | b |\n|---|---|\n| 1 | 2 |"])
def test_odd_texts_are_split_without_trouble(text: str) -> None:
    for sentence in split_sentences(document(text), Settings()).records:
        assert text[sentence.start : sentence.end].strip()


def test_many_documents_together_read_as_each_alone() -> None:
    documents = [document("The harbour fell on Monday."), document("Війська залишили місто.", "uk"), document(""), document("He said so.\n\nShe did not.")]
    assert split_many(documents, Settings()) == [split_sentences(one, Settings()) for one in documents]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_every_token_is_the_text_at_its_span(text: str) -> None:
    for sentence in split_sentences(document(text), Settings()).records:
        assert all(text[token.start : token.end].split() == token.text.split() for token in sentence.tokens)
        assert [token.start for token in sentence.tokens] == sorted(token.start for token in sentence.tokens)


def test_each_paragraph_is_parsed_in_its_own_language() -> None:
    text = "Війська відійшли з міста.\n\n«Мы были вынуждены отойти», — говорится в сообщении.\n\nThe army said on Sunday that its troops had left the town after heavy shelling."
    found = split_sentences(document(text, "uk"), Settings()).records
    assert [sentence.language for sentence in found] == [None, "ru", "en"]
    assert all(any(token.relation == "ROOT" for token in sentence.tokens) for sentence in found)
    assert all(text[token.start : token.end] == token.text for sentence in found for token in sentence.tokens)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_long_line_is_cut_and_keeps_its_offsets(language: str) -> None:
    text = "Війська зайшли в село, " * 500
    found = split_sentences(document(text, language), Settings(max_sentence_tokens=100)).records
    assert max(len(sentence.tokens) for sentence in found) <= 100
    assert "".join(text[token.start : token.end] for sentence in found for token in sentence.tokens) == "".join(text.split())


def test_slavic_documents_parsed_together_are_the_same_as_alone() -> None:
    documents = [document("Війська залишили місто.", "uk"), document("Войска вышли из города.", "ru"), document("Troops left the town.")]
    assert split_many(documents, Settings()) == [split_sentences(one, Settings()) for one in documents]
