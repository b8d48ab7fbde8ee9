"""Whom a pronoun, "the ministry" or "a spokesman" means: the last compatible speaker told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thucydides.claims.attribution.speakers import Speaker, is_whole
from thucydides.claims.scene import Scene
from thucydides.knowledge.gazetteer.keys import fold_key
from thucydides.knowledge.gazetteer.phones import phones

# Those that somebody can speak for; and those who are no persons, so that he and she are not they.
_BODIES = frozenset("official_military official_political armed_group un_body ngo monitor medical_rescue".split())
_NO_PERSONS = frozenset({"agency", "media", "outlet"})
_LEAST_STEM = 4
_NEAR = 3  # speakers back, a person is who "he" means before a body that spoke since


def refers_back(scene: Scene, speaker: Speaker) -> bool:
    """True for what has no name of its own here: a pronoun, a definite noun or a spokesman with nothing behind it that
    says which one.
    """
    if speaker.pronoun or (speaker.back and not speaker.head):
        return True
    return bool(speaker.back or speaker.bare) and not speaker.source_id and is_whole(scene, speaker)


class Context:
    """What the frames of earlier sentences leave to later ones: who spoke last, by kind."""

    def __init__(self) -> None:
        self.last: list[Speaker] = []
        self.accused: Speaker | None = None  # in the sentence before

    def remember(self, speakers: Sequence[Speaker]) -> None:
        """Keeps those that a pronoun can take up."""
        for s in speakers:
            if not s.pronoun:
                self.last.append(replace(s, back="", bare=False) if s.back or s.bare else s)

    def antecedent(
        self, scene: Scene, speaker: Speaker, beside: Sequence[Speaker] = (), denies: bool = False
    ) -> Speaker:
        """The speaker with the name and kind of the last compatible one, or of the body `beside` it in its sentence whose
        spokesman it is; of whom the sentence before accused, where it `denies`; as it is where there is none.
        """
        kinds = frozenset(speaker.back.split())
        old = next((x for x in reversed(self.last) if _is_meant(scene, speaker, kinds, x)), None)
        if speaker.pronoun and speaker.kind == "person":
            near = [x for x in self.last[-_NEAR:] if x.title or x.personal or x.kind in ("person", "witness")]
            old = near[-1] if near else old
        if speaker.bare:
            old = next((x for x in reversed(self.last) if _same_noun(scene, speaker, x)), old)
        if (
            speaker.bare and speaker.first and scene.gram[speaker.first - 1] == "poss"
        ):  # "the ministry ..., its spokesman said"
            old = next((x for x in reversed(beside) if x.last <= speaker.first and x.kind in _BODIES), old)
        accused = self.accused if denies else None
        if accused is not None and (speaker.pronoun or _is_meant(scene, speaker, kinds, accused)):
            old = accused
        if old is None:
            return speaker
        return replace(
            speaker, name=old.name, kind=old.kind, source_id=old.source_id, own=old.own, back="", bare=False,
            pronoun=False,
        )  # fmt: skip


def _is_meant(scene: Scene, speaker: Speaker, kinds: frozenset[str], old: Speaker) -> bool:
    if speaker.kind == "person" and speaker.pronoun and old.kind in _NO_PERSONS:
        return False
    if speaker.bare and not speaker.back:
        return old.kind in _BODIES and not old.own
    if kinds and "any" not in kinds and old.kind not in kinds:
        return False
    if "title" in kinds and not old.title:
        return False
    by_kind = bool(kinds) and "any" not in kinds and "word" not in kinds
    if by_kind and not (_names_a_body(scene, old) or _same_noun(scene, speaker, old)):
        return False  # "a military official said …; the army said": the army is another
    return "word" not in kinds or _same_noun(scene, speaker, old)


def _names_a_body(scene: Scene, old: Speaker) -> bool:
    """True for one of the roster, and for words with a name in them that no person bears."""
    if old.source_id:
        return True
    if old.title or old.personal:
        return False
    first, *rest = scene.page.text[old.start : old.end].split()
    named = any(w[:1].isupper() for w in rest) or not scene.page.language.has("capitals_mark_names")
    opens = old.first == scene.page.sentences[scene.sentence[old.first]].first
    return named or (first[:1].isupper() and not opens)


def _same_noun(scene: Scene, speaker: Speaker, old: Speaker) -> bool:
    """True where the earlier speaker's words have the noun that this one ends with ("the ministry")."""
    mine = _stem(scene.page.text[speaker.start : speaker.end].split()[-1])
    if len(mine) < _LEAST_STEM:
        return False
    stem = mine[: max(_LEAST_STEM, len(mine) - 2)]
    return any(_stem(w).startswith(stem) for w in scene.page.text[old.start : old.end].split())


_REMEMBERED = 16384
# Words met so far: the same few speakers are asked for again and again.
_STEMS: dict[str, str] = {}


def _stem(word: str) -> str:
    known = _STEMS.get(word)
    if known is None:
        if len(_STEMS) >= _REMEMBERED:
            _STEMS.clear()
        known = _STEMS[word] = phones(fold_key(word))
    return known
