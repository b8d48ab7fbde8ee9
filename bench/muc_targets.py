"""MUC-4's targets: whom and what the claims of one incident hit, as the task's fills of human and physical targets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from muc_choice import THRESHOLD, candidates
from muc_words import Words, clean
from thucydides.model.claim import Actor, Claim, Toll

TASK: dict[str, Any] = tomllib.loads((Path(__file__).parent / "profiles" / "muc4.toml").read_text(encoding="utf-8"))
PEOPLE = frozenset(("civilians", "police", "state_force", "protesters", "foreign_force", "unknown", "other"))
LISTED = frozenset(w for table in (TASK["human"], TASK["physical"], TASK["words"]["plural"]) for w in table)
TITLES = frozenset((*TASK["human"], *TASK["words"]["title"]))
HEADS = frozenset(TASK["human"])
PERSONS = frozenset(TASK["words"]["person"])
AREAS = frozenset(TASK["words"]["area"])
_STOPS = frozenset(TASK["words"]["joint"])
Template = dict[str, list[Any]]


def tokens_of(text: str) -> list[str]:
    """The words of a text in capitals."""
    return re.findall(r"[\w'-]+", text.upper())


def targets(claim: Claim) -> list[Actor]:
    """Whom a claim says was hit."""
    return [a for a in claim.actors if a.role in ("target", "party")]


def is_vague(words: str) -> bool:
    """ "CIVILIANS", "THE SALVADORAN PEOPLE", "COLOMBIA": words that tell of nobody in particular."""
    return all(t in TASK["words"]["vague"] or t in TASK["words"]["number"] for t in tokens_of(words))


def is_thing(actor: Actor) -> bool:
    """True for buildings, vehicles and posts, by their kind or by a word of the task's list."""
    words = set(tokens_of(actor.anchor.exact))
    head = re.split(r"\s(?:OF|IN|FROM|AT|ON)\s", actor.anchor.exact.upper())[0].split()[-1:]
    if actor.kind != "civilians" and set(head) & (set(TASK["physical"]) - set(TASK["human"])):
        return True  # "a police post"
    if words & set(TASK["human"]) or actor.kind in ("civilians", "police", "state_force", "protesters"):
        return False
    return actor.kind == "infrastructure" or bool(words & set(TASK["physical"]))


def _number(toll: Toll) -> str | None:
    """The figure alone: the task gives half for a bound without its sign, and all for a plain figure."""
    if toll.exactness == "vague" or (toll.low is None and toll.high is None):
        return None
    return str(toll.low if toll.low is not None else toll.high)


def _plural(words: str) -> str:
    tokens = tokens_of(words)
    many = bool(tokens) and (any(t in TASK["words"]["plural"] for t in tokens) or tokens[-1].endswith("S"))
    return "PLURAL" if many else "1"


def _class(words: str, table: str, default: str) -> str:
    tokens = set(tokens_of(words))
    found = next((str(v) for k, v in TASK[table].items() if k in tokens), default)
    if found in ("GOVERNMENT OFFICIAL", "ACTIVE MILITARY") and tokens & set(TASK["words"]["former"]):
        return f"FORMER {found}"
    return found


def _nation(words: str) -> str | None:
    tokens = tokens_of(words)
    return next((str(v) for k, v in TASK["nation"].items() if k in tokens or (k == "U.S" and "U.S." in words)), None)


class_of, nation_of = _class, _nation


def bare(words: str) -> str:
    """The words of a target without leading numbers; empty where nobody is named."""
    tokens = clean(words).split()
    whose = ""
    while tokens and (re.fullmatch(r"[\d,.-]+", tokens[0]) or tokens[0] in TASK["words"]["number"]):
        whose = f"{tokens[0]} " if tokens[0] in TASK["words"]["whose"] else ""
        tokens = tokens[1:]
    return "" if not tokens or tokens[0] in TASK["words"]["nobody"] else whose + " ".join(tokens)


def _effect(tolls: list[Toll]) -> str | None:
    outcomes = [t.outcome for t in tolls if t.high != 0]
    if "killed" in outcomes:
        return "DEATH"
    if "injured" in outcomes or "killed_or_injured" in outcomes:
        return "INJURY"
    return "NO INJURY OR DEATH" if tolls and all(t.high == 0 for t in tolls) else None


def _told_effect(claims: Iterable[Claim]) -> str | None:
    """What the words of the deeds themselves say befell their targets ("the murder of")."""
    words = " ".join(c.trigger.exact.upper() for c in claims)
    return next((str(v) for k, v in TASK["effect"].items() if k in words), None)


