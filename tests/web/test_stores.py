"""The browser over PostgreSQL shows what it shows over a file, takes the same verdicts, and serves as a program."""

from __future__ import annotations

import json

import pytest

from thucydides.store.copying import copy_project
from thucydides.store.project import Project
from thucydides.web.app import MENU
from web.conftest import Door
from web.test_review import (  # noqa: F401 (run here with the door below)
    test_events_are_joined_and_parted,
    test_second_reviewer_sees_the_first,
    test_undo_of_anything,
    test_verdicts_and_progress,
)
from web_soak import Served


@pytest.fixture(scope="module")
def template(made, postgres, tmp_path_factory):
    """The name of a database with the demo project."""
    name = postgres.database()
    with Project.open(made) as project:
        copy_project(project, tmp_path_factory.mktemp("copy") / "p", postgres.address(name))
    return name


@pytest.fixture
def root(template, postgres, tmp_path):
    """A folder that points to a copy of it."""
    name = postgres.database(f"TEMPLATE {template} STRATEGY file_copy")
    Project.init(tmp_path / "p", address=postgres.address(name)).close()
    return tmp_path / "p"


def _pages(client):
    rows = {name: client.get(f"/{name}.json").json()["rows"] for name in ("claims", "events", "documents")}
    paths = [*(f"{path}.json" for path in MENU), "/claims.json?search=market+bombed", "/claims.json?place=KAFR"]
    paths += [f"/claims/{row['claim_id']}.json" for row in rows["claims"][:5]]
    paths += [f"/events/{row['event_id']}.json" for row in rows["events"][:3]]
    paths += [f"/documents/{row['doc_id']}.json" for row in rows["documents"][:3]]
    paths += [f"/registries.json?kind={kind}" for kind in ("place", "actor", "source")]
    paths += [path.replace(".json", "") for path in paths if path.startswith(("/claims/", "/events/"))]
    return paths


def test_pages_are_the_same_on_both_stores(door, made):
    """Every page and twin, filters and search among them, is byte by byte that of the file."""
    file = Door(made)
    one, two = file.client(), door.client()
    paths = _pages(one)
    assert paths == _pages(two)
    for path in paths:
        a, b = one.get(path), two.get(path)
        assert (a.status_code, path) == (200, path)
        assert b.status_code == 200, path
        assert a.text.replace(str(file.project.folder.root), "") == b.text.replace(str(door.project.folder.root), ""), (
            path
        )
    file.project.close()


def test_program_serves_it(root):
    """`thucydides serve` on a folder that points to a server."""
    served = Served(root)
    try:
        status, _, body = served.ask("GET", "/claims.json?rows=3")
        assert status == 200
        claim = json.loads(body)["rows"][0]["claim_id"]
        told = {"subject": claim, "verdict": "accept", "seen": "", "back": "/queue"}
        assert served.ask("POST", "/judge", told)[0] == 303
    finally:
        served.end()
    with Project.open(root) as project:
        assert [one.subject for one in project.judgements()] == [claim]
        assert list(project.faults()) == []
