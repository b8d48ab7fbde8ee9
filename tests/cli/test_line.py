"""The whole line from bytes to print, with the real reader: the contract, the same bytes, bad input."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import thucydides
from cli.spoken import run, say

SCHEMA = json.loads((Path(thucydides.__file__).parent / "data/schema/claim.schema.json").read_text(encoding="utf-8"))

ENGLISH = """Twelve killed in market bombing, hospital says

Warplanes bombed a market in Maarrat Misrin on 3 March 2020, killing at least 12 civilians, the hospital said. The defence ministry denied that its aircraft had bombed the market.

Rebels fired rockets at an army post near Saraqib, state television reported.
"""
FRENCH = """Raids sur un marché : douze morts

Douze civils ont été tués mardi dans un raid aérien contre un marché d'Ariha, selon un responsable de l'hôpital.
L'armée a démenti avoir bombardé la ville.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two reports in two languages, as the current folder."""
    monkeypatch.delenv("THUCYDIDES_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    return tmp_path


def test_jsonl_is_the_contract_and_holds(folder, capsys):
    """Each line validates, and its words stand where it says in the canonical text."""
    told = say(capsys, "read", "en.txt", "fr.txt", "--date", "2020-03-04", "--format", "jsonl")
    assert (told.code, told.err) == (0, "")
    claims = [json.loads(line) for line in told.out.splitlines()]
    assert {c["document"]["language"] for c in claims} == {"en", "fr"}
    texts = {"en": ENGLISH, "fr": FRENCH}
    for claim in claims:
        jsonschema.validate(claim, SCHEMA, cls=jsonschema.Draft202012Validator)
        anchor, text = claim["trigger"], texts[claim["document"]["language"]]
        assert anchor["exact"] in text


def test_text_tells_who_said_it(folder, capsys):
    """The print for people has day, source, denial and the marked trigger."""
    told = say(capsys, "read", "en.txt", "--date", "2020-03-04").out
    assert "2020-03-04 (given)" in told
    assert "hospital" in told.split("according to")[1].split("\n")[0]
    assert "at least 12 civilians killed" in told
    assert "DENIED" in told
    assert "[bombed]" in told


def test_json_has_all_that_was_seen(folder, capsys):
    """--format json is one array with readings, their refusals and what was not coded."""
    told = json.loads(say(capsys, "read", "en.txt", "fr.txt", "--format", "json").out)
    assert [set(r) for r in told] == [{"document", "claims", "refused", "not_coded"}] * 2


def test_same_bytes_for_hash_seed_and_jobs(folder):
    """Neither the hash seed nor the number of processes shows."""
    calls = [("0", "1"), ("1", "1"), ("2", "2")]
    told = [
        run("read", "en.txt", "fr.txt", "--format", "json", "--jobs", jobs, cwd=folder, PYTHONHASHSEED=seed)
        for seed, jobs in calls
    ]
    assert told[0].code == 0
    assert len({t.out for t in told}) == 1


def test_project_reads_what_files_read(folder, capsys):
    """Reading through a project gives the same claims as reading the files."""
    loose = say(capsys, "read", "en.txt", "fr.txt", "--format", "jsonl").out.splitlines()
    say(capsys, "init", "p")
    say(capsys, "add", "en.txt", "fr.txt", "--project", "p")
    assert say(capsys, "read", "--project", "p").code == 0
    kept = say(capsys, "claims", "--project", "p", "--format", "jsonl").out.splitlines()
    assert sorted(kept) == sorted(loose)
    assert say(capsys, "check", "--no-data", "--project", "p").code == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 40),
        ("nothing.jsonl", b'{"no": "words"}\n'),
        ("columns.csv", b"a,b\n1,2\n"),
        ("wide.txt", b"x" * 65_000_000),
    ],
)
def test_bad_file_is_one_line_and_3_and_the_others_are_read(folder, name, content, capsys):
    """Each kind of bad input names the file and what to do; beside a good one the code is 4."""
    (folder / name).write_bytes(content)
    told = say(capsys, "read", name)
    assert (told.code, told.out) == (3, "")
    (line,) = told.err.splitlines()
    assert line.startswith(f"thucydides: {name}")
    assert "(" in line
    both = say(capsys, "read", name, "en.txt", "--format", "jsonl")
    assert both.code == 4
    assert both.out


