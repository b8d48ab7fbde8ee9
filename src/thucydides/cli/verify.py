"""thucydides verify: checks an export against its manifest and the words of its project."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, project_option

CHECK_FAILED = 5


@click.command("verify")
@click.argument("exported", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@project_option
@json_option
def verb(exported: Path, folder: Path | None, as_json: bool) -> int:
    """Verify an export: checksums, that its words stand in their documents, and every value made again.

    The project is the one that holds DIR, or --project; without one, checksums alone are checked.

    \b
    Examples:
      thucydides verify exports/
      thucydides verify ~/handed-over --project aleppo
    """
    from thucydides.cli.linked import claims_as_judged
    from thucydides.export.verify import Ground, faults
    from thucydides.store.decisions import as_decided, held, homes_of
    from thucydides.store.folder import holding

    ledger = Ledger("verify", as_json=as_json)
    root = folder or holding(exported)
    ground = None
    if root is None:
        if not as_json:
            say("no project: only checksums are checked (name it with --project DIR)")
    else:
        from thucydides.store.project import Project

        with Project.open(root) as project:
            claims = {c.claim_id: c for c in claims_as_judged(project)}
            people = held(project)
            events = as_decided(project.events(), people.said, claims)
            ground = Ground(
                {d.doc_id: d.text for d in project.documents()}, claims, {e.event_id: e for e in events},
                people.events(homes_of(events)),
            )  # fmt: skip
    found = list(faults(exported, ground))
    for fault in found:
        place = f"{exported / fault.file}" + (f": {fault.place}" if fault.place else "")
        ledger.fail(place, "check", fault.what)
    ledger.count("faults", len(found))
    ledger.count("exports", len(list(exported.glob("*.manifest.json"))))
    if not found and not as_json:
        say(f"{ledger.counts['exports']} exports in {exported}: all well")
    return ledger.finish(CHECK_FAILED if found else 0)