@dataclass(slots=True)
class Victim:
    """One human target: the longest words for it, its kind, and the tolls that count it."""

    said: str
    kind: str
    tolls: list[Toll]
    name: str = ""
    effect: str | None = None

    @property
    def head(self) -> str:
        """The name, or the last word before a preposition, by which two mentions are one."""
        if self.name:
            return self.name.split()[-1]
        return re.split(r" (?:OF|IN|FROM|WHO|AT|ON) ", self.said)[0].split()[-1].rstrip("S")


def _nobody(actor: Actor, claim: Claim, tolls: list[Toll], words: Words) -> bool:
    """True for words of no list and no name that nobody is told to be killed, hurt or taken by: an object at most."""
    if actor.kind != "unknown" or claim.event_type == "abduction" or _told_effect([claim]):
        return False
    said = clean(actor.anchor.exact)
    named = any(set(said.split()) <= set(n.split()) for _, n in words.titled)
    return not (named or set(tokens_of(said)) & LISTED or any(t.anchor.overlaps(actor.anchor) for t in tolls))


def _single(tolls: tuple[Toll, ...]) -> list[Toll]:
    """Tolls without the sums of which all parts are told ("the mayor and his two guards")."""
    parts = {t.part_of for t in tolls}
    kept = [t for i, t in enumerate(tolls) if i not in parts or t.low is None or not _summed(tolls, i)]
    return [one for t in kept for one in ([t] if len(t.names) < 2 else _by_name(t))]


def _by_name(toll: Toll) -> list[Toll]:
    """ "two councilmen, A B and C D": a toll of one for each name."""
    return [replace(toll, low=1, high=1, names=(name,)) for name in toll.names]


def _summed(tolls: tuple[Toll, ...], whole: int) -> bool:
    return sum(t.low or 0 for t in tolls if t.part_of == whole) == tolls[whole].low


def victims(claims: Iterable[Claim], words: Words) -> list[Victim]:
    """Human targets and counted victims; two with one head are one."""
    found: dict[str, Victim] = {}
    for claim in claims:
        tolls = _single(claim.casualties)
        told = [
            Victim(bare(words.phrase(a.anchor)), a.kind, [t for t in tolls if t.anchor.overlaps(a.anchor)])
            for a in targets(claim)
            if a.kind in PEOPLE and not is_thing(a) and not _nobody(a, claim, tolls, words)
        ]
        counted = [t for t in tolls if not any(t in v.tolls for v in told)]
        if len([v for v in told if v.said]) == 1 and not told[0].tolls:
            told[0].tolls += tolls
            counted = [] if len(tolls) == 1 else counted
        told += [
            Victim(_counted(t, tolls, words), "police" if t.victims == "police" else "civilians", [t]) for t in counted
        ]
        for victim in (_named(one, words) for v in told for one in _apart(v)):
            victim.effect = _effect(victim.tolls) or _told_effect([claim])
            if victim.name or _is_somebody(victim, words):
                same = found.setdefault(_key(victim, found), victim)
                if same is not victim:
                    same.said = max(same.said, victim.said, key=len)
                    same.name = max(same.name, victim.name, key=len)
                    same.effect = same.effect or victim.effect
                    same.tolls += victim.tolls
    return list(found.values())


def _counted(toll: Toll, tolls: list[Toll], words: Words) -> str:
    """The words for those that a toll counts: "others", and of a bare figure ("12 were injured") those of the toll before."""
    said = bare(words.phrase(toll.anchor))
    if said or toll.high == 1:
        return said
    told = [w for w in tokens_of(toll.anchor.exact) if w in TASK["words"]["counted"]]
    if told:
        return told[-1]
    before = [t for t in tolls if t.anchor.end <= toll.anchor.start and not t.names]
    alone = all(w.isdigit() or w in TASK["words"]["number"] for w in tokens_of(toll.anchor.exact))
    return bare(words.phrase(before[-1].anchor)) if before and alone else ""


def _apart(victim: Victim) -> list[Victim]:
    """ "three reporters: A B, C D and E F": one for each name."""
    named = [t for t in victim.tolls if t.names]
    if len(named) < 2:
        return [victim]
    return [Victim(victim.said, victim.kind, [t], clean(t.names[0].exact)) for t in named]


def _key(victim: Victim, found: dict[str, Victim]) -> str:
    """Under what a victim is told again: a name, or a noun with no other effect."""
    head = victim.head
    if victim.name:
        return head
    alike = (k for k, v in found.items() if not v.name and v.head == head and None in (v.effect, victim.effect))
    return next(alike, f"{head}/{victim.effect}")


