"""What a report tells of times gone by: history, what is tried in court, a report that is all of the past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.model.document import Published
from thucydides.model.mention import TimeMention

HISTORY = timedelta(days=90)  # what is older than the news is told as its background
_LONG = timedelta(days=365)


def time_told(d: Draft) -> TimeMention | None:
    """The words of time that a draft has."""
    return d.time.mention if d.time and isinstance(d.time.mention, TimeMention) else None


def _began_long_ago(time: TimeMention, day: date) -> bool:
    """ "has been hit by unrest since 2011": what has gone on for over a year is the ground of the news."""
    return time.earliest is not None and time.earliest < day - _LONG


def is_history(d: Draft, published: Published) -> bool:
    """True for what was over long before the day of publication, and for what has gone on for over a year."""
    time = time_told(d)
    if time is None or time.latest is None or published.earliest is None or d.stance.polarity == "denied":
        return False
    if time.latest < published.earliest - HISTORY:
        return True
    return time.window and not d.harms and d.code != "siege" and _began_long_ago(time, published.earliest)


def is_tried(scene: Scene, d: Draft) -> bool:
    """True for an old event of which a paragraph tells a charge, a trial or a sentence: it is told as one of its own."""
    here = scene.page.sentences[d.deed.sentence].paragraph
    spans = [(s.first, s.last) for s in scene.page.sentences if s.paragraph == here]
    return any(scene.gram[i] == "inquiry" for a, b in spans for i in range(a, b))


def is_about_the_past(drafts: Sequence[Draft], published: Published) -> bool:
    """True where most of what has a date is old: a trial or an inquiry tells old events as its own."""
    dated = [d for d in drafts if (t := time_told(d)) is not None and t.latest is not None]
    old = [d for d in dated if is_history(d, published)]
    return len(old) > 1 and 2 * len(old) > len(dated)


def is_older(d: Draft, main: date | None) -> bool:
    """History even to a tale of the past: long before the first day it tells."""
    time = time_told(d)
    if main is None or time is None or time.latest is None:
        return False
    return time.precision == "year" and time.latest < main - HISTORY


def or_main_day(drafts: Sequence[Draft], published: Published) -> Published:
    """The publication, or where it is not known the day on which most is told to have happened, the first on a tie."""
    if published.earliest is not None:
        return published
    done = [d for d in drafts if d.stance.modality not in ("planned", "hypothetical")]
    days = [t.latest for d in done if (t := time_told(d)) is not None and t.latest is not None and t.precision == "day"]
    main = Counter(days).most_common(1)
    return Published(main[0][0], main[0][0], "unknown") if main else published
