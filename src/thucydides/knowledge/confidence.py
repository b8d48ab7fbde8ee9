"""Loads the weights of confidence, a data file that tools/calibrate.py writes."""

from __future__ import annotations

from functools import cache

import msgspec

from thucydides.knowledge.files import bundled, toml_table


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weights` by feature name; `trained_on` says from what and when."""

    trained_on: str = ""
    bias: float = 0.0
    weights: dict[str, float] = {}


@cache
def weights() -> Weights:
    """The weights that ship; none at all where the file is missing."""
    path = bundled() / "confidence.toml"
    return toml_table(path, Weights) if path.exists() else Weights()
