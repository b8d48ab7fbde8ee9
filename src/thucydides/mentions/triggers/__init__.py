"""Room of triggers: words that name events."""

from thucydides.mentions.triggers.find import find

__all__ = ["find"]
