"""thucydides link: joins the claims of a project to events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option


@click.command("link")
@click.option("--all", "everything", is_flag=True, help="Link all claims anew, not only around those that are new.")
@project_option
@json_option
def verb(everything: bool, folder: Path | None, as_json: bool) -> int:
    """Link the claims of a project to events: who tells, copies, updates, denies or contradicts whom.

    Without --all only claims that no event has, and their neighbourhoods, are looked at; the outcome is the same.
    Judgements of merge and split hold, whatever speaks against them, also where texts were read anew since.

    \b
    Examples:
      thucydides link
      thucydides link --all
      thucydides events --contested            # what came of it
    """
    from thucydides.cli.linked import claims_as_judged
    from thucydides.linking.decisions import decisions_of
    from thucydides.linking.link import Linking, copies_of, followed, link, published_days, relink
    from thucydides.store.decisions import held
    from thucydides.store.judging.judgements import became
    from thucydides.store.registries import spoken_of

    ledger = Ledger("link", as_json=as_json)
    with open_project(folder) as project:
        claims = list(claims_as_judged(project))
        corrected = {c.claim_id for c in claims if any(rule.startswith("judgement/") for rule in c.rules)}
        previous = tuple(project.events())
        copies = copies_of(project.documents(), published_days(claims))
        people = held(project)
        decided = decisions_of(people.said, people.members)
        again = corrected | spoken_of(claims, people.said)
        linking = Linking(copies, replace(decided, judged=decided.judged | again))
        with project.look() as connection:
            now = became(connection, (claim for event in previous for claim in event.claims))
        if everything or project.linker() != linking.name:
            events, looked_at = link(claims, linking, followed(previous, now)), len(claims)
        else:
            events, looked_at = relink(claims, previous, linking, now)
        if events != previous or project.linker() != linking.name:
            project.save_events(events, linking.name)
    ledger.counts |= {
        "claims": len(claims), "linked": looked_at, "events": len(events), "copies": len(copies.original),
        "told by several": sum(len(e.roots) > 1 for e in events),
    }  # fmt: skip
    if not as_json:
        several = ledger.counts["told by several"]
        say(f"{len(events)} events of {len(claims)} claims, {several} told by several; {looked_at} claims looked at")
    return ledger.finish(0)
