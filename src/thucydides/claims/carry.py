"""Carry-over between drafts: an event told without its day or place takes those of the same event told near by."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.background.newsday import NewsDays
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene, within
from thucydides.claims.sense import count_alike, kinds_agree, places_agree
from thucydides.claims.settings import Chosen
from thucydides.claims.sides.shared_verbs import object_of_the_verb_before
from thucydides.model.mention import TimeMention

_PARAGRAPHS = 4
_OPENING = 4  # sentences, title included, in which a report says of what night or day it tells
_HEAD = 4  # tokens in which a sentence takes up the event told before
_BULLETIN = 2  # events without words of time that make a list of a report
_SUFFERED = ("suffer", "borne", "converse", "lose")
_TAKEN = ("territory_gain_state", "territory_gain_nonstate")
_LOOSE = (
    "carried over from the event told before",
    "lent by the title",
    "the place named most often",
    "lent by the dateline",
)


def _paragraph(scene: Scene, d: Draft) -> int:
    return scene.page.sentences[d.deed.sentence].paragraph


def _neighbours(scene: Scene, drafts: list[Draft], i: int) -> list[Draft]:
    """Other drafts within a few paragraphs, those before first, the nearest first."""
    sentences = scene.page.sentences
    here = _paragraph(scene, drafts[i])
    near: list[Draft] = []
    for k in range(i - 1, -1, -1):
        if here - sentences[drafts[k].deed.sentence].paragraph <= _PARAGRAPHS:
            near.append(drafts[k])
    for k in range(i + 1, len(drafts)):
        if sentences[drafts[k].deed.sentence].paragraph - here <= 1:
            near.append(drafts[k])
    return near


def _told_behind(scene: Scene, drafts: Sequence[Draft], d: Draft) -> Chosen | None:
    """ "The incident happened on Monday at noon": a sentence right behind that tells nothing but when."""
    at = d.deed.sentence + 1
    if at >= len(scene.page.sentences):
        return None
    s = scene.page.sentences[at]
    here = [i for i in range(s.first, min(s.first + _HEAD, s.last)) if scene.gram[i] == "same"]
    if not any(scene.gram_values[i] == "event" for i in here):
        return None
    if any(k.deed.sentence in (at, d.deed.sentence) and k is not d for k in drafts):
        return None
    days = [t for t in within(scene.mentions.times, s.first, s.last) if t.precision in ("day", "night")]
    return Chosen(days[0], True, "told of this event right behind it") if days and not days[0].window else None


def _is_twin(a: Draft, b: Draft) -> bool:
    """True where two drafts count the same deaths of what can be one event: a title and the text that tells it."""
    return count_alike(a, b) and kinds_agree(a, b)


def _may_date(news: NewsDays, time: Chosen, d: Draft) -> bool:
    """False for a day ahead of the publication, save for what is planned, and for background that only a next sentence
    takes up.
    """
    if not isinstance(time.mention, TimeMention) or time.mention.earliest is None:
        return True
    if news.is_ahead(time.mention):
        return d.stance.modality in ("planned", "hypothetical")
    return not news.is_aside(time.mention)


def _same_place(a: Draft, b: Draft) -> bool:
    """True where one of two drafts has the place that the other's own words name."""
    if a.place is None or b.place is None or (a.place.inferred and b.place.inferred):
        return False
    return a.place.mention is b.place.mention


def _is_told_later(scene: Scene, k: Draft, d: Draft, news: NewsDays) -> bool:
    """ "The army repelled an attack." and in the next paragraph "Last week …": a day gone by that a later paragraph tells
    dates nothing told before it; a title takes it.
    """
    if k.deed.sentence < d.deed.sentence or scene.page.roles[d.deed.sentence] != "body":
        return False
    day = k.time.mention if k.time is not None else None
    gone = isinstance(day, TimeMention) and day.latest is not None and news.first is not None
    apart = _paragraph(scene, k) != _paragraph(scene, d)
    return apart and gone and isinstance(day, TimeMention) and day.latest < news.first  # type: ignore[operator]


