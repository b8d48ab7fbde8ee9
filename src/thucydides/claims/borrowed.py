"""What a sentence borrows from the event told before it: denials, blame, claims of responsibility, causes of deaths."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import BACKGROUND, Draft, blamed, can_kill, doer_of_speaker, is_bare
from thucydides.claims.kinds import munition_type
from thucydides.claims.scene import Scene, as_actor, covered, within
from thucydides.claims.settings import Chosen
from thucydides.claims.spots.event_places import event_places
from thucydides.claims.stance import Stance, denies_elsewhere, denies_that, may_mean
from thucydides.claims.voice import VerbGroup
from thucydides.model.claim import Actor
from thucydides.model.mention import Mention, PlaceMention

PARAGRAPHS = 2
_WIDE = frozenset({"country", "admin1", "admin1_part", "admin2", "unresolved"})
_FAR_ABOVE = 6  # paragraphs
_TO_CLAUSE, _CLAUSE_OF_ITS_OWN = 4, 4  # tokens from a word of denial to "that", and of what is denied behind it
_NEXT_TO = 4  # tokens between a word of denial and the weak word that it denies
OPEN_CODES = frozenset({"attack", "casualties_only"})
_TOLD = ("stated", "alleged", "estimated")


def told_before(scene: Scene, number: int, drafts: Sequence[Draft], reach: int = PARAGRAPHS) -> list[Draft]:
    """Drafts asserted in this paragraph or the `reach` before it, the last one first."""
    here = scene.page.sentences[number].paragraph
    near = []
    for d in reversed(drafts):
        if here - scene.page.sentences[d.deed.sentence].paragraph > reach:
            break
        aside = BACKGROUND in d.rules and scene.page.sentences[d.deed.sentence].paragraph != here
        if d.stance.polarity == "asserted" and not aside:
            near.append(d)
    return near


def cause_before(scene: Scene, number: int, drafts: Sequence[Draft]) -> Draft | None:
    """The violent event told last, whose deaths another source counts."""
    near = told_before(scene, number, drafts)
    able = (d for d in near if d.deed.violent and d.stance.modality in _TOLD and can_kill(d))
    return next((d for d in able if d.deed.args != "gain"), None)


def is_denied(deed: Deed, frames: Frames) -> bool:
    """True where a denial names a deed itself: however weak its word, that is what is denied."""
    cover = frames.covering(deed.first)
    return (
        bool(cover) and cover[-1].stance == "denying" and not deed.generic and deed.first - cover[-1].cue[1] <= _NEXT_TO
    )


def caused_by(made: Draft, cause: Draft) -> Draft:
    """Deaths as the toll of the event told before: its type, and its place and day where they have none of their own."""
    place, time = made.place, made.time
    if cause.place is not None and (place is None or place.inferred):
        place = replace(cause.place, inferred=True, reason="of the event told before")
    if cause.time is not None and (time is None or time.inferred or _is_of_the_telling(made, time)):
        time = replace(cause.time, inferred=True, reason="of the event told before")
    return replace(made, code=cause.code, place=place, time=time, rules=(*made.rules, "document.cause_told_before"))


def _is_of_the_telling(made: Draft, time: Chosen) -> bool:
    """ "On Thursday, the mission put the number at 42 killed": a day that stands before what its teller says."""
    cue = made.cue
    if cue is None or cue.sentence != made.deed.sentence or not cue.covers(made.deed.first):
        return False
    return not cue.covers(time.mention.first) and time.mention.first < cue.cue[0]


_OPEN = {"kind.default", "kind.unarmed_target", "kind.armed_target"}  # rules of types that no means tell


def taken_up(scene: Scene, made: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "the attack", "l'explosion": a general noun with an article takes the type of the event told just before."""
    at = made.deed.first
    if thrown := _thrown_before(scene, made):
        return replace(made, code=thrown, rules=(*made.rules, "document.munition_before"))
    if (struck := _same_strike(scene, made, drafts)) is not None:
        return replace(made, code=struck.code, rules=(*made.rules, "document.same_strike"))
    if made.stance.polarity == "denied":
        drafts = [d for d in drafts if may_mean(made.code, d.code)]
    open_kind = bool(_OPEN & set(made.rules))
    denied = made.stance.polarity == "denied" and made.deed.generic and not made.weapons
    owned = made.cue is not None and made.cue.stance == "claiming_responsibility" and made.deed.generic
    owned = owned and (made.deed.light is None or scene.page.language.has("verb_first"))
    taken = bool(made.root) and _brings_nothing(made)
    again = (scene.gram[at] == "same" and scene.gram_values[at] == "event") or is_bare(scene, made)
    if open_kind and (denied or owned or taken or again):
        families = ("remote", "force", made.deed.family)
        near = [d for d in drafts if d.deed.family in families and d.deed.sense != "harm"]
        same = [d for d in near if _word_of(scene, d) == _word_of(scene, made)]
        cause = cause_before(scene, made.deed.sentence, same) or cause_before(scene, made.deed.sentence, near)
        if cause is not None and not ((denied or owned or taken) and _is_elsewhere(made, cause)):
            return replace(made, code=cause.code, rules=(*made.rules, "document.event_taken_up"))
    return made


