"""Claims made by hand for the linker: a place, a day, a source and its words, with defaults that agree."""

from __future__ import annotations

from datetime import date, timedelta

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, DocumentRef, Place, Source, Time, Toll, Weapon
from thucydides.model.document import Published, content_id

DAY = date(2019, 5, 6)
# Towns that do not exist, far enough from each other.
TOWNS = {"Kafr Noor": (35.50, 36.50), "Tell Sabah": (35.52, 36.90), "Bir Amal": (34.10, 38.00)}


def claim(
    source: str = "the hospital", *, outlet: str = "Daily One", town: str = "Kafr Noor", day: date = DAY, later: int = 1,
    kind: str = "air_strike", killed: int | None = None, at_least: bool = False, victims: str = "civilians",
    initiator: str | None = None, weapon: str | None = None, count: int | None = None, denied: bool = False,
    language: str = "en", words: str = "", doc: str = "", source_id: str | None = None, point: tuple[float, float] | None = None,
    source_kind: str = "official_political",
) -> Claim:  # fmt: skip
    """A claim by `source` in `outlet`, published `later` days after the event; no source is the outlet's own voice."""
    words = (
        words or f"{source or outlet} {kind} {town} {killed if killed is not None else ''} {initiator or ''}".strip()
    )
    anchor = Anchor(0, len(words), words)
    published = day + timedelta(days=later)
    doc = doc or content_id(outlet, town, str(published), words)
    ref = DocumentRef(doc, None, None, language, outlet, Published(published, published, "given"))
    chain = [Source(outlet, "outlet", None)]
    if source:
        chain.append(Source(source, source_kind, anchor, source_id=source_id))
    lat, lon = point or TOWNS[town]
    toll = (Toll("killed", victims, killed, None if at_least else killed, "at_least" if at_least else "exact", anchor),)
    return Claim(
        claim_id=content_id(doc, source, kind, words, str(killed), str(denied), str(day)),
        document=ref, anchor=anchor, trigger=anchor, event_type=kind, polarity="denied" if denied else "asserted",
        modality="stated", attribution=tuple(chain),
        actors=(Actor("initiator", initiator, anchor, "state_force"),) if initiator else (),
        place=Place(town, Anchor(0, len(town), town), "settlement", "made by hand", country="SY", lat=lat, lon=lon, radius_km=3.0),
        time=Time(day, day, "day", anchor), weapons=(Weapon(weapon, weapon, anchor, count),) if weapon else (),
        casualties=toll if killed is not None else (), reader="by hand", rules=(),
    )  # type: ignore[arg-type]  # fmt: skip
