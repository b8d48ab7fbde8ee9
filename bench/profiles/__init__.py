"""Profiles: one file a benchmark, each a filter and a mapping over what the reader says to anybody."""
