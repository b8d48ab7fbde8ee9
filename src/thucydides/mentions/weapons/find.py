"""Finds weapons by name; a weapon's number is read by the claims, which know the numbers."""

from __future__ import annotations

from thucydides.mentions.page import Hit, Page
from thucydides.model.mention import WeaponMention


def find(page: Page) -> tuple[WeaponMention, ...]:
    """Weapons of a page in order, by the codes of weapons.csv; a word that is weak is none within the name of a march."""
    found = []
    for hit in page.of("weapons"):
        if ("weak" in hit.entry.flags and _is_of_a_march(page, hit)) or _is_a_word_and_a_figure(page, hit):
            continue
        start, end = page.span(hit.first, hit.last)
        rule = hit.entry.row + (":platform" if "platform" in hit.entry.flags else "")
        found.append(WeaponMention(start, end, hit.first, hit.last, rule, hit.entry.value, page.text[start:end]))
    return tuple(found)


def _is_of_a_march(page: Page, weapon: Hit) -> bool:
    """ "a-peaceful march": where one word is a march and a drone, the words of a gathering around it tell which."""
    gatherings = (h for h in page.of("triggers", "event") if h.entry.value == "protest")
    return any(h.first <= weapon.first and weapon.last <= h.last for h in gatherings)


def _is_a_word_and_a_figure(page: Page, weapon: Hit) -> bool:
    """ "[a 10]-year-old boy", "il y [a 10] jours", "[С 300] метров": a letter that a blank parts from its figure is the name of
    a craft in capitals alone, and not at the head of a sentence.
    """
    tokens, at = page.tokens, weapon.first
    if len(tokens.forms[at]) != 1 or at + 1 >= weapon.last or not tokens.forms[at + 1][:1].isdigit():
        return False
    blank = page.text[tokens.ends[at] : tokens.starts[at + 1]].isspace()
    small = tokens.shapes[at] == "x" or page.sentences[page.sentence_at(at)].first == at
    return blank and small
