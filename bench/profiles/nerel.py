"""NEREL: words of events and harm, all toponyms and times, and the places, days and actors of claims as their ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reading import read, rows, scene
from thucydides.claims.scene import Mentions, Scene
from thucydides.knowledge.times import time_book
from thucydides.mentions import times
from thucydides.model.anchor import Anchor


def _span(anchor: Anchor) -> list[int]:
    return [anchor.start, anchor.end]


def _unique(pairs: list[Any]) -> list[Any]:
    return sorted({repr(p): p for p in pairs}.values())


def _joined(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Spans in order, those that overlap made one."""
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def _events(seen: Mentions) -> list[list[int]]:
    """Event words and words of harm, whether or not a claim is made of them; the dead as a counted noun are persons."""
    events = [(t.start, t.end) for t in seen.triggers if t.sense != "light"]
    return _joined(events + [(c.start, c.end) for c in seen.casualties if c.role == "outcome" and c.args != "noun"])


_LONG = frozenset({"day", "day24", "week", "month"})
_ROUGH = frozenset({"about", "more_than", "at_least"})  # "more than twenty years": of the old it is told exactly


def _dates(stage: Scene) -> list[list[int]]:
    """Times that name days, and how long something took ("six months"), which the set counts as dates and a record of
    events not. Clock times and ages ("54 years") are classes of their own in the set.
    """
    book = time_book(stage.page.language.code)
    tokens, single = stage.page.tokens, book.single
    everything = times.find(stage.page, book, births=True)
    vague = {words.start for words in everything if words.kind == "vague"}  # "lately" names no day
    told = [t for t in stage.mentions.times if not t.clock or t.earliest or t.symbolic]
    found = [(t.start, t.end) for t in told if t.start not in vague]
    rough = {h.first for h in stage.page.of("numbers", "approximator") if h.entry.value in _ROUGH}
    events = {words.start for words in times.find(stage.page, book)}
    found += [
        (words.start, words.end) for words in everything if words.start not in events
    ]  # days of births are dates too
    for number in stage.mentions.numbers:
        lexeme = single.get(tokens.forms[number.last]) if number.last < len(tokens) else None
        unit = str(lexeme.senses.get("unit")).rstrip("+") if lexeme is not None else ""
        if unit in _LONG or (unit == "year" and number.first in rough):
            found.append((number.start, tokens.ends[number.last]))
    return _joined(found)


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Spans and pairs of spans of each document."""
    for row in rows(gold, "id", "text"):
        claims = read(row["text"], doc_id=row["id"], language="ru").claims
        stage = scene(row["text"], doc_id=row["id"], language="ru")
        seen = stage.mentions if stage else None
        placed = [(c, c.place.anchor) for c in claims if c.place is not None]
        timed = [(c, c.time.anchor) for c in claims if c.time is not None and c.time.anchor is not None]
        acting = [(c, a.anchor) for c in claims for a in c.actors]
        yield {
            "id": row["id"],
            "events": _events(seen) if seen else [],
            "places": [[p.start, p.end] for p in seen.places if not p.anaphor] if seen else [],
            "dates": _dates(stage) if stage else [],
            "organizations": _unique([_span(a.anchor) for c in claims for a in c.actors if a.actor_id]),
            "numbers": _unique([_span(t.anchor) for c in claims for t in c.casualties]),
            "event_places": _unique([[_span(c.trigger), _span(a)] for c, a in placed]),
            "event_dates": _unique([[_span(c.trigger), _span(a)] for c, a in timed]),
            "event_participants": _unique([[_span(c.trigger), _span(a)] for c, a in acting]),
        }
