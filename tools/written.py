"""Files that tools derive: written, or held against what is checked in.

The rule that must not be broken: a check changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_or_check(target: Path, text: str, tool: str, *, check: bool) -> int:
    """Writes the text, or says whether it stands there; the exit status: 1 where a check finds other text."""
    if check:
        fresh = target.exists() and target.read_text(encoding="utf-8") == text
        if not fresh:
            print(f"{target.name} is not what tools/{tool} builds; run it and commit the file")
        return 0 if fresh else 1
    target.write_text(text, encoding="utf-8")
    print(f"{target.name}: {len(text):,} characters")
    return 0
