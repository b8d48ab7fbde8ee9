"""The list of what is allowed: a claim is made anew of the fields that a profile names; all else is empty."""

from __future__ import annotations

from typing import Any

from thucydides.knowledge.releases import Profile
from thucydides.model.claim import Claim
from thucydides.model.contract import claim_from_json, claim_to_json

# Without these a claim is none; they are codes, ids and positions, never words.
_BONES = frozenset({
    "claim_id", "document.doc_id", "event_type", "polarity", "attribution.kind", "actors.role", "casualties.outcome",
    "start", "end",
})  # fmt: skip
# What stands where a field is not allowed; elsewhere nothing does.
_EMPTY: dict[str, Any] = {
    "document.language": "und", "document.published.status": "unknown", "document.published.reasons": (),
    "modality": "stated", "reader": "", "rules": (), "attribution.source": "", "actors.name": "", "actors.kind": "unknown",
    "actors.inferred": False, "place.name": "", "place.precision": "unresolved", "place.reason": "", "place.alternatives": (),
    "time.precision": "day", "weapons.code": "", "weapons.name": "", "casualties.victims": "unknown",
    "casualties.exactness": "exact", "casualties.names": (), "exact": "",
}  # fmt: skip


def kept(claim: Claim, profile: Profile) -> Claim:
    """The claim with the allowed fields alone. Positions of words stay, the words do so only where quotes may leave."""
    words = profile.words
    more = {"exact": words.quotes, "document.title": words.titles, "document.uri": words.links}
    allowed = _BONES | set(profile.fields) | {name for name, leaves in more.items() if leaves}
    if "weapons.code" in allowed:
        allowed |= {"weapons.name"}
    return claim_from_json(_kept(claim_to_json(claim), "", frozenset(allowed)))


def _kept(value: Any, path: str, allowed: frozenset[str]) -> Any:
    if isinstance(value, dict) and path != "place.alternatives":
        # Anchors are alike wherever they stand.
        bare = "" if value.keys() == {"start", "end", "exact"} else f"{path}." if path else ""
        return {key: _kept(part, bare + key, allowed) for key, part in value.items()}
    if isinstance(value, list) and path not in _EMPTY:
        return [_kept(part, path, allowed) for part in value]
    return value if path in allowed else _EMPTY.get(path)
