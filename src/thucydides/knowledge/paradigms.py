"""Generates the inflected forms of a row: `bombard/er|pilonn/er`, `s'abatt/re sur`, `killed{fin+pp}`."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from thucydides.knowledge.files import csv_rows
from thucydides.model.errors import KnowledgeError

# What a form can be. Voice, tense and mood matter to frames; number and case to tolls and roles.
FEATURES = frozenset(
    "fin past pres fut cond subj inf ger pp app refl imp noun adj adv sg pl dual nom gen dat acc ins loc fem masc neg may owned clitic construct whole".split()
)


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending of a paradigm; `strip` is a suffix of the stem that it replaces, `prefix` what it puts in front."""

    strip: str
    ending: str
    features: frozenset[str]
    prefix: str = ""


Paradigms = dict[str, tuple[Ending, ...]]


def features_of(cell: str, place: str) -> frozenset[str]:
    """The features of a cell such as "fin past", checked against FEATURES."""
    found = frozenset(cell.replace("+", " ").split())
    if found - FEATURES:
        raise KnowledgeError(f"unknown features {', '.join(sorted(found - FEATURES))}", place=place)
    return found


def load_paradigms(path: Path) -> Paradigms:
    """Paradigms of a language from paradigms.csv (paradigm,ending,features); `-x+y` strips x from the stem, adds y;
    `p~y` puts p in front of the stem and y behind it.
    """
    if not path.exists():
        return {}
    table: dict[str, list[Ending]] = {}
    for line, row in csv_rows(path, ("paradigm", "ending", "features")):
        prefix, _, ending = row["ending"].rpartition("~")
        strip = ""
        if ending.startswith("-") and "+" in ending:
            strip, ending = ending[1:].split("+", 1)
        features = features_of(row["features"], f"{path}:{line}")
        table.setdefault(row["paradigm"], []).append(Ending(strip, "" if ending == "0" else ending, features, prefix))
    return {name: tuple(endings) for name, endings in table.items()}


def _word_forms(word: str, paradigms: Paradigms, place: str) -> list[tuple[str, frozenset[str]]]:
    if word.endswith("}") and "{" in word:
        stem, _, cell = word[:-1].partition("{")
        return [(stem, features_of(cell, place))]
    stem, slash, name = word.rpartition("/")
    if not slash:
        return [(word, frozenset())]
    if name not in paradigms:
        raise KnowledgeError(f"no paradigm {name!r}", place=place)
    forms = []
    for e in paradigms[name]:
        if e.strip and not stem.endswith(e.strip):
            continue
        forms.append((e.prefix + stem[: len(stem) - len(e.strip)] + e.ending, e.features))
    if not forms:
        raise KnowledgeError(f"paradigm {name!r} gives no form of {stem!r}", place=place)
    return forms


CASES = frozenset("nom gen dat acc ins loc".split())
_NUMBERS = frozenset({"sg", "pl"})
_GENDERS = frozenset({"fem", "masc"})


def _agreed(parts: tuple[frozenset[str], ...]) -> frozenset[str] | None:
    """The features of several words together; None where words that have cases share none, or no number or gender."""
    features: frozenset[str] = frozenset().union(*parts)
    cased = [part for part in parts if part & CASES]
    if len(cased) < 2:
        return features
    for group in (CASES, _NUMBERS, _GENDERS):
        told = [part & group for part in cased if part & group]
        shared = frozenset.intersection(*told) if told else frozenset()
        if told and not shared and not (group is _NUMBERS and "gen" in features):  # двух мирных жителя
            return None
        features = features - group | (shared or frozenset({"sg"} if told else ()))
    return features


def inflect(cell: str, paradigms: Paradigms, place: str) -> list[tuple[str, frozenset[str]]]:
    """All (form, features) of a cell; variants stand between `|`, words of one form between spaces.

    A form of several words has the union of their features; words that have cases must agree in case and number.
    """
    found: dict[tuple[str, frozenset[str]], None] = {}
    for variant in cell.split("|"):
        words = [_word_forms(word, paradigms, place) for word in variant.split()]
        if not words:
            raise KnowledgeError("an empty form", place=place)
        if len(words) == 1:
            found.update(dict.fromkeys(words[0]))
            continue
        for combination in itertools.product(*words):
            features = _agreed(tuple(f for _, f in combination))
            if features is not None:
                found[" ".join(w for w, _ in combination), features] = None
    return list(found)
