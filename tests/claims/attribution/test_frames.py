"""The frames of a page know those of a sentence and those over a token."""

from __future__ import annotations

from thucydides.claims.attribution.frames import AttributionFrame, Frames


def _frame(sentence: int, cue: int, *content: tuple[int, int]) -> AttributionFrame:
    bounds = (min(a for a, _ in content), max(b for _, b in content))
    return AttributionFrame((), (cue, cue + 1), content, "neutral", "say", False, "r", sentence, False, bounds)


def test_frames_of_a_sentence_are_those_whose_cue_stands_there_in_order() -> None:
    """Another sentence's frames are left out, whatever they cover."""
    one, two, three = _frame(0, 1, (2, 9)), _frame(1, 4, (0, 4)), _frame(0, 5, (6, 9))
    frames = Frames([one, two, three])
    assert list(frames) == [one, two, three]
    assert frames.of(0) == (one, three)
    assert frames.of(1) == (two,)
    assert frames.of(2) == ()


def test_frames_over_a_token_stand_from_the_widest_to_the_innermost() -> None:
    """A token in a gap of the content is not covered; asking again gives the same."""
    wide, inner, gapped = _frame(0, 1, (2, 20)), _frame(0, 8, (9, 12)), _frame(0, 13, (2, 5), (10, 20))
    frames = Frames([inner, gapped, wide])
    assert frames.covering(10) == (wide, gapped, inner)
    assert frames.covering(10) == (wide, gapped, inner)
    assert frames.covering(6) == (wide,)
    assert frames.covering(30) == ()
