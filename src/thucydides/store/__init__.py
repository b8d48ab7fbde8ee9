"""The project on disk: append-only, SQLite by default; only this room writes."""
