"""A pack's places joined with a user's, kept beside the user's file: joining 200,000 places takes ten seconds, reading them back less than one.

The file is named after the gazetteer and the pack (``own.sqlite.NAME.index``) and may be deleted at any time: it is made again.

The rule that must not be broken: what is read back is what joining would give; a file of another state, version or pack, or damaged, is not
read, and one that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import os
from importlib.metadata import version
from typing import TYPE_CHECKING

from reportedly.places.name_index import FAST, NameIndex, index_key, recall, store

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".index"


def cache_key(pack_key: str, user: Path) -> str:
    """What the joined places are kept under: the pack's key, the bytes of the user's file, and the version of the engine that joins them."""
    return index_key(pack_key.encode("ascii"), version("reportedly").encode("utf-8"), user.read_bytes())


def cache_path(user: Path, pack_name: str) -> Path:
    """Where the joined places of the pack and the user's file are kept."""
    return user.with_name(f"{user.name}.{pack_name}{SUFFIX}")


def read_cache(path: Path, key: str) -> tuple[NameIndex, list[str], list[str]] | None:
    """The index, the pack's own lines with the user's among them, and all others; None where they must be made."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    read = recall(data, key)
    return (read[0], read[1][0], read[1][1]) if read is not None and len(read[1]) == 2 else None


def write_cache(path: Path, key: str, index: NameIndex, own: list[str], others: list[str]) -> bool:
    """Put the joined places there, whole or not at all; False where the folder cannot be written to."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(store(key, index, own, others, level=FAST))
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
