"""Weighs days: what speaks against a day that is told, and which days the words alone allow."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thucydides.mentions.times import calendars as cal
from thucydides.mentions.times.anniversaries import Anniversary
from thucydides.mentions.times.evidence import Facts, Sign

# Lags of bare weekdays behind the document's day, measured on agency copy (reference of the project): log of shares.
_WEEKDAY_LAG = tuple(math.log(p) for p in (0.50, 0.27, 0.10, 0.05, 0.03, 0.025, 0.025))
_THIS_WEEKDAY_LAG = tuple(math.log(p) for p in (0.80, 0.10, 0.04, 0.02, 0.02, 0.01, 0.01))
_FRESH_SCALE = 5.0
# A day of the month that lies longer behind than this may as well lie ahead, in the year to come.
_AHEAD = 270
_STALE = 45
_BEFORE_NAME, _AFTER_NAME_LEAST, _AFTER_NAME_MOST = -12.0, -1.5, -6.0
_NAME_LINGERS = 400
_YEARS_WIDEST = 40
_FRESH_REACH = 31
_FAR, _MOST_OUTSIDE = 400, 9.0


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


def distinct(names: Iterable[DatedName]) -> tuple[DatedName, ...]:
    """Each name once, as it is first told."""
    return tuple({name.name: name for name in reversed(tuple(names))}.values())[::-1]


def _of_names(day: date, names: Iterable[DatedName]) -> list[Objection]:
    """Names before their time are strong evidence if they are two; one may be a homonym. Names after it are weak:
    opponents and histories keep old names.
    """
    early, gone = [], []
    for name in distinct(names):
        if name.since is not None and day < name.since:
            early.append(f"{name.name} bore this name only from {name.since.isoformat()}")
        elif name.until is not None and (day - name.until).days > _NAME_LINGERS:
            gone.append(f"{name.name} bore this name only until {name.until.isoformat()}")
    found = [Objection(min(len(early), 2), "; ".join(early))] if early else []
    return [*found, Objection(1, "; ".join(gone))] if gone else found


def _of_dates(day: date, facts: Facts) -> list[Objection]:
    found = []
    lags = []
    for month, number, weekday in facts.fresh:
        lag = occurrence(month, number, day)
        if lag is None:
            continue
        if lag <= _AHEAD:
            lags.append(abs(lag))
        exact = cal.shifted(day, -lag)
        ahead = cal.gregorian(exact.year + 1, month, number) if lag > _AHEAD else None
        if weekday is not None and weekday not in [d.isoweekday() for d in (exact, ahead) if d is not None]:
            found.append(Objection(2, f"--{month:02d}-{number:02d} is not the weekday told in {exact.year}"))
    if lags and facts.deictic and min(lags) > _STALE:
        found.append(Objection(min(len(set(lags)), 2), f"the freshest day told lies {min(lags)} days before it"))
    later = [d for d in facts.dated if (d - day).days > 31]
    if later:
        found.append(Objection(3, f"the text tells of {later[0].isoformat()}, after it"))
    elif any(y > day.year + 1 for y in facts.years):
        found.append(Objection(2, f"the text tells of {max(facts.years)}, after it"))
    return found


def _of_anniversaries(day: date, facts: Facts) -> list[Objection]:
    """ "The 58th anniversary" is not written years before or after it."""
    found = []
    for one in facts.anniversaries:
        if one.sure and _outside(day, one) > _FAR:
            found.append(Objection(1, f"the text tells an anniversary of {one.day or one.earliest.year}: {one.name}"))
    return found[:2]


def _outside(day: date, one: Anniversary) -> int:
    """How many days a day lies outside the range that an anniversary gives."""
    return max((one.earliest - day).days, (day - one.latest).days, 0)


def _common(facts: Facts) -> tuple[date, date] | None:
    """The days that all anniversaries of a page allow; None where there are none, or none that all allow."""
    found = facts.anniversaries
    if not found:
        return None
    first, last = max(one.earliest for one in found), min(one.latest for one in found)
    return (first, last) if first <= last else None


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
        if away > 3 and sign.rank in ("published", "dateline", "deictic", "asof", "line", "anniversary", "foot"):
            if sign.rank == "asof" and exact is not None and 0 <= (day - exact).days <= 14:
                continue
            strength = 2 if sign.rank in ("foot", "anniversary") or exact is None else 3
            found.append(Objection(strength, f"\u201c{sign.exact}\u201d ({sign.rank}) names another day"))
    return found + _of_dates(day, facts) + _of_anniversaries(day, facts) + _of_names(day, names)


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
    for one in facts.anniversaries:
        score -= min(_outside(day, one) / _FRESH_REACH, _MOST_OUTSIDE) if one.sure else 0.0
        score -= 1.0 if one.day is not None and day < one.day else 0.0
    for name in names:
        if name.since is not None and day < name.since:
            score += _BEFORE_NAME
        elif name.until is not None and day > name.until:
            score += max(_AFTER_NAME_MOST, _AFTER_NAME_LEAST - (day - name.until).days / 120.0)
    return score


def years_allowed(
    facts: Facts, names: tuple[DatedName, ...], signs: list[Sign], bound: date | None
) -> tuple[list[int], list[str]]:
    """(years, why) that the evidence spans: empty where it has no lower or no upper end."""
    since = [n.since for n in names if n.since is not None]
    until = [n.until for n in names if n.until is not None]
    told = [d for d in (*facts.dated, *(s.date for s in signs)) if d is not None]
    years = [d.year for d in told] + list(facts.years)
    common = _common(facts)
    reasons = [
        f"it tells an anniversary of {a.day or a.earliest.year}: {a.name}" for a in facts.anniversaries if common
    ]
    reasons += [f"{n.name}: this name from {n.since or 'of old'} until {n.until}" for n in names if n.until is not None]
    if told:
        reasons.append(f"the text tells of {max(told).isoformat()}")
    if common is not None:
        since.append(common[0])
        until.append(common[1])
    if not since and not until and not told:
        return [], reasons
    low = max([d.year for d in since] + years, default=min((d.year for d in until), default=0) - 5)
    if since and until and common is None:
        low = min(low, *(d.year for d in until))
    ends = [common[1].year] if common is not None else [d.year + 1 for d in until]
    high = max(ends + [d.year + 1 for d in told], default=0)
    if bound is not None:
        high = bound.year
    if not low or not high or high < low:
        return [], reasons
    return list(range(max(low, high - _YEARS_WIDEST), high + 1)), reasons


def _days_near(years: list[int], signs: list[Sign], facts: Facts) -> list[date]:
    """The days of these years on or soon after a day of the month that is told."""
    days: set[date] = set()
    told = [(s.month, s.day) for s in signs] or [(month, day) for month, day, _ in facts.fresh]
    told = told or [(a.day.month, a.day.day) for a in facts.anniversaries if a.day is not None]
    for year in years:
        for month, number in told:
            exact = cal.gregorian(year, month, number)
            if exact is not None:
                days.update(cal.shifted(exact, lag) for lag in range(-1, _FRESH_REACH))
    return sorted(days)


def weigh(
    years: list[int], signs: list[Sign], facts: Facts, names: tuple[DatedName, ...], bound: date | None
) -> list[tuple[date, float]]:
    """(day, share) of the days that the words allow, best first; shares sum to one. `bound` is the latest possible."""
    days = [day for day in _days_near(years, signs, facts) if bound is None or day <= bound]
    if not days:
        return []
    scores = [_score(day, signs, facts, names) for day in days]
    best = max(scores)
    weights = [math.exp(s - best) for s in scores]
    whole = sum(weights)
    return sorted(zip(days, (w / whole for w in weights), strict=True), key=lambda pair: (-pair[1], pair[0]))
