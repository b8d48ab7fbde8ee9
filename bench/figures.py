"""Which corpora there are, how each is answered and scored, and which figures of the score are pinned."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import answer

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.json"

CLAIM_FIGURES = (
    "usable", "claims.f1", "claims.precision", "claims.recall", "type", "root", "chain", "modality", "polarity",
    "denied.recall", "denied_as_fact", "place", "false_point", "day", "span", "initiator.f1", "target.f1", "invented",
    "killed", "injured", "victims", "weapon.f1", "silence", "anchors", "published", "symbolic",
)  # fmt: skip
LINK_FIGURES = (
    "found", "linking_pair_f", "pair_f", "cross_language_pair_f", "near_miss_merged", "updates", "copies", "denials",
    "roots_right",
)  # fmt: skip
# What must hold without exception.
LAWS = ("anchors", "denied_as_fact")
# Mending one thing moves a claim or two elsewhere; floors are the best figure ever, less this share of the scale.
SLACK = 0.03
# Less is better.
DOWN = ("denied_as_fact", "false_point", "invented", "near_miss_merged", "count/error %", "false alarms", "/wrong")


@dataclass(frozen=True, slots=True)
class Corpus:
    """One gold file: `profile` answers it, `scorer` (script and leading arguments) scores it, `figures` are shown."""

    key: str
    profile: str
    gold: Path
    scorer: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A digest of the gold file: floors hold for these bytes alone."""
        return hashlib.sha256(self.gold.read_bytes()).hexdigest()[:16]


# folder, pattern of gold files, scorer and leading arguments, figures (paths into the scorer's JSON, * for any key)
BOARD: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("muc4", "tst*.jsonl", "score.py", ("ALL TEMPLATES/F1", "MATCHED ONLY/F1", "CORE/F1", "templates found/R")),
    (
        "airwars",
        "*.jsonl",
        "score.py",
        ("killed/both", "killed, accounts differ/both", "injured/both", "day/exact day", "place/within 1 km"),
    ),
    ("fakes", "*.jsonl", "score.py", ("accuracy", "answered")),
    ("case2021", "*.jsonl", "score.py", ("25 classes/weighted F1", "all 30 classes/weighted F1")),
    ("places", "toponyms-*.jsonl", "score.py", ("*/found and within 161 km/F1",)),
    ("places", "cross-script-*.jsonl", "score_names.py cross-script", ("*/right", "*/wrong")),
    ("places", "war-list.jsonl", "score_names.py war-list", ("all/has the country", "all/country first")),
    ("times", "*dev.jsonl", "score.py", ("*/DATE-day/F1", "*/interval/F1")),
    ("times", "probe.jsonl", "score.py", ("all/right", "all/whole interval")),
    (
        "attribution",
        "*-dev.jsonl",
        "score.py",
        ("cue/F1", "cue and source/F1", "whole: source and IoU/F1", "value: source of numbers/claimed right"),
    ),
    ("linking", "*.jsonl.gz", "score.py", ("pairs/F1", "exact incidents/F1", "CoNLL (mean of B3, MUC, CEAFe)", "count/error %")),
    (
        "arabic-events",
        "*.jsonl",
        "score.py",
        ("*/events/F1", "*/false alarms/difficult no", "*/false alarms/easy no"),
    ),
    ("spanish-events", "*.jsonl", "score.py", ("any event/F1", "code/F1", "code, 18 = 19/F1")),
    ("plover", "*.jsonl", "score.py", ("type/F1", "material/F1")),
    ("police", "*.jsonl", "score.py", ("KILL/F1", "ARREST/F1", "FORCE/F1", "ANY_ACTION/F1")),
    (
        "nerel",
        "*.jsonl",
        "score.py",
        ("conflict events/recall", "events/overlap/F1", "places/overlap/F1", "dates/overlap/F1", "event_places/F1", "event_dates/F1"),
    ),
)  # fmt: skip


