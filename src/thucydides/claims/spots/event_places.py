"""The places of a sentence in which an event can have happened: no name of a source, of a day, of a state that acts."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.attribution.frames import AttributionFrame
from thucydides.claims.coordination import are_far_apart, are_told_apart
from thucydides.claims.deeds import Deed
from thucydides.claims.scene import Scene, covered, within
from thucydides.knowledge.paradigms import CASES
from thucydides.mentions.places.geometry import distance_km
from thucydides.model.mention import Mention, PlaceMention

FINENESS = tuple("site neighbourhood settlement vicinity unresolved admin2 admin1_part admin1 country".split())
WIDE = ("admin2", "admin1_part", "admin1", "country")
_ENTERED = 8  # tokens from the preposition to the town of a building
_NAME = 4  # tokens of an actor's name before a word for a place in it
_ACTS = frozenset({"nom", "ins"})


def event_places(scene: Scene, first: int, last: int) -> list[PlaceMention]:
    """Places among tokens [first, last) in which an event can have happened, in order: no name of a source, no
    "there" without an antecedent, and of a chain ("X, in Y province") the one that is held, not the holder.
    """
    kept: list[PlaceMention] = []
    places = within(scene.mentions.places, scene.told_from(first), last)
    if not places:
        return kept
    sources = [
        m for m in within(scene.mentions.sources, max(first - 1, 0), last) if m.role in ("named", "head", "back")
    ]
    chain: PlaceMention | None = None
    for p in places:
        if kept and p.last <= kept[-1].last:  # the other end of "the road X - Y", of which the point is the middle
            continue
        if kept and chain is kept[-1] and _owns(scene, chain, p):
            kept.pop()
        elif chain is not None and _holds(scene, chain, p):
            chain = p
            continue
        chain = p if p.role in ("origin", "destination") else None  # "from X, in Y province": neither is the scene
        if (
            not may_hold(scene, p)
            or _is_compounded(scene, p)
            or _in_aside(scene, p)
            or (p.anaphor and p.lat is None)
            or _is_where_they_were_taken(scene, p)
            or any(_within(p, m) for m in sources)
        ):
            continue
        chain = p
        if kept and points_to(scene, kept[-1], p):
            kept.pop()
        kept.append(p)
    return kept


def _is_where_they_were_taken(scene: Scene, place: PlaceMention) -> bool:
    """ "taken to-the town hospital No. 2 of X": where cases tell, the town of a building into which somebody is brought, by a
    verb that tells no event.
    """
    if not scene.page.language.has("case_roles") or place.precision not in ("settlement", "neighbourhood"):
        return False
    floor, entered = max(scene.page.sentences[scene.sentence[place.first]].first, place.first - _ENTERED), False
    for i in range(place.first - 1, floor, -1):
        for site in within(scene.mentions.actors, i, i + 1):
            entered = entered or (
                site.kind == "infrastructure" and "acc" in site.features and "loc" not in site.features
            )
        if scene.gram[i] == "prep":
            return entered and not any(t.last == i for t in within(scene.mentions.triggers, max(i - 2, 0), i))
        if scene.gram[i] or scene.page.tokens.shapes[i] not in "x0.nA" or scene.page.tokens.forms[i] in (",", ";", ":"):
            return False
    return False


def points_to(scene: Scene, vague: PlaceMention, named: PlaceMention) -> bool:
    """ "south of the city, at X": a place behind a comma and a preposition says where one is that only points back."""
    if not vague.anaphor or named.anaphor or named.lat is None or not 0 < named.first - vague.last + 1 <= 3:
        return False
    return scene.page.tokens.forms[vague.last : vague.last + 1] == [","]


def _owns(scene: Scene, owner: PlaceMention, owned: PlaceMention) -> bool:
    """ "Syria's Idlib province": a state, or a part of it, that right before a finer place only says whose it is."""
    if owner.precision not in ("country", "admin1_part") or owner.admin1 or owner.anaphor:
        return False
    if not owned.admin1 or owner.country != owned.country:
        return False
    between = owned.first - owner.last
    return between <= 0 or (
        between == 1 and scene.page.tokens.forms[owner.last] in scene.page.language.cutting.enclitics
    )


def _in_aside(scene: Scene, place: PlaceMention) -> bool:
    """ "X (banned in Russia)": a place in brackets that tell more than where."""
    forms, s = scene.page.tokens.forms, scene.page.sentences[scene.sentence[place.first]]
    start, end = scene.page.span(s.first, s.last)
    if scene.page.folded.find("(", start, end) < 0:  # in most sentences
        return False
    first = next((i for i in range(place.first, s.first - 1, -1) if forms[i] in "()"), -1)
    last = next((i for i in range(place.last - 1, s.last) if forms[i] in "()"), -1)
    if first < 0 or last < 0 or forms[first] != "(" or forms[last] != ")":
        return False
    inside = range(first + 1, last)
    mentions = scene.mentions
    told = bool(within(mentions.triggers, first + 1, last))
    if told or within(mentions.casualties, first + 1, last):
        return False
    named = {i for m in within(mentions.places, first, last) for i in range(m.first, m.last)}
    return any(scene.page.tokens.shapes[i] == "x" and not scene.gram[i] and i not in named for i in inside)


def in_the_town(scene: Scene, place: PlaceMention, told: Sequence[PlaceMention | None]) -> PlaceMention | None:
    """ "Drones struck X. The Y hotel was hit": for a building by a name that no gazetteer has, the town told before it in
    the same province.
    """
    if place.gazetteer_id is not None or place.precision not in ("unresolved", "admin1", "country"):
        return None
    named = within(scene.mentions.actors, place.first, place.last)
    if not any(m.kind == "infrastructure" and m.last <= place.last for m in named):
        return None
    if "of" in scene.gram[place.first : place.last]:  # "the school of X" is in X
        return None
    before = next((t for t in told if t is not None), None)
    if before is None or before.precision not in FINENESS[:4] or before.country != place.country:
        return None
    return before if before.admin1 == (place.admin1 or before.admin1) else None


def may_hold(scene: Scene, place: PlaceMention) -> bool:
    """May an event have happened in a place: told as such, no name of a day, no state that acts."""
    if place.role != "event" or _is_time(scene, place) or _acts(scene, place):
        return False
    return not (_is_called(scene, place) or (place.anaphor and _names_an_actor(scene, place)))


def _is_called(scene: Scene, place: PlaceMention) -> bool:
    """ "«Азов» держит высоты": where names of units and firms stand in quotes, a place alone in quotes with no word of a
    place before it is such a name.
    """
    forms, first, last = scene.page.tokens.forms, place.first, place.last
    if not first or last >= len(forms) or forms[first - 1] != '"' or forms[last] != '"':
        return False
    return scene.page.language.has("case_roles") and place.precision in ("settlement", "unresolved", "site")


def _names_an_actor(scene: Scene, place: PlaceMention) -> bool:
    """ "«Islamic State»", "«Dawlat X»": a word for a state or a town within an actor's own name points to no place."""
    near = within(scene.mentions.actors, max(place.first - _NAME, 0), place.last)
    return any(a.actor_id is not None and a.first <= place.first and place.last <= a.last for a in near)


