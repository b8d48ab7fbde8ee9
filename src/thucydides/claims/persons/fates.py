"""Tolls of one sentence with who did it and who suffered it kept apart, where cases or a plural in front tell."""

from __future__ import annotations

from dataclasses import replace

from thucydides.claims.persons.apposed import aside_before
from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.harm import harm_of
from thucydides.claims.persons.sentence import SentenceTolls
from thucydides.claims.persons.who import parts_by_name
from thucydides.claims.scene import covered, within
from thucydides.claims.voice import verb_group
from thucydides.knowledge.paradigms import CASES
from thucydides.model.claim import Victims
from thucydides.model.mention import CasualtyMention

_FAR = 2.2
_BORNE = ("displaced", "abducted", "arrested", "captured")
_GRAVE = ("killed", "injured", "killed_or_injured")
_TO = frozenset({"prep", "against", "adverb", "at", "of"})
_IN_TIME = frozenset({"prep", "det", "adverb", "same"})
_GAP = 4  # tokens from the words of a part to its figure, and between its figures
_TO_PART, _JOINTS = frozenset({"be", "have", "adverb", "other"}), frozenset({"and", "det", "other", "adverb"})
_MARKS = frozenset("-–—:,")


class FatesTold(SentenceTolls):
    """The tolls of a sentence, with what stands in front of a verb of killing."""

    def bearers(self) -> None:
        """ "Nine displaced were killed": who bears an older fate as a name is counted for the one that a verb tells."""
        verbs = [w for w in self.words if w.args in ("kill", "die", "deathof") and w.value in _GRAVE]
        for i, count in enumerate(self.counts):
            fate = count.outcome
            if fate is not None and fate.value == "injured":
                self._died_of_wounds(i, count)
                self._were_finished_off(i, count)
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

    def _were_finished_off(self, index: int, count: Count) -> None:
        """ "executed [two wounded]": who is named by a wound is the object of a verb of murder right before him."""
        for w in self.words:
            if w.value != "killed" or "attack" not in w.features or not w.last <= count.first <= w.last + 1:
                continue
            if verb_group(self.scene, w.first, w.last, w.features).voice == "active" and "noun" not in w.features:
                fate = count.outcome
                self.counts = (*self.counts[:index], replace(count, outcome=None), *self.counts[index + 1 :])
                self.words = [o for o in self.words if o is not fate]
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
            cases = {f for w in words if w.role == "victim" for f in w.features & CASES}
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

    def behind_a_dash(self, word: CasualtyMention) -> int | None:
        """ "The dead rose to three, the wounded - to 12": behind a word of rising the figure is what it has come to."""
        found = super().behind_a_dash(word)
        if found is not None and self.counts[found].exactness == "up_to" and any(w.args == "rise" for w in self.words):
            self._has_come_to(found)
        return found

    def behind(self, word: CasualtyMention, far: float) -> int | None:
        """The nearest free count behind a word of toll; none where the figure beside it is taken already."""
        found = self.nearest(word, after=True, far=far)
        if found is None:
            return self.risen_to(word)
        ahead = self.counts[found].first
        taken = any(word.last <= self.counts[i].first < ahead and self.counts[i].numbered for i in self.used)
        if taken or self.is_risen_before(word, ahead):
            return None
        if self.counts[found].exactness == "up_to" and any(
            w.args == "rise" and w.last <= word.first for w in self.words
        ):
            self._has_come_to(found)  # "bringing the number of dead to 13", where one word is "to" and "up to"
        return found

    def _has_come_to(self, index: int) -> None:
        """Makes the figure behind a verb of rising what the toll has come to, no bound of it."""
        risen = replace(self.counts[index], low=self.counts[index].high, exactness="exact")
        self.counts = (*self.counts[:index], risen, *self.counts[index + 1 :])

    def is_risen_before(self, word: CasualtyMention, ahead: int) -> bool:
        """ "The toll of the raid rose to 18, [60 people] were hurt": the bare figure at a verb of rising is the toll's."""
        rises = [w.last for w in self.words if w.args == "rise" and word.last <= w.first < ahead]
        return bool(rises) and any(c.bare and rises[0] <= c.first < ahead for c in self.counts)

    def risen_to(self, word: CasualtyMention) -> int | None:
        """ "rose the toll of the raids on X to 12": where the verb comes first, the bare figure at the end of its clause."""
        page, gram = self.scene.page, self.scene.gram
        if page.language.settings.order != "VSO" or not any(w.args == "rise" for w in self.words):
            return None
        goals = {h.last for h in page.of("numbers", "range")}
        for i in self.free():
            count = self.counts[i]
            if count.bare and count.first >= word.last and count.first in goals:
                alone = count.last >= self.last or page.tokens.shapes[count.last] == "." or gram[count.last] != ""
                return i if alone else None
        return None

    def behind_a_day(self, word: CasualtyMention) -> int | None:
        """ "The toll rose [on Tuesday to] 40": a figure behind "to", and between it and its verb words of time alone; where
        the verb comes first, its subject too.
        """
        scene, at = self.scene, word.last
        follow = scene.page.language.has("verb_first")
        for i in self.free():
            count = self.counts[i]
            joined = count.exactness == "up_to" and scene.gram[count.first] in _TO  # one word for "to" and "up to"
            to = count.first - (not joined)
            if to < at or scene.gram[to] not in _TO or (not follow and to == at):
                continue
            gap = range(at, to)
            if any(scene.page.tokens.shapes[k] in ".n" for k in gap):
                return None
            if follow or all(scene.gram[k] in _IN_TIME or covered(k, k + 1, scene.mentions.times) for k in gap):
                if joined:
                    self._has_come_to(i)
                return i
        return None

    def risen_from(self, word: CasualtyMention) -> int | None:
        """ "rose [from 9 to 14]", "[to 14] rose the number of": the figure that a toll has come to."""
        gram = self.scene.gram
        for i in self.free():
            count = self.counts[i]
            behind = count.exactness == "range" and 0 < count.first - word.last <= _GAP and bool(gram[count.first - 1])
            before = count.exactness == "up_to" and count.last == word.first
            if count.bare and (behind or before):
                self._has_come_to(i)
                return i
        return None

    def subsets(self) -> None:
        """ "Among the wounded two children": in a sentence that tells no whole, the figures behind its words of a part."""
        super().subsets()
        if self.harms:
            self.named_parts()
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

    def named_parts(self) -> None:
        """ "killed ten, including the deputy Jane Doe": persons of a whole whom a name alone tells."""
        if "subset" not in self.scene.gram[self.first : self.last]:
            return
        for base, whole in enumerate(self.harms[:]):
            if whole.part_of is not None or whole.low == 1 or whole.high == 0:
                continue
            for count in parts_by_name(self.scene, whole, self.last):
                if not any(h.first < count.last and count.first <= h.last for h in self.harms):
                    self.harms.append(replace(harm_of(whole.word, whole.outcome, count, whole.group), part_of=base))

    def share(self) -> None:
        """ "were-killed and were-hurt forty": one figure behind two verbs that "and" joins counts those of both."""
        told = {h.word.first for h in self.harms}
        for n, h in enumerate(self.harms):
            if h.part_of is not None or (h.word.role, h.outcome) not in (("outcome", "injured"), ("outcome", "killed")):
                continue
            for w in self.words:
                a, b = (w, h.word) if w.first < h.word.first else (h.word, w)
                joined = b.first - a.last == 1 and self.scene.gram[a.last] == "and" and h.first >= b.last
                if joined and w.first not in told and {a.value, b.value} == {"killed", "injured"}:
                    self.harms[n] = replace(h, outcome="killed_or_injured")

    def _opens_a_part(self, word: CasualtyMention) -> bool:
        gram, before = self.scene.gram, self.scene.before(word.first)
        if gram[word.first] == "subset":
            return True
        return before >= 0 and (gram[before] in ("subset", "between") or self.scene.gram_values[before] == "among")

    def _is_near(self, a: int, b: int, allowed: frozenset[str]) -> bool:
        forms, gram = self.scene.page.tokens.forms, self.scene.gram
        return b - a <= _GAP and all(forms[i] in _MARKS or gram[i] in allowed for i in range(a, b))
