"""Options that several verbs share: the project, --json, days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from thucydides.model.errors import UsageError

if TYPE_CHECKING:
    from thucydides.store.project import Project

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error for anything else."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2016-08-12", param, ctx)


class Code(click.ParamType[str]):
    """A code of a code list of the contract; `kind` is "event type" or "weapon"."""

    def __init__(self, kind: str) -> None:
        self.name = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code; a usage error that names the known ones for any other."""
        from thucydides.knowledge.library import event_types, weapon_codes

        known = tuple(event_types() if self.name == "event type" else weapon_codes())
        if value not in known:
            self.fail(f"no {self.name} {value!r}; known: {', '.join(known)}", param, ctx)
        return str(value)


class LanguageCode(click.ParamType[str]):
    """A language that has a folder of data."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code; a usage error that names the known ones for any other."""
        from thucydides.knowledge.library import languages

        if value not in languages():
            self.fail(f"no language {value!r}; known: {', '.join(languages())}", param, ctx)
        return str(value)


class ProjectFolder(click.Path):
    """A project's folder; an address is refused without being repeated, for a password may stand in it."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; a usage error for an address."""
        if "://" in str(value):
            self.fail("an address is no folder; make one that points there: thucydides init ADDRESS DIR", param, ctx)
        return super().convert(value, param, ctx)


def project_option(verb: F) -> F:
    """--project DIR, of every verb that works on a project."""
    return click.option(
        "--project", "folder", metavar="DIR", envvar="THUCYDIDES_PROJECT", type=ProjectFolder(),
        help="The project; by default the one that holds the current folder.",
    )(verb)  # fmt: skip


def json_option(verb: F) -> F:
    """--json, of every verb."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object at the end: counts, failed, outputs.")(
        verb
    )


def project_folder(folder: Path | None) -> Path | None:
    """The folder that was named, or the project at or above the current one; None where there is none."""
    if folder is not None:
        return folder
    from thucydides.store.folder import holding

    return holding(Path.cwd())


def open_project(folder: Path | None) -> Project:
    """The project; UsageError where none was named and the current folder is in none."""
    found = project_folder(folder)
    if found is None:
        raise UsageError("not inside a project", hint="name one with --project DIR, or make one: thucydides init DIR")
    # SQLAlchemy takes a fifth of a second to import: only verbs that need a project pay.
    from thucydides.store.project import Project

    return Project.open(found)


def from_settings(project: Project, verb: str, name: str, given: Any) -> Any:
    """An option as given, else as the project's thucydides.toml has it under [verb]."""
    table = project.folder.settings.get(verb)
    return table.get(name) if given is None and isinstance(table, dict) else given
