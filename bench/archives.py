"""Speed of intake on a generated web archive and a generated Telegram export, beside fastwarc and extraction alone."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions

_SUBJECTS = (
    "the garrison|a patrol|the mayor of the town|the district hospital|a convoy of trucks|the border post".split("|")
)
_DEEDS = "said on Tuesday that|reported to journalists that|denied at a briefing that|wrote in a statement that".split(
    "|"
)
_EVENTS = (
    "shells had fallen on the market|three people were wounded at the bridge|a drone struck the depot|"
    "the road to the north was closed|two soldiers were killed near the river|the school would stay shut this week"
).split("|")
_PLACES = (
    "in Kestrel Ford|near the ridge|outside Millbrook|on the eastern bank|at the crossing|in the old quarter".split("|")
)
_MEGABYTE = 1_000_000


def sentence(dice: random.Random) -> str:
    """A made sentence of a report."""
    words = (dice.choice(part) for part in (_SUBJECTS, _DEEDS, _EVENTS, _PLACES))
    line = " ".join(words)
    return f"{line[0].upper()}{line[1:]}, {dice.randint(2, 90)} hours after the last report."


def page(dice: random.Random, number: int) -> bytes:
    """A page of some 30 kB as outlets write them: menus, scripts, related links around the words."""
    words = "".join(f"<p>{' '.join(sentence(dice) for _ in range(4))}</p>" for _ in range(dice.randint(6, 14)))
    menu = "".join(f'<li class="menu-entry"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    links = "".join(f'<div class="card"><a href="/a/{n}"><h3>{sentence(dice)}</h3></a></div>' for n in range(20))
    script = "var t=[" + ",".join(str(dice.randint(0, 10**9)) for _ in range(1200)) + "];"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report {number} | Ford News</title>'
        f'<meta property="article:published_time" content="2031-02-{number % 27 + 1:02}T10:00:00Z">'
        f"<style>.a{{color:red}}</style><script>{script}</script></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>Report {number} from the ford</h1>{words}</article></main><aside>{links}</aside>"
        f"<footer>All rights reserved</footer></body></html>"
    ).encode()


def make_warc(path: Path, megabytes: int, *, packed: bool) -> int:
    """Writes an archive of so many unpacked megabytes; gives the number of pages."""
    dice = random.Random(8)
    made = number = 0
    with path.open("wb") as out:
        while made < megabytes * _MEGABYTE:
            number += 1
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(dice, number)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
                f"WARC-Target-URI: https://ford.example/a/{number}\r\nWARC-Date: 2031-02-28T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            whole = head.encode() + block + b"\r\n\r\n"
            made += len(whole)
            out.write(gzip.compress(whole, 6) if packed else whole)
    return number


def make_export(path: Path, messages: int) -> None:
    """Writes the export of a channel, one message in five forwarded."""
    dice = random.Random(8)
    with path.open("w", encoding="utf-8") as out:
        out.write('{\n "name": "Ford Watch",\n "type": "public_channel",\n "id": 1234567890,\n "messages": [\n')
        for number in range(messages):
            told: dict[str, object] = {
                "id": number, "type": "message", "date": "2031-02-04T00:00:00",
                "date_unixtime": str(1927965600 + 60 * number), "from": "Ford Watch", "photo": f"photos/{number}.jpg",
                "text": [sentence(dice), {"type": "bold", "text": f" Report {number}. "}, sentence(dice)],
            }  # fmt: skip
            if number % 5 == 0:
                told["forwarded_from"] = f"Channel {number % 40}"
            out.write(json.dumps(told, indent=1) + (",\n" if number < messages - 1 else "\n"))
        out.write(" ]\n}\n")


def alone(path: Path) -> Iterator[str]:
    """fastwarc and trafilatura by themselves, as a script of ten lines would call them."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as stream:
        for captured in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            if captured.http_content_type == "text/html":
                found = trafilatura.bare_extraction(
                    captured.reader.read(), include_comments=False, include_tables=True, with_metadata=False
                )
                yield str(getattr(found, "text", ""))


def timed(work: Iterator[object]) -> tuple[int, float]:
    """(how many came, seconds of processor time)."""
    begun = time.process_time()
    return sum(1 for _ in work), time.process_time() - begun


def peak() -> int:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ours(path: Path) -> Iterator[object]:
    """Documents of a file; ends the program where one fails."""
    for found in documents(path, IntakeOptions()):
        if isinstance(found, Failure):
            sys.exit(str(found))
        yield found


def main() -> None:
    """Prints one line a measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--megabytes", type=int, default=100)
    asked.add_argument("--messages", type=int, default=100_000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "result.json"
        make_export(export, given.messages)
        before = peak()
        count, seconds = timed(ours(export))
        size = export.stat().st_size / _MEGABYTE
        print(
            f"telegram  {count:7,} messages ({size:.0f} MB) in {seconds:6.1f} s, {count / seconds:7,.0f}/s; memory {before} -> {peak()} MB"
        )
        list(ours_of(b"<p>" + b"warm up of all that is loaded once. " * 20))
        for packed in (False, True):
            path = Path(folder) / ("crawl.warc.gz" if packed else "crawl.warc")
            pages = make_warc(path, given.megabytes, packed=packed)
            base, base_s = timed(alone(path))
            count, seconds = timed(ours(path))
            assert count == base == pages, (count, base, pages)
            print(
                f"{path.name:13} {path.stat().st_size / _MEGABYTE:5.0f} MB, {pages:,} pages: {base_s:5.1f} s alone, {seconds:5.1f} s here, "
                f"{base_s / seconds:.0%} of its speed, {count / seconds:,.0f} pages/s; memory {peak()} MB"
            )


def ours_of(raw: bytes) -> Iterator[object]:
    """Documents of some bytes, so that nothing is loaded while time is taken."""
    return iter(documents(io.BytesIO(raw).getvalue(), IntakeOptions(format="html")))


if __name__ == "__main__":
    main()
