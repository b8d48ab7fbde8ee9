"""The rosters of actors and outlets: shape, dates, renamings, and the same care for every camp."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from thucydides.knowledge.files import bundled, csv_rows
from thucydides.knowledge.library import actors, outlets
from thucydides.knowledge.rosters import ACTOR_COLUMNS, OUTLET_COLUMNS, load_actors, load_outlets, written_in
from thucydides.model.errors import KnowledgeError
from thucydides.text.tokens import Cutting, tokenize
from told import read

SCRIPTS = {
    "Latn": re.compile(r"[A-Za-z]"),
    "Arab": re.compile("[\u0600-\u06ff]"),
    "Cyrl": re.compile("[\u0400-\u04ff]"),
}

# Those who fought each other: each side's names must be known as well as the other's.
OPPONENTS = (
    ("il-idf", "ps-hamas"), ("il-idf", "lb-hezbollah"), ("ua-armed-forces", "ru-armed-forces"), ("ua-dpr", "ua-lpr"),
    ("sy-army", "sy-free-syrian-army"), ("sy-ypg", "tr-armed-forces"), ("saudi-led-coalition", "ye-houthis"),
    ("ly-lna", "ly-gna"), ("sd-armed-forces", "sd-rsf"), ("et-endf", "et-tplf"), ("cd-fardc", "m23"),
    ("mm-tatmadaw", "mm-pdf"), ("az-defence-forces", "am-forces"), ("az-armed-forces", "am-armed-forces"),
    ("co-army", "co-eln"), ("sv-armed-forces", "sv-fmln"), ("ba-vrs", "ba-arbih"), ("lk-army", "lk-ltte"),
    ("ph-armed-forces", "ph-npa"), ("ml-armed-forces", "jnim"), ("ru-general-staff", "ua-general-staff"),
    ("ru-air-defence", "ua-air-defence"), ("pk-armed-forces", "in-armed-forces"),
)  # fmt: skip
MIRRORED_OUTLETS = (
    ("sana", "sohr"), ("irna", "wafa"), ("al-masirah", "spa-saudi"), ("tass", "ukrinform"), ("rybar", "deepstate"),
    ("al-manar", "haaretz"), ("armenpress", "azertac"), ("al-mayadeen", "al-arabiya"),
)  # fmt: skip

# Words of everyday language that acronyms fold to; listed bare they would turn prose into actors.
ORDINARY = (
    "is ei un us au la el le mas fama ola sdf pdf saf ira pira let fact mend far das ruf arena orden misma ans elk oso "
    "dais spa mena nan who time sun x mir das mehr fars dawn semana belga lana arsa sdg smo zeta "
    "ира дина иду юна сна самим это эта ідіш воз миска сана القاعدة الشباب الجزيرة العربية العالم المسيرة الأهرام الفاو فتح"
).split()


def key(form: str) -> tuple[str, ...]:
    """The folded tokens by which a text finds a form."""
    return tuple(tokenize(form, Cutting()).forms)


def rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a roster file as written, notes too."""
    return [row for _, row in csv_rows(bundled() / name, columns)]


def names(row: dict[str, str]) -> list[str]:
    """All that a row may be found by."""
    cells = (row["forms"], row.get("charged", ""))
    return [row["name"], *(form for cell in cells for form in cell.split("|") if form)]


@pytest.mark.parametrize(("name", "columns"), [("actors.csv", ACTOR_COLUMNS), ("outlets.csv", OUTLET_COLUMNS)])
def test_rows_are_sorted_sourced_and_have_plain_ids(name: str, columns: tuple[str, ...]) -> None:
    """Ids are slugs in order, every row says where it is from, countries are two letters or none."""
    table = rows(name, columns)
    ids = [row["id"] for row in table]
    assert ids == sorted(set(ids))
    for row in table:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]
        assert row["source"], row["id"]
        assert re.fullmatch(r"[A-Z]{2}|", row["country"]), row["id"]


def test_the_rosters_are_wide() -> None:
    """Hundreds of actors and outlets, with relatives among those there are."""
    assert len(actors()) >= 450
    assert len(outlets()) >= 350
    for actor in actors().values():
        seen = {actor.id}
        while actor.parent:
            actor = actors()[actor.parent]
            assert actor.id not in seen, f"{actor.id} is its own ancestor"
            seen.add(actor.id)


@pytest.mark.parametrize(("name", "columns"), [("actors.csv", ACTOR_COLUMNS), ("outlets.csv", OUTLET_COLUMNS)])
def test_a_form_belongs_to_one_row(name: str, columns: tuple[str, ...]) -> None:
    """No form is written twice, folded, unless the rows' notes say that it is shared."""
    owners: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows(name, columns):
        for form in names(row):
            owners[key(form)].append(row)
    twice = {k: [r["id"] for r in v] for k, v in owners.items() if len(v) > 1}
    loose = {k: ids for k, ids in twice.items() if not all("shared" in r["note"] for r in owners[k])}
    assert not loose


