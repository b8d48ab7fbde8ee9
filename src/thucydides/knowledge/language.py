"""A language: its settings, its words by kind, and the table that finds them all in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import msgspec

from thucydides.knowledge.clitics import splitter_for
from thucydides.knowledge.compiled import table_of
from thucydides.knowledge.files import toml_table
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.keys import bare
from thucydides.knowledge.lexicon import ROLES, Entry, Leaf, Row, entries_of, load_rows
from thucydides.knowledge.paradigms import CASES, Paradigms, load_paradigms
from thucydides.text.compounds import make_compound_splitter
from thucydides.text.fold import fold_word
from thucydides.text.forms import SPLIT, FormTable
from thucydides.text.tokens import Cutting, Splitter, tokenize


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """language.toml. `phenomena` name what grammar does with the words; each is a function of that name in the code."""

    name: str
    english_name: str
    script: str = "Latn"
    direction: str = "ltr"
    order: str = "SVO"
    quotes: tuple[tuple[str, str], ...] = (('"', '"'),)
    decimal: str = "."
    thousands: tuple[str, ...] = (",", " ")
    elided: tuple[str, ...] = ()
    # Elided words that open a name where both letters around the apostrophe are capitals ("N'Djamena").
    named_elisions: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    # Who takes pictures: alone in brackets before a capital, the end of a caption.
    picture_credits: tuple[str, ...] = ()
    # Words with a capital before which the full stop of an hour ends no sentence ("7 p.m. Monday").
    after_hours: tuple[str, ...] = ()
    # Words with a capital before which the full stop of a figure makes it an ordinal and ends no sentence ("3. Mai").
    after_ordinals: tuple[str, ...] = ()
    # Words that a name in capitals could be on a page all in capitals, beside those that the lexicon knows.
    acronym_words: tuple[str, ...] = ()
    # Words of one letter that lose their accent as capitals.
    capitals: dict[str, str] = {}
    phenomena: tuple[str, ...] = ()
    # What a bare participle ("killed") is where no auxiliary tells: "active" or "passive".
    bare_participle: str = "passive"
    # Words so frequent that they betray the language, and letters that no sister language has.
    function_words: tuple[str, ...] = ()
    letters: str = ""


PHENOMENA = frozenset(
    "clitics case_roles inverted_cues rumour_conditional no_copula capitals_mark_names bare_singular dual "
    "verb_first possessive_s verb_last month_capitals reflexive_passive pro_drop noun_compounds bare_relative figure_endings "
    "restrictive_comp verb_bracket capital_nouns reported_mood compounds object_clitics".split()
)


# Names of historic events, and words beside them: any word may stand in one, and a street is called after many. Words that
# say what a text is about are words like any other.
_APART = frozenset({"history", "fields"})
_REMEMBERED = 40_000


class Vocabulary:
    """The forms of a table by which a word counts as known: without those that only names of historic events have."""

    __slots__ = ("_met", "_table")

    def __init__(self, table: FormTable[Entry]) -> None:
        self._table = table
        self._met: dict[str, bool] = {}

    def __contains__(self, form: str) -> bool:
        known = self._met.get(form)
        if known is None:
            if len(self._met) >= _REMEMBERED:
                self._met.clear()
            kept = self._table.tree.get(form)
            known = self._met[form] = kept is not None and self._holds(kept)
        return known

    def _holds(self, kept: object) -> bool:
        """True where some form below a word of the tree is of another kind."""
        if isinstance(kept, list):
            return any(self._table.values[n].kind not in _APART for n in kept)
        return isinstance(kept, dict) and any(self._holds(below) for below in kept.values())

    def get(self, key: tuple[str, ...]) -> tuple[Entry, ...]:
        """The entries of a whole form."""
        return tuple(entry for entry in self._table.get(key) if entry.kind not in _APART)


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of one language. `table` maps folded forms to entries, `words` are those by which a word is known."""

    code: str
    settings: Settings
    cutting: Cutting
    table: FormTable[Entry]
    folder: Path
    phenomena: frozenset[str]
    words: Vocabulary
    # Leaves met so far, by the id of their list in the table, which lives as long as this language.
    leaves: dict[int, Leaf] = field(default_factory=dict, compare=False, repr=False)

    def leaf(self, indexes: list[int]) -> Leaf:
        """The entries that a match of the table points at."""
        made = self.leaves.get(id(indexes))
        if made is None:
            made = self.leaves[id(indexes)] = Leaf.of(tuple(self.table.values[n] for n in indexes))
        return made

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as written, with their proofs; read when asked for, since reading a text needs the table alone."""
        return _rows_of(self.folder, self.code)

    def has(self, phenomenon: str) -> bool:
        """True where language.toml switches the phenomenon on."""
        return phenomenon in self.phenomena

    def key(self, form: str) -> tuple[str, ...]:
        """The folded token forms of some words, as the table has them."""
        return tuple(tokenize(form, self.cutting).forms)


def load_settings(folder: Path) -> Settings:
    """language.toml of one folder; KnowledgeError names the path of a wrong field."""
    settings = toml_table(folder / "language.toml", Settings)
    unknown = set(settings.phenomena) - PHENOMENA
    if unknown:
        from thucydides.model.errors import KnowledgeError

        raise KnowledgeError(f"unknown phenomena {sorted(unknown)}", place=str(folder / "language.toml"))
    return settings


@cache
def _rows_of(folder: Path, code: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    for kind in ROLES:
        path = folder / f"{kind}.csv"
        if path.exists():
            rows += load_rows(path, kind, f"{code}/{kind}")
    return tuple(rows)


def _case_of(forms: list[str], own: FormTable[Entry]) -> frozenset[str]:
    """The cases of a name by its head, the first noun of force or group, and the adjectives before it; else none."""
    at, cases = 0, CASES
    while at < len(forms) and forms[at] in own:
        spans = [(last, found) for first, last, found in own.scan(forms[at:]) if first == 0]
        actors = [(last, [e for e in found if e.kind == "actors"]) for last, found in spans]
        last, found = max(((n, e) for n, e in actors if e), default=(0, []), key=lambda pair: pair[0])
        told = frozenset().union(*(e.features & CASES for e in found))
        if not told or not told & cases:
            return frozenset()
        cases &= told
        if any(e.role in ("force", "generic", "shape") for e in found):
            return cases
        at += last
    return frozenset()


def _declined(
    shared: tuple[tuple[str, Entry], ...], own: FormTable[Entry], cutting: Cutting
) -> list[tuple[str, Entry]]:
    """Names of rosters with the cases that the language's own words show."""
    out = []
    for form, entry in shared:
        cases = _case_of(tokenize(form, cutting).forms, own) if entry.kind == "actors" else frozenset()
        out.append((form, replace(entry, features=entry.features | cases) if cases else entry))
    return out


