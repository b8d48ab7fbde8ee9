"""Every page is there, with its JSON twin, its filters, and no unescaped word of an article."""

from __future__ import annotations

import re

import pytest

from thucydides.web.app import MENU
from web.demo import PAYLOADS


def _ids(client):
    claims = client.get("/claims.json?language=ar").json()["rows"]
    events = client.get("/events.json").json()["rows"]
    return claims[0], events[0]


@pytest.mark.parametrize("path", MENU)
def test_page_and_its_twin(door, path):
    """A page is HTML, its twin the same values as JSON."""
    client = door.client()
    page = client.get(path)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>" in page.text
    assert client.get(path + ".json").status_code == 200
    assert f'href="{path}.json"' in page.text


def test_pages_of_one_thing(door):
    """A document, a claim and an event have pages and twins; unknown ones are 404."""
    client = door.client()
    claim, event = _ids(client)
    for path in (f"/documents/{claim['doc_id']}", f"/claims/{claim['claim_id']}", f"/events/{event['event_id']}"):
        assert client.get(path).status_code == 200
        assert client.get(path + ".json").status_code == 200
    for room in ("documents", "claims", "events"):
        assert client.get(f"/{room}/nothere").status_code == 404
        assert client.get(f"/{room}/nothere.json").json()["error"]
    assert client.get("/nothere").status_code == 404


def test_article_shows_words_by_kind_and_cards(door):
    """Words are marked with a letter and stand in the order of the text; the card tells toll, place, day and source."""
    client = door.client()
    claim, _ = _ids(client)
    page = client.get(f"/documents/{claim['doc_id']}").text
    article = re.search(r'<div id="article".*?</div>', page, re.DOTALL)[0]
    for letter, kind in (("E", "triggers"), ("P", "places"), ("T", "times"), ("C", "casualties"), ("S", "sources")):
        assert re.search(rf'<mark [^>]*class="k-{kind}" data-letter="[A-Z]*{letter}', article), kind
    bare = re.sub(r"<[^>]+>", "", article)
    told = client.get(f"/documents/{claim['doc_id']}.json").json()
    for paragraph in told["paragraphs"]:
        assert paragraph["text"] in bare
    assert 'dir="auto"' in article
    assert told["ladder"]["rungs"][0]["kind"] == "metadata"
    assert told["cards"][0]["values"][0]["words"] == "قصفتا"


def test_filters_are_in_the_address(door):
    """A filter narrows the table and stands in the form, the pager and the twin."""
    client = door.client()
    page = client.get("/claims?language=fr&rows=5")
    assert 'value="fr"' in page.text
    assert "/claims.json?language=fr&amp;rows=5" in page.text
    assert "language=fr" in re.search(r'<nav class="pager".*?</nav>', page.text, re.DOTALL)[0]
    rows = client.get("/claims.json?language=fr&rows=5").json()["rows"]
    assert {row["language"] for row in rows} == {"fr"}
    assert len(rows) == 5
    second = client.get("/claims.json?language=fr&rows=5&page=2").json()["rows"]
    assert not {r["claim_id"] for r in rows} & {r["claim_id"] for r in second}


@pytest.mark.parametrize("query", ["since=yesterday", "min_killed=many", "place=" + "x" * 300, "page=0", "rows=-1"])
def test_wrong_filter_is_told(door, query):
    """A filter that cannot be is 400 with words, on every page that takes it."""
    told = door.client().get(f"/claims.json?{query}")
    assert told.status_code == 400
    assert told.json()["error"]


def test_rows_are_bounded(door):
    """Nobody gets more than the bound, whatever they ask."""
    assert len(door.client().get("/claims.json?rows=100000").json()["rows"]) == 200


def test_event_grid_has_a_row_a_root(door):
    """The grid: roots as rows, cells with their quotes, a bar a source, a preview a format."""
    client = door.client()
    _, event = _ids(client)
    told = client.get(f"/events/{event['event_id']}.json").json()
    assert told["roots"] == len(told["rows"])
    cells = told["rows"][0]["cells"]
    assert 'class="said"' in cells["killed"][0]["quote"]
    assert told["bars"][0]["svg"].startswith("<svg")
    assert [one["title"] for one in told["previews"]] == ["ACLED", "UCDP GED", "Airwars"]
    assert told["previews"][0]["cells"]["sub_event_type"] == "Air/drone strike"
    assert told["previews"][0]["words"]["fatalities"]


def test_map_never_pins_a_province(door):
    """A province is an area; the map's points are known at least to the settlement."""
    told = door.client().get("/map/points.json").json()
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    assert {row["precision"] for row in rows} >= {"admin1", "settlement"}
    assert "admin1" not in told["points"]
    assert all(row["radius_km"] for row in rows)
    narrow = door.client().get("/map/points.json?place=Wadi").json()
    assert 0 < len(narrow["rows"]) < len(rows)


def test_empty_project_has_all_pages(tmp_path):
    """Pages of a project without documents or events say so."""
    from thucydides.store.project import Project
    from web.conftest import Door

    Project.init(tmp_path / "p").close()
    empty = Door(tmp_path / "p")
    for path in MENU:
        assert empty.client().get(path).status_code == 200
    empty.project.close()


def test_hostile_article_is_inert(door):
    """Payloads in text, title, outlet, address, names and reasons come out as text on every page that shows them."""
    client = door.client()
    paths = ["/documents/hostile0", "/claims/hostileclaim", "/events/hostileevent", "/queue", "/documents?rows=200",
             "/claims?search=Nowhere", "/events?rows=200", "/map?place=script", "/registries?kind=place&rows=200",
             "/registries?kind=actor", "/registries?kind=source", "/methodology",
             "/match?a=hostileclaim&b=hostileevent", "/claims?place=" + "%3Cscript%3Ealert(9)%3C/script%3E"]  # fmt: skip
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        text = page.text
        assert not re.search(r"<script(?! src=\"/static/)", text), path
        assert not re.search(r"<(img|iframe|svg/|object|embed|base)", text), path
        assert not re.search(r"<[^>]+\son\w+\s*=", text), path
        assert not re.search(r"(href|src|action)\s*=\s*[\"']?\s*(javascript|data|vbscript):", text, re.IGNORECASE), path
        assert " style=" not in text, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text), path
        assert "49{%" not in text
    article = client.get("/documents/hostile0").text
    assert 'data-name="RLO"' in article
    assert "&lt;script&gt;fetch" in article


def test_payloads_from_the_query_are_inert(door):
    """What a stranger's link puts into the address is escaped as well."""
    client = door.client()
    for payload in PAYLOADS:
        for path in ("/claims", "/documents", "/registries", "/match", "/audit", "/map"):
            names = ("place", "title", "search", "a", "act", "actor", "outlet")
            text = client.get(path, params=dict.fromkeys(names, payload)).text
            assert payload not in text or "<" not in payload
