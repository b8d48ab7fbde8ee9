#!/usr/bin/env python3
"""Reads made articles and the project's own reports in every language and prints one SHA-256 of all that is read.

Two builds of the reader, two machines or two commits that print the same line read alike to the byte. --speed prints
the CPU milliseconds an article beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time

from languages import stories, warming
from reading import document
from speed import article
from thucydides import pipeline
from thucydides.model.contract import claim_to_json
from thucydides.model.document import Document

_ARTICLES = 120


def texts() -> list[Document]:
    """The same documents for ever, but for reports that are added."""
    told = stories()
    made = [document(article(n)[1], doc_id=f"made-{n}", day="2024-05-03") for n in range(_ARTICLES)]
    return [*made, *(each for some in told.values() for each in some), *warming(sorted(told))]


def main() -> None:
    """Prints the digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    pipeline.collect_seldom()
    told, claims = hashlib.sha256(), 0
    documents = texts()
    began = time.process_time()
    for each in documents:
        reading = pipeline.read(each)
        claims += len(reading.claims)
        kept = [claim_to_json(claim) for claim in reading.claims], reading.refused, reading.not_coded
        told.update(json.dumps(kept, ensure_ascii=False, default=repr).encode())
    took = 1000 * (time.process_time() - began) / len(documents)
    print(f"{told.hexdigest()} {len(documents)} documents {claims} claims", *([f"{took:.2f} ms"] if args.speed else []))


if __name__ == "__main__":
    main()
