"""Tolls that no deed of their sentence takes: the event told before takes them, else they stand for themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.accounts.additions import are_counted, is_share, shifted, with_share
from thucydides.claims.accounts.agents import is_done_by_another, names_agent
from thucydides.claims.accounts.told import Told, filled, has, is_uncounted, last_violent
from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.background.occasions import mishap
from thucydides.claims.background.unfulfilled import is_called_for
from thucydides.claims.background.wars import is_of_a_war_over, is_total_of_a_war
from thucydides.claims.borrowed import cause_before, caused_by, taken_up
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft, chain_at, draft
from thucydides.claims.objects import of_harm
from thucydides.claims.persons.averted import is_averted
from thucydides.claims.scene import Scene, within
from thucydides.claims.settings import Memory, is_of_a_person, is_of_an_office
from thucydides.claims.sides.suspects import is_held_for
from thucydides.claims.stance import stance_of
from thucydides.claims.tolls import Harm
from thucydides.claims.voice import is_done
from thucydides.model.mention import PlaceMention, TimeMention

_WIDE = ("country", "admin1", "admin2", "unresolved")
_AMONG = 3  # sentences from a toll to what takes up its victims
ANGRY = ("violent_demonstration", "destruction")  # what crowds do in answer to harm that others did
_DAYS = 3  # from the first to the last of a stretch that no single event is told of
_NEXT = 2  # sentences on, in its paragraph, an event still takes a toll told by itself


def _follows_on(told: Told, scene: Scene, number: int, harms: Sequence[Harm], chain_root: str) -> Draft | None:
    """The last draft, if these tolls can be its: same or previous sentence of the paragraph, no such toll as yet."""
    if not told.drafts:
        return None
    last = told.drafts[last_violent(told)]
    s, t = scene.page.sentences[number], scene.page.sentences[last.deed.sentence]
    told_at = _told_at(scene, last)
    t = scene.page.sentences[told_at]
    near = s.paragraph == t.paragraph or (s.paragraph - t.paragraph == 1 and number - told_at == 1)
    if not near or number - told_at > _NEXT or last.stance.polarity == "denied":
        return None
    if not last.deed.violent and last.deed.sense != "harm":
        return None
    if any(has(last.harms, h.outcome) for h in harms):
        return None
    if last.stance.modality in ("planned", "hypothetical"):
        return None
    return last if last.root in ("", chain_root) or not chain_root else None


def _is_no_toll(scene: Scene, number: int, whole: Sequence[Harm], told: Told) -> bool:
    """True for harm that nobody is told to have suffered anew, with the reason noted."""
    first, reason = whole[0], ""
    if first.group.negated:
        reason = "negated: said not to have happened"
    elif first.group.purpose and first.group.infinitive and not is_done(scene, number, first.group):
        reason = "purpose: told as an aim, not as done"
    elif is_called_for(scene, first.group, first.word.features):
        reason = "purpose: called for, not told as done"
    elif first.word.first in scene.feigned:
        reason = mishap(scene, number)
    elif scene.gram[first.word.first] != "subset" and _is_about_those(scene, whole, told):
        reason = "of those who were counted before"
    elif _is_overtaken(scene, number, whole, told):
        reason = "an earlier count of the toll told before it"
    told.spare(scene, first.word, reason)
    return bool(reason)


def _is_overtaken(scene: Scene, number: int, whole: Sequence[Harm], told: Told) -> bool:
    """ "Nine died. Eight deaths had been reported earlier": fewer of those who were just counted, by a word of an earlier
    report.
    """
    s, at = scene.page.sentences[number], last_violent(told)
    if at < 0 or number - told.drafts[at].deed.sentence > _NEXT:
        return False
    since = {h.outcome: h.low or 0 for h in told.drafts[at].harms if h.part_of is None}
    said = any(c.role == "cue" for c in within(scene.mentions.sources, s.first, s.last))
    said = said and not any(p.role == "event" for p in within(scene.mentions.places, s.first, s.last))
    words = [scene.gram_values[i] for i in range(s.first, s.last) if scene.gram[i] == "history"]
    earlier = "toll" in words or (said and any(w != "war" for w in words))
    return earlier and all(0 < (h.high or 0) < since.get(h.outcome, 0) for h in whole)


def _is_of_the_past(scene: Scene, number: int, harm: Harm, told: Told) -> bool:
    """Notes the toll of a war that is over as what it is."""
    if over := is_of_a_war_over(scene, number):
        told.spare(scene, harm.word, "background: told as history")
    return over


def tell_loose(scene: Scene, number: int, harms: list[Harm], all_frames: Frames, memory: Memory, told: Told) -> None:
    """Tolls without a deed: the event of the sentence before takes them, else they stand for themselves."""
    whole = [h for h in harms if h.part_of is None]
    if (
        not whole
        or _is_no_toll(scene, number, whole, told)
        or _of_those_counted(scene, number, harms, all_frames, told)
    ):
        return
    chain, frame = chain_at(all_frames, whole[0].first)
    root = chain[-1].name if chain else ""
    if _of_nobody(scene, number, harms, told) or _is_of_the_past(scene, number, whole[0], told):
        return
    if is_share(scene, whole[0]) and take_share(scene, number, whole, root, told):
        return
    deed = of_harm(number, whole[0])
    made = draft(scene, deed, all_frames, memory, harms)
    if is_averted(scene, whole[0].word):
        _tell_averted(scene, made, told)
        return
    if is_total_of_a_war(scene, number, whole):
        told.drafts.append(by_itself(scene, made))
        return
    last = None if names_agent(scene, whole[0]) else _follows_on(told, scene, number, whole, root)
    if last is not None and _is_no_toll_of(scene, last, whole[0]):
        last = None
    opens = frame is not None and frame.sentence == number and bool(chain) and chain[-1].first < whole[0].first
    first = _is_first_count(scene, number, whole, told) and len({f.speakers for f in all_frames.of(number)}) == 1
    apart = (opens and not first) or _is_doubted(scene, deed, harms, all_frames)
    if last is not None and root and not first and _is_in_another(scene, number, last):
        last = None
    if last is not None and root and not last.root and apart and not _in_title(scene, told, whole[0]):
        last = None  # the event is the outlet's, a toll that its teller opens or doubts the teller's
    own_place = [p for p in memory.places_of(scene, number) if not _is_of_the_teller(scene, p, all_frames.of(number))]
    own_place = [p for p in own_place if not (_is_listed(scene, p, whole[0]) or (p.anaphor and p.precision in _WIDE))]
    period = any(t.window for t in within(scene.mentions.times, *_tokens(scene, number)))
    apart = bool(own_place) and not (last is not None and _is_of_one_place(last, number, own_place))
    of_another_day = last is not None and _is_of_another_day(last, made)
    to_a_day = made.time is not None and getattr(made.time.mention, "precision", "") in ("day", "night")
    if of_another_day and not to_a_day and "history" in scene.gram[slice(*_tokens(scene, number))]:
        told.spare(scene, whole[0].word, "background: told as history")
        return
    if last is not None and not apart and not period and not of_another_day:
        rules = (*last.rules, "document.toll_of_the_event_before")
        kept = filled(last.harms, whole)
        told.drafts[last_violent(told)] = replace(
            last,
            harms=(*kept, *shifted(harms, len(kept))),
            chain=last.chain or chain,
            cue=last.cue or frame,
            rules=rules,
        )
        return
    if root in ("", told.drafts[-1].root if told.drafts else "") and _died_of_it(scene, number, whole, told):
        last = told.drafts[-1]
        at = next(i for i, h in enumerate(last.harms) if h.outcome == "killed" and h.part_of is None)
        parts = [dataclasses.replace(h, part_of=at) for h in whole]
        told.drafts[-1] = replace(last, harms=(*last.harms, *parts), rules=(*last.rules, "document.later_death"))
        return
    _tell_anew(scene, made, own_place, whole, told)


def _is_no_toll_of(scene: Scene, last: Draft, harm: Harm) -> bool:
    """True for harm that others did to who is angry, and for what somebody is held for."""
    angry = last.deed.sense in ANGRY and is_done_by_another(scene, harm)
    return angry or is_held_for(scene, last.deed, harm.word)


def _is_of_another_day(event: Draft, made: Draft) -> bool:
    """ "Shells fell on Monday. Another man had been hurt on Sunday", "from 1 to 5 May four died": harm of a day before an
    event's, or of several days, is none of it. People may die of it, or be found, on a later one.
    """
    own, its = made.time, event.time
    if own is None or own.inferred or not isinstance(own.mention, TimeMention) or own.mention.latest is None:
        return False
    first, last = own.mention.earliest or own.mention.latest, own.mention.latest
    if its is None or not isinstance(its.mention, TimeMention) or its.mention.earliest is None:
        return (last - first).days >= _DAYS
    if (last - first).days >= _DAYS:
        return (first, last) != (its.mention.earliest, its.mention.latest)
    return last < its.mention.earliest


def take_share(scene: Scene, number: int, whole: Sequence[Harm], root: str, told: Told) -> bool:
    """Puts a share of those told before under their toll; one that another tells is of them too, and no event."""
    if with_share(told.drafts, whole, number, root):
        return True
    others = are_counted(told.drafts, whole, number)
    told.spare(scene, whole[0].word, "of those who were counted before" if others else "")
    return others


def _tell_averted(scene: Scene, made: Draft, told: Told) -> None:
    """ "The mayor was almost killed by a bomb": arms or an agent make an event of it, which no one before it takes up."""
    if made.code == "casualties_only":
        told.spare(scene, made.deed.word, "harm that almost came about")
    else:
        told.drafts.append(made)


def _tell_anew(scene: Scene, made: Draft, own_place: Sequence[PlaceMention], whole: Sequence[Harm], told: Told) -> None:
    """Tolls as a claim of their own, or as more of the event told before whose deaths they can be."""
    number, harms = made.deed.sentence, made.harms
    # A toll of a whole period ("184 dead in 24 hours") belongs to no single event.
    open_cause = made.code == "casualties_only" and not _of_a_period(made) and not _of_all_the_land(scene, number)
    cause = cause_before(scene, number, told.drafts) if open_cause else None
    cause = None if cause is not None and _is_of_another_day(cause, made) else cause
    if cause is not None and (not own_place or _is_of(scene, made, cause, whole[0])):
        if cause is told.drafts[-1] and not own_place and _adds_to(made, cause, whole, made.root):
            more = (*cause.harms, *shifted(harms, len(cause.harms)))
            told.drafts[-1] = replace(cause, harms=more, rules=(*cause.rules, "document.toll_of_the_event_before"))
            return
        made = caused_by(made, cause)
    told.drafts.append(taken_up(scene, made, told.drafts))


def by_itself(scene: Scene, made: Draft) -> Draft:
    """A toll that borrows nothing from the event told before: no place and no day but those of its sentence."""
    s = scene.page.sentences[made.deed.sentence]
    place, time = made.place, made.time
    if place is not None and (place.inferred or not s.first <= place.mention.first < s.last):
        place = None
    if time is not None and (time.inferred or not s.first <= time.mention.first < s.last):
        time = None
    code = "casualties_only" if made.deed.sense == "harm" and made.code in _ATTACKS else made.code
    return replace(made, code=code, place=place, time=time, rules=(*made.rules, "document.total_of_a_war"))


_ATTACKS = ("attack", "armed_clash")  # "since it began 3,000 died at the hands of X" is no attack


def _of_those_counted(scene: Scene, number: int, harms: Sequence[Harm], frames: Frames, told: Told) -> bool:
    """ "Among the wounded are six children": words of a subset that open a sentence take up the toll told before, whose part
    the figure is; True where they were joined, or count nobody.
    """
    whole = [h for h in harms if h.part_of is None]
    if any(scene.gram[h.word.first] != "subset" for h in whole) or not told.drafts:
        return False
    last = told.drafts[-1]
    chain, _ = chain_at(frames, whole[0].first)
    root = chain[-1].name if chain else ""
    if number - last.deed.sentence > _AMONG:
        return False
    if root and last.root and root != last.root:
        return bool(last.harms)  # a part by another than who told the whole: no event of its own
    for h in whole:
        own = [i for i, k in enumerate(last.harms) if k.part_of is None and not is_uncounted(k)]
        kin = [i for i in own if last.harms[i].outcome == h.outcome] or own[-1:]
        if not kin or is_uncounted(h):
            continue
        high, of = h.high, last.harms[kin[-1]]
        if high is not None and of.high is not None and high > of.high:
            return False
        part = dataclasses.replace(h, part_of=kin[-1], outcome=of.outcome)
        last = replace(last, harms=(*last.harms, part))
    if not last.harms:
        return False
    told.drafts[-1] = replace(last, rules=(*last.rules, "document.part_of_the_toll_before"))
    return True


def _is_listed(scene: Scene, place: PlaceMention, harm: Harm) -> bool:
    """ "Seven were killed: two in X, one each in Y": places behind a colon part the toll, which is of what holds them."""
    forms = scene.page.tokens.forms
    colon = next((i for i in range(harm.last, place.first) if forms[i] == ":"), -1)
    return colon >= 0 and len(within(scene.mentions.numbers, colon, place.first)) > 0


def _is_of_the_teller(scene: Scene, place: PlaceMention, here: Sequence[AttributionFrame]) -> bool:
    """ "The ministry of Y counted nine dead": a state or province that a source is of is no place of those deaths, nor is what
    stands behind an office where no capital tells a name; a town of residents or of a mayor is.
    """
    return is_of_a_person(scene, place, here) or is_of_an_office(scene, place, here)


def _is_about_those(scene: Scene, harms: Sequence[Harm], told: Told) -> bool:
    """ "Among the dead are pensioners": a noun of harm without a figure behind a preposition or a word of subsets takes up
    a toll told before.
    """
    word = harms[0].word
    before = scene.before(word.first)
    if len(harms) > 1 or not is_uncounted(harms[0]) or "noun" not in word.features or before < 0:
        return False
    return scene.gram[before] in ("prep", "subset", "of") and any(d.harms for d in told.drafts)


def _told_at(scene: Scene, d: Draft) -> int:
    """The last sentence that tells of an event: its own, or that of a toll which followed it."""
    return max([d.deed.sentence, *(scene.sentence[h.first] for h in d.harms)])


def _is_in_another(scene: Scene, number: int, last: Draft) -> bool:
    """True where a sentence stands in another paragraph than the last one that tells of an event."""
    return scene.page.sentences[number].paragraph != scene.page.sentences[_told_at(scene, last)].paragraph


def _is_first_count(scene: Scene, number: int, harms: Sequence[Harm], told: Told) -> bool:
    """ "Jets struck X. The ministry said that nine were killed": deaths that a source opening the very next sentence counts,
    of an event that the outlet has just told without a toll: one claim, his; no more and no other deaths.
    """
    last = told.drafts[-1] if told.drafts else None
    if (
        last is None
        or number - last.deed.sentence != 1
        or any(not is_uncounted(h) for h in last.harms)
        or last.stance.modality != "stated"
    ):
        return False
    first = _tokens(scene, number)[0]
    if any(d.deed.sentence == last.deed.sentence for d in told.drafts[:-1]):
        return False
    before = scene.gram[first : harms[0].last]
    return harms[0].outcome == "killed" and "other" not in before and "with" not in before


def _is_of_one_place(last: Draft, number: int, places: Sequence[PlaceMention]) -> bool:
    """ "15 were killed when a school in X was hit": harm of the sentence that tells the event, and one place in it."""
    return last.deed.sentence == number and len({p.gazetteer_id or p.name for p in places}) == 1


def _adds_to(made: Draft, cause: Draft, harms: Sequence[Harm], root: str) -> bool:
    """ "There are nine wounded besides": a further fate that the outlet, or who told the event, tells a paragraph later."""
    if root not in ("", cause.root) or any(has(cause.harms, h.outcome) for h in harms) or not cause.harms:
        return False
    return made.time is None or made.time.inferred


def _died_of_it(scene: Scene, number: int, harms: Sequence[Harm], told: Told) -> bool:
    """ "... killed nine, after a man died in hospital": fewer deaths than the toll before them, in a clause behind it that
    names no place, are some of those.
    """
    last = told.drafts[-1] if told.drafts else None
    if last is None or last.deed.sentence != number or not last.deed.violent or last.stance.polarity == "denied":
        return False
    toll = next((h for h in last.harms if h.outcome == "killed" and h.part_of is None), None)
    if toll is None or toll.low is None or any(h.outcome != "killed" for h in harms):
        return False
    first, end = harms[0].first, scene.page.sentences[number].last
    opened = [i for i in range(toll.first, first) if scene.gram[i] == "clause" and "weak" not in scene.features[i]]
    fewer = all(h.high is not None and h.high < toll.low for h in harms)
    elsewhere = any(not p.anaphor for p in within(scene.mentions.places, opened[-1] if opened else first, end))
    return bool(opened) and fewer and not elsewhere


def _is_of(scene: Scene, made: Draft, cause: Draft, harm: Harm) -> bool:
    """ "Raids hit X. Eleven died in X", "Five more were killed in Y": deaths with a place of their own are of the event
    told right before where it is the same place, or where they are told as some more of it.
    """
    p = made.place.mention if made.place is not None else None
    q = cause.place.mention if cause.place is not None else None
    if made.deed.sentence - cause.deed.sentence > _NEXT or not isinstance(p, PlaceMention):
        return False
    if made.time is not None and not made.time.inferred and made.deed.sentence == cause.deed.sentence:
        return False  # "nine died in Sunday's raid, after a man died on Monday"
    if isinstance(q, PlaceMention) and p.gazetteer_id is not None and p.gazetteer_id == q.gazetteer_id:
        return True
    first = scene.page.sentences[made.deed.sentence].first
    before = scene.gram[first : max(harm.word.first, harm.count.last + 1 if harm.count is not None else 0)]
    return "other" in before and "clause" not in before


def _is_doubted(scene: Scene, deed: Deed, harms: Sequence[Harm], frames: Frames) -> bool:
    return stance_of(scene, replace(deed, harms=tuple(harms)), frames).modality != "stated"


def _in_title(scene: Scene, told: Told, harm: Harm) -> bool:
    """True where the title tells the event with this toll: one claim of both."""
    titles = [d for d in told.drafts if scene.page.roles[d.deed.sentence] in ("title", "title_repeat")]
    return any((h.outcome, h.low, h.high) == (harm.outcome, harm.low, harm.high) for d in titles for h in d.harms)


def _tokens(scene: Scene, number: int) -> tuple[int, int]:
    s = scene.page.sentences[number]
    return s.first, s.last


def _of_all_the_land(scene: Scene, number: int) -> bool:
    """ "56 civilians were killed across the country": a toll of a whole state is no single event's."""
    return any(p.anaphor and p.precision == "country" for p in within(scene.mentions.places, *_tokens(scene, number)))


def _of_a_period(made: Draft) -> bool:
    time = made.time
    return time is not None and not time.inferred and isinstance(time.mention, TimeMention) and time.mention.window


def _of_nobody(scene: Scene, number: int, harms: Sequence[Harm], told: Told) -> bool:
    """ "No casualties" goes to the event of the same paragraph, whatever its kind, where that has no toll."""
    if any(h.low != 0 or h.high != 0 for h in harms):
        return False
    paragraph = scene.page.sentences[number].paragraph
    last = told.drafts[-1] if told.drafts else None
    if last is not None and scene.page.sentences[last.deed.sentence].paragraph == paragraph and not last.harms:
        if last.stance.polarity == "asserted":
            told.drafts[-1] = replace(last, harms=tuple(harms))
            return True
    first, end = _tokens(scene, number)
    if any(first <= m.first < end for m in (*scene.mentions.places, *scene.mentions.weapons)):
        return False  # "the rockets came down on the runway without casualties"
    told.spare(scene, harms[0].word, "that nobody was harmed, by what is told before")
    return True
