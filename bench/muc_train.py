"""muc_train.py GOLD SCORE_DIR > profiles/muc4_weights.toml: learns muc_choice's weights from every second text of GOLD."""

from __future__ import annotations

import importlib
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import patch

from muc_choice import candidates
from muc_targets import HEADS, TITLES, victims
from muc_words import Words
from profiles import muc4
from reading import jsonl, read, scene
from thucydides.claims.scene import Scene
from thucydides.model.claim import Reading

ROUNDS, RATE, DECAY, FEWEST = 60, 0.05, 0.01, 8
THRESHOLD = 0.3  # the best of 0.25 to 0.5 on the other half of GOLD
HEAD = "# Weights of bench/muc_choice.py, learnt by bench/muc_train.py on the odd documents of the development set."
Row = tuple[tuple[str, ...], bool]


def _names(template: dict[str, Any]) -> list[set[str]]:
    fillers = [f for slot in ("hum-tgt-name", "hum-tgt-desc") for f in template.get(slot, [])]
    return [set(a.split()) for f in fillers for a in f["alts"]]


def _filled(told: Reading, stage: Scene | None) -> list[tuple[muc4.Incident, dict[str, Any]]]:
    """The incidents of a text with their templates."""
    made: list[tuple[muc4.Incident, dict[str, Any]]] = []
    plain = muc4.template

    def kept(incident: muc4.Incident, *rest: Any) -> dict[str, Any]:
        made.append((incident, plain(incident, *rest)))
        return made[-1][1]

    with patch.object(muc4, "template", kept):
        final = muc4.templates(told, stage)
    return [(i, t) for i, t in made if any(t is f for f in final)]


def examples(gold: Path, score: Any) -> list[Row]:
    """What the reader marks of each name beside each matched incident, and whether the key has it for a victim."""
    rows: list[Row] = []
    for i, row in enumerate(jsonl(gold)):
        if i % 2:
            continue
        told, stage = read(row["text"], doc_id=row["id"], language="en"), scene(row["text"], doc_id="", language="en")
        words = Words.of(stage, TITLES, HEADS)
        made = _filled(told, stage)
        keys = [score.read_template(t) for t in row["templates"]]
        pairs = {j: k for k, j, _ in score.align(keys, [score.read_template(t) for _, t in made], "lenient", "greedy")}
        for j, (incident, _) in enumerate(made):
            wanted = _names(row["templates"][pairs[j]]) if j in pairs else []
            known = [v.name for v in victims(incident.claims, words) if v.name]
            for c in candidates(incident.claims, told.claims, words, known):
                mine = set(c.name.split())
                rows.append((c.features, any(mine <= w or (len(w) > 1 and w <= mine) for w in wanted)))
    return rows


def learn(rows: list[Row]) -> dict[str, float]:
    """Logistic regression by plain descent; features that fewer than a handful of examples have are left out."""
    seen = Counter(f for features, _ in rows for f in features)
    weights = {"bias": 0.0} | {f: 0.0 for f in sorted(seen) if seen[f] >= FEWEST}
    samples = [(("bias", *(f for f in features if f in weights)), float(label)) for features, label in rows]
    for r in range(ROUNDS):
        for features, label in samples:
            off = label - 1 / (1 + math.exp(-sum(weights[f] for f in features)))
            for f in features:
                weights[f] += RATE / (1 + r / 10) * (off - (DECAY * weights[f] if f != "bias" else 0.0))
    return weights


if __name__ == "__main__":
    sys.path[:0] = [sys.argv[2], str(Path(sys.argv[2]).parent)]
    score = importlib.import_module("score")

    found = examples(Path(sys.argv[1]), score)
    told = learn(found)
    lines = [HEAD, f"threshold = {THRESHOLD}", f"# {len(found)} names, {sum(y for _, y in found)} of them victims."]
    lines += ["[weight]"]
    lines += [f'"{f}" = {w:.2f}' for f, w in told.items()]
    print("\n".join(lines))
