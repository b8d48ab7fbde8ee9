"""Who counts and is not counted: persons in front of a verb of saying tell the toll."""

from __future__ import annotations

from thucydides.claims.persons.counts import Count
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import SourceMention

_PHRASE = 6  # tokens of who speaks behind the head of his phrase
_OPENS = frozenset({"rel", "clause", "comp", "pron", "be", "and", "by"})


def speaks(scene: Scene, count: Count) -> bool:
    """ "killing four civilians, [a doctor] said", ", [two residents] of the town told …": who stands before a verb of
    saying tells the toll; with more words than one, or more persons, where a comma opens the clause.
    """
    if _is_cited(scene, count):
        return True
    before = count.first - 1 - (scene.gram[count.first - 1] == "det")
    opened = count.outcome is None and before > 0 and scene.page.tokens.forms[before] == ","
    opened = opened and scene.page.language.settings.order == "SVO"
    if not is_article(scene, count) and not opened:
        return False
    spoken = scene.page.language
    if (spoken.has("case_roles") or spoken.has("verb_first")) and _is_said_by(scene, count):
        return True
    at, steps = count.last, _PHRASE if opened else 0
    while at < len(scene.gram) - 1 and scene.page.tokens.shapes[at] not in ".n":
        told = within(scene.mentions.triggers, at, at + 1)
        cues = [m for m in within(scene.mentions.sources, at, at + 1) if m.role == "cue"]
        if any(_is_accused(scene, m) for m in cues):
            return False
        if cues and not told:
            return True
        if any(c.role == "outcome" and "fin" in c.features for c in within(scene.mentions.casualties, at, at + 1)):
            return False  # "six members of a family died in an air strike, medics said"
        named = scene.page.tokens.shapes[at] in "XA" and scene.page.language.has("capitals_mark_names")
        if scene.gram[at] not in ("have", "adverb", "aux") and not named:  # "[Mayor] Jane Doe said"
            steps -= 1
        if steps < 0 or told or scene.gram[at] in _OPENS:
            return False
        at += 1
    return False


def _is_accused(scene: Scene, cue: SourceMention) -> bool:
    """ "arrested a man [accused of] shooting four": a participle of accusation is said of who stands before it."""
    if cue.args != "accuse" or not cue.features & {"pp", "ger"}:
        return False
    return "fin" not in cue.features or (cue.last < len(scene.gram) and scene.gram[cue.last] in ("of", "by"))


def _is_cited(scene: Scene, count: Count) -> bool:
    """ "died, according to [a mayor]", "selon [deux témoins]": behind words that name a source."""
    if count.outcome is not None:
        return False
    near = within(scene.mentions.sources, max(count.first - 3, 0), count.first)
    return any(m.role == "prep" and m.last == count.first and "weak" not in m.features for m in near)


def _is_said_by(scene: Scene, count: Count) -> bool:
    """ "there are dead, said [the mayor]": one person right behind a finite verb of saying, where that may come
    first.
    """
    if count.numbered or count.outcome is not None:
        return False
    near = within(scene.mentions.sources, max(count.first - 2, 0), count.first)
    return any(m.role == "cue" and m.last == count.first and "fin" in m.features for m in near)


def is_article(scene: Scene, count: Count) -> bool:
    """True for "a monk", "her bodyguard": one person without a figure."""
    return count.low == 1 and count.high == 1 and scene.page.tokens.shapes[count.first] != "0"
