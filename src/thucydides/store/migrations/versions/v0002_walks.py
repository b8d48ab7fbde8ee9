"""Revision 0002: claims in the order of their documents within a country, a language, a kind: a page is walked, not sorted."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WALKS = (("country",), ("language",), ("event_type",), ("country", "language"))


def upgrade() -> None:
    """Adds the indexes; nothing that is stored changes."""
    for equal in _WALKS:
        columns = [*equal, "doc_id", "position"]
        op.create_index("_".join(("ix_claims", *columns)), "claims", columns)
