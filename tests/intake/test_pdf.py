"""PDF by a program of the machine: paragraphs where it is there, a message where it is not, limits where it misbehaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.reports import BODY, fault, one
from thucydides.intake import pdf

RAW = b"%PDF-1.7\n..."


def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    path = tmp_path / "pdftotext"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")


def test_without_the_program_a_message_tells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What to install, in one line."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = fault(RAW)
    assert found.code == "extra"
    assert "pdftotext" in str(found)
    assert "poppler-utils" in str(found)


def test_lines_become_paragraphs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set lines are joined, words cut at a line's end too; pages part paragraphs."""
    _program(
        tmp_path,
        monkeypatch,
        "cat >/dev/null; printf 'Two shells hit\\nthe mill at Kes-\\ntrel Ford.\\n\\nQuiet since.\\n\\fNext page.\\n'",
    )
    document = one(RAW)
    assert document.text == "Two shells hit the mill at Kestrel Ford.\n\nQuiet since.\n\nNext page."
    assert "words taken by pdftotext" in document.notes


@pytest.mark.parametrize(
    ("script", "code"), [("exit 3", "pdf"), ("cat >/dev/null", "empty"), ("sleep 9", "too_slow"), ("kill -9 $$", "pdf")]
)
def test_what_the_program_cannot_read_is_a_failure(script, code, monkeypatch, tmp_path):
    """It fails, finds nothing, or takes too long: never a hang, never a crash."""
    monkeypatch.setattr(pdf, "_SECONDS", 0.5)
    _program(tmp_path, monkeypatch, script)
    assert fault(RAW).code == code


def test_a_flood_of_words_is_cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that writes without end meets the limit of its output; the document's own limit is said."""
    _program(tmp_path, monkeypatch, f"exec yes '{BODY[:90]}'")
    assert fault(RAW).code in {"pdf", "too_large"}
