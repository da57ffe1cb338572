"""Glossing: Ukrainian and Russian sentences in English words on their own offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.glossing import gloss_sentences
from reportedly.core.day_range import DayRange
from reportedly.core.records import Document, Published, PublishedBasis, Region, RegionKind, Sentence
from reportedly.core.settings import Settings
from reportedly.packs.load import load_pack
from reportedly.sentences.split import split_sentences

PACK = load_pack(Settings().pack)
UNKNOWN = Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="not given")


def document_of(text: str, language: str) -> Document:
    regions = (Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else ()
    return Document(text=text, title=None, outlet=None, url=None, authors=(), language=language, published=UNKNOWN, regions=regions, origin=())


def glossed(text: str, language: str = "ru") -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    document = document_of(text, language)
    sentences = split_sentences(document, Settings()).records
    return sentences, gloss_sentences(document, sentences, PACK).records


def english(text: str, language: str = "ru") -> str:
    return " ".join(token.text for sentence in glossed(text, language)[1] for token in sentence.tokens if token.pos != "PUNCT").lower()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Войска отошли из города.", "troops withdraw from city"),
        ("ru", "По данным мэра, войска отошли.", "according to mayor troops withdraw"),
        ("ru", "Войска отойдут из города.", "troops will withdraw from city"),
        ("ru", "Генерал приказал войскам отойти.", "general order troops to withdraw"),
        ("ru", "Солдаты могут отойти из города.", "soldier may withdraw from city"),
        ("ru", "Солдаты не могут войти в город.", "soldier not can enter into city"),
        ("ru", "Город взят войсками.", "city was take by troops"),
        ("uk", "Війська відійшли з міста.", "troops withdraw from city"),
        ("uk", "За словами мера, війська відійшли.", "according to mayor troops withdraw"),
        ("uk", "Місто звільнено.", "city was release"),
    ],
)
def test_a_sentence_in_english_words(language: str, text: str, expected: str) -> None:
    assert english(text, language) == expected


def test_a_genitive_is_of_and_owners_of_talk_speak() -> None:
    assert "capture of city" in english("Захват города войсками.")
    assert "statement by minister" in english("Заявление министра удивило всех.")


def test_a_clause_without_a_verb_is_given_one() -> None:
    assert english("Город под контролем войск.") == "city is under control of troops"
    assert english("Известно, что город взят.").startswith("it is known that")


def test_what_is_hit_becomes_the_object() -> None:
    sentence = glossed("Войска ударили по мосту.")[1][0]
    bridge = next(token for token in sentence.tokens if token.lemma == "bridge")
    assert bridge.relation == "dobj"
    assert sentence.tokens[bridge.head].lemma in {"strike", "hit"}


def test_those_who_speak_by_their_place_become_the_subject() -> None:
    sentence = glossed("В штабе сообщили, что атака отбита.")[1][0]
    staff = next(token for token in sentence.tokens if token.lemma == "headquarters")
    assert (staff.relation, sentence.tokens[staff.head].lemma) == ("nsubj", "report")


def test_who_is_in_encirclement_is_encircled() -> None:
    sentence = glossed("Войска в окружении.")[1][0]
    assert [(token.lemma, token.relation) for token in sentence.tokens][:3] == [("troops", "nsubjpass"), ("in", "dep"), ("be", "auxpass")]


def test_a_fixed_phrase_is_one_verb() -> None:
    sentence = glossed("Солдаты взяли под контроль село.")[1][0]
    assert any(token.lemma == "capture" for token in sentence.tokens)


def test_who_is_encircled_is_the_patient() -> None:
    sentence = glossed("Гарнизон попал в окружение.")[1][0]
    garrison = next(token for token in sentence.tokens if token.lemma == "garrison")
    assert garrison.relation == "nsubjpass"


def test_names_keep_their_letters_and_sides_their_english_name() -> None:
    text = english("Российские войска вошли в Зареченск.")
    assert text == "russian troops enter into зареченск"


def test_english_passes_untouched() -> None:
    sentences, read = glossed("Troops withdrew from the town.", "en")
    assert all(own is same for own, same in zip(sentences, read, strict=True))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Как сообщили в штабе, по предварительным данным разведки, войска могут войти в город до конца мая."),
        ("uk", "У районах населених пунктів Берегове, Лозове та Степове відбито атаки, повідомили в Генштабі."),
        ("ru", "⚡️ Враг обстрелял село\n• погибли двое\n• ранены пятеро #война @channel"),
        ("uk", "УВАГА! ПОВІТРЯНА ТРИВОГА В МІСТІ"),
        ("ru", "| Город | Дата |\n|---|---|\n| Лозовая | 3 мая |"),
        ("uk", "«Ми», — сказав він, — «не підемо»."),
        ("ru", "— — — , , , ;"),
        ("ru", "\u200bВойска\u200b отошли \u202eиз города"),
    ],
)
def test_the_tree_is_sound_and_offsets_are_the_documents(language: str, text: str) -> None:
    for own, read in zip(*glossed(text, language), strict=True):
        check_tree(own, read, text)


def check_tree(own: Sentence, read: Sentence, text: str) -> None:
    tokens = read.tokens
    assert (own.start, own.end, own.index, own.kind) == (read.start, read.end, read.index, read.kind)
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    for token in tokens:
        assert own.start <= token.start <= token.end <= min(own.end, len(text))
        assert all(tokens[kid].head == token.index for kid in token.children)
        steps, above = 0, token
        while above.head != above.index:
            above = tokens[above.head]
            steps += 1
            assert steps <= len(tokens), "the tree has a circle"
    covered = {offset for token in tokens for offset in range(token.start, token.end)}
    assert {offset for token in own.tokens for offset in range(token.start, token.end)} <= covered


HEAP = """войска город взяли под контроль по данным штаба что не могут чтобы отойти , – « » сообщили в мэр и село около 5 тысяч солдат из-за со ссылкой на
как заявил он будет бы если прорвутся говорится заявлении удар мосту тогда известно 12 мая районе окружении согласно его словам её двоих"""
WORDS = st.sampled_from(HEAP.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_any_heap_of_words_keeps_a_sound_tree(words: list[str]) -> None:
    text = " ".join(words)
    for own, read in zip(*glossed(text, "ru"), strict=True):
        check_tree(own, read, text)