def _brings_nothing(made: Draft) -> bool:
    """ "X stressed that the attack happened abroad": a bare noun that somebody speaks of, with no place of its own."""
    bare = made.deed.group.voice == "noun" and not (made.harms or made.weapons or made.actors)
    bare = bare and (made.deed.light is None or made.deed.light[0].last < made.deed.first - 1)
    bare = bare and made.deed.sense.split(":")[0] == "assault" and len(made.deed.words) == 1
    bare = bare and (made.cue is None or made.cue.stance != "accusing")
    return bare and "pl" not in made.deed.features and (made.place is None or made.place.inferred)


def _word_of(scene: Scene, d: Draft) -> str:
    """The last word of an event's trigger: "the raid" takes up what was told as a raid."""
    return scene.page.tokens.forms[d.deed.word.last - 1]


def _is_elsewhere(made: Draft, cause: Draft) -> bool:
    """ "X denies having fired on Y": a denial that names a place of its own, where the event told before has another."""
    if made.place is None or made.place.inferred or cause.place is None:
        return False
    mine, yours = made.place.mention, cause.place.mention
    if not (isinstance(mine, PlaceMention) and isinstance(yours, PlaceMention)):
        return False
    known = mine.gazetteer_id is not None and yours.gazetteer_id is not None
    return known and mine.gazetteer_id != yours.gazetteer_id and mine.precision not in _WIDE


