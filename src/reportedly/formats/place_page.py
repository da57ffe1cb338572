"""One name's explanation ─draw→ one self-contained HTML page: the decision, its context, every candidate with what speaks for it.

The rule that must not be broken: it shows the numbers of the explanation and works out none; the name is hostile input, as in ``html``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.formats.html import page_head, page_tail, template

if TYPE_CHECKING:
    from reportedly.places.explain import Considered, Explained

SHOWN = 0.005  # share from which an unlisted place is told


def to_place_page(explained: Explained) -> str:
    """The whole page; one without candidates says so."""
    body = template("place.html").render(
        name=explained.name,
        decision=explained.decision,
        spellings=explained.spellings,
        context=explained.context,
        home_share=None if explained.home_share is None else f"{explained.home_share:.0%}",
        unlisted=f"{explained.unlisted:.0%}" if explained.unlisted >= SHOWN else "",
        candidates=[_candidate(one) for one in explained.considered],
    )
    return page_head(f"Why this place: {explained.name}") + body + "\n" + page_tail()


def _candidate(one: Considered) -> dict[str, Any]:
    place = one.place
    return {
        "id": place.id,
        "name": place.name,
        "where": ", ".join(unit for unit in (place.admin2, place.admin1, place.country) if unit and unit != place.name),
        "letters": f"{one.basis}, {one.sureness:.0%} sure",
        "logit": f"{one.logit:.1f}",
        "share": f"{one.share:.0%}",
        "parts": [(what, f"{worth:+.1f}") for what, worth in one.parts],
    }
