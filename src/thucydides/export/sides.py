"""The two sides of an event as the field writes them: names, types, and who stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from thucydides.export.dossier import Dossier
from thucydides.knowledge.field_codes import actor_codes
from thucydides.knowledge.library import actors, country_names
from thucydides.model.claim import Actor, Claim

_ARMED = frozenset({"state_force", "rebel_group", "militia", "foreign_force", "police"})
_NOBODY = "Unidentified Armed Group"
_ORDER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One actor of a row: `name` as it is written, `kind` of the contract, and the claim that names it."""

    name: str
    kind: str
    actor: Actor
    claim: Claim


def sides(dossier: Dossier, country: str | None) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """(those who act, those who are acted on); of a two-sided event the first party, then the others."""
    acting = [_side(a, c, country) for a, c in dossier.sides("initiator")]
    suffering = [_side(a, c, country) for a, c in dossier.sides("target")]
    parties = [_side(a, c, country) for a, c in dossier.sides("party")]
    if parties:
        acting = acting or parties[:1]
        suffering = suffering or [p for p in parties if p.name != acting[0].name]
    return _once(acting), _once([s for s in suffering if s.kind not in ("infrastructure", "other", "unknown")])


def _once(found: list[Side]) -> tuple[Side, ...]:
    """Each name once; who is named goes before who is not."""
    once = tuple({s.name: s for s in reversed(found)}.values())[::-1]
    return tuple(sorted(once, key=lambda s: s.name.startswith(_NOBODY)))


def _side(actor: Actor, claim: Claim, country: str | None) -> Side:
    """Somebody with a name keeps it; anybody is what he is, of a country."""
    kind = actor.kind
    home = actors()[actor.actor_id].country if actor.actor_id in actors() else ""
    if kind == "state_force" and home and country and home != country:
        kind = "foreign_force"
    where = country_names().get(country or "", "")
    suffix = f" ({where})" if where else ""
    if kind == "civilians":
        return Side(f"Civilians{suffix}", kind, actor, claim)
    if kind == "protesters":
        return Side(f"Protesters{suffix}", kind, actor, claim)
    if actor.actor_id or actor.name[:1].isupper() or kind not in _ARMED:
        return Side(actor.name, kind, actor, claim)
    return Side(f"{_NOBODY}{suffix}", "militia", actor, claim)


def inter(side: Side | None, style: str) -> str:
    """The type of an actor, as text or number."""
    codes = actor_codes().get(side.kind) if side else None
    if codes is None:
        return ""
    return codes.acled if style == "text" else codes.acled_number


def interaction(first: Side | None, second: Side | None, style: str) -> str:
    """The types of both main actors, in the order of the table."""
    types = [actor_codes()[s.kind].acled for s in (first, second) if s and s.kind in actor_codes()]
    types = sorted((t for t in types if t in _ORDER), key=_ORDER.index)
    if not types:
        return ""
    if style != "text":
        numbers = [str(_ORDER.index(t) + 1) for t in types]
        return "".join(numbers) if len(numbers) == 2 else f"{numbers[0]}0"
    if len(types) == 1:
        return f"{types[0]} only"
    if types == ["Civilians", "External/Other forces"]:  # the one exception of the table
        types.reverse()
    return "-".join(types)


def violence(first: Side | None, second: Side | None) -> int:
    """UCDP's type: 1 with a state, 2 between others, 3 against civilians."""
    kinds = [s.kind for s in (first, second) if s]
    if second is not None and second.kind in ("civilians", "protesters"):
        return 3
    return 1 if any(k in ("state_force", "foreign_force", "police") for k in kinds) else 2
