"""How two accounts of one event stand to each other: agree, refine, update, copy, deny, or conflict in a named respect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thucydides.linking.compare import place_features
from thucydides.linking.copies import Copies, tells_same
from thucydides.linking.scopes import COUNTED, Figure, comparable, main_figure, other_kind, part_of
from thucydides.linking.sketch import OPEN_KINDS, Sketch, actor_key
from thucydides.model.claim import Actor, Claim
from thucydides.model.event import Relation, RelationKind

# Beyond this many claims an event compares one claim of each account, figure and day with the others.
_MOST = 60
# On one day of publication a figure this much higher is still a rising toll; more, and it is another tale.
_RISE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in its event: its sketch, and since when its figures have been told (`since`, an ordinal)."""

    claim: Claim
    sketch: Sketch
    since: int | None

    @property
    def order(self) -> tuple[int, int, str]:
        """By the day since which it is told, then of publication."""
        return (self.since or 0, self.sketch.published or 0, self.claim.claim_id)


def told_since(claims: Sequence[tuple[Claim, Sketch]]) -> tuple[Told, ...]:
    """A figure that somebody tells again is as old as when its root was first quoted with it."""
    first: dict[tuple[object, ...], int] = {}
    for _, sketch in claims:
        if sketch.published is not None:
            key = (sketch.root, sketch.tolls)
            first[key] = min(sketch.published, first.get(key, sketch.published))
    made = [
        Told(c, s, first[s.root, s.tolls] if s.published is not None and s.tolls else s.published) for c, s in claims
    ]
    return tuple(sorted(made, key=lambda t: t.order))


def relations_of(told: Sequence[Told], copies: Copies) -> tuple[Relation, ...]:
    """All relations of an event's claims, by their ids."""
    chosen = list(told) if len(told) <= _MOST else _representatives(told)
    found: list[Relation] = []
    for at, later in enumerate(chosen):
        for earlier in chosen[:at]:
            found += _pair(later, earlier, copies)
    return tuple(sorted(set(found), key=lambda r: (r.a, r.b, r.kind, r.why)))


def _representatives(told: Sequence[Told]) -> list[Told]:
    seen: dict[tuple[object, ...], Told] = {}
    for one in told:
        s = one.sketch
        seen.setdefault((s.root, s.tolls, s.first, s.last, s.denied, s.kind, s.initiators), one)
    return list(seen.values())


def _pair(later: Told, earlier: Told, copies: Copies) -> Iterator[Relation]:
    a, b = later.sketch, earlier.sketch
    if copies.is_copy(a.doc_id, b.doc_id):
        if tells_same(a, b):
            copy, original = (b, a) if copies.voice(b.doc_id) == a.doc_id else (a, b)
            yield Relation(copy.claim_id, original.claim_id, "copies", "one text under two mastheads")
        return
    if a.denied != b.denied:
        denial, denied = (later, earlier) if a.denied else (earlier, later)
        yield from _denial(denial, denied)
        return
    if a.denied:
        return
    yield from _numbers(later, earlier)
    if a.root != b.root:
        yield from _conflicts(later, earlier)


def _denial(denial: Told, denied: Told) -> Iterator[Relation]:
    """A denial negates what others assert of whom it defends; it says nothing of how many died."""
    a, b = denial.sketch, denied.sketch
    if a.root == b.root:
        return
    if a.initiators and b.initiators and not a.initiators & b.initiators:
        return
    who = denial.claim.attribution[-1].source
    yield Relation(a.claim_id, b.claim_id, "denies", f"{who} denies it")


def _numbers(later: Told, earlier: Told) -> Iterator[Relation]:
    for outcome in COUNTED:
        mine, theirs = main_figure(later.claim, outcome), main_figure(earlier.claim, outcome)
        if mine is None or theirs is None:
            continue
        made = _figures(later, earlier, mine, theirs)
        if made is not None:
            yield made
            return


def _figures(later: Told, earlier: Told, mine: Figure, theirs: Figure) -> Relation | None:
    a, b = later.claim.claim_id, earlier.claim.claim_id
    same_root = later.sketch.root == earlier.sketch.root
    words = f"{mine.outcome} {_range(mine)} against {_range(theirs)}"
    if other_kind(mine, theirs):
        if same_root:
            return None
        return Relation(a, b, "conflicts_kind", f"{_words(mine.victims)} against {_words(theirs.victims)}")
    if part_of(mine, theirs) != part_of(theirs, mine):
        narrow, wide = (later, earlier) if part_of(mine, theirs) else (earlier, later)
        return Relation(narrow.claim.claim_id, wide.claim.claim_id, "refines", f"counts a part: {words}")
    if not comparable(mine, theirs):
        return None
    if mine.told == theirs.told and mine.meets(theirs):
        if same_root:
            return None
        if mine.width() != theirs.width():
            return _refines(later, earlier, mine, theirs, words)
        return Relation(a, b, "agrees", words)
    rises = _rises(later, earlier, mine, theirs)
    if rises is not None:
        return rises
    if mine.meets(theirs):
        return None if same_root else _refines(later, earlier, mine, theirs, words)
    if same_root:
        if later.sketch.doc_id == earlier.sketch.doc_id:
            return None
        return Relation(a, b, "updates", f"the same source later: {words}")
    return Relation(a, b, "conflicts_number", words)


