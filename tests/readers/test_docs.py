"""The reader of docs/readers.md as it stands there, brought by a package, on tiny spaCy pipelines made here."""

from __future__ import annotations

import json
import random
import re
import sys
import warnings
from pathlib import Path

import pytest

from cli.spoken import say
from thucydides.claims.gate import anchors_of
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.document import Document
from thucydides.readers import plug
from thucydides.readers.registry import names, plugged

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
TEXT = "Gunmen of the Front raided Saraqib at dawn. Prices rose. Soldiers shelled Ariha."


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The example as an installed package with its entry point; the folder that has both."""
    (tmp_path / "mypackage.py").write_text(EXAMPLE, encoding="utf-8")
    told = tmp_path / "mypackage-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: mypackage\nVersion: 1\n", encoding="utf-8")
    points = (
        "[thucydides.readers]\nspacy = mypackage:SpacyReader\nbroken = mypackage:Nothing\nllm = mypackage:SpacyReader\n"
    )
    (told / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("mypackage", None)


def pipeline(folder: Path, *, by_rules: bool) -> Path:
    """A blank pipeline with an entity ruler, or with a tagger of names whose weights are random."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import numpy as np
        import spacy
        from spacy.training import Example

    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    if by_rules:
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns(
            [
                {"label": "ATTACK", "pattern": "raided"},
                {"label": "LOC", "pattern": "Saraqib"},
                {"label": "ORG", "pattern": "Gunmen of the Front"},
            ]
        )
    else:
        tiny = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 8, "depth": 1, "embed_size": 50,
                "window_size": 1, "maxout_pieces": 2, "subword_features": True}  # fmt: skip
        model = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
                 "hidden_width": 8, "maxout_pieces": 1, "use_upper": True, "nO": None, "tok2vec": tiny}  # fmt: skip
        ner = nlp.add_pipe("ner", config={"model": model})
        marks = [(0, 6, "ORG"), (20, 26, "ATTACK"), (27, 34, "LOC")]
        example = Example.from_dict(nlp.make_doc(TEXT), {"entities": marks})
        nlp.initialize(lambda: [example])
        drawn = np.random.default_rng(random.Random(7).randrange(1000))
        for node in ner.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    weights = node.get_param(name)
                    node.set_param(name, drawn.normal(size=weights.shape).astype(weights.dtype))
    nlp.to_disk(folder)
    return folder


def test_example_is_twenty_lines_and_reads(package):
    """The example is at most twenty lines; over an entity ruler it gives the claim, with the house's point for its place."""
    assert len(EXAMPLE.rstrip().splitlines()) <= 20
    reader = plugged("spacy", (("pipeline", str(pipeline(package / "ruled", by_rules=True))),))
    (claim,) = plug.read(Document("d", TEXT, "en"), Gazetteer.open(()), reader).claims
    assert (claim.trigger.exact, claim.reader, claim.place.country) == ("raided", "spacy/1.0", "SY")
    assert [(a.role, a.anchor.exact) for a in claim.actors] == [("initiator", "Gunmen of the Front")]
    assert "llm" in names()
    assert names().count("llm") == 1


def test_random_weights_can_invent_nothing(package):
    """A tagger with random weights marks nonsense; whatever passes the gate stands in the text."""
    reader = plugged("spacy", (("pipeline", str(pipeline(package / "random", by_rules=False))),))
    made = 0
    for n in range(12):
        text = " ".join(random.Random(n).sample((TEXT * 3).split(), 24)) + "."
        reading = plug.read(Document(f"d{n}", text, "en"), Gazetteer.open(()), reader)
        made += len(reading.claims)
        assert all(a.holds(text) for claim in reading.claims for a in anchors_of(claim))
    assert made > 0


def test_reader_of_a_package_from_the_command_line(package, capsys):
    """`read --reader NAME --set KEY=VALUE` works in other processes too, the same bytes; what cannot be started is told."""
    folder = pipeline(package / "ruled", by_rules=True)
    for n in range(3):
        (package / f"{n}.txt").write_text(TEXT + f" Report {n}.", encoding="utf-8")
    call = ("read", *(package / f"{n}.txt" for n in range(3)), "--format", "jsonl", "--set", f"pipeline={folder}")
    alone, spread = (say(capsys, *call, "--reader", "spacy", "--jobs", jobs) for jobs in "12")
    assert (alone.code, alone.out) == (0, spread.out)
    assert {json.loads(line)["reader"] for line in alone.out.splitlines()} == {"spacy/1.0"}
    both = say(capsys, *call, "--reader", "rules+spacy")
    assert {json.loads(line)["reader"] for line in both.out.splitlines()} == {"rules/0.1.0"}
    broken = say(capsys, "read", package / "0.txt", "--reader", "broken")
    assert (broken.code, "cannot be started: AttributeError" in broken.err) == (2, True)
    unknown = say(capsys, "read", package / "0.txt", "--reader", "nobody")
    assert (unknown.code, "there are: rules, llm, broken, spacy" in unknown.err) == (2, True)
