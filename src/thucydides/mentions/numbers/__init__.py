"""Room of numbers: digits and words of quantity as low and high."""

from thucydides.mentions.numbers.find import approximated, find

__all__ = ["approximated", "find"]
