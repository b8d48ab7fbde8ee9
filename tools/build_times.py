"""Builds data/times/<language>.json from CLDR: names of months and weekdays, and the relative words that CLDR inflects.

    python tools/build_times.py [--packages DIR]

DIR holds the npm packages below, unpacked (`npm pack NAME@VERSION`, one folder a package); without it they are fetched
into a temporary folder. Same packages, same bytes. Languages are those with a times.toml. Babel gives the month names of
the Arabic-speaking countries, which differ by country (آب, أغسطس, أوت, غشت).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from babel import Locale, localedata

ROOT = Path(__file__).resolve().parent.parent / "src" / "thucydides" / "data"
PACKAGES = {
    "cldr-dates-full": "48.2.0",
    "cldr-cal-islamic-full": "48.2.0",
    "cldr-cal-persian-full": "46.1.0",
    "cldr-cal-hebrew-full": "48.2.0",
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CALENDARS = (
    ("islamic", "cldr-cal-islamic-full"),
    ("persian", "cldr-cal-persian-full"),
    ("hebrew", "cldr-cal-hebrew-full"),
)


def unpack(folder: Path) -> None:
    """Fetches the pinned packages with npm and unpacks each into folder/NAME."""
    for name, version in PACKAGES.items():
        subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
            archive.extractall(folder / name, filter="data")


def locale_json(folder: Path, package: str, code: str, name: str) -> dict[str, Any]:
    """The `dates` object of one locale file; empty where the package lacks the locale."""
    path = folder / package / "package" / "main" / code / f"{name}.json"
    if not path.exists():
        return {}
    dates: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["main"][code]["dates"]
    return dates


def names_of(calendar: dict[str, Any], section: str, width: str) -> dict[str, list[str]]:
    """Number or day -> its names in formats and alone, each once, in that order."""
    found: dict[str, list[str]] = {}
    for context in ("format", "stand-alone"):
        for key, name in calendar.get(section, {}).get(context, {}).get(width, {}).items():
            if name not in found.setdefault(key, []):
                found[key].append(name)
    return found


def script(name: str) -> str:
    """The script of a name's first letter, as Unicode calls it."""
    return unicodedata.name(name[0]).split()[0]


def country_months(code: str, months: dict[str, list[str]]) -> None:
    """Adds the month names of the language's countries (Babel) to `months`, in the letters of its own names alone."""
    letters = {script(name) for names in months.values() for name in names}
    for identifier in sorted(localedata.locale_identifiers()):
        if not re.fullmatch(f"{code}_[A-Z]{{2}}", identifier):
            continue
        for names in Locale.parse(identifier).months.values():
            for number, name in names["wide"].items():
                if script(name) in letters and name not in months[str(number)]:
                    months[str(number)].append(name)


def relative(fields: dict[str, Any], key: str) -> dict[str, str]:
    """Offset -> phrase ("-1": "last Friday") of one field."""
    mark = "relative-type-"
    return {k.removeprefix(mark): v for k, v in fields.get(key, {}).items() if k.startswith(mark)}


def language(folder: Path, code: str) -> dict[str, Any]:
    """All that is kept of CLDR for one language."""
    gregorian = locale_json(folder, "cldr-dates-full", code, "ca-gregorian")["calendars"]["gregorian"]
    fields = locale_json(folder, "cldr-dates-full", code, "dateFields")["fields"]
    months = {"gregorian": names_of(gregorian, "months", "wide")}
    country_months(code, months["gregorian"])
    for calendar, package in CALENDARS:
        table = locale_json(folder, package, code, f"ca-{calendar}").get("calendars", {}).get(calendar)
        if table:
            months[calendar] = {k: v for k, v in names_of(table, "months", "wide").items() if k.isdigit()}
    weekdays = names_of(gregorian, "days", "wide")
    return {
        "source": ", ".join(f"{name} {version}" for name, version in PACKAGES.items()) + "; Unicode-3.0",
        "months": months,
        "short_months": names_of(gregorian, "months", "abbreviated"),
        "weekdays": {str(i): weekdays[day] for i, day in enumerate(WEEKDAYS, 1)},
        "days": relative(fields, "day"),
        "relative_weekdays": {
            str(i): {k: v for k, v in relative(fields, day).items() if k != "0"} for i, day in enumerate(WEEKDAYS, 1)
        },
        "relative_units": {unit: relative(fields, unit) for unit in ("week", "month", "year")},
    }


def main() -> None:
    """Writes one JSON file a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder with the unpacked npm packages")
    given = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as temporary:
        folder = given or Path(temporary)
        if given is None:
            unpack(folder)
        (ROOT / "times").mkdir(exist_ok=True)
        for path in sorted((ROOT / "languages").glob("*/times.toml")):
            code = path.parent.name
            text = json.dumps(language(folder, code), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (ROOT / "times" / f"{code}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