def _with_time(scene: Scene, drafts: list[Draft], i: int, news: NewsDays) -> Draft:
    d = drafts[i]
    told = _told_behind(scene, drafts, d)
    if told is not None:
        return replace(d, time=told, rules=(*d.rules, "carry.told_behind"))
    near = [k for k in _neighbours(scene, drafts, i) if k.time is not None]
    if len(near) > 1:
        near.sort(key=lambda k: (not _is_twin(k, d), not _same_place(k, d)))
    for k in near:
        if k.time is None or not _may_date(news, k.time, d):
            continue
        if (k.time.inferred and not _same_place(k, d)) or not kinds_agree(k, d) or not places_agree(k, d):
            continue
        if _is_told_later(scene, k, d, news) and not (_is_twin(k, d) or _same_place(k, d)):
            continue
        window = isinstance(k.time.mention, TimeMention) and k.time.mention.window
        if window and (k.harms or _paragraph(scene, k) != _paragraph(scene, d)):
            continue
        lent = replace(k.time, inferred=True, reason="of the same event told near by", lost=())
        return replace(d, time=lent, rules=(*d.rules, "carry.time"))
    return d


def _with_place(scene: Scene, drafts: list[Draft], i: int) -> Draft:
    d = drafts[i]
    told = d.place is not None and d.place.reason == _LOOSE[0]  # lent by what stands before: what follows lends none
    near = [k for k in _neighbours(scene, drafts, i) if k.place is not None and not k.place.inferred]
    near = [k for k in near if not (told and k.deed.sentence > d.deed.sentence)]
    fought = [
        k for k in near if d.code == "armed_clash" and k.code in _TAKEN
    ]  # where ground was taken is where they fought
    for k in (*(k for k in near if k.code == d.code and kinds_agree(k, d)), *fought):
        assert k.place is not None
        lent = replace(k.place, inferred=True, reason="of the same kind of event told near by", lost=())
        return replace(d, place=lent, rules=(*d.rules, "carry.place"))
    return d


def _of_report(scene: Scene, news: NewsDays) -> Chosen | None:
    """The night or day that the opening of a report tells of ("overnight", "in the past day"), if it is the first."""
    opening = [n for n, role in enumerate(scene.page.roles) if role not in ("header", "credit")][:_OPENING]
    for t in scene.mentions.times.all:
        if scene.sentence_of(t) not in opening or t.earliest is None or t.latest is None or t.first < scene.dateline[1]:
            continue
        if news.is_ahead(t):
            continue
        if t.precision not in ("day", "night", "range") or (t.latest - t.earliest).days > 1:
            return None
        return Chosen(t, True, "the time that the report opens with")
    return None


def _with_doers(scene: Scene, drafts: list[Draft], i: int) -> Draft:
    """ "The army said it had dispersed them and arrested two": who did what the verb before "and" tells did this too."""
    d = drafts[i]
    if any(a.role != "target" for a in d.actors):
        return d
    before = object_of_the_verb_before(scene, d.deed)
    told = (k for k in drafts if k.deed.sentence == d.deed.sentence and k.deed.first in before) if before else ()
    for k in told:
        lent = tuple(dataclasses.replace(a, inferred=True) for a in k.actors if a.role == "initiator")
        if lent and k.deed.group.voice == "active" and k.deed.args not in _SUFFERED:
            return replace(d, actors=(*lent, *d.actors), rules=(*d.rules, "carry.doer"))
    return d


def carry(scene: Scene, drafts: list[Draft], news: NewsDays) -> list[Draft]:
    """The drafts with what others lend them, marked as inferred; nothing that a draft's own words say is touched."""
    drafts = [_with_doers(scene, drafts, i) for i in range(len(drafts))]
    placed = [
        _with_place(scene, drafts, i) if d.place is None or d.place.reason in _LOOSE else d
        for i, d in enumerate(drafts)
    ]
    timed = list(placed)
    for i, d in enumerate(placed):
        timed[i] = _with_time(scene, timed, i, news) if d.time is None else d
    report = _of_report(scene, news)
    if report is None or sum(d.time is None for d in timed) < _BULLETIN:
        return timed
    return [replace(d, time=report, rules=(*d.rules, "carry.report")) if d.time is None else d for d in timed]
