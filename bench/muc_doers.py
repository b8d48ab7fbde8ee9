"""MUC-4's perpetrators: who did it by the claims of an incident, else who did most else in the text; people apart from bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from muc_targets import TASK, Template, tokens_of
from muc_words import Words, clean
from thucydides.model.claim import Actor, Claim

STATE = frozenset(("state_force", "police", "foreign_force"))
OFFICIAL = frozenset(("official_political", "official_military"))
REBELS = ("rebel_group", "militia")
_ADJECTIVES = frozenset(
    (*TASK["words"]["adjective"], *TASK["words"]["person"], *TASK["nation"])
)  # "a TERRORIST attack"
_BEFORE = 24  # characters before a doer that may hold a word of doubt
_MOST = 2  # fillers of a slot
_SHORT = 2  # words of a name that stand well before its people
_MEMBERS = frozenset(TASK["words"]["member"])
_AFTER = re.compile(r"(?<=\s)[\w'-]+(?=\W)")  # words behind a name, up to a mark
_FAR = 3  # of them
_NO_NAME = frozenset(("THE", "A", *TASK["words"]["person"], *TASK["words"]["fighter"]))


def doers(claim: Claim) -> list[Actor]:
    """Who did it, by a claim."""
    return [a for a in claim.actors if a.role == "initiator" and a.anchor.exact.upper() not in _ADJECTIVES]


def _confidence(claim: Claim) -> str:
    if claim.event_type == "arrest":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    stances = {s.stance for s in claim.attribution}
    root = claim.attribution[-1].kind if len(claim.attribution) > 1 else None
    if "claiming_responsibility" in stances:
        return "CLAIMED OR ADMITTED"
    if "accusing" in stances or claim.modality == "alleged":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if root in OFFICIAL else "SUSPECTED OR ACCUSED"
    return "POSSIBLE" if claim.modality == "estimated" else "REPORTED AS FACT"


def _doubted(doer: Actor, words: Words) -> str | None:
    """ "ALLEGED MEMBERS OF THE ELN": a word of doubt at a doer's own words or right before them."""
    if words.scene is None:
        return None
    at = doer.anchor.start
    said = tokens_of(words.scene.page.text[max(at - _BEFORE, 0) : doer.anchor.end])
    return "SUSPECTED OR ACCUSED" if set(said) & set(TASK["words"]["doubt"]) else None


def _split(said: str, *, named: bool) -> tuple[str | None, str | None]:
    """(people, organization) of the words for a doer: "ELN GUERRILLAS" are GUERRILLAS of the ELN, the ARMY is itself."""
    words = TASK["words"]
    tokens = tokens_of(said)
    members = [i for i, t in enumerate(tokens) if t in words["member"]]
    if not named:
        body = bool(tokens) and tokens[-1] in words["body"] and not members
        return (None, said) if body else (said, None)
    if not members:
        return None, said
    at = members[-1]
    after = [t for t in tokens[at + 1 :] if t not in ("OF", "THE")]
    kind = at - 1 if at and tokens[at - 1] in (*words["member"], *words["fighter"]) else at
    name = after or [t for t in tokens[:kind] if t not in _NO_NAME]
    people = tokens[kind : at + 1] if after or len(name) > _SHORT or not name else tokens[: at + 1]
    return " ".join(people), " ".join(name) or None


def _with_people(doer: Actor, words: Words) -> str:
    """The words for a doer with those of its people beside them: "ELN URBAN GUERRILLAS", "GUERRILLAS OF THE ELN"."""
    said = clean(doer.anchor.exact)
    if words.scene is None or doer.actor_id is None or set(tokens_of(said)) & _MEMBERS:
        return said
    text = words.scene.page.text
    behind = _AFTER.findall(text[doer.anchor.end : doer.anchor.end + _BEFORE])[:_FAR]
    people = next((i for i, word in enumerate(behind, 1) if word in _MEMBERS), 0)
    if people:
        return " ".join((said, *behind[:people]))
    before = text[max(doer.anchor.start - _BEFORE, 0) : doer.anchor.start].split()
    while before and before[-1] in ("OF", "THE", "FROM"):
        before.pop()
    return f"{before[-1]} OF {said}" if before and before[-1] in _MEMBERS else said


def _elsewhere(claims: Sequence[Claim]) -> list[tuple[Claim, Actor]]:
    """The group that does most in a text, where an incident names nobody; state forces are not taken for granted."""
    told = [(c, d) for c in claims for d in doers(c) if d.kind in REBELS]
    names = [d.actor_id or d.name for _, d in told]
    most = max(names, key=names.count, default=None)
    return [t for t, name in zip(told, names, strict=True) if name == most][:1]


def _held(claims: Sequence[Claim], text: Sequence[Claim]) -> list[tuple[Claim, Actor]]:
    """Who is held for a deed, by an arrest that the deed's own sentence tells: under accusation, where nobody else did it."""
    arrests = [c for c in text if c.event_type == "arrest" and c.polarity != "denied"]
    beside = [c for c in arrests if any(c.anchor.overlaps(d.anchor) for d in claims)]
    return [(c, a) for c in beside for a in c.actors if a.role == "target"][:_MOST]


def _body(words: Words) -> str | None:
    """The first rebel group that a text names: what its nameless guerrillas are of."""
    for m in words.scene.mentions.actors if words.scene is not None else ():
        if m.kind == "rebel_group" and m.actor_id is not None and words.scene is not None:
            return _split(clean(words.scene.page.text[m.start : m.end]), named=True)[1]
    return None


def perpetrators(claims: Sequence[Claim], text: Sequence[Claim], words: Words) -> Template:
    """The fills of the perpetrator slots of an incident, told by `claims` among all claims of its text."""
    people: dict[str, None] = {}
    groups: dict[str, str] = {}
    told = [(c, d) for c in claims for d in doers(c)] or _held(claims, text) or _elsewhere(text)
    for claim, doer in told:
        person, group = _split(_with_people(doer, words), named=doer.actor_id is not None)
        if person:
            people.setdefault(person)
        if group:
            groups.setdefault(group, _doubted(doer, words) or _confidence(claim))
    kinds = [d.kind for _, d in told]
    if not groups and "rebel_group" in kinds and (body := _body(words)) is not None:
        groups[body] = "REPORTED AS FACT"
    state = bool(kinds) and all(k in STATE for k in kinds)
    return {  # nine in ten incidents have a category, and two in three of those without a doer told are terrorist acts
        "perp-inc-cat": ["STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"],
        "perp-ind-id": list(people)[:_MOST],
        "perp-org-id": list(groups)[:_MOST],
        "perp-org-conf": [[how, said] for said, how in list(groups.items())[:_MOST]],
    }
