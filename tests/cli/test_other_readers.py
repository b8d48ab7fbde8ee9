"""read and compare-readers with a language model: resume, budget, errors, the same bytes, and no network unasked."""

from __future__ import annotations

import json
import socket
import time

import pytest

from cli.spoken import say
from readers.stub import TEXT, Raw, answer, passage_of, said, serving, strike

LLM = ("--reader", "llm", "--model", "tiny", "--retries", "0")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Six reports as the current folder, and a cache of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THUCYDIDES_DEBUG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "r").mkdir()
    for n in range(6):
        (tmp_path / "r" / f"{n}.txt").write_text(f"{TEXT}\n\nReport number {n}.", encoding="utf-8")
    return tmp_path


def _project(capsys, folder):
    assert say(capsys, "init", "p").code == 0
    assert say(capsys, "add", "r", "--project", "p").code == 0


def test_what_was_spent_is_nothing_that_came_of_it(folder, capsys):
    """Where no document got an answer the exit code is 3, though questions were asked; a spent budget is 4 all the same."""
    with serving(lambda _q, _n: "no JSON") as stub:
        assert say(capsys, "read", "r/0.txt", *LLM, "--endpoint", stub.url, "--no-cache").code == 3
        spent = say(capsys, "read", "r/0.txt", *LLM, "--endpoint", stub.url, "--no-cache", "--max-tokens", "10")
    assert spent.code == 4


def test_same_bytes_for_any_concurrency(folder, capsys):
    """Six documents asked one at a time or four, answered in any order, print the same; four are asked at once."""

    def reply(question, n):
        time.sleep(0.05 * (3 - n % 4))
        return answer(strike())

    printed = []
    for at_once in ("1", "4"):
        with serving(reply) as stub:
            told = say(
                capsys,
                "read",
                "r",
                *LLM,
                "--endpoint",
                stub.url,
                "--concurrency",
                at_once,
                "--no-cache",
                "--format",
                "jsonl",
            )
            assert told.code == 0
            printed.append(told.out)
    assert printed[0] == printed[1]
    assert len(printed[0].splitlines()) == 6
    assert 1 < stub.most_busy <= 4


def test_refused_words_are_counted_and_explained(folder, capsys):
    """The count is in the envelope; --explain shows what the model said that does not stand, and who read what."""
    with serving(lambda _q, _n: answer(strike(place=said("Ariha")))) as stub:
        call = ("read", "r/0.txt", *LLM, "--endpoint", stub.url)
        assert say(capsys, *call, "--json").envelope["counts"]["refused"] == 1
        told = say(capsys, *call, "--explain")
    assert "Refused by the gate" in told.out
    assert "place: words 'Ariha' do not stand in the text" in told.out
    assert "+tiny" in told.out
    assert "questions 0, cached 1" in told.err


def test_both_say_who_read_what(folder, capsys):
    """rules+llm prints the rules' claims; a value that the model disputes is told with its words."""
    with serving(lambda _q, _n: answer(strike(event_type="shelling"))) as stub:
        call = ("read", "r/0.txt", "--reader", "rules+llm", "--model", "tiny", "--endpoint", stub.url)
        told = say(capsys, *call, "--explain")
        (line, *_) = say(capsys, *call, "--format", "jsonl").out.splitlines()
    assert "disputed" in told.out
    assert "reads shelling in 'bombed'" in told.out
    assert json.loads(line)["reader"] == "rules/0.1.0"


def test_project_goes_on_where_it_ended_and_knows_its_readers(folder, capsys):
    """Unanswered documents stay unread and are asked again; another model reads all again; the cache stands in the project."""
    _project(capsys, folder)
    call = ("read", "--project", "p", "--reader", "llm", "--retries", "0", "--json", "--concurrency", "2")
    with serving(lambda q, _n: Raw(500) if "number 3" in passage_of(q) else answer(strike())) as stub:
        first = say(capsys, *call, "--model", "tiny", "--endpoint", stub.url)
        assert (first.code, first.envelope["counts"]["documents"]) == (4, 5)
        assert [f["code"] for f in first.envelope["failed"]] == ["model"]
    with serving(lambda _q, _n: answer(strike())) as stub:
        again = say(capsys, *call, "--model", "tiny", "--endpoint", stub.url).envelope["counts"]
        assert (again["documents"], len(stub.asked)) == (1, 1)
        assert say(capsys, *call, "--model", "tiny", "--endpoint", stub.url).envelope["counts"]["documents"] == 0
        other = say(capsys, *call, "--model", "large", "--endpoint", stub.url).envelope["counts"]
        assert (other["documents"], other["questions"]) == (6, 6)
    assert list((folder / "p" / "cache" / "llm").rglob("*.json"))
    assert say(capsys, "check", "--no-data", "--project", "p").code == 0


