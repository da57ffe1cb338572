"""One tree of errors, small, and drawn as it is."""

from __future__ import annotations

import inspect
import re

from reportedly.core import errors
from reportedly.core.errors import ReportedlyError

OWN = [thing for _, thing in inspect.getmembers(errors, inspect.isclass) if thing.__module__ == errors.__name__]


def test_all_hang_on_one_root() -> None:
    assert all(issubclass(error, ReportedlyError) for error in OWN)
    assert len(OWN) <= 10


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = {match[2]: len(match[1]) // 4 for match in re.finditer(r"^([│├└─ ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)}
    depth = {error.__name__: len(error.__mro__) - len(ReportedlyError.__mro__) for error in OWN}
    assert drawn == depth


def test_every_error_says_what_it_is() -> None:
    assert [error.__name__ for error in OWN if not error.__doc__] == []
