"""What long work tells of how far it is, where nobody listens."""

from __future__ import annotations


def tell_nobody(*_told: object) -> None:
    """What is told goes nowhere: the default of every ``advance``."""
