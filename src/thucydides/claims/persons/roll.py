"""Rolls: persons told one by one, by name, by rank and name, or counted: "Father A B, 34, C D, a nurse, and two novices"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.persons.counts import Count
from thucydides.claims.persons.lists import gap_is_open, joints
from thucydides.claims.persons.named import joins, name_after, name_before
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import CasualtyMention

_WORDS = 4  # of an item up to its head
_PART = 8  # tokens from a word of parts to a name among them
_LAST_ITEM = 9  # tokens of the last item of a roll with the conjunction before it
_GOVERNED = ("prep", "of", "by", "with", "against")  # classes of words behind which a name is no subject
_PLAIN = ("", "of", "det", "poss", "other")
_TAIL = 12  # tokens of what a described person is of ("a leader of the miners' union in the north")
_INSIDE = ("'", '"', "-", ".")  # marks that may stand in it


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
        mark = scene.page.tokens.shapes[i] in ".n" and scene.page.tokens.forms[i] not in _INSIDE
        if mark or scene.gram[i] not in ("", "of", "det", "prep", "poss", "at") or _is_told(scene, i):
            break
    return token


def _is_told(scene: Scene, i: int) -> bool:
    """True for a word of saying and the verb of an event: they end what describes a person."""
    events = within(scene.mentions.triggers, i, i + 1)
    verbs = any("noun" not in t.features and (t.sense != "light" or "fin" in t.features) for t in events)
    return verbs or any(c.role == "cue" for c in within(scene.mentions.sources, i, i + 1))


def goes_on_to_act(scene: Scene, last: int, end: int) -> bool:
    """ "... and Ann Poe, his widow, called for calm": a verb of its own stands behind the last item that ends at `last`."""
    at = last + (last < end and scene.page.tokens.forms[last] == ",")
    told = at < end and (_is_told(scene, at) or scene.gram[at] in ("be", "have", "modal", "plan"))
    return told or any("fin" in c.features for c in within(scene.mentions.casualties, at, min(at + 1, end)))


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
        if not plain or _is_told(scene, i):
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
    joined = ended = named = bears = False
    while at < end:
        glossed = bool(found) and scene.page.tokens.forms[at - 1] == "("  # "(also known as Jane Roe)"
        at, count = _entry(scene, counts, at, end)
        name = name_after(scene, at) if count is None else _named(scene, count)
        one = bool(found) and not joined and found[-1].low == 1 == found[-1].high
        apposed = count is None and one and (glossed or not bears)
        if count is not None and name is not None:
            count = replace(count, last=name[1], end=scene.page.span(*name)[1])
        elif count is None and name is not None:
            count = Count(*scene.page.span(*name), *name, word.rule, 1, 1, "exact", "unknown", numbered=False)
        if count is None:
            if not bears or joined or (last := _end_of(scene, at, end)) == at:
                break
        elif name is None and bears and _describes(scene, found[-1], count, joined):
            last = _end_of(scene, count.last, end)
        elif apposed:  # "a woman, Jane Doe, and her sons"
            bears, named, last = True, True, count.last
        else:
            found.append(count)
            bears = name is not None  # only of a name are words of no list a description
            named, ended, last = named or bears, ended or joined, count.last
        at, joined = last, False
        while at < end and joins(scene, at):
            joined = joined or scene.gram[at] == "and"
            at += 1
        if at == last:
            break
    return found if ended and named else []


def roll_to(scene: Scene, counts: Sequence[Count], ends: int, word: CasualtyMention) -> list[Count]:
    """The persons of the roll that ends right before token `ends`: "Jane Doe, a leader of the union, and her son [died]"."""
    sentence = scene.page.sentences[scene.sentence[word.first]]
    near = range(max(ends - _LAST_ITEM, sentence.first), ends)
    if not any(scene.gram[i] == "and" for i in near):
        return []
    for at in range(scene.told_from(sentence.first), near.stop):
        if at > sentence.first and scene.gram[at - 1] in _GOVERNED:
            continue
        if "subset" in scene.gram[max(at - _PART, sentence.first) : at]:
            continue  # "ten, including the mayor, Jane Doe, and two guards, [died]"
        if name_after(scene, at) is None and not any(c.first == at and _named(scene, c) is not None for c in counts):
            continue
        found = roll(scene, counts, at, word)
        if found and found[-1].last <= ends <= found[-1].last + 1:
            return found
    return []


def name_in_company(scene: Scene, word: CasualtyMention, count: Count) -> tuple[int, int] | None:
    """The name right behind an active verb of killing that a word of company joins to a count: "killing [Jane Doe] alongside
    11 members of her family".
    """
    if word.args != "kill" or count.first <= word.last + 1:
        return None
    name = name_after(scene, word.last + (scene.gram_values[word.last] == "to"))
    if name is None or name[1] >= count.first or scene.gram[name[1]] != "with":
        return None
    return name if all(scene.gram[i] in ("with", "det", "poss") for i in range(name[1], count.first)) else None


def name_that_opens(scene: Scene, word: CasualtyMention, count: Count) -> int | None:
    """The first token of a name right behind an active verb of harm, which a list joins to the count it was given: "killed
    Jane Doe, her driver and two guards".
    """
    if word.args not in ("kill", "die") or count.first <= word.last + 1:
        return None
    personal = scene.gram_values[word.last] == "to"  # "mató a Jane Doe"
    name = name_after(scene, word.last + personal)
    if name is None or name[1] >= count.first:
        return None
    gap = range(name[1], count.first)
    listed = scene.page.tokens.forms[gap.start] == "," or scene.gram[gap.start] == "and"
    theirs = any(scene.gram[i] in (*whose(scene), "and") for i in gap)
    open_ = all(scene.gram_values[i] == "to" or gap_is_open(scene, i, i + 1, joints(scene)) for i in gap)
    return name[0] if listed and theirs and open_ else None
