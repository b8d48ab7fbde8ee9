"""RSS and Atom: one document an entry, with the feed's own words; hostile feeds are refused."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from intake.reports import BODY, TITLE, fault, one
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document

FIRST, SECOND = BODY.split("\n\n")
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ford News</title>
<language>en-GB</language>
<item><title>{TITLE}</title><link>https://ford.example/mill</link><pubDate>Tue, 04 Feb 2031 23:30:00 -0500</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{FIRST}</p><script>alert(1)</script><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Guns &amp; ford</title><link>javascript:alert(1)</link><description>&lt;b&gt;Only&lt;/b&gt; a summary.</description></item>
<item><link>https://ford.example/none</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Ridge Post</title>
<entry><title>{TITLE}</title><link href="https://ridge.example/1"/><updated>2031-02-06T00:00:00Z</updated>
<published>2031-02-05T10:00:00Z</published><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content>
<source><title>Ford News</title></source></entry>
<entry><title>Changed</title><link href="https://ridge.example/2"/><updated>2031-02-07T00:00:00Z</updated>
<summary>{SECOND}</summary></entry></feed>"""


def test_rss() -> None:
    """Title, whole content before summary, link, day of publication in universal time, outlet, language."""
    first, second, third = documents(RSS.encode())
    assert isinstance(first, Document)
    assert (first.title, first.outlet, first.uri) == (TITLE, "Ford News", "https://ford.example/mill")
    assert first.text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}"
    assert [(s.kind, s.earliest) for s in first.stamps] == [("metadata", date(2031, 2, 5))]
    assert isinstance(second, Document)
    assert second.text == "Guns & ford\n\nOnly a summary."
    assert second.uri is None
    assert any("summary" in note for note in second.notes)
    assert isinstance(third, Failure)
    assert third.place.endswith("entry 3")


def test_atom() -> None:
    """A day of change is no day of publication; the outlet of a source goes before that of the feed."""
    first, second = documents(ATOM.encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.outlet, second.outlet) == ("Ford News", "Ridge Post")
    assert [(s.kind, s.earliest.day) for s in first.stamps] == [("metadata", 5)]
    assert [(s.kind, s.earliest.day) for s in second.stamps] == [("header", 7)]


def test_a_feed_by_its_suffix(tmp_path: Path) -> None:
    """.rss, .atom and .xml; XML that is no feed is said to be none."""
    for name in ("a.rss", "b.atom", "c.xml"):
        (tmp_path / name).write_text(ATOM, encoding="utf-8")
        assert len(list(documents(tmp_path / name))) == 2
    (tmp_path / "d.xml").write_text("<kml><Placemark/></kml>", encoding="utf-8")
    (found,) = documents(tmp_path / "d.xml")
    assert isinstance(found, Failure)
    assert found.code == "feed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_billion_laughs_are_refused(encoding: str) -> None:
    """Declarations of entities, in any encoding, before any parser sees them."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    raw = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'
    assert fault(raw.encode(encoding), format="feed").code == "bomb"


def test_nothing_is_opened_or_fetched(tmp_path: Path) -> None:
    """External documents and entities are names and no more; a feed's words may look like a path."""
    secret = tmp_path / "secret.txt"
    secret.write_text("words of another file", encoding="utf-8")
    raw = RSS.replace("<rss", f'<!DOCTYPE rss SYSTEM "file://{secret}"><rss', 1)
    assert "another file" not in str(list(documents(raw.encode())))
    assert fault(str(secret).encode(), format="feed").code == "feed"


def test_without_the_extra_the_pip_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is a message, not a crash."""
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert "pip install 'thucydides[feeds]'" in str(fault(RSS.encode()))


def test_words_without_marks_stay() -> None:
    """A language that is told is taken where it is known."""
    assert (
        one(ATOM.replace("<entry>", "<!--", 1).replace("</entry>", "-->", 1).encode(), language="en").language == "en"
    )
    assert next(iter(documents(RSS.encode(), IntakeOptions(format="feed")))).language == "en"  # type: ignore[union-attr]
