"""What a server answered becomes Documents, with the time of fetching beside the text; never a day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thucydides.intake.compose import Draft, compose, sha256
from thucydides.intake.decode import decode
from thucydides.intake.feeds import read_feed
from thucydides.intake.fetching.client import FINE, Answer
from thucydides.intake.options import Failure, IntakeError, IntakeOptions
from thucydides.intake.page import read_page
from thucydides.intake.pdf import read_pdf
from thucydides.model.document import Document

_PAGES = ("text/html", "application/xhtml+xml", "")
_TEXT, _PDF = "text/plain", "application/pdf"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its address, if it has one, and the document of the words that the feed brings."""

    url: str | None
    document: Document | Failure


def _fine(answer: Answer) -> None:
    if answer.status != FINE:
        message = f"the server answered {answer.status}"
        raise IntakeError("http", message, place=answer.url, hint="look at the address in a browser")


def document_of(answer: Answer, options: IntakeOptions) -> Document | Failure:
    """The document of a page, a text or a PDF; why there is none, for other media and other answers than 200."""
    try:
        _fine(answer)
        return compose(_stamped(_draft(answer, options), answer), options)
    except IntakeError as refusal:
        refusal.place = refusal.place or answer.url
        return refusal.failure(answer.url)


def _draft(answer: Answer, options: IntakeOptions) -> Draft:
    if answer.media in _PAGES:
        return read_page(answer.raw, options, charset=answer.charset)
    if answer.media == _TEXT:
        decoded = decode(answer.raw, options.encoding)
        return Draft(decoded.text, raw_sha256=sha256(answer.raw), notes=(decoded.note,) if decoded.note else ())
    if answer.media == _PDF:
        return read_pdf(answer.raw, options.max_text)
    hint = "pages, plain text and PDF are fetched"
    raise IntakeError("media", f"{answer.media[:60]} is no text to read", hint=hint)


def _stamped(draft: Draft, answer: Answer) -> Draft:
    at = answer.at.isoformat()
    return replace(
        draft,
        url=draft.url or answer.url,
        dated=(*draft.dated, ("fetched", "time of the answer", at)),
        raw_sha256=answer.sha256,
        notes=(*draft.notes, f"fetched {at} from {answer.url}"),
    )


def entries_of(answer: Answer, options: IntakeOptions) -> Iterator[Entry]:
    """The entries of a feed. Raises IntakeError where the answer is none."""
    _fine(answer)
    for place, draft in read_feed(answer.raw, answer.url):
        try:
            if isinstance(draft, IntakeError):
                raise draft
            yield Entry(draft.url, compose(_stamped(draft, answer), options))
        except IntakeError as refusal:
            refusal.place = refusal.place or place
            yield Entry(draft.url if isinstance(draft, Draft) else None, refusal.failure(answer.url))
