"""Attribution: source, cue and content of every frame of speech and, where the task counts them, of attitude."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining

from reading import Frame, frames_in, rows, scene
from thucydides.claims.attribution import frames as frames_of
from thucydides.claims.attribution.floating import MOOD
from thucydides.claims.scene import Ordered, Scene
from thucydides.claims.voice import verb_group
from thucydides.knowledge import library
from thucydides.knowledge.paradigms import inflect, load_paradigms
from thucydides.model.mention import SourceMention

TASK: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
Forms = dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]
RULE = "profile.attitude"
PHRASE = 8
EDGES = frozenset(";-(")


@cache
def _forms(language: str, kind: str) -> Forms:
    """Words of attitude by their first token, longest first: the tokens of the form and its features."""
    place = library.folder(language)
    paradigms = load_paradigms(place / "paradigms.csv")
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for cell in TASK.get(language, {}).get(kind, ()):
        for form, features in inflect(cell, paradigms, kind):
            words = tuple(form.lower().split())
            found[words] = found.get(words, frozenset()) | features
    table: Forms = {}
    for words in sorted(found, key=lambda w: (-len(w), w)):
        table.setdefault(words[0], []).append((words, found[words]))
    return table


def _matches(stage: Scene, table: Forms) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Tokens [first, last) of each form in order, none overlapping, with its features."""
    forms = stage.page.tokens.forms
    i = 0
    while i < len(forms):
        for words, features in table.get(forms[i], ()):
            if tuple(forms[i : i + len(words)]) == words:
                yield i, i + len(words), features
                i += len(words) - 1
                break
        i += 1


def _stance(stage: Scene, cue: SourceMention) -> str:
    """The task counts what somebody did not say too: a negated cue is read as a denial is."""
    group = verb_group(stage, cue.first, cue.last, cue.features)
    return "denying" if "not" in stage.gram[group.first : cue.first] else cue.value


def _cue(stage: Scene, first: int, last: int, features: frozenset[str]) -> SourceMention:
    """A cue of attitude."""
    start, end = stage.page.span(first, last)
    name = stage.page.text[start:end]
    made = SourceMention(start, end, first, last, RULE, "cue", "neutral", features, "say", name)
    return replace(made, value=_stance(stage, made))


def _papers(stage: Scene) -> Iterator[SourceMention]:
    """ "In a poll by X, …": prepositions before a paper or a count that tells what its sentence says."""
    code, page = stage.page.document.language, stage.page
    papers, openers = (frozenset(TASK.get(code, {}).get(k, ())) for k in ("papers", "in"))
    for i, form in enumerate(page.tokens.forms):
        if form not in openers:
            continue
        limit = min(i + PHRASE, page.sentences[stage.sentence[i]].last)
        for j in range(i + 1, limit):
            if page.tokens.forms[j] in papers:
                yield SourceMention(*page.span(i, i + 1), i, i + 1, RULE, "prep", "neutral", args="before", name=form)
                break
            if page.tokens.shapes[j] == "." or stage.gram[j] not in ("", "det", "poss", "other", "of"):
                break


def _with_attitudes(stage: Scene) -> Scene:
    """The scene with words of attitude among its cues; a weak cue of the reader's own at the same words gives way."""
    code, sources = stage.page.document.language, stage.mentions.sources
    plain = [m for m in sources if m.role in ("cue", "prep") and "weak" not in m.features]
    taken = {i for m in plain for i in range(m.first, m.last)}
    added = [
        _cue(stage, first, last, features)
        for first, last, features in _matches(stage, _forms(code, "verbs"))
        if taken.isdisjoint(range(first, last))
    ]
    replaced = {i for m in added for i in range(m.first, m.last)}
    kept = [m for m in sources if m.role not in ("cue", "chain") or replaced.isdisjoint(range(m.first, m.last))]
    if TASK.get(code, {}).get("unsaid"):
        kept = [replace(m, value=_stance(stage, m)) if m.role == "cue" else m for m in kept]
    every = Ordered([*kept, *added, *_papers(stage)])
    return replace(stage, mentions=replace(stage.mentions, sources=every))


def _narrowed(stage: Scene, f: Frame) -> Frame:
    """An attitude's content: what stands behind it ends with its clause, at a mark or conjunction outside quotes."""
    tokens, kept = stage.page.tokens, []
    for start, end in f.content:
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.ends, end) + 1
        if start < f.cue[1]:
            kept.append((start, end))
            continue
        quoted = {i for q in stage.page.quotes for i in range(q.first, q.last)}
        for i in range(first + 1, last - 1):
            edge = (
                tokens.forms[i] in EDGES
                or (tokens.forms[i] == "," and stage.gram[i + 1] == "rel")
                or (stage.gram[i] == "clause" and tokens.forms[i - 1] == ",")
            )
            if edge and i not in quoted:
                last = i
                break
        kept.append((start, tokens.ends[last - 1]))
    return replace(f, content=tuple(kept))


