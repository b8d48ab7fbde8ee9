"""Which count of persons belongs to which word of harm in one sentence; a count serves one outcome."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from thucydides.claims.coordination import opens_a_clause
from thucydides.claims.persons.apposed import aside_before
from thucydides.claims.persons.counts import Count, counts_in, total
from thucydides.claims.persons.harm import Harm, harm_of
from thucydides.claims.persons.lists import (
    acts,
    auxiliaries_before,
    before_one,
    behind_a_name,
    behind_its_apposition,
    carries_out,
    company_behind,
    falls,
    gap_is_open,
    goes_on,
    is_alone,
    is_apposed,
    is_list,
    is_nobody,
    is_of_theirs,
    is_owned,
    is_told_apart,
    joined_by_and,
    names_again,
    one_by_one,
    owns_the_next,
    stands_beside,
    takes_place,
    told_of,
)
from thucydides.claims.persons.named import name_after
from thucydides.claims.persons.shares import with_their_class
from thucydides.claims.persons.tellers import is_article, speaks
from thucydides.claims.scene import Scene, within
from thucydides.claims.verb_first import is_subject
from thucydides.claims.voice import VerbGroup, verb_group
from thucydides.model.claim import Outcome
from thucydides.model.mention import CasualtyMention, Mention

_FAR = 2.2
_NEXT_TO = 0.3
_BESIDE = 1.2  # clause distance from the harmed to who was harmed along with them
_SOON = 3  # tokens from a count to the harm told of it behind a comma
_DASHES = frozenset("-–—")
CARRIES = frozenset({"rise", "carry"})  # what a toll's verb does: it tells no harm by itself


_COMPANY = frozenset({"with", "det", "poss"})
_JOINTS = frozenset({"and", "or", "det", "poss", "subset", "other", "adverb"})


class SentenceTolls:
    """Chooses counts for the outcome words of one sentence; a count serves one outcome."""

    def __init__(self, scene: Scene, first: int, last: int) -> None:
        self.scene, self.first, self.last = scene, first, last
        counts = [x for c in with_their_class(scene, counts_in(scene, first, last)) for x in one_by_one(scene, c)]
        own = [c for c in counts if not (speaks(scene, c) or carries_out(scene, c) or names_again(scene, c, counts))]
        self.counts = tuple([c for c in own if not (owns_the_next(scene, c, counts) or is_owned(scene, c, counts))])
        words = [c for c in within(scene.mentions.casualties, first, last) if c.role in ("outcome", "toll", "none")]
        words = [w for w in words if not (falls(scene, w) or scene.gram_values[w.first] == "victims")]
        mine = [c.outcome for c in self.counts if c.outcome is not None]
        verbs = {(w.first, w.last) for w in words if w.args == "kill"}
        # "two men were killed": a form that is noun and verb is the noun only where a figure counts it.
        self.words = [w for w in words if w.args != "noun" or (w.first, w.last) not in verbs or w in mine]
        self.parts = self._parts()
        self.used: set[int] = set()
        self.harms: list[Harm] = []

    def _parts(self) -> frozenset[int]:
        """Indexes of counts that a word of subsets opens, and of those joined to them: "including two men and a boy"."""
        found: set[int] = set()
        forms = self.scene.page.tokens.forms
        for i, count in enumerate(self.counts):
            if self.is_part(count):
                found.add(i)
            elif i - 1 in found and self.counts[i - 1].last <= count.first and not self.counts[i - 1].of_them:
                gap = range(behind_its_apposition(self.scene, self.counts[i - 1].last), count.first)
                listed = gap_is_open(self.scene, gap.start, gap.stop, _JOINTS) and len(gap) > 0
                oxford = forms[gap.start] == "," and len(gap) > 1 and self.scene.gram[gap.start + 1] == "and"
                if listed and not (
                    oxford and i - 2 not in found
                ):  # "including a man, and two"; "a man, a boy, and two"
                    if not self.opens_a_clause(i, found):
                        found.add(i)
        return frozenset(found)

    def opens_a_clause(self, index: int, parts: AbstractSet[int]) -> bool:
        """ "died two, among them a child, [eleven people] got wounds": behind a whole that its verb has told and its parts,
        a figure at whose end a verb of its own stands.
        """
        opened = index - 1
        while opened - 1 in parts:
            opened -= 1
        count, floor = self.counts[index], self.counts[opened].first
        own = [w for w in self.words if w.args in ("die", "kill") and self.begins(w) == count.last]
        told = {w.value for w in self.words if w.role == "outcome" and w.last <= floor}
        return count.numbered and any(w.value not in told for w in own) and bool(told)

    def way(self, count: Count, word: Mention, begins: int) -> float:
        """Clause distance of a count to a word behind it, an aside that lists parts left out."""
        cost = self.scene.distance(count, word)
        if count.last <= begins and (aside := aside_before(self.scene, count.last, begins)) is not None:
            cost -= self.scene.cost[aside[1] - 1] - self.scene.cost[aside[0] - 1]
        return cost

    def tells_else(self, word: CasualtyMention) -> bool:
        """ "attendance rose to 40,000", "reached the city around six": a verb that carries a toll counts harm only beside a
        word of harm or of violence, or right behind a sentence of harm; a weak one of rising only beside a word of harm.
        """
        if any(w.args not in CARRIES for w in self.words):
            return False
        if "weak" in word.features and word.args == "rise":
            return True
        scene = self.scene
        here = scene.sentence[self.first]
        before = scene.page.sentences[here - 1].first if here else self.first
        harmed = any(
            c.role != "victim" and c.args not in CARRIES for c in within(scene.mentions.casualties, before, self.first)
        )
        told = within(scene.mentions.triggers, self.first, self.last)
        return not harmed and all(t.sense == "light" or "result" in t.features for t in told)

    def free(self) -> list[int]:
        """Indices of counts that no outcome has taken."""
        return [i for i in range(len(self.counts)) if i not in self.used]

    def nearest(self, word: CasualtyMention, after: bool, far: float = _FAR, bare: bool = True) -> int | None:
        """The nearest free count on one side of a word, within `far`, no other outcome word of its own between."""
        return self.ranked(word, after, far, bare)[1]

    def behind_a_dash(self, word: CasualtyMention) -> int | None:
        """ "injured — 23": the figure behind a dash that stands for a verb left out, where a language leaves it out."""
        forms, language = self.scene.page.tokens.forms, self.scene.page.language
        if not language.has("case_roles") or word.last >= self.last or forms[word.last] not in _DASHES:
            return None
        return next((i for i in self.free() if 0 < self.counts[i].first - word.last <= 2 and self.counts[i].bare), None)

    def either(self, word: CasualtyMention, before: float, far: float = _FAR) -> int | None:
        """The nearest free count on any side, where word order is free; one in front costs `before` more."""
        ahead, behind = self.ranked(word, True, far), self.ranked(word, False, far - before)
        return ahead[1] if ahead[0] <= behind[0] + before else behind[1]

    def ranked(self, word: CasualtyMention, after: bool, far: float, bare: bool = True) -> tuple[float, int | None]:
        """(cost, index) of the nearest free count on one side; (far, None) where there is none."""
        best, best_cost = None, far
        if after and takes_place(self.scene, word):
            return far, None
        taking = word.value == "captured" and "weak" in word.features  # villages and bridges are taken too
        bare = bare and not (taking and all(w.value == "captured" for w in self.words))
        begins = word.first if after else self.begins(word)
        for i in self.free():
            count = self.counts[i]
            if (count.outcome is not None and count.outcome is not word) or (count.bare and not bare):
                continue
            if i in self.parts or (count.bare and not self.counts_alone(count, word)):
                continue
            if acts(self.scene, count, word):
                continue
            if after != (count.first >= word.last) or (not after and count.last > word.first):
                continue
            cost = self.way(count, word, begins) if not after else self.scene.distance(count, word)
            # A toll is most often a bare figure ("put the toll at 34"); elsewhere one may count something else.
            cost += 1.8 if count.plural else 0.4 if count.bare and word.role != "toll" else 0.0
            lo, hi = (word.last, count.first) if after else (count.last, word.first)
            others = [o for o in self.words if o is not word and lo <= o.first < hi and o.role == "outcome"]
            if after and any(self.takes_it(o, word, count) for o in others):
                continue
            cost += 1.0 if others else 0.0
            if cost < best_cost:
                best, best_cost = i, cost
        return best_cost, best

    def takes_it(self, other: CasualtyMention, word: CasualtyMention, count: Count) -> bool:
        """ "killed a guard and [kidnapped four]": the count right behind another verb with an object between the two verbs."""
        near = 0 <= count.first - other.last <= 1 and other.first - word.last > _SOON - 1
        return near and other.args == "kill" and "fin" in other.features and "noun" not in other.features

    def counts_alone(self, count: Count, word: CasualtyMention) -> bool:
        """A number without a noun counts persons only right beside the word of harm ("killing 12", "at 34")."""
        opened = self.scene.before(count.first)
        if opened >= 0 and self.scene.gram[opened] == "of":
            return False
        gap = count.first - word.last if count.first >= word.last else word.first - count.last
        begins = self.begins(word)  # "eight, including a boy, were wounded"
        aside = aside_before(self.scene, count.last, begins) if count.last < begins else None
        return gap - (aside[1] - aside[0] if aside else 0) <= 3

    def is_part(self, count: Count) -> bool:
        """True for a count that a word of subsets opens ("including five children")."""
        opened = before_one(self.scene, count.first) if count.low == 1 == count.high else self.scene.before(count.first)
        opened -= opened > 0 and self.scene.page.tokens.forms[opened] in _DASHES
        own = any(
            w.args in ("kill", "deathof") and stands_beside(self.scene, w.last, count.first) for w in self.words
        )  # "killed nine and hurt dozens of them"
        verbs = [w for w in self.words if w.args == "die" and 0 <= w.first - count.last <= 1 and "pl" in w.features]
        own = own or bool(verbs and verbs[0] is self.words[0])  # "eight of them died in": none told before
        opens = self.scene.gram[count.first] == "subset"  # "[one-of-them a doctor]": the figure is the word of the part
        return (
            (opens and not own) or (count.of_them and not own) or (opened >= 0 and self.scene.gram[opened] == "subset")
        )

    def add(self, word: CasualtyMention, index: int | None, group: VerbGroup) -> None:
        """Makes the harm of one word and one count, with the count's coordinated siblings."""
        if index is None:
            self.dies_of_it(word)
            return
        self.used.add(index)
        chosen = [*self.coordinated_before(index, word), self.counts[index]]
        for i in self.free():
            nxt = self.counts[i]
            if nxt.first < chosen[-1].last or nxt.outcome is not None:
                continue
            if not goes_on(self.scene, chosen[-1], nxt):
                break
            if i in self.parts or any(w is not word and self.is_own(nxt, w) for w in self.words):
                break
            if self.has_a_clause_of_its_own(chosen[-1], nxt, word) or is_alone(self.scene, chosen[-1], nxt, word):
                break
            if (not nxt.bare and not nxt.plural) or is_of_theirs(self.scene, nxt):
                self.used.add(i)
                chosen.append(nxt)
        chosen.extend(self.along(word) if self.counts[index].first < word.first else self.beside(chosen[-1]))
        self.emit(word, chosen, group)

    def beside(self, before: Count) -> list[Count]:
        """ "killed a commander in X, along with four of his men": the count that a word of company joins behind a place."""
        for i in self.free():
            count = self.counts[i]
            if count.first < before.last or count.plural or i in self.parts or count.outcome is not None:
                continue
            opened, gram = count.first - 1, self.scene.gram
            while opened > before.last and gram[opened] in ("det", "poss"):
                opened -= 1
            near = self.scene.distance(before, count) < _BESIDE and gram[opened] == "with"
            if near and self.scene.page.tokens.forms[opened - 1] == "," and not self.bears_its_own(count):
                self.used.add(i)
                return [count]
            return []
        return []

    def bears_its_own(self, count: Count) -> bool:
        """True where another word of harm stands right behind a count."""
        return any(0 <= w.first - count.last <= _SOON for w in self.words)

    def dies_of_it(self, word: CasualtyMention) -> None:
        """ "a driver was wounded and died on the way": one person with two fates in a sentence is counted for the last."""
        last = self.harms[-1] if self.harms else None
        if last is None or (word.args, word.value) != ("die", "killed") or last.outcome != "injured":
            return
        near = self.scene.distance(last.word, word) < _FAR and last.word.last <= word.first
        if near and last.low == 1 == last.high and last.part_of is None:
            self.harms[-1] = replace(last, outcome="killed")

    def along(self, word: CasualtyMention) -> list[Count]:
        """ "was killed along with his three children": the count that a word of company joins to the one before."""
        gram = self.scene.gram
        at = began = company_behind(self.scene, word.last, self.last)
        while at < self.last and gram[at] in _COMPANY:
            at += 1
        if "with" in gram[began:at] and (name := name_after(self.scene, at)) is not None:
            return [Count(*self.scene.page.span(*name), *name, word.rule, 1, 1, "exact", "unknown", numbered=False)]
        for i in self.free():
            count = self.counts[i]
            if count.first > word.last and not count.plural and i not in self.parts and count.outcome is None:
                joints = range(began, count.first)
                near = any(gram[k] == "with" for k in joints) and all(gram[k] in _COMPANY for k in joints)
                if near:
                    self.used.add(i)
                    return [count]
                return []
        return []

    def is_second_best(self, index: int, word: CasualtyMention, group: VerbGroup) -> bool:
        """True for a bare plural in front ("gunmen killed Jane Doe"), for anybody in front of an active verb that a name
        follows ("the rebel killed Jane Doe"), or what stands behind a passive.
        """
        count = self.counts[index]
        if count.first < word.first:
            svo = self.scene.page.language.settings.order == "SVO" and group.voice == "active"
            plain = (svo or group.first == word.first) and word.args == "kill"
            return count.plural or (plain and name_after(self.scene, word.last) is not None)
        return group.voice == "passive" and word.args == "kill" and group.first < word.first

    def has_a_clause_of_its_own(self, before: Count, count: Count, word: CasualtyMention) -> bool:
        """ "died a pensioner, four civilians got wounds": behind a bare comma a count whose word of harm comes soon."""
        joints = range(before.last, count.first)
        if any(self.scene.gram[k] == "and" for k in joints) or not self.scene.page.language.has("case_roles"):
            return False
        behind = [w for w in self.words if w is not word and 0 <= w.first - count.last <= _SOON]
        return any(self.meets(w, count) for w in behind)

    def is_own(self, count: Count, word: CasualtyMention) -> bool:
        """True where a count stands right before another word of harm, an aside between."""
        begins = self.begins(word)
        if begins == count.last:
            return True
        aside = aside_before(self.scene, count.last, begins) if count.last < begins else None
        return aside is not None and aside[0] == count.last

    def begins(self, word: CasualtyMention) -> int:
        """The first token of a word of harm with its auxiliaries ("… and nine [were hurt]", "[were] seriously hurt")."""
        if "pp" in word.features:
            return verb_group(self.scene, word.first, word.last, word.features).first
        return auxiliaries_before(self.scene, word.first)

    def coordinated_before(self, index: int, word: Mention) -> list[Count]:
        """Counts joined in front of one that stands before its word ("a monk and three novices were killed")."""
        chosen = [self.counts[index]]
        if chosen[0].first >= word.last:
            return []
        for i in reversed(self.free()):
            prior = self.counts[i]
            if prior.last > chosen[0].first or prior.outcome is not None:
                continue
            end = prior.actor.last if prior.actor is not None else prior.last  # "nine men of X and two civilians"
            if not is_list(self.scene, max(end, prior.last), chosen[0].first) or i in self.parts:
                break
            apart = is_told_apart(self.scene, self.words, prior, chosen[0], word)
            if apart or opens_a_clause(self.scene, prior, chosen[0]):
                break
            if is_apposed(self.scene, prior, chosen[0]):
                self.used.add(i)
                if len(chosen) == 1:  # the first words, which the name follows, are the person's
                    self.counts = (*self.counts[:index], prior, *self.counts[index + 1 :])
                break
            if not prior.bare and not prior.plural:
                self.used.add(i)
                chosen.insert(0, prior)
        return chosen[:-1]

    def emit(self, word: CasualtyMention, chosen: list[Count], group: VerbGroup) -> None:
        """Keeps the harms of one word and its counts; a figure that only their sum gives stands before its parts."""
        outcome: Outcome = told_of(self.words, word) if word.value == "any" else word.value  # type: ignore[assignment]
        if len(chosen) > 1 and any(c.rule.startswith("numbers") is False and is_article(self.scene, c) for c in chosen):
            whole = total(chosen)
            base = len(self.harms)
            self.harms.append(harm_of(word, outcome, whole, group))
            self.harms.extend(replace(harm_of(word, outcome, c, group), part_of=base) for c in chosen)
            return
        previous = next((h for h in reversed(self.harms) if h.part_of is None), None)
        for count in chosen:
            if count.bare and count.victims == "unknown" and previous is not None:
                count = replace(count, victims=previous.victims)
            self.harms.append(harm_of(word, outcome, count, group))

    def object_behind(self, word: CasualtyMention, group: VerbGroup) -> int | None:
        """ "killed the-soldiers civilians": where the verb comes first, the count behind its subject."""
        found = self.nearest(word, after=True)
        doer = self.counts[found].actor if found is not None else None
        if found is None or doer is None or (self.counts[found].numbered and group.first != word.first):
            return found
        if not is_subject(self.scene, word, group.first, word.features, doer):
            return found
        later = [i for i in self.free() if self.counts[i].first >= self.counts[found].last]
        near = [i for i in later if self.scene.distance(self.counts[i], self.counts[found]) < _NEXT_TO]
        return near[0] if near else found

    def meets(self, word: CasualtyMention, count: Count) -> bool:
        """True where a count stands right beside a word of harm; the word's subject may stand between them."""
        lo, hi = sorted((word.first, count.first))
        others = [c for c in self.counts if lo < c.first < hi and c is not count]
        group = verb_group(self.scene, word.first, word.last, word.features)
        doer = others[0].actor if len(others) == 1 else None
        if doer is not None and is_subject(self.scene, word, group.first, word.features, doer):
            return self.scene.distance(doer, count) < _NEXT_TO
        return not others and self.scene.distance(word, count) < _NEXT_TO

    def subsets(self) -> None:
        """ "including five children", "nine of them": parts of the nearest toll before."""
        for i in self.free():
            count = self.counts[i]
            before = [n for n, h in enumerate(self.harms) if h.part_of is None and h.first < count.first]
            if not before or count.plural:
                continue
            marked = self.is_part(count) and not is_nobody(self.scene, count)
            base = max(before, key=lambda n: self.harms[n].first)
            chained = (
                (count.numbered or joined_by_and(self.scene, count))
                and bool(self.harms)
                and self.harms[-1].part_of is not None
                and not ((prior := self.harms[-1].count) is not None and prior.of_them)
                and (prior is None or prior.numbered or not is_article(self.scene, count))  # "Jane Doe, a lawyer"
                and gap_is_open(self.scene, behind_a_name(self.scene, self.harms[-1].last), count.first, _JOINTS)
            )
            if not (marked or chained):
                continue
            whole = self.harms[base]
            self.used.add(i)
            outcome = whole.outcome
            if count.outcome is not None and count.outcome.value != whole.outcome:
                outcome = count.outcome.value  # type: ignore[assignment]
            self.harms.append(replace(harm_of(whole.word, outcome, count, whole.group), part_of=base))
