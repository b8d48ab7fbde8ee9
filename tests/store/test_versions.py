"""Schema and migrations agree; a project of another version is refused with what to do."""

from __future__ import annotations

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.made import document
from thucydides.model.errors import ProjectError
from thucydides.store import schema
from thucydides.store.migrate import FOLDER
from thucydides.store.project import Project

_OURS = ("documents_fts", "raw_parts", "claims_fts_point", "spatial_ref_sys")


def test_migrations_make_the_schema(project):
    """A fresh project's tables are those that the code declares, column by column, on either store."""
    with project.look() as connection:
        opts = {"include_name": lambda name, _kind, _: not (name or "").startswith(_OURS)}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), schema.metadata) == []


def test_revisions_are_those_that_the_program_knows():
    """schema.REVISIONS lists the files of migrations/versions, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert [s.revision for s in scripts.walk_revisions()][::-1] == list(schema.REVISIONS)


def test_newer_project_is_refused(project, making, tmp_path):
    """A database of a newer program is not touched, and the error says what to install."""
    project.close()
    making.statement(project, "UPDATE alembic_version SET version_num = '9999'")
    for opening in (Project.open, Project.init):
        with pytest.raises(ProjectError, match="newer version") as told:
            opening(tmp_path / "p")
        assert told.value.exit_code == 6
        assert "pip install" in told.value.hint


def test_older_project_asks_for_a_migration(project, making, tmp_path):
    """Opening does not migrate by itself; init does, keeps a copy of a file, and makes the newest tables of it."""
    project.add(document())
    project.close()
    making.statement(project, "UPDATE alembic_version SET version_num = '0001'")
    for index in schema.claims.indexes:
        if len(index.columns) > 1:
            making.statement(project, f"DROP INDEX {index.name}")
    with pytest.raises(ProjectError, match="needs a migration"):
        Project.open(tmp_path / "p")
    with Project.init(tmp_path / "p") as newest:
        assert newest.counts()["documents"] == 1
        test_migrations_make_the_schema(newest)
    if making.kind == "sqlite":
        assert (tmp_path / "p" / "project.sqlite.before-0002").stat().st_mode & 0o777 == 0o600


def test_no_project_is_told(tmp_path):
    """A folder without settings, a missing and a foreign database are three different errors."""
    with pytest.raises(ProjectError, match="is no project"):
        Project.open(tmp_path)
    Project.init(tmp_path / "p").close()
    path = tmp_path / "p" / "project.sqlite"
    path.write_bytes(b"this is no database at all, but long enough to be looked at by SQLite" * 20)
    with pytest.raises(ProjectError, match="no database"):
        Project.open(tmp_path / "p")
    path.unlink()
    with pytest.raises(ProjectError, match="missing"):
        Project.open(tmp_path / "p")
    sqlite3.connect(path).close()
    with pytest.raises(ProjectError, match="no project's database"):
        Project.open(tmp_path / "p")


def test_broken_settings_name_the_file(tmp_path):
    """A line of thucydides.toml that is no TOML is told with its place."""
    Project.init(tmp_path / "p").close()
    (tmp_path / "p" / "thucydides.toml").write_text("database = \n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"thucydides\.toml: is not TOML"):
        Project.open(tmp_path / "p")


def test_init_twice_changes_nothing(project, tmp_path):
    """Init is idempotent, and keeps what is there."""
    project.add(document())
    before = (project.project_id(), project.audit_head())
    with Project.init(tmp_path / "p") as again:
        assert (again.project_id(), again.audit_head()) == before
        assert again.counts()["documents"] == 1
