"""batch with a project's places and with other readers: as `read` would, in its processes, and guarded by the order."""

from __future__ import annotations

import json

import pytest

from cli.spoken import say
from readers.stub import TEXT, answer, serving, strike

LLM = ("--reader", "llm", "--model", "tiny", "--retries", "0")
PACK = "id,name,kind,country,lat,lon,population,names\n1,Qarhoum,place,SY,36.5,37.5,900,\n"
PLUGIN = """
from thucydides.readers.telling import Telling, Words
class Loud:
    def __init__(self, word="shelled"):
        self.name, self.word = "loud/1", word
    def tell(self, document):
        at = document.text.find(self.word)
        return [Telling("attack", Words(self.word, at))] if at >= 0 else []
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Three reports as lines of a file in the current folder, and caches of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THUCYDIDES_DEBUG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    rows = [{"id": f"r{n}", "text": f"{TEXT}\n\nReport number {n}.", "date": "2024-05-03"} for n in range(3)]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def claims(folder, out):
    """The claims of a batch."""
    return [json.loads(line) for line in (folder / out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def order(folder, out):
    """The order of a batch."""
    return json.loads((folder / out / "manifest.json").read_text(encoding="utf-8"))["order"]


def test_a_batch_knows_the_places_of_a_project(folder, capsys):
    """A town that only the project knows has its point; another content of the gazetteer is another batch, a copy is not."""
    (folder / "towns.csv").write_text(PACK, encoding="utf-8")
    text = "Shelling killed four civilians in Qarhoum on Monday, doctors said."
    (folder / "q.txt").write_text(text, encoding="utf-8")
    for name in ("p", "same"):
        assert say(capsys, "init", name).code == 0
        assert say(capsys, "gazetteer", "add", "csv:towns.csv", "--project", name).code == 0
    assert say(capsys, "batch", "q.txt", "-o", "plain", "--workers", "1").code == 0
    assert say(capsys, "batch", "q.txt", "-o", "out", "--workers", "1", "--project", "p").code == 0
    assert [c["place"].get("lat") for c in claims(folder, "plain")] == [None]
    assert [c["place"]["lat"] for c in claims(folder, "out")] == [36.5]
    assert (order(folder, "plain")["gazetteers"], len(order(folder, "out")["gazetteers"])) == ([], 1)
    again = say(capsys, "batch", "q.txt", "-o", "out", "--project", "same", "--json")
    assert (again.code, json.loads(again.out)["counts"]["read_now"]) == (0, 0)
    (folder / "towns.csv").write_text(PACK.replace("36.5", "36.6"), encoding="utf-8")
    assert say(capsys, "gazetteer", "add", "csv:towns.csv", "--project", "p").code == 0
    assert say(capsys, "batch", "q.txt", "-o", "out", "--project", "p").code == 2
    assert say(capsys, "batch", "q.txt", "-o", "none", "--project", "nowhere").code == 6


def test_a_language_model_reads_a_batch(folder, capsys):
    """Each document is asked about once; the claims and the order bear its name; a run again asks nothing."""
    with serving(lambda _question, _n: answer(strike())) as stub:
        call = ("batch", "r.jsonl", "-o", "out", *LLM, "--endpoint", stub.url, "--workers", "2", "--shard", "0.001")
        assert say(capsys, *call).code == 0
        asked = len(stub.asked)
        assert say(capsys, *call).code == 0
        assert (asked, len(stub.asked)) == (3, 3)
    found = claims(folder, "out")
    assert len(found) == 3
    assert {c["reader"].partition("/")[0] for c in found} == {"llm"}
    told = order(folder, "out")
    assert "tiny" in told["reader"]
    assert told["triage"] is False
    assert stub.url not in (folder / "out" / "manifest.json").read_text(encoding="utf-8")
    assert say(capsys, "batch", "r.jsonl", "-o", "out").code == 2  # the rules are another reader


def test_a_batch_beside_the_rules_loads_as_it_was_read(folder, capsys):
    """`rules+llm` says who read what; loaded into a project, nothing is left unread by that reader."""
    with serving(lambda _question, _n: answer(strike())) as stub:
        both = ("--reader", "rules+llm", *LLM[2:], "--endpoint", stub.url)
        assert say(capsys, "batch", "r.jsonl", "-o", "out", *both, "--workers", "1").code == 0
        assert say(capsys, "init", "p").code == 0
        assert say(capsys, "load", "out", "--every", "--project", "p").code == 0
        assert "rules" in order(folder, "out")["reader"]
        told = say(capsys, "read", "--project", "p", *both, "--json")
        assert json.loads(told.out)["counts"]["documents"] == 0


def test_a_silent_server_ends_a_batch_and_it_goes_on_later(folder, capsys):
    """No server: the batch ends with the error, no document is charged with it, and the same call goes on."""
    with serving(lambda _question, _n: answer(strike())) as stub:
        call = ("batch", "r.jsonl", "-o", "out", *LLM, "--endpoint", stub.url, "--workers", "1")
    assert say(capsys, *call).code not in (0, 130)
    assert not (folder / "out" / "claims.jsonl").exists()
    with serving(lambda _question, _n: answer(strike())) as stub:
        assert say(capsys, *call[:-3], stub.url, "--workers", "1").code == 0
    assert len(claims(folder, "out")) == 3


def test_a_package_brings_the_reader_of_a_batch(folder, capsys, monkeypatch):
    """A plug-in is made in the reading processes, with its settings, which are part of the order."""
    (folder / "mine.py").write_text(PLUGIN, encoding="utf-8")
    told = folder / "mine-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1\n", encoding="utf-8")
    (told / "entry_points.txt").write_text("[thucydides.readers]\nloud = mine:Loud\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=":")
    word = TEXT.split()[0].strip(".,")
    assert (
        say(capsys, "batch", "r.jsonl", "-o", "out", "--reader", "loud", "--set", f"word={word}", "--workers", "1").code
        == 0
    )
    assert {(c["reader"], c["trigger"]["exact"]) for c in claims(folder, "out")} == {("loud/1", word)}
    assert say(capsys, "batch", "r.jsonl", "-o", "out", "--reader", "loud", "--set", "word=other").code == 2
    assert say(capsys, "batch", "r.jsonl", "-o", "x", "--reader", "none").code == 2


def test_a_batch_of_nothing_is_no_success(folder, capsys):
    """Names that do not exist, and files that hold nothing: exit code 3, as of `read`; one that is read makes it 4."""
    (folder / "empty.txt").write_text("")
    (folder / "good.txt").write_text(TEXT)
    assert say(capsys, "batch", "nowhere", "-o", "one").code == 3
    assert say(capsys, "batch", "empty.txt", "-o", "two").code == 3
    assert say(capsys, "batch", "empty.txt", "good.txt", "-o", "three").code == 4


def test_a_broken_shard_costs_itself_alone(folder, capsys):
    """A folder of a batch that was copied by half: the whole shards are loaded, the other is named with what to do."""
    text = (folder / "r.jsonl").read_text(encoding="utf-8")
    (folder / "s.jsonl").write_text(
        text.replace('"r', '"s').replace("Report", "The account of the day, " * 20 + "report"), encoding="utf-8"
    )
    assert say(capsys, "batch", "r.jsonl", "s.jsonl", "-o", "out", "--shard", "0.001").code == 0
    shards = sorted((folder / "out" / "shards").rglob("*.jsonl"))
    assert len(shards) > 1
    shards[0].write_bytes(shards[0].read_bytes()[:-200])
    assert say(capsys, "init", "p").code == 0
    told = say(capsys, "load", "out", "--project", "p", "--json")
    envelope = json.loads(told.out)
    assert told.code == 4
    assert [failed["code"] for failed in envelope["failed"]] == ["broken"]
    assert "run the batch again" in envelope["failed"][0]["hint"]
    assert envelope["counts"]["added"] == 6 - _in(shards[0])
    assert say(capsys, "batch", "r.jsonl", "s.jsonl", "-o", "out", "--shard", "0.001").code == 0
    assert say(capsys, "load", "out", "--project", "p").code == 0


def _in(shard):
    """How many documents the piece of a shard had, by the lines that are left and the one that was cut."""
    return shard.read_text(encoding="utf-8").count('{"read":')
