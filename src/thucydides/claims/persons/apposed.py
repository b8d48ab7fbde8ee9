"""Names with an aside behind them: "Jane Doe, 42, the mayor of Kita, was killed", "shot Jane Doe, a lawyer, on Monday"."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.persons.named import is_name, is_surname, name_before
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import Mention

_ASIDE = 24  # tokens of an aside between two commas
_OLDEST = 120  # years
_BESIDE = 3  # tokens between a comma and the noun of an aside
_CLOSERS = (",", ";", ")")
_INSIDE = (",", "-", "'", '"', "(", ")", "[", "]")  # marks that may stand in an aside
_DASHES = "–—-"
_SHORTEST = 4  # tokens of the shortest aside: ", including children,"
_RELATIVE = 26  # tokens of a relative clause between two commas
_VERBS = ("be", "have", "aux", "modal", "rel", "clause", "comp")


def is_age(scene: Scene, first: int, last: int, figure: int | None) -> bool:
    """ "Jane Doe, 42, …": a figure in an aside of its own right behind a name tells how old somebody is."""
    forms = scene.page.tokens.forms
    if figure is None or not 0 < figure <= _OLDEST or last - first != 1 or scene.page.tokens.shapes[first] != "0":
        return False
    if first < 2 or forms[first - 1] not in (",", "("):
        return False
    shouted = first > 2 and scene.page.tokens.shapes[first - 2] == "A" and is_name(scene, first - 3)
    if not (is_name(scene, first - 2) or is_surname(scene, first - 2) or shouted):
        return False
    return last >= len(forms) or forms[last] in _CLOSERS or scene.page.tokens.shapes[last] == "."


def _tells_a_deed(scene: Scene, i: int) -> bool:
    m = scene.mentions
    if scene.gram[i] in _VERBS or (scene.page.tokens.shapes[i] == "." and scene.page.tokens.forms[i] not in _INSIDE):
        return True
    harm = any(c.role == "outcome" for c in within(m.casualties, i, i + 1))
    verbs = any("noun" not in t.features for t in within(m.triggers, i, i + 1))
    return harm or verbs or any(s.role == "cue" for s in within(m.sources, i, i + 1))


def _opened(forms: Sequence[str], first: int, close: int) -> int:
    """Where the brackets or dashes open that close at a token; -1 where that one closes none."""
    openers = "(" if forms[close] == ")" else _DASHES if forms[close] in _DASHES else ""
    return next((i for i in range(first, close - 1) if forms[i] in openers), -1) if openers else -1


def aside_before(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Tokens of ", including five women,", "– among them a nurse –", "(two of them children)" or ", who had taken office in
    May," between two tokens, the closing mark right before the second.
    """
    forms, gram = scene.page.tokens.forms, scene.gram
    if last - first > _SHORTEST - 2 and forms[last - 1] != "," and (opened := _opened(forms, first, last - 1)) >= 0:
        return opened, last
    if last - first < _SHORTEST or forms[last - 1] != ",":
        return None
    for i in range(first, last - 1):
        if forms[i] != ",":
            continue
        told = any(m.role == "prep" for m in within(scene.mentions.sources, i + 1, i + 2))
        if told or gram[i + 1] == "rel" or any(gram[k] == "subset" for k in range(i + 1, min(i + 3, last))):
            return i, last
    return None


def _before_a_relative(scene: Scene, token: int, floor: int) -> int:
    """The token behind the comma that opens the relative clause closed right before `token`; `token` where none is."""
    for i in range(token - 2, max(floor + 1, token - _RELATIVE), -1):
        if scene.gram[i] == "rel" and scene.page.tokens.forms[i - 1] == ",":
            return i
    return token


def name_before_an_aside(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of the name in "NAME, aside, who …, [was killed]": `token` is the first behind the closing comma."""
    floor = scene.page.sentences[scene.sentence[token]].first
    forms = scene.page.tokens.forms
    if token - 1 > floor and (opened := _opened(forms, max(floor, token - _ASIDE), token - 1)) >= 0:
        return name_before(scene, opened)  # "Jane Doe (42) was killed"
    if token - 1 <= floor or forms[token - 1] != ",":
        return None
    found = None
    if (opens := _before_a_relative(scene, token, floor)) != token:
        if (found := name_before(scene, opens - 1)) is not None:
            return found
        token = opens
    for i in range(token - 2, max(floor, token - _ASIDE), -1):
        if _tells_a_deed(scene, i):
            break
        if forms[i] == "," and (name := name_before(scene, i)) is not None:
            found = name
    return found


def bearer_before(scene: Scene, described: Mention) -> tuple[int, int] | None:
    """Tokens of the name in "NAME, a lawyer, …": the name before the comma that a description of one person follows."""
    forms, shapes = scene.page.tokens.forms, scene.page.tokens.shapes
    floor = scene.page.sentences[scene.sentence[described.first]].first
    at = described.first
    while at > floor and described.first - at < _BESIDE and forms[at - 1] != ",":
        if scene.gram[at - 1] not in ("det", "poss", "other", "") or shapes[at - 1] not in "xX":
            return None
        at -= 1
    if at - 1 <= floor or forms[at - 1] != "," or _is_listed(scene, described.last):
        return None
    if at - 3 > floor and forms[at - 3] == "," and shapes[at - 2] == "0":  # "Jane Doe, 42, a lawyer"
        at -= 2
    return name_before(scene, at - 1)


def _is_listed(scene: Scene, last: int) -> bool:
    """ "Jane Doe, a monk and two nuns": what a conjunction follows stands beside the name, not for it."""
    end = scene.page.sentences[scene.sentence[last - 1]].last
    for i in range(last, min(end, last + _ASIDE)):
        if scene.gram[i] == "and":
            return True
        if scene.page.tokens.forms[i] in _CLOSERS or _tells_a_deed(scene, i):
            return False
    return False
