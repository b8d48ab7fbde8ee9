"""thucydides batch: reads any number of documents, in shards, into files; can be stopped, killed and run again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from thucydides.cli.batch_view import View
from thucydides.cli.interrupts import Stop, stoppable
from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option
from thucydides.cli.reading_options import STDIN, intake_options, mapping_of
from thucydides.intake.options import Failure
from thucydides.model.errors import UsageError
from thucydides.scale.shards import SHARD_BYTES, Order

FORMATS = ("jsonl", "parquet")
_MEGABYTE = 1_000_000


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
    "--triage/--no-triage", default=True, help="Set aside, and list, what has no word of an event before it is read."
)
@click.option(
    "--patience", type=click.FloatRange(1), default=60.0, metavar="S", help="Seconds that one document may take."
)
@click.option(
    "--shard", type=click.FloatRange(0.001), default=SHARD_BYTES / _MEGABYTE, metavar="MB", help="Size of a shard."
)
@intake_options
@json_option
def verb(
    paths: tuple[str, ...], out: Path, form_out: str, engine: str, scheduler: str | None, workers: int, triage: bool,
    patience: float, shard: float, day: date | None, language: str | None, outlet: str | None, fetched: date | None,
    form: str | None, fields: tuple[str, ...], as_json: bool,
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
    """
    from thucydides.cli.reader import reader_id

    if STDIN in paths:
        raise UsageError("a batch cannot be resumed from standard input", hint="write it to a file first")
    order = Order(
        reader_id(), triage, day, fetched, language, outlet, form, tuple(sorted(mapping_of(fields).items()))
    )  # fmt: skip
    ledger = Ledger("batch", as_json=as_json)
    with stoppable() as stop:
        complete = _run(paths, out, order, form_out, (engine, workers, scheduler), patience, shard, ledger, stop)
    return ledger.finish(None if complete else 130)


def _run(
    paths: tuple[str, ...], out: Path, order: Order, form_out: str, engine: tuple[str, int, str | None], patience: float,
    shard: float, ledger: Ledger, stop: Stop,
) -> bool:  # fmt: skip
    """Plans, reads and lays together; False where the user stopped it before the end."""
    from thucydides.scale.batch import finish, held, prepare
    from thucydides.scale.engines import run
    from thucydides.scale.ward import Errand

    parquet = form_out == "parquet"
    name, workers, scheduler = engine
    with held(out):
        batch = prepare(paths, out, order, parquet=parquet, size=int(shard * _MEGABYTE))
        for failure in batch.missing:
            ledger.fail(failure.place, failure.code, failure.message, failure.hint)
        errand = Errand(order, out.resolve(), parquet, patience)
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
