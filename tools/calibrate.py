#!/usr/bin/env python3
"""Fits the weights of confidence on annotated reports, draws the reliability diagram, writes data/confidence.toml.

    python tools/calibrate.py GOLD.jsonl... [--write]

Each claim that the reader makes is one case; it is right where the gold has the event with the same type, polarity and
root source. Folds are whole documents, so the printed reliability is of documents that the weights have not seen.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "bench"), str(HERE.parent.parent / "shared" / "gold")]

from score_claims import Board, family_of, load, pair, score_pair  # noqa: E402

from reading import document  # noqa: E402
from thucydides.claims.assembly.assemble import assemble  # noqa: E402
from thucydides.claims.assembly.confidence import features  # noqa: E402
from thucydides.claims.assembly.outlet import outlet_of  # noqa: E402
from thucydides.claims.carry import carry  # noqa: E402
from thucydides.claims.document import read_document  # noqa: E402
from thucydides.claims.sense import make_sense  # noqa: E402
from thucydides.knowledge.gazetteer import Gazetteer  # noqa: E402
from thucydides.model.claim import DocumentRef  # noqa: E402
from thucydides.model.contract import claim_to_json  # noqa: E402
from thucydides.readers.rules import scene_of  # noqa: E402

RIGHT = ("type", "polarity", "root")
FOLDS, STEPS, RATE, RIDGE = 5, 400, 0.5, 0.02


def cases(path: str) -> list[tuple[str, dict[str, float], bool]]:
    """(document, features, right) of each claim of a gold file; optional gold claims count as right."""
    found = []
    gazetteer, family = Gazetteer.open(()), family_of()
    for row in load(path):
        page = document(row["text"], doc_id=row["doc_id"], day=row.get("given_date"))
        scene, published = scene_of(page, gazetteer)
        outlet = outlet_of(scene)
        told, _ = read_document(scene, outlet)
        told.drafts = carry(scene, told.drafts)
        drafts = make_sense(scene, told, published)
        ref = DocumentRef(page.doc_id, None, None, page.language, None, published)
        claims = [claim_to_json(assemble(scene, [d], ref, outlet)[0]) for d in drafts]
        partner = {m: g for g, m in pair(row, claims, family)}
        for m, d in enumerate(drafts):
            right = False
            if m in partner:
                board = Board()
                score_pair(board, row["text"], row["claims"][partner[m]], claims[m])
                right = all(board.hit[name] >= board.of[name] for name in RIGHT)
            found.append((row["doc_id"], {k: float(v) for k, v in features(scene, d).items()}, right))
    return found


def fit(rows: list[tuple[str, dict[str, float], bool]]) -> tuple[float, dict[str, float]]:
    """Logistic regression by plain gradient descent with a ridge."""
    names = sorted(rows[0][1])
    bias, weights = 0.0, dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        slope_bias, slope = 0.0, dict.fromkeys(names, 0.0)
        for _, told, right in rows:
            error = chance(bias, weights, told) - right
            slope_bias += error
            for name in names:
                if told[name]:
                    slope[name] += error
        bias -= RATE * slope_bias / len(rows)
        for name in names:
            weights[name] -= RATE * (slope[name] / len(rows) + RIDGE * weights[name])
    return bias, weights


def chance(bias: float, weights: dict[str, float], told: dict[str, float]) -> float:
    """The logistic of the weighted sum."""
    return 1.0 / (1.0 + math.exp(-(bias + sum(w * told.get(n, 0.0) for n, w in weights.items()))))


def reliability(rows: list[tuple[str, dict[str, float], bool]]) -> list[tuple[float, float, int]]:
    """(mean said, share right, count) of fifths of the unseen cases, by folds of documents."""
    documents = sorted({doc for doc, _, _ in rows})
    fold = {doc: i % FOLDS for i, doc in enumerate(documents)}
    said: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        bias, weights = fit([r for r in rows if fold[r[0]] != k])
        said += [(chance(bias, weights, told), right) for doc, told, right in rows if fold[doc] == k]
    said.sort()
    size = math.ceil(len(said) / 5)
    bins = [said[i : i + size] for i in range(0, len(said), size)]
    return [(sum(p for p, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins]


def main() -> None:
    """Prints the diagram; writes the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [case for path in args.gold for case in cases(path)]
    bias, weights = fit(rows)
    for said, right, count in reliability(rows):
        print(f"said {said:.2f}  right {right:.2f}  of {count:4d}  {'#' * round(right * 40)}")
    if args.write:
        lines = [
            "# Weights of confidence; written by tools/calibrate.py, not by hand.",
            f"trained_on = {json.dumps(f'{len(rows)} claims of {len({r[0] for r in rows})} annotated reports')}",
            f"bias = {bias:.3f}",
            "",
            "[weights]",
            *(f"{name} = {weight:.3f}" for name, weight in sorted(weights.items())),
        ]
        target = HERE.parent / "src" / "thucydides" / "data" / "confidence.toml"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
