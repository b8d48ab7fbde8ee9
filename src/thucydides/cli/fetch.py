"""thucydides fetch: takes pages and feeds from the web into a project, where a person has allowed it."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.interrupts import stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.network import Manner, manners_of, network_options
from thucydides.cli.options import LanguageCode, from_settings, json_option, open_project, project_option
from thucydides.intake.options import IntakeOptions
from thucydides.model.errors import UsageError


@click.command("fetch")
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--feed", "feeds", multiple=True, metavar="URL", help="An RSS or Atom feed: the pages of its new entries."
)
@click.option("--entries", is_flag=True, help="Of feeds take the words that they bring; fetch no page.")
@click.option("--again", is_flag=True, help="Fetch pages that were fetched before as well.")
@click.option("--language", type=LanguageCode(), metavar="XX", help="The language; by default it is detected.")
@click.option("--outlet", metavar="NAME", help="Who published it, where the page does not say.")
@network_options
@project_option
@json_option
def verb(
    urls: tuple[str, ...], feeds: tuple[str, ...], entries: bool, again: bool, language: str | None, outlet: str | None,
    allowed: bool, pause: float | None, contact: str | None, folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Fetch web pages, or the new pages of feeds, into a project. Off by default: nothing is fetched unless allowed.

    Only public web addresses, never this machine or its network; robots.txt is obeyed, a pause is kept, size and time
    are bounded. The bytes are kept under raw/, their hash and the time of fetching beside the text.

    \b
    Examples:
      thucydides fetch https://example.org/report.html --allow-network
      thucydides fetch --feed https://example.org/rss.xml --allow-network --contact https://example.org/monitor
    """
    if not urls and not feeds:
        raise UsageError("nothing to fetch", hint="name pages, or --feed URL")
    from thucydides.cli.fetched import Fetching
    from thucydides.store.notebook import Notebook

    ledger = Ledger("fetch", as_json=as_json)
    ledger.counts |= {"added": 0, "known": 0}
    with open_project(folder) as project, stoppable() as stop:
        manners = manners_of(project, Manner(allowed, pause, contact), stop)
        options = IntakeOptions(
            language=from_settings(project, "add", "language", language),
            outlet=from_settings(project, "add", "outlet", outlet),
        )
        with Notebook(project.folder.root) as notebook:
            fetching = Fetching(project, notebook, manners, options, ledger, stop, whole=not entries)
            for url in dict.fromkeys(urls):
                if not stop:
                    fetching.page(url, again=again)
            for url in dict.fromkeys(feeds):
                if not stop:
                    fetching.feed(url)
    if not as_json:
        say(f"{ledger.counts['added']} added, {ledger.counts['known']} there already")
    return ledger.finish(130 if stop else None)
