"""According to whom: who speaks, by which words, and how far what they say reaches."""

from thucydides.claims.attribution.frames import AttributionFrame, frames

__all__ = ["AttributionFrame", "frames"]
