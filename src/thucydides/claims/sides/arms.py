"""The arms of a deed: which weapons of its sentence it was done with, and which were hit, taken or another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.coordination import are_in_two_clauses
from thucydides.claims.deeds import Deed
from thucydides.claims.persons.prepositions import cases_of, is_support
from thucydides.claims.scene import Scene, as_actor, within
from thucydides.claims.verb_first import subject_before
from thucydides.model.claim import Actor
from thucydides.model.mention import ARMED, Mention, WeaponMention

_REACH = 2.6
_LAID = 5  # tokens between a verb of laying and its arms
_HITS, _ATTACKS = ("hit", "destruction"), ("assault", "attack")


def weapons_of(scene: Scene, deed: Deed) -> tuple[WeaponMention, ...]:
    """Weapons told of a deed: in its words or in its sentence within reach, nearest first."""
    sentence = scene.page.sentences[deed.sentence]
    near: list[tuple[float, int, WeaponMention]] = []
    hit: set[str] = set()  # craft that were fired on: "one of the plane's pilots" tells of no other
    for weapon in within(scene.mentions.weapons, scene.told_from(sentence.first), sentence.last):
        if deed.group.voice != "noun" and (weapon.first, weapon.last) == (deed.word.first, deed.word.last):
            continue  # "to shell": the word is the verb here
        if weapon.rule.endswith(":platform") and (weapon.code in hit or _is_hit(scene, deed, weapon)):
            hit.add(weapon.code)
            continue
        if (
            _is_cargo(scene, weapon)
            or _is_no_drone(scene, deed, weapon)
            or _names_a_force(scene, deed, weapon)
            or _is_of_another(scene, deed, weapon)
            or _is_hit(scene, deed, weapon)
        ):
            continue
        distance = scene.from_nearest(deed.words, weapon)
        if distance <= _REACH and not is_support(scene, weapon):
            near.append((distance, weapon.first, weapon))
    if len(near) > 1:
        near.sort(key=lambda x: x[:2])
        named = [x for x in near if _is_in_a_name(scene, x[2])]
        if 0 < len(named) < len(near):  # "the rocket force hit a ship with drones"
            near = [x for x in near if x not in named]
    return tuple(w for _, _, w in near)


def _is_in_a_name(scene: Scene, weapon: WeaponMention) -> bool:
    """ "the [rocket] force": arms behind the noun of a force, in its name; craft act themselves."""
    if weapon.rule.endswith(":platform"):
        return False
    near = within(scene.mentions.actors, max(weapon.first - 4, 0), weapon.first + 1)
    return any(a.first < weapon.first and weapon.last <= a.last and a.kind in ARMED for a in near) or (
        scene.page.language.has("verb_first")
        and any(a.last == weapon.first and a.kind in ARMED and not a.nationality for a in near)
        and weapon.first > 0
        and not any(n.first == weapon.first for n in within(scene.mentions.numbers, weapon.first, weapon.first + 1))
        and weapon.code == "rocket"
    )


def one_bomb(weapons: tuple[WeaponMention, ...], code: str) -> tuple[WeaponMention, ...]:
    """ "a bomb" is two kinds of arms until the type of the event is known: a dropped one from the air, else a planted one."""
    kinds: dict[tuple[int, int], set[str]] = {}
    for w in weapons:
        kinds.setdefault((w.first, w.last), set()).add(w.code)
    wrong = "ied" if code in _FROM_ABOVE else "aerial_bomb"
    return tuple(w for w in weapons if w.code != wrong or not kinds[w.first, w.last] >= _BOMBS)


def planted(code: str, sense: str, weapons: Sequence[WeaponMention]) -> str:
    """The munition that is the subject; a bomb that may be a planted one is that, where it "damaged a mill"."""
    return "ied" if sense == "destruction" and any(w.code == "ied" for w in weapons) else code


_OBJECT = 5  # tokens behind a verb of firing in which what it fired begins
_MUNITIONS = ("missile", "rocket", "artillery", "aerial_bomb", "drone", "grenade")
_FROM_ABOVE = ("air_strike", "drone_strike", "shelling")
_BOMBS = {"ied", "aerial_bomb"}


def throws(scene: Scene, deed: Deed) -> bool:
    """ "threw a grenade at a bank", "a grenade was lobbed into the yard": the deed's own verb has the arms; what it hit
    stands behind a preposition. So do arms that are its object: "fired two missiles at a car".
    """
    if deed.group.voice == "noun" or deed.args not in ("attack", "strike", "destroy"):
        return False
    arms = within(scene.mentions.weapons, deed.word.first, deed.word.last)
    if any(w.last - w.first < deed.word.last - deed.word.first for w in arms):
        return True
    return _fires_arms(scene, deed) or lays(scene, deed)


def _fires_arms(scene: Scene, deed: Deed) -> bool:
    """True where munitions stand right behind an active verb of firing, with no mark or grammar but an article between."""
    word = deed.word.last
    if deed.group.voice != "active" or not ("fires" in deed.features or deed.sense in _FROM_ABOVE):
        return False
    arms = next(iter(within(scene.mentions.weapons, word, word + _OBJECT)), None)
    if arms is None or arms.code not in _MUNITIONS:
        return False
    between = range(word, arms.first)
    return all(scene.gram[i] in ("", "det") and scene.page.tokens.shapes[i] in "xX0" for i in between)


def lays(scene: Scene, deed: Deed) -> bool:
    """ "placed two homemade bombs under a bus": a verb of bombing right before its arms, plain words between."""
    at = deed.word.last
    if deed.sense != "bombing" or deed.args != "destroy" or deed.group.voice != "active":
        return False
    near = [w for w in within(scene.mentions.weapons, at, at + _LAID) if w.first >= at]
    if not near or near[0].rule.endswith(":platform"):
        return False
    shapes = scene.page.tokens.shapes
    return all(scene.gram[i] in ("", "det", "of") and shapes[i] in "xXA0" for i in range(at, near[0].first))


def hits_arms(scene: Scene, deed: Deed) -> bool:
    """ "destroyed the-forces two drones", "that the-army destroyed two drones": where the verb comes first, drones and
    missiles that are the object of a verb of hitting were brought down; right behind the verb alone they are its subject.
    """
    if (
        deed.sense != "hit"
        or "fires" in deed.features
        or deed.group.voice != "active"
        or not scene.page.language.has("verb_first")
    ):
        return False
    last = deed.word.last
    if subject_before(scene, deed.group.first) is None:
        doers = within(scene.mentions.actors, last, last + 1)
        if not doers or doers[0].kind not in ARMED or within(scene.mentions.weapons, last, last + 1):
            return False
        last = doers[0].last
    last = max([last, *(n.last for n in within(scene.mentions.numbers, last, last + 1))])
    return any(w.code in ("drone", "missile") for w in within(scene.mentions.weapons, last, last + 1))


_NAMED = ("neighbourhood", "site")


def _is_no_drone(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "the channel al-Masirah", "dispersed a march": one word for a drone, a march and an outlet in a script without vowels."""
    if not scene.page.language.has("verb_first"):
        return False
    if any(h.last == weapon.first and h.entry.value in _NAMED for h in scene.page.of("places", "head")):
        return True  # "Aviation Square"
    if weapon.code != "drone":
        return False
    near = within(scene.mentions.sources, max(weapon.first - 3, 0), weapon.first + 1)
    named = any(m.role in ("named", "head") and m.first < weapon.first and m.last >= weapon.last for m in near)
    return named or deed.family == "demonstration"


