"""Which slot of a verb a noun phrase fills where the verb frames its clause: by the order of bare phrases and by case."""

from __future__ import annotations

from thucydides.claims.bracket.clauses import Clause, Phrase, clause_of, is_finite, phrases_in
from thucydides.claims.bracket.group import clause_of_verb
from thucydides.claims.scene import Scene
from thucydides.model.mention import ActorMention, Mention

_OBLIQUE = frozenset({"acc", "dat"})


def _holds(phrase: Phrase, actor: Mention) -> bool:
    return phrase.first < actor.last and actor.first < phrase.last


def _relative(scene: Scene, clause: Clause) -> bool:
    """True for a relative clause whose pronoun is its subject: no preposition before it and no oblique case."""
    at = clause.first - 1
    if clause.opens != "rel" or scene.gram[at - 1] in ("prep", "by", "against", "with", "of"):
        return False
    return scene.gram_values[at] not in _OBLIQUE


def _has_pronoun(scene: Scene, clause: Clause) -> bool:
    return any(scene.gram[i] == "pron" and "subject" in scene.features[i] for i in range(clause.first, clause.last))


def takes_up(scene: Scene, word: Mention) -> bool:
    """ "teilte mit, sie habe Drohnen abgeschossen": the subject of a framed verb is a pronoun."""
    _, clause = clause_of_verb(scene, word.first, word.last, getattr(word, "features", frozenset()))
    return _has_pronoun(scene, clause)


def subject_of(scene: Scene, clause: Clause) -> Phrase | None:
    """The phrase that is the subject of an active clause: the first bare one without an article of another case."""
    if _relative(scene, clause) or _has_pronoun(scene, clause):
        return None
    bare = [p for p in phrases_in(scene, clause.first, clause.last) if not p.governed and p.case not in _OBLIQUE]
    return bare[0] if bare else None


def framed_slot(scene: Scene, word: Mention, voice: str, actor: ActorMention) -> str | None:
    """ "subj", "obj" or "" for an actor that no preposition governs; None where a preposition must tell or the actor
    stands outside the clause.
    """
    _, clause = clause_of_verb(scene, word.first, word.last, getattr(word, "features", frozenset()))
    if not clause.first <= actor.first < clause.last:
        return _outside(scene, clause, voice, actor)
    phrase = next((p for p in phrases_in(scene, clause.first, clause.last) if _holds(p, actor)), None)
    if phrase is None or phrase.governed:
        return None
    if voice == "passive":
        return "obj" if phrase.case != "dat" else ""
    if phrase.case in _OBLIQUE:
        return "obj" if phrase.case == "acc" else ""
    subject = subject_of(scene, clause)
    if subject is None:
        shared = clause.opens == "and" and not _relative(scene, clause)
        return "obj" if shared or _relative(scene, clause) or _has_pronoun(scene, clause) else "subj"
    if clause.opens == "and" and subject.first > word.first:
        return "obj"  # "und töteten zwei Hirten": the subject is that of the verb before
    joined = all(scene.gram[i] == "and" or scene.page.tokens.forms[i] == "," for i in range(subject.last, phrase.first))
    return "subj" if _holds(subject, actor) or (joined and phrase.first > subject.first) else "obj"


def _outside(scene: Scene, clause: Clause, voice: str, actor: ActorMention) -> str:
    """The noun in front of a relative clause, and the subject of the clause before where "and" joins two verbs."""
    at = clause.first - 1
    if clause.opens == "rel":
        at -= scene.page.tokens.forms[at - 1] == ","
        return ("obj" if voice == "passive" else "subj") if actor.last == at and _relative(scene, clause) else ""
    if clause.opens != "and" or voice == "passive" or actor.first >= clause.first:
        return ""
    prior = next((i for i in range(at - 1, -1, -1) if is_finite(scene, i)), -1)
    if prior < 0 or scene.sentence[prior] != scene.sentence[at]:
        return ""
    before = clause_of(scene, prior, prior + 1, True)
    subject = subject_of(scene, before)
    return "subj" if subject is not None and _holds(subject, actor) else ""


def in_frame(scene: Scene, word: Mention, voice: str, actor: ActorMention, prep: str) -> str:
    """The slot of an actor beside a verb that frames its clause; `prep`, the class before it, tells it, else order and case."""
    slot = framed_slot(scene, word, voice, actor)
    if slot is None:
        active = voice == "active" and getattr(word, "args", "") not in ("die", "hit", "explode")
        if prep == "by":
            return "" if active else "agent"
        return prep if prep in ("against", "with", "between") else ""
    return slot
