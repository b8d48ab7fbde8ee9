"""The days a report is about: which words of time are only told beside its news and date nothing but their own sentence."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from thucydides.claims.scene import Scene, within
from thucydides.model.document import Published
from thucydides.model.mention import TimeMention

_NEWS = timedelta(days=14)  # before publication, for a day to be one of the news
_AHEAD = timedelta(days=7)  # by which a range may reach over the publication
_WIDE_DAYS = 45  # a longer range than this dates no other sentence of a report that has days of its own


class NewsDays(msgspec.Struct, frozen=True, gc=False):
    """Publication as a range of days; `told` is true where some sentence with an event names a day shortly before it."""

    first: date | None = None
    last: date | None = None
    told: bool = False

    def is_ahead(self, time: TimeMention) -> bool:
        """ "next Wednesday", "by the end of June": nothing that has happened by the publication is of such a day."""
        if self.last is None or time.earliest is None or time.latest is None:
            return False
        return time.earliest > self.last or time.latest > self.last + _AHEAD

    def is_aside(self, time: TimeMention) -> bool:
        """ "in 2011", "since last year" in a report of Monday's strike: background that dates no other sentence."""
        if self.first is None or time.earliest is None or time.latest is None:
            return False
        wide = (time.latest - time.earliest).days > _WIDE_DAYS
        return wide or (self.told and time.latest < self.first - _NEWS)


def day_of_heading(scene: Scene, number: int, news: NewsDays) -> TimeMention | None:
    """ "Summary for Monday 23 June": the one day that a heading without an event names, before that of publication."""
    s = scene.page.sentences[number]
    times = within(scene.mentions.times, s.first, s.last)
    if len(times) != 1 or news.last is None or within(scene.mentions.triggers, s.first, s.last):
        return None
    day = times[0]
    told = day.precision == "day" and day.latest is not None and day.latest < news.last and not day.window
    return day if told and day.earliest is not None and not news.is_aside(day) else None


def day_alone(scene: Scene, number: int, news: NewsDays) -> TimeMention | None:
    """ "29 April. Two people were killed …": a sentence that is nothing but a day or a few, which those behind it are of."""
    s = scene.page.sentences[number]
    times = within(scene.mentions.times, s.first, s.last)
    if len(times) != 1 or times[0].precision not in ("day", "night", "range") or times[0].window:
        return None
    shapes, day = scene.page.tokens.shapes, times[0]
    rest = shapes[s.first : day.first] + shapes[day.last : s.last]
    bare = all(shape in ".n" for shape in rest)
    return day if bare and day.earliest is not None and not news.is_ahead(day) and not news.is_aside(day) else None


def goes_back(story: TimeMention, time: TimeMention) -> bool:
    """True of a day told behind a later one of its paragraph: a look back does not move the story."""
    if story.earliest is None or time.latest is None or time.window or story.window:
        return False
    return time.latest < story.earliest and (story.earliest - time.latest) <= _NEWS


def news_days(scene: Scene, published: Published) -> NewsDays:
    """The news days of a document; `told` is false for a document that only tells of older days."""
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return NewsDays()
    floor = first - _NEWS
    for t in scene.mentions.times.all:
        if t.earliest is None or t.latest is None or t.precision not in ("day", "night", "range"):
            continue
        s = scene.page.sentences[scene.sentence_of(t)]
        fresh = floor <= t.earliest and t.latest <= last and t.first >= scene.dateline[1]
        if fresh and within(scene.mentions.triggers, s.first, s.last):
            return NewsDays(first, last, True)
    return NewsDays(first, last)
