"""What all tests share: hypothesis settings that repeat, and one way to read a text."""

from __future__ import annotations

import os
from importlib import import_module

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("deep", parent=settings.get_profile("house"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# Until the whole line stands, what reads through it is not collected; the line's own rooms have their tests.
try:
    import_module("thucydides.pipeline")
except ImportError:
    collect_ignore_glob = ["properties/*", "metamorphic/*", "probes/*", "bench/*"]


@pytest.fixture(scope="session")
def postgres():
    """The PostgreSQL server of this run of tests, started when the first test asks for it."""
    from postgres_server import running

    with running() as server:
        yield server
