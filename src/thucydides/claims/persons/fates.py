"""Tolls of one sentence with who did it and who suffered it kept apart, where cases or a plural in front tell."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.persons.apposed import aside_before
from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.harm import harm_of
from thucydides.claims.persons.sentence import SentenceTolls
from thucydides.claims.scene import within
from thucydides.claims.voice import verb_group
from thucydides.model.claim import Victims
from thucydides.model.mention import CasualtyMention

_FAR = 2.2
_BORNE = ("displaced", "abducted", "arrested", "captured")
_GRAVE = ("killed", "injured", "killed_or_injured")
_GAP = 4  # tokens from the words of a part to its figure, and between its figures
_TO_PART, _JOINTS = frozenset({"be", "have", "adverb", "other"}), frozenset({"and", "det", "other", "adverb"})
_MARKS = frozenset("-–—:,")
_CASES = frozenset("nom gen dat acc ins loc".split())


class FatesTold(SentenceTolls):
    """The tolls of a sentence, with what stands in front of a verb of killing."""

    def bearers(self) -> None:
        """ "Nine displaced were killed": who bears an older fate as a name is counted for the one that a verb tells."""
        verbs = [w for w in self.words if w.args in ("kill", "die", "deathof") and w.value in _GRAVE]
        for i, count in enumerate(self.counts):
            fate = count.outcome
            if fate is not None and fate.value == "injured":
                self._died_of_wounds(i, count)
            if fate is None or fate.value not in _BORNE or fate.last != count.last:
                continue
            near = [w for w in verbs if w.last <= count.first or w.first >= count.last]
            if any(self.meets(w, count) for w in near):
                victims: Victims = "civilians" if fate.value == "displaced" else count.victims
                self.counts = (*self.counts[:i], replace(count, outcome=None, victims=victims), *self.counts[i + 1 :])
                self.words = [w for w in self.words if w is not fate]

    def _died_of_wounds(self, index: int, count: Count) -> None:
        """ "Two wounded died", "one of the injured, a man of 61, died": who is named by a wound and dies of it is counted
        among the dead alone.
        """
        forms, free = self.scene.page.tokens.forms, self.scene.page.language.settings.order != "SVO"
        for w in self.words:
            begins = self.begins(w)
            before = free and w.last == count.first  # "died two wounded", "died one-of the-wounded"
            if (w.args, w.value) != ("die", "killed") or not (before or begins >= count.last):
                continue
            named = [c for c in self.counts if count.last <= c.first < begins and c.low == count.low]
            aside = bool(named) and begins - count.last > 2 and forms[count.last] == "," == forms[begins - 1]
            aside = aside or any((c.first, c.last) == (count.last, begins) for c in named)  # "one wounded [woman] died"
            if not (before or begins == count.last or aside):
                continue
            told = count.outcome.first if count.outcome is not None else -1
            self.words = [o for o in self.words if o.first != told]
            kept = () if aside else (replace(count, outcome=None),)
            self.counts = (*self.counts[:index], *kept, *self.counts[index + 1 :])
            return

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

    def subsets(self) -> None:
        """ "Among the wounded two children": in a sentence that tells no whole, the figures behind its words of a part."""
        super().subsets()
        if self.harms:
            return
        for w in self.words:
            if w.role != "outcome" or w.value not in _GRAVE or not self._opens_a_part(w):
                continue
            group = verb_group(self.scene, w.first, w.last, w.features)
            at, allowed = w.last, _TO_PART
            for count in self.counts:
                if count.first < at or count.plural:
                    continue
                if not self._is_near(at, count.first, allowed):
                    break
                self.harms.append(harm_of(w, w.value, count, group))  # type: ignore[arg-type]
                at, allowed = count.last, _JOINTS
            return

    def _opens_a_part(self, word: CasualtyMention) -> bool:
        gram, before = self.scene.gram, self.scene.before(word.first)
        if gram[word.first] == "subset":
            return True
        return before >= 0 and (gram[before] in ("subset", "between") or self.scene.gram_values[before] == "among")

    def _is_near(self, a: int, b: int, allowed: frozenset[str]) -> bool:
        forms, gram = self.scene.page.tokens.forms, self.scene.gram
        return b - a <= _GAP and all(forms[i] in _MARKS or gram[i] in allowed for i in range(a, b))
