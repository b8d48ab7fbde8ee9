"""Pairs quotes, then splits paragraphs into sentences; terminators inside abbreviations and initials split nothing."""

from __future__ import annotations

import msgspec

from thucydides.text.tokens import Tokens

_END = frozenset(".!?")
_GOES_ON = frozenset({",", ";"})
_PARTS = _END | {"\n"}
_CLOSERS = frozenset("\"»”’')]}")
_CAPTION = 7  # tokens at least, before the bracket
_SMALL = 12  # words of a paragraph without capitals from which on it is told in small letters
_RARE = 0.02  # share of words with a capital that such a paragraph may have


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Tokens [first, last) of one sentence in paragraph number `paragraph` (lines are counted)."""

    first: int
    last: int
    paragraph: int


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Tokens [first, last) between two marks, the marks included; `closed` is false where the paragraph ended first."""

    first: int
    last: int
    closed: bool


def find_quotes(tokens: Tokens, pairs: tuple[tuple[str, str], ...]) -> tuple[Quote, ...]:
    """Quotes by the language's pairs (folded marks). A paragraph's end resets an open quote, as papers reopen them."""
    openers = dict(pairs)
    quotes: list[Quote] = []
    opened, closer = -1, ""
    for i in tokens.marks():
        form = tokens.forms[i]
        if opened >= 0 and form == closer:
            quotes.append(Quote(opened, i + 1, True))
            opened = -1
        elif form == "\n":
            if opened >= 0:
                quotes.append(Quote(opened, i, False))
            opened = -1
        elif opened < 0 and form in openers:
            opened, closer = i, openers[form]
    if opened >= 0:
        quotes.append(Quote(opened, len(tokens), False))
    return tuple(quotes)


def _is_small(tokens: Tokens, i: int) -> bool:
    """True in a paragraph that is told without capitals, as old archives and posts are."""
    last = tokens.shapes.find("n", i)
    shapes = tokens.shapes[tokens.shapes.rfind("n", 0, i) + 1 : last if last >= 0 else len(tokens)]
    small = shapes.count("x")
    return small >= _SMALL and shapes.count("X") + shapes.count("A") <= _RARE * small


def _ends_here(
    tokens: Tokens, i: int, abbreviations: frozenset[str], after_hours: frozenset[str], after_ordinals: frozenset[str]
) -> bool:
    """True where the mark at token i ends a sentence."""
    if tokens.forms[i] != ".":
        return True
    after = i + 1
    if after < len(tokens):
        if tokens.starts[after] == tokens.ends[i] and tokens.shapes[after] not in ".n":
            return False  # 3.5, example.org
        shape = tokens.shapes[after]
        if tokens.forms[after] in _GOES_ON:
            return False  # a mark of an abbreviation: no sentence begins with a comma
        if shape == "x" and tokens.forms[after][0].upper() != tokens.forms[after][0]:
            # A lower-case word of a script with capitals goes on, unless all are; then single letters are initials.
            if i == 0 or len(tokens.forms[i - 1]) == 1 or not _is_small(tokens, i):
                return False
    if i == 0:
        return False
    before = tokens.forms[i - 1]
    if before in abbreviations:
        return False
    if after_ordinals and before.isdigit() and len(before) < 3 and after < len(tokens):
        if tokens.forms[after] in after_ordinals:
            return False
    if len(before) == 1 and i > 2 and tokens.forms[i - 2] == "." and tokens.shapes[i - 3] == "x":
        return after >= len(tokens) or tokens.forms[after] not in after_hours  # "at 7 p.m. Monday"
    return not (len(before) == 1 and tokens.shapes[i - 1] in "XA" and tokens.ends[i - 1] == tokens.starts[i])


def split_sentences(
    tokens: Tokens,
    abbreviations: frozenset[str],
    after_hours: frozenset[str] = frozenset(),
    after_ordinals: frozenset[str] = frozenset(),
    picture_credits: frozenset[str] = frozenset(),
) -> tuple[Sentence, ...]:
    """Sentences as token ranges, none of them empty; newline tokens belong to none. A word of `after_hours` with a capital
    goes on with the sentence behind an hour's half of the day ("7 p.m. Monday"), one of `after_ordinals` behind the full
    stop of a figure of up to two digits. One of `picture_credits` alone in brackets ends the caption of a picture.
    """
    sentences: list[Sentence] = []
    first, paragraph, count = 0, 0, len(tokens)
    forms = tokens.forms
    for i in tokens.marks():
        form = forms[i]
        if form == ")" and i >= first and _ends_caption(tokens, i, first, picture_credits):
            sentences.append(Sentence(first, i + 1, paragraph))
            first = i + 1
        if form not in _PARTS or i < first:
            continue  # a terminator that belongs to the sentence before
        if form == "\n":
            if i > first:
                sentences.append(Sentence(first, i, paragraph))
            paragraph += 1
            first = i + 1
        elif form in _END and _ends_here(tokens, i, abbreviations, after_hours, after_ordinals):
            last = i + 1
            while last < count and (forms[last] in _END or (forms[last] in _CLOSERS and _is_closer(tokens, last))):
                last += 1
            if last > i + 1 and _goes_on(tokens, last):
                continue
            sentences.append(Sentence(first, last, paragraph))
            first = last
    if count > first:
        sentences.append(Sentence(first, count, paragraph))
    return tuple(sentences)


def _ends_caption(tokens: Tokens, i: int, first: int, picture_credits: frozenset[str]) -> bool:
    """ "A post is seen on the road to X, June 6, 2015 (Reuters) Two people …": who took a picture, in brackets behind its
    caption and right before a capital; short words before it are a dateline.
    """
    if i - 2 < first + _CAPTION or tokens.forms[i - 2] != "(" or tokens.forms[i - 1] not in picture_credits:
        return False
    return i + 1 < len(tokens) and tokens.shapes[i + 1] in "XA"


def _goes_on(tokens: Tokens, i: int) -> bool:
    """ "…!" she said", "(D-Wis.) said": a lower-case word behind closing marks goes on with the sentence."""
    return i < len(tokens) and tokens.shapes[i] == "x" and tokens.forms[i - 1] in _CLOSERS


def _is_closer(tokens: Tokens, i: int) -> bool:
    """A straight quote after a full stop closes where a space or the end follows it."""
    return i + 1 >= len(tokens) or tokens.starts[i + 1] > tokens.ends[i] or tokens.shapes[i + 1] in ".n"
