"""What a server adds to a project, what it refuses and how, and that its password is written nowhere."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from urllib.parse import quote

import pytest

from postgres_server import PASSWORD
from store.conftest import Making
from store.made import TEXT, document, reading, strike
from thucydides.model.errors import InputError, MissingExtra, ProjectError, UsageError
from thucydides.store.postgres.address import connecting, has_password, is_address, shown
from thucydides.store.project import Project
from thucydides.store.queries import ClaimFilter

SECRET = "hush-hush"


@pytest.fixture
def team(postgres, tmp_path):
    """A project on the server, with one document, read."""
    with Making("postgres", postgres)(tmp_path / "p") as made:
        made.add(document(), TEXT.encode())
        made.save(reading(document()), "rules/1")
        yield made


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"postgresql://rana:{SECRET}@db.example:5433/aleppo", "postgresql://rana@db.example:5433/aleppo"),
        (f"postgres://rana:{SECRET}@db.example/aleppo", "postgresql://rana@db.example/aleppo"),
        (f"postgresql+psycopg://db.example/aleppo?password={SECRET}", "postgresql://db.example/aleppo"),
        (f"postgresql://r@/a?host=%2Frun&sslpassword={SECRET}", "postgresql://r@/a?host=%2Frun"),
    ],
)
def test_address_is_shown_without_its_secrets(typed, told):
    """What may be written down has no password, wherever in the address it stood; the driver gets it."""
    assert shown(typed) == told
    assert has_password(typed)
    assert not has_password(told)
    assert SECRET in connecting(typed).render_as_string(hide_password=False)


@pytest.mark.parametrize(
    "typed", ["postgresql://rana:hush-hush@host:port/x", "postgresql://rana:hush-hush@host", "postgresql://"]
)
def test_broken_address_is_not_repeated(typed):
    """A wrong address is a wrong call; the message does not repeat it, for a password may stand in it."""
    assert is_address(typed)
    with pytest.raises(UsageError) as told:
        shown(typed)
    assert SECRET not in f"{told.value} {told.value.hint}"
    assert told.value.exit_code == 2


def test_another_machine_joins(team, postgres, tmp_path):
    """A second folder that points to the same database has the documents, and their raw bytes from the database."""
    with Project.init(tmp_path / "other", address=team.folder.address) as other:
        assert other.project_id() == team.project_id()
        assert [d.text for d in other.documents()] == [TEXT]
        assert list(other.faults()) == []
        with other.look() as connection:
            (path,) = other.database.raw_paths(connection, other.folder.raw)
            assert b"".join(other.database.raw_parts(connection, other.folder.raw, path)) == TEXT.encode()
    settings = (tmp_path / "other" / "thucydides.toml").read_text(encoding="utf-8")
    assert f'database = "{team.folder.address}"' in settings


def test_folder_of_another_database_is_left_alone(team, postgres, tmp_path):
    """A folder that is a project already does not become another one."""
    Project.init(tmp_path / "q").close()
    with pytest.raises(ProjectError, match="is a project already"):
        Project.init(tmp_path / "q", address=team.folder.address)


def test_points_stand_on_a_map(team, postgres):
    """With PostGIS a view has the points of claims, and distances are asked in SQL."""
    with team.look() as connection:
        assert team.database.features(connection)["postgis"] != "no"
        near = "SELECT claim_id FROM claims_map WHERE ST_DWithin(point::geography, ST_MakePoint({})::geography, 20000)"
        assert connection.exec_driver_sql(near.format("36.4, 35.5")).all() == [(strike(document()).claim_id,)]
        assert connection.exec_driver_sql(near.format("36.5, 36.5")).all() == []


def test_without_postgis_all_else_works(postgres, tmp_path):
    """A user who may not install it has a project all the same; installed later, the next init uses it."""
    name = postgres.database("OWNER team STRATEGY file_copy")
    address = postgres.address(name, "team")
    with Project.init(tmp_path / "p", address=address) as made:
        made.add(document(), TEXT.encode())
        made.save(reading(document()), "rules/1")
        assert len(list(made.claims(ClaimFilter(search="vitamins")))) == 2
        with made.look() as connection:
            assert made.database.features(connection)["postgis"] == "no"
        assert list(made.faults()) == []
    postgres.run("CREATE EXTENSION postgis", name)
    with Project.init(tmp_path / "p") as made, made.look() as connection:
        assert made.database.features(connection)["postgis"] != "no"
        assert connection.exec_driver_sql("SELECT count(*) FROM claims_map").scalar_one() == 1


WORDS = (
    "café naïve", "CAFE", "бомбёжка", "бомбежка", "قصف", "سوق", "self-defence", "defence self", "3.5", "foo_bar", "O'Neill",
    "ELDER", "ελληνικά", "Straße", "a & b | !c", "12", "kaf", "don t", "--", '"',
)  # fmt: skip
SAID = (
    "Café naïve self-defence", "Бомбёжка города", "قصف السوق، 12 قتيلا", "سوق القرية", "foo_bar and O'Neill, 3.5 km",
    "Elder, ελληνικά and Straße", "A, b and c", "don't",
)  # fmt: skip


def test_search_finds_the_same_on_both_stores(postgres, tmp_path):
    """Words are cut and folded alike: accents of Latin letters, upper and lower case of all scripts, signs."""
    found = []
    for kind in ("sqlite", "postgres"):
        with Making(kind, postgres)(tmp_path / kind) as made:
            for n, said in enumerate(SAID):
                one = document(f"{TEXT} {said}", doc_id=f"d{n}")
                made.add(one)
                made.save(reading(one), "rules/1")
            found.append({w: sorted({c.document.doc_id for c in made.claims(ClaimFilter(search=w))}) for w in WORDS})
    assert found[0] == found[1]
    assert found[0]["cafe"[:4].upper()] == ["d0"]


def test_a_very_long_document_is_kept(team):
    """More words than a vector of PostgreSQL holds: the document is kept whole, its beginning is searched."""
    text = TEXT + " " + " ".join(f"wort{n}" for n in range(150_000))
    made = document(text)
    assert team.add(made)
    team.save(reading(made), "rules/1")
    assert team.document(made.doc_id).text == text
    assert len(list(team.claims(ClaimFilter(search="wort17")))) == 2


def test_large_figures_and_odd_letters_are_kept(team):
    """Figures beyond four bytes; a NUL, which the server cannot keep, is told as such."""
    made = document(f"{TEXT} more")
    assert team.add(made)
    big = 10**12
    (toll,) = strike(made).casualties
    told = replace(reading(made), claims=(strike(made, casualties=(replace(toll, low=big),)),))
    assert team.save(told, "rules/2")
    assert [c.casualties[0].low for c in team.claims(ClaimFilter(min_killed=big))] == [big]
    with pytest.raises(InputError, match="NUL"):
        team.add(document(f"{TEXT} x", outlet="a\0b"))


@pytest.mark.parametrize("act", ["UPDATE raw_parts SET position = 1", "DELETE FROM audit", "TRUNCATE judgements"])
def test_no_program_changes_a_row(team, act):
    """The server itself refuses, also to empty a table, also where no row would be hit."""
    with pytest.raises(ProjectError, match="append-only"), team.written() as connection:
        connection.exec_driver_sql(act)


def test_reading_connections_cannot_write(team):
    """What pages and exports use could not write if it wanted to."""
    with pytest.raises(ProjectError, match="read-only"), team.look() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b')")


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_failures_say_what_to_do(postgres, tmp_path, monkeypatch):
    """No server, no such machine, wrong password, none at all, no such database, no right: each is told apart, code 6."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    name = postgres.database()
    port = _free_port()
    cases = {
        f"postgresql://team:{SECRET}@127.0.0.1:{port}/x": ("no server answers", "check host and port"),
        postgres.by_tcp(name, password=SECRET): ("wrong name or password", ".pgpass"),
        postgres.by_tcp(name): ("a password is needed", ".pgpass"),
        postgres.by_tcp("nowhere", password=quote(PASSWORD, safe="")): ("no database of that name", "createdb"),
        postgres.by_tcp(name, password=quote(PASSWORD, safe="")): ("may not do that", "GRANT"),
    }
    for number, (address, (told, hint)) in enumerate(cases.items()):
        with pytest.raises(ProjectError) as error:
            Project.init(tmp_path / str(number), address=address)
        said = f"{error.value} {error.value.hint}"
        assert told in said, said
        assert hint in said, said
        assert SECRET not in said
        assert "correct horse" not in said
        assert error.value.exit_code == 6


