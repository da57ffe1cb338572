"""Limits and choices, passed in as one frozen value. The environment is read in ``cli/`` alone."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a caller may set. The defaults are the ones that ``docs/reference/settings.md`` lists."""

    pack: str = "russia_ukraine_2022"
    """Name of the installed pack, or a pack's folder."""
    gazetteer: str | None = None
    """File of a user's own gazetteer (``reportedly gazetteer add``), which is joined with the pack's places."""
    max_page_bytes: int = 32 * MEBIBYTE
    """A page larger than this is not read at all; an issue says so."""
    max_extract_characters: int = 1_000_000
    """Text past this is kept whole, but nothing is extracted from it; an issue gives the span."""
    max_sentence_tokens: int = 400
    """Longer "sentences" (a table, 10 MB in one line) are cut at this many tokens before parsing: the parser's memory and time grow with it."""
    fast: bool = False
    """Parse only sentences that a cheap scan finds worth it (an event word and signs of war): for streams of which most is about something else."""
    fetch_seconds: float = 20.0
    """All told, redirects included, for one URL."""
    max_redirects: int = 5
    """How many an address may go through."""
    allow_private_addresses: bool = True
    """False forbids fetching from loopback and private networks (a server that fetches what a visitor pastes)."""
