"""MUC-4: told attacks, bombings, kidnappings and arsons of nine countries as templates, one an incident of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reading import read, rows, scene
from thucydides.model.claim import Actor, Claim, Reading, Toll

TASK: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
PEOPLE = frozenset(("civilians", "police", "state_force", "protesters", "foreign_force", "unknown", "other"))
REBELS = frozenset(("rebel_group", "militia"))
ARMIES = frozenset(("state_force", "foreign_force"))
STATE = frozenset(("state_force", "police", "foreign_force"))
OFFICIAL = frozenset(("official_political", "official_military"))
Template = dict[str, list[Any]]


@dataclass(slots=True)
class Incident:
    """Claims of one text that tell one happening, in the task's sense."""

    kind: str
    claims: list[Claim]

    @property
    def words(self) -> set[str]:
        """The content words of all targets."""
        return {w for c in self.claims for a in _targets(c) for w in _tokens(a.anchor.exact) if len(w) > 2}


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.upper())


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text.upper()).strip(" \"'“”.,;")


def _targets(claim: Claim) -> list[Actor]:
    return [a for a in claim.actors if a.role in ("target", "party")]


def _doers(claim: Claim) -> list[Actor]:
    return [a for a in claim.actors if a.role == "initiator"]


# ---------------------------------------------------------------- what the task asks for
def _of_interest(claim: Claim, day: date | None, *, home: bool = True) -> bool:
    """A terrorist or state-sponsored incident of the last two months, not a clash of two armed sides, not vague.

    `home`: something in the text is placed in a country of interest. Then only a country named as such is elsewhere: a
    finer place abroad is more often a surname in capitals.
    """
    if claim.polarity == "denied" or claim.modality == "hypothetical" or claim.event_type not in TASK["type"]:
        return False
    abroad = claim.place is not None and claim.place.country and claim.place.country not in TASK["country"]
    if abroad and claim.place is not None and (not home or claim.place.precision == "country"):
        return False
    latest = claim.time.latest if claim.time else None
    if day and latest and latest < day - timedelta(days=TASK["window_days"]):
        return False
    hit = [a.kind for a in _targets(claim)]
    hurt = [t.victims for t in claim.casualties if t.high != 0]
    guarded = any(a.role == "target" and a.kind in ("police", "other") for a in claim.actors)  # a post, a patrol
    if (claim.event_type == "armed_clash" and not guarded) or (hit and all(k in REBELS for k in hit)):
        return False
    soldiers = all(k in ARMIES for k in hit) and all(v == "combatants" for v in hurt)
    if soldiers and claim.event_type not in ("bombing", "abduction"):
        return False
    return bool(hit or hurt)


def _kind(claim: Claim) -> str:
    return str(TASK["type"][claim.event_type])


def _same_day(a: Claim, b: Claim) -> bool:
    if not (a.time and b.time and a.time.earliest and b.time.earliest and a.time.latest and b.time.latest):
        return True
    return a.time.earliest <= b.time.latest and b.time.earliest <= a.time.latest


def _same_place(a: Claim, b: Claim) -> bool:
    if a.place is None or b.place is None or a.place.name == b.place.name:
        return True
    coarse = {"country", "admin1", "unresolved"}
    return (a.place.precision in coarse or b.place.precision in coarse) and a.place.country == b.place.country


def incidents(claims: list[Claim]) -> list[Incident]:
    """Claims grouped: one kind, no contradiction of day or place, and targets that share a word or that one lacks."""
    found: list[Incident] = []
    for claim in claims:
        mine = {w for a in _targets(claim) for w in _tokens(a.anchor.exact) if len(w) > 2}
        for incident in found:
            theirs = incident.words
            together = not mine or not theirs or bool(mine & theirs)
            if (
                incident.kind == _kind(claim)
                and together
                and all(_same_day(claim, c) and _same_place(claim, c) for c in incident.claims)
            ):
                incident.claims.append(claim)
                break
        else:
            found.append(Incident(_kind(claim), [claim]))
    return found


