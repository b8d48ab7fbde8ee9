"""Days that date no event: on which somebody spoke, on which a count was raised, since which nothing had happened."""

from __future__ import annotations

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import TimeMention

_RAISED = 8
_BESIDE = 2  # tokens between a cue and a day


def of_a_cue(scene: Scene, time: TimeMention, frames: Frames) -> bool:
    """True for the day on which somebody spoke: beside a cue and outside what it covers."""
    first, last, sentence = time.first, time.last, scene.sentence_of(time)
    for f in frames.all:
        a, b = f.cue
        if f.sentence != sentence and not (0 <= first - b <= _BESIDE or 0 <= a - last <= _BESIDE):
            continue  # most of them
        if f.rule == "attribution.colon":  # the hour of an entry ("21:40 X: …") is when it happened and was told
            continue
        near = 0 <= first - b <= 1 or (0 <= a - last <= 1 and not _closes_a_relative(scene, f, time))
        opened = range(b, first) if f.stance == "denying" else range(0)  # "denied on the 9th having hit X"
        if 0 < len(opened) <= 2 and all(scene.gram[i] in ("prep", "det") for i in opened):
            return True
        # A speaker taken up from an earlier sentence has said nothing in it by that.
        here = bool(f.speakers) and f.sentence == sentence
        between = here and min(a, f.speakers[-1].first) <= first < max(b, f.speakers[-1].last)
        between = between and not _is_in_a_relative(scene, f.speakers[-1].last, first)
        between = between and not within(
            scene.mentions.triggers, f.speakers[-1].last, min(first, a)
        )  # "the group" is X
        if (
            (near and f.pattern != "prep" and not f.covers(time.first))
            or between
            or (here and _ends_telling(scene, f, time))
        ):
            return True
        if near and f.pattern != "prep" and time.first >= b and f.content and f.content[-1][0] <= time.first:
            follows = time.last < len(scene.gram) and scene.gram[time.last] == "comp"
            if follows or _is_between(scene, time, b):
                return True
    return False


_TELLING = 9  # tokens from who said it to the day on which he did


def _ends_telling(scene: Scene, f: AttributionFrame, time: TimeMention) -> bool:
    """ "…, a déclaré X dans un communiqué publié jeudi.", "…, said X at a briefing on Monday": a day behind a speaker and
    his verb that end the sentence, or that the word for "that" follows.
    """
    if f.pattern == "prep" or scene.page.language.settings.order != "SVO":
        return False
    start, last = max(f.cue[1], f.speakers[-1].last), scene.page.sentences[f.sentence].last
    if not 0 < time.first - start <= _TELLING or f.cue[0] == scene.page.sentences[f.sentence].first:
        return False
    follows = time.last < last and scene.gram[time.last] == "comp"
    first = min(f.cue[0], f.speakers[-1].first)
    if not follows and (time.last < last - 1 or f.content[0][1] > first):
        return False
    if any(scene.page.tokens.forms[i] == "," or scene.gram[i] in _CLAUSES for i in range(start, time.first)):
        return False
    m = scene.mentions
    return not any(within(kind, start, time.first) for kind in (m.triggers, m.casualties, m.places))


_CLAUSES = frozenset({"rel", "comp", "clause", "and", "pron"})


def _closes_a_relative(scene: Scene, f: AttributionFrame, time: TimeMention) -> bool:
    """True for a day that ends a relative clause between a speaker and the verb, the comma behind it."""
    comma = scene.page.tokens.forms[time.last : f.cue[0]] == [","]
    return comma and bool(f.speakers) and _is_in_a_relative(scene, f.speakers[-1].last, time.first)


def _is_in_a_relative(scene: Scene, speaker: int, time: int) -> bool:
    """ "The rebels, [who took X in June], deny …": a day behind a relative that an event word follows is the event's."""
    opened = [i for i in range(speaker, time) if scene.gram[i] == "rel" or scene.gram_values[i] == "who"]
    return bool(opened) and bool(within(scene.mentions.triggers, opened[-1], time))


def _is_between(scene: Scene, time: TimeMention, verb: int) -> bool:
    """ "accused on Thursday the army of …", "a revendiqué samedi les attentats", "said Monday two soldiers died": a day
    right behind a verb of saying and before a noun phrase or an infinitive; "said Monday's attack" tells of the attack.
    """
    opened = all(scene.gram[i] in ("prep", "det") for i in range(verb, time.first))
    if not opened or time.window or time.last >= len(scene.gram) or scene.page.language.settings.order != "SVO":
        return False
    after = scene.gram[time.last]
    number = bool(within(scene.mentions.numbers, time.last, time.last + 1))
    return number or after in ("det", "prep", "have", "against") or scene.gram_values[time.last] == "to"


def of_a_count(scene: Scene, time: TimeMention) -> bool:
    """ "rose to 40 on Tuesday": the day on which a count was raised is not the day of those who died; a stretch up to now is."""
    if time.window:
        return False  # "since 7 October the number of dead has reached 34,000"
    near = within(scene.mentions.casualties, max(0, time.first - _RAISED), time.last + 2)
    rises = [w for w in near if w.args == "rise" and w.first - 1 <= time.last and time.first <= w.last + 1]
    forms = scene.page.tokens.forms  # "died on Tuesday, bringing the toll to 40": of the clause before
    rises = [w for w in rises if "," not in forms[time.last : w.first]]
    return any(_counts(scene, w.last, time) for w in rises)


def _counts(scene: Scene, last: int, time: TimeMention) -> bool:
    """True for a verb of rising with a number behind it that is none of the time's: "hit 40 on Monday", no "hit X at 3:40"."""
    numbers = within(scene.mentions.numbers, last, last + _RAISED)
    return any(not time.first <= n.first < time.last for n in numbers)


def of_a_thing(scene: Scene, time: TimeMention) -> bool:
    """ "the results of last month's election", "les élections du mois dernier": a month or year of a noun that tells of
    no event dates none.
    """
    if time.precision not in ("month", "year", "range") or scene.page.language.settings.order != "SVO":
        return False
    shapes, gram, known = scene.page.tokens.shapes, scene.gram, scene.mentions.triggers
    at, opened = time.last, time.first - 1
    if at < len(gram) and gram[at] == "poss" and scene.page.language.has("possessive_s"):
        return at + 1 < len(gram) and shapes[at + 1] == "x" and not within(known, at + 1, at + 2)
    if opened < 1 or gram[opened] != "of" or shapes[opened - 1] != "x" or gram[opened - 1]:
        return False
    harms = within(scene.mentions.casualties, opened - 1, opened)
    return not (harms or any(t.last == opened for t in within(known, max(opened - 4, 0), opened)))


def since_when(scene: Scene, time: TimeMention) -> bool:
    """ "for the first time since 2016": a time right behind such words tells how long nothing of the kind had happened."""
    near = range(max(time.first - 2, 0), time.first)
    return any(scene.gram[i] == "adverb" and scene.gram_values[i] == "first" for i in near)


def stands_beside(time: TimeMention, deed: Deed, frames: Frames) -> bool:
    """ "denied that it struck on Sunday the village, as X claims": right behind the event's word in what is said."""
    near = 0 <= time.first - deed.word.last <= 1 and deed.group.voice != "noun"
    return near and any(f.covers(time.first) and f.covers(deed.first) for f in frames.all)
