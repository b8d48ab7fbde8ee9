"""What of an export could harm: how many of its claims carry exact points, names, words, private persons."""

from __future__ import annotations

from collections.abc import Iterable

from thucydides.model.claim import Claim

_EXACT = frozenset({"site", "neighbourhood"})
_PRIVATE = frozenset({"witness", "person", "social_media"})


def risks_of(claims: Iterable[Claim]) -> dict[str, int]:
    """Counts over claims as they would leave; the same names as those that the store counts over all claims."""
    told = dict.fromkeys(
        ("rows", "exact_points", "names", "exact_points_and_names", "private_persons", "private_persons_at_exact_points", "words"), 0
    )  # fmt: skip
    for claim in claims:
        place = claim.place
        exact = place is not None and place.lat is not None and place.precision in _EXACT
        named = any(toll.names for toll in claim.casualties)
        root = claim.attribution[-1]
        # Called by its kind it is nobody.
        private = root.kind in _PRIVATE and root.source != root.kind.replace("_", " ")
        told["rows"] += 1
        told["exact_points"] += exact
        told["names"] += named
        told["exact_points_and_names"] += exact and named
        told["private_persons"] += private
        told["private_persons_at_exact_points"] += private and exact
        told["words"] += bool(claim.anchor.exact)
    return told
