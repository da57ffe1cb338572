"""A line of progress on standard error, on a terminal only: how much is done, how fast, how long it still takes.

The rule that must not be broken: time left is said only where the end is known, and from what was done in the last minute; else it says that the end
is unknown.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.progress import tell_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.text import Text

SAMPLES = 60
SECONDS_BETWEEN = 1.0
"""The pace is that of the last sixty samples, a second apart at least: models loading at the start are soon forgotten."""
FEW = 10
"""Below this many a second, a rate is shown with a decimal."""


class Sample(NamedTuple):
    """How far a run was at a moment (seconds of any clock); ``share`` is ``None`` where the end was not known."""

    moment: float
    done: int
    share: float | None


@dataclass(slots=True)
class Pace:
    """How fast a run is going."""

    samples: deque[Sample] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    latest: Sample | None = None

    def note(self, sample: Sample) -> None:
        """The run is this far now."""
        self.latest = sample
        if not self.samples or sample.moment - self.samples[-1].moment >= SECONDS_BETWEEN:
            self.samples.append(sample)

    def rate(self, now: float) -> float:
        """Things done a second; 0.0 before the first."""
        if self.latest is None or now <= self.samples[0].moment:
            return 0.0
        return (self.latest.done - self.samples[0].done) / (now - self.samples[0].moment)

    def seconds_left(self, now: float) -> float | None:
        """How long what is left takes at this pace; ``None`` where the end or the pace is not known."""
        if self.latest is None or self.latest.share is None:
            return None
        known = next((sample for sample in self.samples if sample.share is not None), None)
        if known is None or known.share is None or self.latest.share <= known.share or now <= known.moment:
            return None
        return (1 - self.latest.share) * (now - known.moment) / (self.latest.share - known.share)


def progress_words(pace: Pace, began: float, now: float, *, doing: str, what: str) -> str:
    """The words of the line.

    >>> pace = Pace()
    >>> pace.note(Sample(0.0, 0, 0.0)); pace.note(Sample(10.0, 200, 0.25))
    >>> progress_words(pace, 0.0, 10.0, doing="reading", what="reports")
    'reading 25 %, 0:00:30 left: 200 reports, 20 a second, 0:00:10 gone'
    >>> pace.note(Sample(20.0, 300, None))
    >>> progress_words(pace, 0.0, 20.0, doing="reading", what="reports")
    'reading, end unknown: 300 reports, 15 a second, 0:00:20 gone'
    """
    latest = pace.latest or Sample(now, 0, None)
    share = "" if latest.share is None else f" {100 * latest.share:.0f} %"
    rate = pace.rate(now)
    speed = f"{rate:,.0f}" if rate >= FEW else f"{rate:.1f}"
    left = pace.seconds_left(now)
    end = "end unknown" if latest.share is None else f"{_clock(left)} left" if left is not None else "time left not known yet"
    return f"{doing}{share}, {end}: {latest.done:,} {what}, {speed} a second, {_clock(now - began)} gone"


def is_seen(*, wanted: bool) -> bool:
    """Whether somebody sees a line of progress: it is wanted, and standard error is a terminal."""
    return wanted and sys.stderr.isatty()


@contextmanager
def show_progress(
    *,
    wanted: bool,
    total: int | Callable[[], int | None] | None = None,
    share: Callable[[int], float | None] | None = None,
    doing: str = "reading",
    what: str = "reports",
) -> Iterator[Callable[[int], None]]:
    """A function that takes the number done. It shows nothing when it is not wanted or nobody would see it.

    The end is known where ``total`` says how many there are (a function is asked only where somebody sees the answer), or ``share`` which share of all a
    number done is.
    """
    if not is_seen(wanted=wanted):
        yield tell_nobody
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    pace, began = Pace(), time.monotonic()

    class Words(ProgressColumn):
        def render(self, task: Task) -> Text:  # noqa: ARG002  the pace knows more than rich's task
            return Text(progress_words(pace, began, time.monotonic(), doing=doing, what=what), no_wrap=True, overflow="ellipsis")

    known = total() if callable(total) else total
    with Progress(SpinnerColumn(), BarColumn(bar_width=12), Words(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None)

        def advance(done: int) -> None:
            part = share(done) if share else (min(done / known, 1.0) if known else None)
            pace.note(Sample(time.monotonic(), done, part))
            progress.update(task, total=None if part is None else 1.0, completed=part or 0.0)

        advance(0)
        yield advance


def one_by_one(tell: Callable[[int], None]) -> Callable[[], None]:
    """A function to be called for each thing that is done, where ``tell`` takes how many are.

    >>> advance = one_by_one(print)
    >>> advance(); advance()
    1
    2
    """
    numbers = itertools.count(1)
    return lambda: tell(next(numbers))


def _clock(seconds: float | None) -> str:
    """Hours, minutes and seconds.

    >>> _clock(3725.4)
    '1:02:05'
    """
    whole = int(seconds or 0)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
