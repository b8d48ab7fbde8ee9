"""MUC-4's strings: the whole noun phrase of a target, and the fullest name that a text gives to somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thucydides.claims.persons.named import name_after
from thucydides.claims.scene import Scene, within
from thucydides.knowledge.gazetteer.lookalikes import lookalikes
from thucydides.model.anchor import Anchor

_ADJECTIVES = 3  # words before a noun that its phrase takes in
_COMPLEMENT = 4  # words of what a person is of
_ASIDE = 12  # tokens of an aside behind a name
_LETTERS = 3  # of the shortest word by which a name is known again


def clean(text: str) -> str:
    """A filler as the task writes it: capitals, single spaces, no marks around it."""
    return re.sub(r"\s+", " ", text.upper()).strip(" \"'\u201c\u201d.,;[]()")


@dataclass(slots=True)
class Words:
    """The words of one text: `titled` are its names with the word before each, in capitals."""

    scene: Scene | None
    titled: list[tuple[str, str]] = field(default_factory=list)
    ranks: list[tuple[str, str]] = field(default_factory=list)
    apposed: list[tuple[str, str]] = field(default_factory=list)
    nouns: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    spots: list[tuple[str, int, int]] = field(default_factory=list)  # each name with its tokens [first, last)

    @classmethod
    def of(cls, scene: Scene | None, ranks: frozenset[str] = frozenset(), heads: frozenset[str] = frozenset()) -> Words:
        """All names of two words or more of a text's scene; none where there is no scene."""
        found: list[tuple[str, str]] = []
        told: list[tuple[str, str]] = []
        made = cls(scene, found, told, heads=heads)
        beside = made.apposed
        at, forms = 0, scene.page.tokens.forms if scene is not None else ()
        while scene is not None and at < len(forms):
            name = name_after(scene, at)
            if name is None:
                at += 1
                continue
            start, end = scene.page.span(*name)
            before = forms[at - 1].upper() if at else ""
            if before == "," and at > 1 and forms[at - 2].upper() in ranks:
                before = forms[at - 2].upper()  # "the baker, A B, was hurt"
            found.append((before, clean(scene.page.text[start:end])))
            made.spots.append((found[-1][1], *name))
            if (aside := made._aside(name[1], ranks)) is not None:
                beside.append((found[-1][1], aside))
            if before in ranks:
                anchor = Anchor.of(scene.page.text, *scene.page.span(at - 1, at))
                told.append((found[-1][1], made.phrase(anchor)))
            at = name[1]
        return made

    def fuller(self, name: str) -> str:
        """The longest name of the text that holds all words of this one ("Porth": "Antonio Rodriguez Porth")."""
        mine = set(name.split())
        if max(map(len, mine), default=0) <= _LETTERS:
            return name
        longer = [n for _, n in self.titled if mine <= set(n.split())]
        return max(longer, key=len, default=name)

    def is_of_a_person(self, name: str) -> bool:
        """True for a name with a given name or a surname that the reader knows, or told behind a word of rank or trade."""
        if self.scene is None:
            return True
        known = lookalikes(self.scene.page.language.code)
        said = name.split()
        if any(w.lower() in known.given or w.lower() in known.surnames for w in said):
            return True
        return any(set(said) & set(n.split()) for n, _ in (*self.ranks, *self.apposed))

    def title(self, name: str) -> str | None:
        """What stands before a name where the text first tells it with a word of rank or trade."""
        for n, words in self.ranks:
            if set(n.split()) <= set(name.split()):
                return words
        return None

    def _aside(self, at: int, ranks: frozenset[str]) -> str | None:
        """ ", MAYOR OF ACHI,": the words between a name's comma and the next mark or verb, where one is of rank or trade."""
        if self.scene is None:
            return None
        tokens, gram = self.scene.page.tokens, self.scene.gram
        end = min(at + _ASIDE, len(tokens))
        if at + 2 >= end or tokens.forms[at] != ",":
            return None
        first = at + 1 + (gram[at + 1] in ("det", "poss"))
        last = first
        while last < end and tokens.shapes[last] in "xXA" and gram[last] in ("", "of", "det"):
            if any("noun" not in t.features for t in within(self.scene.mentions.triggers, last, last + 1)):
                break
            last += 1
        while last > first and gram[last - 1] in ("of", "det"):
            last -= 1
        said = tokens.forms[first:last]
        held = [w.upper() for w in said[: said.index("of") if "of" in said else len(said)]]
        told = set(held) & ranks or (
            first > at + 1 and last > first and last < len(tokens) and tokens.forms[last] in ",."
        )
        return clean(self.scene.page.text[tokens.starts[first] : tokens.ends[last - 1]]) if told else None

    def aside(self, name: str) -> str | None:
        """What is told behind a name between commas, where the text first tells it so."""
        return next((said for n, said in self.apposed if set(n.split()) <= set(name.split())), None)

    def persons(self, said: str) -> bool:
        """True where the reader knows a word of this phrase as a noun of persons, armed sides and bodies apart."""
        if self.scene is None:
            return True
        if not self.nouns:
            text = self.scene.page.text
            told = (c for c in self.scene.mentions.casualties if c.role == "victim" and c.value != "combatants")
            self.nouns = frozenset(w for c in told for w in clean(text[c.start : c.end]).split()) | {"-"}
        return bool(self.nouns & set(said.split()))

    def bearer(self, title: str) -> str | None:
        """Whom the text calls by a title: the fullest name behind it, where all names behind it are of one person."""
        told = [n for before, n in self.titled if before == title]
        told += [n for n, said in (*self.apposed, *self.ranks) if title in said.split(" OF ")[0].split()]
        names = {self.fuller(n) for n in told}
        return names.pop() if len(names) == 1 else None

    def phrase(self, anchor: Anchor) -> str:
        """The words of an anchor with up to three adjectives and nouns before them."""
        said = anchor.exact
        if self.scene is None:
            return clean(said)
        tokens, m = self.scene.page.tokens, self.scene.mentions
        at = next((i for i in range(len(tokens)) if tokens.starts[i] == anchor.start), None)
        if at is None:
            return clean(said)
        first, floor = at, self.scene.page.sentences[self.scene.sentence[at]].first
        if self.scene.gram[at] not in ("det", "poss") and not within(m.numbers, at, at + 1):
            while first > floor and at - first < _ADJECTIVES and self._qualifies(first - 1):
                first -= 1
            first -= first > floor and self.scene.gram[first - 1] == "poss" and len(tokens.forms[first - 1]) > 1
        return clean(self.scene.page.text[tokens.starts[first] : tokens.ends[self._last(at, anchor.end)]])

    def _last(self, at: int, end: int) -> int:
        """The last token of a phrase that starts at `at`: with what it is of ("mayor" of Achi)."""
        if self.scene is None:
            return at
        tokens, gram = self.scene.page.tokens, self.scene.gram
        last = at
        while last + 1 < len(tokens) and tokens.starts[last + 1] < end:
            last += 1
        if last + 1 < len(tokens) and tokens.forms[last + 1].upper() in self.heads and self._qualifies(last + 1):
            last += 1  # "police" of "police officers"
        after = last + 1
        if after >= len(tokens) or gram[after] != "of":
            return last
        after += 1
        after += after < len(tokens) and gram[after] == "det"
        stop = min(len(tokens), after + _COMPLEMENT)
        while after < stop and self._qualifies(after):
            last = after
            after += 1
        return last

    def _qualifies(self, i: int) -> bool:
        scene = self.scene
        if scene is None or scene.gram[i] or scene.page.tokens.shapes[i] not in "xXA":
            return False
        m = scene.mentions
        verbs = [t for t in within(m.triggers, i, i + 1) if "noun" not in t.features]
        told = any(s.role == "cue" for s in within(m.sources, i, i + 1)) or within(m.times, i, i + 1)
        hurt = any(c.role != "victim" for c in within(m.casualties, i, i + 1))
        counted = hurt or bool(within(m.numbers, i, i + 1))
        return not (verbs or told or counted)
