"""Words, numbers and marks with their offsets: the only cut of a text that all rooms share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from thucydides.text.fold import GAP, fold

_TOKEN = re.compile(r"([^\W_]+(?:[\x00'][^\W_]+|\x00)*)|\n+|[^\w\s\x00]|_")

# A splitter cuts a folded word into parts by their lengths (clitics); None leaves it whole.
Splitter = Callable[[str], tuple[int, ...] | None]


@dataclass(frozen=True, slots=True)
class Cutting:
    """What a language says of word edges: elided words ("l'") split off in front, enclitics ("'s") behind.

    `capitals` are words of one letter that lose their accent as capitals ("A Alep" is "à Alep").
    """

    script: str = "Latn"
    elided: frozenset[str] = frozenset()
    enclitics: tuple[str, ...] = ()
    capitals: tuple[tuple[str, str], ...] = ()
    splitter: Splitter | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one item a token. `forms` are folded keys; a paragraph's end is a token of form "\\n".

    `shapes`: "x" lower-case or caseless word, "X" capitalised, "A" all capitals, "0" digits, "." a mark, "n" newline.
    Hyphens that join letters are no tokens: "air-strike" and "air strike" have the same forms.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    shapes: str

    def __len__(self) -> int:
        return len(self.starts)


def _shape(word: str) -> str:
    first = word[0]
    if first.isdigit():
        return "0" if word.isdigit() else "A" if word.isupper() else "x"
    if not first.isupper():
        return "x"
    return "A" if len(word) > 1 and word.isupper() else "X"


def _parts(folded: str, start: int, end: int, cutting: Cutting) -> list[tuple[int, int]]:
    """Cuts a word at elisions, enclitics and clitics."""
    word = folded[start:end]
    at = word.find("'")
    if at >= 0:
        if word[: at + 1] in cutting.elided:
            return [(start, start + at + 1), *_parts(folded, start + at + 1, end, cutting)]
        for tail in cutting.enclitics:
            if word.endswith(tail) and len(word) > len(tail):
                return [*_parts(folded, start, end - len(tail), cutting), (end - len(tail), end)]
    if cutting.splitter is not None:
        lengths = cutting.splitter(word.replace(GAP, "")) if GAP not in word else None
        if lengths:
            edges = [start]
            for length in lengths:
                edges.append(edges[-1] + length)
            return list(itertools.pairwise(edges))
    return [(start, end)]


def _is_joint(folded: str, at: int) -> bool:
    """True for a hyphen that belongs to a word: attached to a letter on one side and not between two numbers."""
    before = folded[at - 1] if at else " "
    after = folded[at + 1] if at + 1 < len(folded) else " "
    if before.isdigit() and after.isdigit():
        return False
    return before.isalnum() or after.isalnum()


def tokenize(text: str, cutting: Cutting, folded: str | None = None) -> Tokens:
    """Tokens of a canonical text."""
    folded = fold(text, cutting.script) if folded is None else folded
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    shapes: list[str] = []
    plain, gaps, capitals = cutting.splitter is None, GAP in folded, dict(cutting.capitals)
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        form = match.group()
        if match.lastindex == 1:  # a word
            if plain and "'" not in form:
                starts.append(start)
                ends.append(end)
                # A word of one or two letters keeps its accent: "à" is no "a", "là" no "la".
                if end - start <= 2 and form.isascii() and form.isalpha():
                    form = capitals.get(text[start:end]) or text[start:end].lower()
                elif gaps:
                    form = form.replace(GAP, "")
                forms.append(form)
                shapes.append("x" if text[start].islower() else _shape(text[start:end]))
            else:
                _cut(text, folded, start, end, cutting, (starts, ends, forms, shapes))
            continue
        if form == "-" and text[start] != "\u2014" and _is_joint(folded, start):
            continue
        starts.append(start)
        ends.append(end)
        newline = form[0] == "\n"
        forms.append("\n" if newline else form)
        shapes.append("n" if newline else ".")
    if "'" in folded:
        _join_elisions(starts, ends, forms, shapes, cutting)
    return Tokens(starts, ends, forms, "".join(shapes))


def _cut(
    text: str,
    folded: str,
    start: int,
    end: int,
    cutting: Cutting,
    out: tuple[list[int], list[int], list[str], list[str]],
) -> None:
    """Appends the parts of a word that has an apostrophe or may have attached words."""
    starts, ends, forms, shapes = out
    for a, b in _parts(folded, start, end, cutting):
        piece = folded[a:b]
        if b - a <= 2 and piece.isascii() and piece.isalpha():
            piece = text[a:b].lower()
        elided = piece[-1] == "'" or piece[0] == "'"
        starts.append(a)
        ends.append(b)
        forms.append(piece.replace(GAP, "") if elided else piece.replace(GAP, "").replace("'", ""))
        shapes.append(_shape(text[a:b]))


def _join_elisions(starts: list[int], ends: list[int], forms: list[str], shapes: list[str], cutting: Cutting) -> None:
    """An apostrophe that stands after an elided word but before a space or quote ("l' armée", "d'« X »") joins it."""
    for i in range(len(forms) - 1, 0, -1):
        if forms[i] == "'" and ends[i - 1] == starts[i] and forms[i - 1] + "'" in cutting.elided:
            forms[i - 1] += "'"
            ends[i - 1] = ends[i]
            del starts[i], ends[i], forms[i], shapes[i]
