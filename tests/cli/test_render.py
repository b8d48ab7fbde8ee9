"""What is printed for people: every value, whose it is, and its words; no text can steer the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store.made import at, document, reading, ref_of, strike
from thucydides.cli.render.page import reading_lines
from thucydides.cli.render.paint import Paint, right_to_left, shown, wants_colour
from thucydides.cli.render.phrases import figure, when
from thucydides.model.claim import NotCoded, Reading, Time, Toll

PLAIN, COLOURED = Paint(False), Paint(True)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def _text(made, told, paint=PLAIN, **asked):
    return "\n".join(reading_lines("a.txt", made, told, paint, **asked))


def test_head_tells_day_and_reasons():
    """At the top: title, language, outlet, publication day with status, and how it was found."""
    made = document()
    told = _text(made, reading(made))
    for words in ("Market hit in Kafr Noor", "Example Daily", "2021-03-15 (inferred)", "- the dateline says so"):
        assert words in told


def test_block_tells_every_value():
    """What, to whom, where, when, weapon, toll, according to whom, how sure, and the words."""
    made = document()
    told = _text(made, reading(made))
    for words in (
        "Air strike",
        "not told -> market",
        "Kafr Noor, Idlib, SY (settlement, within 4 km)",
        "2 x aircraft",
        "at least 12 civilians killed",
        "the hospital (medical rescue) via Example Daily (outlet)",
        "asserted, stated",
        "DENIED: air strike",
        "the army (official military, denying)",
        "[bombed]",
    ):
        assert words in told


def test_explain_adds_reasons():
    """Rules, candidates that lost, what was not coded, refusals: only where they are asked for."""
    made = document()
    quiet, loud = _text(made, reading(made)), _text(made, reading(made), explain=True)
    for words in ("en/triggers:3", "Kafr Noor (Aleppo)", "farther away", "an idiom", "no words of its own", "dateline"):
        assert words in loud
    for words in ("Kafr Noor (Aleppo)", "an idiom", "no words of its own"):
        assert words not in quiet


def test_value_from_another_sentence_is_shown_in_its_own():
    """A place that a title lends is shown in the title, and said to be lent."""
    made = document()
    told = _text(made, reading(made))
    assert re.search(r"places in +Market hit in \[Kafr Noor\]", told)


def test_colours_only_add_codes():
    """Without its codes the coloured text has the same words as the plain one."""
    made = document()
    coloured = _text(made, reading(made), COLOURED)
    assert "\x1b[1;31mbombed\x1b[0m" in coloured
    assert _words(_ANSI.sub("", coloured)) == _words(_text(made, reading(made)))


def _words(told):
    return re.sub(r"[\[\]]", "", told)


RTL = "قصفت طائرات سوق كفر نور يوم الاثنين، وقال المستشفى إن 12 مدنيا قتلوا."


def test_right_to_left_is_untouched():
    """The sentence stands there as it was written, without marks inside; its words are listed below."""
    made = document(RTL, stamps=(), segments=(), language="und")
    claim = strike(
        document(), document=ref_of(made), anchor=at(RTL, RTL), trigger=at(RTL, "قصفت"), attribution=(), actors=(),
        place=None, time=None, weapons=(), casualties=(),
    )  # fmt: skip
    source = replace(strike(document()).attribution[0])
    told = _text(made, Reading(ref_of(made), (replace(claim, attribution=(source,)),)), COLOURED)
    assert RTL in told
    assert "triggers: \x1b[1;31mقصفت\x1b[0m" in told
    assert right_to_left(RTL)
    assert not right_to_left("abc 12")


def test_text_cannot_steer_the_terminal():
    """Escape sequences and other control characters of a text come out as signs."""
    evil = "Jets bombed \x1b[2J\x07 the \x9b31m market.\x7f\nNext."
    made = document(evil, title=f"T\x1b]0;x\x07{evil}", stamps=(), segments=(), outlet="\x1b[31m")
    words = NotCoded(at(evil, "bombed"), "reason \x1b[1m", "rule")
    told = _text(made, Reading(ref_of(made), (), (), (words,)), explain=True)
    assert not [c for c in told if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)]
    assert shown("\x1b") == "␛"


@pytest.mark.parametrize(
    ("low", "high", "exactness", "told"),
    [
        (12, 12, "exact", "12"),
        (12, None, "at_least", "at least 12"),
        (None, 30, "up_to", "up to 30"),
        (40, 40, "about", "about 40"),
        (24, 99, "vague", "24 to 99"),
        (None, None, "vague", "an unknown number of"),
        (0, 0, "exact", "0"),
    ],
)
def test_figures_in_words(low, high, exactness, told):
    """A range says that it is one; an open end is never closed."""
    made = document()
    assert figure(Toll("killed", "unknown", low, high, exactness, at(made.text, "12"))) == told


def test_time_without_a_day_is_symbolic():
    """A day counted from an unknown publication day stays as it was told."""
    words = at(document().text, "Monday")
    assert when(Time(None, None, "symbolic", words, "DOC-1d")) == "DOC-1d (symbolic)"
    assert when(Time(None, None, "day", words)) == "day not known"


class _Terminal:
    def isatty(self):
        return True


def test_colour_is_the_users_choice(monkeypatch):
    """NO_COLOR goes before FORCE_COLOR, and both before the terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(_Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(_Terminal())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert wants_colour(_Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(_Terminal())
