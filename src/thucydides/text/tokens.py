"""Words, numbers and marks with their offsets: the only cut of a text that all rooms share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from thucydides.text.fold import GAP, fold
from thucydides.text.forms import FormTable, Node

# Parts a text into what lies between tokens and the tokens, in turn.
_TOKEN = re.compile(r"([^\W_]+(?:[\x00'][^\W_]+|\x00)*|\n+|''|[^\w\s\x00]|_)")

# What a token's shape can be; see Tokens.
SHAPES = "xXA0.n"

# Of the shapes of tokens, those that are no words, and 1 at their code.
_NO_WORDS = ".n"
_MARKS = bytes(chr(code) in _NO_WORDS for code in range(256))

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

    `capitals` are words of one letter that lose their accent as capitals ("A Alep" is "à Alep"); `named` are elided words
    that open a name where both letters around the apostrophe are capitals ("N'Djamena"). `table` is the one whose
    forms its texts are searched for: what it knows of a word is kept with the word.
    """

    script: str = "Latn"
    elided: frozenset[str] = frozenset()
    enclitics: tuple[str, ...] = ()
    capitals: tuple[tuple[str, str], ...] = ()
    splitter: Splitter | None = None
    # True where the splitter cuts compounds: words with a capital alone, which their parts keep.
    compounds: bool = False
    table: FormTable[Any] | None = None
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one item a token. `forms` are folded keys; a paragraph's end is a token of form "\\n".

    `shapes`: "x" lower-case or caseless word, "X" capitalised, "A" all capitals, "0" digits, "." a mark, "n" newline.
    Hyphens that join letters are no tokens: "air-strike" and "air strike" have the same forms. `nodes` are what the table
    of the cutting knows of each form.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    shapes: str
    nodes: list[Node | None] = field(default_factory=list, compare=False, repr=False)
    met: list[int] = field(default_factory=list, compare=False, repr=False)  # see `marks`

    def __len__(self) -> int:
        return len(self.starts)

    def marks(self) -> list[int]:
        """The tokens that are no words: marks and ends of paragraphs."""
        if not self.met:
            self.met.extend(itertools.compress(range(len(self.shapes)), self.shapes.encode().translate(_MARKS)))
        return self.met

    def capitals(self) -> list[int]:
        """The words with a capital."""
        shapes, found = self.shapes.replace("A", "X"), list[int]()
        at = shapes.find("X")
        while at >= 0:
            found.append(at)
            at = shapes.find("X", at + 1)
        return found


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


# Shapes of what a match of _TOKEN is before it is a token: several parts, or a hyphen that may belong to a word.
_CUT, _HYPHEN = "+", "-"
_OPEN = _CUT + _HYPHEN

# A part of a word: (first, last, form, shape), offsets within the word.
_Part = tuple[int, int, str, str]


class _Pieces(dict[str, tuple[str, str, tuple[_Part, ...]]]):
    """What a match of _TOKEN is, by its characters: form, shape, and the parts of a word that is cut (shape _CUT).

    Most words of a text are repeated, and what a word folds to and cuts into depends on its own letters alone.
    """

    def __init__(self, cutting: Cutting) -> None:
        super().__init__()
        self.cutting = cutting
        self.accented = dict(cutting.capitals)

    def __missing__(self, written: str) -> tuple[str, str, tuple[_Part, ...]]:
        made = self.made(written, fold(written, self.cutting.script))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[written] = made
        return made

    def made(self, written: str, folded: str) -> tuple[str, str, tuple[_Part, ...]]:
        """The same, not kept, of a match that folds so."""
        if folded[0] == "\n":
            return "\n", "n", ()
        if not folded[0].isalnum():
            return '"' if folded == _DOUBLED else folded, _HYPHEN if folded == "-" else ".", ()
        splitter = self.cutting.splitter
        if self.cutting.compounds and not written[0].isupper():
            splitter = None
        if "'" not in folded and (splitter is None or splitter(folded.replace(GAP, "")) is None):
            return self._form(written, folded), _shape(written), ()
        if (
            folded[:2] in self.cutting.named
            and written[0].isupper()
            and written[2:3].isupper()
            and not written.isupper()
        ):
            return (*self._part(written, folded, 0, len(folded))[2:], ())
        parts = [self._part(written, folded, a, b) for a, b in _parts(folded, 0, len(folded), self.cutting)]
        return (*parts[0][2:], ()) if len(parts) == 1 else ("", _CUT, tuple(parts))

    def _form(self, written: str, folded: str) -> str:
        """The key of a whole word. One of one or two letters keeps its accent: "à" is no "a", "là" no "la"."""
        if len(folded) <= 2 and folded.isascii() and folded.isalpha():
            return self.accented.get(written) or written.lower()
        return folded.replace(GAP, "")

    def _part(self, written: str, folded: str, a: int, b: int) -> _Part:
        """A part of a word that has an apostrophe or may have attached words."""
        piece = folded[a:b]
        if b - a <= 2 and piece.isascii() and piece.isalpha():
            piece = written[a:b].lower()
        elided = piece[-1] == "'" or piece[0] == "'"
        form = piece.replace(GAP, "") if elided else piece.replace(GAP, "").replace("'", "")
        inner = self.cutting.compounds and a > 0 and written[0].isupper()
        return a, b, form, "X" if inner else _shape(written[a:b])


