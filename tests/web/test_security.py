"""The door: who may come in, from where, with how much; what leaves in headers, logs and files."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys

import pytest
from starlette.testclient import TestClient

from thucydides.model.errors import UsageError
from thucydides.store.project import Project
from thucydides.web import users
from thucydides.web.app import _safe_back
from thucydides.web.serving import Limits, Serving, checked
from web.conftest import SAME, Door


def _stranger(door, **headers):
    return TestClient(door.app, base_url="http://127.0.0.1", headers=headers, follow_redirects=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_other_addresses_need_passwords(host):
    """Only this machine is served without --auth."""
    with pytest.raises(UsageError):
        checked(Serving(host=host))
    assert checked(Serving(host=host, auth=True)).host == host


def test_strangers_see_nothing(door):
    """Without a session no page, twin, file or act answers with anything of the project."""
    client = _stranger(door, **SAME)
    for path in (
        "/queue",
        "/documents/hostile0",
        "/claims",
        "/map/points.json",
        "/exports/claims.jsonl",
        "/audit.json",
    ):
        told = client.get(path)
        assert told.status_code == 401, path
        assert "Kafr" not in told.text
    for path in ("/judge", "/undo", "/export"):
        assert client.post(path, data={"subject": "hostileclaim", "verdict": "accept"}).status_code == 401
    assert not list(door.project.judgements())


def test_link_opens_once(door):
    """The token of the link gives one session and is gone; a wrong one gives none."""
    token = door.sessions.new_link()
    client = _stranger(door)
    assert client.get("/login?token=wrong").status_code == 403
    told = client.get(f"/login?token={token}")
    assert told.status_code == 303
    cookie = told.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/queue").status_code == 200
    assert _stranger(door).get(f"/login?token={token}").status_code == 403
    assert client.post("/logout", headers=SAME).status_code == 303
    assert client.get("/queue").status_code == 401


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost:8080", 200), ("[::1]:80", 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("", 400)],
)  # fmt: skip
def test_host_must_be_known(door, host, status):
    """A name that was rebound to this machine is refused."""
    assert door.client().get("/queue", headers={"host": host}).status_code == status


def test_named_hosts_are_known(root):
    """--allow-host adds a name."""
    door = Door(root, hosts=("archive.example",))
    assert door.client().get("/queue", headers={"host": "archive.example"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 403),
        ({"origin": "http://127.0.0.1"}, 303),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({}, 403),
    ],
)
def test_writes_come_from_here(door, headers, status):
    """A table of headers: what another site makes a browser send changes nothing."""
    client = _stranger(door)
    client.cookies.set("thucydides", door.client().cookies["thucydides"])
    told = client.post("/judge", data={"subject": "hostileclaim", "verdict": "accept"}, headers=headers)
    assert told.status_code == status
    assert len(list(door.project.judgements())) == (status == 303)


def test_another_site_may_link_but_not_embed(door):
    """A link from a chat opens a page; a script, image or frame of another site gets nothing."""
    client = door.client()
    away = {"sec-fetch-site": "cross-site"}
    assert (
        client.get("/queue", headers=away | {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}).status_code
        == 200
    )
    for dest in ("script", "image", "iframe", "empty"):
        assert (
            client.get("/queue.json", headers=away | {"sec-fetch-mode": "no-cors", "sec-fetch-dest": dest}).status_code
            == 403
        )


def test_headers_of_every_answer(door):
    """A strict policy on every answer, the refused ones too; nothing is cached but files of the package."""
    for told in (
        door.client().get("/queue"),
        door.client().get("/nothere"),
        _stranger(door).get("/queue", headers={"host": "evil"}),
    ):
        policy = told.headers["content-security-policy"]
        for part in (
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "script-src 'self'",
        ):
            assert part in policy
        assert "unsafe" not in policy
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["cache-control"] == "no-store"


def test_methods_and_bodies_are_bounded(root):
    """PUT is not understood; a body over the bound is refused by its promise and by its length."""
    door = Door(root, limits=Limits(body=2000))
    client = door.client()
    assert client.put("/judge").status_code == 405
    assert client.post("/judge", data={"why": "x" * 3000}).status_code == 413
    chunks = (b"why=" + b"x" * 500 for _ in range(10))
    told = client.post("/judge", content=chunks, headers={"content-type": "application/x-www-form-urlencoded"})
    assert told.status_code == 413


def test_time_is_bounded(root, monkeypatch):
    """Work that takes too long is given up with 503."""
    door = Door(root, limits=Limits(seconds=0.2))
    monkeypatch.setattr(door.web.desk, "standings", lambda: __import__("time").sleep(1) or {})
    assert door.client().get("/claims.json").status_code == 503


ROLES = ("reader", "coder", "reviewer", "admin")


@pytest.mark.parametrize(
    ("form", "path", "needs"),
    [
        ({"subject": "hostileclaim", "verdict": "accept"}, "/judge", "coder"),
        ({"subject": "hostileclaim", "verdict": "merge", "other": "CLAIM"}, "/judge", "reviewer"),
        ({"subject": "place:A", "verdict": "merge", "same": "B"}, "/judge", "reviewer"),
        ({"format": "jsonl"}, "/export", "reviewer"),
    ],
)
def test_roles(door, form, path, needs):
    """Who is below the needed role gets 403 and changes nothing."""
    other = next(door.project.claims()).claim_id
    form = {name: other if value == "CLAIM" else value for name, value in form.items()}
    for role in ROLES:
        told = door.client(role, role).post(path, data=form)
        assert told.status_code == (303 if ROLES.index(role) >= ROLES.index(needs) else 403), role


def test_undoing_what_another_said(door):
    """A coder undoes their own verdicts; those of others need a reviewer."""
    door.client("coder", "a").post("/judge", data={"subject": "hostileclaim", "verdict": "accept"})
    judgement = next(door.project.judgements()).judgement_id
    assert door.client("coder", "b").post("/undo", data={"judgement": judgement}).status_code == 403
    assert door.client("reviewer", "b").post("/undo", data={"judgement": judgement}).status_code == 303


def test_read_only_server(root):
    """--read-only: nobody writes."""
    door = Door(root, read_only=True)
    assert door.client().post("/judge", data={"subject": "hostileclaim", "verdict": "accept"}).status_code == 403
    assert "/judge" not in door.client().get("/documents/hostile0").text


def test_passwords(root):
    """argon2 hashes in a file that only its owner reads; wrong ones fail, many tries are stopped."""
    users.save(root, {"rana": users.with_password("rana", "reviewer", "a long password")})
    path = root / users.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "$argon2id$" in path.read_text(encoding="utf-8")
    assert "a long password" not in path.read_text(encoding="utf-8")
    door = Door(root, auth=True, host="192.168.1.5")
    client = TestClient(door.app, base_url="http://192.168.1.5", headers=SAME, follow_redirects=False)
    assert client.post("/login", data={"name": "rana", "password": "a wrong password"}).status_code == 403
    assert client.post("/login", data={"name": "nobody", "password": "a long password"}).status_code == 403
    told = client.post("/login", data={"name": "rana", "password": "a long password", "back": "//evil.example"})
    assert (told.status_code, told.headers["location"]) == (303, "/queue")
    for _ in range(8):
        told = client.post("/login", data={"name": "rana", "password": "guess after guess"})
    assert client.post("/login", data={"name": "rana", "password": "a long password"}).status_code == 403
    with pytest.raises(UsageError):
        users.with_password("rana", "coder", "short")


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "", None]
)  # fmt: skip
def test_way_back_stays_here(back):
    """After an act nobody is sent to another host."""
    assert _safe_back(back) == "/queue"


@pytest.mark.parametrize(
    "name", ["../project.sqlite", "..%2fproject.sqlite", "/etc/passwd", "x" * 300, ".new-1", "%00"]
)
def test_exports_are_only_what_was_exported(door, name):
    """No name leads out of exports/."""
    client = door.client()
    client.post("/export", data={"format": "jsonl"})
    assert client.get(f"/exports/{name}").status_code == 404
    told = client.get("/exports/claims.jsonl")
    assert told.status_code == 200
    assert told.headers["content-disposition"].startswith("attachment")


def test_log_has_no_words(door, capsys):
    """The log tells method, kind of page, status and time; no text, query, id or token."""
    client = door.client()
    client.get("/claims?place=Kafr+Noor")
    client.get("/documents/hostile0")
    client.get("/login?token=secretsecret")
    told = capsys.readouterr()
    lines = (told.out + told.err).strip().splitlines()
    assert len(lines) == 3
    assert all(re.fullmatch(r"(GET|POST) /[a-z-]* \d{3} \d+ ms", line) for line in lines), lines


def test_static_files_stay_inside(door):
    """Paths of static files do not lead out of the package; nothing there names another host to fetch from."""
    client = door.client()
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404
    for name in ("keys.js", "article.js", "map.js", "style.css"):
        text = client.get(f"/static/{name}").text
        assert not re.search(r"https?://", text)
        assert not re.search(r"\b(eval|innerHTML|outerHTML|document\.write|setHTML\()", text), name


def test_project_is_closed_to_others(door):
    """The database and what judging and exporting wrote can be read by their owner only."""
    door.client().post("/judge", data={"subject": "hostileclaim", "verdict": "accept"})
    door.client().post("/export", data={"format": "csv"})
    root = door.project.folder.root
    for path in (root / "project.sqlite", root / "exports" / "claims.csv"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_extra_that_is_not_there(root):
    """Without the extra: exit 7 with the pip line."""
    code = (
        "import sys\nfor name in ('starlette', 'uvicorn', 'jinja2', 'argon2'): sys.modules[name] = None\n"
        "from thucydides.cli.main import run\nsys.exit(run(['serve', '--project', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False, timeout=60, env=dict(os.environ)
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert "pip install 'thucydides[web]'" in done.stderr


def test_audit_holds_after_acts_and_goes_into_manifests(door):
    """Every act is a row of the chain; the manifest of an export carries its head; a changed row is found."""
    import json

    client = door.client()
    client.post("/judge", data={"subject": "hostileclaim", "verdict": "reject", "why": "no report"})
    head = client.get("/audit.json?verify=1").json()
    assert head["holds"] is True
    assert (head["rows"][0]["act"], head["rows"][0]["actor"], head["rows"][0]["reason"]) == (
        "reject",
        "rana",
        "no report",
    )
    client.post("/export", data={"format": "jsonl"})
    manifest = json.loads((door.project.folder.exports / "claims.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert manifest["audit_head"] == head["head"]
    import sqlite3

    with sqlite3.connect(door.project.folder.database) as database:
        database.execute("DROP TRIGGER audit_no_update")
        database.execute("UPDATE audit SET reason = 'another' WHERE act = 'reject'")
    assert client.get("/audit.json?verify=1").json()["holds"] is False


def test_open_project_twice(door):
    """The server and the terminal work on one project at a time."""
    with Project.open(door.project.folder.root) as other:
        assert other.counts() == door.project.counts()
