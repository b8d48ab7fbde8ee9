"""How long each page takes at the server on a large project: python bench/web_pages.py [--claims 100000] [--keep DIR]."""

from __future__ import annotations

import argparse
import importlib
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from thucydides.model.claim import Claim, Reading
from thucydides.model.document import content_id
from thucydides.model.event import Event, Relation
from thucydides.store.project import Project

MOST_MS = 200.0
CLAIMS_A_DOCUMENT = CLAIMS_AN_EVENT = 5


def large(root: Path, claims: int) -> Path:
    """A project of so many claims, five a document and five an event, with a contradiction in each second event."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    demo = importlib.import_module("web.demo")
    languages, chance = list(demo.TOLD), random.Random(11)
    with Project.init(root) as project:
        made: list[Claim] = []
        for serial in range(claims // CLAIMS_A_DOCUMENT):
            language = languages[serial % len(languages)]
            place = demo.PLACES[serial % len(demo.PLACES)]
            day = demo.FIRST + timedelta(days=serial % 700)
            document, reading = demo.report(language, place, 5 + chance.randrange(12), day, serial)
            (one,) = reading.claims
            several = tuple(_moved(one, n, chance) for n in range(CLAIMS_A_DOCUMENT))
            project.add(document)
            project.save(Reading(reading.document, several), "demo/1")
            made += several
        size = CLAIMS_AN_EVENT
        events = [_event(made[n : n + size], n // size) for n in range(0, len(made), size)]
        project.save_events(tuple(events), "demo/1")
    return root


def _moved(claim: Claim, number: int, chance: random.Random) -> Claim:
    place = claim.place
    if place is not None and place.lat is not None and place.lon is not None:
        place = replace(place, lat=place.lat + chance.uniform(-4, 4), lon=place.lon + chance.uniform(-6, 6))
    return replace(claim, claim_id=content_id(claim.claim_id, str(number)), place=place)


def _event(claims: list[Claim], number: int) -> Event:
    ids = tuple(sorted({c.claim_id for c in claims}))
    told = (Relation(ids[1], ids[0], "conflicts_number", "5 and 9 killed"),) if number % 2 else ()
    return Event(content_id("event", ids[0]), ids, ("hospital", "residents"), told)


@dataclass(frozen=True, slots=True)
class Timing:
    """A page and how many milliseconds it took: the median of some times, warm."""

    path: str
    median_ms: float


def timings(root: Path, *, turns: int = 5) -> list[Timing]:
    """Every page of a project as a reviewer asks for it, inside one process: the time at the server, no network."""
    from starlette.testclient import TestClient

    from thucydides.web.app import Web
    from thucydides.web.serving import Serving
    from thucydides.web.sessions import COOKIE, Sessions
    from thucydides.web.users import User

    with Project.open(root) as project:
        sessions = Sessions()
        web = Web(project, Serving(by="rana"), sessions, log=False)
        web.warm()
        client = TestClient(web.app(), base_url="http://127.0.0.1", headers={"sec-fetch-site": "same-origin"})
        client.cookies.set(COOKIE, sessions.begin(User("rana", "admin")))
        return [Timing(path, _median(client, path, turns)) for path in _paths(client)]


def _paths(client: Any) -> list[str]:
    claim = client.get("/claims.json").json()["rows"][0]
    events = client.get("/events.json").json()["rows"]
    a, b = events[0]["event_id"], events[1]["event_id"]
    return [
        "/queue", "/documents", f"/documents/{claim['doc_id']}", "/claims", f"/claims/{claim['claim_id']}", "/events",
        f"/events/{a}", f"/match?a={a}&b={b}", "/map", "/map/points.json", "/registries", "/export", "/audit", "/methodology",
        "/claims?country=SY", "/claims?country=SY&language=en", "/claims?country=SY&language=ar", "/events?place=Kafr", "/map?place=Kafr",
    ]  # fmt: skip


def _median(client: Any, path: str, turns: int) -> float:
    took = []
    for _ in range(turns + 1):  # the first is not counted: it fills what the server keeps
        begun = time.perf_counter()
        answer = client.get(path)
        took.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    return round(statistics.median(took[1:]), 1)


def main() -> int:
    """Makes the project, prints one line a page, and says which are slower than they may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the project here, or use the one that is here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = asked.keep or Path(folder) / "p"
        if not (root / "project.sqlite").exists():
            begun = time.perf_counter()
            large(root, asked.claims)
            print(f"made {asked.claims} claims in {time.perf_counter() - begun:.0f} s")
        slow = []
        for one in timings(root):
            print(f"{one.median_ms:8.1f} ms  {one.path}")
            slow += [one.path] if one.median_ms > MOST_MS else []
    print(f"slower than {MOST_MS:.0f} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
