"""thucydides batch: reads any number of documents, in shards, into files; can be stopped, killed and run again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from thucydides.cli.batch_view import View
from thucydides.cli.interrupts import Stop, stoppable
from thucydides.cli.ledger import MISSING, Ledger, say
from thucydides.cli.options import ProjectFolder, json_option, project_folder
from thucydides.cli.reader_options import fresh, reader_options
from thucydides.cli.reading_options import STDIN, intake_options, mapping_of
from thucydides.intake.options import Failure
from thucydides.model.errors import ProjectError, UsageError
from thucydides.scale.shards import SHARD_BYTES, Order

if TYPE_CHECKING:
    from thucydides.scale.means import Means
    from thucydides.scale.ward import Errand

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("jsonl", "parquet")
_MEGABYTE = 1_000_000
_PATIENCE_S = 60.0


def _how_read(verb: F) -> F:
    """By which reader, with which places, what is set aside before, and how long a document may take."""
    given = (
        click.option(
            "--triage/--no-triage", default=None,
            help="Set aside, and list, what has no word of an event before it is read; by default where the rules alone read.",
        ),
        click.option(
            "--patience", type=click.FloatRange(1), metavar="S",
            help="Seconds that one document may take; by default 60, and with a language model twice its --timeout more.",
        ),
        click.option(
            "--project", "folder", metavar="DIR", type=ProjectFolder(), allow_from_autoenv=False,
            help="Know also the places that this project has added; the batch does not write to it.",
        ),
    )  # fmt: skip
    for option in reversed(given):
        verb = option(verb)
    return reader_options(verb)


@click.command("batch")
@click.argument("paths", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", "out", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the batch; run again with the same one, it goes on where it was.",
)  # fmt: skip
@click.option(
    "--format", "form_out", type=click.Choice(FORMATS), default="jsonl", help="Claims as JSON lines or Parquet."
)
@click.option("--engine", type=click.Choice(("local", "dask")), default="local", help="Who lends out the work.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that runs; without it, one is started here.")
@click.option("--workers", type=click.IntRange(0), default=0, metavar="N", help="Reading processes; 0: one a core.")
@click.option(
    "--shard", type=click.FloatRange(0.001), default=SHARD_BYTES / _MEGABYTE, metavar="MB", help="Size of a shard."
)
@_how_read
@intake_options
@json_option
def verb(
    paths: tuple[str, ...], out: Path, form_out: str, engine: str, scheduler: str | None, workers: int,
    triage: bool | None, patience: float | None, shard: float, folder: Path | None, day: date | None,
    language: str | None, outlet: str | None, fetched: date | None, form: str | None, fields: tuple[str, ...],
    as_json: bool, **asked: Any,
) -> int:  # fmt: skip
    """Read any number of files, folders and patterns into a folder of claims, in many processes or on a cluster.

    The output is the same, byte for byte, for any engine, number of workers, and number of times that it was stopped
    or killed and run again. A document that breaks, hangs or kills its process is named in failed.jsonl; the others
    are read. Put the result into a project with: thucydides load OUT.

    \b
    Examples:
      thucydides batch archive/ -o out
      thucydides batch news-*.jsonl -o out --format parquet --workers 8
      thucydides batch archive/ -o out --engine dask --scheduler tcp://head:8786
      thucydides batch archive/ -o out --project aleppo --reader rules+llm --endpoint http://127.0.0.1:8080/v1 --model NAME
    """
    from thucydides.scale.ward import Errand

    if STDIN in paths:
        raise UsageError("a batch cannot be resumed from standard input", hint="write it to a file first")
    given = Given(workers, scheduler, triage, patience)
    reader, means, given = _asked_for(asked, folder, given)
    order = Order(
        reader, bool(given.triage), day, fetched, language, outlet, form, tuple(sorted(mapping_of(fields).items())),
        means.hashes(),
    )  # fmt: skip
    errand = Errand(order, out.resolve(), form_out == "parquet", given.patience or _PATIENCE_S, means)
    ledger = Ledger("batch", as_json=as_json)
    with stoppable() as stop:
        complete = _run(paths, out, errand, (engine, given.workers, scheduler), shard, ledger, stop)
    if not complete:
        return ledger.finish(130)
    nothing = ledger.failures and ledger.counts["documents"] == ledger.counts["failed"]
    return ledger.finish(MISSING if nothing else None)


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader that was chosen has a say in; None where the user gave nothing."""

    workers: int
    scheduler: str | None
    triage: bool | None
    patience: float | None