def _keyed(pairs: list[tuple[str, Entry]], cutting: Cutting) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Each (token forms, entry) once. A word is cut once, however many forms hold it: loading is start-up time."""
    cut: dict[str, tuple[str, ...]] = {SPLIT: (SPLIT,)}
    seen: set[tuple[tuple[str, ...], int]] = set()
    for form, entry in pairs:
        words = form.split()
        for word in words:
            if word not in cut:  # an enclitic alone ("'s") is one token in texts, though no word begins with a mark
                alone = word[0] == "'" and word in cutting.enclitics
                cut[word] = (word,) if alone else tuple(tokenize(word, cutting).forms)
        key = cut[words[0]] if len(words) == 1 else tuple(f for word in words for f in cut[word])
        if SPLIT in key:  # its head and its tail stand apart in texts
            key = (SPLIT, *key)
        if (key, id(entry)) not in seen:
            seen.add((key, id(entry)))
            yield key, entry


def _after_a_clitic(pairs: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """Names with those of several words, each with its article, whose first word a preposition written on it strips of that."""
    for form, entry in pairs:
        yield form, entry
        first, _, rest = form.partition(" ")
        if rest and bare(first) != first and bare(rest) != rest:
            yield f"{bare(first)} {rest}", entry


_HEADED = {"actors": ("generic", "force"), "casualties": ("victim",), "weapons": ("weapon",), "triggers": ("event",)}


def _heads(table: FormTable[Entry]) -> frozenset[str]:
    """The nouns of one word with a capital that a compound may end with: persons, forces, things, arms, events."""
    found = set()
    for form, node in table.tree.items():
        numbers = node if isinstance(node, list) else node.get("", ())
        entries = (table.values[n] for n in numbers)
        if any(e.role in _HEADED.get(e.kind, ()) and "capital" in e.flags and "weak" not in e.flags for e in entries):
            found.add(form)
    return frozenset(found)


def load_language(code: str, folder: Path, lists: Callable[[], tuple[tuple[str, Entry], ...]]) -> Language:
    """Loads a language's folder; `lists` gives (form, entry) of what all languages share (roster, outlets) and is asked
    only where no compiled table is kept.
    """
    settings = load_settings(folder)
    plain = Cutting(
        script=settings.script,
        elided=frozenset(w.replace("’", "'").lower() for w in settings.elided),
        enclitics=tuple(w.replace("’", "'").lower() for w in settings.enclitics),
        named=frozenset(settings.named_elisions),
    )

    def make() -> FormTable[Entry]:
        paradigms: Paradigms = load_paradigms(folder / "paradigms.csv")
        pairs = [pair for row in _rows_of(folder, code) for pair in entries_of(row, paradigms)]
        shared = lists()
        declined: Iterable[tuple[str, Entry]] = shared
        if "case_roles" in settings.phenomena:
            declined = _declined(shared, FormTable.build(_keyed(pairs, plain)), plain)
        if {"clitics", "verb_first"} <= set(settings.phenomena):
            declined = list(_after_a_clitic(shared))
        table = FormTable.build(_keyed([*pairs, *declined], plain))
        splitter = splitter_of(table)  # attached words inside a form of several words are cut as texts are
        return (
            table
            if splitter is None
            else FormTable.build(_keyed([*pairs, *declined], replace(plain, splitter=splitter)))
        )

    def splitter_of(known: FormTable[Entry]) -> Splitter | None:
        if "compounds" in settings.phenomena:
            return make_compound_splitter(_heads(known), lambda w: bool(known.get((w,))), Gazetteer.open().is_name)
        if "clitics" not in settings.phenomena:
            return None
        return splitter_for(folder / "clitics.csv", known, Gazetteer.open().is_name)

    rosters = [folder.parent.parent / name for name in ("actors.csv", "outlets.csv", "objects.csv", "history.csv")]
    table = table_of(code, [*folder.iterdir(), *rosters], make)
    compounds = "compounds" in settings.phenomena
    capitals = tuple(sorted(settings.capitals.items()))
    cutting = replace(plain, splitter=splitter_of(table), compounds=compounds, capitals=capitals, table=table)
    return Language(code, settings, cutting, table, folder, frozenset(settings.phenomena), Vocabulary(table))


def function_words(settings: Settings) -> frozenset[str]:
    """The folded function words, for telling languages apart."""
    return frozenset(fold_word(w, settings.script) for w in settings.function_words)
