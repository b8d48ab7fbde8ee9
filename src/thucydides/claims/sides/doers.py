"""Doers told by the event's own words: the agent of the verb that carries its noun, a force that opens them."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import ActorMention

FORCES = ("state_force", "foreign_force", "rebel_group", "militia", "police")
SITES = ("infrastructure", "other")


def is_carried_out(deed: Deed, actor: ActorMention) -> bool:
    """ "the attack was carried out by X": the agent of a passive light verb behind its noun is the event's."""
    if deed.light is None or deed.light[1].voice != "passive":
        return False
    return deed.word.last <= deed.light[0].first and deed.light[0].last <= actor.first


def opens_its_word(deed: Deed, actor: ActorMention) -> bool:
    """ "[police opened fire]", "Russian [drone struck]": a force that opens the event's own words is its doer."""
    opens = actor.first <= deed.word.first and actor.last < deed.word.last
    opens = opens and (actor.first == deed.word.first or actor.country is not None)
    if deed.args == "repress" and actor.first == deed.word.first + 1 and actor.last < deed.word.last:
        opens = "fin" in deed.features  # "fired the-police the-gas": verb, subject, object
    doers = (*FORCES, "protesters") if deed.family == "demonstration" else FORCES
    return opens and actor.kind in doers and deed.group.voice != "passive"


def is_accused_behind(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "denied that it fired on the quarter, and accused [X]": who stands behind a verb of blame is no part of a deed told
    before that verb.
    """
    between = within(scene.mentions.sources, deed.word.last, actor.first) if actor.first > deed.word.last else ()
    return any(c.role == "cue" and c.value == "accusing" and "fin" in c.features for c in between)
