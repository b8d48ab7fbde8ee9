"""Rolls: persons told one by one, by name, by rank and name, or counted: "Father A B, 34, C D, a nurse, and two novices"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.named import joins, name_after, name_before
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import CasualtyMention

_WORDS = 4  # of an item up to its head
_PLAIN = ("", "of", "det", "poss", "other")
_TAIL = 8  # tokens of what a described person is of ("a leader of the miners' union")


def _named(scene: Scene, count: Count) -> tuple[int, int] | None:
    """Tokens of the name right behind a word for one person ("Mayor Jane Doe")."""
    return name_after(scene, count.last) if count.low == 1 == count.high and count.outcome is None else None


def _describes(scene: Scene, before: Count, count: Count, joined: bool) -> bool:
    """ "Jane Doe, a nurse": behind a bare comma one person by article is who stands before it; "her driver" is another."""
    if joined or not count.low == 1 == count.high or before.low != 1 or scene.gram[count.first - 1] in whose(scene):
        return False
    return scene.page.tokens.shapes[count.first] == "x"


def _end_of(scene: Scene, token: int, end: int) -> int:
    """The token at which the words behind a description end: the next comma or conjunction; `token` where none is near."""
    for i in range(token, min(end, token + _TAIL)):
        if joins(scene, i):
            return i
        if scene.page.tokens.shapes[i] in ".n" or scene.gram[i] not in ("", "of", "det"):
            break
    return token


def _entry(scene: Scene, counts: Sequence[Count], at: int, end: int) -> tuple[int, Count | None]:
    """Where the head of an item that begins at token `at` stands, behind up to three words that describe it ("political
    leader A B", "of police commander C D"), and the count there, if it has one.
    """
    opens = at + (at + 1 < end and scene.gram[at] in whose(scene))  # "her driver"
    for i in range(at, min(at + _WORDS, end)):
        count = next((c for c in counts if c.first == i and c.outcome is None and not c.plural), None)
        if name_after(scene, i) is not None or (
            count is not None and (i in (at, opens) or _named(scene, count) is not None)
        ):
            return i, count
        plain = i < opens or (scene.gram[i] in _PLAIN and scene.page.tokens.shapes[i] in "xXA")
        if not plain or any("noun" not in t.features for t in within(scene.mentions.triggers, i, i + 1)):
            break
    return at, None


def whose(scene: Scene) -> tuple[str, ...]:
    """Classes of words that say whose the person behind them is; where "his" has the form of "him", that one too."""
    return ("poss", "pron") if scene.page.language.has("case_roles") else ("poss",)


def name_that_leads(scene: Scene, counts: Sequence[Count], token: int) -> int | None:
    """ "Jane Doe and her [driver] were killed": the first token of the name, or of its title, that a list joins to whose
    person stands at a token; None where none does.
    """
    floor = scene.page.sentences[scene.sentence[token]].first
    at = token
    while at > floor and scene.gram[at - 1] in whose(scene):
        at -= 1
    if at == token:
        return None
    joint = at
    while joint > floor and joins(scene, joint - 1):
        joint -= 1
    name = name_before(scene, joint) if joint < at else None
    if name is None:
        return None
    return next((c.first for c in counts if c.last == name[0] and c.low == 1 == c.high), name[0])


def names_of(scene: Scene, at: int) -> list[tuple[int, int]]:
    """Tokens of the names of a roll that begins at token `at`: "A B, a baker, C D, 34, and E F, a nurse"."""
    end = scene.page.sentences[scene.sentence[at]].last
    found: list[tuple[int, int]] = []
    while at < end:
        head = _entry(scene, (), at, end)[0]
        name = name_after(scene, head)
        if name is None:
            if not found or (last := _end_of(scene, at, end)) == at:
                break
        else:
            found.append(name)
            last = name[1]
        at = last
        while at < end and joins(scene, at):
            at += 1
        if at == last:
            break
    return found


def roll(scene: Scene, counts: Sequence[Count], at: int, word: CasualtyMention) -> list[Count]:
    """The persons of the roll that begins at token `at`; none where no conjunction joins two of them, or none has a name."""
    end = scene.page.sentences[scene.sentence[at]].last
    found: list[Count] = []
    joined = ended = named = False
    while at < end:
        at, count = _entry(scene, counts, at, end)
        name = name_after(scene, at) if count is None else _named(scene, count)
        if count is not None and name is not None:
            count = replace(count, last=name[1], end=scene.page.span(*name)[1])
        elif count is None and name is not None:
            count = Count(*scene.page.span(*name), *name, word.rule, 1, 1, "exact", "unknown", numbered=False)
        if count is None:
            break
        if name is None and found and _describes(scene, found[-1], count, joined):
            last = _end_of(scene, count.last, end)
        else:
            found.append(count)
            named, ended, last = named or name is not None, ended or joined, count.last
        at, joined = last, False
        while at < end and joins(scene, at):
            joined = joined or scene.gram[at] == "and"
            at += 1
        if at == last:
            break
    return found if ended and named else []
