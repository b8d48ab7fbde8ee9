"""What the verbs of judging share: who judges, and one judgement made and told."""

from __future__ import annotations

import getpass
from collections.abc import Mapping

from thucydides.model.judgement import Judgement
from thucydides.store.judging.judgements import standings_of, whole_event_id
from thucydides.store.project import Project


def who(by: str | None) -> str:
    """The name that was given, else that of the user of this machine."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local"


def made(project: Project, form: Mapping[str, str], by: str | None) -> Judgement:
    """Checks and appends the judgement of a form; errors as those of the browser. The beginning of an id is enough."""
    from thucydides.web.acts import judgement_of

    with project.look() as connection:
        standings = standings_of(connection)
        ids = {name: whole_event_id(connection, form[name]) for name in ("subject", "other") if form.get(name)}
    judgement = judgement_of(project, standings, {**form, **ids}, who(by))
    project.append_judgement(judgement)
    return judgement
