"""Figures that count the persons of a group: "a family of four", "six members of the Doe family"."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.scene import Ordered, Scene, within
from thucydides.model.mention import ActorMention, CasualtyMention, NumberMention


def of_a_family(scene: Scene, number: NumberMention) -> CasualtyMention | None:
    """ "six members of the Doe family": a plain noun, "of", and a group of persons with a name before or behind it."""
    at, gram, shapes = number.last, scene.gram, scene.page.tokens.shapes
    if at + 2 >= len(gram) or gram[at] or shapes[at] != "x" or gram[at + 1] != "of":
        return None
    for i in range(at + 2, min(at + 6, len(gram))):
        for c in within(scene.mentions.casualties, i, i + 1):
            if c.role == "victim":
                return c if "group" in c.features else None
        if gram[i] not in ("det", "poss", "other", "same") and shapes[i] not in "XA":
            return None
    return None


def in_group(scene: Scene, number: NumberMention) -> CasualtyMention | None:
    """The group that a bare figure measures: "a family of four"."""
    before = scene.before(number.first)
    if before < 1 or scene.gram[before] != "of":
        return None
    found = [c for c in within(scene.mentions.casualties, before - 2, before) if c.last == before]
    return next((c for c in found if c.role == "victim" and "group" in c.features), None)


def bearer_at(casualties: Ordered[CasualtyMention], token: int) -> CasualtyMention | None:
    """ "fifty Ukrainian [prisoners]": the noun of a fate behind a nationality that the figure counts."""
    found = [c for c in within(casualties, token, token + 1) if c.role == "outcome" and c.args == "noun"]
    return found[0] if found else None


def names_a_family(noun: ActorMention, here: Sequence[CasualtyMention]) -> bool:
    """ "the family", where a list of actors has it too: a group of civilians is no plural of persons."""
    return noun.kind == "civilians" and any("group" in c.features and c.last == noun.last for c in here)
