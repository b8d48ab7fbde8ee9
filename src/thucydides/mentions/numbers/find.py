"""Finds quantities: digits with thousands, numerals in words, vague words, ranges, and their modifiers."""

from __future__ import annotations

import msgspec

from thucydides.knowledge.lexicon import Entry
from thucydides.mentions.page import Hit, Page
from thucydides.model.mention import Exactness, NumberMention


class _Bare(msgspec.Struct, frozen=True):
    """A number without its modifiers."""

    first: int
    last: int
    low: int | None
    high: int | None
    exactness: Exactness
    rule: str
    ordinal: bool = False
    weak: bool = False


def _digits(page: Page, i: int) -> tuple[int, int] | None:
    """(token after, value) of the digits at token i with their groups of three ("3 000", "44,500", "380.000")."""
    tokens, folded = page.tokens, page.folded
    if tokens.shapes[i] != "0":
        return None
    value, last = tokens.forms[i], i + 1
    if len(value) > 12:
        return None
    separators = page.language.settings.thousands
    while last < len(tokens) and len(tokens.forms[i]) <= 3:
        gap = folded[tokens.ends[last - 1] : tokens.starts[last]]
        step = last
        if gap == "" and tokens.forms[last] in separators and last + 1 < len(tokens):
            if tokens.starts[last + 1] != tokens.ends[last]:
                break
            step = last + 1
        elif not (gap == " " and " " in separators):
            break
        if tokens.shapes[step] != "0" or len(tokens.forms[step]) != 3:
            break
        value += tokens.forms[step]
        last = step + 1
    decimal = page.language.settings.decimal
    if last + 1 < len(tokens) and tokens.forms[last] == decimal and tokens.starts[last] == tokens.ends[last - 1]:
        if tokens.shapes[last + 1] == "0" and tokens.starts[last + 1] == tokens.ends[last]:
            return last + 2, int(value)
    return last, int(value)


def _vague(entry: Entry) -> tuple[int | None, int | None]:
    low, _, high = entry.value.partition("-")
    return (int(low) if low else None), (int(high) if high else None)


def _decimals(page: Page, first: int, last: int) -> float | None:
    """ "1,5" as 1.5, where the digits have a fraction that a multiplier may follow."""
    words = page.folded[page.tokens.starts[first] : page.tokens.ends[last - 1]]
    try:
        return float(words.replace(page.language.settings.decimal, ".").replace(" ", ""))
    except ValueError:
        return None


def _put(table: list[list[Hit] | None], at: int, hit: Hit) -> None:
    hits = table[at]
    if hits is None:
        table[at] = [hit]
    else:
        hits.append(hit)


