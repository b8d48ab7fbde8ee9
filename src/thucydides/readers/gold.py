"""Gold documents: texts with the claims that people found in them, to judge what readers say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim
from thucydides.model.errors import InputError
from thucydides.readers.slots import Slot, number_of

Verdict = Literal["right", "wrong", "untold"]


class _Words(msgspec.Struct):
    exact: str | None = None
    optional: bool = False


class _Source(_Words):
    source: str = ""


class _Actor(_Words):
    role: str = ""
    name: str = ""


class _Place(_Words):
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    tolerance_km: float = 0.0


class _Time(_Words):
    earliest: date | None = None
    latest: date | None = None
    slack_days: int = 0


class _Weapon(_Words):
    code: str = ""


class _Toll(_Words):
    outcome: str = ""
    low: int | None = None
    high: int | None = None


class GoldClaim(msgspec.Struct):
    """One claim of a gold document: words are copied from the text, without offsets."""

    exact: str
    trigger: str
    event_type: str
    polarity: str = "asserted"
    modality: str = "stated"
    also_right: list[str] = []
    also_right_modality: list[str] | str = []
    attribution: list[_Source] = []
    actors: list[_Actor] = []
    place: _Place | None = None
    time: _Time | None = None
    weapons: list[_Weapon] = []
    casualties: list[_Toll] = []


class GoldDocument(msgspec.Struct):
    """A text and what is claimed in it."""

    doc_id: str
    text: str
    claims: list[GoldClaim]
    given_date: date | None = None
    language: str | None = None
    outlet: str | None = None


def gold_documents(path: Path) -> Iterator[GoldDocument]:
    """The documents of a JSONL file; InputError with the line for one that is none."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=GoldDocument)
            except msgspec.DecodeError as error:
                raise InputError(f"no gold document: {error}", place=f"{path}:{number}") from error


def gold_of(claim: Claim, document: GoldDocument, text: str) -> GoldClaim | None:
    """The gold claim that a claim tells: their triggers overlap, else half of the shorter clause does."""
    best: tuple[float, GoldClaim] | None = None
    for gold in document.claims:
        clause, trigger = _locate(text, gold.exact, gold.exact), _locate(text, gold.trigger, gold.exact)
        shared = _shared(clause, claim.anchor) / max(min(len(gold.exact), len(claim.anchor.exact)), 1)
        score = 2.0 * (_shared(trigger, claim.trigger) > 0) + shared + 0.5 * (claim.polarity == gold.polarity)
        score += claim.event_type in (gold.event_type, *gold.also_right)
        if (score >= 2.0 or shared >= 0.5) and (best is None or score > best[0]):
            best = score, gold
    return best[1] if best else None


def verdict(slot: Slot, claim: Claim, gold: GoldClaim, text: str) -> Verdict:
    """Whether a value is the gold's; "untold" where the gold has no value of its name."""
    if slot.name == "event_type":
        return _is(slot.value in (gold.event_type, *gold.also_right))
    if slot.name == "polarity":
        return _is(slot.value == gold.polarity)
    if slot.name == "modality":
        also = gold.also_right_modality
        return _is(slot.value in (gold.modality, *([also] if isinstance(also, str) else also)))
    if slot.name == "attribution":
        quoted = len(claim.attribution) > 1
        root = gold.attribution[-1] if gold.attribution else None
        return _is(not quoted if root is None else quoted and _named(slot, root.source, root.exact, gold, text))
    if slot.name == "place":
        return "untold" if gold.place is None else _is(_near(claim, slot, gold.place, gold, text))
    if slot.name == "time":
        return "untold" if gold.time is None else _is(_on(claim, gold.time))
    if slot.name == "weapon":
        return _among(slot.value in [w.code for w in gold.weapons], gold.weapons)
    if slot.name.startswith("toll of "):
        tolls = [t for t in gold.casualties if slot.name == f"toll of {t.outcome}"]
        toll = claim.casualties[int(slot.path.partition(".")[2])]
        return _among(any((t.low, t.high) == (toll.low, toll.high) for t in tolls), tolls)
    roles = [a for a in gold.actors if a.role in (slot.name, "party") or slot.name == "party"]
    return _among(any(_named(slot, a.name, a.exact, gold, text) for a in roles), roles)


def told(name: str, gold: GoldClaim) -> str:
    """What the gold says under the name of a slot, in words; empty where it says nothing."""
    if name in ("event_type", "polarity", "modality"):
        return str(getattr(gold, name))
    if name == "attribution":
        return gold.attribution[-1].source if gold.attribution else "the outlet"
    if name == "place":
        return gold.place.name if gold.place else ""
    if name == "time":
        time = gold.time
        return "" if time is None else " to ".join(dict.fromkeys(str(d) for d in (time.earliest, time.latest) if d))
    if name == "weapon":
        return ", ".join(w.code for w in gold.weapons)
    if name.startswith("toll of "):
        return ", ".join(number_of(t.low, t.high) for t in gold.casualties if name == f"toll of {t.outcome}")
    return ", ".join(a.name for a in gold.actors if a.role in (name, "party") or name == "party")


def _is(right: bool) -> Verdict:
    return "right" if right else "wrong"


def _among(right: bool, known: object) -> Verdict:
    return _is(right) if known else "untold"


def _locate(text: str, words: str | None, clause: str) -> tuple[int, int] | None:
    """Offsets of words: inside the claim's own clause first, else where they first stand in the text."""
    if not words:
        return None
    at = text.find(clause)
    start = at + clause.find(words) if at >= 0 and words in clause else text.find(words)
    return None if start < 0 else (start, start + len(words))


def _shared(span: tuple[int, int] | None, anchor: Anchor | None) -> int:
    return 0 if span is None or anchor is None else max(0, min(span[1], anchor.end) - max(span[0], anchor.start))


def _named(slot: Slot, name: str, words: str | None, gold: GoldClaim, text: str) -> bool:
    return name.casefold() in slot.alike or _shared(_locate(text, words, gold.exact), slot.anchor) > 0


def _near(claim: Claim, slot: Slot, place: _Place, gold: GoldClaim, text: str) -> bool:
    ours = claim.place
    if ours is None or ours.lat is None or ours.lon is None or place.lat is None or place.lon is None:
        return _named(slot, place.name, place.exact, gold, text)
    return _km((ours.lat, ours.lon), (place.lat, place.lon)) <= place.tolerance_km


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (la, lo), (lb, lp) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _on(claim: Claim, time: _Time) -> bool:
    ours = claim.time
    if ours is None:
        return False
    ends = ((ours.earliest, time.earliest), (ours.latest, time.latest))
    return all(a == b if a is None or b is None else abs((a - b).days) <= time.slack_days for a, b in ends)