def _as_marked(stage: Scene, f: Frame) -> Frame:
    """A frame with its source and cue where the task marks them: "X, who says …" has the pronoun for a source beside the
    words it stands for; a source without a verb has the mark beside it for a cue.
    """
    tokens = stage.page.tokens
    if not f.source:
        return f
    first = bisect_left(tokens.ends, f.source[0][1]) + 1
    inside = [i for i in range(len(tokens)) if f.cue[0] <= tokens.starts[i] < f.cue[1]] if f.source[0] != f.cue else []
    if inside and any(f.source[0][0] <= tokens.starts[i] < f.source[0][1] for i in inside):  # "nach Polizeiangaben"
        left = [i for i in inside if not f.source[0][0] <= tokens.starts[i] < f.source[0][1]]
        return replace(f, cue=stage.page.span(left[0], left[0] + 1)) if left else f
    if f.cue == f.source[0] and stage.page.language.has("verb_bracket") and f.cue[1] - f.cue[0] > 1:
        own = [i for i in range(len(tokens)) if f.cue[0] <= tokens.starts[i] < f.cue[1]]
        if tokens.shapes[own[-1]] != ".":
            told = [i for i in own if stage.gram[i] == "prep"] or own[:1]
            source = tuple(stage.page.span(i, i + 1) for i in own if i not in told)
            return replace(f, cue=stage.page.span(told[0], told[0] + 1), source=source)
    if f.cue == f.source[0]:
        mark = first if first < len(tokens) and tokens.forms[first] == ":" else bisect_left(tokens.starts, f.cue[0]) - 1
        return replace(f, cue=stage.page.span(max(mark, 0), max(mark, 0) + 1))
    last = bisect_left(tokens.starts, f.cue[0])
    spans = [stage.page.span(i, i + 1) for i in range(first, last) if stage.gram[i] == "rel"]
    return replace(f, source=(*f.source, *spans[-1:]))


def _of_nobody(stage: Scene, found: Sequence[Frame]) -> list[Frame]:
    """ "Two men are expected to …": cues of attitude that name nobody, over the words around them."""
    tokens, made = stage.page.tokens, []
    taken = [f.cue for f in found]
    for first, last, features in _matches(stage, _forms(stage.page.document.language, "nobody")):
        cue = (tokens.starts[first], tokens.ends[last - 1])
        if any(a < cue[1] and cue[0] < b for a, b in taken):
            continue
        sentence = stage.page.sentences[stage.sentence[first]]
        start = verb_group(stage, first, last, features).first
        parts = [(sentence.first, start), (last, sentence.last)]
        content = tuple((tokens.starts[a], tokens.ends[b - 1]) for a, b in parts if a < b)
        made.append(Frame((), cue, content))
    return made


def _is_told(frame: Frame, found: Sequence[Frame], attitudes: Collection[tuple[int, int]]) -> bool:
    """ "X said that he hopes …": an attitude within what somebody says, which the task seldom marks beside it."""
    at = frame.cue[0]
    return any(f.cue not in attitudes and f.source and any(a <= at < b for a, b in f.content) for f in found)


def _is_quoted(stage: Scene, frame: Frame) -> bool:
    """True for speech inside a quote, where the task marks none there: its words are those of whoever is quoted."""
    if TASK.get(stage.page.document.language, {}).get("inside_quotes", True):
        return False
    spans = (stage.page.span(q.first, q.last) for q in stage.page.quotes)
    return any(start <= frame.cue[0] and frame.cue[1] <= end for start, end in spans)


def _places(text: str, canonical: str) -> Callable[[int], int]:
    """The offset in a row's text of an offset in its canonical text, where letters and their accents are one."""
    if text == canonical:
        return lambda at: at
    starts = [i for i, letter in enumerate(text) if not combining(letter)]
    if len(starts) != len(canonical):
        return lambda at: at
    starts.append(len(text))
    return starts.__getitem__


def answers(gold: Path) -> Iterator[dict[str, Any]]:
    """Spans of every frame; a language that the house does not read gets an empty answer."""
    for row in rows(gold, "id", "text", "language"):
        stage = scene(row["text"], doc_id=row["id"], language=row["language"])
        found: list[Frame] = []
        moods: set[tuple[int, int]] = (
            set()
        )  # the task marks no cue where the mood of a verb tells that somebody says it
        if stage is not None:
            says = {m.start for m in stage.mentions.sources if m.role == "cue"}
            stage = _with_attitudes(stage)
            attitudes = {(m.start, m.end) for m in stage.mentions.sources if m.rule == RULE}
            found = [_narrowed(stage, f) if f.cue in attitudes else f for f in frames_in(stage)]
            moods = {stage.page.span(*f.cue) for f in frames_of(stage) if f.rule == MOOD}
            wishes = {cue for cue in attitudes if cue[0] not in says}
            found = [f for f in found if not (f.cue in wishes and _is_told(f, found, wishes))]
            found += _of_nobody(stage, found)
            found = [_as_marked(stage, f) for f in found if not _is_quoted(stage, f)]
        at = _places(row["text"], stage.page.text if stage is not None else row["text"])
        told = [
            {
                "source": [[at(a), at(b)] for a, b in f.source],
                "cue": [] if f.cue in moods else [[at(f.cue[0]), at(f.cue[1])]],
                "content": [[at(a), at(b)] for a, b in f.content],
            }
            for f in found
        ]
        yield {"id": row["id"], "attributions": told}
