"""What a person held is held for ("arrested a man accused of shooting four"): another's deed than that of who holds him."""

from __future__ import annotations

from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, within
from thucydides.knowledge.patterns import patterns
from thucydides.model.mention import Mention, SourceMention

_HELD = frozenset({"arrest", "abduct"})
_TAKEN = frozenset({"arrested", "captured", "abducted"})
_TO = frozenset({"of", "prep", "at", "by", "comp", "purpose"})
_BLAMED = 4  # tokens from a participle of blame to the deed
_BETWEEN = 8  # tokens from a verb of holding to the words that say for what


def _accuses(scene: Scene, word: SourceMention) -> bool:
    """A participle of blame or of suspicion with what it is for behind it: "accused of", "soupçonnés d'avoir"."""
    opened = word.last < len(scene.gram) and scene.gram[word.last] in _TO
    if word.role == "cue" and word.args == "accuse" and word.features & {"pp", "ger"}:
        return opened or "fin" not in word.features
    return word.role == "hedge" and word.value == "alleged" and (opened or word.args == "clause")


def held_for(scene: Scene, last: int, before: int) -> int:
    """The first token of the words that say what somebody held by the verb that ends at `last` is held for, -1 where none
    stand in front of token `before`.
    """
    limit = min(before, last + _BETWEEN)
    found = [w.first for w in within(scene.mentions.sources, last, limit) if _accuses(scene, w)]
    courts = [
        i
        for i in range(last, min(limit, len(scene.gram) - 1))
        if scene.gram[i] == "inquiry" and scene.gram[i + 1] in _TO
    ]
    return min([*found, *courts], default=-1)


def _holds(scene: Scene, deed: Deed) -> bool:
    """True for a deed whose word takes somebody: an arrest, an abduction, a capture."""
    told = within(scene.mentions.casualties, deed.word.first, deed.word.last)
    return deed.args in _HELD or any(c.value in _TAKEN for c in told)


def is_held_for(scene: Scene, deed: Deed, other: Mention) -> bool:
    """True for what stands behind the words that say why the deed holds somebody: it is no part of the deed."""
    if other.first < deed.word.last or not _holds(scene, deed):
        return False
    return held_for(scene, deed.word.last, other.first) >= 0


def says_what_for(scene: Scene, deed: Deed, hedge: Mention) -> bool:
    """True for a word of doubt that says what somebody held is suspected of: the deed that holds him is in no doubt."""
    return hedge.first >= deed.word.last and _holds(scene, deed) and held_for(scene, deed.word.last, hedge.last) >= 0


def holds_who_did_it(scene: Scene, deed: Deed, actor: Mention) -> bool:
    """True for who stands in front of a verb that holds somebody for the deed behind it: he did not do that deed."""
    if deed.args in _HELD or actor.last > deed.group.first:
        return False
    told = within(scene.mentions.triggers, actor.last, deed.group.first)
    holding = [t for t in told if t.args in _HELD and "noun" not in t.features]
    return any(held_for(scene, t.last, deed.word.first) >= 0 for t in holding)


def held_against(scene: Scene, deed: Deed) -> str:
    """The rule of a participle of blame right before a deed ("two officers accused of killing three"): who did it is alleged,
    empty where there is none.
    """
    first = min(deed.group.first, deed.first)
    for word in within(scene.mentions.sources, max(first - _BLAMED, 0), first):
        gap = range(word.last, first)
        fought = patterns().get(deed.args, {}).get("subj") == "party"  # "troops involved in the fighting"
        believed = word.role == "blame" and word.value == "alleged" and not fought  # "is believed to be behind"
        if (believed or (word.role == "cue" and _accuses(scene, word))) and all(
            scene.gram[i] in _TO | {"det", "have", "inquiry"} for i in gap
        ):
            return word.rule
    return ""
