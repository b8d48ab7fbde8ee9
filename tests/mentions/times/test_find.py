"""Which words are times, which are none, and what a page adds: tense, the day told before, headers, unknown days."""

from __future__ import annotations

from datetime import date

import pytest

from mentions.times.pages import page_of, words_of
from thucydides.knowledge.times import time_book
from thucydides.mentions.times import find, resolve
from thucydides.model.document import Published, Segment

DAY = date(2019, 3, 20)
GIVEN = Published(DAY, DAY, "given")
UNKNOWN = Published(None, None, "unknown")


def told(code: str, text: str, published: Published = GIVEN) -> list[tuple[str, str, str]]:
    """(words, earliest, latest) of all times of a text."""
    page, words = words_of(code, text)
    return [(page.text[m.start : m.end], str(m.earliest), str(m.latest)) for m in resolve(words, published, page)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "They may leave and march on the capital."),
        ("en", "The block 1070 was shelled by 2,014 rockets."),
        ("en", "More than 2015 people fled."),
        ("en", "Patrols pass every Monday."),
        ("en", "Prices rose by 12.05 percent."),
        ("en", "He is 34 years old."),
        ("fr", "Il a été condamné à 24 mois de prison."),
        ("fr", "Le marché ouvre chaque lundi."),
        ("fr", "Le soldat a été tué."),
        ("de", "Die Zeit lag bei 22.15,4 Minuten."),
        ("uk", "Літаки летіли на північ."),
        ("uk", "18-та бригада тримала оборону."),
        ("tr", "Pazar yeri vuruldu."),
    ],
)
def test_words_that_are_no_times(code, text):
    """Modal verbs, counts, habits, ages, decimals, terms of prison, points of the compass are no times."""
    assert told(code, text) == []


def test_clock_stays_with_the_day_before_it():
    """A clock in the sentence after a day is of that day, not of the document's."""
    assert told("en", "A mosque was hit on Monday. The jets came at 8:30am local time.")[1][1:] == (
        "2019-03-18",
        "2019-03-18",
    )


def test_total_over_a_window_is_flagged():
    """What counts over a period says so, and what names a day does not."""
    page, words = words_of("en", "Ten died in the past 24 hours, two of them on Tuesday, forty since Friday.")
    assert [m.window for m in resolve(words, GIVEN, page)] == [True, False, True]


def test_recently_has_no_value():
    """A vague word keeps its place and has no day."""
    assert told("en", "The group recently grew.") == [("recently", "None", "None")]


def test_future_turns_a_weekday_ahead():
    """Tense decides between the weekday before and the one after; the other stays as an alternative."""
    page, words = words_of("en", "The minister will visit the front on Tuesday.")
    mention = resolve(words, GIVEN, page)[0]
    assert mention.earliest == date(2019, 3, 26)
    assert mention.alternatives[0][0] == date(2019, 3, 19)


def test_year_goes_on_from_a_date_told_before():
    """A date without a year after one of an earlier year is of that year."""
    text = "The village was shelled on 9 March 2018. On 29 March the troops burned it down."
    assert told("en", text)[1][1:] == ("2018-03-29", "2018-03-29")


def test_narrative_inherits_year_and_month():
    """In a history without a day of its own, days follow the dates told before, over the turn of the year."""
    text = "On 20 December 1941 the corps attacked. On 27 December it halted. On 3 January it withdrew."
    assert [t[1] for t in told("en", text, UNKNOWN)] == ["1941-12-20", "1941-12-27", "1942-01-03"]


def test_list_shares_the_month():
    """Each day of a list is a time of its own."""
    assert [t[1] for t in told("fr", "Des tirs ont été signalés les 2, 5 et 9 mars.")] == [
        "2019-03-02",
        "2019-03-05",
        "2019-03-09",
    ]


