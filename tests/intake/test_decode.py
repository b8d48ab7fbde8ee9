"""Encodings: told by marks, zero bytes and letters; a guess says that it is one; binary is refused."""

from __future__ import annotations

import pytest

from intake.reports import BODY, FRENCH, fault, one
from thucydides.intake.decode import decode

RUSSIAN = "Два снаряда попали в мельницу у брода в понедельник вечером, ранен мельник, сообщила фельдшер района."
ARABIC = "أصابت قذيفتان الطاحونة قرب المخاضة مساء الاثنين، وجرح الطحان، بحسب ما قالت ممرضة المنطقة."
TURKISH = "Pazartesi akşamı değirmene iki mermi isabet etti, değirmenci yaralandı, dedi bölge hemşiresi."
POLISH = "Dwa pociski trafiły w młyn przy brodzie w poniedziałek wieczorem, młynarz został ranny, powiedziała siostra."
GREEK = "Δύο οβίδες χτύπησαν τον μύλο στο πέρασμα τη Δευτέρα το βράδυ και ο μυλωνάς τραυματίστηκε."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_u"),
        (RUSSIAN, "cp866"),
        (ARABIC, "cp1256"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (GREEK, "cp1253"),
    ],
)
def test_old_code_pages_are_guessed_and_the_guess_is_noted(text: str, encoding: str) -> None:
    """The words come out right, and a note says that the encoding was a guess."""
    document = one(text.encode(encoding))
    assert document.text == text
    assert any("guessed" in note for note in document.notes)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("text", [BODY, FRENCH, RUSSIAN, ARABIC])
def test_unicode_in_all_its_forms(text: str, encoding: str) -> None:
    """With a mark or without one, the text is the same and has no mark in it."""
    assert one(text.encode(encoding)).text == text


def test_a_few_broken_bytes_do_not_make_utf8_a_code_page() -> None:
    """A character cut in two stays one mark of damage, and the rest is read."""
    raw = (RUSSIAN * 3).encode()[:-3] + b"\xd0."
    decoded = decode(raw)
    assert decoded.encoding == "utf-8"
    assert "broken" in decoded.note
    assert decoded.text.startswith(RUSSIAN)


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", {"extra", "pdf"}),
        (b"PK\x03\x04rest", {"zip"}),
        (b"\x1f\x8b\x08\x00", {"gzip"}),
        (b"\x89PNG\r\n", {"binary"}),
        (bytes(range(256)) * 40, {"binary"}),
        (b"\0" * 99, {"binary"}),
    ],
)
def test_binary_is_refused_in_one_line(raw: bytes, codes: set[str]) -> None:
    """No words are made of what is no text."""
    found = fault(raw)
    assert found.code in codes
    assert "\n" not in str(found)
    assert found.hint


def test_an_encoding_that_does_not_fit_or_exist_is_a_failure() -> None:
    """What the user forces is tried and nothing else."""
    assert fault(ARABIC.encode("cp1256"), encoding="utf-8").code == "encoding"
    assert fault(b"words", encoding="no-such").code == "encoding"
    assert one(ARABIC.encode("cp1256"), encoding="cp1256").text == ARABIC
