"""thucydides report: the methodology of a record, or its contradictions, as Markdown or HTML."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.cli.version import version

if TYPE_CHECKING:
    from thucydides.export.reports.blocks import Block
    from thucydides.store.project import Project


@click.command("report")
@click.argument("subject", metavar="SUBJECT", type=click.Choice(("methodology", "contradictions")))
@click.option("--format", "chosen", type=click.Choice(("md", "html")), help="By default the suffix of -o, else md.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write there.")
@project_option
@json_option
def verb(subject: str, chosen: str | None, output: Path | None, folder: Path | None, as_json: bool) -> int:
    """Report methodology or contradictions, as Markdown or as an HTML page with plots that loads nothing.

    \b
    Examples:
      thucydides report methodology > methodology.md
      thucydides report contradictions -o contradictions.html
    """
    from thucydides.export.atomic import replacing
    from thucydides.export.reports.blocks import html, markdown

    ledger = Ledger("report", as_json=as_json)
    kind = chosen or ("html" if output and output.suffix in (".html", ".htm") else "md")
    with open_project(folder) as project:
        blocks = _blocks(project, subject)
    text = html(subject.capitalize(), blocks) if kind == "html" else markdown(blocks)
    ledger.count("blocks", len(blocks))
    if output is not None:
        with replacing(output) as out:
            out.write(text)
        ledger.outputs.append(str(output))
        if not as_json:
            say(f"{subject} in {output}")
    elif not as_json:
        sys.stdout.write(text)
    return ledger.finish(0)


def _blocks(project: Project, subject: str) -> list[Block]:
    from thucydides.cli.linked import dossiers
    from thucydides.cli.rereading import plan_of
    from thucydides.export.reports import contradictions, methodology

    found = dossiers(project)
    if subject == "contradictions":
        return contradictions.report(found)
    languages = Counter(d.language for d in project.documents())
    counts = project.counts()
    facts = methodology.Facts(
        version(), project.linker(), project.audit_head(), counts["documents"], plan_of(project).unread,
        counts["judgements"], tuple(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
    )  # fmt: skip
    return methodology.report(facts, found)