def test_budget_ends_a_run_and_the_next_goes_on(folder, capsys):
    """A spent budget is told once, with exit code 4; what was read is kept and paid for once."""
    _project(capsys, folder)
    call = ("read", "--project", "p", *LLM, "--json", "--concurrency", "1")
    with serving(lambda _q, _n: answer(strike())) as stub:
        size = sum(len(m["content"].encode()) for m in _asked(stub, capsys)) // 2 + 4096
        told = say(capsys, *call, "--endpoint", stub.url, "--max-tokens", size + 250)
        assert (told.code, [f["code"] for f in told.envelope["failed"]]) == (4, ["budget"])
        assert told.envelope["counts"]["documents"] == 3
        assert say(capsys, *call, "--endpoint", stub.url).envelope["counts"]["documents"] == 3


def _asked(stub, capsys):
    """The messages of one question."""
    assert say(capsys, "read", "r/0.txt", *LLM, "--endpoint", stub.url, "--no-cache").code == 0
    return stub.asked[0]["messages"]


def test_errors_have_their_exit_codes(folder, capsys):
    """Down: 8; unknown model, key refused, options that do not go together: 2; each in one line that says what to do."""
    with serving(lambda _q, _n: answer()) as stub:
        pass
    down = say(capsys, "read", "r", *LLM, "--endpoint", stub.url)
    assert (down.code, "cannot be reached" in down.err, "mend --endpoint" in down.err) == (8, True, True)
    with serving(lambda _q, _n: Raw(404)) as stub:
        unknown = say(capsys, "read", "r", *LLM, "--model", "huge", "--endpoint", stub.url)
    assert (unknown.code, "known there: large, tiny" in unknown.err) == (2, True)
    for wrong, why in (
        (("--reader", "llm"), "needs --endpoint"),
        (("--endpoint", "http://127.0.0.1:1"), "--endpoint belongs to --reader llm"),
        ((*LLM, "--endpoint", "file:///etc/passwd"), "no address"),
        ((*LLM, "--endpoint", "http://127.0.0.1:1", "--max-cost", "1"), "--price-in"),
        (("--reader", "nobody"), "there are: rules, llm"),
    ):
        told = say(capsys, "read", "r/0.txt", *wrong)
        assert (told.code, why in told.err, len(told.err.splitlines())) == (2, True, 1), told.err


def test_no_network_without_endpoint(folder, capsys, monkeypatch):
    """No other setting or variable sends a document anywhere: sockets are never opened."""

    def refuse(*_args, **_how):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setenv("THUCYDIDES_READ_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("THUCYDIDES_LLM_KEY", "k")
    assert say(capsys, "read", "r/0.txt").code == 0
    assert say(capsys, "read", "r/0.txt", "--reader", "rules+llm", "--model", "tiny").code == 2


def test_compare_readers_tells_words_and_who_is_right(folder, capsys):
    """Each difference has both values with their words and what the gold says; the counts sum them up."""
    gold = {
        "doc_id": "g1", "text": TEXT, "given_date": "2020-03-04", "language": "en",
        "claims": [{
            "exact": "Warplanes bombed the market of Saraqib on 3 March 2020, killing at least 12 civilians, the hospital said.",
            "trigger": "bombed", "event_type": "air_strike", "attribution": [{"source": "hospital", "exact": "the hospital"}],
            "place": {"name": "Saraqib", "exact": "Saraqib", "lat": 35.86, "lon": 36.8, "tolerance_km": 5},
            "time": {"exact": "on 3 March 2020", "earliest": "2020-03-03", "latest": "2020-03-03"},
            "casualties": [{"outcome": "killed", "low": 12, "high": None, "exact": "at least 12 civilians"}],
        }],
    }  # fmt: skip
    (folder / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    with serving(lambda _q, _n: answer(strike(event_type="shelling", sources=[]))) as stub:
        call = ("compare-readers", "rules", "llm", "gold.jsonl", "--model", "tiny", "--endpoint", stub.url)
        told = say(capsys, *call)
        rows = [json.loads(line) for line in say(capsys, *call, "--format", "jsonl").out.splitlines()]
        counts = say(capsys, *call, "--json").envelope["counts"]
    assert "event_type: rules air_strike “bombed” | llm shelling “bombed” | gold air_strike: rules is right" in told.out
    assert "attribution: rules the hospital “the hospital” | llm the outlet | gold hospital: rules is right" in told.out
    assert "only rules: " in told.out
    by_slot = {row["slot"]: row for row in rows}
    assert by_slot["event_type"]["right"] == "a"
    assert TEXT[slice(*(by_slot["event_type"]["a_says"][0]["anchor"][k] for k in ("start", "end")))] == "bombed"
    assert (counts["documents"], counts["event_type: rules right"]) == (1, 1)
    (folder / "mine.jsonl").write_text("{}\n", encoding="utf-8")
    broken = say(capsys, "compare-readers", "rules", "mine.jsonl", "gold.jsonl")
    assert (broken.code, "mine.jsonl:1" in broken.err) == (3, True)
