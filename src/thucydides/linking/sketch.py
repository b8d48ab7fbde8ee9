"""A claim as the linker sees it: day, place, kind, actors, figures, voice and words, ready to be compared quickly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from thucydides.knowledge.gazetteer.keys import fold_key, skeletons
from thucydides.knowledge.gazetteer.phones import phones
from thucydides.knowledge.library import actors as roster
from thucydides.knowledge.library import country_names, event_types
from thucydides.linking.roots import own_voice, root_of
from thucydides.linking.words import terms_of
from thucydides.model.claim import Actor, Claim, Place

# What tells a happening's deaths but not its means, so that it meets every violent kind.
OPEN_KINDS = frozenset({"casualties_only", "attack"})
_STATE = frozenset({"state_force", "foreign_force", "police"})
_DEADLY = frozenset({"killed", "injured", "killed_or_injured"})
_DEADLY_PROTEST = frozenset({"excessive_force"})
_VIOLENT = frozenset({"remote", "battle", "civilian_harm", "unknown"})
_FINE = frozenset({"site", "neighbourhood", "settlement", "vicinity"})
_HOLDERS = frozenset({"country", "admin1", "admin2"})
# Longer than this and it is a balance of a period, not a day of it.
_LONGEST = 7
# A district this small is as good as a town.
_SMALL_KM = 25.0
_NAMESAKES = 4
# The rule of a reader that took a word of no certain means for the commonest.
_BY_DEFAULT = "kind.default"
_NAME = re.compile(r"[^\W\d_]{3,}")
_MOST_NAMES, _LEAST_BONE = 40, 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a point with the radius of its uncertainty in km, or names alone. `fine`: a town or less.

    `others` are points of the namesakes that the reader did not take. `script` is that of the text's own spelling.
    `unknown`: the name is in no gazetteer, and the point is that of what may hold it.
    """

    lat: float | None
    lon: float | None
    radius: float
    fine: bool
    place_id: str
    country: str
    latin: tuple[str, ...]
    bones: frozenset[str]
    others: tuple[tuple[float, float], ...] = ()
    script: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """`first`, `last` are ordinals of days, None where not known; `wide` is a total over a period or a country.

    `group` keeps apart what can never be one event: violence, demonstrations, each strategic kind, plans.
    `by_paper`: the day of publication alone bounds it. `own_place`: the place stands in the claim's own clause.
    `guessed`: the kind is what such a word means mostly. `tolls` are (outcome, low, high); `terms` are words of title and clause, for texts of one language; `names` the
    consonants of what may be a name in the clause, alone and with the word behind it, for texts of any.
    """

    claim_id: str
    doc_id: str
    language: str
    root: str
    named_root: bool
    first: int | None
    last: int | None
    sharp: bool
    by_paper: bool
    wide: bool
    spot: Spot | None
    own_place: bool
    kind: str
    family: str
    group: str
    weapons: frozenset[str]
    initiators: frozenset[str]
    targets: frozenset[str]
    tolls: tuple[tuple[str, int | None, int | None], ...]
    published: int | None
    denied: bool
    outlet_speaks: bool
    terms: frozenset[str]
    names: frozenset[str]
    guessed: bool = False

    @property
    def order(self) -> tuple[int, str]:
        """Oldest report first; the order in which equals are taken, whatever order they came in."""
        return (self.published or 0, self.claim_id)


