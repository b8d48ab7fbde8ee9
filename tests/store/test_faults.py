"""The check of a project finds every kind of tampering, and finds nothing in a sound one."""

from __future__ import annotations

import pytest

from store.made import TEXT, document, reading


@pytest.fixture
def project(making, tmp_path):
    """A project with one document and its reading."""
    with making(tmp_path / "p") as made:
        made.add(document(), TEXT.encode())
        made.save(reading(document()), "rules/1")
        yield made


def test_sound_project_has_no_faults(project):
    """Nothing is reported where nothing is wrong."""
    assert list(project.faults()) == []


@pytest.mark.parametrize(
    ("table", "act", "told"),
    [
        ("documents", "UPDATE documents SET text = 'X' || text", "does not stand at"),
        ("claims", """UPDATE claims SET claim_json = replace(claim_json, '"bombed"', '"bombee"')""", "bombee"),
        ("not_coded", "UPDATE not_coded SET words_start = 3", "seen and not coded"),
        ("audit", "UPDATE audit SET actor = 'another' WHERE act = 'add'", "was changed"),
        ("readings", "UPDATE readings SET doc_id = 'none'", "missing row"),
    ],
)
def test_tampering_is_found(project, making, table, act, told):
    """Changed words, positions, audit rows and dangling references are named."""
    making.statement(project, f"DROP TRIGGER {table}_no_update{' ON ' + table if making.kind == 'postgres' else ''}")
    making.statement(project, act)
    assert any(told in fault for fault in project.faults())


def test_changed_raw_bytes_are_found(project, making):
    """The bytes that a document came from are compared with their hash; a server's are those that all share."""
    if making.kind == "postgres":
        making.statement(project, "DROP TRIGGER raw_parts_no_update ON raw_parts")
        making.statement(project, "UPDATE raw_parts SET content = 'other'")
        assert any("raw bytes" in fault for fault in project.faults())
        return
    (raw,) = [p for p in project.folder.raw.rglob("*") if p.is_file()]
    raw.write_bytes(b"other")
    assert any("raw bytes" in fault for fault in project.faults())
    raw.unlink()
    assert any("raw bytes" in fault for fault in project.faults())
