"""What Alembic runs: the revisions, on the connection that store/migrate.py hands over."""

from alembic import context

from thucydides.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
