"""What a sentence borrows from the event told before it: denials, blame, claims of responsibility, causes of deaths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.attribution.frames import AttributionFrame
from thucydides.claims.deeds import Deed
from thucydides.claims.drafts import Draft, blamed, doer_of_speaker
from thucydides.claims.scene import Scene
from thucydides.claims.settings import Chosen, event_places
from thucydides.claims.stance import Stance, covering
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.library import event_types
from thucydides.model.claim import Actor
from thucydides.model.mention import Mention

_PARAGRAPHS = 2
_NEXT_TO = 4  # tokens between a word of denial and the weak word that it denies
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
        caused = [d for d in near if d.deed.sense != "harm"]
        if f.stance == "denying":
            if caused:
                made.append(_of_event(scene, f, _meant(caused, f), (), "denial.of_event_before"))
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
    others = [d for d in near if d.root != denier.name] or list(near)
    for d in others:
        if any(a.role == "initiator" and denier.name in (a.name, a.anchor.exact) for a in d.actors):
            return d
    return others[0]


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
