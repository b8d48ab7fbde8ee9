"""ACLED-like table: its 31 columns, ids that only the maker mints left empty, our id among the tags."""

from __future__ import annotations

from datetime import date, timedelta

from thucydides.export.dossier import Dossier, days_of, point_of
from thucydides.export.figures import Derivation
from thucydides.export.rows import Backing, Rejected, Row, Style, accounts, backing, sources
from thucydides.export.sides import Side, inter, interaction, sides
from thucydides.knowledge.field_codes import country_codes
from thucydides.knowledge.gazetteer.districts import district_of
from thucydides.knowledge.library import country_names, event_types
from thucydides.knowledge.policies import Policy
from thucydides.model.claim import Claim, Place, Time

PROFILE = "acled-2025-text"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_DISORDER_BY_TYPE = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def row(dossier: Dossier, derived: Derivation, policy: Policy, style: Style) -> Row | Rejected:
    """One event as a row, or why it is none."""
    event = dossier.event
    typed, placed, timed = dossier.typed(), dossier.placed(), dossier.timed()
    reason = _refusal(dossier, typed, placed, timed, policy)
    if reason or placed is None or placed.place is None or timed is None or timed.time is None:
        return Rejected(event.event_id, reason or "no place or no day", event.claims)
    place, codes = placed.place, country_codes().get(placed.place.country or "")
    acting, suffering = sides(dossier, place.country)
    first, second = acting[0] if acting else None, suffering[0] if suffering else None
    kind, sub = acled_type(typed.event_type, first, _bounds(dossier))
    figure = derived.figure("killed")
    day = exported_day(timed.time)
    harmed = any(s.kind == "civilians" for s in suffering) and kind != "Battles"
    told = figure is not None and figure.told
    point = point_of(place)
    cells = {
        "event_id_cnty": "", "event_date": written_day(day, style.dates), "year": day.year,
        "time_precision": policy.time_code(days_of(timed.time)),
        "disorder_type": _DISORDER_BY_TYPE.get(sub, _DISORDER.get(kind, "")), "event_type": kind,
        "sub_event_type": sub, "actor1": first.name if first else "",
        "assoc_actor_1": "; ".join(s.name for s in acting[1:]), "inter1": inter(first, style.inter),
        "actor2": second.name if second else "", "assoc_actor_2": "; ".join(s.name for s in suffering[1:]),
        "inter2": inter(second, style.inter), "interaction": interaction(first, second, style.inter),
        "civilian_targeting": style.civilian_label if harmed else "", "iso": codes.numeric if codes else "",
        "region": codes.acled_region if codes else "", "country": country_names().get(place.country or "", ""),
        **_areas(place), "location": place.name,
        "latitude": round(point[0], 4) if point else None, "longitude": round(point[1], 4) if point else None,
        "geo_precision": policy.place.get(place.precision, 0), "source": sources(dossier), "source_scale": "",
        "notes": f"On {day.day} {_MONTHS[day.month - 1]} {day.year}: {accounts(dossier)}",
        "fatalities": figure.best if figure else policy.nothing_told,
        "tags": "; ".join([f"thucydides {event.event_id}", *([] if told else ["fatalities not reported"])]),
        "timestamp": "",
    }  # fmt: skip
    return Row(
        event.event_id, {c: cells[c] for c in COLUMNS}, _backing(typed, placed, timed, acting, suffering, derived),
        event.claims, derived,
    )  # fmt: skip


def _areas(place: Place) -> dict[str, str]:
    """Regions of the first and second level as far as the gazetteer knows them; it has none of a third."""
    district = district_of(place.gazetteer_id, place.name) if place.precision != "admin1" else None
    second = district.name if district else place.name if place.precision == "admin2" else ""
    return {"admin1": place.admin1 or (district.admin1 if district else ""), "admin2": second, "admin3": ""}


def _refusal(dossier: Dossier, typed: Claim, placed: Claim | None, timed: Claim | None, policy: Policy) -> str:
    if not dossier.told:
        return "nothing but plans or denials"
    if not event_types()[typed.event_type].acled_event_type:
        return f"{typed.event_type}: no type of this profile"
    if placed is None or placed.place is None or not policy.place.get(placed.place.precision, 0):
        precision = placed.place.precision if placed and placed.place else "unknown"
        return f"place known no better than: {precision}"
    if timed is None or not policy.time_code(days_of(timed.time)):
        return f"time known no better than {days_of(timed.time) if timed else 0} days"
    return ""


def _bounds(dossier: Dossier) -> frozenset[str]:
    """What decides at the bounds of types: `both fire` where sides are parties, `crewed` where an aircraft is named."""
    both = {a.name for c in dossier.told for a in c.actors if a.role == "party"}
    crewed = any(w.code == "aircraft" for c in dossier.told for w in c.weapons)
    return frozenset((*(("both fire",) if len(both) > 1 else ()), *(("crewed",) if crewed else ())))


def acled_type(code: str, first: Side | None, bounds: frozenset[str] = frozenset()) -> tuple[str, str]:
    """(event type, sub-event type) of our code; who acts, and on whom, decides where the codebook says so."""
    found = event_types()[code]
    if code == "shelling" and "both fire" in bounds:
        return "Battles", "Armed clash"
    if code == "weapons_disrupted" and "crewed" in bounds:
        return "Explosions/Remote violence", "Shelling/artillery/missile attack"
    if code == "territory_gain_state" and first is not None and first.kind == "foreign_force":
        return "Battles", "Non-state actor overtakes territory"
    if code == "deployment":
        return "Strategic developments", "Change to group/activity"
    if code == "arrest" and first is not None and first.kind in ("rebel_group", "militia"):
        return "Violence against civilians", "Abduction/forced disappearance"
    return found.acled_event_type, found.acled_sub_event_type


def exported_day(time: Time) -> date:
    """The day that a range is filed under: of a night the second, of a longer range the middle."""
    assert time.earliest is not None
    assert time.latest is not None
    if time.precision == "night":
        return time.latest
    return time.earliest + timedelta(days=(time.latest - time.earliest).days // 2)


def written_day(day: date, dates: str) -> str:
    """ISO, or as the maker's own exports write it: 16 May 2025."""
    return day.isoformat() if dates == "iso" else f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def _backing(
    typed: Claim, placed: Claim, timed: Claim, acting: tuple[Side, ...], suffering: tuple[Side, ...], derived: Derivation
) -> tuple[Backing, ...]:  # fmt: skip
    place, time = placed.place, timed.time
    found = [*backing("event_type", typed, typed.trigger)]
    found += backing("location", placed, place.anchor if isinstance(place, Place) else None)
    found += backing("event_date", timed, time.anchor if time else None)
    for column, chosen in (("actor1", acting), ("actor2", suffering)):
        for at, side in enumerate(chosen):
            found += backing(column if at == 0 else f"assoc_actor_{column[-1]}", side.claim, side.actor.anchor)
    figure = derived.figure("killed")
    if figure is not None and figure.of is not None:
        found += backing("fatalities", figure.of.claim, figure.of.toll.anchor)
    return tuple(found)
