"""When a nationality is the adjective of another noun, and so neither doer nor target: "the murder of a U.S. nurse"."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.model.mention import ActorMention, Mention


def is_of_a_noun_behind(scene: Scene, word: Mention, actor: ActorMention) -> bool:
    """ "the murder of two U.S. nurses", "l'attaque contre l'ambassade américaine": a nationality behind another noun, or
    before one, behind the event's own word is not the event's.
    """
    if actor.first < word.last:
        return False
    return scene.page.language.has("noun_compounds") or any(scene.gram[i] for i in range(word.last, actor.first))


def qualifies_a_noun(scene: Scene, actor: ActorMention) -> bool:
    """ "killed a Maltese envoy", "shot a U.S. nurse", "tué l'envoyé maltais": a nationality, or a state by its initials,
    beside a noun of no list is its adjective, and the noun is who was hit; so is a building before who works there.
    """
    compounds = scene.page.language.has("noun_compounds")
    named = actor.kind in ("infrastructure", "other") or (actor.kind == "state_force" and not actor.nationality)
    if compounds and named:  # "hit a university employee", "an opposition leader", "kidnapped government officials"
        near = within(
            scene.mentions.casualties, actor.first, actor.last + 1
        )  # "[cattle] breeders" is one word for them
        return any(c.role == "victim" and c.last > actor.last for c in near)
    if not (actor.nationality or (compounds and _is_initials(scene, actor))):
        return False
    at = actor.last if compounds else actor.first - 1
    if not 0 <= at < len(scene.gram) or scene.gram[at] or scene.page.tokens.shapes[at] not in "xXA":
        return False
    verbs = within(scene.mentions.triggers, at, at + 1)
    return not any("fin" in t.features and "noun" not in t.features for t in verbs) and not scene.has_suffix(actor)


def _is_initials(scene: Scene, actor: ActorMention) -> bool:
    """True for "U.S.", "UK": the bare name of a state in initials."""
    if actor.country is None or actor.kind != "unknown" or actor.actor_id is not None:
        return False
    tokens = scene.page.tokens
    dotted = actor.last - actor.first > 2 and tokens.forms[actor.first + 1] == "."
    return dotted or (tokens.shapes[actor.first] == "A" and not scene.page.is_shouted(actor.first))
