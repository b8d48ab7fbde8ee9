"""Faults of the program as failures of a document; they are made where batches are read, one floor down."""

from __future__ import annotations

from thucydides.scale.faults import fault, whereabouts

__all__ = ["fault", "whereabouts"]
