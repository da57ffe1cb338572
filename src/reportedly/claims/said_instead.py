"""What is said in place of what is denied, as in 'The mayor denied it: "We hold the town"'.

The rule that must not be broken: without something denied before the colon, what stands behind it is what is denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.drafts import is_quote
from reportedly.sentences.tree import children

if TYPE_CHECKING:
    from reportedly.core.records import Sentence

DENIED = frozenset({"dobj", "ccomp"})
"""As what the denied thing hangs on the verb."""


def opening_instead(sentence: Sentence, denial: int) -> int | None:
    """Position of the colon behind which the denier's own words are quoted; ``None`` where the quoted words are themselves denied, or there are none."""
    tokens = sentence.tokens
    opening = next((index for index in range(denial + 1, len(tokens) - 1) if tokens[index].text == ":" and is_quote(tokens[index + 1].text)), None)
    if opening is None or not any(kid.index < opening for kid in children(sentence, denial, DENIED)):
        return None
    return opening
