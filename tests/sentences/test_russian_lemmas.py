"""Dictionary forms of Russian words."""

from __future__ import annotations

import pytest

from reportedly.sentences.russian_lemmas import russian_lemma


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("отошли", "VERB|Aspect=Perf|Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin", "отойти"),
        ("отошли", "VERB|Aspect=Perf|Mood=Imp|Number=Sing|VerbForm=Fin", "отослать"),
        ("освобождён", "VERB|Aspect=Perf|Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass", "освободить"),
        ("захваченного", "VERB|Aspect=Perf|Case=Gen|Tense=Past|VerbForm=Part|Voice=Pass", "захватить"),
        ("войск", "NOUN|Animacy=Inan|Case=Gen|Gender=Neut|Number=Plur", "войско"),
        ("Липовки", "PROPN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing", "Липовка"),
        ("Берёзовка", "PROPN|Animacy=Inan|Case=Nom|Gender=Fem|Number=Sing", "Березовка"),
        ("15", "NUM", "15"),
        ("—", "PUNCT", "—"),
    ],
)
def test_the_dictionary_form_agrees_with_the_tag(word: str, tag: str, lemma: str) -> None:
    assert russian_lemma(word, tag) == lemma