class _Scanner:
    """One pass over a page; words combine by size: units add, multipliers multiply."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = len(page.tokens)
        # By token: the hits that begin and the approximators that end there.
        self.at: list[list[Hit] | None] = [None] * (self.count + 1)
        self.ends: list[list[Hit] | None] = [None] * (self.count + 1)
        self.joints = {hit.first for hit in page.of("grammar", "and")}
        for hit in page.of("numbers"):
            _put(self.at, hit.first, hit)
            if hit.entry.role == "approximator":
                _put(self.ends, hit.last, hit)

    def starts(self) -> list[int]:
        """The tokens at which a number can begin, in order."""
        found = {hit.first for hit in self.page.of("numbers", "number", "multiplier", "vague")}
        shapes = self.page.tokens.shapes
        i = shapes.find("0")
        while i >= 0:
            found.add(i)
            i = shapes.find("0", i + 1)
        return sorted(found)

    def hit(self, i: int, *roles: str) -> Hit | None:
        """The first hit of these roles that starts at token i."""
        hits = self.at[i]
        if hits is not None:
            for hit in hits:
                if hit.entry.role in roles:
                    return hit
        return None

    def tail(self, i: int) -> Hit | None:
        """The ending that a figure takes on ("14-th", "5-ти"), attached or behind a hyphen at token i."""
        hit = self.hit(i, "ending") if i < self.count else None
        return hit if hit and self.page.tokens.starts[i] - self.page.tokens.ends[i - 1] <= 1 else None

    def words(self, i: int) -> _Bare | None:
        """A number in words, or digits, with multipliers, that starts at token i."""
        total, current, last, rules, weak, ordinal = 0, 0, i, [], True, False
        while last < self.count:
            digits = _digits(self.page, last) if last == i else None
            hit = self.hit(last, "number", "multiplier")
            if digits is not None:
                after = self.hit(digits[0], "multiplier") if digits[0] < self.count else None
                many = self.multiple(digits[0]) if after is None else 0
                fraction = _decimals(self.page, last, digits[0]) if many or after is not None else None
                if fraction is not None and many and fraction != int(fraction):
                    value = int(fraction * many)
                    return _Bare(i, digits[0] + 1, value, value, "exact", "numbers.multiple")
                if fraction is not None and after is not None and fraction != int(fraction):
                    size = int(after.entry.value)
                    return _Bare(i, after.last, int(fraction * size), int(fraction * size), "exact", after.entry.row)
                tail = self.tail(digits[0])
                current, last, weak = digits[1], tail.last if tail else digits[0], False
                ordinal = ordinal or (tail is not None and "ordinal" in tail.entry.flags)
                rules.append("numbers.digits")
            elif hit is None and last > i and (many := self.multiple(last)):
                total, current, last = total + max(current, 1) * many, 0, last + 1
                rules.append("numbers.multiple")
            elif hit is None:
                joined = self.joined(last, total, current) if last > i else None
                if joined is not None:
                    current, last, weak = current + joined[0], joined[1], False
                    continue
                if not self._goes_on(last, current):
                    break
                last += 1
                continue
            elif hit.entry.role == "multiplier":
                size = int(hit.entry.value)
                current = max(current, 1) * size
                if size >= 1000:
                    total, current = total + current, 0
                last, weak = hit.last, False
                rules.append(hit.entry.row)
            else:
                value = int(hit.entry.value)
                if current and not _fits(current, value):
                    break
                current += value
                weak = weak and "weak" in hit.entry.flags
                ordinal = ordinal or "ordinal" in hit.entry.flags
                last = hit.last
                rules.append(hit.entry.row)
        if last == i:
            return None
        number = total + current
        return _Bare(i, last, number, number, "exact", rules[0], ordinal, weak)

    def multiple(self, at: int) -> int:
        """The multiplier that opens a vague phrase ("2 [thousand people]"): behind a number it multiplies; 0 for none."""
        hit = self.hit(at, "vague")
        if hit is None or hit.last - at < 2:
            return 0
        known = self.page.language.table.get((self.page.tokens.forms[at],))
        return next((int(e.value) for e in known if e.kind == "numbers" and e.role == "multiplier"), 0)

    def _goes_on(self, at: int, current: int) -> bool:
        """ "one hundred and fifteen": a joint behind hundreds in words, before a smaller number in words."""
        hundreds = current >= 100 and current % 100 == 0
        if not hundreds or at not in self.joints or self.page.tokens.shapes[at - 1] == "0":
            return False
        hit = self.hit(at + 1, "number")
        return hit is not None and "weak" not in hit.entry.flags and int(hit.entry.value) < 100

    def joined(self, at: int, total: int, current: int) -> tuple[int, int] | None:
        """(value, token after) of a smaller number behind an "and" that joins numerals ("32 thousand and 70")."""
        joint = self.hit(at, "range")
        if joint is None or "joint" not in joint.entry.flags or joint.last >= self.count:
            return None
        digits = _digits(self.page, joint.last)
        hit = self.hit(joint.last, "number")
        found = digits or ((hit.last, int(hit.entry.value)) if hit and "ordinal" not in hit.entry.flags else None)
        if found is None:
            return None
        last, value = found
        after = self.hit(last, "multiplier") if last < self.count else None
        fits = value < 1000 if total and not current else bool(current) and _fits(current, value) and digits is None
        return (value, last) if fits and after is None else None

    def bare(self, i: int) -> _Bare | None:
        """A number, vague word or multiple of one ("tens of thousands") at token i."""
        vague = self.hit(i, "vague")
        if vague is not None:
            low, high = _vague(vague.entry)
            exactness: Exactness = "about" if low is not None and low == high else "vague"
            return _Bare(vague.first, vague.last, low, high, exactness, vague.entry.row)
        return self.words(i)

    def ranged(self, one: _Bare) -> _Bare:
        """ "12 to 15", "12-15": the number with the one behind the connector."""
        tokens = self.page.tokens
        at = one.last
        if at >= self.count - 1 or one.exactness != "exact" or one.ordinal:
            return one
        joint = self.hit(at, "range")
        if joint is None and tokens.forms[at] != "-":
            return one
        if joint is None and self._is_of_a_row(one.first, at):
            return one
        two = self.words(joint.last if joint else at + 1)
        if two is None or one.low is None or two.high is None or two.high <= one.low or two.weak:
            return one
        return _Bare(one.first, two.last, one.low, two.high, "range", one.rule)

    def _is_of_a_row(self, first: int, hyphen: int) -> bool:
        """ "05-05-2016": a hyphen more on either side makes three figures a day or a number of some file, no range."""
        forms, shapes = self.page.tokens.forms, self.page.tokens.shapes
        before = first >= 2 and forms[first - 1] == "-" and shapes[first - 2] == "0"
        return before or (hyphen + 3 < len(forms) and forms[hyphen + 2] == "-" and shapes[hyphen + 3] == "0")


def _fits(current: int, value: int) -> bool:
    """May `value` be added behind `current`: twenty + one, three hundred + twelve."""
    if current % 100 == 0 and current >= 100:
        return value < 100
    return 20 <= current % 100 < 100 and current % 10 == 0 and value < (20 if current % 20 == 0 else 10)


def approximated(low: int | None, high: int | None, value: str) -> tuple[int | None, int | None, Exactness]:
    """Bounds of a number under an approximator's value (at_least, more_than, up_to, less_than, about)."""
    if value in ("at_least", "more_than"):
        if low is not None and high is not None and low < high:
            return low, high, "range"  # "at least 15 to 18"
        return low, None, "at_least"
    if value in ("up_to", "less_than"):
        return None, high, "up_to"
    return low, high, "about"


