"""Places: toponyms of a text, the same place in another script, the country of a name; views of the ordinary rooms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from reading import document, jsonl, rows
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.keys import fold_key, skeleton, skeletons
from thucydides.knowledge.gazetteer.phones import phones, sounds_alike, unlike_in_length
from thucydides.knowledge.library import language
from thucydides.mentions import places
from thucydides.mentions.page import Page, open_page
from thucydides.model.mention import PlaceMention

_SHORTLIST = 40
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Scores of likeness that an answer needs, and how far it must be ahead of the next name: with the region known, and not.
# Less where both scripts write vowels.
_SURE_IN_REGION, _AHEAD_IN_REGION = 69.0, 1.1
_SHORT, _SURE_SHORT, _AHEAD_SHORT = 2, 80.0, 2.0  # a name of two consonants sounds like many
_SURE_IN_REGION_VOWELS, _AHEAD_IN_REGION_VOWELS = 72.0, 0.1
_SURE, _AHEAD = 86.0, 11.0
_SURE_VOWELS, _AHEAD_VOWELS = 82.0, 10.0


def mentions(
    text: str, code: str, doc_id: str = "x", gazetteer: Gazetteer | None = None, *, named: bool = False
) -> tuple[Page, tuple[PlaceMention, ...]]:
    """All places of a text, as the reader sees them; with `named` those that are named, not what lies by them."""
    gazetteer = gazetteer or Gazetteer.open()
    page = open_page(document(text, doc_id=doc_id, language=code), language(code))
    found = places.find(page, gazetteer)
    weights = places.frame(found, page)
    return page, places.resolve(tuple(map(_named, found)) if named else found, weights, gazetteer, page)


def _named(top: places.Toponym) -> places.Toponym:
    """A toponym without what it is told to lie north of, by or between: the set asks where the name itself is."""
    if top.anaphor:
        return top
    heads = tuple(head for head in top.heads if head != "border")
    return top._replace(relation="", direction="", distance_km=0.0, partner=-1, heads=heads)


def toponyms(row: dict[str, Any]) -> dict[str, Any]:
    """Names with a point of their own; what was only coarsened to a country names nothing that the set asks for."""
    _, found = mentions(row["text"], "en", row["id"], named=True)
    told = [
        p
        for p in found
        if not p.anaphor and p.lat is not None and (p.gazetteer_id or p.precision not in {"country", "unresolved"})
    ]
    return {
        "id": row["id"],
        "toponyms": [
            {"start": p.start, "end": p.end, "lat": p.lat, "lon": p.lon, "country": p.country, "admin1": p.admin1}
            for p in told
        ],
    }


Candidate = tuple[float, str, str]  # likeness, id, folded name
Known = tuple[str, str, str, str]  # id, region, folded name, the name as written


class NameIndex:
    """One index file, by country: names under their skeletons and under their regions; `called` are a place's folded names."""

    def __init__(self, path: Path) -> None:
        self.by_bones: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_region: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.called: dict[str, frozenset[str]] = {}
        for row in jsonl(path):
            written: dict[str, str] = {}
            for name in row["names"]:
                written.setdefault(fold_key(name), name)
            self.called[row["id"]] = frozenset(written) - {""}
            for key, name in written.items():
                if key:
                    known = (row["id"], row["admin1"] or "", key, name)
                    self.by_region[row["country"], known[1]].append(known)
                    for bones in skeletons(key):
                        self.by_bones[row["country"], bones].append(known)


def _ranked(key: str, known: Iterable[Known], query: str = "") -> list[Candidate]:
    """The names most like a folded one; with the `query` as it is written, also in which of their vowels are long."""
    mine = phones(key)
    short = sorted(known, key=lambda k: (-ratio(mine, phones(k[2])), k[0]))[:_SHORTLIST]
    best: dict[str, Candidate] = {}
    for number, _, name, written in short:
        score = sounds_alike(key, name)
        if query:
            score -= unlike_in_length(query, name) or unlike_in_length(written, key)
        if number not in best or score > best[number][0]:
            best[number] = (score, number, name)
    return sorted(best.values(), key=lambda c: (-c[0], c[1]))


