"""A project keeps what it is given, gives it back unchanged, and never changes or loses a row."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from store.made import TEXT, denial, document, reading, strike
from thucydides.model.errors import InputError, ProjectError
from thucydides.model.event import Event, Relation
from thucydides.model.judgement import Judgement
from thucydides.store import schema
from thucydides.store.project import Project
from thucydides.store.queries import ClaimFilter


def test_document_comes_back_unchanged(project):
    """Stamps, segments, notes and text survive; adding again does nothing."""
    made = document()
    assert project.add(made, TEXT.encode())
    assert not project.add(made)
    assert project.document(made.doc_id) == made
    assert list(project.documents()) == [made]


def test_reading_comes_back_unchanged(project):
    """Claims, refusals, what was not coded and the publication day survive; saving again does nothing."""
    made = document()
    project.add(made)
    assert project.save(reading(made), "rules/1")
    assert not project.save(reading(made), "rules/1")
    assert project.reading(made.doc_id) == reading(made)
    assert project.reading("none") is None


def test_same_id_with_other_words_is_refused(project):
    """What is kept is never replaced, and never silently lost."""
    project.add(document(doc_id="a"))
    with pytest.raises(InputError, match="another text"):
        project.add(document("Other words.", doc_id="a"))


def test_unread_is_what_this_reader_has_not_read(project):
    """A reader of another version or with other knowledge reads again; saving while iterating is safe."""
    texts = [f"{TEXT} Number {n}." for n in range(7)]
    for text in texts:
        project.add(document(text))
    read = []
    for made in project.unread("rules/1", batch=2):
        project.save(reading(made), "rules/1")
        read.append(made.text)
    assert read == texts
    assert project.count_unread("rules/1") == 0
    assert project.count_unread("rules/2") == len(texts)


def test_newer_reading_supersedes_by_view(project, making):
    """The older claims stay in the table and leave the view; nothing is deleted."""
    made = document()
    project.add(made)
    project.save(reading(made, "rules/1"), "rules/1")
    newer = replace(reading(made, "rules/2"), claims=(strike(made, "rules/2"),))
    project.save(newer, "rules/2")
    assert [c.reader for c in project.claims()] == ["rules/2"]
    for table, number in (("claims", 3), ("claims_current", 1), ("tolls_current", 1)):
        assert making.statement(project, f"SELECT count(*) FROM {table}") == [(number,)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (ClaimFilter(), 2),
        (ClaimFilter(event_type="air_strike", polarity="denied"), 1),
        (ClaimFilter(place="kafr"), 1),
        (ClaimFilter(country="SY", since="2021-03-15", until="2021-03-15"), 1),
        (ClaimFilter(since="2021-03-16"), 0),
        (ClaimFilter(until="2021-03-14"), 0),
        (ClaimFilter(source="HOSPITAL"), 1),
        (ClaimFilter(actor="market"), 1),
        (ClaimFilter(weapon="aircraft"), 1),
        (ClaimFilter(min_killed=12), 1),
        (ClaimFilter(min_killed=13), 0),
        (ClaimFilter(search="vitamins kafr"), 2),
        (ClaimFilter(search='vitamins OR "x'), 0),
        (ClaimFilter(place="%"), 0),
        (ClaimFilter(limit=1), 1),
    ],
)
def test_filter_finds(project, asked, found):
    """Each condition counts; words of the user are never operators."""
    made = document()
    project.add(made)
    project.save(reading(made), "rules/1")
    assert len(list(project.claims(asked))) == found


def test_claims_come_in_one_order(making, tmp_path):
    """The order of adding does not show."""
    texts = [f"{TEXT} Number {n}." for n in range(5)]
    orders = []
    for number, order in enumerate((texts, texts[::-1])):
        with making(tmp_path / str(number)) as project:
            for text in order:
                project.add(document(text))
                project.save(reading(document(text)), "rules/1")
            orders.append([c.claim_id for c in project.claims()])
    assert orders[0] == orders[1]


def test_prefix_finds_one_or_tells(project):
    """The beginning of an id is enough where it is unique."""
    made = document()
    project.add(made)
    project.save(reading(made), "rules/1")
    claim = strike(made)
    assert project.claim(claim.claim_id[:8]) == claim
    with pytest.raises(InputError, match="more than one"):
        project.claim("")
    with pytest.raises(InputError, match="no claim"):
        project.claim("zz")
    with pytest.raises(InputError, match="no document"):
        project.document("%")


def test_rows_cannot_be_changed(project):
    """The database itself refuses to update or delete, from whatever program."""
    made = document()
    project.add(made)
    project.save(reading(made), "rules/1")
    for act in (sa.update(schema.claims).values(polarity="x"), sa.delete(schema.documents), sa.delete(schema.audit)):
        with pytest.raises(ProjectError, match="append-only"), project._writing() as connection:
            connection.execute(act)


def test_judgements_are_appended(project):
    """A verdict comes back as it was given, oldest first."""
    given = [
        Judgement("j1", "c1", "correct", "me", datetime(2021, 4, 1, tzinfo=UTC), "typo", None, "casualties.0.low", "13", "13"),
        Judgement("j2", "j1", "undo", "me", datetime(2021, 4, 2, tzinfo=UTC)),
    ]  # fmt: skip
    for judgement in given:
        project.append_judgement(judgement)
    assert list(project.judgements()) == given
    assert list(project.judgements("j1")) == given[1:]


def test_newest_linking_holds(project):
    """Claims know their event; a later linking supersedes an earlier one."""
    made = document()
    project.add(made)
    project.save(reading(made), "rules/1")
    ids = (strike(made).claim_id, denial(made).claim_id)
    both = Event("e2", tuple(sorted(ids)), ("army", "hospital"), (Relation(ids[1], ids[0], "denies", "the same raid"),))
    project.save_events((Event("e1", ids[:1], ("hospital",)),), "linker/1")
    assert [c.event_id for c in project.claims()] == ["e1", None]
    project.save_events((both,), "linker/2")
    assert [c.event_id for c in project.claims()] == ["e2", "e2"]
    assert list(project.events()) == [both]


def test_only_the_owner_can_read_it(tmp_path):
    """The database, its log, the settings and the raw bytes are closed to others, whatever the umask."""
    before = os.umask(0)
    try:
        with Project.init(tmp_path / "p") as project:
            project.add(document(), TEXT.encode())
            root = project.folder.root
            found = [root / "project.sqlite", root / "project.sqlite-wal", root / "thucydides.toml"]
            found += [p for p in (root / "raw").rglob("*") if p.is_file()]
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in found if p.exists()}
    finally:
        os.umask(before)
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


def test_two_read_while_one_writes(project):
    """A reader sees one state; a writer does not wait for it; a second writer is told that it is locked."""
    made = document()
    project.add(made)
    project.save(reading(made), "rules/1")
    with Project.open(project.folder.root) as one, Project.open(project.folder.root, busy_ms=50) as two:
        claims = one.claims()
        next(claims)
        assert two.add(document(f"{TEXT} More."))
        assert len(list(claims)) == 1
        with project._writing(), pytest.raises(ProjectError, match="locked"):
            two.add(document(f"{TEXT} Still more."))
        assert len(list(two.documents())) == 2