@pytest.mark.parametrize(
    ("code", "text", "symbol"),
    [
        ("en", "Shells fell yesterday.", "DOC-1d"),
        ("en", "Shells fell today.", "DOC"),
        ("en", "Shells fell on Saturday.", "weekday:Saturday"),
        ("fr", "Des obus sont tombés ces deux derniers jours.", "DOC-2d/DOC"),
        ("es", "Cayeron obuses anoche.", "DOC-1d"),
        ("es", "Hay combates desde las 5 pm.", "DOC"),
        ("en", "Shells fell on 9 March.", "--03-09"),
    ],
)
def test_without_a_day_times_stay_symbolic(code, text, symbol):
    """Where the document's day is unknown, no day is made up."""
    page, words = words_of(code, text)
    mention = resolve(words, UNKNOWN, page)[0]
    assert (mention.earliest, mention.latest, mention.symbolic) == (None, None, symbol)
    assert mention.precision == "symbolic"


def test_another_day_moves_all_relative_times():
    """The same words under another publication day give other days; dates with a year stay."""
    page, words = words_of("en", "Shells fell yesterday, as on 14 June 2014.")
    other = Published(date(2016, 8, 12), date(2016, 8, 12), "inferred")
    assert [str(m.earliest) for m in resolve(words, GIVEN, page)] == ["2019-03-19", "2014-06-14"]
    assert [str(m.earliest) for m in resolve(words, other, page)] == ["2016-08-11", "2014-06-14"]


def test_two_possible_days_widen_relative_times():
    """A document of one of two days has a yesterday of two days."""
    page, words = words_of("en", "Shells fell yesterday.")
    mention = resolve(words, Published(date(2019, 3, 20), date(2019, 3, 21), "inferred"), page)[0]
    assert (mention.earliest, mention.latest) == (date(2019, 3, 19), date(2019, 3, 20))


def test_header_words_are_no_times_of_events():
    """Dates of header lines are found but not told as times, unless everything is asked for."""
    header = "20/03/2019 10:15"
    text = f"{header}\n\nShells fell on Tuesday."
    page = page_of(
        "en", text, segments=(Segment("header", 0, len(header)), Segment("body", len(header) + 2, len(text)))
    )
    words = find(page, time_book("en"))
    assert [page.text[m.start : m.end] for m in resolve(words, GIVEN, page)] == ["Tuesday"]
    assert len(resolve(words, GIVEN, page, everything=True)) == 2


def test_dateline_is_no_time_of_an_event():
    """The day of a dateline tells when it was written, not when things happened."""
    text = "TUNIS, March 20 (Agency) - A shell killed a shepherd on Monday."
    assert [t[0] for t in told("en", text)] == ["Monday"]


def test_numbers_in_all_digits():
    """Arabic-Indic and Persian digits are read as the same days."""
    assert told("ar", "وقع الهجوم في ٩ آذار.")[0][1] == "2019-03-09"
    assert told("fa", "در ۹ مارس حمله شد.")[0][1] == "2019-03-09"


def test_two_orders_of_a_date_in_digits_stay_open():
    """A date that may be read both ways keeps the other as an alternative."""
    page, words = words_of("en", "It happened on 03/02/2019.")
    mention = resolve(words, GIVEN, page)[0]
    assert mention.earliest == date(2019, 2, 3)
    assert mention.alternatives[0][0] == date(2019, 3, 2)


def test_finding_is_pure():
    """The same page gives the same words, equal and hashable."""
    page, words = words_of("en", "Shells fell on Tuesday evening and again on 9 March.")
    assert find(page, time_book("en")) == words
    assert len({hash(w) for w in words}) == len(words)


def test_words_of_time_are_read_over_the_end_of_a_line():
    """A run of small words that ends or begins a line goes with the time beyond it; alone it is no time."""
    page, found = words_of("en", "Kade, Oruland\n4 May 2021 - Of the two\nof the bridges one fell on Friday.")
    told = [page.text[w.start : w.end] for w in found]
    assert told == ["4 May 2021", "Friday"]
