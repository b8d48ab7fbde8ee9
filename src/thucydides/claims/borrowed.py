"""What a sentence borrows from the event told before it: denials, blame, claims of responsibility, causes of deaths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from thucydides.claims.attribution.frames import AttributionFrame
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft, blamed, doer_of_speaker
from thucydides.claims.scene import Scene, within
from thucydides.claims.stance import Stance, covering
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.library import event_types
from thucydides.model.claim import Actor
from thucydides.model.mention import Mention, PlaceMention

_PARAGRAPHS = 2
_NEXT_TO = 4  # tokens between a word of denial and the weak word that it denies
_OPEN_CODES = frozenset({"attack", "casualties_only"})
_COARSE = frozenset({"country", "admin1", "admin1_part", "admin2", "unresolved"})
_TOLD = ("stated", "alleged", "estimated")


def _before(scene: Scene, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts asserted in this paragraph or the two before it, the last one first."""
    here = scene.page.sentences[number].paragraph
    near = []
    for d in reversed(drafts):
        if here - scene.page.sentences[d.deed.sentence].paragraph > _PARAGRAPHS:
            break
        if d.stance.polarity == "asserted":
            near.append(d)
    return near


def cause_before(scene: Scene, number: int, drafts: Sequence[Draft]) -> Draft | None:
    """The violent event told last, whose deaths another source counts."""
    near = _before(scene, number, drafts)
    return next((d for d in near if d.deed.violent and d.stance.modality in _TOLD and _can_kill(d.code)), None)


def is_denied(deed: Deed, frames: Sequence[AttributionFrame]) -> bool:
    """True where a denial names a deed itself: however weak its word, that is what is denied."""
    cover = covering(frames, deed.first)
    return (
        bool(cover) and cover[-1].stance == "denying" and not deed.generic and deed.first - cover[-1].cue[1] <= _NEXT_TO
    )


def caused_by(made: Draft, cause: Draft) -> Draft:
    """Deaths as the toll of the event told before: its type, and its place and day where they have none of their own."""
    place, time = made.place, made.time
    if cause.place is not None and (place is None or place.inferred):
        place = replace(cause.place, inferred=True, reason="of the event told before")
    if cause.time is not None and (time is None or time.inferred):
        time = replace(cause.time, inferred=True, reason="of the event told before")
    return replace(made, code=cause.code, place=place, time=time, rules=(*made.rules, "document.cause_told_before"))


def _can_kill(code: str) -> bool:
    return event_types()[code].family in ("remote", "battle", "civilian_harm", "demonstration")


