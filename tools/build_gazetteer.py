"""Build the gazetteers: the pack's places and the engine's small world. Run with the ``gazetteer`` dependency group installed.

    python tools/build_gazetteer.py            writes both files
    python tools/build_gazetteer.py --check    exit 1 when a checked-in file is not what a build gives

The rule that must not be broken: the same packages give the same bytes.
Columns are described in src/reportedly/places/gazetteer.py.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.gazetteer.pack_rows import pack_rows  # noqa: E402
from tools.gazetteer.sources import read_cities, read_codifier, read_countries, read_divisions  # noqa: E402
from tools.gazetteer.world_rows import capital_ids, world_rows  # noqa: E402

PACK = ROOT / "src/reportedly_packs/russia_ukraine_2022/places.tsv.gz"
WORLD = ROOT / "src/reportedly/places/world.tsv.gz"
CAPITALS = ROOT / "src/reportedly/places/capitals.txt"
COLUMNS = ("id", "code", "kind", "precision", "country", "admin1", "admin2", "latitude", "longitude", "population", "name", "local", "aliases")


def write(rows: list[tuple[str, ...]]) -> bytes:
    """The rows as a table in gzip with no time stamp."""
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    return gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)


def _plain(data: bytes) -> bytes:
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def main(arguments: list[str]) -> int:
    """Build, then write or compare."""
    cities = read_cities()
    divisions = read_divisions(cities)
    countries = read_countries()
    built = {PACK: write(pack_rows(read_codifier(), cities, divisions)), WORLD: write(world_rows(cities, divisions, countries))}
    built[CAPITALS] = "".join(f"{identifier}\n" for identifier in capital_ids(cities, countries)).encode()
    stale = [path for path, data in built.items() if not path.exists() or _plain(path.read_bytes()) != _plain(data)]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what tools/build_gazetteer.py builds; run it and commit the file")
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(built[path])
    for path, data in built.items():
        print(f"{path.relative_to(ROOT)}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
