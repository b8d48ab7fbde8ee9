"""thucydides serve: opens a project in the browser."""

from __future__ import annotations

import getpass
from functools import partial
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import from_settings, json_option, open_project, project_option
from thucydides.model.errors import MissingExtra, UsageError


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen; by default any port that is free.")
@click.option(
    "--host", help="Address to listen on; by default 127.0.0.1, this machine alone. Another one needs --auth."
)
@click.option("--auth", is_flag=True, help="Ask for names and passwords; see `thucydides users`.")
@click.option("--by", metavar="NAME", help="Who judges, where nobody logs in by name; by default your user name.")
@click.option("--read-only", is_flag=True, help="Nobody may judge or export.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name that the server goes by.")
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@project_option
@json_option
def verb(
    port: int | None, host: str | None, auth: bool, by: str | None, read_only: bool, hosts: tuple[str, ...],
    opens: bool, folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Open a project in the browser: read, compare, decide, undo.

    Prints an address that opens once. Nothing is fetched from a network, and nobody but this machine can come in,
    unless --host and --auth say so. Ctrl-C ends it.

    \b
    Examples:
      thucydides serve
      thucydides serve --project aleppo --port 8080 --by rana
      thucydides serve --host 192.168.1.5 --auth        # first: thucydides users add rana --role reviewer
    """
    from thucydides.cli.rereading import rereading

    try:
        from thucydides.web.server import run
        from thucydides.web.serving import Serving, checked
        from thucydides.web.users import load
    except ModuleNotFoundError as error:
        raise MissingExtra(f"the browser needs {error.name}", hint="pip install 'thucydides[web]'") from error

    ledger = Ledger("serve", as_json=as_json)
    with open_project(folder) as project:
        serving = checked(
            Serving(
                host=from_settings(project, "serve", "host", host) or "127.0.0.1",
                port=int(from_settings(project, "serve", "port", port) or 0),
                auth=auth,
                by=by or _me(),
                hosts=hosts,
                read_only=read_only,
                keys=project.folder.settings.get("keys", {}),
                tiles=str(from_settings(project, "serve", "tiles", None) or ""),
            )
        )
        if auth and not load(project.folder.root):
            raise UsageError("nobody may come in yet", hint="thucydides users add NAME --role reviewer")

        with rereading(project.folder.root) as reread:
            run(project, serving, partial(_announce, auth, opens), reread)
    return ledger.finish(0)


def _announce(auth: bool, opens: bool, link: str) -> None:
    click.echo(link)
    if opens:
        click.launch(link)
    say("open this address; it opens once (Ctrl-C ends)" if not auth else "Ctrl-C ends")


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local"
