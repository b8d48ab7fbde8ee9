"""One person told by an article and a noun that no list knows: "a beekeeper was killed", "mató a un apicultor"."""

from __future__ import annotations

from thucydides.claims.attribution.phrases import phrase_before
from thucydides.claims.scene import Scene, within

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