def _cut(text: str, folded: str, known: _Pieces) -> Tokens:
    """Tokens of a text or of a piece of one."""
    edges = list(itertools.accumulate(map(len, _TOKEN.split(folded))))
    starts, ends = edges[:-1:2], edges[1::2]
    pieces = [known[text[start:end]] for start, end in zip(starts, ends, strict=True)]
    forms = [form for form, _, _ in pieces]
    shapes = [shape for _, shape, _ in pieces]
    # What most tokens need is done; from the end, so that places hold, the few words of several parts and the hyphens.
    for i in [i for i, shape in enumerate(shapes) if shape in _OPEN][::-1]:
        start, parts = starts[i], pieces[i][2]
        if parts:
            starts[i : i + 1] = [start + part[0] for part in parts]
            ends[i : i + 1] = [start + part[1] for part in parts]
            forms[i : i + 1] = [part[2] for part in parts]
            shapes[i : i + 1] = [part[3] for part in parts]
        elif text[start] not in _DASHES and _is_joint(folded, start):
            del starts[i], ends[i], forms[i], shapes[i]
        else:
            shapes[i] = "."
    if "'" in folded:
        _join_elisions(starts, ends, forms, shapes, known.cutting)
    return Tokens(starts, ends, forms, "".join(shapes))


class _Token(msgspec.Struct, frozen=True, gc=False):
    """A token of a chunk, its places within the chunk; one object for all texts that have the word."""

    start: int
    end: int
    form: str
    shape: str
    node: Node | None


class _Chunk(msgspec.Struct, frozen=True, gc=False):
    """What stands between two spaces, folded and cut: its tokens, of which `marks` are no words, and how far on the next
    chunk begins. `alone` is its only token where that is a word as long as the chunk, as most are. One with ends of lines
    in it has `parts`: words and runs of newlines.
    """

    folded: str
    tokens: tuple[_Token, ...]
    count: int
    marks: tuple[int, ...]
    step: int
    alone: _Token | None = None
    parts: tuple[_Chunk, ...] = ()


_LINES = re.compile(r"(\n+)")


class _Chunks:
    """What stands between two spaces, cut: a text has few that were not met before.

    No token reaches over a space or the end of a line, and none asks what stands behind one.
    """

    def __init__(self, cutting: Cutting) -> None:
        self.met: dict[str, _Chunk] = {}
        self.known = _Pieces(cutting)

    def learn(self, written: str) -> _Chunk:
        """A chunk that is met for the first time, or one with ends of lines in it, which is not kept."""
        if "\n" in written:
            return self._over_lines(written)
        folded = fold(written, self.known.cutting.script)
        table = self.known.cutting.table
        parts = self._cut(written, folded)
        tokens = tuple(_Token(*part, None if table is None else table.node(part[2])) for part in parts)
        marks = tuple(n for n, token in enumerate(tokens) if token.shape in _NO_WORDS)
        whole = len(tokens) == 1 and not marks and tokens[0].start == 0 and tokens[0].end == len(written)
        if len(self.met) >= _REMEMBERED:
            self.met.clear()
        made = _Chunk(folded, tokens, len(tokens), marks, len(written) + 1, tokens[0] if whole else None)
        self.met[written] = made
        return made

    def _over_lines(self, written: str) -> _Chunk:
        parts: list[_Chunk] = []
        for n, piece in enumerate(_LINES.split(written)):
            known = _newlines(len(piece)) if n % 2 else self.met.get(piece)
            parts.append(self.learn(piece) if known is None else known)
        folded = "".join([part.folded for part in parts])
        return _Chunk(folded, (), sum([part.count for part in parts]), (), len(written) + 1, None, tuple(parts))

    def _cut(self, written: str, folded: str) -> tuple[_Part, ...]:
        if folded.isalnum():  # one match of _TOKEN
            form, shape, parts = self.known.made(written, folded)
            return parts or ((0, len(written), form, shape),)
        cut = _cut(written, folded, self.known)
        return tuple(zip(cut.starts, cut.ends, cut.forms, cut.shapes, strict=True))


