"""Store the index of names beside each shipped pack's places, so that it is read instead of made at every start.

    python tools/build_place_index.py            writes the files that are not fresh
    python tools/build_place_index.py --check    exit 1 when one is not what a build gives

Run it after each change of a pack's places, of ``world.tsv.gz`` or of how names are folded: a stale index is never read, which only costs time.
The rule that must not be broken: the same places give the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

from reportedly.packs.load import load_pack  # noqa: E402
from reportedly.places.gazetteer import INDEX, pack_index  # noqa: E402

PACKS = ("russia_ukraine_2022",)


def main(arguments: list[str]) -> int:
    """Build, then write or compare. What is compared is the content: the bytes of the compression are zlib's affair."""
    stale = False
    for name in PACKS:
        path = ROOT / "src/reportedly_packs" / name / INDEX
        built = pack_index(load_pack(name))
        if path.is_file() and gzip.decompress(path.read_bytes()) == gzip.decompress(built):
            continue
        stale = True
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)} is not what tools/build_place_index.py builds; run it and commit the file")
        else:
            path.write_bytes(built)
            print(f"{path.relative_to(ROOT)}: {len(built):,} bytes")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
