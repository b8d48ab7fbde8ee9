"""Limits on bytes, time and redirects; robots.txt, pauses and the name of who asks."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pytest

from intake.packed import page
from intake.reports import BODY
from intake.web import Web, serving
from thucydides.intake.fetching.manners import Manners
from thucydides.intake.fetching.pages import document_of, entries_of
from thucydides.intake.options import Failure, IntakeError, IntakeOptions
from thucydides.model.document import Document

URL = "http://ford.example/a"


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on this machine."""
    with serving() as running:
        yield running


def _code(web: Web, url: str = URL, **limits: float) -> str:
    with pytest.raises(IntakeError) as refusal:
        web.client(**limits).get(url)
    assert refusal.value.place.startswith("http://ford.example/")
    return refusal.value.code


def test_bytes_hash_and_time_stand_beside_the_text(web: Web) -> None:
    """The body unpacked, its hash, when and where it was fetched; the day of fetching is no day of publication."""
    web.put("/a", gzip.compress(page()), Content_Encoding="gzip")
    answer = web.client().get(URL)
    assert answer.raw == page()
    found = document_of(answer, IntakeOptions())
    assert isinstance(found, Document)
    assert found.raw_sha256 == answer.sha256
    assert found.uri == URL
    assert [(s.kind, s.earliest) for s in found.stamps] == [("fetched", answer.at.date())]
    assert f"fetched {answer.at.isoformat()} from {URL}" in found.notes
    assert web.asked[0][0] == "ford.example"
    assert web.asked[0][2]["User-Agent"] == "thucydides/test"


def test_too_much_is_refused(web: Web) -> None:
    """Large bodies, and small ones that unpack without end."""
    web.put("/a", b"x" * 200_000)
    assert _code(web, bytes=100_000) == "too_large"
    web.put("/a", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    assert _code(web) == "too_large"
    web.put("/a", b"\x1f\x8bno", Content_Encoding="gzip")
    with pytest.raises(IntakeError):
        web.client().get(URL)


def test_too_slow_is_refused(web: Web) -> None:
    """A server that sends a byte now and then is left after the time for the whole."""
    web.put("/a", b"x" * 1000)
    web.drip = 0.05
    begun = time.monotonic()
    assert _code(web, seconds=0.4) == "too_slow"
    assert time.monotonic() - begun < 3


def test_redirects_are_followed_a_little(web: Web) -> None:
    """Three, and no more."""
    for step in range(6):
        web.put(f"/{step}", b"", 301, Location=f"/{step + 1}")
    web.put("/6", page())
    assert web.client().get("http://ford.example/3").url == "http://ford.example/6"
    assert _code(web, "http://ford.example/2") == "redirects"


def test_robots_are_asked_first_and_obeyed(web: Web) -> None:
    """What robots.txt forbids is not asked for; a site that cannot tell its rules is left alone; none means all."""
    web.put("/a", page())
    web.put("/robots.txt", b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")
    manners = Manners(web.client(), "thucydides", sleep=lambda _: None)
    assert manners.get(URL).status == 200
    with pytest.raises(IntakeError) as refusal:
        manners.get("http://ford.example/private/a")
    assert refusal.value.code == "robots"
    assert [path for _, path, _ in web.asked] == ["/robots.txt", "/a"]
    web.put("/robots.txt", b"", 503)
    with pytest.raises(IntakeError):
        Manners(web.client(), "thucydides", sleep=lambda _: None).get(URL)
    del web.pages["/robots.txt"]
    assert Manners(web.client(), "thucydides", sleep=lambda _: None).get(URL).status == 200


def test_a_redirect_asks_the_rules_of_where_it_leads(web: Web) -> None:
    """Another path of the site is judged like the first."""
    web.put("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    web.put("/a", b"", 302, Location="/private/b")
    with pytest.raises(IntakeError) as refusal:
        Manners(web.client(), "thucydides", sleep=lambda _: None).get(URL)
    assert refusal.value.code == "robots"


def test_a_pause_is_kept(web: Web) -> None:
    """Between two requests to a site, as long as its robots.txt asks; not between two sites."""
    web.put("/a", page())
    web.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    slept: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    manners = Manners(web.client(), "thucydides", 2.0, clock=lambda: now[0], sleep=sleep)
    manners.get(URL)
    manners.get(URL)
    assert slept == [7.0, 7.0]  # after robots.txt, and after the first page


def test_other_answers_and_media_are_failures(web: Web) -> None:
    """A page that is not there, a picture: said with the address."""
    web.put("/gone", b"no", 410)
    web.put("/picture", b"\x89PNG", Content_Type="image/png")
    for path in ("/gone", "/picture"):
        found = document_of(web.client().get(f"http://ford.example{path}"), IntakeOptions())
        assert isinstance(found, Failure)
        assert found.place == f"http://ford.example{path}"


def test_entries_of_a_feed(web: Web) -> None:
    """Each with its address and the words that the feed brings."""
    feed = f"<rss version='2.0'><channel><title>Ford News</title><item><title>Shells</title><link>{URL}</link><description>{BODY}</description></item></channel></rss>"
    web.put("/rss", feed.encode(), Content_Type="application/rss+xml")
    (entry,) = entries_of(web.client().get("http://ford.example/rss"), IntakeOptions())
    assert entry.url == URL
    assert isinstance(entry.document, Document)
    assert entry.document.outlet == "Ford News"
