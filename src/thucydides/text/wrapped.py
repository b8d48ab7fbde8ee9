"""Lines that end because the page did: newline tokens inside a paragraph are no paragraph's end."""

from __future__ import annotations

from collections.abc import Iterable

from thucydides.text.tokens import Tokens


def join_lines(tokens: Tokens, paragraphs: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens without the newlines that stand inside one of the paragraphs, [start, end) in characters, in order."""
    spans = iter(paragraphs)
    start, end = next(spans, (0, 0))
    dropped: set[int] = set()
    for i in tokens.marks():
        if tokens.shapes[i] != "n":
            continue
        at = tokens.starts[i]
        while end <= at and end:
            start, end = next(spans, (0, 0))
        if start < at < end:
            dropped.add(i)
    if not dropped:
        return tokens
    kept = [i for i in range(len(tokens)) if i not in dropped]
    return Tokens(
        [tokens.starts[i] for i in kept],
        [tokens.ends[i] for i in kept],
        [tokens.forms[i] for i in kept],
        "".join(tokens.shapes[i] for i in kept),
        [tokens.nodes[i] for i in kept],
    )
