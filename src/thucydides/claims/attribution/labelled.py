"""Sources named by a label: "Source: X" behind an entry, in brackets, or in a line of its own above what X told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thucydides.claims.attribution.phrases import phrase_at
from thucydides.claims.attribution.sentence import AttributionFrame, bounds_of
from thucydides.claims.attribution.speakers import Speaker, speakers_in
from thucydides.claims.scene import Scene
from thucydides.model.quick import quick

LABEL = "attribution.label"
_UNREAD = ("header", "title", "title_repeat", "heading")
_PRESS = ("agency", "media", "outlet")
_MARKS = frozenset(",;/)].")
_NEAR = 2  # tokens from the label to a name that the lists know


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """A label at tokens [first, last) in a sentence, the first of those it names, and whether others follow him."""

    first: int
    last: int
    sentence: int
    speaker: Speaker
    several: bool
    bracketed: bool


def labels_in(scene: Scene) -> list[Label]:
    """The labels of a page in order: at the head of a sentence, behind a bullet, or behind a bracket that opens."""
    forms = scene.page.tokens.forms
    found: list[Label] = []
    for hit in scene.page.of("sources", "label"):
        number = scene.sentence[hit.first]
        sentence = scene.page.sentences[number]
        before = forms[hit.first - 1] if hit.first > sentence.first else ""
        if before and before not in ("(", "[", "-", "—", "–", "•"):
            continue
        end = next((i for i in range(hit.last, sentence.last) if forms[i] in (")", "]", ";")), sentence.last)
        named = [s for s in speakers_in(scene, hit.last, end) if not s.pronoun and not s.own]
        near = named[0] if named and named[0].first - hit.last <= _NEAR else None
        stop = next((i for i in range(hit.last, end) if forms[i] in _MARKS), end)
        speaker = near or phrase_at(scene, hit.last, stop)
        if speaker is not None:
            joint = [s.first - 1 - (scene.gram[s.first - 1] == "det") for s in named if s.first > speaker.last]
            several = any(forms[i] == "," or scene.gram[i] == "and" for i in joint)  # "the mayor on Telegram" is one
            found.append(Label(hit.first, hit.last, number, speaker, several, before in ("(", "[")))
    return found


def with_labels(scene: Scene, frames: list[AttributionFrame], labels: Sequence[Label]) -> list[AttributionFrame]:
    """The frames, in order of their cues, with those of the labels of a page; what somebody else is quoted for is his."""
    if not labels:
        return frames
    taken = {f.sentence for f in frames if f.speakers}
    taken.update(scene.sentence[a] for f in frames for a, _ in f.content if f.speakers)
    out = list(frames)
    for at, label in enumerate(labels):
        edge = labels[at - 1].sentence if at else -1
        until = labels[at + 1].sentence if at + 1 < len(labels) else len(scene.page.sentences)
        told = [n for n in _told(scene, label, edge, until) if n not in taken]
        ranges = tuple([_range(scene, label, n) for n in told])
        if ranges:
            taken.update(told)
            out.append(
                AttributionFrame(
                    (label.speaker,), (label.first, label.last), ranges, "neutral", "prep", False, LABEL, label.sentence,
                    False, bounds_of(ranges),
                )
            )  # fmt: skip
    out.sort(key=lambda f: f.cue[0])
    return out


def _range(scene: Scene, label: Label, number: int) -> tuple[int, int]:
    """The tokens of a sentence, before the label where it stands there."""
    s = scene.page.sentences[number]
    return (s.first, label.first) if number == label.sentence else (s.first, s.last)


def _told(scene: Scene, label: Label, edge: int, until: int) -> Sequence[int]:
    """The sentences that a label covers, behind the label before it (`edge`) and ahead of the next (`until`)."""
    sentences, number = scene.page.sentences, label.sentence
    if label.first - label.bracketed > sentences[number].first:
        return [number]
    paragraph = sentences[number].paragraph
    here = [n for n in range(edge + 1, number) if sentences[n].paragraph == paragraph]
    if here or label.bracketed:
        return here
    if label.speaker.kind in _PRESS:  # whose page it is taken from
        return []
    ahead = _ahead(scene, number, until)
    if ahead:
        return [] if label.several else ahead
    body = [n for n in range(edge + 1, number) if scene.page.roles[n] == "body"]
    return [n for n in body if sentences[n].paragraph == sentences[body[-1]].paragraph]


def _ahead(scene: Scene, number: int, until: int) -> list[int]:
    """What a label above it covers: the paragraphs that words of quoting or telling head ("Quote:", "Details:"); where
    none does and nothing of the body stands before it, all up to the next heading.
    """
    sentences, roles = scene.page.sentences, scene.page.roles
    heads = {h.first for h in scene.page.of("sources", "labelled")}
    headed = {s.paragraph for s in sentences if s.first in heads}
    behind = range(number + 1, until)
    told = [n for n in behind if roles[n] == "body" and sentences[n].paragraph in headed]
    if told or any(roles[n] == "body" for n in range(number)):
        return told
    last = next((n for n in behind if roles[n] in _UNREAD), until)
    return [n for n in range(number + 1, last) if roles[n] == "body"]
