"""One page, HTML or text: what is read when no container is recognised.

The rule that must not be broken: any bytes give one intake or a ``PageError`` that says what they are.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.readers.seam import Inside, Intake, Reader, ReadOptions, Source, read_bytes, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_one_page(source: Source, options: ReadOptions, inside: Inside) -> Iterator[Intake]:  # noqa: ARG001  a page holds nothing but itself
    """The one report. Raises ``PageError`` for what is no text or too large."""
    data = source.read_whole(options.settings.max_page_bytes)
    found = read_bytes(data, options, url=source.url, content_type=source.content_type)
    page = found.records if source.url else dataclasses.replace(found.records, path=source.name)
    media_type = source.content_type or ("text/html" if page.html is not None else "text/plain")
    snapshot = snapshot_of(data, options, media_type=media_type, url=source.url, retrieved=source.retrieved)
    yield Intake(page=page, issues=found.issues, snapshot=snapshot)


READER = Reader("page", False, lambda source: True, read_one_page)  # noqa: ARG005, FBT003
