"""Releases: what may not leave stands in no file of any format; places are snapped the same each time; the rest is told."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from linking.made import DAY, claim
from thucydides.export import overlap
from thucydides.export.allowed import _BONES, _EMPTY
from thucydides.export.atomic import replacing
from thucydides.export.datapackage import describe
from thucydides.export.dossier import Dossier
from thucydides.export.event_files import export_events
from thucydides.export.event_formats import EVENT_FORMATS
from thucydides.export.formats import FORMATS
from thucydides.export.manifest import Origin, export
from thucydides.export.release import Release, chosen
from thucydides.knowledge.files import bundled
from thucydides.knowledge.policies import policy
from thucydides.knowledge.releases import profiles, snapped_as
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Actor, Claim, Place, Source, Toll, Weapon
from thucydides.model.contract import claim_from_json, claim_to_json
from thucydides.model.document import Published
from thucydides.model.errors import KnowledgeError, UsageError
from thucydides.model.event import Event, Relation

LATER = DAY + timedelta(days=60)
PUBLIC = profiles()["public"]
# Letters of several scripts; no word of ours has the mark, so what is found in a file came from the claim.
MARK = "Zqx"
names = st.text("абвгдЖЩقظضصéñ漢字", min_size=3, max_size=9).map(lambda s: MARK + s)


def _secret(made: Claim, told: list[str], serial: int) -> Claim:
    """The claim with a secret in every place where words of people, of texts and of our workings can stand."""
    it = iter(told)
    words = next(it) + " was killed beside " + next(it)
    anchor = Anchor(0, len(words), words)
    site = Place(
        next(it), Anchor(3, 9, next(it)), "site", next(it), next(it), "SY", "Idlib", 35.912347, 36.654321, 0.3,
        ({"name": next(it), "lat": 35.912348},),
    )  # fmt: skip
    victim = Anchor(0, 5, next(it))
    witness = Source(next(it), ("witness", "person", "social_media")[serial % 3], anchor, anchor, "neutral", next(it))
    outlet = Source(f"@{next(it)}", "outlet", None) if serial % 2 else Source("Daily One", "outlet", None)
    ref = dataclasses.replace(
        made.document, title=next(it), uri=f"https://t.me/{next(it)}/5", outlet=outlet.source,
        published=Published(DAY, DAY, "given", (next(it),)),
    )  # fmt: skip
    return dataclasses.replace(
        made, document=ref, anchor=anchor, trigger=Anchor(0, 4, next(it)), attribution=(outlet, witness), place=site,
        actors=(
            Actor("target", next(it), anchor, "civilians", next(it), next(it)),
            Actor("initiator", f"brigade of {victim.exact}", anchor, "militia"),
        ),
        weapons=(Weapon("aircraft", next(it), anchor, 2),),
        casualties=(
            Toll("killed", "civilians", 5, 5, "exact", Anchor(0, 6, next(it)), next(it), None, (victim,)),
            Toll("killed", "children", 2, 2, "exact", anchor, None, 0, (Anchor(0, 6, next(it)),)),
        ),
        rules=(f"judgement/{next(it)}",),
    )  # fmt: skip


SECRETS = 24


def _dossier(claims: list[Claim], why: str) -> Dossier:
    ids = tuple(sorted(c.claim_id for c in claims))
    roots = tuple(dict.fromkeys(c.attribution[-1].source for c in claims))
    relations = tuple(Relation(a, ids[0], "conflicts_number", why) for a in ids[1:])
    return Dossier.of(Event("e1", ids, roots, relations), claims, {"killed": 7, "place": why, "note": why})


def _texts(folder: Path) -> dict[str, str]:
    """All files of a folder as text; columns through DuckDB."""
    import duckdb

    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            with duckdb.connect() as base:
                rows = base.execute(f"SELECT * FROM '{path}'").fetchall()
            found[path.name] = "\n".join(str(row) for row in rows) + path.read_bytes().decode("latin-1")
        else:
            found[path.name] = path.read_text(encoding="utf-8")
    return found


def _write_all(folder: Path, dossier: Dossier, release: Release, *, columns: bool = False) -> dict[str, str]:
    origin = Origin("1", "p", "head")
    for made in (f for f in FORMATS.values() if columns or f.write_file is None):
        path = folder / f"public-claims{made.suffix}"
        export(dossier.claims, made, path, path.with_name(path.name + ".manifest.json"), origin, release)
    for one in EVENT_FORMATS.values():
        path = folder / f"public-{one.name}{one.suffix}"
        export_events([dossier], one, policy(one.policy), path, origin, release=release)
    with replacing(folder / "overlap.csv") as out:
        overlap.write((d.event for d in release.dossiers([dossier])), out)
    describe(folder)
    return _texts(folder)


# No shrinking: a leak is told by its file, and each try writes twenty of them.
@settings(max_examples=8, deadline=None, phases=(Phase.generate,))
@given(
    st.lists(names, min_size=1, max_size=4),
    st.sampled_from(["grid", "grid:0.5", "admin2", "admin1", "country"]),
)
def test_no_public_export_holds_a_restricted_string(stems, snap):
    """Names, handles, titles, addresses, quotes, fine places, ids, reasons: in no file of any format, nor any manifest."""
    told = [f"{stems[n % len(stems)]}v{n}" for n in range(SECRETS * 3 + 1)]
    claims = [
        _secret(claim(f"s{n}", outlet=f"o{n}", killed=5), told[n * SECRETS : (n + 1) * SECRETS], n) for n in range(3)
    ]
    public = claim("Monitor", outlet="Agency", killed=6, source_kind="monitor", initiator="Ruritanian Army")
    claims.append(dataclasses.replace(public, place=claims[0].place, casualties=claims[0].casualties))
    release = Release.of(claims, snapped_as(PUBLIC, snap), LATER)
    with tempfile.TemporaryDirectory() as folder:
        files = _write_all(Path(folder), _dossier(claims, told[-1]), release, columns=len(stems) == 1)
    assert len(files) > 20
    for name, text in files.items():
        assert MARK not in text, name
        assert MARK.casefold() not in text.casefold(), name
        assert "35.9123" not in text, name
        assert "36.6543" not in text, name
    assert "Ruritanian Army" in files["public-claims.jsonl"]
    assert files["public-claims.csv"].count("\n") == 5


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-89.9, 89.9),
    st.floats(-179.9, 179.9),
    st.sampled_from([0.05, 0.1, 0.25, 1.0]),
)
def test_a_grid_hides_the_point_and_tells_how_well_it_is_known(lat, lon, degrees):
    """All points of a cell become one; the truth lies within the radius; snapped again nothing moves."""
    from thucydides.export.snap import snapped

    rule = snapped_as(PUBLIC, f"grid:{degrees}").place
    place = Place("Kafr Noor", Anchor(0, 4, "Kafr"), "settlement", "", "x:1", "SY", "Idlib", lat, lon, 2.0)
    once = snapped(place, rule)
    assert snapped(once, rule).lat == once.lat
    assert abs(once.lat - lat) <= degrees / 2 + 1e-6
    assert abs(once.lon - lon) <= degrees / 2 + 1e-6
    assert once.radius_km >= 2.0 + 111 * abs(once.lat - lat)
    near = dataclasses.replace(place, lat=once.lat + degrees * 0.4, lon=once.lon - degrees * 0.4, name="Other")
    assert (snapped(near, rule).lat, snapped(near, rule).lon) == (once.lat, once.lon)
    assert (once.precision, once.gazetteer_id, once.name) == ("vicinity", None, "Kafr Noor")


@pytest.mark.parametrize(
    ("snap", "name", "precision"),
    [("admin2", "Sumskyi Raion", "admin2"), ("admin1", "Sumy", "admin1"), ("country", "Ukraine", "country")],
)
def test_areas_are_told_by_their_own_middle(snap, name, precision):
    """The point is the area's, whatever the town's was; a place that is known no better stays."""
    from thucydides.export.snap import snapped

    rule = snapped_as(PUBLIC, snap).place
    town = Place(
        "Sumy", Anchor(0, 4, "Sumy"), "settlement", "", "geonames:692194", "UA", "Sumy", 50.91741, 34.79906, 5.0
    )
    told = snapped(town, rule)
    moved = snapped(dataclasses.replace(town, lat=50.8, lon=34.9), rule)
    assert (told.name, told.precision, told.lat) == (name, precision, moved.lat)
    assert told.lat != town.lat
    land = dataclasses.replace(town, name="Ukraine", precision="country", lat=49.0, lon=32.0)
    assert (snapped(land, rule).lat, snapped(land, rule).name) == (49.0, "Ukraine")


def test_embargo_counts_from_the_day_and_withholds_what_nobody_dates():
    """The last days are withheld, the day before is not; an unknown day counts as the paper's, or as too new."""
    profile = chosen("public", None, 10)
    old = claim(day=DAY, killed=3, later=0)
    undated = dataclasses.replace(old, claim_id="x", time=None)
    nowhere = dataclasses.replace(
        undated, claim_id="y", document=dataclasses.replace(old.document, published=Published(None, None, "unknown"))
    )
    told = {
        days: sorted(Release.of([old, undated, nowhere], profile, DAY + timedelta(days=days)).withheld)
        for days in (9, 10)
    }
    assert told == {9: sorted([old.claim_id, "x", "y"]), 10: ["y"]}
    assert not Release.of([old, nowhere], chosen("public", None, 0), DAY).withheld


