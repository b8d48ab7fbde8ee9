"""Decides the event type of a deed whose word leaves it open: by means and by who was hit, never by who did it.

Only the taking of territory looks at the taker, because the codebook has two codes for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from thucydides.claims.background.occasions import is_during
from thucydides.claims.background.wars import is_beyond_one_event
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.harm import of_word
from thucydides.claims.scene import Scene, within
from thucydides.claims.sides.arms import hits_arms, mines_of_mortars, planted, takes_arms
from thucydides.claims.sides.crowds import (
    STATE,
    are_of_the_state,
    are_protesters,
    is_a_crowd_alone,
    is_a_mob,
    is_crackdown,
    is_crowd,
    meets_protesters,
)
from thucydides.claims.tolls import Harm
from thucydides.model.claim import Actor
from thucydides.model.mention import ARMED, WeaponMention

_BY_WEAPON = {
    "drone": "drone_strike", "aircraft": "air_strike", "aerial_bomb": "air_strike", "artillery": "shelling",
    "rocket": "shelling", "missile": "shelling", "tank": "shelling", "chemical": "chemical_attack", "ied": "bombing",
    "vehicle_bomb": "bombing", "landmine": "bombing", "suicide_vest": "suicide_bombing", "grenade": "grenade_attack",
}  # fmt: skip
_BY_HAND = frozenset({"small_arms", "blade", "sniper"})
_TAKES_FIRE = ARMED | {"police", "other"}  # "other" are military objects: bases, checkpoints, convoys
_UNARMED = frozenset({"civilians", "infrastructure", "protesters"})
_UNARMED_VICTIMS = frozenset({"civilians", "children", "women", "medics", "journalists", "aid_workers"})


class Kind(msgspec.Struct, frozen=True, gc=False):
    """A code of event_types.csv and the rule that decided it."""

    code: str
    rule: str


def _by_means(weapons: Sequence[WeaponMention], from_above: bool) -> str | None:
    """The type by the means. A word that may be a planted or a dropped bomb is planted where nothing tells of the air."""
    codes = [w.code for w in weapons]
    if "ied" in codes and not from_above and "aircraft" not in codes:
        codes = [c for c in codes if c != "aerial_bomb"]
    if "suicide_vest" in codes:
        return "suicide_bombing"
    if "aircraft" in codes and "missile" in codes:
        return "air_strike"
    if "grenade" in codes and "drone" in codes:
        return "drone_strike"  # "grenades from a drone": what carries them tells
    return next((_BY_WEAPON[c] for c in codes if c in _BY_WEAPON), None)


def _is_unarmed(actors: Sequence[Actor], harms: Sequence[Harm]) -> bool:
    targets = [a.kind for a in actors if a.role == "target"]
    unarmed = bool(harms) and all(h.victims in _UNARMED_VICTIMS for h in harms)
    if any(k in _TAKES_FIRE and not (k == "other" and unarmed) for k in targets):
        return False  # a convoy whose driver died was no military one
    return any(k in _UNARMED for k in targets) or any(h.victims in _UNARMED_VICTIMS for h in harms)


def _is_armed(actors: Sequence[Actor], harms: Sequence[Harm]) -> bool:
    targets = [a.kind for a in actors if a.role == "target"]
    return any(k in _TAKES_FIRE for k in targets) or any(_is_of_the_armed(h, harms) for h in harms)


def _is_of_the_armed(harm: Harm, harms: Sequence[Harm]) -> bool:
    """False for "seven people, one of them a policeman": a share below the half of those who were harmed."""
    whole = harms[harm.part_of] if harm.part_of is not None and harm.part_of < len(harms) else harm
    return harm.victims in ("combatants", "police") and 2 * (harm.low or 1) >= (whole.low or 0)


def _harm_kind(deed: Deed, weapons: Sequence[WeaponMention], actors: Sequence[Actor]) -> Kind:
    """The type of deaths told by themselves: by the weapon, by an agent, else their cause is not told."""
    lost = any(h.word.args == "lose" for h in deed.harms)  # "lost 12 men and a tank": arms lost are no means
    means = None if lost else _by_means(weapons, from_above=False)
    if means:
        return Kind(means, "kind.harm_by_weapon")
    if is_beyond_one_event(deed.harms):
        return Kind("casualties_only", "kind.war_total")
    by_hand = bool(_BY_HAND & {w.code for w in weapons}) and not lost
    killed = any(h.outcome == "killed" for h in deed.harms)
    if any(a.role == "initiator" for a in actors) or (by_hand and (killed or deed.group.voice == "passive")):
        armed = _is_armed(actors, deed.harms)
        return Kind("armed_clash" if armed else "attack", "kind.harm_by_agent")
    removed = any("charged" in h.word.features and h.victims == "combatants" for h in deed.harms)
    if removed and any(h.outcome == "killed" for h in deed.harms):
        return Kind("armed_clash", "kind.combatants_removed")
    codes = {"arrested": "arrest", "abducted": "abduction", "displaced": "displacement", "captured": "armed_clash"}
    for harm in deed.harms:
        if harm.outcome in codes:
            return Kind(codes[harm.outcome], "kind.outcome")
    return Kind("casualties_only", "kind.no_cause")


def _hurts(deed: Deed) -> bool:
    """True for a deed that killed or injured somebody."""
    return any(h.outcome in ("killed", "injured", "killed_or_injured") for h in deed.harms)


def _protest_kind(deed: Deed) -> Kind:
    if _hurts(deed):
        return Kind("excessive_force", "kind.protest_with_victims")
    return Kind("peaceful_protest", "kind.protest")


_MUNITIONS = frozenset({"missile", "rocket", "artillery", "drone", "aerial_bomb"})
_SUBJECT_TOKENS = 4


def munition_type(code: str) -> str:
    """The event type of a munition that hits, "" for other weapons."""
    return _BY_WEAPON[code] if code in _MUNITIONS else ""


def _subject_munition(weapons: Sequence[WeaponMention], deed: Deed) -> str:
    """The munition that is the subject of a verb of attack ("a missile ripped open a house"), "" where none is."""
    first = deed.group.first
    for w in weapons:
        if w.code in _MUNITIONS and 0 <= first - w.last <= _SUBJECT_TOKENS and deed.group.voice == "active":
            return w.code
    return ""


def _subject_craft(scene: Scene, weapons: Sequence[WeaponMention], deed: Deed) -> str:
    """The craft or munition right behind a verb where the verb comes first ("killed a-drone three youths")."""
    if deed.group.voice != "active" or not scene.page.language.has("verb_first"):
        return ""
    codes = (w.code for w in weapons if w.first == deed.word.last)
    return next((c for c in codes if c in _MUNITIONS or c == "aircraft"), "")


def _subject_craft_is_tank(weapons: Sequence[WeaponMention], deed: Deed) -> bool:
    """ "Tanks fired on the flats": tanks that are the subject of a verb of firing shell; those that roll in do not."""
    near = (deed.group.first - w.last for w in weapons if w.code == "tank")
    return deed.group.voice == "active" and any(0 <= gap <= 1 for gap in near)


def _is_launched_by_an_army(deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "The army launched two attacks on X": an attack that an army carries out on ground and nobody else is fought."""
    doers = {a.kind for a in actors if a.role == "initiator"}
    carried = deed.light is not None and deed.group.voice == "noun" and not deed.harms
    return carried and "state_force" in doers and not any(a.role == "target" for a in actors)


