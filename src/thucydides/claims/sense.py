"""The sense of a document: title and body that say one thing are one claim, history is no news, repeats are one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from thucydides.claims.accounts.additions import adds_harm, with_harms_of
from thucydides.claims.accounts.further import is_further, with_others_of
from thucydides.claims.accounts.past import (
    HISTORY,
    is_about_the_past,
    is_history,
    is_older,
    is_tried,
    or_main_day,
    time_told,
)
from thucydides.claims.accounts.retold import (
    blames_for_it,
    brings_nothing,
    is_commented,
    is_damage_of,
    is_retold,
    with_damage_of,
)
from thucydides.claims.accounts.told import Told
from thucydides.claims.borrowed import OPEN_CODES
from thucydides.claims.coordination import are_near
from thucydides.claims.deeds import is_counted
from thucydides.claims.drafts import Draft
from thucydides.claims.persons.harm import told_again
from thucydides.claims.scene import Scene
from thucydides.claims.settings import Chosen
from thucydides.model.claim import Actor
from thucydides.model.document import Published
from thucydides.model.mention import PlaceMention
from thucydides.text.fold import fold_word

_TOWN = 0.08  # degrees
_HEARSAY = 3  # sentences from an event to who only heard of it
_SAME, _FOUND = timedelta(0), timedelta(days=2)
_TELLING = 3  # deaths; a count below is often that of two events


def killed(d: Draft) -> tuple[int | None, int | None] | None:
    """The bounds of a draft's whole toll of deaths, None where it tells none."""
    for h in d.harms:
        if h.part_of is None and h.outcome in ("killed", "killed_or_injured"):
            return h.low, h.high
    return None


def _tolls_agree(a: Draft, b: Draft) -> bool:
    """True where neither contradicts the other's toll: equal, contained, or told by one alone."""
    mine, yours = killed(a), killed(b)
    if mine is None or yours is None or mine == yours:
        return True
    low_a, high_a = mine[0] or 0, mine[1] if mine[1] is not None else 10**9
    low_b, high_b = yours[0] or 0, yours[1] if yours[1] is not None else 10**9
    return low_a <= high_b and low_b <= high_a


def count_alike(a: Draft, b: Draft) -> bool:
    """True where two drafts count the same deaths: "12" and "at least 12" are one count."""
    mine, yours = killed(a), killed(b)
    if mine is None or yours is None or mine[0] is None or mine[0] != yours[0]:
        return mine is not None and mine == yours
    return mine[1] == yours[1] or None in (mine[1], yours[1])


def kinds_agree(a: Draft, b: Draft) -> bool:
    """True where one event can be told as both kinds."""
    if a.code == b.code:
        return True
    return (a.deed.violent and b.deed.violent and (a.deed.generic or b.deed.generic)) or "casualties_only" in (
        a.code,
        b.code,
    )


def _place(d: Draft) -> PlaceMention | None:
    return d.place.mention if d.place and isinstance(d.place.mention, PlaceMention) else None


def places_agree(a: Draft, b: Draft) -> bool:
    """True where both places can be one: the same, an inferred one, or one that may hold the other."""
    p, q = _place(a), _place(b)
    if p is None or q is None or (a.place and a.place.inferred) or (b.place and b.place.inferred):
        return True
    if (p.gazetteer_id and p.gazetteer_id == q.gazetteer_id) or p.name == q.name:
        return True
    if p.precision in _COARSE or q.precision in _COARSE:
        return not _lie_apart(p, q)
    count = killed(a)
    many = count is not None and (count[0] or 0) >= _TELLING
    return many and "vicinity" in (p.precision, q.precision) and count_alike(a, b) and are_near(p, q)


def _lie_apart(p: PlaceMention, q: PlaceMention) -> bool:
    """True for a province or a part of one, and what lies in another province of the state."""
    coarse = p.precision in _PARTS_OF_A_STATE or q.precision in _PARTS_OF_A_STATE
    known = coarse and p.country == q.country and bool(p.admin1) and bool(q.admin1)
    return known and p.admin1 != q.admin1


def _one_holds(a: Draft, b: Draft) -> bool:
    """True where two drafts count the same deaths, one in a town, the other in a part of it."""
    p, q, count = _place(a), _place(b), killed(a)
    if p is None or q is None or count is None or (count[0] or 0) < _TELLING:
        return False
    return count_alike(a, b) and (_holds(p, q) or _holds(q, p))


