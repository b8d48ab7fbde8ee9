"""MUC-4's physical targets: which buildings, vehicles and posts an incident hit, how many, whose, and how badly."""

from __future__ import annotations

from muc_targets import AREAS, TASK, Template, bare, class_of, is_thing, nation_of, targets, tokens_of
from muc_words import Words
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Claim

_ONE = frozenset(TASK["words"]["one"])
_SLOTS = ("phys-tgt-id", "phys-tgt-type", "phys-tgt-num", "phys-tgt-nation", "phys-tgt-effect")


def _count(anchor: Anchor, said: str, words: Words) -> str:
    """How many: the figure in or right before the words, else one or many by the noun before a preposition."""
    scene = words.scene
    for n in () if scene is None else scene.mentions.numbers:
        beside = anchor.start <= n.start < anchor.end or 0 <= anchor.start - n.end <= 1
        if beside and n.low is not None and n.low == n.high and n.low >= 1:
            return str(int(n.low))
    tokens = tokens_of(said)
    ends = [i for i, t in enumerate(tokens) if i and t in TASK["words"]["opener"]]
    head = tokens[(ends[0] if ends else len(tokens)) - 1] if tokens else ""
    return "PLURAL" if head.endswith("S") and head not in _ONE else "1"


def _kind(said: str, owners: set[str]) -> str:
    """The task's class; a home or an office is of the class of the official who lives there or is hit with it."""
    kind = class_of(said, "physical", "OTHER")
    if kind not in TASK["words"]["lived_in"]:
        return kind
    for owner in (class_of(said, "human", ""), *sorted(owners)):
        if owner in TASK["owner"]:
            return str(TASK["owner"][owner])
    return kind


def things(claims: list[Claim], kind: str, words: Words, hurt: Template) -> Template:
    """The fills of the physical target slots of an incident of this kind; `hurt` holds those of its human targets."""
    slots: Template = {k: [] for k in _SLOTS}
    owners = {str(owner) for owner, _ in hurt.get("hum-tgt-type", ())}
    for claim in claims:
        for actor in targets(claim):
            said = bare(words.phrase(actor.anchor))
            if not is_thing(actor) or not said or said in slots["phys-tgt-id"] or said.split()[-1] in AREAS:
                continue
            slots["phys-tgt-id"].append(said)
            slots["phys-tgt-type"].append([_kind(said, owners), said])
            slots["phys-tgt-num"].append([_count(actor.anchor, said, words), said])
            nation = nation_of(said)
            if nation:
                slots["phys-tgt-nation"].append([nation, said])
            ruined = any(w in claim.anchor.exact.upper() for w in TASK["words"]["destroyed"])
            if ruined or kind in ("BOMBING", "ARSON"):
                slots["phys-tgt-effect"].append(["DESTROYED" if ruined else "SOME DAMAGE", said])
    return slots
