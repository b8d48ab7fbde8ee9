"""Events as the JSON of contract/event.schema.json, with the figures of a policy where one is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from thucydides.export.dossier import Dossier
from thucydides.export.figures import derive
from thucydides.knowledge.policies import Policy
from thucydides.model.contract import claim_to_json
from thucydides.model.event import Event


def event_to_json(event: Event) -> dict[str, Any]:
    """An event as a dict that json.dumps takes; figures are added by policies, never stored."""
    return {
        "event_id": event.event_id,
        "claims": list(event.claims),
        "roots": list(event.roots),
        "relations": [asdict(r) for r in event.relations],
    }


def event_object(dossier: Dossier, policy: Policy) -> dict[str, Any]:
    """The same with the type, place and time that stand, and casualties by a policy with the claims it used."""
    derived = derive(dossier, policy)
    placed, timed = dossier.placed(), dossier.timed()
    return event_to_json(dossier.event) | {
        "event_type": dossier.typed().event_type,
        "policy": derived.policy,
        "place": claim_to_json(placed)["place"] if placed else None,
        "time": claim_to_json(timed)["time"] if timed else None,
        "casualties": [
            {"outcome": f.outcome, "victims": f.victims, "low": f.low, "best": f.best, "high": f.high}
            for f in derived.figures
            if f.told
        ],
        "decided": dict(dossier.decided),
        "used": [list(pair) for pair in derived.used],
        "left_out": [list(pair) for pair in derived.left_out],
    }


def write(dossiers: Iterable[Dossier], policy: Policy, out: TextIO) -> int:
    """One event a line; gives their number."""
    written = 0
    for dossier in dossiers:
        out.write(json.dumps(event_object(dossier, policy), ensure_ascii=False, separators=(",", ":")) + "\n")
        written += 1
    return written
