"""Room of actors: named groups and forces, generic ones, nationalities, states told as actors."""

from thucydides.mentions.actors.find import find

__all__ = ["find"]
