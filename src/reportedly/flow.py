"""The river as a tuple of steps: page ─read→ document ─split→ sentences ─find→ mentions ─find→ claims.

The rule that must not be broken: a step is a pure function of what earlier steps gave; it sees nothing else.
This is the one place where an unforeseen error is caught: it becomes an issue record, and the batch goes on.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportedly.claims.attribution import find_attributions
from reportedly.claims.claims import find_claims
from reportedly.claims.findings import find_findings
from reportedly.claims.glossing import gloss_sentences
from reportedly.claims.quantities import find_quantities
from reportedly.claims.worth import find_worth
from reportedly.core.day_range import DayRange
from reportedly.core.errors import GazetteerError, ModelError, PackError
from reportedly.core.ids import content_id
from reportedly.core.records import Document, Found, Issue, Page, Published, PublishedBasis, Reading, Region, RegionKind
from reportedly.core.settings import Settings
from reportedly.days.find import find_time_expressions
from reportedly.days.publication import infer_published
from reportedly.days.resolve import resolve_days
from reportedly.pages.read import read_document
from reportedly.places.find import find_place_names
from reportedly.places.resolve import resolve_places
from reportedly.sentences.quotations import find_quotations
from reportedly.sentences.split import split_many, split_sentences
from reportedly.speakers.actors import find_actors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.packs.load import Pack

ENGLISH = frozenset({"en"})
CYRILLIC = frozenset({"uk", "ru"})
ALL = ENGLISH | CYRILLIC


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``function`` is called with ``needs`` by name and gives ``Found(records)``, kept under ``gives``.

    ``languages`` are those it can read; elsewhere, and when it fails, what was known before stands in for its records, else ``()``.
    ``version`` goes up when the step's results change.
    """

    name: str
    function: Callable[..., Found[Any]]
    needs: tuple[str, ...]
    gives: str
    languages: frozenset[str] = ALL
    version: int = 1


GIVEN = ("page", "pack", "settings")
READ = Step("read document", read_document, GIVEN, "document")
WORTH = Step("find what is worth parsing", find_worth, ("document", "pack", "settings"), "worth", ENGLISH)
SPLIT = Step("split sentences", split_sentences, ("document", "settings", "worth"), "sentences")
AHEAD = (WORTH, SPLIT)
"""Run for several reports together, before the rest."""
RIVER: tuple[Step, ...] = (
    READ,
    WORTH,
    SPLIT,
    Step("find quotations", find_quotations, ("document", "sentences", "pack"), "quotations"),
    Step("find time expressions", find_time_expressions, ("document", "sentences", "pack"), "expressions"),
    Step("infer published", infer_published, ("document", "sentences", "expressions", "pack"), "published"),
    Step("resolve days", resolve_days, ("document", "sentences", "expressions", "published", "pack"), "days"),
    Step("find place names", find_place_names, ("document", "sentences", "pack", "settings"), "place_names"),
    Step("resolve places", resolve_places, ("document", "sentences", "place_names", "pack", "settings", "published"), "places"),
    Step("find actors", find_actors, ("document", "sentences", "quotations", "places", "pack"), "actors"),
    Step("gloss sentences", gloss_sentences, ("document", "sentences", "pack"), "glossed"),
    Step("find attributions", find_attributions, ("document", "sentences", "quotations", "actors", "pack", "glossed"), "attributions"),
    Step("find quantities", find_quantities, ("document", "sentences", "days", "pack"), "quantities"),
    Step(
        "find claims",
        find_claims,
        ("document", "sentences", "quotations", "published", "places", "days", "quantities", "actors", "attributions", "pack", "glossed"),
        "claims",
    ),
    Step(
        "find findings",
        find_findings,
        ("document", "sentences", "quotations", "published", "places", "days", "quantities", "actors", "attributions", "claims", "pack", "glossed"),
        "findings",
    ),
)


def read_page(page: Page, pack: Pack, settings: Settings | None = None) -> Reading:
    """One page down the river. Trouble with the data is in ``Reading.issues``; nothing is raised for it.

    Raises ``PackError``, ``GazetteerError`` or ``ModelError`` when the installation itself is at fault.
    """
    return read_pages([page], pack, settings)[0]


