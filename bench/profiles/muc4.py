"""MUC-4: told attacks, bombings, kidnappings and arsons of nine countries as templates, one an incident of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from muc_doers import doers, perpetrators
from muc_targets import HEADS, TASK, TITLES, Template, bare, humans, is_vague, targets, tokens_of, victims
from muc_things import things
from muc_words import Words, clean
from reading import read, rows, scene
from thucydides.claims.scene import Scene
from thucydides.model.claim import Claim, Place, Reading

REBELS = frozenset(("rebel_group", "militia"))
ARMIES = frozenset(("state_force", "foreign_force"))
_PLAIN = frozenset(w.rstrip("S") for w in (*TASK["words"]["number"], *TASK["words"]["joint"]))


@dataclass(slots=True)
class Incident:
    """Claims of one text that tell one happening, in the task's sense; `words` are the stems of whom and what it hit."""

    kind: str
    claims: list[Claim]
    words: set[str]


def _stems(claim: Claim) -> set[str]:
    """The content words of targets and victims, without the sign of a plural."""
    said = [a.anchor.exact for a in targets(claim)] + [t.anchor.exact for t in claim.casualties]
    words = {w.rstrip("S") for text in said for w in tokens_of(text) if len(w) > 2 and not w[0].isdigit()}
    return words - _PLAIN


# ---------------------------------------------------------------- what the task asks for
def _of_interest(claim: Claim, day: date | None, *, home: bool = True) -> bool:
    """A terrorist or state-sponsored incident of the last two months, not a clash of two armed sides, not vague.

    `home`: something in the text is placed in a country of interest. Then what seems to be elsewhere is more often a
    surname in capitals, or where somebody spoke.
    """
    if claim.polarity == "denied" or claim.modality == "hypothetical" or claim.event_type not in TASK["type"]:
        return False
    abroad = claim.place is not None and claim.place.country and claim.place.country not in TASK["country"]
    if abroad and not home:
        return False
    latest = claim.time.latest if claim.time else None
    if day and latest and latest < day - timedelta(days=TASK["window_days"]):
        return False
    if _sums_up(claim):
        return False
    hit = [a.kind for a in targets(claim) if not is_vague(a.anchor.exact)]
    hurt = [t.victims for t in claim.casualties if t.high != 0 and (t.low or not is_vague(t.anchor.exact))]
    guarded = any(a.role == "target" and a.kind in ("police", "other") for a in claim.actors)  # a post, a patrol
    harmless = all(k not in ("infrastructure", "civilians") for k in hit) and "civilians" not in hurt
    if claim.event_type == "armed_clash" and not guarded and harmless:
        return False
    if claim.event_type in TASK["war"]["types"] and not any(k in ("infrastructure", "civilians") for k in hit):
        return False
    soldiers = all(k in ARMIES for k in hit) and all(v == "combatants" for v in hurt)
    if soldiers and claim.event_type not in ("bombing", "abduction"):
        return False
    return bool(hit or hurt)


def _sums_up(claim: Claim) -> bool:
    """ "3,000 killed since 1986": the tolls of years and wars are no incident."""
    when = claim.time
    long = when and when.earliest and when.latest and (when.latest - when.earliest).days > TASK["period_days"]
    many = any(t.outcome == "killed" and (t.low or 0) >= TASK["war"]["dead"] for t in claim.casualties)
    return bool(long) or many


def _kind(claim: Claim) -> str:
    """The task's type; destruction is arson only by fire, and a bombing with explosives."""
    if claim.event_type == "destruction" and not any(w in claim.anchor.exact.upper() for w in TASK["words"]["fire"]):
        return "BOMBING" if any(w.code in ("ied", "vehicle_bomb") for w in claim.weapons) else "ATTACK"
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


def _surnames(claim: Claim) -> set[str]:
    """The last words of the names of those whom a claim hits."""
    named = [n.exact for t in claim.casualties for n in t.names]
    named += [a.anchor.exact for a in targets(claim) if a.kind == "unknown" and " " in a.anchor.exact]
    return {tokens_of(name)[-1] for name in named if tokens_of(name)}


def _hits_another(claim: Claim, incident: Incident) -> bool:
    """True where claim and incident name persons, none of them the same, in other sentences."""
    mine, theirs = _surnames(claim), {n for c in incident.claims for n in _surnames(c)}
    apart = all(c.anchor.start != claim.anchor.start for c in incident.claims)
    return bool(mine and theirs) and not mine & theirs and apart and _kind(claim) in ("ATTACK", "KIDNAPPING")


def _is_far(claim: Claim, incident: Incident, mine: set[str]) -> bool:
    """True where a claim of other words for whom it hits stands far from all that an incident's claims tell."""
    gap = min(abs(c.anchor.start - claim.anchor.start) for c in incident.claims)
    return bool(mine and incident.words) and not mine & incident.words and gap > TASK["far"]


