"""Reads a whole document in order: deeds of each sentence, their tolls, denials, and what one sentence lends the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from thucydides.claims.attribution.frames import AttributionFrame, frames
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.borrowed import borrowed, cause_before, caused_by, is_denied, taken_up
from thucydides.claims.deeds import Deed, deeds_in, is_done
from thucydides.claims.drafts import Draft, chain_at, draft
from thucydides.claims.scene import Scene, within
from thucydides.claims.settings import Memory, may_hold
from thucydides.claims.tellers import by_teller, told_apart
from thucydides.claims.tolls import Harm, as_sequence, harms_in
from thucydides.model.anchor import Anchor
from thucydides.model.claim import NotCoded, Source
from thucydides.model.mention import Mention, PlaceMention, TimeMention
from thucydides.text.fold import fold_word

_REACH = 3.2
_OWN_CLAUSE = 0.6
_NEXT = 2  # sentences on, in its paragraph, an event still takes a toll told by itself
_UNREAD = ("header", "credit", "title_repeat")
_DEEDS_OF = {
    "arrested": ("arrest",),
    "abducted": ("abduction",),
    "displaced": ("displacement",),
    "captured": ("armed_clash", "arrest", "abduction", "gain"),
}


@dataclass(slots=True)
class Told:
    """Drafts and refusals of one reading, gathered in order."""

    drafts: list[Draft] = field(default_factory=list)
    not_coded: list[NotCoded] = field(default_factory=list)

    def spare(self, scene: Scene, word: Mention, reason: str) -> None:
        """Notes words that were seen and not coded."""
        if reason and reason != "result":
            self.not_coded.append(NotCoded(Anchor.of(scene.page.text, word.start, word.end), reason, word.rule))


def _takes(deed: Deed, harm: Harm) -> bool:
    """Can a deed of this kind have this outcome."""
    if harm.word.first < deed.word.last and deed.word.first < harm.word.last:
        return True
    wanted = _DEEDS_OF.get(harm.outcome)
    if wanted is not None:
        return deed.sense in wanted
    return deed.violent or (harm.outcome == "missing" and deed.sense == "abduction")


def _owner(scene: Scene, deeds: Sequence[Deed], harm: Harm) -> int | None:
    """The deed that a toll belongs to: its own word, else the nearest that can have it."""
    best, cost = None, _REACH
    for i, deed in enumerate(deeds):
        if deed.reason or not _takes(deed, harm) or _led_to_protest(scene, deed, harm):
            continue
        overlap = any(harm.word.first < w.last and w.first < harm.word.last for w in deed.words)
        if not overlap and _names_agent(scene, harm):
            if min(scene.distance(w, harm.word) for w in deed.words) >= _OWN_CLAUSE:
                continue
        distance = 0.0 if overlap else min(scene.distance(w, harm.word) for w in deed.words) + 0.01
        if distance < cost:
            best, cost = i, distance
    return best


def _led_to_protest(scene: Scene, deed: Deed, harm: Harm) -> bool:
    """ "marched after six were killed": harm in a clause behind a protest is what it was about, or another's deed."""
    if deed.args != "protest" or harm.word.first < deed.word.last:
        return False
    between = range(deed.word.last, harm.word.first)
    return any(scene.gram[i] == "clause" and "weak" not in scene.features[i] for i in between)


def _names_agent(scene: Scene, harm: Harm) -> bool:
    """ "12 were killed by the rioters": harm that names who did it."""
    at = harm.word.last
    if harm.group.voice != "passive":
        return False
    if at >= len(scene.gram) or scene.gram[at] != "by" or "weak" in scene.features[at]:
        return False
    return any(scene.before(a.first) == at for a in within(scene.mentions.actors, at + 1, at + 4))


def _is_light(deeds: Sequence[Deed], harm: Harm) -> bool:
    """True for "raids executed by six bombers": a word of harm that only carries an event noun."""
    lights = [d.light[0] for d in deeds if d.light is not None and d.group.voice == "noun"]
    return any(w.first <= harm.word.first and harm.word.last <= w.last for w in lights)