def _acts(scene: Scene, place: PlaceMention) -> bool:
    """ "the drones launched by Russia": a state in a case of subjects or agents, no preposition before it, is an actor."""
    if place.precision != "country":
        return False
    before = scene.before(place.first)
    if before >= 0 and scene.gram[before] == "by" and "weak" not in scene.features[before]:
        return True
    if not scene.page.language.has("case_roles"):
        return False
    if before >= 0 and scene.gram[before] in ("prep", "with", "against", "between"):
        return False
    here = within(scene.mentions.actors, place.first, place.first + 1)
    said = [a.features & CASES for a in here if a.country]
    return any(cases and cases <= _ACTS for cases in said)


def _is_time(scene: Scene, place: PlaceMention) -> bool:
    """ "on Khamis", "the night of Ahad": a day of the week that towns are called after too."""
    return covered(place.first, place.first + 1, scene.mentions.times)


def _is_compounded(scene: Scene, place: PlaceMention) -> bool:
    """ "Iran-backed", "Kyiv-held": a place that a hyphen ties to a small word is a part of an adjective."""
    tokens, at = scene.page.tokens, place.last
    if at >= len(tokens) or tokens.shapes[at] != "x":
        return False
    return scene.page.folded[tokens.ends[at - 1] : tokens.starts[at]] == "-"


def _within(a: Mention, b: Mention) -> bool:
    return b.first <= a.first and a.last <= b.last


def _holds(scene: Scene, inner: PlaceMention, outer: PlaceMention) -> bool:
    """True where `outer` only says in what larger place `inner` lies."""
    gap = range(inner.last, outer.first)
    forms, gram = scene.page.tokens.forms, scene.gram
    if len(gap) > 5 or any(gram[i] in ("and", "or") for i in gap):
        return False
    if outer.precision == "settlement" and are_far_apart(inner, outer):
        return False  # "planes bombed X, in Y there was fighting"
    if inner.role != "event" and gap and forms[gap[0]] not in (",", "(") and gram[gap[0]] not in ("prep", "of"):
        return False  # "fired from X fell near Y"
    if not all(forms[i] in (",", "(") or gram[i] in ("prep", "of", "det", "adverb", "") for i in gap):
        return False
    if any(forms[i] == "(" for i in gap) and inner.precision != "country":
        return True  # "Houla (Marjayoun district)"
    mentions = scene.mentions
    told = bool(within(mentions.triggers, inner.last, outer.first))
    if told or within(mentions.actors, inner.last, outer.first):
        return False
    if inner.within and outer.lat is not None and (inner.lat, inner.lon) == (outer.lat, outer.lon):
        return True  # of a name that no list has it is all that is known: "in X, west of Y"
    finer, coarser = FINENESS.index(inner.precision), FINENESS.index(outer.precision)
    return finer < coarser or (finer == coarser and (not gap or any(gram[i] in ("prep", "of") for i in gap)))