def test_minors_and_small_groups():
    """Children told among others are left out, told alone they are civilians; a small group's event is withheld whole."""
    made = claim(killed=9, later=0)
    (toll,) = made.casualties
    child = dataclasses.replace(toll, victims="children", low=2, high=2)
    parts = dataclasses.replace(made, casualties=(dataclasses.replace(child, part_of=1), toll, child))
    release = Release.of([parts], PUBLIC, LATER)
    assert [(t.victims, t.low, t.part_of) for t in release.claim(parts).casualties] == [
        ("civilians", 9, None),
        ("civilians", 2, None),
    ]
    few = dataclasses.replace(made, claim_id="few", event_type="sexual_violence", casualties=(child,))
    release = Release.of([made, few], PUBLIC, LATER)
    assert release.dossier(_dossier([made, few], "")) is None
    assert list(release.claims([few])) == []


def test_private_sources_blur_the_place():
    """Where a private person speaks, nothing finer than the region is told, whatever the grid is."""
    made = claim("a neighbour", killed=3, source_kind="witness", later=0)
    place = dataclasses.replace(made.place, country="UA", admin1="Sumy")
    told = Release.of([made], PUBLIC, LATER).claim(dataclasses.replace(made, place=place))
    assert (told.place.precision, told.place.name) == ("admin1", "Sumy")
    assert told.attribution[-1].source == "witness"


