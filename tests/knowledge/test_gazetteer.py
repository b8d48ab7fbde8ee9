"""The gazetteer: names in all scripts, keys that spellings share, packs of a project that join the core."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.file import CompiledGazetteer, Draft, pack
from thucydides.knowledge.gazetteer.keys import fold_key, key_hash, skeletons
from thucydides.knowledge.gazetteer.merge import merged
from thucydides.knowledge.gazetteer.packs import table, whos_on_first
from thucydides.knowledge.gazetteer.phones import sounds_alike
from thucydides.knowledge.gazetteer.project import add_pack, packs, remove_pack
from thucydides.model.errors import InputError, KnowledgeError


@pytest.mark.parametrize("name", ["Aleppo", "Alep", "Halab", "حلب", "Алеппо", "חאלב"])
def test_one_town_under_its_names(name: str) -> None:
    """Alternate names of all scripts lead to one id."""
    assert "geonames:170063" in {f.spot.id for f in Gazetteer.open().exact(fold_key(name))}


@pytest.mark.parametrize(
    ("name", "code"), [("Turquie", "TR"), ("تركيا", "TR"), ("Туреччина", "TR"), ("Birmanie", "MM")]
)
def test_countries_in_all_locales(name: str, code: str) -> None:
    """Names of countries are those of the CLDR and the usual others."""
    kinds = {(f.spot.kind, f.spot.country) for f in Gazetteer.open().exact(fold_key(name))}
    assert ("country", code) in kinds


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hamadaniyyeh", "Al-Hamdaniyah", "الحمدانية", "El Hamdaniye"),
        ("Idleb", "إدلب"),
        ("Deir ez-Zor", "دير الزور"),
        ("Lugansk", "Луганськ"),
    ],
)
def test_spellings_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    """One place is one key in Latin, Arabic and Cyrillic."""
    shared = set(skeletons(fold_key(spellings[0])))
    for spelling in spellings[1:]:
        assert shared & set(skeletons(fold_key(spelling)))


def test_alike_is_not_the_same() -> None:
    """Halab is not Alep by its letters; a wrong consonant costs more than a vowel."""
    assert not set(skeletons("halab")) & set(skeletons("alep"))
    assert sounds_alike("hamdaniyah", "hamadaniyyeh") > sounds_alike("hamdaniyah", "hamraniyah")


def test_the_file_finds_what_went_in(tmp_path: Path) -> None:
    """A compiled file gives places back by first name, other name and skeleton, and the same drafts the same bytes."""
    drafts = [
        Draft(1, ("Testland",), "country", "TS", 1.0, 2.0, 10, 5.0),
        Draft(2, ("New Testville", "Nouvelle-Test"), "settlement", "TS", -1.5, 2.25, 4000, 3.0),
    ]
    assert pack(drafts) == pack(drafts)
    path = tmp_path / "small.gaz"
    path.write_bytes(pack(drafts))
    compiled = CompiledGazetteer(path)
    (found,), _ = compiled.find("nouvelle test")
    assert compiled.spot(found[0]).name == "New Testville"
    assert not found[1]
    assert compiled.spot(found[0]).lat == -1.5
    assert compiled.find("new")[1] == 2
    assert compiled.find("absent") == ((), 1)


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    """Another file is refused with its name."""
    path = tmp_path / "other.gaz"
    path.write_bytes(b"x" * 64)
    with pytest.raises(KnowledgeError, match=r"other\.gaz"):
        CompiledGazetteer(path)


def test_hashes_are_stable() -> None:
    """The compiled file depends on them."""
    assert key_hash("deir ez zor") == key_hash("deir ez zor")
    assert key_hash("deir ez zor") < 1 << 44


def _wof(folder: Path) -> Path:
    rows = [
        {"id": 10, "name": "Testia", "pt": "region", "lat": 36.0, "lon": 37.0, "names": {}, "h": {}, "conc": {}, "cur": 1, "dep": None, "sup": []},
        {"id": 11, "name": "Zorbelin", "pt": "locality", "lat": 36.1, "lon": 37.1, "names": {"ara_x_preferred": ["زوربلين"]},
         "h": {"region_id": 10}, "conc": {}, "pop": None, "cur": 1, "dep": None, "sup": []},
        {"id": 12, "name": "Halab", "pt": "locality", "lat": 36.2, "lon": 37.16, "names": {"eng_x_variant": ["Zalabtown"]},
         "h": {}, "conc": {"gn:id": 170063}, "cur": -1, "dep": None, "sup": []},
        {"id": 13, "name": "Qarmashgone", "pt": "locality", "lat": 1, "lon": 1, "names": {}, "h": {}, "conc": {}, "cur": 0, "dep": None, "sup": []},
    ]  # fmt: skip
    path = folder / "wof_sy.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as handle:
        handle.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_a_pack_joins_the_core(tmp_path: Path) -> None:
    """Rows with a shared id take the core's place; others are asked before it; dead rows stay out."""
    base = tmp_path / "gazetteer.sqlite"
    count = add_pack(base, "wof", _wof(tmp_path), "CC0", merged(whos_on_first(_wof(tmp_path))), date(2024, 5, 3))
    assert count == 3
    gazetteer = Gazetteer.open((base,))
    (own,) = gazetteer.exact(fold_key("زوربلين"))
    assert (own.spot.id, own.spot.admin1, own.spot.country) == ("wof:11", "Testia", "SY")
    (joined,) = gazetteer.exact("zalabtown")
    assert joined.spot.id == "geonames:170063"
    assert joined.spot.population > 1_000_000
    assert not gazetteer.exact("qarmashgone")
    assert [p.licence for p in packs(base)] == ["CC0"]
    assert remove_pack(base, "wof")
    assert packs(base) == []


def test_a_table_names_its_missing_column(tmp_path: Path) -> None:
    """What is to be mapped is said with what there is."""
    path = tmp_path / "own.csv"
    path.write_text("quarter,y,x\nZorbelin,36.1,37.1\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'name'"):
        list(table(path, {}, "csv"))
    (entry,) = table(path, {"name": "quarter", "lat": "y", "lon": "x"}, "csv")
    assert (entry.spot.name, entry.spot.lat) == ("Zorbelin", 36.1)


def test_the_verb_adds_and_finds(tmp_path: Path) -> None:
    """`gazetteer add`, `list`, `where` and `remove` on a project."""
    from thucydides.cli.main import program

    runner = CliRunner()
    project = tmp_path / "project"
    assert runner.invoke(program, ["init", str(project)]).exit_code == 0
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,country\nZorbelin,36.1,37.1,SY\n", encoding="utf-8")
    options = ["--project", str(project)]
    added = runner.invoke(program, ["gazetteer", "add", f"csv:{own}", *options])
    assert added.exit_code == 0, added.output
    assert "Zorbelin" in runner.invoke(program, ["gazetteer", "where", "Zorbelin", *options]).output
    assert "csv:own.csv" in runner.invoke(program, ["gazetteer", "list", *options]).output
    runner.invoke(program, ["gazetteer", "remove", "csv:own.csv", *options])
    assert "Zorbelin" not in runner.invoke(program, ["gazetteer", "where", "Zorbelin", *options]).output
