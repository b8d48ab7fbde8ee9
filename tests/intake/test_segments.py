"""Parts of a text told by shape: titles, repetitions, headers, headings, credits; and what must stay body."""

from __future__ import annotations

from datetime import date

import pytest

from intake.reports import BODY, FRENCH, TITLE, one, parts, roles

CAPTION = "Raids sur le plateau, reprise des combats au nord"


def test_a_title_above_the_text_is_told() -> None:
    """A short first line without a full stop, apart from sentences below, is the title."""
    document = one(f"{TITLE}\n\n{BODY}".encode())
    assert document.title == TITLE
    assert roles(document) == ["title", "body", "body"]


def test_a_fetch_clock_above_a_title_that_stands_twice() -> None:
    """The clock line is header and its date a header stamp; the second title is a repetition."""
    document = one(f"03-02-2031 09:14 PM Harbour Timing\n\n{CAPTION}\n\n{CAPTION}\n\n{FRENCH}".encode())
    assert roles(document)[:3] == ["header", "title", "title_repeat"]
    assert document.title == CAPTION
    (stamp,) = document.stamps
    assert stamp.kind == "header"
    assert (stamp.earliest, stamp.latest) == (date(2031, 2, 3), date(2031, 2, 3))
    assert stamp.anchor is not None
    assert stamp.anchor.holds(document.text)


def test_published_and_updated_lines_are_two_things() -> None:
    """ "Published" gives its own kind of stamp, with the month in words; "updated" gives none."""
    document = one(f"{CAPTION}\n\nPublié le 7 mai 2029\n\nMis à jour le 9 mai 2029\n\n{FRENCH}".encode())
    assert [(s.kind, s.earliest) for s in document.stamps] == [("published_line", date(2029, 5, 7))]
    assert roles(document)[:3] == ["title", "header", "header"]


def test_day_and_month_either_way_round_make_a_range_and_a_note() -> None:
    """In a language whose writers differ, 03/04 is two days; the user can settle it."""
    raw = f"03/04/2030\n\n{TITLE}\n\n{BODY}".encode()
    document = one(raw)
    assert (document.stamps[0].earliest, document.stamps[0].latest) == (date(2030, 3, 4), date(2030, 4, 3))
    assert any("either way round" in note for note in document.notes)
    assert one(raw, day_first=True).stamps[0].earliest == date(2030, 4, 3)
    assert one(raw.replace(b"03/04", b"23/04")).stamps[0].latest == date(2030, 4, 23)


def test_headings_rule_paragraphs_and_clocks_of_live_pages_do_too() -> None:
    """Short lines without full stops above paragraphs are headings wherever they stand."""
    first, second = BODY.split("\n\n")
    document = one(f"{TITLE}\n\n{first}\n\nOn the ridge\n\n{second}\n\n14:20\n\n{first}".encode())
    assert [words for role, words in parts(document) if role == "heading"] == ["On the ridge", "14:20"]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by the Ford bureau; Editing by the Mill desk)",
        "A. B.",
        "H.K. / M.",
        "kr/ost",
        "(Ford News)",
        "SOURCE: FORD NEWS",
    ],
)
def test_signatures_below_the_text_are_credits(line: str) -> None:
    """Initials, desks in brackets and "reporting by" are told from words of the report."""
    assert parts(one(f"{TITLE}\n\n{BODY}\n\n{line}".encode()))[-1] == ("credit", line)


@pytest.mark.parametrize(
    "line",
    [
        "Three gunners died.",
        "Par ailleurs, deux gardes sont morts.",
        "By noon the guns were silent.",
        "3 dead at the ridge",
    ],
)
def test_last_words_of_a_report_are_no_credit(line: str) -> None:
    """A short last sentence, or one with a toll, is still read."""
    assert parts(one(f"{TITLE}\n\n{BODY}\n\n{line}".encode()))[-1] == ("body", line)


def test_bylines_below_the_title_are_credits() -> None:
    """Place and agency, or the correspondent's name."""
    assert roles(one(f"{TITLE}\n\nFrom our correspondent, Kestrel Ford\n\n{BODY}".encode()))[1] == "credit"
    assert roles(one(f"{TITLE}\n\nKestrel Ford – Ford News\n\n{BODY}".encode()))[1] == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Home | World | Sports | Weather",
        "https://example.org/more",
        "#mill #ford",
        "Read more: the ridge in maps",
    ],
)
def test_furniture_of_pages_is_header(line: str) -> None:
    """Menus, buttons, bare links, hashtags and pointers to other pages are kept as text and never read."""
    document = one(f"{TITLE}\n\n{BODY}\n\n{line}".encode())
    assert parts(document)[-1] == ("header", line)


def test_links_after_a_related_label_are_header() -> None:
    """What stands below "check also" is another report's title."""
    document = one(f"{TITLE}\n\n{BODY}\n\nCheck also\n\nTwo killed as barge sinks in the delta".encode())
    assert roles(document)[-2:] == ["header", "header"]


@pytest.mark.parametrize(
    "post",
    [
        "🔴 URGENT | 06h40 – Deux obus sur le moulin\n\n⚡️ 07h10 Un blessé au gué",
        "Two shells hit the mill at the ford on Monday.\n\nA miller was wounded in the arm by splinters.",
        "Deux obus ont touché le moulin",
        "#ford Shells on the mill\n\nThe miller was hurt in the arm, his wife told us by phone.",
    ],
)
def test_posts_have_no_title(post: str) -> None:
    """First sentences and alerts of channels are read as body."""
    document = one(post.encode())
    assert document.title is None
    assert set(roles(document)) == {"body"}


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    """Old wire copy breaks lines where the page ended; its blocks are the paragraphs."""
    words = ("TWO SHELLS HIT THE MILL AT THE FORD AND WOUNDED A MILLER WHO WAS CARRIED TO THE CAMP " * 4).split()
    lines = [" ".join(words[i : i + 12]) for i in range(0, len(words), 12)]
    document = one(("\n".join(lines) + ".\n\n" + "\n".join(lines) + ".").encode())
    assert len(document.segments) == 2


def test_a_bulletin_title_with_a_week_in_it_stays_a_title() -> None:
    """A line with dates and many words beside them is no stamp."""
    line = "Plateau : bulletin hebdomadaire des incidents no 12 (7 au 13 mai 2029)"
    assert one(f"{line}\n\n{FRENCH}".encode()).title == line
