## The shape of a new revision, for `alembic revision`.
"""${message}"""

from __future__ import annotations

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Goes forward; there is no way back, a copy of the file is kept."""
    ${upgrades if upgrades else "pass"}
