"""What a page may do: judge, undo, join names, export; each checked against the role of who asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import get_args

from thucydides.knowledge.gazetteer.own import checked
from thucydides.model.contract import claim_to_json
from thucydides.model.errors import InputError, ThucydidesError, UsageError
from thucydides.model.judgement import Judgement, Verdict
from thucydides.store.added import places
from thucydides.store.judging.corrections import anchor_at, corrected, slot_of, value_of
from thucydides.store.judging.judgements import Standing, judged, make, representative, undone_in
from thucydides.store.project import Project
from thucydides.store.registries import KINDS
from thucydides.web.users import Role, User

_LONGEST = 2_000
_NEEDED: dict[str, Role] = {"merge": "reviewer", "split": "reviewer"}


class NotAllowed(ThucydidesError):  # noqa: N818 (a state, told as 403)
    """The role is too low."""

    code = "role"


def require(user: User, needed: Role) -> None:
    """Passes where the user's role is high enough; NotAllowed elsewhere."""
    if not user.may(needed):
        raise NotAllowed(f"this needs the role {needed}; yours is {user.role}")


def _text(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "").strip()
    if len(value) > _LONGEST:
        raise UsageError(f"{name} is longer than {_LONGEST} characters")
    return value


def judge(project: Project, standings: Mapping[str, Standing], form: Mapping[str, str], user: User) -> Judgement:
    """Appends the verdict of a form: subject, verdict, seen, and slot, value, exact, other, why where they are needed.

    JudgedMeanwhile where `seen` is not the newest verdict; UsageError where the contract does not allow a value.
    """
    verdict = _text(form, "verdict")
    if verdict not in get_args(Verdict) or verdict == "undo":
        raise UsageError(f"no verdict {verdict!r}")
    require(user, _NEEDED.get(verdict, "coder"))
    made = judgement_of(project, standings, form, user.name)
    project.append_judgement(made, seen=form.get("seen"))
    return made


def judgement_of(project: Project, standings: Mapping[str, Standing], form: Mapping[str, str], by: str) -> Judgement:
    """The judgement that a form or a row asks for, checked, not yet appended."""
    verdict: Verdict = form["verdict"]  # type: ignore[assignment]
    subject, other, why = _text(form, "subject"), _text(form, "other") or None, _text(form, "why")
    if subject.partition(":")[0] in KINDS and ":" in subject:
        if same := _text(form, "same"):
            other = f"{subject.partition(':')[0]}:{same}"
        if verdict != "merge" or not other or ":" not in other or subject == other:
            raise UsageError("a name can be joined to another name of its kind")
        return make(subject, verdict, by, why=why, other=other)
    if other is not None or verdict in ("merge", "split"):
        if not other:
            raise UsageError("a pair needs two ids")
        return _on_pair(project, subject, other, verdict, by, why)
    slot = _text(form, "slot")
    if _is_event(project, subject):
        return _on_event(subject, verdict, slot, _text(form, "value"), by, why)
    read = project.claim(subject)
    claim = judged(read, standings.get(read.claim_id))
    if verdict != "correct":
        if verdict == "comment" and not why:
            raise UsageError("a comment needs words")
        return make(claim.claim_id, verdict, by, why=why, exact=claim.anchor.exact)
    slot = slot_of(claim, slot)
    value = value_of(slot, _text(form, "value"))
    corrected(claim, slot, value)
    leaning = anchor_at(claim_to_json(claim), slot)
    exact = _text(form, "exact") or (leaning["exact"] if leaning else claim.trigger.exact)
    if exact not in project.document(claim.document.doc_id).text:
        raise UsageError("these words do not stand in the document", hint="select them in the text")
    return make(claim.claim_id, verdict, by, why=why, slot=slot, value=value, exact=exact)


def _is_event(project: Project, subject: str) -> bool:
    with project.look() as connection:
        return representative(connection, subject) != subject


def _on_pair(project: Project, subject: str, other: str, verdict: Verdict, by: str, why: str) -> Judgement:
    with project.look() as connection:
        pair = [representative(connection, one) for one in (subject, other)]
    pair = [project.claim(one).claim_id for one in pair]
    if pair[0] == pair[1]:
        raise UsageError("these are one claim")
    return make(pair[0], verdict, by, why=why, other=pair[1])


def _on_event(subject: str, verdict: Verdict, slot: str, typed: str, by: str, why: str) -> Judgement:
    if verdict == "correct":
        if not slot or not typed:
            raise UsageError("a decision needs a field and a value")
        if not why:
            raise UsageError("a decision needs its reason")
        plain = typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] == '"' else typed
        value = json.dumps(int(plain) if plain.isascii() and plain.isdigit() else plain, ensure_ascii=False)
        if slot in ("killed", "injured") and not plain.isdigit():
            raise UsageError(f"{plain!r} is no number of {slot}", hint="a decision is one number, such as 12")
        if slot == "day":
            value_of("time", plain)  # says what a day looks like where this is none
        return make(subject, verdict, by, why=why, slot=slot, value=value)
    return make(subject, verdict, by, why=why)


def add_place(project: Project, form: Mapping[str, str], user: User) -> dict[str, str]:
    """Adds the place of a form to the project; or field -> what is wrong with it, and nothing is added."""
    require(user, "reviewer")
    place, faults = checked(form)
    if place is not None:
        try:
            places.add(project, place, user.name)
        except UsageError as error:
            return {"name": error.message}
    return faults


def undo(project: Project, wanted: str, user: User, why: str = "") -> tuple[Judgement, bool]:
    """Undoes a judgement, `last` for the user's newest that holds; a reviewer may undo those of others.

    With it, whether a place was taken back or given again. InputError where there is nothing to undo.
    """
    require(user, "coder")
    said = list(project.judgements())
    undone = undone_in(said)
    standing = [one for one in said if one.judgement_id not in undone]
    if wanted == "last":
        found = [one for one in standing if one.by == user.name and one.verdict != "undo"]
    else:
        found = [one for one in standing if one.judgement_id.startswith(wanted)] if wanted else []
    if not found:
        raise InputError("nothing to undo")
    if found[-1].by != user.name:
        require(user, "reviewer")
    made = make(found[-1].judgement_id, "undo", user.name, why=why[:_LONGEST])
    project.append_judgement(made)
    return made, places.keep(project)