_PARTS_OF_A_STATE = ("admin1", "admin1_part", "admin2")
_COARSE = ("country", "admin1", "admin1_part", "admin2", "unresolved")
_PARTS = ("site", "neighbourhood")


def _holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    """True for a town and what lies in it, and for a town whose name its province has too ("in Aleppo", "in Manbij")."""
    if outer.precision not in ("settlement", "vicinity") or outer.country != inner.country:
        return False
    name = fold_word(outer.name)
    if inner.admin1 and fold_word(inner.admin1) == name:
        return True
    return inner.precision in _PARTS and (
        (inner.within is not None and fold_word(inner.within) == name) or _near(outer, inner)
    )


def _near(a: PlaceMention, b: PlaceMention) -> bool:
    """True where two points lie within a town's width of each other."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) < _TOWN and abs(a.lon - b.lon) < _TOWN


def _finer(a: Draft, b: Draft) -> Chosen | None:
    """The place of two tellings of one event: that of `b` where `a` has none of its own or only what holds it."""
    if a.place is None or (a.place.inferred and b.place and not b.place.inferred):
        return b.place
    p, q = _place(a), _place(b)
    if p is None or q is None or a.place.inferred or (b.place and b.place.inferred) or q.lat is None or q.anaphor:
        return a.place
    finer = q.precision not in _COARSE or (p.precision == "country" and q.precision in _PARTS_OF_A_STATE)
    return b.place if finer and _holds(p, q) else a.place


def _times_agree(a: Draft, b: Draft) -> bool:
    p, q = time_told(a), time_told(b)
    if p is None or q is None or None in (p.earliest, p.latest, q.earliest, q.latest):
        return True
    if p.window != q.window:
        return False
    late = _FOUND if b.deed.sense == "casualties_only" else _SAME  # bodies are found a day or two later
    return p.earliest <= q.latest and q.earliest <= p.latest + late  # type: ignore[operator]


def same_event(a: Draft, b: Draft) -> bool:
    """True where nothing that two drafts tell speaks against one event."""
    return (
        a.stance.polarity == b.stance.polarity
        and kinds_agree(a, b)
        and _tolls_agree(a, b)
        and (places_agree(a, b) or _one_holds(a, b))
        and _times_agree(a, b)
    )


def _fuller(a: Draft, b: Draft) -> Draft:
    """What `a` tells, with what only `b` tells of actors, place, time and weapons."""
    return replace(
        a,
        actors=_all_sides(a, b),
        weapons=a.weapons or b.weapons,
        harms=told_again(a.harms, b.harms) if a.harms and b.harms else a.harms or b.harms,
        place=_finer(a, b),
        time=b.time if a.time is None or (a.time.inferred and b.time and not b.time.inferred) else a.time,
        chain=a.chain or b.chain,
        cue=a.cue or b.cue,
        rules=tuple(dict.fromkeys((*a.rules, "sense.merged"))),
    )


def _all_sides(a: Draft, b: Draft) -> tuple[Actor, ...]:
    """The actors of one telling, with those of the other for a side of which it tells nobody."""
    if not a.actors or any(x.role == "party" for x in (*a.actors, *b.actors)):
        return a.actors or b.actors
    told = {x.role for x in a.actors}
    blasts = a.deed.args == "explode" == b.deed.args  # each telling adds what it tells to be damaged

    def is_new(x: Actor) -> bool:
        return x.role not in told or (blasts and x.kind == "infrastructure")

    more = (
        x for x in b.actors if is_new(x) and not any(x.anchor.exact.lower() == y.anchor.exact.lower() for y in a.actors)
    )
    return (*a.actors, *more)


class _Where(msgspec.Struct, frozen=True, gc=False):
    role: str
    paragraph: int


def _where(scene: Scene, d: Draft) -> _Where:
    return _Where(scene.page.roles[d.deed.sentence], scene.page.sentences[d.deed.sentence].paragraph)


def _title_told_below(scene: Scene, told: Told) -> list[Draft]:
    """Drops drafts of titles and headings that the body below tells again; who is named in a title as telling it ("X: two
    killed") answers for it where the body names nobody.
    """
    kept: list[Draft] = []
    voices: dict[int, Draft] = {}
    for i, d in enumerate(told.drafts):
        role = _where(scene, d).role
        if role not in ("title", "heading"):
            voice = None if d.root else voices.get(id(d))
            kept.append(d if voice is None else replace(d, chain=voice.chain, cue=voice.cue))
            continue
        partner = next((b for b in told.drafts[i + 1 :] if _where(scene, b).role == "body" and same_event(d, b)), None)
        if partner is None:
            kept.append(d)
        else:
            if role == "title" and d.root and d.stance.modality == partner.stance.modality:
                voices[id(partner)] = d
            told.spare(scene, d.deed.word, "title or heading of an event told in the body")
    return kept


def _is_anaphor(scene: Scene, d: Draft) -> bool:
    """A noun that takes up an event ("the attack", "cette frappe") and brings nothing new."""
    if d.deed.group.voice != "noun" or d.harms or d.weapons:
        return False
    if d.place is not None and not d.place.inferred:
        return False
    before = d.deed.first - 1
    definite = before >= 0 and scene.gram[before] in ("det", "same", "poss")
    return definite and not any(a.role in ("initiator", "party") for a in d.actors)


def _only_hears_of(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "We heard the explosions," a monk said: somebody else who takes up an event and tells nothing of it."""
    if d.cue is None or d.cue.pattern != "say" or d.cue.stance != "neutral":
        return False
    if d.deed.sentence - k.deed.sentence > _HEARSAY or d.stance.modality != "stated":
        return False
    if not any(q.first <= d.deed.first < q.last for q in scene.page.quotes):
        return False
    spots = [x for x in (d.place, d.time) if x is not None and not x.inferred]
    bare = not any(a.role == "target" for a in d.actors) and not spots
    return bare and d.stance.polarity == "asserted" == k.stance.polarity and _is_anaphor(scene, d)


def _facts(d: Draft) -> tuple[object, ...]:
    """All that a draft tells, without the words: two with the same facts are one event told twice."""
    place, time = _place(d), time_told(d)
    return (
        d.code,
        d.root,
        place and (place.gazetteer_id or place.name),
        time and (time.earliest, time.latest),
        sorted((a.role, a.name) for a in d.actors),
        [(h.outcome, h.victims, h.low, h.high) for h in d.harms],
    )


def _is_where_it_hit(scene: Scene, k: Draft, d: Draft) -> bool:
    """ "X struck the town. A hit is recorded on the hospital": an event noun without an article that opens the next
    sentence tells what the event right before it hit.
    """
    if not scene.page.language.has("case_roles") or d.deed.args != "hit" or d.deed.group.voice != "noun":
        return False
    here = scene.page.sentences[d.deed.sentence]
    opens = d.deed.first - here.first <= 1 and here.paragraph == scene.page.sentences[k.deed.sentence].paragraph
    plain = not d.weapons and not d.root and (d.place is None or d.place.inferred)
    hits = k.deed.family in ("remote", "force") and k.deed.violent and not (k.harms and d.harms)
    return opens and plain and hits and d.deed.sentence - k.deed.sentence == 1 and k.stance == d.stance


def _owned_up(d: Draft) -> bool:
    """ "X claimed the attack": what somebody takes upon himself is his own claim beside the outlet's telling."""
    return d.cue is not None and d.cue.stance == "claiming_responsibility" and d.cue.sentence == d.deed.sentence


def _is_taken_up(scene: Scene, k: Draft, d: Draft) -> bool:
    return (is_retold(scene, k, d) or brings_nothing(scene, k, d)) and same_event(k, d)


def _are_listed(scene: Scene, a: Draft, b: Draft) -> bool:
    """ "two missile and 78 air strikes, 3000 shellings": event nouns of one sentence with a figure each are two."""
    if a.deed.sentence != b.deed.sentence or a.deed.first == b.deed.first:
        return False
    return is_counted(scene, a.deed) and is_counted(scene, b.deed)


def _says_more(scene: Scene, d: Draft, old: Draft) -> bool:
    """A later telling that says itself when and where, of an event that a list of highlights only names; or says of what
    those died whom the first only counts.
    """
    own = [x is not None and not x.inferred for x in (d.time, d.place)]
    had = [x is not None and not x.inferred for x in (old.time, old.place)]
    apart = _where(scene, d).paragraph != _where(scene, old).paragraph and d.deed.sense != "harm"
    return (apart and all(own) and not had[0]) or _names_the_cause(d, old)


def _names_the_cause(d: Draft, old: Draft) -> bool:
    """ "The hospital took in nine bodies ... they spoke of an air strike": deaths alone, and then what killed."""
    told = d.deed.sense not in ("harm", "") and d.code not in OPEN_CODES
    return told and old.deed.sense == "harm" and old.code == "casualties_only" and bool(old.root) and old.root == d.root


def _says_how(d: Draft, old: Draft) -> bool:
    """A later telling of deaths that were only counted before, with what killed."""
    return old.code == "casualties_only" != d.code


_LATELY = 3  # events told last that a comment may mean


def _repeats(scene: Scene, drafts: Sequence[Draft], told: Told) -> list[Draft]:
    """One claim per event and root: an anaphor or a compatible later telling by the same root adds to the first."""
    kept: list[Draft] = []
    roots: list[str] = []  # of those kept
    for d in drafts:
        partner, root = None, d.root
        if kept and is_damage_of(scene, kept[-1], d):
            kept[-1] = with_damage_of(kept[-1], d)
            told.spare(scene, d.deed.word, "damage done in the event told before")
            continue
        if any(is_commented(scene, k, d) for k in kept[-_LATELY:]):
            told.spare(scene, d.deed.word, "what somebody says of the event told before")
            continue
        if kept and is_further(scene, kept[-1], d):
            both = with_others_of(kept[-1], d)
            kept[-1] = replace(both, deed=d.deed, code=d.code) if _says_how(d, both) else both
            told.spare(scene, d.deed.word, "others harmed in the event told before")
            continue
        for i in range(len(kept) - 1, -1, -1):
            k = kept[i]
            if i == len(kept) - 1 and (_is_where_it_hit(scene, k, d) or _is_taken_up(scene, k, d)):
                partner = i
                break
            if root and roots[i] and roots[i] != root and not _only_hears_of(scene, k, d):
                continue
            if k.stance.modality != d.stance.modality or not same_event(k, d) or _are_listed(scene, k, d):
                continue
            if d.root and not k.root and (d.deed.sentence - k.deed.sentence > 1 or _owned_up(d)):
                continue  # the outlet's own telling; a source that tells it further below answers for itself
            if (
                _is_anaphor(scene, d)
                or blames_for_it(scene, k, d)
                or _facts(k) == _facts(d)
                or count_alike(k, d)
                or adds_harm(scene, k, d)
            ):
                partner = i
                break
        if partner is None:
            kept.append(d)
            roots.append(root)
        else:
            old = kept[partner]
            if adds_harm(scene, old, d):
                old = with_harms_of(old, d)
            if not d.harms and _is_anaphor(scene, d):
                d = replace(d, chain=(), cue=None)  # who only takes an event up does not answer for it
            more, less = (d.harms, old.harms) if len(d.harms) > len(old.harms) else (old.harms, d.harms)
            whole = replace(d, harms=told_again(more, less))
            later = _says_more(scene, d, old) or _says_how(d, old)
            kept[partner] = _fuller(whole, old) if later else _fuller(old, d)
            roots[partner] = kept[partner].root
            told.spare(scene, d.deed.word, "told before: the same event by the same source")
    return kept


def make_sense(scene: Scene, told: Told, published: Published) -> list[Draft]:
    """The drafts that become claims; every one dropped is listed with its reason."""
    drafts = []
    undated = published.earliest is None
    published = or_main_day(told.drafts, published)
    past = is_about_the_past(told.drafts, published)
    main = next((t.latest for d in told.drafts if (t := time_told(d)) is not None and t.latest is not None), None)
    for d in told.drafts:
        if undated and (t := time_told(d)) is not None and t.precision in ("day", "night"):
            drafts.append(d)  # days of a text that nobody dated are all its own
        elif is_history(d, published) and not (past and not is_older(d, main)) and not is_tried(scene, d):
            told.spare(scene, d.deed.word, f"history: over {HISTORY.days} days before publication")
        else:
            drafts.append(d)
    told.drafts = drafts
    return _repeats(scene, _title_told_below(scene, told), told)
