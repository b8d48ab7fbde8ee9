"""Tells the language of a text by its script, its distinctive letters and its function words, or says "und"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from thucydides.text.fold import fold_word

UNKNOWN = "und"
_SPAN = 900
_MARKS = ".,;:!?()[]{}\"'«»“”‘’„…-–—/|*#•،؛؟0123456789"
_MEMO = 20_000

# First code point of the letters of each script (ISO 15924), and the last.
_SCRIPTS = (
    ("Latn", 0x41, 0x24F), ("Grek", 0x370, 0x3FF), ("Cyrl", 0x400, 0x52F), ("Armn", 0x530, 0x58F),
    ("Hebr", 0x590, 0x5FF), ("Arab", 0x600, 0x77F), ("Deva", 0x900, 0x97F), ("Mymr", 0x1000, 0x109F),
    ("Geor", 0x10A0, 0x10FF), ("Ethi", 0x1200, 0x139F), ("Hani", 0x4E00, 0x9FFF), ("Hang", 0xAC00, 0xD7A3),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: their index is asked for at each text
class Profile:
    """What betrays a language: folded function words, and letters that its sister languages lack.

    `endings` are folded ends of words as frequent as function words; they count half.
    """

    code: str
    script: str
    words: frozenset[str]
    letters: str = ""
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What one word says: the script in which it begins, "" where that is none, and (position of a profile, share of a
    function word of it, evidence for it) of each profile that it speaks for.
    """

    script: str
    votes: tuple[tuple[int, float, float], ...]


_NO_WORD = _Said("", ())


class _Sayings:
    """What stands between two spaces, lower-cased -> what it says: `met` so far."""

    def __init__(self, words: dict[str, tuple[int, ...]], endings: dict[str, tuple[int, ...]]) -> None:
        self.met: dict[str, _Said] = {}
        self.words, self.endings = words, endings
        self.longest = max(map(len, words), default=0)

    def learn(self, piece: str) -> _Said:
        """What is said by what was not met before; _NO_WORD for marks and figures alone."""
        if len(self.met) > _MEMO:
            self.met.clear()
        word = piece.strip(_MARKS)
        said = _Said(_script_of_letter(word[0]), self._votes(word)) if word else _NO_WORD
        self.met[piece] = said
        return said

    def _votes(self, word: str) -> tuple[tuple[int, float, float], ...]:
        ats = self.words.get(fold_word(word), ()) if len(word) <= self.longest else ()
        if ats:
            return tuple((at, 1.0, 1.0 / len(ats)) for at in ats)
        ends = (word[-2:], word[-3:]) if len(word) > 4 else ()
        return tuple((at, 0.0, 0.5) for end in ends for at in self.endings.get(end, ()))


@dataclass(frozen=True, slots=True)
class _Index:
    """Profiles turned round: by script (in order of code), letter and word, those they speak for (by position)."""

    codes: tuple[str, ...]
    of_script: dict[str, tuple[int, ...]]
    letters: tuple[tuple[str, tuple[int, ...]], ...]
    lettered: tuple[int, ...]
    sayings: _Sayings


@lru_cache(maxsize=8)
def _index(profiles: tuple[Profile, ...]) -> _Index:
    words: dict[str, list[int]] = {}
    letters: dict[str, list[int]] = {}
    endings: dict[str, list[int]] = {}
    of_script: dict[str, list[int]] = {}
    for at, _ in sorted(enumerate(profiles), key=lambda pair: pair[1].code):
        of_script.setdefault(profiles[at].script, []).append(at)
    for at, profile in enumerate(profiles):
        for word in sorted(profile.words):
            words.setdefault(word, []).append(at)
        for letter in dict.fromkeys(profile.letters.lower()):
            letters.setdefault(letter, []).append(at)
        for ending in profile.endings:
            endings.setdefault(ending, []).append(at)
    return _Index(
        tuple(p.code for p in profiles),
        {script: tuple(ats) for script, ats in of_script.items()},
        tuple((letter, tuple(ats)) for letter, ats in letters.items()),
        tuple(at for at, p in enumerate(profiles) if p.letters),
        _Sayings(
            {word: tuple(ats) for word, ats in words.items()},
            {ending: tuple(ats) for ending, ats in endings.items()},
        ),
    )


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return next((name for name, first, last in _SCRIPTS if first <= ord(letter) <= last), "")


