"""HTML to a draft: words by trafilatura where it is installed, else by plain tags; dates and names from metadata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from thucydides.intake.compose import Draft, sha256
from thucydides.intake.decode import decode
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.intake.tags import plain_words
from thucydides.knowledge.intake_words import keys
from thucydides.model.document import StampKind

_HEAD = 400_000
# Pages of outlets have some thousands; trees of more take minutes.
_MOST_TAGS = 60_000
# A page of more bytes is none that anybody wrote.
LIMIT = 10_000_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_META = re.compile(r"<meta\b([^>]{1,1500})>", re.IGNORECASE)
_LINK = re.compile(r"<link\b([^>]{1,2000})>", re.IGNORECASE)
_TIME = re.compile(r"<time\b([^>]{1,1000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})<", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE_TAIL = re.compile(r"\s+[|–—·»-]\s+")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def read_page(raw: bytes, options: IntakeOptions, charset: str | None = None) -> Draft:
    """The draft of one HTML page; `charset` is what its server said. Raises IntakeError where it holds no report."""
    if len(raw) > LIMIT:
        raise IntakeError("too_large", f"a page of more than {LIMIT:,} bytes", hint="save its text alone")
    source, note = _decode_page(raw, options, charset)
    metas = _metas(source[:_HEAD])
    linked = _linked_data(source[:_HEAD])
    text, way = _words(source)
    if not text.strip():
        raise IntakeError(
            "empty", "no words of a report in this page", hint="save the article's page, not a list or a shell"
        )
    notes = [note] if note else []
    notes.append(way)
    return Draft(
        text=text,
        title=_page_title(source, metas, linked, text),
        outlet=_first(metas, "outlet") or _publisher(linked),
        url=_address(source, metas),
        language=None,
        dated=tuple(_dated(source, metas, linked)),
        raw_sha256=sha256(raw),
        notes=tuple(notes),
    )


def _decode_page(raw: bytes, options: IntakeOptions, charset: str | None) -> tuple[str, str]:
    """The source, by the user's encoding, else the page's own or the server's where it fits, else as any text."""
    if options.encoding is None:
        match = _CHARSET.search(raw[:4096])
        for told in (match[1].decode("ascii", "replace") if match else None, charset):
            try:
                if told:
                    return raw.decode(told), ""
            except (LookupError, UnicodeError):
                pass
    decoded = decode(raw, options.encoding)
    return decoded.text, decoded.note


def _attributes(tag: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "").strip() for m in _ATTRIBUTE.finditer(tag)}


def _metas(source: str) -> dict[str, str]:
    """Metadata by lower-case name; the first of each name."""
    found: dict[str, str] = {}
    for match in _META.finditer(source):
        told = _attributes(match[1])
        name = told.get("property") or told.get("name") or told.get("itemprop") or ""
        if name and told.get("content"):
            found.setdefault(name.lower(), told["content"])
    return found


def _first(metas: dict[str, str], value: str) -> str | None:
    return next((metas[name] for name in keys().metas.get(value, ()) if name in metas), None)


def _linked_data(source: str) -> list[dict[str, Any]]:
    """The objects of JSON-LD scripts, those inside lists and @graph too; broken scripts say nothing."""
    found: list[dict[str, Any]] = []
    at = 0
    for _ in range(20):
        at = source.find("ld+json", at)
        start = source.find(">", at) + 1 if at >= 0 else 0
        end = source.find("</script", start) if start else -1
        if end < 0:
            return found
        try:
            told = json.loads(source[start:end])
        except (ValueError, RecursionError):
            told = None
        found += _objects(told)
        at = end
    return found


def _objects(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, list):
        for piece in told[:50]:
            if isinstance(piece, dict):
                yield from _objects(piece)
    elif isinstance(told, dict):
        yield told
        if isinstance(told.get("@graph"), list):
            yield from _objects(told["@graph"])


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for told in linked:
        publisher = told.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _address(source: str, metas: dict[str, str]) -> str | None:
    """The page's own address, where it names one on the web."""
    for match in _LINK.finditer(source[:_HEAD]):
        told = _attributes(match[1])
        if told.get("rel", "").lower() == "canonical" and told.get("href", "").startswith(("http://", "https://")):
            return told["href"]
    named = _first(metas, "url") or ""
    return named if named.startswith(("http://", "https://")) else None


def _dated(source: str, metas: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[tuple[StampKind, str, object]]:
    """Days of publication that the page's metadata tell; <time> only where nothing better does."""
    told_any = False
    for told in linked:
        published = told.get("datePublished")
        if isinstance(published, str) and published.strip():
            yield "metadata", "JSON-LD datePublished", published
            told_any = True
            break
    for name in keys().metas.get("published", ()):
        if name in metas:
            yield "metadata", name, metas[name]
            told_any = True
            break
    for match in _TIME.finditer(source[:_HEAD]):
        attributes = _attributes(match[1])
        day = attributes.get("datetime", "")
        if day and (not told_any or attributes.get("itemprop") == "datePublished"):
            yield "metadata", "<time>", day
            return


def _page_title(source: str, metas: dict[str, str], linked: list[dict[str, Any]], text: str) -> str | None:
    """The headline: JSON-LD, og:title, else <title> up to the outlet's name; the form that the text has, if any."""
    named = [told["headline"] for told in linked if isinstance(told.get("headline"), str)]
    if og := _first(metas, "title"):
        named.append(og)
    if match := _TITLE.search(source[:_HEAD]):
        named.append(html.unescape(match[1]))
    titles = [_SPACES.sub(" ", title[:500]).strip() for title in named]
    cut = [_TITLE_TAIL.split(title)[0] for title in titles]
    head = text[:2000]
    for title in [*titles, *cut]:
        if title and title in head:
            return title
    outlet = _first(metas, "outlet")
    for title, short in zip(titles, cut, strict=True):
        if title:
            return short if outlet and title.endswith(outlet) and len(short) > 10 else title
    return None


def _words(source: str) -> tuple[str, str]:
    """The words of the report, paragraphs apart, and a note that tells by what they were found."""
    if source.count("<") > _MOST_TAGS:
        return plain_words(source), "words taken by plain tags: the page has too many"
    try:
        import lxml.html
        import trafilatura
    except ImportError:
        return plain_words(source), "words taken by plain tags; the extra [html] reads pages better"
    try:
        parser = lxml.html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(source.replace("\0", ""), parser=parser)
        for element in list(tree.iter("time")):
            element.drop_tag()
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
        text = getattr(found, "text", None) or ""
    except (ValueError, RecursionError, lxml.etree.LxmlError, AttributeError, TypeError):
        text = ""
    if not text.strip():
        return plain_words(source), "words taken by plain tags: no article found"
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip()), "words taken by trafilatura"
