"""Crowds and those who police them: crackdowns, mobs, demonstrators who use force, and force that is no demonstration."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene
from thucydides.model.claim import Actor

STATE = ("state_force", "foreign_force", "police")


def is_crackdown(actors: Sequence[Actor]) -> bool:
    """Force of a state against protesters, whatever the word for it ("soldiers fired on demonstrators")."""
    doers = [a for a in actors if a.role == "initiator"]
    protesters = any(a.role == "target" and a.kind == "protesters" for a in actors)
    return protesters and bool(doers) and all(a.kind in STATE for a in doers)


def is_crowd(actors: Sequence[Actor]) -> bool:
    """ "Villagers blocked the road": who blocks it without arms protests."""
    doers = [a.kind for a in actors if a.role == "initiator"]
    return bool(doers) and all(k in ("civilians", "protesters") for k in doers)


def meets_protesters(deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "Police and demonstrators clashed", "rioters clashed": a fight of those who demonstrate with those who police them."""
    kinds = {a.kind for a in actors if a.role == "party"}
    return deed.args == "clash" and "protesters" in kinds and (kinds == {"protesters"} or bool(kinds & set(STATE)))


def is_a_mob(scene: Scene, deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "A crowd killed a man", "villagers beat a thief to death": many without arms or a demonstration against few."""
    doers = [a for a in actors if a.role == "initiator"]
    if not doers or any(a.role == "target" and a.kind in (*STATE, "infrastructure") for a in actors):
        return False
    at = {a.anchor.start for a in doers}
    told = [m for m in scene.mentions.actors.all if m.start in at]
    by_hand = "hands" in deed.features
    many = (m.kind == "civilians" and "pl" in m.features and by_hand for m in told)
    return bool(told) and all("crowd" in m.features or one for m, one in zip(told, many, strict=True))


def are_protesters(actors: Sequence[Actor]) -> bool:
    """ "Protesters burned a police station": violence by those who demonstrate is a demonstration's."""
    doers = [a.kind for a in actors if a.role == "initiator"]
    return bool(doers) and all(k == "protesters" for k in doers)


def are_of_the_state(actors: Sequence[Actor]) -> bool:
    """ "Police began to pelt the crowd with stones": what policemen or soldiers do is no demonstration."""
    doers = [a.kind for a in actors if a.role == "initiator"]
    return bool(doers) and all(k in STATE for k in doers)


def is_a_crowd_alone(scene: Scene, actors: Sequence[Actor]) -> bool:
    """ "A mob torched a church": many without a demonstration, against nothing of a state."""
    at = {a.anchor.start for a in actors if a.role == "initiator"}
    if not at or any(a.role == "target" and a.kind in STATE for a in actors):
        return False
    told = [m for m in scene.mentions.actors.all if m.start in at]
    return bool(told) and all("crowd" in m.features for m in told)
