"""The same events, byte for byte, whatever the seed of hashing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = """
import json
from linking.test_link import story
from thucydides.export.dossier import Dossier
from thucydides.export.events import event_object
from thucydides.knowledge.policies import policy
from thucydides.linking.link import link
claims = story()
for event in link(claims):
    print(json.dumps(event_object(Dossier.of(event, claims), policy("ucdp-low-best-high"))))
"""


@pytest.mark.slow
def test_same_bytes_for_any_hash_seed():
    """Three seeds, one output: no set decides an order."""
    said = set()
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, check=True, env=env, timeout=120, text=True
        )
        said.add(done.stdout)
    assert len(said) == 1
    assert said.pop().count("\n") >= 5
