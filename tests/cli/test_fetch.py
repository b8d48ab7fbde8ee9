"""Fetching from the command line: off by default, each page once, bytes kept; against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cli.spoken import say
from intake.packed import page
from intake.reports import BODY
from intake.web import Web, serving
from thucydides.cli import main
from thucydides.intake.fetching import client
from thucydides.store.project import Project

URL = "http://ford.example/a"
FEED = "http://ford.example/rss"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server on this machine, which stands for the whole web."""
    with serving() as running:
        monkeypatch.setattr(
            client, "Client", partial(client.Client, resolver=running.resolver, connect=running.connect)
        )
        monkeypatch.setattr("thucydides.cli.network._LEAST_PAUSE", 0.0)
        yield running


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project that asks for no pauses."""
    assert main.run(["init", str(tmp_path / "p")]) == 0
    settings = tmp_path / "p" / "thucydides.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[fetch]\npause = 0\n", encoding="utf-8")
    return tmp_path / "p"


def _feed(*links: str) -> bytes:
    entries = "".join(f"<item><title>Entry {link}</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>Ford News</title>{entries}</channel></rss>".encode()


def test_nothing_is_fetched_unless_allowed(web, project, capsys):
    """Exit code 8, the two ways to allow it, and no connection at all."""
    web.put("/a", page())
    for verb in (["fetch", URL], ["fetch", "--feed", FEED], ["watch", FEED, "--once"]):
        told = say(capsys, *verb, "--project", project)
        assert told.code == 8
        assert "--allow-network" in told.err
        assert "allowed = true" in told.err
    assert not web.connected
    with (project / "thucydides.toml").open("a", encoding="utf-8") as settings:
        settings.write("allowed = true\n")
    assert say(capsys, "fetch", URL, "--project", project).code == 0
    assert web.connected


def test_a_page_is_kept_with_its_bytes_and_fetched_once(web, project, capsys):
    """Raw bytes under their hash, the time of fetching beside the text; the second call asks nobody."""
    web.put("/a", page())
    told = say(
        capsys, "fetch", URL, "--allow-network", "--contact", "https://ford.example/us", "--project", project, "--json"
    )
    assert (told.code, told.envelope["counts"]["added"]) == (0, 1)
    assert any("(+https://ford.example/us)" in headers["User-Agent"] for _, _, headers in web.asked)
    with Project.open(project) as opened:
        (document,) = opened.documents()
    raw = project / "raw" / document.raw_sha256[:2] / document.raw_sha256
    assert raw.read_bytes() == page()
    assert any(note.startswith("fetched 20") for note in document.notes)
    before = len(web.asked)
    told = say(capsys, "fetch", URL, "--allow-network", "--project", project, "--json")
    assert (told.code, told.envelope["counts"]["known"]) == (0, 1)
    assert len(web.asked) == before


def test_a_bad_address_costs_itself_alone(web, project, capsys):
    """The others are fetched; exit code 4 and one line tell."""
    web.put("/a", page())
    told = say(
        capsys, "fetch", "http://127.1/", "http://ford.example/none", URL, "--allow-network", "--project", project
    )
    assert told.code == 4
    assert "http://127.1/" in told.err
    assert "the server answered 404" in told.err
    assert "1 added" in told.err


def test_a_feed_brings_its_new_pages(web, project, capsys):
    """Pages of entries once each; an unchanged feed costs one request; with --entries no page is asked for."""
    web.put("/a", page())
    web.put("/b", page(BODY.replace("Monday", "Sunday"), "Guns fall silent"))
    web.put("/rss", _feed(URL), ETag='"1"', Content_Type="application/rss+xml")
    call = ("fetch", "--feed", FEED, "--allow-network", "--project", project, "--json")
    assert say(capsys, *call).envelope["counts"]["added"] == 1
    told = say(capsys, *call)
    assert (told.code, told.envelope["counts"].get("unchanged")) == (0, 1)
    web.put("/rss", _feed(URL, "http://ford.example/b"), ETag='"2"', Content_Type="application/rss+xml")
    counts = say(capsys, *call).envelope["counts"]
    assert (counts["added"], counts["known"]) == (1, 1)
    web.put("/rss", _feed("http://ford.example/c"), ETag='"3"')
    assert say(capsys, *call, "--entries").envelope["counts"]["added"] == 1
    assert not [path for _, path, _ in web.asked if path == "/c"]


def test_a_dead_link_is_tried_three_times(web, project, capsys):
    """And then left alone: a monitor that runs for a month does not knock for ever."""
    web.put("/rss", _feed("http://ford.example/dead"), Content_Type="application/rss+xml")
    for _ in range(5):
        say(capsys, "fetch", "--feed", FEED, "--allow-network", "--project", project)
    assert [path for _, path, _ in web.asked].count("/dead") == 3
