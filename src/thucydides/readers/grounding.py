"""Makes a claim of a telling: finds its words, and lets the house read numbers, days, places and names from them."""

from __future__ import annotations

import re
from dataclasses import replace

from thucydides.claims.assembly.assemble import untold_time
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, Place, Source, Time, Toll, Weapon
from thucydides.model.document import content_id
from thucydides.model.mention import NumberMention
from thucydides.readers.finding import find, missing
from thucydides.readers.ground import Ground, touching
from thucydides.readers.telling import Telling, ToldActor, ToldSource, ToldTime, ToldToll, Words

_NO_EVENT_THERE = frozenset({"nationality", "outlet", "comparison"})
_UNREAD = frozenset({"header", "credit", "title_repeat"})
_LONGEST = 10
_DIGITS = re.compile(r"\d+(?:[\s.,\u00a0\u202f]\d{3})*")


class Grounding:
    """One telling on its ground: `claim` may hold words that do not stand (the gate judges); `refused` are numbers and
    days that the words do not bear.
    """

    def __init__(self, telling: Telling, ground: Ground, reader: str) -> None:
        self.refused: list[str] = []
        self._told = telling
        self._ground = ground
        self._within = telling.within or (0, len(ground.text))
        trigger_near: tuple[int, int] | None = None
        clause = self._find(telling.clause) if telling.clause else None
        if clause is not None and self._stands(clause):
            trigger_near = (clause.start, clause.end)
        self._trigger = self._find(telling.trigger, trigger_near)
        self._clause = clause or (ground.sentence(self._trigger) if self._stands(self._trigger) else self._trigger)
        self._near = (self._clause.start, self._clause.end)
        self.claim = self._claim(reader)

    def _find(self, words: Words, near: tuple[int, int] | None = None) -> Anchor:
        return find(self._ground.text, words, self._within, near, self._told.unseen) or missing(
            self._ground.text, words
        )

    def _stands(self, anchor: Anchor) -> bool:
        return anchor.holds(self._ground.text)

    def _claim(self, reader: str) -> Claim:
        told, ref = self._told, self._ground.ref
        sources = (self._ground.outlet, *(self._source(s) for s in told.sources))
        tolls = tuple(t for t in map(self._toll, told.tolls) if t is not None)
        identity = (
            reader, ref.doc_id, str(self._trigger.start), str(self._trigger.end), told.event_type, told.polarity,
            sources[-1].source,
        )  # fmt: skip
        return Claim(
            claim_id=content_id(*identity, *(str(t.anchor.start) for t in tolls)),
            document=ref,
            anchor=self._clause,
            trigger=self._trigger,
            event_type=told.event_type,
            polarity=told.polarity,
            modality=told.modality,
            attribution=sources,
            actors=tuple(map(self._actor, told.actors)),
            place=self._place(told.place) if told.place else None,
            time=self._time(told.time) if told.time else untold_time(ref),
            weapons=tuple(Weapon(w.code, a.exact, a) for w in told.weapons for a in (self._find(w.words, self._near),)),
            casualties=tolls,
            reader=reader,
            rules=told.rules,
        )

    def unread(self) -> str:
        """Why a claim that stands here is not coded; empty where it may be: headers and credits are never read."""
        role = self._ground.role(self._trigger.start) if self._stands(self._trigger) else "body"
        return f"stands in a {role.replace('_', ' ')}" if role in _UNREAD else ""

    def _source(self, told: ToldSource) -> Source:
        anchor = self._find(told.words, self._near)
        cue = self._find(told.cue, self._near) if told.cue else None
        for m in touching(self._ground.mentions.sources, anchor, lambda m: m.role == "named"):
            if m.name:
                return Source(m.name, told.kind, anchor, cue, told.stance, m.args or None)
        return Source(anchor.exact, told.kind, anchor, cue, told.stance)

    def _actor(self, told: ToldActor) -> Actor:
        anchor = self._find(told.words, self._near)
        for m in touching(self._ground.mentions.actors, anchor, lambda m: bool(m.name)):
            return Actor(told.role, m.name, anchor, m.kind, m.actor_id, m.label)
        return Actor(told.role, anchor.exact, anchor, told.kind)

    def _place(self, words: Words) -> Place:
        anchor = self._find(words, self._near)
        for p in touching(self._ground.mentions.places, anchor, lambda p: p.role not in _NO_EVENT_THERE):
            span = Anchor.of(self._ground.text, min(p.start, anchor.start), max(p.end, anchor.end))
            reason = "the reader's words, the gazetteer's point" + (f"; {p.reason}" if p.reason else "")
            return Place(
                p.name, span, p.precision, reason, p.gazetteer_id, p.country, p.admin1, p.lat, p.lon, p.radius_km,
                p.alternatives,
            )  # fmt: skip
        return Place(anchor.exact, anchor, "unresolved", "the reader's words; in no gazetteer")

    def _time(self, told: ToldTime) -> Time:
        """The days that the house reads from the words; else the given ones where the day's number stands there."""
        anchor = self._find(told.words, self._near)
        for t in touching(self._ground.mentions.times, anchor):
            span = Anchor.of(self._ground.text, min(t.start, anchor.start), max(t.end, anchor.end))
            return Time(t.earliest, t.latest, t.precision, span, t.symbolic, t.clock)
        days = [d for d in (told.earliest, told.latest) if d is not None]
        numbers = set(_numbers(anchor.exact))
        if days and self._stands(anchor):
            if all(d.day in numbers for d in days):
                return Time(min(days), max(days), "day" if len(set(days)) == 1 else "range", anchor)
            told_days = " to ".join(str(d) for d in days)
            self.refused.append(f"time: the words {anchor.exact!r} do not bear the days {told_days}")
        return Time(None, None, "symbolic", anchor)

    def _toll(self, told: ToldToll) -> Toll | None:
        """The toll with the number that the house reads from its words; None where they bear no such number."""
        anchor = self._find(told.words, self._near)
        asked = [n for n in (told.low, told.high) if n is not None]
        toll = Toll(told.outcome, told.victims, told.low, told.high, told.exactness, anchor)
        if not self._stands(anchor):
            return toll
        if not asked:
            return replace(toll, exactness="vague")
        found = touching(self._ground.mentions.numbers, anchor, lambda m: not m.ordinal)
        for m in found:
            if _agree(m, told):
                span = Anchor.of(self._ground.text, min(m.start, anchor.start), max(m.end, anchor.end))
                return replace(toll, low=m.low, high=m.high, exactness=m.exactness, anchor=span)
        if not found and (set(asked) <= set(_numbers(anchor.exact)) or self._unsaid(anchor, set(asked))):
            return toll
        self.refused.append(
            f"casualties: the words {anchor.exact!r} do not bear the number {' to '.join(map(str, asked))}"
        )
        return None

    def _unsaid(self, anchor: Anchor, asked: set[int]) -> bool:
        """True where words without a number bear it: "no victims" is 0, a dual 2, a noun that is no plural 1."""
        mentions = self._ground.mentions
        harm = touching(mentions.casualties, anchor)
        if asked == {0}:
            return any(m.role == "none" for m in harm)
        if any(m.count is not None and {m.count} == asked for m in harm):
            return True
        features = [m.features for m in harm] + [m.features for m in touching(mentions.actors, anchor)]
        return asked == {1} and not any("pl" in f and "sg" not in f for f in features)


def _agree(m: NumberMention, told: ToldToll) -> bool:
    """True where a bound that was told is the number's own on that side, or the number is one and both say it."""
    low, high = told.low, told.high
    if m.low is not None and m.low == m.high:
        return {low, high} - {None} == {m.low}
    return (low is not None and low == m.low) or (high is not None and high == m.high)


def _numbers(words: str) -> list[int]:
    """The numbers that stand in words as digits of any script; those of more digits than people count nothing."""
    bare = (re.sub(r"\D", "", found) for found in _DIGITS.findall(words))
    return [int(digits) for digits in bare if len(digits) <= _LONGEST]