def test_database_that_cannot_hold_a_project(postgres, tmp_path):
    """Texts of all scripts need UTF-8."""
    name = postgres.database("TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(ProjectError, match="not UTF8"):
        Project.init(tmp_path / "p", address=postgres.address(name))
    assert not (tmp_path / "p").exists()


def test_order_is_by_code_point_whatever_the_database_says(postgres, tmp_path):
    """A database that sorts by the rules of a language gives the same order as a file."""
    name = postgres.database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C.UTF-8'")
    ids = ["b", "A", "a", "B", "é", "z", "-a"]
    with Project.init(tmp_path / "p", address=postgres.address(name)) as made:
        for doc_id in ids:
            made.add(document(f"{TEXT} {doc_id}", doc_id=doc_id))
        assert [d.doc_id for d in made.documents()] == sorted(ids)


def test_two_projects_in_one_database(postgres, tmp_path):
    """By the search path each stands in a schema of its own, with its own lock."""
    name = postgres.database()
    for schema in ("one", "two"):
        postgres.run(f"CREATE SCHEMA {schema}", name)
    address = postgres.address(name)
    one = Project.init(tmp_path / "1", address=f"{address}&options=-csearch_path%3Done,public")
    two = Project.init(tmp_path / "2", address=f"{address}&options=-csearch_path%3Dtwo,public")
    with one, two:
        one.add(document())
        with one.written():
            assert two.add(document())
        assert one.project_id() != two.project_id()
        assert (list(one.faults()), list(two.faults())) == ([], [])


def test_password_is_written_nowhere(postgres, tmp_path, monkeypatch):
    """Not into the folder, the database, or what an object says of itself."""
    name = postgres.database("OWNER team STRATEGY file_copy")
    typed = postgres.by_tcp(name, password=quote(PASSWORD, safe=""))
    with Project.init(tmp_path / "p", address=typed) as made:
        made.add(document(), TEXT.encode())
        made.save(reading(document()), "rules/1")
        made.note_export("claims.csv", "all")
        assert "correct" not in repr(made.database)
        assert "correct" not in made.database.place
    for path in (tmp_path / "p").rglob("*"):
        assert not path.is_file() or b"correct" not in path.read_bytes(), path
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with Project.open(tmp_path / "p") as made, made.look() as connection:
        told = connection.exec_driver_sql("SELECT string_agg(audit::text, ' ') FROM audit").scalar_one()
        assert "correct" not in told
        assert made.counts()["claims"] == 2


def test_driver_that_is_not_installed(tmp_path, monkeypatch):
    """Without the extra the message has the pip line, code 7."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra) as told:
        Project.init(tmp_path / "p", address="postgresql://x@127.0.0.1/x")
    assert "thucydides[postgres]" in told.value.hint
    assert told.value.exit_code == 7