def told_further(found: list[Incident], rest: list[Claim]) -> None:
    """Adds to incidents what later claims without a victim tell of them: who did it, with what."""
    for claim in rest:
        if claim.event_type not in TASK["type"] or claim.polarity == "denied" or claim.modality == "hypothetical":
            continue
        if _targets(claim) or any(t.high != 0 for t in claim.casualties) or not (_doers(claim) or claim.weapons):
            continue
        for incident in reversed(found):
            before = [c for c in incident.claims if c.anchor.start <= claim.anchor.start]
            alike = incident.kind == _kind(claim) or claim.event_type == "attack"
            if before and alike and all(_same_day(claim, c) and _same_place(claim, c) for c in incident.claims):
                incident.claims.append(claim)
                break


# ---------------------------------------------------------------- slots
def _date(incident: Incident, day: date | None) -> list[str]:
    best = [c.time for c in incident.claims if c.time and c.time.earliest and c.time.anchor]
    exact = next((t for t in best if t.earliest == t.latest), None) or next(iter(best), None)
    if exact and exact.earliest and exact.latest:
        first, last = _day(exact.earliest), _day(exact.latest)
        return [first if first == last else f"{first} - {last}"]
    return [f"- {_day(day)}"] if day else []


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _location(incident: Incident, country: str | None) -> list[str]:
    placed = [c.place for c in incident.claims if c.place is not None and c.place.country in (None, *TASK["country"])]
    order = ("neighbourhood", "settlement", "admin2", "admin1")
    place = min(placed, key=lambda p: order.index(p.precision) if p.precision in order else 9, default=None)
    code = next((p.country for p in placed if p.country), country)
    name = TASK["country"].get(code)
    if name is None:
        return []
    if place is None or place.precision not in TASK["precision"]:
        return [name]
    return [f"{name}: {_clean(place.name)} ({TASK['precision'][place.precision]})"]


def _instruments(incident: Incident) -> Template:
    ids: dict[str, str] = {}
    for claim in incident.claims:
        for weapon in claim.weapons:
            said = _clean(weapon.anchor.exact)
            named = next((v for k, v in TASK["weapon_words"].items() if k in said), TASK["weapon"].get(weapon.code))
            if named and (incident.kind == "BOMBING" or named not in ("BOMB", "DYNAMITE", "VEHICLE BOMB")):
                ids.setdefault(said, named)
    return {"inc-instr-id": list(ids), "inc-instr-type": [[kind, said] for said, kind in ids.items()]}


def _confidence(claim: Claim) -> str:
    stances = {s.stance for s in claim.attribution}
    root = claim.attribution[-1].kind if len(claim.attribution) > 1 else None
    if "claiming_responsibility" in stances:
        return "CLAIMED OR ADMITTED"
    if "accusing" in stances or claim.modality == "alleged":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if root in OFFICIAL else "SUSPECTED OR ACCUSED"
    return "POSSIBLE" if claim.modality == "estimated" else "REPORTED AS FACT"


def _split(said: str, *, named: bool) -> tuple[str | None, str | None]:
    """(people, organization) of the words for a doer: "ELN GUERRILLAS" are GUERRILLAS of the ELN, the ARMY is itself."""
    words = TASK["words"]
    tokens = _tokens(said)
    members = [i for i, t in enumerate(tokens) if t in words["member"]]
    if not named:
        body = bool(tokens) and tokens[-1] in words["body"] and not members
        return (None, said) if body else (said, None)
    if not members:
        return None, said
    at = members[-1]
    after = [t for t in tokens[at + 1 :] if t not in ("OF", "THE")]
    name = after or [t for t in tokens[:at] if t != "THE"]
    return tokens[at], " ".join(name) or None


def _perpetrators(incident: Incident) -> Template:
    people: dict[str, None] = {}
    groups: dict[str, str] = {}
    kinds: list[str] = []
    for claim in incident.claims:
        for doer in _doers(claim):
            kinds.append(doer.kind)
            person, group = _split(_clean(doer.anchor.exact), named=doer.actor_id is not None)
            if person:
                people.setdefault(person)
            if group:
                groups.setdefault(group, _confidence(claim))
    state = kinds and all(k in STATE for k in kinds)
    return {
        "perp-inc-cat": ["STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"],
        "perp-ind-id": list(people)[:2],
        "perp-org-id": list(groups)[:2],
        "perp-org-conf": [[how, said] for said, how in list(groups.items())[:2]],
    }


