#!/usr/bin/env python3
"""Links a made archive of any number of claims: seconds, memory, and whether partitions give what one piece gives."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from thucydides.linking.link import link
from thucydides.linking.partition import link_in_parts
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, DocumentRef, Place, Source, Time, Toll
from thucydides.model.document import Published, content_id
from thucydides.model.event import Event

SEED = 977
FIRST = date(2015, 1, 1)
COUNTRIES = ("SY", "UA", "SD", "YE", "ML", "CO", "MM", "IQ")
KINDS = ("air_strike", "shelling", "armed_clash", "bombing", "drone_strike", "peaceful_protest", "abduction", "siege")
SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "bar", "nu", "deh", "lo", "var", "ash", "gi", "pel", "do", "zim")
ACTORS = ("the army", "the rebels", "the militia", "the air force")
VOICES = ("the hospital", "the governor", "the monitor", "residents", "the ministry")
# Claims that one happening has on the average, and days over which the archive runs.
TELLINGS, DAYS = 4, 2500


def _town(number: int) -> tuple[str, str, float, float]:
    draw = random.Random(SEED * 31 + number)
    name = "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()
    at = number % len(COUNTRIES)
    return name, COUNTRIES[at], 10 + at * 5 + draw.random() * 4, 20 + at * 6 + draw.random() * 5


def _claim(happening: int, telling: int) -> Claim:
    draw = random.Random(SEED * 1_000_003 + happening)
    town, country, lat, lon = _town(draw.randrange(900))
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    kind, killed, initiator = draw.choice(KINDS), draw.randrange(30), draw.choice(ACTORS)
    own = random.Random(SEED * 7 + happening * 100 + telling)
    published = day + timedelta(days=own.randrange(3))
    outlet, voice = f"Paper {own.randrange(60)}", own.choice(VOICES)
    killed += own.randrange(3)
    words = f"{kind} on {town}: {killed} killed by {initiator}, {voice} said"
    anchor = Anchor(0, len(words), words)
    doc_id = content_id(outlet, words, str(published), str(telling))
    return Claim(
        claim_id=content_id(doc_id, "claim"),
        document=DocumentRef(doc_id, None, None, "en", outlet, Published(published, published, "given")),
        anchor=anchor, trigger=anchor, event_type=kind, polarity="asserted", modality="stated",
        attribution=(Source(outlet, "outlet", None), Source(voice, "official_political", anchor)),
        actors=(Actor("initiator", initiator, anchor, "state_force"),),
        place=Place(
            town, Anchor(0, len(town), town), "settlement", "made", country=country, lat=lat, lon=lon, radius_km=3.0
        ),
        time=Time(day, day, "day", anchor) if own.random() < 0.9 else None,
        weapons=(), casualties=(Toll("killed", "civilians", killed, killed, "exact", anchor),),
        reader="made", rules=(),
    )  # fmt: skip


def made(count: int) -> Iterator[Claim]:
    """Claims of a made archive, the same for ever; happenings lie scattered among them."""
    happenings = max(1, count // TELLINGS)
    for number in range(count):
        yield _claim(number % happenings, number // happenings)


def told(claims: Iterable[Claim], took: list[float]) -> Iterator[Claim]:
    """The claims, and in `took` the CPU seconds that their making takes, which is no linking."""
    waiting = iter(claims)
    while True:
        began = time.process_time()
        claim = next(waiting, None)
        took[0] += time.process_time() - began
        if claim is None:
            return
        yield claim


def digest_of(events: tuple[Event, ...]) -> str:
    """One hash for all that a linking says."""
    return hashlib.sha256(repr(events).encode()).hexdigest()[:16]


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--whole", action="store_true", help="link in one piece instead")
    args = parser.parse_args()
    began, wall = time.process_time(), time.perf_counter()
    making = [0.0]
    claims = told(made(args.claims), making)
    events = link(claims) if args.whole else link_in_parts(claims)
    linked = time.process_time() - began - making[0]
    figures: dict[str, Any] = {
        "claims": args.claims,
        "events": len(events),
        "digest": digest_of(events),
        "linking_cpu_seconds": round(linked, 1),
        "making_cpu_seconds": round(making[0], 1),
        "wall_seconds": round(time.perf_counter() - wall, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
