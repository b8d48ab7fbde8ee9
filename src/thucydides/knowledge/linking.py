"""Weights of the linker: how much each feature of a pair speaks for or against one event."""

from __future__ import annotations

from functools import cache

import msgspec

from thucydides.knowledge.files import bundled, toml_table


class LinkingWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/linking.toml. `claims`, `stories`: feature -> points in log-odds; `missing` stands for pairs not compared.

    A group is closed where the mean score of its pairs with another falls below `threshold`.
    """

    version: str
    threshold: float
    missing: float
    story_threshold: float
    story_missing: float
    claims: dict[str, float]
    stories: dict[str, float]


@cache
def linking_weights() -> LinkingWeights:
    """The weights that ship with the package."""
    return toml_table(bundled() / "linking.toml", LinkingWeights)
