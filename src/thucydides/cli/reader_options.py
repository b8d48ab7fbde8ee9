"""Options of the verbs that can read with another reader than the rules, and the reader that was chosen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from thucydides.model.errors import UsageError
from thucydides.readers.chosen import Chosen, forget, made, with_rules

__all__ = ["Chosen", "chosen_of", "fresh", "made", "plug_options", "reader_options", "side", "with_rules"]

F = TypeVar("F", bound=Callable[..., Any])
_ONLY_LLM = ("endpoint", "model", "max_tokens", "max_cost", "price_in", "price_out", "cache")


def reader_options(verb: F) -> F:
    """--reader and what goes with it."""
    return click.option(
        "--reader", "reader", metavar="NAME", default="rules", show_default=True,
        help="rules, llm, one that a package brings, or rules+NAME: the rules stand, the other fills and disputes.",
    )(plug_options(verb))  # fmt: skip


def plug_options(verb: F) -> F:
    """What goes with a reader that is not the rules."""
    number, money = click.IntRange(1), click.FloatRange(0)
    given = (
        click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of a reader that a package brings."),
        # Never from the environment: documents leave this machine only where the call itself says so.
        click.option("--endpoint", metavar="URL", allow_from_autoenv=False,
            help="llm: where an OpenAI-compatible server answers. The key comes from THUCYDIDES_LLM_KEY alone."),
        click.option("--model", metavar="NAME", help="llm: the model's name there."),
        click.option("--max-tokens", type=number, metavar="N", help="llm: stop before this many tokens, asked and answered."),
        click.option("--max-cost", type=money, metavar="X", help="llm: stop before this much money (with --price-in, --price-out)."),
        click.option("--price-in", type=money, metavar="X", help="llm: price of a million tokens asked."),
        click.option("--price-out", type=money, metavar="X", help="llm: price of a million tokens answered."),
        click.option("--concurrency", type=click.IntRange(1, 256), default=4, show_default=True, metavar="N", help="llm: documents asked about at a time."),
        click.option("--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True, metavar="SECONDS", help="llm: how long to wait for an answer."),
        click.option("--retries", type=click.IntRange(0), default=4, show_default=True, metavar="N", help="llm: how often to ask again, waiting longer each time."),
        click.option("--chunk", type=click.IntRange(200), default=6000, show_default=True, metavar="N", help="llm: characters of a passage."),
        click.option("--cache", "cache", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
            help="llm: where answers are kept; by default in the project, else in the user's cache folder."),
        click.option("--no-cache", is_flag=True, help="llm: keep no answers."),
    )  # fmt: skip
    for option in reversed(given):
        verb = option(verb)
    return verb


def chosen_of(given: dict[str, Any], project: Path | None) -> Chosen | None:
    """What was chosen; None for the rules alone. UsageError where options do not go together."""
    from thucydides.readers.registry import LLM, RULES, parts_of

    name, _ = parts_of(given["reader"])
    if name != LLM:
        wrong = next((o for o in _ONLY_LLM if given[o] is not None), None)
        if wrong:
            raise UsageError(f"--{wrong.replace('_', '-')} belongs to --reader llm")
    if given["settings"] and name in (RULES, LLM):
        raise UsageError("--set belongs to a reader that a package brings")
    if name == RULES:
        return None
    pairs = [setting.partition("=") for setting in given["settings"]]
    if wrong_pair := next(
        (s for s, (key, sign, _) in zip(given["settings"], pairs, strict=True) if not (key and sign)), None
    ):
        raise UsageError(f"--set {wrong_pair}: write it as KEY=VALUE")
    settings = tuple((key, value) for key, _, value in pairs)
    if name != LLM:
        return Chosen(given["reader"], settings)
    for needed in ("endpoint", "model"):
        if not given[needed]:
            raise UsageError(
                f"--reader llm needs --{needed}", hint="such as --endpoint http://127.0.0.1:8080/v1 --model NAME"
            )
    if given["max_cost"] is not None and (given["price_in"] is None or given["price_out"] is None):
        raise UsageError("--max-cost needs --price-in and --price-out", hint="prices of a million tokens")
    told = {key: given[key] for key in (*_ONLY_LLM, "timeout", "retries", "chunk")}
    told["cache"] = None if given["no_cache"] else str((given["cache"] or _cache_folder(project)).absolute())
    return Chosen(given["reader"], (), tuple(told.items()), given["concurrency"])


def _cache_folder(project: Path | None) -> Path:
    if project is not None:
        return project / "cache" / "llm"
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "thucydides" / "llm"


def fresh(given: dict[str, Any], project: Path | None) -> Chosen | None:
    """What was chosen, made at once: a reader that cannot be started is told before a document is opened."""
    forget()
    chosen = chosen_of(given, project)
    if chosen is not None:
        made(chosen)
    return chosen


def side(name: str, given: dict[str, Any]) -> Chosen | None:
    """One of several readers of one call: it takes of the options those that are for its kind."""
    from thucydides.readers.registry import LLM, RULES, parts_of

    kind = parts_of(name)[0]
    own = given | {"reader": name}
    if kind != LLM:
        own |= dict.fromkeys(_ONLY_LLM)
    if kind in (LLM, RULES):
        own["settings"] = ()
    chosen = chosen_of(own, None)
    if chosen is not None:
        made(chosen)
    return chosen
