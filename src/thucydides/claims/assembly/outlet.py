"""Who publishes: as given with the document, else as the dateline says ("BEIRUT (X) -", "City, X -")."""

from __future__ import annotations

from thucydides.claims.assembly.assemble import UNNAMED_OUTLET
from thucydides.claims.ground.dateline import signature_of
from thucydides.claims.scene import Scene, within
from thucydides.model.anchor import Anchor
from thucydides.model.claim import Source

_OPENING_TOKENS = 16
_SENTENCES = 4


def outlet_of(scene: Scene) -> Source:
    """The outermost link of every chain of this document."""
    page = scene.page
    if page.document.outlet:
        return Source(page.document.outlet, "outlet", None, None, "neutral")
    signed = signature_of(page)
    if signed is not None:
        anchor = page.anchor(signed.first, signed.last)
        return Source(anchor.exact, "outlet", anchor, None, "neutral", signed.entry.args or None)
    forms = page.tokens.forms
    opened = 0
    for number, s in enumerate(page.sentences):
        if page.roles[number] in ("header", "title", "title_repeat", "heading"):
            continue
        opened += 1
        if opened > _SENTENCES:
            break
        for m in within(scene.mentions.sources, s.first, min(s.last, s.first + _OPENING_TOKENS)):
            if m.role != "named":
                continue
            if m.last < len(forms) and forms[m.last] == ":" and scene.page.tokens.shapes[s.first] == "x":
                continue
            tail = [i for i in range(m.last, min(m.last + 3, s.last)) if forms[i] != ")"]
            if tail and forms[tail[0]] in ("-", "/", ":") and tail[0] <= m.last + 1 and opened == 1:
                return Source(m.name, "outlet", Anchor.of(page.text, m.start, m.end), None, "neutral", m.args or None)
    return Source(UNNAMED_OUTLET, "outlet", None, None, "neutral")
