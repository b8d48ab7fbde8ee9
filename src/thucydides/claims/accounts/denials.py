"""Denials: the place and day of what is denied, what is denied twice, and one denial where two words deny one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from thucydides.claims.accounts.tellers import kept
from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.background.wars import denies_a_practice
from thucydides.claims.borrowed import OPEN_CODES, PARAGRAPHS, borrowed, meant_by, told_before
from thucydides.claims.deeds import Deed
from thucydides.claims.doubts import unsupported
from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene, within
from thucydides.claims.stance import Stance, may_mean
from thucydides.claims.tolls import Harm
from thucydides.model.mention import PlaceMention

_SOON = 2  # sentences from an event to whom its teller blames for it
_COARSE = frozenset({"country", "admin1", "admin1_part", "admin2", "unresolved"})


def of_denied(made: Draft, scene: Scene, drafts: Sequence[Draft]) -> Draft:
    """ "X denies any fire": a denied event that names no place of its own has those of the event that is denied."""
    if made.stance.polarity != "denied" or made.cue is None or (made.place is not None and not made.place.inferred):
        return made
    near = [d for d in told_before(scene, made.deed.sentence, drafts) if d.deed.sense != "harm" and _is_kin(made, d)]
    if not near:
        return made
    meant = meant_by([d for d in near if may_mean(made.code, d.code)] or near, made.cue)
    place = replace(meant.place, inferred=True, reason="of the event denied") if meant.place else made.place
    time = made.time
    if meant.time is not None and (time is None or time.inferred):
        time = replace(meant.time, inferred=True, reason="of the event denied")
    takes = made.code in OPEN_CODES or ("kind.default" in made.rules and may_mean(made.code, meant.code))
    code = meant.code if takes else made.code
    return replace(made, place=place, time=time, code=code, rules=(*made.rules, "denial.of_event_before"))


def _is_kin(a: Draft, b: Draft) -> bool:
    return a.code == b.code or (a.deed.violent and b.deed.violent)


def _said_not_done(number: int, frames: Frames, deeds: Sequence[Deed]) -> list[tuple[Deed, AttributionFrame]]:
    """Violent deeds that a speaker of sentence `number` negates, as if they were told, with his frame."""
    found = []
    for deed in deeds:
        cover = frames.covering(deed.first) if deed.group.negated and deed.violent else ()
        if cover and cover[-1].speakers and cover[-1].stance != "denying" and cover[-1].sentence == number:
            found.append((deed, cover[-1]))
    return found


def _as_told(deed: Deed) -> Deed:
    return replace(deed, reason="", group=replace(deed.group, negated=False))


def _is_denied_again(scene: Scene, number: int, frames: Frames, frame: AttributionFrame) -> bool:
    """ "There was no massacre in X," said who denied it just before: of a place of its own."""
    return bool(within(scene.mentions.places, *frame.bounds)) and _denied_before(scene, number, frames, frame)


def _is_undone(scene: Scene, deed: Deed) -> bool:
    """ "The army did not shell X," said Y: violence of a time gone by that a speaker says nobody did."""
    return not unsupported(scene, deed, ()) and _is_of_the_past(scene, deed)


def _is_of_the_past(scene: Scene, deed: Deed) -> bool:
    """False for what may not, will not or never does happen; in verb-first languages a negated present is a past."""
    light = deed.light[1] if deed.light is not None else None
    group = light if deed.group.voice == "noun" and light is not None else deed.group
    if group.voice == "noun" or group.modal or group.conditional or group.planned or group.purpose:
        return False
    gone = group.perfect or bool(deed.features & {"past", "governed"})
    return gone or (scene.page.language.has("verb_first") and "pres" in deed.features)


def _names_its_spot(made: Draft) -> bool:
    """True where the words that say it did not happen say where or when."""
    return any(spot is not None and not spot.inferred for spot in (made.place, made.time))


def denied_by(made: Draft, frame: AttributionFrame) -> Draft:
    """A draft as what the speaker of a frame denies."""
    stance = Stance("stated", "denied", (frame.rule, "denial.negated"))
    rules = (*made.rules, "denial.negated")
    return replace(made, stance=stance, cue=replace(frame, stance="denying"), harms=(), rules=rules)


def _denied_before(scene: Scene, number: int, frames: Frames, frame: AttributionFrame) -> bool:
    """True where the same speaker has denied something in this paragraph or the two before it."""
    here, name = scene.page.sentences[number].paragraph, frame.speakers[-1].name
    return any(
        f.stance == "denying"
        and f.sentence < number
        and here - scene.page.sentences[f.sentence].paragraph <= PARAGRAPHS
        and bool(f.speakers)
        and f.speakers[-1].name == name
        for f in frames.all
    )


def with_denials(
    scene: Scene, number: int, frames: Frames, drafts: Sequence[Draft], deeds: list[Deed],
    read: Callable[[Deed], Draft],
) -> list[Draft]:  # fmt: skip
    """The drafts with what sentence `number` borrows, and with denials in words of their own; `read` drafts a deed."""
    made = borrowed(scene, number, frames, drafts, deeds)
    if not made and not any(d.group.negated for d in deeds):  # most sentences
        return list(drafts)
    if denies_a_practice(scene, number):
        return list(drafts)
    drafts, made = joined_blame(drafts, made)
    negated = [] if made else _said_not_done(number, frames, deeds)
    again = [(d, f) for d, f in negated if _is_denied_again(scene, number, frames, f)]
    made = made or [denied_by(read(_as_told(d)), f) for d, f in again]
    if not made:
        undone = [denied_by(read(_as_told(d)), f) for d, f in negated if _is_undone(scene, d)]
        made = [d for d in undone if _names_its_spot(d)]
    return one_denial(scene, drafts, made)


def joined_blame(drafts: Sequence[Draft], made: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """ "Two died when a convoy came under fire, X said. It blamed Y": who told an event and blames somebody for it makes
    one claim; the drafts with whom he blames, and the rest of what was made.
    """
    kept, rest = list(drafts), []
    for blame in made:
        at = _told_by_accuser(kept, blame)
        if at is None:
            rest.append(blame)
        else:
            old = kept[at]
            more = [a for a in blame.actors if not any(a.anchor == b.anchor and a.role == b.role for b in old.actors)]
            kept[at] = replace(old, actors=(*old.actors, *more), rules=(*old.rules, *blame.rules))
    return kept, rest


def _told_by_accuser(drafts: Sequence[Draft], blame: Draft) -> int | None:
    """The last event of the kind, where the accuser told it himself."""
    if not blame.root or "accusing.of_event_before" not in blame.rules:
        return None
    for i in range(len(drafts) - 1, -1, -1):
        d = drafts[i]
        if d.code == blame.code and d.stance.polarity == "asserted" and blame.deed.sentence - d.deed.sentence <= _SOON:
            return i if d.root == blame.root else None
    return None


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


def unless_denied(shown: Frames, deeds: Sequence[Deed], harms: list[Harm]) -> list[Harm]:
    """ "X said it had hit a base and denied that its commander was killed": harm that is denied is none of a deed beside it."""
    told = [d for d in deeds if not d.reason]
    if not told or not harms:
        return harms
    denials = [f for f in shown.of(told[0].sentence) if f.stance == "denying"]
    denials = [f for f in denials if not any(f.covers(d.first) for d in told)]
    left = [i for i, h in enumerate(harms) if not any(f.covers(h.word.first) for f in denials)]
    return harms if len(left) == len(harms) else list(kept(harms, left))