def _chosen(ranked: list[Candidate], sure: float, ahead: float, called: dict[str, frozenset[str]]) -> str | None:
    """The first, if it is like enough, and the next is less so or has a name in common with it: then either is called so."""
    if not ranked or ranked[0][0] < sure:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < ahead and not called[ranked[0][1]] & called[ranked[1][1]]:
        return None
    return ranked[0][1]


def cross_script(gold: Iterable[dict[str, Any]], index: dict[str, NameIndex]) -> Iterator[dict[str, Any]]:
    """The place of the other script's index that sounds like the query; null where two sound about alike."""
    for row in gold:
        names = index[row["direction"].split("-")[1]]
        key, country = fold_key(row["query"]), row["country"]
        pool = [k for bones in skeletons(key) if len(bones) > 1 for k in names.by_bones.get((country, bones), ())]
        vowels = bool(
            _CYRILLIC.search(key)
            or any(_CYRILLIC.search(name) for _, _, name, _ in names.by_region[country, row["admin1"] or ""][:1])
        )
        near = names.by_region.get((country, row["admin1"]), ()) if row["admin1"] else ()
        anywhere = (_SURE_VOWELS, _AHEAD_VOWELS) if vowels else (_SURE, _AHEAD)
        inside = (_SURE_IN_REGION, _AHEAD_IN_REGION)
        if vowels:
            inside = (_SURE_IN_REGION_VOWELS, _AHEAD_IN_REGION_VOWELS)
        elif len(skeleton(key)) <= _SHORT:
            inside = (_SURE_SHORT, _AHEAD_SHORT)
        yield {
            "id": row["id"],
            "answer": _chosen(_ranked(key, pool), *anywhere, names.called),
            "answer_admin1": _chosen(_ranked(key, near, row["query"]), *inside, names.called),
        }


def war_list(row: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """Countries that have a place of this name, or one spelt alike, the likeliest first."""
    key = fold_key(row["name"])
    weights: defaultdict[str, float] = defaultdict(float)
    for found in gazetteer.exact(key):
        weights[found.spot.country] = max(weights[found.spot.country], 10 + found.known)
    if not weights:
        for spot, names in gazetteer.loose(key, ""):
            alike = max(sounds_alike(key, fold_key(name)) for name in names)
            if alike >= _SURE_IN_REGION_VOWELS:
                weights[spot.country] = max(weights[spot.country], alike / 20)
    ranked = sorted((c for c in weights if c), key=lambda c: (-weights[c], c))
    return {"id": row["id"], "candidates": [{"country": code} for code in ranked]}


def main_region(text: str, code: str = "en") -> str | None:
    """The first-level region that the event places of a text lie in, those named first weighing most."""
    _, found = mentions(text, code)
    regions: defaultdict[str, float] = defaultdict(float)
    for n, place in enumerate(p for p in found if p.role == "event" and p.admin1 and not p.anaphor):
        regions[place.admin1 or ""] += 1 / (1 + n)
    return max(regions, key=lambda name: regions[name]) if regions else None


def answers(gold: Path, packs: Path | None = None) -> Iterator[dict[str, Any]]:
    """The answers to one of the three gold files, told apart by name; `packs` is a project's gazetteer for the war list."""
    if gold.name.startswith("toponyms"):
        for row in rows(gold, "id", "text"):
            yield toponyms(row)
    elif gold.name.startswith("cross-script"):
        index = {script: NameIndex(gold.parent / f"index-{script}.jsonl.gz") for script in ("latin", "native")}
        asked = ("id", "direction", "country", "query", "admin1")
        yield from cross_script(({k: row[k] for k in asked} for row in jsonl(gold)), index)
    else:
        gazetteer = Gazetteer.open((packs,) if packs else ())
        for row in jsonl(gold):
            yield war_list({"id": row["id"], "name": row["name"]}, gazetteer)
