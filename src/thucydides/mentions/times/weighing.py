"""Weighs days: what speaks against a day that is told, and which days the words alone allow."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.evidence import Facts, Sign

# Lags of bare weekdays behind the document's day, measured on agency copy (reference of the project): log of shares.
_WEEKDAY_LAG = tuple(math.log(p) for p in (0.50, 0.27, 0.10, 0.05, 0.03, 0.025, 0.025))
_THIS_WEEKDAY_LAG = tuple(math.log(p) for p in (0.80, 0.10, 0.04, 0.02, 0.02, 0.01, 0.01))
_FRESH_SCALE = 5.0
_STALE = 45
_BEFORE_NAME, _AFTER_NAME_LEAST, _AFTER_NAME_MOST = -12.0, -3.0, -12.0


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name found at characters [start, end) that was borne from `since` until `until` (None: open)."""

    name: str
    since: date | None
    until: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a day: how strongly (2 is enough against a line of the page) and why."""

    strength: int
    reason: str


def occurrence(month: int, day: int, near: date) -> int | None:
    """Days from the latest such day of the year to `near`; a day up to a month ahead counts as ahead (negative)."""
    gaps = []
    for year in (near.year - 1, near.year, near.year + 1):
        exact = cal.gregorian(year, month, day)
        if exact is not None:
            gaps.append((near - exact).days)
    behind = [g for g in gaps if g >= -31]
    return min(behind, key=lambda g: (g < 0, abs(g))) if behind else None


def _of_names(day: date, names: Iterable[DatedName]) -> list[Objection]:
    found = []
    for name in names:
        if name.since is not None and day < name.since:
            found.append(Objection(3, f"{name.name} bore this name only from {name.since.isoformat()}"))
        elif name.until is not None and (day - name.until).days > 60:
            gone = (day - name.until).days
            strength = 2 if gone > 400 else 1
            found.append(Objection(strength, f"{name.name} bore this name only until {name.until.isoformat()}"))
    return found


def _of_dates(day: date, facts: Facts) -> list[Objection]:
    found = []
    lags = []
    for month, number, weekday in facts.fresh:
        lag = occurrence(month, number, day)
        if lag is None:
            continue
        lags.append(abs(lag))
        exact = cal.shifted(day, -lag)
        if weekday is not None and exact.isoweekday() != weekday:
            found.append(Objection(2, f"--{month:02d}-{number:02d} is not the weekday told in {exact.year}"))
    if lags and facts.deictic and min(lags) > _STALE:
        found.append(Objection(2, f"the freshest day told lies {min(lags)} days before it"))
    later = [d for d in facts.dated if (d - day).days > 31]
    if later:
        found.append(Objection(3, f"the text tells of {later[0].isoformat()}, after it"))
    elif any(y > day.year + 1 for y in facts.years):
        found.append(Objection(2, f"the text tells of {max(facts.years)}, after it"))
    return found


def objections(day: date, signs: Iterable[Sign], facts: Facts, names: Iterable[DatedName]) -> list[Objection]:
    """All that speaks against a day. Signs are other than the one that told it."""
    found = []
    for sign in signs:
        exact = sign.date
        if exact is None:
            lag = occurrence(sign.month, sign.day, day)
            away = 400 if lag is None else abs(lag)
        else:
            away = abs((day - exact).days)
        if away > 3 and sign.rank in ("published", "dateline", "deictic", "asof", "line", "foot"):
            if sign.rank == "asof" and exact is not None and 0 <= (day - exact).days <= 14:
                continue
            strength = 3 if sign.rank in ("published", "dateline", "deictic", "asof") else 2
            found.append(Objection(strength, f"\u201c{sign.exact}\u201d ({sign.rank}) names another day"))
    return found + _of_dates(day, facts) + _of_names(day, names)


def supports(day: date, signs: Iterable[Sign], facts: Facts) -> list[str]:
    """What the text says that agrees with a day, in words."""
    found = []
    for sign in signs:
        exact = sign.date
        lag = (day - exact).days if exact is not None else occurrence(sign.month, sign.day, day)
        if lag is not None and -1 <= lag <= 2:
            found.append(f"\u201c{sign.exact}\u201d ({sign.rank}) agrees")
    for month, number, weekday in facts.fresh:
        lag = occurrence(month, number, day)
        if lag is not None and 0 <= lag <= 10:
            exact = cal.shifted(day, -lag)
            if weekday is None or exact.isoweekday() == weekday:
                found.append(f"--{month:02d}-{number:02d} lies {lag} days before it")
                break
    return found


def _score(day: date, signs: list[Sign], facts: Facts, names: tuple[DatedName, ...]) -> float:
    """The log weight of a day."""
    score = 0.0
    for sign in signs:
        lag = occurrence(sign.month, sign.day, day)
        score += {0: 0.0, 1: -1.0, 2: -2.5}.get(lag if lag is not None else 99, -9.0)
    lags = []
    for month, number, weekday in facts.fresh:
        lag = occurrence(month, number, day)
        if lag is None or lag < 0:
            score -= 6.0
            continue
        if weekday is not None and cal.shifted(day, -lag).isoweekday() != weekday:
            score -= 6.0
        lags.append(lag)
    for rank, lag in enumerate(sorted(lags)[:2]):
        score -= min(lag / _FRESH_SCALE + (lag > _STALE) * 4.0, 30.0) / (1 + rank)
    for exact in sorted(facts.dated, reverse=True)[:1]:
        lag = (day - exact).days
        score -= 6.0 if lag < 0 else min(lag / 60.0, 4.0)
    if facts.years and day.year < max(facts.years):
        score -= 4.0 * (max(facts.years) - day.year)
    for number, this in sorted(set(facts.weekdays)):
        back = (day.isoweekday() - number) % 7
        score += (_THIS_WEEKDAY_LAG if this else _WEEKDAY_LAG)[back]
    for name in names:
        if name.since is not None and day < name.since:
            score += _BEFORE_NAME
        elif name.until is not None and day > name.until:
            gone = (day - name.until).days
            score += max(_AFTER_NAME_MOST, _AFTER_NAME_LEAST - gone / 60.0)
    return score


def years_allowed(
    facts: Facts, names: tuple[DatedName, ...], signs: list[Sign], bound: date | None
) -> tuple[list[int], list[str]]:
    """(years, why) that the evidence allows: empty where nothing tells the year."""
    reasons: list[str] = []
    low, high = 0, 0
    since = [n for n in names if n.since is not None]
    until = [n for n in names if n.until is not None]
    if since:
        last = max(since, key=lambda n: (n.since or date.min, n.name))
        low = (last.since or date.min).year
        reasons.append(f"{last.name} bore this name from {last.since}")
    if until:
        first = min(until, key=lambda n: (n.until or date.max, n.name))
        high = (first.until or date.max).year
        reasons.append(f"{first.name} bore this name until {first.until}")
    told = [d for d in (*facts.dated, *(s.date for s in signs)) if d is not None]
    if told:
        newest = max(told)
        low = max(low, newest.year)
        reasons.append(f"the text tells of {newest.isoformat()}")
        if not high:
            high = low + 1
    elif facts.years:
        low = max(low, *facts.years)
    if bound is not None:
        high = min(high, bound.year) if high else bound.year if low and bound.year - low <= 2 else high
    if not low or not high or high < low or high - low > 3:
        return [], reasons
    return list(range(low, high + 1)), reasons


def weigh(
    years: list[int], signs: list[Sign], facts: Facts, names: tuple[DatedName, ...], bound: date | None
) -> list[tuple[date, float]]:
    """(day, share) of all days of these years, best first; shares sum to one. `bound` is the latest day possible."""
    days = []
    for year in years:
        day = date(year, 1, 1)
        while day.year == year:
            if bound is None or day <= bound:
                days.append(day)
            day = cal.shifted(day, 1)
    if not days:
        return []
    scores = [_score(day, signs, facts, names) for day in days]
    best = max(scores)
    weights = [math.exp(s - best) for s in scores]
    whole = sum(weights)
    return sorted(zip(days, (w / whole for w in weights), strict=True), key=lambda pair: (-pair[1], pair[0]))
