"""thucydides copies: lists the documents that were not read because they say nothing new, under their originals."""

from __future__ import annotations

import json
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.model.document import Document


@click.command("copies")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    help="A line each, or one JSON object a copy.",
)
@project_option
@json_option
def verb(form: str, folder: Path | None, as_json: bool) -> int:
    """List documents that were not read because an earlier one says all that they say.

    \b
    Examples:
      thucydides copies
      thucydides copies --format jsonl
      thucydides read --copies read           # read them all the same
    """
    from thucydides.cli.reprints import reprints

    ledger = Ledger("copies", as_json=as_json)
    ledger.counts |= {"copies": 0, "originals": 0}
    with open_project(folder) as project:
        found = sorted(reprints(project), key=lambda reprint: (reprint.original, reprint.doc_id))
        before = ""
        for reprint in found:
            ledger.count("copies")
            ledger.counts["originals"] += reprint.original != before
            if not as_json and form == "text":
                if reprint.original != before:
                    click.echo(_line(project.document(reprint.original)))
                click.echo(f"  = {_line(project.document(reprint.doc_id))}")
            elif not as_json:
                copy = project.document(reprint.doc_id)
                told = {"doc_id": copy.doc_id, "original": reprint.original, "outlet": copy.outlet, "uri": copy.uri}
                click.echo(json.dumps(told, ensure_ascii=False))
            before = reprint.original
    if not as_json:
        say(f"{ledger.counts['copies']} copies of {ledger.counts['originals']} documents")
    return ledger.finish(0)


def _line(document: Document) -> str:
    told = (document.doc_id, document.outlet or "-", document.title or document.text[:60].replace("\n", " "))
    shown = "  ".join(told)
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in shown)