@lru_cache(maxsize=65536)
def _spelt(name: str, words: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Sounds and consonants of a place as it is named and as the text has it."""
    keys = dict.fromkeys(k for k in (fold_key(name), fold_key(words)) if k)
    bones = frozenset(b for k in keys for s in skeletons(k) for b in _readings(s) if len(b) > 1)
    return tuple(dict.fromkeys(phones(k) for k in keys)), bones


def _readings(bone: str) -> tuple[str, ...]:
    """Consonants as other scripts may have them: one writes ch as t and sh, one a half-vowel w as v."""
    return tuple(dict.fromkeys((bone, bone.replace("tS", "S"), bone.replace("v", ""))))


def spot_of(place: Place | None) -> Spot | None:
    """The place of a claim; None where nothing is known that could be compared."""
    if place is None:
        return None
    latin, bones = _spelt(place.name, place.anchor.exact)
    known = place.lat is not None and place.lon is not None
    if not known and not latin:
        return None
    small = known and place.radius_km is not None and place.radius_km <= _SMALL_KM
    fine = place.precision in _FINE or small or (place.precision == "unresolved" and not known)
    return one_spot(Spot(
        place.lat, place.lon, place.radius_km or 0.0, fine, place.gazetteer_id or "", place.country or "", latin, bones,
        _namesakes(place), _script(place.anchor.exact), known and not place.gazetteer_id and place.precision in _HOLDERS,
    ))  # fmt: skip


@lru_cache(maxsize=65536)
def one_spot(spot: Spot) -> Spot:
    """The one object of all equal spots: so two places are compared once, however many claims tell of them."""
    return spot


def _script(words: str) -> str:
    """The script of the first letter, as Unicode names it."""
    letter = next((c for c in words if c.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]


def _namesakes(place: Place) -> tuple[tuple[float, float], ...]:
    points = [(a.get("lat"), a.get("lon")) for a in place.alternatives[:_NAMESAKES]]
    return tuple((float(lat), float(lon)) for lat, lon in points if isinstance(lat, float) and isinstance(lon, float))


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    return fold_key(name)


@cache
def _states() -> dict[str, str]:
    """Folded name of a country -> its ISO code."""
    return {fold_key(name): code for code, name in country_names().items()}


def actor_key(actor: Actor) -> str:
    """Equal for one actor in all texts; a state and its forces are one side: `state:` with the ISO code."""
    known = roster().get(actor.actor_id or "")
    if known is not None and known.kind in _STATE and known.country:
        return f"state:{known.country}"
    if actor.actor_id:
        return actor.actor_id
    name = _key(actor.name)
    return f"state:{_states()[name]}" if name in _states() else name


def _actors(actors: tuple[Actor, ...], *roles: str) -> frozenset[str]:
    """Keys of the actors in these roles; things are left out, for a house or a market is struck anew each day."""
    return frozenset(actor_key(a) for a in actors if a.role in roles and a.kind != "infrastructure")


def _group(claim: Claim, family: str) -> str:
    """What may be one event: all that kills is violence, whatever else it is called."""
    if claim.modality in ("planned", "hypothetical"):
        return f"plan:{family}"
    deadly = any(t.outcome in _DEADLY and (t.low or t.high) for t in claim.casualties)
    if family in _VIOLENT or (deadly and family != "demonstration") or claim.event_type in _DEADLY_PROTEST:
        return "violence"
    return family if family == "demonstration" else claim.event_type


def _names(words: str) -> frozenset[str]:
    """Consonants of the capitalised words of a clause, of all longer words where a script has no capitals."""
    found: list[str] = []
    last = ""
    for word in _NAME.findall(words)[:_MOST_NAMES]:
        cased = word[0].isupper() or word[0].islower()
        bone = "" if cased and not word[0].isupper() else _bone(word)
        if bone:
            found.append(bone)
            if last:
                found.append(last + bone)
        last = bone
    return frozenset(b for b in found if len(b) >= _LEAST_BONE)


@lru_cache(maxsize=65536)
def _bone(word: str) -> str:
    return skeletons(fold_key(word))[-1]


def _wide(claim: Claim) -> bool:
    """A total over a period, or of a whole country without a day."""
    time, place = claim.time, claim.place
    if time is not None and time.precision in ("month", "year"):
        return True
    if time is not None and time.precision != "publication" and time.earliest and time.latest:
        if (time.latest - time.earliest).days > _LONGEST:
            return True
    vague = time is None or time.earliest is None or time.precision in ("week", "publication")
    return vague and place is not None and place.precision == "country"


def sketch_of(claim: Claim, root: str | None = None) -> Sketch:
    """The sketch of a claim; `root` where copies or judgements say whose voice it is."""
    time, ref = claim.time, claim.document
    family = event_types()[claim.event_type].family if claim.event_type in event_types() else "unknown"
    first = time.earliest.toordinal() if time and time.earliest else None
    last = time.latest.toordinal() if time and time.latest else None
    day = ref.published.earliest
    whose = root_of(claim)
    return Sketch(
        claim_id=claim.claim_id,
        doc_id=ref.doc_id,
        language=ref.language,
        root=root or whose.key,
        named_root=whose.named,
        first=first if first is not None else last,
        last=last if last is not None else first,
        sharp=time is not None and time.precision in ("day", "night"),
        by_paper=time is not None and time.precision == "publication",
        wide=_wide(claim),
        spot=spot_of(claim.place),
        own_place=claim.place is not None and claim.anchor.overlaps(claim.place.anchor),
        kind=claim.event_type,
        family=family,
        group=_group(claim, family),
        weapons=frozenset(w.code for w in claim.weapons),
        initiators=_actors(claim.actors, "initiator", "party"),
        targets=_actors(claim.actors, "target", "party"),
        tolls=tuple((t.outcome, t.low, t.high) for t in claim.casualties),
        published=day.toordinal() if day else None,
        denied=claim.polarity == "denied",
        outlet_speaks=own_voice(claim),
        terms=terms_of(f"{ref.title or ''}\n{claim.anchor.exact}"),
        names=_names(claim.anchor.exact),
        guessed=_BY_DEFAULT in claim.rules,
    )


def speaking(sketch: Sketch, root: str) -> Sketch:
    """The same claim in another voice."""
    return sketch if sketch.root == root else replace(sketch, root=root)
