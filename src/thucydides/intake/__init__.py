"""Bytes to Documents: encodings, HTML, JSONL, CSV, segments and date stamps."""
