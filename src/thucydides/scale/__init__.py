"""The same line over millions of documents: shards, engines, resume."""
