"""UCDP-GED-like table: its 49 columns; what only the maker can number stays empty."""

from __future__ import annotations

import math

from thucydides.export.dossier import Dossier, days_of, point_of, root
from thucydides.export.figures import Derivation, Figure
from thucydides.export.rows import Rejected, Row, Style, backing
from thucydides.export.sides import Side, sides, violence
from thucydides.knowledge.field_codes import country_codes
from thucydides.knowledge.gazetteer.districts import district_of
from thucydides.knowledge.library import actors, country_names
from thucydides.knowledge.policies import Policy
from thucydides.model.claim import Claim

PROFILE = "ucdp-ged-25"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_CIVIL = frozenset({"civilians", "children", "women", "medics", "journalists", "aid_workers"})


def row(dossier: Dossier, derived: Derivation, policy: Policy, _style: Style) -> Row | Rejected:
    """One event as a row, or why it is none."""
    event = dossier.event
    placed, timed, figure = dossier.placed(), dossier.timed(), derived.figure("killed")
    reason = _refusal(dossier, placed, timed, figure, policy)
    if reason or placed is None or placed.place is None or timed is None or timed.time is None or figure is None:
        return Rejected(event.event_id, reason or "no place or no day", event.claims)
    place, time = placed.place, timed.time
    acting, suffering = sides(dossier, place.country)
    first, second = acting[0] if acting else None, suffering[0] if suffering else None
    codes, point = country_codes().get(place.country or ""), point_of(place)
    district = district_of(place.gazetteer_id, place.name)
    a, b = first.name if first else "", second.name if second else ""
    cells: dict[str, object] = dict.fromkeys(COLUMNS, "")
    cells |= {
        "year": time.latest.year if time.latest else "", "type_of_violence": violence(first, second),
        "dyad_name": f"{a} - {b}" if a and b else "", "side_a": a, "side_b": b,
        "where_prec": policy.place.get(place.precision, 0), "where_coordinates": place.name,
        "where_description": place.anchor.exact, "adm_1": place.admin1 or "", "adm_2": district.name if district else "",
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point else "", "priogrid_gid": priogrid(point),
        "country": country_names().get(place.country or "", ""), "country_id": codes.gw if codes else "",
        "region": codes.ucdp_region if codes else "", "event_clarity": 1 if days_of(time) <= 1 else 2,
        "date_prec": policy.time_code(days_of(time)), "date_start": f"{time.earliest} 00:00:00.000",
        "date_end": f"{time.latest} 00:00:00.000", "gwnoa": _gw(first), "gwnob": _gw(second),
    } | _sources(dossier) | _deaths(figure, first, second)  # fmt: skip
    found = [*backing("where_coordinates", placed, place.anchor), *backing("date_start", timed, time.anchor)]
    for column, side in (("side_a", first), ("side_b", second)):
        found += backing(column, side.claim, side.actor.anchor) if side else ()
    if figure.of is not None:
        found += backing("best", figure.of.claim, figure.of.toll.anchor)
    return Row(event.event_id, cells, tuple(found), event.claims, derived)


def _refusal(dossier: Dossier, placed: Claim | None, timed: Claim | None, figure: Figure | None, policy: Policy) -> str:
    if not dossier.told:
        return "nothing but plans or denials"
    if figure is None or max(figure.best or 0, figure.high or 0, figure.low or 0) < policy.least:
        return "no death told"
    if placed is None or placed.place is None or not policy.place.get(placed.place.precision, 0):
        return "no place known"
    if timed is None or not policy.time_code(days_of(timed.time)):
        return f"time known no better than {days_of(timed.time) if timed else 0} days"
    return ""


def _sources(dossier: Dossier) -> dict[str, object]:
    """Outlets as sources, roots as those who originally said it."""
    outlets = list(dict.fromkeys(c.document.outlet or c.document.doc_id for c in dossier.claims))
    days = [c.document.published.earliest for c in dossier.claims if c.document.published.earliest]
    titles = dict.fromkeys(c.document.title for c in dossier.claims if c.document.title)
    roots = dict.fromkeys(root_name(c) for c in dossier.told)
    return {
        "number_of_sources": len(dossier.event.roots), "source_article": "; ".join(outlets), "source_office": "",
        "source_date": min(days).isoformat() if days else "", "source_headline": "; ".join(titles),
        "source_original": "; ".join(roots),
    }  # fmt: skip


def root_name(claim: Claim) -> str:
    """The root of a claim by name."""
    return claim.attribution[-1].source or root(claim)


def _deaths(figure: Figure, first: Side | None, second: Side | None) -> dict[str, object]:
    """The split of the best figure by class of victims; what is not told to be one is unknown."""
    best = figure.best or 0
    split = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    left = best
    if figure.of is not None:
        for toll in figure.of.claim.casualties:
            if toll.outcome != "killed" or toll.part_of is not None or not left:
                continue
            number = min(left, toll.low if toll.low is not None else toll.high or 0)
            column = _column(toll.victims, toll.side, first, second)
            split[column] += number if column != "deaths_unknown" else 0
            left -= number if column != "deaths_unknown" else 0
    split["deaths_unknown"] = left
    return {**split, "best": best, "high": figure.high or best, "low": figure.low or 0}


def _column(victims: str, side: str | None, first: Side | None, second: Side | None) -> str:
    if victims in _CIVIL:
        return "deaths_civilians"
    if side and first and side == first.name:
        return "deaths_a"
    return "deaths_b" if side and second and side == second.name else "deaths_unknown"


def _gw(side: Side | None) -> str:
    """The number of the state whose force a side is."""
    if side is None or side.kind not in ("state_force", "foreign_force") or side.actor.actor_id not in actors():
        return ""
    codes = country_codes().get(actors()[side.actor.actor_id].country)
    return codes.gw if codes else ""


def priogrid(point: tuple[float, float] | None) -> int | str:
    """The PRIO-GRID cell of a point, half a degree wide, counted from the south-west."""
    if point is None:
        return ""
    return math.floor((point[0] + 90) * 2) * 720 + math.floor((point[1] + 180) * 2) + 1
