"""Readings as text for a terminal: each claim a block, its words highlighted in their sentence."""
