"""Room of weapons."""

from thucydides.mentions.weapons.find import find

__all__ = ["find"]
