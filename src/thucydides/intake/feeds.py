"""RSS and Atom to drafts: one an entry, with the words that the feed itself brings; nothing is fetched."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Iterator
from typing import Any

from thucydides.intake.compose import Draft, sha256
from thucydides.intake.options import IntakeError
from thucydides.intake.tags import plain_words
from thucydides.model.document import StampKind

# Feeds declare no entities; what does is written to make a parser write a book.
_DECLARATION = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_LIMIT = 20_000_000
# feedparser takes a second for five thousand entries; no feed has more.
_MOST_ENTRIES = 5000
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_WEB = ("http://", "https://")


def read_feed(raw: bytes, name: str) -> Iterator[tuple[str, Draft | IntakeError]]:
    """(place, draft) of each entry. Raises IntakeError where the extra is missing, or it is no feed or a bomb."""
    if _DECLARATION.search(raw.replace(b"\0", b"")):
        hint = "take the <!ENTITY lines out if you trust it"
        raise IntakeError("bomb", "it declares entities of its own, which no feed needs", hint=hint)
    if sum(1 for _ in _ENTRY.finditer(raw)) > _MOST_ENTRIES:
        raise IntakeError("too_large", f"a feed of more than {_MOST_ENTRIES:,} entries", hint="split it")
    if len(raw) > _LIMIT:
        raise IntakeError("too_large", f"a feed of more than {_LIMIT:,} bytes", hint="split it")
    told = _parsed(raw)
    entries = told.get("entries") or []
    if not told.get("version") and not entries:
        raise IntakeError("feed", "no RSS or Atom feed", hint="name the format with --from")
    head = told.get("feed") or {}
    outlet = _words(head.get("title"))
    language = _words(head.get("language"))
    for number, entry in enumerate(entries, 1):
        place = f"{name}:entry {number}"
        try:
            yield place, _draft(entry, outlet, language, place)
        except IntakeError as refusal:
            yield place, refusal


def _parsed(raw: bytes) -> Any:
    try:
        import feedparser
    except ImportError as error:
        hint = "pip install 'thucydides[feeds]'"
        raise IntakeError("extra", "RSS and Atom need the extra [feeds]", hint=hint) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # A stream of bytes, never a string: feedparser opens strings as files and addresses.
            return feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        RecursionError,
        LookupError,
        AssertionError,
    ) as e:
        raise IntakeError("feed", f"a broken feed ({type(e).__name__})", hint="fetch it again") from e


def _words(told: Any) -> str | None:
    """Plain words of a value that may hold HTML; None where there are none."""
    if not isinstance(told, str):
        return None
    words = plain_words(told) if "<" in told or "&" in told else told
    return " ".join(words.split()) or None


def _body(entry: Any) -> tuple[str, str]:
    """(words, which element held them): the whole content where the feed brings it, else the summary."""
    for content in entry.get("content") or ():
        if words := plain_words(str(content.get("value") or "")):
            return words, ""
    return plain_words(str(entry.get("summary") or "")), "the feed's summary, not the whole report"


def _draft(entry: Any, outlet: str | None, language: str | None, place: str) -> Draft:
    title = _words(entry.get("title"))
    text, note = _body(entry)
    if not text and title:
        text, note = title, "the feed's headline alone"
    if not text:
        raise IntakeError("empty", "an entry without words", place=place, hint="leave it out")
    dated: list[tuple[StampKind, str, object]] = []
    kinds: tuple[tuple[str, StampKind], ...] = (("published", "metadata"), ("updated", "header"))
    for key, kind in kinds:
        if day := _day(entry.get(f"{key}_parsed") if f"{key}_parsed" in entry else None):
            dated.append((kind, key, day))
            break
    link = str(entry.get("link") or "")
    source = entry.get("source") or {}
    spoken = next((c.get("language") for c in entry.get("content") or () if c.get("language")), None)
    return Draft(
        text=text,
        title=title,
        outlet=_words(source.get("title")) or outlet,
        url=link if link.startswith(_WEB) else None,
        language=_words(spoken) or language,
        dated=tuple(dated),
        raw_sha256=sha256(f"{title}\x1f{text}\x1f{link}".encode("utf-8", "surrogatepass")),
        notes=(note,) if note else (),
    )


def _day(parsed: Any) -> str | None:
    """A day as YYYY-MM-DD, in universal time as feedparser gives it."""
    if not isinstance(parsed, time.struct_time) or not 1900 <= parsed.tm_year <= 2100:
        return None
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
