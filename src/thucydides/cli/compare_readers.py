"""thucydides compare-readers: where two readers differ on texts that people have read, with the words."""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from thucydides.cli.ledger import Ledger
from thucydides.cli.options import json_option
from thucydides.cli.reader_options import Chosen, plug_options, side
from thucydides.model.claim import Claim
from thucydides.model.errors import InputError

if TYPE_CHECKING:
    from thucydides.model.document import Document
    from thucydides.readers.gold import GoldDocument

Side: TypeAlias = Chosen | dict[str, list[Claim]] | None


@click.command("compare-readers")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.argument("gold", metavar="GOLD", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True,
              help="text for people, or one difference a line.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents.")
@plug_options
@json_option
def verb(first: str, second: str, gold: Path, form: str, limit: int | None, as_json: bool, **asked: Any) -> int:
    """Compare two readers on gold texts: where they differ, in which words, and whom the gold bears out.

    A and B are readers (rules, llm, rules+llm, one that a package brings) or files of claims (JSONL, as `read` prints).
    GOLD is JSONL: doc_id, text, given_date, claims. Two models are compared by files of claims.

    \b
    Examples:
      thucydides compare-readers rules claims-of-mine.jsonl gold.jsonl
      thucydides compare-readers rules llm gold.jsonl --endpoint http://127.0.0.1:8080/v1 --model NAME
    """
    from thucydides.cli.render.differences import json_lines, judged, text_lines
    from thucydides.readers.gold import gold_documents

    ledger = Ledger("compare-readers", as_json=as_json)
    ledger.counts["documents"] = 0
    names = (Path(first).name, Path(second).name)
    sides = (_side(first, asked), _side(second, asked))
    tally: Counter[str] = Counter()
    for row in islice(gold_documents(gold), limit):
        document = _document(row)
        told = [_claims(one, row, document, ledger) for one in sides]
        if told[0] is None or told[1] is None:
            continue
        ledger.count("documents")
        lines = judged(row, document.text, told[0], told[1], names, tally)
        if not as_json:
            write = text_lines if form == "text" else json_lines
            sys.stdout.writelines(f"{line}\n" for line in write(row.doc_id, lines, names))
    ledger.counts |= dict(sorted(tally.items()))
    if not as_json and form == "text":
        sys.stdout.writelines(f"{name:44} {count}\n" for name, count in ledger.counts.items())
    return ledger.finish()


def _side(name: str, asked: dict[str, Any]) -> Side:
    """A reader, or claims by document that a file has; None are the rules."""
    path = Path(name)
    if not path.is_file():
        return side(name, asked)
    from thucydides.model.contract import claim_from_json

    found: dict[str, list[Claim]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                claim = claim_from_json(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise InputError("no claim of the contract", place=f"{name}:{number}") from error
            found.setdefault(claim.document.doc_id, []).append(claim)
    return found


def _document(row: GoldDocument) -> Document:
    from thucydides.intake.compose import Draft, compose
    from thucydides.intake.options import IntakeOptions

    draft = Draft(row.text, doc_id=row.doc_id, language=row.language, outlet=row.outlet)
    return compose(draft, IntakeOptions(date=row.given_date))


def _claims(which: Side, row: GoldDocument, document: Document, ledger: Ledger) -> list[Claim] | None:
    """What one side claims of a document; None, told, where it cannot be read."""
    if isinstance(which, dict):
        return which.get(row.doc_id, [])
    from thucydides.cli.reader import read_one
    from thucydides.intake.options import Failure

    came = read_one(row.doc_id, document, (), which)
    if isinstance(came, Failure):
        ledger.fail(came.place, came.code, came.message, came.hint)
        return None
    return list(came.claims)
