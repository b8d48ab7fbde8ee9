"""Dossiers made by hand for the exports of events: one strike told by three, contested, with a rising toll."""

from __future__ import annotations

from linking.made import claim
from thucydides.export.dossier import Dossier
from thucydides.linking.link import link
from thucydides.model.claim import Claim
from thucydides.model.event import Event


def strike() -> list[Claim]:
    """A ministry tells the strike, a hospital 12 dead, later 18, a monitor dozens; somebody denies."""
    return [
        claim("Ministry", outlet="Agency", initiator="Ruritanian Army", later=0),
        claim("the hospital", killed=12, initiator="Ruritanian Army"),
        claim("the hospital", outlet="B", killed=18, later=2),
        claim("Ministry", outlet="Agency", denied=True, initiator="Ruritanian Army", later=2),
    ]


def dossier(claims: list[Claim] | None = None) -> Dossier:
    """The dossier of the one event that these claims make."""
    claims = strike() if claims is None else claims
    (event,) = link(claims)
    return Dossier.of(event, claims)


def alone(one: Claim) -> Dossier:
    """The dossier of one claim."""
    return Dossier.of(Event(f"of {one.claim_id}", (one.claim_id,), (one.attribution[-1].source,)), [one])
