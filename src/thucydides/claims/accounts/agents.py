"""Who is named to have done a harm: its own agent, and the tolls of a sentence that several doers part."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.accounts.tellers import kept
from thucydides.claims.scene import Scene, within
from thucydides.claims.sides.strangers import strangers_behind
from thucydides.claims.tolls import Harm
from thucydides.model.mention import FORCES

_NAME = 4  # tokens of a name behind who suffered


def names_agent(scene: Scene, harm: Harm) -> bool:
    """ "12 were killed by the rioters", "was-hit a-girl by-fire-of a-sniper": harm that names who did it."""
    at = _behind_sufferer(scene, harm)
    if harm.group.voice != "passive" and (at == harm.word.last or harm.word.args != "die"):
        return False
    if at >= len(scene.gram) or scene.gram[at] != "by" or "weak" in scene.features[at]:
        return False
    known = any(scene.before(a.first) == at for a in within(scene.mentions.actors, at + 1, at + 4))
    return known or bool(strangers_behind(scene, at + 1))


def _behind_sufferer(scene: Scene, harm: Harm) -> int:
    """The token behind a word of harm, where the verb stands first that behind who suffered and the name beside."""
    at, count = harm.word.last, harm.count
    if not scene.page.language.has("verb_first") or count is None or not 0 <= count.first - at <= 1:
        return at
    at = count.last
    while at < min(count.last + _NAME, len(scene.gram)) and not scene.gram[at] and scene.page.tokens.shapes[at] == "x":
        at += 1
    return at


def by_agent(scene: Scene, harms: Sequence[Harm]) -> list[list[Harm]]:
    """ "A man was killed by gunmen in X and another hurt by the army in Y": tolls in groups of one doer each."""
    doers = [i for i, h in enumerate(harms) if h.part_of is None and names_agent(scene, h)]
    if len(doers) < 2:
        return [list(harms)]
    groups: list[list[int]] = [[] for _ in doers]
    for i, harm in enumerate(harms):
        whole = harm if harm.part_of is None else harms[harm.part_of]
        own = [n for n, at in enumerate(doers) if harms[at].first <= whole.first]
        groups[own[-1] if own else 0].append(i)
    return [list(kept(harms, indexes)) for indexes in groups]


def is_done_by_another(scene: Scene, harm: Harm) -> bool:
    """ "blocked roads after [police] killed a driver": harm of a verb with a doer of its own right before or behind it."""
    first = harm.group.first
    before = any(a.last == first and a.kind in FORCES for a in within(scene.mentions.actors, max(first - 3, 0), first))
    return (before and harm.group.voice == "active") or names_agent(scene, harm)
