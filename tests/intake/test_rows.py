"""JSON Lines, JSON and CSV: mapped fields, and one broken line that costs nobody the others."""

from __future__ import annotations

import json
from datetime import date

import pytest

from intake.reports import BODY, FRENCH, TITLE, fault, one
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions
from thucydides.model.document import Document, content_id


def _lines(*rows: object) -> bytes:
    return b"\n".join(json.dumps(row).encode() for row in rows)


def test_usual_keys_need_no_mapping() -> None:
    """Text, title, date, outlet, address, language and id are found under their usual names."""
    row = {
        "doc_id": "x-7", "text": BODY, "title": TITLE, "given_date": "2031-02-03", "outlet": "Ford News",
        "url": "https://example.org/2031/02/04/mill", "language": "en",
    }  # fmt: skip
    document = one(_lines(row), format="jsonl")
    assert (document.doc_id, document.outlet, document.language) == ("x-7", "Ford News", "en")
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert [(s.kind, s.earliest) for s in document.stamps] == [("given", date(2031, 2, 3)), ("url", date(2031, 2, 4))]


@pytest.mark.parametrize(
    "text", [f"{TITLE}\n\n{BODY}", f"03-02-2031 09:14 PM\n\n{TITLE}\n\n{BODY}", f"{TITLE}. {BODY}"]
)
def test_a_text_that_has_its_title_stays_as_it_is(text: str) -> None:
    """Offsets of others into the given text hold: nothing is put before it, and the title is found in it."""
    document = one(_lines({"text": text, "title": TITLE}), format="jsonl")
    assert document.text == text
    assert document.title == TITLE
    assert "title" in {s.role for s in document.segments}


def test_the_text_field_is_the_canonical_text_blanks_and_all() -> None:
    """Leading line ends, doubled and odd spaces stay: they are evidence."""
    text = f"\n   {BODY}\u00a0 \n"
    assert one(_lines({"text": text}), format="jsonl").text == text


def test_a_broken_line_costs_nobody_the_others() -> None:
    """Line 7 of 10 is broken: nine documents and one failure with its line and column."""
    rows = [json.dumps({"text": f"{BODY} {n}"}) for n in range(10)]
    rows[6] = rows[6][:40]
    found = list(documents("\n".join(rows).encode(), IntakeOptions(format="jsonl")))
    failures = [f for f in found if isinstance(f, Failure)]
    assert len(found) == 10
    assert [(f.place, f.code) for f in failures] == [("bytes:7", "json")]
    assert isinstance(found[7], Document)


@pytest.mark.parametrize(
    "row", ["[1]", "3", '"words"', '{"headline": "x"}', '{"text": null}', '{"text": "  "}', "{" * 9, "[" * 99999]
)
def test_lines_that_hold_no_report_are_failures(row: str) -> None:
    """Whatever stands in the line, it is told in one line and the next report comes."""
    found = list(documents(f"{row}\n".encode() + _lines({"text": BODY}), IntakeOptions(format="jsonl")))
    assert [type(f) for f in found] == [Failure, Document]
    assert "\n" not in str(found[0])


def test_mapping_goes_into_objects() -> None:
    """A dot leads into an object, for keys that nobody guesses."""
    row = {"corps": {"fr": FRENCH}, "meta": {"jour": "03.02.2031", "média": "Le Gué"}}
    document = one(
        _lines(row), format="jsonl", mapping={"text": "corps.fr", "date": "meta.jour", "outlet": "meta.média"}
    )
    assert document.text == FRENCH
    assert document.outlet == "Le Gué"
    assert document.stamps[0].earliest == date(2031, 2, 3)


def test_json_files_hold_one_report_or_a_list_of_them() -> None:
    """An object, a list, or an object with one list of objects."""
    many = [{"text": BODY}, {"text": FRENCH}]
    for told in (many, {"articles": many, "count": 2}):
        assert len(list(documents(json.dumps(told).encode(), IntakeOptions(format="json")))) == 2
    assert one(json.dumps({"text": BODY}, indent=1).encode()).text == BODY


def test_csv_with_another_delimiter_quotes_and_code_page() -> None:
    """Semicolons, line ends inside quotes and cp1252 are read; rows of another length are told."""
    raw = f'headline;body;pubdate\n"Moulin touché";"{FRENCH}";2031-02-03\nseul\n'.encode("cp1252")
    found = list(documents(raw, IntakeOptions(format="csv")))
    assert isinstance(found[0], Document)
    assert found[0].text == f"Moulin touché\n\n{FRENCH}"
    assert any("guessed" in note for note in found[0].notes)
    assert isinstance(found[1], Failure)
    assert found[1].place == "bytes:5"


def test_a_csv_without_the_mapped_column_names_those_there_are() -> None:
    """One failure for the file, which tells what to map."""
    found = fault(b"headline,body\na,b\n", format="csv", mapping={"text": "article"})
    assert (found.code, found.place) == ("columns", "bytes:1")
    assert "body" in found.hint
    assert fault(b"a,b\nc,d\n", format="csv").code == "columns"


def test_a_quote_that_never_closes_is_a_failure_not_a_flood() -> None:
    """A row longer than the limit is told, and reading ends in bounded memory."""
    raw = b'text\n"' + (b"words and words\n" * 5000)
    found = list(documents(raw, IntakeOptions(format="csv", max_bytes=20_000)))
    assert isinstance(found[0], Failure)
    assert (found[0].code, found[0].place) == ("csv", "bytes:2")


def test_same_words_same_id_whatever_the_file() -> None:
    """Without an id of its own a document is named by its words."""
    assert one(BODY.encode()).doc_id == one(_lines({"text": BODY}), format="jsonl").doc_id == content_id(BODY)


def test_dates_that_are_none_are_noted() -> None:
    """No day is invented from words that are no date."""
    document = one(_lines({"text": BODY, "date": "last week"}), format="jsonl")
    assert document.stamps == ()
    assert any("no date" in note for note in document.notes)


def test_languages_told_and_unknown() -> None:
    """A row's language is kept and doubted; one that the user asks for must be known."""
    document = one(_lines({"text": FRENCH, "language": "English"}), format="jsonl")
    assert document.language == "en"
    assert any("look like fr" in note for note in document.notes)
    assert one(_lines({"text": FRENCH, "language": "sw"}), format="jsonl").language == "sw"
    assert fault(FRENCH.encode(), language="klingon").code == "language"
    assert one(FRENCH.encode(), language="fr-CH").language == "fr"


def test_a_header_that_is_no_row_is_a_failure() -> None:
    """A carriage return alone in the header (found by bench/fuzz_intake.py), a quote that never ends."""
    assert fault(b"text\tda\rte\nwords\t\n", format="tsv").code == "csv"
    assert fault(b'"text' + b"a" * 3000 + b"\n", format="csv", max_text=500).code == "csv"
