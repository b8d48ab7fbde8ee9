"""What one reading has told so far: drafts in order, words seen and not coded, and whose tolls they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from thucydides.claims.drafts import Draft
from thucydides.claims.scene import Scene
from thucydides.claims.tolls import Harm
from thucydides.model.anchor import Anchor
from thucydides.model.claim import NotCoded
from thucydides.model.mention import Mention


@dataclass(slots=True)
class Told:
    """Drafts and refusals of one reading, gathered in order."""

    drafts: list[Draft] = field(default_factory=list)
    not_coded: list[NotCoded] = field(default_factory=list)

    def spare(self, scene: Scene, word: Mention, reason: str) -> None:
        """Notes words that were seen and not coded."""
        if reason and reason != "result":
            self.not_coded.append(NotCoded(Anchor.of(scene.page.text, word.start, word.end), reason, word.rule))


def has(harms: Sequence[Harm], outcome: str) -> bool:
    """True where a whole toll with a figure tells this fate."""
    return any(h.outcome == outcome and h.part_of is None and not is_uncounted(h) for h in harms)


def is_uncounted(harm: Harm) -> bool:
    """ "shot at protesters": a plural without a figure, which the count of a next sentence fills."""
    return harm.low is None and harm.high is None


def filled(old: Sequence[Harm], new: Sequence[Harm]) -> list[Harm]:
    """The tolls of an event without those plurals that new ones count, where no part hangs on them."""
    counted = {h.outcome for h in new if h.part_of is None}
    if any(h.part_of is not None for h in old):
        return list(old)
    return [h for h in old if not (is_uncounted(h) and h.outcome in counted)]


def last_violent(told: Told) -> int:
    """The index of the last draft, or of the last of its sentence that can do harm ("..., where many hoped to be moved")."""
    drafts = told.drafts
    for i in range(len(drafts) - 1, -1, -1):
        if drafts[i].deed.sentence != drafts[-1].deed.sentence:
            break
        if drafts[i].deed.violent or drafts[i].deed.sense == "harm":
            return i
    return len(drafts) - 1