def _joins(claim: Claim, incident: Incident, mine: set[str]) -> bool:
    """Does a claim tell of an incident: one kind, or an attack on the same; no contradiction of day or place, unless
    both count as many of the same.
    """
    kind = _kind(claim)
    if kind != incident.kind and not ("ATTACK" in (kind, incident.kind) and mine & incident.words):
        return False
    if _hits_another(claim, incident) or _is_far(claim, incident, mine):
        return False
    if kind == incident.kind and mine & incident.words and any(_counts(claim) & _counts(c) for c in incident.claims):
        return True
    return all(_same_day(claim, c) and _same_place(claim, c) for c in incident.claims)


def _counts(claim: Claim) -> set[tuple[str, int]]:
    """Exact figures of more than one, by outcome."""
    return {(t.outcome, t.low) for t in claim.casualties if t.low is not None and t.low == t.high and t.low > 1}


def _of_one_person(found: list[Incident], words: Words) -> list[Incident]:
    """Incidents with those that hit the same person by name made one: nobody is killed twice."""
    kept: list[tuple[Incident, set[str]]] = []
    for incident in found:
        mine = {v.name for v in victims(incident.claims, words) if " " in v.name}
        for same, names in kept:
            if mine & names and (same.kind == incident.kind or "ATTACK" in (same.kind, incident.kind)):
                same.kind = incident.kind if same.kind == "ATTACK" else same.kind
                same.claims += incident.claims
                same.words |= incident.words
                names |= mine
                break
        else:
            kept.append((incident, mine))
    return [incident for incident, _ in kept]


def incidents(claims: list[Claim]) -> list[Incident]:
    """Claims grouped by the happening that they tell of."""
    found: list[Incident] = []
    for claim in claims:
        mine = _stems(claim)
        for incident in found:
            if _joins(claim, incident, mine):
                if incident.kind == "ATTACK":
                    incident.kind = _kind(claim)
                incident.claims.append(claim)
                incident.words |= mine
                break
        else:
            found.append(Incident(_kind(claim), [claim], mine))
    return found


def told_further(found: list[Incident], rest: list[Claim]) -> None:
    """Adds to incidents what later claims without a victim tell of them: who did it, with what."""
    for claim in rest:
        if claim.event_type not in TASK["type"] or claim.polarity == "denied" or claim.modality == "hypothetical":
            continue
        if targets(claim) or any(t.high != 0 for t in claim.casualties) or not (doers(claim) or claim.weapons):
            continue
        for incident in reversed(found):
            before = [c for c in incident.claims if c.anchor.start <= claim.anchor.start]
            alike = incident.kind == _kind(claim) or claim.event_type == "attack"
            if before and alike and all(_same_day(claim, c) and _same_place(claim, c) for c in incident.claims):
                incident.claims.append(claim)
                break


def _is_vague(incident: Incident, filled: Template) -> bool:
    """True where nothing tells one happening from others: no day, place or doer of its own, and no figure or name."""
    claims = incident.claims
    if "hum-tgt-name" in filled or any(t.low for c in claims for t in c.casualties):
        return False
    dated = any(c.time and c.time.anchor and c.anchor.overlaps(c.time.anchor) for c in claims)
    placed = any(c.place and _is_own(c, c.place) for c in claims)
    return not (dated or placed or any(doers(c) for c in claims))


def _is_of_police(filled: Template) -> bool:
    """True where nobody but policemen without a name is hit, and nothing: a clash of two armed sides."""
    hurt = {kind for kind, _ in filled.get("hum-tgt-type", ())}
    return hurt == {"LAW ENFORCEMENT"} and not ("hum-tgt-name" in filled or "phys-tgt-id" in filled)


# ---------------------------------------------------------------- slots
def _date(incident: Incident, day: date | None) -> list[str]:
    own = [
        c.time
        for c in incident.claims
        if c.time and c.time.anchor and (c.time.latest != day or c.anchor.overlaps(c.time.anchor))
    ]
    best = [t for t in own if t.earliest]  # a day that only the dateline tells is the latest day it can be
    exact = next((t for t in best if t.earliest == t.latest), None) or next(iter(best), None)
    if exact and exact.earliest and exact.latest:
        first, last = _day(exact.earliest), _day(exact.latest)
        night = (exact.latest - exact.earliest).days == 1  # of a night the keys give the day before
        return [first if first == last or night else f"{first} - {last}"]
    return [f"- {_day(day)}"] if day else []


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _location(incident: Incident, country: str | None) -> list[str]:
    placed = [c.place for c in incident.claims if c.place is not None and c.place.country in (None, *TASK["country"])]
    # The keys give the country alone where the sentences of the deed name no place, or the dateline does.
    own = [p for c in incident.claims if (p := c.place) is not None and p in placed and _is_own(c, p)]
    order = tuple(TASK["precision"])
    place = min(own, key=lambda p: order.index(p.precision) if p.precision in order else 9, default=None)
    code = next((p.country for p in placed if p.country), country)
    name = TASK["country"].get(code)
    if name is None:
        return []
    if place is None or place.precision not in TASK["precision"]:
        return [name]
    words = _own_words(place)
    return [f"{name}: {' '.join(words)} ({TASK['precision'][place.precision]})"]