def _is_somebody(victim: Victim, words: Words) -> bool:
    """True for words of persons: of a list, of a nation, or such as the reader counts as persons; not "WAS INJURED"."""
    said = set(tokens_of(victim.said))
    return bool(said & (LISTED | frozenset(TASK["nation"]) | PERSONS)) or words.persons(victim.said)


def _named(victim: Victim, words: Words) -> Victim:
    """A victim with its name apart from the words that describe it: as the toll tells, what follows a title, or words
    of no list at all.
    """
    said = victim.said.split()
    names = [clean(n.exact) for t in victim.tolls for n in t.names]
    last = max((i for i, w in enumerate(said) if w.strip(",") in TITLES), default=None)
    if victim.name:
        pass
    elif last is not None and 1 <= len(said) - last - 1 <= 5 and _may_be_name(said[last + 1 :]):
        victim.name = " ".join(said[last + 1 :])
    elif names and not set(names[0].split()) & (LISTED | TITLES | _STOPS):
        victim.name = names[0]
    elif victim.kind == "unknown" and 1 < len(said) < 6 and not victim.tolls and _may_be_name(said):
        victim.name = victim.said
    one = not victim.tolls or any(t.low == 1 == t.high for t in victim.tolls)
    if not victim.name and said and victim.kind == "unknown" and words.fuller(victim.said) != victim.said:
        victim.name = victim.said
    if victim.name and not names and not words.is_of_a_person(victim.name):
        victim.said, victim.name = victim.said if victim.said != victim.name else "", ""
    if victim.name:
        old = victim.name
        victim.name = words.fuller(victim.name)
        if victim.said in ("", old):
            victim.said = words.title(victim.name) or words.aside(victim.name) or ""
    elif said and one and _plural(victim.said) == "1":
        victim.name = words.bearer((victim.said.split(" OF ")[0].split() or said)[-1]) or ""
    if victim.name and (victim.said in victim.name or victim.name in victim.said):
        victim.said = victim.said.replace(victim.name, "").strip(" ,") if victim.said != victim.name else ""
    return victim


def _may_be_name(words: list[str]) -> bool:
    return not any(w in LISTED or w in TITLES or w in _STOPS or not re.fullmatch(r"[^\W\d_][\w'.-]*", w) for w in words)


def _chosen(claims: list[Claim], text: Sequence[Claim], words: Words, found: list[Victim]) -> list[Victim]:
    """Persons named in the text whom no claim of the incident names, where the weights make them victims of it."""
    more = [c for c in candidates(claims, text, words, [v.name for v in found if v.name]) if c.score >= THRESHOLD]
    effects = {"killed": "DEATH", "killed_or_injured": "INJURY", "injured": "INJURY"}
    told = next((v.effect for v in found if v.effect), None) or _told_effect(claims)
    return [
        Victim(words.title(c.name) or words.aside(c.name) or "", "unknown", [], c.name, effects.get(c.fate or "", told))
        for c in more
    ]


def humans(claims: list[Claim], words: Words, text: Sequence[Claim]) -> Template:
    """The fills of the human target slots."""
    keys = ("name", "desc", "type", "num", "nation", "effect")
    slots: Template = {f"hum-tgt-{k}": [] for k in keys}
    found = victims(claims, words)
    for victim in (*found, *_chosen(claims, text, words, found)):
        tag = victim.name or victim.said
        said, default = victim.said or victim.name, {"police": "LAW ENFORCEMENT", "state_force": "ACTIVE MILITARY"}
        if victim.name:
            slots["hum-tgt-name"].append(victim.name)
        if victim.said:
            slots["hum-tgt-desc"].append([victim.said, victim.name] if victim.name else victim.said)
        slots["hum-tgt-type"].append([_class(said, "human", default.get(victim.kind, "CIVILIAN")), tag])
        number = next((n for n in map(_number, victim.tolls) if n and n != "0"), None)
        slots["hum-tgt-num"].append(["1" if victim.name else number or _plural(said), tag])
        nation = _nation(victim.said)
        if nation:
            slots["hum-tgt-nation"].append([nation, tag])
        if victim.effect:
            slots["hum-tgt-effect"].append([victim.effect, tag])
    tolls = [t for c in claims for t in c.casualties]
    if not slots["hum-tgt-type"] and tolls and all(t.high == 0 for t in tolls):  # nobody was there to be hurt
        slots["hum-tgt-effect"].append(["NO INJURY OR DEATH", "-"])
    return slots
