"""Projects on both stores: every test that asks for `making` or `project` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url

from thucydides.store.project import Project


class Making:
    """Makes projects on one kind of store, and looks at their rows from outside."""

    def __init__(self, kind, server):
        self.kind, self._server = kind, server

    def __call__(self, root):
        """A new project in that folder."""
        if self.kind == "sqlite":
            return Project.init(root)
        # A copy of one that was made once: the schema takes half a second.
        return Project.init(root, address=self._server.address(self._server.project()))

    def statement(self, project, sql):
        """Runs a statement past the program, as an administrator might; gives its rows."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(project.folder.database, isolation_level=None)) as rows:
                return rows.execute(sql).fetchall()
        address = make_url(project.folder.address)
        return self._server.run(sql, address.database, restoring=True)


@pytest.fixture(params=["sqlite", "postgres"])
def making(request):
    """Makes projects on each kind of store."""
    return Making(request.param, request.getfixturevalue("postgres") if request.param == "postgres" else None)


@pytest.fixture
def project(making, tmp_path):
    """An empty project."""
    with making(tmp_path / "p") as made:
        yield made
