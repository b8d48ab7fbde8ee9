"""Settles, in languages whose verb frames the clause, what a form that is of several classes is where it stands."""

from __future__ import annotations

from thucydides.mentions.page import Hit, Page

_VERBS = ("triggers", "casualties", "sources")
_AUXILIARY = frozenset({"have", "be", "modal", "plan", "aux"})
_ENDS = frozenset({",", ".", ";", ":", "-", "(", ")", '"', "«", "»", "!", "?", "\n"})
_FAR = 30  # tokens of a clause


def _verbs(page: Page, *features: str) -> set[int]:
    """First tokens of forms that are verbs with one of these features, by the lists of events, harm and speech."""
    wanted = frozenset(features)
    hits = (h for kind in _VERBS for h in page.hits.get(kind, ()))
    return {h.first for h in hits if wanted & h.entry.features and "noun" not in h.entry.features}


def _end_of(page: Page, token: int) -> int:
    """The mark that ends the clause in which a token stands, or the token after the text."""
    last = min(page.sentences[page.sentence_at(token)].last, token + _FAR)
    return next((i for i in range(token, last) if page.tokens.forms[i] in _ENDS), last)


def _closes_its_clause(page: Page, token: int, gram: list[str], verbal: set[int], finite: set[int]) -> bool:
    """True where the first finite verb behind a token has no word but verbs behind it: the clause is subordinate."""
    end = _end_of(page, token + 1)
    told = [i for i in range(token + 1, end) if i in finite]
    if not told:
        return gram[token + 1] in ("prep", "adverb", "not", "by", "pron") if token + 1 < end else False
    return all(gram[i] in _AUXILIARY or i in verbal for i in range(told[0], end))


def _relatives(page: Page, gram: list[str], values: list[str]) -> None:
    """A pronoun behind a comma, a preposition between, whose clause ends with its verb, is relative: no article."""
    hits: tuple[Hit, ...] = page.of("grammar", "rel")
    at = sorted({h.first for h in hits if "weak" in h.entry.flags and h.last - h.first == 1})
    if not at:
        return
    features = {h.first: h.entry for h in page.of("grammar", *sorted(_AUXILIARY))}
    finite = {i for i, e in features.items() if "fin" in e.features} | _verbs(page, "fin")
    verbal = _verbs(page, "fin", "pp", "inf")
    forms = page.tokens.forms
    for i in at:
        opened = i - 1 - (i > 1 and gram[i - 1] in ("prep", "by", "against", "with", "of"))
        if opened >= 0 and forms[opened] == "," and _closes_its_clause(page, i, gram, verbal, finite):
            gram[i], values[i] = "rel", values[i]


def _conjunctions(page: Page, gram: list[str]) -> None:
    """A weak conjunction opens a clause behind a comma or at the head of a sentence alone; else it is an adverb."""
    heads = {s.first for s in page.sentences}
    for hit in page.of("grammar", "clause", "cond", "comp"):
        i = hit.first
        if "weak" not in hit.entry.flags or gram[i] != hit.entry.role:
            continue
        before = page.tokens.forms[i - 1] if i else ""
        if i not in heads and before not in (",", '"', ":", "«", "»") and gram[i - 1] not in ("and", "adverb"):
            gram[i : hit.last] = ["adverb"] * (hit.last - i)


def _conditions(page: Page, gram: list[str]) -> None:
    """ "…, sollte der Beschuss weitergehen": a modal right behind a comma or at the head of a sentence opens a condition."""
    heads = {s.first for s in page.sentences}
    for hit in page.of("grammar", "cond"):
        i = hit.first
        if "weak" in hit.entry.flags and gram[i] in _AUXILIARY and (i in heads or page.tokens.forms[i - 1] == ","):
            gram[i] = "cond"


def _agents(page: Page, gram: list[str]) -> None:
    """A preposition of agents and origins is "by" with a participle in its clause; right behind the noun of an event, of
    harm or of a source, and where no participle is, it is "of" behind a noun, else one of place.
    """
    at = [h.first for h in page.of("grammar", "by") if h.entry.value == "from" and gram[h.first] == "by"]
    if not at:
        return
    done = _verbs(page, "pp")
    told = [h for kind in _VERBS for h in page.hits.get(kind, ()) if h.first not in done]
    kept = ("event", "outcome", "prep")
    nouns = {h.last for h in told if h.entry.role in kept or (h.entry.role == "head" and "of" in h.entry.args)}
    for i in at:
        if i not in nouns and (i - 1 in done or any(k in done for k in range(i, _end_of(page, i)))):
            continue
        gram[i] = "of" if i in nouns or (i > 0 and page.tokens.shapes[i - 1] in "XA") else "prep"


def _infinitives(page: Page, gram: list[str], values: list[str], features: list[frozenset[str]]) -> None:
    """ "getötet worden [sein]": a possessive that is an infinitive too closes its clause behind a verb."""
    done = _verbs(page, "pp")
    ends = {h.last for kind in _VERBS for h in page.hits.get(kind, ()) if h.first in done}
    for hit in page.of("grammar", "be"):
        i = hit.first
        if "weak" in hit.entry.flags and gram[i] == "poss" and (gram[i - 1] in _AUXILIARY or i in ends):
            gram[i], values[i], features[i] = "be", "", hit.entry.features


def settle(page: Page, gram: list[str], values: list[str], features: list[frozenset[str]]) -> None:
    """Rewrites what tokens are, in place."""
    _infinitives(page, gram, values, features)
    _conditions(page, gram)
    _conjunctions(page, gram)
    _relatives(page, gram, values)
    _agents(page, gram)
