"""What goes together in a sentence and what is parted: lists of actors, clauses with subjects of their own, intervals."""

from __future__ import annotations

from thucydides.claims.scene import Scene, within
from thucydides.model.mention import (
    FORCES,
    ActorMention,
    CasualtyMention,
    Mention,
    PlaceMention,
    SourceMention,
    TriggerMention,
)

_JOINTS = frozenset({"and", "det", "poss", "other"})
_ADJECTIVES = 4
_SIDES = 24  # tokens from one side of a "between" to the other
_MARKS = frozenset({",", "(", ")"})


def _linked(scene: Scene, a: ActorMention, b: ActorMention) -> bool:
    """True where only commas, conjunctions, determiners and brackets part two actors."""
    first, last = a.last, b.first
    if opens_a_clause(scene, a, b):
        return False
    forms, gram, shapes = scene.page.tokens.forms, scene.gram, scene.page.tokens.shapes
    for _ in range(_ADJECTIVES):  # "the army and pro-government militias"
        at = last - 1
        if at < first or gram[at] or not (shapes[at] in "xXA" or forms[at] == "-"):
            break
        verbs: list[SourceMention | TriggerMention] = [*within(scene.mentions.sources, at, at + 1)]
        verbs += within(scene.mentions.triggers, at, at + 1)
        if any("fin" in m.features and "noun" not in m.features for m in verbs):
            break  # "hit the hospital and accused the army", "dispersed the crowd and arrested two men"
        last = at
    return (
        last > first
        and all(gram[i] in _JOINTS or forms[i] in _MARKS for i in range(first, last))
        and any(gram[i] == "and" or forms[i] in _MARKS for i in range(first, last))
    )


_GOVERNED = frozenset({"by", "against", "with", "of"})


def opens_a_clause(scene: Scene, a: Mention, b: Mention) -> bool:
    """ "was burned by a crowd, and [two officers] were hurt": behind ", and" and before a verb stands a new subject, where
    what is before the comma is governed.
    """
    gram, forms, at = scene.gram, scene.page.tokens.forms, scene.before(b.first)
    while at > a.last and not gram[at] and forms[at] != ",":
        at -= 1  # "two", "Israeli"
    if at <= a.last - 1 or gram[at] != "and" or forms[at - 1] != "," or b.last >= len(gram):
        return False
    opened = scene.before(a.first)
    if opened < 0 or gram[opened] not in _GOVERNED:
        return False
    verbs: list[TriggerMention | CasualtyMention] = [*within(scene.mentions.triggers, b.last, b.last + 1)]
    verbs += within(scene.mentions.casualties, b.last, b.last + 1)
    return gram[b.last] in ("be", "have") or any("fin" in m.features and "noun" not in m.features for m in verbs)


def _is_gloss(scene: Scene, a: ActorMention, b: ActorMention) -> bool:
    """True for a name told again in brackets: "the Defence Forces (DF)"."""
    forms = scene.page.tokens.forms
    return forms[b.first - 1] == "(" and b.first - a.last == 1


def _is_after_a_hyphen(scene: Scene, actor: ActorMention) -> bool:
    """ "pro-[government] militias": what a hyphen ties to the word before it is no item of a list."""
    page, start = scene.page, scene.page.tokens.starts[actor.first]
    return page.language.has("noun_compounds") and page.text[start - 1 : start] == "-"


def siblings(scene: Scene, chosen: ActorMention) -> list[ActorMention]:
    """The actors of the list that holds `chosen`, in order, itself left out; a list has a conjunction somewhere."""
    sentence = scene.page.sentences[scene.sentence[chosen.first]]
    near = within(scene.mentions.actors, sentence.first, sentence.last)
    if len(near) < 2:
        return []
    actors = [a for a in near if a is chosen or not _is_after_a_hyphen(scene, a)]
    first = -1
    for i, a in enumerate(actors):
        if a is chosen:
            first = i
    if first < 0:
        return []
    last = first
    while first > 0 and _linked(scene, actors[first - 1], actors[first]):
        first -= 1
    while last + 1 < len(actors) and _linked(scene, actors[last], actors[last + 1]):
        last += 1
    chain = actors[first : last + 1]
    inside = range(chain[0].last, chain[-1].first)
    if not any(scene.gram[i] == "and" for i in inside):
        return []
    kept = [a for i, a in enumerate(chain) if i == 0 or not _is_gloss(scene, chain[i - 1], a)]
    return [a for a in kept if a is not chosen]


def other_side(scene: Scene, first: ActorMention) -> ActorMention | None:
    """ "between the rebels, backed by X, and the army": who stands behind the conjunction of a "between"."""
    if siblings(scene, first):
        return None
    limit = min(scene.page.sentences[scene.sentence[first.first]].last, first.last + _SIDES)
    for i in range(first.last, limit):
        found = within(scene.mentions.actors, i + 1, i + 5) if scene.gram[i] == "and" else ()
        named = [a for a in found if a.kind != "infrastructure"]
        if named:
            return named[0]
    return None


def has_own_subject(scene: Scene, last: int, first: int) -> bool:
    """ "launched raids on X, and its artillery shelled Y": a noun between the conjunction and the verb group at `first`."""
    joints = [i for i in range(last, first) if scene.gram[i] == "and"]
    return bool(joints) and any(i in scene.nouns for i in range(joints[-1], first))


