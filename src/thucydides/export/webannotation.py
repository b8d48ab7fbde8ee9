"""W3C Web Annotations: one a claim, on its words in its document; positions count Unicode code points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.store.flat import flat

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LEFT_OUT = ("words", "words_start", "words_end")


def annotation(claim: Claim) -> dict[str, Any]:
    """A claim as an annotation: the body tells its values, each with its own selectors, the target is its clause."""
    values = {name: cell for name, cell in flat(claim).items() if cell is not None and name not in _LEFT_OUT}
    return {
        "@context": CONTEXT,
        "id": f"urn:thucydides:claim:{claim.claim_id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"thucydides {claim.reader}"},
        "body": {"type": "Dataset", "format": "application/json", "value": values | {"event_id": claim.event_id}},
        "target": [
            _target(claim, claim.anchor),
            *({**_target(claim, a), "role": role} for role, a in anchors(claim)),
        ],
    }


def anchors(claim: Claim) -> list[tuple[str, Anchor]]:
    """(role, anchor) of every value of a claim."""
    found = [("trigger", claim.trigger)]
    found += [("place", claim.place.anchor)] if claim.place else []
    found += [("time", claim.time.anchor)] if claim.time and claim.time.anchor else []
    found += [(a.role, a.anchor) for a in claim.actors]
    found += [("weapon", w.anchor) for w in claim.weapons]
    found += [(t.outcome, t.anchor) for t in claim.casualties]
    found += [("source", s.anchor) for s in claim.attribution if s.anchor]
    return found


def _target(claim: Claim, anchor: Anchor) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}]
    if anchor.exact:
        selectors.append({"type": "TextQuoteSelector", "exact": anchor.exact})
    return {
        "source": claim.document.uri or f"urn:thucydides:document:{claim.document.doc_id}",
        "selector": selectors,
    }


def write(claims: Iterable[Claim], out: TextIO) -> int:
    """One annotation a line; gives their number."""
    written = 0
    for claim in claims:
        out.write(json.dumps(annotation(claim), ensure_ascii=False, separators=(",", ":")) + "\n")
        written += 1
    return written
