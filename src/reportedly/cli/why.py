"""``reportedly why``: what one claim rests on, and what it moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.errors import answers_errors
from reportedly.cli.question import DEFAULT_DB, AsOf, Database, Output, RecordedBy, Traceback, open_ledger, read_day, read_moment
from reportedly.core.settings import Settings

if TYPE_CHECKING:
    from datetime import date, datetime

    from reportedly.ledger.ledger import Ledger
    from reportedly.packs.load import Pack

DEFAULTS = Settings()

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, REPORT/KEY, as `reportedly claims` shows it; both may be shortened.")]
Prior = Annotated[str | None, typer.Option(metavar="FILE", help="Who held what before, as for `reportedly holds`.")]
PackName = Annotated[str, typer.Option(envvar="REPORTEDLY_PACK", help="Pack: a name (reportedly pack list) or a folder.")]


@answers_errors
def why(
    claim: ClaimId,
    db: Database = DEFAULT_DB,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    prior: Prior = None,
    pack: PackName = DEFAULTS.pack,
    output: Output = "-",
    traceback: Traceback = False,  # noqa: ARG001  read by answers_errors
) -> None:
    """Explain one claim: on whose word, for or against whose interest, copied from where, who else tells of it, who disputes it, what belief it moved.

    The grade is the Admiralty code's: a letter for the source's record with the number of news it rests on, a figure for the claim by what others say.
    """
    known, recorded = read_day(as_of, "--as-of"), read_moment(recorded_by, "--recorded-by")
    from reportedly.formats.output import open_output  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    with open_ledger(db) as ledger, open_output(output) as stream:
        stream.writelines(f"{line}\n" for line in _lines(ledger, load_pack(pack), claim, known, recorded, prior))


def _lines(ledger: Ledger, pack: Pack, name: str, as_of: date | None, recorded_by: datetime | None, prior: str | None) -> list[str]:
    from reportedly.beliefs.control import two_sides  # noqa: PLC0415
    from reportedly.beliefs.prior import read_prior  # noqa: PLC0415
    from reportedly.formats.claim_report import claim_text  # noqa: PLC0415
    from reportedly.holds import explain_claim, weigh_ledger  # noqa: PLC0415
    from reportedly.ledger.questions import Question  # noqa: PLC0415
    from reportedly.witnesses import Witnesses  # noqa: PLC0415

    witnesses = Witnesses(ledger, pack, Question(as_of=as_of, recorded_by=recorded_by))
    testimony = witnesses.find(ledger.claim_id(name))
    held = read_prior(Path(prior), two_sides(pack)) if prior else ()
    weighing = weigh_ledger(ledger, as_of=as_of, recorded_by=recorded_by, prior=held, families=witnesses.families, pack=pack)
    return claim_text(testimony, witnesses, explain_claim(weighing, testimony, as_of))
