"""A report as blocks: headings, paragraphs, tables, plots; written as Markdown or as one HTML page without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from thucydides.export.reports.plots import Plot


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table | Plot

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}"
    "th,td{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f3f3f3}"
    "svg{max-width:100%;height:auto}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#e8e8e8}th{background:#262626}"
    "th,td{border-color:#444}}"
)


def _plain(cell: str) -> str:
    """A cell of a Markdown table: one line, no bars, nothing that a renderer would take for HTML or code."""
    return " ".join(escape(cell, quote=False).replace("|", "\\|").replace("`", "'").split())


def markdown(blocks: Sequence[Block]) -> str:
    """The report as Markdown; plots as lines of characters."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {_plain(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_plain(block.text))
        elif isinstance(block, Table):
            lines = ["| " + " | ".join(map(_plain, row)) + " |" for row in (block.head, *block.rows)]
            lines.insert(1, "|" + "---|" * len(block.head))
            parts.append("\n".join(lines))
        else:
            parts.append("```\n" + "\n".join(line.replace("```", "'''") for line in block.lines()) + "\n```")
    return "\n\n".join(parts) + "\n"


def html(title: str, blocks: Sequence[Block]) -> str:
    """The report as one page that loads nothing."""
    body = "\n".join(_html(blocks))
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _html(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        elif isinstance(block, Paragraph):
            yield f'<p dir="auto">{escape(block.text)}</p>'
        elif isinstance(block, Table):
            head = "".join(f'<th scope="col">{escape(c)}</th>' for c in block.head)
            rows = "".join(
                "<tr>" + "".join(f'<td dir="auto">{escape(c)}</td>' for c in row) + "</tr>" for row in block.rows
            )
            yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        else:
            yield block.svg()
