"""The program `thucydides`: finds the verb, runs it, turns errors into one line and an exit code."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from typing import Any

import click

# Verb -> what the list of verbs says of it. A verb is the command `verb` in the file of its name; it is imported
# only when it is called, so that `--help` stays quick.
VERBS = {
    "init": "Make a project: one folder, one database.",
    "add": "Put files, folders or standard input into a project.",
    "fetch": "Fetch web pages or feeds into a project, where it is allowed.",
    "watch": "Watch folders and feeds: take in and read what is new.",
    "read": "Read files, or all unread documents of a project, into claims.",
    "copies": "List documents that were not read because they say nothing new.",
    "batch": "Read any number of documents into files, on many cores or a cluster.",
    "load": "Put what a batch has read into a project.",
    "claims": "List the claims of a project.",
    "show": "Show one claim or document with its words.",
    "link": "Link the claims of a project to events.",
    "events": "List the events of a project.",
    "event": "Show one event: the grid of its accounts.",
    "contradictions": "Show events whose accounts contradict each other.",
    "compare": "Compare events with an existing data set.",
    "compare-readers": "Compare two readers on gold texts.",
    "export": "Write claims or events in the formats of the field.",
    "verify": "Verify an export: checksums, words and values.",
    "report": "Report methodology or contradictions, as Markdown or HTML.",
    "serve": "Open a project in the browser.",
    "decide": "Accept, reject, correct or comment a claim.",
    "merge": "Say that two events or claims are one happening.",
    "split": "Say that a claim is not of an event.",
    "undo": "Undo a judgement.",
    "export-decisions": "Write claims and decisions as a spreadsheet to fill.",
    "import-decisions": "Take decisions from a filled spreadsheet.",
    "project": "Copy a project into another folder or a team's database.",
    "users": "Show, add or remove users of the browser.",
    "gazetteer": "Add, list, remove and look up the places of a project.",
    "languages": "Show what is known of each language.",
    "check": "Check the data files and a project.",
    "doctor": "Show versions, extras, permissions and space.",
}
INTERRUPTED, UNEXPECTED, PIPE_CLOSED = 130, 1, 141
_COMPLETE = "_THUCYDIDES_COMPLETE"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class Verbs(click.Group):
    """Loads a verb's file when the verb is called."""

    # ruff: noqa: ARG002 - click hands over its context whether it is wanted or not

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command; None where there is none of that name."""
        if cmd_name not in VERBS:
            return None
        verb: click.Command = importlib.import_module(f"thucydides.cli.{cmd_name.replace('-', '_')}").verb
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without loading one."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from thucydides.cli.version import version

        click.echo(f"thucydides {version()}")
        ctx.exit()


@click.command(cls=Verbs, context_settings={"auto_envvar_prefix": "THUCYDIDES", "help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def program() -> None:
    """Read war reporting into a sourced record of conflict events.

    Every value that it gives is tied to the exact words that back it, and to whoever said them.

    \b
    Examples:
      thucydides read article.txt              what it claims, according to whom
      thucydides read *.html --format jsonl    one claim a line, for other programs
      thucydides init aleppo && cd aleppo      a project; then: add, read, claims, export
    """


def _complain(argv: list[str], code: int, error_code: str, message: str, *, place: str = "", hint: str = "") -> int:
    from thucydides.cli.ledger import Ledger

    verb = next((word for word in argv if word in VERBS), "")
    ledger = Ledger(verb, as_json="--json" in argv)
    ledger.fail(place, error_code, message, hint)
    ledger.finish()
    return code


def _run(argv: list[str]) -> int:
    """Runs the verb and gives the exit code; every error that a person can act on becomes one line."""
    from thucydides.model.errors import ThucydidesError

    try:
        # Not program.main(): it would answer closed pipes and full disks in its own way.
        with program.make_context("thucydides", list(argv)) as ctx:
            given: Any = program.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help(), err=True)
        return error.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "thucydides"
        return _complain(argv, 2, "usage", error.format_message().rstrip("."), hint=f"see: {path} --help")
    except click.ClickException as error:
        return _complain(argv, error.exit_code, "error", error.format_message())
    except ThucydidesError as error:
        return _complain(argv, error.exit_code, error.code, error.message, place=error.place, hint=error.hint)
    except (KeyboardInterrupt, click.Abort):
        return _complain(argv, INTERRUPTED, "interrupted", "interrupted")
    return given if isinstance(given, int) else 0


def _completion(instruction: str) -> int:
    """What a shell asks in order to complete a half-typed line."""
    from click.shell_completion import shell_complete

    return shell_complete(program, {}, "thucydides", _COMPLETE, instruction)


def run(argv: list[str]) -> int:
    """Runs a command line and gives the exit code; no exception leaves it."""
    try:
        asked = os.environ.get(_COMPLETE)
        return _completion(asked) if asked else _run(argv)
    except BrokenPipeError:
        _hush()
        return PIPE_CLOSED
    except OSError as error:
        if os.environ.get("THUCYDIDES_DEBUG"):
            raise
        if error.filename is None:  # it was standard output itself
            _hush()
        place = str(error.filename or "standard output")
        hint = (
            "free some space, or choose another place"
            if error.errno in _FULL
            else "choose another place, or mend this one"
        )
        return _complain(argv, UNEXPECTED, "system", error.strerror or str(error), place=place, hint=hint)
    except Exception as error:
        if os.environ.get("THUCYDIDES_DEBUG"):
            raise
        from thucydides.cli.faults import whereabouts

        hint = "a fault of the program: run again with THUCYDIDES_DEBUG=1 and report what it prints"
        return _complain(argv, UNEXPECTED, "unexpected", whereabouts(error), hint=hint)


def _hush() -> None:
    """Standard output is gone: nothing more is written to it, not even when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def main() -> None:
    """The entry point; never returns."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # letters of all scripts, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:
        _hush()
        code = code or UNEXPECTED
    sys.exit(code)
