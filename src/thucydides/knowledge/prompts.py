"""What the reader of language models says to them: data/readers/llm.toml."""

from __future__ import annotations

import hashlib
from functools import cache

import msgspec

from thucydides.knowledge.files import bundled, toml_table


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`system` and `user` are templates for str.format; `instructions` are marks of texts that speak to a machine."""

    version: str
    system: str
    user: str
    instructions: tuple[str, ...]


@cache
def prompt() -> Prompt:
    """The prompt that ships with the package. Raises KnowledgeError where the file is broken."""
    return toml_table(bundled() / "readers" / "llm.toml", Prompt)


@cache
def prompt_hash() -> str:
    """8 hexadecimal digits over the prompt: with another one a project is read again."""
    return hashlib.sha256(msgspec.json.encode(prompt())).hexdigest()[:8]
