"""The map: claims with a point as circles of what is not known, and the same as a list."""

from __future__ import annotations

from typing import Any

from thucydides.store import browse
from thucydides.web.asking import Ask
from thucydides.web.desk import JUDGEMENTS, LINKINGS, READINGS, Desk
from thucydides.web.words import figures, plain

# Only these are known well enough for a point; all others are drawn as an area and never as a pin.
POINTS = ("site", "neighbourhood", "settlement")
# Kilometres drawn where a reader gave no radius: half the width of a usual one.
_RADIUS = {
    "site": 0.5, "neighbourhood": 1.5, "settlement": 5.0, "vicinity": 15.0, "admin2": 25.0, "admin1_part": 50.0,
    "admin1": 80.0, "country": 300.0,
}  # fmt: skip
_COLUMNS = (
    "claim_id", "doc_id", "event_id", "event_type", "polarity", "day", "until", "place", "precision", "lat", "lon",
    "radius_km", "killed", "source",
)  # fmt: skip


def _points(desk: Desk, ask: Ask) -> tuple[list[dict[str, Any]], bool]:
    """The page and its map ask the same: it is read once."""
    asked = ask.claim_filter()
    return desk.kept("points", (READINGS, JUDGEMENTS, LINKINGS), lambda: _read(desk, ask), asked=asked)


def _read(desk: Desk, ask: Ask) -> tuple[list[dict[str, Any]], bool]:
    with desk.project.look() as connection:
        page = browse.located(connection, ask.claim_filter(), desk.serving.limits.points)
    standings, book = desk.standings(), desk.events()
    rows = []
    for row in page.rows:
        standing = standings.get(row["claim_id"])
        if standing is not None and standing.status == "rejected":
            continue
        precision = row["place_precision"]
        rows.append({
            "claim_id": row["claim_id"], "doc_id": row["doc_id"], "event_id": book.of_claim.get(row["claim_id"]),
            "event_type": row["event_type"], "polarity": row["polarity"], "day": row["earliest"],
            "until": row["latest"], "place": row["place"], "precision": precision, "lat": row["lat"],
            "lon": row["lon"], "radius_km": row["radius_km"] or _RADIUS.get(precision, 50.0),
            "killed": figures(row["killed_low"], row["killed_high"]), "source": row["root_source"],
        })  # fmt: skip
    return rows, page.more


def map(desk: Desk, ask: Ask) -> dict[str, Any]:  # noqa: A001 (the page's own name)
    """The first rows for the list, and how many there are; the map asks for the rest by `/map/points.json`."""
    rows, more = _points(desk, ask)
    part = rows[ask.first : ask.first + ask.size]
    return {
        "rows": part, "located": len(rows), "cut": more, "filters": ask.filters(), "points": POINTS,
        "pager": ask.pager(more=len(rows) > ask.first + ask.size), "types": _types(desk), "countries": _countries(desk),
        "tiles": desk.serving.tiles,
    }  # fmt: skip


def points(desk: Desk, ask: Ask) -> dict[str, Any]:
    """All points as columns and rows, as small as they can be; `cut` tells that there are more than a map takes."""
    rows, more = _points(desk, ask)
    return {
        "columns": _COLUMNS,
        "rows": [[row[name] for name in _COLUMNS] for row in rows],
        "cut": more,
        "points": POINTS,
    }


def _types(desk: Desk) -> list[tuple[str, str, int]]:
    def make() -> list[tuple[str, str, int]]:
        with desk.project.look() as connection:
            return [(code, plain(code), number) for code, number in browse.values_of(connection, "event_type")]

    return desk.kept("types", (READINGS,), make)


def _countries(desk: Desk) -> list[tuple[str, int]]:
    def make() -> list[tuple[str, int]]:
        with desk.project.look() as connection:
            return browse.values_of(connection, "country")

    return desk.kept("countries", (READINGS,), make)