def _same_strike(scene: Scene, made: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """ "The army says it eliminated two men": who speaks of a killing of his own, with no means, place or day, right
    behind a strike that others told means that strike.
    """
    spots = [x for x in (made.place, made.time) if x is not None and not x.inferred]
    kills = any(h.outcome == "killed" and h.word.first == made.deed.first for h in made.harms)
    kills = kills or made.deed.sense == "hit" or (made.code == "destruction" and made.deed.args == "destroy")
    own = [a for a in made.actors if a.role == "initiator" and a.kind in _STRIKERS]
    army = made.deed.group.voice == "passive" and any(s.kind == "official_military" for s in made.chain[-1:])
    if spots or made.weapons or not (kills and (own or army) and made.root) or made.stance.polarity == "denied":
        return None
    near = [d for d in told_before(scene, made.deed.sentence, drafts) if d.deed.violent and d.root != made.root]
    last = near[0] if near else None
    strikes = last is not None and last.code in ("air_strike", "drone_strike")
    gap = made.deed.sentence - last.deed.sentence if last is not None else 9
    return last if strikes and gap <= 2 else None


_STRIKERS = ("state_force", "foreign_force")


def _thrown_before(scene: Scene, made: Draft) -> str:
    """ "Three were shot down; the fourth hit a depot": an ordinal or "another" alone as subject is of the munition named
    last in the paragraph; its type, "" where the subject is another.
    """
    verb = made.deed.group
    at = scene.before(verb.first)
    if made.deed.sense != "hit" or made.weapons or verb.voice != "active" or at < 0 or not _OPEN & set(made.rules):
        return ""
    ordinal = any(n.last == at + 1 and n.ordinal for n in within(scene.mentions.numbers, max(at - 2, 0), at + 1))
    if not ordinal and scene.gram[at] != "other":
        return ""
    here = scene.page.sentences[made.deed.sentence].paragraph
    before = [w for w in scene.mentions.weapons.all if w.first < at]
    last = before[-1] if before else None
    if last is None or scene.page.sentences[scene.sentence_of(last)].paragraph != here:
        return ""
    return munition_type(last.code)


def borrowed(scene: Scene, number: int, frames: Frames, drafts: Sequence[Draft], deeds: Sequence[Deed]) -> list[Draft]:
    """Denials, blame and claims of responsibility in sentence `number` whose content names no event of its own: each
    means the event told before, its place and time inferred.
    """
    here = frames.of(number)
    if not drafts or not here:  # nothing was told before, or nobody says anything
        return []
    made = [*_negated(scene, number, frames, drafts, deeds), *_held_to_be(scene, number, frames, drafts, deeds)]
    for f in here:
        if f.stance not in ("denying", "accusing", "claiming_responsibility") or _means_an_idiom(scene, f):
            continue
        plain = f.stance == "denying" and denies_that(scene, f)
        told_here = not plain and any(f.covers(d.first) and not d.reason for d in deeds)
        if told_here or _accuses_of_else(scene, f) or _denies_that_blame(scene, f, (*frames.of(number - 1), *here)):
            continue
        near = told_before(scene, number, drafts)
        near = [d for d in near if d.deed.family != "strategic" or (f.stance == "denying" and _is_just_told(d, number))]
        caused = [d for d in near if d.deed.sense != "harm" or d.code not in OPEN_CODES or _is_charged(d)]
        if f.stance == "denying":
            of_others = [d for d in caused if not f.speakers or d.root != f.speakers[-1].name]
            else_ = _of_a_person(scene, f) or (of_others and _of_else(scene, f, meant_by(of_others, f)))
            spots = [_own_place(scene, f), meant_by(of_others, f).place if of_others else None]
            else_ = else_ or denies_elsewhere(scene, f, [x.mention for x in spots if x is not None])
            if of_others and (plain or not else_):
                made.append(_of_event(scene, f, meant_by(of_others, f), (), "denial.of_event_before"))
            continue
        if (last := next(iter(caused or near), None)) is None:
            continue
        own = f.stance == "claiming_responsibility" and f.speakers
        if actors := doer_of_speaker(scene, f.speakers[-1]) if own else blamed(scene, f):
            made.append(_of_event(scene, f, last, actors, f"{f.stance}.of_event_before"))
    return made


def _is_charged(d: Draft) -> bool:
    """ "X accuses the army of killing ten": a death that somebody is blamed for."""
    return d.cue is not None and d.cue.stance == "accusing" and any(a.role == "initiator" for a in d.actors)


def _denies_that_blame(scene: Scene, frame: AttributionFrame, here: Sequence[AttributionFrame]) -> bool:
    """ "accuses X of backing the rebels, which X denies": a denial right behind blame for something else."""
    return frame.stance == "denying" and any(f.cue[1] <= frame.cue[0] and _accuses_of_else(scene, f) for f in here)


def _accuses_of_else(scene: Scene, frame: AttributionFrame) -> bool:
    """ "accuses X of backing the rebels": behind the accused a word neither of an event nor of responsibility."""
    if frame.stance != "accusing":
        return False
    accused = next((a for a in within(scene.mentions.actors, *frame.bounds) if a.kind not in _UNBLAMED), None)
    if accused is None:
        return False
    m, last, opened, svo = scene.mentions, frame.bounds[1], False, scene.page.language.settings.order == "SVO"
    for i in range(accused.last, last):
        opened = opened or scene.gram[i] == "of" or (not svo and scene.gram[i] in ("prep", "with"))
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] in ("clause", "rel"):
            return False
        harm = any(c.role == "outcome" for c in within(m.casualties, i, i + 1))
        if harm or within(m.triggers, i, i + 1) or any(s.role in _OF_BLAME for s in within(m.sources, i, i + 1)):
            return False
        named = any(covered(i, i + 1, kind) for kind in (m.actors, m.times, m.places, m.numbers))
        if opened and scene.page.tokens.shapes[i] == "x" and scene.gram[i] in ("", "with") and not named:
            return i + 1 < last
    return False


_UNBLAMED = ("infrastructure", "civilians")
_OF_BLAME = ("blame", "responsibility")
_GRAVE = ("killed", "injured")
_CULPRIT = 4  # tokens from a culprit to "is responsible"


