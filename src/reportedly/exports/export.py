"""claims ─write→ a file in one of the forms: complete, or not there.

The rule that must not be broken: claims go through one at a time, in the order the ledger gives them; nothing else decides what a file holds.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reportedly.core.errors import FormatError
from reportedly.core.progress import tell_nobody
from reportedly.exports.acled import write_acled
from reportedly.exports.claimreview import find_reviewed, write_claimreview
from reportedly.exports.datasette import write_datasette, write_metadata
from reportedly.exports.events import iter_events
from reportedly.exports.flat import write_flat
from reportedly.exports.forms import EVENT_FORMS, FILES_ONLY, SHEETS, Form, Per
from reportedly.exports.ftm import write_ftm, write_statements
from reportedly.exports.geojson import write_geojson
from reportedly.exports.given import Given, Tally, counted
from reportedly.exports.parquet import write_parquet
from reportedly.exports.plover import write_plover
from reportedly.exports.timemap import write_timemap
from reportedly.exports.ucdp import write_ucdp
from reportedly.formats.output import PARTIAL, check_target, open_output
from reportedly.ledger.store import APPLICATION_ID, APPLICATION_ID_AT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.exports.events import Event, Together
    from reportedly.ledger.stored import StoredClaim

    Writer = Callable[[Iterable[StoredClaim], IO[str], Given], None]
    EventWriter = Callable[[Iterable[Event], IO[str], Given], None]
    FileWriter = Callable[[Iterable[StoredClaim], Path, Given], None]

WRITERS: dict[Form, Writer] = {
    Form.CSV: write_flat,
    Form.GEOJSON: write_geojson,
    Form.FTM: write_ftm,
    Form.FTM_STATEMENTS: write_statements,
}
EVENT_WRITERS: dict[Form, EventWriter] = {
    Form.ACLED: write_acled,
    Form.UCDP: write_ucdp,
    Form.PLOVER: write_plover,
    Form.TIMEMAP: write_timemap,
}
FILE_WRITERS: dict[Form, FileWriter] = {Form.PARQUET: write_parquet, Form.DATASETTE: write_datasette}


def export(
    claims: Iterable[StoredClaim],
    form: Form,
    output: str,
    given: Given,
    *,
    together: Together | None = None,
    advance: Callable[[int], None] = tell_nobody,
) -> Tally:
    """Write the claims, and say how many had a row in the form and why others had none. ``output`` is a file, or ``-`` for a form that is text.

    ``together`` says which claims tell of one happening: a form of events has a row for each of those; without it, one for each claim.
    A ClaimReview is written only where a person passed a verdict: without one there is no file. Raises ``FormatError`` where the form cannot go there.
    """
    check_request(form, output, spreadsheet_safe=given.spreadsheet_safe, full_text=given.text_of is not None)
    coming = counted(claims, given.tally, advance)
    if form is Form.CLAIMREVIEW:
        reviewed = list(find_reviewed(coming, given))  # as many as people found time for
        if reviewed:
            with open_output(output) as stream:
                write_claimreview(reviewed, stream, given)
    elif form in FILE_WRITERS:
        with _open_file(output) as path:
            FILE_WRITERS[form](coming, path, given)
        if form is Form.DATASETTE:
            write_metadata(metadata_path(output), Path(output).stem)
    elif form in EVENT_WRITERS:
        with open_output(output) as stream:
            EVENT_WRITERS[form](iter_events(coming, together), stream, given)
    else:
        with open_output(output) as stream:
            WRITERS[form](coming, stream, given)
    return given.tally


def check_request(form: Form, output: str, *, spreadsheet_safe: bool, full_text: bool, per: Per | None = None) -> None:
    """Raise ``FormatError`` for what cannot be asked of the form."""
    if form in FILES_ONLY and (output == "-" or output.endswith(".gz")):
        message = f"expected a file for {form.value}, found {'standard output' if output == '-' else output}; name one with --output FILE"
        raise FormatError(message)
    if spreadsheet_safe and form not in SHEETS:
        message = f"expected --spreadsheet-safe with a form that spreadsheets open ({', '.join(sorted(SHEETS))}), found {form.value}"
        raise FormatError(message)
    if per is Per.HAPPENING and form not in EVENT_FORMS:
        message = f"expected --per happening with a form of events ({', '.join(sorted(EVENT_FORMS))}), found {form.value}"
        raise FormatError(message)
    if full_text and form is not Form.DATASETTE:
        message = f"expected --full-text with datasette, the one form with room for it, found {form.value}"
        raise FormatError(message)


def metadata_path(output: str) -> Path:
    """Where the metadata of a Datasette file goes: ``war.metadata.json`` beside ``war.db``."""
    return Path(output).with_suffix(".metadata.json")


@contextmanager
def _open_file(output: str) -> Iterator[Path]:
    """The path to write to: ``NAME.partial``, which gets its name when all of it is written."""
    target = Path(output)
    check_target(target, APPLICATION_ID.to_bytes(4, "big"), at=APPLICATION_ID_AT, found="a ledger")  # an earlier export is a database, too
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)
    yield partial
    partial.replace(target)
