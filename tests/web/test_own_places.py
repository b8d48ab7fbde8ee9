"""A place that nobody's gazetteer has is added in the browser: checked, undone, and read again where it is named."""

from __future__ import annotations

import shutil
import threading

import pytest

from cli.spoken import run, say
from thucydides.cli.rereading import rereading
from thucydides.knowledge.gazetteer import own
from thucydides.store.added import places
from web.conftest import Door

STRIKE = (
    "Strike on {place}\n\n12 August 2016. Two warplanes bombed the village of {place} in Idlib on Friday, killing nine "
    "civilians, the hospital said.\n"
)
ARABIC = "قصف تل وردان\n\n12 آب 2016. قصفت طائرة حربية قرية تل وردان يوم الجمعة ما أدى إلى مقتل خمسة مدنيين، بحسب المستشفى.\n"
FORM = {
    "name": "Tell Wardan", "names": "تل وردان\nTal Werdan\n", "lat": "35.81", "lon": "36,61", "kind": "village",
    "country": "sy", "source": "a map of 1943",
}  # fmt: skip


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A project of three documents, two of which name a place that no gazetteer has."""
    root = tmp_path_factory.mktemp("own")
    told = {"a": STRIKE.format(place="Tell Wardan"), "b": STRIKE.format(place="Saraqib"), "c": ARABIC}
    for name, text in told.items():
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("init", root / "p").code == 0
    assert run("add", *(root / f"{name}.txt" for name in told), "--project", root / "p").code == 0
    assert run("read", "--project", root / "p").code == 0
    return root / "p"


@pytest.fixture
def told(read, tmp_path):
    """A copy of it behind a server that reads again."""
    root = shutil.copytree(read, tmp_path / "told")
    with rereading(root) as reread:
        door = Door(root, reread=reread)
        yield door
    door.web.desk.rereading.wait(60)
    door.project.close()


def _places(door):
    with door.project.look() as connection:
        readings = connection.exec_driver_sql("select count(*) from readings").scalar()
    return readings, {c.document.title.split()[-1]: c.place for c in door.project.claims()}


def _add(door, **told):
    return door.client().post("/registries/places", data=FORM | told)


def _twin(door):
    return door.client().get("/registries.json?kind=place").json()


def test_place_reaches_the_documents_that_name_it(told):
    """After a place was added two documents of three are read again, in the background, and their claims have its point."""
    assert _add(told).headers["location"] == "/registries?kind=place#places"
    assert told.web.desk.rereading.wait(60)
    count, found = _places(told)
    assert count == 5
    spots = [place for place in found.values() if place and place.name != "Saraqib"]
    assert [(round(p.lat, 2), round(p.lon, 2), p.precision) for p in spots] == [(35.81, 36.61, "settlement")] * 2
    values = _twin(told)
    assert [(one["name"], one["documents"], one["stands"], one["by"]) for one in values["places"]] == [
        ("Tell Wardan", 2, True, "rana")
    ]
    assert values["reading"] == {"can": True, "running": False, "done": 2, "total": 2, "failed": ""}
    page = told.client().get("/registries?kind=place").text
    assert "2 documents were read again" in page
    assert "تل وردان" in page


def test_judgements_stay_and_undo_gives_back_what_was(told):
    """An acceptance and a correction hold through it; taking the place back and giving it again each read anew."""
    client = told.client()
    arabic, english = (
        next(c.claim_id for c in told.project.claims() if c.document.language == code) for code in ("ar", "en")
    )
    for form in (
        {"subject": arabic, "verdict": "correct", "slot": "killed", "value": "6"},
        {"subject": english, "verdict": "accept"},
    ):
        assert client.post("/judge", data=form).status_code == 303
    before = _places(told)[1]
    assert _add(told).status_code == 303
    assert told.web.desk.rereading.wait(60)
    standings = told.web.desk.standings()
    assert sorted(one.status for one in standings.values()) == ["accepted", "corrected"]
    counts = []
    for _ in range(2):
        last = _twin(told)["places"][0]["last_act"]
        assert client.post("/undo", data={"judgement": last, "back": "/registries"}).status_code == 303
        assert told.web.desk.rereading.wait(60)
        counts.append((_places(told)[0], _twin(told)["places"][0]["stands"]))
        if len(counts) == 1:
            assert _places(told)[1] == before
    assert counts == [(7, False), (9, True)]
    assert sorted(one.status for one in told.web.desk.standings().values()) == ["accepted", "corrected"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "needs a name"),
        ("name", "7", "two letters at least"),
        ("name", "x" * 121, "at most 120"),
        ("names", "\n".join(f"name number {n}" for n in range(41)), "at most 40 names"),
        ("lat", "91", "from -90 to 90"),
        ("lat", "nan", "from -90 to 90"),
        ("lon", "east", "from -180 to 180"),
        ("kind", "country", "one of"),
        ("country", "Syria", "two letters"),
        ("source", "", "how the place is known"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(door, field, typed, words):
    """A field that does not do is told beside it, what was typed stays, and nothing is added."""
    answer = _add(door, **{field: typed})
    assert answer.status_code == 400
    assert f'id="wrong-{field}"' in answer.text
    assert words in answer.text
    assert "a map of 1943" in answer.text or field == "source"
    assert not _twin(door)["places"]
    assert not (door.project.folder.root / own.FILE).exists()


def test_twice_is_once(door):
    """The same name at the same point is refused; the file is readable by its owner alone."""
    assert _add(door).status_code == 303
    assert "was added there already, by rana" in _add(door).text
    assert len(_twin(door)["places"]) == 1
    assert (door.project.folder.root / own.FILE).stat().st_mode & 0o777 == 0o600


def test_door_is_closed_to_others(door, root):
    """Other sites, coders, strangers and a read-only server add nothing; hostile names are escaped."""
    assert (
        door.client().post("/registries/places", data=FORM, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    )
    assert door.client("coder").post("/registries/places", data=FORM).status_code == 403
    stranger = door.client()
    stranger.cookies.clear()
    assert stranger.post("/registries/places", data=FORM).status_code == 401
    shut = Door(root, read_only=True)
    assert shut.client().post("/registries/places", data=FORM).status_code == 403
    assert 'id="add-place"' not in shut.client().get("/registries?kind=place").text
    shut.project.close()
    assert not _twin(door)["places"]
    assert 'id="add-place"' not in door.client("coder").get("/registries?kind=place").text
    assert _add(door, name="<script>alert(1)</script>", source="\u202eback").status_code == 303
    page = door.client().get("/registries?kind=place").text
    assert "<script>alert(1)" not in page
    assert "⟨RLO⟩back" in page


def test_it_stands_in_the_audit_chain(door):
    """Who added what, when and why is a row of the chain, and the undo another; the chain holds."""
    assert _add(door).status_code == 303
    assert door.client().post("/undo", data={"judgement": "last"}).status_code == 303
    rows = door.client().get("/audit.json?verify=1").json()
    assert rows["holds"]
    undo, place = rows["rows"][:2]
    assert (undo["act"], place["act"], place["actor"], place["subject"]) == (
        "undo",
        "place",
        "rana",
        "place:Tell Wardan",
    )
    assert '"lat": 35.81' in place["after"]
    assert place["reason"] == "a map of 1943"


def test_without_a_reader_the_page_says_what_to_do(door):
    """A server that cannot read tells the verb that does."""
    assert _add(door).status_code == 303
    assert "<code>thucydides read</code>" in door.client().get("/registries?kind=place").text
    assert _twin(door)["reading"]["can"] is False


def test_verbs_do_the_same(read, tmp_path, capsys):
    """`gazetteer new`, `read` and `undo`: two documents are read again, and again after the undo, and then none."""
    root = shutil.copytree(read, tmp_path / "p")
    here = ("--project", root)
    new = ("gazetteer", "new", "Tell Wardan", "--also", "تل وردان", "--country", "SY", "--source", "a map", *here)
    bad = say(capsys, *new, "--at", "95,36")
    assert bad.code == 2
    assert "from -90 to 90" in bad.err
    assert "2 documents may name it" in say(capsys, *new, "--at", "35.81,36.61").err
    assert "own:" in say(capsys, "gazetteer", "where", "تل وردان", *here).out
    assert "own" in say(capsys, "gazetteer", "list", *here).out
    assert "2 documents read" in say(capsys, "read", *here).err
    assert "0 documents read" in say(capsys, "read", *here).err
    (root / own.FILE).unlink()  # made again from what was judged
    assert "0 documents read" in say(capsys, "read", *here).err
    assert (root / own.FILE).is_file()
    assert "thucydides read" in say(capsys, "undo", *here).err
    assert "2 documents read" in say(capsys, "read", *here).err
    assert "0 documents read" in say(capsys, "read", *here).err


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Shells fell on Tal Werdan overnight.", True),
        ("وسقطت قذائف على تل وردان", True),
        ("قذائف بتل وردان", True),
        ("Обстрел в Тель-Вардане", True),
        ("Теле Вардана и окрестности", True),
        ("Shells fell on Saraqib overnight.", False),
        ("They told a warden of the talks.", False),
        ("", False),
    ],
)
def test_names_are_sought_in_all_spellings(text, is_named):
    """A text counts as naming a place with endings, letters written on, and in other scripts; others do not."""
    place, faults = own.checked(FORM | {"names": "تل وردان\nТель-Вардан"})
    assert not faults
    assert own.Words(text).name(place) is is_named


def test_looking_goes_on_where_it_was(told):
    """Documents are looked at once a place, a bounded number a request, and new ones when they come."""
    assert _add(told).status_code == 303
    assert told.web.desk.rereading.wait(60)
    known = places.of(told.project)
    named, whole = places.naming(told.project, known, most=1)
    assert whole
    assert len(named[known[0].judgement.judgement_id]) == 2


def test_one_run_at_a_time():
    """A run that is asked for during another follows it; a fault is told and does not end what comes."""
    from thucydides.web.rereading import Rereading

    gate, runs = threading.Event(), []

    def work(tell):
        runs.append(len(runs))
        tell(1, 2)
        gate.wait(10)
        if len(runs) == 2:
            raise RuntimeError("words of a document")

    runner = Rereading(work)
    assert runner.start()
    while not runs:
        pass
    assert runner.start()
    assert runner.start()
    assert runner.state()["running"]
    gate.set()
    assert runner.wait(10)
    assert runs == [0, 1]
    assert runner.state()["failed"] == "RuntimeError"
    assert not Rereading(None).start()