def _allot(scene: Scene, deeds: Sequence[Deed], harms: Sequence[Harm]) -> tuple[list[list[Harm]], list[Harm]]:
    """Tolls by deed, and those that no deed of the sentence takes; parts go with their whole."""
    if not harms:
        return [[] for _ in deeds], []
    by_deed: list[list[int]] = [[] for _ in deeds]
    free: list[int] = []
    place: dict[int, list[int]] = {}
    for i, harm in enumerate(harms):
        if harm.part_of is not None and harm.part_of in place:
            place[harm.part_of].append(i)
            place[i] = place[harm.part_of]
            continue
        owner = _owner(scene, deeds, harm)
        shelf = free if owner is None else by_deed[owner]
        shelf.append(i)
        place[i] = shelf
    return [_local(harms, shelf) for shelf in by_deed], _local(harms, free)


def _local(harms: Sequence[Harm], shelf: Sequence[int]) -> list[Harm]:
    if not shelf:
        return []
    where = {old: new for new, old in enumerate(shelf)}
    local = [h if h.part_of is None else replace(h, part_of=where.get(h.part_of)) for h in (harms[i] for i in shelf)]
    return list(as_sequence(local))


def _of_harm(number: int, harm: Harm) -> Deed:
    """A deed of its own for harm whose cause the sentence does not tell."""
    word = harm.word
    counted = harm.count is not None and harm.count.outcome is word  # "13 wounded": a noun, with no doer of its own
    group = replace(harm.group, voice="noun") if counted else harm.group
    args = {"kill": "kill", "deathof": "deathof", "lose": "die", "die": "die"}.get(word.args, "die")
    return Deed(number, word, "harm", args, group, word.features, (word,), rules=(word.rule,))


def _of_persons(number: int, deed: Deed, harms: Sequence[Harm]) -> Deed:
    """ "Destroyed: 40 fighters": the word of destruction that has a toll of its own tells of harm."""
    if deed.sense not in ("destruction", "weapons_disrupted"):
        return deed
    own = [h for h in harms if h.word.first < deed.word.last and deed.word.first < h.word.last]
    return _of_harm(number, own[0]) if own else deed


def _has(harms: Sequence[Harm], outcome: str) -> bool:
    return any(h.outcome == outcome and h.part_of is None for h in harms)


def _follows_on(told: Told, scene: Scene, number: int, harms: Sequence[Harm], chain_root: str) -> Draft | None:
    """The last draft, if these tolls can be its: same or previous sentence of the paragraph, no such toll as yet."""
    if not told.drafts:
        return None
    last = told.drafts[-1]
    s, t = scene.page.sentences[number], scene.page.sentences[last.deed.sentence]
    if s.paragraph != t.paragraph or number - last.deed.sentence > _NEXT or last.stance.polarity == "denied":
        return None
    if not last.deed.violent and last.deed.sense != "harm":
        return None
    if any(_has(last.harms, h.outcome) for h in harms):
        return None
    if last.stance.modality in ("planned", "hypothetical"):
        return None
    return last if last.root in ("", chain_root) or not chain_root else None


def _loose(
    scene: Scene, number: int, harms: list[Harm], all_frames: list[AttributionFrame], memory: Memory, told: Told
) -> None:
    """Tolls without a deed: the event of the sentence before takes them, else they stand for themselves."""
    whole = [h for h in harms if h.part_of is None]
    if not whole:
        return
    if whole[0].group.negated:
        told.spare(scene, whole[0].word, "negated: said not to have happened")
        return
    if whole[0].group.purpose and whole[0].group.infinitive and not is_done(scene, number, whole[0].group):
        told.spare(scene, whole[0].word, "purpose: told as an aim, not as done")
        return
    if whole[0].word.first in scene.feigned:
        told.spare(scene, whole[0].word, "an exercise, a match, a commemoration or a work of art")
        return
    chain, frame = chain_at(all_frames, whole[0].first)
    root = chain[-1].name if chain else ""
    if _of_nobody(scene, number, harms, told):
        return
    last = None if _names_agent(scene, whole[0]) else _follows_on(told, scene, number, whole, root)
    own_place = memory.places_of(scene, number)
    period = any(t.window for t in within(scene.mentions.times, *_tokens(scene, number)))
    if last is not None and not own_place and not period:
        rules = (*last.rules, "document.toll_of_the_event_before")
        told.drafts[-1] = replace(
            last,
            harms=(*last.harms, *_shifted(harms, len(last.harms))),
            chain=last.chain or chain,
            cue=last.cue or frame,
            rules=rules,
        )
        return
    deed = _of_harm(number, whole[0])
    made = draft(scene, deed, all_frames, memory, harms)
    # A toll of a whole period ("184 dead in 24 hours") belongs to no single event.
    open_cause = made.code == "casualties_only" and not own_place and not _of_a_period(made)
    cause = cause_before(scene, number, told.drafts) if open_cause else None
    if cause is not None:
        made = caused_by(made, cause)
    told.drafts.append(made)


