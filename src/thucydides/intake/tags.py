"""Words of a page by its tags alone, where no extractor is installed or finds an article; linear on any bytes."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Parts whose inside is no text, parts that hold menus and forms, and tags that part paragraphs.
_RAW = frozenset("script style noscript template svg iframe title textarea".split())
_SKIPPED = frozenset("nav header footer aside form button select".split())
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table tr br hr blockquote section article main figure figcaption pre dd dt".split()
)
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in sorted(_RAW)}


def plain_words(source: str) -> str:
    """Paragraphs of block tags, apart by blank lines, without scripts, menus and forms.

    Written by hand because html.parser needs time quadratic in the size of broken pages.
    """
    pieces: list[str] = []
    depth = at = 0
    while True:
        start = source.find("<", at)
        if depth == 0:
            pieces.append(_SPACES.sub(" ", source[at : start if start >= 0 else len(source)]))
        if start < 0:
            break
        at, name = _past_tag(source, start)
        if name is None:
            if depth == 0 and at == start + 1:
                pieces.append("<")
        elif name.lstrip("/") in _SKIPPED:
            depth = max(depth - 1, 0) if name[0] == "/" else depth + 1
            pieces.append("\n")
        elif name.lstrip("/") in _BLOCKS:
            pieces.append("\n")
    lines = (" ".join(line.split(" ")).strip() for line in html.unescape("".join(pieces)).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _past_tag(source: str, start: int) -> tuple[int, str | None]:
    """(where the tag or comment at `start` ends, its lower-case name with "/" where it closes; None for no tag)."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return (end + 3 if end >= 0 else len(source)), None
    match = _TAG.match(source, start)
    if match is None and source[start + 1 : start + 2] not in ("!", "?"):
        return start + 1, None
    end = source.find(">", start)
    if end < 0:
        return len(source), None
    if match is None:
        return end + 1, None
    name = match[1].lower()
    if source[start + 1] == "/":
        return end + 1, "/" + name
    if name in _CLOSING:
        closing = _CLOSING[name].search(source, end)
        return (closing.start() if closing else len(source)), name
    return end + 1, name
