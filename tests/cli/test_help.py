"""The program's help is quick, complete, and the same as the verbs'."""

from __future__ import annotations

import re
import resource
from importlib import import_module
from pathlib import Path

import pytest

from cli.spoken import run, say
from thucydides.cli.main import VERBS

ROOT = Path(__file__).resolve().parents[2]


def test_help_is_quick():
    """`thucydides --help` takes less than 0.3 s of a processor (the best of three: the machine is shared, its clock is not)."""
    times = []
    for _ in range(3):
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = run("--help")
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime)
        assert told.code == 0
    assert min(times) < 0.3


@pytest.mark.parametrize("verb", VERBS)
def test_verb_has_examples(verb, capsys):
    """The help of each verb shows calls that begin with the program's name, and --json."""
    told = say(capsys, verb, "--help")
    assert told.code == 0
    assert "Examples:" in told.out
    assert f"thucydides {verb}" in told.out
    assert "--json" in told.out


@pytest.mark.parametrize("verb", VERBS)
def test_list_of_verbs_says_what_the_verbs_say(verb):
    """The one-line help in the list, written apart so that no verb is loaded, begins as the verb's own does."""
    own = import_module(f"thucydides.cli.{verb.replace('-', '_')}").verb.get_short_help_str(200)
    assert own.split()[0] == VERBS[verb].split()[0]


@pytest.mark.parametrize("verb", VERBS)
def test_verb_and_its_options_are_documented(verb):
    """docs/cli.md has a section for the verb that names each of its options."""
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## {verb}\n" in page
    section = re.split(r"\n## ", page.split(f"\n## {verb}\n")[1])[0]
    everywhere = page.split("\n## ")[0]
    for parameter in import_module(f"thucydides.cli.{verb.replace('-', '_')}").verb.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in section or option in everywhere, option


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["fly"], "No such command 'fly'"),
        (["read", "--fly"], "No such option '--fly'"),
        (["read", "x", "--date", "yesterday"], "'yesterday' is no day; write it as 2016-08-12"),
        (["read", "x", "--language", "xx"], "no language 'xx'; known: "),
        (["read", "x", "--field", "text"], "write it as FIELD=KEY"),
        (["claims", "--event-type", "raid"], "no event type 'raid'; known: air_strike"),
        (["export", "xls"], "is not one of"),
    ],
)
def test_wrong_call_is_one_line_and_2(argv, told, capsys):
    """Usage errors name what is wrong and what to do, in one line on standard error."""
    said = say(capsys, *argv)
    assert said.code == 2
    assert not said.out
    (line,) = said.err.splitlines()
    assert line.startswith("thucydides: ")
    assert told in line


def test_module_and_version():
    """`python -m thucydides --version` tells the version."""
    told = run("--version")
    assert re.fullmatch(r"thucydides \d+\.\d+\.\d+\S*\n", told.out)


def test_envelope_tells_a_wrong_call_as_well(capsys):
    """With --json standard output has the envelope, whatever happened, and standard error stays empty."""
    said = say(capsys, "read", "x", "--format", "text", "--json")
    assert (said.code, said.err) == (2, "")
    assert (said.envelope["ok"], said.envelope["command"]) == (False, "read")
    assert "both want standard output" in said.envelope["failed"][0]["message"]