def read_pages(pages: Sequence[Page], pack: Pack, settings: Settings | None = None) -> list[Reading]:
    """As ``read_page``, for several pages whose sentences are parsed together: the same readings, sooner."""
    settings = settings or Settings()
    drafts = [_Draft(page=page, records={"page": page, "pack": pack, "settings": settings}) for page in pages]
    for draft in drafts:
        _run(READ, draft)
    read = [draft for draft in drafts if isinstance(draft.records[READ.gives], Document)]
    _split_together(read, settings)
    for draft in read:
        _begin(draft)
    # Step by step, not report by report: what a step looks at stays near the processor, which takes a sixth off the reading of headlines.
    for step in RIVER[1:]:
        for draft in read:
            _take(step, draft)
    return [_finish(draft) for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A reading in the making: what the steps gave so far, under the names they give, and what troubled them."""

    page: Page
    records: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)


def _split_together(drafts: list[_Draft], settings: Settings) -> None:
    """Sentences of all the drafts; when the joint parse fails, each draft's own step finds out whose fault it was."""
    for draft in drafts:
        draft.records[WORTH.gives] = None
        if draft.records[READ.gives].language in WORTH.languages:
            _run(WORTH, draft)  # a scan that fails leaves nothing out
    wanted = [draft for draft in drafts if draft.records[WORTH.gives] != ()]
    try:
        found = split_many([draft.records[READ.gives] for draft in wanted], settings, [draft.records[WORTH.gives] for draft in wanted])
    except (GazetteerError, PackError, ModelError):
        raise
    except Exception:  # noqa: BLE001  the step runs again by itself and names the error
        return
    for draft, sentences in zip(wanted, found, strict=True):
        draft.records[SPLIT.gives] = sentences.records
        draft.issues.extend(sentences.issues)


def _begin(draft: _Draft) -> None:
    """What is known before the steps that see sentences."""
    document = draft.records[READ.gives]
    draft.records["published"] = document.published
    draft.issues.extend(_language_issues(document))


def _take(step: Step, draft: _Draft) -> None:
    """One step down the river, where it is one for this report."""
    records = draft.records
    if records[READ.gives].language not in step.languages or records.get(WORTH.gives) == ():
        records.setdefault(step.gives, ())
    elif step not in AHEAD or step.gives not in records:
        _run(step, draft)


def _finish(draft: _Draft) -> Reading:
    """What the steps gave, as one record."""
    page, records, issues = draft.page, draft.records, draft.issues
    document = records[READ.gives]
    if not isinstance(document, Document):
        return unread_page(page, issues)
    return Reading(
        id=page.id or report_id(page, document),
        document=dataclasses.replace(document, published=records["published"]),
        attributions=records["attributions"],
        places=records["places"],
        days=records["days"],
        quantities=records["quantities"],
        actors=records["actors"],
        claims=records["claims"],
        findings=records["findings"],
        issues=tuple(issues),
    )


def report_id(page: Page, document: Document) -> str:
    """Hash of what makes a report itself: address (outlet and path where there is none), day of publication as given, text."""
    address = (page.url,) if page.url else (page.outlet, page.path)
    return content_id(*address, str(page.published or ""), document.text)


def _run(step: Step, draft: _Draft) -> None:
    """Keeps the step's records in the draft; when it failed, an issue, and what stood there before (the page's own day of publication), else ``()``."""
    try:
        found = step.function(**{need: draft.records[need] for need in step.needs})
    except (GazetteerError, PackError, ModelError):
        raise
    except Exception as error:  # noqa: BLE001  an unforeseen error in one report must not stop a batch
        draft.issues.append(Issue(code="step-failed", message=f"{step.name}: {type(error).__name__}: {error}"))
        draft.records.setdefault(step.gives, ())
    else:
        draft.issues.extend(found.issues)
        draft.records[step.gives] = found.records


def _language_issues(document: Document) -> tuple[Issue, ...]:
    """One issue where the language is not read."""
    if document.language in ALL or not document.text.strip():
        return ()
    message = f"expected a report in one of {', '.join(sorted(ALL))}, found {document.language or 'no language that could be told'}; no claims were read"
    return (Issue(code="language-unknown", message=message),)


def unread_page(page: Page, issues: Sequence[Issue]) -> Reading:
    """A report that could not be read: its clean text, if it had one, and why."""
    text = (page.text or "") if page.clean else ""
    document = Document(
        text=text,
        title=page.title,
        outlet=page.outlet,
        url=page.url,
        authors=page.authors,
        language=page.language,
        published=Published(days=DayRange(), basis=PublishedBasis.UNKNOWN, why="the report could not be read"),
        regions=(Region(start=0, end=len(text), kind=RegionKind.BODY),) if text else (),
        origin=(),
    )
    return Reading(
        id=page.id or report_id(page, document),
        document=document,
        attributions=(),
        places=(),
        days=(),
        quantities=(),
        actors=(),
        claims=(),
        findings=(),
        issues=tuple(issues),
    )
