#!/usr/bin/env python3
"""Measures linking by itself: the gold's own claims of a multi-source set, linked, against their incidents.

bench/links_alone.py GOLD.jsonl. Not a benchmark of the program, which has to read the claims first: see profiles/links.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reading import document, jsonl
from thucydides.export.events import event_to_json
from thucydides.linking.link import Linking, copies_of, link, published_days
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, DocumentRef, Place, Source, Time, Toll
from thucydides.model.contract import claim_to_json
from thucydides.model.document import Published

_TOWN_KM = 30.0


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _place(told: dict[str, Any] | None, clause: Anchor) -> Place | None:
    if told is None:
        return None
    name = told["name"].split(",")[0].split(" (")[0]
    town = told["tolerance_km"] <= _TOWN_KM
    return Place(
        name, Anchor(clause.start, clause.end, name), "settlement" if town else "country", "gold", country=told["country"],
        lat=told["lat"], lon=told["lon"], radius_km=2.0 if town else told["tolerance_km"],
    )  # fmt: skip


def _time(told: dict[str, Any] | None, anchor: Anchor) -> Time | None:
    if told is None:
        return None
    first, last = date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"])
    days = (last - first).days
    return Time(first, last, "day" if days == 0 else "night" if days == 1 else "range", anchor)


def claims_of(row: dict[str, Any]) -> Iterator[Claim]:
    """The claims that the gold has of a report, as claims of ours."""
    text, day = row["text"], _day(row["given_date"] or (row["published"] or {}).get("earliest"))
    ref = DocumentRef(row["doc_id"], None, row["title"], row["language"], row["outlet"], Published(day, day, "given"))
    for number, told in enumerate(row["claims"]):
        at = text.find(told["exact"])
        clause = Anchor.of(text, at, at + len(told["exact"]))
        start = at + max(0, told["exact"].find(told["trigger"]))
        tolls = [
            Toll(outcome, told[outcome].get("victims", "unknown"), told[outcome]["low"], told[outcome]["high"], "exact", clause)
            for outcome in ("killed", "injured")
            if told.get(outcome)
        ]  # fmt: skip
        chain = [Source(row["outlet"], "outlet", None)]
        if told["root_source"] != row["outlet"]:
            chain.append(Source(told["root_source"], "official_political", clause))
        actors = (Actor("initiator", told["initiator"], clause),) if told.get("initiator") else ()
        yield Claim(
            f"{row['doc_id']}-{number}", ref, clause, Anchor.of(text, start, start + len(told["trigger"])),
            told["event_type"], told["polarity"], "stated", tuple(chain), actors, _place(told["place"], clause),
            _time(told["time"], clause), (), tuple(tolls), "gold", (),
        )  # fmt: skip


def main() -> int:
    """Prints the figures of score_links.py."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    gold: Path = parser.parse_args().gold
    reports = list(jsonl(gold))
    claims = [claim for row in reports for claim in claims_of(row)]
    texts = (document(row["text"], doc_id=row["doc_id"], outlet=row["outlet"]) for row in reports)
    events = link(claims, Linking(copies_of(texts, published_days(claims))))
    home = {claim_id: event.event_id for event in events for claim_id in event.claims}
    with tempfile.TemporaryDirectory() as folder:
        said, told = Path(folder) / "claims.jsonl", Path(folder) / "events.jsonl"
        lines = (claim_to_json(replace(c, event_id=home[c.claim_id])) for c in claims)
        said.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
        told.write_text("".join(json.dumps(event_to_json(e)) + "\n" for e in events), encoding="utf-8")
        scorer = gold.with_name("score_links.py")
        return subprocess.run([sys.executable, scorer, gold, said, "--events", told], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
