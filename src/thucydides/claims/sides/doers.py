"""Doers told by the event's own words: the agent of the verb that carries its noun, a force that opens them, its subject."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.claims.voice import VerbGroup
from thucydides.knowledge.patterns import patterns
from thucydides.model.claim import Actor
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


def with_open_doer(scene: Scene, deed: Deed, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Three men threw a bomb at a post": the subject right before an active verb did it, where it is a noun of persons
    of which nothing more is known and no other doer is told.
    """
    group = deed.group
    told = any(a.role != "target" for a in actors) or scene.page.language.settings.order != "SVO"
    if told or group.voice != "active" or not group.finite or deed.family in ("demonstration", "movement"):
        return actors
    if not deed.violent or patterns().get(deed.args, {}).get("subj") != "initiator":
        return actors
    subject = phrase_before(scene, group.first)
    if subject is None:
        return actors
    nouns = within(scene.mentions.casualties, subject.first, subject.last)
    if not any(c.role == "victim" and c.value == "unknown" and c.last == subject.last for c in nouns):
        return actors
    anchor = scene.page.anchor(subject.first, subject.last)
    counted = any(
        h.count is not None and h.count.first < subject.last and subject.first < h.count.last for h in deed.harms
    )
    if counted or any(a.anchor.overlaps(anchor) for a in actors):
        return actors
    return (*actors, Actor("initiator", anchor.exact, anchor, "unknown"))


_FIRST_VERB = 4  # tokens between the subject of a verb that no list knows and its object


def is_done_before(scene: Scene, group: VerbGroup, actor: ActorMention) -> bool:
    """ "Police chased the [students] and beat them": right before "and" and a verb, behind an unknown verb and an article,
    stands that verb's object: the subject of both is told before.
    """
    if scene.page.language.settings.order != "SVO" or not group.finite or group.first - actor.last != 1:
        return False
    if scene.gram[group.first - 1] != "and" or scene.gram[actor.first - 1] not in ("det", "poss"):
        return False
    first = scene.page.sentences[scene.sentence[group.first]].first
    for other in within(scene.mentions.actors, max(first, actor.first - _FIRST_VERB - 2), actor.first):
        gap = range(other.last, actor.first - 1)
        if 0 < len(gap) <= 1 and all(_is_plain(scene, i) for i in gap):
            return True
    return False


def _is_plain(scene: Scene, token: int) -> bool:
    """A word in small letters that is of no class of grammar and no argument."""
    return scene.page.tokens.shapes[token] == "x" and not scene.gram[token] and token not in scene.nouns
