"""What a project has on PostgreSQL beside the tables that all engines share: search, guards, raw bytes, points on a map."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, exc, inspect, text
from sqlalchemy.ext.compiler import compiles

from thucydides.store.database import holds_words
from thucydides.store.postgres import shared_raw

# A vector holds a megabyte of words: of longer documents the beginning is searched. Functions call none of ours, for
# pg_restore knows no search path.
_WORDS = """
CREATE FUNCTION thucydides_words(title text, said text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE words text := {folded};
BEGIN
  RETURN to_tsvector('simple', words);
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN to_tsvector('simple', left(words, 200000));
END $$
"""
_QUERY = r"""
CREATE FUNCTION thucydides_query(asked text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  word text;
  one tsquery;
  found tsquery := '';
BEGIN
  FOREACH word IN ARRAY regexp_split_to_array(asked, '\s+') LOOP
    one := phraseto_tsquery('simple', {folded});
    IF numnode(one) > 0 THEN
      found := CASE WHEN numnode(found) > 0 THEN found && one ELSE one END;
    END IF;
  END LOOP;
  RETURN found;
END $$
"""
_INDEX = "CREATE INDEX documents_fts ON documents USING gin (thucydides_words(title, text))"
_REFUSE = """
CREATE FUNCTION thucydides_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POINT_INDEX = "CREATE INDEX claims_fts_point ON claims USING gist (({point})) WHERE lat IS NOT NULL"
_MAP = """
CREATE VIEW claims_map AS
SELECT id, claim_id, doc_id, event_type, polarity, modality, earliest, latest, place, place_precision, radius_km,
  killed_low, killed_high, root_source, words, {point}::{home}.geometry(Point, 4326) AS point
FROM claims_current WHERE lat IS NOT NULL
"""


def _folded(said: str, letters: str) -> str:
    """SQL of a text as words between single spaces, as FTS5 cuts and folds them: marks go from Latin letters only."""
    bare = rf"regexp_replace(normalize({said}, NFD), '([A-Za-z])[\u0300-\u036f]+', '\1', 'g')"
    return f"lower(regexp_replace(normalize({bare}, NFC){letters}, '[^[:alnum:]]+', ' ', 'g'){letters})"


def add_search_and_guards(connection: Connection, append_only: tuple[str, ...]) -> None:
    """Search over documents, raw bytes, and triggers that refuse to change or delete a row."""
    shared_raw.raw_parts.create(connection)
    # What a letter is must not depend on the language that the database was made with.
    unicode = connection.execute(text("SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'")).scalar()
    letters = ' COLLATE "und-x-icu"' if unicode else ""
    both = _folded("(coalesce(title, '') || ' ' || said)", letters)
    for made in (_WORDS.format(folded=both), _QUERY.format(folded=_folded("word", letters)), _INDEX, _REFUSE):
        connection.execute(text(made))
    for table in (*append_only, "raw_parts"):
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            told = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            connection.execute(text(f"{told} FOR EACH STATEMENT EXECUTE FUNCTION thucydides_refuse()"))


@compiles(holds_words, "postgresql")
def _matching(element: holds_words, compiler: Any, **told: Any) -> str:
    row, words = (compiler.process(clause, **told) for clause in element.clauses)
    searched = "SELECT id FROM documents AS searched WHERE thucydides_words(searched.title, searched.text)"
    return f"({row} IN ({searched} @@ thucydides_query({words})))"


def add_map(connection: Connection) -> None:
    """Where PostGIS is or may be installed: an index over the points of claims, and the view `claims_map`."""
    if not (home := _home_of_postgis(connection)):
        if not connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")).scalar():
            return
        try:
            with connection.begin_nested():
                connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
        except exc.DBAPIError:
            return  # only an administrator may; `features` tells
        home = _home_of_postgis(connection)
    if not inspect(connection).has_table("claims_map"):
        point = f"{home}.ST_SetSRID({home}.ST_MakePoint(lon, lat), 4326)"
        connection.execute(text(_POINT_INDEX.format(point=point)))
        connection.execute(text(_MAP.format(point=point, home=home)))


def _home_of_postgis(connection: Connection) -> str:
    asked = "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
    return str(connection.execute(text(f"{asked} WHERE e.extname = 'postgis'")).scalar() or "")
