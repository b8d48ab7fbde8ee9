"""From texts to events: two reports of one raid in two languages, in our own words, read and linked."""

from __future__ import annotations

from datetime import date

from thucydides import Document, read
from thucydides.linking.link import link
from thucydides.model.document import Stamp

AGENCY = (
    "MOSCOW, August 11, 2016. Six bombers struck targets around Raqqa on Thursday, the Russian Defence Ministry said. An arms "
    "depot, a munitions plant on the outskirts and a training camp were destroyed."
)
PAGE = (
    "Damas, 12 août 2016. Quatre bombardiers russes ont frappé vendredi les environs de Raqqa, selon une source militaire "
    "syrienne. Un dépôt d'armes, une usine de munitions et un camp d'entraînement ont été détruits."
)


def claims_of(doc_id: str, text: str, language: str, day: date):
    """The claims of a report."""
    stamp = Stamp("given", day, day, "given")
    return read(Document(doc_id, text, language, outlet=doc_id, stamps=(stamp,))).claims


def test_two_accounts_of_one_raid():
    """Six bombers on Thursday, four on Friday: one event, two roots, a conflict of day."""
    told = [*claims_of("Agency", AGENCY, "en", date(2016, 8, 11)), *claims_of("Page", PAGE, "fr", date(2016, 8, 12))]
    raids = [c for c in told if c.event_type == "air_strike"]
    assert {c.document.doc_id for c in raids} == {"Agency", "Page"}
    (event,) = [e for e in link(told) if raids[0].claim_id in e.claims]
    assert {c.claim_id for c in raids} <= set(event.claims)
    assert "conflicts_day" in {r.kind for r in event.relations}
    assert len(event.roots) == 2
