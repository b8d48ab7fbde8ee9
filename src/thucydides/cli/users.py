"""thucydides users: who may come in through the browser, and what they may do."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.model.errors import InputError, MissingExtra, UsageError

_ACTS = ("list", "add", "remove")
_ROLES = ("reader", "coder", "reviewer", "admin")


@click.command("users")
@click.argument("act", type=click.Choice(_ACTS), default="list")
@click.argument("name", required=False)
@click.option("--role", type=click.Choice(_ROLES), default="coder", show_default=True, help="What the user may do.")
@click.option("--password-stdin", is_flag=True, help="Take the password from the first line of standard input.")
@project_option
@json_option
def verb(act: str, name: str | None, role: str, password_stdin: bool, folder: Path | None, as_json: bool) -> int:
    """Show, add or remove the users of `thucydides serve --auth`.

    A reader looks, a coder judges claims, a reviewer also joins and parts events, undoes what others said and exports,
    an admin may all. Passwords are kept as argon2 hashes in users.json of the project, readable by its owner only.

    \b
    Examples:
      thucydides users
      thucydides users add rana --role reviewer
      thucydides users remove rana
    """
    from thucydides.web.users import load, save, with_password

    ledger = Ledger("users", as_json=as_json)
    with open_project(folder) as project:
        users = load(project.folder.root)
        if act != "list" and not name:
            raise UsageError("which user?", hint=f"thucydides users {act} NAME")
        if act == "add":
            assert name is not None
            try:
                users[name] = with_password(name, role, _password(password_stdin))  # type: ignore[arg-type]
            except ModuleNotFoundError as error:
                raise MissingExtra(f"passwords need {error.name}", hint="pip install 'thucydides[web]'") from error
            save(project.folder.root, users)
        elif act == "remove":
            if name not in users:
                raise InputError(f"no user {name!r}")
            del users[name]
            save(project.folder.root, users)
        elif not as_json:
            for user in users.values():
                click.echo(f"{user.name}\t{user.role}")
    ledger.count("users", len(users))
    if act != "list" and not as_json:
        say(f"{name}: {'may come in as ' + role if act == 'add' else 'may come in no more'}")
    return ledger.finish(0)


def _password(from_stdin: bool) -> str:
    """From standard input where that is asked for, else typed twice; UsageError where nobody can type."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to type a password", hint="give it with --password-stdin")
    first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
    if first != second:
        raise UsageError("these were two passwords")
    return first
