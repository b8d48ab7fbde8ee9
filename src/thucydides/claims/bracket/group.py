"""Reads the verb group of a verb whose parts frame its clause: voice, negation, and whether it is told, planned or rumour."""

from __future__ import annotations

from thucydides.claims.bracket.clauses import AUXILIARY, Clause, clause_of
from thucydides.claims.bracket.verbs import VerbGroup, Voice
from thucydides.claims.scene import Scene

_NONFINITE = frozenset({"pp", "inf"})


def clause_of_verb(scene: Scene, first: int, last: int, features: frozenset[str]) -> tuple[bool, Clause]:
    """Whether a form is finite here, and its clause. One that can be a participle or infinitive too is finite only where no
    auxiliary completes it and its clause goes on behind it.
    """
    if "fin" in features and not features & _NONFINITE:
        return True, clause_of(scene, first, last, True)
    clause = clause_of(scene, first, last, False)
    if "fin" not in features or clause.closing or (clause.finite >= 0 and scene.gram[clause.finite] in AUXILIARY):
        return False, clause
    own = last < clause.last if "pp" in features else scene.gram[first - 1] not in ("prep", "purpose")
    return own, clause_of(scene, first, last, True) if own else clause


def _is_negated(scene: Scene, clause: Clause, first: int, last: int) -> bool:
    """A negation anywhere in the frame; before the finite verb that of a subject ("kein Soldat wurde …")."""
    for i in range(clause.first, clause.last):
        if scene.gram[i] == "not" and scene.gram_values[i] != "lack":
            return clause.finite < 0 or i < last or clause.finite >= first
    return False


def framed(scene: Scene, first: int, last: int, features: frozenset[str]) -> VerbGroup:
    """The group of the verb at tokens [first, last), whose form has these features."""
    own, clause = clause_of_verb(scene, first, last, features)
    attributive = "adj" in features and not own
    parts = [] if attributive else [*clause.closing, *([clause.finite] if 0 <= clause.finite != first else [])]
    roles = {scene.gram[i] for i in parts}
    values = {scene.gram_values[i] for i in parts}
    told = frozenset().union(*(scene.features[i] for i in parts)) if parts else frozenset()
    have, be = "have" in roles, "be" in roles
    participle = "pp" in features and not own
    voice: Voice = "passive" if participle and (not have or "pp" in told) else "active"
    rumour = "soll" in values and ((participle and (have or be)) or "inf" in told)
    rumour = rumour and any("inf" in scene.features[i] or "pp" in scene.features[i] for i in clause.closing)
    rumour = rumour and not _is_future_passive(scene, clause)
    infinitive = "inf" in features and not own and not roles & AUXILIARY
    future = "inf" in features and not own and "werden" in values and not participle
    aimed = first > 0 and scene.gram[first - 1] in ("prep", "purpose") and "inf" in features
    return VerbGroup(
        voice=voice,
        first=first,
        negated=_is_negated(scene, clause, first, last),
        planned=("plan" in roles and not rumour) or future or "fut" in features,
        modal="modal" in roles,
        conditional=rumour,
        infinitive=infinitive,
        purpose=infinitive and (aimed or any(scene.gram[i] == "purpose" for i in range(clause.first, first))),
        perfect=have,
        finite=own or bool(told & {"fin"}),
        stative=participle and be and "werden" not in values and not have,
    )


def _is_future_passive(scene: Scene, clause: Clause) -> bool:
    """ "soll getötet werden": what is to be done; "soll getötet worden sein" is said to have been done."""
    return len(clause.closing) == 1 and scene.gram_values[clause.closing[0]] == "werden"