def _number(toll: Toll) -> str | None:
    """The figure alone: the task gives half for a bound without its sign, and all for a plain figure."""
    if toll.exactness == "vague" or (toll.low is None and toll.high is None):
        return None
    return str(toll.low if toll.low is not None else toll.high)


def _plural(words: str) -> str:
    tokens = _tokens(words)
    many = bool(tokens) and (any(t in TASK["words"]["plural"] for t in tokens) or tokens[-1].endswith("S"))
    return "PLURAL" if many else "1"


def _class(words: str, table: str, default: str) -> str:
    tokens = set(_tokens(words))
    found = next((str(v) for k, v in TASK[table].items() if k in tokens), default)
    if found in ("GOVERNMENT OFFICIAL", "ACTIVE MILITARY") and tokens & set(TASK["words"]["former"]):
        return f"FORMER {found}"
    return found


def _bare(words: str) -> str:
    """The words of a target without leading numbers; empty where nobody is named."""
    tokens = _clean(words).split()
    while tokens and (re.fullmatch(r"[\d,.-]+", tokens[0]) or tokens[0] in TASK["words"]["number"]):
        tokens = tokens[1:]
    return "" if not tokens or tokens[0] in TASK["words"]["nobody"] else " ".join(tokens)


def _effect(tolls: list[Toll]) -> str | None:
    outcomes = [t.outcome for t in tolls if t.high != 0]
    if "killed" in outcomes:
        return "DEATH"
    if "injured" in outcomes or "killed_or_injured" in outcomes:
        return "INJURY"
    return "NO INJURY OR DEATH" if tolls and all(t.high == 0 for t in tolls) else None


@dataclass(slots=True)
class Victim:
    """One human target: the longest words for it, its kind, and the tolls that count it."""

    said: str
    kind: str
    tolls: list[Toll]
    name: str = ""

    @property
    def head(self) -> str:
        """The name, or the last word before a preposition, by which two mentions are one."""
        if self.name:
            return self.name.split()[-1]
        return re.split(r" (?:OF|IN|FROM|WHO|AT|ON) ", self.said)[0].split()[-1].rstrip("S")


def _victims(incident: Incident) -> list[Victim]:
    """Human targets and counted victims; two with one head are one."""
    found: dict[str, Victim] = {}
    for claim in incident.claims:
        tolls = list(claim.casualties)
        told = [
            Victim(_bare(a.anchor.exact), a.kind, [t for t in tolls if t.anchor.overlaps(a.anchor)])
            for a in _targets(claim)
            if a.kind in PEOPLE
        ]
        counted = [t for t in tolls if not any(t in v.tolls for v in told)]
        if len([v for v in told if v.said]) == 1 and not told[0].tolls:
            told[0].tolls += tolls
            counted = [] if len(tolls) == 1 else counted
        told += [
            Victim(_bare(t.anchor.exact), "police" if t.victims == "police" else "civilians", [t])
            for t in counted
            if t.victims != "combatants"
        ]
        for victim in map(_named, told):
            if victim.said or victim.name:
                same = found.setdefault(victim.head, victim)
                if same is not victim:
                    same.said = max(same.said, victim.said, key=len)
                    same.name = max(same.name, victim.name, key=len)
                    same.tolls += victim.tolls
    return list(found.values())


def _named(victim: Victim) -> Victim:
    """A victim with its name apart from the words that describe it: as the toll tells, or words of no list at all."""
    tokens = _tokens(victim.said)
    names = [_clean(n.exact) for t in victim.tolls for n in t.names]
    listed = {w for table in (TASK["human"], TASK["physical"], TASK["words"]["plural"]) for w in table}
    if names:
        victim.name = names[0]
    elif victim.kind == "unknown" and len(tokens) > 1 and not victim.tolls and not listed & set(tokens):
        victim.name = victim.said
    if victim.name and (victim.said in victim.name or victim.name in victim.said):
        victim.said = victim.said.replace(victim.name, "").strip(" ,") if victim.said != victim.name else ""
    return victim


