"""PLOVER-like records: one JSON object an event; what the schema has no field for stands in one extension object."""

from __future__ import annotations

from typing import Any

from thucydides.export.acled import exported_day
from thucydides.export.dossier import Dossier, point_of
from thucydides.export.figures import Derivation
from thucydides.export.rows import Rejected, Row, Style, backing
from thucydides.knowledge.field_codes import actor_codes, country_codes, plover_codes
from thucydides.knowledge.library import actors
from thucydides.knowledge.policies import Policy
from thucydides.model.claim import Actor, Claim, Place, Role

PROFILE = "plover-0.8"
_RESOLUTION = {
    "site": 5, "neighbourhood": 5, "settlement": 4, "vicinity": 4, "admin2": 3, "admin1_part": 2, "admin1": 2,
    "country": 1,
}  # fmt: skip
_TWO_SIDED = frozenset({"armed_clash", "territory_gain_state", "territory_gain_nonstate"})


def row(dossier: Dossier, derived: Derivation, _policy: Policy, _style: Style) -> Row | Rejected:
    """One event as a record, or why it is none."""
    event, typed, timed = dossier.event, dossier.typed(), dossier.timed()
    codes = plover_codes().get(typed.event_type)
    if not dossier.told or codes is None or timed is None or timed.time is None:
        reason = "nothing but plans or denials" if not dossier.told else "no day" if codes else "no category"
        return Rejected(event.event_id, reason, event.claims)
    placed = dossier.placed()
    both = typed.event_type in _TWO_SIDED
    acting: tuple[Role, ...] = ("initiator", "party", "target") if both else ("initiator", "party")
    doers, done_to = dossier.sides(*acting), () if both else dossier.sides("target")
    told: dict[str, Any] = {
        "id": event.event_id, "date": exported_day(timed.time).isoformat(), "has_event": True,
        "actor": [_actor(a, c) for a, c in doers], "recipient": [_actor(a, c) for a, c in done_to],
        "event": [codes.category], "mode": [codes.mode] if codes.mode else [],
        "context": [x for x in ("military" if _official(doers) else "", codes.context) if x],
        "event_text": [typed.trigger.exact] if typed.trigger.exact else [], "quad_code": codes.quad, "event_scale": codes.score,
        "event_loc": _location(placed.place) if placed and placed.place else None,
        "size": _size(derived), "text_info": _text_info(typed), "cite_info": _cite(typed), "coder": typed.reader,
        "thucydides": _extension(dossier, derived),
    }  # fmt: skip
    if timed.time.latest != timed.time.earliest and timed.time.latest:
        told["enddate"] = timed.time.latest.isoformat()
    found = [*backing("event", typed, typed.trigger), *backing("date", timed, timed.time.anchor)]
    found += backing("event_loc", placed, placed.place.anchor) if placed and placed.place else ()
    figure = derived.figure("killed")
    found += backing("size", figure.of.claim, figure.of.toll.anchor) if figure and figure.of else ()
    return Row(event.event_id, told, tuple(found), event.claims, derived)


def _actor(actor: Actor, claim: Claim) -> dict[str, Any]:
    home = actors()[actor.actor_id].country if actor.actor_id in actors() else ""
    codes = country_codes().get(home or (claim.place.country if claim.place and claim.place.country else ""))
    kind = actor_codes().get(actor.kind)
    return {
        "code": codes.iso3 if codes else "", "sector": kind.plover_sector if kind else "UNK",
        "entity_text": actor.name, "raw_text": actor.anchor.exact,
    }  # fmt: skip


def _official(doers: tuple[tuple[Actor, Claim], ...]) -> bool:
    return any(a.kind in ("state_force", "foreign_force") for a, _ in doers)


def _location(place: Place) -> dict[str, Any]:
    point, codes = point_of(place), country_codes().get(place.country or "")
    return {
        "extracted_place": place.anchor.exact, "resolved_place": place.name, "geonameid": place.gazetteer_id,
        "lat": point[0] if point else None, "lon": point[1] if point else None, "province": place.admin1,
        "country_code": codes.iso3 if codes else "", "resolution": _RESOLUTION.get(place.precision),
    }  # fmt: skip


def _size(derived: Derivation) -> dict[str, Any]:
    killed, injured = derived.figure("killed"), derived.figure("injured")
    return {
        "dead": killed.best if killed and killed.told else None,
        "injured": injured.best if injured and injured.told else None,
    }


def _text_info(claim: Claim) -> dict[str, Any]:
    return {"sequence": 1, "start": claim.anchor.start, "end": claim.anchor.end, "text_story": []}


def _cite(claim: Claim) -> dict[str, Any]:
    ref = claim.document
    day = ref.published.earliest
    return {
        "corpus": "thucydides", "citation": ref.doc_id, "url": ref.uri, "title": ref.title, "language": ref.language,
        "publication": ref.outlet, "version": day.isoformat() if day else None,
    }  # fmt: skip


def _extension(dossier: Dossier, derived: Derivation) -> dict[str, Any]:
    """Speakers, ranges and doubts, which the schema does not know."""
    killed = derived.figure("killed")
    return {
        "policy": derived.policy,
        "dead_low": killed.low if killed and killed.told else None,
        "dead_high": killed.high if killed and killed.told else None,
        "roots": list(dossier.event.roots),
        "claims": [
            {
                "claim_id": c.claim_id, "polarity": c.polarity, "modality": c.modality,
                "attribution": [s.source for s in c.attribution],
                "anchors": [{"start": c.anchor.start, "end": c.anchor.end, "exact": c.anchor.exact}],
            }
            for c in dossier.claims
        ],
    }  # fmt: skip
