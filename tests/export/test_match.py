"""Comparison with a data set: pairs within days and kilometres, gaps of both sides, rows that cannot be read told."""

from __future__ import annotations

import pytest

from export.made_events import alone
from linking.made import claim
from thucydides.export.match import match, rows_of
from thucydides.knowledge.policies import policy
from thucydides.model.errors import InputError

HEAD = "event_id_cnty,event_date,event_type,country,location,latitude,longitude,fatalities\n"


def compared(tmp_path, lines, *dossiers, head=HEAD):
    """The match of dossiers with a table of ACLED."""
    path = tmp_path / "theirs.csv"
    path.write_text(head + "".join(line + "\n" for line in lines), encoding="utf-8")
    rows, broken = rows_of(path, "acled")
    return match(dossiers, rows, policy("acled-conservative"), broken)


def test_both_sides_gaps(tmp_path):
    """A near row of the day after is the same event; far ones are theirs alone; ours alone are listed; and outside days."""
    told = compared(
        tmp_path,
        [
            "X1,2019-05-07,Explosions/Remote violence,Syria,Kafr Noor,35.51,36.52,9",
            "X2,06 May 2019,Battles,Syria,Elsewhere,33.0,36.0,4",
            "X3,2015-01-01,Battles,Syria,Elsewhere,33.0,36.0,4",
            "X4,some day,Battles,Syria,Elsewhere,33.0,36.0,4",
        ],
        alone(claim("A", killed=7)), alone(claim("B", town="Bir Amal", killed=1)),
    )  # fmt: skip
    (pair,) = told.pairs
    assert (pair.theirs.id, pair.days, pair.figures_agree) == ("X1", 1, False)
    assert [t.id for t in told.only_theirs] == ["X2"]
    assert len(told.only_ours) == 1
    assert told.outside == 1
    assert [line for line, _ in told.broken] == [5]


def test_each_is_paired_once(tmp_path):
    """Two rows of one day and place do not both match one event."""
    line = "X,2019-05-06,Explosions/Remote violence,Syria,Kafr Noor,35.5,36.5,7"
    told = compared(tmp_path, [line, line], alone(claim("A", killed=7)))
    assert len(told.pairs) == len(told.only_theirs) == 1
    assert told.pairs[0].figures_agree is True


def test_another_table_is_refused(tmp_path):
    """A file without the columns names those that are missing."""
    with pytest.raises(InputError, match="fatalities"):
        compared(tmp_path, [], head="a,b\n")
