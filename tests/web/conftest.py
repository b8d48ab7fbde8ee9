"""A demo project, copied for each test, and clients that are logged in."""

from __future__ import annotations

import shutil

import pytest
from starlette.testclient import TestClient

from thucydides.store.project import Project
from thucydides.web.app import Web
from thucydides.web.serving import Limits, Serving
from thucydides.web.sessions import Sessions
from thucydides.web.users import User
from web.demo import make

SAME = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demo project, made once."""
    return make(tmp_path_factory.mktemp("demo") / "p")


@pytest.fixture
def root(made, tmp_path):
    """A copy of it."""
    return shutil.copytree(made, tmp_path / "p")


class Door:
    """A server over a project; `client(role)` is a browser that is in."""

    def __init__(self, root, *, reread=None, **told):
        self.project = Project.open(root)
        self.sessions = Sessions()
        # A machine under load is slow, not broken: what a request may take has a test of its own.
        serving = Serving(**({"by": "rana", "limits": Limits(seconds=120.0)} | told))
        self.web = Web(self.project, serving, self.sessions, reread=reread)
        self.app = self.web.app()

    def client(self, role="admin", name="rana"):
        """A client with a session of that role, which sends what a browser sends."""
        made = TestClient(self.app, base_url="http://127.0.0.1", headers=SAME, follow_redirects=False)
        made.cookies.set("thucydides", self.sessions.begin(User(name, role)))
        return made


@pytest.fixture
def door(root):
    """A server over the copy."""
    made = Door(root)
    yield made
    made.project.close()