def test_broken_line_of_jsonl_is_named(folder, capsys):
    """Line 7 of 10 is broken: nine are read, the seventh is told with its number."""
    rows = [json.dumps({"text": f"{ENGLISH} Report {n}."}) for n in range(10)]
    rows[6] = rows[6][:20]
    (folder / "ten.jsonl").write_text("\n".join(rows), encoding="utf-8")
    told = say(capsys, "read", "ten.jsonl", "--json")
    assert told.code == 4
    assert told.envelope["counts"]["documents"] == 9
    (failure,) = told.envelope["failed"]
    assert failure["item"] == "ten.jsonl:7"


def test_output_file_is_told(folder, capsys):
    """-o writes the readings and the envelope tells where."""
    told = say(capsys, "read", "en.txt", "--format", "jsonl", "-o", "out.jsonl", "--json").envelope
    assert told["outputs"] == ["out.jsonl"]
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == told["counts"]["claims"]


def test_piped_text_is_read(folder):
    """Standard input is read where it is named."""
    assert run("read", "-", "--format", "jsonl", stdin=ENGLISH).out.count("\n") >= 2


def test_languages_shows_the_kinds(capsys):
    """One row a language with the number of rows of each kind."""
    head, *rows = say(capsys, "languages").out.splitlines()
    assert (
        head.split()[3:]
        == "triggers casualties weapons numbers actors objects sources places grammar fields history times".split()
    )
    assert len(rows) >= 2
    assert all(int(row.split()[3]) > 0 for row in rows if row.split()[0] in ("en", "fr"))


def test_doctor_is_well(capsys):
    """The machine of the tests has what is needed; codes have their definitions."""
    told = say(capsys, "doctor")
    assert told.code == 0
    assert "fts5 yes" in told.out
    assert "air_strike" in say(capsys, "doctor", "--codes").out


def test_doctor_sees_an_open_project(folder, capsys):
    """A database that others can read is a fault with its remedy."""
    say(capsys, "init", "p")
    (folder / "p" / "project.sqlite").chmod(0o644)
    told = say(capsys, "doctor", "--project", "p")
    assert told.code == 5
    assert "chmod 600" in told.err


def test_check_finds_a_row_that_breaks_its_promise(folder, capsys, monkeypatch):
    """A sentence that a row promises to find and does not is told with file and line, and the code is 5."""
    from dataclasses import replace

    from thucydides.knowledge import library

    real = library.language("en")
    row = replace(real.rows[0], finds=("No such word stands here.",), spares=())
    monkeypatch.setattr(type(real), "rows", property(lambda _: (row,)))
    told = say(capsys, "check", "--language", "en")
    assert told.code == 5
    assert "does not find: No such word stands here." in told.err
    assert f"{row.place}:" in told.err


@pytest.mark.parametrize("stage", ["thucydides.cli.reading_options.documents", "thucydides.pipeline.read"])
def test_fault_of_the_program_costs_one_document(folder, capsys, monkeypatch, stage):
    """A crash of intake or reader is one line without words of the text; the other file is read."""
    from importlib import import_module

    module, name = stage.rsplit(".", 1)
    real = getattr(import_module(module), name)

    def broken(given, options):
        if "fr" in str(getattr(given, "language", given)):
            raise ValueError("Douze civils")
        return real(given, options)

    monkeypatch.setattr(stage, broken)
    told = say(capsys, "read", "en.txt", "fr.txt", "--format", "jsonl")
    assert told.code == 4
    (line,) = told.err.splitlines()
    assert line.startswith("thucydides: fr.txt: ")
    assert "ValueError at test_line.py" in line
    assert "Douze" not in line
    assert told.out