@pytest.mark.parametrize(("name", "columns"), [("actors.csv", ACTOR_COLUMNS), ("outlets.csv", OUTLET_COLUMNS)])
def test_no_form_is_an_everyday_word(name: str, columns: tuple[str, ...]) -> None:
    """Acronyms that fold to words of some language are never listed bare; a form has letters and no spaces around."""
    ordinary = {key(word) for word in ORDINARY}
    for row in rows(name, columns):
        for form in names(row):
            assert key(form) not in ordinary or written_in(form), f"{row['id']}: {form}"
            assert form == form.strip(), f"{row['id']}: {form!r}"
            assert any(map(str.isalpha, form)), f"{row['id']}: {form}"
            assert len(key(form)) > 1 or len(form) > 1, f"{row['id']}: {form}"


def test_days_are_in_order() -> None:
    """A name begins before it ends, and no name begins in the future."""
    for actor in actors().values():
        if actor.since and actor.until:
            assert actor.since < actor.until or actor.since.year == actor.until.year, actor.id
        assert actor.since is None or actor.since < date(2026, 12, 31), actor.id


@pytest.mark.parametrize(
    "chain",
    [
        ("sy-nusra-front", "sy-jabhat-fatah-al-sham", "sy-hayat-tahrir-al-sham"),
        ("dz-gspc", "aqim"),
        ("ml-mujao", "al-mourabitoun"),
        ("iq-islamic-state-of-iraq", "isil"),
        ("is-greater-sahara", "is-sahel"),
        ("ua-ato-forces", "ua-joint-forces-operation"),
        ("amisom", "atmis"),
        ("monuc", "monusco"),
        ("fr-serval", "fr-barkhane"),
        ("ba-ifor", "ba-sfor"),
        ("ml-csp", "ml-fla"),
        ("eg-ansar-bayt-al-maqdis", "is-sinai-province"),
    ],
)
def test_a_renaming_is_a_chain(chain: tuple[str, ...]) -> None:
    """The old name ends on the day on which the new one begins."""
    for old, new in pairwise(chain):
        assert actors()[old].until == actors()[new].since is not None


def test_split_and_renamed_groups_are_rows_of_their_own() -> None:
    """Successors point back at what they came from, and the names do not mix."""
    for child, parent in (
        ("ru-africa-corps", "ru-wagner"), ("co-farc-dissidents", "co-farc"), ("co-emc", "co-farc-dissidents"),
        ("islamic-state", "isil"), ("m23", "cd-cndp"), ("ss-splm-io", "ss-spla"), ("sd-slm-aw", "sd-slm"),
    ):  # fmt: skip
        assert actors()[child].parent == parent
    day = actors()["sy-jabhat-fatah-al-sham"].since
    assert day == date(2016, 7, 28)
    assert date(2017, 1, 28) == actors()["sy-hayat-tahrir-al-sham"].since


def test_charged_names_are_labels_and_no_ones_neutral_name() -> None:
    """A name that takes a side is in `charged` alone; more than one camp is called such names by others."""
    neutral = {key(form) for actor in actors().values() for form in (actor.name, *actor.forms)}
    countries = set()
    for actor in actors().values():
        for form in actor.charged:
            assert key(form) not in neutral, f"{actor.id}: {form}"
            countries.add(actor.country)
    assert {"SY", "RU", "UA", "IL", "SA", "YE", "SD", "LY", "MM", "BA", "XK", "SO"} <= countries
    assert "Daesh" in actors()["islamic-state"].charged


@pytest.mark.parametrize("pair", OPPONENTS, ids="/".join)
def test_opponents_are_known_alike(pair: tuple[str, str]) -> None:
    """Both sides of a war have names in all three scripts, and neither has five times the names of the other."""
    counts = []
    for each in pair:
        actor = actors()[each]
        for script, letters in SCRIPTS.items():
            assert any(letters.search(form) for form in actor.forms), f"{each} has no name in {script}"
        counts.append(len(actor.forms))
    assert max(counts) <= 5 * min(counts), dict(zip(pair, counts, strict=True))


@pytest.mark.parametrize("pair", MIRRORED_OUTLETS, ids="/".join)
def test_outlets_of_opposed_camps_are_known_alike(pair: tuple[str, str]) -> None:
    """The voices of opposed camps have names in all three scripts, in like number."""
    counts = []
    for each in pair:
        outlet = outlets()[each]
        for script, letters in SCRIPTS.items():
            assert any(letters.search(form) for form in (outlet.name, *outlet.forms)), f"{each}: {script}"
        counts.append(len(outlet.forms))
    assert max(counts) <= 4 * min(counts), dict(zip(pair, counts, strict=True))


