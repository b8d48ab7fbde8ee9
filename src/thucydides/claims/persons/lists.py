"""What joins the items of a list: commas, conjunctions, and words of whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.named import is_name, name_after
from thucydides.claims.persons.prepositions import is_known, is_nominative
from thucydides.claims.scene import Scene, after_a_time, within
from thucydides.model.mention import FORCES, CasualtyMention, Mention


def gap_is_open(scene: Scene, a: int, b: int, allowed: frozenset[str]) -> bool:
    """True where the tokens [a, b) are commas, conjunctions and determiners only."""
    forms, gram = scene.page.tokens.forms, scene.gram
    return all(forms[i] == "," or gram[i] in allowed for i in range(a, b))


def joints(scene: Scene) -> frozenset[str]:
    """Small words between two of a list; where "his" has the form of "him" ("a man and his son") that one too."""
    return frozenset(
        {"and", "det", "poss", "pron"} if scene.page.language.has("case_roles") else {"and", "det", "poss"}
    )


def is_list(scene: Scene, a: int, b: int) -> bool:
    """ "nine fighters [of Hezbollah and] two civilians": a joint, and before it whose they are."""
    forms, gram = scene.page.tokens.forms, scene.gram
    joint = next((i for i in range(a, b) if forms[i] == "," or gram[i] == "and"), b)
    owners = all(
        gram[i] in ("of", "det", "poss") or i in scene.nouns or is_name(scene, i) or _serves(scene, a, i)
        for i in range(a, joint)
    )
    return joint < b and owners and gap_is_open(scene, joint, b, joints(scene))


def _serves(scene: Scene, a: int, i: int) -> bool:
    """ "a commander [of-a-battalion in] the army and four soldiers": where he serves, and the noun that completes a rank."""
    if not scene.page.language.has("verb_first"):
        return False
    if scene.gram[i] == "prep":
        return any(x.kind in FORCES and not x.nationality for x in within(scene.mentions.actors, i + 1, i + 2))
    return i == a and not scene.gram[i] and scene.page.tokens.shapes[i] == "x" and not is_known(scene, i)


_BRACKETED = 14  # tokens of brackets behind a name


def _behind_its_name(scene: Scene, count: Count, end: int) -> int:
    """ "a woman, [Jane Doe (also Jane Roe)], and her sons": the token behind the name, and the brackets, of one person."""
    forms, at = scene.page.tokens.forms, count.last
    if not count.low == 1 == count.high or count.bare or at + 1 >= end:
        return at
    parted = forms[at] == "," or scene.gram[at] == "called"
    named = name_after(scene, at + parted)  # "a boy named [John Roe (14)]"
    if named is None or named[1] >= end:
        return at
    if forms[named[1]] == "(":
        closes = (i for i in range(named[1] + 1, min(named[1] + _BRACKETED, end)) if forms[i] == ")")
        return next(closes, named[1]) + 1
    return named[1]


def goes_on(scene: Scene, before: Count, count: Count) -> bool:
    """ "two children and their mother", "a commander [of the rebels] and three men": a joint, whose they are before it."""
    if gap_is_open(scene, before.last, count.first, joints(scene)):
        return True
    named = _behind_its_name(scene, before, count.first)
    if named > before.last and gap_is_open(scene, named, count.first, joints(scene)):
        return any(scene.gram[i] == "and" for i in range(named, count.first))
    joined = any(scene.gram[i] == "and" for i in range(before.last, count.first))
    if count.first - before.last == 1 and scene.gram_values[before.last].startswith("with:"):
        return not before.bare and count.numbered  # "a mother with two children", where a case tells
    return joined and not before.bare and is_list(scene, before.last, count.first)


def is_of_theirs(scene: Scene, count: Count) -> bool:
    """ "a commander and two [of his aides]": a figure before "of" and a possessive counts persons."""
    at, gram = count.last, scene.gram
    return count.bare and at + 1 < len(gram) and gram[at] == "of" and gram[at + 1] == "poss"


def one_by_one(scene: Scene, count: Count) -> list[Count]:
    """ "her [daughters Hala and Jinan]", "the brothers A, B and C": a plural without a figure is the persons named behind it."""
    if count.numbered or count.outcome is not None or not _may_be_several(scene, count):
        return [count]
    end = scene.page.sentences[scene.sentence[count.first]].last
    found: list[Count] = []
    first, i, joined = count.first, count.last, False
    while i < end and is_name(scene, i):
        while i < end and is_name(scene, i):
            i += 1
        start, stop = scene.page.span(first, i)
        found.append(replace(count, start=start, end=stop, first=first, last=i, low=1, high=1, plural=False))
        if joined:
            return found
        while i < end and (scene.page.tokens.forms[i] == "," or scene.gram[i] == "and"):
            joined = joined or scene.gram[i] == "and"
            i += 1
        first = i
    return [count]


def _may_be_several(scene: Scene, count: Count) -> bool:
    """True for a plural without a figure, and for a form that may be one ("дочери" is of one or the plural)."""
    if count.low is None:
        return count.plural
    nouns = within(scene.mentions.casualties, count.first, count.last)
    return count.low == 1 == count.high and any("pl" in n.features for n in nouns)


def behind_a_name(scene: Scene, token: int) -> int:
    """The token behind the name that begins at a token ("rector [Jane Doe] and two nurses"), the token itself without one."""
    return (name_after(scene, token) or (token, token))[1]


def behind_its_apposition(scene: Scene, token: int) -> int:
    """ "including the mayor[, Jane Doe,] and two guards": the token behind a name between two commas, or behind a bare name."""
    forms = scene.page.tokens.forms
    named = name_after(scene, token + 1) if token < len(forms) and forms[token] == "," else None
    if named is not None and named[1] < len(forms) and forms[named[1]] == ",":
        return named[1] + 1
    return behind_a_name(scene, token)


def owns_the_next(scene: Scene, count: Count, counts: Sequence[Count]) -> bool:
    """ "the [senator]'s driver was hurt": who owns whom stands right behind the mark of a genitive is not counted."""
    at = count.last
    if not scene.page.language.has("possessive_s") or at >= len(scene.gram) or scene.gram[at] != "poss":
        return False
    return count.outcome is None and any(at < c.first <= at + _OWNED for c in counts)


_WHOSE = ("of", "det", "poss")


def is_owned(scene: Scene, count: Count, counts: Sequence[Count]) -> bool:
    """ "the bodyguard [of the mayor Jane Doe] was killed", "охранник [мэра]": the one person whose another one is."""
    gram, first = scene.gram, count.first
    while first > 0 and gram[first - 1] in _WHOSE:
        first -= 1
    if count.low != 1 or count.high != 1 or count.outcome is not None or count.bare:
        return False
    before = next((c for c in counts if c.last == first and c.low == 1 == c.high), None)
    if before is None or before.bare or before.plural or before.outcome is not None:
        return False
    if first < count.first:
        return gram[first] == "of"
    here = within(scene.mentions.casualties, count.first, count.last)
    return scene.page.language.has("case_roles") and any("gen" in c.features and "nom" not in c.features for c in here)


def _makes_one(modifier: Count, count: Count) -> bool:
    """ "a [baby boy]": two nouns of one person side by side."""
    one = modifier.low == 1 == modifier.high and not modifier.bare and modifier.outcome is None
    return one and modifier.last == count.first


def names_again(scene: Scene, count: Count, counts: Sequence[Count]) -> bool:
    """ "the party's leader, [Sheikh John Roe], was held": behind a bare comma a title with a name, closed by a mark, says who
    the one person before the comma is.
    """
    if count.numbered or not count.low == 1 == count.high:
        return False
    if scene.page.language.has("noun_compounds") and any(_makes_one(c, count) for c in counts):
        return True
    if scene.page.tokens.forms[count.first - 1] != ",":
        return False
    before = next((c for c in counts if c.last == count.first - 1 and c.low == 1 == c.high and not c.bare), None)
    named = name_after(scene, count.last) if before is not None else None
    if named is None or named[1] >= len(scene.gram):
        return False
    return scene.page.tokens.shapes[named[1]] in ".n"


def carries_out(scene: Scene, count: Count) -> bool:
    """ "the murder was committed by [three men]": the agent of a verb that lends its subject to an event is not harmed."""
    by = scene.before(count.first)
    if by < 1 or scene.gram[by] != "by" or scene.page.language.settings.order != "SVO":
        return False
    near = within(scene.mentions.triggers, max(by - _CARRIED, 0), by)
    return any(t.sense == "light" and "pp" in t.features and after_a_time(scene, t.last) == by for t in near)


_CARRIED = 4  # tokens from such a verb to its agent, a day between
_OWNED = 3  # tokens from the mark of a genitive to the noun


def is_alone(scene: Scene, before: Count, count: Count, word: CasualtyMention) -> bool:
    """ "died a woman, her husband and son are hurt": a verb in the singular has no second person behind a bare comma."""
    if not scene.page.language.has("case_roles") or {"sg", "fin"} - word.features or "pl" in word.features:
        return False
    gap = range(before.last, count.first)
    return scene.page.tokens.forms[before.last] == "," and not any(scene.gram[k] == "and" for k in gap)


def is_apposed(scene: Scene, prior: Count, count: Count) -> bool:
    """ "Senator Jane Doe, leader of the party, was killed": behind a name and a bare comma a second word for one person
    without a name of its own describes the first.
    """
    if not prior.low == 1 == prior.high or not count.low == 1 == count.high or prior.last >= count.first:
        return False
    named = name_after(scene, prior.last)
    if named is None or named[1] > count.first or any(scene.gram[i] == "and" for i in range(named[1], count.first)):
        return False
    return name_after(scene, count.last) is None


def is_told_apart(scene: Scene, words: Sequence[CasualtyMention], prior: Count, count: Count, word: Mention) -> bool:
    """ "died a woman, her husband and son are hurt", "two sappers hit a mine, one died": behind a bare comma the count of
    another word of harm, or of a verb in the singular, is no sum.
    """
    gram = scene.gram
    if any(gram[k] == "and" for k in range(prior.last, count.first)) or not scene.page.language.has("case_roles"):
        return False
    if isinstance(word, CasualtyMention) and {"sg", "fin"} <= word.features and "pl" not in word.features:
        return True
    near = [w for w in words if w is not word and 0 <= prior.first - w.last <= 1]
    return bool(near)


def acts(scene: Scene, count: Count, word: CasualtyMention) -> bool:
    """ "the policeman-ACC shot [two gunmen-NOM]": whom a numeral in the nominative counts is no object of an active verb."""
    if word.args != "kill" or "pp" in word.features or not count.numbered:
        return False
    if not scene.page.language.has("case_roles"):
        return False
    return is_nominative(scene, count.first, count.last) or _has_an_object_behind(scene, count, word)


def _has_an_object_behind(scene: Scene, count: Count, word: CasualtyMention) -> bool:
    """ "[five soldiers] shot a family": counted armed men right before an active verb of harm with persons right behind it."""
    if count.last != word.first or count.actor is None or count.actor.kind not in FORCES or "fin" not in word.features:
        return False
    behind = word.last
    m = scene.mentions
    persons = [c for c in within(m.casualties, behind, behind + 1) if c.role == "victim"]
    actors = [a for a in within(m.actors, behind, behind + 1) if "acc" in a.features]
    return bool(persons or actors or within(m.numbers, behind, behind + 1))


def takes_place(scene: Scene, word: CasualtyMention) -> bool:
    """ "captured the town of X from the rebels": a verb of capture whose object is a place captures nobody."""
    if word.value != "captured" or word.args != "kill":
        return False
    behind = word.last + 1 if scene.gram[word.last : word.last + 1] == ("det",) else word.last
    return any(p.role == "event" for p in within(scene.mentions.places, word.last, behind + 1))


def stands_beside(scene: Scene, a: int, b: int) -> bool:
    """ "killed one of them", "ont tué [l']un d'eux", "mató [a] uno": at most an article or the mark of a personal object
    between two tokens.
    """
    return a == b or (b - a == 1 and (scene.gram[a] == "det" or scene.gram_values[a] == "to"))


def company_behind(scene: Scene, at: int, end: int) -> int:
    """ "were killed instantly, [along with four guards]": the token at which company may begin behind a word of harm."""
    while at < end and scene.gram[at] == "adverb":
        at += 1
    comma = at + 1 < end and scene.page.tokens.forms[at] == "," and scene.gram[at + 1] == "with"
    return at + 1 if comma else at


def falls(scene: Scene, word: CasualtyMention) -> bool:
    """ "s'est abattu sur": a word of killing inside the longer words of a munition that comes down."""
    here = within(scene.mentions.triggers, max(word.first - 2, 0), word.first + 1)
    return word.args == "kill" and any(t.args == "hit" and t.last > word.last and t.first < word.last for t in here)


def auxiliaries_before(scene: Scene, token: int) -> int:
    """ "[were] seriously hurt": the first token of the forms of "be" and "have" right before one."""
    while token > 0 and scene.gram[token - 1] in ("be", "have"):
        token -= 1
    return token


_DESCRIBED = 7  # tokens of what describes one person before the noun


def before_one(scene: Scene, first: int) -> int:
    """ "[including] a one-week-old baby boy": the word before one person and the adjectives, ages and articles in front of him;
    where that is no word of a part, the word right before him.
    """
    at, found = first - 1, scene.before(first)
    floor = max(scene.page.sentences[scene.sentence[first]].first, first - _DESCRIBED)
    while at > floor and (
        scene.gram[at] in ("det", "unit") or (not scene.gram[at] and scene.page.tokens.shapes[at] in "x0")
    ):
        if any(c.role == "outcome" for c in within(scene.mentions.casualties, at, at + 1)):
            break
        at -= 1
    return at if at >= floor and scene.gram[at] == "subset" else found


def is_nobody(scene: Scene, count: Count) -> bool:
    """ "four fighters, [one of them] known as X": words of a part alone, which say nothing of who the one was."""
    return (
        count.bare
        and count.low == 1 == count.high
        and count.victims == "unknown"
        and scene.gram[count.first] == "subset"
    )


def joined_by_and(scene: Scene, count: Count) -> bool:
    """ "four children and [a woman]": one or two persons by the form of the noun, right behind a conjunction."""
    first = count.first
    while first > 0 and scene.gram[first - 1] in ("det", "poss"):
        first -= 1
    return count.low is not None and first > 0 and scene.gram[first - 1] == "and"


_SOON = 3  # tokens between a word of rising and the noun of what rose


def told_of(words: Sequence[CasualtyMention], word: CasualtyMention) -> str:
    """ "The number of wounded rose to 14": what a word of rising counts is the toll named beside it, else deaths."""
    tolls = [w for w in words if w.role == "toll" and w.value != "any"]
    tolls = tolls or [w for w in words if w.args == "noun" and abs(w.first - word.first) <= _SOON]
    return min(tolls, key=lambda w: abs(w.first - word.first)).value if tolls else "killed"
