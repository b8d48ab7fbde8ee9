"""thucydides decide: accepts, rejects, corrects or comments a claim, or decides a value of an event."""

from __future__ import annotations

from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_option
from thucydides.model.errors import UsageError


@click.command("decide")
@click.argument("subject", metavar="ID")
@click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--accept", "verdict", flag_value="accept", help="It is right as it stands.")
@click.option("--reject", "verdict", flag_value="reject", help="It is no claim of this text.")
@click.option("--unsure", "verdict", flag_value="unsure", help="Somebody else should look.")
@click.option("--comment", "verdict", flag_value="comment", help="Say something with --why and decide nothing.")
@click.option("--why", default="", metavar="WORDS", help="The reason; an event's value needs one.")
@click.option("--exact", default="", metavar="WORDS", help="Words of the document that back the value.")
@click.option("--by", metavar="NAME", help="Who says so; by default your user name.")
@project_option
@json_option
def verb(
    subject: str, values: tuple[str, ...], verdict: str | None, why: str, exact: str, by: str | None,
    folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Accept, reject, correct or comment a claim, or decide a value of an event.

    Nothing is changed in place: a judgement is appended, with your name, the time and the reason, and `undo` takes it
    back. A field is such as killed, casualties.0, time, place.name, actors.0.name, event_type; see docs/review.md.

    \b
    Examples:
      thucydides decide 31aa2501 --accept
      thucydides decide 31aa2501 killed=14 --why "the wounded are not among the dead"
      thucydides decide 31aa2501 time=2016-08-12 place="Kafr Noor | settlement | 35.5, 36.5 | 3"
      thucydides decide 9c0d11aa killed=16 --why "the hospital's list"      # an event
    """
    from thucydides.cli.deciding import made

    if bool(values) == bool(verdict):
        raise UsageError("say --accept, --reject, --unsure or --comment, or give FIELD=VALUE")
    ledger = Ledger("decide", as_json=as_json)
    with open_project(folder) as project:
        forms = [{"verdict": verdict or ""}] if verdict else []
        for pair in values:
            slot, equals, value = pair.partition("=")
            if not equals:
                raise UsageError(f"{pair!r}: write it as FIELD=VALUE")
            forms.append({"verdict": "correct", "slot": slot, "value": value, "exact": exact})
        for form in forms:
            told = made(project, form | {"subject": subject, "why": why}, by)
            ledger.count("judgements")
            if not as_json:
                what = f" {told.slot} = {told.value}" if told.slot else ""
                say(f"{told.verdict} {told.subject}{what} by {told.by}; undo {told.judgement_id}")
    return ledger.finish(0)
