"""What stands around a name: its head noun, "15 km north of", "outskirts", and the preposition that gives its role."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from thucydides.knowledge.lexicon import Entry
from thucydides.mentions.page import Page
from thucydides.mentions.places.toponym import Around, Toponym
from thucydides.model.mention import PlaceRole
from thucydides.text.tokenset import TokenSet

_NEAR_HEAD = 4  # tokens
_STEPS = 9
_SMALL = frozenset({"at", "origin", "destination", "relation", "seat"})
_ROLES: dict[str, PlaceRole] = {"origin": "origin", "destination": "destination", "seat": "seat", "at": "event"}
# "The northern town of X" is X itself, as "the northern province of X" is not.
_TOWNS = frozenset({"city", "town", "village"})
_AHEAD = ("near", "between")  # relations that stand before their name, where cases are no suffixes
_ROAD = "road"
_COUNTED = "0"  # the value of a unit that measures nothing: "three villages"
_MANY = frozenset({"pl", "dual"})
_TOWARDS = frozenset({"at", "destination"})
_RANK = {"origin": 3, "seat": 3, "destination": 2, "at": 1}
_RANKED = tuple(_RANK)  # the best first


@dataclass(frozen=True, slots=True)
class Signs:
    """The place words of a page by the token they begin at and the token they end before, and its small words."""

    starting: dict[int, tuple[int, list[Entry]]]
    ending: dict[int, tuple[int, list[Entry]]]
    soft: TokenSet
    linking: TokenSet
    joints: TokenSet
    stops: AbstractSet[int]
    small: TokenSet
    starts: AbstractSet[int]
    folk: tuple[AbstractSet[int], AbstractSet[int]]  # where words for people who live somewhere begin, and end


def signs_of(page: Page) -> Signs:
    """Collects them; stop names are kept apart."""
    starting: dict[int, tuple[int, list[Entry]]] = {}
    ending: dict[int, tuple[int, list[Entry]]] = {}
    stops: set[int] = set()
    count = len(page.tokens)
    soft, linking, joints, small = TokenSet(count), TokenSet(count), TokenSet(count), TokenSet(count)
    before = (-1, -1)
    entries: list[Entry] = []
    for hit in page.hits.get("places", ()):  # hits of one span stand together
        entry, span = hit.entry, (hit.first, hit.last)
        if entry.role == "stop":
            stops.update(range(hit.first, hit.last))
        elif span == before:
            entries.append(entry)
        else:
            before, entries = span, [entry]
            starting[span[0]] = (span[1], entries)
            ending[span[1]] = (span[0], entries)
        if entry.role in _SMALL:
            small.add(hit.first, hit.first + 1)
    for hit in page.hits.get("grammar", ()):
        small.flags[hit.first] = True
    for hit in page.of("grammar", "of"):
        linking.flags[hit.first] = True
    for role, words in (("of", soft), ("det", soft), ("and", joints)):
        for hit in page.of("grammar", role):
            if hit.last == hit.first + 1 or role == "and":  # "and of X", "as well as X"
                words.flags[hit.first] = True
                soft.add(hit.first + 1, hit.last)
    for hit in page.of("numbers", "approximator"):
        soft.add(hit.first, hit.last)
    if page.language.has("case_roles"):  # "in the occupied X": a state of things between a preposition and its name
        for hit in page.of("triggers", "spare"):
            if hit.last == hit.first + 1:
                soft.add(hit.first, hit.last)
    people = [h for h in page.of("sources", "head") if h.entry.value == "witness"]
    folk = {h.first for h in people}, {h.last for h in people}
    return Signs(starting, ending, soft, linking, joints, stops, small, {s.first for s in page.sentences}, folk)


class _Walk:
    """Features gathered while walking away from a name."""

    def __init__(self, at: int) -> None:
        self.edge = at
        self.heads: tuple[str, ...] = ()
        self.located: tuple[str, ...] = ()
        self.relation = self.direction = ""
        self.adjective = False
        self.metres = 0.0
        self.unit = 0.0
        self.role = ""
        self.prep = False
        self.personal = False

    def take(self, entries: list[Entry], after: bool = False) -> bool:
        """Takes the words of one span; false where they say nothing that can stand here."""
        roles = {e.role: e for e in entries}
        if "anaphor" in roles and "head" not in roles and "relation" not in roles:  # "the village" of X
            entries = [replace(e, role="head") for e in entries if e.role == "anaphor" and e.value != "any"]
            roles = {e.role: e for e in entries}
        if "direction" in roles:
            if self.direction:
                return False
            self.adjective = "adjective" in roles["direction"].flags
            if not self.adjective or _TOWNS.isdisjoint(self.heads):
                self.direction = roles["direction"].value
        elif "unit" in roles and not ("head" in roles and roles["unit"].value == _COUNTED):
            self.unit = float(roles["unit"].value)
        elif "relation" in roles and not ("head" in roles and not self.heads):
            self.relation = self.relation or roles["relation"].value
            self.prep = True
        elif "head" in roles:
            kinds = tuple(dict.fromkeys([e.value for e in entries if e.role == "head"]))
            if self.role and not after:  # "the airfield in X" is no airfield of that name
                return False
            if (
                self.adjective
                and not self.heads
                and not self.unit
                and not self.relation
                and not _TOWNS.isdisjoint(kinds)
            ):
                self.direction = ""
            part = self.direction and not self.unit and not self.relation and "admin1" in kinds and not self.heads
            if not after and not part and (self.direction or self.relation or self.unit):
                if self.located:
                    return False
                self.located = kinds
            elif self.heads:
                return False
            else:
                self.heads = kinds
        else:
            best = next((r for r in _RANKED if r in roles), "")
            if not best:
                return False
            if _RANK[best] > _RANK.get(self.role, 0):
                self.role = best
            marks = best == "at" and all("object" in e.flags for e in entries if e.role == "at")
            self.personal = self.personal or marks
            self.prep = self.prep or not marks
        return True


def _number(form: str) -> float | None:
    try:
        return float(form.replace(",", "."))
    except ValueError:
        return None


def _names_kind(signs: Signs, end: int) -> bool:
    span = signs.ending.get(end)
    return span is not None and any(e.role in ("head", "anaphor") for e in span[1])


def _bracket(page: Page, at: int) -> int:
    """Token of the "(" of a short bracket with a number in it ("40 km (25 miles) north of"), -1 where it is none."""
    shapes = page.tokens.shapes
    for i in range(at - 1, max(at - 5, -1), -1):
        if page.tokens.forms[i] == "(":
            return i if "0" in shapes[i:at] else -1
    return -1


def _back(page: Page, signs: Signs, at: int) -> tuple[_Walk, int]:
    """Walks left from the token before `at`; the second value is how far any word was consumed."""
    walk, j = _Walk(at), at
    skipped = parted = False
    for _ in range(_STEPS):
        span = signs.ending.get(j)
        if span is not None and parted and j - span[0] == 1 and any(e.role == "head" for e in span[1]):
            break  # "by the Turkish border [the Lebanese] channel": an article with no "of" before it opens another phrase
        if span is not None:
            before = (walk.heads, walk.direction, walk.relation, walk.located, walk.unit)
            if not walk.take(span[1]):
                break
            j, parted = span[0], False
            if (walk.heads, walk.direction, walk.relation, walk.located, walk.unit) != before:
                walk.edge = j
        elif j - 1 in signs.soft:
            j -= 1
            parted = page.tokens.shapes[j] == "x" and j not in signs.linking and page.language.settings.order == "SVO"
        elif j and page.tokens.forms[j - 1] == ")" and (opened := _bracket(page, j - 1)) >= 0:
            j = opened
        elif (
            not skipped
            and page.language.has("capitals_mark_names")
            and j < at
            and page.tokens.shapes[j - 1 : j] == "x"
            and _names_kind(signs, j - 1)
        ):
            skipped = True  # "the loyalist quarter of X" where the adjective follows its noun
            j -= 1
        elif walk.unit and not walk.metres and j > 0 and page.tokens.shapes[j - 1] == "0":
            j -= 1
            if j > 1 and page.tokens.forms[j - 1] in ".," and page.tokens.shapes[j - 2] == "0":
                text = page.text[page.tokens.starts[j - 2] : page.tokens.ends[j]]
                j -= 2
            else:
                text = page.tokens.forms[j]
            walk.metres = (_number(text) or 0.0) * walk.unit
            walk.edge = j
        else:
            break
    return walk, j


def _forward(page: Page, signs: Signs, walk: _Walk, at: int) -> tuple[int, bool]:
    """Head nouns and relations after the name ("Aleppo province", "Idlib's southern outskirts")."""
    end, j, possessive = at, at, False
    forms = page.tokens.forms
    if j < len(forms) and forms[j] in page.language.cutting.enclitics:
        possessive = page.tokens.starts[j] == page.tokens.ends[j - 1]
        j += int(possessive)
    behind = page.language.settings.order == "free"
    for _ in range(3):
        span = signs.starting.get(j)
        if span is None:
            break
        roles = {e.role for e in span[1]}
        if any(e.role == "direction" and "before" in e.flags for e in span[1]):
            break  # "X, north of Y": a direction that stands before its name alone
        if "direction" in roles and (span[0] in signs.linking or _opens_a_name(page, span[0])):
            break  # "X west of Y", "X east of the city of Y", "X на востоке Украины"
        if not possessive and not behind and any(e.role == "relation" and e.value in _AHEAD for e in span[1]):
            break  # "X near Y"
        if not roles & {"head", "direction", "relation"} or (roles & {"at", "origin", "destination"}):
            break
        if "head" in roles and (walk.heads or (possessive and not walk.direction)):
            break
        if not walk.take(span[1], after=True):
            break
        j = end = span[0]
    return end, possessive


def _opens_a_name(page: Page, at: int) -> bool:
    """True for a capital right behind a direction, where cases do what "of" does elsewhere."""
    return page.language.has("case_roles") and page.tokens.shapes[at : at + 1] in ("X", "A")


def has_company(signs: Signs, first: int, last: int) -> bool:
    """True where place words or small words touch tokens [first, last)."""
    return first in signs.ending or first - 1 in signs.soft or last in signs.starting


def around(page: Page, signs: Signs, first: int, last: int) -> Around:
    """What belongs to the name at tokens [first, last)."""
    walk, reached = _back(page, signs, first)
    end, possessive = _forward(page, signs, walk, last)
    role: PlaceRole = _ROLES[walk.role] if walk.role else "event"
    return Around(
        first=walk.edge,
        last=end,
        heads=walk.heads,
        relation=walk.relation,
        direction=walk.direction,
        distance_km=walk.metres / 1000,
        located=walk.located,
        role=role,
        prep=walk.prep,
        personal=walk.personal and not walk.prep,
        possessive=possessive,
        reached=reached,
    )


def is_a_road(page: Page, signs: Signs, top: Toponym, after: Toponym) -> bool:
    """True where the head noun of a road stands by two towns that a dash, "and" or a preposition ties."""
    gap = after.name_first - top.name_last
    if gap == 0 and _ROAD in (*top.heads, *after.heads):
        return page.folded[page.tokens.ends[top.name_last - 1] : page.tokens.starts[after.name_first]] == "-"
    if gap != 1 or _ROAD not in top.heads or after.first != top.last + 1:
        return False
    if page.tokens.forms[top.last] == "-" or top.last in signs.joints:
        return True
    span = signs.starting.get(top.last)
    leads = span is not None and any(e.role in _TOWARDS for e in span[1])
    return leads and not after.heads and any(f.spot.kind in ("settlement", "village") for f in after.found)


def with_shared_heads(page: Page, signs: Signs, found: list[Toponym]) -> tuple[list[Toponym], frozenset[int]]:
    """ "The regions of X, Y and Z", "X, Y and Z regions": each of the list has the head noun that stands in the plural at
    its first or last name. The second value are the indices of those after which the list goes on.
    """
    out, listed = found, set[int]()
    for i, top in enumerate(found):
        if not top.heads or top.relation or top.direction:
            continue
        ahead, behind = _ends_plural(signs, top.name_first), _is_plural(signs.starting.get(top.name_last), only=True)
        for step, many in ((1, ahead), (-1, behind)):
            if not many:
                continue
            j = i + step
            while 0 <= j < len(found) and _is_next(page, signs, found[min(j, j - step)], found[max(j, j - step)]):
                out = list(found) if out is found else out
                out[j] = out[j]._replace(heads=top.heads, rule="unknown" if found[j].rule == "maybe" else found[j].rule)
                listed.add(min(j, j - step))
                j += step
    return out, frozenset(listed)


def _is_plural(span: tuple[int, list[Entry]] | None, *, only: bool) -> bool:
    """True for a head noun that is a plural, or may be one."""
    heads = [e.features for e in span[1] if e.role == "head"] if span is not None else []
    return any(not _MANY.isdisjoint(features) and not (only and "sg" in features) for features in heads)


def _ends_plural(signs: Signs, at: int) -> bool:
    """True where what may be such a head noun ends before a name, small words between."""
    while at not in signs.ending and at - 1 in signs.soft:
        at -= 1
    return _is_plural(signs.ending.get(at), only=False)


def _is_next(page: Page, signs: Signs, top: Toponym, after: Toponym) -> bool:
    """True where a comma, "and" and small words alone part two names of a list, of which one has no head noun yet."""
    if (top.heads and after.heads) or top.anaphor or after.anaphor or "nationality" in (top.role, after.role):
        return False
    gap = range(top.name_last, after.name_first)
    ties = [i for i in gap if i in signs.joints or page.tokens.forms[i] == ","]
    return bool(ties) and all(i in ties or i in signs.soft for i in gap)


def _behind_mark(page: Page, last: int, signs: Signs) -> int:
    """Where what a comma or bracket behind a name adds begins, small words passed over; -1 where none follows."""
    forms = page.tokens.forms
    if last >= len(forms) or forms[last] not in (",", "("):
        return -1
    i = last + 1
    while i < len(forms) and i in signs.soft:
        i += 1
    return i


def apposed(page: Page, last: int, signs: Signs) -> bool:
    """True for "X, a village in ...", "X, in Y province": a comma, a small word, a head noun of places."""
    forms, i = page.tokens.forms, _behind_mark(page, last, signs)
    if i < 0:
        return False
    if any(h.first <= i < h.last for h in page.of("sources", "head", "cue")):
        return False  # "X Y, head of the province", "X Y, fait état de": who holds an office, who speaks
    if i + 1 < len(forms) and page.tokens.shapes[i] == "x" and i not in signs.starting:
        i += 1  # "X, a small village"
    span = signs.starting.get(i)
    if span is None:
        return False
    roles = {e.role for e in span[1]}
    if "at" in roles:  # "X, in Y province"
        return any(_is_division(signs, j) for j in range(span[0], min(span[0] + _NEAR_HEAD, len(forms))))
    return "head" in roles


def _is_division(signs: Signs, i: int) -> bool:
    span = signs.starting.get(i)
    return span is not None and any(e.role in ("head", "anaphor") and e.value in ("admin1", "admin2") for e in span[1])


def bearing_behind(page: Page, last: int, signs: Signs) -> bool:
    """ "X, west of Y", "X (north of the city)": where a name lies of another, or of a place just told."""
    forms, i = page.tokens.forms, _behind_mark(page, last, signs)
    if i < 0:
        return False
    span = signs.starting.get(i)
    if span is None or not any(e.role == "direction" and "adjective" not in e.flags for e in span[1]):
        return False
    i = span[0]
    while i < len(forms) and i in signs.soft:
        i += 1
    after = signs.starting.get(i)
    placed = after is not None and any(e.role in ("head", "anaphor") for e in after[1])
    return placed or (i < len(forms) and page.tokens.shapes[i] in "XA")
