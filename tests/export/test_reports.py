"""Reports: everything a reader could run is text, tables are whole, plots stand without a library."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from export.made_events import alone, dossier
from linking.made import claim
from thucydides.export.reports import contradictions, methodology
from thucydides.export.reports.blocks import html, markdown
from thucydides.export.reports.plots import Heat, Ranges

FACTS = methodology.Facts("1.2.3", "average-link/1", "0" * 64, 4, 1, 2, (("en", 3), ("fr", 1)))


def test_contradictions_tell_accounts_in_their_words():
    """A contested event has its grid, its plot and its relations; an agreed one is not listed."""
    told = contradictions.report([dossier(), alone(claim("B", town="Bir Amal"))])
    text = markdown(told)
    assert "1 of 2 events" in text
    assert "denied: air strike" in text
    assert "Bir Amal" not in text
    assert text.count("the hospital (civilians)") == 2


def test_methodology_tells_what_recorders_publish():
    """Sources, languages, reader, linking, policies, coverage, and what the record cannot tell."""
    text = markdown(methodology.report(FACTS, [dossier()]))
    for told in (
        "## Sources",
        "### Languages",
        "by hand",
        "average-link/1",
        "acled-conservative",
        "## Coverage",
        "cannot tell",
    ):
        assert told in text, told


def test_html_loads_and_runs_nothing():
    """Words of documents are escaped; the page has no script, no link and a policy that forbids both."""
    evil = "<script>alert(1)</script> | ```"
    told = contradictions.report([dossier([claim(evil, killed=1), claim("B", outlet="B", killed=50)])])
    page = html("Contradictions", told)
    assert "<script>" not in page
    assert not re.search(r"(src|href)=", page)
    assert "default-src 'none'" in page
    for plot in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ET.fromstring(plot)
    outside_code = re.sub(r"```.*?```", "", markdown(told), flags=re.DOTALL)
    assert "<script>" not in outside_code
    assert all(line.count("|") - line.count("\\|") == 11 for line in markdown(told).splitlines() if "| Daily" in line)


def test_plots_in_characters():
    """A figure is a bar, a range a line, an open end an arrow; more is darker."""
    lines = Ranges("Killed", (("A", 12, 12), ("B", 24, 48), ("C", 10, None))).lines()
    assert lines[1].rstrip().endswith(" 12")
    assert "|---" in lines[2]
    assert lines[3].rstrip().endswith("10+")
    assert ">" in lines[3]
    heat = Heat("Outlets", ("A", "B"), ("2019-05-06", "2019-05-07"), ((1, 9), (0, 3)))
    assert heat.lines()[1].endswith("@")
    assert "2019-05-06 to 2019-05-07" in heat.lines()[0]


def test_days_are_gathered_where_they_are_many():
    """A long span is told by weeks or more, with no column too many."""
    first, last = claim("A"), claim("A", later=400)
    heat = methodology.outlets_by_day([first, last])
    assert len(heat.columns) <= 63
    assert sum(n for row in heat.counts for n in row) == 2