def _armed_men_flee(deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "The soldiers fled": armed men who leave are moved, not displaced."""
    movers = [a.kind for a in actors if a.role == "target"]
    return deed.args == "displace" and bool(movers) and all(k in ARMED for k in movers)


def _plain(deed: Deed, weapons: Sequence[WeaponMention]) -> Kind:
    """The type that a word of its own code names; what was destroyed in flight was brought down."""
    return Kind("weapons_disrupted" if _are_downed(deed, weapons) else deed.sense, "kind.word")


def _are_downed(deed: Deed, weapons: Sequence[WeaponMention]) -> bool:
    """ "destroyed 17 Ukrainian drones": drones or missiles that are the object of an active verb were brought down."""
    active = deed.group.voice == "active" and deed.args not in ("strike", "change", "base")  # "launched nine drones"
    return active and any(w.code in ("drone", "missile") and 0 <= w.first - deed.word.last <= 3 for w in weapons)


def _repels_arms(scene: Scene, deed: Deed) -> bool:
    """ "The air defence warded off drones", "a drone attack": what flies as what a verb of warding off has under it."""
    if deed.args != "converse" or deed.group.voice == "noun":
        return False
    if (sense := deed.sense.split(":")[0]) not in _WARDED_OFF:
        return False
    ends, codes = max(w.last for w in deed.words), ("drone", "missile", "rocket")
    near = within(scene.mentions.weapons, deed.group.first + 1, ends + (_SUBJECT_TOKENS if sense != "shelling" else 0))
    flies = [w for w in near if w.code in codes and not _GOVERNING & set(scene.gram[ends : w.first])]
    return bool(flies) and not any(h.outcome in ("killed", "injured") and h.high != 0 for h in deed.harms)


_GOVERNING = frozenset({"against", "prep", "by", "with", "and"})
_WARDED_OFF = ("assault", "armed_clash", "shelling", "drone_strike")


def _on_foot(sense: str, default: str, weapons: Sequence[WeaponMention]) -> tuple[str, str]:
    """ "hacked to death in the raid on X": the sense of a raid, which with blades alone came on foot."""
    blades = default == "air_strike" and bool(weapons) and all(w.code == "blade" for w in weapons)
    return ("assault", "attack") if blades else (sense, default)


def _is_raid_on_the_ground(scene: Scene, deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "Raided gunmen the gate": where one verb is for raids of riders and of aircraft, bands of armed men came on foot."""
    if not scene.page.language.has("verb_first"):
        return False
    doers = [a.kind for a in actors if a.role == "initiator"]
    return deed.group.voice == "active" and bool(doers) and all(k in ("militia", "rebel_group") for k in doers)


_TOLD_FORCE = frozenset({"harm", "attack"})


def _is_hit(weapon: WeaponMention, actors: Sequence[Actor]) -> bool:
    """ "One of its helicopters came under fire": a craft that is hit is no means."""
    hit = [a.anchor for a in actors if a.role == "target"]
    return weapon.code == "aircraft" and any(a.start <= weapon.start < a.end for a in hit)


def _beside(scene: Scene, deed: Deed, sense: str) -> bool:
    """True where the sentence of a deed has another event word of a sense ("detained 40 people at a rally")."""
    s = scene.page.sentences[deed.sentence]
    return any(
        t.sense == sense and t.first != deed.word.first for t in within(scene.mentions.triggers, s.first, s.last)
    )


def _is_at_a_gathering(scene: Scene, deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "Police killed three people during a march": force of a state, told with the gathering at which it was used."""
    doers = [a.kind for a in actors if a.role == "initiator"]
    if not doers or any(k not in STATE for k in doers) or _is_armed(actors, deed.harms):
        return False
    s = scene.page.sentences[deed.sentence]
    near = within(scene.mentions.triggers, s.first, s.last)
    return any(t.sense in ("protest", "peaceful_protest") and is_during(scene, t.first) for t in near)


_FORCE = frozenset({"attack", "destruction", "protest_with_intervention", "excessive_force"})


_HELD_PERSONS = 4  # tokens between a verb of taking and who is taken


def _takes_civilians(scene: Scene, deed: Deed) -> bool:
    """ "Armed men seized four engineers": the object right behind the verb is unarmed persons."""
    if deed.group.voice == "passive":  # "two engineers were seized"
        told = within(scene.mentions.casualties, deed.group.first - _HELD_PERSONS, deed.group.first)
        return any(c.role == "victim" and c.value in _UNARMED_VICTIMS and c.last == deed.group.first for c in told)
    if deed.group.voice != "active" or "noun" in deed.features:
        return False
    if any(h.victims in _UNARMED_VICTIMS for h in of_word(deed.word, deed.harms) if h.outcome == "captured"):
        return True
    near = within(scene.mentions.actors, deed.word.last, deed.word.last + _HELD_PERSONS)
    persons = near[0] if near and near[0].kind == "civilians" and not near[0].nationality else None
    return persons is not None and all(
        not scene.gram[i] or scene.gram[i] in ("det", "other", "poss") for i in range(deed.word.last, persons.first)
    )


def _is_handed_over(scene: Scene, deed: Deed) -> bool:
    """ "took the town after the army withdrew", "captured it without a fight": ground that nobody fought for."""
    s = scene.page.sentences[deed.sentence]
    others = [t for t in within(scene.mentions.triggers, s.first, s.last) if t.first >= deed.word.last]
    if any(t.args == "clash" for t in within(scene.mentions.triggers, s.first, s.last)) or deed.harms:
        return False
    for t in others:
        after = any(scene.gram[i] in ("clause", "prep") for i in range(deed.word.last, t.first))
        if t.args == "withdraw" and after and (scene.gram[t.first - 1] != "prep" or "noun" in t.features):
            return True
        if t.sense == "transfer_of_territory" and t.args == "none":
            return True
    return False


def _gain_kind(scene: Scene, deed: Deed, weapons: Sequence[WeaponMention], actors: Sequence[Actor]) -> Kind:
    """Who takes ground decides between two codes; who takes persons or arms ("captured two rebels") takes no ground."""
    takers = [a for a in actors if a.role == "initiator"]
    word = deed.word
    if takers and _takes_civilians(scene, deed):
        state_takes = all(a.kind in STATE for a in takers)
        return Kind("arrest" if state_takes else "abduction", "kind.takes_civilians")
    if any(h.outcome == "captured" for h in of_word(word, deed.harms)):
        return Kind("armed_clash", "kind.takes_persons")
    if takes_arms(scene, deed, weapons) and deed.args == "lose":  # "ten people fell to police bullets"
        return Kind("attack", "kind.falls_to_arms")
    if takes_arms(scene, deed, weapons):
        return Kind("weapons_disrupted", "kind.takes_arms")
    if are_protesters(actors):
        return Kind("violent_demonstration", "kind.done_by_protesters")
    if deed.args != "expel" and _is_handed_over(scene, deed):
        return Kind("transfer_of_territory", "kind.without_a_fight")
    losers = [a.kind for a in actors if a.role == "target"]
    if deed.args == "lose" and not takers and losers and all(k in STATE for k in losers):
        return Kind("territory_gain_nonstate", "kind.lost_by_a_state")
    state = any(a.kind in (*STATE, "unknown") for a in takers)
    return Kind("territory_gain_nonstate" if takers and not state else "territory_gain_state", "kind.taker")


def _are_taken_in_battle(deed: Deed, actors: Sequence[Actor]) -> bool:
    """ "the rebels captured 40 soldiers": an army or group that takes combatants of another arrests nobody."""
    takers = [a.kind for a in actors if a.role == "initiator"]
    taken = any(h.outcome == "captured" and h.victims == "combatants" for h in deed.harms)
    return taken and bool(takers) and all(k in ARMED for k in takers)


def _arrest_kind(scene: Scene, deed: Deed, actors: Sequence[Actor]) -> Kind | None:
    """What an arrest is where it is more: of demonstrators at a protest, of combatants in battle."""
    if is_crackdown(actors) and _beside(scene, deed, "protest"):
        return Kind("protest_with_intervention", "kind.arrests_at_a_protest")
    return Kind("armed_clash", "kind.prisoners_of_war") if _are_taken_in_battle(deed, actors) else None


def with_hostages(kind: Kind, harms: Sequence[Harm]) -> Kind:
    """ "held a hundred hostages": who is held as a hostage is abducted, whatever the verb."""
    hostages = kind.code == "arrest" and any(h.outcome == "abducted" for h in harms)
    return Kind("abduction", "kind.hostages") if hostages else kind


def _crackdown(deed: Deed, weapons: Sequence[WeaponMention]) -> Kind:
    """ "fired tear gas at protesters": means that are no arms, and nobody hurt, only break a demonstration up."""
    if weapons and not _hurts(deed) and all(w.code == "other" for w in weapons):
        return Kind("protest_with_intervention", "kind.means_that_harm_nobody")
    return Kind("excessive_force", "kind.force_on_protesters")


def _by_side(scene: Scene, deed: Deed, weapons: Sequence[WeaponMention], actors: Sequence[Actor]) -> Kind | None:
    """What the side that did it makes of force: of demonstrators a violent demonstration, of a state none."""
    if deed.sense == "destruction" and is_a_crowd_alone(scene, actors) and not _beside(scene, deed, "protest"):
        return Kind("mob_violence", "kind.damage_by_a_crowd")
    if (deed.generic or deed.sense in _FORCE) and are_protesters(actors):
        return Kind("violent_demonstration", "kind.done_by_protesters")
    told = deed.group.voice != "noun" and not deed.group.purpose  # "a complaint against X for rioting"
    if deed.sense == "violent_demonstration" and told and are_of_the_state(actors):
        return _crackdown(deed, weapons) if is_crackdown(actors) else Kind("attack", "kind.done_by_a_state")
    return None


def decide(scene: Scene, deed: Deed, weapons: Sequence[WeaponMention], actors: Sequence[Actor]) -> Kind:
    """The event type of a deed with its weapons and actors."""
    sense, _, default = deed.sense.partition(":")
    if sense == "gain":
        return _gain_kind(scene, deed, weapons, actors)
    if sense in _TOLD_FORCE and is_crackdown(actors) and _by_means(weapons, from_above=False) is None:
        return _crackdown(deed, weapons)
    if sense in ("attack", "assault") and _hurts(deed) and _is_at_a_gathering(scene, deed, actors):
        return Kind("excessive_force", "kind.force_at_a_gathering")
    if sense == "attack" and not weapons and not _beside(scene, deed, "protest") and is_a_mob(scene, deed, actors):
        return Kind("mob_violence", "kind.done_by_a_crowd")
    if sense == "armed_clash" and meets_protesters(deed, actors):
        return Kind("violent_demonstration", "kind.clash_with_protesters")
    if sense == "arrest":
        return _arrest_kind(scene, deed, actors) or _plain(deed, weapons)
    if _repels_arms(scene, deed) or hits_arms(scene, deed):
        return Kind("weapons_disrupted", "kind.arms_repelled")
    if sense in ("harm", "protest"):
        return _harm_kind(deed, weapons, actors) if sense == "harm" else _protest_kind(deed)
    if (side := _by_side(scene, deed, weapons, actors)) is not None:
        return side
    if not deed.generic:
        if sense == "bombing" and any(w.code == "suicide_vest" for w in weapons):
            return Kind("suicide_bombing", "kind.suicide")
        platform = next((w.code for w in weapons if w.code in ("drone", "aircraft") and w.last <= deed.group.first), "")
        thrown = _subject_munition(weapons, deed) or _subject_craft(scene, weapons, deed)
        if thrown and sense in ("attack", "destruction"):  # "a missile ripped open a house", "drones damaged a silo"
            return Kind(_BY_WEAPON[planted(thrown, sense, weapons)], "kind.munition_is_subject")
        if sense in ("shelling", "bombing") and platform and deed.group.voice == "active":
            return Kind(_BY_WEAPON[platform], "kind.platform")
        if sense == "displacement" and _armed_men_flee(deed, actors):
            return Kind("deployment", "kind.armed_men_flee")
        if sense == "siege" and deed.group.voice != "noun" and is_crowd(actors):
            return Kind("peaceful_protest", "kind.blocked_by_a_crowd")
        if sense == "protest_with_intervention" and _hurts(deed):
            return Kind("excessive_force", "kind.intervention_with_victims")
        return _crackdown(deed, weapons) if sense == "excessive_force" else _plain(deed, weapons)
    if is_crackdown(actors):
        return _crackdown(deed, weapons)
    weapons = [w for w in weapons if sense != "assault" or not _is_hit(w, actors)]
    if sense in ("assault", "generic") and not ("fires" in deed.features and _subject_craft_is_tank(weapons, deed)):
        weapons = [w for w in weapons if w.code != "tank"]  # tanks that roll or are taken shell nobody
    weapons = mines_of_mortars(scene, deed.sense, weapons)
    sense, default = _on_foot(sense, default, weapons)
    means = _by_means(weapons, from_above=default in ("air_strike", "shelling") or sense == "hit")  # "a bomb hit"
    if means and not (sense == "blast" and means == "air_strike"):
        return Kind(means, "kind.means")
    raid = default == "air_strike" and _is_raid_on_the_ground(scene, deed, actors)
    if sense in ("strike", "blast") and not raid:
        return Kind(default, "kind.default")
    if sense == "assault" and deed.args == "converse":
        return Kind("armed_clash", "kind.repelled")
    if _is_unarmed(actors, deed.harms):
        return Kind("attack", "kind.unarmed_target")
    if _is_armed(actors, deed.harms) or default == "armed_clash":
        return Kind("armed_clash", "kind.armed_target")
    if _is_launched_by_an_army(deed, actors):
        return Kind("armed_clash", "kind.launched_by_an_army")
    return Kind("attack", "kind.default")