def _held_to_be(
    scene: Scene, number: int, frames: Frames, drafts: Sequence[Draft], deeds: Sequence[Deed]
) -> list[Draft]:
    """ "X said government soldiers were responsible": who is told to be so did the event told before."""
    s = scene.page.sentences[number]
    for word in [m for m in within(scene.mentions.sources, s.first, s.last) if m.role == "blame"]:
        cover = [f for f in frames.of(number) if f.speakers and f.covers(word.first)]
        if not cover or cover[-1].stance == "denying" or any(d.first >= word.first for d in deeds):
            continue
        before = within(scene.mentions.actors, max(word.first - _CULPRIT, s.first), word.first)
        doer = next((a for a in before if a.last == word.first and a.kind not in ("infrastructure", "civilians")), None)
        near = [d for d in told_before(scene, number, drafts) if d.deed.violent and d.deed.family != "strategic"]
        if doer is not None and near:
            culprit = as_actor(scene, doer, "initiator")
            return [_of_event(scene, cover[-1], near[0], (culprit,), "accusing.of_event_before")]
    return []


def _is_just_told(d: Draft, number: int) -> bool:
    """ "Somebody burned a car. The authorities deny it": what the sentence itself or the one before it tells."""
    return d.deed.sentence == number or (d.code == "destruction" and number - d.deed.sentence == 1)


def _means_an_idiom(scene: Scene, frame: AttributionFrame) -> bool:
    """ "denies the “explosion” of prices": what is denied is told by an idiom that names no event of war."""
    spared = scene.page.of("triggers", "spare")
    first, last = frame.cue
    return frame.stance == "denying" and any(
        frame.covers(h.first) and not (h.first < last and first < h.last) for h in spared
    )


def _of_a_person(scene: Scene, frame: AttributionFrame) -> bool:
    """ "X denies he was there": what is denied is told of a person, no event."""
    at = frame.cue[1]
    at += at < len(scene.gram) and scene.gram[at] == "comp"
    return at + 1 < len(scene.gram) and scene.gram_values[at] in ("he", "she") and scene.gram[at + 1] == "be"


def _of_else(scene: Scene, frame: AttributionFrame, event: Draft) -> bool:
    """ "X denies that a curfew is in force": a clause of its own that points back by no pronoun and no word of blame, and
    names nobody of the event told before, denies something else.
    """
    last = frame.cue[1]
    at = next((i for i in range(last - 1, min(last + _TO_CLAUSE, len(scene.gram))) if scene.gram[i] == "comp"), -1)
    if at < 0 and scene.page.language.settings.order == "SVO" and _opens_unknown(scene, frame):
        at = last
    if at < 0:
        return False
    at = max(at, last)
    end = next((b for a, b in frame.content if a <= at < b), at)
    if end - at < _CLAUSE_OF_ITS_OWN:
        return False
    if any(scene.gram[i] in ("pron", "poss", "same") for i in range(at, end)):
        return False
    told = within(scene.mentions.sources, at, end)
    if any(m.role in ("responsibility", "falsity") for m in told):
        return False
    hurt = any(c.role == "victim" or c.value in _GRAVE for c in within(scene.mentions.casualties, at, end))
    if hurt or within(scene.mentions.weapons, at, end):
        return False
    names = {a.name for a in event.actors}
    return not any(a.name in names for a in within(scene.mentions.actors, at, end))


def _opens_unknown(scene: Scene, frame: AttributionFrame) -> bool:
    """ "denies receiving support": a plain word of no list right behind a denial, with an object of its own."""
    last, count = frame.cue[1], len(scene.gram)
    at = next((i for i in range(last, min(last + 3, count)) if scene.gram[i] not in ("adverb", "have")), -1)
    if at < 0 or at + 1 >= count or not frame.covers(at + 1) or scene.gram[at] or scene.page.tokens.shapes[at] != "x":
        return False
    goes_on = scene.page.tokens.shapes[at + 1] in "xXA0" and scene.gram[at + 1] in ("", "det")
    return goes_on and at not in scene.known and not any(s.first <= at < s.last for s in frame.speakers)


