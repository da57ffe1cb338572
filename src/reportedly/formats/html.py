"""reading ─draw→ one self-contained HTML page: the report with every claim, source, place, day and finding marked, and notes beside it.

The rule that must not be broken: a report is hostile input. Every word of it goes through the escaping templates, links are http or https,
the page forbids itself scripts and everything from elsewhere, and it is whole without either.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.core.ids import content_id
from reportedly.core.records import RegionKind, SourceKind
from reportedly.formats.marks import MarkKind, Segment, find_pieces
from reportedly.formats.words import ACT_WORDS, ReadingWords, hop_in_words, visible

if TYPE_CHECKING:
    from jinja2 import Template

    from reportedly.core.records import Claim, Finding, Reading

# Controls that would turn lines round, or that HTML forbids, are shown as a mark that cannot.
_SHOWN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298), 65534, 65535), "�")
_TAGS = {RegionKind.HEADLINE: "h2", RegionKind.SUBHEADING: "h3"}
_LABELLED = (MarkKind.TRIGGER, MarkKind.FINDING)


@dataclass(frozen=True, slots=True)
class Card:
    """One claim beside the text."""

    number: int
    facts: tuple[tuple[str, str], ...]
    what: str
    sure: str
    chain: tuple[tuple[str, str, bool], ...]
    quote: str


def to_html(reading: Reading) -> str:
    """One whole page for one report."""
    return page_head(visible(reading.document.title or "")) + to_article(reading) + page_tail()


def page_head(title: str = "") -> str:
    """The page up to its first report."""
    css = files("reportedly.formats").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return template("head.html").render(title=title.translate(_SHOWN), css=Markup(css), digest=digest) + "\n"  # noqa: S704  our own style sheet


def page_tail() -> str:
    """The page after its last report."""
    return template("tail.html").render() + "\n"


def to_article(reading: Reading) -> str:
    """The part of the page that is one report."""
    words = ReadingWords(reading)
    prefix = f"r{content_id(reading.id, length=8)}-"
    cards = [_card(words, number, claim) for number, claim in enumerate(reading.claims, 1)]
    pieces = find_pieces(reading)
    rows: list[dict[str, Any]] = []
    waiting = list(zip(reading.claims, cards, strict=True))
    waiting.sort(key=lambda pair: pair[0].trigger.start, reverse=True)
    for piece in pieces:
        beside: list[Card] = []
        while waiting and waiting[-1][0].trigger.start < piece.end:
            beside.append(waiting.pop()[1])
        segments = [_segment(segment) for segment in piece.segments]
        rows.append({"tag": _TAGS.get(piece.kind, "p"), "kind": str(piece.kind), "segments": segments, "cards": beside})
    return (
        template("article.html").render(
            words=words,
            document=reading.document,
            rows=rows,
            rest=[card for _, card in reversed(waiting)],
            findings=[_finding(words, number, finding) for number, finding in enumerate(reading.findings, 1)],
            issues=reading.issues,
            prefix=prefix,
            language=reading.document.language or "",
            link=_link(reading.document.url),
        )
        + "\n"
    )


def shown(text: str) -> str:
    """The text with controls that a page must not obey made visible."""
    return text.translate(_SHOWN)


def _segment(segment: Segment) -> dict[str, Any]:
    kinds = sorted({str(mark.kind) for mark in segment.marks})
    notes = dict.fromkeys(mark.note for mark in segment.marks if mark.kind is not MarkKind.CLAIM)
    labels = [mark for mark in segment.ends if mark.kind in _LABELLED]
    return {
        "text": shown(segment.text),
        "classes": " ".join(kinds),
        "note": " · ".join(notes),
        "labels": [{"finding": mark.kind is MarkKind.FINDING, "number": mark.number, "note": mark.note} for mark in labels],
    }


def _card(words: ReadingWords, number: int, claim: Claim) -> Card:
    who, to_whom = words.who(claim), words.to_whom(claim)
    facts = (
        ("who", f"{who} → {to_whom}" if who and to_whom else who),
        ("to whom", "" if who else to_whom),
        ("how many", words.many(claim)),
        ("where", words.where(claim)),
        ("when", "" if claim.day.days.is_open else words.when(claim)),
        ("control", words.control(claim)),
        ("shown in", ", ".join(claim.media)),
        ("against interest", words.against_interest(claim)),
    )
    hops = [words.attributions[key] for key in claim.said_by if key in words.attributions]
    chain = tuple((hop_in_words(hop).removesuffix(f" ({ACT_WORDS[hop.act]})"), ACT_WORDS[hop.act], hop.source_kind is SourceKind.NAMED) for hop in hops)
    return Card(number, tuple((name, value) for name, value in facts if value), words.what(claim), words.sure(claim), chain, visible(claim.quote))


def _finding(words: ReadingWords, number: int, finding: Finding) -> dict[str, Any]:
    return {
        "number": number,
        "kind": str(finding.kind),
        "message": visible(finding.message),
        "suggestion": visible(finding.suggestion) if finding.suggestion is not None else "",
        "contexts": [words.context(span.start, span.end, 48) for span in finding.spans[:3]],
        "more": max(0, len(finding.spans) - 3),
    }


def _link(url: str | None) -> str:
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def template(name: str) -> Template:
    """The escaping template of this name."""
    return _environment().get_template(name)


@functools.cache
def _environment() -> Environment:
    loader = PackageLoader("reportedly.formats", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = shown
    return environment
