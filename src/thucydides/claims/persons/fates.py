"""Tolls of one sentence with who did it and who suffered it kept apart, where cases or a plural in front tell."""

from __future__ import annotations

from thucydides.claims.persons.apposed import aside_before
from thucydides.claims.persons.sentence import SentenceTolls
from thucydides.claims.scene import within
from thucydides.model.mention import CasualtyMention

_FAR = 2.2
_CASES = frozenset("nom gen dat acc ins loc".split())


class FatesTold(SentenceTolls):
    """The tolls of a sentence, with what stands in front of a verb of killing."""

    def spare_doer(self, word: CasualtyMention) -> None:
        """ "A student shot his classmates": where cases tell, a bare nominative in front of a verb of killing did it."""
        if "refl" in word.features:
            return
        for i in self.free():
            count = self.counts[i]
            if count.numbered or count.plural or count.last > word.first or count.outcome is not None:
                continue
            words = within(self.scene.mentions.casualties, count.first, count.last)
            cases = {f for w in words if w.role == "victim" for f in w.features & _CASES}
            if cases == {"nom"} and self.scene.distance(count, word) < _FAR:
                self.used.add(i)

    def sufferers_before(self, word: CasualtyMention) -> int | None:
        """ "149 persons were-killed and twenty hurt": a plural that may be a passive has told whom it befell right before
        it, where no person stands right behind it.
        """
        if not {"pl", "pp"} <= word.features:
            return None
        if any(0 <= c.first - word.last <= 1 and self.scene.gram[word.last] != "and" for c in self.counts):
            return None
        found = self.nearest(word, after=False, far=_FAR)
        if found is None or not self.counts[found].numbered or self.counts[found].plural:
            return None
        aside = aside_before(self.scene, self.counts[found].last, word.first)
        beside = word.first - self.counts[found].last <= 1 or (
            aside is not None and aside[0] == self.counts[found].last
        )
        return found if beside else None
