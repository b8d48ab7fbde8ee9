"""A claim as one flat row: the columns that the store's table and the CSV export share."""

from __future__ import annotations

from typing import Literal

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim, Outcome, Role, Toll

Cell = str | int | float | None
CellType = Literal["text", "day", "integer", "number"]

# Name -> type. Days are ISO text. Offsets are code points of the document's canonical text.
FLAT: dict[str, CellType] = {
    "claim_id": "text",
    "doc_id": "text",
    "event_type": "text",
    "polarity": "text",
    "modality": "text",
    "language": "text",
    "outlet": "text",
    "published_earliest": "day",
    "published_latest": "day",
    "earliest": "day",
    "latest": "day",
    "time_precision": "text",
    "time_words": "text",
    "time_start": "integer",
    "time_end": "integer",
    "place": "text",
    "place_precision": "text",
    "country": "text",
    "admin1": "text",
    "lat": "number",
    "lon": "number",
    "radius_km": "number",
    "gazetteer_id": "text",
    "place_words": "text",
    "place_start": "integer",
    "place_end": "integer",
    "initiators": "text",
    "targets": "text",
    "parties": "text",
    "weapons": "text",
    "killed_low": "integer",
    "killed_high": "integer",
    "injured_low": "integer",
    "injured_high": "integer",
    "tolls": "text",
    "chain": "text",
    "root_source": "text",
    "root_kind": "text",
    "root_stance": "text",
    "trigger_words": "text",
    "trigger_start": "integer",
    "trigger_end": "integer",
    "words": "text",
    "words_start": "integer",
    "words_end": "integer",
    "confidence": "number",
    "reader": "text",
}


def _anchored(name: str, anchor: Anchor | None) -> dict[str, Cell]:
    if anchor is None:
        return {f"{name}_words": None, f"{name}_start": None, f"{name}_end": None}
    return {f"{name}_words": anchor.exact, f"{name}_start": anchor.start, f"{name}_end": anchor.end}


def total(claim: Claim, outcome: Outcome) -> tuple[int | None, int | None]:
    """(low, high) persons of one outcome: the sum over tolls that are part of no other; None where one is open."""
    tops = [t for t in claim.casualties if t.outcome == outcome and t.part_of is None]
    lows = [t.low for t in tops]
    highs = [t.high for t in tops]
    low = sum(n for n in lows if n is not None) if lows and None not in lows else None
    high = sum(n for n in highs if n is not None) if highs and None not in highs else None
    return low, high


def amount(toll: Toll) -> str:
    """The figure of a toll in short: `12`, `>=12`, `<=30`, `~40`, `24-99`, `?`."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        return "?"
    if high is None or toll.exactness == "at_least":
        return f">={low}" if low is not None else f"<={high}"
    if low is None or toll.exactness == "up_to":
        return f"<={high}"
    if low == high:
        return f"~{low}" if toll.exactness == "about" else str(low)
    return f"{low}-{high}"


def _tolls(claim: Claim) -> str | None:
    told = [
        f"{t.outcome} {t.victims} {amount(t)}"
        + (f' "{t.anchor.exact}"' if t.anchor.exact else " ")
        + f"@{t.anchor.start}-{t.anchor.end}"
        + ("" if t.part_of is None else f" (part of {t.part_of + 1})")
        for t in claim.casualties
    ]
    return "; ".join(told) or None


def _names(claim: Claim, role: Role) -> str | None:
    return "; ".join(a.name for a in claim.actors if a.role == role) or None


def _where(claim: Claim) -> dict[str, Cell]:
    place = claim.place
    if place is None:
        names = ("place", "place_precision", "country", "admin1", "lat", "lon", "radius_km", "gazetteer_id")
        return dict.fromkeys(names) | _anchored("place", None)
    return {
        "place": place.name,
        "place_precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "gazetteer_id": place.gazetteer_id,
    } | _anchored("place", place.anchor)


def _when(claim: Claim) -> dict[str, Cell]:
    time, published = claim.time, claim.document.published
    days = {
        "published_earliest": published.earliest,
        "published_latest": published.latest,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
    }
    told: dict[str, Cell] = {name: day.isoformat() if day else None for name, day in days.items()}
    precision: Cell = time.precision if time else None
    return told | {"time_precision": precision} | _anchored("time", time.anchor if time else None)


def flat(claim: Claim) -> dict[str, Cell]:
    """All columns of FLAT, in that order."""
    root = claim.attribution[-1]
    killed, injured = total(claim, "killed"), total(claim, "injured")
    cells: dict[str, Cell] = {
        "claim_id": claim.claim_id,
        "doc_id": claim.document.doc_id,
        "event_type": claim.event_type,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "language": claim.document.language,
        "outlet": claim.document.outlet,
        "initiators": _names(claim, "initiator"),
        "targets": _names(claim, "target"),
        "parties": _names(claim, "party"),
        "weapons": "; ".join(dict.fromkeys(w.code for w in claim.weapons)) or None,
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "tolls": _tolls(claim),
        "chain": " > ".join(s.source for s in claim.attribution),
        "root_source": root.source,
        "root_kind": root.kind,
        "root_stance": root.stance,
        "confidence": claim.confidence,
        "reader": claim.reader,
    }
    words = claim.anchor
    cells |= {"words": words.exact, "words_start": words.start, "words_end": words.end}
    cells |= _when(claim) | _where(claim) | _anchored("trigger", claim.trigger)
    return {name: cells[name] for name in FLAT}
