"""Which recordings a claim rests on: video, photo, satellite imagery, audio.

The rule that must not be broken: a medium is named only when a word for it stands in the claim's sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.lexicon import forms

if TYPE_CHECKING:
    from reportedly.claims.assertion import ModalityWords
    from reportedly.claims.trigger import Trigger
    from reportedly.core.records import Attribution

KINDS = (("media_video", "video"), ("media_photo", "photo"), ("media_satellite", "satellite"), ("media_other", "recording"))


def read_media(trigger: Trigger, words: ModalityWords, chain: tuple[Attribution, ...]) -> tuple[str, ...]:
    """Kinds of media that the sentence, or the source of the claim, names; empty when there are none."""
    seen = {form for token in trigger.sentence.tokens for form in forms(token)}
    for attribution in chain:
        seen.update(word for span in attribution.source for word in span.text.lower().split())
    return tuple(kind for table, kind in KINDS if words.words.get(table, frozenset()) & seen)
