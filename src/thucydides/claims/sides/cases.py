"""The slot of an actor where its case tells it: beside a verb, and as genitive behind an event noun."""

from __future__ import annotations

from thucydides.claims.persons.prepositions import is_known
from thucydides.claims.scene import Scene
from thucydides.claims.voice import VerbGroup
from thucydides.model.mention import ActorMention, Mention


def slot_by_case(cases: frozenset[str], group: VerbGroup, before: bool, light: bool, bare: bool) -> str:
    """The slot of an actor beside a verb where its case tells: the nominative acts, the instrumental is an agent with
    a passive; forms that are nominative and accusative alike go by their side of the verb. A `bare` verb has no object.
    """
    subject = "light_subj" if light else "subj"
    if group.voice == "passive":
        if "ins" in cases and not cases & {"nom", "acc"}:
            return "agent"
        return "" if bare or cases <= {"dat", "loc", "ins"} else "obj"
    if "nom" not in cases:
        return "obj" if "acc" in cases and not bare else ""
    if "acc" not in cases:
        return subject
    return subject if before else "" if bare else "obj"


def follows_as_genitive(scene: Scene, word: Mention, actor: ActorMention, cases: frozenset[str]) -> bool:
    """ "обстрел боевиков", "атаки штурмовых групп": a genitive right behind an event noun, adjectives between."""
    if not scene.page.language.has("case_roles") or (cases and "gen" not in cases):
        return False
    gap = range(word.last, actor.first)
    shapes = scene.page.tokens.shapes
    plain = all(not scene.gram[i] and shapes[i] in "x0A" and not is_known(scene, i) for i in gap)
    return actor.first >= word.last and len(gap) <= 2 and plain