def test_states_have_the_same_names_by_the_same_pattern() -> None:
    """Every state's army is written in nine languages; no state has fewer than two thirds of the average."""
    counts = {a.id: len(a.forms) for a in actors().values() if re.fullmatch(r"[a-z]{2}-army", a.id) and a.parent}
    floor = mean(counts.values()) * 2 / 3
    assert len(counts) >= 80
    poor = {each: n for each, n in counts.items() if n < floor}
    assert set(poor) <= {"cf-army", "in-maoist-army"}, poor


def test_kinds_are_named_alike() -> None:
    """The average number of names a kind of actor has differs by no more than three times between kinds."""
    counts = defaultdict(list)
    for actor in actors().values():
        counts[actor.kind].append(len(actor.forms))
    averages = {kind: mean(found) for kind, found in counts.items()}
    assert max(averages.values()) <= 3 * min(averages.values()), averages


def test_almost_every_actor_is_named_in_three_scripts() -> None:
    """Fewer than one row in a hundred lacks a Latin, Arabic or Cyrillic name."""
    poor = [
        a.id
        for a in actors().values()
        if not all(any(s.search(f) for f in (a.name, *a.forms)) for s in SCRIPTS.values())
    ]
    assert len(poor) * 100 <= len(actors()), poor


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a,A,army,SY,,,A one,,,s,", "unknown kind"),
        ("a,A,militia,SY,soon,,A one,,,s,", "not a day"),
        ("a,A,militia,SY,,,A one,,nobody,s,", "no parent"),
        ("a,A,militia,SY,,,A one,,,s,\na,B,militia,SY,,,B one,,,s,", "twice"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, line: str, fault: str) -> None:
    """A kind, a day or a parent that is none, and an id used twice, are errors."""
    file = tmp_path / "actors.csv"
    file.write_text(",".join(ACTOR_COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        load_actors(file)


def test_a_wrong_outlet_is_refused(tmp_path: Path) -> None:
    """An outlet's kind must be one of the contract."""
    file = tmp_path / "outlets.csv"
    file.write_text(",".join(OUTLET_COLUMNS) + "\na,A,rumour,SY,A one,s,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        load_outlets(file)


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "THE ELN KIDNAPPED TWO ENGINEERS NEAR CALI. FARC REBELS SHOT A TEACHER.", "ELN"),
        ("fr", "L'ELN A ENLEVÉ DEUX INGÉNIEURS PRÈS DE CALI. L'ARMÉE LES CHERCHE.", "ELN"),
        ("es", "EL ELN SECUESTRÓ A DOS INGENIEROS CERCA DE CALI. EL EJÉRCITO LOS BUSCA.", "ELN"),
        ("ru", "ВСУ ОБСТРЕЛЯЛИ ПОСЁЛОК. РАНЕНЫ ДВА ЧЕЛОВЕКА.", "Ukrainian Armed Forces"),
        ("uk", "ЗСУ ОБСТРІЛЯЛИ СКЛАД. ПОРАНЕНО ДВОХ ЛЮДЕЙ.", "Ukrainian Armed Forces"),
    ],
)
def test_a_name_in_capitals_stands_on_a_page_all_in_capitals(code: str, text: str, name: str) -> None:
    """There capitals tell nothing, and a form that means nothing but names is one."""
    told = read(text, date(2024, 5, 8), code).claims
    assert [a.name for a in told[0].actors if a.role == "initiator"] == [name]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "THE REPORT TOLD US WHO SHOT THE TEACHER. POLICE DIG FOR THE BODIES; NO HARM CAME TO OTHERS."),
        ("fr", "LE MINISTRE IRA À LYON. UN INSTITUTEUR A ÉTÉ TUÉ LUNDI."),
        ("es", "UNA OLA DE ATAQUES DESPERTÓ LA IRA DEL PUEBLO. UN MAESTRO FUE ASESINADO EL LUNES."),
    ],
)
def test_a_word_of_a_page_all_in_capitals_is_no_name(code: str, text: str) -> None:
    """ "US", "WHO" are words of grammar there, "IRA" is anger or will go."""
    told = read(text, date(2024, 5, 8), code).claims
    assert told
    assert not [a.name for c in told for a in c.actors if a.actor_id]
    assert not [s.source for c in told for s in c.attribution if s.source in ("WHO", "US", "IRA")]


def test_a_name_keeps_its_own_behind_a_preposition_written_on_it() -> None:
    """ "li-l-": what the preposition takes from the first word of a name leaves it the same name."""
    told = read("قتل ستة مدنيين في غارة للدعم السريع على سوق في الفاشر.", date(2024, 5, 8), "ar").claims
    assert [a.name for c in told for a in c.actors if a.role == "initiator"] == ["Rapid Support Forces"]
