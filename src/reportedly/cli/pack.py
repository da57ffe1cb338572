"""``reportedly pack``: what packs there are, what is in one, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.errors import ERROR, answers_errors
from reportedly.core.settings import Settings

pack_app = typer.Typer(help="Packs: places, speakers, words and anchors of one war.", no_args_is_help=True)
DEFAULT = Settings().pack
Name = Annotated[str, typer.Argument(metavar="[NAME|FOLDER]", help="An installed pack, or a pack's folder.", envvar="REPORTEDLY_PACK")]
Traceback = Annotated[bool, typer.Option("--traceback", help="On an error, show where in the program it came from.")]


@pack_app.command("list")
@answers_errors
def list_packs() -> None:
    """List the installed packs: name, version, title."""
    from reportedly.packs.load import find_packs, load_pack  # noqa: PLC0415

    for name in find_packs():
        pack = load_pack(name)
        typer.echo(f"{pack.name}  {pack.version}  {pack.title}")


@pack_app.command()
@answers_errors
def show(name: Name = DEFAULT, traceback: Traceback = False) -> None:  # noqa: ARG001
    """Show what is in a pack."""
    from reportedly.examples import find_examples  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    pack = load_pack(name)
    sides = ", ".join(side.code for side in pack.sides) or "none"
    typer.echo(f"{pack.title}\nname         {pack.name}\nversion      {pack.version}\nfingerprint  {pack.fingerprint}")
    typer.echo(f"sides        {sides}\nspeakers     {len(pack.speakers):,}\nanchors      {len(pack.anchors):,}")
    typer.echo(f"examples     {', '.join(find_examples(pack)) or 'none'}")


@pack_app.command()
@answers_errors
def check(name: Name = DEFAULT, traceback: Traceback = False) -> int:  # noqa: ARG001
    """Check a pack: every fault of its files, and whether it reads what its checks.toml says it must. Exit status 1 when there are faults."""
    from reportedly.flow import read_page  # noqa: PLC0415
    from reportedly.packs.check import check_pack  # noqa: PLC0415
    from reportedly.packs.load import load_pack  # noqa: PLC0415

    pack = load_pack(name)
    issues = check_pack(pack, read=lambda page: read_page(page, pack))
    for issue in issues:
        typer.echo(f"{issue.code}: {issue.message}")
    typer.echo(f"{pack.name} {pack.version}: {f'{len(issues)} faults' if issues else 'sound'}", err=bool(issues))
    return ERROR if issues else 0
