"""Room of numbers: digits and words of quantity as low and high."""

from thucydides.mentions.numbers.find import find

__all__ = ["find"]
