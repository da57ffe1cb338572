"""The river as a tuple of steps: page ─read→ document ─split→ sentences ─find→ mentions ─find→ claims.

The rule that must not be broken: a step is a pure function of what earlier steps gave; it sees nothing else.
This is the one place where an unforeseen error is caught: it becomes an issue record, and the batch goes on.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.claims.attribution import find_attributions
from reportedly.claims.claims import find_claims
from reportedly.claims.findings import find_findings
from reportedly.claims.quantities import find_quantities
from reportedly.core.day_range import DayRange
from reportedly.core.errors import ModelError, PackError
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
from reportedly.sentences.split import split_sentences
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

    ``languages`` are those it can read; elsewhere, and when it fails, ``()`` stands in for its records.
    ``version`` goes up when the step's results change.
    """

    name: str
    function: Callable[..., Found[Any]]
    needs: tuple[str, ...]
    gives: str
    languages: frozenset[str] = ALL
    version: int = 1


GIVEN = ("page", "pack", "settings")
RIVER: tuple[Step, ...] = (
    Step("split sentences", split_sentences, ("document", "settings"), "sentences"),
    Step("find quotations", find_quotations, ("document", "sentences", "pack"), "quotations"),
    Step("find time expressions", find_time_expressions, ("document", "sentences", "pack"), "expressions"),
    Step("infer published", infer_published, ("document", "sentences", "expressions", "pack"), "published"),
    Step("resolve days", resolve_days, ("document", "sentences", "expressions", "published", "pack"), "days"),
    Step("find place names", find_place_names, ("document", "sentences", "pack"), "place_names"),
    Step("resolve places", resolve_places, ("document", "sentences", "place_names", "pack"), "places"),
    Step("find actors", find_actors, ("document", "sentences", "quotations", "places", "pack"), "actors", ENGLISH),
    Step("find attributions", find_attributions, ("document", "sentences", "quotations", "actors", "pack"), "attributions", ENGLISH),
    Step("find quantities", find_quantities, ("document", "sentences", "days", "pack"), "quantities", ENGLISH),
    Step(
        "find claims",
        find_claims,
        ("document", "sentences", "quotations", "published", "places", "days", "quantities", "actors", "attributions", "pack"),
        "claims",
        ENGLISH,
    ),
    Step(
        "find findings",
        find_findings,
        ("document", "sentences", "quotations", "published", "places", "days", "quantities", "actors", "attributions", "claims", "pack"),
        "findings",
        ENGLISH,
    ),
)


def read_page(page: Page, pack: Pack, settings: Settings | None = None) -> Reading:
    """One page down the river. Trouble with the data is in ``Reading.issues``; nothing is raised for it.

    Raises ``PackError`` or ``ModelError`` when the installation itself is at fault.
    """
    settings = settings or Settings()
    state: dict[str, Any] = {"page": page, "pack": pack, "settings": settings}
    issues: list[Issue] = []
    document = _run(Step("read document", read_document, GIVEN, "document"), state, issues)
    if not isinstance(document, Document):
        return unread_page(page, issues)
    state |= {"document": document, "published": document.published}
    if document.language not in ALL:
        issues.append(_unknown_language(document))
    elif document.language not in ENGLISH:
        message = f"claims are read in {', '.join(sorted(ENGLISH))}; in {document.language!r} only places and days are"
        issues.append(Issue(code="language-partial", message=message))
    for step in RIVER:
        known = document.language in step.languages
        state[step.gives] = _run(step, state, issues) if known else state.get(step.gives, ())
    if not isinstance(state["published"], Published):
        state["published"] = document.published
    return Reading(
        id=page.id or report_id(page, document),
        document=dataclasses.replace(document, published=state["published"]),
        attributions=state["attributions"],
        places=state["places"],
        days=state["days"],
        quantities=state["quantities"],
        actors=state["actors"],
        claims=state["claims"],
        findings=state["findings"],
        issues=tuple(issues),
    )


def report_id(page: Page, document: Document) -> str:
    """Hash of what makes a report itself: address (or outlet), day of publication as given, text."""
    address = page.url or page.outlet
    return content_id(address, str(page.published or ""), document.text)


def _run(step: Step, state: dict[str, Any], issues: list[Issue]) -> Any:
    """The step's records; ``()`` and an issue when it failed."""
    try:
        found = step.function(**{need: state[need] for need in step.needs})
    except (PackError, ModelError):
        raise
    except Exception as error:  # noqa: BLE001  an unforeseen error in one report must not stop a batch
        issues.append(Issue(code="step-failed", message=f"{step.name}: {type(error).__name__}: {error}"))
        return ()
    issues.extend(found.issues)
    return found.records


def _unknown_language(document: Document) -> Issue:
    message = f"expected a report in one of {', '.join(sorted(ALL))}, found {document.language or 'no language that could be told'}; no claims were read"
    return Issue(code="language-unknown", message=message)


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
