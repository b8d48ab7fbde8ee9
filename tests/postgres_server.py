"""A PostgreSQL server of the tests' own: started as nobody's user on a free port, thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "correct horse & battery/staple"  # with letters that an address must write as %..
_SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
logging_collector = off
log_statement = 'all'
"""
# By the socket whoever asks is let in; by TCP a password is asked for.
_DOORS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


def programs() -> Path | None:
    """Where initdb and postgres are; Debian keeps them out of the PATH."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def whom() -> dict[str, str]:
    """initdb refuses root: as whom it runs, as subprocess takes it."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name}
    return {}


class Server:
    """A running server; `made()` gives the address of a database of its own."""

    def __init__(self, socket_folder: Path, port: int, log: Path) -> None:
        self.socket_folder, self.port, self.log = socket_folder, port, log
        self._made = 0
        self._templates: list[str] = []

    def address(self, database: str, user: str = "owner") -> str:
        """By the socket, without a password."""
        return f"postgresql://{user}@/{database}?host={self.socket_folder}&port={self.port}"

    def by_tcp(self, database: str, user: str = "team", password: str | None = None) -> str:
        """By TCP, where a password is asked for."""
        told = f":{password}" if password else ""
        return f"postgresql://{user}{told}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres", *, restoring: bool = False) -> list[tuple]:
        """Runs a statement as the administrator; `restoring`: references are not checked, no trigger fires."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            if restoring:
                connection.execute("SET session_replication_role = replica")
            done = connection.execute(sql)
            return done.fetchall() if done.description else []

    def project(self) -> str:
        """The name of a new database with an empty project in it."""
        if "with_project" not in self._templates:
            from thucydides.store.project import Project

            self.run("CREATE DATABASE with_project TEMPLATE with_postgis STRATEGY file_copy")
            with tempfile.TemporaryDirectory() as folder:
                Project.init(folder, address=self.address("with_project")).close()
            self._templates.append("with_project")
        return self.database("TEMPLATE with_project STRATEGY file_copy")

    def database(self, options: str = "TEMPLATE with_postgis STRATEGY file_copy") -> str:
        """The name of a new database, by default with PostGIS in it."""
        self._made += 1
        name = f"t{self._made}"
        self.run(f"CREATE DATABASE {name} {options}")
        return name


# The server lives as long as whoever holds the other end of standard input, also if that is killed.
_KEEPER = """
"$1/initdb" -D cluster -U owner -E UTF8 -N -A trust >initdb.log 2>&1 || { cat initdb.log; exit 1; }
cat settings >>cluster/postgresql.conf; cp doors cluster/pg_hba.conf
"$1/pg_ctl" -D cluster -w -s -l log start || { cat log; exit 1; }
echo up
read -r _
"$1/pg_ctl" -D cluster -s -m immediate stop
cd / && rm -rf "$2"
"""


def absent() -> str:
    """Why no server can be started here; empty where one can."""
    bin_folder = programs()
    if bin_folder is None:
        return "no PostgreSQL server is installed: apt-get install postgresql postgresql-postgis"
    if os.getuid() == 0 and not whom():
        return "initdb refuses root, and there is no user postgres or nobody"
    return ""


@contextmanager
def running():
    """A server for a session of tests; where there is none CI fails, and others are told why they skip."""
    if told := absent():
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    # Not below pytest's folder, which others cannot enter; in memory where there is room, for a database is 15 MB.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 3_000_000_000
    folder = Path(tempfile.mkdtemp(prefix="thucydides-pg-", dir=memory if roomy else None))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = f"port = {port}\nunix_socket_directories = '{folder}'\nlisten_addresses = '127.0.0.1'\n"
    (folder / "settings").write_text(_SETTINGS + own)
    (folder / "doors").write_text(_DOORS)
    as_whom = whom()
    for path in (folder, *folder.iterdir()) if as_whom else ():
        shutil.chown(path, as_whom["user"])
    env = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8", "HOME": str(folder)}
    with subprocess.Popen(
        ["sh", "-c", _KEEPER, "keeper", programs(), folder], cwd=folder, env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, **as_whom,
    ) as keeper:  # fmt: skip
        said = keeper.stdout.readline()
        if said != "up\n":
            pytest.fail(f"the PostgreSQL server did not start: {said}{keeper.stdout.read()}")
        server = Server(folder, port, folder / "log")
        server.run("CREATE DATABASE with_postgis STRATEGY file_copy")
        server.run("CREATE EXTENSION postgis", "with_postgis")
        server.run(f"CREATE ROLE team LOGIN PASSWORD '{PASSWORD}'")
        yield server
        keeper.stdin.close()
