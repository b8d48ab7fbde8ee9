"""Why claims are one event: the score of each pair with the points of each feature."""

from __future__ import annotations

from collections.abc import Iterator

from thucydides.cli.render.paint import Paint
from thucydides.export.dossier import Dossier
from thucydides.knowledge.linking import linking_weights
from thucydides.linking.compare import Scale
from thucydides.linking.sketch import sketch_of

_MOST = 40


def shares(dossier: Dossier, paint: Paint) -> Iterator[str]:
    """One line a pair, at most forty: score, then features by their points."""
    scale = Scale(linking_weights())
    sketches = [sketch_of(c) for c in dossier.claims]
    pairs = [(a, b) for at, a in enumerate(sketches) for b in sketches[at + 1 :]]
    yield paint(f"   pairs: {len(pairs)}, of which {min(len(pairs), _MOST)} are shown", "faint")
    for a, b in pairs[:_MOST]:
        told = scale.explain(a, b)
        parts = ", ".join(f"{s.feature} {s.points:+.1f}" for s in told.shares)
        yield f"   {a.claim_id[:8]} {b.claim_id[:8]}  {told.score:+.1f}: {parts}"
