"""Composes a Document: what a file told about a report, its words, and what their shape tells."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from thucydides.intake.dates import told_date, url_date
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.intake.segments import divide, same_line
from thucydides.knowledge.intake_words import IntakeWords, language_code, profiles, words_of
from thucydides.knowledge.library import languages
from thucydides.model.document import Document, Stamp, StampKind, content_id
from thucydides.text.canonical import canonical
from thucydides.text.identify import UNKNOWN, identify, is_mixed

_SEPARATOR = "\n\n"
_TOP_LINES = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format found of one report, as it stands in the file; nothing is parsed or checked yet.

    `dated`: (kind of stamp, what tells it, the date as told) in order of trust.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    doc_id: str | None = None
    language: str | None = None
    dated: tuple[tuple[StampKind, str, object], ...] = ()
    forwarded_from: tuple[str, ...] = ()
    raw_sha256: str = ""
    notes: tuple[str, ...] = ()


def sha256(raw: bytes) -> str:
    """Hash of the bytes that a document came from."""
    return hashlib.sha256(raw).hexdigest()


def compose(draft: Draft, options: IntakeOptions) -> Document:
    """The Document of a draft. Raises IntakeError where there are no words, or more than `options.max_text`."""
    if len(draft.text) > options.max_text:
        message = f"a text of {len(draft.text):,} characters, more than {options.max_text:,}"
        raise IntakeError("too_large", message, hint="split it into reports, one a file or line")
    text = canonical(draft.text)
    title = " ".join(canonical(draft.title).split()) if draft.title else ""
    if not text.strip():
        raise IntakeError("empty", "no words in it", hint="leave it out")
    text, known = _with_title(text, title)
    notes = list(draft.notes)
    if "\ufffd" in text and "\ufffd" not in draft.text:
        notes.append("control characters replaced")
    language = _language(text, draft.language, options, notes)
    words = words_of(language)
    if options.day_first is not None:
        words = replace(words, day_first=options.day_first)
    division = divide(text, words, known)
    stamps = _stamps(draft, options, words, notes) + division.stamps
    return Document(
        doc_id=draft.doc_id or content_id(text, *(p for p in (draft.outlet or options.outlet, draft.url) if p)),
        text=text,
        language=language,
        title=division.title or title or None,
        outlet=draft.outlet or options.outlet,
        uri=draft.url,
        stamps=stamps,
        segments=division.segments,
        raw_sha256=draft.raw_sha256,
        forwarded_from=draft.forwarded_from,
        notes=(*notes, *division.notes),
    )


def _with_title(text: str, title: str) -> tuple[str, str | None]:
    """The text, headed by its title unless the title stands at its top already, and the title as it stands there."""
    if not title:
        return text, None
    if text.lstrip().startswith(title):
        return text, title
    at = -1
    for _ in range(_TOP_LINES):
        end = text.find("\n", at + 1)
        line = text[at + 1 : end if end >= 0 else len(text)].strip()
        if line and len(line) < 2 * len(title) + 20 and same_line(line, title):
            return text, line
        if end < 0:
            break
        at = end
    return canonical(title + _SEPARATOR + text), title


def _language(text: str, told: str | None, options: IntakeOptions, notes: list[str]) -> str:
    """The option, else what the file tells, else what the letters and words tell."""
    wanted = options.language
    if wanted is not None:
        code = language_code(wanted)
        if code is None:
            hint = f"known: {', '.join(languages())}; leave it out to have it detected"
            raise IntakeError("language", f"no knowledge of language {wanted!r}", hint=hint)
        return code
    found = identify(text, profiles())
    if told:
        code = language_code(told) or told.strip().lower()[:35]
        if language_code(told) is None:
            notes.append(f"no knowledge of the language that the file tells: {told.strip()[:35]}")
        elif found not in (code, UNKNOWN):
            notes.append(f"the file tells language {code}, the words look like {found}")
        return code
    if found == UNKNOWN:
        notes.append("language could not be told; say it with --language")
    if is_mixed(text, profiles()):
        notes.append("mixed languages")
    return found


def _stamps(draft: Draft, options: IntakeOptions, words: IntakeWords, notes: list[str]) -> tuple[Stamp, ...]:
    """Dates that stand beside the text, by kind; what cannot be parsed is noted."""
    stamps: list[Stamp] = []
    if options.date is not None:
        stamps.append(_day("given", options.date, "given by the user"))
    for kind, teller, told in draft.dated:
        found = told_date(told, words.months, words.day_first)
        evidence = f"{teller} = {str(told)[:100]}"
        if found is None:
            notes.append(f"no date in {evidence}")
            continue
        stamps.append(Stamp(kind, found.earliest, found.latest, evidence))
        if found.is_open:
            notes.append(f"{evidence}: day and month may be either way round")
    if draft.url and (found := url_date(draft.url)):
        stamps.append(Stamp("url", found.earliest, found.latest, draft.url[found.start : found.end] or draft.url))
    if options.fetched is not None:
        stamps.append(_day("fetched", options.fetched, "given by the user"))
    return tuple(stamps)


def _day(kind: StampKind, day: date, evidence: str) -> Stamp:
    return Stamp(kind, day, day, evidence)
