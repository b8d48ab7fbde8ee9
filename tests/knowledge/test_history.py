"""The dated events: strict when loaded, even-handed by eye; every event has a name in every language that has any."""

from __future__ import annotations

from pathlib import Path

import pytest

from thucydides.knowledge import files, history, library
from thucydides.model.errors import KnowledgeError

HEADER = "id,name,sort,country,day,source,note\n"


@pytest.mark.parametrize(
    "row",
    [
        "a,A,,UA,1991-13-01,S,",
        "a,A,,UA,91,S,",
        "a,A,,UA,1991-8-24,S,",
        "a,A,,ZZ,1991,S,",
        "a,A,,UA,1991,,",
        "a,,,UA,1991,S,",
        "a,A,independence,,1991,S,",
        "a,A,,UA,1491,S,",
        "a,A,,UA,1991,S,\na,B,,UA,1992,S,",
    ],
)
def test_a_row_that_is_wrong_is_refused(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that is none, no such country, no source, no name, a sort without a country, an id told twice."""
    (tmp_path / "history.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    (tmp_path / "countries.csv").write_bytes((files.bundled() / "countries.csv").read_bytes())
    monkeypatch.setattr(history, "bundled", lambda: tmp_path)
    with pytest.raises(KnowledgeError):
        history.history.__wrapped__()


def test_days_months_and_years() -> None:
    """An event of a month or a year has no day to be counted from."""
    known = history.history()
    assert len(known) > 150
    assert str(known["ye-1963"].day) == "1963-10-14"
    assert known["sy-2011"].day is None
    assert str(known["sy-2011"].latest) == "2011-03-31"


def test_every_event_has_a_name_in_each_language() -> None:
    """What one language can tell, all that have the file can: no side's days are known to half the readers."""
    named = {event.id for event in history.history().values() if not event.sort}
    for code in library.languages():
        if not (library.folder(code) / "history.csv").exists():
            continue
        rows = library.language(code).rows
        assert {r.entry.value for r in rows if r.kind == "history" and r.entry.role == "past"} == named, code
