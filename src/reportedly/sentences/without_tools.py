"""spaCy without its command line tools, which are a quarter of what importing it costs (training, packaging, downloads).

``import spacy`` brings them in for one function, ``spacy.info``. Here that function brings them in itself, when it is called.

The rule that must not be broken: whoever imports spaCy elsewhere finds all of it, whether before this or after.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

TOOLS = "spacy.cli"
WANTED = f"{TOOLS}.info"


def import_spacy() -> Any:
    """The module ``spacy``. Where it is in memory already, or its tools have moved, as a plain import gives it."""
    if "spacy" in sys.modules or TOOLS in sys.modules:
        return import_module("spacy")
    tools, wanted = ModuleType(TOOLS), ModuleType(WANTED)
    tools.__path__ = []  # a package
    wanted.info = _info  # type: ignore[attr-defined]
    stands_in = {TOOLS: tools, WANTED: wanted}
    sys.modules.update(stands_in)
    try:
        found = import_module("spacy")
    except ImportError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "spacy"]:
            del sys.modules[name]
        found = import_module("spacy")
    finally:
        for name, module in stands_in.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
    return found


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, with the tools that it needs."""
    return import_module(WANTED).info(*arguments, **options)
