"""Full-text search over titles and texts: FTS5 in SQLite, tsvector in PostgreSQL, one way to ask.

The rule that must not be broken: what a person types is data; no character of it reaches the store as syntax.

A question is words and "phrases", all of which must occur; a word that ends in ``*`` stands for every word that begins so. Case and accents do not count.
A Cyrillic word outside a phrase stands for all its case forms, and for what else begins with the letters that they share.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.core.errors import LedgerError
from reportedly.ledger import schema
from reportedly.speakers.word_keys import is_cyrillic, shared_beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

PART = 200_000
"""Characters a row of words: PostgreSQL takes 1 MB of distinct words at most in one."""
_WANTED = re.compile(r'"([^"]*)"?|(\S+)')
_AROUND = ".,;:!?()[]«»“”„'’"
_WORD = re.compile(r"[^\W_]{1,100}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; ``is_prefix`` lets the last go on."""

    words: tuple[str, ...]
    is_prefix: bool = False


def parse_question(question: str) -> tuple[Phrase, ...]:
    """The phrases that must all occur. Raises ``LedgerError`` when there is no word in the question."""
    phrases = []
    for match in _WANTED.finditer(question):
        piece = match[1] if match[1] is not None else match[2]
        is_begun = match[1] is None and piece.endswith("*")
        beginning = None if match[1] is not None or is_begun or not is_cyrillic(piece) else shared_beginning(piece.strip(_AROUND))
        words = words_of(beginning or piece)
        if words:
            phrases.append(Phrase(words, is_prefix=is_begun or beginning is not None))
    if not phrases:
        message = f'expected words to look for, found {question!r}; as in: withdraw* "water supply"'
        raise LedgerError(message)
    return tuple(phrases)


def words_of(text: str) -> tuple[str, ...]:
    """The words as both stores know them: small letters without accents, at most 100 letters long; a longer one counts as several."""
    small = text.lower()
    if not small.isascii():
        small = "".join(letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter))
    return tuple(_WORD.findall(small))


def add_words(connection: Connection, texts: Sequence[tuple[int, str, str]]) -> None:
    """Make texts findable: number, title, text."""
    if not texts:
        return
    if connection.dialect.name == "sqlite":
        rows = [{"text": text, "title": _spaced(title), "body": _spaced(body)} for text, title, body in texts]
        connection.execute(sa.text(f"INSERT INTO {schema.WORDS}(rowid, title, text) VALUES (:text, :title, :body)"), rows)  # noqa: S608  a constant
        return
    rows = [
        {"text": text, "part": number, "words": _spaced(f"{title if not start else ''} {body[start : start + PART]}")}
        for text, title, body in texts
        for number, start in enumerate(range(0, max(len(body), 1), PART))
    ]
    connection.execute(sa.text(f"INSERT INTO {schema.WORDS}(text, part, words) VALUES (:text, :part, to_tsvector('simple', :words))"), rows)  # noqa: S608


def remove_words(connection: Connection, text: int, title: str, body: str) -> None:
    """Make a text not findable; SQLite must be told the words it had."""
    if connection.dialect.name == "sqlite":
        statement = f"INSERT INTO {schema.WORDS}({schema.WORDS}, rowid, title, text) VALUES ('delete', :text, :title, :body)"  # noqa: S608
        connection.execute(sa.text(statement), {"text": text, "title": _spaced(title), "body": _spaced(body)})
        # 'delete' only marks the words; merging all segments into one leaves them out.
        connection.execute(sa.text(f"INSERT INTO {schema.WORDS}({schema.WORDS}) VALUES ('optimize')"))  # noqa: S608
    else:
        connection.execute(sa.text(f"DELETE FROM {schema.WORDS} WHERE text = :text"), {"text": text})  # noqa: S608


def answers(phrases: Sequence[Phrase], text: str) -> bool:
    """Whether every phrase occurs in the text; true where there are none."""
    words = words_of(text) if phrases else ()
    return all(_occurs(phrase, words) for phrase in phrases)


def _occurs(phrase: Phrase, words: tuple[str, ...]) -> bool:
    length, last = len(phrase.words), phrase.words[-1]
    for start in range(len(words) - length + 1):
        if words[start : start + length - 1] == phrase.words[:-1]:
            found = words[start + length - 1]
            if found == last or (phrase.is_prefix and found.startswith(last)):
                return True
    return False


def texts_with(question: str, *, is_sqlite: bool) -> sa.Select[tuple[int]]:
    """The numbers of the texts that answer the question, as a question of its own."""
    phrases = parse_question(question)
    if is_sqlite:
        found = sa.text(f"SELECT rowid AS text FROM {schema.WORDS} WHERE {schema.WORDS} MATCH :words")  # noqa: S608
        words = " AND ".join('"' + " ".join(phrase.words) + '"' + ("*" if phrase.is_prefix else "") for phrase in phrases)
    else:
        found = sa.text(f"SELECT text FROM {schema.WORDS} WHERE words @@ to_tsquery('simple', :words)")  # noqa: S608
        words = " & ".join(
            " <-> ".join(f"'{word}'" + (":*" if phrase.is_prefix and word is phrase.words[-1] else "") for word in phrase.words) for phrase in phrases
        )
    columns = found.bindparams(words=words).columns(text=sa.BigInteger)
    return sa.select(columns.subquery("found").c.text)


def _spaced(text: str) -> str:
    return " ".join(words_of(text))