def _is_own(claim: Claim, place: Place) -> bool:
    """True for a place named in the claim's own sentence, behind the dateline, or near a town of an earlier one."""
    here = claim.anchor.overlaps(place.anchor) or place.precision == "vicinity"
    return here and place.anchor.start > TASK["dateline"]


def _own_words(place: Place) -> list[str]:
    """A place by its own name without nouns of places; the city that has its country's name keeps its noun."""
    said = clean(place.anchor.exact).split()
    plain = "".join(c for c in unicodedata.normalize("NFD", place.name) if not unicodedata.combining(c))
    name = clean(plain).split()
    bare = [w for w in name if w not in TASK["precision"].values()]
    for words in (said, name):
        if words[1:] == ["CITY"] and words[0] in TASK["country"].values():
            return words
    longer = len(said) > len(bare) + 1 and said[: len(bare)] == bare and said[len(bare)] == "DE"
    return said if longer else bare  # "CARTAGENA DE INDIAS"


def _instruments(incident: Incident) -> Template:
    ids: dict[str, str] = {}
    for claim in incident.claims:
        for weapon in claim.weapons:
            said = bare(weapon.anchor.exact) or clean(weapon.anchor.exact)
            named = next((v for k, v in TASK["weapon_words"].items() if k in said), TASK["weapon"].get(weapon.code))
            if named and (incident.kind == "BOMBING" or named not in ("BOMB", "DYNAMITE", "VEHICLE BOMB")):
                ids.setdefault(said, named)
    kinds: list[Any] = [[kind, said] for said, kind in ids.items()]
    if not kinds:  # the deed's own word tells with what
        deeds = " ".join(c.trigger.exact.upper() for c in incident.claims)
        told = [v for k, v in TASK["means"].items() if k in deeds][:1] or (
            ["BOMB"] if incident.kind == "BOMBING" else []
        )
        kinds = [[kind, "-"] for kind in told]  # the task's tag of a kind that no word names
    return {"inc-instr-id": list(ids), "inc-instr-type": kinds}


def template(
    incident: Incident, day: date | None, country: str | None, words: Words, others: Sequence[Claim]
) -> Template:
    """One filled template; empty slots are left out."""
    planned = all(c.modality == "planned" for c in incident.claims)
    hurt = humans(incident.claims, words, others)
    slots: Template = {
        "inc-type": [incident.kind],
        "inc-stage": ["THREATENED" if planned else "ACCOMPLISHED"],
        "inc-date": _date(incident, day),
        "inc-loc": _location(incident, country),
        **_instruments(incident),
        **perpetrators(incident.claims, others, words),
        **hurt,
        **things(incident.claims, incident.kind, words, hurt),
    }
    return {name: fillers for name, fillers in slots.items() if fillers}


def _country(stage: Scene | None) -> str | None:
    """The country of interest that a text names most, in places, nationalities and seats; None where it names none."""
    if stage is None:
        return None
    countries = [*(m.country for m in stage.mentions.places), *(m.country for m in stage.mentions.actors)]
    named = [c for c in countries if c in TASK["country"]]
    return max(dict.fromkeys(named), key=named.count, default=None)


def templates(reading: Reading, stage: Scene | None = None) -> list[Template]:
    """The templates of one text; an incident without a target is too vague for the task."""
    published = reading.document.published
    day = published.latest
    placed = [c.place.country for c in reading.claims if c.place and c.place.country in TASK["country"]]
    country = _country(stage) or max(dict.fromkeys(placed), key=placed.count, default=None)
    wanted = [c for c in reading.claims if _of_interest(c, day, home=country is not None)]
    found = incidents(wanted)
    told_further(found, [c for c in reading.claims if c not in wanted])
    words = Words.of(stage, TITLES, HEADS)
    told = [(i, template(i, day, country, words, reading.claims)) for i in _of_one_person(found, words)]
    filled = [t for i, t in told if not _is_vague(i, t) and not _is_of_police(t)]
    return [t for t in filled if any(k in t for k in ("hum-tgt-desc", "hum-tgt-name", "phys-tgt-id"))]


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """The templates of each text."""
    for row in rows(gold, "id", "text"):
        said = read(row["text"], doc_id=row["id"], language="en")
        yield {"id": row["id"], "templates": templates(said, scene(row["text"], doc_id="", language="en"))}