def is_in_anothers_clause(scene: Scene, last: int, first: int, verb: Mention) -> bool:
    """ "Rebels shelled X while the army bombed Y": an armed actor as the subject of the verb, behind a word that opens
    a clause.
    """
    joint = next((i for i in range(first - 1, last - 1, -1) if scene.gram[i] == "clause"), None)
    if joint is None:
        return False
    if scene.page.language.has("verb_first") and joint + 1 == first:
        behind = within(scene.mentions.actors, verb.last, verb.last + 1)
        return any(a.kind in FORCES for a in behind)
    before = within(scene.mentions.actors, joint + 1, first)
    return any(a.kind in FORCES and a.last == first and scene.before(a.first) == joint for a in before)


_ANEW = frozenset({"while", "also"})  # values of the words that open what is told beside


def are_in_two_clauses(scene: Scene, last: int, first: int) -> bool:
    """ "was-hit a-man by-fire-of X, and was-killed another in-a-blast", "… while was-killed …": where the verb stands first, a
    word for "while" or "also", or ", and" right before a verb of harm or of an event, parts two tokens.
    """
    if not scene.page.language.has("verb_first"):
        return False
    for i in range(last, first):
        if scene.gram[i] == "clause" and scene.gram_values[i] in _ANEW:
            return True
        if scene.gram[i] == "and" and i and scene.page.tokens.forms[i - 1] == ",":
            verbs: list[TriggerMention | CasualtyMention] = [*within(scene.mentions.triggers, i + 1, i + 2)]
            verbs += within(scene.mentions.casualties, i + 1, i + 2)
            if any("fin" in v.features and "noun" not in v.features for v in verbs):
                return True
    return False


_SOON = 9  # tokens from an attack's verb to one of killing that "and" joins to it


def kills_there(scene: Scene, a: Mention, sense: str, b: Mention, other: str) -> bool:
    """ "burst into a house and shot dead four people": a verb of killing that "and" joins to one of an attack, of the same
    subject, with neither place nor day between, tells what the attack came to.
    """
    if scene.page.language.settings.order != "SVO" or not 0 < b.first - a.last <= _SOON:
        return False
    if sense == other == "arrest":  # "searched the office and arrested 14 activists"
        return not within(scene.mentions.numbers, a.last, b.first) and not within(
            scene.mentions.casualties, a.last, b.first
        )
    if other not in ("attack", "assault:attack") or not sense.startswith("assault"):
        return False
    shoots = sense.startswith("assault") and other == "assault:attack"
    kills = shoots or any(c.value == "killed" for c in within(scene.mentions.casualties, b.first, b.last))
    armed = any(x.kind in FORCES for x in within(scene.mentions.actors, b.last, b.last + 4))
    joint = next((i for i in range(b.first - 1, a.last - 1, -1) if scene.gram[i] == "and"), -1)
    if not kills or armed or has_own_subject(scene, joint, b.first):
        return False
    return not within(scene.mentions.times, joint, b.first) and not within(scene.mentions.places, joint, b.first)


_LATER = "later"  # value of the words for an interval with its "after" or "before"
_OPENING = 4  # tokens from the start of a sentence to an interval that opens it
_JOINT = 2  # tokens from the interval to the comma of "after [that,] as"


def _is_behind_an_interval(scene: Scene, token: int, first: int) -> bool:
    """ "…, [hours after a strike in Y]"; a clause that opens its sentence ends with a comma that opens no relative."""
    at = next((i for i in range(token, first - 1, -1) if scene.gram_values[i] == _LATER), -1)
    if at < 0 or at - first > _OPENING:
        return at >= 0
    forms, gram = scene.page.tokens.forms, scene.gram
    return not any(
        forms[i] == "," and gram[i + 1] not in ("rel", "comp") and i - at > _JOINT for i in range(at + 1, token)
    )


def are_told_apart(scene: Scene, a: Mention, b: Mention) -> bool:
    """ "12 died near X, hours after a strike in Y": an interval before one of two words and not the other parts two events."""
    s, values = scene.page.sentences[scene.sentence[a.first]], scene.gram_values
    if not any(
        values[i] == _LATER for i in range(s.first, min(max(a.first, b.first) + 1, s.last))
    ):  # in most sentences
        return False
    return _is_behind_an_interval(scene, a.first, s.first) != _is_behind_an_interval(scene, b.first, s.first)


_NEAR = 0.2  # degrees


def are_near(p: PlaceMention, q: PlaceMention) -> bool:
    """ "near Ramallah" and the village where it was."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None or p.country != q.country:
        return False
    return abs(p.lat - q.lat) < _NEAR and abs(p.lon - q.lon) < _NEAR


def are_far_apart(p: PlaceMention, q: PlaceMention) -> bool:
    """True for two places of other regions whose points are known and are not near."""
    known = p.lat is not None and q.lat is not None and p.admin1 is not None and q.admin1 is not None
    return known and p.admin1 != q.admin1 and not are_near(p, q)


_ITS_OWN = 1.0  # clause distance from a word of an event to its place


def are_at_two_places(scene: Scene, a: Mention, b: Mention) -> bool:
    """ "retakes X, kills 50 in Y", "bombs X while fighting rages in Y": behind each of two words a place of its own, the one
    far from the other.
    """
    last = scene.page.sentences[scene.sentence[b.first]].last
    behind = within(scene.mentions.places, b.last, last)
    own = next((p for p in behind if p.role == "event"), None)
    if own is None or own.anaphor or scene.distance(b, own) > _ITS_OWN:
        return False
    told = within(scene.mentions.places, a.last, b.first)  # "fired from X, it fell on Y" is one event
    return bool(told) and all(p.role == "event" and are_far_apart(p, own) for p in told)


def are_parted(scene: Scene, a: Mention, b: Mention) -> bool:
    """True for two words of events that an interval or their places part."""
    return are_told_apart(scene, a, b) or are_at_two_places(scene, a, b)