def meant_by(near: Sequence[Draft], frame: AttributionFrame) -> Draft:
    """The event that a denial means: the last one laid at the denier's door, else the last told by somebody else."""
    if not frame.speakers:
        return near[0]
    denier = frame.speakers[-1]
    others = [d for d in near if d.root != denier.name] or list(near)  # never what the denier told, where others told
    if others[0].deed.sentence == frame.sentence and others[0].root:
        return others[0]  # "X said it took the town, which Y denies"
    for d in others:
        if any(a.role == "initiator" and denier.name in (a.name, a.anchor.exact) for a in d.actors):
            return d
    if _is_aside(others[0]):
        return next((d for d in others if _kills(d)), others[0])
    return others[0]


def _kills(d: Draft) -> bool:
    return any(h.outcome == "killed" and h.high != 0 for h in d.harms)


def _is_aside(d: Draft) -> bool:
    """ "earlier a rocket had hit a school, without victims": told beside the news, and nobody asks who did it."""
    return d.deed.group.perfect and not any(h.high != 0 for h in d.harms)


def _negated(scene: Scene, number: int, frames: Frames, drafts: Sequence[Draft], deeds: Sequence[Deed]) -> list[Draft]:
    """ "We struck nothing there, said X": somebody who says that an event of the kind told before did not happen."""
    for deed in deeds:
        if not deed.group.negated or not (deed.violent or deed.family == "strategic"):
            continue
        cover = [f for f in frames.of(number) if f.speakers and f.covers(deed.first)]
        frame = next((f for f in cover if f.stance != "denying"), None)
        near = told_before(scene, number, drafts)
        kin = [d for d in near if d.code == deed.sense or (deed.violent and d.deed.violent)]
        if deed.args == "clash":  # "there was no fighting here" denies no raid
            kin = [d for d in kin if d.code == "armed_clash"]
        if not kin and deed.family == "strategic":  # "nobody deported anyone": one of its kind told further above
            kin = [d for d in told_before(scene, number, drafts, _FAR_ABOVE) if d.code == deed.sense]
        if frame is None:
            continue
        own = _denies_in(frames, number, frame.speakers[-1].name)
        last = next((d for d in kin if d.deed.sense != "harm" and (own or d.root != frame.speakers[-1].name)), None)
        if last is not None:
            last = _alike(kin, deed, frame.speakers[-1].name) or last
            denied = _of_event(scene, replace(frame, stance="denying"), last, (), "denial.negated")
            return [replace(denied, deed=replace(denied.deed, word=deed.word, words=(deed.word,)))]
    return []


def _denies_in(frames: Frames, number: int, name: str) -> bool:
    """ "He denied what was reported, and stressed that they struck no market": of a raid that he told of himself."""
    return any(f.stance == "denying" and f.speakers and f.speakers[-1].name == name for f in frames.of(number))


def _alike(near: Sequence[Draft], deed: Deed, denier: str) -> Draft | None:
    """The event told before whose word has the sense of a negated one; one of another sense takes the word's type."""
    sense, _, default = deed.sense.partition(":")
    kin = [d for d in near if d.deed.sense != "harm" and d.root != denier]
    same = next((d for d in kin if deed.sense == d.deed.sense or (default or sense) == d.code), None)
    return same or (replace(kin[0], code=default) if kin and default else None)


def _of_event(scene: Scene, frame: AttributionFrame, last: Draft, actors: tuple[Actor, ...], rule: str) -> Draft:
    first, end = frame.cue
    start, stop = scene.page.span(first, end)
    word = Mention(start, stop, first, end, frame.rule)
    group = VerbGroup("active", first)
    deed = Deed(frame.sentence, word, last.code, "none", group, frozenset(), (word,), rules=(frame.rule,))
    denied = frame.stance == "denying"
    own = _own_place(scene, frame) if denied else None
    reason = "of the event denied" if denied else "of the event told before"
    place = own or (replace(last.place, inferred=True, reason=reason) if last.place else None)
    time = replace(last.time, inferred=True, reason=reason) if last.time else None
    stance = Stance("stated", "denied" if denied else "asserted", (frame.rule, rule))
    rules = (frame.rule, rule)
    return Draft(deed, last.code, stance, frame.speakers, frame, actors, (), (), place, time, rules)


def _own_place(scene: Scene, frame: AttributionFrame) -> Chosen | None:
    """The place that a denial itself names in what it denies: no state, none that only "there" points to."""
    for first, last in frame.content:
        for p in event_places(scene, first, last):
            if p.lat is not None and not p.anaphor and p.precision != "country":
                return Chosen(p, False, "named in the denial")
    return None
