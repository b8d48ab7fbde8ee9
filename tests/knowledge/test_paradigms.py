"""Endings that put something in front of a stem."""

from __future__ import annotations

from pathlib import Path

from thucydides.knowledge.paradigms import inflect, load_paradigms


def test_a_prefix_and_an_ending(tmp_path: Path) -> None:
    """`p~y` puts p in front of the stem and y behind it; `0` and plain endings stay what they were."""
    path = tmp_path / "paradigms.csv"
    path.write_text("paradigm,ending,features\nv,0,fin past\nv,t~,fin pres\nv,t~na,fin pres pl\n", encoding="utf-8")
    forms = [form for form, _ in inflect("stem/v", load_paradigms(path), "here")]
    assert forms == ["stem", "tstem", "tstemna"]
