"""thucydides watch: keeps taking in and reading what is new in folders and feeds, until it is stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.faults import whereabouts
from thucydides.cli.interrupts import Stop, stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.mappings import mappings_of
from thucydides.cli.network import Manner, manners_of, network_options, sleeper
from thucydides.cli.options import LanguageCode, from_settings, json_option, open_project, project_option
from thucydides.intake.options import IntakeError, IntakeOptions
from thucydides.model.errors import KnowledgeError, ThucydidesError

if TYPE_CHECKING:
    from thucydides.cli.watching import Watch
    from thucydides.linking.reprints import Shelf

_LEAST_S, _EVERY_S = 1.0, 60.0


@click.command("watch")
@click.argument("sources", nargs=-1, required=True, metavar="DIR|FEED...")
@click.option("--once", is_flag=True, help="Look once and end: for cron and for timers.")
@click.option(
    "--every",
    type=click.FloatRange(_LEAST_S),
    metavar="S",
    help="Seconds between two looks (by default 60; feeds never more often than every 900).",
)
@click.option("--no-read", "unread", is_flag=True, help="Only take in; read later with: thucydides read.")
@click.option("--language", type=LanguageCode(), metavar="XX", help="The language; by default it is detected.")
@click.option("--outlet", metavar="NAME", help="Who published it, where the text does not say.")
@network_options
@project_option
@json_option
def verb(
    sources: tuple[str, ...], once: bool, every: float | None, unread: bool, language: str | None, outlet: str | None,
    allowed: bool, pause: float | None, contact: str | None, folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Watch folders, files and feeds: take in and read what is new, again and again, until Ctrl-C.

    What was seen stands in the project, so that it can be stopped and started at any time. A file that cannot be read
    is told once and tried again when it changes. Feeds need --allow-network, like fetch.

    \b
    Examples:
      thucydides watch incoming/
      thucydides watch incoming/ --once                       # from cron
      thucydides watch https://example.org/rss.xml --allow-network --contact https://example.org/monitor
    """
    from thucydides.cli.watching import WEB, Watch
    from thucydides.store.folder import SETTINGS
    from thucydides.store.notebook import Notebook

    ledger = Ledger("watch", as_json=as_json)
    ledger.counts |= dict.fromkeys(("rounds", "sources", "added", "known", "documents", "claims"), 0)
    feeds = tuple(dict.fromkeys(source for source in sources if source.lower().startswith(WEB)))
    places = tuple(source for source in sources if source not in feeds)
    with open_project(folder) as project, stoppable() as stop, Notebook(project.folder.root) as notebook:
        options = IntakeOptions(
            language=from_settings(project, "add", "language", language),
            outlet=from_settings(project, "add", "outlet", outlet),
        )
        options = replace(options, mappings=mappings_of(project.folder.settings, project.folder.root / SETTINGS))
        manners = manners_of(project, Manner(allowed, pause, contact), stop) if feeds else None
        asked = from_settings(project, "watch", "every", every)
        seconds = max(_LEAST_S, float(asked)) if asked is not None else _EVERY_S
        watch = Watch(project, notebook, options, stop, places, feeds, manners, seconds, once=once)
        _go(watch, ledger, stop, reads=not unread)
    return ledger.finish(None if once else 0)


def _go(watch: Watch, ledger: Ledger, stop: Stop, *, reads: bool) -> None:
    """Rounds until stopped. What fails in a round ends that round alone; nothing is kept in memory but counts."""
    from thucydides.cli.reader import gazetteers_of, reader_id
    from thucydides.cli.reprints import shelf_of
    from thucydides.store.added import places

    touched: list[str] = []
    shelf = shelf_of(watch.project, reader_id(gazetteers_of(watch.project.folder.root))) if reads else None
    sleep = sleeper(stop)
    while not stop:
        this = ledger if watch.once else Ledger("watch", as_json=ledger.as_json)
        try:
            watch.round(this)
            # What could not be read is tried again when something new comes, not in every round: a document, or a place
            # that a reviewer added or took back.
            acts = [act for one in places.of(watch.project) for act in one.acts] if reads else []
            if reads and not stop and (not ledger.counts["rounds"] or this.counts.get("added") or acts != touched):
                _read(watch, this, stop, shelf)
                touched = acts
        except KnowledgeError:
            raise
        except (ThucydidesError, OSError) as error:
            if watch.once:
                raise
            this.fail("", "round", f"{whereabouts(error)}: {error}", "the next round tries again")
        ledger.count("rounds")
        if watch.once:
            if this.counts.get("added") and not this.as_json:
                say(", ".join(f"{this.counts[name]} {name}" for name in ("added", "documents", "claims")))
            return
        for name, more in Counter(this.counts).items():
            ledger.count(name, more)
        ledger.count("failures", this.failures)
        if (this.counts.get("added") or this.failures) and not ledger.as_json:
            now = datetime.now(UTC).replace(microsecond=0).isoformat()
            say(f"{now} {', '.join(f'{more} {name}' for name, more in this.counts.items())}, {this.failures} failures")
        try:
            sleep(watch.every)
        except IntakeError:
            return


def _read(watch: Watch, ledger: Ledger, stop: Stop, shelf: Shelf | None) -> None:
    from thucydides.cli.printing import Printing
    from thucydides.cli.read import READ_COPIES, How, read_project

    printing = Printing(None, None, explain=False, as_json=True)
    jobs = from_settings(watch.project, "read", "jobs", None)
    collapse = from_settings(watch.project, "read", "copies", None) != READ_COPIES
    read_project(watch.project, printing, How(int(jobs or 1), collapse=collapse), ledger, stop, shelf)
