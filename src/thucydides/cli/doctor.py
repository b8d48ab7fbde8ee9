"""thucydides doctor: what is installed, what the machine can do, and whether the project is in good order."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import json_option, open_project, project_folder, project_option
from thucydides.cli.version import version
from thucydides.model.errors import ThucydidesError

_PACKAGES = ("click", "msgspec", "rapidfuzz", "rich", "sqlalchemy", "alembic")
# Extra -> the module that it brings and what it is for.
_EXTRAS = {
    "html": ("trafilatura", "careful extraction of text from web pages"),
    "llm": ("httpx2", "reading with a language model behind an endpoint"),
    "warc": ("fastwarc", "web archives"),
    "feeds": ("feedparser", "RSS and Atom"),
}
_LITTLE_SPACE = 500_000_000
_FAULTY = 5


@click.command("doctor")
@click.option("--codes", is_flag=True, help="List the codes of event types and weapons, and what they mean.")
@project_option
@json_option
def verb(codes: bool, folder: Path | None, as_json: bool) -> int:
    """Show versions, extras, what SQLite can do, free space and permissions.

    \b
    Examples:
      thucydides doctor
      thucydides doctor --codes
      thucydides doctor --project aleppo --json
    """
    ledger = Ledger("doctor", as_json=as_json)
    if codes:
        _codes(quiet=as_json)
        return ledger.finish(0)
    for name, told in (*_program(), *_engine(ledger), *_project(folder, ledger)):
        ledger.count("checks")
        if not as_json:
            print(f"{name:<14} {told}")
    return ledger.finish(_FAULTY if ledger.failures else 0)


def _codes(*, quiet: bool) -> None:
    from thucydides.knowledge.library import event_types, weapon_codes

    rows = [(code, told.definition) for code, told in event_types().items()] + list(weapon_codes().items())
    for code, definition in () if quiet else rows:
        print(f"{code:<28} {definition}")


def _program() -> Iterator[tuple[str, str]]:
    from thucydides.knowledge.inventory import fingerprint
    from thucydides.knowledge.library import languages

    yield "thucydides", version()
    yield "python", f"{platform.python_version()} ({sys.platform}, {os.cpu_count()} cores)"
    yield "packages", ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    for extra, (module, use) in _EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        missing = f"not installed ({use}); pip install 'thucydides[{extra}]'"
        yield f"extra {extra}", metadata.version(module) if there else missing
    yield "languages", " ".join(languages())
    yield "knowledge", fingerprint()[:12]
    yield "network", "never used by any verb"


def _engine(ledger: Ledger) -> Iterator[tuple[str, str]]:
    from thucydides.store.sqlite import features

    found = features()
    yield "sqlite", ", ".join(f"{name} {told}" for name, told in found.items())
    if found["fts5"] != "yes":
        hint = "install a Python whose SQLite has FTS5"
        ledger.fail("sqlite", "fts5", "SQLite was built without full-text search", hint)


def _project(folder: Path | None, ledger: Ledger) -> Iterator[tuple[str, str]]:
    root = project_folder(folder)
    free = shutil.disk_usage(root if root and root.exists() else Path.cwd()).free
    yield "free space", f"{free / 1e9:.1f} GB"
    if free < _LITTLE_SPACE:
        ledger.fail("disk", "space", "less than 500 MB are free", "free some space before you read much")
    if root is None:
        yield "project", "none here"
        return
    yield "project", str(root)
    try:
        with open_project(root) as project:
            yield "holds", ", ".join(f"{number} {what}" for what, number in project.counts().items())
            path = project.folder.database if project.folder.address is None else None
            with project.look() as connection:
                told = project.database.features(connection)
            yield "database", f"{project.database.place} ({', '.join(f'{k} {v}' for k, v in told.items())})"
    except ThucydidesError as error:
        ledger.fail(error.place, error.code, error.message, error.hint)
        return
    if path is None:
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    yield "permissions", f"{path.name} {mode:04o}"
    if mode & 0o077:
        ledger.fail(str(path), "permissions", "others can read the project", f"run: chmod 600 {path}")