def _asked_for(asked: dict[str, Any], folder: Path | None, given: Given) -> tuple[str, Means, Given]:
    """The reader's id, the means to read by, and what was given with the defaults that go with that reader."""
    from thucydides.cli.reader import gazetteers_of, reader_id
    from thucydides.scale.means import Means
    from thucydides.store.folder import SETTINGS

    home = None
    if folder is not None:
        home = project_folder(folder)
        if home is None or not (home / SETTINGS).is_file():
            raise ProjectError("is no project", place=str(folder), hint=f"make one with: thucydides init {folder}")
    gazetteers = () if home is None else gazetteers_of(home.resolve())
    chosen = fresh(asked, home.resolve() if home else None)
    triage = chosen is None if given.triage is None else given.triage
    workers, patience = given.workers, given.patience
    if chosen is not None and chosen.waits:
        told = dict(chosen.told)
        workers = workers or chosen.at_once
        patience = patience or _PATIENCE_S + 2 * told["timeout"]
        chosen = replace(chosen, told=tuple(_shared(told, workers, given.scheduler).items()))
    reader = reader_id(gazetteers, chosen)
    return (
        reader,
        Means(tuple(map(str, gazetteers)), chosen),
        replace(given, triage=triage, workers=workers, patience=patience),
    )


def _shared(told: dict[str, Any], workers: int, scheduler: str | None) -> dict[str, Any]:
    """Settings of a language model with each reading process's share of the budget."""
    limits = [name for name in ("max_tokens", "max_cost") if told[name] is not None]
    if limits and scheduler is not None:
        raise UsageError("a budget cannot be kept over a cluster", hint="leave out --scheduler, or the budget")
    if told["max_tokens"] is not None:
        told["max_tokens"] = max(1, told["max_tokens"] // workers)
    if told["max_cost"] is not None:
        told["max_cost"] = told["max_cost"] / workers
    return told


def _run(
    paths: tuple[str, ...], out: Path, errand: Errand, engine: tuple[str, int, str | None], shard: float,
    ledger: Ledger, stop: Stop,
) -> bool:  # fmt: skip
    """Plans, reads and lays together; False where the user stopped it before the end."""
    from thucydides.scale.batch import finish, held, prepare
    from thucydides.scale.engines import run

    name, workers, scheduler = engine
    with held(out):
        batch = prepare(paths, out, errand.order, parquet=errand.parquet, size=int(shard * _MEGABYTE))
        for failure in batch.missing:
            ledger.fail(failure.place, failure.code, failure.message, failure.hint)
        with View(batch, quiet=ledger.as_json) as view:
            for done in run(name, batch.todo, errand, workers, scheduler, lambda: bool(stop)):
                if done is not None:
                    batch.note(done[1])
                view.show(done is not None)
        complete = view.left == 0
        if complete:
            manifest = finish(batch)
            ledger.outputs += [str(out / path) for path, _ in manifest.files]
    counts = batch.counts
    ledger.counts |= {
        "documents": counts.documents, "claims": counts.claims, "aside": counts.aside, "failed": counts.failed,
        "shards": len(batch.shards), "read_now": view.done,
    }  # fmt: skip
    _tell(batch.missing, counts.kinds, ledger, complete, out)
    return complete


def _tell(missing: tuple[Failure, ...], kinds: dict[str, int], ledger: Ledger, complete: bool, out: Path) -> None:
    """Failures by kind, after those that were told by name; the names stand in failed.jsonl."""
    for failure in missing:
        kinds = kinds | {failure.code: kinds[failure.code] - 1}
    for kind, number in kinds.items():
        if number:
            ledger.fail(f"{out}/failed.jsonl", kind, f"{number} documents: {kind}", "each is named there")
    if not complete:
        say(f"thucydides: stopped; the same command goes on where it was (output in {out})")