def _is_number(scanner: _Scanner, at: int) -> bool:
    return at < len(scanner.page.tokens) and scanner.bare(at) is not None


def _modified(scanner: _Scanner, number: _Bare) -> _Bare:
    """Takes in "at least" before or after, "about", "up to"; which side counts is the row's own word."""
    ends, starts = scanner.ends[number.first], scanner.at[number.last]
    if ends is None and starts is None:  # most figures stand alone
        return number
    before = [h for h in ends or [] if h.entry.args != "after" or h.first in scanner.joints]
    if number.weak:  # "under a bus": nobody counts fewer than one
        before = [h for h in before if h.entry.value != "less_than"]
    after = [h for h in starts or [] if h.entry.role == "approximator" and h.entry.args != "before"]
    # "In December 2019 at least 140": what stands before a number of its own says nothing of the one before it.
    after = [h for h in after if not _is_number(scanner, h.last)]
    for hit in (*before, *after):
        opens = hit.first + (
            hit in before and hit.first in scanner.joints
        )  # "nine dead [and] more than 30": the joint is none of it
        if number.exactness == "vague":
            return msgspec.structs.replace(number, first=min(number.first, opens), last=max(number.last, hit.last))
        low, high, exactness = approximated(number.low, number.high, hit.entry.value)
        return msgspec.structs.replace(
            number,
            first=min(number.first, opens),
            last=max(number.last, hit.last),
            low=low,
            high=high,
            exactness=exactness,
            rule=hit.entry.row,
        )
    return number


def find(page: Page) -> tuple[NumberMention, ...]:
    """Quantities of a page in order; whether one counts persons, days or kilometres is not decided here."""
    scanner = _Scanner(page)
    found: list[NumberMention] = []
    edge = 0
    births = page.of("grammar", "born")  # "born in 1957": a year that counts nobody
    for i in scanner.starts():
        bare = scanner.bare(i) if i >= edge else None
        if bare is None or any(h.last == bare.first or h.first == bare.last for h in births):
            continue
        number = _modified(scanner, scanner.ranged(bare))
        start, end = page.span(number.first, number.last)
        if found and found[-1].first >= number.first:
            found.pop()  # "[some] 300 people": a vague word that says how near the figure is
        found.append(
            NumberMention(
                start,
                end,
                number.first,
                number.last,
                number.rule,
                number.low,
                number.high,
                number.exactness,
                number.ordinal,
                number.weak,
            )  # fmt: skip
        )
        edge = number.last
    return tuple(found)
