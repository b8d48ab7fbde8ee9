"""One event, several tellers: tolls of one sentence that different speakers give are claims of their own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from thucydides.claims.attribution.frames import AttributionFrame, Frames
from thucydides.claims.attribution.scope import affirms
from thucydides.claims.attribution.speakers import Speaker
from thucydides.claims.drafts import Draft, chain_at
from thucydides.claims.persons.harm import reindexed
from thucydides.claims.scene import Scene
from thucydides.claims.sides.harmed import with_victims
from thucydides.claims.stance import Stance
from thucydides.claims.tolls import Harm, as_sequence

_Told = tuple[tuple[Speaker, ...], AttributionFrame | None]


def _within(outer: Sequence[Speaker], inner: Sequence[Speaker]) -> bool:
    """True where one chain passes the other on: "X, quoted by Y" holds both."""
    return [s.name for s in inner[: len(outer)]] == [s.name for s in outer]


def _by_root(harms: Sequence[Harm], own: tuple[Speaker, ...], frames: Frames) -> dict[str, tuple[_Told, list[int]]]:
    """The indexes of tolls by the root who gives them, `own` where nobody else does; parts stay with their whole."""
    mine = own[-1].name if own else ""
    found: dict[str, tuple[_Told, list[int]]] = {}
    where: dict[int, str] = {}
    for i, harm in enumerate(harms):
        told = chain_at(frames, harm.first)
        root = told[0][-1].name if told[0] else ""
        if harm.part_of is not None:
            root = where.get(harm.part_of, root)
        elif not told[0] or (own and _within(own, told[0])) or _within(told[0], own):
            root = mine
        where[i] = root
        found.setdefault(root, (told, []))[1].append(i)
    return found


def kept(harms: Sequence[Harm], indexes: Sequence[int]) -> tuple[Harm, ...]:
    """The tolls at these indexes, their parts pointing at their wholes."""
    return as_sequence(reindexed(harms, indexes))


def by_teller(harms: Sequence[Harm], frames: Frames) -> list[list[Harm]]:
    """Tolls in groups of one root each, in order of telling."""
    if len(harms) < 2:
        return [list(harms)]
    return [list(kept(harms, indexes)) for _, indexes in _by_root(harms, (), frames).values()]


def told_apart(scene: Scene, made: Draft, frames: Frames) -> list[Draft]:
    """A draft as one claim a root: its own first, then one for every other speaker who gives a toll of the event."""
    if not made.harms or made.stance.polarity == "denied":
        return [made]
    groups = _by_root(made.harms, made.chain, frames)
    others = [root for root in groups if root != made.root]
    if not others:
        return [made]
    first = replace(made, harms=kept(made.harms, groups[made.root][1]) if made.root in groups else ())
    out = [first]
    for root in others:
        (chain, frame), indexes = groups[root]
        word = made.harms[indexes[0]].word
        deed = replace(made.deed, word=word, words=(*made.deed.words, word))
        harms = kept(made.harms, indexes)
        actors = with_victims(scene, (), harms)
        rules = tuple(dict.fromkeys((*made.rules, "tellers.toll_of_another", *((frame.rule,) if frame else ()))))
        out.append(replace(made, deed=deed, chain=chain, cue=frame, actors=actors, harms=harms, rules=rules))
    return out


def affirmed(scene: Scene, number: int, frames: Frames, drafts: Sequence[Draft]) -> list[Draft]:
    """ "X denies the raid, as Y affirms": the drafts with a claim for each speaker of sentence `number` who affirms what is
    denied in it; deaths that he tells are those of the event that he affirms.
    """
    now = list(drafts)
    here = frames.of(number)
    if not here:
        return now
    denied = [d for d in now if d.deed.sentence == number and d.stance.polarity == "denied"]
    for f in here:
        if not denied or not affirms(scene, f) or denied[-1].root == f.speakers[-1].name:
            continue
        event, rule = denied[-1], "denial.affirmed_by_another"
        own = [i for i, d in enumerate(now) if d.deed.sentence == number and d.root == f.speakers[-1].name]
        for i in own:
            now[i] = replace(now[i], code=event.code, place=event.place, time=event.time, rules=(*now[i].rules, rule))
        if not own:
            stance = Stance("stated", "asserted", (f.rule, rule))
            now.append(replace(event, stance=stance, chain=f.speakers, cue=f, rules=(f.rule, rule)))
    return now