def test_what_is_not_named_is_empty():
    """Every field of a claim is either bone, or allowed, or empty: a field that comes to be is withheld until it is named."""
    made = claim(killed=3, weapon="aircraft", initiator="X Army")
    bare = msgspec.structs.replace(PUBLIC, fields=[], place=snapped_as(PUBLIC, "none").place)
    told = claim_to_json(Release.of([made], bare, LATER).claim(made))

    def leaves(value, path=""):
        if isinstance(value, dict):
            anchor = value.keys() == {"start", "end", "exact"}
            for key, part in value.items():
                yield from leaves(part, key if anchor else f"{path}.{key}".lstrip("."))
        elif isinstance(value, list):
            for part in value:
                yield from leaves(part, path)
        else:
            yield path, value

    for path, value in leaves(told):
        assert path in _BONES or value in (_EMPTY.get(path), None), (path, value)
    assert claim_from_json(told)


def test_profiles_name_real_fields():
    """A field of a profile that no claim has is a slip of the pen; patterns compile; ways to snap are checked."""
    paths = set()

    def walk(value, path=""):
        for key, part in value.items():
            here = f"{path}.{key}".lstrip(".")
            paths.add(here)
            for one in part if isinstance(part, list) else [part]:
                if isinstance(one, dict) and one.keys() != {"start", "end", "exact"}:
                    walk(one, here)

    walk(claim_to_json(_secret(claim(killed=3), [f"{MARK}{n}" for n in range(SECRETS)], 1)))
    for one in profiles().values():
        assert set(one.fields) <= paths
    for wrong in ("street", "grid:0", "grid:x", "admin1:2"):
        with pytest.raises(UsageError):
            snapped_as(PUBLIC, wrong)
    with pytest.raises(UsageError):
        chosen("everybody")


def test_profile_of_ones_own(tmp_path):
    """A .toml file is a profile; one that does not hold together names file and reason."""
    text = (
        (bundled() / "releases" / "public.toml")
        .read_text(encoding="utf-8")
        .replace('name = "public"', 'name = "partner"')
    )
    path = tmp_path / "partner.toml"
    path.write_text(text, encoding="utf-8")
    assert chosen(str(path)).name == "partner"
    path.write_text(text.replace("degrees = 0.1", "degrees = 40.0"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"partner\.toml"):
        chosen(str(path))


def test_same_claims_same_bytes():
    """A release on a day is the same each time it is written."""
    made = claim("Monitor", killed=6, source_kind="monitor")
    told = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            told.append(_write_all(Path(folder), _dossier([made], ""), Release.of([made], PUBLIC, date(2019, 7, 1))))
    assert told[0] == told[1]
    assert json.loads(told[0]["public-acled.csv.manifest.json"])["release"]["profile"]["name"] == "public"
