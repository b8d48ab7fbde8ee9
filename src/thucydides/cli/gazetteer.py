"""thucydides gazetteer: a project's own places, from packs or from a reviewer's list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from thucydides.cli.ledger import Ledger, say
from thucydides.cli.options import json_option, open_project, project_folder, project_option
from thucydides.model.errors import InputError, UsageError

_SOURCES = ("wof", "geonames", "osm", "csv", "hdx")


@click.group("gazetteer")
def verb() -> None:
    """Add, list, remove and look up the places of a project.

    \b
    Examples:
      thucydides gazetteer add wof:SY --from packs/
      thucydides gazetteer add geonames:SY.txt
      thucydides gazetteer add csv:quarters.csv --map name=quarter --map lat=y --map lon=x
      thucydides gazetteer new "Tell Wardan" --also "تل وردان" --at 35.25,36.61 --country SY --source "a 1943 map"
      thucydides gazetteer where Ramousseh --json
    """


def _file(folder: Path | None) -> Path:
    from thucydides.knowledge.gazetteer.project import FILE

    found = project_folder(folder)
    if found is None:
        raise UsageError("not inside a project", hint="name one with --project DIR, or make one: thucydides init DIR")
    return found / FILE


def _source(spec: str, where: Path | None) -> tuple[str, Path]:
    """(source, file) of "wof:SY", "wof:PATH" and the like."""
    source, sign, rest = spec.partition(":")
    if not sign or source not in _SOURCES or not rest:
        raise UsageError(
            f"no source {spec!r}", hint=f"one of {', '.join(s + ':FILE' for s in _SOURCES)}, or wof:SY --from DIR"
        )
    path = Path(rest) if where is None else where / rest
    if source == "wof" and not path.exists():
        folder = where or Path()
        path = next(
            (p for p in (folder / f"wof_{rest.lower()}.jsonl.gz", folder / f"wof_{rest.lower()}.jsonl") if p.exists()),
            path,
        )
    if not path.is_file():
        raise InputError("no such file", place=str(path), hint="give the file, or its folder with --from DIR")
    return source, path


@verb.command("add")
@click.argument("spec")
@click.option(
    "--from", "where", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The folder of the packs."
)
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="For csv and hdx: which column holds a field."
)
@click.option("--licence", help="Whose data it is and on what terms; by default what the source is known for.")
@click.option("--name", help="What to call the pack; by default the source and the file.")
@project_option
@json_option
def add(
    spec: str, where: Path | None, pairs: tuple[str, ...], licence: str | None, name: str | None, folder: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Read a pack into the project: wof:SY, geonames:SY.txt, osm:FILE.geojson, csv:FILE, hdx:FILE.

    Rows that the built-in gazetteer has too are joined to it, by shared id, else by name and less than 3 km.
    """
    from thucydides.knowledge.gazetteer import packs as readers
    from thucydides.knowledge.gazetteer.merge import merged
    from thucydides.knowledge.gazetteer.project import add_pack

    ledger = Ledger("gazetteer add", as_json=as_json)
    file = _file(folder)
    source, path = _source(spec, where)
    fields = dict(_pair(pair) for pair in pairs)
    reader = readers.READERS.get(source)
    entries = reader(path) if reader is not None else readers.table(path, fields, source)
    called = name or f"{source}:{path.name}"
    count = add_pack(file, called, path, licence or readers.LICENCES[source], merged(entries), date.today())  # noqa: DTZ011 - the user's day
    ledger.count("places", count)
    if not as_json:
        say(f"{count} places added as {called}")
    return ledger.finish(None)


