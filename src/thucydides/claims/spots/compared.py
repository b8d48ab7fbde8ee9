"""Times that what happens now is compared with: "the deadliest attack since 15 March, when 21 people were killed"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import TimeMention, TimePrecision

_REACH = 16  # tokens from a superlative to the time since which nothing was like it
_OPENS = 2  # tokens from that time over a comma to what happened then
_OPENING = frozenset({"clause", "rel"})
_LAST_DAYS = 31


def is_compared(scene: Scene, time: TimeMention) -> bool:
    """ "The worst X since …": so long nothing had been like it, and nothing of now is of that time."""
    if not time.window:
        return False
    sentence, forms = scene.sentence_of(time), scene.page.tokens.forms
    for hit in scene.page.of("history", "most"):
        near = 0 <= time.first - hit.last <= _REACH and scene.page.sentence_at(hit.first) == sentence
        if near and "," not in forms[hit.last : time.first] and "clause" not in scene.gram[hit.last : time.first]:
            return True
    return False


def told_then(scene: Scene, time: TimeMention, deed: Deed) -> TimeMention | None:
    """The start of a time that is compared with, for what happened then ("…, when 21 were killed"); None for all else.

    Where the harm that is told of it hangs on the word for what is compared, that is of then too.
    """
    opened = range(time.last, min(time.last + _OPENS, len(scene.gram)))
    opens = next((i for i in opened if scene.gram[i] in _OPENING), -1)
    if opens < 0:
        return None
    last = scene.page.sentences[deed.sentence].last
    return _start(scene, time) if deed.first > opens or within(scene.mentions.casualties, opens, last) else None


def _start(scene: Scene, time: TimeMention) -> TimeMention:
    """The day, month or year since which something lasts, by what its words name."""
    begun = time.earliest
    if begun is None:
        return time
    figures = [int(form) for form in scene.page.tokens.forms[time.first : time.last] if form.isdecimal()]
    latest = begun
    if begun.day == 1 and not any(figure <= _LAST_DAYS for figure in figures):
        months = 12 if figures and begun.month == 1 else 1
        year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
        latest = date.fromordinal(begun.replace(year=year, month=month + 1).toordinal() - 1)
    precision: TimePrecision = "day" if latest == begun else "month" if (latest - begun).days <= _LAST_DAYS else "year"
    return replace(time, latest=latest, precision=precision, window=False)
