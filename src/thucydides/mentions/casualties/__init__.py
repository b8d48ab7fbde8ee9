"""Room of casualties: words of harm, classes of victims, words for a toll."""

from thucydides.mentions.casualties.find import find

__all__ = ["find"]