@lru_cache(maxsize=64)
def _newlines(count: int) -> _Chunk:
    """A run of newlines, which is one token; no space stands before it, which its chunk has counted."""
    return _Chunk("\n" * count, (_Token(-1, count - 1, "\n", "n", None),), 1, (0,), count - 1)


@lru_cache(maxsize=16)
def _chunks_of(cutting: Cutting) -> _Chunks:
    return _Chunks(cutting)


# The numbers of places, each one object for all texts: to make two for each token took a tenth of the cutting.
_PLACES: list[Any] = []
_MOST_PLACES = 1 << 17


def _places(count: int) -> list[Any]:
    """The numbers up to this one."""
    if count >= _MOST_PLACES:
        return list(range(count + 1))
    if len(_PLACES) <= count:
        _PLACES.extend(range(len(_PLACES), count + 1))
    return _PLACES


def tokenize(text: str, cutting: Cutting) -> Tokens:
    """Tokens of a canonical text."""
    return fold_and_tokenize(text, cutting)[1]


def fold_and_tokenize(text: str, cutting: Cutting) -> tuple[str, Tokens]:
    """A canonical text as `fold` gives it, and its tokens, both put together from chunks."""
    known = _chunks_of(cutting)
    met = known.met
    chunks: list[_Chunk] = []
    count = 0
    for written in text.split(" "):
        chunk = met.get(written)
        if chunk is None:
            chunk = known.learn(written)
        chunks.append(chunk)
        count += chunk.count
    row = _Row(_places(len(text)), count)
    row.fill(chunks)
    # a plain text is folded in one step
    folded = fold(text) if text.isascii() else " ".join([chunk.folded for chunk in chunks])
    found = row.found
    shapes = "".join([token.shape for token in found])
    forms, nodes = [token.form for token in found], [token.node for token in found]
    return folded, Tokens(row.starts, row.ends, forms, shapes, nodes, row.marks)


class _Row:
    """The tokens of a text as they are put there. Their number is known before, so that no list has to grow."""

    def __init__(self, places: list[Any], count: int) -> None:
        self.places = places
        self.starts: list[Any] = [0] * count
        self.ends: list[Any] = [0] * count
        self.found: list[_Token] = [_NO_TOKEN] * count
        self.marks: list[int] = []
        self.at = self.filled = 0

    def fill(self, chunks: Iterable[_Chunk]) -> None:
        """Puts the tokens of chunks, one behind the other."""
        places, starts, ends, found = self.places, self.starts, self.ends, self.found
        at, n = self.at, self.filled
        for chunk in chunks:
            token = chunk.alone
            if token is not None:
                starts[n], ends[n], found[n] = places[at], places[at + token.end], token
                n += 1
            elif chunk.parts:
                self.at, self.filled = at, n
                self.fill(chunk.parts)
                n = self.filled
            else:
                for mark in chunk.marks:
                    self.marks.append(n + mark)
                for one in chunk.tokens:
                    starts[n], ends[n], found[n] = places[at + one.start], places[at + one.end], one
                    n += 1
            at += chunk.step
        self.at, self.filled = at, n


_NO_TOKEN = _Token(0, 0, "", "", None)


def _join_elisions(starts: list[int], ends: list[int], forms: list[str], shapes: list[str], cutting: Cutting) -> None:
    """An apostrophe that stands after an elided word but before a space or quote ("l' armée", "d'« X »") joins it."""
    for i in range(len(forms) - 1, 0, -1):
        if forms[i] == "'" and ends[i - 1] == starts[i] and forms[i - 1] + "'" in cutting.elided:
            forms[i - 1] += "'"
            ends[i - 1] = ends[i]
            del starts[i], ends[i], forms[i], shapes[i]