def _tokens(scene: Scene, number: int) -> tuple[int, int]:
    s = scene.page.sentences[number]
    return s.first, s.last


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
    return False


def _shifted(harms: Sequence[Harm], by: int) -> list[Harm]:
    return [replace(h, part_of=None if h.part_of is None else h.part_of + by) for h in harms]


def _names_victims(deed: Deed, harms: Sequence[Harm]) -> str:
    """ "Nine [displaced] were killed": the word of an older fate only names those whom another one befell."""
    for h in harms:
        inside = h.count is not None and h.count.first < deed.first and deed.word.last <= h.count.last
        if inside and (deed.word.last <= h.word.first or h.word.last <= deed.first):
            return "names those who were harmed"
    return ""


def _unsupported(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> str:
    """Why a weak word is no event: nothing beside it says who, with what or how many."""
    if not ("weak" in deed.features or deed.sense == "generic") or harms:
        return ""
    s = scene.page.sentences[deed.sentence]
    reach = 2.0 if scene.page.language.settings.order == "free" else 1.2
    near = [
        m
        for kind in (scene.mentions.actors, scene.mentions.weapons)
        for m in kind
        if s.first <= m.first < s.last and scene.distance(m, deed.word) < reach
    ]
    return "" if near and deed.sense != "generic" else "a word too weak by itself: no actor, weapon or toll beside it"


def _own_voice(found: Sequence[AttributionFrame], outlet: Source) -> list[AttributionFrame]:
    """An outlet that names itself speaks in its own voice."""

    def is_outlet(speaker: Speaker) -> bool:
        if outlet.source_id is not None and speaker.source_id == outlet.source_id:
            return True
        return fold_word(speaker.name) == outlet_name

    outlet_name = fold_word(outlet.source)
    return [
        replace(f, speakers=tuple(s for s in f.speakers if not is_outlet(s))) if any(map(is_outlet, f.speakers)) else f
        for f in found
    ]


def _unless_in_a_source(found: Sequence[AttributionFrame], deed: Deed) -> Deed:
    """A deed with the reason why it is none where its word is a part of a source's name ("War Media")."""
    if deed.reason:
        return deed
    for f in found:
        if f.sentence == deed.sentence and any(s.first <= deed.first and deed.word.last <= s.last for s in f.speakers):
            if any(s.last - s.first > deed.word.last - deed.first for s in f.speakers):
                return replace(deed, reason="part of a source's name")
    return deed


def _side_of_battle(made: Draft, deeds: Sequence[Deed]) -> str:
    """Why an advance or retreat without a place is no event beside the battle that its sentence tells."""
    moves = made.deed.sense == "gain" or made.deed.args == "withdraw"
    if not moves or (made.place is not None and not made.place.inferred):
        return ""
    battles = [d for d in deeds if d.word is not made.deed.word and not d.reason and d.args == "clash"]
    return "a move of the battle told in the same sentence" if battles else ""


_ARMED = ("state_force", "rebel_group", "militia", "foreign_force")


def _background(scene: Scene, deed: Deed, harms: Sequence[Harm]) -> str:
    """Why a deed is background: words such as "for the record", with no toll and no day of its own beside it."""
    s = scene.page.sentences[deed.sentence]
    old = [i for i in range(s.first, s.last) if scene.gram[i] == "history" and "weak" not in scene.features[i]]
    if not old or harms:
        return ""
    dated = [t for t in within(scene.mentions.times, s.first, s.last) if t.precision in ("day", "night")]
    return "" if dated else "background: told as history"


_OBLIQUE = frozenset({"gen", "dat", "loc", "ins"})


def _is_oblique(deed: Deed) -> bool:
    """ "the spokesman of the seized plant": a participle in a case that no predicate has."""
    return "adj" in deed.features and bool(deed.features & _OBLIQUE) and "nom" not in deed.features


def _unlikely(scene: Scene, made: Draft, told: Told) -> str:
    """Why a draft is no event after all, seen with its actors; empty where it is one."""
    doers = [a for a in made.actors if a.role != "target"]
    if not doers and (background := _background(scene, made.deed, made.harms)):
        return background
    if made.code in ("displacement", "deployment") and not made.harms and not made.actors:
        return "a movement of nobody named"
    group = made.deed.group
    attributive = (
        group.voice == "passive"
        and group.first == made.deed.first
        and (made.time is None or made.time.inferred or _is_oblique(made.deed))
    )
    if scene.page.language.has("no_copula"):  # a short participle is the whole predicate
        attributive = attributive and "adj" in made.deed.features
    body = scene.page.roles[made.deed.sentence] == "body"
    if made.deed.sense == "gain" and (group.stative or (attributive and body)):
        return "a state of things, not its taking"
    if made.deed.sense == "gain" and (made.place is None or made.place.inferred) and not made.actors:
        return "the taking of no place named"
    if made.deed.sense == "protest" and doers and all(a.kind in _ARMED for a in doers):
        return "a gathering of armed men is no protest"
    if made.code == "destruction" and not doers and told.drafts:
        last = told.drafts[-1]
        same = scene.page.sentences[last.deed.sentence].paragraph == scene.page.sentences[made.deed.sentence].paragraph
        if same and last.deed.violent and made.deed.group.voice != "noun":
            return "damage done by the event told before"
    return ""


def read_document(scene: Scene, outlet: Source) -> tuple[Told, tuple[AttributionFrame, ...]]:
    """All drafts of a document in order of telling, before the document's sense merges them."""
    told, memory = Told(), Memory()
    all_frames = frames(scene)
    shown = _own_voice(all_frames, outlet)
    memory.main_place = _main_place(scene)
    memory.dateline = _dateline_place(scene)
    for number, role in enumerate(scene.page.roles):
        if role in _UNREAD:
            continue
        memory.enter(scene, number)
        sentence = scene.page.sentences[number]
        deeds = [_unless_in_a_source(shown, d) for d in deeds_in(scene, number)]
        harms = [h for h in harms_in(scene, sentence.first, sentence.last) if not _is_light(deeds, h)]
        shelves, loose = _allot(scene, deeds, harms)
        all_harms = harms
        for i, (deed, harms) in enumerate(zip(deeds, shelves, strict=True)):
            deed = _of_persons(number, deed, harms)
            reason = deed.reason or _names_victims(deed, all_harms)
            reason = reason or ("" if is_denied(deed, shown) else _unsupported(scene, deed, harms))
            if reason:
                told.spare(scene, deed.word, reason)
                deeds[i] = replace(deeds[i], reason=reason)
                continue
            made = taken_up(scene, draft(scene, deed, shown, memory, harms), told.drafts)
            reason = _unlikely(scene, made, told) or _side_of_battle(made, deeds)
            if reason:
                told.spare(scene, deed.word, reason)
                deeds[i] = replace(deeds[i], reason=reason)
                continue
            told.drafts.extend(told_apart(scene, made, shown))
        for group in by_teller(loose, shown):
            _loose(scene, number, group, shown, memory, told)
        told.drafts.extend(borrowed(scene, number, shown, told.drafts, deeds))
        memory.leave(scene, number)
    return told, all_frames


def _dateline_place(scene: Scene) -> PlaceMention | None:
    """The first place of the dateline ("KHARTOUM, March 2 -"), for a report that names no other."""
    found = [
        p for p in within(scene.mentions.places, *scene.dateline) if p.lat is not None and p.precision != "country"
    ]
    return found[0] if found else None


def _main_place(scene: Scene) -> PlaceMention | None:
    """The event place named most often, the first on a tie; countries only where nothing finer is named."""
    places = [p for p in scene.mentions.places if may_hold(scene, p) and not p.anaphor]
    fine = [p for p in places if p.precision not in ("country", "unresolved")] or places
    if not fine:
        return None
    counted = Counter(p.gazetteer_id or p.name for p in fine)
    return max(fine, key=lambda p: (counted[p.gazetteer_id or p.name], -p.first))
