"""Places: find the words that name them, frame the countries that a document plays in, resolve to honest points."""

from thucydides.mentions.places.find import find
from thucydides.mentions.places.frame import Frame, frame
from thucydides.mentions.places.given import given
from thucydides.mentions.places.resolve import resolve
from thucydides.mentions.places.toponym import Toponym

__all__ = ["Frame", "Toponym", "find", "frame", "given", "resolve"]
