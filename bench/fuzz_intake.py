"""Throws broken files of all formats at intake: no crash, none over ten seconds, none over one gigabyte."""

from __future__ import annotations

import argparse
import collections
import gzip
import io
import itertools
import json
import multiprocessing
import os
import random
import resource
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pdfs
from archives import sentence
from thucydides.intake.load import documents
from thucydides.intake.options import Failure, IntakeOptions

SECONDS, MEGABYTES = 10.0, 1000
# Of the wall, until a child is given up that says nothing; a busy machine may keep it waiting.
WAIT = 300.0
Seed = tuple[str, bytes]
_MARKS = (b"<", b">", b'"', b"\\", b"\0", b"\xff", b"{", b"[", b"]", b"}", b",", b"\n", b"\r\n\r\n", b"WARC/1.0\r\n", b"PK\x03\x04",
          b"\x1f\x8b\x08", b"<![CDATA[", b"<!ENTITY a '&a;'>", b"&#x110000;", b"%PDF-", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"1e999999",
          b"-1", b"9" * 5000, b"[" * 5000, b'{"a":' * 3000, b"<b>" * 5000, b"Content-Length: 99999999999999999999\r\n")  # fmt: skip


def _page(dice: random.Random) -> bytes:
    words = "".join(f"<p>{sentence(dice)} {sentence(dice)}</p>" for _ in range(4))
    return f'<html><head><meta name="date" content="2031-02-04"></head><body><article><h1>Report</h1>{words}</article></body></html>'.encode()


def _warc(dice: random.Random) -> bytes:
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + _page(dice)
    )
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ford.example/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def _feed(dice: random.Random) -> bytes:
    entries = "".join(
        f"<item><title>{sentence(dice)}</title><link>https://ford.example/{n}</link><pubDate>Tue, 04 Feb 2031 23:30:00 GMT</pubDate>"
        f"<description>{sentence(dice)}</description></item>"
        for n in range(5)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ford</title>{entries}</channel></rss>'.encode()


def _atom(dice: random.Random) -> bytes:
    entry = f"<entry><title>{sentence(dice)}</title><updated>2031-02-04T00:00:00Z</updated><content type='html'>&lt;p&gt;{sentence(dice)}&lt;/p&gt;</content></entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Ridge</title>{entry * 3}</feed>'.encode()


def _telegram(dice: random.Random) -> bytes:
    messages = [
        {"id": n, "type": "message", "date_unixtime": "1927965600", "from": "Ford", "text": [sentence(dice), {"type": "bold", "text": "x"}],
         "forwarded_from": "Ridge", "photo": "../../etc/passwd"} for n in range(8)
    ]  # fmt: skip
    return json.dumps({"name": "Ford", "type": "public_channel", "id": 1, "messages": messages}, indent=1).encode()


def _rows(dice: random.Random) -> list[dict[str, str]]:
    return [{"text": sentence(dice), "date": "2031-02-04", "url": f"https://ford.example/{n}"} for n in range(8)]


def _jsonl(dice: random.Random) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in _rows(dice))


def _csv(dice: random.Random) -> bytes:
    return b"text,date,url\n" + b"".join(
        ",".join(f'"{cell}"' for cell in row.values()).encode() + b"\n" for row in _rows(dice)
    )


def _zip(dice: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in (
            ("a.jsonl", _jsonl),
            ("b.csv", _csv),
            ("c.xml", _feed),
            ("result.json", _telegram),
            ("d.warc", _warc),
        ):
            archive.writestr(name, make(dice))
    return out.getvalue()


SEEDS: dict[str, Callable[[random.Random], bytes]] = {
    "txt": lambda dice: "\n\n".join(sentence(dice) for _ in range(5)).encode(),
    "html": _page, "jsonl": _jsonl, "json": lambda dice: json.dumps(_rows(dice)).encode(), "csv": _csv,
    "tsv": lambda dice: _csv(dice).replace(b",", b"\t"), "feed": _feed, "atom": _atom, "telegram": _telegram, "warc": _warc,
    "warc.gz": lambda dice: gzip.compress(_warc(dice)) + gzip.compress(_warc(dice)), "gz": lambda dice: gzip.compress(_jsonl(dice)),
    "zip": _zip, "pdf": pdfs.article,
}  # fmt: skip
_FORMS = {"atom": "feed", "warc.gz": "warc", "gz": None}


def bombs() -> Iterator[Seed]:
    """Files that are made to fill a machine."""
    zeros = gzip.compress(b"\0" * 200_000_000)
    yield "gz", zeros
    yield "gz", gzip.compress(zeros)
    yield (
        "warc",
        gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999\r\n\r\n" + b"a" * 100_000_000),
    )
    yield "warc", b"WARC/1.0\r\n" + b"a" * 30_000_000
    yield "warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield (
        "feed",
        f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}]><rss version='2.0'><channel><item><title>&l9;</title></item></channel></rss>".encode(),
    )
    yield "feed", b"<rss version='2.0'><channel>" + b"<item>" * 200_000
    yield "feed", b"<rss version='2.0'><channel><item><title>" + b"<b>" * 300_000
    yield "feed", b"<feed>" + b"<entry><title>a</title></entry>" * 50_000
    yield "telegram", b'{"type":"public_channel","messages":[' + b'{"id":1,"type":"message","text":[' * 100_000
    yield "telegram", b'{"type":"public_channel","messages":[{"id":1,"type":"message","text":"' + b"a" * 60_000_000
    yield "telegram", b'{"messages":[' * 300_000
    yield "json", b"[" * 5_000_000
    yield "json", b'{"a":' * 1_000_000
    yield "jsonl", b"9" * 30_000_000
    yield "csv", b"text\n" + b'"' + b"a,\n" * 5_000_000
    yield "csv", b"," * 3_000_000 + b"text\n"
    yield "html", b"<p>" * 3_000_000
    yield "html", b"<meta " * 1_000_000
    yield "html", b"<p>" + b"&amp" * 2_000_000
    yield "txt", b"a\n" * 900_000
    yield "txt", b"a " * 900_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 200_000_000)
    yield "zip", out.getvalue()


