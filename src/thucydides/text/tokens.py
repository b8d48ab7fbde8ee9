"""Words, numbers and marks with their offsets: the only cut of a text that all rooms share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from thucydides.text.fold import GAP, fold

_TOKEN = re.compile(r"([^\W_]+(?:[\x00'][^\W_]+|\x00)*)|\n+|''|[^\w\s\x00]|_")

# Among the shapes of tokens.
_MARKS = re.compile(r"[.n]")

# Two apostrophes are a quotation mark.
_DOUBLED = "''"

# Long dashes part words even where no space does.
_DASHES = "\u2014\u2015"

# Words of one cutting that are kept with what they cut into; enough for all but the rare ones of a language.
_REMEMBERED = 40_000

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

    def marks(self) -> list[int]:
        """The tokens that are no words: marks and ends of paragraphs."""
        return [match.start() for match in _MARKS.finditer(self.shapes)]


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
        lengths = cutting.splitter(word.replace(GAP, ""))
        if lengths:
            letters = [start + i for i, char in enumerate(word) if char != GAP]  # marks stay with the letter before
            edges = [letters[n] for n in itertools.accumulate(lengths[:-1])]
            return list(itertools.pairwise([start, *edges, end]))
    return [(start, end)]


def _is_joint(folded: str, at: int) -> bool:
    """True for a hyphen that belongs to a word: attached to a letter on one side and not between two numbers."""
    before = folded[at - 1] if at else " "
    after = folded[at + 1] if at + 1 < len(folded) else " "
    if before.isdigit() and after.isdigit():
        return False
    return before.isalnum() or after.isalnum()


class _Pieces(dict[str, tuple[tuple[int, int, str, str], ...]]):
    """What a match of _TOKEN cuts into, by its characters: (first, last, form, shape) of each part, offsets within it.

    Most words of a text are repeated, and what a word folds to and cuts into depends on its own letters alone.
    """

    def __init__(self, cutting: Cutting) -> None:
        super().__init__()
        self.cutting = cutting
        self.accented = dict(cutting.capitals)

    def __missing__(self, written: str) -> tuple[tuple[int, int, str, str], ...]:
        folded = fold(written, self.cutting.script)
        if folded[0] == "\n":
            pieces: tuple[tuple[int, int, str, str], ...] = ((0, len(written), "\n", "n"),)
        elif not folded[0].isalnum():
            pieces = ((0, len(written), '"' if folded == _DOUBLED else folded, "."),)
        elif self.cutting.splitter is None and "'" not in folded:
            pieces = ((0, len(written), self._form(written, folded), _shape(written)),)
        else:
            pieces = tuple(self._part(written, folded, a, b) for a, b in _parts(folded, 0, len(folded), self.cutting))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[written] = pieces
        return pieces

    def _form(self, written: str, folded: str) -> str:
        """The key of a whole word. One of one or two letters keeps its accent: "à" is no "a", "là" no "la"."""
        if len(folded) <= 2 and folded.isascii() and folded.isalpha():
            return self.accented.get(written) or written.lower()
        return folded.replace(GAP, "")

    def _part(self, written: str, folded: str, a: int, b: int) -> tuple[int, int, str, str]:
        """A part of a word that has an apostrophe or may have attached words."""
        piece = folded[a:b]
        if b - a <= 2 and piece.isascii() and piece.isalpha():
            piece = written[a:b].lower()
        elided = piece[-1] == "'" or piece[0] == "'"
        form = piece.replace(GAP, "") if elided else piece.replace(GAP, "").replace("'", "")
        return a, b, form, _shape(written[a:b])


@lru_cache(maxsize=16)
def _pieces_of(cutting: Cutting) -> _Pieces:
    return _Pieces(cutting)


def tokenize(text: str, cutting: Cutting, folded: str | None = None) -> Tokens:
    """Tokens of a canonical text."""
    folded = fold(text, cutting.script) if folded is None else folded
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    known = _pieces_of(cutting)
    pieces = [known[text[start:end]] for start, end in spans]
    forms = [cut[0][2] for cut in pieces]
    shapes = [cut[0][3] for cut in pieces]
    # What most tokens need is done; from the end, so that places hold, the few words of several parts and the hyphens.
    for i in [i for i, cut in enumerate(pieces) if len(cut) > 1 or cut[0][2] == "-"][::-1]:
        start = starts[i]
        if len(pieces[i]) > 1:
            starts[i : i + 1] = [start + part[0] for part in pieces[i]]
            ends[i : i + 1] = [start + part[1] for part in pieces[i]]
            forms[i : i + 1] = [part[2] for part in pieces[i]]
            shapes[i : i + 1] = [part[3] for part in pieces[i]]
        elif text[start] not in _DASHES and _is_joint(folded, start):
            del starts[i], ends[i], forms[i], shapes[i]
    if "'" in folded:
        _join_elisions(starts, ends, forms, shapes, cutting)
    return Tokens(starts, ends, forms, "".join(shapes))


def _join_elisions(starts: list[int], ends: list[int], forms: list[str], shapes: list[str], cutting: Cutting) -> None:
    """An apostrophe that stands after an elided word but before a space or quote ("l' armée", "d'« X »") joins it."""
    for i in range(len(forms) - 1, 0, -1):
        if forms[i] == "'" and ends[i - 1] == starts[i] and forms[i - 1] + "'" in cutting.elided:
            forms[i - 1] += "'"
            ends[i - 1] = ends[i]
            del starts[i], ends[i], forms[i], shapes[i]
