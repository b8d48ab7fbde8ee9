"""HTML: words, title, outlet, address and dates of metadata; without the extra too; hostile pages end soon."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from intake.reports import BODY, TITLE, fault, one, roles
from thucydides.intake import page
from thucydides.intake.tags import plain_words

FIRST, SECOND = BODY.split("\n\n")
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Ford News</title>
<meta property="og:site_name" content="Ford News"><meta property="article:published_time" content="2031-02-03T22:10:00+02:00">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2031-02-03"}}]}}</script>
<link rel="canonical" href="https://example.org/2031/02/04/mill.html"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>{TITLE}</h1>
<p>Published on <time datetime="2031-02-05">5 February 2031</time></p><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>Share Tweet</footer><script>var x = "<p>no words</p>";</script></body></html>"""


@pytest.fixture(params=["extra", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways: with the extra, and with it gone."""
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    return str(request.param)


def test_a_page_becomes_a_document(way: str) -> None:
    """Words without menus and scripts, with its title, outlet, address, and each date under its own name."""
    document = one(PAGE.encode())
    assert document.title == TITLE
    assert document.outlet == "Ford News"
    assert document.uri == "https://example.org/2031/02/04/mill.html"
    assert FIRST in document.text
    assert SECOND in document.text
    assert "no words" not in document.text
    assert "Tweet" not in document.text
    assert roles(document)[0] == "title"
    assert [(s.kind, s.earliest.day) for s in document.stamps] == [
        ("metadata", 3), ("metadata", 3), ("url", 4), ("published_line", 5),
    ]  # fmt: skip
    assert any(("trafilatura" if way == "extra" else "plain tags") in note for note in document.notes)


def test_a_page_without_dates_has_none(way: str) -> None:
    """No day is guessed from the text or the clock of the machine."""
    document = one(
        f"<html><body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>".encode()
    )
    assert document.stamps == ()


def test_a_pages_own_charset_is_believed_where_it_fits(way: str) -> None:
    """A page that says windows-1251 and is so needs no guess."""
    words = "Два снаряда попали в мельницу у брода, ранен мельник, сообщила фельдшер района. " * 3
    source = f'<html><head><meta charset="windows-1251"></head><body><p>{words}</p></body></html>'
    document = one(source.encode("cp1251"))
    assert words.strip() in document.text
    assert not any("guessed" in note for note in document.notes)


def test_a_page_without_words_is_a_failure(way: str) -> None:
    """A shell that scripts would fill has nothing to read."""
    assert fault(b"<html><body><script>render()</script></body></html>").code == "empty"


def test_the_extractor_is_not_imported_for_plain_text() -> None:
    """Start-up stays quick: only a page of HTML loads it."""
    code = (
        "import sys; from thucydides.intake.load import documents;"
        f"list(documents({BODY.encode()!r})); print(any(m in sys.modules for m in ('trafilatura', 'lxml', 'htmldate')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    "source",
    ["<" * 100_000, "<!--" * 50_000, "<a" * 80_000, "<a href='" * 20_000, "</" * 90_000, "<script>" * 20_000, "&#" * 90_000,
     "<meta " * 60_000, "<p " + "a=b " * 50_000],
)  # fmt: skip
def test_broken_pages_need_linear_time(source: str) -> None:
    """What made html.parser run for minutes ends within seconds."""
    begun = time.process_time()
    plain_words(source)
    page._metas(source)
    list(page._dated(source, {}, []))
    assert time.process_time() - begun < 5


def test_a_page_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsers of HTML take many times the size of a page."""
    monkeypatch.setattr(page, "LIMIT", 500)
    assert fault(PAGE.encode()).code == "too_large"
