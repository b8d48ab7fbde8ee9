"""Which names of a text are victims of an incident though no claim of it says so: a few weights over what the reader marks."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from muc_words import Words
from thucydides.claims.scene import Scene, within
from thucydides.model.claim import Claim
from thucydides.model.mention import Mention

_TOLD = tomllib.loads((Path(__file__).parent / "profiles" / "muc4_weights.toml").read_text(encoding="utf-8"))
WEIGHTS: dict[str, float] = _TOLD["weight"]
THRESHOLD: float = _TOLD["threshold"]
_FATES = ("killed", "injured", "abducted", "captured", "killed_or_injured")
_NEAR, _CLOSE = 2.2, 1.0  # clause distances
_JOINT = 9  # tokens between the names of a list
_SOON = 3  # sentences


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person named in a text, what speaks for a victim of an incident, and the fate told beside the name."""

    name: str
    features: tuple[str, ...]
    fate: str | None

    @property
    def score(self) -> float:
        """The chance that the person is a victim of the incident, by the weights."""
        return 1 / (1 + math.exp(-WEIGHTS["bias"] - sum(WEIGHTS.get(f, 0.0) for f in self.features)))


def candidates(claims: Sequence[Claim], text: Sequence[Claim], words: Words, known: Sequence[str]) -> list[Candidate]:
    """The persons named in a text, but for those in `known`, as victims of the incident that `claims` tell."""
    scene = words.scene
    if scene is None:
        return []
    spots: dict[str, list[tuple[int, int]]] = {}
    for name, first, last in words.spots:
        if words.is_of_a_person(name):
            spots.setdefault(words.fuller(name), []).append((first, last))
    held = [set(k.split()) for k in known]
    told = {_sentence(scene, c.trigger.start) for c in claims}
    found = []
    for name, places in spots.items():
        if any(set(name.split()) & h for h in held):
            continue
        features: dict[str, None] = {}
        for place in places:
            features.update(dict.fromkeys(_of_spot(scene, place, told)))
        features.update(dict.fromkeys(_of_name(name, places, claims, text, words)))
        features.update(dict.fromkeys(_listed(words, places, held)))
        if not known:
            features["no victim named"] = None
        found.append(Candidate(name, tuple(sorted(features)), _fate(scene, places)))
    return found


def _listed(words: Words, places: Sequence[tuple[int, int]], held: Sequence[set[str]]) -> list[str]:
    """Whether commas or "and" join a mention of the name to another name, and to that of a victim."""
    scene, out = words.scene, []
    for first, last in places if scene is not None else ():
        for name, start, end in words.spots:
            gap = range(last, start) if start >= last else range(end, first)
            if scene is None or len(gap) > _JOINT or not gap or scene.sentence[start] != scene.sentence[first]:
                continue
            forms = scene.page.tokens.forms
            if any(scene.gram[i] == "and" or forms[i] in ",;" for i in gap) and not any(
                scene.gram[i] in ("prep", "of", "by", "clause", "rel", "comp", "be", "have") for i in gap
            ):
                out.append("in a list")
                if any(set(name.split()) & h for h in held):
                    out.append("in a list with a victim")
    return out


def _sentence(scene: Scene, start: int) -> int:
    tokens = scene.page.tokens
    at = next((i for i in range(len(tokens)) if tokens.ends[i] > start), len(tokens) - 1)
    return scene.sentence[at]


def _of_spot(scene: Scene, place: tuple[int, int], told: set[int]) -> list[str]:
    """What speaks for or against at one mention of a name: its sentence, the words of harm and of saying beside it."""
    first, last = place
    here = scene.sentence[first]
    s, m = scene.page.sentences[here], scene.mentions
    gap = min((abs(here - t) for t in told), default=_SOON + 1)
    behind = any(0 < here - t <= _SOON for t in told)
    out = ["in a sentence of the incident" if gap == 0 else "soon behind the incident" if behind else "far"]
    harms = [c for c in within(m.casualties, s.first, s.last) if c.role == "outcome"]
    deeds = [t for t in within(m.triggers, s.first, s.last) if t.sense not in ("light", "")]
    harm = _beside("harm", scene, place, harms)
    out += harm + _beside("deed", scene, place, deeds) + ([f"incident, {h}" for h in harm] if gap == 0 else [])
    out += [f"soon, {h}" for h in harm] if behind else []
    if any(c.role == "cue" for c in within(m.sources, max(first - 2, s.first), min(last + 2, s.last))):
        out.append("beside a word of saying")
    if any(
        scene.gram_values[i] == "called" or scene.gram[i] == "called" for i in range(max(first - 4, s.first), first)
    ):
        out.append("identified as")
    if any(scene.gram[i] in ("subset", "between") for i in range(max(first - 6, s.first), first)):
        out.append("among them")
    before = scene.gram[first - 1] if first > s.first else "opens"
    out.append(f"behind {before}" if before else "behind a word")
    if any(a.actor_id for a in within(m.actors, first, last)):
        out.append("known actor")
    if within(m.places, first, last):
        out.append("also a place")
    return out


def _beside(what: str, scene: Scene, place: tuple[int, int], words: Sequence[Mention]) -> list[str]:
    """Where the nearest word of harm stands: how near, on which side of the name."""
    first, last = place
    far = [
        (scene.cost[w.first] - scene.cost[last - 1], "ahead") if w.first >= last
        else (scene.cost[first] - scene.cost[w.last - 1], "behind")
        for w in words
        if w.first >= last or w.last <= first
    ]  # fmt: skip
    if not far:
        return [f"no {what}"]
    cost, side = min(far)
    near = "close" if cost < _CLOSE else "near" if cost < _NEAR else "apart"
    return [f"{what} {near} {side}"]


def _fate(scene: Scene, places: Sequence[tuple[int, int]]) -> str | None:
    """The outcome of the nearest word of harm in a sentence that names the person."""
    best: tuple[float, str] | None = None
    for first, _ in places:
        s = scene.page.sentences[scene.sentence[first]]
        for c in within(scene.mentions.casualties, s.first, s.last):
            if c.role == "outcome" and c.value in _FATES:
                cost = abs(scene.cost[c.first] - scene.cost[first])
                best = min(best, (cost, c.value)) if best else (cost, c.value)
    return best[1] if best and best[0] < _NEAR else None


def _of_name(
    name: str, places: Sequence[tuple[int, int]], claims: Sequence[Claim], text: Sequence[Claim], words: Words
) -> list[str]:
    """What other claims and the whole text say of a person."""
    mine, out = set(name.split()), []
    out.append("once" if len(places) == 1 else "twice" if len(places) == 2 else "often")
    roles = {a.role for c in text for a in c.actors if mine <= set(a.anchor.exact.upper().split())}
    out += [f"elsewhere {r}" for r in sorted(roles)]
    if any(mine & set(n.exact.upper().split()) for c in text for t in c.casualties for n in t.names):
        out.append("elsewhere a victim")
    if any(mine & set(s.source.upper().split()) for c in text for s in c.attribution):
        out.append("speaks")
    rank = words.title(name) or words.aside(name)
    if rank is not None:
        out.append("with a rank")
        heads = {w.rstrip("S") for w in rank.split()}
        said = {
            w.rstrip("S")
            for c in claims
            for a in c.actors
            if a.role == "target"
            for w in a.anchor.exact.upper().split()
        }
        said |= {w.rstrip("S") for c in claims for t in c.casualties for w in t.anchor.exact.upper().split()}
        if heads & said:
            out.append("of the victims' rank")
    return out
