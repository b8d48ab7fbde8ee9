"""Figures by a policy: which number goes out, from which claims, and which were left out and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from thucydides.export import decided as by_people
from thucydides.export.dossier import Dossier, root
from thucydides.knowledge.policies import Policy
from thucydides.model.claim import Claim, Outcome, Toll, Victims

_OPEN: frozenset[Victims] = frozenset({"all", "unknown"})
_FIGHTERS: frozenset[Victims] = frozenset({"combatants", "police"})


@dataclass(frozen=True, slots=True)
class Count:
    """One claim's number of one outcome after the policy read its words; `toll` is where it stands."""

    claim: Claim
    toll: Toll
    low: int | None
    high: int | None

    @property
    def root(self) -> str:
        """Who says so."""
        return root(self.claim)

    @property
    def figure(self) -> int:
        """The number that the policy takes."""
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True)
class Figure:
    """`low`, `best`, `high` of one outcome and class of victims; None where nothing is told. `of` backs `best`.

    `decided` where a person set it: then no claim need tell it.
    """

    outcome: Outcome
    victims: str
    low: int | None
    best: int | None
    high: int | None
    of: Count | None
    decided: bool = False

    @property
    def told(self) -> bool:
        """True where a claim tells it or a person set it."""
        return self.decided or self.of is not None


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a policy made of an event. `used`, `left_out` are (claim_id, reason), `decided` (slot, value) of people."""

    policy: str
    figures: tuple[Figure, ...]
    used: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    decided: tuple[tuple[str, Any], ...] = ()

    def figure(self, outcome: Outcome, victims: str = "all") -> Figure | None:
        """The figure of an outcome and class; None where the policy has none."""
        return next((f for f in self.figures if (f.outcome, f.victims) == (outcome, victims)), None)


def derive(dossier: Dossier, policy: Policy) -> Derivation:
    """Figures of an event by a policy. Doubtful verbs drop nothing; copies and overtaken figures count once."""
    left: list[tuple[str, str]] = []
    kept: list[Claim] = []
    for claim in dossier.claims:
        reason = _unfit(claim, dossier, policy)
        if reason:
            left.append((claim.claim_id, reason))
        else:
            kept.append(claim)
    figures: list[Figure] = []
    used: dict[str, str] = {}
    for name in policy.outcomes:
        outcome: Outcome = "killed" if name == "killed" else "injured"
        counts = [n for claim in kept for n in _totals(claim, outcome, policy)]
        standing = [n for n in counts if n.claim.claim_id not in dossier.superseded] or counts
        figures.append(_decided(_figure(outcome, "all", counts, standing, policy), counts, dossier, policy))
        if policy.rule == "min-max":
            figures += _by_class(outcome, kept, policy)
        used |= {n.claim.claim_id: f"tells {outcome}" for n in standing}
        left += [
            (n.claim.claim_id, "a later, higher toll has overtaken it") for n in counts if n not in standing
        ]  # fmt: skip
    left += [(c.claim_id, "tells no figure") for c in kept if c.claim_id not in used and c.claim_id not in dict(left)]
    return Derivation(
        policy.id, tuple(figures), tuple(sorted(used.items())), tuple(sorted(set(left))),
        tuple(sorted(dossier.decided.items())),
    )  # fmt: skip


def _unfit(claim: Claim, dossier: Dossier, policy: Policy) -> str:
    if claim.polarity == "denied":
        return "a denial carries no figure"
    if claim.modality not in policy.modalities:
        return f"only {claim.modality}"
    return "a copy of another text" if claim.claim_id in dossier.copies else ""


def counted(claim: Claim, toll: Toll, policy: Policy) -> Count | None:
    """A toll by the policy's reading of its words; None where it tells no number."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        return None
    if toll.exactness == "vague" and low is not None and high is not None:
        word = policy.word_figure(low, high)
        if word is not None:
            return Count(claim, toll, word, word)
    if low is None and policy.up_to is not None:
        low = policy.up_to
    return Count(claim, toll, low, high)


