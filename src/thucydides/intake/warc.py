"""Web archives (WARC) to drafts: one for each page that a server answered with, by the layout of CC-NEWS and others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from thucydides.intake.compose import Draft
from thucydides.intake.http_body import unwrapped
from thucydides.intake.inflate import MAGIC, members
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.intake.page import LIMIT, read_page

if TYPE_CHECKING:
    from thucydides.intake.inflate import Member

# (what the page is called in messages, its draft or why there is none)
Placed = tuple[str, Draft | IntakeError]
_PAGES = ("text/html", "application/xhtml+xml")
_FINE, _ENDLESS = 200, 1 << 62
# What the engine, which is not Python, raises where it gives up; no Exception, and so not named.
_PANIC = "PanicException"


def read_warc(stream: io.BufferedReader, name: str, options: IntakeOptions) -> Iterator[Placed]:
    """Drafts of the HTML pages of an archive, packed or not; one record in memory at a time.

    Answers other than 200, other media and other kinds of records are passed over. Raises IntakeError where the extra
    is missing or the file holds no record.
    """
    iterator = _engine()
    numbers = count(1)
    if not stream.peek(3).startswith(MAGIC):
        yield from _captures(iterator, _Window(stream), name, numbers, options, bare=True)
    else:
        for member in members(stream, options.max_ratio):
            yield from _captures(iterator, _Window(member), name, numbers, options)
            member.drain()
            yield from _faulty(member, name, numbers)
    if next(numbers) == 1:
        raise IntakeError("warc", "no record of a web archive in it", hint="name the format with --from")


class _Window:
    """What fastwarc wants of a stream: bytes, and where they stand."""

    def __init__(self, stream: io.RawIOBase | io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, most: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        chunk = self._stream.read(most) or b""
        self._at += len(chunk)
        return chunk

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


def _engine() -> Any:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        hint = "pip install 'thucydides[warc]'"
        raise IntakeError("extra", "web archives need the extra [warc]", hint=hint) from error
    return ArchiveIterator


def _faulty(member: Member, name: str, numbers: count[int]) -> Iterator[Placed]:
    if member.fault is not None:
        yield f"{name}:#{next(numbers)}", member.fault


def _captures(
    iterator: Any, window: _Window, name: str, numbers: count[int], options: IntakeOptions, *, bare: bool = False
) -> Iterator[Placed]:
    """The pages of one stream of unpacked records; bytes between records are passed over."""
    try:
        captures = iter(iterator(window, parse_http=True, stream_detect=False, quirks_mode=True))
        number, least = 0, 0
        while (captured := next(captures, None)) is not None:
            number = next(numbers)
            least = _least_end(captured)
            if str(captured.record_type) == "response" and _is_page(captured):
                place = f"{name}:#{number} {captured.headers.get('WARC-Target-URI', '')[:300]}".rstrip()
                yield place, _page(captured, options)
        if bare and window.tell() < least:  # of packed bytes their end is told
            cut = IntakeError(
                "warc", "the file ends within this record", hint="copy it again: what is there of it is read"
            )
            yield f"{name}:#{number}", cut
    except IntakeError as refusal:
        yield f"{name}:#{next(numbers)}", refusal
    except BaseException as error:
        if isinstance(error, Exception) and not isinstance(error, OSError | ValueError):
            raise
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        broken = IntakeError("warc", f"broken record: {str(error)[:200]}", hint="what follows it was not read")
        yield f"{name}:#{next(numbers)}", broken


def _least_end(captured: Any) -> int:
    """The byte before which a whole record cannot end; headers may hold more blanks than are counted. A header without a
    length was cut itself.
    """
    header = len("WARC/1.0\n\n") + sum(len(name) + len(value) + 3 for name, value in captured.headers)
    told = captured.headers.get("Content-Length")
    if told is None:
        return _ENDLESS
    length = int(told) if told.strip().isdecimal() else 0
    return int(captured.stream_pos) + header + length


def _is_page(captured: Any) -> bool:
    http = captured.http_headers
    return http is not None and http.status_code == _FINE and (captured.http_content_type or "").lower() in _PAGES


def _page(captured: Any, options: IntakeOptions) -> Draft | IntakeError:
    """The draft of one record. The address and the time of fetching are the archive's own."""
    limit = min(LIMIT, options.max_bytes)
    try:
        told = captured.http_headers
        raw = captured.reader.read(limit + 1)
        raw = unwrapped(raw, told.get("Transfer-Encoding", ""), told.get("Content-Encoding", ""), limit)
        if len(raw) > limit:
            raise IntakeError("too_large", f"a page of more than {limit:,} bytes", hint="save its text alone")
        if not raw.strip():
            raise IntakeError("empty", "an empty page", hint="nothing was lost")
        draft = read_page(raw, options, charset=captured.http_charset)
    except IntakeError as refusal:
        return refusal
    except (OSError, ValueError) as error:
        return IntakeError("warc", f"broken record: {str(error)[:200]}", hint="the others are read")
    fetched = captured.headers.get("WARC-Date")
    dated = (*draft.dated, ("fetched", "WARC-Date", fetched)) if fetched else draft.dated
    return replace(draft, url=draft.url or captured.headers.get("WARC-Target-URI"), dated=dated)
