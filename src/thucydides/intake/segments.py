"""Tells the parts of a text by their shape: title, its repetition, header, headings, body, credit; and header stamps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thucydides.intake.dates import find_date
from thucydides.intake.paragraphs import Paragraph, paragraphs
from thucydides.knowledge.intake_words import IntakeWords, line_key
from thucydides.model.anchor import Anchor
from thucydides.model.document import Segment, SegmentRole, Stamp, StampKind
from thucydides.text.fold import fold

_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::|h|\.)\d{2}(?!\d|\.\d)(?::\d{2})?")
_NUMERIC_DAY = re.compile(r"(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)")
_NAMED_DAY = re.compile(
    r"(?<!\d)\d{1,2}\S{0,2}[\s/-]{1,3}(?:[^\W\d_]{2}\s)?[^\W\d_]+\.?(?:/[^\W\d_]+)?[\s,/-]{1,3}(?:[^\W\d_]{2,3}\s)?"
    r"(?:19|20)\d\d(?!\d)|[^\W\d_]{3,}\.?\s\d{1,2},?\s(?:19|20)\d\d(?!\d)"
)
_LETTER = re.compile(r"[^\W\d_]")
_DATED = re.compile(r"\d{4}|\d[:h./-]\d")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/)\S+$")
_SEPARATOR = re.compile(r"[|•·»>/–—]")  # one of those that stand in the next: most lines have none
_SEPARATED = re.compile(r"\s+[|•·»>/]\s+|\s[–—]\s")
_BYLINE = re.compile(r"\s[-–—|•·/]\s?|\s?[-–—|•·/]\s|[:)\-–—]$|\S[-–—/]\S")
_INITIALS = re.compile(
    r"(?:[^\W\d_]{1,12}\.?){1,4}(?:\s?/\s?(?:[^\W\d_]{1,12}\.?){1,4}){1,4}|(?:[^\W\d_]{1,3}\s?\.\s?-?){2,5}"
)
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_SPACES = re.compile(r"\s+")

_BESIDE_TITLE = frozenset(("header", "credit", "title_repeat"))
_TITLE_LENGTH = 220
_TOP = 12


@dataclass(frozen=True, slots=True)
class Division:
    """Segments in order, none overlapping; the title's words where there is one; dates of header lines."""

    segments: tuple[Segment, ...]
    title: str | None
    stamps: tuple[Stamp, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A text and what is known of it while its parts are told. `prose` is the first paragraph of running text."""

    text: str
    words: IntakeWords
    parts: tuple[Paragraph, ...]
    marks: list[str]
    known: str | None
    prose: int
    stops: bool

    def words_at(self, at: int) -> str:
        """The words of paragraph `at`."""
        return self.text[self.parts[at].start : self.parts[at].end]


def same_line(one: str, other: str) -> bool:
    """True where two lines say the same but for case, accents, quotes and spaces."""
    return one == other or _plain(one) == _plain(other)


def _plain(line: str) -> str:
    return _SPACES.sub(" ", fold(line).strip().rstrip("."))


def is_stamp_line(line: str, months: dict[str, int] | None = None) -> bool:
    """True for a line that holds a date or a clock and hardly anything else; the month must be one of `months`."""
    if len(line) > 90 or not _DIGIT.search(line) or not _DATED.search(line):
        return False
    folded = fold(line)
    rest, days = _NAMED_DAY.subn(" ", folded)
    rest, numeric = _NUMERIC_DAY.subn(" ", rest)
    rest, clocks = _CLOCK.subn(" ", rest)
    letters = len(_LETTER.findall(rest))
    if not days + numeric + clocks:
        return False
    if months and days and not numeric + clocks and find_date(line, months) is None:
        return False
    if line[-1] in ".!?" and letters > 9:
        return False
    return letters <= (24 if days or numeric else 12) and len(_DIGIT.findall(rest)) <= 8


def _is_clock(line: str) -> bool:
    rest, clocks = _CLOCK.subn("", line)
    return clocks == 1 and not rest.strip(" -–—:|")


def _begins(key: str, openings: tuple[str, ...]) -> bool:
    if not key.startswith(openings):
        return False
    return any(key.startswith(o) and not key[len(o) : len(o) + 1].isalpha() for o in openings)


def is_furniture(line: str, words: IntakeWords) -> bool:
    """True for menus, share buttons, bare links, hashtags and lines that lead to other pages."""
    if " " not in line and _ADDRESS.match(line):
        return True
    if line[0] == "#" and len(line) < 500 and all(piece[0] == "#" for piece in line.split()):
        return True
    if len(line) <= 120 and line_key(line[:6])[:2] in words.heads:
        key = line_key(line[:64])
        if _begins(key, words.opens) or (len(line) <= 64 and (key in words.labels or key in words.related)):
            return True
    if len(line) > 160 or not _SEPARATOR.search(line) or not _SEPARATED.search(line):
        return False
    pieces = [piece.strip() for piece in _SEPARATED.split(line)]
    if len(pieces) >= 3 and not _DIGIT.search(line):
        if all(len(piece.split()) <= 3 for piece in pieces) and line[-1] not in ".!?":
            return True
        return sum(line_key(piece) in words.labels for piece in pieces) * 2 > len(pieces)
    return False


def divide(text: str, words: IntakeWords, title: str | None = None) -> Division:
    """The parts of a canonical text. `title` is the title where it is known from beside the text."""
    parts = paragraphs(text)
    if title is not None:
        parts = _cut_out(text, parts, title)
    marks = [_mark(text, part, words) for part in parts]
    prose = _first_prose(text, parts, marks, title)
    stopped = sum(part.stopped for part in parts[prose:])
    stops = 2 * stopped >= len(parts) - prose and prose < len(parts)
    sheet = _Sheet(text, words, parts, marks, title, prose, stops)
    roles = _roles(sheet)
    segments = tuple(Segment(role, part.start, part.end) for role, part in zip(roles, parts, strict=True))
    found = next((s for s in segments if s.role == "title"), None)
    stamps, notes = _stamps(sheet, roles)
    return Division(segments, text[found.start : found.end] if found else None, stamps, notes)


def _cut_out(text: str, parts: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """Cuts a known title off the paragraph that it opens, as feeds glue "Title. First sentence." together."""
    for at, part in enumerate(parts[:_TOP]):
        if part.length > len(title) and text.startswith(title, part.start):
            end = part.start + len(title)
            rest = end + len(text[end : part.end]) - len(text[end : part.end].lstrip(" .:-–—\n\u00a0"))
            if rest < part.end and not text[end].isalnum():
                head = Paragraph(part.start, end, title.count(" ") + 1, part.gap, False, False, False)
                tail = Paragraph(
                    rest, part.end, text.count(" ", rest, part.end) + 1, False, part.stopped, part.social, False
                )
                return (*parts[:at], head, tail, *parts[at + 1 :])
    return parts


def _first_prose(text: str, parts: tuple[Paragraph, ...], marks: list[str], title: str | None) -> int:
    """Index of the first running text that is neither a stamp nor the known title; their number where there is none."""
    for at, part in enumerate(parts):
        if part.is_prose and not marks[at]:
            if title is None or not same_line(text[part.start : part.end], title):
                return at
    return len(parts)


def _roles(sheet: _Sheet) -> list[SegmentRole]:
    """A role a paragraph, by the zones top, title, body and tail."""
    roles: list[SegmentRole] = ["body"] * len(sheet.parts)
    for at, mark in enumerate(sheet.marks):
        if mark == "furniture":
            roles[at] = "header"
    _mark_menus(sheet, roles)
    title = _find_title(sheet, roles)
    last = _mark_tail(sheet, roles)
    beside = True
    for at in range(last):
        if roles[at] == "header":
            continue
        if title is not None and at < title and not sheet.parts[at].is_prose:
            roles[at] = "header"
        elif at == title:
            roles[at] = "title"
        elif title is not None and _repeats(sheet, at, title):
            roles[at] = "title_repeat"
        else:
            roles[at] = _role_inside(sheet, at, last, title if beside else None)
        beside = beside and (at <= (title or 0) or roles[at] in _BESIDE_TITLE)
    return roles


def _mark(text: str, part: Paragraph, words: IntakeWords) -> str:
    """ "stamp" or "furniture" or "" by the line alone."""
    if part.length > 160:
        return ""
    line = text[part.start : part.end]
    if is_stamp_line(line, words.months) and not part.listed:
        return "stamp"
    return "furniture" if is_furniture(line, words) else ""


def _repeats(sheet: _Sheet, at: int, title: int) -> bool:
    if abs(sheet.parts[at].length - sheet.parts[title].length) > 8:
        return False
    return same_line(sheet.words_at(at), sheet.words_at(title))


def _mark_menus(sheet: _Sheet, roles: list[SegmentRole]) -> None:
    """Four or more lines of at most three words in a row are a menu, unless sentences or numbers."""
    run: list[int] = []
    for at in range(len(sheet.parts) + 1):
        part = sheet.parts[at] if at < len(sheet.parts) else None
        if (
            part is not None
            and part.words <= 3
            and part.length <= 32
            and not (part.stopped or part.listed or part.social)
            and not _DIGIT.search(sheet.words_at(at))
        ):
            run.append(at)
            continue
        if len(run) >= 4:
            for i in run:
                roles[i] = "header"
        run = []


def _find_title(sheet: _Sheet, roles: list[SegmentRole]) -> int | None:
    """The paragraph that is the title: the known one, else by place and shape; None for posts and bare sentences."""
    known = sheet.known
    if known is not None:
        return next((i for i in range(min(_TOP, len(sheet.parts))) if same_line(sheet.words_at(i), known)), None)
    if sheet.prose == len(sheet.parts):
        return None
    candidates = []
    for at in range(min(sheet.prose, _TOP)):
        if roles[at] == "header" or sheet.marks[at]:
            continue
        part = sheet.parts[at]
        if part.social or part.listed:
            break
        if _is_title_shaped(sheet, at):
            candidates.append(at)
    if not candidates:
        return None
    for at in candidates:
        if any(_repeats(sheet, other, at) for other in range(at + 1, min(at + 4, len(sheet.parts)))):
            return at
    for at in candidates:
        if sheet.marks[at + 1] == "stamp" and (at == candidates[0] or _is_kicker(sheet, candidates[0])):
            return at
    return candidates[0] if _stands_apart(sheet, candidates[0]) else None


def _stands_apart(sheet: _Sheet, at: int) -> bool:
    """True where a blank line or a stamp follows, or soon a new and far longer sentence."""
    below = sheet.parts[at + 1]
    if below.gap or sheet.marks[at + 1] or not any(part.gap for part in sheet.parts[1:]):
        return True
    if sheet.text[below.start].islower() or sheet.parts[at].words > 14:
        return False
    return sheet.prose <= at + 3 and sheet.parts[sheet.prose].length > 1.5 * sheet.parts[at].length


def _is_title_shaped(sheet: _Sheet, at: int) -> bool:
    part = sheet.parts[at]
    line = sheet.words_at(at)
    if part.length > _TITLE_LENGTH or part.words < 2 or line[-1] in ".:;,-–—" or "@" in line or "\ufffd" in line:
        return False
    if part.stopped and line[-1] not in "?!»”\"')…":
        return False
    if _DIGIT.search(line) and (_NUMERIC_DAY.search(line) or _CLOCK.search(line)):
        return False
    return not _PICTURE.search(line)


def _is_kicker(sheet: _Sheet, at: int) -> bool:
    """A line above a title: a rubric of up to three words, or a notice in capitals."""
    line = sheet.words_at(at)
    return sheet.parts[at].words <= 3 or line.isupper()


def _is_byline(sheet: _Sheet, at: int) -> bool:
    """A short line above the text that names who wrote it or where: "Place – Agency", "By Name"."""
    part = sheet.parts[at]
    line = sheet.words_at(at)
    if part.length > 70 or part.words > 9 or part.listed:
        return False
    if _begins(line_key(line), sheet.words.bylines):
        return not part.stopped
    if part.stopped or part.social or line[0] == "#" or part.words > 7:
        return False
    return bool(_BYLINE.search(line)) and (not _DIGIT.search(line) or line.endswith((")", "-", "–", "—")))


def _role_inside(sheet: _Sheet, at: int, last: int, title: int | None) -> SegmentRole:
    """Role of a paragraph after the title and before the tail."""
    above = at < sheet.prose or at <= (title or 0)
    if sheet.marks[at] == "stamp":
        leads = at + 1 < last and sheet.parts[at + 1].is_prose
        return "heading" if leads and (not above or (title is not None and _is_clock(sheet.words_at(at)))) else "header"
    if above and title is not None and _is_byline(sheet, at):
        return "credit"
    if title is None and above and at == 0:
        return "body"
    return "heading" if _is_heading(sheet, at, last) else "body"


def _is_heading(sheet: _Sheet, at: int, last: int) -> bool:
    """A short line without a full stop that longer, stopped paragraphs follow, in a text that uses full stops."""
    part = sheet.parts[at]
    if not sheet.stops or part.stopped or part.social or part.listed or part.words > 12 or part.length > 80:
        return False
    line = sheet.words_at(at)
    if line[-1] in ",;:" or (line[0] in "«\"“'(" and line[-1] in "»\"”')"):
        return False
    for following in range(at + 1, min(at + 3, last)):
        below = sheet.parts[following]
        if below.listed or (below.is_prose and below.length > 1.3 * part.length):
            return True
        if sheet.marks[following] != "stamp" and (below.length > 80 or below.stopped):
            return False
    return False


def _mark_tail(sheet: _Sheet, roles: list[SegmentRole]) -> int:
    """Marks signatures, stamps and links below the last prose; returns where this tail begins."""
    parts = sheet.parts
    if not sheet.stops or sheet.prose >= len(parts):
        return len(parts)
    last_prose = max(i for i in range(len(parts)) if parts[i].is_prose)
    for at in range(last_prose + 1, len(parts)):
        if parts[at].length <= 60 and line_key(sheet.words_at(at)) in sheet.words.related:
            for link in range(at, len(parts)):
                roles[link] = "header"
            parts = parts[:at]
            break
    last = len(parts)
    while last > sheet.prose + 1:
        at = last - 1
        if sheet.marks[at] == "stamp":
            roles[at] = "header"
        elif roles[at] != "header":
            if not _is_signature(sheet, at):
                break
            roles[at] = "credit"
        last = at
    return last


def _is_signature(sheet: _Sheet, at: int) -> bool:
    """Initials, a desk in brackets, "(Reporting by ...)", or a few capitalised words after the last full stop."""
    part = sheet.parts[at]
    line = sheet.words_at(at)
    if part.length > 220 or part.listed or part.social:
        return False
    if line[0] in "([" and line[-1] in ")]" and line.count("(") + line.count("[") == 1:
        return part.words <= 6 or _begins(line_key(line[1:-1]), sheet.words.bylines)
    if _INITIALS.fullmatch(line):
        return True
    if _begins(line_key(line), sheet.words.bylines) and part.words <= 14 and not part.stopped:
        return True
    if part.stopped or part.words > 5 or part.length > 48 or _DIGIT.search(line):
        return False
    return sheet.parts[at - 1].stopped or not any(word[0].islower() for word in line.split())


def _stamps(sheet: _Sheet, roles: list[SegmentRole]) -> tuple[tuple[Stamp, ...], tuple[str, ...]]:
    """Dates of header lines; a line that says "published" gives another kind of stamp, one that says "updated" none."""
    stamps: list[Stamp] = []
    notes: list[str] = []
    for part, role in zip(sheet.parts, roles, strict=True):
        if role not in ("header", "credit") or part.length > 120:
            continue
        line = sheet.text[part.start : part.end]
        if not _DIGIT.search(line):
            continue
        found = find_date(line, sheet.words.months, sheet.words.day_first)
        key = line_key(line)
        if found is None or _begins(key, sheet.words.updated):
            continue
        kind: StampKind = "published_line" if _begins(key, sheet.words.published) else "header"
        anchor = Anchor.of(sheet.text, part.start + found.start, part.start + found.end)
        stamps.append(Stamp(kind, found.earliest, found.latest, line, anchor))
        if found.is_open:
            notes.append(f"{anchor.exact}: day and month may be either way round")
    return tuple(stamps), tuple(notes)
