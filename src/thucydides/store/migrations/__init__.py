"""The history of the schema, run by Alembic from the program; a user needs no alembic.ini."""