def _is_hit(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "hit rocket launchers", "avoir visé des lance-roquettes": arms right behind an active verb of hitting were hit."""
    sense, craft = deed.sense.split(":")[0], weapon.rule.endswith(":platform")
    if "wields" in deed.features:
        return False
    if scene.page.language.settings.order != "SVO" or scene.page.language.has("case_roles"):
        return craft and sense in _ATTACKS and weapon.first > 0 and scene.gram[weapon.first - 1] == "against"
    if sense not in _HITS and not (craft and sense in _ATTACKS):
        return False
    if deed.group.voice == "passive":  # "a helicopter was attacked by rebels"
        thrown = "fires" in deed.features  # "a drone launched by rebels"
        return craft and weapon.last == deed.group.first and not thrown
    if deed.group.voice != "active" or weapon.first < deed.word.last:
        return False
    gap = range(deed.word.last, weapon.first)  # "opened fire on a small commercial plane"
    on = ("det", "poss", "other", "against") if craft else ("det", "poss", "other")
    return all(scene.gram[i] in on or (craft and _is_adjective(scene, i)) for i in gap)


def _is_adjective(scene: Scene, i: int) -> bool:
    """A word in small letters of no closed class that names nothing."""
    return scene.page.tokens.shapes[i] == "x" and not scene.gram[i] and i not in scene.nouns


def _is_of_another(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "41 air strikes, dropped 63 bombs, fired 2800 shellings": in a list of figures arms are those of their own verb."""
    hits = deed.sense.split(":")[0] == "hit"  # "downed ten drones, while the other four hit a depot"
    if not hits and all(are_in_two_clauses(scene, *_gap(word, weapon)) for word in deed.words):
        return True
    if _is_behind_a_joint(scene, deed, weapon) or _is_of_next_verb(scene, deed, weapon):
        return True
    if _is_of_verb_before(scene, deed, weapon):
        return True
    figures = within(scene.mentions.numbers, max(deed.first - 4, 0), deed.first)
    if deed.group.voice != "noun" or not any(n.last == deed.first for n in figures):
        return False
    verbs = within(scene.mentions.triggers, max(weapon.first - 4, 0), weapon.first)
    own = {w.first for w in deed.words}
    verbs = tuple(v for v in verbs if v.features & _VERBS and v.sense != "light" and v.first not in own)
    return bool(verbs) and not (verbs[-1].last <= deed.first < weapon.first)


def _gap(a: Mention, b: Mention) -> tuple[int, int]:
    """The tokens between two mentions, whichever stands first."""
    return (a.last, b.first) if a.first < b.first else (b.last, a.first)


_VERBS = frozenset({"fin", "ger"})


def _is_of_next_verb(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "shot at the post and threw grenades from a drone": arms behind a second verb that "and" joins are its own."""
    if weapon.first < deed.word.last:
        return False
    if deed.group.voice != "active":
        return _is_seized(scene, deed, weapon)
    own = {w.first for w in deed.words}
    for v in within(scene.mentions.triggers, deed.word.last, weapon.first):
        joined = scene.gram[max(v.first - 1, 0)] == "and"
        if joined and "fin" in v.features and "noun" not in v.features and v.sense != "light" and v.first not in own:
            return True
    return False


def _is_seized(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "Thirty were killed, a launcher [was taken]": arms right behind a participle that a comma parts from this one."""
    if not scene.page.language.has("case_roles"):
        return False
    verbs = within(scene.mentions.triggers, max(deed.word.last, weapon.first - 3), weapon.first)
    parted = any(scene.page.tokens.forms[i] in (",", "-") for i in range(deed.word.last, weapon.first))
    return parted and any("pp" in v.features and v.args in ("gain", "disrupt", "destroy") for v in verbs)


def _is_of_verb_before(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "set off a bomb and opened fire": arms right behind an earlier verb that "and" joins to this one are that verb's."""
    if deed.group.voice != "active" or weapon.last > deed.group.first or len(deed.words) > 1:
        return False
    if not any(scene.gram[i] == "and" for i in range(weapon.last, deed.group.first)):
        return False
    verbs = within(scene.mentions.triggers, scene.page.sentences[deed.sentence].first, weapon.first)
    return any("fin" in v.features and "noun" not in v.features and v.sense != "light" for v in verbs[-1:])


def _is_behind_a_joint(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "launched raids on X, and its artillery shelled Y": a weapon behind a conjunction and nearer to another verb."""
    start = deed.word.last
    if weapon.first < start or all(scene.gram[i] != "and" for i in range(start, weapon.first)):
        return False
    others = [t for t in within(scene.mentions.triggers, weapon.last, weapon.last + 2) if "fin" in t.features]
    return bool(others) and not any(t.first < w.last and w.first < t.last for t in others for w in deed.words)


_KEEPS = ("infrastructure", "other")


def _are_kept_in(scene: Scene, weapon: WeaponMention) -> bool:
    """ "bombed a [missile] base", "une base de [missiles]": arms that say which building or post it is are no means of its
    being hit.
    """
    if weapon.rule.endswith(":platform"):
        return False
    m, page = scene.mentions.actors, scene.page
    if page.language.has("noun_compounds"):
        return any(a.kind in _KEEPS for a in within(m, weapon.last, weapon.last + 1))
    at = weapon.first - 1
    if page.language.settings.order != "SVO" or at < 1 or scene.gram[at] != "of":
        return False
    return any(a.kind in _KEEPS and a.last == at for a in within(m, max(at - 3, 0), at))


def _is_cargo(scene: Scene, weapon: WeaponMention) -> bool:
    """ "blew up a train [with munitions]", "a depot of-ammunition", "a [missile] base": arms inside a thing that was hit."""
    if _are_kept_in(scene, weapon):
        return True
    if not scene.page.language.has("case_roles"):
        return False
    holders = within(scene.mentions.actors, max(weapon.first - 3, 0), weapon.first)
    tied = weapon.first - 1 if scene.gram_values[weapon.first - 1].startswith("with:") else weapon.first
    return any(a.kind in _KEEPS and (a.last == tied < weapon.first or a.last >= weapon.last) for a in holders)


def _names_a_force(scene: Scene, deed: Deed, weapon: WeaponMention) -> bool:
    """ "a commander of the unit [of missiles]": a weapon behind an actor and "of" tells whose it is, not the means; "of"
    behind the subject of a verb of warding off, where the verb comes first, is the verb's.
    """
    at = weapon.first - 1
    warded = deed.args in ("converse", "disrupt") and deed.group.voice == "active"
    if at < 1 or scene.gram[at] != "of" or (warded and scene.page.language.has("verb_first")):
        return False
    return any(a.last == at and a.kind in ARMED for a in within(scene.mentions.actors, max(at - 6, 0), at))


def with_owner_of_arms(
    scene: Scene, deed: Deed, actors: tuple[Actor, ...], weapons: Sequence[WeaponMention]
) -> tuple[Actor, ...]:
    """ "A drone [of the army] hit a bus": where nobody else is told to have done it, the armed side right behind the arms,
    in the genitive where cases tell, whose they are.
    """
    if any(a.role != "target" for a in actors) or deed.family not in _FIRED or deed.args == "disrupt":
        return actors
    by_case = scene.page.language.has("case_roles")
    for weapon in weapons:
        at = weapon.last
        while not by_case and at < len(scene.gram) and scene.gram[at] in ("of", "det"):
            at += 1
        if not by_case and at == weapon.last:
            continue
        for owner in within(scene.mentions.actors, weapon.first, at + 1):
            if (
                owner.last > at
                and owner.kind in ARMED
                and (not by_case or not owner.features or "gen" in cases_of(scene, owner))
            ):
                rest = tuple(a for a in actors if a.anchor.start != owner.start)
                return (*rest, as_actor(scene, owner, "initiator"))
    return actors


_FIRED = ("remote", "force", "battle", "civilian_harm")


def carried_by(scene: Scene, actors: Sequence[Actor]) -> tuple[WeaponMention, ...]:
    """Weapons named in an initiator's own words elsewhere ("six bombers", taken up by a pronoun)."""
    doers = [a.anchor for a in actors if a.role == "initiator" and a.inferred]
    if not doers:
        return ()
    return tuple(w for w in scene.mentions.weapons.all if any(d.start <= w.start < d.end for d in doers))


def mines_of_mortars(scene: Scene, sense: str, weapons: Sequence[WeaponMention]) -> list[WeaponMention]:
    """ "covered X with mines", "26 mines were fired": bombs of a mortar where the verb is of fire, and nothing planted."""
    if sense == "strike:shelling":
        return [w for w in weapons if w.code != "landmine"]
    if sense.partition(":")[0] != "hit" or not scene.page.language.has("case_roles"):
        return list(weapons)
    return [replace(w, code="artillery") if w.code == "landmine" else w for w in weapons]


_ARMS_TAKEN = 1  # tokens between a word of taking and the arms taken: a figure
_OF_ONE_PHRASE = frozenset({"", "and", "det", "of", "subset", "adverb", "other"})


def takes_arms(scene: Scene, deed: Deed, weapons: Sequence[WeaponMention]) -> bool:
    """ "captured 12 tanks", "weapons, including knives, were seized": arms as object, or as subject of a passive."""
    if "noun" in deed.features:
        return False
    if deed.group.voice != "passive":
        return any(0 <= w.first - deed.word.last <= _ARMS_TAKEN for w in weapons)
    first = scene.page.sentences[deed.sentence].first
    before = within(scene.mentions.weapons, first, deed.group.first)
    return bool(before) and all(scene.gram[i] in _OF_ONE_PHRASE for i in range(before[0].last, deed.group.first))


_OWNER = 6  # tokens of whose arms are, between them and their own verb


def arms_that(scene: Scene, deed: Deed) -> WeaponMention | None:
    """ "shot down [a drone] that was targeting a base": the arms whose relative clause tells the deed; who shot them down,
    before them, did not do it. Where the verb comes first and relatives are bare, arms that are the object of another verb
    stand before the deed's.
    """
    if deed.group.voice == "noun":
        return None
    floor, at = scene.page.sentences[deed.sentence].first, deed.group.first
    at -= scene.gram[at] not in _RELATIVES
    while at > floor and scene.gram[at] in ("adverb", "not"):
        at -= 1
    if at > floor and (scene.gram[at] in _RELATIVES or scene.gram_values[at] == "who"):
        last = at - (scene.page.tokens.forms[at - 1] == ",")
    elif scene.page.language.has("verb_first") and any(
        t.last <= at and "fin" in t.features for t in within(scene.mentions.triggers, floor, at)
    ):
        last = at + 1
    else:
        return None
    near = tuple(w for w in within(scene.mentions.weapons, max(last - _OWNER, floor), last) if w.last == last)
    if not near and last == at + 1:  # "a drone of the rebels was targeting"
        near = tuple(
            w
            for w in within(scene.mentions.weapons, max(last - _OWNER, floor), last)
            if all(scene.gram[i] in ("", "of", "det") for i in range(w.last, last))
        )
    return next((w for w in near if w.code in _FLOWN), None)


_RELATIVES = ("rel", "comp")
_FLOWN = ("drone", "missile", "rocket", "aircraft")
