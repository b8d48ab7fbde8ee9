"""Room of sources: cues of saying, heads of sources, hedges, falsity."""

from thucydides.mentions.sources.find import find

__all__ = ["find"]