def taken_up(scene: Scene, made: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "the attack", "l'explosion": a general noun with an article takes the type of the event told just before."""
    at = made.deed.first
    if made.rules and "kind.default" in made.rules and scene.gram[at] == "same" and scene.gram_values[at] == "event":
        cause = cause_before(scene, made.deed.sentence, drafts)
        if (
            cause is not None
            and cause.deed.sense != "harm"
            and cause.deed.family in ("remote", "force", made.deed.family)
        ):
            return replace(made, code=cause.code, rules=(*made.rules, "document.event_taken_up"))
    return made


def borrowed(
    scene: Scene, number: int, frames: Sequence[AttributionFrame], drafts: Sequence[Draft], deeds: Sequence[Deed]
) -> list[Draft]:
    """Denials, blame and claims of responsibility in sentence `number` whose content names no event of its own: each
    means the event told before, its place and time inferred.
    """
    made = _negated(scene, number, frames, drafts, deeds)
    for f in frames:
        if f.sentence != number or any(f.covers(d.first) and not d.reason for d in deeds):
            continue
        if f.stance not in ("denying", "accusing", "claiming_responsibility"):
            continue
        told = _before(scene, number, drafts)
        near = [
            d for d in told if d.deed.family != "strategic" or (d.deed.sentence == number and f.stance == "denying")
        ]
        caused = [d for d in near if d.deed.sense != "harm" or d.code not in _OPEN_CODES]
        if f.stance == "denying":
            of_others = [d for d in caused if not f.speakers or d.root != f.speakers[-1].name]
            if of_others:
                made.append(_of_event(scene, f, _meant(of_others, f), (), "denial.of_event_before"))
            continue
        last = next(iter(caused or near), None)
        if last is None:
            continue
        own = f.stance == "claiming_responsibility" and f.speakers
        actors = doer_of_speaker(scene, f.speakers[-1]) if own else blamed(scene, f)
        if actors:
            made.append(_of_event(scene, f, last, actors, f"{f.stance}.of_event_before"))
    return made


def _meant(near: Sequence[Draft], frame: AttributionFrame) -> Draft:
    """The event that a denial means: the last one laid at the denier's door, else the last told by somebody else."""
    if not frame.speakers:
        return near[0]
    denier = frame.speakers[-1]
    others = [d for d in near if d.root != denier.name] or list(near)  # never what the denier told, where others told
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


def of_denied(made: Draft, scene: Scene, drafts: Sequence[Draft]) -> Draft:
    """ "X denies any fire": a denied event that names no place of its own has those of the event that is denied."""
    if made.stance.polarity != "denied" or made.cue is None or (made.place is not None and not made.place.inferred):
        return made
    near = [d for d in _before(scene, made.deed.sentence, drafts) if d.deed.sense != "harm" and _is_kin(made, d)]
    if not near:
        return made
    meant = _meant(near, made.cue)
    place = replace(meant.place, inferred=True, reason="of the event denied") if meant.place else made.place
    time = made.time
    if meant.time is not None and (time is None or time.inferred):
        time = replace(meant.time, inferred=True, reason="of the event denied")
    code = meant.code if made.code in _OPEN_CODES or "kind.default" in made.rules else made.code
    return replace(made, place=place, time=time, code=code, rules=(*made.rules, "denial.of_event_before"))


def _is_kin(a: Draft, b: Draft) -> bool:
    return a.code == b.code or (a.deed.violent and b.deed.violent)


def denied_again(
    scene: Scene, number: int, frames: Sequence[AttributionFrame], deeds: Sequence[Deed]
) -> list[tuple[Deed, AttributionFrame]]:
    """ "There was no massacre in X," said who denied it just before: negated events of a place of their own."""
    found = []
    for deed in deeds:
        if not deed.group.negated or not deed.violent:
            continue
        cover = covering(frames, deed.first)
        frame = cover[-1] if cover else None
        if frame is None or not frame.speakers or frame.stance == "denying" or frame.sentence != number:
            continue
        if not within(scene.mentions.places, *frame.bounds) or not _denied_before(scene, number, frames, frame):
            continue
        found.append((replace(deed, reason="", group=replace(deed.group, negated=False)), frame))
    return found


def denied_by(made: Draft, frame: AttributionFrame) -> Draft:
    """A draft as what the speaker of a frame denies."""
    stance = Stance("stated", "denied", (frame.rule, "denial.negated"))
    rules = (*made.rules, "denial.negated")
    return replace(made, stance=stance, cue=replace(frame, stance="denying"), harms=(), rules=rules)


def _denied_before(scene: Scene, number: int, frames: Sequence[AttributionFrame], frame: AttributionFrame) -> bool:
    """True where the same speaker has denied something in this paragraph or the two before it."""
    here, name = scene.page.sentences[number].paragraph, frame.speakers[-1].name
    return any(
        f.stance == "denying"
        and f.sentence < number
        and here - scene.page.sentences[f.sentence].paragraph <= _PARAGRAPHS
        and bool(f.speakers)
        and f.speakers[-1].name == name
        for f in frames
    )


def with_denials(
    scene: Scene, number: int, frames: Sequence[AttributionFrame], drafts: Sequence[Draft], deeds: Sequence[Deed],
    read: Callable[[Deed], Draft],
) -> list[Draft]:  # fmt: skip
    """The drafts with what sentence `number` borrows, and with denials said again; `read` drafts a deed."""
    made = borrowed(scene, number, frames, drafts, deeds)
    if not made:
        made = [denied_by(read(deed), frame) for deed, frame in denied_again(scene, number, frames, deeds)]
    return one_denial(scene, drafts, made)


def one_denial(scene: Scene, drafts: Sequence[Draft], made: Sequence[Draft]) -> list[Draft]:
    """ "X rejected the report and said that the strike had harmed nobody": one denial, told by the words of the event."""
    kept, rest = list(drafts), list(made)
    for denial in made:
        if denial.stance.polarity != "denied" or denial.cue is None:
            continue
        kept = [d for d in kept if not _says_more(denial, d)]
        for i, d in enumerate(kept):
            if d.deed.sentence == denial.deed.sentence and d.root == denial.root and _harms_nobody(scene, d):
                kept[i] = replace(
                    denial, deed=d.deed, place=d.place or denial.place, time=d.time or denial.time, harms=()
                )
                rest.remove(denial)
                break
    return [*kept, *rest]


def _says_more(denial: Draft, d: Draft) -> bool:
    """True where a denial names the place that an earlier one of the same speaker left open."""
    if d.stance.polarity != "denied" or d.root != denial.root or d.deed.sentence >= denial.deed.sentence:
        return False
    if not d.deed.violent or denial.place is None or denial.place.inferred:
        return False
    where = d.place.mention if d.place is not None and not d.place.inferred else None
    return not isinstance(where, PlaceMention) or where.precision in _COARSE


def _harms_nobody(scene: Scene, d: Draft) -> bool:
    """True for an event asserted under a cue whose clause has a negation, and no victims."""
    if d.stance.polarity != "asserted" or d.cue is None or any(h.high != 0 for h in d.harms):
        return False
    return "not" in scene.gram[d.cue.bounds[0] : d.cue.bounds[1]]


def _negated(
    scene: Scene, number: int, frames: Sequence[AttributionFrame], drafts: Sequence[Draft], deeds: Sequence[Deed]
) -> list[Draft]:
    """ "We struck nothing there, said X": somebody who says that an event of the kind told before did not happen."""
    for deed in deeds:
        if not deed.group.negated or not (deed.violent or deed.family == "strategic"):
            continue
        frame = next((f for f in frames if f.sentence == number and f.speakers and f.covers(deed.first)), None)
        near = _before(scene, number, drafts)
        kin = [d for d in near if d.code == deed.sense or (deed.violent and d.deed.violent)]
        if frame is None or frame.stance == "denying":
            continue
        last = next((d for d in kin if d.deed.sense != "harm" and d.root != frame.speakers[-1].name), None)
        if last is not None:
            last = _alike(kin, deed, frame.speakers[-1].name) or last
            denied = _of_event(scene, replace(frame, stance="denying"), last, (), "denial.negated")
            return [replace(denied, deed=replace(denied.deed, word=deed.word, words=(deed.word,)))]
    return []


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
    reason = "of the event denied" if denied else "of the event told before"
    place = replace(last.place, inferred=True, reason=reason) if last.place else None
    time = replace(last.time, inferred=True, reason=reason) if last.time else None
    stance = Stance("stated", "denied" if denied else "asserted", (frame.rule, rule))
    rules = (frame.rule, rule)
    return Draft(deed, last.code, stance, frame.speakers, frame, actors, (), (), place, time, rules)