def spoilt(dice: random.Random, raw: bytes) -> bytes:
    """The bytes with some cut, doubled, changed, or marks of the formats put in between."""
    told = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 4, 16, 60))):
        at = dice.randrange(len(told) + 1)
        way = dice.randrange(6)
        if way == 0:
            told[at : at + dice.choice((1, 1, 4, 100, 2000))] = b""
        elif way == 1:
            told[at:at] = dice.choice(_MARKS)
        elif way == 2:
            told[at : at + 4] = dice.randbytes(4)
        elif way == 3:
            told[at:at] = told[at : at + dice.choice((10, 500, 5000))] * dice.choice((1, 2, 20))
        elif way == 4 and at < len(told):
            told[at] ^= 1 << dice.randrange(8)
        else:
            told = told[:at] if at > len(told) // 2 else told
        if len(told) > 300_000:
            break
    return bytes(told)


def inputs(count: int, seed: int, only: str | None = None) -> Iterator[Seed]:
    """(format, bytes): so many, of all formats or one; the same for the same seed."""
    dice = random.Random(seed)
    names = [only] if only else list(SEEDS)
    for number in range(count):
        name = names[number % len(names)]
        # One in eight is read as what it is not.
        form = dice.choice(names) if dice.random() < 0.125 else name
        yield form, spoilt(dice, SEEDS[name](dice))


def attempt(form: str, raw: bytes) -> tuple[str, float]:
    """(what came of it, seconds): codes of failures, "documents", or "CRASH" with its place. The CPU time of programs
    that were started counts.
    """
    begun = sum(os.times()[:4])
    try:
        found = list(documents(raw, IntakeOptions(format=_FORMS.get(form, form))))
        codes = {one.code if isinstance(one, Failure) else "documents" for one in found}
        told = "documents" if "documents" in codes else min(codes, default="nothing")
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        told = f"CRASH {type(error).__name__} at {last.filename.rsplit('/', 1)[-1]}:{last.lineno}"
    return told, sum(os.times()[:4]) - begun


def _work(count: int, seed: int, out: Any, first: bool, only: str | None) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEGABYTES << 20, 2 * MEGABYTES << 20))
    large = itertools.chain(bombs(), (("pdf", raw) for raw in pdfs.bombs()))
    made = (one for one in large if only in (None, one[0])) if first else ()
    # One after the other: to make them all takes longer than the watcher waits for a sign.
    for number, (form, raw) in enumerate(itertools.chain(made, inputs(count, seed, only))):
        out.put(("begin", number, form, len(raw)))
        told, seconds = attempt(form, raw)
        whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        peak = max(resource.getrusage(who).ru_maxrss for who in whose) // 1024
        out.put(("end", number, f"{form}: {told}", seconds, peak))
    out.put(("done", 0, "", 0.0, 0))


def main() -> int:
    """Prints what came of the inputs, the slowest and the largest; exit code 1 for a crash, a hang or too much memory."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=8)
    asked.add_argument("--no-bombs", action="store_true")
    asked.add_argument("--only", choices=tuple(SEEDS), help="files of one format")
    given = asked.parse_args()
    told: collections.Counter[str] = collections.Counter()
    bad: list[str] = []
    slowest, largest, last, run = (0.0, ""), 0, "", 0
    queue: Any = multiprocessing.Queue()
    child = multiprocessing.Process(target=_work, args=(given.count, given.seed, queue, not given.no_bombs, given.only))
    child.start()
    while True:
        try:
            kind, number, what, *more = queue.get(timeout=WAIT)
        except Exception:  # noqa: BLE001 - nothing came for minutes, or the child is gone
            bad.append(f"HANG or death in {last}")
            child.kill()
            break
        if kind == "done":
            break
        if kind == "begin":
            last = f"input {number} ({what}, {more[0]} bytes)"
            continue
        run += 1
        told[what] += 1
        seconds, peak = more
        slowest = max(slowest, (seconds, last))
        largest = max(largest, peak)
        if "CRASH" in what or seconds > SECONDS:
            bad.append(f"{last}: {what}, {seconds:.1f} s")
    child.join()
    if largest > MEGABYTES:
        bad.append(f"memory of {largest} MB")
    for what, count in sorted(told.items()):
        print(f"{count:6}  {what}")
    print(f"{run:,} inputs; slowest {slowest[0]:.2f} s ({slowest[1]}); memory at most {largest} MB; {len(bad)} bad")
    for line in bad[:50]:
        print(line)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
