"""Distances: a reach is what the distance says."""

from __future__ import annotations

import pytest

from thucydides.mentions.places import geometry


@pytest.mark.parametrize("lat", [-89.5, -33.0, 0.0, 51.2, 89.0])
@pytest.mark.parametrize("bearing", [0.0, 17.0, 90.0, 180.0, 301.0])
def test_what_is_within_a_reach_is_what_the_distance_says(lat: float, bearing: float) -> None:
    """Points just inside and just outside a reach are told apart, whatever the latitude."""
    for km in (3.0, 60.0, 900.0):
        there = geometry.offset(lat, 20.0, bearing, km)
        apart = geometry.distance_km(lat, 20.0, *there)
        assert geometry.is_within(lat, 20.0, *there, apart)
        assert not geometry.is_within(lat, 20.0, *there, apart - 0.01)
