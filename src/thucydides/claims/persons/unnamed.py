"""One person told by an article and a noun that no list knows: "a beekeeper was killed", "mató a un apicultor"."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import Mention

_NOUN = 3  # words of the noun behind its article


def _is_one(scene: Scene, at: int) -> bool:
    """True for an indefinite article: a weak figure of one."""
    return any(n.weak and n.low == 1 == n.high and n.last == at + 1 for n in within(scene.mentions.numbers, at, at + 1))


def _is_plain(scene: Scene, i: int) -> bool:
    """True for a word in small letters of no closed class that names no event, weapon, place, site or group."""
    m = scene.mentions
    if scene.page.tokens.shapes[i] != "x" or scene.gram[i]:
        return False
    if any((within(m.triggers, i, i + 1), within(m.weapons, i, i + 1), within(m.times, i, i + 1))):
        return False
    named = within(m.actors, i, i + 1)
    return not (within(m.casualties, i, i + 1) or any(a.kind in ("infrastructure", "other") for a in named))


def one_behind(scene: Scene, at: int) -> tuple[int, int] | None:
    """Tokens of "a tax collector" right behind a verb or noun of killing at token `at`; a preposition may open it."""
    end = scene.page.sentences[scene.sentence[at]].last if at < len(scene.sentence) else at
    if at + 1 < end and (scene.gram[at] in ("prep", "of", "against") or scene.gram_values[at] == "to"):
        at += 1
    if at + 1 >= end or not _is_one(scene, at):
        return None
    last = at + 1
    if scene.page.tokens.forms[last] == '"':  # "killed a "party worker""
        last += 1
    while last < end and last - at <= _NOUN + 1 and _is_plain(scene, last):
        last += 1
    return (at, last) if last > at + 1 and scene.page.tokens.forms[last - 1] != '"' else None


def one_before(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of "a beekeeper" right before the verb group that begins at `token`."""
    phrase = phrase_before(scene, token)
    if phrase is None or not _is_one(scene, phrase.first):
        return None
    words = range(phrase.first + 1, phrase.last)
    return (phrase.first, phrase.last) if words and _is_plain(scene, phrase.first + 1) else None


def is_source(scene: Scene, noun: Mention) -> bool:
    """ "according to the mayor": who is named as a source right behind its preposition is no victim."""
    before = noun.first - 1
    if before >= 0 and scene.gram[before] in ("det", "poss"):
        before -= 1
    near = within(scene.mentions.sources, max(before - 4, 0), before + 1)
    return any(m.role == "prep" and m.first <= before < m.last for m in near)


def the_one_behind(scene: Scene, at: int) -> tuple[int, int] | None:
    """Tokens of "the director" right behind a verb of killing of armed men at token `at`; a preposition may open it."""
    end = scene.page.sentences[scene.sentence[at]].last if at < len(scene.sentence) else at
    if at + 1 < end and (scene.gram[at] in ("prep", "of", "against") or scene.gram_values[at] == "to"):
        if scene.gram[at + 1] != "det" and _is_plain(scene, at + 1):  # "al director": the article is in the preposition
            return _described(scene, at, at + 1, end)
        at += 1
    return _described(scene, at, at + 1, end) if at + 1 < end and scene.gram[at] == "det" else None


_GOVERNS = frozenset({"of", "prep", "at", "by"})
_TELLS = frozenset({"clause", "be", "have"})


def _described(scene: Scene, at: int, first: int, end: int) -> tuple[int, int] | None:
    """A plain noun in the singular, "of" behind it or a word of place or time: whose he was, or where."""
    last = first
    while last < end and last - first < _NOUN and _is_plain(scene, last):
        last += 1
    if last == first or last >= end:
        return None
    many = any("pl" in m.features for m in within(scene.mentions.sources, first, last))
    ends = scene.gram[last] in _GOVERNS or scene.gram[last] in _TELLS or scene.page.tokens.shapes[last] == "."
    return (at, last) if ends and not many else None


def the_one_before(scene: Scene, token: int) -> tuple[int, int] | None:
    """Tokens of "the director of a school" right before the verb group that begins at `token`."""
    floor = scene.page.sentences[scene.sentence[token]].first
    for at in range(token - 1, max(token - _FROM, floor) - 1, -1):
        if scene.page.tokens.shapes[at] in ".n" or scene.gram[at] in ("and", "be", "have", "rel", "comp", "clause"):
            return None
        opens = at == floor or scene.page.tokens.shapes[at - 1] in ".n"
        if scene.gram[at] == "det" and opens and not _is_one(scene, at):
            return _described(scene, at, at + 1, token + 1)
    return None


_FROM = 9  # tokens from the article to the verb
