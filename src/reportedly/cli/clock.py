"""The hour, for whoever is given it: the one place that asks."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """This computer's clock, in UTC."""

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(tz=UTC)

    def sleep(self, seconds: float) -> None:
        """Comes back after that many seconds."""
        time.sleep(max(0.0, seconds))