def _humans(incident: Incident) -> Template:
    slots: Template = {k: [] for k in ("hum-tgt-name", "hum-tgt-desc", "hum-tgt-type", "hum-tgt-num", "hum-tgt-effect")}
    for victim in _victims(incident):
        said, default = victim.said or victim.name, {"police": "LAW ENFORCEMENT", "state_force": "ACTIVE MILITARY"}
        if victim.name:
            slots["hum-tgt-name"].append(victim.name)
        if victim.said:
            slots["hum-tgt-desc"].append(victim.said)
        slots["hum-tgt-type"].append([_class(said, "human", default.get(victim.kind, "CIVILIAN")), said])
        number = next((n for n in map(_number, victim.tolls) if n and n != "0"), None)
        slots["hum-tgt-num"].append([number or _plural(said), said])
        effect = _effect(victim.tolls)
        if effect:
            slots["hum-tgt-effect"].append([effect, said])
    return slots


def _things(incident: Incident) -> Template:
    slots: Template = {k: [] for k in ("phys-tgt-id", "phys-tgt-type", "phys-tgt-num", "phys-tgt-effect")}
    for claim in incident.claims:
        for actor in _targets(claim):
            said = _bare(actor.anchor.exact)
            if actor.kind != "infrastructure" or not said or said in slots["phys-tgt-id"]:
                continue
            slots["phys-tgt-id"].append(said)
            slots["phys-tgt-type"].append([_class(said, "physical", "OTHER"), said])
            slots["phys-tgt-num"].append([_plural(said), said])
            ruined = any(w in claim.anchor.exact.upper() for w in TASK["words"]["destroyed"])
            slots["phys-tgt-effect"].append(["DESTROYED" if ruined else "SOME DAMAGE", said])
    return slots


def template(incident: Incident, day: date | None, country: str | None) -> Template:
    """One filled template; empty slots are left out."""
    planned = all(c.modality == "planned" for c in incident.claims)
    slots: Template = {
        "inc-type": [incident.kind],
        "inc-stage": ["THREATENED" if planned else "ACCOMPLISHED"],
        "inc-date": _date(incident, day),
        "inc-loc": _location(incident, country),
        **_instruments(incident),
        **_perpetrators(incident),
        **_humans(incident),
        **_things(incident),
    }
    return {name: fillers for name, fillers in slots.items() if fillers}


def _country(text: str) -> str | None:
    """The country of interest that a text names most, in places, nationalities and seats; None where it names none."""
    stage = scene(text, doc_id="", language="en")
    if stage is None:
        return None
    countries = [*(m.country for m in stage.mentions.places), *(m.country for m in stage.mentions.actors)]
    named = [c for c in countries if c in TASK["country"]]
    return max(dict.fromkeys(named), key=named.count, default=None)


def templates(reading: Reading, country: str | None = None) -> list[Template]:
    """The templates of one text about a country; an incident without a target is too vague for the task."""
    published = reading.document.published
    day = published.latest
    placed = [c.place.country for c in reading.claims if c.place and c.place.country in TASK["country"]]
    country = country or max(dict.fromkeys(placed), key=placed.count, default=None)
    wanted = [c for c in reading.claims if _of_interest(c, day, home=country is not None)]
    found = incidents(wanted)
    told_further(found, [c for c in reading.claims if c not in wanted])
    filled = [template(i, day, country) for i in found]
    return [t for t in filled if any(k in t for k in ("hum-tgt-desc", "hum-tgt-name", "phys-tgt-id"))]


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The templates of each text."""
    for row in rows(gold, "id", "text"):
        said = read(row["text"], doc_id=row["id"], language="en")
        yield {"id": row["id"], "templates": templates(said, _country(row["text"]))}
