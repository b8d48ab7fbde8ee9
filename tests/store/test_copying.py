"""A copy between the stores loses nothing: rows, numbers, hashes, raw bytes, settings; exports are the same bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import select

from cli.spoken import say
from store.conftest import Making
from store.made import TEXT, document, reading
from thucydides.model.errors import CheckError, ProjectError
from thucydides.store.copying import copy_project
from thucydides.store.judging.judgements import make
from thucydides.store.project import Project
from thucydides.store.schema import APPEND_ONLY, metadata
from web.demo import fill

SETTINGS = '[project]\n# ours\ndatabase = "project.sqlite"\n\n[add]\noutlet = "Exempel"\n'


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A file's project with reports in six languages and a hostile one, judgements, an event, users and settings."""
    root = tmp_path_factory.mktemp("copied") / "a"
    with Project.init(root) as project:
        fill(project, 24)
        first, second, *_ = project.claims()
        project.append_judgement(
            make(first.claim_id, "correct", "rana", slot="casualties.0", value='{"low": 14}', why="ميت")
        )
        project.append_judgement(make(second.claim_id, "reject", "anna"), seen="")
        project.add(document(), TEXT.encode())
        project.save(reading(document()), "rules/1")
        project.keep(BytesIO(b""))  # an empty file, and one of several parts
        project.keep(BytesIO(b"\0\xff" * 1_300_000))
    (root / "thucydides.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "users.json").write_text("[]", encoding="utf-8")
    (root / "exports" / "old.csv").write_text("a,b\n", encoding="utf-8")
    return root


def rows_of(project):
    """Every row of every table, by number."""
    with project.look() as connection:
        return {
            name: connection.execute(
                select(metadata.tables[name]).order_by(*metadata.tables[name].primary_key.columns)
            ).all()
            for name in APPEND_ONLY
        }


def exported(root, capsys, tmp_path):
    """The bytes of exports of claims and events, and what the project says of itself."""
    told = []
    for form in ("jsonl", "csv", "geojson"):
        said = say(capsys, "export", form, "-o", "-", "--project", root)
        assert said.code == 0, said.err
        told.append(said.out)
    out = tmp_path / f"out-{root.name}"
    for form in ("acled", "plover", "kml"):
        assert say(capsys, "export", form, "-o", out, "--project", root).code == 0
    told += [(path.name, path.read_bytes()) for path in sorted(out.iterdir()) if "manifest" not in path.name]
    told.append(say(capsys, "events", "--project", root).out)
    return told


def test_there_and_back_nothing_is_lost(source, postgres, tmp_path, capsys):
    """From a file to a server to a file: all rows, raw bytes, files and exports are the same."""
    there, back = tmp_path / "there", tmp_path / "back"
    with Project.open(source) as one:
        counts = copy_project(one, there, postgres.address(postgres.database()))
    with Project.open(there) as two:
        assert copy_project(two, back) == counts
    assert (counts["documents"], counts["raw"]) == (26, 27)
    with Project.open(source) as one, Project.open(there) as two, Project.open(back) as three:
        assert rows_of(one) == rows_of(two) == rows_of(three)
        assert one.audit_head() == two.audit_head() == three.audit_head()
        for copy in (two, three):
            assert list(copy.faults()) == []
            with one.look() as a, copy.look() as b:
                paths = one.database.raw_paths(a, one.folder.raw)
                assert copy.database.raw_paths(b, copy.folder.raw) == paths
                for path in paths:
                    told = b"".join(copy.database.raw_parts(b, copy.folder.raw, path))
                    assert told == (source / "raw" / path).read_bytes()
    for root in (there, back):
        assert (root / "users.json").read_text(encoding="utf-8") == "[]"
        assert (root / "exports" / "old.csv").is_file()
        assert (root / "thucydides.toml").stat().st_mode & 0o777 == 0o600
    assert (back / "thucydides.toml").read_text(encoding="utf-8") == SETTINGS
    assert '# ours\ndatabase = "postgresql://' in (there / "thucydides.toml").read_text(encoding="utf-8")
    assert exported(source, capsys, tmp_path) == exported(there, capsys, tmp_path) == exported(back, capsys, tmp_path)


def test_work_goes_on_in_a_copy(making, source, postgres, tmp_path):
    """Numbers go on after the copied ones; the chain holds."""
    address = postgres.address(postgres.database()) if making.kind == "postgres" else None
    with Project.open(source) as one:
        copy_project(one, tmp_path / "copy", address)
    with Project.open(tmp_path / "copy") as copy:
        made = document(f"{TEXT} After the copy.")
        assert copy.add(made, b"raw")
        assert copy.save(reading(made), "rules/1")
        copy.append_judgement(make(next(copy.claims()).claim_id, "accept", "boris"))
        assert list(copy.faults()) == []


def test_copy_onto_a_project_is_refused(making, source, tmp_path):
    """What is there is never mixed with another project, nor a project with itself."""
    with making(tmp_path / "p") as there:
        there.add(document("Something else."))
        before = rows_of(there)
        with Project.open(source) as one:
            with pytest.raises(ProjectError, match="holds a project already"):
                copy_project(one, tmp_path / "p", there.folder.address)
            with pytest.raises(ProjectError, match="is the project itself"):
                copy_project(one, source)
        assert rows_of(there) == before


def test_tampered_source_is_not_copied(postgres, tmp_path):
    """A broken audit chain or changed raw bytes are told, and no row is copied."""
    with Making("sqlite", None)(tmp_path / "p") as one:
        one.add(document(), TEXT.encode())
        Making("sqlite", None).statement(one, "DROP TRIGGER audit_no_update")
        Making("sqlite", None).statement(one, "UPDATE audit SET actor = 'x' WHERE act = 'add'")
        address = postgres.address(postgres.database())
        with pytest.raises(CheckError, match="audit chain"):
            copy_project(one, tmp_path / "q", address)
        with Project.open(tmp_path / "q") as copy:
            assert copy.counts()["documents"] == 0
        (raw,) = [p for p in one.folder.raw.rglob("*") if p.is_file()]
        raw.write_bytes(b"other")
        with pytest.raises(CheckError, match="was changed"):
            copy_project(one, tmp_path / "r")


def test_verb_copies_and_asks_for_what_is_missing(source, postgres, tmp_path, capsys):
    """The command line: TO is a folder, or an address with --folder."""
    address = postgres.address(postgres.database())
    done = say(capsys, "project", "copy", source, address, "--folder", tmp_path / "t", "--json")
    assert done.code == 0, done.err
    assert done.envelope["counts"]["documents"] == 26
    assert say(capsys, "project", "copy", tmp_path / "t", tmp_path / "u").code == 0
    assert say(capsys, "project", "copy", source, address).code == 2
    assert say(capsys, "project", "copy", address, tmp_path / "x").code == 2
    assert say(capsys, "project", "copy", source, tmp_path / "y", "--folder", tmp_path / "z").code == 2
    assert say(capsys, "project", "copy", source, address, "--folder", tmp_path / "t").code == 6
