"""When the name of a state tells where a thing happened and not who did it: "in central Syria", "across Syria and Iraq"."""

from __future__ import annotations

from collections.abc import Iterable

from thucydides.claims.deeds import Deed
from thucydides.claims.persons.prepositions import over_adjectives, preposition_of
from thucydides.claims.scene import Scene, within
from thucydides.model.mention import ActorMention, PlaceMention

_NEXT = 1  # tokens between a subject and its verb
_BACK = 6  # tokens from a name to where a place that holds it may begin
_BY_AIR = ("strike:air_strike", "air_strike", "drone_strike")


def is_state(actor: ActorMention) -> bool:
    """True for the bare name of a state or of its capital; adjectives and forces are none."""
    return actor.country is not None and actor.kind == "unknown" and not actor.nationality


def tells_where(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """True for a state that is named as the scene of a deed, and for a thing whose word is part of a town's name."""
    if not is_state(actor):
        return _opens_a_name(scene, actor)
    if _is_struck_town(scene, actor) or _is_topic(scene, actor):
        return True
    if scene.page.language.has("case_roles"):
        return False
    return _is_part_of_place(scene, actor) or _is_joined_to_place(scene, deed, actor) or _is_fronted(scene, deed, actor)


def _opens_a_name(scene: Scene, actor: ActorMention) -> bool:
    """ "Порт-Судан": a noun that a hyphen ties to the rest of a place's name."""
    tokens, folded = scene.page.tokens, scene.page.folded
    if actor.last >= len(tokens) or folded[tokens.ends[actor.last - 1] : tokens.starts[actor.last]] != "-":
        return False
    return any(
        p.first <= actor.first and p.last > actor.last for p in within(scene.mentions.places, actor.first, actor.last)
    )


def is_origin(scene: Scene, actor: ActorMention) -> bool:
    """ "rockets from Syria", "protests from Damascus": a state behind a word of origin is not the doer by it."""
    if not is_state(actor):
        return False
    before = scene.before(actor.first)
    before = over_adjectives(scene, before) if before >= 0 else before
    return before >= 0 and scene.gram[before] == "by" and "weak" in scene.features[before]


def _is_topic(scene: Scene, actor: ActorMention) -> bool:
    """ "Nigeria: a bomb ...": a state at the head of its sentence, a colon behind it, says of what land is told."""
    first = scene.page.sentences[scene.sentence[actor.first]].first
    return actor.first - first <= 1 and scene.page.tokens.forms[actor.last : actor.last + 1] == [":"]


def _is_struck_town(scene: Scene, actor: ActorMention) -> bool:
    """ "bombed Damascus", "a raid on Beirut": a capital that is read as a town is where it fell, and no government."""
    towns = [p for p in within(scene.mentions.places, max(actor.first - 1, 0), actor.first + 1) if p.last == actor.last]
    town = any(p.role == "event" and p.precision == "settlement" for p in towns)
    return town and preposition_of(scene, actor) in ("", "prep", "against")


def _is_part_of_place(scene: Scene, actor: ActorMention) -> bool:
    """ "northern Syria", "near the capital Damascus", "the Damascus countryside"."""
    if preposition_of(scene, actor) in ("between", "with", "by"):
        return False
    return any(
        p.first <= actor.first
        and actor.last <= p.last
        and p.last - p.first > actor.last - actor.first
        and p.role == "event"
        for p in within(scene.mentions.places, max(actor.first - _BACK, 0), actor.first + 1)
    )


def opens_a_place(scene: Scene, actor: ActorMention) -> bool:
    """ "bombed [Bridge-of] Shughur", "[House-of] Hanun": a site with which the longer name of a place opens was not hit."""
    if actor.kind != "infrastructure" or not any(
        h.first == actor.first and h.last == actor.last for h in scene.page.of("places", "opener")
    ):
        return False
    towns = within(scene.mentions.places, actor.first, actor.first + 1)
    return any(p.last > actor.last and p.precision != "site" for p in towns)


def _is_joined_to_place(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "in Syria and Iraq": the second of two names behind one preposition, save where its verb follows at once."""
    joint = actor.first - 1
    if joint < 1 or scene.gram[joint] != "and" or 0 <= deed.group.first - actor.last <= _NEXT:
        return False
    named = [p for p in within(scene.mentions.places, max(joint - _BACK, 0), joint) if p.last == joint]
    return any(preposition_of(scene, p) == "prep" for p in named)


def _is_fronted(scene: Scene, deed: Deed, actor: ActorMention) -> bool:
    """ "the Syria attack", "their Iraq offensive": right before an event noun, the state in which most of the text's
    places lie; planes are of somebody ("Syria air raids").
    """
    if deed.group.voice != "noun" or actor.last != deed.word.first or not scene.page.language.has("noun_compounds"):
        return False
    if deed.sense in _BY_AIR or actor.last >= len(scene.gram):
        return False
    return actor.country == home_of(scene.mentions.places)


def home_of(places: Iterable[PlaceMention]) -> str | None:
    """The country of most places of a text, the first on a tie."""
    counted: dict[str, int] = {}
    for p in places:
        if p.country is not None and p.role == "event":
            counted[p.country] = counted.get(p.country, 0) + 1
    most = max(counted.values()) if counted else 0
    return next((country for country, count in counted.items() if count == most), None)
