"""Which noun phrase of a framed clause the harm of its verb befell: the subject of a passive, the object of an active verb."""

from __future__ import annotations

from collections.abc import Sequence

from thucydides.claims.bracket.clauses import Phrase, phrases_in
from thucydides.claims.bracket.group import clause_of_verb
from thucydides.claims.bracket.slots import subject_of
from thucydides.claims.bracket.verbs import VerbGroup
from thucydides.claims.scene import Scene
from thucydides.model.mention import CasualtyMention

_BESIDE = 4  # tokens from a participle before its noun to that noun


def framed_sufferer(
    scene: Scene, word: CasualtyMention, group: VerbGroup, spans: Sequence[tuple[int, int, int]]
) -> int | None:
    """The number of the count that the verb tells of, of `spans` (number, first, last) in order; None where it has none."""
    own, clause = clause_of_verb(scene, word.first, word.last, word.features)
    if "adj" in word.features and not own:
        behind = [n for n, first, _ in spans if 0 <= first - word.last < _BESIDE]
        ahead = [n for n, _, last in spans if last == word.first]  # "drei getötete Hirten"
        return next(iter([*ahead, *behind]), None)
    subject = subject_of(scene, clause) if word.args == "kill" and group.voice == "active" else None
    if subject is not None and clause.opens == "and" and subject.first > word.first:
        subject = None  # "und nahm 40 Menschen fest": its subject is that of the verb before
    phrases = phrases_in(scene, clause.first, clause.last)
    ranked: list[tuple[int, int]] = []
    for n, first, last in spans:
        if not clause.first <= first < clause.last or _is_governed(phrases, first):
            continue
        if subject is not None and subject.first < last and first < subject.last:
            continue
        if word.args == "kill" and own and last <= word.first and subject is not None:
            continue  # "Drei Rebellen töteten …": before its own finite verb stands the subject
        ranked.append((word.first - last if last <= word.first else first - word.last, n))
    return min(ranked)[1] if ranked else None


def _is_governed(phrases: Sequence[Phrase], token: int) -> bool:
    return any(p.governed and p.first <= token < p.last for p in phrases)
