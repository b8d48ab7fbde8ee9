"""Airwars-like incidents: one JSON object each, with casualties by class, belligerents, sources and a suggested grade."""

from __future__ import annotations

from typing import Any

from thucydides.export.acled import exported_day
from thucydides.export.dossier import Dossier, point_of
from thucydides.export.figures import Derivation, grade
from thucydides.export.rows import Rejected, Row, Style, backing
from thucydides.knowledge.library import country_names
from thucydides.knowledge.policies import Policy
from thucydides.model.claim import Place

PROFILE = "airwars-2026"
_STRIKES = {
    "air_strike": "airstrike_plane", "drone_strike": "airstrike_drone", "shelling": "airstrike_artillery",
}  # fmt: skip
_CLASSES = {
    "civilians": "civilian_non_combatants", "children": "children", "women": "women", "medics": "healthcare_personnel",
    "journalists": "journalists", "aid_workers": "other_civilian_non_combatants", "belligerents": "belligerents",
    "unknown": "undetermined", "all": "undetermined",
}  # fmt: skip
_ACCURACY = {
    "site": "nearby_landmark", "neighbourhood": "neighbourhood_area", "settlement": "town", "vicinity": "town",
    "admin2": "district", "admin1_part": "province_governorate", "admin1": "province_governorate",
}  # fmt: skip


def row(dossier: Dossier, derived: Derivation, policy: Policy, _style: Style) -> Row | Rejected:
    """One event as an incident, or why it is none."""
    event, typed, placed, timed = dossier.event, dossier.typed(), dossier.placed(), dossier.timed()
    if not dossier.told or timed is None or timed.time is None or placed is None or placed.place is None:
        return Rejected(event.event_id, "no day or no place" if dossier.told else "only plans or denials", event.claims)
    if not policy.place.get(placed.place.precision, 0):
        return Rejected(event.event_id, f"place known no better than: {placed.place.precision}", event.claims)
    place, time = placed.place, timed.time
    suggested, why = grade(dossier)
    incident: dict[str, Any] = {
        "code": "", "thucydides_id": event.event_id, "date": exported_day(time).isoformat(),
        "date_end": time.latest.isoformat() if time.latest else None,
        "date_type": "exact_date" if time.earliest == time.latest else "date_range", "local_time": time.clock,
        "country": country_names().get(place.country or "", ""), "region": place.admin1 or "",
        "location_name": place.name, **_point(place),
        "strike_type": _STRIKES.get(typed.event_type, "airstrike_unknown"), "strike_status": _status(dossier),
        "civilian_harm_reported": _harm(derived), "civilian_harm_status": suggested,
        "civilian_harm_status_is_a_suggestion": True, "civilian_harm_status_reason": why,
        "num_sources": len(event.roots), "policy": derived.policy, "casualties": _casualties(derived),
        "belligerents": _belligerents(dossier), "sources": _sources(dossier),
    }  # fmt: skip
    found = [*backing("strike_type", typed, typed.trigger), *backing("location_name", placed, place.anchor)]
    found += backing("date", timed, time.anchor)
    for figure in derived.figures:
        if figure.of is not None:
            found += backing(f"{figure.outcome}:{figure.victims}", figure.of.claim, figure.of.toll.anchor)
    return Row(event.event_id, incident, tuple(found), event.claims, derived)


def _point(place: Place) -> dict[str, Any]:
    point = point_of(place)
    return {
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "geolocation_accuracy": _ACCURACY.get(place.precision, ""),
        "geolocation_notes": f"within {place.radius_km:g} km" if place.radius_km is not None else "",
    }  # fmt: skip


def _status(dossier: Dossier) -> str:
    claimed = any(s.stance == "claiming_responsibility" for c in dossier.told for s in c.attribution)
    if claimed:
        return "declared_strike"
    if any(r.kind in ("denies", "conflicts_actor") for r in dossier.event.relations):
        return "contested_strike"
    return "likely_strike" if len(dossier.event.roots) > 1 else "single_source_claim"


def _harm(derived: Derivation) -> bool:
    return any(f.told and f.victims != "belligerents" and (f.high or 0) > 0 for f in derived.figures)


def _casualties(derived: Derivation) -> dict[str, int | None]:
    """`<class>_<outcome>_min` and `_max`; a class that nobody tells is not there."""
    found: dict[str, int | None] = {}
    for figure in derived.figures:
        if not figure.told or figure.victims not in _CLASSES or figure.victims == "all":
            continue
        stem = f"{_CLASSES[figure.victims]}_{figure.outcome}"
        found |= {f"{stem}_min": figure.low, f"{stem}_max": figure.high}
    return found


def _belligerents(dossier: Dossier) -> list[dict[str, Any]]:
    """Who is named as the one who did it, by whom, and who denies it."""
    named: dict[str, dict[str, Any]] = {}
    for claim in dossier.claims:
        for actor in claim.actors:
            if actor.role != "initiator":
                continue
            told = named.setdefault(
                actor.actor_id or actor.name, {"belligerent_name": actor.name, "named_by": [], "denied_by": []}
            )
            column = "denied_by" if claim.polarity == "denied" else "named_by"
            if claim.attribution[-1].source not in told[column]:
                told[column].append(claim.attribution[-1].source)
    return list(named.values())


def _sources(dossier: Dossier) -> list[dict[str, Any]]:
    found = []
    for claim in dossier.claims:
        ref = claim.document
        found.append(
            {
                "name": " via ".join(s.source for s in reversed(claim.attribution)), "url": ref.uri,
                "language": ref.language, "date": ref.published.earliest.isoformat() if ref.published.earliest else None,
                "content": claim.anchor.exact, "claim_id": claim.claim_id,
            }
        )  # fmt: skip
    return found
