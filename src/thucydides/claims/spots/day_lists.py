"""Days that are told together: one by one ("on 3, 4 and 6 May"), or one counted from another ("two days after 4 May")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene
from thucydides.model.mention import TimeMention

_OLD = timedelta(days=30)
_BETWEEN = 2  # tokens between two days of a list
_BULLET = 2  # tokens before a day that heads an entry
_ENTRY = 6  # tokens from that day to its colon
_OPENS = 4  # tokens from a day over a comma and a preposition to its relative


def dates_another(scene: Scene, time: TimeMention, times: Sequence[TimeMention], deed: Deed) -> bool:
    """ "Two days after the truce of 4 May shells fell": the 4th is the truce's day, and the day counted from it is none of
    the truce's.
    """
    for counted in times:
        if counted.counted_from is None or time not in (counted, _base(counted, times)):
            continue
        if counted.counted_from < counted.first:  # "on Monday, a week after gunmen killed X"
            inside = counted.last <= deed.first and "," not in scene.page.tokens.forms[counted.last : deed.first]
            return inside != (time is counted)
        inside = counted.last <= deed.first < counted.counted_from or heads_relative(scene, _base(counted, times), deed)
        return inside == (time is counted)
    return False


def _base(counted: TimeMention, times: Sequence[TimeMention]) -> TimeMention | None:
    return next((t for t in times if t.first == counted.counted_from), None)


def heads_relative(scene: Scene, time: TimeMention | None, deed: Deed) -> bool:
    """ "The fire of 2 May, which killed nine": a deed of the relative clause right behind a day is of that day."""
    if time is None or not time.last < deed.first:
        return False
    gram = scene.gram
    opens = next((i for i in range(time.last, min(time.last + _OPENS, len(gram))) if gram[i] == "rel"), -1)
    return 0 <= opens < deed.first and "," not in scene.page.tokens.forms[opens + 1 : deed.first]


def price_of_head(scene: Scene, time: TimeMention, deed: Deed) -> float:
    """ "4 May, Beni: gunmen attacked X, bodies were found a day later": what the colon costs behind a day that heads an
    entry, the town perhaps between them; 0 for any other day.
    """
    forms = scene.page.tokens.forms
    head = scene.page.sentences[deed.sentence].first
    if (
        time.precision != "day"
        or time.clock
        or time.first - head > _BULLET
        or any(scene.gram[i] for i in range(head, time.first))
    ):
        return 0.0
    colon = next((i for i in range(time.last, min(time.last + _ENTRY, deed.first)) if forms[i] == ":"), -1)
    return scene.cost[colon + 1] - scene.cost[time.last - 1] if colon >= 0 else 0.0


def is_of_the_court(scene: Scene, time: TimeMention, deed: Deed, times: Sequence[TimeMention]) -> bool:
    """ "On Tuesday a court sentenced two men who killed 13 in 2019": the day before a relative or a word of courts is not the
    deed's behind it, where an older one stands behind that.
    """
    if time.latest is None or time.last > deed.first:
        return False
    first = scene.page.sentences[deed.sentence].first
    between = scene.gram[time.last : deed.first]
    if "rel" not in between and "inquiry" not in scene.gram[first : deed.first]:
        return False
    return any(k.first >= deed.word.last and k.latest is not None and k.latest < time.latest - _OLD for k in times)


def stretched(scene: Scene, time: TimeMention, times: Sequence[TimeMention]) -> TimeMention:
    """A day that opens or goes on a list of days as the whole stretch: what is counted beside it happened on them all."""
    first = last = times.index(time)
    while first and _listed(scene, times[first - 1], times[first]):
        first -= 1
    while last + 1 < len(times) and _listed(scene, times[last], times[last + 1]):
        last += 1
    one, two = times[first], times[last]
    if first == last or one.earliest is None or two.latest is None or one.earliest > two.latest:
        return time
    return replace(
        one, end=two.end, last=two.last, earliest=one.earliest, latest=two.latest, precision="range", alternatives=()
    )


def _listed(scene: Scene, one: TimeMention, two: TimeMention) -> bool:
    """True for two days with nothing but a comma or "and" between them."""
    gap = range(one.last, two.first)
    if len(gap) > _BETWEEN or one.latest is None or two.earliest is None or one.latest >= two.earliest:
        return False
    if one.precision not in ("day", "range") or two.precision not in ("day", "range") or one.window or two.window:
        return False
    opens = scene.page.language.cutting.splitter is not None  # "and" may be written on to the day
    plain = all(scene.page.tokens.forms[i] == "," or scene.gram[i] in ("and", "det") for i in gap)
    return plain and (bool(gap) or opens)
