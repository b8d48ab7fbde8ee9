"""An event as a grid of accounts: one line a source, with what it says, when, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

from thucydides.cli.render import phrases
from thucydides.cli.render.block import line
from thucydides.cli.render.paint import Paint, shown
from thucydides.cli.render.table import aligned
from thucydides.export.dossier import Dossier
from thucydides.export.figures import Derivation
from thucydides.model.claim import Claim
from thucydides.store.flat import amount

_HEAD = ("according to", "told by", "published", "event day", "what", "who", "killed", "injured")
_WIDTHS = (32, 22, 10, 23, 20, 34, 9, 9)
_WORDS = 160


def _counts(claim: Claim, outcome: str) -> str:
    return "+".join(amount(t) for t in claim.casualties if t.outcome == outcome and t.part_of is None)


def cells(claim: Claim) -> tuple[str, ...]:
    """What a claim says, as the cells of the grid."""
    published = claim.document.published.earliest
    what = phrases.plain(claim.event_type)
    told = (
        claim.attribution[-1].source,
        claim.document.outlet or claim.document.title or claim.document.doc_id[:8],
        str(published) if published else "?",
        phrases.when(claim.time) or "?",
        f"DENIED: {what}" if claim.polarity == "denied" else what,
        phrases.who(claim),
        _counts(claim, "killed"),
        _counts(claim, "injured"),
    )
    return tuple(shown(cell) for cell in told)


def grid(dossier: Dossier, paint: Paint) -> Iterator[str]:
    """The lines of an event: head, one line a claim with its words below, then how they stand to each other."""
    typed, placed = dossier.typed(), dossier.placed()
    where = phrases.where(placed.place) if placed else "place not known"
    yield paint(f"{phrases.plain(typed.event_type)}, {shown(where)}", "strong") + f"  {dossier.event.event_id[:8]}"
    roots = dossier.event.roots
    yield line("roots", shown(f"{len(roots)}: {', '.join(roots)}"), paint)
    rows = [cells(c) for c in dossier.claims]
    widths = [min(most, max(len(r[i]) for r in (_HEAD, *rows))) for i, most in enumerate(_WIDTHS)]
    yield "   " + paint(aligned(_HEAD, widths), "faint")
    for claim, row in zip(dossier.claims, rows, strict=True):
        yield "   " + aligned(row, widths)
        words = shown(" ".join(claim.anchor.exact.split()))
        words = words if len(words) <= _WORDS else words[:_WORDS] + "..."
        yield f'      "{words}" {paint(claim.claim_id[:8], "faint")}'
    yield from relations(dossier, paint)


def relations(dossier: Dossier, paint: Paint, *, conflicts_only: bool = False) -> Iterator[str]:
    """One line a relation: who stands how to whom, and why."""
    name = {c.claim_id: c.attribution[-1].source for c in dossier.claims}
    for r in dossier.event.relations:
        if conflicts_only and r.kind != "denies" and not r.kind.startswith("conflicts_"):
            continue
        a, b = name.get(r.a, r.a), name.get(r.b, r.b)
        said = f"{a} {_VERB.get(r.kind, 'contradicts')} {b}: {r.why} [{r.a[:8]}, {r.b[:8]}]"
        yield line(phrases.plain(r.kind), shown(said), paint)


_VERB = {"agrees": "agrees with", "refines": "refines", "updates": "updates", "copies": "copies", "denies": "denies"}


def derivation(derived: Derivation, paint: Paint) -> Iterator[str]:
    """The figures of a policy, the claims that it used, and those that it left out."""
    for figure in derived.figures:
        if not figure.told:
            continue
        numbers = ", ".join(
            f"{label} {n}" for label, n in (("low", figure.low), ("best", figure.best), ("high", figure.high))
            if n is not None
        )  # fmt: skip
        backed = f'"{figure.of.toll.anchor.exact}" {figure.of.claim.claim_id[:8]}' if figure.of else "no claim tells it"
        backed = f"decided; {backed}" if figure.decided else backed
        yield line(
            "figures", shown(f"{figure.outcome} {figure.victims}: {numbers} ({backed}), {derived.policy}"), paint
        )
    for claim_id, reason in derived.left_out:
        yield line("left out", shown(f"{claim_id[:8]}: {reason}"), paint)