@verb.command("new")
@click.argument("name")
@click.option("--at", required=True, metavar="LAT,LON", help="Degrees, such as 35.25,36.61.")
@click.option("--country", required=True, metavar="XX", help="Two letters of ISO 3166.")
@click.option("--source", required=True, metavar="WORDS", help="How the place is known.")
@click.option("--also", multiple=True, metavar="NAME", help="Another name, in any script; may be given again.")
@click.option("--kind", default="", help="village (by default), settlement, neighbourhood, camp, site ...")
@click.option("--by", metavar="NAME", help="Who says so; by default your user name.")
@project_option
@json_option
def new(
    name: str, at: str, country: str, source: str, also: tuple[str, ...], kind: str, by: str | None,
    folder: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Add one place, as the browser's registries do; `thucydides undo` takes it back.

    The next `thucydides read` reads again the documents that name it, and no others.
    """
    from thucydides.cli.deciding import who
    from thucydides.knowledge.gazetteer.own import checked
    from thucydides.store.added import places

    ledger = Ledger("gazetteer new", as_json=as_json)
    lat, _, lon = at.partition(",")
    typed = {"name": name, "names": "\n".join(also), "lat": lat, "lon": lon, "kind": kind, "country": country}
    place, faults = checked(typed | {"source": source})
    if place is None:
        raise UsageError("; ".join(f"{field}: {told}" for field, told in faults.items()))
    with open_project(folder) as project:
        made = places.add(project, place, who(by))
        named, _ = places.naming(project, places.added([made]))
    ledger.count("places")
    ledger.count("documents", len(named[made.judgement_id]))
    if not as_json:
        say(
            f"{place.name} added; {len(named[made.judgement_id])} documents may name it: thucydides read reads them again"
        )
        say(f"undo {made.judgement_id} takes it back")
    return ledger.finish(None)


def _pair(pair: str) -> tuple[str, str]:
    from thucydides.knowledge.gazetteer.packs import CSV_FIELDS

    field, sign, column = pair.partition("=")
    if not sign or field not in CSV_FIELDS:
        raise UsageError(f"no field {pair!r}", hint=f"FIELD=COLUMN, FIELD one of {', '.join(CSV_FIELDS)}")
    return field, column


@verb.command("list")
@project_option
@json_option
def list(folder: Path | None, as_json: bool) -> int:
    """List the packs of the project with source, licence and day."""
    from thucydides.knowledge.gazetteer import own
    from thucydides.knowledge.gazetteer.project import packs

    ledger = Ledger("gazetteer list", as_json=as_json)
    file = _file(folder)
    for pack in [*packs(file), *packs(file.with_name(own.FILE))]:
        ledger.count("packs", 1)
        click.echo(f"{pack.name}\t{pack.places} places\t{pack.added}\t{pack.licence}", err=as_json)
    return ledger.finish(None)


@verb.command("remove")
@click.argument("name")
@project_option
@json_option
def remove(name: str, folder: Path | None, as_json: bool) -> int:
    """Take a pack out of the project."""
    from thucydides.knowledge.gazetteer.project import remove_pack

    ledger = Ledger("gazetteer remove", as_json=as_json)
    if not remove_pack(_file(folder), name):
        raise InputError(f"no pack {name!r}", hint="thucydides gazetteer list")
    ledger.count("removed", 1)
    return ledger.finish(None)


@verb.command("where")
@click.argument("name")
@click.option("--country", default="", metavar="XX", help="Only places of this country, and names spelt alike in it.")
@project_option
@json_option
def where(name: str, country: str, folder: Path | None, as_json: bool) -> int:
    """Show the places that bear a name, the best known first."""
    from thucydides.cli.reader import gazetteers_of
    from thucydides.knowledge.gazetteer import Gazetteer
    from thucydides.knowledge.gazetteer.keys import fold_key

    ledger = Ledger("gazetteer where", as_json=as_json)
    home = project_folder(folder)
    gazetteer = Gazetteer.open(() if home is None else gazetteers_of(home))
    key = fold_key(name)
    spots = [f.spot for f in sorted(gazetteer.exact(key), key=lambda f: (-f.known, f.spot.id))]
    if country:
        spots = [s for s in spots if s.country == country.upper()] or [
            s for s, _ in gazetteer.loose(key, country.upper())
        ]
    for spot in spots:
        ledger.count("places", 1)
        held = ", ".join(filter(None, (spot.admin2, spot.admin1, spot.country)))
        click.echo(
            f"{spot.id}\t{spot.name}\t{spot.kind}\t{held}\t{spot.lat:.5f} {spot.lon:.5f}\t±{spot.radius_km:g} km",
            err=as_json,
        )
    return ledger.finish(None)