_GOVERNS_NOT = ("", "clause", "comp")


def only_says_so(scene: Scene, place: PlaceMention, first: int) -> bool:
    """ "The United States concluded that planes bombed …", "Iran is responsible for the raid": a state that no preposition
    or event word governs, with "that" or a word of responsibility between it and the event at `first`, tells or did it.
    """
    shapes, last = scene.page.tokens.shapes, place.last
    if place.precision != "country" or place.anaphor or last >= first or shapes[last] not in "xXA":
        return False
    before = scene.before(place.first)
    if before >= 0 and (scene.gram[before] not in _GOVERNS_NOT or within(scene.mentions.triggers, before, before + 1)):
        return False
    gap = range(last, first)
    blamed = any(m.role == "responsibility" for m in within(scene.mentions.sources, last, first))
    return blamed or any(scene.gram[i] == "comp" for i in gap)


def denies(place: PlaceMention, frames: Sequence[AttributionFrame]) -> bool:
    """ "X denied that its troops had shelled the camp": a state that denies is no place of what it denies."""
    if place.precision != "country":
        return False
    told = (s for f in frames if f.stance == "denying" and not f.carried for s in f.speakers)
    return any(s.first <= place.first < s.last and not s.head for s in told)


_BEFORE_SPEAKER = 2  # tokens: a comma, an article


def is_stage(place: PlaceMention, frames: Sequence[AttributionFrame], told: int) -> bool:
    """ "In X, the ministry said it had shot down a drone over Y": a town right before who speaks, outside what is said of
    the deed at token `told`, is where that was said, if the words name another.
    """
    if place.precision != "settlement":
        return False
    outer = (f for f in frames if not f.carried and f.covers(told) and not f.covers(place.first))
    return any(0 <= s.first - place.last <= _BEFORE_SPEAKER for f in outer for s in f.speakers)


_OF_VIOLENCE = frozenset({"remote", "battle", "civilian_harm", "force"})


def is_elsewhere(scene: Scene, deed: Deed, spot: Mention) -> bool:
    """ "The raid came two days after rebels took X": what stands behind the interval is of what had happened there; so is
    what stands behind "a launchpad for", of what was launched.
    """
    if deed.family not in _OF_VIOLENCE:
        return False
    a, b = (deed.word, spot) if deed.word.first < spot.first else (spot, deed.word)
    launched = any(scene.gram_values[i] == "launches" for i in range(a.last, b.first))
    return launched or are_told_apart(scene, deed.word, spot)


def finer(place: PlaceMention | None, than: PlaceMention | None) -> PlaceMention | None:
    """The place told last where it is a settlement or less and the heading names a region: it fills the region."""
    if place is None or than is None or than.precision not in ("country", "admin1", "admin1_part"):
        return None
    return place if place.precision in (*FINENESS[:4], "admin2") else None


def holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    """True where a coarse place may hold a finer one."""
    finer = FINENESS.index(inner.precision) < FINENESS.index(outer.precision)
    return (
        finer
        and outer.precision in WIDE
        and None not in (outer.country, inner.country)
        and outer.country == inner.country
    )


_VAST_KM = 150.0
_HELD = 6  # tokens from a place that nobody knows to what may hold it


def is_vast(place: PlaceMention) -> bool:
    """True for a river, sea or desert that goes through several countries."""
    return place.country is None and place.lat is not None and (place.radius_km or 0.0) > _VAST_KM


def on_the_map(places: Sequence[PlaceMention], home: str | None) -> PlaceMention:
    """The first of these, or where nobody knows it what is named right behind and may hold it ("X area of Y state")."""
    first = places[0]
    if first.lat is not None and not first.anaphor and first.country != home and first.precision == "settlement":
        near = (p for p in places[1:] if p.lat is not None and p.country == home and 0 <= p.first - first.last <= _HELD)
        return next(near, first)  # a namesake abroad: "La Concha, rural area of Anorí"
    if first.lat is not None or first.anaphor:
        return first
    return next((p for p in places[1:] if p.lat is not None and 0 <= p.first - first.last <= _HELD), first)


def goes_on_in(scene: Scene, deed: Deed, of_speaker: PlaceMention, told: PlaceMention | None) -> bool:
    """ "A bomb hit X. [The hospital of] the province said ten were hurt": harm told by itself, or a deed with its article,
    goes on where the last event was, if that lies within the land of who speaks.
    """
    known = deed.sense == "harm" or (deed.group.voice == "noun" and scene.gram[max(deed.word.first - 1, 0)] == "det")
    if not known or told is None or not holds(of_speaker, told):
        return False
    if of_speaker.lat is None or of_speaker.lon is None or told.lat is None or told.lon is None:
        return False
    reach = (of_speaker.radius_km or 0.0) + (told.radius_km or 0.0)
    return distance_km(of_speaker.lat, of_speaker.lon, told.lat, told.lon) <= reach