def _refines(later: Told, earlier: Told, mine: Figure, theirs: Figure, words: str) -> Relation:
    narrow, wide = (later, earlier) if mine.width() <= theirs.width() else (earlier, later)
    return Relation(narrow.claim.claim_id, wide.claim.claim_id, "refines", f"within the range: {words}")


def _rises(later: Told, earlier: Told, mine: Figure, theirs: Figure) -> Relation | None:
    """A toll that is told later and higher is an update, whoever tells it; so is one of the same day, if not too high."""
    if later.since is None or earlier.since is None or mine.told == theirs.told:
        return None
    if later.sketch.root != earlier.sketch.root and (mine.victims == "combatants") != (theirs.victims == "combatants"):
        return None  # one who counts fighters does not go on with another's count of the dead
    new, old = (later, earlier) if mine.told > theirs.told else (earlier, later)
    high, low = max(mine.told, theirs.told), min(mine.told, theirs.told)
    assert new.since is not None
    assert old.since is not None
    same_day = new.since == old.since
    if new.since < old.since or (same_day and new.sketch.doc_id == old.sketch.doc_id):
        return None
    if same_day and high > _RISE * max(low, 1):
        return None
    why = f"rising toll: {mine.outcome} {low} to {high}"
    return Relation(new.claim.claim_id, old.claim.claim_id, "updates", why)


def _range(figure: Figure) -> str:
    if figure.low is not None and figure.low == figure.high:
        return str(figure.low)
    if figure.high is None:
        return f"at least {figure.low}"
    return f"up to {figure.high}" if figure.low is None else f"{figure.low} to {figure.high}"


def _named(actors: Sequence[Actor]) -> dict[str, str]:
    """Key -> name of those who are somebody; "rebels" and "warplanes" are anybody's."""
    return {actor_key(a): a.name for a in actors if a.actor_id or a.name[:1].isupper()}


def _conflicts(later: Told, earlier: Told) -> Iterator[Relation]:
    a, b = later.sketch, earlier.sketch

    def found(kind: RelationKind, why: str) -> Relation:
        return Relation(a.claim_id, b.claim_id, kind, why)

    mine = _named([x for x in later.claim.actors if x.role == "initiator"])
    theirs = _named([x for x in earlier.claim.actors if x.role == "initiator"])
    if mine and theirs and not mine.keys() & theirs.keys() and not _one_holds_other(mine, theirs):
        yield found("conflicts_actor", f"{_list(mine)} against {_list(theirs)}")
    if (
        a.sharp
        and b.sharp
        and a.first is not None
        and b.first is not None
        and a.last is not None
        and b.last is not None
    ):
        if max(a.first, b.first) > min(a.last, b.last):
            yield found("conflicts_day", f"{_day(later)} against {_day(earlier)}")
    for why in _arms(later, earlier):
        yield found("conflicts_number", why)
    features = place_features(a.spot, b.spot)
    if a.spot and b.spot and a.spot.fine and b.spot.fine and ("place apart" in features or "place unlike" in features):
        names = [t.claim.place.name if t.claim.place else "" for t in (later, earlier)]
        yield found("conflicts_place", f"{names[0]} against {names[1]}")
    # Neither of the two only said "a strike", which the reader took for the commonest kind of it.
    told = not (a.guessed or b.guessed) and a.kind not in OPEN_KINDS and b.kind not in OPEN_KINDS
    if told and a.kind != b.kind and a.family == b.family == "remote":
        yield found("conflicts_kind", f"{_words(a.kind)} against {_words(b.kind)}")


def _arms(later: Told, earlier: Told) -> Iterator[str]:
    """Six bombers against four: weapons of one code that both count, and count differently."""
    counts = {w.code: w.count for w in earlier.claim.weapons if w.count}
    for weapon in later.claim.weapons:
        other = counts.get(weapon.code)
        if weapon.count and other and weapon.count != other:
            yield f"{weapon.count} against {other}: {weapon.name}"


def _one_holds_other(mine: dict[str, str], theirs: dict[str, str]) -> bool:
    """True where one name contains the other: the Malian army, and that army with its allies."""
    return any(x in y or y in x for x in mine.values() for y in theirs.values())


def _words(code: str) -> str:
    return code.replace("_", " ")


def _list(names: dict[str, str]) -> str:
    return ", ".join(sorted(names.values()))


def _day(told: Told) -> str:
    time = told.claim.time
    return str(time.earliest) if time else ""
