"""Finds weapons by name; a weapon's number is read by the claims, which know the numbers."""

from __future__ import annotations

from thucydides.mentions.page import Page
from thucydides.model.mention import WeaponMention


def find(page: Page) -> tuple[WeaponMention, ...]:
    """Weapons of a page in order, by the codes of weapons.csv."""
    found = []
    for hit in page.of("weapons"):
        start, end = page.span(hit.first, hit.last)
        rule = hit.entry.row + (":platform" if "platform" in hit.entry.flags else "")
        found.append(WeaponMention(start, end, hit.first, hit.last, rule, hit.entry.value, page.text[start:end]))
    return tuple(found)