def _totals(claim: Claim, outcome: Outcome, policy: Policy) -> list[Count]:
    """The claim's total of an outcome: one count, of classes told apart their sum.

    A figure that is greater than the total beside it is no part of it: it is the newer one.
    """
    tops = [
        c for t in claim.casualties if t.outcome == outcome and t.part_of is None if (c := counted(claim, t, policy))
    ]  # fmt: skip
    if not tops:
        return []
    whole = [c for c in tops if c.toll.victims in _OPEN]
    if whole:
        return [max((*whole, *tops), key=lambda c: c.figure)]
    if len(tops) == 1:
        return tops
    first = tops[0]
    lows, highs = [c.low for c in tops], [c.high for c in tops]
    low = None if None in lows else sum(n for n in lows if n is not None)
    high = None if None in highs else sum(n for n in highs if n is not None)
    return [Count(claim, first.toll, low, high)]


def _figure(outcome: Outcome, victims: str, counts: list[Count], standing: list[Count], policy: Policy) -> Figure:
    if not counts:
        return Figure(outcome, victims, policy.nothing_told, policy.nothing_told, policy.nothing_told, None)
    lowest = min(standing, key=lambda n: n.figure)
    highest = max(counts, key=lambda n: max(n.high or 0, n.figure))
    top = max(highest.high or 0, highest.figure)
    if policy.rule == "lowest":
        return Figure(outcome, victims, lowest.figure, lowest.figure, lowest.figure, lowest)
    if policy.rule == "min-max":
        return Figure(outcome, victims, lowest.figure, None, top, lowest)
    best = likeliest(standing)
    return Figure(outcome, victims, min(lowest.figure, best.figure), best.figure, max(top, best.figure), best)


def _decided(figure: Figure, counts: list[Count], dossier: Dossier, policy: Policy) -> Figure:
    """The figure that a person decided; a range of the policy's still tells what the claims said."""
    number = by_people.number(dossier.decided, figure.outcome)
    if number is None:
        return figure
    backing = next((n for n in counts if number in (n.low, n.high)), None)
    made = replace(figure, low=number, best=number, high=number, of=backing, decided=True)
    if policy.rule == "min-max":
        return replace(made, best=None)
    if policy.rule == "lowest" or figure.of is None:
        return made
    lows = [n for n in (figure.low, number) if n is not None]
    return replace(made, low=min(lows), high=max(figure.high or 0, number))


def likeliest(counts: list[Count]) -> Count:
    """Told by most independent roots, then latest, then lowest."""
    roots: dict[int, set[str]] = {}
    for n in counts:
        roots.setdefault(n.figure, set()).add(n.root)

    def rank(n: Count) -> tuple[int, int, int]:
        day = n.claim.document.published.earliest
        return (len(roots[n.figure]), day.toordinal() if day else 0, -n.figure)

    return max(counts, key=rank)


def _by_class(outcome: Outcome, claims: list[Claim], policy: Policy) -> list[Figure]:
    """Least and most of each class of victims that any claim tells."""
    by_class: dict[str, list[Count]] = {}
    for claim in claims:
        for toll in claim.casualties:
            made = counted(claim, toll, policy) if toll.outcome == outcome else None
            if made is not None:
                by_class.setdefault("belligerents" if toll.victims in _FIGHTERS else toll.victims, []).append(made)
    return [_figure(outcome, name, found, found, policy) for name, found in sorted(by_class.items())]


def grade(dossier: Dossier) -> tuple[str, str]:
    """Airwars-like grade as a suggestion, and its reason; a person confirms it. Nothing is ever discounted by machine."""
    for claim in dossier.told:
        if any(s.stance == "claiming_responsibility" for s in claim.attribution):
            return "Confirmed", f"{claim.attribution[-1].source} claims responsibility"
    if any(r.kind in ("conflicts_actor", "denies") for r in dossier.event.relations):
        return "Contested", "accounts differ on who did it, or it is denied"
    roots = len(dossier.event.roots)
    named = {a.actor_id or a.name for c in dossier.told for a in c.actors if a.role == "initiator"}
    if roots >= 2 and named:
        return "Fair", f"{roots} independent roots, and they name {', '.join(sorted(named))}"
    return "Weak", f"{roots} independent root" + ("" if roots == 1 else "s, and none names who did it")
