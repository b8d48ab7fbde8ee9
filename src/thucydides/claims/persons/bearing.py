"""What a counted person is beside a word of harm: who speaks of it, what is taken with a place, one told by an article."""

from __future__ import annotations

from thucydides.claims.persons.counts import Count
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import CasualtyMention

_PHRASE = 6  # tokens of who speaks behind the head of his phrase
_OPENS = frozenset({"rel", "clause", "comp", "pron", "be", "and", "by"})


def speaks(scene: Scene, count: Count) -> bool:
    """ "killing four civilians, [a doctor] said", ", [two residents] of the town told …": who stands before a verb of
    saying tells the toll; with more words than one, or more persons, where a comma opens the clause.
    """
    before = count.first - 1 - (scene.gram[count.first - 1] == "det")
    opened = count.outcome is None and before > 0 and scene.page.tokens.forms[before] == ","
    opened = opened and scene.page.language.settings.order == "SVO"
    if not is_article(scene, count) and not opened:
        return False
    at, steps = count.last, _PHRASE if opened else 0
    while at < len(scene.gram) - 1 and scene.page.tokens.shapes[at] not in ".n":
        if any(m.role == "cue" for m in within(scene.mentions.sources, at, at + 1)):
            return True
        if scene.gram[at] not in ("have", "adverb", "aux"):
            steps -= 1
        if steps < 0 or within(scene.mentions.triggers, at, at + 1) or scene.gram[at] in _OPENS:
            return False
        at += 1
    return False


def takes_place(scene: Scene, word: CasualtyMention) -> bool:
    """ "captured the town of X from the rebels": a verb of capture whose object is a place captures nobody."""
    if word.value != "captured" or word.args != "kill":
        return False
    behind = word.last + 1 if scene.gram[word.last : word.last + 1] == ("det",) else word.last
    return any(p.role == "event" for p in within(scene.mentions.places, word.last, behind + 1))


def is_article(scene: Scene, count: Count) -> bool:
    """True for "a monk", "her bodyguard": one person without a figure."""
    return count.low == 1 and count.high == 1 and scene.page.tokens.shapes[count.first] != "0"
