"""Those who were harmed as who was hit: counted persons, and persons by name."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.scene import Scene
from thucydides.claims.tolls import Harm
from thucydides.model.claim import Actor
from thucydides.model.mention import ActorKind, Mention


def with_victims(scene: Scene, actors: tuple[Actor, ...], harms: Sequence[Harm]) -> tuple[Actor, ...]:
    """Those who were harmed are the target where no other is told."""
    if any(a.role in ("target", "party") for a in actors):
        return actors
    for harm in harms:
        count = harm.count
        if count is None or harm.part_of is not None:
            continue
        anchor = scene.page.anchor(count.first, count.last)
        if any(a.role == "initiator" and a.anchor.start <= anchor.start < a.anchor.end for a in actors):
            continue  # "soldiers killed him": the doers are not the harmed
        m = count.actor
        if m is not None and any(a.role == "initiator" and a.anchor.start == m.start for a in actors):
            continue
        if m is not None:
            return (*actors, Actor("target", m.name, anchor, m.kind, m.actor_id, m.label))
        if harm.victims in ("civilians", "children", "women"):
            return (*actors, Actor("target", "civilians", anchor, "civilians"))
    return actors


def without_the_harmed(
    scene: Scene, word: Mention, actors: tuple[Actor, ...], harms: Sequence[Harm]
) -> tuple[Actor, ...]:
    """ "Second gunman [shot dead] near the shrine", "the two men arrested on Tuesday had …": whom a verb counts as harmed did
    not do it.
    """
    counts = [h.count for h in harms if h.word.first == word.first and h.count is not None and h.low is not None]
    if not counts or not any(a.role == "initiator" for a in actors):
        return actors
    hit = [scene.page.anchor(c.first, c.last) for c in counts if c.last <= word.first]
    return tuple(a for a in actors if a.role != "initiator" or not any(x.overlaps(a.anchor) for x in hit))


def with_the_rest(scene: Scene, actors: tuple[Actor, ...], harms: Sequence[Harm]) -> tuple[Actor, ...]:
    """ "[Mayor Jane Doe] and her husband were killed": where one of those who were harmed together is who was hit, all are."""
    hit = [a for a in actors if a.role == "target"]
    parts = [h for h in harms if h.part_of is not None and h.count is not None]
    spans = [scene.page.anchor(h.count.first, h.count.last) for h in parts if h.count is not None]
    if not any(s.overlaps(a.anchor) for s in spans for a in hit):
        return actors
    free = [(h, s) for h, s in zip(parts, spans, strict=True) if not any(s.overlaps(a.anchor) for a in actors)]
    left = [(h, s) for h, s in free if h.low == 1 and not any(0 <= s.start - a.anchor.end <= _APPOSED for a in hit)]
    return (*actors, *(Actor("target", s.exact, s, _kind(h)) for h, s in left))


def _kind(harm: Harm) -> ActorKind:
    """Persons of no armed side are civilians; of others the words tell nothing."""
    return "civilians" if harm.victims in _CIVIL else "unknown"


_APPOSED = 6  # characters from a name to the noun that describes it: "Jane Doe, the mayor"
_CIVIL = ("civilians", "children", "women", "journalists", "medics")


def told_by_name(scene: Scene, harms: Sequence[Harm]) -> list[Actor]:
    """ "Jane Doe, 42, and John Roe, a driver, were killed": each is who was hit."""
    alone = [h.count for h in harms if h.count is not None and (h.low, h.high) == (1, 1) and h.victims == "unknown"]
    anchors = [scene.page.anchor(c.first, c.last) for c in alone if c.last - c.first > 1 and not c.numbered]
    return [Actor("target", a.exact, a, "unknown") for a in anchors]
