"""A verb of taking ground that only tells who holds it: a present behind a relative pronoun."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from thucydides.claims.scene import Scene
from thucydides.claims.voice import VerbGroup


def is_held(scene: Scene, group: VerbGroup, features: AbstractSet[str]) -> bool:
    """ "the town [that] the army [controls]": told of a state of things, no taking."""
    at = scene.before(group.first)
    present = "pres" in features and "past" not in features
    return present and at >= 0 and scene.gram[at] == "rel"