def corpora(shared: Path = SHARED) -> list[Corpus]:
    """Every gold file that a profile of ours answers, own gold first; empty where ../shared does not stand."""
    able = set(answer.names())
    gold = shared / "gold"
    claims = [*sorted((shared / "samples").glob("*/gold.json")), *sorted(gold.glob("??-*.jsonl"))]
    scorer: tuple[str, ...] = (str(gold / "score_claims.py"),)
    found = [
        Corpus(f"claims/{p.parent.name if p.stem == 'gold' else p.stem}", "claims", p, scorer, CLAIM_FIGURES)
        for p in claims
    ]
    if "links" in able:
        scorer = (str(gold / "score_links.py"),)
        found += [
            Corpus(f"links/{p.stem}", "links", p, scorer, LINK_FIGURES) for p in sorted(gold.glob("link-*.jsonl"))
        ]
    for folder, pattern, script, figures in BOARD:
        profile = folder.replace("-", "_")
        if profile not in able:
            continue
        name, *leading = script.split()
        scorer = (str(shared / "bench" / folder / name), *leading)
        for path in sorted((shared / "bench" / folder / "data").glob(pattern)):
            if not path.name.startswith("index-"):
                found.append(Corpus(f"{folder}/{path.name.split('.')[0]}", profile, path, scorer, figures))
    if "spans" in able:
        bench = shared / "bench" / "places"
        scorer = (str(bench / "score.py"),)
        resolved = ("*/resolved of all gold/Acc@161", "*/country/right")
        found += [
            Corpus(f"spans/{p.stem}", "spans", p, scorer, resolved)
            for p in sorted((bench / "data").glob("toponyms-*.jsonl"))
        ]
    return found


def _pick(tree: Any, path: str) -> list[tuple[str, float]]:
    """(name, number) under a path; `*` stands for every key of that level."""
    if not isinstance(tree, dict):
        return []
    if path in tree:
        return [("", float(tree[path]))] if isinstance(tree[path], int | float) else []
    head, _, rest = path.partition("/")
    found = []
    for key in sorted(tree) if head == "*" else [head] if head in tree else []:
        found += [(f"{key}/{tail}" if tail else key, number) for tail, number in _pick(tree[key], rest)]
    return found


def flat(score: dict[str, Any], figures: tuple[str, ...]) -> dict[str, float]:
    """The wanted figures of a score, by their full path. A last step that is F1 or alike stays in the name."""
    found: dict[str, float] = {}
    for path in figures:
        stem, _, last = path.rpartition("/")
        for name, number in _pick(score, path):
            found[f"{name}/{last}" if stem and "*" in path else path] = round(number, 4)
    return found


def answered(corpus: Corpus, out: Path) -> Path:
    """Answers a corpus into `out`/<benchmark>/<gold file>, where ../shared/bench/board.py looks for it; the file."""
    target = out / corpus.key.split("/")[0] / corpus.gold.name
    if corpus.profile == "claims" and corpus.gold.stem == "gold":
        target = out / "claims" / f"{corpus.gold.parent.name}.jsonl"
    options = {"events": target.with_suffix(".events.jsonl")} if corpus.profile == "links" else {}
    answer.write(corpus.profile, corpus.gold, target, **options)
    return target


def measure(corpus: Corpus, answers: Path) -> dict[str, float]:
    """The pinned figures of a corpus, from the scorer that stands beside it."""
    script, *arguments = corpus.scorer
    command = [sys.executable, script, *arguments, str(corpus.gold), str(answers), "--json"]
    events = answers.with_suffix(".events.jsonl")
    if events.exists():
        command += ["--events", str(events)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return flat(json.loads(done.stdout), corpus.figures)


def less_is_better(figure: str) -> bool:
    """True where a figure should fall."""
    return any(part in figure for part in DOWN)


def worse(figure: str, now: float, than: float) -> bool:
    """True where a figure is not as good as another."""
    return now > than if less_is_better(figure) else now < than


def fell(figure: str, now: float, floor: float) -> bool:
    """True where a figure has fallen below its floor: by more than a claim or two, but for the laws, which never bend."""
    slack = 1e-6 if figure in LAWS else SLACK * (1.0 if 0 <= floor <= 1 and 0 <= now <= 1 else 100.0)
    return now > floor + slack if less_is_better(figure) else now < floor - slack


def floors() -> dict[str, dict[str, Any]]:
    """bench/floors.json: corpus -> {"gold": digest, "figures": {name: value}}."""
    if not FLOORS.exists():
        return {}
    pinned: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return pinned
