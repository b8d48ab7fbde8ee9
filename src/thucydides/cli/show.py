"""thucydides show: one claim or document, with its words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.render.page import claim_lines, reading_lines, reading_object
from thucydides.cli.render.paint import Paint, shown, wants_colour
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.model.claim import Claim
    from thucydides.model.document import Document
    from thucydides.store.project import Project


@click.command("show")
@click.argument("prefix", metavar="ID")
@click.option("--format", "chosen", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--explain", is_flag=True, help="Of a document: also what was seen and not coded.")
@click.option("--text", "whole", is_flag=True, help="Of a document: its canonical text, to which all offsets refer.")
@project_option
@json_option
def verb(prefix: str, chosen: str, explain: bool, whole: bool, folder: Path | None, as_json: bool) -> int:
    """Show one claim or document of a project; the beginning of its id is enough.

    \b
    Examples:
      thucydides show 3f2a91c0               # a claim: its words in their sentence, the chain, the rules
      thucydides show 77b1 --explain         # a document with all its claims
      thucydides show 77b1 --text            # what the offsets count
    """
    ledger = Ledger("show", as_json=as_json)
    with open_project(folder) as project:
        found = _found(project, prefix)
        if not as_json:
            for line in _lines(project, found, chosen, explain, whole):
                sys.stdout.write(line + "\n")
    ledger.count("documents" if found[1] is None else "claims")
    return ledger.finish(0)


def _found(project: Project, prefix: str) -> tuple[Document, Claim | None]:
    """The claim's document and the claim, or the document; InputError where the id is neither or both."""
    try:
        claim = project.claim(prefix)
    except InputError as error:
        if "more than one" in error.message:
            raise
        try:
            return project.document(prefix), None
        except InputError as other:
            if "more than one" in other.message:
                raise
            raise InputError(
                f"no claim or document {prefix!r}", place=str(project.folder.root), hint="list: thucydides claims"
            ) from None
    return project.document(claim.document.doc_id), claim


def _lines(
    project: Project, found: tuple[Document, Claim | None], chosen: str, explain: bool, whole: bool
) -> Iterator[str]:
    document, claim = found
    paint = Paint(wants_colour(sys.stdout))
    if whole:
        yield document.text
    elif claim is not None:
        if chosen == "json":
            from thucydides.export.jsonl import line

            yield line(claim)
        else:
            yield from claim_lines(document, claim, paint)
            for judged in project.judgements(claim.claim_id):
                yield f"   {judged.at:%Y-%m-%d} {judged.verdict} by {shown(judged.by)}: {shown(judged.why)}"
    else:
        reading = project.reading(document.doc_id)
        if reading is None:
            raise InputError("this document is unread", place=document.doc_id, hint="run: thucydides read")
        if chosen == "json":
            yield json.dumps(reading_object(reading), ensure_ascii=False)
        else:
            yield from reading_lines(document.uri or "in this project", document, reading, paint, explain=explain)