def _script_of(words: list[_Said]) -> str:
    """ISO 15924 code of the script in which most words begin, "" where there are none; of many words a few tell it."""
    counts: dict[str, int] = {}
    for said in words[:60:4] if len(words) > 24 else words:
        if said.script:
            counts[said.script] = counts.get(said.script, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _scores(sample: str, index: _Index) -> tuple[list[float], list[float], int, str]:
    """(evidence, share of words that are function words) a profile; number of words; script."""
    lowered = sample.lower()
    evidence = [0.0] * len(index.codes)
    hits = [0.0] * len(index.codes)
    sayings, met = index.sayings, index.sayings.met
    words: list[_Said] = []
    for piece in lowered.split():
        said = met.get(piece)
        if said is None:
            said = sayings.learn(piece)
        if said is _NO_WORD:
            continue
        words.append(said)
        for at, share, weight in said.votes:
            hits[at] += share
            evidence[at] += weight
    script = _script_of(words)
    seen = [0] * len(index.codes)
    for letter, ats in index.letters:
        count = lowered.count(letter)
        if count:
            for at in ats:
                seen[at] += count
                evidence[at] += min(count, 40) * (0.8 / len(ats))
    _count_absence(index, evidence, seen, len(sample))
    total = max(len(words), 1)
    return evidence, [hit / total for hit in hits], len(words), script


def _count_absence(index: _Index, evidence: list[float], seen: list[int], length: int) -> None:
    """Letters of one's own that stay away in a long sample speak against a language."""
    for at in index.lettered:
        if not seen[at]:
            evidence[at] -= min(length / 150, 3.0)


def identify(text: str, profiles: tuple[Profile, ...]) -> str:
    """Code of the likeliest profile over the first 900 characters, or "und" where the evidence is thin or tied."""
    index = _index(profiles)
    evidence, shares, words, script = _scores(text[:_SPAN].lstrip("\ufeff"), index)
    rivals = index.of_script.get(script, ())
    if not rivals or words < 3:
        return UNKNOWN
    best, *others = sorted(rivals, key=lambda at: -evidence[at])  # of equals the first by code
    if evidence[best] <= 0:
        return UNKNOWN
    if words >= 12 and shares[best] < 0.075 and evidence[best] < words * 0.08:
        return UNKNOWN
    if others and evidence[best] - evidence[others[0]] < min(0.4, 0.1 + 0.02 * words):
        return UNKNOWN
    return index.codes[best]


def languages_of(text: str, profiles: tuple[Profile, ...]) -> tuple[tuple[str, float], ...]:
    """(code, share of the letters) of the languages of a text by its lines, largest first; shares sum to one.

    Lines too short to tell go with the line before. More than one share above a fifth is a mixed text.
    """
    lengths: dict[str, int] = {}
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            continue
        code = identify(line, profiles)
        if code == UNKNOWN and len(line) < 200 and last:
            code = last
        lengths[code] = lengths.get(code, 0) + len(line)
        last = code
    total = sum(lengths.values())
    shares = [(code, lengths[code] / total) for code in lengths]
    return tuple(sorted(shares, key=lambda pair: (-pair[1], pair[0])))


def is_mixed(text: str, profiles: tuple[Profile, ...]) -> bool:
    """True where two languages each hold a fifth of the text or more; not looked into where head and tail agree."""
    piece = min(_SPAN // 3, len(text) // 2)
    if piece < 60 or identify(text[:piece], profiles) == identify(text[-piece:], profiles):
        return False
    return sum(share >= 0.2 for code, share in languages_of(text, profiles) if code != UNKNOWN) > 1
