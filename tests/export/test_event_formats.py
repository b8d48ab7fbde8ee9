"""The field's formats: their columns, their codes, what cannot be minted left empty, and every row led to its words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

import thucydides
from export.made_events import alone, dossier, strike
from linking.made import claim
from thucydides.export.event_files import export_events
from thucydides.export.event_formats import EVENT_FORMATS, rows_of, write_rows
from thucydides.export.events import event_object
from thucydides.export.manifest import Origin
from thucydides.export.rows import Style
from thucydides.knowledge.policies import policy
from thucydides.model.claim import Actor

ORIGIN = Origin("1.2.3", "p", "0" * 64)


def written(name, dossiers, style=None, *, hxl=False):
    """(rows, rejected, text) of an export."""
    chosen = EVENT_FORMATS[name]
    rows, rejected = rows_of(dossiers, chosen, policy(chosen.policy), style or Style())
    out = io.StringIO(newline="")
    write_rows(rows, chosen, out, {}, hxl=hxl)
    return rows, rejected, out.getvalue()


def table(name, *dossiers, style=None):
    """The rows of a table as dicts."""
    return list(csv.DictReader(io.StringIO(written(name, dossiers, style)[2], newline="")))


def test_acled_has_31_columns():
    """Names, codes and figures as the codebook has them; ids of the maker stay empty; ours is among the tags."""
    (row,) = table("acled", dossier())
    assert len(row) == 31
    assert not row["event_id_cnty"]
    assert not row["timestamp"]
    assert row["event_date"] == "2019-05-06"
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["iso"], row["region"], row["country"]) == ("760", "Middle East", "Syria")
    assert (row["actor1"], row["inter1"]) == ("Ruritanian Army", "State forces")
    assert (row["fatalities"], row["geo_precision"], row["time_precision"]) == ("18", "1", "1")
    assert row["notes"].startswith("On 6 May 2019: ")
    assert "denies" in row["notes"]
    assert "thucydides " in row["tags"]


def test_acled_styles():
    """Numbers for types, long dates, another label."""
    one = claim("A", killed=2, initiator="Ruritanian Army")
    civil = Actor("target", "civilians", one.anchor, "civilians")
    told = alone(replace(one, actors=(*one.actors, civil)))
    (row,) = table("acled", told, style=Style("numeric", "long", "Civilians targeted"))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "7", "17")
    assert (row["event_date"], row["civilian_targeting"]) == ("06 May 2019", "Civilians targeted")
    assert row["actor2"] == "Civilians (Syria)"


@pytest.mark.parametrize(
    ("kind", "sub"), [("deployment", "Change to group/activity"), ("arrest", "Abduction/forced disappearance")]
)
def test_who_acts_decides_the_sub_type(kind, sub):
    """Moved forces change activity; a group that detains abducts."""
    one = claim("A", kind=kind)
    told = alone(replace(one, actors=(Actor("initiator", "Band of X", one.anchor, "rebel_group"),)))
    assert table("acled", told)[0]["sub_event_type"] == sub


def test_bounds_of_types():
    """Fire from both sides is a clash, a crewed aircraft shot down a missile attack, a foreign army's gain no state's."""
    shells = claim("A", kind="shelling")
    parties = tuple(Actor("party", name, shells.anchor, "rebel_group") for name in ("Band X", "Band Y"))
    assert table("acled", alone(replace(shells, actors=parties)))[0]["sub_event_type"] == "Armed clash"
    assert table("acled", alone(shells))[0]["sub_event_type"] == "Shelling/artillery/missile attack"
    downed = claim("A", kind="weapons_disrupted", weapon="aircraft")
    assert table("acled", alone(downed))[0]["event_type"] == "Explosions/Remote violence"
    taken = claim("A", kind="territory_gain_state")
    abroad = Actor("initiator", "Army of Z", taken.anchor, "foreign_force")
    (row,) = table("acled", alone(replace(taken, actors=(abroad,))))
    assert (row["sub_event_type"], row["inter1"]) == ("Non-state actor overtakes territory", "External/Other forces")


def test_nothing_reported_is_said():
    """0 dead and no statement differ: the tag tells."""
    (row,) = table("acled", alone(claim("A")))
    assert row["fatalities"] == "0"
    assert "fatalities not reported" in row["tags"]


def test_ucdp_has_49_columns():
    """best, high, low in that order, the split adds up, and what only the maker numbers is empty."""
    rows, _, _ = written("ucdp-ged", [dossier()])
    (row,) = table("ucdp-ged", dossier())
    names = list(row)
    assert len(names) == 49
    assert names[names.index("best") :][:3] == ["best", "high", "low"]
    assert (row["best"], row["high"], row["low"]) == ("18", "18", "18")
    split = sum(int(row[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
    assert split == int(row["best"])
    assert not any(row[c] for c in ("id", "relid", "conflict_new_id", "dyad_new_id", "side_a_new_id", "code_status"))
    assert row["country_id"] == "652"
    assert row["date_start"] == "2019-05-06 00:00:00.000"
    assert row["priogrid_gid"] == str(int((35.5 + 90) * 2) * 720 + int((36.5 + 180) * 2) + 1)
    assert rows[0].derivation.policy.startswith("ucdp-low-best-high@")


def test_what_a_profile_does_not_take_is_told():
    """No death is no row of UCDP; a country is no place of ACLED; a denial alone is no event of either."""
    assert "no death" in written("ucdp-ged", [alone(claim("A"))])[1][0].reason
    one = claim("A", killed=3)
    wide = replace(one, place=replace(one.place, precision="country", radius_km=300.0))
    assert "country" in written("acled", [alone(wide)])[1][0].reason
    for name in ("acled", "ucdp-ged", "plover", "airwars", "kml", "timemap"):
        assert "denials" in written(name, [alone(claim("A", denied=True))])[1][0].reason, name


def test_plover_and_airwars_are_lines_of_json():
    """Category, mode, quad and the extension; least and most by class, a suggested grade, no minted code."""
    record = json.loads(written("plover", [dossier()])[2])
    assert (record["event"], record["mode"], record["quad_code"]) == (["ASSAULT"], ["aerial"], 4)
    assert record["size"]["dead"] == 18
    assert {c["polarity"] for c in record["thucydides"]["claims"]} == {"asserted", "denied"}
    incident = json.loads(written("airwars", [dossier()])[2])
    assert incident["code"] == ""
    assert incident["casualties"] == {
        "civilian_non_combatants_killed_min": 12,
        "civilian_non_combatants_killed_max": 18,
    }
    assert (incident["civilian_harm_status"], incident["strike_type"]) == ("Contested", "airstrike_plane")
    assert incident["belligerents"][0]["denied_by"] == ["Ministry"]


def test_maps():
    """KML is well-formed whatever the words are; timemap lists events, sources and associations."""
    evil = claim("A & <B>", words='"<script>" & \x07 words', killed=1)
    tree = ET.fromstring(written("kml", [alone(evil)])[2])
    assert len(tree.findall(".//{*}Placemark")) == 1
    whole = json.loads(written("timemap", [dossier()])[2])
    assert [e["location"] for e in whole["events"]] == ["Kafr Noor"]
    assert set(whole["sources"]) == set(whole["events"][0]["sources"])


@pytest.mark.parametrize("name", list(EVENT_FORMATS))
def test_every_row_leads_to_its_words(name):
    """Each backing is the words of a claim of the event, at their place."""
    told = dossier()
    rows, _, _ = written(name, [told])
    by_id = {c.claim_id: c for c in told.claims}
    assert rows[0].backing
    for words in rows[0].backing:
        claimed = by_id[words.claim_id]
        assert words.doc_id == claimed.document.doc_id
        assert words.exact
        assert words.end - words.start == len(words.exact)


def test_formulas_are_text():
    """A source whose name a spreadsheet would run is text; a negative latitude is a number."""
    one = claim("=cmd|' /C calc'!A0", killed=1, point=(-35.5, 36.5))
    (row,) = table("ucdp-ged", alone(one))
    assert row["source_original"].startswith("'=")
    assert row["latitude"] == "-35.5"


def test_hxl_is_a_second_row():
    """Tags stand below the header only when asked for."""
    text = written("acled", [dossier()], hxl=True)[2]
    assert list(csv.reader(io.StringIO(text, newline="")))[1][1] == "#date+occurred"
    assert "#date+occurred" not in written("acled", [dossier()])[2]


@pytest.mark.parametrize("name", list(EVENT_FORMATS))
def test_same_claims_same_bytes(name, tmp_path):
    """In whatever order claims and events come; the manifest names policy and profile, and tells no time."""
    chosen = EVENT_FORMATS[name]
    contents = []
    for folder, claims in (("a", strike()), ("b", strike()[::-1])):
        path = tmp_path / folder / f"x{chosen.suffix}"
        told = export_events([dossier(claims)], chosen, policy(chosen.policy), path, ORIGIN)
        contents.append([p.read_bytes() for p in sorted((tmp_path / folder).iterdir())])
        assert told["policy"]["name"] == chosen.policy
        assert told["profile"] == chosen.profile
    assert contents[0] == contents[1]
    assert len(contents[0]) == 4


def test_events_are_of_the_contract():
    """What `thucydides events --format jsonl` prints is admitted by the schema that ships."""
    schema = json.loads(
        (Path(thucydides.__file__).parent / "data/schema/event.schema.json").read_text(encoding="utf-8")
    )
    for told in (dossier(), alone(claim("A", denied=True))):
        one = json.loads(json.dumps(event_object(told, policy("ucdp-low-best-high"))))
        jsonschema.validate(one, schema, cls=jsonschema.Draft202012Validator)
