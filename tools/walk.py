"""Shows one stage of the river for one report, a line a record: ``python tools/walk.py REPORT STAGE``.

REPORT is a file or the name of an example; STAGE one of those listed by ``--help``. The tutorial walks with it, and so can you with your own page.

The rule that must not be broken: it shows what the public function ``reportedly.read`` gives, and nothing made up for show.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import reportedly
except ModuleNotFoundError as error:
    if error.name != "reportedly":
        raise
    sys.exit("walk.py: this Python has no reportedly; run: make setup && source .venv/bin/activate")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly import Reading

WIDTH = 72
BROKEN_PIPE = 141


def main() -> int:
    """Prints the stage."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("report", help="a file, or the name of an example")
    parser.add_argument("stage", choices=STAGES, help="what to show")
    arguments = parser.parse_args()
    path = Path(arguments.report)
    try:
        reading = reportedly.read(path if path.exists() else reportedly.find_example(arguments.report))
    except reportedly.ReportedlyError as error:
        print(f"walk.py: {arguments.report} is no file here; {error}" if not path.exists() else f"walk.py: {error}", file=sys.stderr)
        return 1
    try:
        print("\n".join(STAGES[arguments.stage](reading)), flush=True)
    except BrokenPipeError:
        # The reader went away (| head). What is still in the buffer goes nowhere, so that the interpreter's last flush is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return 0


def regions(reading: Reading) -> Iterator[str]:
    """What each stretch of the page is."""
    for region in reading.document.regions:
        yield f"{region.start:5}..{region.end:<5} {region.kind:11} {_short(reading.document.text[region.start : region.end])}"


def published(reading: Reading) -> Iterator[str]:
    """The day of publication, with its proof."""
    yield f"{reading.document.published.days} ({reading.document.published.basis}): {reading.document.published.why}"


def days(reading: Reading) -> Iterator[str]:
    """Time expressions with the days they may mean."""
    for day in reading.days:
        yield f"{_short(day.text, 40):41} {day.kind:9} {day.days!s:23} {day.basis:11} {day.anchor or ''}".rstrip()


def places(reading: Reading) -> Iterator[str]:
    """Place mentions with the places they were resolved to."""
    for mention in reading.places:
        place = mention.place
        answer = f"{place.name} ({place.kind}, {place.admin1 or place.country}) by {mention.basis}" if place else f"{len(mention.candidates)} candidates"
        yield f"{mention.text:16} {mention.status:10} {answer}"


def actors(reading: Reading) -> Iterator[str]:
    """Who acts and who speaks."""
    for actor in reading.actors:
        yield f"{_short(actor.text, 40):41} {actor.kind:13} {actor.side or '-':4} {actor.actor_id or ''}".rstrip()


def attributions(reading: Reading) -> Iterator[str]:
    """Source, act, content; what stands in another's content is set in."""
    depth: dict[str | None, int] = {None: -1}
    for attribution in reading.attributions:
        depth[attribution.id] = depth.get(attribution.parent, -1) + 1
        source = " … ".join(span.text for span in attribution.source) or f"({attribution.source_kind})"
        content = " … ".join(span.text for span in attribution.content)
        yield f"{'  ' * depth[attribution.id]}{source} | {attribution.act} | {_short(content)}"


def claims(reading: Reading) -> Iterator[str]:
    """Claims, with whose word they rest on and why they have their day."""
    for claim in reading.claims:
        said = " > ".join(claim.said_by) or "own voice"
        yield f"{claim.id:4} {'+' if claim.positive else '-'}{claim.event:10} {claim.mode:9} {claim.certainty:9} {said:10} {_short(claim.quote, 60)}"
        yield f"       {claim.day.days}: {claim.day.why}"


def findings(reading: Reading) -> Iterator[str]:
    """What a copy desk would query."""
    for finding in reading.findings:
        yield f"{finding.kind:20} {finding.message}" + (f" → {finding.suggestion}" if finding.suggestion else "")


STAGES: dict[str, Callable[[Reading], Iterator[str]]] = {
    stage.__name__: stage for stage in (regions, published, days, places, actors, attributions, claims, findings)
}


def _short(text: str, width: int = WIDTH) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
